"""Links, files and texts of editors: read and shown first, put right in words, kept only when that is said."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from pathlib import Path
from shutil import copytree

import pytest
from fakes import NOW, OWNER, READER, RecordingRequest
from small_web import small_web
from talking import Chat, chatting, fill, labels

from bot.editing import holding, receiving
from bot.editing.driving import _tell
from bot.telegram_in_process import Person
from briefs import queries
from briefs.corrections import roles
from briefs.lexicon import config_folder
from briefs.library import Library

EDITOR = Person(id=77, first_name="Vanna", username="vanna")
STRANGER = Person(id=666, first_name="Somebody")
TALKS = """Press release

Vientiane, 3 March 2024

Japan will provide 2 million dollars for bridges in Laos by 2026.
Laos asked Japan for more teachers.
"""


@pytest.fixture
def library(store, lexicon) -> Library:
    fill(store)
    roles.add(store, EDITOR.id, "Vanna", by=OWNER.id, now=NOW)
    return Library(store, lexicon)


@pytest.fixture
def web():
    with small_web() as server:
        yield server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sources.toml").write_text("[fetching]\nprivate_addresses = true\n", encoding="utf-8")
    return tmp_path


async def reply(chat: Chat, asked, words: str, person: Person = EDITOR):
    """Reply to a message of the bot."""
    telegram = chat.request.telegram
    where = asked.result["chat"]["id"]
    raw = telegram.said(words, person, where, reply_to_message=telegram.messages[where, asked.message_id])
    (sent,) = await chat.feed(raw)
    return sent


async def test_a_link_is_fetched_read_and_kept_only_when_the_editor_says_so(library, web, folder):
    address = web.release("/roads", "Talks on rural roads")
    async with chatting(library, config_folder=folder) as chat:
        shown = await chat.say(address, EDITOR)
        assert shown.shown.startswith("Talks on rural roads\nRead, not kept yet. It is new here.")
        assert "Outcomes:" in shown.shown
        assert chat.request.of("sendChatAction")
        assert library.store.counts().documents == 2
        kept = await chat.press("Keep", EDITOR)
        assert kept.shown.startswith("Added as document 3.")
        again = await chat.say(f"/add {address}", EDITOR)
        assert "I have it already, as document 3." in again.shown
        assert chat.errors == []
    source = queries.source(library.store, 3)
    assert source is not None
    assert source.url == address


async def test_nothing_of_a_stranger_is_fetched(library, web, folder):
    address = web.release("/roads", "Talks on rural roads")
    async with chatting(library, config_folder=folder) as chat:
        for words in (address, f"/add {address}", f" {address}\n"):
            assert "Only the owners and editors" in (await chat.say(words, STRANGER)).shown
        assert "editors" in (await chat.upload("a.txt", TALKS.encode(), STRANGER)).shown
        assert chat.request.of("getFile") == []
    assert web.asked == []
    assert not holding.waits(library.store, STRANGER.id)


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:9/x", "http://localhost/admin", "http://169.254.169.254/latest", "http://[::1]/"],
)
async def test_an_address_of_this_machine_is_refused_in_a_sentence(library, address):
    async with chatting(library) as chat:
        answer = await chat.say(address, EDITOR)
        assert "not fetched" in answer.shown
        assert answer.buttons == []
        assert chat.errors == []


async def test_a_page_that_is_not_there_is_told_with_its_reason(library, web, folder):
    async with chatting(library, config_folder=folder) as chat:
        assert "404" in (await chat.say(f"{web.address}/gone", EDITOR)).shown
        web.put("/picture", b"x", content_type="image/png")
        assert "no document" in (await chat.say(f"{web.address}/picture", EDITOR)).shown
        assert not holding.waits(library.store, EDITOR.id)


async def test_date_publisher_and_title_are_put_right_in_words_before_it_is_kept(library):
    async with chatting(library) as chat:
        await chat.upload("talks.txt", TALKS.encode(), EDITOR)
        asked = await chat.press("📅 Date", EDITOR)
        assert "28 January 2021" in asked.shown
        unclear = await reply(chat, asked, "the other day")
        assert "cannot be read as a day" in unclear.shown
        ahead = await reply(chat, unclear, "1 January 2031")
        assert "still to come" in ahead.shown
        right = await reply(chat, ahead, "28 January 2021")
        assert "Date: 28 January 2021 · given with it" in right.shown
        await chat.press("🏛 Publisher", EDITOR)
        assert "Publisher: Ministry <of> Roads" in (await chat.say("Ministry <of> Roads", EDITOR)).shown
        await chat.press("✏️ Title", EDITOR)
        assert (await chat.say("Bridges & more", EDITOR)).shown.splitlines()[2] == "Bridges & more"
        await chat.press("Keep", EDITOR)
        assert chat.errors == []
        assert chat.request.refused == []
    source = queries.source(library.store, 3)
    assert source is not None
    assert (source.title, source.publisher) == ("Bridges & more", "Ministry <of> Roads")
    assert source.published.start == date(2021, 1, 28)


async def test_what_waits_outlives_a_restart_between_any_two_steps(library):
    request = RecordingRequest()
    async with chatting(library, request) as chat:
        await chat.upload("talks.txt", TALKS.encode(), EDITOR)
    async with chatting(library, request) as chat:
        asked = await chat.press("📅 Date", EDITOR)
    async with chatting(library, request) as chat:
        assert "2 February 2021" in (await reply(chat, asked, "2021-02-02")).shown
    async with chatting(library, request) as chat:
        assert (await chat.press("Keep", EDITOR)).shown.startswith("Added as document 3.")


async def test_a_question_after_a_question_of_the_bot_is_open_until_something_else_is_done(library):
    async with chatting(library) as chat:
        await chat.upload("talks.txt", TALKS.encode(), EDITOR)
        await chat.press("📅 Date", EDITOR)
        await chat.say("/latest", EDITOR)
        assert "Australia" in (await chat.say("australia", EDITOR)).shown
        await chat.press("Back", EDITOR)
        await chat.press("📅 Date", EDITOR)
        assert "Date: 3 May 2022" in (await chat.say("3 May 2022", EDITOR)).shown


async def test_a_discarded_document_leaves_nothing(library):
    async with chatting(library) as chat:
        await chat.upload("talks.txt", TALKS.encode(), EDITOR)
        press = chat.request.press("Keep", EDITOR)
        assert "Nothing of it was kept" in (await chat.press("Discard", EDITOR)).shown
        assert await chat.feed({**press, "update_id": 900}) == []
        assert "send it again" in chat.notices[-1]
    assert library.store.counts().documents == 2
    assert not holding.waits(library.store, EDITOR.id)


async def test_nobody_keeps_what_another_chat_sent_and_no_stranger_keeps_anything(library):
    async with chatting(library) as chat:
        shown = await chat.upload("talks.txt", TALKS.encode(), EDITOR)
        data = shown.buttons[0]["callback_data"]
        telegram = chat.request.telegram
        for person in (STRANGER, OWNER):
            await chat.say("/latest", person)
            message = telegram.messages[person.id, telegram.last_message]
            assert await chat.feed(telegram.pressed(message, data, person)) == []
        assert "Only the owners and editors" in chat.notices[0]
        assert "no longer have this text" in chat.notices[1]
    assert library.store.counts().documents == 2


@pytest.mark.parametrize(
    "data",
    [
        "x|held|1",
        "x|held|999999999 keep",
        "x|held|1 keep keep",
        "x|held|1 ask price",
        "x|held|-1 keep",
        "x|held|1 w date",
        "x|doc|99 show",
        "x|doc|1 undo 99",
        "x|line|1 undo 1",
        "x|line|1 set kind pledge",
        "x|line|1 set actors <b>,XX",
        "x|line|1 set period 2021",
        "x|line|1 set period - - day",
        "x|line|1 kind treaty",
        "x|line|99 hide",
        "x|report|1 is nothing",
        "x|ed|removed 0",
        "x|ed|add 99999999999999999",
        "x|join|0",
    ],
)
async def test_a_button_that_no_screen_had_changes_nothing(library, data):
    before = library.store.counts()
    async with chatting(library) as chat:
        await chat.say("/latest", OWNER)
        message = chat.request.telegram.messages[OWNER.id, 2]
        await chat.feed(chat.request.telegram.pressed(message, data, OWNER))
        assert len(chat.notices) == 1
        assert chat.errors == []
    assert library.store.counts() == before
    assert all(not line.corrected for line in queries.lines_of_source(library.store, 1))


async def test_endless_words_are_no_title(library):
    async with chatting(library) as chat:
        await chat.upload("talks.txt", TALKS.encode(), EDITOR)
        asked = await chat.press("✏️ Title", EDITOR)
        for words in ("x" * 350, "x " * 2000):
            answer = await reply(chat, asked, words)
            assert "300 characters" in answer.shown or "too long" in answer.shown
        assert chat.errors == []
        assert chat.request.refused == []


async def test_a_document_is_shown_as_a_revision_before_it_is_one(library):
    async with chatting(library) as chat:
        await chat.upload("talks.txt", TALKS.encode(), EDITOR, caption="url: https://example.org/b")
        await chat.press("Keep", EDITOR)
        longer = TALKS + "\nJapan will also provide 3 million dollars for ports.\n" * 3
        shown = await chat.upload("talks.txt", longer.encode(), EDITOR, caption="url: https://example.org/b")
        assert "It would take the place of document 3, as a revision of it." in shown.shown
        assert library.store.counts().documents == 3
        assert (await chat.press("Keep", EDITOR)).shown.startswith("Added as document 4, a new revision")


async def test_two_editors_who_keep_the_same_release_keep_it_once(library):
    async with chatting(library) as chat:
        for person in (EDITOR, OWNER):
            await chat.upload("talks.txt", TALKS.encode(), person)
        presses = [chat.request.press("Keep", OWNER)]
        first = next(
            message
            for (where, _), message in chat.request.telegram.messages.items()
            if where == EDITOR.id and "reply_markup" in message
        )
        data = first["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        presses.append(chat.request.telegram.pressed(first, data, EDITOR))
        await asyncio.gather(*(chat.feed(raw) for raw in presses))
        said = [sent.shown for sent in chat.request.answers[-2:]]
        assert sorted(each.splitlines()[0] for each in said) == [
            "Added as document 3.",
            "I have this text already: it is document 3.",
        ]
        assert chat.errors == []


async def test_a_rule_that_changed_counts_when_it_is_read_again(sqlite_store, lexicon, tmp_path):
    library = Library(sqlite_store, lexicon)
    roles.add(sqlite_store, EDITOR.id, "Vanna", by=OWNER.id, now=NOW)
    folder = Path(copytree(config_folder(), tmp_path / "rules"))
    words = "Talks in Vientiane\n\n3 March 2024\n\nThe Kingdom of Bruvaria will provide 2 million dollars for bridges in Laos."
    async with chatting(library, config_folder=folder) as chat:
        before = await chat.upload("talks.txt", words.encode(), EDITOR)
        assert "Bruvaria → Laos" not in before.shown
        rules = folder / "parties.toml"
        entry = '\n[body.BRV]\nname = "Bruvaria"\nnames = ["Kingdom of Bruvaria"]\nexamples = ["Bruvaria came."]\n'
        rules.write_text(rules.read_text(encoding="utf-8") + entry, encoding="utf-8")
        after = await chat.press("Read again", EDITOR)
        assert "Bruvaria → Laos · pledge" in after.shown
        rules.write_text("nonsense", encoding="utf-8")
        assert await chat.feed(chat.request.press("Read again", EDITOR)) == []
        assert chat.notices[-1].startswith("The rules in the files cannot be used just now")
        assert chat.errors == []


async def test_an_inferred_date_that_an_editor_writes_once_more_is_no_longer_called_inferred(library):
    words = (
        "/add Talks. The ministers of Norway and Kenya met on 12 May 2021. Norway will give Kenya 30 boats."
    )
    async with chatting(library) as chat:
        assert "Date: 12 May 2021 · inferred" in (await chat.say(words, OWNER)).shown
        await chat.press("📅 Date", OWNER)
        await chat.say("12 May 2021", OWNER)
        await chat.press("Keep", OWNER)
        assert queries.source(library.store, 3).published.inferred is False
        shown = await chat.say("/correct 3", OWNER)
        assert "✏️ date: 12 May 2021, confirmed · an owner" in shown.shown
        assert "↩️ Take back: date: 12 May 2021" in labels(shown)
        assert chat.errors == []


async def test_a_title_and_a_publisher_that_an_editor_confirms_are_kept_before_and_after_it_is_kept(library):
    words = (
        "/add Talks on boats\n\nOslo, 12 May 2021\n\nNorway will give Kenya 30 boats.\n\nMinistry of Boats"
    )
    async with chatting(library) as chat:
        shown = (await chat.say(words, OWNER)).shown
        assert "Talks on boats" in shown
        await chat.press("✏️ Title", OWNER)
        await chat.say("Talks on boats", OWNER)
        await chat.press("🏛 Publisher", OWNER)
        await chat.say("Ministry of Boats", OWNER)
        await chat.press("Keep", OWNER)
        shown = (await chat.say("/correct 3", OWNER)).shown
        assert "✏️ title: Talks on boats, confirmed" in shown
        await chat.press("🏛 Publisher", OWNER)
        assert "says so already" in (await chat.say("Ministry of Boats", OWNER)).shown
        assert queries.source(library.store, 3).corrected == ("title", "publisher")
        assert chat.errors == []


async def test_a_stored_document_is_put_right_read_again_and_that_is_taken_back(library):
    async with chatting(library) as chat:
        await chat.upload("talks.txt", TALKS.encode(), EDITOR)
        await chat.press("Keep", EDITOR)
        shown = await chat.press("Correct it", EDITOR)
        assert shown.shown.startswith("Document 3\n")
        await chat.press("📅 Date", EDITOR)
        right = await chat.say("5 May 2023", EDITOR)
        assert "Date: 5 May 2023" in right.shown
        assert "date: 3 March 2024 → 5 May 2023 · Vanna" in right.shown
        assert "Take back: date" in labels(right)[4]
        same = await reply(chat, await chat.press("📅 Date", EDITOR), "5 May 2023")
        assert "nothing was changed" in same.shown
        await chat.say("/correct 3", EDITOR)
        assert "It says the same as before." in (await chat.press("Read again", EDITOR)).shown
        await chat.press("Back", EDITOR)
        back = await chat.press("Take back: date", EDITOR)
        assert "Date: 3 March 2024" in back.shown
        assert chat.errors == []


async def test_a_document_taken_out_meanwhile_is_told_at_every_step(library):
    async with chatting(library) as chat:
        await chat.say("/correct 1", EDITOR)
        asked = await chat.press("📅 Date", EDITOR)
        library.store.remove(1)
        assert "no document 1" in (await reply(chat, asked, "2 May 2021")).shown
        assert await chat.feed(chat.request.press("Back", EDITOR)) == []
        assert "no document 1" in chat.notices[-1]
        assert "no document 1" in (await chat.say("/correct 1", EDITOR)).shown
        assert chat.errors == []


async def test_a_day_later_what_waited_is_gone(library):
    async with chatting(library) as chat:
        await chat.upload("talks.txt", TALKS.encode(), EDITOR)
    async with chatting(library, now=NOW + timedelta(days=2)) as chat:
        desk = next(
            job for job in chat.application.job_queue.jobs() if job.name == "corrections"
        ).callback.args[0]
        await _tell(desk)
    assert not holding.waits(library.store, EDITOR.id)


async def test_a_reader_does_not_see_what_editors_may_do(library):
    async with chatting(library) as chat:
        for words in ("/correct 1", "/reports", "/add some words of mine"):
            assert "Only the owners and editors" in (await chat.say(words, READER)).shown
        assert "/editors" not in (await chat.say("/help", EDITOR)).shown
        assert "/reports" in (await chat.say("/help", EDITOR)).shown
        assert "/reports" not in (await chat.say("/help", READER)).shown
        assert "Only the owners of this bot" in (await chat.say("/remove 1", EDITOR)).shown


async def test_several_links_in_one_message_are_read_together_and_what_is_wrong_with_one_is_told(
    library, web, folder
):
    for number in range(1, 12):
        web.release(f"/r{number}", f"Release number {number}")
    web.put("/r3", status=404)
    async with chatting(library, config_folder=folder) as chat:
        words = "\n".join(f"{web.address}/r{number}" for number in range(1, 12))
        shown = (await chat.say(words, OWNER)).shown
        assert shown.startswith("9 documents read, not kept yet")
        assert "/r3 is not there (any more) (404)." in shown
        assert "1 link was left out: I read 10 at once." in shown
        assert "/r11" not in web.paths()
        await chat.press("Keep them all", OWNER)
        assert chat.errors == []
    assert library.store.counts().documents == 2 + 9


def test_a_bracket_within_an_address_belongs_to_it_and_the_one_around_it_does_not():
    words = "(https://boats.example/a_(north)), see https://boats.example/b)."
    assert receiving.links(words) == ("https://boats.example/a_(north)", "https://boats.example/b")


async def test_links_of_which_none_can_be_read_are_told_in_one_message(library, web, folder):
    async with chatting(library, config_folder=folder) as chat:
        shown = (await chat.say(f"{web.address}/a {web.address}/b", OWNER)).shown
        assert shown.startswith("None of these links could be read. ")
        assert "/a is not there" in shown
        assert "/b is not there" in shown


async def test_a_link_among_a_few_words_is_a_link_and_one_in_a_long_text_is_a_part_of_it(
    library, web, folder
):
    web.release("/talks", "Talks on boats")
    async with chatting(library, config_folder=folder) as chat:
        words = f"Have a look at this, please: {web.address}/talks."
        assert (await chat.say(words, OWNER)).shown.startswith("Talks on boats\n")
        asked = len(web.asked)
        text = (
            "Talks on rice\n\n" + "The sides spoke about rice at length. " * 20 + f"More: {web.address}/talks"
        )
        assert (await chat.say(text, OWNER)).shown.startswith("Talks on rice\n")
        assert len(web.asked) == asked


async def test_a_page_that_only_leads_to_others_says_so(library, web, folder):
    rows = "".join(
        f"<li><a href='/n{n}'>Talks number {n} on trade and fishing</a> {n} October 2026</li>"
        for n in range(1, 20)
    )
    web.put(
        "/list", f"<html><body><h1>Press releases</h1><ul>{rows}</ul></body></html>", content_type="text/html"
    )
    async with chatting(library, config_folder=folder) as chat:
        shown = (await chat.say(f"{web.address}/list", OWNER)).shown
        assert "looks like a page that leads to others" in shown


async def test_what_an_editor_passes_on_is_a_document_however_short_and_so_are_the_words_below_a_picture(
    library,
):
    origin = {"type": "hidden_user", "sender_user_name": "Somebody", "date": 1_790_000_000}
    words = "Australia will build a road in Kampot by 2030."
    async with chatting(library) as chat:
        passed = chat.request.telegram.said(words, OWNER)
        passed["message"]["forward_origin"] = origin
        (shown,) = await chat.feed(passed)
        assert "Read, not kept yet." in shown.shown
        picture = chat.request.telegram.said("", OWNER)
        del picture["message"]["text"]
        size = {"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}
        picture["message"] |= {"photo": [size], "caption": words}
        (shown,) = await chat.feed(picture)
        assert "Read, not kept yet." in shown.shown
        passed = chat.request.telegram.said(words, READER)
        passed["message"]["forward_origin"] = origin
        (shown,) = await chat.feed(passed)
        assert "Read, not kept yet." not in shown.shown
        assert chat.errors == []


async def test_what_was_put_right_before_it_was_kept_holds_when_the_page_is_fetched_once_more(
    library, web, folder
):
    web.release("/talks", "Talks on boats")
    async with chatting(library, config_folder=folder) as chat:
        await chat.say(f"{web.address}/talks", OWNER)
        await chat.press("Date", OWNER)
        await chat.say("3 October 2026", OWNER)
        await chat.press("Publisher", OWNER)
        await chat.say("Ministry of Boats", OWNER)
        kept = await chat.press("Keep", OWNER)
        assert "Date: 3 October 2026" in kept.shown
        again = await chat.say(f"{web.address}/talks", OWNER)
        assert "I have it already, as document 3." in again.shown
        await chat.press("Keep all the same", OWNER)
        source = queries.source(library.store, 3)
        assert (source.published.start, source.publisher) == (date(2026, 10, 3), "Ministry of Boats")
        shown = (await chat.say("/correct 3", OWNER)).shown
        assert "date: 18 November 2026 → 3 October 2026 · an owner" in shown
        await chat.press("Take back: date", OWNER)
        assert queries.source(library.store, 3).published.start == date(2026, 11, 18)
        assert chat.errors == []
    assert library.store.counts().documents == 3
