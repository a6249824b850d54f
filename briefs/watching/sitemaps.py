"""The bytes of a sitemap in, the pages that it lists out; or the further sitemaps that it names."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError

from briefs.errors import Unreadable
from briefs.watching.listing import LARGEST, Item, day, item

GZIP = b"\x1f\x8b"
MOST_ADDRESSES = 50_000
"""What the protocol allows one file (sitemaps.org)."""
MOST_PARTS = 10
"""Further sitemaps that are followed: those that changed last."""
DEEPEST = 20

_Entry = dict[str, str]


def items(body: bytes, base: str) -> tuple[list[Item], tuple[str, ...]]:
    """The pages of a sitemap, and the addresses of further ones. Raises Unreadable for what is none."""
    if body.startswith(GZIP):
        body = _unpacked(body)
    if len(body) > LARGEST:
        raise Unreadable(f"The sitemap has more than {LARGEST // 1_000_000} MB.")
    entries, parts = _entries(body)
    pages = [_item(entry, base) for entry in entries]
    named = sorted(parts, key=lambda part: part.get("lastmod", ""), reverse=True)
    further = (item(base, part.get("loc", "")) for part in named[:MOST_PARTS])
    return [page for page in pages if page], tuple(part.address for part in further if part)


def _item(entry: _Entry, base: str) -> Item | None:
    """The last change is no day of publication: it only tells when to look again, and what is newest."""
    published = day(entry.get("publication_date", ""))
    return item(base, entry.get("loc", ""), entry.get("title", ""), published, entry.get("lastmod", ""))


def _entries(body: bytes) -> tuple[list[_Entry], list[_Entry]]:
    """The entries of both kinds, read piece by piece so that the tree of a large file is never held."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    pages: list[_Entry] = []
    parts: list[_Entry] = []
    entry: _Entry = {}
    depth = 0
    root: Any = None
    try:
        for event, element in iterparse(BytesIO(body), events=("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            if root is None:
                root = _checked(element)
            if depth > DEEPEST:
                raise Unreadable("The sitemap is nested more deeply than any sitemap is.")
            if event == "start":
                continue
            name = element.tag.rpartition("}")[2]
            if name in {"url", "sitemap"}:
                (pages if name == "url" else parts).append(entry)
                entry = {}
                root.clear()
            elif element.text and len(element):
                continue
            elif element.text and name not in entry:
                entry[name] = element.text.strip()
            if len(pages) + len(parts) > MOST_ADDRESSES:
                raise Unreadable(f"The sitemap lists more than {MOST_ADDRESSES:,} addresses.")
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Unreadable(f"The sitemap cannot be taken apart ({type(error).__name__}).") from error
    return pages, parts


def _checked(root: Any) -> Any:
    if root.tag.rpartition("}")[2] not in {"urlset", "sitemapindex"}:
        raise Unreadable("What stands there is no sitemap. See whether the address has changed.")
    return root


def _unpacked(body: bytes) -> bytes:
    unpack = zlib.decompressobj(wbits=47)
    try:
        plain = unpack.decompress(body, LARGEST + 1)
    except zlib.error as error:
        raise Unreadable("The sitemap is packed and cannot be unpacked.") from error
    return plain
