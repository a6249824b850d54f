"""Numbers of documents in, how much of each kind they brought and what was left out of them out: counts, no rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from briefs.model import Kind, Unread
from briefs.store.tables import commentary, documents, outcomes, unread

if TYPE_CHECKING:
    from briefs.store import Store


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a document holds beside its outcomes: sentences of commentators, counted, and what could not be read."""

    commentary: int
    unread: tuple[Unread, ...]


def brought(store: Store, numbers: Iterable[int]) -> dict[int, dict[Kind, int]]:
    """How many outcomes of each kind each document brought; one statement."""
    found: dict[int, dict[Kind, int]] = {number: {} for number in numbers}
    query = select(outcomes.c.document, outcomes.c.kind, func.count()).where(outcomes.c.document.in_(found))
    with store.reading() as connection:
        rows: Any = connection.execute(query.group_by(outcomes.c.document, outcomes.c.kind)).all()
    for document, kind, count in rows:
        found[document][Kind(kind)] = count
    return found


def state(store: Store) -> tuple[int, ...]:
    """Figures that change with whatever is added, replaced, taken out or given an address; one statement."""
    column = documents.c
    figures = (
        func.max(column.number),
        func.count(),
        func.count(column.superseded_by),
        func.count(column.url),
        func.count().filter(column.sample),
    )
    with store.reading() as connection:
        row: Any = connection.execute(select(*figures)).one()
    return tuple(int(figure or 0) for figure in row)


def left_out(store: Store, number: int) -> LeftOut:
    """What there is of a document beside its outcomes; two statements."""
    said = select(func.count()).select_from(commentary).where(commentary.c.document == number)
    places = select(unread.c.quote, unread.c.paragraph, unread.c.reason).where(unread.c.document == number)
    with store.reading() as connection:
        rows = connection.execute(places.order_by(unread.c.number)).all()
        count = connection.scalar(said) or 0
    return LeftOut(count, tuple(Unread(row.quote, row.paragraph, row.reason) for row in rows))
