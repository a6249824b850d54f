"""People who mean ill, or write what nobody expects: forged presses, odd files, floods, words that are none."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest
from fakes import NOW, OWNER, READER, RecordingRequest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from talking import chatting, fill

from bot.editing import captions
from bot.telegram_in_process import Person
from bot.updates import MOST_PRESSES, Updates
from briefs.library import Library
from briefs.store import Store

STRANGER = Person(id=666, first_name="Somebody")
GROUP = -1_001_234
TEXT = "Press release. Japan will provide 2 million dollars for bridges in Laos."


@pytest.fixture
def library(sqlite_store, lexicon) -> Library:
    fill(sqlite_store)
    return Library(sqlite_store, lexicon)


@pytest.fixture
def broken(tmp_path, lexicon) -> Library:
    """A library whose database was damaged while the bot ran."""
    path = tmp_path / "secret-folder" / "store.sqlite3"
    store = Store.open(f"sqlite:///{path}")
    store.close()
    for file in path.parent.iterdir():
        file.write_bytes(b"no database at all " * 400)
    return Library(store, lexicon)


async def test_a_store_that_is_gone_is_told_in_one_sentence_and_logged_in_full(broken, caplog):
    async with chatting(broken) as chat:
        for words in ("/partner australia", "australia", "/settings", "/about", "/start partner_AU"):
            assert (await chat.say(words)).shown == (
                "The store cannot be reached just now. Try again in a minute."
            )
        assert "store" in (await chat.upload("talks.txt", TEXT.encode())).shown
        message = next(reversed(chat.request.telegram.messages.values()))
        await chat.feed(chat.request.telegram.pressed(message, "v|0||partner AU", READER))
        assert chat.notices == ["The store cannot be reached just now. Try again in a minute."]
        seen = " ".join(sent.shown for sent in chat.request.answers) + chat.notices[0]
        assert chat.errors == []
    assert not any(inner in seen for inner in ("secret-folder", "sqlite", "/", "database"))
    reasons = [str(getattr(record, "reason", "")) for record in caplog.records]
    assert len([reason for reason in reasons if "secret-folder" in reason]) == 7


data = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=30),
    st.builds(
        lambda head, rest: "|".join([head, *rest]),
        st.sampled_from(["a", "v", "l", "x", "~", ""]),
        st.lists(
            st.one_of(
                st.sampled_from(
                    [
                        "0",
                        "1",
                        "-1",
                        "٣",
                        "9" * 20,
                        "~",
                        "~~",
                        "~gone",
                        "partner AU",
                        "line 1",
                        "positions",
                        "zone",
                        "kind",
                        "run",
                        "remove",
                        "remove 1",
                        "add",
                        "ask",
                        "forget",
                        "yes",
                        "held",
                        "line",
                        "1 hide",
                        "1 kind position",
                        "doc",
                        "1 undo 1",
                        "ed",
                        "add 666",
                        "join",
                        "1 keep",
                        "__class__",
                    ]
                ),
                st.text(max_size=8),
            ),
            max_size=5,
        ),
    ),
)


@settings(max_examples=80)
@example("l|0|0||partner AU")
@example("x|remove|1")
@example("x|run|remove 1")
@example("x|add|1")
@example("x|forget|yes")
@example("x|line|1 hide")
@example("x|line|1 kind position")
@example("x|doc|1 anew")
@example("x|ed|add 666")
@given(data)
def test_a_forged_press_does_nothing_that_its_person_may_not_do(library, forged):
    async def story() -> None:
        async with chatting(library) as chat:
            await chat.say("/pledges", STRANGER)
            message = chat.request.telegram.messages[STRANGER.id, 2]
            await chat.feed(chat.request.telegram.pressed(message, forged, STRANGER))
            assert len(chat.notices) == 1
            assert chat.errors == []
            assert [r for r in chat.request.refused if "not modified" not in str(r.result)] == []

    before = library.store.counts()
    asyncio.run(story())
    assert library.store.counts() == before


async def test_a_press_that_names_no_line_shows_no_other_answer_in_its_place(library):
    async with chatting(library) as chat:
        await chat.say("/pledges")
        message = chat.request.telegram.messages[READER.id, 2]
        assert await chat.feed(chat.request.telegram.pressed(message, "l|0|0||pledges", READER)) == []
        assert "gone" in chat.notices[-1]


async def test_nobody_can_confirm_the_text_of_another_chat(library):
    async with chatting(library) as chat:
        offer = await chat.say(f"/add {TEXT}", OWNER)
        data_of_offer = offer.buttons[0]["callback_data"]
        await chat.say("/pledges", STRANGER)
        elsewhere = chat.request.telegram.messages[STRANGER.id, offer.message_id + 2]
        for person in (STRANGER, OWNER):
            press = chat.request.telegram.pressed(elsewhere, data_of_offer, person)
            assert await chat.feed(press) == []
        assert "Only the owners and editors" in chat.notices[0]
        assert "no longer have this text" in chat.notices[1]
        assert library.store.counts().documents == 2


async def test_a_press_on_a_message_that_telegram_no_longer_hands_out_is_answered_anew(library):
    async with chatting(library) as chat:
        await chat.say("/partner australia")
        press = chat.request.press("Positions · 24")
        message = press["callback_query"]["message"]
        press["callback_query"]["message"] = {**message, "date": 0}
        chat.request.refuse("editMessageText", description="message can't be edited")
        (answer,) = await chat.feed(press)
        assert answer.method == "sendMessage"
        assert "Positions" in answer.shown


class FarAway(RecordingRequest):
    """A Telegram that answers in its own time, while other updates come in."""

    async def do_request(self, *given, **more):
        await asyncio.sleep(0)
        return await super().do_request(*given, **more)


async def test_thousands_of_presses_in_one_chat_keep_no_other_chat_waiting(library):
    async with chatting(library, FarAway()) as chat:
        updates = Updates(chat.application, lambda: NOW)
        telegram = chat.request.telegram
        await chat.say("/pledges", STRANGER)
        message = telegram.messages[STRANGER.id, 2]
        flood = [telegram.pressed(message, "v|0||pledges", STRANGER) for _ in range(2000)]
        tasks = [asyncio.create_task(updates.take(raw)) for raw in flood]
        assert await updates.take(telegram.said("/pledges", READER))
        await asyncio.gather(*tasks)
        assert 0 < len(chat.notices) <= MOST_PRESSES
        assert chat.errors == []
        assert "40 million" in (await chat.say("/pledges", STRANGER)).shown


async def test_updates_of_no_sense_are_taken_and_thrown_away(library):
    nonsense = [
        {"update_id": 1, "message": "words"},
        {"update_id": 2, "message": {"chat": {"id": []}}},
        {"update_id": 3, "callback_query": {"id": "1", "from": [], "message": 5}},
        {"update_id": 4, "message": {"message_id": 1, "date": "x", "chat": {"id": 1, "type": "private"}}},
        {"update_id": 2**80, "poll": None},
    ]
    async with chatting(library) as chat:
        updates = Updates(chat.application, lambda: NOW)
        for raw in nonsense:
            assert await updates.take(raw) in (True, False)
        assert await updates.take(chat.request.telegram.said("/pledges", READER) | {"update_id": 77})
        assert "40 million" in chat.request.answers[-1].shown


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\talks\\evil.txt", "evil.txt"),
        ("a\n\rb\u202etxt.txt", "a btxt.txt"),
        ("/", "document.txt"),
        ("", "document.txt"),
        (None, "document.txt"),
        ("n" * 300 + ".txt", "n" * 99 + "…"),
    ],
)
def test_the_name_of_a_file_is_kept_without_its_folders(name, kept):
    assert captions.file_name(name) == kept


@pytest.mark.parametrize(
    ("caption", "told"),
    [
        ("DROP: TABLE documents; date: 2020-01-01", 'The caption says "DROP:", which I do not know'),
        ("date: 2020-01-01; publsher: me", 'The caption says "publsher:", which I do not know'),
        ("date: 2020-01-01; date: 2019-01-01", "Date: 1 January 2019"),
        ("title: <b>Talks</b>\u202e &amp; more", "<b>Talks</b> &amp; more"),
        ("publisher: " + "p" * 4000, "Publisher: " + "p" * 99 + "…"),
        ("date: " + "9" * 900, "cannot be read as a day"),
        ("url: javascript:alert(1)", "must begin with https://"),
        ("date:\x00", "nothing after it"),
    ],
)
async def test_a_caption_of_odd_keys_says_what_it_can_or_is_refused(library, caption, told):
    async with chatting(library) as chat:
        assert told in (await chat.upload("talks.txt", TEXT.encode(), caption=caption)).shown
        assert chat.errors == []
        assert chat.request.refused == []


@pytest.mark.parametrize(
    "body", ["<a>" * 9000, "<html><body><script>alert(1)</script></body></html>", " \n \t"]
)
async def test_a_file_without_a_word_is_no_document(library, body):
    async with chatting(library) as chat:
        answer = await chat.upload("empty.html", body.encode())
        assert not answer.shown.startswith("Added")
        assert library.store.counts().documents == 2
        assert chat.errors == []


async def test_a_pasted_text_that_is_edited_is_offered_anew_and_added_once(library):
    async with chatting(library) as chat:
        raw = chat.request.telegram.said("Press release\n" + "Japan will help Laos. " * 180, OWNER)
        await chat.feed(raw)
        text = "Press release\n\nVientiane, 3 March 2024\n\nJapan will help Laos with its roads."
        edited = raw["message"] | {"edit_date": 1, "text": text}
        (again,) = await chat.feed({"update_id": 900, "edited_message": edited})
        assert again.shown.startswith("Press release")
        added = await chat.press("Keep", OWNER)
        assert added.shown.startswith("Added as document 3.")
        source = await chat.press("📄 Document 3", OWNER)
        assert "roads" in source.shown


async def test_a_group_that_moves_again_and_again_loses_nothing_and_fails_nowhere(library):
    async with chatting(library) as chat:
        await chat.say("/settings dates french", READER, GROUP)
        for new in (GROUP - 1, GROUP - 1, GROUP, GROUP - 2):
            moved = chat.request.telegram.said("", READER, GROUP)
            del moved["message"]["text"]
            moved["message"]["migrate_to_chat_id"] = new
            assert await chat.feed(moved) == []
            came = chat.request.telegram.said("", READER, new)
            del came["message"]["text"]
            came["message"]["migrate_from_chat_id"] = GROUP
            assert await chat.feed(came) == []
        assert "janvier" in (await chat.say("/pledges", READER, GROUP - 1)).shown
        assert chat.errors == []


WORDS = (
    "x" * 4096,
    "/partner " + "x" * 4000,
    "/source 99999999999999999999",
    "/line_99999999999999999999",
    "/source -1",
    "/source ٣",
    "\u200b",
    "\u2060\u2060",
    "\u202eaustralia",
    "a\u0301" * 2000,
    "مرحبا أستراليا",
    "🇦🇺🇰🇭" * 300,
    "/search *bold* _it_ [x](http://x)",
    "/search <script>alert(1)</script>",
    '/search """',
    "/search NEAR(a b) OR ^a:b*",
    "/search ' OR 1=1 --",
    "/commitments since 99999999999999",
    "/upcoming 999999999 years",
    "/upcoming next 99999999 months",
    "/event asem99999999999999999999999999",
    "asof:9999-99-99 pledges",
    "asof:0001-01-01 partner AU",
    "/settings zone UTC+99999999999",
    "/settings hide " + "position " * 80,
    "/start " + "start_" * 10,
    "/start remove_1",
    "/@",
    "//",
    "/unknown_" + "a" * 300,
    "31/12/9999",
)


@pytest.mark.parametrize("words", WORDS, ids=range(len(WORDS)))
async def test_words_that_are_none_get_one_answer_that_telegram_takes(library, words):
    async with chatting(library) as chat:
        (answer,) = await chat.feed(chat.request.telegram.said(words, READER))
        assert answer.shown.strip()
        assert "\u202e" not in answer.text
        assert chat.errors == []
        assert chat.request.refused == []


async def test_a_sign_that_turns_text_round_is_no_name_of_a_zone(library):
    async with chatting(library) as chat:
        assert '""' not in (await chat.say("/settings zone \u202e")).shown
        assert "Which partner?" in (await chat.say("/partner \u202e")).shown


async def test_a_slash_alone_is_a_call_for_help(library):
    async with chatting(library) as chat:
        for words in ("/", "//", "/@"):
            assert "/partner NAME" in (await chat.say(words)).shown


async def test_the_text_of_a_message_that_a_stranger_sends_after_add_is_not_taken(library, caplog):
    caplog.set_level(logging.INFO)
    async with chatting(library) as chat:
        assert "owners" in (await chat.say(f"/add {TEXT}", STRANGER)).shown
        assert library.store.counts().documents == 2
    assert "bridges" not in caplog.text


def files_of(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_file()]


async def test_what_is_not_confirmed_leaves_nothing_in_the_store(library, tmp_path):
    async with chatting(library) as chat:
        secret = "A sentence that is only a draft and long enough for no button. " * 9
        await chat.say(f"/add {secret}", OWNER)
        await chat.press("Discard", OWNER)
    library.store.close()
    assert all(b"only a draft" not in path.read_bytes() for path in files_of(tmp_path))
