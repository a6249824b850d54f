"""Looks at a small web: what is new comes into the store once, what cannot be read is put aside, and nobody is pressed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from small_web import SmallWeb, small_web, talk_about
from sqlalchemy import func, select, update

from briefs import watching
from briefs.errors import StoreUnavailable, Unfetchable
from briefs.library import Library
from briefs.model import Document
from briefs.store.beside import addresses
from briefs.store.tables import documents
from briefs.watching import listing, looking, loop, records, yields
from briefs.watching.fetching import Bounds, Fetcher
from briefs.watching.looking import Watch
from briefs.watching.mail import Mailboxes
from briefs.watching.sources import Form, Manners, Source, Sources
from briefs.watching.tables import found, looks, watched

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = "Wed, 18 Nov 2026 09:00:00 +0700"
ZONE = ZoneInfo("Asia/Phnom_Penh")


@pytest.fixture(scope="module")
def served():
    with small_web() as web:
        yield web


@pytest.fixture
def web(served) -> SmallWeb:
    served.answers.clear()
    served.asked.clear()
    return served


class Clock:
    """A clock that moves when somebody waits, and never by itself."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now
        self.waits: list[float] = []
        self.most = 10_000

    def __call__(self) -> datetime:
        return self.now

    def wait(self, seconds: float) -> bool:
        """Lets time pass; says to stop after a great many waits."""
        self.now += timedelta(seconds=seconds)
        if seconds:
            self.waits.append(seconds)
        return len(self.waits) >= self.most


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watch_of(store, lexicon) -> Callable[..., Watch]:
    library = Library(store, lexicon)

    def made(
        *sources: Source, fetcher: Fetcher | None = None, mail: Mailboxes | None = None, pause: float = 5
    ) -> Watch:
        listed = Sources(tuple(sources), Manners(pause=pause, private_addresses=True))
        records.enrol(store, listed, NOW)
        return Watch(
            library, listed, fetcher or Fetcher(Bounds(private_addresses=True)), mail or Mailboxes({})
        )

    return made


def feed(web: SmallWeb, slug: str = "ministry", **given) -> Source:
    return Source(slug, Form.FEED, f"{web.address}/feed", "Ministry of Examples", **given)


def kept(store) -> list[tuple[str, date | None, str | None]]:
    columns = (documents.c.title, documents.c.published_on, documents.c.publisher)
    with store.reading() as connection:
        return [tuple(row) for row in connection.execute(select(*columns).order_by(documents.c.number))]


def states_of(store) -> dict[str, int]:
    with store.reading() as connection:
        return dict(
            tuple(row)
            for row in connection.execute(select(found.c.state, func.count()).group_by(found.c.state))
        )


def two_releases(web: SmallWeb) -> Source:
    web.release("/one", "Rural roads")
    web.release("/two", "Border schools", "2026-11-19")
    web.feed("/feed", ("Rural roads", "/one", DAY), ("Border schools", "/two", DAY), etag='"1"')
    return feed(web)


def test_what_a_feed_lists_comes_into_the_store_with_its_publisher_and_address(web, watch_of, clock, store):
    course = loop.run(watch_of(two_releases(web)), clock, clock.wait)
    assert (course.looks, course.kept, course.failed, course.quarantined) == (1, 2, 0, 0)
    assert kept(store) == [
        ("Rural roads", date(2026, 11, 18), "Ministry of Examples"),
        ("Border schools", date(2026, 11, 19), "Ministry of Examples"),
    ]
    with store.reading() as connection:
        assert (
            connection.scalar(select(documents.c.url).where(documents.c.number == 1)) == f"{web.address}/one"
        )
        assert connection.scalar(select(documents.c.added_at).where(documents.c.number == 1)) < clock.now


def test_nothing_is_fetched_twice(web, watch_of, clock, store):
    watch = watch_of(two_releases(web))
    loop.run(watch, clock, clock.wait)
    web.feed(
        "/feed", ("Rural roads", "/one?utm_source=rss", DAY), ("Border schools", "/two/#top", DAY), etag='"2"'
    )
    clock.now += HOUR
    loop.run(watch, clock, clock.wait)
    assert web.paths() == ["/feed", "/one", "/two", "/feed"]
    assert len(kept(store)) == 2


def test_a_feed_that_has_not_changed_is_not_sent_again(web, watch_of, clock, store):
    watch = watch_of(two_releases(web))
    loop.run(watch, clock, clock.wait)
    clock.now += HOUR
    loop.run(watch, clock, clock.wait)
    assert web.asked[-1].headers["If-None-Match"] == '"1"'
    with store.reading() as connection:
        assert connection.scalars(select(looks.c.result).order_by(looks.c.number)).all() == [
            "read",
            "unchanged",
        ]


def test_a_source_is_looked_at_no_sooner_than_its_interval(web, watch_of, clock):
    watch = watch_of(two_releases(web))
    loop.run(watch, clock, clock.wait)
    clock.now += HOUR / 3
    assert loop.run(watch, clock, clock.wait).looks == 0


def test_two_requests_to_one_host_are_a_pause_apart(web, watch_of, clock):
    loop.run(watch_of(two_releases(web), pause=7), clock, clock.wait)
    assert clock.waits == [7, 7]


def test_a_site_may_ask_for_a_longer_pause_and_for_places_to_be_left_out(web, watch_of, clock, store):
    source = two_releases(web)
    web.put("/robots.txt", "User-agent: *\nCrawl-delay: 20\nDisallow: /two")
    course = loop.run(watch_of(source), clock, clock.wait)
    assert clock.waits == [20, 20]
    assert (course.kept, course.quarantined) == (1, 1)
    assert "/two" not in web.paths()
    assert "asks programs not to fetch this address (robots.txt)" in records.held(store)[0].reason


def test_rules_are_asked_for_once_a_day(web, watch_of, clock):
    watch = watch_of(two_releases(web))
    loop.run(watch, clock, clock.wait)
    clock.now += timedelta(hours=20)
    loop.run(watch, clock, clock.wait)
    assert sum(asked.path == "/robots.txt" for asked in web.asked) == 1
    clock.now += timedelta(hours=20)
    loop.run(watch, clock, clock.wait)
    assert sum(asked.path == "/robots.txt" for asked in web.asked) == 2


def test_a_site_whose_rules_fail_is_left_alone(web, watch_of, clock, store):
    source = two_releases(web)
    web.put("/robots.txt", status=503)
    course = loop.run(watch_of(source), clock, clock.wait)
    assert course.failed == 1
    assert "/feed" not in web.paths()
    assert "Whether the site may be read cannot be seen" in (records.states(store)["ministry"].reason or "")


def test_a_page_of_links_is_followed_to_its_documents(web, watch_of, clock, store):
    web.release("/news/1", "Rural roads")
    web.put("/list", '<html><a href="/about">About</a><a href="news/1">Rural roads</a></html>')
    loop.run(
        watch_of(Source("page", Form.PAGE, f"{web.address}/list", "Ministry", links=("/news/*",))),
        clock,
        clock.wait,
    )
    assert [title for title, _, _ in kept(store)] == ["Rural roads"]
    assert web.paths() == ["/list", "/news/1"]


def test_a_sitemap_of_sitemaps_is_read_part_by_part(web, watch_of, clock, store):
    web.release("/a", "Rural roads")
    web.release("/b", "Border schools")
    for name in "ab":
        web.put(f"/{name}.xml", f"<urlset><url><loc>{web.address}/{name}</loc></url></urlset>")
    parts = "".join(f"<sitemap><loc>{web.address}/{name}.xml</loc></sitemap>" for name in "ab")
    web.put("/sitemap.xml", f"<sitemapindex>{parts}</sitemapindex>")
    watch = watch_of(Source("map", Form.SITEMAP, f"{web.address}/sitemap.xml", "Ministry"))
    clock.most = 30
    loop.run(watch, clock, clock.wait, forever=True, until=NOW + HOUR / 2)
    assert sorted(title for title, _, _ in kept(store)) == ["Border schools", "Rural roads"]
    assert web.paths()[0] == "/sitemap.xml"
    assert sorted(web.paths()[1:]) == ["/a", "/a.xml", "/b", "/b.xml"]
    assert min(clock.waits) >= 1


def test_files_of_a_folder_are_read_and_read_again_when_they_change(tmp_path, watch_of, clock, store):
    folder = tmp_path / "inbox"
    folder.mkdir()
    note = folder / "note.txt"
    note.write_text(
        "Phnom Penh, 18 November 2026\n\nCambodia thanked Australia for its grant of $28 million."
    )
    watch = watch_of(Source("inbox", Form.FOLDER, str(folder), "Our own records"))
    clock.now = datetime.fromtimestamp(note.stat().st_mtime, UTC) + HOUR
    with store.writing() as connection:
        connection.execute(update(watched).values(next_look=clock.now))
    assert loop.run(watch, clock, clock.wait).kept == 1
    clock.now += HOUR
    assert loop.run(watch, clock, clock.wait).kept == 0
    note.write_text(
        "Phnom Penh, 18 November 2026\n\nCambodia thanked Australia for its grant of $30 million, and more."
    )
    clock.now += timedelta(days=2)
    loop.run(watch, clock, clock.wait)
    assert states_of(store) == {"kept": 1}


def test_what_cannot_be_read_is_put_aside_with_its_reason_and_the_others_are_read(
    web, watch_of, clock, store
):
    web.put("/empty", "")
    web.put("/binary", b"\x00\x01\x02\x03" * 500, content_type="application/octet-stream")
    web.release("/good", "Rural roads")
    web.feed(
        "/feed",
        ("Gone", "/gone", DAY),
        ("Empty", "/empty", DAY),
        ("Binary", "/binary", DAY),
        ("Good", "/good", DAY),
    )
    course = loop.run(watch_of(feed(web)), clock, clock.wait)
    assert (course.kept, course.quarantined) == (1, 3)
    held = records.held(store)
    assert [one.title for one in held] == ["Binary", "Empty", "Gone"]
    assert "is not there (any more) (404)" in held[2].reason
    assert all(one.source == "ministry" and one.tries == 1 for one in held)
    assert records.count_held(store) == 3


def test_a_document_that_breaks_the_reader_is_put_aside_and_not_named(
    web, watch_of, clock, store, monkeypatch
):
    def broken(*_args, **_more):
        raise RuntimeError("words of the document")

    monkeypatch.setattr(looking.intake, "all_from_bytes", broken)
    course = loop.run(watch_of(two_releases(web)), clock, clock.wait)
    assert course.quarantined == 2
    assert "RuntimeError" in records.held(store)[0].reason
    assert "words of the document" not in records.held(store)[0].reason


def test_an_item_that_cannot_be_had_just_now_is_tried_later_and_put_aside_in_the_end(
    web, watch_of, clock, store
):
    web.put("/busy", status=429, retry_after="3600")
    web.feed("/feed", ("Busy", "/busy", DAY))
    watch = watch_of(feed(web, every=timedelta(days=7)))
    loop.run(watch, clock, clock.wait)
    assert states_of(store) == {"waiting": 1}
    assert records.next_try(store, ["ministry"]) == clock.now.replace(microsecond=0) + HOUR
    for _ in range(10):
        clock.now += timedelta(days=1)
        loop.run(watch, clock, clock.wait)
    assert web.paths().count("/busy") == 5
    (held,) = records.held(store)
    assert (held.tries, held.title) == (5, "Busy")


def test_an_item_that_ends_its_reader_every_time_is_not_tried_for_ever(
    web, watch_of, clock, store, monkeypatch
):
    """A process that dies leaves a try that was counted and nothing else."""
    watch = watch_of(two_releases(web))
    (source,) = watch.sources.active
    watch.look(source, NOW)
    (item,) = records.waiting(store, ["ministry"], NOW)
    for number in range(5):
        assert records.take(store, item, NOW + number * HOUR)
    (item,) = [one for one in records.waiting(store, ["ministry"], NOW + 9 * HOUR) if one.key == item.key]
    assert item.tries == 5
    web.put("/one", status=503)
    done = watch.take(item, NOW + 9 * HOUR)
    assert done is not None
    assert done.result == "quarantined"


def test_quarantine_can_be_tried_again_or_dropped(web, watch_of, clock, store):
    web.feed("/feed", ("Rural roads", "/one", DAY), ("Never", "/never", DAY))
    watch = watch_of(feed(web))
    loop.run(watch, clock, clock.wait)
    never, roads = records.held(store)
    web.release("/one", "Rural roads")
    done = watch.take(records.again(store, roads, clock.now), clock.now)
    assert done is not None
    assert done.result == "kept"
    records.drop(store, never)
    assert records.held(store) == []
    clock.now += HOUR
    loop.run(watch, clock, clock.wait)
    assert web.paths().count("/never") == 1
    assert states_of(store) == {"dropped": 1, "kept": 1}


def test_the_same_text_at_two_addresses_is_one_document(web, watch_of, clock, store):
    source = two_releases(web)
    web.answers["/two"] = web.answers["/one"]
    course = loop.run(watch_of(source), clock, clock.wait)
    assert course.kept == 1
    assert states_of(store) == {"kept": 1, "known": 1}
    assert len(kept(store)) == 1


def test_a_release_that_its_source_calls_changed_is_read_again_as_a_revision(web, watch_of, clock, store):
    def atom(changed: str) -> None:
        entry = f'<entry><title>T</title><link href="{web.address}/one"/><updated>{changed}</updated></entry>'
        web.put("/feed", f'<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title>{entry}</feed>')

    web.release("/one", "Rural roads")
    atom("2026-11-18T08:00:00Z")
    watch = watch_of(feed(web))
    loop.run(watch, clock, clock.wait)
    web.release(
        "/one", "Rural roads", sentence="Australia will provide 45 million dollars for rural roads by 2029."
    )
    atom("2026-11-20T08:00:00Z")
    clock.now += HOUR
    loop.run(watch, clock, clock.wait)
    with store.reading() as connection:
        revisions = connection.scalars(select(documents.c.revision).order_by(documents.c.number)).all()
    assert revisions == [1, 2]


def test_a_part_of_a_sitemap_that_is_away_does_not_keep_the_others_from_being_read(
    web, watch_of, clock, store
):
    web.release("/a", "Rural roads")
    web.put("/good.xml", f"<urlset><url><loc>{web.address}/a</loc></url></urlset>")
    parts = "".join(f"<sitemap><loc>{web.address}/{name}.xml</loc></sitemap>" for name in ("away", "good"))
    web.put("/sitemap.xml", f"<sitemapindex>{parts}</sitemapindex>")
    watch = watch_of(Source("map", Form.SITEMAP, f"{web.address}/sitemap.xml", "Ministry"))
    clock.most = 300
    course = loop.run(watch, clock, clock.wait, forever=True, until=NOW + 2 * HOUR)
    assert (course.failed, course.kept) == (1, 1)
    assert web.paths()[:4] == ["/sitemap.xml", "/away.xml", "/good.xml", "/a"]


def test_several_documents_in_one_file_are_kept_each_and_the_unreadable_put_aside(
    web, watch_of, clock, store
):
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for title in ("Rural roads", "Border schools"):
            archive.writestr(
                f"{title}.txt", f"{title}\n\nPhnom Penh, 18 November 2026\n\n{talk_about(title)}"
            )
        archive.writestr("empty.txt", "")
    web.put("/pack", packed.getvalue(), content_type="application/zip")
    web.feed("/feed", ("A pack", "/pack", DAY))
    course = loop.run(watch_of(feed(web)), clock, clock.wait)
    assert (course.kept, course.quarantined) == (1, 1)
    assert sorted(title for title, _, _ in kept(store)) == ["Border schools", "Rural roads"]
    (held,) = records.held(store)
    assert "empty.txt is empty" in held.reason


def test_a_day_that_a_text_spells_out_counts_for_more_than_that_of_its_feed(web, watch_of, clock, store):
    for name, line in (("said", "Phnom Penh, 3 November 2026"), ("unsaid", "")):
        text = f"Talks on {name}\n\n{line}\n\n{talk_about(name)}"
        web.put(f"/{name}", text, content_type="text/plain")
    web.feed("/feed", ("Said", "/said", DAY), ("Unsaid", "/unsaid", DAY))
    loop.run(watch_of(feed(web)), clock, clock.wait)
    assert [day for _, day, _ in kept(store)] == [date(2026, 11, 3), date(2026, 11, 18)]


def test_an_address_that_a_person_names_is_fetched_within_the_same_bounds(web):
    address = web.release("/one", "Rural roads")
    (document,) = watching.documents_at(f" {address} ", Manners(private_addresses=True), NOW)
    assert isinstance(document, Document)
    assert (document.title, document.url) == ("Rural roads", address)
    with pytest.raises(Unfetchable, match="private network"):
        watching.documents_at(address, Manners(), NOW)


def test_a_failing_source_is_left_alone_longer_and_told_of_once_after_a_day(web, watch_of, clock, store):
    web.put("/feed", status=500)
    watch = watch_of(feed(web))
    for _ in range(8):
        loop.run(watch, clock, clock.wait)
        clock.now += HOUR
    assert web.paths().count("/feed") == 4  # after 0, 1, 3 and 7 hours
    assert watching.alarms(store, clock.now, ZONE) == ()
    clock.now = NOW + timedelta(hours=25)
    (alarm,) = watching.alarms(store, clock.now, ZONE)
    assert alarm.key == f"source|ministry|{NOW.isoformat()}"
    assert "“Ministry of Examples (ministry)” has not been readable since 20 November 2026." in alarm.text
    assert "It answers with an error (500). It has never been read." in alarm.text
    assert watching.alarms(store, clock.now, ZONE) == (alarm,)
    watching.told(store, alarm, clock.now)
    assert watching.alarms(store, clock.now + timedelta(days=30), ZONE) == ()
    web.feed("/feed")
    loop.run(watch, clock, clock.wait)
    web.put("/feed", status=500)
    clock.now += HOUR
    loop.run(watch, clock, clock.wait)
    assert len(watching.alarms(store, clock.now + timedelta(days=1), ZONE)) == 1


def test_a_failing_source_does_not_keep_the_others_from_being_read(web, watch_of, clock, store, monkeypatch):
    def broken(*_args):
        raise KeyError("a fault of ours")

    web.put("/list", "<a href=/x>x</a>")
    page = Source("page", Form.PAGE, f"{web.address}/list", "Page", links=("*",))
    read = listing.read
    monkeypatch.setattr(
        listing, "read", lambda source, *rest: (broken if source == page else read)(source, *rest)
    )
    course = loop.run(watch_of(page, two_releases(web)), clock, clock.wait)
    assert (course.failed, course.kept) == (1, 2)
    assert "KeyError" in (records.states(store)["page"].reason or "")


def test_two_processes_do_not_look_at_one_source_or_take_one_item_twice(web, watch_of, store):
    watch = watch_of(two_releases(web))
    (source,) = watch.sources.active
    assert watch.look(source, NOW) is not None
    assert watch.look(source, NOW) is None
    (item,) = records.waiting(store, ["ministry"], NOW)
    assert watch.take(item, NOW) is not None
    assert watch.take(item, NOW) is None
    assert web.paths() == ["/feed", "/one"]


def test_a_word_to_stop_in_the_middle_leaves_everything_as_it_was(web, watch_of, clock, store):
    source = two_releases(web)
    web.never_ends("/one")
    silent = Fetcher(Bounds(private_addresses=True), stopped=lambda: len(web.paths()) >= 2)
    loop.run(watch_of(source, fetcher=silent), clock, clock.wait)
    assert states_of(store) == {"waiting": 2}
    (item,) = records.waiting(store, ["ministry"], clock.now)
    assert item.tries == 0
    web.release("/one", "Rural roads")
    assert loop.run(watch_of(source), clock, clock.wait).kept == 2


def test_a_look_that_is_stopped_is_due_at_once_again(web, watch_of, clock, store):
    source = two_releases(web)
    stopped = Fetcher(Bounds(private_addresses=True), stopped=lambda: True)
    course = loop.run(watch_of(source, fetcher=stopped), clock, clock.wait)
    assert course.looks == 0
    assert records.states(store)["ministry"].failing_since is None
    assert loop.run(watch_of(source), clock, clock.wait).looks == 1


def test_a_long_archive_is_read_over_time_the_newest_first(web, watch_of, clock, store):
    days = [date(2026, 11, 18) - timedelta(days=number) for number in range(30)]
    for number, day in enumerate(days):
        web.release(f"/{number}", f"Talks number {number}", day.isoformat())
    web.feed(
        "/feed",
        *((f"Talks {n}", f"/{n}", f"{day:%d %b %Y} 09:00:00 GMT") for n, day in reversed([*enumerate(days)])),
    )
    loop.run(watch_of(feed(web), pause=60), clock, clock.wait, until=NOW + HOUR / 4)
    assert 10 <= len(kept(store)) <= 15
    assert [day for _, day, _ in kept(store)] == days[: len(kept(store))]
    assert states_of(store)["waiting"] == 30 - len(kept(store))


def test_the_watch_goes_on_through_a_failing_store_and_ends_when_told(web, watch_of, clock, monkeypatch):
    watch = watch_of(two_releases(web))
    fails = iter([True, True])
    states = records.states

    def sometimes(store):
        if next(fails, False):
            raise StoreUnavailable("The store is away.")
        return states(store)

    monkeypatch.setattr(records, "states", sometimes)
    clock.most = 6
    course = loop.run(watch, clock, clock.wait, forever=True)
    assert course.kept == 2
    assert clock.waits[:2] == [60, 60]
    assert len(clock.waits) == 6


def test_an_idle_watch_waits_until_something_is_due_but_never_more_than_a_minute(web, watch_of, clock):
    clock.most = 12
    loop.run(watch_of(two_releases(web)), clock, clock.wait, forever=True)
    assert max(clock.waits) == 60
    assert web.paths() == ["/feed", "/one", "/two"]


def test_sources_show_what_fails_what_is_silent_and_what_does_well(web, watch_of, clock, store):
    web.put("/broken", status=500)
    web.feed("/quiet")
    broken = Source("broken", Form.FEED, f"{web.address}/broken", "A ministry that is away")
    quiet = Source("quiet", Form.FEED, f"{web.address}/quiet", "A quiet ministry")
    later = Source("later", Form.FEED, f"{web.address}/later", "A new ministry")
    off = replace(later, slug="off", address="https://x.example", active=False)
    loop.run(watch_of(two_releases(web), broken, quiet), clock, clock.wait)
    records.enrol(store, Sources((feed(web), broken, quiet, later, off)), clock.now)
    page = watching.overview(store, clock.now, ZONE)
    assert page.lead == ("4 sources are watched; 1 cannot be read.",)
    shown = dict(page.parts)
    (away,) = shown["Cannot be read"]
    assert away == (
        "A ministry that is away, since today at 15:00. It answers with an error (500). It was never read."
    )
    assert shown["Nothing so far"] == ("A quiet ministry: read today at 15:00",)
    assert shown["Well"] == (
        "Ministry of Examples: 2 documents in 30 days, the last today; read today at 15:00",
    )
    assert shown["Not looked at yet"] == ("A new ministry",)


def test_a_source_that_has_gone_silent_stands_out(web, watch_of, clock, store):
    loop.run(watch_of(two_releases(web)), clock, clock.wait)
    clock.now += timedelta(days=40)
    loop.run(watch_of(two_releases(web)), clock, clock.wait)
    assert dict(watching.overview(store, clock.now, ZONE).parts) == {
        "Nothing new for a month": (
            "Ministry of Examples: nothing since 20 November 2026; read today at 15:00",
        )
    }
    (row,) = yields.of_all(store, clock.now)
    assert (row.brought, row.lately) == (2, 0)


def test_a_watch_that_does_not_run_is_seen(web, watch_of, clock, store):
    loop.run(watch_of(two_releases(web)), clock, clock.wait)
    page = watching.overview(store, clock.now + timedelta(days=1), ZONE)
    assert page.lead[-1] == "Nothing has been looked at when it was due: the watch does not seem to run."


def test_what_leaves_the_file_is_no_longer_watched_and_a_new_address_is_looked_at_at_once(
    web, watch_of, clock, store
):
    source = two_releases(web)
    loop.run(watch_of(source), clock, clock.wait)
    moved = replace(source, address=f"{web.address}/feed2")
    web.feed("/feed2")
    assert loop.run(watch_of(moved), clock, clock.wait).looks == 1
    assert "If-None-Match" not in web.asked[-1].headers
    records.enrol(store, Sources(), clock.now)
    assert not records.states(store)["ministry"].active
    assert watching.overview(store, clock.now, ZONE).lead[0].startswith("No source is watched")


def test_looks_are_kept_for_ninety_days(web, watch_of, clock, store):
    watch = watch_of(two_releases(web))
    loop.run(watch, clock, clock.wait)
    clock.now += timedelta(days=91)
    loop.run(watch, clock, clock.wait)
    with store.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(looks)) == 1


def test_a_file_that_was_only_touched_is_known_by_its_bytes(tmp_path, watch_of, clock, store, monkeypatch):
    import os

    from rendering import FORMATS

    path = tmp_path / "release.html"
    path.write_bytes(FORMATS["HTML"](talk_about("Rural roads")))
    os.utime(path, (NOW.timestamp() - 3600,) * 2)
    watch = watch_of(Source("folder", Form.FOLDER, str(tmp_path), "Ministry of Examples"))
    assert loop.run(watch, clock, clock.wait).kept == 1
    monkeypatch.setattr("briefs.intake.confined.taken", None)  # who takes anything apart from now on fails
    os.utime(path, (NOW.timestamp() - 1800,) * 2)
    before = yields.of_all(store, clock.now)
    clock.now += HOUR
    course = loop.run(watch, clock, clock.wait)
    assert (course.looks, course.kept, course.quarantined) == (1, 0, 0)
    assert len(kept(store)) == 1
    (told,) = yields.of_all(store, clock.now)
    assert (told.brought, told.newest) == (1, before[0].newest), "what brought a document has brought it"


def test_the_same_page_at_another_address_is_read_for_its_address(web, watch_of, clock, store):
    web.release("/one", "Rural roads")
    web.release("/copy", "Rural roads")
    web.feed("/feed", ("Rural roads", "/one", DAY), ("Rural roads", "/copy", DAY))
    loop.run(watch_of(feed(web)), clock, clock.wait)
    with store.reading() as connection:
        assert connection.scalars(select(addresses.c.url)).all() == [f"{web.address}/copy"]


def test_a_part_of_an_item_that_is_tried_again_does_not_count_as_found_at_its_source(
    web, watch_of, clock, store
):
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("one.txt", f"Rural roads\n\n18 November 2026\n\n{talk_about('Rural roads')}")
        archive.writestr("empty.txt", "")
    web.put("/week.zip", packed.getvalue())
    web.feed("/feed", ("The week", "/week.zip", DAY))
    watch = watch_of(feed(web))
    loop.run(watch, clock, clock.wait)
    (part,) = records.held(store)
    waiting = records.again(store, part, clock.now)
    (during,) = yields.of_all(store, clock.now)
    assert (during.brought, during.waiting) == (1, 0)
    watch.take(waiting, clock.now)
    with store.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(found)) == 1
    assert len(records.held(store)) == 1, "its part is still empty"
