"""A message as Telegram would show it goes in; lines for a terminal or for plain text come out.

The Screen also numbers the buttons it has shown, so that a number can press one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TextIO

from bot import terminal
from bot.pieces import CONTROL, pieces, plain

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from bot.telegram_nouns import Json, Sent

WIDEST = 100
"""Columns; longer lines are hard to read."""

OWN_NUMBER = re.compile(r"[1-9][0-9]{0,2}")


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
            self._print_rich(terminal.dim(words))
        else:
            self._print(words)

    def _message(self, message: Json) -> None:
        text = str(message.get("text") or message.get("caption") or "")
        entities = message.get("entities") or message.get("caption_entities") or ()
        for piece in pieces(text, entities):
            if piece.apart:
                self._print("")
            if self.colours:
                self._print_rich(terminal.block(piece, *self._rich()))
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
        said: list[int] = []
        named: list[list[tuple[str, str]]] = []
        for row in rows:
            named.append([])
            for button in row:
                number, label = next(numbers), CONTROL.sub(" ", button["text"])
                self.buttons[number] = (message, button)
                if label == str(number):
                    said.append(number)
                else:
                    named[-1].append((str(number), label))
        # Numbers that stand before the lines of the message need no line of their own for each.
        for labels in filter(None, [[(spans(said), "as numbered above")] if said else [], *named]):
            if self.colours:
                self._print_rich(terminal.row(labels))
            else:
                self._print("  ".join(f"[{number}] {label}" for number, label in labels))

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


def spans(numbers: Sequence[int]) -> str:
    """Growing numbers in few signs: 1, 2, 3, 7 → "1–3, 7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
