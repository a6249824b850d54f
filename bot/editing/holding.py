"""What an editor sent goes in; it waits in the store for a word about it, across restarts, and for a day at most."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from bot.editing.tables import held as table
from bot.markup import units
from briefs.errors import TooMany
from briefs.model import Document
from briefs.store.columns import storable

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from briefs.store import Store

KEPT_FOR = timedelta(days=1)
MOST = 20
"""Texts of one chat that wait at once; the oldest makes room."""
MOST_TEXT = 12_000_000
"""Characters in all that one message may bring: two of the longest documents that are read."""
MOST_PIECES = 250
FULL_MESSAGE = 3900
"""Units of a message that was probably cut by Telegram, so that the next one goes on."""
TOGETHER = timedelta(seconds=30)
DATES = {"published_on": date.fromisoformat, "fetched_at": datetime.fromisoformat}
BEFORE = "before"
"""The name under which a document is kept with what it said by itself."""


@dataclass(frozen=True, slots=True)
class Held:
    """What waits: the pieces of a pasted text by their messages, or the documents that were found, and what was not.

    ``anew`` says that it is read by the rules as the files have them now, not as they were when the bot started;
    ``before`` is, for each document, what it said by itself of what the editor has put right.
    """

    number: int
    chat: int
    person: int
    form: str
    pieces: Mapping[int, str]
    documents: tuple[Document, ...]
    refused: tuple[str, ...]
    anew: bool
    size: int
    said_at: datetime
    before: tuple[Mapping[str, Any], ...] = ()

    def found(self, at: int) -> Document:
        """A document as it was found, before the editor put anything right."""
        return replace(self.documents[at], **self.said_by_itself(at))

    def said_by_itself(self, at: int) -> Mapping[str, Any]:
        """What a document said by itself of what was put right."""
        return self.before[at] if at < len(self.before) else {}

    def put_right(self, field: str, value: Any) -> Held:
        """The same with a field of every document put right."""
        before = tuple(
            {field: getattr(each, field), **self.said_by_itself(at)} for at, each in enumerate(self.documents)
        )
        documents = tuple(replace(each, **{field: value}) for each in self.documents)
        return replace(self, documents=documents, before=before)

    @property
    def text(self) -> str:
        """The pasted text, put together."""
        return "".join(self.pieces.values())

    @property
    def grows(self) -> bool:
        """Whether its last piece was cut by Telegram, so that the rest may be on its way, and nothing was read yet."""
        return self.size >= FULL_MESSAGE and not self.documents


@dataclass(frozen=True, slots=True)
class Found:
    """The documents of one file, and why others in it could not be read."""

    documents: tuple[Document, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Came:
    """Where something came from: the chat, the person, as "text", "file" or "link", and when."""

    chat: int
    person: int
    form: str
    at: datetime


def put(store: Store, came: Came, found: Found) -> Held:
    """Keep documents that were found in a file or at an address. Raises TooMany where they are too long together."""
    return _insert(store, came, {}, found)


def pasted(store: Store, chat: int, person: int, piece: tuple[int, str], now: datetime) -> tuple[Held, bool]:
    """A piece of text by its message, with those it belongs to; and whether it is the first of them.

    It goes on from the one before, where Telegram cut that at its limit a moment ago; or it was written anew.
    """
    message, text = piece
    with store.writing() as connection:
        waiting = _texts(connection, chat)
        for each in waiting:
            if message in each.pieces:
                return _grown(connection, each, piece, each.said_at), message == next(iter(each.pieces))
        if waiting and continues(waiting[0], person, now):
            return _grown(connection, waiting[0], piece, now), False
    return _insert(store, Came(chat, person, "text", now), {message: text}, Found()), True


def continues(newest: Held, person: int, at: datetime) -> bool:
    """Whether what a person writes now goes on from a text that Telegram cut a moment ago."""
    in_time = abs(at - newest.said_at) <= TOGETHER
    return newest.grows and newest.person == person and in_time and len(newest.pieces) < MOST_PIECES


def one(store: Store, chat: int, number: int) -> Held | None:
    """What waits under a number in a chat; None where it is not (any more) there."""
    query = select(table).where(table.c.number == number, table.c.chat == chat)
    with store.reading() as connection:
        row = connection.execute(query).one_or_none()
    return None if row is None else _of_row(row)


def change(store: Store, held: Held) -> bool:
    """Keep what was put right about it; False where it is gone meanwhile."""
    values = {
        "documents": _packed(held.documents, held.before),
        "refused": json.dumps(held.refused),
        "anew": held.anew,
    }
    with store.writing() as connection:
        mine = (table.c.number == held.number) & (table.c.chat == held.chat)
        return connection.execute(update(table).where(mine).values(**values)).rowcount > 0


def drop(store: Store, chat: int, number: int) -> bool:
    """Erase what waits; False where it was gone."""
    return _erase(store, (table.c.number == number) & (table.c.chat == chat)) > 0


def forget(store: Store, chat: int) -> int:
    """Erase everything that waits in a chat; gives how much."""
    return _erase(store, table.c.chat == chat)


def waits(store: Store, chat: int) -> bool:
    """Whether anything waits in a chat."""
    with store.reading() as connection:
        return connection.scalar(select(table.c.number).where(table.c.chat == chat).limit(1)) is not None


def purge(store: Store, now: datetime) -> int:
    """Erase what nobody said a word about for a day; gives how much."""
    old = table.c.made_at < now - KEPT_FOR
    with store.reading() as connection:
        if connection.scalar(select(table.c.number).where(old).limit(1)) is None:
            return 0
    return _erase(store, old)


def _erase(store: Store, chosen: Any) -> int:
    with store.writing() as connection:
        if connection.dialect.name == "sqlite":
            # What was never to be kept must not lie about in the file either.
            connection.exec_driver_sql("PRAGMA secure_delete=ON")
        return connection.execute(delete(table).where(chosen)).rowcount


def _insert(store: Store, came: Came, pieces: Mapping[int, str], found: Found) -> Held:
    length = sum(len(each.text) for each in found.documents)
    if length > MOST_TEXT:
        raise TooMany(
            f"Together these documents have {length / 1_000_000:.1f} million characters; I take "
            f"{MOST_TEXT // 1_000_000} million at a time. Send them in parts."
        )
    row = {
        "chat": came.chat,
        "person": came.person,
        "form": came.form,
        "pieces": _packed_pieces(pieces),
        "documents": _packed(found.documents),
        "refused": json.dumps(found.refused),
        "size": units(next(reversed(list(pieces.values())))) if pieces else 0,
        "anew": False,
        "made_at": came.at,
        "said_at": came.at,
    }
    with store.writing() as connection:
        key = connection.execute(insert(table).values(row)).inserted_primary_key
        number = int(key[0])  # type: ignore[index]
        mine = select(table.c.number).where(table.c.chat == came.chat).order_by(table.c.number.desc())
        over: list[int] = list(connection.scalars(mine.offset(MOST).limit(MOST)))
        connection.execute(delete(table).where(table.c.number.in_(over)))
        return _read(connection, number)


def _grown(connection: Connection, held: Held, piece: tuple[int, str], at: datetime) -> Held:
    message, text = piece
    pieces = {**held.pieces, message: text}
    last = next(reversed(pieces)) == message
    values = {
        "pieces": _packed_pieces(pieces),
        "documents": "[]",
        "refused": "[]",
        "size": units(text) if last else held.size,
        "said_at": at,
    }
    connection.execute(update(table).where(table.c.number == held.number).values(**values))
    return _read(connection, held.number)


def _texts(connection: Connection, chat: int) -> list[Held]:
    """The pasted texts that wait in a chat, newest first."""
    query = select(table).where(table.c.chat == chat, table.c.form == "text")
    return [_of_row(row) for row in connection.execute(query.order_by(table.c.number.desc()).limit(MOST))]


def _read(connection: Connection, number: int) -> Held:
    return _of_row(connection.execute(select(table).where(table.c.number == number)).one())


def _of_row(row: Any) -> Held:
    rows: list[dict[str, Any]] = json.loads(row.documents)
    before = tuple(_dated(each.pop(BEFORE, {})) for each in rows)
    return Held(
        row.number,
        row.chat,
        row.person,
        row.form,
        {int(message): text for message, text in json.loads(row.pieces).items()},
        tuple(_document(each) for each in rows),
        tuple(json.loads(row.refused)),
        row.anew,
        row.size,
        row.said_at,
        before,
    )


def _packed_pieces(pieces: Mapping[int, str]) -> str:
    return json.dumps({str(message): storable(text) for message, text in pieces.items()}, ensure_ascii=False)


def _packed(documents: Sequence[Document], before: Sequence[Mapping[str, Any]] = ()) -> str:
    """Documents as JSON: dates and moments in ISO 8601."""
    rows = []
    for at, each in enumerate(documents):
        row = _plain({field.name: getattr(each, field.name) for field in fields(Document)})
        rows.append(row | ({BEFORE: _plain(before[at])} if at < len(before) else {}))
    return json.dumps(rows, ensure_ascii=False)


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON has them."""
    written = {
        name: value.isoformat() if name in DATES and value else value for name, value in values.items()
    }
    return {name: storable(value) if isinstance(value, str) else value for name, value in written.items()}


def _document(row: dict[str, Any]) -> Document:
    return Document(**_dated(row))


def _dated(row: Mapping[str, Any]) -> dict[str, Any]:
    """Values out of JSON, with their dates."""
    read = {name: DATES[name](value) for name, value in row.items() if name in DATES and value}
    return {**row, **read}
