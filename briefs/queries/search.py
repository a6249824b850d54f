"""Words of a person in, ranked paragraphs out, with the ranges that matched and the lines that stand there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import Float, Integer, bindparam, column, false, func, literal_column, select, text
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from briefs.queries.rows import LINE, among, lines_of, sources_by_number, visible
from briefs.store.tables import documents, outcomes, paragraphs
from briefs.store.words import ranges, sought, terms

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlalchemy import ColumnElement, Select, Subquery

    from briefs.model import Line, Source
    from briefs.store import Readable, Snapshot
    from briefs.store.words import Sought

Reach = Literal["all", "title", "any"]
REACHES: tuple[Reach, ...] = ("all", "title", "any")
VECTOR: ColumnElement[str] = literal_column("paragraphs.vector", TSVECTOR)
SETTING_WEIGHT = 0.2
"""How much a word in the title counts beside one in the paragraph."""


MOST_RANKED = 2000
"""Of a word that stands everywhere only the newest paragraphs are ranked, unless too few of them may be seen."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Which revisions a search sees, and which part of what it finds is wanted."""

    as_of: date | None
    limit: int
    offset: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph that a search found; ``marks`` are half-open ranges of ``text`` that matched.

    ``lines`` are the outcomes that stand in the paragraph, those that hold a sought word first.
    """

    source: Source
    paragraph: int
    text: str
    marks: tuple[tuple[int, int], ...]
    lines: tuple[Line, ...]


def search(
    store: Readable, words: str, *, as_of: date | None = None, limit: int = 20, offset: int = 0
) -> list[Hit]:
    """The paragraphs that hold all of the words, best first.

    A word may also stand in the title or in the name of the meeting. Where no paragraph holds all of them,
    those of a document whose title does, else those that hold any. Words in quotation marks must stand
    together. No input is an error; nothing telling finds nothing. At most twelve statements.
    """
    wanted = sought(words)
    if not wanted.units:
        return []
    limits = Limits(as_of, limit, offset)
    with store.snapshot() as snapshot:
        rows: list[Any] = []
        for reach in REACHES:
            rows = _ranked(snapshot, wanted, limits, reach)
            if rows or (offset and _ranked(snapshot, wanted, Limits(as_of, 1, 0), reach)):
                break
        sources = sources_by_number(snapshot, {document for document, _, _ in rows})
        beside = _lines_beside(snapshot, {(document, position) for document, position, _ in rows})
    return [
        Hit(
            source=sources[document],
            paragraph=position,
            text=text,
            marks=ranges(text, wanted),
            lines=tuple(_telling_first(beside.get((document, position), ()), wanted)),
        )
        for document, position, text in rows
    ]


def matching_paragraphs(
    dialect: str, wanted: Sought, reach: Reach = "all", most: int | None = None
) -> Subquery:
    """A subquery of the paragraphs that match: ``number`` and ``score``, of which less is better.

    ``most`` bounds the work of ranking: only that many of those added last are looked at.
    """
    if not wanted.units:
        return (
            select(paragraphs.c.number, literal_column("0", Float).label("score")).where(false()).subquery()
        )
    if dialect == "postgresql":
        return _in_tsvector(wanted, reach, most)
    return _in_fts5(wanted, reach, most)


def _in_fts5(wanted: Sought, reach: Reach, most: int | None) -> Subquery:
    """Terms are letters and digits only, so that in quotation marks no word of a person is FTS5's syntax."""
    units = [f'"{" ".join(unit)}"' for unit in wanted.units]
    match = f"({' OR '.join(units) if reach == 'any' else ' AND '.join(units)})"
    if reach != "title":
        match += f" AND {{terms}} : ({' OR '.join(units)})"
    newest = "" if most is None else f" ORDER BY rowid DESC LIMIT {most:d}"
    query = text(
        f"SELECT rowid AS number, bm25(paragraph_words, 1.0, {SETTING_WEIGHT}) AS score "
        f"FROM paragraph_words WHERE paragraph_words MATCH :sought_words{newest}"
    )
    bound = query.bindparams(bindparam("sought_words", match, unique=True))
    return bound.columns(column("number", Integer), column("score", Float)).subquery()


def _in_tsvector(wanted: Sought, reach: Reach, most: int | None) -> Subquery:
    units: list[ColumnElement[str]] = [
        func.phraseto_tsquery("simple", " ".join(unit), type_=TSQUERY) for unit in wanted.units
    ]
    every, some = _joined(units, "&&"), _joined(units, "||")
    query = some if reach == "any" else every
    found = select(paragraphs.c.number, VECTOR.label("vector")).where(VECTOR.op("@@")(query))
    # Without a limit an offset keeps PostgreSQL from looking the words up anew in each document: where it has not
    # yet counted its rows, it takes the documents for few and would walk through them one by one.
    newest = found.order_by(paragraphs.c.number.desc()).limit(most) if most is not None else found.offset(0)
    chosen = newest.subquery()
    weights: ColumnElement[Any] = literal_column(f"'{{0, 0, {SETTING_WEIGHT}, 1}}'::float4[]")
    rank = func.ts_rank(weights, chosen.c.vector, query, 1, type_=Float)
    ranked = select(chosen.c.number, (-rank).label("score"))
    if reach != "title":
        in_terms = func.ts_filter(chosen.c.vector, literal_column("'{a}'::\"char\"[]"))
        ranked = ranked.where(in_terms.op("@@")(some))
    return ranked.subquery()


def _joined(units: list[ColumnElement[str]], operator: str) -> ColumnElement[str]:
    return reduce(lambda one, other: one.op(operator)(other), units)


def _ranked(snapshot: Snapshot, wanted: Sought, limits: Limits, reach: Reach) -> list[Any]:
    rows = _ranked_among(snapshot, wanted, limits, reach, MOST_RANKED)
    return rows if len(rows) == limits.limit else _ranked_among(snapshot, wanted, limits, reach, None)


def _ranked_among(
    snapshot: Snapshot, wanted: Sought, limits: Limits, reach: Reach, most: int | None
) -> list[Any]:
    found = matching_paragraphs(snapshot.dialect, wanted, reach, most)
    columns = paragraphs.c
    query = (
        select(columns.document, columns.position, columns.text)
        .join(found, found.c.number == columns.number)
        .join(documents, documents.c.number == columns.document)
        .where(visible(then=limits.as_of is not None))
        .order_by(found.c.score, documents.c.known_from.desc(), columns.document.desc(), columns.position)
    )
    query = query.limit(limits.limit).offset(limits.offset)
    return list(snapshot.rows(query, {"as_of": limits.as_of}))


_BESIDE: Select[Any] = (
    select(*LINE)
    .where(outcomes.c.document.in_(among("documents")), outcomes.c.paragraph.in_(among("paragraphs")))
    .order_by(outcomes.c.document, outcomes.c.position)
)


def _lines_beside(snapshot: Snapshot, places: set[tuple[int, int]]) -> dict[tuple[int, int], list[Line]]:
    """The lines that stand in the paragraphs found, by document and paragraph."""
    if not places:
        return {}
    values = {
        "documents": sorted({document for document, _ in places}),
        "paragraphs": sorted({paragraph for _, paragraph in places}),
    }
    beside: dict[tuple[int, int], list[Line]] = {}
    for line in lines_of(snapshot, _BESIDE, values):
        place = (line.source.number, line.outcome.paragraph)
        if place in places:
            beside.setdefault(place, []).append(line)
    return beside


def _telling_first(beside: Iterable[Line], wanted: Sought) -> list[Line]:
    """Those whose sentence holds most of the sought words first; else in the order of the text."""
    return sorted(beside, key=lambda line: -len(wanted.terms & set(terms(line.outcome.quote).split())))
