"""Telegram's HTML goes in; the plain text and its entities come out, or the reason why Telegram would refuse."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

TOKEN = re.compile(
    r"<(/?)([A-Za-z][A-Za-z0-9-]{0,20})((?:\s[^<>]{0,4096})?)>|&(#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|lt|gt|amp|quot);"
)
ATTRIBUTE = re.compile(r"""\s([a-z-]{1,20})(?:=(?:"([^"]{0,4096})"|'([^']{0,4096})'))?""")
NAMES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}

Entity = dict[str, Any]
"""A MessageEntity as Telegram sends it: type, offset and length in UTF-16 units, and what belongs to the type."""


class BadMarkup(ValueError):
    """The text is not what Telegram accepts as HTML; the message is Telegram's own."""


def utf16(text: str) -> int:
    """The length of a text as Telegram counts it, in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse(source: str) -> tuple[str, list[Entity]]:
    """The plain text and the entities of a message in Telegram's HTML.

    Raises ``BadMarkup`` where Telegram answers 400. White space at both ends is dropped, as Telegram does.
    """
    pieces: list[str] = []
    entities: list[Entity] = []
    open_tags: list[tuple[str, Entity]] = []
    units = place = 0
    for match in TOKEN.finditer(source):
        between = _literal(source, place, match.start())
        pieces.append(between)
        units += utf16(between)
        place = match.end()
        if match[4]:
            character = html.unescape(match[0])
            pieces.append(character)
            units += utf16(character)
        elif match[1]:
            entity = _close(match[2].lower(), open_tags, match.start())
            entity["length"] = units - entity["offset"]
            entities.append(entity)
        else:
            open_tags.append(_open(match, units))
    pieces.append(_literal(source, place, len(source)))
    if open_tags:
        raise BadMarkup(
            f"can't parse entities: Can't find end tag corresponding to start tag \"{open_tags[-1][0]}\""
        )
    return _trimmed("".join(pieces), entities)


def _literal(source: str, start: int, end: int) -> str:
    text = source[start:end]
    if "<" in text:
        offset = len(source[: start + text.index("<")].encode("utf-8", "surrogatepass"))
        raise BadMarkup(f"can't parse entities: Unsupported start tag at byte offset {offset}")
    return text


def _open(match: re.Match[str], units: int) -> tuple[str, Entity]:
    name = match[2].lower()
    kind = NAMES.get(name)
    attributes = {
        part[1]: html.unescape(part[2] or part[3] or "") for part in ATTRIBUTE.finditer(match[3] or "")
    }
    offset = len(match.string[: match.start()].encode("utf-8", "surrogatepass"))
    if kind is None or (name == "span" and attributes.get("class") != "tg-spoiler"):
        raise BadMarkup(f'can\'t parse entities: Unsupported start tag "{name}" at byte offset {offset}')
    return name, {"type": kind, "offset": units, "length": 0, **_details(name, attributes)}


def _details(name: str, attributes: Mapping[str, str]) -> Entity:
    if name == "a":
        return {"url": attributes.get("href", "")}
    if name == "blockquote" and "expandable" in attributes:
        return {"type": "expandable_blockquote"}
    if name == "tg-emoji":
        return {"custom_emoji_id": attributes.get("emoji-id", "")}
    if name == "tg-time":
        moment = attributes.get("unix", "")
        if not (moment.isascii() and moment.isdigit()):
            raise BadMarkup('can\'t parse entities: Invalid unix time in the tag "tg-time"')
        return {"unix_time": int(moment), "date_time_format": attributes.get("format", "")}
    if name == "code" and attributes.get("class", "").startswith("language-"):
        return {"language": attributes["class"].removeprefix("language-")}
    return {}


def _close(name: str, open_tags: list[tuple[str, Entity]], offset: int) -> Entity:
    if not open_tags:
        raise BadMarkup(f"can't parse entities: Unexpected end tag at byte offset {offset}")
    opened, entity = open_tags.pop()
    if opened != name:
        raise BadMarkup(
            f'can\'t parse entities: Unmatched end tag at byte offset {offset}, expected "</{opened}>", '
            f'found "</{name}>"'
        )
    return entity


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    body = text.lstrip()
    dropped = utf16(text) - utf16(body)
    body = body.rstrip()
    size = utf16(body)
    kept = []
    for entity in entities:
        start = max(0, entity["offset"] - dropped)
        end = min(size, entity["offset"] + entity["length"] - dropped)
        # Telegram drops what marks nothing, and a link without an address is plain text to it.
        if end > start and entity.get("url", "-"):
            kept.append({**entity, "offset": start, "length": end - start})
    return body, sorted(kept, key=lambda entity: (entity["offset"], -entity["length"]))
