"""An HTML page in, its article as Markdown out with title, date and address; menus and footers are left behind."""

from __future__ import annotations

import logging
import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from briefs.errors import Unreadable
from briefs.intake import html_pruned
from briefs.intake.formats import Found

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,19})\b")
ENDLESS = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "dd",
        "dt",
        "embed",
        "hr",
        "img",
        "input",
        "li",
        "link",
        "meta",
        "option",
        "p",
        "param",
        "source",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "wbr",
    ]
)
"""Tags that are not closed, or need not be: they say nothing about depth."""
DEEPEST = 250
MOST_TAGS = 60_000
EARLIEST, LATEST = "1945-01-01", "2099-12-31"


def read(page: str, name: str) -> Found:
    """The article of a page. Raises Unreadable for a page too deep or too large to be an article."""
    _bound(page, name)
    page = html_pruned.without_signs(page)
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what is in a page is nobody's log
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    dates = {"extensive_search": False, "original_date": True, "min_date": EARLIEST, "max_date": LATEST}
    try:
        tree = trafilatura.load_html(page)
        if tree is None:
            return Found("")
        known: Any = trafilatura.extract_metadata(html_pruned.for_dates(tree), date_config=dates)
        text = trafilatura.extract(tree, output_format="markdown", include_comments=False, favor_recall=True)
        if not text or not text.strip():
            text = trafilatura.html2txt(page)
    except Exception as error:
        raise Unreadable(f"{name} is a page that cannot be taken apart ({type(error).__name__}).") from error
    return Found(text=text or "", **_about(known))


def depth(page: str) -> tuple[int, int]:
    """How deep the tags of a page are nested at most, and how many there are. Linear in the page."""
    deepest = now = tags = 0
    for closing, tag in TAG.findall(page):
        tags += 1
        if tag.lower() in ENDLESS:
            continue
        now = max(0, now - 1) if closing else now + 1
        deepest = max(deepest, now)
    return deepest, tags


def _bound(page: str, name: str) -> None:
    deepest, tags = depth(page)
    if deepest > DEEPEST or tags > MOST_TAGS:
        raise Unreadable(
            f"{name} is a page of {tags} tags, up to {deepest} within each other; no article is built so. "
            "Save its text and add that."
        )


def _about(known: Any) -> dict[str, Any]:
    """What the head of the page says; a date is taken only from where it is written as one, never guessed."""
    if known is None:
        return {}
    return {
        "title": " ".join((known.title or "").split()) or None,
        "published_on": _day(known.date),
        "url": _address(known.url),
    }


def _day(words: str | None) -> date | None:
    try:
        return date.fromisoformat(words[:10]) if words else None
    except ValueError:
        return None


def _address(url: str | None) -> str | None:
    """Only a whole address of a page on the web is one that a reader can follow."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in {"http", "https"} and "." in (parts.netloc or "") else None
