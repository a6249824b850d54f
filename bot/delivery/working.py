"""A bot that is ready goes in; while it runs, the outbox is emptied and leftovers of the inbox are answered."""

from __future__ import annotations

import asyncio
import logging
import secrets
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.engine import make_url

from bot.delivery import inbox, outbox, slots
from bot.delivery.bounds import Limit
from bot.delivery.letters import Post
from bot.delivery.paced import Pace
from bot.delivery.sender import LEAST_IN_FLIGHT, Sender
from bot.messages import of_text
from briefs.errors import BriefsError

if TYPE_CHECKING:
    from telegram import Bot

    from bot.settings import BotSettings
    from bot.updates import Updates
    from briefs.store import Store

log = logging.getLogger(__name__)
LOOK_SECONDS = 30.0
"""How often leftovers are looked for; well within the time that a claim of the inbox holds."""

UNPACED = 1000
"""Messages a second where no server counts them."""

HOLD_SECONDS = 5.0
"""How often a process that may not send looks whether the one that does has ended."""

OVERLAP_SECONDS = 60.0
"""For so long two processes may stand side by side, when one takes the place of the other; then owners are told."""

PURGE_EVERY = 120
"""Looks between two purges of the inbox: an hour."""


def worker_name() -> str:
    """What this process is called in claims: never the name of another, not even of itself before a restart."""
    return f"{socket.gethostname()[:24]}-{secrets.token_hex(6)}"


def pace_of(settings: BotSettings, store: Store) -> Pace:
    """The pace that the settings allow; on PostgreSQL all processes of the database keep it together."""
    rate = settings.broadcast_rate
    return Pace(rate, slots.shared(store, Limit(rate, 1.0).span / rate))


@asynccontextmanager
async def working(
    settings: BotSettings,
    store: Store,
    bot: Bot,
    updates: Updates,
    *,
    pace: Pace,
    worker: str,
    clock: Callable[[], datetime],
    most: int = LEAST_IN_FLIGHT,
) -> AsyncIterator[Sender]:
    """The sender and the look after the inbox, until the block ends; ``most`` messages may be on their way at once.

    Whoever has a SQLite store for himself knows that every claim in it is of a dead process, and takes it over at once;
    otherwise claims run out by themselves. Where another process has it the sender waits until that one has ended.
    """
    stop, looked = asyncio.Event(), asyncio.Event()
    owners = sorted(settings.owners)
    paid = settings.allow_paid_broadcast
    sender = Sender(store, bot, pace, clock, worker, paid=paid, most=most, owners=owners)

    async def send() -> None:
        await _in_turn(sender, owners, stop, looked)

    async def look() -> None:
        await looked.wait()
        await look_after(updates, stop)

    tasks = [asyncio.create_task(_lasting(work, stop)) for work in (send, look)]
    try:
        yield sender
    finally:
        stop.set()
        looked.set()
        await asyncio.gather(*tasks)


async def _in_turn(sender: Sender, owners: Sequence[int], stop: asyncio.Event, looked: asyncio.Event) -> None:
    """Send as soon as no other process of this machine does; the limits hold for one. ``looked`` is set after one look."""
    waited = 0.0
    while not stop.is_set():
        with held(sender.store) as hold:
            if hold is not Hold.TAKEN:
                if hold is Hold.ALONE:
                    with suppress(BriefsError):
                        await asyncio.to_thread(_take_over, sender.store, sender.clock(), owners)
                looked.set()
                await sender.run(stop)
                return
        looked.set()
        if waited == 0:
            log.warning("another process sends from this store; this one does not until that has ended")
        if waited >= OVERLAP_SECONDS:
            with suppress(BriefsError):
                await asyncio.to_thread(_tell_of_two, sender.store, owners, sender.clock())
        waited += HOLD_SECONDS
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), HOLD_SECONDS)


def _tell_of_two(store: Store, owners: Sequence[int], now: datetime) -> None:
    """Once a day the owners hear of it, from the process that sends."""
    words = (
        "⚠️ Two bots work with the same SQLite file. Only the one that was started first sends messages, so that "
        "Telegram’s limits are kept. Please end one of them, or use PostgreSQL, which several may share."
    )
    with store.writing() as connection:
        for owner in owners:
            Post(now).write_note(connection, owner, of_text(words), f"two|{now:%Y-%m-%d}|{owner}")


@asynccontextmanager
async def beside(
    store: Store, bot: Bot, clock: Callable[[], datetime], chat: int, *, lasting: bool
) -> AsyncIterator[Callable[[], Awaitable[None]]]:
    """What is pushed to one chat, where no server limits it: as it falls due where ``lasting``, else whenever asked.

    Gives what sends all that is due now and waits until it has arrived.
    """
    stop = asyncio.Event()
    sender = Sender(store, bot, Pace(UNPACED), clock, worker_name(), chat=chat)

    async def send() -> None:
        while not lasting and await sender.step():
            await sender.settle(LOOK_SECONDS)

    running = asyncio.create_task(_lasting(lambda: sender.run(stop), stop)) if lasting else None
    try:
        yield send
        await send()
    finally:
        stop.set()
        if running:
            await running


async def look_after(updates: Updates, stop: asyncio.Event, seconds: float = LOOK_SECONDS) -> None:
    """Answer leftovers, at once and again and again; forget what is old."""
    looks = 0
    while not stop.is_set():
        found = await updates.answer_leftovers()
        if found:
            log.info("updates that nobody had finished are answered now", extra={"updates": found})
        if updates.inbox and looks % PURGE_EVERY == 0:
            await updates.inbox.purge()
        looks += 1
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), 0 if found else seconds)


async def _lasting(run: Callable[[], Awaitable[None]], stop: asyncio.Event) -> None:
    """What must not end while the bot runs: a fault of its own is logged, and it begins again."""
    while not stop.is_set():
        try:
            await run()
        except Exception as problem:
            log.error("what works in the background begins again", exc_info=problem)  # noqa: TRY400 - no words, see logs
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), 1.0)


def _take_over(store: Store, now: datetime, owners: Sequence[int]) -> None:
    messages, updates = outbox.take_over(store, now, owners), inbox.take_over(store, now)
    if messages or updates:
        log.info("a run before ended without notice", extra={"messages": messages, "updates": updates})


class Hold(StrEnum):
    """Who has a store."""

    ALONE = "this process"
    SHARED = "this process, and others may"
    TAKEN = "another process"


@contextmanager
def held(store: Store) -> Iterator[Hold]:
    """Who has the store for itself, by a lock that the system lets go when the process ends.

    SHARED on PostgreSQL, where others take their turns from it too, and where the system has no such locks.
    """
    path = make_url(store.address).database if store.dialect == "sqlite" else None
    if path == ":memory:" or not path:
        yield Hold.ALONE if store.dialect == "sqlite" else Hold.SHARED
        return
    try:
        import fcntl
    except ImportError:  # Windows
        yield Hold.SHARED
        return
    with Path(f"{path}.lock").open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield Hold.TAKEN
        else:
            yield Hold.ALONE
