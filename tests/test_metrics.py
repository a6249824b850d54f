"""Figures for Prometheus: read by a scraper, cheap however often it comes, and never about a person."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import httpx
import pytest
from delivering import DUE, MINUTE, Room
from fakes import NOW, READER, RecordingRequest
from outgoing import put
from prometheus_client.parser import text_string_to_metric_families
from small_bot import SmallBot
from sqlalchemy import insert

from bot.delivery import figures
from bot.delivery.alarms import State
from bot.delivery.refusals import Verdict
from bot.health import look
from bot.metrics import FRESH, PATH, Metrics, Sight
from bot.settings import BotSettings, Mode
from bot.updates import Updates
from bot.webhook import SECRET_HEADER, web
from briefs.errors import StoreUnavailable
from briefs.library import Library
from briefs.watching.tables import watched

SETTINGS = BotSettings(
    mode=Mode.WEBHOOK, webhook_secret="known", webhook_url="https://bot.example.org/telegram"
)


class Place:
    """A web server that shows the figures of a room."""

    def __init__(self, room: Room) -> None:
        self.now = NOW
        self.room = room
        self.state = State(ticked=NOW)
        self.tally = Counter({Verdict.SENT: 5, Verdict.GONE: 1})
        self.request = RecordingRequest()
        self.small = SmallBot(self.request)
        self.updates = Updates(self.small.application, lambda: self.now)
        self.metrics = Metrics(Sight(room.store, lambda: self.now, lambda: self.tally), self.health)
        self.updates.noted = self.metrics.note
        application = web(SETTINGS, self.updates, self.health, self.metrics.routes())
        self.client = httpx.AsyncClient(transport=httpx.ASGITransport(application), base_url="http://bot")

    async def health(self):
        return look(self.room.store.counts, self.updates.last, self.now, self.state)

    async def say(self, text: str) -> httpx.Response:
        raw = self.request.telegram.said(text, READER)
        return await self.client.post("/telegram", json=raw, headers={SECRET_HEADER: "known"})

    async def read(self) -> dict[str, float]:
        """Every sample as "name{label=value}"."""
        answer = await self.client.get(PATH)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/plain; version=")
        families = text_string_to_metric_families(answer.text)
        return {named(sample): sample.value for family in families for sample in family.samples}


def named(sample) -> str:
    labels = ",".join(f"{name}={value}" for name, value in sorted(sample.labels.items()))
    return f"{sample.name}{{{labels}}}" if labels else sample.name


@pytest.fixture
def room(store, lexicon):
    return Room(Library(store, lexicon))


@pytest.fixture
async def place(room):
    place = Place(room)
    async with place.small.application, place.client:
        yield place


async def test_they_tell_of_documents_subscriptions_outbox_sources_and_ticks(place, room):
    room.arrives()
    room.watch()
    room.digest(chat=8)
    put(room.store, [1, 2, 3], at=NOW - MINUTE)
    row = {"publisher": "Ministry", "form": "feed", "address": "https://example.org", "failures": 0}
    with room.store.writing() as connection:
        looked = {"looked_at": NOW - 10 * MINUTE, "next_look": NOW, "failing_since": NOW}
        connection.execute(insert(watched).values(source="s", active=True, **row, **looked))
    place.now = NOW + timedelta(seconds=30)
    found = await place.read()
    assert found["aide_documents"] == 1
    assert found["aide_subscriptions{form=watch,state=active}"] == 1
    assert found["aide_subscriptions{form=digest,state=active}"] == 1
    assert found["aide_outbox_open{state=waiting}"] == 3
    assert found["aide_outbox_due"] == 3
    assert found["aide_outbox_oldest_seconds"] == 90
    assert found["aide_outbox_ended_day{state=sent}"] == 0
    assert (found["aide_sources"], found["aide_sources_failing"]) == (1, 1)
    assert found["aide_source_look_age_seconds"] == 630
    assert (found["aide_well"], found["aide_tick_late"], found["aide_tick_age_seconds"]) == (1, 0, 30)
    assert found["aide_sends_total{verdict=sent}"] == 5
    assert any(name.startswith("process_resident_memory_bytes") for name in found)


async def test_answers_are_timed_by_kind_and_outcome(place):
    for text in ("hello", "/fail"):
        assert (await place.say(text)).status_code == 200
    found = await place.read()
    assert found["aide_update_seconds_count{kind=message,outcome=ok}"] == 1
    assert found["aide_update_seconds_count{kind=message,outcome=failed}"] == 1


async def test_a_kind_that_nobody_asked_for_is_counted_as_other(place):
    place.metrics.note("a kind of a stranger", "ok", 0.1)
    assert (await place.read())["aide_update_seconds_count{kind=other,outcome=ok}"] == 1


async def test_nothing_of_a_person_stands_in_them(place, room):
    room.watch(chat=987654321, interest="japan")
    put(room.store, [987654321])
    await place.say("hello from Kampot")
    text = (await place.client.get(PATH)).text
    for secret in ("987654321", "japan", "Kampot", str(READER.id), READER.first_name):
        assert secret not in text


async def test_the_store_is_asked_again_only_after_a_while(place, room, monkeypatch):
    asked = []
    count = figures.followed
    monkeypatch.setattr(figures, "followed", lambda store: asked.append(1) or count(store))
    assert (await place.read())["aide_outbox_due"] == 0
    put(room.store, [1])
    assert (await place.read())["aide_outbox_due"] == 0
    place.now = NOW + FRESH
    assert (await place.read())["aide_outbox_due"] == 1
    assert len(asked) == 1


async def test_a_store_that_is_away_is_a_figure_and_no_failure(place, monkeypatch):
    def away(*_given):
        raise StoreUnavailable("The store is away.")

    monkeypatch.setattr(place.room.store, "counts", away)
    found = await place.read()
    assert (found["aide_store_up"], found["aide_well"]) == (0, 0)
    assert "aide_documents" not in found


async def test_a_tick_that_is_late_and_an_alarm_turn_them_and_the_health_red(place, room):
    room.digest()
    place.now = DUE + 30 * MINUTE
    place.state = State(ticked=DUE)
    assert (await place.read())["aide_tick_late"] == 1
    assert (await place.client.get("/healthz")).status_code == 503


async def test_two_bots_of_one_process_do_not_share_figures(place, room):
    other = Metrics(Sight(room.store, lambda: NOW), place.health)
    place.metrics.note("message", "ok", 0.1)
    assert other.registry is not place.metrics.registry
    assert "aide_update_seconds_count" not in {s.name for m in other.updates.collect() for s in m.samples}
