"""The number of a document in, its other addresses and its revisions out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import literal, select, union_all

from briefs.store import revisions
from briefs.store.beside import addresses as table
from briefs.store.tables import documents

if TYPE_CHECKING:
    from briefs.store import Readable


@dataclass(frozen=True, slots=True)
class Address:
    """Where else a document stands: at an address, or where it came as a file, under a name."""

    url: str | None
    name: str


_OWN = select(
    documents.c.number.label("document"),
    literal(0).label("other"),
    documents.c.by_address,
    documents.c.url,
    documents.c.name,
).where(documents.c.number.in_(select(revisions.FAMILY.c.number)))
_OTHERS = select(
    table.c.document, table.c.number.label("other"), table.c.by_address, table.c.url, table.c.name
).where(table.c.document.in_(select(revisions.FAMILY.c.number)))
_ADDRESSES = union_all(_OWN, _OTHERS).order_by("other", "document")


def addresses(store: Readable, number: int) -> tuple[Address, ...]:
    """Where a document, whatever its revision, was found beside its own address; in the order of arrival."""
    found: dict[str, Address] = {}
    own = ""
    with store.snapshot() as snapshot:
        rows: list[Any] = list(snapshot.connection.execute(_ADDRESSES, {"number": number}))
    for document, other, key, url, name in rows:
        found.setdefault(key or name, Address(url, name))
        own = (key or name) if (document, other) == (number, 0) else own
    found.pop(own, None)
    return tuple(found.values())


def lineage(store: Readable, number: int) -> tuple[int, ...]:
    """The numbers of all revisions of a document, oldest first; empty where there is none of that number."""
    with store.snapshot() as snapshot:
        return tuple(revisions.lineage(snapshot.connection, number))
