"""Numbers of documents and lines in, the documents and the paragraphs around a sentence out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, select

from briefs.model import Commentary, Unread
from briefs.queries.lines import Wanted, lines
from briefs.queries.rows import source_of, visible
from briefs.store.tables import commentary, documents, outcomes, paragraphs, unread

if TYPE_CHECKING:
    from datetime import date

    from briefs.model import Line, Source
    from briefs.store import Store


@dataclass(frozen=True, slots=True)
class Context:
    """The paragraph in which a line stands, whole, with those before and after it (None at the edges)."""

    source: int
    paragraph: int
    text: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Asides:
    """What analysts and writers say in a document, and what was noticed in it and could not be resolved."""

    commentary: tuple[Commentary, ...]
    unread: tuple[Unread, ...]


def source(store: Store, number: int) -> Source | None:
    """The document of a number, also an old revision; None where it is gone or never was."""
    with store.reading() as connection:
        row = connection.execute(select(documents).where(documents.c.number == number)).first()
    return None if row is None else source_of(row)


def asides(store: Store, number: int) -> Asides:
    """What a document holds beside its outcomes, in the order of its text."""
    said = select(commentary).where(commentary.c.document == number).order_by(commentary.c.number)
    missed = select(unread).where(unread.c.document == number).order_by(unread.c.number)
    with store.reading() as connection:
        spoken = tuple(Commentary(row.quote, row.paragraph, row.speaker) for row in connection.execute(said))
        left = tuple(Unread(row.quote, row.paragraph, row.reason) for row in connection.execute(missed))
    return Asides(spoken, left)


def superseded_by(store: Store, number: int) -> int | None:
    """The number of the revision that replaced a document; None where it stands."""
    with store.reading() as connection:
        return connection.scalar(select(documents.c.superseded_by).where(documents.c.number == number))


def sources(store: Store, numbers: tuple[int, ...]) -> list[Source]:
    """The documents of these numbers, in their order; those that are gone are left out."""
    with store.reading() as connection:
        rows = connection.execute(select(documents).where(documents.c.number.in_(numbers))).all()
    found = {row.number: source_of(row) for row in rows}
    return [found[number] for number in numbers if number in found]


def latest(store: Store, limit: int = 10, *, as_of: date | None = None, offset: int = 0) -> list[Source]:
    """The newest documents by publication, or where that is unknown by arrival."""
    newest = [documents.c.known_from.desc(), documents.c.number.desc()]
    query = select(documents).where(visible(as_of)).order_by(*newest).limit(limit).offset(offset)
    with store.reading() as connection:
        return [source_of(row) for row in connection.execute(query)]


def lines_of_source(store: Store, number: int) -> list[Line]:
    """Every line of a document in the order of its text."""
    return lines(store, Wanted(source=number, order="document"))


def paragraphs_of_source(store: Store, number: int) -> list[str]:
    """The paragraphs of a document; the first is paragraph 1."""
    query = select(paragraphs.c.text).where(paragraphs.c.document == number).order_by(paragraphs.c.position)
    with store.reading() as connection:
        return list(connection.scalars(query))


def context(store: Store, number: int) -> Context | None:
    """The paragraph around the line of a number; None where the line is gone."""
    near = and_(
        paragraphs.c.document == outcomes.c.document,
        paragraphs.c.position.between(outcomes.c.paragraph - 1, outcomes.c.paragraph + 1),
    )
    query = select(outcomes.c.document, outcomes.c.paragraph, paragraphs.c.position, paragraphs.c.text)
    with store.reading() as connection:
        rows = connection.execute(query.join(paragraphs, near).where(outcomes.c.number == number)).all()
    if not rows:
        return None
    texts = {row.position: row.text for row in rows}
    place = rows[0].paragraph
    return Context(rows[0].document, place, texts.get(place, ""), texts.get(place - 1), texts.get(place + 1))
