"""A connection in, one state of the store out: what all the statements of one answer see, and how much there is of it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import func, select

from briefs.store.tables import documents, events, marks, meetings, outcomes, unread

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection, ScalarSelect, Select, Table

    from briefs.model import Meeting, Source

CHANGED = "changed"
"""The mark that is written anew whenever documents come, go or change."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a store holds today; ``old_revisions`` are documents that a later one replaced."""

    documents: int
    samples: int
    old_revisions: int
    outcomes: int
    meetings: int
    events: int
    unread: int


class Readable(Protocol):
    """What a question may be put to: a store, which opens a snapshot for it, or a snapshot that is open."""

    def snapshot(self) -> AbstractContextManager[Snapshot]:
        """One state of the store, for as many statements as the question takes."""

    def counts(self) -> Counts:
        """How much there is, in seven numbers."""


@dataclass(slots=True)
class Snapshot:
    """One state of the store behind one connection. Documents and meetings that were fetched are kept by number."""

    connection: Connection
    sources: dict[int, Source] = field(default_factory=dict)
    meetings: dict[int, Meeting] = field(default_factory=dict)

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Itself: questions within a question see what it sees."""
        yield self

    @property
    def dialect(self) -> str:
        """Which database it is: sqlite or postgresql."""
        return self.connection.dialect.name

    def rows(self, query: Select[Any], values: Mapping[str, Any]) -> Sequence[Any]:
        """Every row that a query finds with these parameters, as tuples of its columns."""
        return self.connection.execute(query, values).all()

    def version(self) -> str:
        """A token that is another one whenever documents came, went or changed; "" before the first."""
        return self.connection.scalar(_VERSION) or ""

    def counts(self) -> Counts:
        """How much there is; one statement."""
        return Counts(*self.connection.execute(_COUNTS).one())


_VERSION = select(marks.c.value).where(marks.c.name == CHANGED)
_CURRENT = documents.c.superseded_by.is_(None)


def _current(table: Table, what: Any = None) -> ScalarSelect[int]:
    """How many rows of a table belong to documents that stand today."""
    joined = table.join(documents, table.c.document == documents.c.number)
    number = func.count() if what is None else func.count(what)
    return select(number).select_from(joined).where(_CURRENT).scalar_subquery()


_COUNTS = select(
    func.count() - func.count(documents.c.superseded_by),
    func.count().filter(documents.c.sample, _CURRENT),
    func.count(documents.c.superseded_by),
    _current(outcomes),
    _current(meetings),
    _current(events, events.c.slug.distinct()),
    _current(unread),
).select_from(documents)
