"""A page's tree in, a copy out without what bears other dates than the article's; and text without signs of footnotes.

Of what it is given the library takes the first date that looks like one: of another release in a box at the side, of a
comment, of the day on which the footer was changed.
"""

from __future__ import annotations

import re
from copy import deepcopy
from itertools import islice
from typing import Any

OTHERS = frozenset({"footer", "aside", "nav", "iframe"})
OTHER_PLACES = re.compile(
    r"(?:^|[\s_-])(?:footer|related|comments?|sidebar|side-bar|latest|recent|trending|popular|more-news|other-news|today|clock|"
    r"copyright|site-info|see-also|read-more|recommended|upcoming|disqus|last-?updated|last-?modified)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Names of classes that say what a part of a page is."""
CHANGED = re.compile(r"modif|updated|revis|reviewed", re.IGNORECASE)
"""In the name of a date: the day of the last change, which is no day of publication."""
PUBLISHED = re.compile(r"publish", re.IGNORECASE)
DATES = re.compile(r"(?:^|[\s_-])(?:date|time|day|clock|today)(?:$|[\s_-])", re.IGNORECASE)
OWN = frozenset({"article", "main"})
HEADINGS = ("article", "main", "h1")
"""What holds one of these is no box at the side, whatever it is called: many pages are named after what stands beside them."""
TITLES = ("h1", "h2")
ROOTS = frozenset({"html", "body", "head"})
UPDATED = re.compile(
    r"^\W{0,3}(?:page |site )?(?:last )?(?:updated|modified|revised|reviewed)\b", re.IGNORECASE
)
LONGEST_NOTE = 80
MOST_BOXES = 200
"""Boxes at the side that are looked into; no article has so many."""

LOWERED = re.compile(r"</?sub\b[^<>]{0,300}>", re.IGNORECASE)
SIGN = re.compile(r"<sup\b[^<>]{0,300}>(?P<words>(?:[^<]|<(?!/?sup\b)){0,300})</sup\s{0,9}>", re.IGNORECASE)
TAG = re.compile(r"<[^<>]{0,300}>")
NOTE = re.compile(r"\[?(?:\d{1,3}|[*†‡§]{1,3}|[ivx]{1,5})\]?(?:\s?,\s?\d{1,3})*")
POWER = re.compile(r"\d{1,2}")
TIMES_TEN = re.compile(r"\d\s?(?:[x×·*]|&times;|&middot;)\s?10$")
BARE_TEN = re.compile(r"(?:^|[>(]|(?<![\w.,:;])[a-z]{2,20}[ \u00a0])10$")
OF_UNIT = re.compile(r"[ \u00a0](?!and\b|or\b|of\b|to\b|in\b|the\b)[a-z]")
BEFORE = 30
UNIT = re.compile(r"(?:^|[\s\d>;])[kcm]?m$")
"""Square and cubic metres, whose raised number stays."""


def without_signs(page: str) -> str:
    """The page without the raised signs of its footnotes; what else is raised or lowered stands beside what it belongs to."""
    page = LOWERED.sub("", page)
    if "<sup" not in page and "<SUP" not in page:
        return page

    def kept(sign: re.Match[str]) -> str:
        words = " ".join(TAG.sub(" ", sign["words"]).split())
        if POWER.fullmatch(words) and _is_power(page, sign, linked=words != sign["words"].strip()):
            return f"^{words}"
        unit = UNIT.search(page, max(0, sign.start() - 4), sign.start())
        return "" if NOTE.fullmatch(words) and not unit else sign["words"]

    return SIGN.sub(kept, page)


def _is_power(page: str, sign: re.Match[str], *, linked: bool) -> bool:
    """Whether a raised number is the power of the ten before it, and not a note on Article 10: "4 × 10⁶", "10⁶ tonnes".

    Without a sign of multiplication only thousands, millions and the like are taken for one, with their unit after them.
    """
    before = page[max(0, sign.start() - BEFORE) : sign.start()]
    if TIMES_TEN.search(before):
        return True
    thousands = not linked and int(sign["words"]) % 3 == 0
    return thousands and BARE_TEN.search(before) is not None and OF_UNIT.match(page, sign.end()) is not None


def for_dates(tree: Any) -> Any:
    """A copy of the tree in which only the head and the article say when."""
    copy = deepcopy(tree)
    _end_with(_own(copy))
    nodes = [node for node in copy.iter() if isinstance(node.tag, str) and node.tag not in ROOTS | OWN]
    boxes = [node for node in nodes if _is_other(node)][:MOST_BOXES]
    for node in boxes:
        if node.getparent() is not None and next(node.iter(*HEADINGS), None) is None:
            node.drop_tree()
    return copy


def _own(tree: Any) -> Any:
    """The part of a page that is the article: what holds its heading, or the only one; None where none is."""
    for heading in islice(tree.iter("h1"), MOST_BOXES):
        above = list(heading.iterancestors())
        found = next((node for node in above if node.tag in OWN), None)
        if found is not None and not any(node.tag in OTHERS for node in above):
            return found
    parts = islice(tree.iter(*OWN), MOST_BOXES)
    outermost = [node for node in parts if not any(one.tag in OWN | OTHERS for one in node.iterancestors())]
    return outermost[0] if len(outermost) == 1 else None


def _end_with(own: Any) -> None:
    """Drop what follows a part of a page, but for what is said for machines: an article is dated above its words or in them."""
    while own is not None and own.tag not in ROOTS:
        for after in list(own.itersiblings()):
            own.getparent().extend(list(after.iter("script")))
            if after.tag != "script":
                own.getparent().remove(after)
        own = own.getparent()


def _lists(script: Any) -> bool:
    """Whether what a page says for machines is first of all a list of other pages."""
    words = script.text or ""
    listed = words.find('"ItemList"')
    return 0 <= listed < words.find('"datePublished"')


def _is_other(node: Any) -> bool:
    if node.tag == "script":
        return _lists(node)
    if node.tag == "meta":
        return any(
            CHANGED.search(node.get(name, "")) for name in ("property", "name", "http-equiv", "itemprop")
        )
    named = f"{node.get('class', '')} {node.get('id', '')} {node.get('itemprop', '')}"
    if node.tag in OTHERS or OTHER_PLACES.search(named):
        return True
    if node.tag == "time" or DATES.search(named):
        return _is_of_the_house(node) or _is_change(named)
    return node.text is not None and len(node) == 0 and _says_changed(node.text)


def _is_of_the_house(date: Any) -> bool:
    """Whether a date stands in the header of a page, where the day of today stands, and not beside the title of its article."""
    above = list(date.iterancestors())
    header = next((node for node in above if node.tag == "header"), None)
    if header is None or OWN & {node.tag for node in above}:
        return False
    return not _is_titled(header)


def _is_titled(header: Any) -> bool:
    """Whether a header bears the title of its page: the only large heading, by which the page is called, and no way home."""
    headings = list(islice(header.getroottree().iter("h1"), 2))
    if (
        len(headings) != 1
        or header not in headings[0].iterancestors()
        or next(headings[0].iter("a"), None) is not None
    ):
        return False
    words = " ".join(headings[0].text_content().split())
    called = next(header.getroottree().iter("title"), None)
    named = " ".join((called.text or "").split()) if called is not None else ""
    return bool(words) and named.startswith(words) and not _begins_with_heading(header)


def _begins_with_heading(header: Any) -> bool:
    """Whether the article has a heading of its own at its start, so that what stands above it is the name of the house."""
    own = next(header.getroottree().iter(*OWN), None)
    first = (
        next((node for node in own.iter(*TITLES, "p") if node.text_content().strip()), None)
        if own is not None
        else None
    )
    return first is not None and first.tag in TITLES


def _is_change(named: str) -> bool:
    """Whether a date is called that of a change, and not that of publication as well."""
    return CHANGED.search(named) is not None and PUBLISHED.search(named) is None


def _says_changed(words: str) -> bool:
    """Whether a line says when the page was last changed."""
    return len(words) <= LONGEST_NOTE and UPDATED.match(words) is not None
