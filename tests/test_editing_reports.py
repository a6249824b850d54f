"""Errors that readers report reach the editors once, are put right in words and by buttons, and everybody hears of it."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest
from delivering import DAILY, Room
from fakes import NOW, OWNER, READER, RecordingRequest
from sqlalchemy import select, update
from talking import Chat, chatting, fill, labels

from bot.delivery import subscriptions
from bot.delivery.schedule import Quiet, zone_of
from bot.delivery.tables import outbox as messages
from bot.delivery.tables import told_lines
from bot.desk import Desk
from bot.editing import addressees, telling
from bot.telegram_in_process import Person
from briefs import corrections, queries
from briefs.corrections import roles
from briefs.corrections.reports import MOST_A_DAY
from briefs.corrections.tables import reports
from briefs.library import Library
from briefs.model import Kind

EDITOR = Person(id=77, first_name="Vanna", username="vanna")
OTHER = Person(id=78, first_name="Sok <b>&", username="sok")
GROUP = -1_001_234
MINUTE = timedelta(minutes=1)
LATER = NOW + 5 * MINUTE


@pytest.fixture
def library(store, lexicon) -> Library:
    fill(store)
    roles.add(store, EDITOR.id, "Vanna", by=OWNER.id, now=NOW)
    return Library(store, lexicon)


def desk(library: Library, now: datetime = NOW) -> Desk:
    return Desk(library, (), frozenset({OWNER.id}), "UTC", lambda: now)


def tell(library: Library, now: datetime = LATER) -> telling.Told:
    return telling.tell(desk(library, now), now)


def outbox(library: Library, chat: int) -> list[str]:
    return [message.html for message in Room(library).outbox(chat)]


async def reported(chat: Chat, line: int = 1, what: str = "The kind", person: Person = READER) -> None:
    await chat.say(f"/line_{line}", person)
    await chat.press("Report an error", person)
    await chat.press(what, person)


async def reply(chat: Chat, asked, words: str, person: Person = EDITOR):
    telegram = chat.request.telegram
    where = asked.result["chat"]["id"]
    raw = telegram.said(words, person, where, reply_to_message=telegram.messages[where, asked.message_id])
    (sent,) = await chat.feed(raw)
    return sent


async def test_a_reader_reports_from_the_sentence_and_is_told_what_came_of_it(library):
    async with chatting(library) as chat:
        await chat.say("/pledges")
        sentence = await chat.press("1")
        assert labels(sentence)[-2:] == ["⚠️ Report an error", "‹ Back"]
        asked = await chat.press("Report an error")
        assert asked.message_id != sentence.message_id
        assert "Australia → Cambodia · pledge: provide 40 million dollars" in asked.shown
        thanks = await chat.press("The kind")
        assert thanks.shown.startswith("Thank you.")
        assert "Australia" in (await chat.say("australia")).shown
        assert "What should it say?" in (await chat.press("Say what it should be")).shown
        await chat.say("It is a commitment, and <b>not</b> a gift.")
        (kept,) = corrections.open_reports(library.store)
        assert kept.words == "The kind: It is a commitment, and <b>not</b> a gift."
        assert "1 report of an error" in (await chat.say("/privacy")).shown
        assert tell(library) == telling.Told(editors=2)
        assert tell(library) == telling.Told()
        assert "&lt;b&gt;not&lt;/b&gt;" in outbox(library, EDITOR.id)[0]
        await chat.say("/reports", EDITOR)
        await chat.press("✏️ 1", EDITOR)
        await chat.press("Kind", EDITOR)
        done = await chat.press("Commitment", EDITOR)
        assert "Kind: commitment" in done.shown
        assert "Kind: pledge → commitment · Vanna" in done.shown
        assert corrections.open_reports(library.store) == ()
        assert "corrected by an editor: kind" in (await chat.say("/line_1")).shown
        assert chat.errors == []
        assert chat.request.refused == []
    assert tell(library, NOW + MINUTE).reporters == 0
    assert tell(library).reporters == 1
    assert "It says now:" in outbox(library, READER.id)[0]
    assert tell(library, LATER + MINUTE) == telling.Told()
    with library.store.reading() as connection:
        assert connection.scalar(select(reports.c.reported_by)) == ""


async def test_a_report_in_words_outlives_a_restart(library):
    request = RecordingRequest()
    async with chatting(library, request) as chat:
        await chat.say("/line_2")
        await chat.press("Report an error")
        asked = await chat.press("Something else")
        assert corrections.open_reports(library.store) == ()
    async with chatting(library, request) as chat:
        assert "few words" in (await reply(chat, asked, "x", READER)).shown
        assert (await reply(chat, asked, "The amount is missing", READER)).shown.startswith("Thank you.")
    (kept,) = corrections.open_reports(library.store)
    assert kept.words == "Something else: The amount is missing"


async def test_one_chat_cannot_bury_the_editors(library):
    async with chatting(library) as chat:
        for line in range(1, MOST_A_DAY + 1):
            await reported(chat, line)
        await chat.say(f"/line_{MOST_A_DAY + 1}")
        await chat.press("Report an error")
        assert await chat.feed(chat.request.press("The kind")) == []
        assert "go on tomorrow" in chat.notices[-1]
        await reported(chat, 1, "The time")
        assert len(corrections.open_reports(library.store)) == MOST_A_DAY
        assert "20 reports wait" in (await chat.say("/reports", OWNER)).shown
        assert chat.errors == []
        assert chat.request.refused == []


async def test_a_line_that_many_report_is_told_to_each_editor_once(library):
    async with chatting(library) as chat:
        for person in (READER, OTHER):
            await reported(chat, 1, person=person)
    assert tell(library).editors == 2
    async with chatting(library, now=LATER) as chat:
        await reported(chat, 1, "The time", Person(id=4712))
        assert tell(library, LATER + 5 * MINUTE).editors == 0
        await chat.say("/reports", EDITOR)
        assert "reported 3 times" in chat.request.answers[-1].shown
        await chat.press("✏️ 1", EDITOR)
        await chat.press("right as it is", EDITOR)
    assert tell(library, LATER + 10 * MINUTE).reporters == 3
    assert "left it as it is" in outbox(library, READER.id)[0]


async def test_parties_and_time_are_understood_shown_and_only_then_kept(library):
    async with chatting(library) as chat:
        await chat.say("/line_1", EDITOR)
        shown = await chat.press("Report an error", EDITOR)
        assert shown.shown.startswith("Line 1 · document 1")
        asked = await chat.press("Who acts", EDITOR)
        assert "did you mean Japan?" in (await reply(chat, asked, "Japn and Laos")).shown
        assert "no party" in (await chat.say("<b>", EDITOR)).shown
        proposed = await chat.say("New Zealand and Trinidad and Tobago", EDITOR)
        assert "Who acts would be: New Zealand and Trinidad and Tobago" in proposed.shown
        assert queries.line(library.store, 1).outcome.actors == ("AU",)
        done = await chat.press("Yes, correct it", EDITOR)
        assert "Who acts: New Zealand and Trinidad and Tobago" in done.shown
        await chat.press("Time", EDITOR)
        assert "as one time" in (await chat.say("one of these days", EDITOR)).shown
        assert "Time would be: by 2023" in (await chat.say("by 2023", EDITOR)).shown
        await chat.press("Yes, correct it", EDITOR)
        await chat.press("Towards whom", EDITOR)
        assert "Towards whom would be: nobody" in (await chat.say("none", EDITOR)).shown
        done = await chat.press("Yes, correct it", EDITOR)
        assert chat.errors == []
        assert chat.request.refused == []
    line = queries.line(library.store, 1)
    assert (line.outcome.actors, line.outcome.towards) == (("NZ", "TT"), ())
    assert line.outcome.period is not None
    assert line.outcome.period.end.year == 2023
    assert set(line.corrected) == {"actors", "towards", "period"}


async def test_many_parties_fit_a_button(library):
    names = "Japan, Laos, Cambodia, Vietnam, Thailand, Malaysia, Indonesia, Singapore, Brunei, Philippines, Australia, India, China, Canada, France, Germany, Italy, Spain, Portugal, Greece, Norway"
    async with chatting(library) as chat:
        await chat.say("/line_1", EDITOR)
        await chat.press("Report an error", EDITOR)
        await chat.press("Who acts", EDITOR)
        await chat.say(names, EDITOR)
        await chat.press("Yes, correct it", EDITOR)
    assert len(queries.line(library.store, 1).outcome.actors) == 21


async def test_two_editors_at_once_correct_it_once_and_the_second_is_told(library):
    roles.add(library.store, OTHER.id, "Sok <b>&", by=OWNER.id, now=NOW)
    async with chatting(library) as chat:
        presses = []
        for person in (EDITOR, OTHER):
            await chat.say("/line_1", person)
            await chat.press("Report an error", person)
            await chat.press("Kind", person)
            presses.append(chat.request.press("Commitment", person))
        await asyncio.gather(*(chat.feed(raw) for raw in presses))
        assert max(chat.notices) == "Line 1 says so already; nothing was changed."
        assert chat.errors == []
    assert len(corrections.of_line(library.store, 1)) == 1


async def test_a_hidden_line_is_gone_for_readers_and_comes_back(library):
    async with chatting(library) as chat:
        await reported(chat, 2, "It is no outcome")
        await chat.say("/reports", EDITOR)
        await chat.press("✏️ 1", EDITOR)
        hidden = await chat.press("Hide the line", EDITOR)
        assert "Hidden: no answer shows it." in hidden.shown
        assert "universities" not in (await chat.say("/requests")).shown
        assert "Hidden lines" in (await chat.say("/correct 1", EDITOR)).shown
        await chat.press("🙈", EDITOR)
        await chat.press("Show it again", EDITOR)
        assert "universities" in (await chat.say("/requests")).shown
        assert chat.errors == []


async def test_a_document_taken_out_meanwhile_leaves_no_report_behind(library):
    async with chatting(library) as chat:
        await reported(chat)
        await chat.say("/line_2")
        press = chat.request.press("Report an error")
        await chat.say("/reports", EDITOR)
        stale = chat.request.press("✏️ 1", EDITOR)
        library.store.remove(1)
        assert await chat.feed(press) == []
        assert "gone" in chat.notices[-1]
        assert await chat.feed(stale) == []
        assert "gone" in chat.notices[-1]
        assert "a line that is gone" in (await chat.say("/reports", EDITOR)).shown
        await chat.press("settle", EDITOR)
        assert (await chat.say("/reports", EDITOR)).shown.startswith("No report waits.")
        assert chat.errors == []
    assert tell(library) == telling.Told(reporters=1)
    assert "taken out meanwhile" in outbox(library, READER.id)[0]


async def test_no_stranger_corrects_whatever_the_button_says(library):
    async with chatting(library) as chat:
        await chat.say("/line_1")
        message = chat.request.telegram.messages[READER.id, 2]
        for data in (
            "x|line|1 hide",
            "x|line|1 kind position",
            "x|line|1 set actors JP",
            "x|line|1 dismiss",
            "x|doc|1 anew",
            "x|held|1 keep",
            "x|ed|add 4711",
            "x|ed|invite",
        ):
            assert await chat.feed(chat.request.telegram.pressed(message, data, READER)) == []
            assert chat.notices[-1].startswith("Only the ")
        asked = {
            "inline_keyboard": [[{"text": "?", "callback_data": "x|line|1 w actors"}]],
        }
        forged = chat.request.telegram.said(
            "Japan", READER, READER.id, reply_to_message=message | {"reply_markup": asked}
        )
        (answer,) = await chat.feed(forged)
        assert answer.shown.startswith("Only the editors")
    assert queries.line(library.store, 1).corrected == ()


async def test_what_is_forgotten_makes_the_report_nameless(library):
    async with chatting(library) as chat:
        await reported(chat)
        await chat.say("/forget")
        assert "Erased" in (await chat.press("Erase everything")).shown
    (kept,) = corrections.open_reports(library.store)
    assert kept.by == ""
    corrections.settle(library.store, 1, "dismissed", by="77", now=NOW)
    assert tell(library) == telling.Told()


async def test_a_report_of_a_group_is_answered_there_also_when_the_group_moves(library):
    async with chatting(library) as chat:
        await chat.say("/pledges", READER, GROUP)
        await chat.press("1")
        await chat.press("Report an error")
        await chat.press("The kind")
        moved = chat.request.telegram.said("", READER, GROUP)
        del moved["message"]["text"]
        moved["message"]["migrate_to_chat_id"] = GROUP - 1
        await chat.feed(moved)
    corrections.settle(library.store, 1, "dismissed", by="77", now=NOW)
    assert tell(library).reporters == 1
    assert len(outbox(library, GROUP - 1)) == 1


# --- who was pushed the wrong line ---


@pytest.fixture
def room(store, lexicon) -> Room:
    room = Room(Library(store, lexicon))
    for chat in (7, 8, 9):
        room.digest(chat, cadence=DAILY)
    room.arrives("Australia will build a road by 2030.")
    room.tick(NOW + timedelta(days=1))
    return room


DAY_AFTER = NOW + timedelta(days=1, hours=3)


def pushed(room: Room) -> list[int]:
    with room.store.reading() as connection:
        return sorted(connection.scalars(select(told_lines.c.chat)))


def corrected(room: Room, chat: int) -> list[str]:
    return [message.html for message in room.outbox(chat) if message.purpose == "correction"]


def fix(room: Room, at: datetime = DAY_AFTER, kind: Kind = Kind.PLEDGE) -> corrections.Corrected:
    return corrections.correct(room.store, 1, "kind", kind, by="77", now=at)


def test_everybody_who_was_sent_the_wrong_line_is_told_once(room):
    assert pushed(room) == [7, 8, 9]
    fix(room)
    assert tell(room.library, DAY_AFTER + MINUTE).readers == 0
    assert tell(room.library, DAY_AFTER + 3 * MINUTE).readers == 3
    for minutes in range(4, 30):
        assert tell(room.library, DAY_AFTER + minutes * MINUTE).readers == 0
    (words,) = corrected(room, 7)
    assert "commitment: Australia will build a road by 2030" in words
    assert "pledge: Australia will build a road by 2030" in words
    assert len({message.letter for message in room.outbox() if message.purpose == "correction"}) == 1


def test_each_topic_of_a_group_that_was_sent_the_wrong_line_is_told(room):
    for thread in (None, 4, 9):
        room.digest(GROUP, cadence=DAILY, thread=thread, now=NOW + timedelta(days=1, hours=1))
    room.arrives("Australia will build a bridge by 2031.", at=NOW + timedelta(days=1, hours=2))
    room.tick(NOW + timedelta(days=2))
    assert pushed(room).count(GROUP) == 3
    corrections.correct(room.store, 2, "kind", Kind.PLEDGE, by="77", now=NOW + timedelta(days=2, hours=1))
    at = NOW + timedelta(days=2, hours=2)
    assert tell(room.library, at).readers == 6
    assert tell(room.library, at + MINUTE).readers == 0
    told = [each.thread for each in room.outbox(GROUP) if each.purpose == "correction"]
    assert sorted(told, key=lambda thread: thread or 0) == [None, 4, 9]


def test_a_correction_to_a_topic_waits_for_the_quiet_hours_of_that_topic(room):
    quiet = {4: Quiet(18 * 60, 23 * 60), 9: None}
    for thread, hours in quiet.items():
        room.digest(GROUP, cadence=DAILY, thread=thread, quiet=hours, now=NOW - timedelta(minutes=1))
    room.arrives("Australia will build a bridge by 2031.", at=NOW + timedelta(hours=2))
    room.tick(NOW + timedelta(days=1, minutes=1))
    corrections.correct(room.store, 2, "kind", Kind.PLEDGE, by="77", now=DAY_AFTER)
    tell(room.library, DAY_AFTER + 3 * MINUTE)
    with room.store.reading() as connection:
        query = select(messages.c.thread, messages.c.due).where(
            messages.c.chat == GROUP, messages.c.purpose == "correction"
        )
        due = dict(connection.execute(query).all())
    assert due[9] == DAY_AFTER + 3 * MINUTE
    assert due[4].astimezone(zone_of(DAILY.zone)).strftime("%H:%M") == "23:00"


def test_two_processes_tell_everybody_once(room):
    fix(room)
    assert [tell(room.library, DAY_AFTER + 3 * MINUTE).readers for _ in range(2)] == [3, 0]
    room.store.unmark(telling.MARK)
    with room.store.writing() as connection:
        connection.execute(update(told_lines).values(told_at=NOW))
    assert tell(room.library, DAY_AFTER + 3 * MINUTE).readers == 0


def test_a_correction_that_is_taken_back_at_once_is_never_told(room):
    made = fix(room)
    corrections.undo(room.store, made.correction.number, by="77", now=DAY_AFTER + MINUTE)
    assert tell(room.library, DAY_AFTER + 5 * MINUTE).readers == 0


def test_several_corrections_of_one_hand_are_told_together(room):
    fix(room)
    corrections.correct(room.store, 1, "towards", ("KH",), by="77", now=DAY_AFTER + MINUTE)
    assert tell(room.library, DAY_AFTER + 2.5 * MINUTE).readers == 0
    assert tell(room.library, DAY_AFTER + 4 * MINUTE).readers == 3
    (words,) = corrected(room, 8)
    assert "Australia → Cambodia · pledge" in words


def test_a_later_correction_compares_with_what_was_told_last(room):
    fix(room)
    tell(room.library, DAY_AFTER + 3 * MINUTE)
    corrections.hide(room.store, 1, by="77", now=DAY_AFTER + timedelta(hours=1))
    assert tell(room.library, DAY_AFTER + timedelta(hours=2)).readers == 3
    first, second = corrected(room, 9)
    assert "pledge: Australia" in second
    assert "commitment" not in second
    assert "taken it out" in second
    assert first != second


def test_only_who_still_receives_something_is_written_to(room):
    first, second, _ = (subscriptions.of_chat(room.store, chat)[0] for chat in (7, 8, 9))
    subscriptions.remove(room.store, first.number, DAY_AFTER)
    subscriptions.pause(room.store, second.number, DAY_AFTER)
    room.digest(10)
    fix(room)
    assert tell(room.library, DAY_AFTER + 3 * MINUTE).readers == 1
    assert corrected(room, 9)
    assert not corrected(room, 10)


def test_a_line_that_came_after_its_correction_is_no_news(room):
    room.arrives("Australia will build a bridge by 2031.")
    corrections.correct(room.store, 2, "kind", Kind.PLEDGE, by="77", now=NOW + timedelta(hours=1))
    room.tick(NOW + timedelta(days=2))
    assert tell(room.library, NOW + timedelta(days=3)).readers == 0


def test_a_correction_waits_for_the_end_of_the_quiet_hours(room):
    number = subscriptions.of_chat(room.store, 7)[0].number
    quiet = subscriptions.Quiet(0, 23 * 60)
    subscriptions.change(room.store, number, now=DAY_AFTER, quiet=quiet)
    fix(room)
    now = DAY_AFTER + 3 * MINUTE
    tell(room.library, now)
    from bot.delivery.tables import outbox as table

    with room.store.reading() as connection:
        query = select(table.c.chat, table.c.due).where(table.c.purpose == "correction")
        due = dict(connection.execute(query).all())
    assert due[7] > now
    assert due[8] == now


def test_more_readers_than_fit_one_round_are_all_told(room, monkeypatch):
    monkeypatch.setattr(addressees, "AT_ONCE", 2)
    fix(room)
    assert tell(room.library, DAY_AFTER + 3 * MINUTE).readers == 3


def test_a_removed_document_needs_no_correction(room):
    fix(room)
    room.store.remove(1)
    assert tell(room.library, DAY_AFTER + 3 * MINUTE).readers == 0


def test_a_line_with_markup_in_it_is_told_as_text(store, lexicon):
    room = Room(Library(store, lexicon))
    room.digest(7)
    room.arrives("Australia will <b>build</b> & open a road.")
    room.tick(NOW + timedelta(days=1))
    fix(room)
    tell(room.library, DAY_AFTER + 3 * MINUTE)
    assert "&lt;b&gt;build&lt;/b&gt; &amp; open" in corrected(room, 7)[0]
