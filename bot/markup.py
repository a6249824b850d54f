"""Runs of plain text with their style go in; lines of Telegram's HTML, each complete by itself, come out."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace

Line = tuple["Run", ...]
"""What stands on one line of a message: runs of text in order."""

LINE_LIMIT = 1500
"""UTF-16 units of HTML in one line: small enough that a heading, a line and its source fit one message."""

LINE_ENTITIES = 40
HREF_LIMIT = 900
"""UTF-16 units of an escaped address; a longer one is not linked, for it would crowd out the text."""

SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
# Direction overrides would let a document turn the rest of a message round; surrogates cannot be sent at all.
NEVER = re.compile(r"[\u202a-\u202e\u2066-\u2069\ufeff]")
SURROGATE = re.compile(r"[\ud800-\udfff]")
ADDRESS = re.compile(r"https?://[^\s<>\"]{3,2000}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style: ``tags`` are names of elements, the outermost first."""

    text: str
    tags: tuple[str, ...] = ()
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Html:
    """A line as it is sent, and what it takes up: UTF-16 units, and at most so many of Telegram's entities."""

    text: str
    size: int
    marks: int = 0


def bold(text: str) -> Run:
    """A run in bold."""
    return Run(text, ("b",))


def italic(text: str) -> Run:
    """A run in italics."""
    return Run(text, ("i",))


def link(text: str, address: str | None) -> Run:
    """A run that leads to a web address; plain where the address is none, or too long to carry."""
    if address is None or ADDRESS.fullmatch(address) is None:
        return Run(text)
    return Run(text, (), address) if units(html.escape(address)) <= HREF_LIMIT else Run(text)


def plain(text: str) -> str:
    """Text that may stand on a line: white space is one space, and what would harm the message is gone."""
    if text.isprintable() and "  " not in text:
        return text  # nearly every text: no break, no tabulator, nothing invisible
    text = SPACE.sub(" ", text)
    return text if text.isascii() else SURROGATE.sub("\ufffd", NEVER.sub("", text))


def units(text: str) -> int:
    """The length of a text as Telegram counts it, in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def short(text: str, most: int) -> str:
    """The text, or its beginning up to a word with an ellipsis: at most ``most`` characters."""
    text = plain(text).strip()
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    words = kept.rfind(" ")
    return (kept[:words] if words > most // 2 else kept).rstrip() + "…"


def shown(line: Line) -> str:
    """The HTML of a line: every text escaped, every element closed."""
    return "".join([_shown(run) for run in _merged(line)]).strip()


def entities(line: Line) -> int:
    """How many of Telegram's entities the line takes up."""
    return sum([len(run.tags) + (run.href is not None) for run in line])


def rendered(line: Line) -> Html:
    """A line as it is sent, however long it is."""
    text = shown(line)
    return Html(text, units(text), entities(line))


def written(line: Line, limit: int = LINE_LIMIT) -> list[Html]:
    """The line as it is sent, cut between words into as many as it takes for each to stay within ``limit``.

    None where the line says nothing.
    """
    whole = rendered(line)
    if whole.marks <= LINE_ENTITIES and whole.size <= limit:
        return [whole] if whole.text else []
    return [piece for piece in map(rendered, _cut(line, limit)) if piece.text]


def _cut(line: Line, limit: int) -> list[Line]:
    done: list[Line] = []
    current: list[Run] = []
    left = limit
    waiting = [replace(run, text=plain(run.text)) for run in reversed(line)]
    while waiting:
        run = waiting.pop()
        cost = units(_shown(run))
        if cost <= left and entities((*current, run)) <= LINE_ENTITIES:
            current.append(run)
            left -= cost
            continue
        room = left - _dress(run)
        head = _fitting(run.text, room, whole_words=bool(current)) if _has_room(current, run) else ""
        if head:
            current.append(replace(run, text=head))
        waiting.append(replace(run, text=run.text[len(head) :]))
        done.append(tuple(current))
        current, left = [], limit
    return [*done, tuple(current)]


def _has_room(current: list[Run], run: Run) -> bool:
    return entities((*current, run)) <= LINE_ENTITIES


def _fitting(text: str, room: int, *, whole_words: bool) -> str:
    """The beginning of the text whose escaped form takes at most ``room`` units; it ends with a word."""
    spent = end = 0
    for end, character in enumerate(text):  # noqa: B007
        spent += units(html.escape(character, quote=False))
        if spent > room:
            break
    else:
        return text
    if end and text[end] == " ":
        return text[:end]
    space = text.rfind(" ", 0, end)
    if space > 0:
        return text[: space + 1]
    return "" if whole_words else text[:end]


def _dress(run: Run) -> int:
    return units(_shown(replace(run, text="x"))) - 1


def _merged(line: Line) -> Line:
    """Neighbours of one style made one run, so that they cost one entity."""
    merged: list[Run] = []
    for run in line:
        if merged and (merged[-1].tags, merged[-1].href) == (run.tags, run.href):
            merged[-1] = Run(merged[-1].text + run.text, run.tags, run.href)
        elif run.text:
            merged.append(run)
    return tuple(merged)


def _shown(run: Run) -> str:
    text = html.escape(plain(run.text), quote=False)
    if not (run.tags or run.href) or not text.strip():
        return text
    for tag in reversed(run.tags):
        text = f"<{tag}>{text}</{tag.split(' ', 1)[0]}>"
    return f'<a href="{html.escape(run.href)}">{text}</a>' if run.href is not None else text
