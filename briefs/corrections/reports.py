"""What a reader says is wrong with a line in, a report for the editors out: kept until one of them settles it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import func, insert, select, update

from briefs.corrections.tables import reports
from briefs.errors import BadCorrection, NoSuchThing
from briefs.store.columns import storable
from briefs.store.tables import outcomes

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from briefs.store import Store

State = Literal["open", "corrected", "dismissed"]
LONGEST_WORDS = 500
"""Characters of a report that are kept."""
MOST_A_DAY = 20
"""Reports of one reader within a day: more would bury those of all the others."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Report:
    """An error that a reader reported under a line; ``words`` may be empty, ``by`` is opaque."""

    number: int
    line: int
    words: str
    by: str
    at: datetime
    state: State
    settled_by: str | None = None
    settled_at: datetime | None = None


def report(store: Store, line: int, words: str, *, by: str, now: datetime) -> tuple[Report, bool]:
    """Keeps a report, and says whether it is new: the same reader's open report of a line takes the new words.

    Raises NoSuchThing where the line is gone, BadCorrection where one reader reports more than twenty a day.
    """
    words = storable(" ".join(words.split()))[:LONGEST_WORDS]
    with store.locked() as connection:
        if connection.scalar(select(outcomes.c.number).where(outcomes.c.number == line)) is None:
            raise NoSuchThing(f"There is no line {line} in the store: it was taken out, or never was.")
        mine = (reports.c.line == line) & (reports.c.reported_by == by) & (reports.c.state == "open")
        known: int | None = connection.scalar(select(reports.c.number).where(mine).limit(1))
        if known is not None:
            if words:
                connection.execute(update(reports).where(reports.c.number == known).values(words=words))
            return _one(connection, known), False
        recent = (reports.c.reported_by == by) & (reports.c.reported_at > now - _DAY)
        if (connection.scalar(select(func.count()).where(recent)) or 0) >= MOST_A_DAY:
            raise BadCorrection(
                f"You have reported {MOST_A_DAY} lines since yesterday; please go on tomorrow."
            )
        row = {"line": line, "words": words, "reported_by": by, "reported_at": now, "state": "open"}
        key = connection.execute(insert(reports).values(row)).inserted_primary_key
        return _one(connection, int(key[0])), True  # type: ignore[index]


def open_reports(store: Store, *, most: int = 50, line: int | None = None) -> tuple[Report, ...]:
    """The reports that wait for an editor, oldest first; of one line, or of all."""
    query = select(reports).where(reports.c.state == "open").order_by(reports.c.number).limit(most)
    if line is not None:
        query = query.where(reports.c.line == line)
    with store.reading() as connection:
        return tuple(_report(row) for row in connection.execute(query))


def one_report(store: Store, number: int) -> Report | None:
    """The report of a number."""
    with store.reading() as connection:
        row = connection.execute(select(reports).where(reports.c.number == number)).first()
    return None if row is None else _report(row)


def settle(
    store: Store, line: int, state: Literal["corrected", "dismissed"], *, by: str, now: datetime
) -> tuple[Report, ...]:
    """Settles every open report of a line; returns them, so that whoever reported can be thanked."""
    waiting = (reports.c.line == line) & (reports.c.state == "open")
    with store.locked() as connection:
        numbers: list[int] = list(
            connection.scalars(select(reports.c.number).where(waiting).order_by(reports.c.number))
        )
        step = update(reports).where(reports.c.number.in_(numbers))
        connection.execute(step.values(state=state, settled_by=by, settled_at=now))
        return tuple(_one(connection, number) for number in numbers)


def forget(store: Store, by: str) -> int:
    """Takes the name of a reader off every report: the report stays, who made it is gone. Returns how many."""
    with store.locked() as connection:
        return connection.execute(
            update(reports).where(reports.c.reported_by == by).values(reported_by="")
        ).rowcount


def _one(connection: Connection, number: int) -> Report:
    return _report(connection.execute(select(reports).where(reports.c.number == number)).one())


def _report(row: Any) -> Report:
    return Report(
        row.number,
        row.line,
        row.words,
        row.reported_by,
        row.reported_at,
        row.state,
        row.settled_by,
        row.settled_at,
    )
