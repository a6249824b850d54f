"""A sentence comes in; the chairmanships and presidencies that it names go out, as events that last.

"Its chairmanship of ASEAN next year" in a text of 2021 is the ASEAN Chairmanship 2022, from the first to the last
day of that year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

from briefs.lexicon.gazetteer import Hints
from briefs.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from briefs.lexicon import Lexicon, PartyMention
    from briefs.model import Code
    from briefs.parsing.periods import PeriodMention

_CLAUSE: Final = 140
_BESIDE: Final = 25
_OFFICE: Final = re.compile(
    r"\b(?P<turn>(?:[Pp]ro[\s-][Tt]empore|[Rr]otating)\s)?(?P<office>[Cc]hair(?:man|person)?ship|[Pp]residency|[Cc]hairman|[Cc]hair(?:\s[Yy]ear)?|[Hh]ost\s[Yy]ear)\b"
)
_TIMED: Final = re.compile(
    r"\b(?:forthcoming|upcoming|incoming|next|future|assum\w+|tak\w+\sover|take\son|preparing)\b",
    re.IGNORECASE,
)
_LINK_BEFORE: Final = re.compile(
    r"^(?:[\u2019']s?)?\s(?:(?:20\d\d|[Ff]orthcoming|[Uu]pcoming|Leaders[\u2019']?)\s)?$"
)
_LINK_BEHIND: Final = re.compile(r"^\s(?:of|in)\s(?:the\s)?$")
_YEAR: Final = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")


_PASSED_ON: Final = re.compile(
    r"\b(?:that|this|the\ssaid)\s(?:responsibility|office|role|function)\s(?:by|to)\s"
)
"""The office that a sentence named before goes to another."""
_HALF: Final = 6
_YEAR_LONG: Final = 12
_MONTHLY: Final = frozenset({"UNSC"})
"""Bodies whose president changes with the month."""
_VERB: Final = re.compile(r"\b(?:chairs?|chairing|chaired|presid(?:es?|ed|ing)\sover)\s(?:the\s)?")
_HOSTING: Final = re.compile(r"\b(?:host(?:s|ing)?(?:\sof)?)\s(?:the\s)?")
"""Who hosts a body whose chair goes round has the turn: "Lumeria will host APEC in 2031"."""
_WILL: Final = re.compile(r"\b(?:will|shall|to|is\sto|would|going\sto)\s(?:\w+\s)?$")
_TERM_NEAR: Final = 60
_WORDS: Final = Hints(
    [
        "hairm",
        "hairp",
        "hairing",
        "hairs ",
        " chair",
        " Chair",
        "residency",
        "presides",
        "presided",
        "preside ",
        "presiding",
        "ost Year",
        "ost year",
        "host ",
        "hosts ",
        "hosting ",
    ]
)


@dataclass(frozen=True, slots=True)
class Term:
    """A turn in the chair at ``start`` to ``end`` of a sentence; ``year`` is None where the text does not tell it.

    ``told`` is False where the year is only that of the document, ``span`` is its first and last day where the text gives half a year, several years, or a month of a monthly office.
    """

    start: int
    end: int
    body: Code
    office: str
    host: Code | None
    year: int | None
    to_come: bool
    span: tuple[date, date] | None = None
    told: bool = True

    @property
    def monthly(self) -> bool:
        """Whether it is the month of an office that goes round every month."""
        return self.span is not None and self.body in _MONTHLY

    @property
    def half(self) -> bool:
        """Whether it lasts half a year, so that a year has two of them."""
        return self.span is not None and _months(*self.span) == _HALF


def may_chair(words: str) -> bool:
    """Whether a sentence can name a turn in the chair at all."""
    return _WORDS.any_in(words)


def terms(
    sentence: str,
    mentions: Sequence[PartyMention],
    when: Sequence[PeriodMention],
    reference: date | None,
    lexicon: Lexicon,
    *,
    own: Code | None = None,
) -> list[Term]:
    """The turns in the chair that a sentence names with a time, or that are to come, or that the calendar confirms.

    ``own`` is the body whose paper it is: it has the "Pro Tempore Presidency" that names no body.
    """
    found: list[Term] = []
    for match in _OFFICE.finditer(sentence):
        body = _body(sentence, match, mentions, lexicon)
        if body is None and own and match.group("turn"):
            states = [m for m in mentions if lexicon.parties[m.code].kind == "state"]
            found.extend(_turns(sentence, match, own, states, when))
        if body is None:
            continue
        host = _host(sentence, match, body, mentions, lexicon)
        start, end = min(match.start(), body.start), max(match.end(), body.end)
        span = _span(body.code, end, when)
        year = span[0].year if span else _year(sentence, start, end, when)
        to_come = bool(_TIMED.search(sentence[max(0, start - 30) : end]))
        office = "Presidency" if match.group("office").lower() == "presidency" else "Chairmanship"
        if year is None and not to_come and not _running(body.code, host, reference, lexicon):
            continue
        told = year is not None
        if year is None and not to_come and reference is not None:
            year = reference.year
        bare = match.group("office").lower() in {"chair", "chairman"}
        if bare and (host is None or year is None):
            continue
        found.append(Term(start, end, body.code, office, host, year, to_come, span, told))
    found.extend(_chairing(sentence, mentions, when, reference, lexicon))
    return found


def _chairing(
    sentence: str,
    mentions: Sequence[PartyMention],
    when: Sequence[PeriodMention],
    reference: date | None,
    lexicon: Lexicon,
) -> Iterator[Term]:
    """Read the verb: "Lumeria will chair ASEAN in 2031", "which chairs ASEAN this year"."""
    hosting = _HOSTING.finditer(sentence) if " host" in sentence else ()
    for match in chain(_VERB.finditer(sentence), hosting):
        body = next((m for m in mentions if m.start == match.end()), None)
        if body is None or lexicon.parties[body.code].kind not in {"body", "grouping"}:
            continue
        if match.re is _HOSTING and not lexicon.calendar.turns_of(body.code):
            continue
        if sentence[body.end : body.end + 1] in {"-", "\u2019", "'"} or re.match(
            r"\s(?:[A-Z]|(?:meeting|session|summit|committee|working|group|talks))",
            sentence[body.end : body.end + 12],
        ):
            continue
        states = [m for m in mentions if m.end <= match.start() and lexicon.parties[m.code].kind == "state"]
        if not states or match.start() - states[-1].end > _CLAUSE:
            continue
        to_come = bool(_WILL.search(sentence, max(0, match.start() - 24), match.start()))
        timed = [m for m in when if 0 <= m.start - body.end < _TERM_NEAR and (m.period.start or m.period.end)]
        day = (timed[0].period.start or timed[0].period.end) if timed else None
        year = day.year if day else None
        told = year is not None
        if year is None and _running(body.code, states[-1].code, reference, lexicon) and reference:
            year = reference.year
        span = _span(body.code, body.end, when)
        year = span[0].year if span else year
        if year is not None or to_come:
            yield Term(
                match.start(), body.end, body.code, "Chairmanship", states[-1].code, year, to_come, span, told
            )


def _turns(
    sentence: str,
    match: re.Match[str],
    own: Code,
    states: Sequence[PartyMention],
    when: Sequence[PeriodMention],
) -> Iterator[Term]:
    """The turn that is named with its half year, and the one to whom it then passes."""
    before = [m for m in states if m.end <= match.start() and match.start() - m.end < _CLAUSE]
    passed = _PASSED_ON.search(sentence, match.end())
    after = [m for m in states if passed and m.start >= passed.end()]
    office = f"{match.group('turn').title()}Presidency"
    for place, host in ((match, before[-1:]), (passed, after[:1])):
        near = next((m for m in when if place and 0 <= m.start - place.end() < _TERM_NEAR), None)
        if place and host and near and near.period.start and near.period.end:
            first, last = near.period.start, near.period.end
            half = (first, last) if _months(first, last) == _HALF else None
            yield Term(
                place.start(), place.end(), own, office, host[0].code, first.year, to_come=True, span=half
            )


def _months(first: date, last: date) -> int:
    """How many months a stretch of days touches."""
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _span(body: Code, end: int, when: Sequence[PeriodMention]) -> tuple[date, date] | None:
    """The turn's own days, where they stand right behind: half a year, several years; a month where it goes round monthly."""
    for one in when:
        first, last = one.period.start, one.period.end
        if not (0 <= one.start - end < _BESIDE and first and last and first.day == 1):
            continue
        months = _months(first, last)
        if one.period.precision is Precision.MONTH:
            return (first, last) if body in _MONTHLY else None
        long = months > _YEAR_LONG and one.role == "term"
        return (
            (first, last) if one.period.precision is Precision.RANGE and (months == _HALF or long) else None
        )
    return None


def _body(
    sentence: str, match: re.Match[str], mentions: Sequence[PartyMention], lexicon: Lexicon
) -> PartyMention | None:
    for mention in mentions:
        if lexicon.parties[mention.code].kind == "state":
            continue
        if mention.start < match.start() and mention.end == match.end():
            return mention
        if mention.end <= match.start() and _LINK_BEFORE.match(sentence[mention.end : match.start()]):
            return mention
        if mention.start >= match.end() and _LINK_BEHIND.match(sentence[match.end() : mention.start]):
            return mention
    return None


def _host(
    sentence: str,
    match: re.Match[str],
    body: PartyMention,
    mentions: Sequence[PartyMention],
    lexicon: Lexicon,
) -> Code | None:
    """The nearest state before the office, else "under the chairmanship of" one behind it."""
    states = [m for m in mentions if lexicon.parties[m.code].kind == "state" and m.code != body.code]
    before = [
        m
        for m in states
        if m.end <= match.start()
        and match.start() - m.end < _CLAUSE
        and ";" not in sentence[m.end : match.start()]
    ]
    behind = [
        m
        for m in states
        if m.start >= match.end()
        and m.start - match.end() < _BESIDE
        and re.match(r"\s(?:of|by|to)\s(?:the\s)?$", sentence[match.end() : m.start])
    ]
    return before[-1].code if before else behind[0].code if behind else None


def _year(sentence: str, start: int, end: int, when: Sequence[PeriodMention]) -> int | None:
    inside = _YEAR.search(sentence, start, min(len(sentence), end + 10))
    if inside:
        return int(inside.group())
    before = _YEAR.search(sentence, max(0, start - 6), start)
    if before:
        return int(before.group())
    timed = [m for m in when if m.period.start and m.role != "term"]
    behind = [m for m in timed if 0 <= m.start - end < _BESIDE]
    before_it = [m for m in timed if 0 <= start - m.end < _BESIDE and " and " not in sentence[m.end : start]]
    near = [*behind, *before_it]
    return near[0].period.start.year if near and near[0].period.start else None


def _running(body: Code, host: Code | None, reference: date | None, lexicon: Lexicon) -> bool:
    return reference is not None and host is not None and lexicon.calendar.chair(body, reference.year) == host
