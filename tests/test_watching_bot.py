"""Watching from the bot: looks beside the chat, /sources in it, and one word to the owners of what fails."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from delivering import Room
from fakes import NOW, OWNER, READER
from small_mail import small_mail
from small_web import SmallWeb, small_web, talk_about
from sqlalchemy import select
from talking import chatting, labels

from bot import watching as bot_watching
from bot.delivery.tables import letters, outbox
from bot.settings import BotSettings
from bot.watching import Round
from briefs.library import Library
from briefs.watching import due, records, sources

GROUP = -1_001_234
DAY = "Wed, 18 Nov 2026 09:00:00 +0700"


@pytest.fixture
def web():
    with small_web() as server:
        yield server


@pytest.fixture
def folder(web: SmallWeb, tmp_path: Path) -> Path:
    manners = "[fetching]\npause = 0\nprivate_addresses = true\n"
    entry = f'[[source]]\nslug = "m"\nform = "feed"\naddress = "{web.address}/feed"\npublisher = "Ministry *of* <Trade>"\n'
    (tmp_path / "sources.toml").write_text(manners + entry, encoding="utf-8")
    web.release("/one", "Rural roads")
    web.feed("/feed", ("Rural roads", "/one", DAY))
    return tmp_path


def settings(folder: Path, **given) -> BotSettings:
    return BotSettings(owners=frozenset({OWNER.id, 43}), config_folder=folder, **given)


def one_round(library: Library, folder: Path, now=NOW, **given) -> Round:
    plain = {"listed": sources.load(folder), "stopped": lambda: False, **given}
    return Round(library, settings(folder), lambda: now, plain["listed"], plain["stopped"])


def test_a_round_of_the_bot_reads_what_is_due(store, lexicon, folder):
    one_round(Library(store, lexicon), folder).go()
    assert store.counts().documents == 1


def test_the_rules_of_a_site_are_remembered_from_one_round_to_the_next(sqlite_store, lexicon, folder, web):
    moments = iter([NOW] * 40)
    later = NOW + timedelta(hours=3)
    work = Round(
        Library(sqlite_store, lexicon),
        settings(folder),
        lambda: next(moments, later),
        sources.load(folder),
        lambda: False,
    )
    work.go()
    moments = iter([])
    work.go()
    assert web.paths().count("/feed") == 2
    assert len(web.asked) - len(web.paths()) == 1


def test_a_bot_that_stops_begins_nothing_new(sqlite_store, lexicon, folder, web):
    one_round(Library(sqlite_store, lexicon), folder, stopped=lambda: True).go()
    assert web.asked == []
    assert sqlite_store.counts().documents == 0


def test_a_round_that_has_no_sources_of_its_own_only_tells(sqlite_store, lexicon, folder, web):
    one_round(Library(sqlite_store, lexicon), folder, listed=None).go()
    assert web.asked == []


async def test_the_bot_watches_where_the_settings_say_so(sqlite_store, lexicon, folder):
    library = Library(sqlite_store, lexicon)
    async with chatting(library, watch=True, config_folder=folder) as chat:
        (job,) = chat.application.job_queue.get_jobs_by_name("watch")
        assert job.job.max_instances == 1


async def test_sources_are_shown_in_the_chat(sqlite_store, lexicon, folder, web):
    library = Library(sqlite_store, lexicon)
    async with chatting(library) as chat:
        assert "No source is watched." in (await chat.say("/sources")).shown
        one_round(library, folder).go()
        answer = await chat.say("/sources")
        assert answer.shown.splitlines() == [
            "Sources",
            "1 source is watched.",
            "",
            "Well",
            "• Ministry *of* <Trade>: 1 document in 30 days, the last today; read today at 09:00",
        ]
        web.put("/feed", status=404)
        one_round(library, folder, NOW + timedelta(hours=2)).go()
        assert "is not there (any more) (404)" in (await chat.say("/sources")).shown
        assert chat.errors == []


async def test_the_answer_fits_one_message_however_many_sources_fail(sqlite_store, lexicon):
    async with chatting(Library(sqlite_store, lexicon)) as chat:
        listed = tuple(
            sources.Source(
                f"s{n}", sources.Form.FEED, f"https://{n}.example", "Ministry of Foreign Affairs " * 3
            )
            for n in range(80)
        )
        records.enrol(sqlite_store, sources.Sources(listed), NOW)
        for one in listed[:40]:
            state = records.claim(sqlite_store, one.slug, NOW)
            assert state is not None
            look = records.Look(one.slug, NOW, "failed", reason="w" * 400)
            records.looked(sqlite_store, due.failed(one, state, NOW, "w" * 400), look, ())
        shown = (await chat.say("/sources")).shown
        assert len(shown) <= 4096
        assert shown.count("• and ") == 2
        assert "Not looked at yet" in shown
        assert "80 sources are watched; 40 cannot be read." in shown


def test_the_owners_are_told_once_of_a_source_that_fails_for_a_day(store, lexicon, folder, web):
    web.put("/feed", status=503)
    library = Library(store, lexicon)
    for hours in (0, 2, 12, 25, 26, 50, 80):
        one_round(library, folder, NOW + timedelta(hours=hours)).go()
    with store.reading() as connection:
        notes = connection.execute(
            select(outbox.c.chat, outbox.c.purpose, letters.c.html).join(letters)
        ).all()
    assert sorted(note.chat for note in notes) == [OWNER.id, 43]
    assert {note.purpose for note in notes} == {"owner"}
    assert "has not been readable since 2 November 2026" in notes[0].html
    assert "Ministry *of* &lt;Trade&gt;" in notes[0].html
    assert bot_watching.tell(library, settings(folder), NOW + timedelta(days=9)) == 0


async def test_what_could_not_be_read_is_seen_tried_again_and_dropped_in_the_chat(
    store, lexicon, folder, web
):
    library = Library(store, lexicon)
    web.put("/one", b"%PDF-1.4 nothing", type_="application/pdf")
    web.feed("/feed", ("Rural roads", "/one", DAY), ("Boats", "/two", DAY))
    web.put("/two", b"\x7fELF" + bytes(400))
    one_round(library, folder).go()
    async with chatting(library, config_folder=folder) as chat:
        assert (
            "2 items could not be read: the editors of this bot see why."
            in (await chat.say("/sources")).shown
        )
        assert "Only the owners and editors" in (await chat.say("/quarantine")).shown
        await chat.say("/sources", OWNER)
        listed = await chat.press("2 items in quarantine", OWNER)
        assert "Rural roads\nIt is a damaged PDF file" in listed.shown
        again = await chat.press("Try 1 again", OWNER)
        assert again.shown.startswith("It still cannot be read. It is a damaged PDF")
        web.release("/one", "Rural roads")
        number = records.held(store)[0].number
        done = await chat.press(f"Try {number} again", OWNER)
        assert "It is read now: document 1, " in done.shown
        assert "1 item could not be read" in done.shown
        (left,) = records.held(store)
        empty = await chat.press(f"Drop {left.number}", OWNER)
        assert "never tried again: Boats" in empty.shown
        assert "Nothing is in quarantine" in empty.shown
        assert store.counts().documents == 1
        assert chat.errors == []
        assert chat.request.refused == []


async def test_a_part_that_still_cannot_be_read_is_not_called_read(store, lexicon, folder, web):
    library = Library(store, lexicon)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("good.txt", talk_about("Boats"))
        archive.writestr("bad.pdf", b"%PDF-1.4 nothing")
    web.put("/one", packed.getvalue(), type_="application/zip")
    one_round(library, folder).go()
    async with chatting(library, config_folder=folder) as chat:
        await chat.say("/quarantine", OWNER)
        again = await chat.press("Try 1 again", OWNER)
        assert again.shown.startswith("I had it already: document 1, ")
        assert "1 part of it still not: the list below says why." in again.shown
        assert "Rural roads\nbad.pdf is a damaged PDF file" in again.shown
        assert records.count_held(store) == 1


async def test_nobody_but_an_editor_retries_or_drops_whatever_the_button_says(
    sqlite_store, lexicon, folder, web
):
    library = Library(sqlite_store, lexicon)
    web.put("/one", b"\x7fELF" + bytes(400))
    one_round(library, folder).go()
    async with chatting(library, config_folder=folder) as chat:
        sent = await chat.say("/quarantine", OWNER)
        shown = chat.request.telegram.messages[OWNER.id, sent.message_id]
        for data in ("x|q|drop 1", "x|q|again 1", "x|q|list 0"):
            await chat.feed(chat.request.telegram.pressed(shown, data, READER))
        assert records.count_held(sqlite_store) == 1
        asked = len(web.asked)
        await chat.press("Drop 1", OWNER)
        await chat.feed(chat.request.telegram.pressed(shown, "x|q|again 1", OWNER))
        assert "no longer in quarantine" in chat.request.answers[-1].shown
        assert len(web.asked) == asked
        assert chat.errors == []


async def test_a_group_is_not_shown_what_could_not_be_read_for_it_may_name_mails(
    sqlite_store, lexicon, folder, web
):
    library = Library(sqlite_store, lexicon)
    web.put("/one", b"\x7fELF" + bytes(400))
    one_round(library, folder).go()
    async with chatting(library, config_folder=folder) as chat:
        said = await chat.say("/quarantine", OWNER, GROUP)
        assert "in a private chat only" in said.shown
        assert "Rural roads" not in said.shown
        there = await chat.say("/sources", OWNER, GROUP)
        assert labels(there) == []
        shown = chat.request.telegram.messages[GROUP, there.message_id]
        await chat.feed(chat.request.telegram.pressed(shown, "x|q|list 0", OWNER))
        assert "in a private chat only" in chat.notices[-1]
        assert chat.errors == []


async def test_a_long_quarantine_is_turned_page_by_page(sqlite_store, lexicon):
    for n in range(12):
        item = due.Waiting(f"k{n}", "m", f"https://example.org/{n}", "T" * 300, None, 1)
        records.put_by(sqlite_store, item, "w" * 900, NOW)
    async with chatting(Library(sqlite_store, lexicon)) as chat:
        await chat.say("/quarantine", OWNER)
        await chat.press("Older", OWNER)
        last = await chat.press("Older", OWNER)
        assert [label for label in labels(last) if "Try" in label] == ["🔁 Try 2 again", "🔁 Try 1 again"]
        assert chat.request.refused == []


def test_the_first_read_of_a_mail_folder_of_years_alerts_of_what_is_new_only(store, lexicon, tmp_path):
    room = Room(Library(store, lexicon))
    room.watch(7)
    with small_mail() as mail:
        talks = "Canberra, {day} March 2024\n\nAustralia and Cambodia held talks. Australia will provide {day} million dollars to Cambodia for roads by 2029."
        for day in range(1, 9):
            mail.put(day, f"Talks {day}", talks.format(day=day), day=f"Fri, {day:02} Mar 2024 09:00:00 +0700")
        mail.put(
            9,
            "New talks",
            talks.format(day=31).replace("31 March 2024", "1 November 2026"),
            day="Sun, 01 Nov 2026 09:00:00 +0700",
        )
        entry = f'[[source]]\nslug = "m"\nform = "mail"\naddress = "{mail.address}"\npublisher = "Press"\n'
        (tmp_path / "sources.toml").write_text(
            f"[fetching]\npause = 0\nprivate_addresses = true\n{entry}", encoding="utf-8"
        )
        passwords = {"mail_passwords": {"": mail.password}}
        listed = sources.load(tmp_path)
        Round(room.library, settings(tmp_path, **passwords), lambda: NOW, listed, lambda: False).go()
    for minutes in range(0, 40, 5):
        room.tick(NOW + timedelta(minutes=minutes))
    assert store.counts().documents == 9
    (alert,) = room.outbox(7)
    assert "31 million dollars" in alert.html
