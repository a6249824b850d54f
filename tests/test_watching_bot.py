"""Watching from the bot: looks beside the chat, /sources in it, and one word to the owners of what fails."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from fakes import NOW, OWNER
from small_web import SmallWeb, small_web
from sqlalchemy import select
from talking import chatting

from bot import watching as bot_watching
from bot.delivery.tables import letters, outbox
from bot.settings import BotSettings
from bot.watching import Round
from briefs.library import Library
from briefs.watching import due, records, sources

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
