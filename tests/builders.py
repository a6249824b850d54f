"""Briefs for the tests of messages: any that could be, and a plain one."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from briefs.brief import Brief, Choice, Entry, Part, Quotation
from briefs.model import DocumentKind, Kind, Moment, Precision, Source, Strength

ADDED = datetime(2026, 11, 2, 8, 30, tzinfo=UTC)
PLAIN = Moment(date(2021, 1, 28), date(2021, 1, 28), Precision.DAY)

NASTY = "<>&\"'@/#\n\t 🇰🇭🇦🇺é\u202eក្រ\x00"
"""What breaks markup, counts double in UTF-16, turns text round or is no text at all."""

letters = st.characters(codec="utf-8", exclude_categories=("Cs",))
texts = st.text(st.one_of(st.sampled_from("abc xyz. "), st.sampled_from(NASTY), letters), max_size=300)
long_texts = st.builds(lambda text, times: (text + " ") * times, texts, st.integers(1, 30))
words = st.one_of(texts, texts, texts, long_texts)
moments = st.builds(
    Moment,
    st.one_of(st.none(), st.dates(date(1950, 1, 1), date(2100, 1, 1))),
    st.none(),
    st.sampled_from([None, *Precision]),
    st.booleans(),
)
urls = st.one_of(
    st.none(),
    st.just("https://example.org/a?b=1&c=2"),
    st.just('javascript:alert("x")'),
    st.builds(lambda tail: "https://example.org/" + tail, texts),
    st.just("https://example.org/" + "x&" * 900),
)


def source(number: int = 1, **given: object) -> Source:
    """A document as an answer cites it."""
    plain: dict[str, object] = {
        "number": number,
        "title": f"Talks of the year, part {number}",
        "kind": DocumentKind.PRESS_RELEASE,
        "publisher": "Ministry of Trade",
        "published": PLAIN,
        "published_reason": None,
        "place": None,
        "url": f"https://example.org/talks/{number}",
        "sample": False,
        "revision": 1,
        "added_at": ADDED,
    }
    return Source(**{**plain, **given})  # type: ignore[arg-type]


def entry(text: str = "will train 200 officers", line: int | None = 7, **given: object) -> Entry:
    """A line of a brief."""
    plain: dict[str, object] = {
        "when": PLAIN,
        "direction": "Australia → Cambodia",
        "kind": Kind.PLEDGE,
        "source": 1,
        "notes": ("by 2023",),
    }
    return Entry(text, line=line, **{**plain, **given})  # type: ignore[arg-type]


def brief(*parts: Part, **given: object) -> Brief:
    """An answer with one part, unless others are given."""
    plain: dict[str, object] = {"title": "Australia", "question": "partner AU", "sources": (source(),)}
    found = parts or (Part("pledges", "Pledges", (entry(),)),)
    return Brief(**{**plain, "parts": found, **given})  # type: ignore[arg-type]


sources = st.builds(
    source,
    st.integers(1, 9),
    title=words,
    publisher=st.one_of(st.none(), words),
    published=moments,
    url=urls,
    sample=st.booleans(),
    revision=st.integers(1, 3),
)
marks = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 80)), max_size=60).map(tuple)
entries = st.builds(
    Entry,
    words,
    st.one_of(st.none(), moments),
    texts,
    st.sampled_from([None, *Kind]),
    st.sampled_from([None, *Strength]),
    st.lists(texts, max_size=3).map(tuple),
    st.one_of(st.none(), st.integers(1, 999_999_999)),
    st.one_of(st.none(), st.integers(1, 12)),
    st.one_of(st.none(), texts),
    marks,
)
parts = st.builds(
    Part,
    words.map(lambda text: text[:90]),
    words,
    st.lists(entries, max_size=25).map(tuple),
    st.booleans(),
    st.one_of(st.none(), words),
)
briefs = st.builds(
    Brief,
    words,
    words,
    st.lists(words, max_size=4).map(tuple),
    st.lists(parts, max_size=5, unique_by=lambda part: part.key).map(tuple),
    st.lists(st.builds(Quotation, words, st.integers(1, 400), st.integers(1, 12), urls), max_size=3).map(
        tuple
    ),
    st.lists(sources, max_size=9, unique_by=lambda each: each.number).map(tuple),
    st.lists(st.builds(Choice, words, words), max_size=30).map(tuple),
    st.booleans(),
)
