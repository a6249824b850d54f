"""A brief goes in, the messages that tell it come out; and messages for many chats go into letters and the outbox."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import insert

from bot import messages
from bot.buttons import STILL, Keep, View
from bot.delivery import bulk
from bot.delivery.tables import letters, outbox, runs, told_events, told_lines
from bot.layout import Style
from bot.messages import Button, Rows, Screen
from briefs.store.columns import storable

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.delivery.rows import Row, Subscription
    from briefs.brief import Brief, Entry
    from briefs.following.told import Told

MOST_MESSAGES = 3
"""Messages of one digest: it is to be read in a minute, and buttons lead to the rest."""
GIVE_UP = timedelta(days=1)
"""For how long a message is tried again."""


@dataclass(frozen=True, slots=True)
class Letter:
    """Something to tell one chat: a run with its window, the messages, and what the reader is told by them.

    ``key`` is unique for the subscription and the form; ``once``, where given, is unique for the outbox, so that two
    subscriptions of one chat do not say the same thing twice. A run without messages says that nothing was new.
    """

    to: Subscription
    form: str
    key: str
    starts: datetime
    ends: datetime
    after: int
    upto: int
    screens: tuple[Screen, ...] = ()
    lines: tuple[int, ...] = ()
    events: Mapping[str, Told] = field(default_factory=dict)
    once: str | None = None


def screens(brief: Brief, style: Style, keep: Keep) -> tuple[Screen, ...]:
    """The messages of a brief that nobody asked for: its pages one after the other.

    They stay as they were sent: a number brings its sentence in a new message, and there is no turning of pages.
    """
    brief = replace(
        brief, parts=tuple(replace(p, entries=tuple(map(_pushed, p.entries))) for p in brief.parts)
    )
    view = View(brief.question)
    pages = min(messages.count_pages(brief, view, style), MOST_MESSAGES)
    made = (messages.of_brief(brief, replace(view, page=page), style, keep) for page in range(pages))
    return tuple(Screen(each.html, _without_turning(each.rows)) for each in made)


def packed(rows: Rows) -> str:
    """Buttons as they are kept with a letter: a JSON list of rows of {"label", "data"} or {"label", "url"}."""
    plain = [[_plain(button) for button in row] for row in rows]
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def unpacked(kept: str) -> Rows:
    """The buttons that were kept with a letter."""
    return tuple(
        tuple(Button(each["label"], each.get("data", ""), each.get("url")) for each in row)
        for row in json.loads(kept)
    )


class Post:
    """Writes letters into one transaction; texts that are the same within a tick are kept once."""

    def __init__(self, now: datetime) -> None:
        """Of a tick that takes place at ``now``."""
        self.now = now
        self._kept: dict[Screen, int] = {}

    def write(self, connection: Connection, given: Sequence[Letter]) -> int:
        """Write runs, messages, and what is told by them; gives how many messages wait now.

        A run that was written before, or a message that another subscription of the chat has sent, is left out.
        """
        numbers = self._runs(connection, given)
        fresh = {
            numbers[key]: letter
            for letter in given
            if (key := (letter.to.number, letter.form, letter.key)) in numbers
        }
        self._keep(connection, (screen for letter in fresh.values() for screen in letter.screens))
        rows = [row for run, letter in fresh.items() for row in self._messages(connection, letter, run)]
        waiting = bulk.insert(connection, outbox, rows, (outbox.c.number, outbox.c.run))
        first: dict[int, int] = {}
        for message in waiting:
            first[message.run] = min(message.number, first.get(message.run, message.number))
        _tell(connection, [(letter, first.get(run)) for run, letter in fresh.items()], self.now)
        return len(waiting)

    def write_copy(self, connection: Connection, letter: Letter) -> int:
        """Write the messages of a letter without a run: its window and its dates stay to be told; gives how many.

        Its lines are noted, so that a correction reaches who reads them.
        """
        rows = self._messages(connection, letter, None)
        waiting = bulk.insert(connection, outbox, rows, (outbox.c.number,))
        first = min((row.number for row in waiting), default=None)
        _tell(connection, [(replace(letter, events={}), first)], self.now)
        return len(waiting)

    def write_note(self, connection: Connection, chat: int, screen: Screen, key: str) -> bool:
        """Write a message of the bot's own to a chat, once for this key; False where it was written before."""
        row = self._row(chat, None, self.kept(connection, screen), "owner") | {"key": key}
        return bool(bulk.insert(connection, outbox, [row], (outbox.c.number,)))

    def kept(self, connection: Connection, screen: Screen) -> int:
        """The number of the letter with this text and these buttons, written if it was not yet."""
        self._keep(connection, [screen])
        return self._kept[screen]

    def _keep(self, connection: Connection, screens: Iterable[Screen]) -> None:
        """Write those of the letters that were not written yet."""
        new = [screen for screen in dict.fromkeys(screens) if screen not in self._kept]
        if not new:
            return
        rows = [
            {"html": storable(each.html), "buttons": storable(packed(each.rows)), "made_at": self.now}
            for each in new
        ]
        made = insert(letters).returning(letters.c.number, sort_by_parameter_order=True)
        numbers = connection.scalars(made, rows).all()
        self._kept.update(zip(new, numbers, strict=True))

    def forget(self) -> None:
        """The transaction failed: what it kept is not there."""
        self._kept.clear()

    def _runs(self, connection: Connection, given: Sequence[Letter]) -> dict[tuple[int, str, str], int]:
        rows = [
            {
                "subscription": letter.to.number,
                "form": letter.form,
                "key": letter.key,
                "starts": letter.starts,
                "ends": letter.ends,
                "after": letter.after,
                "upto": letter.upto,
                "made_at": self.now,
                "messages": len(letter.screens),
            }
            for letter in given
        ]
        columns = (runs.c.number, runs.c.subscription, runs.c.form, runs.c.key)
        return {
            (row.subscription, row.form, row.key): row.number
            for row in bulk.insert(connection, runs, rows, columns)
        }

    def _messages(self, connection: Connection, letter: Letter, run: int | None) -> list[Row]:
        to = letter.to
        return [
            self._row(to.chat, to.thread, self.kept(connection, screen), letter.form)
            | {"run": run, "key": None if letter.once is None else f"{letter.once}|{at}"}
            for at, screen in enumerate(letter.screens)
        ]

    def _row(self, chat: int, thread: int | None, letter: int, purpose: str) -> Row:
        return {
            "chat": chat,
            "thread": thread,
            "letter": letter,
            "purpose": purpose,
            "state": "waiting",
            "due": self.now,
            "give_up": self.now + GIVE_UP,
            "made_at": self.now,
        }


def _tell(connection: Connection, told: Sequence[tuple[Letter, int | None]], now: datetime) -> None:
    """Note which lines and dates the readers are told, with the first message of each letter, if it has one."""
    lines: list[Row] = []
    events: list[Row] = []
    for letter, message in told:
        to = letter.to
        if message is not None:
            told_in = {"chat": to.chat, "thread": to.thread or 0, "outbox": message, "told_at": now}
            lines += [{"outcome": line, **told_in} for line in letter.lines]
        events += [_told_row(to.number, slug, date, now) for slug, date in letter.events.items()]
    bulk.insert(connection, told_lines, lines)
    bulk.upsert(connection, told_events, events)


def _told_row(subscription: int, slug: str, told: Told, now: datetime) -> Row:
    return {
        "subscription": subscription,
        "slug": slug,
        "starts": told.starts,
        "ends": told.ends,
        "precision": told.precision,
        "status": told.status,
        "source": told.source,
        "told_at": now,
    }


def _pushed(entry: Entry) -> Entry:
    """An entry whose number asks for its sentence instead of putting it in the place of the digest."""
    return entry if entry.line is None else replace(entry, line=None, ask=f"line {entry.line}")


def _without_turning(rows: Rows) -> Rows:
    return tuple(row for row in rows if all(button.data != STILL for button in row))


def _plain(button: Button) -> dict[str, str]:
    return {"label": button.label, **({"url": button.url} if button.url else {"data": button.data})}
