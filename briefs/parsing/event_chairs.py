"""A sentence comes in with the events found so far; the turns in the chair that it names are added to them."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from briefs.model import EventStatus, Precision
from briefs.parsing.event_drafts import Draft
from briefs.parsing.event_phrases import slugged
from briefs.parsing.event_terms import terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefs.lexicon import Lexicon
    from briefs.model import Code
    from briefs.parsing.event_drafts import Drafts, Here
    from briefs.parsing.event_terms import Term
    from briefs.parsing.periods import PeriodMention

_SHORT_NAME: Final = 12
_BY_YEAR: Final = "chairmanship"
"""A chairmanship is that of a calendar year; when a presidency begins the text must tell."""
_HALF_YEAR: Final = 6
_YEAR: Final = re.compile(r"\s(?:19|20)\d\d\b")
_NUMBERS: Final = re.compile(r"-\d{4}(?:-\d+)?$")
_OFFICES: Final = {("EU", "presidency"): "Presidency of the Council of the EU"}
"""The Union has no president of that kind: it is its Council that is presided over in turn."""


def add(drafts: Drafts, here: Here, when: Sequence[PeriodMention], lexicon: Lexicon) -> None:
    """Keep the turns in the chair that a sentence names."""
    mentions = lexicon.mentions(here.words)
    for term in terms(here.words, mentions, when, here.reference, lexicon, own=_own_body(here, lexicon)):
        _add_term(drafts, term, here, lexicon)


def _own_body(here: Here, lexicon: Lexicon) -> Code | None:
    """The body whose paper it is, where it is one body's."""
    alone = len(here.parties) == 1 and lexicon.parties[here.parties[0]].kind in {"body", "grouping"}
    return here.parties[0] if alone else None


def _add_term(drafts: Drafts, term: Term, here: Here, lexicon: Lexicon) -> None:
    year = term.year
    known = (
        next((each for each in lexicon.calendar.terms(term.body, year) if each.host == term.host), None)
        if year and term.host
        else None
    )
    name, slug = _identity(term, lexicon)
    slug = known.slug if known and known.slug.startswith(slug.rsplit("-", 1)[0]) else slug
    draft = drafts.all.get(slug)
    if draft is None:
        draft = drafts.add(Draft(name, slug, slug, "chairmanship", year, None, term.host))
        if year:
            whole = (known.start, known.end) if known else (date(year, 1, 1), date(year, 12, 31))
            days = term.span or whole
            begun = bool(here.reference and days[0] <= here.reference)
            draft.status = EventStatus.HELD if begun else EventStatus.PLANNED
            if term.told or term.span or slugged(term.office) == _BY_YEAR:
                (draft.start, draft.end), draft.precision = days, Precision.YEAR
    draft.host = draft.host or term.host
    draft.mentions.append(here.mention())


def _identity(term: Term, lexicon: Lexicon) -> tuple[str, str]:
    """Name and slug of a turn: by its year, half or month, else by who has it; its office is called as the calendar calls it."""
    party, year = lexicon.party_name(term.body), term.year
    body, office = _short(party, term.body), slugged(term.office)
    kept = lexicon.calendar.turns_of(term.body)
    called, base = f"{body} {term.office}", f"{slugged(body)}-{office}"
    if kept and office == "chairmanship":
        called, base = _YEAR.sub("", kept[0].name).strip(), _NUMBERS.sub("", kept[0].slug)
    called = _OFFICES.get((term.body, office), called)
    if term.monthly and term.span:
        first = term.span[0]
        return f"{party} {term.office} {first:%B} {first.year}", f"{base}-{first.year}-{first.month:02d}"
    which = str(year or slugged(lexicon.party_name(term.host or "")))
    if term.half and term.span:
        which += "-1" if term.span[0].month <= _HALF_YEAR else "-2"
    return called + (f" {year}" if year else ""), f"{base}-{which}".strip("-")


def _short(name: str, code: Code) -> str:
    """A body as its events are called: by its initials, or by its name where the code is the beginning of it."""
    spelt = f"{slugged(name)}-".startswith(f"{code.lower()}-") and not name.startswith(f"{code} ")
    return name if len(name) < _SHORT_NAME or spelt else code
