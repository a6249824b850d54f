"""A chat goes in; how many of its reports wait for an answer comes out, and they are moved or made nameless with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from briefs.corrections.tables import reports

if TYPE_CHECKING:
    from briefs.store import Store


def waiting_of(store: Store, chat: int) -> int:
    """How many reports of a chat have not been answered."""
    query = select(func.count()).select_from(reports).where(reports.c.reported_by == str(chat))
    with store.reading() as connection:
        return connection.scalar(query) or 0


def move(store: Store, old: int, new: int) -> None:
    """A group has another id: the answers to its reports go there."""
    _renamed(store, old, str(new))


def forget(store: Store, chat: int) -> int:
    """The reports stay, and whose they are is erased; gives how many."""
    return _renamed(store, chat, "")


def _renamed(store: Store, chat: int, name: str) -> int:
    with store.writing() as connection:
        mine = update(reports).where(reports.c.reported_by == str(chat))
        return connection.execute(mine.values(reported_by=name)).rowcount
