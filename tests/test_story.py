"""Whole conversations, through the real Application: a newcomer's, an owner's, a stranger's, and anybody's words."""

from __future__ import annotations

import asyncio
import logging

import pytest
from fakes import OWNER, READER, RecordingRequest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from talking import chatting, fill, labels
from telegram.error import NetworkError, TimedOut

from bot import readers, sending
from bot.telegram_in_process import Person, Upload
from briefs.library import Library

STRANGER = Person(id=666, first_name="Somebody")
GROUP = -1_001_234
PASTED = """Press release

Vientiane, 3 March 2024

Laos and Japan met in Vientiane on 3 March 2024. Japan will provide 2 million dollars for bridges in Laos.
"""


@pytest.fixture
def library(sqlite_store, lexicon) -> Library:
    fill(sqlite_store)
    return Library(sqlite_store, lexicon)


async def test_a_newcomer_comes_from_a_greeting_to_the_exact_sentence_and_can_be_forgotten(library):
    async with chatting(library) as chat:
        welcome = await chat.say("/start")
        assert "promise" in welcome.shown
        which = await chat.press("Choose a partner")
        assert "Australia" in labels(which)
        brief = await chat.press("Australia")
        assert brief.method == "sendMessage"
        assert "Australia → Cambodia · 🎁 pledge: provide 40 million dollars" in brief.shown

        number = next(line[1:].split("]")[0] for line in brief.shown.splitlines() if "40 million" in line)
        sentence = await chat.press(number)
        assert (sentence.method, sentence.message_id) == ("editMessageText", brief.message_id)
        assert "Australia will provide 40 million dollars for rural roads by 2023." in sentence.shown
        assert "paragraph 2" in sentence.shown
        assert "https://example.org/talks#:~:text=" in sentence.text
        back = await chat.press("‹ Back")
        assert back.shown == brief.shown

        folded = await chat.press("Positions · 24")
        assert folded.message_id == brief.message_id
        assert "1/2" in labels(folded)
        turned = await chat.press("»")
        assert (turned.message_id, "2/2" in labels(turned)) == (brief.message_id, True)
        assert "sample" in turned.shown
        assert (await chat.press("‹ Back to the answer")).shown == brief.shown

        source = await chat.press("📄 1")
        assert source.method == "sendMessage"
        assert "Cambodia and Australia hold their yearly talks" in source.shown
        assert '<tg-time unix="' in source.text

        await chat.say("/settings")
        await chat.press("🗓 Dates")
        french = await chat.press("Français")
        assert "Dates in Français." in french.shown
        assert "28 janvier 2021" in (await chat.say("/partner australia")).shown
        await chat.say("/settings hide positions")
        assert "Positions · 24" not in labels(await chat.say("/partner australia"))

        await chat.say("/forget")
        assert (await chat.press("Erase everything")).shown.startswith("Erased.")
        assert not readers.get(library.store, READER.id, chat.request.telegram.now().date()).kept
        assert (await chat.say("/partner australia")).shown == brief.shown
        assert chat.errors == []
        assert len(chat.notices) == len([c for c in chat.request.sent if c.method == "answerCallbackQuery"])


async def test_a_link_opens_the_answer_itself(library):
    async with chatting(library) as chat:
        linked = await chat.say("/start partner_AU")
        assert linked.shown == (await chat.say("/partner australia")).shown
        assert "talks" in (await chat.say("/start source_1")).shown
        assert "Time zone" in (await chat.say("/start settings")).shown


async def test_plain_words_are_the_same_question(library):
    async with chatting(library) as chat:
        plain = await chat.say("what did Australia promise Cambodia?")
        assert "40 million" in plain.shown
        assert (await chat.say("Pledges by AUSTRALIA?")).shown == (
            await chat.say("/pledges from australia")
        ).shown


async def test_a_slip_of_the_pen_is_answered_with_what_was_meant(library):
    async with chatting(library) as chat:
        slip = await chat.say("/partner austrlia")
        assert "Did you mean Australia" in slip.shown
        assert "40 million" in (await chat.press("Australia")).shown
        command = await chat.say("/partnr australia")
        assert "Did you mean /partner?" in command.shown
        assert "40 million" in (await chat.press("/partner australia")).shown
        assert "/help" in (await chat.say("/xyzzy")).shown


async def test_a_command_with_its_number_behind_a_line_works_too(library):
    async with chatting(library) as chat:
        assert (await chat.say("/source_1")).shown == (await chat.say("/source 1")).shown
        assert (await chat.say("/document 1")).shown == (await chat.say("/source 1")).shown
        assert "40 million" in (await chat.say("/line_1")).shown


async def test_buttons_still_work_after_a_restart(library):
    request = RecordingRequest()
    async with chatting(library, request) as chat:
        brief = await chat.say("/partner australia")
    async with chatting(library, request) as chat:
        assert (await chat.press("Positions · 24")).message_id == brief.message_id
        assert (await chat.press("‹ Back to the answer")).shown == brief.shown


async def test_a_button_whose_document_is_gone_says_so_and_changes_nothing(library):
    async with chatting(library) as chat:
        brief = await chat.say("/pledges")
        library.store.remove(1)
        assert await chat.feed(chat.request.press("1")) == []
        assert "gone" in chat.notices[-1]
        gone = await chat.press("📄 1")
        assert "taken out" in gone.shown
        assert brief.message_id != gone.message_id


@pytest.mark.parametrize(
    "data", ["", "?", "v|", "v|0", "l|x|0||q", "a|~gone", "x|unknown|1", "v|0|~gone|~gone", "x|add|y"]
)
async def test_a_button_of_another_version_is_answered_politely(library, data):
    async with chatting(library) as chat:
        await chat.say("/help")
        message = next(iter(chat.request.telegram.messages.values()))
        raw = chat.request.telegram.pressed(message, data, READER)
        assert await chat.feed(raw) == []
        assert len(chat.notices) == 1
        assert chat.errors == []


async def test_pressing_twice_and_pressing_what_telegram_forgot_is_no_fault(library):
    async with chatting(library) as chat:
        await chat.say("/partner australia")
        press = chat.request.press("Positions · 24")
        await chat.feed(press)
        chat.request.refuse(
            "answerCallbackQuery", description="query is too old and response timeout expired"
        )
        assert await chat.feed({**press, "update_id": 900}) == []
        assert chat.errors == []


async def test_an_answer_whose_message_was_deleted_is_sent_anew(library):
    async with chatting(library) as chat:
        await chat.say("/partner australia")
        press = chat.request.press("Positions · 24")
        chat.request.telegram.messages.clear()
        (answer,) = await chat.feed(press)
        assert answer.method == "sendMessage"


async def test_an_owner_adds_a_document_by_sending_a_file(library):
    async with chatting(library) as chat:
        before = library.store.counts().documents
        said = await chat.upload(
            "talks.txt",
            PASTED.encode(),
            caption="date: 2024-03-04; publisher: Laos; url: https://example.org/l?a=1;b=2",
        )
        assert "Date: 4 March 2024 · given with it" in said.shown
        assert library.store.counts().documents == before
        kept = await chat.press("Keep", OWNER)
        assert (kept.method, kept.message_id) == ("editMessageText", said.message_id)
        assert kept.shown.startswith("Added as document 3.")
        assert "https://example.org/l?a=1;b=2" in (await chat.press("📄 Document 3", OWNER)).text
        assert "I have it already, as document 3." in (await chat.upload("again.txt", PASTED.encode())).shown
        assert library.store.counts().documents == before + 1


async def test_an_owner_adds_a_document_by_pasting_its_text(library):
    async with chatting(library) as chat:
        asked = await chat.say(PASTED, OWNER)
        assert "Read, not kept yet. It is new here." in asked.shown
        assert library.store.counts().documents == 2
        added = await chat.press("Keep", OWNER)
        assert (added.method, added.message_id) == ("editMessageText", asked.message_id)
        assert added.shown.startswith("Added as document 3.")


async def test_a_text_that_telegram_cut_into_messages_is_one_document(library):
    async with chatting(library) as chat:
        first, second = "Japan will give aid.\n" * 195, "Laos thanked Japan for its aid."
        await chat.say(first, OWNER)
        assert await chat.feed(chat.request.telegram.said(second, OWNER)) == []
        assert "not kept yet" in (await chat.press("Read it as a document", OWNER)).shown
        assert (await chat.press("Keep", OWNER)).shown.startswith("Added as document 3.")
        assert "Laos thanked Japan" in (await chat.say("/search laos thanked")).shown


async def test_a_pasted_text_outlives_a_restart_and_is_kept_once(library):
    request = RecordingRequest()
    async with chatting(library, request) as chat:
        await chat.say(PASTED, OWNER)
        press = request.press("Keep", OWNER)
    async with chatting(library, request) as chat:
        (added,) = await chat.feed(press)
        assert added.shown.startswith("Added as document 3.")
        assert await chat.feed({**press, "update_id": 901}) == []
        assert "send it again" in chat.notices[-1]
    assert library.store.counts().documents == 3


@pytest.mark.parametrize("restart", [False, True])
async def test_the_text_after_add_is_a_pasted_text_however_short_it_is(library, restart):
    request = RecordingRequest()
    words = "Laos and Japan met. Japan will give 2 million dollars for bridges in Laos."
    async with chatting(library, request) as chat:
        asked = await chat.say(f"/add@{request.telegram.username} {words}", OWNER)
        assert asked.shown.startswith("Laos and Japan met.")
        assert asked.parameters["reply_parameters"]["message_id"] == asked.message_id - 1
        assert library.store.counts().documents == 2
        added = None if restart else await chat.press("Keep", OWNER)
    if restart:
        async with chatting(library, request) as chat:
            added = await chat.press("Keep", OWNER)
    assert added.shown.startswith("Added as document 3.")
    assert "Title: Laos and Japan met." in added.shown


async def test_add_alone_says_how(library):
    async with chatting(library) as chat:
        assert "paste the text" in (await chat.say("/add", OWNER)).shown


async def test_an_owner_can_take_a_text_for_a_question_or_leave_it(library):
    async with chatting(library) as chat:
        await chat.say("australia\npledges", OWNER)
        assert "40 million" in (await chat.press("It is a question", OWNER)).shown
        assert (await chat.press("Discard", OWNER)).shown == "Discarded. Nothing of it was kept."


@pytest.mark.parametrize(
    ("name", "data", "caption", "reason"),
    [
        ("empty.txt", b"", "", "empty"),
        ("table.xlsx", b"PK", "", "HTML, Markdown and text"),
        ("scan.pdf", b"%PDF-1.7", "", "damaged PDF"),
        ("data.txt", b"\x00\x01\x02" * 100, "", "binary"),
        ("talks.txt", PASTED.encode(), "date: the other day", "2021-01-28"),
        ("talks.txt", PASTED.encode(), "url: ftp://example.org", "https://"),
        ("talks.txt", PASTED.encode(), "title:", "after it"),
    ],
)
async def test_a_file_that_cannot_be_taken_is_answered_with_the_reason(library, name, data, caption, reason):
    async with chatting(library) as chat:
        assert reason in (await chat.upload(name, data, caption=caption)).shown
        assert library.store.counts().documents == 2
        assert chat.errors == []


async def test_a_file_too_large_is_refused_before_it_is_fetched(library):
    async with chatting(library) as chat:
        raw = chat.request.telegram.uploaded(Upload("huge.txt", b"x"), OWNER)
        raw["message"]["document"]["file_size"] = 80_000_000
        (answer,) = await chat.feed(raw)
        assert "80.0 MB" in answer.shown
        assert chat.request.of("getFile") == []


async def test_a_file_that_telegram_does_not_hand_over_is_asked_for_again(library):
    async with chatting(library) as chat:
        chat.request.refuse("getFile", description="wrong file_id or the file is temporarily unavailable")
        assert "send it again" in (await chat.upload("talks.txt", PASTED.encode())).shown


async def test_a_stranger_can_add_nothing_and_nothing_of_a_stranger_is_fetched(library, caplog):
    caplog.set_level(logging.WARNING)
    async with chatting(library) as chat:
        refused = await chat.upload("secret-name.txt", PASTED.encode(), STRANGER)
        assert "owners" in refused.shown
        assert chat.request.of("getFile") == []
        assert "owners" in (await chat.say("/remove 1", STRANGER)).shown
        assert "owners" in (await chat.say("Line of a long text\n" * 40, STRANGER)).shown
        await chat.say("/remove 1", OWNER)
        assert await chat.feed(chat.request.press("Take out", STRANGER)) == []
        assert "owners" in chat.notices[-1]
    assert library.store.counts().documents == 2
    assert len([r for r in caplog.records if getattr(r, "person", None) == STRANGER.id]) == 3
    assert "secret-name" not in caplog.text
    assert "Line of a long" not in caplog.text


async def test_an_owner_takes_a_document_out_after_being_asked(library):
    async with chatting(library) as chat:
        await chat.say("/remove 2", OWNER)
        assert "taken out" in (await chat.press("Take out document 2", OWNER)).shown
        assert library.store.counts().documents == 1
        assert "/latest" in (await chat.say("/remove the last", OWNER)).shown


async def test_in_a_group_the_bot_speaks_when_spoken_to(library):
    async with chatting(library) as chat:
        telegram = chat.request.telegram
        for quiet in ("what about australia?", "/partner@other_bot australia", "/nonsense"):
            assert await chat.feed(telegram.said(quiet, READER, GROUP)) == []
        answer = await chat.say(f"/partner@{telegram.username} australia", READER, GROUP)
        assert "40 million" in answer.shown
        assert answer.parameters["reply_parameters"]["message_id"]
        named = telegram.said(f"@{telegram.username} pledges of australia", READER, GROUP)
        named["message"]["entities"] = [
            {"type": "mention", "offset": 0, "length": len(telegram.username) + 1}
        ]
        assert "40 million" in (await chat.feed(named))[0].shown
        reply = telegram.said("pledges of australia", READER, GROUP)
        reply["message"]["reply_to_message"] = telegram.messages[GROUP, answer.message_id]
        assert "40 million" in (await chat.feed(reply))[0].shown
        assert "no command" in (await chat.say(f"/nonsense@{telegram.username}", READER, GROUP)).shown


async def test_a_group_shares_its_settings_and_keeps_them_when_it_grows(library):
    async with chatting(library) as chat:
        await chat.say("/settings dates french", READER, GROUP)
        assert "janvier" in (await chat.say("/pledges", OWNER, GROUP)).shown
        assert "January" in (await chat.say("/pledges", READER)).shown
        moved = chat.request.telegram.said("", READER, GROUP)
        del moved["message"]["text"]
        moved["message"]["migrate_to_chat_id"] = GROUP - 1
        assert await chat.feed(moved) == []
        assert "janvier" in (await chat.say("/pledges", READER, GROUP - 1)).shown


CONTENTS = {
    "photo": [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}],
    "voice": {"file_id": "v", "file_unique_id": "v", "duration": 1},
    "location": {"latitude": 11.5, "longitude": 104.9},
    "dice": {"emoji": "🎲", "value": 3},
    "contact": {"phone_number": "1", "first_name": "A"},
}


@pytest.mark.parametrize("kind", CONTENTS)
async def test_what_cannot_be_read_is_answered_in_private_and_passed_over_in_groups(library, kind):
    async with chatting(library) as chat:
        for place, answers in ((READER.id, 1), (GROUP, 0)):
            raw = chat.request.telegram.said("", READER, place)
            del raw["message"]["text"]
            raw["message"][kind] = CONTENTS[kind]
            assert len(await chat.feed(raw)) == answers
        assert chat.errors == []


async def test_an_edited_question_is_answered_again_and_news_of_the_chat_are_not(library):
    async with chatting(library) as chat:
        raw = chat.request.telegram.said("pledges of australia", READER)
        raw["edited_message"] = raw.pop("message") | {"edit_date": 1}
        assert "40 million" in (await chat.feed(raw))[0].shown
        news = chat.request.telegram.said("", READER, GROUP)
        del news["message"]["text"]
        news["message"]["new_chat_title"] = "Another name"
        assert await chat.feed(news) == []


async def test_inline_queries_are_sent_to_the_private_chat(library):
    class Inline(RecordingRequest):
        def answer(self, method, parameters, files):
            if method == "answerInlineQuery":
                self.inline = parameters
                return 200, {"ok": True, "result": True}
            return super().answer(method, parameters, files)

    async with chatting(library, Inline()) as chat:
        query = {"id": "1", "from": READER.to_dict(), "query": "australia", "offset": ""}
        await chat.feed({"update_id": 1, "inline_query": query})
        assert chat.request.inline["button"]["start_parameter"] == "help"


async def test_what_fails_is_told_with_a_reference_and_logged_without_words(library, caplog):
    async with chatting(library) as chat:
        library.store.close()
        broken = Library(None, library.lexicon)
    async with chatting(broken) as chat:
        answer = await chat.say("a question that nobody may see in a log")
        assert "Something went wrong" in answer.shown
        reference = next(record.reference for record in caplog.records if hasattr(record, "reference"))
        assert reference in answer.shown
        assert len(chat.errors) == 1
    assert "nobody may see" not in "".join(record.getMessage() for record in caplog.records)


@pytest.mark.parametrize(
    ("status", "description"),
    [(403, "Forbidden: bot was blocked by the user"), (400, "can't parse entities: Unsupported start tag")],
)
async def test_what_telegram_refuses_is_no_fault_of_the_bot(library, status, description):
    async with chatting(library) as chat:
        chat.request.refuse("sendMessage", status, description)
        await chat.feed(chat.request.telegram.said("/source 1", READER))
        assert chat.errors == []
        if status == 400:
            (plain,) = chat.request.answers
            assert "parse_mode" not in plain.parameters
            assert "<b>" not in plain.text


async def test_too_many_requests_are_waited_for_where_the_wait_is_short(library, monkeypatch):
    waited = []

    async def pause(seconds):
        waited.append(seconds)

    monkeypatch.setattr(sending, "pause", pause)
    async with chatting(library) as chat:
        chat.request.refuse("sendMessage", 429, "Too Many Requests", retry_after=7)
        assert "40 million" in (await chat.say("/pledges")).shown
        assert (waited, chat.errors) == ([7], [])
        chat.request.refuse("sendMessage", 429, "Too Many Requests", retry_after=600)
        assert "Something went wrong" in (await chat.say("/pledges")).shown
        assert len(waited) == 1


@pytest.mark.parametrize("command", ["partner", "event", "topic", "search", "source"])
async def test_a_command_without_its_words_offers_choices_that_work(library, command):
    async with chatting(library) as chat:
        asked = await chat.say(f"/{command}")
        assert asked.shown.split("\n")[0].startswith(("Which", "What"))
        assert asked.buttons
        assert (await chat.press(labels(asked)[0])).shown
        assert chat.errors == []


async def test_every_button_that_can_be_reached_answers(library):
    async with chatting(library) as chat:
        seen: set[str] = set()
        await chat.say("/start", OWNER)
        waiting = list(chat.request.answers[-1].buttons)
        while waiting and len(seen) < 250:
            data = waiting.pop(0).get("callback_data")
            if data is None or data in seen:
                continue
            seen.add(data)
            message = next(reversed(chat.request.telegram.messages.values()))
            for answer in await chat.feed(chat.request.telegram.pressed(message, data, OWNER)):
                assert "Something went wrong" not in answer.shown
                waiting += answer.buttons
        assert len(seen) > 100
        assert chat.errors == []
        assert [
            refused for refused in chat.request.refused if "not modified" not in str(refused.result)
        ] == []


async def test_a_broken_connection_is_tried_once_more_and_a_slow_one_is_not(library, monkeypatch):
    waited = []

    async def pause(seconds):
        waited.append(seconds)

    monkeypatch.setattr(sending, "pause", pause)
    async with chatting(library) as chat:
        chat.request.fail("sendMessage", NetworkError("the connection was reset"))
        assert "40 million" in (await chat.say("/pledges")).shown
        assert waited == [1]
        chat.request.fail("sendMessage", TimedOut())
        assert await chat.feed(chat.request.telegram.said("/pledges", READER)) == []
        chat.request.refuse("sendMessage", 400, "message thread not found")
        assert "Something went wrong" in (await chat.say("/pledges")).shown
        assert waited == [1]


typed = st.one_of(
    st.text(max_size=200),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=60),
    st.builds(
        lambda command, words: f"/{command} {words}",
        st.sampled_from(
            ["start", "partner", "commitments", "upcoming", "event", "settings", "source", "help", "forget"]
        ),
        st.one_of(
            st.text(max_size=60),
            st.sampled_from(["zone", "dates", "hide", "0", "-1", "9" * 400, "partner_" * 20]),
        ),
    ),
    st.lists(
        st.sampled_from(
            [
                "australia",
                "kh",
                "🇦🇺",
                "2021",
                "since",
                "until",
                "to",
                "from",
                "pledges",
                "#trade",
                "kind:pledge",
                "asof:2021-01-01",
                '"',
                "'",
                "?",
                "-",
                "..",
            ]
        ),
        max_size=12,
    ).map(" ".join),
)


@settings(max_examples=60)
@example("/partner \x00")
@example("<b>&amp;")
@example("/settings zone ../../etc/passwd")
@example("🇦🇺" * 200)
@example("\u202e" * 50)
@given(typed)
def test_whatever_is_typed_gets_an_answer_and_raises_nothing(library, text):
    async def story() -> None:
        async with chatting(library) as chat:
            answers = await chat.feed(chat.request.telegram.said(text, READER))
            assert chat.errors == []
            assert len(answers) == 1
            assert chat.request.refused == []

    if text.strip():  # Telegram delivers no empty message
        asyncio.run(story())
