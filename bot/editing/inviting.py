"""Invitations to become an editor go into the store by the fingerprint of their secret, and come out once."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select

from bot.editing.tables import invitations as table
from briefs.errors import TooMany

if TYPE_CHECKING:
    from briefs.store import Store

LASTS = timedelta(days=3)
MOST = 50
SECRET_BYTES = 12
CODE = re.compile(r"[0-9a-f]{24}")
WORD = "editor"
"""What the payload of an invitation's link begins with: ``?start=editor_…``."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who may take it up: anybody with the secret, or with a ``name`` only the person of that user name."""

    name: str
    made_by: int
    ends_at: datetime


def invite(store: Store, name: str, *, by: int, now: datetime) -> str:
    """A new invitation; gives its secret. Raises TooMany where dozens wait to be taken up."""
    code = secrets.token_hex(SECRET_BYTES)
    with store.writing() as connection:
        connection.execute(delete(table).where(table.c.ends_at <= now))
        if (connection.scalar(select(func.count()).select_from(table)) or 0) >= MOST:
            raise TooMany(f"{MOST} invitations wait to be taken up already; each ends after three days.")
        row = {"code": _mark(code), "name": name, "made_by": by, "made_at": now, "ends_at": now + LASTS}
        connection.execute(insert(table).values(row))
    return code


def look(store: Store, code: str, now: datetime) -> Invitation | None:
    """The invitation of a secret, which stays; None where there is none (any more)."""
    if CODE.fullmatch(code) is None:
        return None
    query = select(table).where(table.c.code == _mark(code), table.c.ends_at > now)
    with store.reading() as connection:
        row = connection.execute(query).one_or_none()
    return None if row is None else Invitation(row.name, row.made_by, row.ends_at)


def take(store: Store, code: str, now: datetime) -> bool:
    """Take an invitation up; False where somebody else was quicker, or it is over."""
    if CODE.fullmatch(code) is None:
        return False
    mine = (table.c.code == _mark(code)) & (table.c.ends_at > now)
    with store.writing() as connection:
        return connection.execute(delete(table).where(mine)).rowcount > 0


def waiting(store: Store, now: datetime) -> int:
    """How many invitations wait to be taken up."""
    query = select(func.count()).select_from(table).where(table.c.ends_at > now)
    with store.reading() as connection:
        return connection.scalar(query) or 0


def withdraw(store: Store) -> int:
    """Take every invitation back; gives how many."""
    with store.writing() as connection:
        return connection.execute(delete(table)).rowcount


def _mark(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
