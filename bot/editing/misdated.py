"""Corrections of documents go in; whoever was sent a line under a wrong date or publisher is told of the right one, once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, union_all

from bot.buttons import Ask, encode
from bot.delivery import bulk
from bot.delivery.tables import told_lines
from bot.editing import addressees, courses
from bot.markup import Line, Run, bold, italic, short
from bot.messages import Button, Screen, of_lines
from briefs import dates_shown, shown
from briefs.store import revisions
from briefs.store.beside import corrections, hidden_lines
from briefs.store.tables import documents, outcomes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection

    from bot.desk import Desk

FIELDS = ("published_on", "publisher")
"""What stands beside every line that is sent. A title says nothing of what was agreed, and its correction is not told."""
NAMES = {"published_on": "date", "publisher": "publisher"}
LONGEST_TITLE = 250


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of which something was corrected: its revisions, what it says of itself now, and the corrections."""

    known: tuple[int, ...]
    title: str
    values: Mapping[str, Any]
    rows: Sequence[Any]

    @property
    def root(self) -> int:
        """The first revision, which is the same for ever."""
        return self.known[0]

    @property
    def changed_at(self) -> datetime:
        """When the last of it was corrected, or taken back."""
        return courses.changed_at(self.rows)

    @property
    def mark(self) -> int:
        """What stands among the lines that a chat was told, once it was told of the document itself."""
        return -self.root

    def was(self, since: datetime) -> Mapping[str, Any] | None:
        """What the document said of itself at a moment; None where it says the same now."""
        if since > self.changed_at:
            return None
        found = {name: courses.value_at(self.rows, name, self.values[name], since) for name in FIELDS}
        return None if found == self.values else found


def papers(connection: Connection, since: datetime | None, until: datetime) -> list[Paper]:
    """The documents of which date or publisher were corrected after ``since``, and last up to ``until``."""
    columns = corrections.c
    mine = columns.quote.is_(None) & columns.field.in_(FIELDS)
    query = select(columns.root).where(mine, courses.touched(since, until)).distinct()
    roots: list[int] = list(connection.scalars(query))
    found = [_paper(connection, root, mine) for root in sorted(roots)]
    return [
        each
        for each in found
        if each is not None and each.changed_at <= until and (since is None or each.changed_at > since)
    ]


def _paper(connection: Connection, root: int, mine: ColumnElement[bool]) -> Paper | None:
    rows = connection.execute(
        select(corrections).where(mine, corrections.c.root == root).order_by(corrections.c.number)
    ).all()
    known = tuple(revisions.lineage(connection, root))
    newest = connection.execute(select(documents).where(documents.c.number == max(known, default=0))).first()
    if newest is None:
        return None
    day = newest.published_on
    values = {"published_on": day.isoformat() if day else None, "publisher": newest.publisher}
    return Paper(known, newest.title, values, rows)


def tell(desk: Desk, paper: Paper, now: datetime) -> int:
    """A message for each chat that was sent a line of the document when it said something else of itself."""
    lines = union_all(
        *(
            select(table.c.number).where(table.c.document.in_(paper.known))
            for table in (outcomes, hidden_lines)
        )
    )
    of, count, after = told_lines.c.outcome.in_(lines), 0, addressees.FIRST
    while True:
        with desk.library.store.writing() as connection:
            read = addressees.read(connection, of, after, first=True)
            count += _write(desk, connection, paper, read, now)
        if len(read) < addressees.AT_ONCE:
            return count
        after = read[-1].chat, read[-1].thread


def _write(desk: Desk, connection: Connection, paper: Paper, read: Sequence[Any], now: datetime) -> int:
    columns = told_lines.c
    told = select(columns.chat, columns.thread, columns.told_at).where(
        columns.outcome == paper.mark, columns.chat.in_([row.chat for row in read])
    )
    last = {(row.chat, row.thread): row.told_at for row in connection.execute(told)}

    def said(row: Any, language: str) -> tuple[str, Screen] | None:
        was = paper.was(last.get((row.chat, row.thread), row.at))
        return None if was is None else (_key(paper, row), correction(desk, paper, was, language))

    places, count = addressees.write(connection, read, said, now)
    rows = [
        {"outcome": paper.mark, "chat": chat, "thread": thread, "outbox": None, "told_at": now}
        for chat, thread in places
    ]
    bulk.upsert(connection, told_lines, rows)
    return count


def _key(paper: Paper, row: Any) -> str:
    """Unique for document, chat, topic and last change."""
    where = addressees.place(row.chat, row.thread)
    moment = int(paper.changed_at.timestamp() * 1000)
    return f"{addressees.PURPOSE}|document {paper.root}|{where}|{moment}"


def correction(desk: Desk, paper: Paper, was: Mapping[str, Any], language: str) -> Screen:
    """What a reader is told: what the document said of itself, and what it says now."""
    wrong = [name for name in FIELDS if was[name] != paper.values[name]]
    named = shown.listed([NAMES[name] for name in wrong])
    number = paper.known[-1]
    said: list[Line] = [
        (bold("A correction"),),
        (Run(f"I sent you something from a document under a wrong {named}."),),
        (bold(short(paper.title, LONGEST_TITLE)),),
        (Run("It said: "), italic(_told(desk, was, wrong, language))),
        (Run("An editor has corrected it. It says now: "), Run(_told(desk, paper.values, wrong, language))),
    ]
    if "published_on" in wrong:
        said.append((Run("Times that are counted from that day, such as “next year”, have moved with it."),))
    return of_lines(said, [(Button(f"📄 Document {number}", encode(Ask(f"source {number}"), desk.keep)),)])


def _told(desk: Desk, values: Mapping[str, Any], wrong: Sequence[str], language: str) -> str:
    """What was wrong in words: "28 January 2021, Ministry of Foreign Affairs"."""
    said = []
    if "published_on" in wrong:
        day = values["published_on"]
        said.append(dates_shown.day(date.fromisoformat(day), language) if day else "no date")
    if "publisher" in wrong:
        who = values["publisher"]
        said.append(short(desk.library.lexicon.party_name(who), LONGEST_TITLE) if who else "no publisher")
    return ", ".join(said)
