"""The bytes of a page that lists documents in, its links out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from briefs.errors import Unreadable
from briefs.intake import decoding
from briefs.watching import addresses
from briefs.watching.listing import LARGEST, Item, item

MOST_LINKS = 5_000
LONGEST_LABEL = 2000

# Every repetition has a bound, and none goes past the next tag: a page costs one look through, whatever it holds.
LINK = re.compile(
    r"""<a\s(?:[^<>]{0,1000}?\s)?href\s{0,9}=\s{0,9}(?:"([^"<>]{1,2000})"|'([^'<>]{1,2000})'|([^\s"'<>]{1,2000}))[^<>]{0,2000}>""",
    re.IGNORECASE,
)
BASE = re.compile(r"""<base\s[^<>]{0,200}?href\s{0,9}=\s{0,9}["']?([^\s"'<>]{1,2000})""", re.IGNORECASE)
END = re.compile(r"</a\b", re.IGNORECASE)
TAG = re.compile(r"<[^<>]{0,2000}>")


def items(body: bytes, base: str) -> Iterator[Item]:
    """Every link of a page that can be followed, in its order. Raises Unreadable for what is no page."""
    if len(body) > LARGEST:
        raise Unreadable(f"The page has more than {LARGEST // 1_000_000} MB.")
    text = decoding.text_of(body)
    if text is None:
        raise Unreadable("What stands there is no page of text. See whether the address has changed.")
    text = decoding.html_text_of(body, text)
    named = BASE.search(text, 0, 100_000)
    base = (addresses.joined(base, html.unescape(named[1])) if named else None) or base
    return _items(text, base)


def _items(text: str, base: str) -> Iterator[Item]:
    for number, link in enumerate(LINK.finditer(text)):
        if number == MOST_LINKS:
            return
        label = text[link.end() : link.end() + LONGEST_LABEL]
        end = END.search(label)
        title = html.unescape(TAG.sub(" ", label[: end.start()])) if end else ""
        found = item(base, html.unescape(link[1] or link[2] or link[3]), title)
        if found is not None:
            yield found
