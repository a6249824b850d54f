"""A store and a moment go in; how the outbox did in each hour of the last day comes out, and what waits for a chat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import case, extract, func, literal_column, select

from bot.delivery import suspects
from bot.delivery.inbox import SET_ASIDE
from bot.delivery.tables import inbox, outbox, subscriptions

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from briefs.store import Store

HOURS = 24
HOUR = timedelta(hours=1)
columns = outbox.c


@dataclass(frozen=True, slots=True)
class Hour:
    """What ended within one hour of the clock: messages by what became of them.

    ``doubts`` are sends that may have arrived although nobody saw it; ``slowest`` is the longest time from the making
    of a message to its being sent, in whole seconds.
    """

    begins: datetime
    sent: int = 0
    failed: int = 0
    gone: int = 0
    withdrawn: int = 0
    doubts: int = 0
    slowest: float = 0.0


@dataclass(frozen=True, slots=True)
class Counts:
    """The outbox in figures: waiting (of them due now), being sent, and what ended within the last day.

    ``oldest`` is the number of seconds for which the message that is due longest has waited; ``doubts`` how many sends
    of the last day's messages may have arrived although nobody saw it; ``aside`` how many messages and updates were set
    aside within that day because processes died over them.
    """

    waiting: int = 0
    due: int = 0
    sending: int = 0
    sent: int = 0
    gone: int = 0
    failed: int = 0
    withdrawn: int = 0
    doubts: int = 0
    aside: int = 0
    oldest: float = 0.0


def by_hour(store: Store, now: datetime, zone: ZoneInfo) -> tuple[Hour, ...]:
    """The hours of the last day in which anything ended, the latest first; as the clocks of a zone count them."""
    local = now.astimezone(zone).replace(minute=0, second=0, microsecond=0)
    # Counted back in UTC: on a day whose clocks change, hours stay hours.
    begins = [local.astimezone(UTC) - number * HOUR for number in range(HOURS)]
    with store.reading() as connection:
        rows = [(each, connection.execute(_ended(each)).all()) for each in begins]
    return tuple(_hour(begin, found) for begin, found in rows if found)


def waiting_for(store: Store, chat: int) -> int:
    """How many messages to a chat are on their way."""
    is_open: Any = literal_column("outbox.state IN ('waiting', 'sending')")
    query = select(func.count()).select_from(outbox).where(columns.chat == chat, is_open)
    with store.reading() as connection:
        return connection.scalar(query) or 0


def followed(store: Store) -> dict[tuple[str, str], int]:
    """How many subscriptions there are by form and state. Reads every one of them."""
    kinds = (subscriptions.c.form, subscriptions.c.state)
    with store.reading() as connection:
        rows: Any = connection.execute(select(*kinds, func.count()).group_by(*kinds))
        return {(form, state): count for form, state, count in rows}


def _updates_set_aside(connection: Connection, since: datetime) -> int:
    given_up = (inbox.c.attempts == SET_ASIDE) & (inbox.c.done_at > since)
    return connection.scalar(select(func.count()).select_from(inbox).where(given_up)) or 0


def _ended(begins: datetime) -> Any:
    took = extract("epoch", columns.ended_at) - extract("epoch", columns.made_at)
    slowest = func.max(case((columns.state == "sent", took), else_=0))
    query = select(columns.state, func.count(), func.sum(columns.doubts), slowest)
    return query.where(columns.ended_at >= begins, columns.ended_at < begins + HOUR).group_by(columns.state)


def _hour(begins: datetime, rows: Sequence[Any]) -> Hour:
    of_state = {state: count for state, count, _, _ in rows}
    figures = {state: of_state.get(state, 0) for state in ("sent", "failed", "gone", "withdrawn")}
    doubts = sum(row[2] or 0 for row in rows)
    return Hour(
        begins, **figures, doubts=doubts, slowest=float(max((row[3] or 0 for row in rows), default=0))
    )


def counts(store: Store, now: datetime) -> Counts:
    """How the outbox stands."""
    waits: Any = columns.state == literal_column("'waiting'")
    sends: Any = columns.state == literal_column("'sending'")
    with store.reading() as connection:
        due = func.coalesce(func.sum(case((columns.due <= now, 1), else_=0)), 0)
        waiting = connection.execute(select(func.count(), due, func.min(columns.due)).where(waits)).one()
        sending = connection.scalar(select(func.count()).select_from(outbox).where(sends)) or 0
        since = now - timedelta(days=1)
        ended = select(columns.state, func.count(), func.sum(columns.doubts)).where(columns.ended_at > since)
        rows: Sequence[Any] = connection.execute(ended.group_by(columns.state)).all()
        aside = suspects.set_aside(connection, since) + _updates_set_aside(connection, since)
    of_day = {state: (number, doubts) for state, number, doubts in rows}
    late = (now - waiting[2]).total_seconds() if waiting[2] else 0.0
    figures = {state: of_day.get(state, (0, 0))[0] for state in ("sent", "gone", "failed", "withdrawn")}
    doubts = sum(number for _, number in of_day.values())
    return Counts(
        waiting[0], waiting[1], sending, **figures, doubts=doubts, aside=aside, oldest=max(0.0, late)
    )
