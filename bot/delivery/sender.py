"""Messages of the outbox go in, each is sent within Telegram's limits, and what became of it is written back.

One sender runs in each process. It claims less than a second's worth at a time, so that a kill leaves few messages of
which nobody knows whether they arrived.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot import readers, sending
from bot.delivery import fates, outbox, topics
from bot.delivery.bounds import UNHURRIED
from bot.delivery.forms import Form
from bot.delivery.outbox import Claimed, Letter, Result
from bot.delivery.paced import Pace, Passage, pushing
from bot.delivery.pacing import MANY
from bot.delivery.refusals import NOT_REACHED, Fate, Verdict, fate_of
from briefs.errors import BriefsError

if TYPE_CHECKING:
    from telegram import Bot

    from briefs.store import Store

log = logging.getLogger(__name__)
AHEAD_SECONDS = 0.75
LEAST_AHEAD = 12
"""For how long a process claims ahead of what Telegram allows, and the least that it claims.

A disk that is busy keeps a claim waiting for some tenths of a second, in which the others must not run out.
"""

AGAIN_BELOW = 2 / 3
"""It claims again as soon as no more than this share still waits for its turn."""

LOOK_SECONDS = 0.05
IDLE_SECONDS = 1.0
"""How often the outbox is looked at while there is something to send, and while there is nothing."""

SEND_SECONDS = 45.0
"""What a message may take with all its waiting, in every form in which it is tried; the claim holds longer."""

LONGEST_HELD = 5.0
"""Seconds that a message waits here for its chat; if it is to wait longer, it goes back into the outbox."""

LAST_SECONDS = 20.0
"""How long a stop waits for what is being sent."""

RECORD_SECONDS = 0.02
"""How long results are gathered for one transaction."""

FLIGHT_SECONDS = 0.25
LEAST_IN_FLIGHT = 64
"""For so long of what Telegram allows messages may be on their way, and so many at least. Where answers are slow, for as
long as most of them take: a fixed number would make the rate a matter of how quick they are. But not at a rate at which
this machine may be what is slow: each further message would make the answers slower still."""

MOST_RECORDED = 500
MOST_LETTERS = 500
AGAIN_SECONDS = 1.0
LONGEST_TEXT = 4000
PAUSES = (1.0, 2.0, 4.0, 8.0, 15.0)
"""Seconds without any push where Telegram cannot be reached at all; the last repeats."""


def room(rate: int, took: float, most: int) -> int:
    """How many messages may be on their way, at so many a second and where most answers take no more than so long."""
    seconds = FLIGHT_SECONDS + (took if rate <= UNHURRIED else 0.0)
    return min(most, max(LEAST_IN_FLIGHT, int(rate * seconds)))


class Sender:
    """Sends what waits in the outbox until it is told to stop. ``paid`` asks Telegram to charge for a higher rate.

    With ``chat`` it sends to that chat only. No more than ``most`` are on their way at once, however slow the answers
    are. ``owners`` are told of a message that no process survives. ``tally`` counts what became of the messages, by
    verdict.
    """

    def __init__(
        self,
        store: Store,
        bot: Bot,
        pace: Pace,
        clock: Callable[[], datetime],
        worker: str,
        *,
        paid: bool = False,
        chat: int | None = None,
        most: int = LEAST_IN_FLIGHT,
        owners: Iterable[int] = (),
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.store = store
        self.bot = bot
        self.pace = pace
        self.clock = clock
        self.worker = worker
        self.paid = paid
        self.chat = chat
        self.chance = chance
        self.tally: Counter[Verdict] = Counter()
        self._ahead = max(LEAST_AHEAD, int(pace.rate * AHEAD_SECONDS))
        self._most = most
        self._owners = tuple(owners)
        self._suspect = False
        self._letters: dict[int, Letter] = {}
        self._forms: dict[int, Form] = {}
        self._sending: dict[asyncio.Task[None], tuple[int, Passage]] = {}
        self._results: list[Result] = []
        self._recording: asyncio.Task[None] | None = None
        self._unreached = self._outages = 0

    async def run(self, stop: asyncio.Event) -> None:
        """Claim, send and record until ``stop``; then finish what is being sent."""
        try:
            while not stop.is_set():
                busy = await self.step()
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), LOOK_SECONDS if busy else IDLE_SECONDS)
        finally:
            await self.finish()

    async def step(self) -> bool:
        """Claim what there is room for and begin to send it; False where nothing is due.

        What processes died over goes when nothing else does, and nothing else goes while it does.
        """
        waiting = self.pace.pushes
        is_full = len(self._sending) - waiting >= room(self.pace.rate, self.pace.took, self._most)
        if self.pace.paused or is_full or self._suspect or waiting > self._ahead * AGAIN_BELOW:
            self._suspect = self._suspect and self._is_busy
            return True
        claimed = await self._claim(self._ahead - self.pace.pushes)
        if not claimed and not self._is_busy:
            claimed = await self._claim(1, suspects=True)
            self._suspect = bool(claimed)
        for message in claimed:
            passage = Passage()
            task = asyncio.create_task(self._deliver(message, passage))
            self._sending[task] = message.number, passage
            task.add_done_callback(self._ended)
        return bool(claimed or self._sending)

    @property
    def _is_busy(self) -> bool:
        """Whether anything is being sent, or not yet written down."""
        return bool(self._sending or self._recording)

    async def finish(self) -> None:
        """Give back what had no turn yet, wait for what is being sent, and write down the last results."""
        for task, (_, passage) in list(self._sending.items()):
            if not passage.gone:
                task.cancel()
        await self.settle(LAST_SECONDS)

    async def settle(self, seconds: float) -> None:
        """Wait until everything that was claimed is dealt with, but no longer; write down what became of it."""
        if self._sending:
            _, late = await asyncio.wait(self._sending, timeout=seconds)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late)
        while self._recording:
            await asyncio.wait({self._recording})

    async def _claim(self, most: int, *, suspects: bool = False) -> list[Claimed]:
        if len(self._letters) > MOST_LETTERS:
            self._letters, self._forms = {}, {}
        try:
            return await asyncio.to_thread(self._claimed, most, self._held(), suspects)
        except BriefsError as problem:
            log.warning("the outbox cannot be read", extra={"reason": str(problem)})
            return []

    def _held(self) -> set[int]:
        """The messages that are being sent, and those whose results are not written down yet."""
        sending = {number for number, _ in self._sending.values()}
        return sending | {result.claimed.number for result in self._results}

    def _claimed(self, most: int, held: set[int], suspects: bool) -> list[Claimed]:
        """A look first: an outbox in which nothing is due is not written to."""
        now = self.clock()
        if not outbox.is_due(self.store, now):
            return []
        asked: dict[str, Any] = {"chat": self.chat, "owners": self._owners, "suspect": suspects}
        return outbox.claim(self.store, self.worker, now, most, known=self._letters, held=held, **asked)

    async def _deliver(self, message: Claimed, passage: Passage) -> None:
        """Send one message, or put it off where its chat has to wait for long, or where the bot stops before its turn."""
        held = self.pace.wait(message.chat)
        if held > LONGEST_HELD:
            fate = Fate(Verdict.LATER, "the chat has to wait", held)
        else:
            try:
                async with asyncio.timeout(SEND_SECONDS):
                    fate = await self._send(message, passage)
            except TimeoutError:
                fate = Fate(Verdict.LATER, "it took too long", doubtful=passage.gone)
            except asyncio.CancelledError:
                self._note(Result(message, Fate(Verdict.LATER, "the bot stopped", doubtful=passage.gone)))
                raise
        if fate.verdict is Verdict.MOVED:
            # Before it is written down that the message goes there: a kill in between must find it still to be done.
            await asyncio.to_thread(readers.move, self.store, message.chat, fate.chat)
        result = Result(message, fate)
        self._note(result)
        await self._follow_up(result)

    async def _send(self, message: Claimed, passage: Passage) -> Fate:
        """Send it as it is written; where Telegram does not take its markup, that is our fault: then in plain words."""
        fate = await self._try(message, passage)
        if fate.verdict is not Verdict.MALFORMED:
            return fate
        log.error(
            "Telegram refused the form of a letter, which goes out in plain words",
            extra={"letter": message.letter.number, "reason": fate.why},
        )
        text = sending.bare(message.letter.html)[:LONGEST_TEXT]
        plain = await self._try(message, passage, text, buttons=True)
        if plain.verdict is Verdict.MALFORMED:
            plain = await self._try(message, passage, text)
        return plain if plain.verdict is not Verdict.MALFORMED else Fate(Verdict.FAILED, plain.why)

    async def _try(self, message: Claimed, passage: Passage, text: str | None = None, **form: bool) -> Fate:
        """Send it once; as it is written, or ``text`` without markup."""
        letter = message.letter
        if text is None:
            if letter.number not in self._forms:
                self._forms[letter.number] = Form.of(letter.html, letter.rows, paid=self.paid)
            ready = self._forms[letter.number]
        else:
            rows = letter.rows if form.get("buttons") else ()
            ready = Form.of(text, rows, paid=self.paid, markup=False)
        passage.gone = False
        try:
            with pushing(passage):
                return await ready.send(self.bot, message.chat, message.thread)
        except TimeoutError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the table of refusals knows what follows
            return fate_of(error)

    def _note(self, result: Result) -> None:
        self.tally[result.fate.verdict] += 1
        self._notice_the_network(result.fate)
        self._results.append(result)
        if self._recording is None:
            self._recording = asyncio.create_task(self._record())

    def _notice_the_network(self, fate: Fate) -> None:
        """Where nothing can be reached, to try every message would only use up their tries."""
        if fate.why != NOT_REACHED:
            self._unreached = self._outages = 0
            return
        self._unreached += 1
        if self._unreached >= MANY and not self.pace.paused:
            self.pace.pause(PAUSES[min(self._outages, len(PAUSES) - 1)])
            self._outages += 1

    async def _record(self) -> None:
        """Write down whatever has come meanwhile, in one transaction each time, and soon: a kill must find little."""
        try:
            while self._results:
                await asyncio.sleep(RECORD_SECONDS)
                results = self._results[:MOST_RECORDED]
                now = self.clock()
                try:
                    await asyncio.to_thread(
                        outbox.record, self.store, self.worker, results, now, self.chance()
                    )
                except BriefsError as problem:
                    log.warning("the outbox cannot be written", extra={"reason": str(problem)})
                    await asyncio.sleep(AGAIN_SECONDS)
                else:
                    del self._results[: len(results)]
        finally:
            self._recording = None

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._sending.pop(task, None)
        problem = None if task.cancelled() else task.exception()
        if problem:
            log.error("a message could not be dealt with", exc_info=problem)

    async def _follow_up(self, result: Result) -> None:
        """What a refusal means beside the message itself."""
        fates.log_of(result)
        closed = topics.closed(result, self.clock())
        if closed:
            await topics.tell_administrators(self.store, self.bot, result.claimed, closed, self.clock())
