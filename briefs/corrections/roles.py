"""Who may send documents in and correct lines: rows of the table of editors in and out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from briefs.corrections.tables import editors
from briefs.errors import NoSuchThing
from briefs.store.columns import storable

if TYPE_CHECKING:
    from briefs.store import Store

LONGEST_NAME = 120


class Role(StrEnum):
    """What somebody may do: an owner names editors too."""

    OWNER = "owner"
    EDITOR = "editor"


@dataclass(frozen=True, slots=True)
class Editor:
    """Somebody with a role; ``id`` is the number by which the chat knows them, ``name`` what they are called there."""

    id: int
    name: str
    role: Role
    added_by: int
    added_at: datetime


def role_of(store: Store, who: int) -> Role | None:
    """The role of somebody; None for a reader."""
    with store.reading() as connection:
        found: str | None = connection.scalar(select(editors.c.role).where(editors.c.id == who))
    return None if found is None else Role(found)


def editors_of(store: Store) -> tuple[Editor, ...]:
    """Everybody with a role, owners first, then in the order of their names."""
    with store.reading() as connection:
        found = [_editor(row) for row in connection.execute(select(editors))]
    return tuple(sorted(found, key=lambda each: (each.role is not Role.OWNER, each.name.casefold(), each.id)))


def add(store: Store, who: int, name: str, role: Role = Role.EDITOR, *, by: int, now: datetime) -> Editor:
    """Gives somebody a role; who has one gets the new one and the new name."""
    row = {
        "id": who,
        "name": storable(" ".join(name.split()))[:LONGEST_NAME],
        "role": role.value,
        "added_by": by,
        "added_at": now,
    }
    with store.locked() as connection:
        connection.execute(delete(editors).where(editors.c.id == who))
        connection.execute(insert(editors).values(row))
        return _editor(connection.execute(select(editors).where(editors.c.id == who)).one())


def remove(store: Store, who: int) -> Editor:
    """Takes a role away. Raises NoSuchThing where somebody has none."""
    with store.locked() as connection:
        row = connection.execute(select(editors).where(editors.c.id == who)).first()
        if row is None:
            raise NoSuchThing("This is nobody with a role here; /editors lists everybody who has one.")
        connection.execute(delete(editors).where(editors.c.id == who))
        return _editor(row)


def _editor(row: Any) -> Editor:
    return Editor(row.id, row.name, Role(row.role), row.added_by, row.added_at)
