"""The bytes of an RSS or Atom feed in, its items out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from briefs.errors import Unreadable
from briefs.watching.listing import LARGEST_FEED, Item, day, item

MOST_TAGS = 30_000
"""A feed of five hundred whole articles has fewer; what has more is built to keep us busy."""

_TAG = re.compile(r"<[^<>]{0,2000}>")
_ENTITIES = tuple("<!ENTITY".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def items(body: bytes, base: str) -> Iterator[Item]:
    """What a feed lists, in its order. Raises Unreadable for what is no feed, or one that is built to do harm."""
    _bound(body)
    import feedparser

    try:
        feed: Any = feedparser.parse(BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:
        raise Unreadable(f"The feed cannot be taken apart ({type(error).__name__}).") from error
    if not feed.get("version") and not feed.entries:
        raise Unreadable("What stands there is no RSS or Atom feed. See whether the address has changed.")
    return _items(feed.entries, base)


def _items(entries: list[Any], base: str) -> Iterator[Item]:
    for entry in entries:
        link = entry.get("link") or ""
        title = html.unescape(_TAG.sub(" ", str(entry.get("title") or "")[:2000]))
        changed = str(entry["updated"]) if "updated" in entry else ""  # it would borrow "published" otherwise
        said = str(entry["published"]) if "published" in entry else changed
        found = item(base, str(link), title, day(said), changed) if link else None
        if found is not None:
            yield found


def _bound(body: bytes) -> None:
    if len(body) > LARGEST_FEED:
        raise Unreadable(f"The feed has more than {LARGEST_FEED // 1_000_000} MB.")
    if body.count(b"<") > MOST_TAGS:
        raise Unreadable(f"The feed has more than {MOST_TAGS:,} tags.")
    if any(entities in body for entities in _ENTITIES):
        raise Unreadable("The feed defines entities of its own, which no feed needs.")
