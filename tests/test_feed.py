"""The private address of a calendar: the file, word that it is as it was, and nothing for whoever guesses."""

from __future__ import annotations

import logging
from datetime import date, timedelta

import httpx
import pytest
from delivering import DAY, MINUTE, Room
from fakes import NOW, RecordingRequest
from icalendar import Calendar
from small_bot import SmallBot

from bot import feed as rooms
from bot.delivery import subscriptions
from bot.feed import Feed
from bot.following.almanac import PATH
from bot.health import Health
from bot.settings import BotSettings, Mode
from bot.updates import Updates
from bot.webhook import web
from briefs.errors import StoreUnavailable
from briefs.library import Library

SETTINGS = BotSettings(
    mode=Mode.WEBHOOK, webhook_secret="known", webhook_url="https://bot.example.org/telegram"
)


class Place:
    """A web server with the calendars of a room, and a clock to turn."""

    def __init__(self, room: Room) -> None:
        self.now = NOW
        self.room = room
        self.feed = Feed(room.library, lambda: self.now)
        updates = Updates(SmallBot(RecordingRequest()).application, lambda: NOW)
        application = web(SETTINGS, updates, self.well, self.feed.routes())
        self.client = httpx.AsyncClient(transport=httpx.ASGITransport(application), base_url="http://bot")

    async def well(self) -> Health:
        return Health(store=True, last_update_age=None)

    async def get(self, token: str, **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.client.get(PATH.format(token=token), headers=named)


@pytest.fixture
def room(store, lexicon):
    return Room(Library(store, lexicon))


@pytest.fixture
async def place(room):
    place = Place(room)
    async with place.client:
        yield place


def token_of(room, interest="australia", chat=7):
    return subscriptions.feed_token(room.store, room.watch(chat=chat, interest=interest).number)


async def test_it_holds_the_events_of_the_subscription_and_can_be_read_back(place, room):
    token = token_of(room)
    room.summit(date(2026, 11, 12))
    answer = await place.get(token)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    (event,) = [
        e for e in Calendar.from_ical(answer.content).walk("VEVENT") if e["SUMMARY"] == "Harbour Summit"
    ]
    assert event["DTSTART"].dt == date(2026, 11, 12)


async def test_whoever_has_it_already_is_told_so_without_the_file(place, room):
    token = token_of(room)
    room.summit(date(2026, 11, 12))
    first = await place.get(token)
    by_tag = await place.get(token, if_none_match=f'"other", W/{first.headers["etag"]}')
    by_time = await place.get(token, if_modified_since=first.headers["last-modified"])
    for answer in (by_tag, by_time):
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["etag"] == first.headers["etag"]


@pytest.mark.parametrize(
    "headers",
    [
        {"if_none_match": '"other"'},
        {"if_none_match": ""},
        {"if_modified_since": "Sun, 01 Nov 2026 08:00:00 GMT"},
        {"if_modified_since": "yesterday"},
        {"if_none_match": '"other"', "if_modified_since": "Fri, 01 Jan 2100 08:00:00 GMT"},
    ],
)
async def test_whoever_has_another_one_gets_the_file(place, room, headers):
    assert (await place.get(token_of(room), **headers)).status_code == 200


async def test_a_date_that_moves_is_a_new_file_and_a_day_that_passes_is_none(place, room):
    token = token_of(room)
    room.summit(date(2026, 11, 12))
    first = await place.get(token)
    place.now = NOW + DAY
    next_day = await place.get(token, if_none_match=first.headers["etag"])
    assert next_day.status_code == 304
    assert next_day.headers["last-modified"] == first.headers["last-modified"]
    room.summit(date(2026, 12, 20), at=NOW + MINUTE)
    moved = await place.get(token, if_none_match=first.headers["etag"])
    assert moved.status_code == 200
    assert moved.headers["last-modified"] == "Tue, 03 Nov 2026 09:00:00 GMT"
    (event,) = [
        e for e in Calendar.from_ical(moved.content).walk("VEVENT") if e["SUMMARY"] == "Harbour Summit"
    ]
    assert (event["DTSTART"].dt, event["SEQUENCE"]) == (date(2026, 12, 20), 1)


@pytest.mark.parametrize("token", ["nobody", "x" * 500, "%00", "..%2f..", "gu\u00e9ss", "a b"])
async def test_an_address_that_nobody_has_leads_nowhere(place, room, token):
    token_of(room)
    assert (await place.get(token)).status_code == 404


async def test_an_address_ends_with_its_subscription(place, room):
    held = room.watch()
    token = subscriptions.feed_token(room.store, held.number)
    assert (await place.get(token)).status_code == 200
    subscriptions.remove(room.store, held.number, NOW)
    assert (await place.get(token)).status_code == 404


async def test_a_paused_subscription_keeps_its_calendar(place, room):
    held = room.watch()
    token = subscriptions.feed_token(room.store, held.number)
    subscriptions.pause(room.store, held.number, NOW)
    assert (await place.get(token)).status_code == 200


async def test_a_calendar_is_made_once_for_all_who_follow_the_same(place, room, monkeypatch):
    made = []
    make = Feed._made
    monkeypatch.setattr(Feed, "_made", lambda *given: made.append(given[1]) or make(*given))
    tokens = [token_of(room, chat=chat) for chat in (1, 2, 3)]
    for token in (*tokens, *tokens):
        assert (await place.get(token)).status_code == 200
    assert len(made) == 1
    room.arrives()
    await place.get(tokens[0])
    assert len(made) == 2


async def test_no_more_calendars_are_held_than_there_is_room_for(place, room, monkeypatch):
    monkeypatch.setattr(rooms, "MOST_KEPT", 2)
    for chat, interest in enumerate(("australia", "japan", "canada"), 1):
        await place.get(token_of(room, interest, chat))
    assert len(place.feed._kept) == 2


async def test_a_crowd_is_asked_to_come_again(place, room):
    place.feed._waiting = rooms.MOST_WAITING
    answer = await place.get(token_of(room))
    assert (answer.status_code, answer.headers["retry-after"]) == (503, rooms.AGAIN_SECONDS)


async def test_a_store_that_is_away_is_no_missing_calendar(place, room, monkeypatch):
    def away(*_given):
        raise StoreUnavailable("The store is away.")

    token = token_of(room)
    monkeypatch.setattr(subscriptions, "by_feed", away)
    assert (await place.get(token)).status_code == 503
    assert place.feed._waiting == 0


async def test_the_secret_of_an_address_is_never_logged(place, room, caplog):
    token = token_of(room)
    # The client of this test logs the address that it asks; what is looked at is the server's own log.
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    with caplog.at_level(logging.DEBUG):
        await place.get(token)
        await place.get(f"{token}x")
    assert token not in caplog.text


def test_the_time_decides_only_where_there_are_no_tags():
    file = rooms.File(b"", '"a"', NOW, ("", NOW.date()))
    later = "Tue, 03 Nov 2026 09:00:00 GMT"
    assert rooms.is_known(file, None, later)
    assert not rooms.is_known(file, '"b"', later)
    assert rooms.is_known(file, "*", None)
    assert not rooms.is_known(file, None, "Mon, 02 Nov 2026 08:59:59 GMT")
    assert not rooms.is_known(file, None, None)
    assert rooms.is_known(file, None, (NOW + timedelta(days=1)).strftime("%a, %d %b %Y %H:%M:%S -0000"))
