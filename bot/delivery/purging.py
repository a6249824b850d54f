"""A store and a moment go in; of deliveries all that is needed no longer is erased, a little in each transaction, and counted.

What was sent is kept for a month; which lines somebody was sent, for a year, so that a correction still reaches them.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, exists, func, or_, select, tuple_

from bot.delivery.rows import ENDED
from bot.delivery.tables import letters, matches, outbox, runs, subscriptions, told_events, told_lines
from briefs.corrections.tables import reports
from briefs.store.tables import documents, kept_questions

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

    from briefs.store import Store

    Key = Sequence[Any]

log = logging.getLogger(__name__)

MESSAGES_KEPT = timedelta(days=30)
"""For how long a message that was sent, or given up, can be looked at, with what was made for whom."""
ENDED_KEPT = timedelta(days=90)
"""How long a chat that put the bot out may wait until it lets it in again and finds what it followed."""
EVENTS_KEPT = timedelta(days=90)
"""How long after an event it is remembered which date of it somebody was told."""
LINES_KEPT = timedelta(days=365)
"""How long a correction reaches whoever was sent the line."""
QUESTIONS_KEPT = timedelta(days=365)
"""How long a button works that needs more words than it holds, after the last one of its kind was made."""
MOST_QUESTIONS = 200_000
"""Words of buttons that are kept at most; beyond them those go that were not needed for the longest time."""
AT_ONCE = 500
"""Rows of one transaction: whoever waits to write something waits for no more than these."""
MOST = 2000
"""Transactions of one run; what is left waits for the next day."""
PAUSE = 0.02
"""Seconds between two transactions, in which others may write."""


def _nothing_before(_connection: Connection, _keys: Sequence[Key]) -> None:
    """What hangs on a row goes by the foreign keys."""


@dataclass(frozen=True, slots=True)
class Sort:
    """Rows of one table that are old: ``query`` finds some keys, ``old`` still holds when they are erased."""

    name: str
    table: Table
    old: Callable[[datetime], Any]
    order: str = ""
    oldest_only: bool = False
    before: Callable[[Connection, Sequence[Key]], None] = _nothing_before

    def keys(self, now: datetime, most: int) -> Any:
        """The query for the keys of up to ``most`` such rows.

        With ``oldest_only`` it reads no more than so many rows: they stand in the order in which they were made.
        """
        key = list(self.table.primary_key)
        if self.oldest_only:
            first = select(*key).order_by(*key).limit(most).subquery()
            return select(*key).where(key[0].in_(select(first.c[0])), self.old(now))
        query = select(*key).where(self.old(now)).limit(most)
        return query.order_by(self.table.c[self.order]) if self.order else query


class Purge:
    """One run over all sorts, a step at a time. ``erased`` counts rows by sort; ``left`` says that something is."""

    def __init__(self, store: Store, now: datetime, *, at_once: int = AT_ONCE, most: int = MOST) -> None:
        self.store = store
        self.now = now
        self.at_once = at_once
        self.erased: Counter[str] = Counter()
        self._steps = most
        self._sorts = list(SORTS)

    @property
    def left(self) -> bool:
        """Whether the run ended before it had seen to everything."""
        return bool(self._sorts)

    def step(self) -> bool:
        """Erase some rows in one transaction of their own; False where there are none, or it is enough for today.

        Raises StoreUnavailable where the store is; what was erased until then is gone.
        """
        while self._sorts and self._steps:
            sort = self._sorts[0]
            with self.store.reading() as connection:
                keys: Sequence[Key] = connection.execute(sort.keys(self.now, self.at_once)).all()
            if keys:
                self._steps -= 1
                self._erase(sort, keys)
                return True
            self._sorts.pop(0)
        return False

    def _erase(self, sort: Sort, keys: Sequence[Key]) -> None:
        key = list(sort.table.primary_key)
        among = key[0].in_([one for one, *_ in keys]) if len(key) == 1 else tuple_(*key).in_(keys)
        with self.store.writing() as connection:
            sort.before(connection, keys)
            gone = connection.execute(delete(sort.table).where(among, sort.old(self.now)))
            self.erased[sort.name] += gone.rowcount


async def run(store: Store, now: datetime) -> Purge:
    """Erase what is old, with room for others between the steps; gives what was erased."""
    purge = Purge(store, now)
    more = True
    while more:
        more = await asyncio.to_thread(purge.step)
        await asyncio.sleep(PAUSE)
    if purge.erased:
        log.info("what was old is erased", extra={**purge.erased, "left": purge.left})
    return purge


def _old_events(now: datetime) -> Any:
    """Events that are over, and those without a day of which nothing was said for a year."""
    columns = told_events.c
    last = func.coalesce(columns.ends, columns.starts)
    return or_(last < (now - EVENTS_KEPT).date(), last.is_(None) & (columns.told_at < now - LINES_KEPT))


def _old_matches(now: datetime) -> Any:
    """What was found for an alert that never came to be, such as of a watch that fails."""
    added = select(documents.c.added_at).where(documents.c.number == matches.c.document).scalar_subquery()
    return added < now - MESSAGES_KEPT


def _unread(connection: Connection, keys: Sequence[Key]) -> None:
    """Nobody was sent the lines of a message that was never sent; one of which that is not sure may have been read."""
    unsent = (outbox.c.state != "sent") & (outbox.c.doubts == 0)
    numbers = select(outbox.c.number).where(outbox.c.number.in_([number for number, *_ in keys]), unsent)
    connection.execute(delete(told_lines).where(told_lines.c.outbox.in_(numbers)))


def _too_many_questions(_now: datetime) -> Any:
    """Words of buttons that were last needed before the newest of them; none where there are not so many."""
    used_at = kept_questions.c.used_at
    beyond = select(used_at).order_by(used_at.desc()).offset(MOST_QUESTIONS).limit(1)
    return used_at <= beyond.scalar_subquery()


SORTS = (
    Sort(
        "messages",
        outbox,
        lambda now: outbox.c.ended_at < now - MESSAGES_KEPT,
        order="ended_at",
        before=_unread,
    ),
    Sort(
        "letters",
        letters,
        lambda now: (
            (letters.c.made_at < now - MESSAGES_KEPT) & ~exists().where(outbox.c.letter == letters.c.number)
        ),
        oldest_only=True,
    ),
    Sort("runs", runs, lambda now: runs.c.made_at < now - MESSAGES_KEPT, oldest_only=True),
    Sort("lines", told_lines, lambda now: told_lines.c.told_at < now - LINES_KEPT, order="told_at"),
    Sort("dates", told_events, _old_events),
    Sort("matches", matches, _old_matches),
    Sort(
        "subscriptions",
        subscriptions,
        lambda now: (subscriptions.c.state == ENDED) & (subscriptions.c.ended_at < now - ENDED_KEPT),
    ),
    Sort(
        "reports",
        reports,
        lambda now: (reports.c.state != "open") & (reports.c.settled_at < now - LINES_KEPT),
    ),
    Sort("questions", kept_questions, lambda now: kept_questions.c.used_at < now - QUESTIONS_KEPT),
    Sort("questions beyond the most", kept_questions, _too_many_questions, order="used_at"),
)
"""Messages first, for letters stand as long as a message needs them."""
