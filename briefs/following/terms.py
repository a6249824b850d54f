"""A time in, the terms of instruments that end in it out, each with what followed it: the last half-year of a plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, or_, select

from briefs import shown, threads
from briefs.following import ahead as looking
from briefs.following import matching
from briefs.following.told import TERM, Occasion
from briefs.model import EventStatus, Precision
from briefs.queries.rows import LINE, hidden, lines_of
from briefs.store.tables import outcomes

if TYPE_CHECKING:
    from briefs.following.occasions import Sight
    from briefs.model import Line
    from briefs.threads import Term

PREFIX = "term-"
LAST_HALF_YEAR = timedelta(days=183)
_GAP = timedelta(days=366)
_LATELY = timedelta(days=31)
_AHEAD = (200, 400, 3_660)
"""Days ahead for which terms are read: few sizes, so that readers with other horizons share them."""
_MOST = 2_000


def ending(sight: Sight, start: date, until: date) -> list[Occasion]:
    """The terms that concern the interest and whose last day lies from ``start`` to ``until``."""
    found = [each for each in _terms(sight, start, until) if start <= each.end <= until]
    return [_occasion(each, sight) for each in found if _concerns(each, sight)]


def every(sight: Sight) -> list[Occasion]:
    """Every term that has not long ended, whoever follows it."""
    return [_occasion(each, sight) for each in _terms(sight, sight.today - _LATELY, sight.today)]


def followed(sight: Sight, until: date) -> dict[str, Line]:
    """The line by which the next term was adopted, by the slug of the term that it follows."""
    return {slug_of(each): each.next.later for each in _terms(sight, sight.today, until) if each.next}


def slug_of(term: Term) -> str:
    """The identity of a term: whose it is, what it is, and when it began; its end may yet be moved."""
    whose = "-".join(sorted(term.parties)).lower()
    return re.sub(r"[^a-z0-9]+", "-", f"{PREFIX}{whose}-{term.family}-{term.start.year}")[:200].strip("-")


def _terms(sight: Sight, start: date, until: date) -> Sequence[Term]:
    """The terms that end in a time or somewhat later, with those that follow them: read once for a state of the store."""
    then, first = sight.as_of, min(start, sight.today - _LATELY)
    ahead = (until - sight.today).days
    last = sight.today + timedelta(days=next((far for far in _AHEAD if far >= ahead), ahead))

    def read() -> list[Term]:
        values = {"since": first, "until": last, "next": last + _GAP, "as_of": then}
        lines = lines_of(sight.snapshot, _LINES[then is not None], values)
        return [each for each in threads.terms(lines, sight.lexicon) if first <= each.end <= last]

    return looking.of_state(sight.version, ("terms", first, last, then), read)


def _concerns(term: Term, sight: Sight) -> bool:
    interest, line = sight.interest, term.line
    if interest.events:
        return slug_of(term) in interest.events
    if interest.parties and not term.parties & set(interest.parties):
        return False
    if interest.topics and not set(interest.topics) & set(line.outcome.topics):
        return False
    return matching.says(line, interest, sight.lexicon)


def _occasion(term: Term, sight: Sight) -> Occasion:
    return Occasion(
        slug=slug_of(term),
        name=f"End of the {name_of(term, sight)}",
        starts=term.end,
        ends=term.end,
        precision=Precision.DAY,
        host=None,
        place=None,
        status=EventStatus.PLANNED,
        source=term.line.source.number,
        kind=TERM,
    )


def name_of(term: Term, sight: Sight) -> str:
    """What is known of a term in few words: "Plan of Action 2021–2025 of ASEAN and Canada"."""
    words = term.family.title().replace(" Of ", " of ")
    years = f"{term.start.year}–{term.end.year}" if term.start.year < term.end.year else f"{term.end.year}"
    whose = shown.names(sorted(term.parties, key=lambda code: (code != "ASEAN", code)), sight.lexicon)
    return f"{words} {years}{f' of {whose}' if whose else ''}"


def _lines(*, then: bool) -> Any:
    """The lines with an instrument whose time ends, or of which the next begins, in a time."""
    ends = outcomes.c.period_end.between(bindparam("since"), bindparam("until"))
    follows = outcomes.c.period_start.between(bindparam("since"), bindparam("next"))
    query = select(*LINE).where(outcomes.c.instrument.is_not(None), or_(ends, follows))
    query = query.where(outcomes.c.document.not_in(hidden(then=then)))
    order = (outcomes.c.said_order.desc(), outcomes.c.document.desc(), outcomes.c.position)
    return query.order_by(*order).limit(_MOST)


_LINES = {then: _lines(then=then) for then in (True, False)}
