"""Who may edit: owners hand out a link that works once; a name alone makes nobody an editor."""

from __future__ import annotations

import asyncio
import json
import re
from datetime import timedelta

import pytest
from delivering import Room
from fakes import NOW, OWNER, READER, RecordingRequest
from talking import Chat, chatting, fill
from telegram.error import NetworkError

from bot.editing import inviting
from bot.telegram_in_process import Person
from briefs.corrections import roles
from briefs.library import Library

OTHER = Person(id=666, first_name="<b>Somebody</b> & \u202eco", username="Other_One")
GROUP = -1_001_234


@pytest.fixture
def library(store, lexicon) -> Library:
    fill(store)
    return Library(store, lexicon)


async def invite(chat: Chat, words: str = "") -> str:
    """An invitation, as the command that takes it up."""
    shown = (await chat.say(f"/editors add {words}", OWNER)).shown
    match = re.search(r"\?start=(editor_[0-9a-f]{24})", shown)
    assert match is not None
    return f"/start {match[1]}"


async def test_an_invited_person_becomes_an_editor_by_accepting_once(library):
    async with chatting(library) as chat:
        link = await invite(chat)
        assert roles.editors_of(library.store) == ()
        assert "invited to edit" in (await chat.say(link, OTHER)).shown
        assert roles.editors_of(library.store) == ()
        assert "You are an editor now" in (await chat.press("Accept", OTHER)).shown
        (editor,) = roles.editors_of(library.store)
        assert (editor.id, editor.role) == (OTHER.id, roles.Role.EDITOR)
        assert "over" in (await chat.say(link, READER)).shown
        assert "/reports" in (await chat.say("/help", OTHER)).shown
        listed = await chat.say("/editors", OWNER)
        assert "<b>Somebody</b> & co (@Other_One) · 666" in listed.shown
        assert "\u202e" not in listed.text
        assert chat.errors == []
        assert chat.request.refused == []
    (told,) = Room(library).outbox(OWNER.id)
    assert "has taken up an invitation" in told.html


async def test_an_invitation_for_a_name_is_for_that_name_only_and_the_name_alone_grants_nothing(library):
    async with chatting(library) as chat:
        link = await invite(chat, "@other_one")
        assert "Only the owners and editors" in (await chat.say("/reports", OTHER)).shown
        assert "somebody else" in (await chat.say(link, READER)).shown
        await chat.say(link, OTHER)
        press = chat.request.press("Accept", READER)
        assert await chat.feed(press) == []
        assert "somebody else" in chat.notices[-1]
        assert "an editor now" in (await chat.press("Accept", OTHER)).shown


async def test_two_who_accept_at_once_do_not_both_become_editors(library):
    async with chatting(library) as chat:
        link = await invite(chat)
        await chat.say(link, READER)
        presses = [chat.request.press("Accept", READER)]
        await chat.say(link, OTHER)
        presses.append(chat.request.press("Accept", OTHER))
        await asyncio.gather(*(chat.feed(raw) for raw in presses))
        assert len(roles.editors_of(library.store)) == 1
        assert chat.errors == []


async def test_an_invitation_ends_after_three_days_and_is_for_private_chats(library):
    async with chatting(library) as chat:
        link = await invite(chat)
        assert "private chat" in (await chat.say(link, READER, GROUP)).shown
    async with chatting(library, now=NOW + timedelta(days=4)) as chat:
        assert "over" in (await chat.say(link, READER)).shown


async def test_invitations_can_be_taken_back(library):
    async with chatting(library) as chat:
        link = await invite(chat)
        await chat.say("/editors", OWNER)
        assert "No invitation waits" in (await chat.press("Take invitations back", OWNER)).shown
        assert "over" in (await chat.say(link, READER)).shown


async def test_a_number_is_asked_about_before_it_counts(library):
    async with chatting(library) as chat:
        asked = await chat.say("/editors add 4711", OWNER)
        assert "4711" in asked.shown
        assert roles.editors_of(library.store) == ()
        await chat.press("Yes, 4711", OWNER)
        assert "No report waits." in (await chat.say("/reports", READER)).shown
        await chat.say("/editors remove 4711", OWNER)
        gone = await chat.press("Remove", OWNER)
        assert "no editor any more" in gone.shown
        assert "Only the owners and editors" in (await chat.say("/reports", READER)).shown


@pytest.mark.parametrize(
    "words",
    ["add Rithy", "add @x", "add -5", "add 0", "add " + "9" * 30, "make me", "remove nobody", "add @a b"],
)
async def test_other_words_grant_nothing_and_are_answered_with_how(library, words):
    async with chatting(library) as chat:
        answer = await chat.say(f"/editors {words}", OWNER)
        assert "/editors" in answer.shown
        assert "t.me" not in answer.shown
        assert chat.errors == []
    assert roles.editors_of(library.store) == ()


async def test_nobody_but_an_owner_sees_or_changes_who_may_edit(library):
    roles.add(library.store, OTHER.id, "Other", by=OWNER.id, now=NOW)
    async with chatting(library) as chat:
        for person in (OTHER, READER):
            for words in ("", " add", " add 4711", " remove 666"):
                assert "Only the owners" in (await chat.say(f"/editors{words}", person)).shown
        await chat.say("/editors", OWNER)
        for person in (OTHER, READER):
            assert await chat.feed(chat.request.press("Invite an editor", person)) == []
            assert "Only the owners" in chat.notices[-1]
    assert len(roles.editors_of(library.store)) == 1


async def test_an_editor_who_was_removed_can_do_nothing_with_old_buttons(library):
    roles.add(library.store, OTHER.id, "Other", by=OWNER.id, now=NOW)
    async with chatting(library) as chat:
        await chat.upload("a.txt", b"Talks\n\nJapan will help Laos with its roads.", OTHER)
        press = chat.request.press("Keep", OTHER)
        roles.remove(library.store, OTHER.id)
        assert await chat.feed(press) == []
        assert "Only the owners and editors" in chat.notices[-1]
    assert library.store.counts().documents == 2


def test_secrets_are_kept_by_their_fingerprint_only_and_there_are_never_many(store):
    code = inviting.invite(store, "", by=1, now=NOW)
    with store.reading() as connection:
        assert code not in str(connection.exec_driver_sql("SELECT * FROM invitations").all())
    for _ in range(inviting.MOST - 1):
        inviting.invite(store, "", by=1, now=NOW)
    with pytest.raises(inviting.TooMany):
        inviting.invite(store, "", by=1, now=NOW)
    inviting.invite(store, "", by=1, now=NOW + timedelta(days=4))
    assert inviting.waiting(store, NOW + timedelta(days=4)) == 1
    assert inviting.look(store, "x' OR 1=1", NOW) is None


async def test_the_menus_of_editors_hold_what_editors_may_do(library):
    roles.add(library.store, OTHER.id, "Other", by=OWNER.id, now=NOW)
    async with chatting(library) as chat:
        await chat.application.post_init(chat.application)
        menus = chat.request.telegram.commands
        (mine,) = [
            rows for key, rows in menus.items() if str(OTHER.id) in key and '""' in key.replace(" ", "")
        ]
        names = {row["command"] for row in mine}
    assert {"add", "correct", "reports"} <= names
    assert not {"remove", "editors"} & names


def menu_of(chat: Chat, person: Person, language: str = "") -> set[str]:
    """The commands in somebody's own menu; none where there is no such menu."""
    key = json.dumps([{"chat_id": person.id, "type": "chat"}, language], sort_keys=True)
    return {row["command"] for row in chat.request.telegram.commands.get(key, ())}


async def look(chat: Chat) -> None:
    """What the bot does every half minute."""
    (job,) = chat.application.job_queue.get_jobs_by_name("corrections")
    await job.run(chat.application)


async def test_a_new_editor_has_the_menu_of_one_without_a_restart_and_loses_it_with_the_role(library):
    async with chatting(library) as chat:
        await chat.say(await invite(chat), OTHER)
        await chat.press("Accept", OTHER)
        await look(chat)
        assert {"add", "correct", "reports"} <= menu_of(chat, OTHER)
        assert menu_of(chat, OTHER, "fr") == menu_of(chat, OTHER)
        calls = len(chat.request.of("setMyCommands"))
        await look(chat)
        assert len(chat.request.of("setMyCommands")) == calls
        roles.remove(library.store, OTHER.id)
        await look(chat)
        assert menu_of(chat, OTHER) == menu_of(chat, OTHER, "fr") == set()
        assert "editors" in menu_of(chat, OWNER)


async def test_the_menu_of_an_editor_who_was_removed_while_the_bot_was_down_goes_at_its_next_start(library):
    request = RecordingRequest()
    roles.add(library.store, OTHER.id, "Other", by=OWNER.id, now=NOW)
    async with chatting(library, request) as chat:
        await look(chat)
        assert menu_of(chat, OTHER)
    roles.remove(library.store, OTHER.id)
    async with chatting(library, request) as chat:
        await chat.application.post_init(chat.application)
        assert not menu_of(chat, OTHER)


async def test_a_menu_that_could_not_be_set_is_tried_again_unless_telegram_says_no(library):
    async with chatting(library) as chat:
        await look(chat)
        roles.add(library.store, OTHER.id, "Other", by=OWNER.id, now=NOW)
        chat.request.fail("setMyCommands", NetworkError("away"))
        await look(chat)
        calls = len(chat.request.of("setMyCommands"))
        await look(chat)
        assert len(chat.request.of("setMyCommands")) > calls
        roles.add(library.store, READER.id, "Reader", by=OWNER.id, now=NOW)
        for _ in range(4):
            chat.request.refuse("setMyCommands", 400, "Bad Request: chat not found")
        await look(chat)
        calls = len(chat.request.of("setMyCommands"))
        await look(chat)
        assert len(chat.request.of("setMyCommands")) == calls
