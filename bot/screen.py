"""A message as Telegram would show it goes in; lines for a terminal or for plain text come out.

The Screen also numbers the buttons it has shown, so that a number can press one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TextIO
from urllib.parse import urlsplit

from bot.telegram_html import utf16

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

    from bot.telegram_nouns import Json, Sent

WIDEST = 100
"""Columns; longer lines are hard to read."""

QUOTES = ("blockquote", "expandable_blockquote", "pre")
STYLES = {
    "bold": "bold",
    "italic": "italic",
    "underline": "underline",
    "strikethrough": "strike",
    "code": "cyan",
    "date_time": "none",
    "bot_command": "cyan",
}
OWN_NUMBER = re.compile(r"[1-9][0-9]{0,2}")
BULLET = re.compile(r"(?:\[[0-9]{1,3}\]|[0-9]{1,3}\.|[•▸–]) ")
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


@dataclass(slots=True)
class Screen:
    """Shows what the bot does to one terminal (``colours``) or one stream of plain text.

    ``buttons`` holds what a number presses: the message and the button. ``gone`` is true once nobody reads any more.
    """

    out: TextIO
    colours: bool = False
    buttons: dict[int, tuple[Json, Json]] = field(default_factory=dict)
    gone: bool = False
    _fresh: bool = True
    _console: Console | None = None

    def new_turn(self) -> None:
        """The person has said something: the next buttons are numbered from 1 again."""
        self._fresh = True

    def show(self, sent: Sent) -> None:
        """Show one call of the bot, if it is one that a person sees."""
        try:
            self._show(sent)
        except BrokenPipeError:  # `head` and the like stop reading when they have enough
            self.gone = True

    def _show(self, sent: Sent) -> None:
        match sent.method:
            case "sendMessage" | "editMessageText" | "sendDocument":
                self._message(sent.result)
            case "editMessageReplyMarkup":
                self._buttons(sent.result)
            case "answerCallbackQuery" if sent.parameters.get("text"):
                self.say(str(sent.parameters["text"]))
            case "deleteMessage":
                self._forget(sent.parameters.get("message_id"))

    def say(self, words: str) -> None:
        """A remark of the terminal itself, apart from what the bot says."""
        if self.colours:
            self._print_rich(_dim(words))
        else:
            self._print(words)

    def _message(self, message: Json) -> None:
        text = str(message.get("text") or message.get("caption") or "")
        entities = message.get("entities") or message.get("caption_entities") or ()
        for piece in pieces(text, entities):
            if piece.apart:
                self._print("")
            if self.colours:
                self._print_rich(_block(piece, *self._rich()))
            else:
                self._print(plain(piece))
        if "document" in message:
            document = message["document"]
            self.say(
                f"[file: {document.get('file_name', 'without a name')}, {document.get('file_size', 0)} bytes]"
            )
        self._buttons(message)
        self._print("")

    def _buttons(self, message: Json) -> None:
        self._forget(message["message_id"])
        if self._fresh and "reply_markup" in message:
            self.buttons.clear()
            self._fresh = False
        rows = message.get("reply_markup", {}).get("inline_keyboard", ())
        numbers = self._numbers([button["text"] for row in rows for button in row])
        for row in rows:
            labels = []
            for button in row:
                number, label = next(numbers), CONTROL.sub(" ", button["text"])
                self.buttons[number] = (message, button)
                labels.append((number, "" if label == str(number) else label))
            if self.colours:
                self._print_rich(_row(labels))
            else:
                self._print("  ".join(f"[{number}] {label}".rstrip() for number, label in labels))

    def _numbers(self, labels: Sequence[str]) -> Iterator[int]:
        """What to type for each button: its own number where that is what it says, or the next that is free."""
        own = [int(label) if OWN_NUMBER.fullmatch(label) else 0 for label in labels]
        own = [number if number not in self.buttons and own.count(number) == 1 else 0 for number in own]
        following = itertools.count(max((*self.buttons, *own), default=0) + 1)
        return iter([number or next(following) for number in own])

    def _forget(self, message_id: int | None) -> None:
        gone = [
            number for number, (message, _) in self.buttons.items() if message["message_id"] == message_id
        ]
        for number in gone:
            del self.buttons[number]

    def _print(self, line: str) -> None:
        self.out.write(f"{line}\n")
        self.out.flush()

    def _print_rich(self, thing: RenderableType) -> None:
        console, width = self._rich()
        console.print(thing, width=width)

    def _rich(self) -> tuple[Console, int]:
        """The console and the columns to use of it."""
        if self._console is None:
            from rich.console import Console

            self._console = Console(file=self.out, highlight=False, emoji=False, markup=False)
        return self._console, min(self._console.width, WIDEST)


def _dim(words: str) -> RenderableType:
    from rich.text import Text

    return Text(CONTROL.sub(" ", words), style="dim")


def _block(piece: Piece, console: Console, width: int) -> RenderableType:
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
    from rich.text import Text

    bullet = BULLET.match(line.plain)
    indent = len(bullet[0]) if bullet else 0
    for number, part in enumerate(line.wrap(console, max(20, width - indent))):
        part.rstrip()
        yield Text(" " * indent) + part if number and indent else part


def _row(labels: Sequence[tuple[int, str]]) -> RenderableType:
    from rich.text import Text

    parts = (Text.assemble((f" {number} ", "bold reverse"), " ", label, "   ") for number, label in labels)
    return Text.assemble(*parts)
