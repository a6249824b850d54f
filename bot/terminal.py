"""Stretches of a message and buttons go in; what rich shows of them in a terminal, with styles and links, comes out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.pieces import CONTROL, Piece

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

STYLES = {
    "bold": "bold",
    "italic": "italic",
    "underline": "underline",
    "strikethrough": "strike",
    "code": "cyan",
    "date_time": "none",
    "bot_command": "cyan",
}
BULLET = re.compile(r"(?:\[[0-9]{1,3}\]|[0-9]{1,3}\.|[•▸–📄]) ")


def rich_text(piece: Piece) -> Text:
    """The piece for a terminal: styled, with links that can be clicked, and the site that each leads to."""
    from rich.text import Text

    text = Text(piece.text)
    ends = {}
    for mark in piece.entities:
        url = CONTROL.sub("", mark.get("url", "")).replace(" ", "%20")
        text.stylize(
            f"underline link {url}" if url else STYLES.get(mark["type"], ""), mark["start"], mark["end"]
        )
        if url and site(url) not in piece.text[mark["start"] : mark["end"]]:
            ends[mark["end"]] = site(url)
    whole = Text()
    for end, part in zip([*sorted(ends), None], text.divide(sorted(ends)), strict=True):
        whole.append_text(part)
        if end is not None:
            whole.append(f" ({ends[end]})", "dim")
    return whole


def site(url: str) -> str:
    """The host of an address, for showing."""
    try:
        return (urlsplit(url).hostname or url).removeprefix("www.")
    except ValueError:
        return url


def dim(words: str) -> RenderableType:
    """A remark of the terminal itself."""
    from rich.text import Text

    return Text(CONTROL.sub(" ", words), style="dim")


def block(piece: Piece, console: Console, width: int) -> RenderableType:
    """The piece, broken into lines here: a quotation keeps its margin, a list its indentation."""
    from rich.text import Text

    text = rich_text(piece)
    if piece.quoted:
        margin = Text("│ ", "dim")
        return Text("\n").join(margin + line for line in text.wrap(console, max(20, width - 2)))
    return Text("\n").join(
        part for line in text.split("\n", allow_blank=True) for part in _hung(line, console, width)
    )


def _hung(line: Text, console: Console, width: int) -> Iterator[Text]:
    """A line of a list, broken so that its number or bullet stands out at the left."""
    from rich.cells import cell_len
    from rich.text import Text

    bullet = BULLET.match(line.plain)
    indent = cell_len(bullet[0]) if bullet else 0
    for number, part in enumerate(line.wrap(console, max(20, width - indent))):
        part.rstrip()
        yield Text(" " * indent) + part if number and indent else part


def row(labels: Sequence[tuple[str, str]]) -> RenderableType:
    """Buttons that stand side by side, each with what to type for it."""
    from rich.text import Text

    parts = (Text.assemble((f" {number} ", "bold reverse"), " ", label, "   ") for number, label in labels)
    return Text.assemble(*parts)
