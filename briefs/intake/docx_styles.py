"""The styles of a Word file in, which of them are headings or lists out: by a look at each, for there are hundreds."""

from __future__ import annotations

import re
from dataclasses import dataclass

NAMESPACE = re.compile(r'xmlns:(\w{1,20})="http://schemas\.openxmlformats\.org/wordprocessingml/2006/main"')
HEADING = re.compile(r"heading ([1-9])$", re.IGNORECASE)
LOOK = 3000
"""Letters of a style in which its name, its parent and its list stand."""
MOST_STYLES = 5_000


@dataclass(frozen=True, slots=True)
class Style:
    """``level`` is the depth of a heading (1 the title), 0 for other text; ``list_`` the list it belongs to."""

    level: int = 0
    list_: str = ""
    depth: int = 0


def styles(data: bytes) -> dict[str, Style]:
    """Each style that means something, by its id; what is built upon another has its meaning too."""
    text = data.decode("utf-8", "replace")
    space = NAMESPACE.search(text, 0, LOOK)
    prefix = space[1] if space else "w"
    found: dict[str, Style] = {}
    based: dict[str, str] = {}
    for piece in text.split(f"<{prefix}:style ", MOST_STYLES)[1:]:
        head = piece[:LOOK].partition(f"</{prefix}:style>")[0]
        own = _value(head, f"{prefix}:styleId")
        found[own] = Style(
            _level(_named(head, f"{prefix}:name")),
            _named(head, f"{prefix}:numId"),
            _number(_named(head, f"{prefix}:ilvl")),
        )
        based[own] = _named(head, f"{prefix}:basedOn")
    known = {own: style if style != Style() else found.get(based[own], style) for own, style in found.items()}
    return {own: style for own, style in known.items() if style != Style()}


def _value(head: str, attribute: str) -> str:
    return head.partition(f'{attribute}="')[2].partition('"')[0]


def _named(head: str, tag: str) -> str:
    """The ``val`` of the first element of that name."""
    rest = head.partition(f"<{tag} ")[2]
    return _value(rest.partition(">")[0], ":val") if rest else ""


def _number(words: str) -> int:
    return min(int(words), 8) if words.isdigit() and len(words) < 4 else 0  # noqa: PLR2004 - lists have nine depths


def _level(name: str) -> int:
    if name.casefold() == "title":
        return 1
    heading = HEADING.match(name)
    return min(6, int(heading[1]) + 1) if heading else 0
