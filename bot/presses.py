"""What came back with a press goes in; what to show, and whether in the same message or in a new one, comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot import commands, house, preferences, questions
from bot.buttons import Act, Ask, Gone, Sentence, Still, View, decode
from bot.desk import Desk, Heard
from bot.editing import acting, rows
from bot.following import pressing
from bot.following.authority import NOT_HERE
from bot.following.target import HELD, WISH
from bot.messages import Screen, of_text

TOO_OLD = "This button is too old for me: what it asked is no longer kept. Please ask again."
OWNERS_ONLY = "Only the owners of this bot may do that."


@dataclass(frozen=True, slots=True)
class Press:
    """A press: who pressed, and where."""

    heard: Heard


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a press leads to: a screen, in a new message where ``anew``; ``notice`` pops up.

    Where ``secret`` the screen is for the person alone, not for the chat in which the button is.
    """

    screen: Screen | None = None
    anew: bool = False
    notice: str = ""
    secret: bool = False


def pressed(desk: Desk, press: Press, data: str) -> Pressed:
    """What the button with this data does.

    Raises the errors of answering: ``NoSuchThing`` where what it points to is gone.
    """
    reader = press.heard.reader
    action = decode(data, desk.recall)
    match action:
        case Ask(question):
            return Pressed(questions.answer(desk, question, reader), anew=True)
        case View(question):
            return Pressed(questions.answer(desk, question, reader, action))
        case Sentence():
            return Pressed(questions.sentence(desk, action, reader))
        case Act(name, value) if name in ACTS:
            return ACTS[name](desk, press, value)
        case Still():
            return Pressed()
        case Act() | Gone():
            return Pressed(notice=TOO_OLD)


def _setting(name: str) -> Callable[[Desk, Press, str], Pressed]:
    def change(desk: Desk, press: Press, value: str) -> Pressed:
        before = press.heard.reader
        return Pressed(commands.changed(desk, before, preferences.by_press(before, name, value)))

    return change


def _run(desk: Desk, press: Press, line: str) -> Pressed:
    name, _, words = line.partition(" ")
    for command in desk.commands:
        if command.name == name and desk.may(command, press.heard.person):
            return Pressed(commands.run(desk, command, replace(press.heard, words=words)), anew=True)
    return Pressed(notice=TOO_OLD)


def _forget(desk: Desk, press: Press, value: str) -> Pressed:
    if value == "ask":
        return Pressed(house.forget(desk, press.heard), anew=True)
    if value == "yes" and not press.heard.where.may:
        return Pressed(notice=press.heard.where.refusal or NOT_HERE)
    if value == "yes":
        return Pressed(house.forgotten(desk, press.heard.reader))
    return Pressed(of_text("Nothing was erased."))


def _leave(_desk: Desk, _press: Press, _value: str) -> Pressed:
    return Pressed(of_text("Left as it is."))


def _remove(desk: Desk, press: Press, value: str) -> Pressed:
    if press.heard.person not in desk.owners:
        return Pressed(notice=OWNERS_ONLY)
    number = _number(value)
    return Pressed(rows.removed(desk, number)) if number else Pressed(notice=TOO_OLD)


def _following(name: str) -> Callable[[Desk, Press, str], Pressed]:
    def change(desk: Desk, press: Press, value: str) -> Pressed:
        shown = pressing.pressed(desk, press.heard, name, value)
        if isinstance(shown, str):
            return Pressed(notice=shown)
        secret = pressing.is_secret(value) and not press.heard.private
        return Pressed(shown, pressing.is_anew(value), secret=secret)

    return change


def _editing(name: str) -> Callable[[Desk, Press, str], Pressed]:
    def change(desk: Desk, press: Press, value: str) -> Pressed:
        shown = acting.PRESSED[name](desk, press.heard, value)
        return (
            Pressed(notice=shown) if isinstance(shown, str) else Pressed(shown, acting.is_anew(name, value))
        )

    return change


def _number(value: str) -> int:
    """The number in a button's data; 0 where there is none, which nothing bears."""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 16 else 0  # noqa: PLR2004


ACTS: Mapping[str, Callable[[Desk, Press, str], Pressed]] = {
    **{name: _setting(name) for name in ("menu", "zone", "dates", "kind")},
    "run": _run,
    "forget": _forget,
    "leave": _leave,
    "remove": _remove,
    **{name: _following(name) for name in (WISH, HELD)},
    **{name: _editing(name) for name in acting.PRESSED},
}
"""What the bot's own buttons do, by the name in their data."""
