"""Paragraphs of a text come in; the year goes out that what is known of the world gives it, with the reason in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefs.parsing.expressions import whole_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefs.lexicon import Lexicon

_CHAIR_OF: Final = re.compile(
    r"\b(?:chair(?:man)?ship|presidency|chair|host(?:ing)?|co-host(?:ing)?)\b", re.IGNORECASE
)
_YEAR_WORDS: Final = re.compile(
    "(?P<when>"
    + whole_words(
        ["next year", "this year", "last year", "later this year", "in the coming year"], any_case=True
    )
    + ")"
)
_SHIFT: Final = {"next year": 1, "in the coming year": 1, "last year": -1}


def year_of(body: Sequence[str], lexicon: Lexicon) -> tuple[int | None, str]:
    """The year of the text from a chairmanship that it places beside itself: "its chairmanship of ASEAN next year"."""
    for text in body:
        for when in _YEAR_WORDS.finditer(text):
            before = text[max(0, when.start() - 120) : when.start()]
            offices = list(_CHAIR_OF.finditer(before))
            if not offices:
                continue
            office = offices[-1]
            found = _term(before, text[max(0, when.start() - 400) : when.start()], office.start(), lexicon)
            if found is not None:
                body_code, host, year = found
                shift = _SHIFT.get(when.group("when").lower(), 0)
                names = f"{lexicon.party_name(host)}'s chairmanship of {lexicon.party_name(body_code)}"
                return year - shift, f"{names} {when.group('when').lower()}, which is {year}"
    return None, ""


def _term(near: str, wide: str, office: int, lexicon: Lexicon) -> tuple[str, str, int] | None:
    """Which body, whose turn and which year: only where the calendar knows one such turn."""
    bodies = [
        m.code
        for m in lexicon.mentions(near[office:])
        if lexicon.parties[m.code].kind in {"body", "grouping"}
    ]
    hosts = [m.code for m in lexicon.mentions(wide) if lexicon.parties[m.code].kind == "state"]
    for body in bodies:
        for host in reversed(hosts):
            years = lexicon.calendar.chaired(body, host)
            if len(years) == 1:
                return body, host, years[0]
    return None
