"""Everything that takes in what others wrote, by its name: what to try on it, and the law that must hold."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import laws
import mutations
from hypothesis import strategies as st

from bot.settings import SECRETS, VARIABLES
from briefs.intake.formats import Form
from briefs.settings import VARIABLES as OWN
from briefs.watching.sources import Form as SourceForm


@dataclass(frozen=True)
class Target:
    """``draw`` gives the strategy, ``check`` raises; ``share`` is how much of the time it gets, ``short`` how many inputs in the
    short form."""

    name: str
    draw: Callable[[], st.SearchStrategy[Any]]
    check: Callable[[Any], None]
    share: int = 2
    short: int = 12


PATHS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        (
            "/news/1",
            "//evil.example/x",
            "http://[::1",
            "/a?b=c#d",
            "ftp://x",
            "//ex\u202eample.example/",
            "//x\u200b.example",
            "https://a\x1b.example",
            "//münchen.example/ü?ü",
            "/%00",
            "\\\\x",
        )
    ),
)
ROBOTS = st.lists(
    st.one_of(
        st.sampled_from(
            ("User-agent: *", "User-agent: aide-memoire", "Disallow: /", "Disallow:", "Allow: /*a*b*c$", "Crawl-delay: 1e999", "Crawl-delay: nan",
             "Crawl-delay: -5", "Request-rate: 1/0s", "Request-rate: 9/9h 1200-99", "Visit-time: 2560-1", "Sitemap: \x00", "Host:", "Disallow: " + "*a" * 40)
        ),
        st.text(max_size=30),
    ),
    max_size=12,
).map(lambda lines: "\n".join(lines).encode("utf-8", "replace"))  # fmt: skip
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><link>https://example.org/</link>
<item><title>Talks &amp; tea</title><link>/news/1</link><pubDate>Fri, 20 Nov 2026 00:30:00 +0700</pubDate></item>
<item><title><![CDATA[<b>Visit</b>]]></title><link>https://example.org/news/2</link><guid>2</guid></item></channel></rss>"""
ATOM = b"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry><title>Talks</title>
<link href="https://example.org/3"/><id>urn:3</id><published>2026-11-20T08:00:00Z</published><updated>2026-11-20T09:00:00Z</updated></entry></feed>"""
SITEMAP = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://example.org/a</loc>
<lastmod>2026-11-20</lastmod></url><url><loc>/b</loc></url></urlset>"""
INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://example.org/s.xml</loc></sitemap></sitemapindex>"""
PAGE = b"""<!DOCTYPE html><html><head><base href="/press/"></head><body><a class="x" href="a.html">Talks <b>today</b></a>
<a href='//other.example/b?utm_source=x#top'>Visit</a><a href=c>C</a><a href="mailto:x@y.example">Mail</a></body></html>"""
FEED_FORM = b"<rss version='2.0'><channel><item><title>@@</title><link>@@</link><pubDate>@@</pubDate><guid>@@</guid></item></channel></rss>"
SITEMAP_FORM = (
    b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>@@</loc><lastmod>@@</lastmod><title>@@</title></url>'
    b"<url><loc>@@</loc><publication_date>@@</publication_date></url><sitemap><loc>@@</loc></sitemap></urlset>"
)
PAGE_FORM = (
    b'<html><base href="@@"><body><a href="@@">@@</a><a href="@@" title="@@"><b>@@</b></a></body></html>'
)
MARKUP = st.sampled_from(
    (b"<item>", b"</item>", b"<link>", b"<a href=", b"&amp;", b"&#0;", b"&#x110000;", b"<![CDATA[", b"]]>", b"<!--", b"-->", b'"', b"<url><loc>",
     b"http://[", b"https://\xff", b"99999999999-01-01", b"\x00", b"<?xml version='1.0' encoding='utf-7'?>", b"<!DOCTYPE x>", b"javascript:", b"\xe2\x80\xae")
)  # fmt: skip
EDIT = st.tuples(
    st.sampled_from(("flip", "put", "cut", "double", "zero", "end", "many")),
    mutations.PLACE,
    st.integers(1, 300),
    st.one_of(MARKUP, st.binary(max_size=8)),
)


VALUES = st.one_of(
    PATHS,
    mutations.PIECES,
    st.sampled_from(
        ("2026-11-20", "Fri, 99 Nov 2026", "9999-12-31T23:59:60+99:99", "https://example.org/" + "a" * 3_000)
    ),
)


def _filled(template: bytes, values: list[str]) -> bytes:
    """A listing that is well-formed, with odd values where the marks are."""
    for value in values:
        template = template.replace(
            b"@@", "".join(c for c in value if c >= " ").encode("utf-8", "replace"), 1
        )
    return template.replace(b"@@", b"x")


def _listing(*seeds: bytes, form: bytes) -> Callable[[], st.SearchStrategy[bytes]]:
    filled = st.builds(_filled, st.just(form), st.lists(VALUES.map(html.escape), max_size=form.count(b"@@")))
    return lambda: st.one_of(
        filled,
        st.builds(mutations.shaken, st.sampled_from(seeds), st.lists(EDIT, min_size=1, max_size=10)),
        st.builds(mutations.shaken, st.sampled_from(seeds), st.lists(EDIT, min_size=1, max_size=10)),
        st.builds(
            lambda seed, pieces: seed[:120] + b"".join(pieces),
            st.sampled_from(seeds),
            st.lists(MARKUP, max_size=40),
        ),
    )


@cache
def _vocabulary() -> tuple[str, ...]:
    rules = laws.the_lexicon()
    names = [party.name for party in list(rules.parties.values())[::9]]
    return (
        *mutations.ARGUMENTS,
        *names,
        *(topic.name for topic in rules.topics[::3]),
        "from",
        "to",
        "between",
        "and",
        "since",
        "until",
        "as of",
        "not",
        "?",
    )


MOST_ENTRIES = {"parties.toml": 1_000}
"""Parties explain one another: few of them alone are refused at once."""


def _rules(name: str) -> Callable[[], st.SearchStrategy[str]]:
    def draw() -> st.SearchStrategy[str]:
        tables = mutations.tables_of(name, MOST_ENTRIES.get(name, 4))
        changed = st.lists(mutations.CHANGE, min_size=1, max_size=2).map(
            lambda changes: _file(mutations.with_changes(tables, changes))
        )
        text = mutations.written(tables)
        broken = st.builds(mutations.edited, st.just(text), st.lists(mutations.EDIT, min_size=1, max_size=3))
        return st.one_of(
            changed, changed, broken.map(lambda words: words.encode("utf-8", "replace").decode())
        )

    return draw


def _file(tables: Any) -> str:
    return mutations.written(tables) if isinstance(tables, dict) else f"x = {mutations.toml(tables)}"


ENVIRONMENT = st.dictionaries(
    st.sampled_from(sorted({*VARIABLES.values(), *SECRETS.values(), *OWN} - {"AIDE_CONFIG"})),
    st.one_of(
        mutations.PIECES,
        st.sampled_from(("console", "polling", "webhook", "1,2", "http://x", "https://[", "127.0.0.1:99999", "sqlite:////", "on", "Asia/../x", "12345:" + "s3cret" * 6, "s3cret words", "s3cret-" * 4)),
    ),
    max_size=5,
)  # fmt: skip


def _apart(form: Form) -> Target:
    draw = {Form.ZIP: lambda: st.one_of(mutations.files("zip"), mutations.repacked(), mutations.repacked())}
    return Target(
        f"apart-{form.value}",
        draw.get(form, lambda: mutations.files(form.value)),
        laws.a_file_is_taken_apart(form),
        short=10,
    )


def _stories() -> st.SearchStrategy[Any]:
    import chat_laws  # the whole bot, which the other targets do without

    return chat_laws.STORIES


def _a_story_goes_well(deeds: Any) -> None:
    import chat_laws

    chat_laws.a_story_goes_well(deeds)


def _answers_of_a_mail_server() -> st.SearchStrategy[Any]:
    import wire_laws

    return wire_laws.MAIL


def _a_folder_is_looked_at(value: Any) -> None:
    import wire_laws

    wire_laws.whatever_a_mail_server_says_is_listed_or_told(value)


def _requests() -> st.SearchStrategy[Any]:
    import wire_laws

    return wire_laws.HTTP


def _the_webhook_answers(value: Any) -> None:
    import wire_laws

    wire_laws.whatever_is_sent_to_the_webhook_is_answered_or_refused(value)


FORMS = ("html", "pdf", "zip", "rtf", "eml", "text")
TARGETS: dict[str, Target] = {
    target.name: target
    for target in (
        Target("parser", mutations.texts, laws.a_text_is_read, 6, 25),
        Target("growth", lambda: st.lists(st.one_of(mutations.PIECES, st.sampled_from(mutations.sentences())), min_size=1, max_size=4), laws.a_text_costs_what_it_is_long, 4, 2),
        Target("keeping", mutations.texts, laws.a_text_is_kept_whole, 3, 6),
        Target("asking", lambda: mutations.words(_vocabulary()), laws.a_question_is_understood, 5, 30),
        Target("following", lambda: mutations.words(_vocabulary()), laws.an_interest_is_understood, 4, 30),
        *(_apart(form) for form in (Form.HTML, Form.PDF, Form.ZIP, Form.RTF, Form.EML)),
        Target("intake", lambda: st.one_of([mutations.files(form) for form in FORMS] + [mutations.repacked()]), laws.a_file_is_taken_in, 6, 12),
        Target("feed", _listing(FEED, ATOM, form=FEED_FORM), laws.a_listing_is_read(SourceForm.FEED)),
        Target("sitemap", _listing(SITEMAP, INDEX, form=SITEMAP_FORM), laws.a_listing_is_read(SourceForm.SITEMAP)),
        Target("page", _listing(PAGE, form=PAGE_FORM), laws.a_listing_is_read(SourceForm.PAGE)),
        Target("robots", lambda: st.tuples(ROBOTS, PATHS), laws.rules_of_robots_are_obeyed),
        Target("addresses", lambda: st.tuples(PATHS, st.one_of(PATHS, mutations.PIECES)), laws.an_address_is_judged, 1, 40),
        *(Target(name.removesuffix(".toml"), _rules(name), laws.a_file_of_rules_is_loaded(name), 1, 6) for name in laws.LOADERS),
        Target("environment", lambda: ENVIRONMENT, laws.environments_are_read, 1, 30),
        Target("mail folder", _answers_of_a_mail_server, _a_folder_is_looked_at, 3, 10),
        Target("webhook", _requests, _the_webhook_answers, 3, 12),
        Target("chat", _stories, _a_story_goes_well, 14, 8),
    )
}  # fmt: skip
"""In the order in which they are tried."""
