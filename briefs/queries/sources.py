"""Numbers of documents and lines in, the documents and the paragraphs around a sentence out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, select

from briefs.model import Commentary, Unread
from briefs.queries.lines import Wanted, lines
from briefs.queries.rows import SOURCE, source_of, sources_by_number, visible
from briefs.store.tables import commentary, documents, outcomes, paragraphs, unread

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import BindParameter, Select

    from briefs.model import Line, Source
    from briefs.store import Readable


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


_ASKED: BindParameter[int] = bindparam("number")
_SAID: Select[Any] = (
    select(commentary.c.quote, commentary.c.paragraph, commentary.c.speaker)
    .where(commentary.c.document == _ASKED)
    .order_by(commentary.c.number)
)
_MISSED: Select[Any] = (
    select(unread.c.quote, unread.c.paragraph, unread.c.reason)
    .where(unread.c.document == _ASKED)
    .order_by(unread.c.number)
)
_NEWER = select(documents.c.superseded_by).where(documents.c.number == _ASKED)
_LATEST = {
    then: select(*SOURCE)
    .where(visible(then=then))
    .order_by(documents.c.known_from.desc(), documents.c.number.desc())
    .limit(bindparam("limit"))
    .offset(bindparam("offset"))
    for then in (True, False)
}
_PARAGRAPHS = select(paragraphs.c.text).where(paragraphs.c.document == _ASKED).order_by(paragraphs.c.position)
_CONTEXT: Select[Any] = (
    select(outcomes.c.document, outcomes.c.paragraph, paragraphs.c.position, paragraphs.c.text)
    .join(
        paragraphs,
        and_(
            paragraphs.c.document == outcomes.c.document,
            paragraphs.c.position.between(outcomes.c.paragraph - 1, outcomes.c.paragraph + 1),
        ),
    )
    .where(outcomes.c.number == _ASKED)
)


def source(store: Readable, number: int) -> Source | None:
    """The document of a number, also an old revision; None where it is gone or never was."""
    return next(iter(sources(store, (number,))), None)


def asides(store: Readable, number: int) -> Asides:
    """What a document holds beside its outcomes, in the order of its text."""
    with store.snapshot() as snapshot:
        said = snapshot.rows(_SAID, {"number": number})
        spoken = tuple(Commentary(quote, paragraph, speaker) for quote, paragraph, speaker in said)
        missed = snapshot.rows(_MISSED, {"number": number})
        return Asides(spoken, tuple(Unread(quote, paragraph, reason) for quote, paragraph, reason in missed))


def superseded_by(store: Readable, number: int) -> int | None:
    """The number of the revision that replaced a document; None where it stands."""
    with store.snapshot() as snapshot:
        return snapshot.connection.scalar(_NEWER, {"number": number})


def sources(store: Readable, numbers: tuple[int, ...]) -> list[Source]:
    """The documents of these numbers, in their order; those that are gone are left out."""
    with store.snapshot() as snapshot:
        found = sources_by_number(snapshot, numbers)
    return [found[number] for number in numbers if number in found]


def latest(store: Readable, limit: int = 10, *, as_of: date | None = None, offset: int = 0) -> list[Source]:
    """The newest documents by publication, or where that is unknown by arrival."""
    values = {"as_of": as_of, "limit": limit, "offset": offset}
    with store.snapshot() as snapshot:
        rows = snapshot.rows(_LATEST[as_of is not None], values)
        return [source_of(row) for row in rows]


def lines_of_source(store: Readable, number: int) -> list[Line]:
    """Every line of a document in the order of its text."""
    return lines(store, Wanted(source=number, order="document"))


def paragraphs_of_source(store: Readable, number: int) -> list[str]:
    """The paragraphs of a document; the first is paragraph 1."""
    with store.snapshot() as snapshot:
        return list(snapshot.connection.scalars(_PARAGRAPHS, {"number": number}))


def context(store: Readable, number: int) -> Context | None:
    """The paragraph around the line of a number; None where the line is gone."""
    with store.snapshot() as snapshot:
        rows = snapshot.rows(_CONTEXT, {"number": number})
    if not rows:
        return None
    document, place = rows[0][:2]
    texts = {position: text for _, _, position, text in rows}
    return Context(document, place, texts.get(place, ""), texts.get(place - 1), texts.get(place + 1))
