"""A time in, the requests of it that turned a year old without an answer out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, exists, select

from briefs import threads
from briefs.brief import Part
from briefs.composing import entries as made
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
_MOST_ASKED = 24
_MOST_AROUND = 400
_ANSWERS = (Kind.ADOPTION, Kind.COMMITMENT, Kind.PLEDGE, Kind.PROGRESS)


def a_year_old(sight: Sight, since: date) -> list[Line]:
    """The matching requests that turned a year old after a day and up to today, and that no later line answers."""
    values = {
        **matching.values(sight.interest),
        "first": _year_before(since).toordinal() + 1,
        "last": _year_before(sight.today).toordinal(),
        "as_of": sight.as_of,
    }
    query = _said_in(frozenset(values), then=sight.as_of is not None)
    found = lines_of(sight.snapshot, query, values)
    asked = [
        line for line in found if line.outcome.towards and matching.says(line, sight.interest, sight.lexicon)
    ]
    if not asked:
        return []
    answered = threads.answered([*asked, *_later(asked, sight)], sight.lexicon, sight.library.subjects)
    return [line for line in asked if line.number not in answered]


def part(found: Sequence[Line], asked: Asked) -> Part:
    """The first few of them as a part of a digest."""
    note = f"{len(found)} in all." if len(found) > MOST else None
    shown = [replace(entries.line_entry(line, asked), when=made.said(line)) for line in found[:MOST]]
    return made.part("open", "Asked a year ago, still without an answer here", shown, note)


def _later(asked: Sequence[Line], sight: Sight) -> list[Line]:
    """What those who were asked have done since."""
    values = {
        "codes": sorted({code for line in asked for code in line.outcome.towards}),
        "kinds": [str(kind) for kind in _ANSWERS],
        "since": min(line.said.start for line in asked if line.said.start).toordinal(),
        "as_of": sight.as_of,
    }
    return lines_of(sight.snapshot, _LATER[sight.as_of is not None], values)


def _year_before(day: date) -> date:
    """The same day a year earlier; of 29 February the 28th."""
    return (
        day.replace(year=day.year - 1, day=28)
        if (day.month, day.day) == (2, 29)
        else day.replace(year=day.year - 1)
    )


@cache
def _said_in(names: frozenset[str], *, then: bool) -> Select[Any]:
    query = select(*LINE).where(
        outcomes.c.said_order.between(bindparam("first"), bindparam("last")),
        outcomes.c.kind == Kind.REQUEST.value,
        matching.condition(names),
        outcomes.c.document.not_in(hidden(then=then)),
    )
    return query.order_by(
        outcomes.c.said_order.desc(), outcomes.c.document.desc(), outcomes.c.position
    ).limit(_MOST_ASKED)


def _done_since(*, then: bool) -> Select[Any]:
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
    return query.order_by(
        outcomes.c.said_order.desc(), outcomes.c.document.desc(), outcomes.c.position
    ).limit(_MOST_AROUND)


_LATER = {then: _done_since(then=then) for then in (True, False)}
