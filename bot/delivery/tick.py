"""A moment goes in; whatever is due by then is made and waits to be sent, each thing once, whoever else does the same."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import chain
from time import monotonic
from typing import TYPE_CHECKING

from bot.buttons import Keep
from bot.delivery import alerting, digests, reminding
from bot.delivery.alarms import Watch
from bot.delivery.bulk import by_indexes
from bot.delivery.fanout import DOCUMENTS_AT_ONCE, Fanned, fan_out, is_done, step_over
from bot.delivery.leases import DUES, DueColumn, Look, advance, claim, give_back, held, look, look_again
from bot.delivery.letters import Post
from bot.delivery.retries import Retries
from bot.delivery.rows import Subscription
from bot.delivery.shared import Shared, Work
from bot.delivery.told import told_by, withdraw
from briefs.errors import StoreUnavailable

if TYPE_CHECKING:
    from briefs.following.told import Told
    from briefs.library import Library
    from briefs.store import Store

log = logging.getLogger(__name__)

BATCH = 500
"""Subscriptions of one transaction: a writer of SQLite is waited for no longer than these take."""
LONGEST = 20.0
"""Seconds after which a tick leaves the rest to the next one, well before its leases run out."""

COMPOSING = 30.0
"""Seconds after which a batch is written as far as it is composed, well before its leases run out."""
TRIES = 3
"""Ticks in which a document is looked at that resists, before it is left out."""

Composing = Iterator[tuple[Subscription, Callable[[], Work]]]
Make = Callable[[Shared, Sequence[Subscription]], Composing]


@dataclass(frozen=True, slots=True)
class Ticked:
    """What a tick did: runs made of each form, messages that wait now, and subscriptions of which nothing could be made."""

    fanned: Fanned = field(default_factory=Fanned)
    digests: int = 0
    alerts: int = 0
    reminders: int = 0
    messages: int = 0
    failed: int = 0

    @property
    def worked(self) -> bool:
        """Whether there was anything to do."""
        return self != _IDLE

    def counts(self) -> dict[str, int]:
        """What the log says of it."""
        return {
            "documents": self.fanned.documents,
            "digests": self.digests,
            "alerts": self.alerts,
            "reminders": self.reminders,
            "messages": self.messages,
            "failed": self.failed,
        }


_IDLE = Ticked()


class Ticker:
    """Makes what is due. Threads and processes may each have one over the same store; ``worker`` tells them apart."""

    def __init__(
        self,
        store: Store,
        library: Library,
        keep: Keep,
        worker: str,
        *,
        owners: Sequence[int] = (),
        zone: str = "UTC",
        batch: int = BATCH,
    ) -> None:
        self.store = store
        self.library = library
        self.keep = keep
        self.worker = worker
        self.batch = batch
        self.watch = Watch(store, tuple(owners), zone)
        self.retries = Retries()
        self.resisted = 0
        self._busy = threading.Lock()

    def tick(self, now: datetime) -> Ticked:
        """Find who is concerned by new documents, then make every digest, alert and reminder that is due by ``now``.

        Raises StoreUnavailable where the store is; what was made until then is kept, and the rest is still due.
        """
        if not self._busy.acquire(blocking=False):
            return Ticked()  # the tick before is not over
        try:
            seen = look(self.store, now)
            self.watch.begins(now, seen.oldest)
            done = _Tick(self, now).run(seen)
            self.watch.ends(now)
            return done
        finally:
            self._busy.release()


class _Tick:
    """One tick at one moment: the letters written in it, and how much there was of what."""

    def __init__(self, ticker: Ticker, now: datetime) -> None:
        self.ticker = ticker
        self.store = ticker.store
        self.now = now
        self.post = Post(now)
        self.until = monotonic() + LONGEST
        self.fanned = Fanned()
        self.runs: Counter[DueColumn] = Counter()
        self.messages = 0
        self.failed = 0
        self.resists = False
        self.documents_at_once = DOCUMENTS_AT_ONCE
        self.written: set[int] = set()
        self.shared = Shared(ticker.library, ticker.keep, now, 0)

    def run(self, seen: Look) -> Ticked:
        """One slice of each sort of work after the other, so that much of one sort keeps no other waiting."""
        while self._slices(seen) and monotonic() < self.until:
            seen = look(self.store, self.now)
        digests_made, alerts_made, reminders_made = (self.runs[due] for due in DUES)
        return Ticked(self.fanned, digests_made, alerts_made, reminders_made, self.messages, self.failed)

    def _slices(self, seen: Look) -> bool:
        """A step of the search for whom new documents concern, and a batch of each column; whether there was any."""
        if (self.shared.version, self.shared.upto) != (seen.version, seen.newest):
            self.shared = Shared(self.ticker.library, self.ticker.keep, self.now, seen.newest, seen.version)
        worked = self._fanned(seen)
        for due, make in _MAKES.items():
            if due in seen.first:
                worked = self._batch(due, make) or worked
        return worked

    def _fanned(self, seen: Look) -> bool:
        """Look for everybody concerned; where that fails, one document after the other, to find the one that resists."""
        if self.resists or is_done(seen):
            return False
        try:
            self.fanned += fan_out(self.ticker.library, self.now, documents_at_once=self.documents_at_once)
        except StoreUnavailable:
            raise  # that is no fault of a document
        except Exception:
            log.exception("it could not be found whom new documents concern")
            if self.documents_at_once == 1:
                self._resisted()
            self.documents_at_once = 1
        else:
            if self.documents_at_once == 1:
                self.ticker.resisted = 0
        return not self.resists

    def _resisted(self) -> None:
        """A document resists: it is tried again in the next ticks, then left out, and the owners are told."""
        self.ticker.resisted += 1
        if self.ticker.resisted < TRIES:
            self.resists = True
            return
        self.ticker.resisted = 0
        number = step_over(self.store)
        if number is not None:
            self.ticker.watch.left_out(number, self.now)

    def _batch(self, due: DueColumn, make: Make) -> bool:
        """Make and write some of what is due by one column; whether there was any that nobody else works on."""
        later = self.ticker.retries.waiting(due, self.now)
        claimed = claim(self.store, due, self.ticker.worker, self.now, self.ticker.batch, but=later)
        if claimed:
            self.written = set()
            works = self._made(due, make, claimed)
            self.runs[due] += sum(len(work.letters) for work in works)
            self._written(due, works)
        return bool(claimed)

    def _made(self, due: DueColumn, make: Make, claimed: Sequence[Subscription]) -> list[Work]:
        """What came of each; one that fails is logged by its number. Those that would outlast the leases come later."""
        works: list[Work] = []
        late: list[int] = []
        until = monotonic() + COMPOSING
        for to, compose in make(self.shared, claimed):
            if (works or self.failed) and monotonic() > until:
                late.append(to.number)
                continue
            try:
                works.append(compose())
            except Exception:
                log.exception("nothing could be made for a subscription", extra={"subscription": to.number})
                self._failed(due, to)
        if late:
            with self.store.writing() as connection:
                give_back(connection, self.ticker.worker, late)
        return works

    def _failed(self, due: DueColumn, to: Subscription) -> None:
        """It is tried again after a while; what else is due of the same subscription need not wait for that."""
        self.failed += 1
        if self.ticker.retries.failed(due, to.number, self.now):
            with self.store.writing() as connection:
                give_back(connection, self.ticker.worker, [to.number])

    def _written(self, due: DueColumn, works: Sequence[Work]) -> None:
        """Write a batch in one transaction; where it is refused, each by itself, so that one does not stop all."""
        try:
            self.messages += self._write(due, works)
        except Exception:
            self.post.forget()
            if len(works) == 1:
                number = works[0].of.number
                log.exception("nothing could be written for a subscription", extra={"subscription": number})
                self._failed(due, works[0].of)
                return
            log.warning("a batch of subscriptions is written one by one", extra={"size": len(works)})
            for work in works:
                self._written(due, [work])

    def _write(self, due: DueColumn, works: Sequence[Work]) -> int:
        """Runs, messages, what is told by them, and when each is due next: all of it in one transaction, or nothing."""
        with self.store.writing() as connection:
            by_indexes(connection)
            ours = held(connection, due, self.ticker.worker, [work.of for work in works])
            kept = self._kept(works, ours)
            alone = ours - {work.of.number for work in kept}
            give_back(connection, self.ticker.worker, sorted(alone))
            for work in kept:
                if work.withdrawn:
                    withdraw(connection, work.of.number, work.withdrawn, self.now)
            waiting = self.post.write(connection, [letter for work in kept for letter in work.letters])
            alerting.unmatch(
                connection, [(work.of.number, document) for work in kept for document in work.documents]
            )
            advance(connection, [{"number": work.of.number, **work.values} for work in kept])
            dated = [work.of.number for work in kept if any(letter.events for letter in work.letters)]
            look_again(connection, dated, self.shared.upto, self.now)
        self.written |= {work.of.number for work in kept}
        return waiting

    def _kept(self, works: Sequence[Work], ours: frozenset[int]) -> list[Work]:
        """Those that hold: the subscription is ours still, and those that it relies on are written too."""
        kept: list[Work] = []
        sure = set(self.written)
        for work in works:
            if work.of.number in ours and work.relies <= sure:
                kept.append(work)
                sure.add(work.of.number)
        return kept


def _digests(shared: Shared, claimed: Sequence[Subscription]) -> Composing:
    told = _told(shared, claimed)
    with shared.one_state():
        for to in claimed:
            yield to, partial(digests.made, shared, to, told.get(to.number, {}))


def _alerts(shared: Shared, claimed: Sequence[Subscription]) -> Composing:
    told = _told(shared, claimed)
    with shared.library.store.reading() as connection:
        documents = alerting.waiting_documents(connection, [to.number for to in claimed])
        known = alerting.Known(connection, {to.chat for to in claimed}, {*chain(*documents.values())})
    for to in claimed:
        found = alerting.Found(documents.get(to.number, ()), told.get(to.number, {}))
        yield to, partial(alerting.made, shared, to, found, known)


def _reminders(shared: Shared, claimed: Sequence[Subscription]) -> Composing:
    told = _told(shared, claimed)
    slugs = frozenset(chain(*told.values()))
    for to in claimed:
        yield to, partial(reminding.made, shared, to, told.get(to.number, {}), slugs)


def _told(shared: Shared, claimed: Sequence[Subscription]) -> dict[int, dict[str, Told]]:
    with shared.library.store.reading() as connection:
        return told_by(connection, [to.number for to in claimed])


_MAKES: dict[DueColumn, Make] = {"digest_due": _digests, "alert_due": _alerts, "reminder_due": _reminders}
