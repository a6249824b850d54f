"""/status: what everybody may know of documents, sources and the next digest, and what owners see of deliveries."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from delivering import DAY, DUE, MINUTE, Room
from fakes import NOW, OWNER, READER
from outgoing import put
from sqlalchemy import insert, update
from talking import chatting, labels

from bot import standing, status, zones
from bot.delivery import figures, inbox, subscriptions
from bot.delivery.suspects import MOST_DEATHS
from bot.delivery.tables import inbox as updates
from bot.delivery.tables import outbox
from briefs.library import Library
from briefs.watching.tables import watched

ZONE = zones.zone_of("Asia/Phnom_Penh", "UTC")


@pytest.fixture
def room(store, lexicon):
    return Room(Library(store, lexicon))


def watch(room, slug, at, failing=None, due=DAY):
    row = {"publisher": f"Ministry {slug}", "form": "feed", "address": "https://example.org", "failures": 0}
    row |= {"source": slug, "active": True, "looked_at": at, "read_at": at, "next_look": at + due}
    with room.store.writing() as connection:
        connection.execute(insert(watched).values(**row, failing_since=failing))


def end(room, numbers, state, at, **more):
    with room.store.writing() as connection:
        connection.execute(
            update(outbox).where(outbox.c.number.in_(numbers)).values(state=state, ended_at=at, **more)
        )


async def asked(room, person=READER, now=NOW, **given):
    async with chatting(room.library, now=now, zone=ZONE.key) as chat:
        return await chat.say("/status", person, **given)


async def test_a_new_store_says_that_nothing_is_there_yet(room):
    said = (await asked(room)).shown
    assert "Last document: there is none yet." in said
    assert "Sources: none is watched" in said
    assert "This chat: nothing is followed here. /subscribe" in said
    assert "For owners" not in said


async def test_it_tells_the_last_document_the_sources_and_the_next_digest(room):
    room.arrives("Australia will build a bridge.", published_on=date(2026, 10, 30))
    watch(room, "a", NOW - 10 * MINUTE)
    watch(room, "b", NOW - 20 * MINUTE, failing=NOW - 2 * DAY)
    room.digest(chat=READER.id)
    room.digest(chat=READER.id, interest="japan", now=NOW + MINUTE)
    room.watch(chat=READER.id)
    paused = room.watch(chat=READER.id, interest="japan")
    subscriptions.pause(room.store, paused.number, NOW)
    answer = await asked(room)
    said = answer.shown
    assert "Last document: number 1, “Paper 1”, of 30 October 2026; added today at 16:00." in said
    assert "Sources: 2 are watched, checked last today at 15:50. 1 cannot be read: Ministry b." in said
    assert (
        "the next digest comes on Tuesday 3 November 2026, 08:00 (Phnom Penh time): Australia. Besides, "
        "1 further digest and 1 watch. 1 subscription is paused: /subscriptions."
    ) in said
    assert "Deliveries: what was due has been sent, or is on its way." in said
    assert labels(answer) == ["Sources", "What this chat follows"]


async def test_watches_without_a_digest_are_told_in_a_sentence(room):
    room.watch(chat=READER.id)
    room.watch(chat=READER.id, interest="japan")
    assert "This chat: 2 watches and no digest." in (await asked(room)).shown


async def test_its_buttons_lead_to_the_sources_and_to_what_is_followed(room):
    async with chatting(room.library) as chat:
        await chat.say("/status")
        assert "No source is watched" in (await chat.press("Sources")).shown
        assert not chat.errors


async def test_a_watch_over_sources_that_does_not_run_is_told(room):
    watch(room, "a", NOW - DAY, due=timedelta(hours=1))
    assert "does not seem to run" in (await asked(room)).shown


async def test_deliveries_that_are_late_are_told_to_everybody_in_a_sentence(room):
    room.digest()
    said = (await asked(room, now=DUE + 5 * MINUTE)).shown
    assert "Deliveries: late just now." in said
    assert "⚠️" not in said


async def test_what_waits_for_a_chat_is_told_to_it_and_to_no_other(room):
    put(room.store, [READER.id])
    assert "1 message is on the way to it." in (await asked(room)).shown
    assert "on the way to it." not in (await asked(room, OWNER)).shown


async def test_an_owner_sees_the_queue_and_the_hours_of_the_last_day(room):
    sent = put(room.store, range(1, 1205), at=NOW - 3 * MINUTE)
    end(room, sent, "sent", NOW - 2 * MINUTE)
    failed = put(room.store, [1, 2], at=NOW - 4 * DAY / 24)
    end(room, failed[:1], "failed", NOW - 3 * DAY / 24, doubts=1)
    end(room, failed[1:], "gone", NOW - 3 * DAY / 24)
    put(room.store, [1, 2, 3], at=NOW - 12 * MINUTE / 60)
    put(room.store, [4], at=NOW, due=NOW + DAY)
    said = (await asked(room, OWNER)).shown
    assert "Queue: 4 messages wait, 3 of them due now, the oldest for 12 seconds." in said
    assert "Last 24 hours: 1,204 sent, 1 given up, 1 to chats that are closed" in said
    assert "1 that may have come twice" in said
    assert "Slowest: 60 seconds from being made to being sent." in said
    assert "• 15:00: 1,204 sent, the slowest in 60 seconds" in said
    assert "• 13:00: none sent; 1 given up; 1 to closed chats; 1 doubtful" in said
    assert said.index("15:00") < said.index("13:00")


async def test_an_owner_sees_what_was_set_aside_because_the_bot_died_over_it(room):
    deadly = put(room.store, [1, 2], deaths=MOST_DEATHS)
    end(room, deadly, "failed", NOW - MINUTE)
    came = {number: {"update_id": number, "message": {}} for number in (7, 8)}
    with room.store.writing() as connection:
        inbox.take(connection, came, "dead", NOW - 60 * MINUTE)
        values = {"attempts": inbox.MOST_TRIES, "claimed_until": NOW - MINUTE}
        connection.execute(update(updates).where(updates.c.update == 7).values(**values))
    assert [each["update_id"] for each, _ in inbox.leftovers(room.store, "next", NOW)] == [8]
    said = (await asked(room, OWNER)).shown
    assert "Set aside: 3 messages and questions, over each of which the bot stopped again and again." in said
    assert "Set aside" not in (await asked(room)).shown


async def test_figures_of_owners_are_not_shown_in_a_group(room):
    said = (await asked(room, OWNER, chat=-500)).shown
    assert "For owners" not in said


async def test_an_owner_reads_what_is_wrong_in_full(room):
    room.digest()
    said = (await asked(room, OWNER, now=DUE + 90 * MINUTE)).shown
    assert "⚠️ Deliveries are late: what was due on 3 November 2026, 08:00" in said


async def test_a_quiet_day_is_told_in_a_sentence(room):
    said = (await asked(room, OWNER)).shown
    assert "Queue: empty." in said
    assert "Last 24 hours: nothing was sent, and nothing failed." in said
    assert "By hour" not in said
    assert "Slowest" not in said


def test_hours_are_those_of_the_readers_clock_and_hold_what_ended_within_them(room):
    kathmandu = zones.zone_of("Asia/Kathmandu", "UTC")  # +05:45
    numbers = put(room.store, [1, 2, 3], at=NOW - DAY)
    end(room, numbers[:1], "sent", NOW.replace(hour=8, minute=15))
    end(room, numbers[1:2], "sent", NOW.replace(hour=8, minute=14, second=59))
    end(room, numbers[2:], "sent", NOW - 25 * DAY / 24)
    found = figures.by_hour(room.store, NOW, kathmandu)
    assert [(f"{hour.begins.astimezone(kathmandu):%H:%M}", hour.sent) for hour in found] == [
        ("14:00", 1),
        ("13:00", 1),
    ]
    assert found[0].slowest == (NOW.replace(hour=8, minute=15) - NOW + DAY).total_seconds()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.4, "less than a second"),
        (1, "1 second"),
        (119, "119 seconds"),
        (120, "2 minutes"),
        (7199, "119 minutes"),
        (7200, "2 hours"),
    ],
)
def test_a_time_is_told_in_one_unit(seconds, words):
    assert standing.lasting(seconds) == words


def test_the_row_says_what_it_is_for():
    assert status.ROW.name == "status"
    assert not status.ROW.usage
