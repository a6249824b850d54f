"""One table of commands: its rows are fit for Telegram, and handlers, menus, /help and the README's list follow it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from fakes import NOW, OWNER, READER, RecordingRequest
from talking import chatting, fill, labels

from bot import app, house, readers
from bot.app import COMMANDS
from bot.desk import Desk, Scope
from bot.readers import Reader
from briefs.library import Library


@pytest.fixture
def library(sqlite_store, lexicon) -> Library:
    fill(sqlite_store)
    return Library(sqlite_store, lexicon)


def test_every_row_fits_a_menu_in_every_language():
    assert len({command.name for command in COMMANDS}) == len(COMMANDS) <= 100
    for command in COMMANDS:
        assert command.name.isascii()
        assert command.name.islower()
        for words in (command.summary, *dict(command.summaries).values()):
            assert 1 <= len(words) <= 256
            assert not words.endswith(".")
        assert not command.example or command.example.startswith(f"/{command.name}")
        assert not command.prompt or command.example


def test_the_commands_that_a_reader_expects_are_there():
    names = {command.name for command in COMMANDS if command.scope is Scope.EVERYONE}
    asked = (
        "partner commitments pledges requests threads open upcoming event meeting topic search source latest"
    )
    follows = "subscribe watch subscriptions calendar"
    own = "start help settings privacy forget about sources status"
    assert names == {*asked.split(), *follows.split(), *own.split()}
    assert {command.name for command in COMMANDS} - names == {
        "add",
        "correct",
        "quarantine",
        "reports",
        "remove",
        "editors",
    }


def test_the_list_for_the_readme_has_a_line_for_each_row():
    lines = house.listed(COMMANDS)
    assert len(lines) == len(COMMANDS)
    assert "- `/partner NAME` – The brief on one partner: promised, asked, pledged, coming" in lines


async def test_every_command_answers_with_its_example_and_without_words(library):
    async with chatting(library) as chat:
        for command in COMMANDS:
            for text in (f"/{command.name}", command.example or f"/{command.name} x"):
                answer = await chat.say(text, OWNER)
                assert answer.shown
                assert "no command" not in answer.shown
        assert chat.errors == []
        assert chat.request.refused == []


async def test_help_lists_what_the_asker_may_do_and_explains_one_command(library):
    async with chatting(library) as chat:
        for person, listed in ((READER, False), (OWNER, True)):
            shown = (await chat.say("/help", person)).shown
            for command in COMMANDS:
                expected = listed or command.scope is Scope.EVERYONE
                assert (f"{command.form} – {command.summary}" in shown) == expected
        one = (await chat.say("/help partner")).shown
        assert one.splitlines()[0] == "/partner NAME"
        assert "/partner australia" in one


async def test_the_menus_are_given_for_each_scope_and_language(library):
    async with chatting(library) as chat:
        await chat.application.post_init(chat.application)
        menus = {key: json.loads(key) for key in chat.request.telegram.commands}
        assert {(scope["type"], language) for scope, language in menus.values()} == {
            (scope, language)
            for scope in ("default", "all_private_chats", "all_group_chats", "chat")
            for language in ("", "fr")
        }
        for key, (scope, language) in menus.items():
            names = [row["command"] for row in chat.request.telegram.commands[key]]
            assert ("add" in names) == (scope["type"] == "chat")
            texts = [row["description"] for row in chat.request.telegram.commands[key]]
            assert ("Effacer ce qui est conservé de cette conversation" in texts) == (language == "fr")


async def test_a_bot_without_a_menu_is_still_a_bot(library):
    request = RecordingRequest()
    for status in (404, 429, 500):
        request.refuse("setMyCommands", status, "Not Found", **({"retry_after": 5} if status == 429 else {}))
    request.fail("setMyCommands", OSError("the network is down"))
    async with chatting(library, request) as chat:
        await chat.application.post_init(chat.application)
        assert (await chat.say("/about")).shown


async def test_about_counts_what_there_is_and_privacy_says_what_is_kept(library):
    async with chatting(library) as chat:
        about = (await chat.say("/about")).shown
        assert "2 documents (1 of them samples)" in about
        assert "nothing is kept so far" in (await chat.say("/privacy")).shown
        assert "nothing to erase" in (await chat.say("/forget")).shown
        await chat.say("/settings zone tokyo")
        assert "your settings are kept" in (await chat.say("/privacy")).shown
        asked = await chat.press("Erase my data")
        assert labels(asked) == ["Erase everything", "Keep it"]
        assert (await chat.press("Keep it")).shown == "Nothing was erased."
        assert "Tokyo" in (await chat.say("/settings")).shown


async def test_nothing_is_kept_of_somebody_who_only_asks(library):
    async with chatting(library) as chat:
        for text in ("/start", "/partner australia", "pledges", "/settings", "/settings nonsense"):
            await chat.say(text)
        assert not readers.get(library.store, READER.id, NOW.date()).kept


async def test_the_day_is_the_readers_own(library):
    async with chatting(library) as chat:
        late = NOW.replace(hour=23)
        desk = Desk(library, COMMANDS, frozenset(), "UTC", lambda: late)
        assert desk.today("Asia/Tokyo") == late.date() + timedelta(days=1)
        assert desk.today("No/Such_Zone") == desk.today() == late.date()
        assert chat.application.job_queue


async def test_settings_of_silent_chats_are_purged_by_one_job(library):
    store = library.store
    readers.keep(store, Reader(1, zone="Asia/Tokyo"), NOW - timedelta(days=366))
    readers.keep(store, Reader(2, zone="Asia/Tokyo"), NOW - timedelta(days=360))
    async with chatting(library) as chat:
        (job,) = chat.application.job_queue.get_jobs_by_name("purge")
        await job.run(chat.application)
    assert [readers.get(store, chat, NOW.date()).kept for chat in (1, 2)] == [False, True]


def test_the_bot_asks_telegram_only_for_what_it_answers():
    asked = "message edited_message channel_post callback_query inline_query my_chat_member"
    assert set(app.ALLOWED_UPDATES) == set(asked.split())
