"""A message of Telegram goes in; its stretches come out, quotations apart, each fit to be shown as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.telegram_html import utf16

QUOTES = ("blockquote", "expandable_blockquote", "pre")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What could move the cursor or recolour a terminal; a document must not be able to."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a message: whether it is quoted, and the entities in it, with offsets in characters.

    ``apart`` is true where a white line stands above it.
    """

    text: str
    quoted: bool
    entities: tuple[Mapping[str, Any], ...]
    apart: bool = False


def pieces(text: str, entities: Sequence[Mapping[str, Any]]) -> Iterator[Piece]:
    """The message cut at the borders of its quotations; white lines around the cuts go."""
    marks = [_in_characters(text, entity) for entity in entities]
    quotes = sorted((mark for mark in marks if mark["type"] in QUOTES), key=lambda mark: mark["start"])
    place = 0
    for quote in quotes:
        if quote["start"] < place:
            continue
        yield from _piece(text, place, quote["start"], marks, quoted=False)
        yield from _piece(text, quote["start"], quote["end"], marks, quoted=True)
        place = quote["end"]
    yield from _piece(text, place, len(text), marks, quoted=False)


def _piece(
    text: str, start: int, end: int, marks: Sequence[Mapping[str, Any]], *, quoted: bool
) -> Iterator[Piece]:
    body = text[start:end]
    start += len(body) - len(body.lstrip("\n"))
    body = body.strip("\n")
    end = start + len(body)
    if body.strip():
        inside = tuple(
            {**mark, "start": max(mark["start"], start) - start, "end": min(mark["end"], end) - start}
            for mark in marks
            if mark["type"] not in QUOTES and mark["start"] < end and mark["end"] > start
        )
        yield Piece(CONTROL.sub(" ", body), quoted, inside, apart=text[:start].endswith("\n\n"))


def _in_characters(text: str, entity: Mapping[str, Any]) -> dict[str, Any]:
    """Telegram counts in UTF-16 units, Python in characters."""
    if utf16(text) == len(text):
        start, end = entity["offset"], entity["offset"] + entity["length"]
    else:
        units = text.encode("utf-16-le", "surrogatepass")
        start, end = (
            len(units[: 2 * place].decode("utf-16-le", "replace"))
            for place in (entity["offset"], entity["offset"] + entity["length"])
        )
    return {**entity, "start": start, "end": end}


def plain(piece: Piece) -> str:
    """The piece for a pipe or a file: every address written out, quotations marked at the margin."""
    text = piece.text
    for mark in sorted(piece.entities, key=lambda mark: mark["end"], reverse=True):
        shown = text[mark["start"] : mark["end"]]
        url = mark.get("url", "")
        if url and url != shown:
            text = f"{text[: mark['end']]} <{CONTROL.sub('', url)}>{text[mark['end'] :]}"
    return "\n".join(f"    {line}" for line in text.split("\n")) if piece.quoted else text
