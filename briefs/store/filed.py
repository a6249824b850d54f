"""Files by the fingerprints of their bytes in, the documents that came out of them out, and what is noted for that."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from briefs.store.arriving import Known
from briefs.store.beside import files
from briefs.store.tables import documents, outcomes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefs.store import Store


class Place(NamedTuple):
    """Where a document stood: the key of its file, its place among the documents in that, and how many these are."""

    key: str
    position: int
    held: int


def standing(store: Store, keys: Sequence[str], intake: str) -> dict[str, tuple[Known, ...]]:
    """What came out of files, where all of it stands in the store today, and this intake took them apart.

    One statement for all of them. Where a document was removed, revised, or replaced by hand since, the file is no longer
    known, for whoever adds it again says something with it.
    """
    held = select(func.count()).where(outcomes.c.document == documents.c.number).scalar_subquery()
    told = (documents.c.number, documents.c.title, documents.c.language, held)
    query = select(files.c.key, files.c.held, *told).join(documents, documents.c.number == files.c.document)
    query = query.where(files.c.key.in_(keys), files.c.intake == intake)
    query = query.where(documents.c.superseded_by.is_(None), ~documents.c.sample)
    found: dict[str, list[Known]] = defaultdict(list)
    most: dict[str, int] = {}
    with store.reading() as connection:
        rows: Iterable[Any] = connection.execute(query.order_by(files.c.key, files.c.position))
        for key, whole, number, title, language, count in rows:
            found[key].append(Known(number, title, language, count))
            most[key] = whole
    return {key: tuple(each) for key, each in found.items() if len(each) == most[key]}


def note(store: Store, came: Mapping[Place, int], intake: str) -> None:
    """Notes which document came out of each place of a file. What is gone meanwhile is not noted, and read again."""
    if not came:
        return
    make: Any = postgresql.insert if store.dialect == "postgresql" else sqlite.insert
    rows = [{**place._asdict(), "document": number, "intake": intake} for place, number in came.items()]
    into = make(files)
    anew = {name: into.excluded[name] for name in ("document", "held", "intake")}
    with suppress(IntegrityError), store.writing() as connection:
        connection.execute(into.on_conflict_do_update(index_elements=["key", "position"], set_=anew), rows)
