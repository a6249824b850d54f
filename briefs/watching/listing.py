"""What a source lists goes in as bytes; its items come out, newest first, and how many stood beyond the most."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from briefs.watching import addresses
from briefs.watching.sources import Form, wanted

if TYPE_CHECKING:
    from briefs.watching.sources import Source

MOST = 500
"""Items of one listing that are taken; an archive that lists more is read from its newest end."""
LARGEST = 10_000_000
"""Bytes of a page or a sitemap that are looked through for links."""
LARGEST_FEED = 2_000_000
"""The library that reads feeds takes up to eight seconds for a hostile megabyte."""
LONGEST_TITLE = 300

_CONTROLS = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Item:
    """Something that a source lists: where it is, and what the source says of it.

    ``key`` tells it from all others; ``stamp`` changes when the source says that the item did, and may be empty.
    """

    key: str
    address: str
    title: str | None = None
    published_on: date | None = None
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """The items of a source that are wanted, each once; ``passed`` counts those beyond the most.

    ``place`` is how far a mail folder was read; ``parts`` are further sitemaps that this one names.
    """

    items: tuple[Item, ...]
    passed: int = 0
    place: str | None = None
    parts: tuple[str, ...] = ()


def read(source: Source, body: bytes, base: str) -> Listing:
    """The items in the body of a feed, a page or a sitemap that was fetched from ``base``.

    Raises Unreadable where it is not what it should be, or too large.
    """
    if source.form is Form.FEED:
        from briefs.watching import feeds

        return chosen(source, feeds.items(body, base))
    if source.form is Form.SITEMAP:
        from briefs.watching import sitemaps

        items, parts = sitemaps.items(body, base)
        return chosen(source, items, parts)
    from briefs.watching import pages

    return chosen(source, pages.items(body, base))


def chosen(source: Source, items: Iterable[Item], parts: tuple[str, ...] = ()) -> Listing:
    """The items that are wanted, each once; where they are dated, the newest come first."""
    kept: dict[str, Item] = {}
    for item in items:
        if wanted(source, item.address):
            kept.setdefault(item.key, item)
    newest = sorted(kept.values(), key=_newness, reverse=True)
    return Listing(tuple(newest[:MOST]), max(0, len(newest) - MOST), parts=parts)


def _newness(listed: Item) -> date:
    """What has no date stays where the listing has it: at its head stands what is new."""
    return listed.published_on or day(listed.stamp) or date.max


def item(
    base: str, link: str, title: str = "", published_on: date | None = None, stamp: str = ""
) -> Item | None:
    """An item from what a listing says of it; None where its link leads nowhere that could be fetched."""
    address = addresses.joined(base, link)
    if address is None:
        return None
    return Item(addresses.key_of(address), address, plain(title) or None, published_on, stamp[:100])


def plain(words: str) -> str:
    """A title on one line, without marks that could turn or hide what follows."""
    return " ".join(_CONTROLS.sub(" ", words[: 4 * LONGEST_TITLE]).split())[:LONGEST_TITLE]


def day(words: str) -> date | None:
    """The day in the words of a listing, as the calendar of its own place had it: not that of Greenwich.

    >>> day("Fri, 20 Nov 2026 00:30:00 +0700")
    datetime.date(2026, 11, 20)
    """
    words = words.strip()[:60]
    try:
        return datetime.fromisoformat(words).date()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(words).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
