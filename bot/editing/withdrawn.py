"""Lines that are read no more since their document was corrected go in; whoever was sent one is told so, once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, exists, select, update

from bot.buttons import Ask, encode
from bot.delivery.tables import told_lines
from bot.editing import addressees, lines
from bot.markup import Line, Run, bold, italic, short
from bot.messages import Button, Screen, of_lines
from briefs.corrections.tables import withdrawn
from briefs.store import corrected, revisions
from briefs.store.tables import outcomes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.desk import Desk

LONGEST_LINE = 600


@dataclass(frozen=True, slots=True)
class Gone:
    """A line that stands nowhere any more: what it said last, and when it was withdrawn."""

    line: int
    root: int
    quote: str
    headline: str
    values: Mapping[str, Any]
    at: datetime


def tell(desk: Desk, until: datetime, now: datetime) -> int:
    """A message for each chat that was sent a line which was withdrawn up to ``until``; gives how many.

    A line of which the sentence is read again by then was not withdrawn: who was told it was told the one that stands.
    """
    store, count = desk.library.store, 0
    query = select(withdrawn).where(withdrawn.c.withdrawn_at <= until).order_by(withdrawn.c.line)
    with store.reading() as connection:
        found = [_gone(row) for row in connection.execute(query)]
    for gone in found:
        if not _came_back(desk, gone):
            count += _told(desk, gone, now)
        with store.writing() as connection:
            connection.execute(delete(withdrawn).where(withdrawn.c.line == gone.line))
    return count


def _gone(row: Any) -> Gone:
    values = {**json.loads(row.said), corrected.HIDDEN: False}
    return Gone(row.line, row.root, row.quote, row.headline, values, row.withdrawn_at)


def _came_back(desk: Desk, gone: Gone) -> bool:
    """Whether the sentence stands again, under another number; who was told the old one was told that one."""
    with desk.library.store.writing() as connection:
        number = _standing(connection, gone)
        if number is None:
            return False
        again = told_lines.alias()
        same = (again.c.chat == told_lines.c.chat) & (again.c.thread == told_lines.c.thread)
        told = exists().where(again.c.outcome == number, same)
        mine = update(told_lines).where(told_lines.c.outcome == gone.line, ~told)
        connection.execute(mine.values(outcome=number))
        return True


def _standing(connection: Connection, gone: Gone) -> int | None:
    newest = max(revisions.lineage(connection, gone.root), default=0)
    query = select(outcomes.c.number).where(outcomes.c.document == newest, outcomes.c.quote == gone.quote)
    number: int | None = connection.scalar(query.order_by(outcomes.c.number).limit(1))
    return number


def _told(desk: Desk, gone: Gone, now: datetime) -> int:
    count, after = 0, addressees.FIRST
    while True:
        with desk.library.store.writing() as connection:
            read = addressees.read(connection, told_lines.c.outcome == gone.line, after)
            count += _write(desk, connection, gone, read, now)
        if len(read) < addressees.AT_ONCE:
            return count
        after = read[-1].chat, read[-1].thread


def _write(desk: Desk, connection: Connection, gone: Gone, read: Sequence[Any], now: datetime) -> int:
    def said(row: Any, language: str) -> tuple[str, Screen] | None:
        where = addressees.place(row.chat, row.thread)
        key = f"{addressees.PURPOSE}|{gone.line}|{where}|{int(gone.at.timestamp() * 1000)}"
        return key, message(desk, connection, gone, language)

    return addressees.write(connection, read, said, now)[1]


def message(desk: Desk, connection: Connection, gone: Gone, language: str) -> Screen:
    """What a reader of the line is told: what it said, and that it stands no more."""
    before = short(lines.told(gone.headline, gone.values, desk.library.lexicon, language), LONGEST_LINE)
    number = max(revisions.lineage(connection, gone.root), default=gone.root)
    said: list[Line] = [
        (bold("A line is withdrawn"),),
        (Run("I sent you a line that no longer stands. It said:"),),
        (italic(before),),
        (
            Run(
                "Its document was corrected, and the line is not read in it any more. Please do not rely on it."
            ),
        ),
    ]
    return of_lines(said, [(Button(f"📄 Document {number}", encode(Ask(f"source {number}"), desk.keep)),)])
