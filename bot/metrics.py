"""The store and the running bot go in; figures for Prometheus come out, none of which says anything of a person.

All names begin with ``aide_``. What is asked of the store is asked again only after a while, however often a scraper
comes. Counters begin anew with each start of a process; gauges on the outbox are of all processes of a database.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from prometheus_client import CollectorRegistry, GCCollector, Histogram, ProcessCollector, exposition
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from sqlalchemy import func, select
from starlette.responses import Response
from starlette.routing import Route

from bot.app import ALLOWED_UPDATES
from bot.delivery import figures
from briefs.errors import StoreUnavailable
from briefs.watching.tables import watched

if TYPE_CHECKING:
    from prometheus_client.core import Metric
    from starlette.requests import Request

    from bot.health import Health
    from briefs.store import Store

log = logging.getLogger(__name__)
PATH = "/metrics"
FRESH = timedelta(seconds=10)
"""How long figures of the store are good for."""
FOLLOWED_FRESH = timedelta(minutes=10)
"""How long the number of subscriptions is: to count them reads each of them."""
SECONDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
"""The steps in which the time of answers is counted."""

Values = dict[tuple[tuple[str, str], ...], float]
"""Values by their labels."""
Figures = Sequence[tuple[str, str, Values]]
"""Names, what they say, and their values."""


@dataclass(slots=True)
class Sight:
    """What the metrics look at: the store, the health, the clock, and what became of messages in this process."""

    store: Store
    clock: Callable[[], datetime]
    tally: Callable[[], Mapping[Any, int]] = field(default=dict)


class Metrics:
    """A registry of its own; the library's global one would mix bots of one process."""

    def __init__(self, sight: Sight, health: Callable[[], Any]) -> None:
        """Nothing is asked before somebody looks."""
        self.sight = sight
        self.registry = CollectorRegistry(auto_describe=False)
        self.updates = Histogram(
            "aide_update_seconds",
            "Time from an update's arrival to its answer, by kind of update and outcome.",
            ("kind", "outcome"),
            buckets=SECONDS,
            registry=self.registry,
        )
        ProcessCollector(registry=self.registry)
        GCCollector(registry=self.registry)
        self._health = health
        self._now: Health | None = None
        self._asked: datetime | None = None
        self._counted: datetime | None = None
        self._figures: Figures = ()
        self._followed: dict[tuple[str, str], int] = {}
        self._looking = asyncio.Lock()
        self.registry.register(self)

    def routes(self) -> list[Route]:
        """The one path that they are read on."""
        return [Route(PATH, self.answer, methods=["GET"])]

    def note(self, kind: str, outcome: str, seconds: float) -> None:
        """An update was handled."""
        self.updates.labels(kind if kind in ALLOWED_UPDATES else "other", outcome).observe(seconds)

    async def answer(self, _request: Request) -> Response:
        """The page in the text format of Prometheus."""
        async with self._looking:
            self._now = await self._health()
            now = self.sight.clock()
            if self._asked is None or now - self._asked >= FRESH:
                self._asked = now
                self._figures = await asyncio.to_thread(self._read, now)
        page = exposition.generate_latest(self.registry)
        return Response(page, headers={"Content-Type": exposition.CONTENT_TYPE_LATEST})

    def collect(self) -> Iterable[Metric]:
        """The figures that were read last, and those of this process."""
        for name, says, values in (*self._figures, *_of_health(self._now)):
            yield _gauge(name, says, values)
        sent = CounterMetricFamily(
            "aide_sends", "Sends of this process by what became of them.", labels=("verdict",)
        )
        for verdict, count in sorted(self.sight.tally().items()):
            sent.add_metric([str(verdict)], count)
        yield sent

    def _read(self, now: datetime) -> Figures:
        """What the store says; where it cannot be asked, nothing, which the figure ``aide_store_up`` explains."""
        try:
            if self._counted is None or now - self._counted >= FOLLOWED_FRESH:
                self._followed, self._counted = figures.followed(self.sight.store), now
            return (*self._documents(), *self._outbox(now), *self._sources(now))
        except StoreUnavailable as problem:
            log.warning("metrics could not be read", extra={"reason": str(problem)})
            return ()

    def _documents(self) -> Figures:
        counts = self.sight.store.counts()
        followed: Values = {
            (("form", form), ("state", state)): float(count)
            for (form, state), count in sorted(self._followed.items())
        }
        return (
            ("aide_documents", "Documents in the store, without replaced revisions.", _one(counts.documents)),
            ("aide_outcomes", "Outcomes read out of them.", _one(counts.outcomes)),
            ("aide_events", "Events read out of them.", _one(counts.events)),
            ("aide_subscriptions", "Subscriptions by form and state, counted every ten minutes.", followed),
        )

    def _outbox(self, now: datetime) -> Figures:
        counts = figures.counts(self.sight.store, now)
        is_open: Values = {(("state", "waiting"),): counts.waiting, (("state", "sending"),): counts.sending}
        ended: Values = {
            (("state", state),): getattr(counts, state) for state in ("sent", "gone", "failed", "withdrawn")
        }
        return (
            ("aide_outbox_open", "Messages that are to be sent, by state.", is_open),
            ("aide_outbox_due", "Waiting messages that are due.", _one(counts.due)),
            (
                "aide_outbox_oldest_seconds",
                "How long the longest due message has waited.",
                _one(counts.oldest),
            ),
            ("aide_outbox_ended_day", "Messages that ended in the last day, by state.", ended),
            (
                "aide_outbox_doubts_day",
                "Sends of the last day that may have come twice.",
                _one(counts.doubts),
            ),
        )

    def _sources(self, now: datetime) -> Figures:
        columns = watched.c
        failing = func.count(columns.failing_since)
        query = select(func.count(), failing, func.max(columns.looked_at)).where(columns.active)
        with self.sight.store.reading() as connection:
            found: Any = connection.execute(query).one()
        count, fail, last = found
        age = {} if last is None else _one((now - last).total_seconds())
        return (
            ("aide_sources", "Sources that are watched.", _one(count)),
            ("aide_sources_failing", "Sources that cannot be read.", _one(fail)),
            ("aide_source_look_age_seconds", "Time since a source was looked at last.", age),
        )


def _of_health(health: Health | None) -> Figures:
    if health is None:
        return ()
    update, tick = health.last_update_age, health.last_tick_age
    return (
        ("aide_well", "1 where /healthz is green.", _one(health.well)),
        ("aide_store_up", "1 where the store answers.", _one(health.store)),
        ("aide_alarms", "What is wrong with deliveries, counted.", _one(len(health.alarms))),
        ("aide_tick_late", "1 where no tick has ended for two minutes.", _one(health.late)),
        ("aide_tick_age_seconds", "Time since the last tick ended.", {} if tick is None else _one(tick)),
        (
            "aide_update_age_seconds",
            "Time since the last update came.",
            {} if update is None else _one(update),
        ),
    )


def _one(value: float) -> Values:
    return {(): float(value)}


def _gauge(name: str, says: str, values: Values) -> GaugeMetricFamily:
    labels = next(([key for key, _ in given] for given in values if given), [])
    family = GaugeMetricFamily(name, says, labels=labels)
    for given, value in values.items():
        family.add_metric([word for _, word in given], value)
    return family
