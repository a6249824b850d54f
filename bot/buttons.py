"""What a button does goes in; the at most 64 bytes that Telegram carries for it come out, and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

DATA_LIMIT = 64
"""Bytes of UTF-8: what Telegram carries with a button."""

KEY_LIMIT = 20
KEPT = "~"
BAR = "|"

Keep = Callable[[str], str]
"""Keeps long words and gives the short token (at most 16 characters) that brings them back."""

Recall = Callable[[str], str | None]
"""The words behind a token, or None where they are gone."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Asks a question; the answer is a new message."""

    question: str


@dataclass(frozen=True, slots=True)
class View:
    """Shows a page of an answer, or of one folded part of it, in the same message. Pages count from 0."""

    question: str
    part: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class Sentence:
    """Shows the sentence behind a line in the same message, with the way back to ``view``."""

    line: int
    view: View


@dataclass(frozen=True, slots=True)
class Act:
    """Does something that is no question: a setting, a confirmation. The words are the bot's own."""

    name: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """The words of the button are no longer kept, or it was made by another version."""


@dataclass(frozen=True, slots=True)
class Still:
    """Says where one is, and does nothing."""


Action = Ask | View | Sentence | Act | Gone | Still
STILL = "."


def encode(action: Ask | View | Sentence | Act, keep: Keep) -> str:
    """The callback data of an action, at most 64 bytes; what does not fit is kept and named by a token."""
    match action:
        case Ask(question):
            return _within(f"a{BAR}", question, keep)
        case View(question, part, page):
            return _within(f"v{BAR}{page}{BAR}{_key(part, keep)}{BAR}", question, keep)
        case Sentence(line, View(question, part, page)):
            return _within(f"l{BAR}{line}{BAR}{page}{BAR}{_key(part, keep)}{BAR}", question, keep)
        case Act(name, value):
            return _within(f"x{BAR}{name}{BAR}", value, keep)


def decode(data: str, recall: Recall) -> Action:
    """What the data of a button says; ``Gone`` where it says nothing (any more)."""
    head, _, rest = data.partition(BAR)
    if head == "a":
        return _asked(rest, recall)
    if head == "v":
        return _view(rest, recall)
    if head == "l":
        number, _, view_data = rest.partition(BAR)
        view = _view(view_data, recall)
        return Sentence(int(number), view) if _is_number(number) and isinstance(view, View) else Gone()
    if head == "x":
        name, _, value = rest.partition(BAR)
        words = _words(value, recall)
        return Gone() if words is None else Act(name, words)
    return Still() if data == STILL else Gone()


def only_shows(data: str) -> bool:
    """Whether a press shows something and changes nothing."""
    return not data.startswith(f"x{BAR}")


def _asked(rest: str, recall: Recall) -> Action:
    words = _words(rest, recall)
    return Ask(words) if words else Gone()


def _view(rest: str, recall: Recall) -> View | Gone:
    page, _, rest = rest.partition(BAR)
    part, _, rest = rest.partition(BAR)
    key, question = _words(part, recall), _words(rest, recall)
    if not _is_number(page) or key is None or not question:
        return Gone()
    return View(question, key, int(page))


def _words(text: str, recall: Recall) -> str | None:
    return recall(text[len(KEPT) :]) if text.startswith(KEPT) else text


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10  # noqa: PLR2004 - a 32-bit number


def _within(head: str, words: str, keep: Keep) -> str:
    data = head + words
    if len(data.encode("utf-8", "replace")) <= DATA_LIMIT and not words.startswith(KEPT):
        return data
    return f"{head}{KEPT}{keep(words)}"


def _key(part: str, keep: Keep) -> str:
    """The key of a part as it stands between two bars."""
    fits = len(part.encode("utf-8", "replace")) <= KEY_LIMIT and BAR not in part and not part.startswith(KEPT)
    return part if fits else f"{KEPT}{keep(part)}"
