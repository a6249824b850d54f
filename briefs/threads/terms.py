"""Takes lines, and gives the terms of instruments: what followed each, whether it was carried out, and how it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from briefs.dates_shown import day, distance
from briefs.model import Code, Kind, Line
from briefs.threads.links import Became, Link, Term
from briefs.threads.promises import is_done
from briefs.threads.subjects import parties_named, parties_of
from briefs.threads.words import FAMILIES

if TYPE_CHECKING:
    from briefs.lexicon import Lexicon

_GAP = timedelta(days=366)
"""A new term may begin a year after the old one ended, seldom later."""
_SOON = timedelta(days=366)
_SHORTEST = timedelta(days=300)
"""A term is of years: a plan "for this week" is none."""
_YEARS = re.compile(r"\b((?:19|20)\d\d)\s?[-–]\s?((?:19|20)\d\d)\b")
_TWO = 2


def terms(lines: Sequence[Line], lexicon: Lexicon | None = None) -> list[Term]:
    """Each term of each instrument once, with its successor and the report that closed it, by parties and time."""
    shown: dict[tuple[str, frozenset[Code], date, date], list[Line]] = {}
    for line in lines:
        family = family_of(line)
        span = _span(line) if family else None
        if family and span:
            shown.setdefault((family, _parties(line, lexicon), *span), []).append(line)
    keys = sorted(shown, key=lambda key: (sorted(key[1]), key[0], key[2]))
    found = []
    for key in keys:
        family, parties, start, end = key
        line = min(shown[key], key=_adopted_first)
        after = [
            other for other in keys if other[:2] == key[:2] and end < other[2] <= end + _GAP and other != key
        ]
        link = _follower(line, [each for other in after for each in shown[other]])
        closed = next((each for each in shown[key] if _closes(each)), None)
        found.append(Term(line, parties, family, start, end, link, closed))
    return found


def _closes(line: Line) -> bool:
    return line.outcome.kind is Kind.PROGRESS and is_done(line.outcome.quote)


def _adopted_first(line: Line) -> tuple[bool, date, int]:
    return (line.outcome.kind is not Kind.ADOPTION, line.said.start or date.max, line.number)


def _follower(line: Line, later: Sequence[Line]) -> Link | None:
    """The first adoption of the next term, where a document tells of one."""
    adopted = [each for each in later if each.outcome.kind is Kind.ADOPTION]
    if not adopted:
        return None
    first = min(adopted, key=lambda each: (_span(each) or (date.max, date.max), _adopted_first(each)))
    words = first.outcome.period.words if first.outcome.period else ""
    return Link(line, first, f"same parties, next term ({words})", became=Became.FOLLOWED)


def succeeded(
    lines: Sequence[Line], lexicon: Lexicon | None = None, known: Sequence[Term] | None = None
) -> dict[int, Link]:
    """Each line whose instrument a later term of the same instrument follows, by the number of the earlier line.

    Example: a Plan of Action 2016-2020 of ASEAN and Canada, and their Plan of Action 2021-2025. ``known`` are the
    terms, where these have been read already.
    """
    found_terms = terms(lines, lexicon) if known is None else known
    followed = {(each.family, each.parties, each.start): each.next for each in found_terms}
    found: dict[int, Link] = {}
    for line in lines:
        family = family_of(line)
        span = _span(line) if family else None
        link = followed.get((family, _parties(line, lexicon), span[0])) if family and span else None
        if link:
            found[line.number] = Link(line, link.later, link.reason, became=Became.FOLLOWED)
    return found


def standing(term: Term, today: date, language: str = "en") -> str:
    """How an instrument stands on a day. That a term has run out is arithmetic, and said to be."""
    if term.start > today:
        return f"begins {day(term.start, language)}"
    if term.end >= today:
        near = term.end - today <= _SOON
        return f"ends {distance(term.end, today)}" if near else f"in force until {day(term.end, language)}"
    if term.closed:
        return "reported carried out"
    if term.next:
        return f"its term ended {day(term.end, language)}"
    return f"lapsed by the calendar: its term ended {day(term.end, language)}, and no successor is known here"


def family_of(line: Line) -> str | None:
    """What sort of instrument it is; None where one does not follow another."""
    if not line.outcome.instrument:
        return None
    name = re.sub(r"[\W_]+", " ", line.outcome.instrument.casefold())
    return next((family for family in FAMILIES if family in name), None)


def _parties(line: Line, lexicon: Lexicon | None) -> frozenset[Code]:
    """Whose instrument it is: the parties in its name where it names two, else those of the line."""
    named = parties_named(line.outcome.instrument or "", lexicon) if lexicon else frozenset()
    if len(named) >= _TWO:
        return named
    return parties_of(line)


def _span(line: Line) -> tuple[date, date] | None:
    """The first and last day of a term: its period, or the years in its name."""
    period = line.outcome.period
    years = _YEARS.search(line.outcome.instrument or "")
    if years and int(years[1]) < int(years[2]):
        return date(int(years[1]), 1, 1), date(int(years[2]), 12, 31)
    if period is None or period.start is None or period.end is None:
        return None
    return (period.start, period.end) if period.end - period.start >= _SHORTEST else None
