"""What is to be watched: the file of sources, what their listings say, and what is due when."""

from __future__ import annotations

import gzip
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from costs import measured
from hypothesis import given
from hypothesis import strategies as st

from briefs.errors import BadRule, Unfetchable, Unreadable
from briefs.watching import due, feeds, folders, listing, pages, sitemaps, sources
from briefs.watching.due import Known, State, Waiting
from briefs.watching.fetching import Fetched
from briefs.watching.listing import Item
from briefs.watching.loop import next_step
from briefs.watching.robots import Robots
from briefs.watching.sources import Form, Source

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
BASE = "https://ministry.example/news/"


def source(form: Form = Form.FEED, **given) -> Source:
    plain = {"slug": "ministry", "address": "https://ministry.example/feed", "publisher": "Ministry"}
    return Source(form=form, **{**plain, **given})


def loaded(folder: Path, text: str) -> sources.Sources:
    (folder / "sources.toml").write_text(text, encoding="utf-8")
    return sources.load(folder)


ENTRY = """[[source]]
slug = "ministry"
form = "feed"
address = "https://ministry.example/feed"
publisher = "Ministry"
"""


def test_the_shipped_file_lists_the_ministries_of_asean_and_its_partners():
    shipped = sources.load(ROOT / "config")
    assert len(shipped.listed) >= 25
    asean = (
        "brunei cambodia indonesia laos malaysia myanmar philippines singapore thailand timor-leste vietnam"
    )
    partners = "asean australia-dfat japan united-states eu un-press"
    assert {*asean.split(), *partners.split()} <= {one.slug for one in shipped.listed}
    assert all(one.address.startswith("https://") and not one.verified for one in shipped.listed)
    assert not shipped.manners.private_addresses
    assert shipped.manners.pause >= 1


def test_where_there_is_no_file_nothing_is_watched(tmp_path):
    assert sources.load(tmp_path).listed == ()


def test_an_entry_says_what_it_is(tmp_path):
    found = loaded(
        tmp_path,
        ENTRY + 'every = "30 minutes"\nlanguage = "fr"\nskip = ["/archive/*"]\nactive = false\n',
    )
    (one,) = found.listed
    assert one.every == timedelta(minutes=30)
    assert (one.language, one.skip, one.active) == ("fr", ("/archive/*",), False)
    assert found.active == ()
    assert found.get("ministry") is one


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (ENTRY.replace('"feed"', '"newspaper"'), '"form" must be one of'),
        (
            ENTRY.replace("https://ministry.example/feed", "ministry.example"),
            '"address" must be a web address',
        ),
        (ENTRY.replace("https:", "ftp:"), '"address" must be a web address'),
        (ENTRY.replace('"Ministry"', '""'), '"publisher" must be some text'),
        (ENTRY.replace('"ministry"', '"The Ministry"'), '"slug" must be small letters'),
        (ENTRY + 'every = "2 seconds"', '"every" must be a time between'),
        (ENTRY + 'every = "40 days"', '"every" must be a time between'),
        (ENTRY + 'language = "English"', '"language" must be a code'),
        (ENTRY + "colour = 1", 'unknown key "colour"'),
        (ENTRY + 'active = "no"', '"active" must be true or false'),
        (ENTRY.replace('form = "feed"', 'form = "page"'), 'a page needs "links"'),
    ],
)
def test_a_wrong_entry_is_refused_with_file_name_and_reason(tmp_path, text, reason):
    with pytest.raises(BadRule) as caught:
        loaded(tmp_path, text)
    assert str(caught.value).startswith("sources.toml, [[source]] 1")
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (ENTRY + ENTRY, "two entries have this"),
        (ENTRY + ENTRY.replace('"ministry"', '"other"'), "has the same address"),
        ("[fetching]\npause = -1", '"pause" must be a number of seconds'),
        ("[fetching]\nprivate_addresses = 1", "must be true or false"),
        ("[other]\na = 1", 'unknown table "other"'),
        ("[[source]", "is not valid TOML"),
    ],
)
def test_a_wrong_file_is_refused_with_the_reason(tmp_path, text, reason):
    with pytest.raises(BadRule, match=r"^sources\.toml") as caught:
        loaded(tmp_path, text)
    assert reason in str(caught.value)


def test_a_mail_folder_is_read_encrypted_and_its_password_stays_out_of_the_file(tmp_path):
    mail = ENTRY.replace('"feed"', '"mail"', 1)
    good = "imaps://reader%40ministry.example@mail.ministry.example/INBOX"
    assert loaded(tmp_path, mail.replace("https://ministry.example/feed", good)).listed[0].address == good
    for address in (good.replace("imaps", "imap"), "imaps://mail.ministry.example/INBOX"):
        with pytest.raises(BadRule, match="must be a mail folder"):
            loaded(tmp_path, mail.replace("https://ministry.example/feed", address))
    with pytest.raises(BadRule, match="AIDE_MAIL_PASSWORD in the environment") as caught:
        loaded(tmp_path, mail.replace("https://ministry.example/feed", good.replace("@mail", ":hush@mail")))
    assert "hush" not in str(caught.value)
    environ = {"AIDE_MAIL_PASSWORD": "a", "AIDE_MAIL_PASSWORD_PRESS_MAIL": "b", "OTHER": "c"}
    assert sources.passwords(environ) == {"": "a", "press-mail": "b"}


def test_a_folder_is_found_from_the_folder_of_the_settings(tmp_path):
    entry = ENTRY.replace('"feed"', '"folder"', 1).replace("https://ministry.example/feed", "inbox")
    assert loaded(tmp_path, entry).listed[0].address == str(tmp_path / "inbox")


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><title>Talks &amp;amp; tea</title><link>/talks?utm_source=rss</link>
<pubDate>Fri, 20 Nov 2026 00:30:00 +0700</pubDate></item>
<item><title>Older</title><link>https://ministry.example/older</link>
<pubDate>Mon, 2 Nov 2026 10:00:00 GMT</pubDate></item>
<item><title>No link</title></item>
<item><title>Bad link</title><link>javascript:alert(1)</link></item></channel></rss>"""

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>
<entry><title>Talks</title><link href="https://ministry.example/talks"/>
<published>2026-11-20T00:30:00+07:00</published><updated>2026-11-21T00:00:00Z</updated></entry></feed>"""


def test_a_feed_gives_its_items_with_the_day_of_their_own_place():
    talks, older = feeds.items(RSS.encode(), BASE)
    assert talks.address == "https://ministry.example/talks?utm_source=rss"
    assert talks.title == "Talks & tea"
    assert (talks.published_on, older.published_on) == (date(2026, 11, 20), date(2026, 11, 2))
    (entry,) = feeds.items(ATOM.encode(), BASE)
    assert entry.published_on == date(2026, 11, 20)
    assert entry.stamp == "2026-11-21T00:00:00Z"
    assert entry.key == talks.key


def test_a_feed_in_another_encoding_is_read_too():
    text = RSS.replace('version="1.0"', 'version="1.0" encoding="windows-1252"').replace(
        "Older", "Côte d’Ivoire"
    )
    assert [item.title for item in feeds.items(text.encode("cp1252"), BASE)][1] == "Côte d’Ivoire"


@pytest.mark.parametrize(
    "body",
    [
        b"<html><body>Not found</body></html>",
        b"",
        b"\x00\xff" * 100,
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><rss version="2.0"><channel/></rss>',
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><rss/>'.encode("utf-16"),
        b"<rss>" + b"<item>" * 70_000,
        b"x" * 2_000_001,
    ],
)
def test_what_is_no_feed_is_refused_in_a_sentence(body):
    with pytest.raises(Unreadable) as caught:
        list(feeds.items(body, BASE))
    assert str(caught.value).endswith(".")


PAGE = """<html><head><base href="/news/"></head><body>
<a href="/about">About</a>
<A class="x" HREF='7-talks.html?a=1&amp;b=2#top'><b>Talks</b> in &Phi;nom Penh</A>
<a data-x="<" href="https://other.example/news/8">Elsewhere</a>
<a href=" 9-plan.html ">Plan</a><a href="mailto:x@y.z">Mail</a><a href="//evil.example/news/1">Evil</a>
<a name="x">no link</a><a href="7-talks.html?a=1&b=2">again</a></body></html>"""


def test_a_page_gives_the_links_that_match_each_once_in_their_order():
    page = source(Form.PAGE, links=("/news/*",), skip=("https://other.example/*", "https://evil.example/*"))
    found = listing.read(page, PAGE.encode(), "https://ministry.example/list")
    assert [item.address for item in found.items] == [
        "https://ministry.example/news/7-talks.html?a=1&b=2",
        "https://ministry.example/news/9-plan.html",
    ]
    assert found.items[0].title == "Talks in Φnom Penh"


def test_what_is_no_page_is_refused():
    with pytest.raises(Unreadable, match="no page"):
        pages.items(b"\x00\x01\x02" * 1000, BASE)
    with pytest.raises(Unreadable, match="more than 10 MB"):
        pages.items(b"x" * 10_000_001, BASE)


SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://ministry.example/old</loc><lastmod>2020-01-01</lastmod></url>
<url><loc> https://ministry.example/new </loc><lastmod>2026-11-19</lastmod></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://ministry.example/a.xml</loc><lastmod>2020-01-01</lastmod></sitemap>
<sitemap><loc>https://ministry.example/b.xml</loc><lastmod>2026-01-01</lastmod></sitemap></sitemapindex>"""


def test_a_sitemap_gives_its_pages_newest_first_and_takes_no_change_for_a_publication():
    found = listing.read(source(Form.SITEMAP), gzip.compress(SITEMAP.encode()), BASE)
    assert [item.address[-3:] for item in found.items] == ["new", "old"]
    assert found.items[0].published_on is None
    assert found.items[0].stamp == "2026-11-19"


def test_a_sitemap_of_sitemaps_names_them_the_last_changed_first():
    found = listing.read(source(Form.SITEMAP), INDEX.encode(), BASE)
    assert found.items == ()
    assert [part[-5:] for part in found.parts] == ["b.xml", "a.xml"]


@pytest.mark.parametrize(
    "body",
    [
        b"<html/>",
        b"not xml",
        b'<!DOCTYPE x [<!ENTITY a "b">]><urlset/>',
        b"<urlset>" + b"<a>" * 100_000,
        b"<urlset>" + b"<url><loc>x</loc></url>" * 50_001,
        gzip.compress(b"<urlset>" + b" " * 11_000_000, mtime=0),
        gzip.compress(b"<urlset>", mtime=0)[:12],
    ],
)
def test_what_is_no_sitemap_is_refused(body):
    with pytest.raises(Unreadable):
        sitemaps.items(body, BASE)


def test_a_long_archive_is_taken_from_its_newest_end():
    days = [date(2020, 1, 1) + timedelta(days=number) for number in range(700)]
    items = [Item(str(day), f"{BASE}{day}", published_on=day) for day in days]
    found = listing.chosen(source(), items)
    assert len(found.items) == listing.MOST == 500
    assert found.passed == 200
    assert found.items[0].published_on == days[-1]


HOSTILE = {
    "open anchors": b"<a " * 100_000,
    "open hrefs": b"<a href=" * 50_000,
    "attributes": b"<a " + b"x " * 150_000,
    "quotes": b"<a href='" * 40_000,
    "base": b"<base " * 60_000,
    "labels": b"<a href=x>" * 30_000,
    "feed items": b"<rss><channel>" + b"<item>" * 29_000,
    "feed tags": b"<rss version='2.0'>" + b"<a>" * 29_000,
    "url tags": b"<urlset>" + b"<url><loc>" * 30_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_listing_costs_little_whatever_it_is_taken_for(name):
    for form in (Form.FEED, Form.PAGE, Form.SITEMAP):
        with measured() as spent, suppress(Unreadable):
            listing.read(source(form, links=("*x*y*z",)), HOSTILE[name], BASE)
        assert spent.seconds < 4, "a sixth of it at home"


PIECES = st.sampled_from(
    b"""<rss~version='2.0'> <channel> <item> <link> </link> <a~href= <urlset> <url> <loc> </loc> </url> <![CDATA[ ]]> &#x
    http://[ ' " <base~href= <?xml~""".replace(b"~", b"\x00").split()
).map(lambda piece: piece.replace(b"\x00", b" "))


@given(st.lists(PIECES | st.binary(max_size=12), max_size=30).map(b"".join))
def test_any_bytes_give_items_or_one_sentence(body):
    for form in (Form.FEED, Form.PAGE, Form.SITEMAP):
        try:
            found = listing.read(source(form), body, BASE)
        except Unreadable as problem:
            assert str(problem).endswith(".")  # noqa: PT017 - most bytes are no listing
        else:
            assert all(item.address.startswith(("http://", "https://")) for item in found.items)


@given(st.binary(max_size=300))
def test_any_rules_of_a_site_can_be_read(body):
    class Says:
        def fetch(self, address, **_more):
            return Fetched(address, body)

    with suppress(Unfetchable):
        Robots(Says()).pass_(BASE, NOW)


def test_a_folder_gives_its_files_but_not_one_that_is_just_being_written(tmp_path):
    folder = source(Form.FOLDER, address=str(tmp_path))
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "note.txt").write_text("A note.")
    (tmp_path / ".hidden").write_text("x")
    (tmp_path / "link.txt").symlink_to("/etc/hostname")
    written = datetime.fromtimestamp((tmp_path / "deep" / "note.txt").stat().st_mtime, UTC)
    assert folders.look(folder, written).items == ()
    (item,) = folders.look(folder, written + timedelta(minutes=1)).items
    assert (item.title, item.published_on) == ("note.txt", None)
    with pytest.raises(Unreadable, match="There is no folder"):
        folders.look(source(Form.FOLDER, address=str(tmp_path / "no")), NOW)


def test_an_empty_folder_is_one_where_nothing_has_come_yet(tmp_path):
    assert folders.look(source(Form.FOLDER, address=str(tmp_path)), NOW).items == ()


def test_a_source_is_due_when_its_interval_is_over_and_a_new_one_at_once():
    old, new, off, late = (source(slug=name) for name in ("old", "new", "off", "late"))
    off = Source("off", Form.FEED, "https://x.example", "X", active=False)
    states = {"old": State("old", NOW), "late": State("late", NOW - HOUR)}
    assert [one.slug for one in due.due((old, new, off, late), states, NOW)] == ["new", "late", "old"]
    assert due.due((old,), {"old": State("old", NOW + HOUR)}, NOW) == ()


def test_a_failing_source_is_left_alone_longer_each_time_up_to_a_day():
    waits = [due.back_off(HOUR, failures) for failures in range(1, 9)]
    assert waits[:4] == [HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR]
    assert waits == sorted(waits)
    assert waits[-1] == 24 * HOUR
    assert due.back_off(timedelta(days=7), 3) == timedelta(days=7)


@given(st.integers(0, 10_000), st.floats(0, 1e6), st.timedeltas(sources.SHORTEST, sources.LONGEST))
def test_no_source_is_asked_sooner_than_it_wishes_nor_given_up(failures, wait, every):
    pause = due.back_off(every, failures, wait)
    assert pause >= min(every, timedelta(days=1))
    assert pause >= timedelta(seconds=wait)
    assert pause <= max(timedelta(days=7), timedelta(seconds=wait))


def test_the_owner_is_told_of_a_failure_once_it_has_lasted_for_a_day():
    failing = due.failed(source(), State("ministry", NOW), NOW, "It is gone.")
    assert due.to_tell([failing], NOW + timedelta(hours=23)) == ()
    later = due.failed(source(), failing, NOW + timedelta(hours=24), "It is still gone.")
    assert later.failing_since == NOW
    assert due.to_tell([later], NOW + timedelta(hours=24)) == (later,)
    well = due.succeeded(source(), later, NOW + timedelta(hours=25))
    assert due.to_tell([well], NOW + timedelta(days=9)) == ()
    assert (well.failures, well.reason, well.told_at) == (0, None, None)


def test_only_what_was_never_seen_or_says_that_it_has_changed_is_read():
    items = tuple(
        Item(key, f"{BASE}{key}", stamp="2") for key in ("new", "same", "changed", "old", "dropped", "bad")
    )
    known = {
        "same": Known("2", NOW, "kept"),
        "changed": Known("1", NOW, "kept"),
        "old": Known("1", NOW - timedelta(days=31), "kept"),
        "dropped": Known("1", NOW, "dropped"),
        "bad": Known("1", NOW, "quarantined"),
    }
    assert [item.key for item in due.new(items, known, NOW)] == ["new", "changed", "bad"]
    assert due.new((Item("same", BASE),), known, NOW) == ()


def test_a_host_that_was_asked_a_moment_ago_lets_others_go_first():
    one = source(slug="one", address="https://one.example/feed")
    item = Waiting("k", "one", "https://two.example/1", None, None, 0)
    hosts = {"one.example": NOW + HOUR}
    step = next_step([one], [item], hosts, NOW)
    assert step is not None
    assert (step.task, step.at) == (item, NOW)
    step = next_step([one], [], hosts, NOW)
    assert step is not None
    assert step.at == NOW + HOUR
    assert next_step([], [], hosts, NOW) is None
