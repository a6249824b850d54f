"""A time in, the requests out that turned a year old in it without an answer: looked for once for all who follow them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, exists, select

from briefs import threads
from briefs.brief import Part
from briefs.composing import entries as made
from briefs.following import ahead as looking
from briefs.following import entries, matching
from briefs.model import Kind
from briefs.queries.rows import LINE, among, hidden, lines_of
from briefs.store.tables import outcome_parties, outcomes

if TYPE_CHECKING:
    from sqlalchemy import Select

    from briefs.following.occasions import Sight
    from briefs.library import Asked
    from briefs.model import Line

MOST = 3
"""Requests that a digest names."""
_MOST_ASKED = 200
_MOST_AROUND = 4_000
"""Lines among which answers are looked for: about what a busy ministry reads in a year."""
_ANSWERS = (Kind.ADOPTION, Kind.COMMITMENT, Kind.PLEDGE, Kind.PROGRESS)


def a_year_old(sight: Sight, since: date) -> list[Line]:
    """The matching requests that turned a year old after a day and up to today, and that no later line answers."""
    first, last = _year_before(since).toordinal() + 1, _year_before(sight.today).toordinal()
    key = ("requests", first, last, sight.as_of)
    found = looking.of_state(sight.version, key, lambda: _unanswered(sight, first, last))
    return [line for line in found if matching.matches(line, sight.interest, sight.lexicon)]


def part(found: Sequence[Line], asked: Asked) -> Part:
    """The first few of them as a part of a digest."""
    note = f"{len(found)} in all." if len(found) > MOST else None
    shown = [replace(entries.line_entry(line, asked), when=made.said(line)) for line in found[:MOST]]
    return made.part("open", "Asked a year ago, still without an answer here", shown, note)


def _unanswered(sight: Sight, first: int, last: int) -> list[Line]:
    """The requests to somebody that were said on these days, without those that a later line answers."""
    then = sight.as_of is not None
    said = {"first": first, "last": last, "as_of": sight.as_of}
    asked = [line for line in lines_of(sight.snapshot, _ASKED[then], said) if line.outcome.towards]
    if not asked:
        return []
    done = {
        "codes": sorted({code for line in asked for code in line.outcome.towards}),
        "kinds": [str(kind) for kind in _ANSWERS],
        "since": first,
        "as_of": sight.as_of,
    }
    later = lines_of(sight.snapshot, _DONE[then], done)
    answered = threads.answered([*asked, *later], sight.lexicon, sight.library.subjects)
    return [line for line in asked if line.number not in answered]


def _year_before(day: date) -> date:
    """The same day a year earlier; of 29 February the 28th."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


_NEWEST = (outcomes.c.said_order.desc(), outcomes.c.document.desc(), outcomes.c.position)


def _asked(*, then: bool) -> Select[Any]:
    """The requests that were said on some days."""
    query = select(*LINE).where(
        outcomes.c.said_order.between(bindparam("first"), bindparam("last")),
        outcomes.c.kind == Kind.REQUEST.value,
        outcomes.c.document.not_in(hidden(then=then)),
    )
    return query.order_by(*_NEWEST).limit(_MOST_ASKED)


def _done(*, then: bool) -> Select[Any]:
    """The newest lines by which some parties promise or report; read from the newest on, as there may be very many."""
    acting = exists().where(
        outcome_parties.c.outcome == outcomes.c.number,
        outcome_parties.c.side == "actor",
        outcome_parties.c.code.in_(among("codes")),
    )
    query = select(*LINE).where(
        outcomes.c.said_order > bindparam("since"),
        outcomes.c.kind.in_(among("kinds")),
        acting,
        outcomes.c.document.not_in(hidden(then=then)),
    )
    return query.order_by(*_NEWEST).limit(_MOST_AROUND)


_ASKED = {then: _asked(then=then) for then in (True, False)}
_DONE = {then: _done(then=then) for then in (True, False)}
