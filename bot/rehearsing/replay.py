"""A library, readers and a period go in; what each would have been sent comes out, with the moment of every message.

The documents arrive on the days on which they became known; ticker, outbox and sender are those of the running bot,
on a clock that jumps from one due moment to the next, over a store and a Telegram that are gone afterwards.
"""

from __future__ import annotations

import asyncio
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, literal_column, select
from telegram import Bot

from bot.delivery import subscriptions
from bot.delivery.alarms import Watch
from bot.delivery.paced import Pace, PacedRequest
from bot.delivery.schedule import zone_of
from bot.delivery.sender import Sender
from bot.delivery.tables import outbox, runs
from bot.delivery.tables import subscriptions as table
from bot.delivery.tick import Ticker
from bot.rehearsing.simulated import SimulatedLoop
from bot.screen import Screen
from bot.settings import CONSOLE_TOKEN, FREE_RATE
from bot.telegram_in_process import InProcessRequest, Telegram
from briefs.errors import BadDate
from briefs.following.knowledge import calendar_on
from briefs.library import Library
from briefs.store import Store
from briefs.store.tables import documents

if TYPE_CHECKING:
    from bot.rehearsing.cast import Follower
    from bot.telegram_nouns import Sent
    from briefs.model import Document, Reading

WORKER = "rehearsal"
DAY = timedelta(days=1)
NOON = time(12)
"""When documents arrive on their days: after every digest of the morning."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days of a rehearsal, both included, in a zone. Raises BadDate where the last comes before the first."""

    begins: date
    ends: date
    zone: str

    def __post_init__(self) -> None:
        """Days in their order."""
        if self.ends < self.begins:
            raise BadDate(
                f"The period ends on {self.ends}, before it begins on {self.begins}; turn the two round."
            )

    def at(self, day: date, clock: time = time()) -> datetime:
        """A moment of a day in the zone."""
        return datetime.combine(day, clock, zone_of(self.zone))


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document with what is read in it, and when it arrives."""

    at: datetime
    document: Document
    reading: Reading


@dataclass(frozen=True, slots=True)
class Message:
    """What one chat was sent, and when; ``purpose`` is "digest", "alert", ...; ``of`` the subscription's place."""

    at: datetime
    chat: int
    number: int
    text: str
    purpose: str = ""
    of: int = 0


@dataclass(frozen=True, slots=True)
class Played:
    """How a rehearsal went: who was there, all that was sent, in order, and how many documents arrived in the period."""

    readers: tuple[Follower, ...]
    messages: tuple[Message, ...]
    arrived: int
    before: int
    unsent: int


def play(library: Library, readers: Sequence[Follower], period: Period) -> Played:
    """Let the period pass. The library is only read."""
    arrivals = _arrivals(library, period)
    begins = period.at(period.begins)
    old = [each for each in arrivals if each.at < begins]
    with TemporaryDirectory() as folder:
        store = Store.open(f"sqlite:///{Path(folder) / 'rehearsal.sqlite3'}")
        try:
            for each in old:
                store.add(each.document, each.reading, each.at)
            stage = _Stage(Library(store, library.lexicon, library.home), period.at(period.ends + DAY))
            stage.enter(readers, begins)
            with asyncio.Runner(loop_factory=lambda: SimulatedLoop(begins)) as runner:
                runner.run(stage.pass_by(arrivals[len(old) :]))
            messages = stage.told()
            unsent = stage.waiting()
        finally:
            store.close()
    return Played(tuple(readers), messages, len(arrivals) - len(old), len(old), unsent)


def _arrivals(library: Library, period: Period) -> list[Arrival]:
    """Every document that became known by the end of the period, older revisions too, in the order of their days."""
    from briefs.parsing import parser

    columns = documents.c
    query = select(columns.number, columns.known_from).where(columns.known_from <= period.ends)
    with library.store.reading() as connection:
        rows: Any = connection.execute(query.order_by(columns.known_from, columns.number)).all()
    found = ((known_from, library.store.document(number)) for number, known_from in rows)
    return [
        Arrival(period.at(day, NOON), document, parser.read(document, library.lexicon))
        for day, document in found
        if document is not None
    ]


class _Stage:
    """The bot without its people: a store of its own, and what is sent over a Telegram of this process."""

    def __init__(self, library: Library, ends: datetime) -> None:
        self.library = library
        self.store = library.store
        self.ends = ends
        self.ticker = Ticker(self.store, library, partial(self.store.keep_question, now=ends), WORKER)
        self.ticker.watch = _Unwatched(self.store, (), "UTC")
        self.sent: list[Message] = []
        self._places: dict[int, int] = {}
        self._day: date | None = None

    def enter(self, readers: Sequence[Follower], now: datetime) -> None:
        """Everybody follows what they follow from the first moment on; what came before is known to them."""
        self._tick(now)
        for place, each in enumerate(readers):
            made = subscriptions.create(self.store, each.draft, self.library.lexicon, now)
            self._places[made.number] = place

    async def pass_by(self, arrivals: Sequence[Arrival]) -> None:
        """Let the time pass, from one due moment to the next, until the end."""
        loop = asyncio.get_running_loop()
        if not isinstance(loop, SimulatedLoop):
            raise TypeError("A rehearsal takes place in simulated time only.")
        pace = Pace(FREE_RATE)
        request = PacedRequest(InProcessRequest(Telegram(now=loop.now, watch=self._note)), pace)
        bot = Bot(CONSOLE_TOKEN, request=request, get_updates_request=request)
        sender = Sender(self.store, bot, pace, loop.now, WORKER, chance=lambda: 0.5)
        waiting = list(reversed(arrivals))
        async with bot:
            while True:
                ours, post = self._dues()
                moments = filter(None, (ours, post, waiting[-1].at if waiting else None))
                due = min(moments, default=self.ends)
                if due >= self.ends:
                    return
                await loop.until(due)
                while waiting and waiting[-1].at <= loop.now():
                    arrival = waiting.pop()
                    self.store.add(arrival.document, arrival.reading, loop.now())
                made = self._tick(loop.now())
                while (made or (post and post <= loop.now())) and await sender.step():
                    await sender.settle(LONGEST)

    def told(self) -> tuple[Message, ...]:
        """What was sent, each with what it was for and by which subscription."""
        query = select(outbox.c.message, outbox.c.purpose, runs.c.subscription)
        query = query.select_from(outbox.outerjoin(runs, outbox.c.run == runs.c.number))
        with self.store.reading() as connection:
            rows: Any = connection.execute(query).all()
        known = {message: (purpose, of) for message, purpose, of in rows}
        nothing = ("", None)
        return tuple(
            replace(
                each,
                purpose=known.get(each.number, nothing)[0],
                of=self._places.get(known.get(each.number, nothing)[1] or 0, 0),
            )
            for each in self.sent
        )

    def waiting(self) -> int:
        """How many messages had not been sent when the period was over."""
        is_open: Any = literal_column("outbox.state IN ('waiting', 'sending')")
        with self.store.reading() as connection:
            return connection.scalar(select(func.count()).select_from(outbox).where(is_open)) or 0

    def _tick(self, now: datetime) -> int:
        """Make what is due, with the calendar as far as it was known by then; gives how many messages."""
        if now.date() != self._day:
            self._day = now.date()
            calendar = calendar_on(self.library.lexicon.calendar, self._day)
            if calendar != self.ticker.library.lexicon.calendar:
                lexicon = replace(self.library.lexicon, calendar=calendar)
                self.ticker.library = Library(self.store, lexicon, self.library.home)
        return self.ticker.tick(now).messages

    def _dues(self) -> tuple[datetime | None, datetime | None]:
        """The next moment at which there is something to do, and the next at which something is to be sent."""
        with self.store.reading() as connection:
            found: Any = connection.execute(_DUES).one()
        *ours, post = found
        return min(filter(None, ours), default=None), post

    def _note(self, sent: Sent) -> None:
        if sent.method != "sendMessage" or sent.chat_id is None or sent.message_id is None:
            return
        page = io.StringIO()
        Screen(page).show(sent)
        now = datetime.fromtimestamp(sent.result["date"], zone_of("UTC"))
        self.sent.append(Message(now, sent.chat_id, sent.message_id, page.getvalue().rstrip()))


class _Unwatched(Watch):
    """Looks after nothing: a clock that jumps is never late, and there is nobody to be told."""

    def begins(self, now: datetime, oldest: datetime | None) -> None:
        """A tick begins."""

    def ends(self, now: datetime) -> None:
        """A tick has ended."""


_WAITS = outbox.c.state == literal_column("'waiting'")
_DUES = select(
    *(
        select(func.min(table.c[name])).scalar_subquery()
        for name in ("digest_due", "alert_due", "reminder_due")
    ),
    select(func.min(outbox.c.due)).where(_WAITS).scalar_subquery(),
)
LONGEST = 60.0
