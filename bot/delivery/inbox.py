"""Updates of Telegram go in and are written down before anything is done about them; what nobody finished comes out.

Telegram takes a 200, or the next question of a polling bot, as a promise that the update is safe. A row with the
update's own number keeps the promise, and shows that one which is sent again was seen.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import bindparam, case, delete, select, text, update

from bot.delivery.letters import Post
from bot.delivery.outbox import AHEAD
from bot.delivery.tables import inbox
from bot.messages import of_text
from briefs.errors import BriefsError
from briefs.store.columns import Utc, storable

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from briefs.store import Store

log = logging.getLogger(__name__)
LEASE = timedelta(seconds=90)
"""How long a process may be silent about an update that it handles before others take it for dead."""

KEPT = timedelta(days=2)
"""Telegram sends nothing again after a day."""

MOST_LEFT = 100
"""Leftovers of one look."""

MOST_TRIES = 5
"""Processes that may die over an update before it is given up: it may be what kills them. A machine that is restarted
in a row kills by chance: three such deaths over one question were seen in a hundred random kills."""

SET_ASIDE = MOST_TRIES + 1
"""What stands for the tries of an update that was given up; one that was answered at the last try has fewer."""

ALONE = 2
"""From so many tries on an update is handled by itself, so that nothing else dies along with it."""

T = TypeVar("T")
columns = inbox.c
_OPEN = columns.done_at.is_(None)

# Every update passes these two, and to put a statement together takes longer than to carry it out.
_TAKE = text(
    'INSERT INTO inbox ("update", raw, came_at, claimed_by, claimed_until) '
    "VALUES (:number, :raw, :now, :worker, :until) ON CONFLICT DO NOTHING"
).bindparams(bindparam("now", type_=Utc()), bindparam("until", type_=Utc()))
_DONE = text(
    "UPDATE inbox SET done_at = :now, raw = NULL, claimed_until = :now "
    'WHERE "update" = :number AND done_at IS NULL'
).bindparams(bindparam("now", type_=Utc()))


class Seen(StrEnum):
    """Whether an update came for the first time, is being dealt with, or was answered."""

    NEW = "new"
    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Note:
    """Something to write down: an update that came (with what it holds), or one that is done."""

    number: int
    raw: Mapping[str, Any] | None = None


def take(
    connection: Connection, came: Mapping[int, Mapping[str, Any]], worker: str, now: datetime
) -> dict[int, Seen]:
    """Write down updates by their numbers; gives for each whether it is new. One whose handler died is new again."""
    given = {"worker": worker, "now": now, "until": now + LEASE}
    new = {
        number
        for number, raw in came.items()
        if connection.execute(_TAKE, {"number": number, "raw": _packed(raw), **given}).rowcount > 0
    }
    seen = dict.fromkeys(new, Seen.NEW)
    old = came.keys() - new
    if old:
        # What this process has claimed itself, as a leftover, it may begin: it begins nothing twice.
        free = _ran_out(now) & (columns.attempts < ALONE) | (columns.claimed_by == worker)
        chosen = columns.update.in_(sorted(old)) & free
        revived = connection.execute(_claimed(chosen, worker, now).returning(columns.update))
        seen |= dict.fromkeys(revived.scalars(), Seen.NEW)
        found = select(columns.update, columns.done_at).where(columns.update.in_(sorted(old - seen.keys())))
        known: Sequence[Any] = connection.execute(found).all()
        seen |= {row.update: Seen.OPEN if row.done_at is None else Seen.DONE for row in known}
    return seen


def done(connection: Connection, numbers: list[int], now: datetime) -> None:
    """These updates are answered; what they held is erased."""
    connection.execute(_DONE, [{"number": number, "now": now} for number in numbers])


def _packed(raw: Mapping[str, Any]) -> str:
    return storable(json.dumps(raw, ensure_ascii=False, separators=(",", ":")))


def leftovers(
    store: Store, worker: str, now: datetime, owners: Iterable[int] = ()
) -> list[tuple[dict[str, Any], bool]]:
    """Updates that came and were never answered, because whoever was about to died: claimed, the oldest first.

    With each, whether it may be what they died of. Such a one comes alone, when no other is left; after ``MOST_TRIES``
    it is given up, and the owners are told.
    """
    with store.writing() as connection:
        _give_up(connection, worker, now, owners)
        rows = _left(connection, worker, now, columns.attempts < ALONE, MOST_LEFT)
        rows = rows or _left(connection, worker, now, columns.attempts >= ALONE, 1)
    found = sorted((row for row in rows if row.raw), key=lambda row: row.update)
    return [(json.loads(row.raw), row.attempts > ALONE) for row in found]


def _left(connection: Connection, worker: str, now: datetime, which: Any, most: int) -> Sequence[Any]:
    over = select(columns.update).where(_OPEN, _ran_out(now), which)
    over = over.order_by(columns.update).limit(most).with_for_update(skip_locked=True)
    chosen = columns.update.in_(select(over.cte("over").c.update)) & _ran_out(now)
    taken = _claimed(chosen, worker, now).returning(columns.update, columns.raw, columns.attempts)
    return connection.execute(taken).all()


def _ran_out(now: datetime) -> Any:
    """Claims that nobody keeps any more. One that holds for longer than any can was made by a clock that was ahead."""
    return (columns.claimed_until < now) | (columns.claimed_until > now + LEASE + AHEAD)


def _claimed(chosen: Any, worker: str, now: datetime) -> Any:
    tries = columns.attempts + case((columns.claimed_by == worker, 0), else_=1)
    values = {"claimed_by": worker, "claimed_until": now + LEASE, "attempts": tries}
    return update(inbox).where(chosen, _OPEN).values(values)


def _give_up(connection: Connection, worker: str, now: datetime, owners: Iterable[int]) -> None:
    """An update that was begun so often and never finished is put aside; what it held is erased."""
    chosen = _OPEN & _ran_out(now) & (columns.claimed_by != worker) & (columns.attempts >= MOST_TRIES)
    fatal = select(columns.update, columns.raw).where(chosen).with_for_update(skip_locked=True)
    given_up: Sequence[Any] = connection.execute(fatal).all()
    if not given_up:
        return
    numbers = [row.update for row in given_up]
    done(connection, numbers, now)
    connection.execute(update(inbox).where(columns.update.in_(numbers)).values(attempts=SET_ASIDE))
    post = Post(now)
    for row in given_up:
        kind = next((key for key in json.loads(row.raw or "{}") if key != "update_id"), "none")
        log.error("an update was given up", extra={"update": row.update, "kind": kind, "tries": MOST_TRIES})
        words = (
            f"⚠️ I stopped {MOST_TRIES} times while I answered one and the same update, so I have put it aside "
            f"unanswered (number {row.update}, kind “{kind}”). The log may say what happened; whoever wrote it "
            "got no answer."
        )
        for owner in owners:
            post.write_note(connection, owner, of_text(words), f"update|{row.update}|{owner}")


def renew(store: Store, numbers: list[int], worker: str, now: datetime) -> None:
    """This process still works on these updates."""
    with store.writing() as connection:
        ours = columns.update.in_(numbers) & (columns.claimed_by == worker) & _OPEN
        connection.execute(update(inbox).where(ours).values(claimed_until=now + LEASE))


def take_over(store: Store, now: datetime) -> int:
    """What a process that is certainly dead was about to answer may be answered at once; gives how many."""
    with store.writing() as connection:
        ended = update(inbox).where(_OPEN).values(claimed_until=now - timedelta(seconds=1))
        return connection.execute(ended).rowcount


def purge(store: Store, now: datetime) -> int:
    """Forget the updates of more than two days ago; gives how many."""
    with store.writing() as connection:
        return connection.execute(delete(inbox).where(columns.came_at < now - KEPT)).rowcount


class Inbox:
    """The inbox of a running bot: many updates at a time are written down in one transaction, in a thread of its own."""

    def __init__(
        self, store: Store, worker: str, clock: Callable[[], datetime], owners: Iterable[int] = ()
    ) -> None:
        """``owners`` are told of an update that no process survives."""
        self.store = store
        self.worker = worker
        self.clock = clock
        self.owners = tuple(owners)
        self._notes: list[Note] = []
        self._asked: dict[int, asyncio.Future[Seen]] = {}
        self._writing: asyncio.Task[None] | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="inbox")

    async def take(self, number: int, raw: Mapping[str, Any]) -> bool:
        """Write an update down; when this returns it is safe. False where it is known: answered, or being answered.

        Where the store fails it counts as new, and is not safe.
        """
        if number not in self._asked:
            self._asked[number] = asyncio.get_running_loop().create_future()
            self._note(Note(number, raw))
        return await asyncio.shield(self._asked[number]) is Seen.NEW

    async def written(self) -> None:
        """Wait until all that came is written down."""
        while self._asked:
            await asyncio.wait(list(self._asked.values()))

    def done(self, number: int) -> None:
        """An update is answered. Nobody waits for that to be written."""
        self._note(Note(number))

    async def leftovers(self) -> list[tuple[dict[str, Any], bool]]:
        """What came and was never answered, each with whether processes may have died of it.

        Nothing where the store cannot be asked just now.
        """
        asked = (leftovers, self.store, self.worker, self.clock(), self.owners)
        return await self._asking(*asked) or []

    async def renew(self, numbers: list[int]) -> None:
        """This process still works on these."""
        if numbers:
            await self._asking(renew, self.store, numbers, self.worker, self.clock())

    async def purge(self) -> None:
        """Forget what is old."""
        await self._asking(purge, self.store, self.clock())

    async def close(self) -> None:
        """Write what is to be written, and end the thread."""
        while self._writing:
            await asyncio.wait({self._writing})
        self._thread.shutdown()

    async def _asking(self, ask: Callable[..., T], *given: object) -> T | None:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, ask, *given)
        except BriefsError as problem:
            log.warning("the inbox could not be looked after", extra={"reason": str(problem)})
            return None

    def _note(self, note: Note) -> None:
        self._notes.append(note)
        if self._writing is None:
            self._writing = asyncio.create_task(self._write())

    async def _write(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            while self._notes:
                notes, self._notes = self._notes, []
                came = {note.number: note.raw for note in notes if note.raw is not None}
                over = [note.number for note in notes if note.raw is None]
                seen: dict[int, Seen] = {}
                try:
                    seen = await loop.run_in_executor(self._thread, self._written, came, over)
                except Exception as problem:
                    # Whoever brought them is waiting: better an answer that a kill could lose than none.
                    log.error("updates could not be written down", exc_info=problem)  # noqa: TRY400 - no words, see logs
                finally:
                    for number in came:
                        self._tell(number, seen.get(number, Seen.NEW))
        finally:
            self._writing = None

    def _tell(self, number: int, seen: Seen) -> None:
        asked = self._asked.pop(number)
        if not asked.done():
            asked.set_result(seen)

    def _written(self, came: Mapping[int, Mapping[str, Any]], over: list[int]) -> dict[int, Seen]:
        now = self.clock()
        with self.store.writing() as connection:
            seen = take(connection, came, self.worker, now) if came else {}
            if over:
                done(connection, over, now)
        return seen
