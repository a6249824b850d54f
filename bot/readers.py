"""What a chat has set for itself goes into the readers table and comes back: zone, language of dates, hidden kinds.

A chat that has set nothing has no row. Beside it stands only what the chat follows, which moves and is erased with it:
no name, no words, no list of questions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.delivery import subscriptions
from bot.delivery.tables import subscriptions as table
from bot.editing import holding, reporters
from bot.tables import readers
from briefs.model import Kind
from briefs.store import Store

MONTHS_KEPT = 12
"""After so many months without a word from the chat its row is erased."""

MOST_A_DAY = 1000
"""Silent chats that are erased in one run: what is left waits for the next day."""

ROW = select(readers).where(readers.c.id == bindparam("chat"))


@dataclass(frozen=True, slots=True)
class Reader:
    """The settings of one chat; None is the bot's own default. ``kept`` says whether the chat has a row."""

    id: int
    zone: str | None = None
    language: str | None = None
    hidden: frozenset[Kind] = frozenset()
    since: datetime | None = None

    @property
    def kept(self) -> bool:
        """Whether anything is kept of this chat."""
        return self.since is not None


def get(store: Store, chat: int, today: date) -> Reader:
    """The settings of a chat, which is noted as seen today; the defaults where it has set nothing."""
    with store.reading() as connection:
        row = connection.execute(ROW, {"chat": chat}).one_or_none()
    if row is None:
        return Reader(chat)
    if row.last_seen < today:
        with store.writing() as connection:
            connection.execute(update(readers).where(readers.c.id == chat).values(last_seen=today))
    return Reader(chat, row.zone, row.language, _kinds(row.hidden_kinds), row.since)


def keep(store: Store, reader: Reader, now: datetime) -> Reader:
    """Keep the settings of a chat, in its row or in a new one; gives the reader as kept."""
    values = {
        "zone": reader.zone,
        "language": reader.language,
        "hidden_kinds": ",".join(sorted(reader.hidden)),
        "last_seen": now.astimezone(UTC).date(),
    }
    try:
        with store.writing() as connection:
            if not _changed(connection, reader.id, values):
                connection.execute(insert(readers).values(id=reader.id, since=now, **values))
    except IntegrityError:  # the same chat pressed two buttons at once, and the other was first
        with store.writing() as connection:
            _changed(connection, reader.id, values)
    return replace(reader, since=reader.since or now)


def forget(store: Store, chat: int) -> bool:
    """Erase everything that is kept of a chat, also what it follows and was sent; False where nothing was."""
    followed = subscriptions.forget_chat(store, chat)
    followed += holding.forget(store, chat) + reporters.forget(store, chat)
    with store.writing() as connection:
        kept = connection.execute(delete(readers).where(readers.c.id == chat)).rowcount
    return followed + kept > 0


def move(store: Store, old: int, new: int) -> None:
    """A group became a supergroup with another id: what it follows goes along, and its settings unless the new one has any."""
    reporters.move(store, old, new)
    with store.writing() as connection:
        if connection.execute(select(readers.c.id).where(readers.c.id == new)).one_or_none() is None:
            _changed(connection, old, {"id": new})
        else:
            connection.execute(delete(readers).where(readers.c.id == old))
    # Last: as long as something waits for the old id, whoever sends it there is told of the new one again.
    subscriptions.move_chat(store, old, new)


def purge(store: Store, today: date) -> int:
    """Erase the chats that were not seen for ``MONTHS_KEPT`` months, ``MOST_A_DAY`` at the most; gives how many.

    Whoever is sent something need not say anything: a chat with an active subscription is not silent.
    """
    followed = select(table.c.chat).where(table.c.state == "active")
    silent = (readers.c.last_seen < _a_year_before(today)) & readers.c.id.not_in(followed)
    with store.reading() as connection:
        chats: list[int] = list(connection.scalars(select(readers.c.id).where(silent).limit(MOST_A_DAY)))
    for chat in chats:
        forget(store, chat)
    return len(chats)


def _a_year_before(day: date) -> date:
    """The same day of the year before; 29 February has its last sight on 28 February."""
    years = MONTHS_KEPT // 12
    return day.replace(year=day.year - years, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _changed(connection: Connection, chat: int, values: dict[str, Any]) -> bool:
    return connection.execute(update(readers).where(readers.c.id == chat).values(**values)).rowcount > 0


def _kinds(listed: str) -> frozenset[Kind]:
    """The kinds in the column; a name that no kind has (any more) hides nothing."""
    return frozenset(Kind(name) for name in listed.split(",") if name in set(Kind))
