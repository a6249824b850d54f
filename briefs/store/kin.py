"""An arriving document in, the stored ones that may be the same text out: found by bands, and compared word by word."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, text

from briefs.store import fingerprints, likeness
from briefs.store.likeness import Likeness, Text
from briefs.store.tables import documents, meeting_parties, meetings, outcome_parties, outcomes, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection, TextClause

    from briefs.model import Document, Reading

MOST_COMPARED = 6
"""Documents whose texts are compared with one that arrives: those that share the most bands."""
_MOST_OF_A_BAND = 40
"""Of a band that hundreds of documents share, as those of one form do, the newest count."""
HEAD = 8
"""Paragraphs from the beginning in which a title stands, below the name of the house and the number of the release."""
LONGEST_DELAY = timedelta(days=31)
"""A release is put up elsewhere within a month; the same words a year later are another one."""

_SHARED = {
    "sqlite": text(
        "SELECT asked.value FROM json_each(:asked) AS asked "
        "WHERE EXISTS (SELECT 1 FROM bands WHERE bands.band = asked.value)"
    ),
    "postgresql": text(
        "SELECT CAST(asked.value AS bigint) FROM json_array_elements_text(CAST(:asked AS json)) AS asked "
        "WHERE EXISTS (SELECT 1 FROM bands WHERE bands.band = CAST(asked.value AS bigint))"
    ),
}
_PARAGRAPHS = select(paragraphs.c.text).where(paragraphs.c.document == bindparam("number"))
_PARAGRAPHS = _PARAGRAPHS.order_by(paragraphs.c.position)
_ACTING = (
    select(outcome_parties.c.code)
    .join(outcomes, outcomes.c.number == outcome_parties.c.outcome)
    .where(outcomes.c.document == bindparam("number"))
)
_SEATED = (
    select(meeting_parties.c.code)
    .join(meetings, meetings.c.number == meeting_parties.c.meeting)
    .where(meetings.c.document == bindparam("number"))
)
_ABOUT = select(
    documents.c.number,
    documents.c.title,
    documents.c.publisher,
    documents.c.published_on,
    documents.c.published_inferred,
    documents.c.sample,
)


@dataclass(slots=True)
class Arriving:
    """A document on its way in, and what it was compared with so far."""

    document: Document
    reading: Reading
    bands: tuple[int, ...]
    known: dict[int, Likeness] = field(default_factory=dict)
    own: Text | None = None

    def compared(self, connection: Connection, number: int) -> Likeness:
        """How it and a stored document belong together."""
        if number not in self.known:
            self.own = self.own or likeness.text_of(self.reading.paragraphs, parties_of(self.reading))
            self.known[number] = likeness.likeness(_stored(connection, number), self.own)
        return self.known[number]


def parties_of(reading: Reading) -> frozenset[str]:
    """The codes of all who act, are addressed or sit at a table."""
    acting = [code for each in reading.outcomes for code in (*each.actors, *each.towards)]
    return frozenset((*acting, *(code for each in reading.meetings for code in each.parties)))


def shared_bands(connection: Connection, asked: Iterable[int]) -> set[int]:
    """Those of the bands in which some stored document is; one look into the index for each."""
    values = json.dumps(sorted(set(asked)))
    return set(connection.scalars(_SHARED[connection.dialect.name], {"asked": values}))


def candidates(connection: Connection, arriving: Arriving) -> list[int]:
    """The documents worth comparing, most shared bands first; those whose title or date speaks against it left out."""
    if not arriving.bands:
        return []
    values = {f"band{at}": band for at, band in enumerate(arriving.bands)}
    ranked = [row[0] for row in connection.execute(_ranked(len(arriving.bands)), values)]
    if not ranked:
        return []
    rows = {row.number: row for row in connection.execute(_ABOUT.where(documents.c.number.in_(ranked)))}
    told = _figures(arriving.reading.document.title)
    found = (
        number
        for number in ranked
        if number in rows and _speaks_for(connection, rows[number], arriving, told)
    )
    return list(islice(found, MOST_COMPARED))


def may_revise(connection: Connection, arriving: Arriving, number: int) -> bool:
    """Whether a text with other words may take the place of one at another address: only of the same publisher.

    And no older one takes the place of a newer one.
    """
    held = connection.execute(_ABOUT.where(documents.c.number == number)).one()
    new = arriving.reading.document
    older = held.published_on and new.published_on and new.published_on < held.published_on
    return bool(held.publisher) and held.publisher == new.publisher and not older


@cache
def _ranked(count: int) -> TextClause:
    """The documents that share one of so many bands, those with the most first; each band gives its newest.

    Written out, because to put it together anew takes longer than the database needs for it.
    """
    newest = "SELECT document FROM bands WHERE band = :band{at} ORDER BY document DESC LIMIT {most}"
    each = (f"SELECT * FROM ({newest.format(at=at, most=_MOST_OF_A_BAND)}) AS of{at}" for at in range(count))
    return text(
        f"SELECT document FROM ({' UNION ALL '.join(each)}) AS found "
        f"GROUP BY document ORDER BY count(*) DESC, document DESC LIMIT {4 * MOST_COMPARED}"
    )


def _figures(title: str) -> Counter[str]:
    return likeness.figures(fingerprints.WORD.findall(title))


def _speaks_for(connection: Connection, row: Any, arriving: Arriving, told_figures: Counter[str]) -> bool:
    """Whether titles and dates do not part two documents: a number or another month of publication does.

    A number in the line that stands above the title of one of them, such as "Press release No. 14", parts nothing.
    """
    new = arriving.reading.document
    if row.sample != arriving.document.sample:
        return False
    figures = _figures(row.title)
    if figures and told_figures and figures != told_figures and not _titled_alike(connection, row, arriving):
        return False
    told = row.published_on and new.published_on
    if not told or row.published_inferred or new.published_on_inferred:
        return True
    return bool(abs(row.published_on - new.published_on) <= LONGEST_DELAY)


def _titled_alike(connection: Connection, row: Any, arriving: Arriving) -> bool:
    """Whether the title of one stands as a line of its own at the beginning of the other."""
    head = _PARAGRAPHS.where(paragraphs.c.position <= HEAD)
    theirs: list[str] = list(connection.scalars(head, {"number": row.number}))
    own = arriving.reading.paragraphs[:HEAD]
    title = _folded(arriving.reading.document.title)
    return _folded(row.title) in map(_folded, own) or title in map(_folded, theirs)


def _folded(line: str) -> tuple[str, ...]:
    return tuple(fingerprints.folded(word) for word in fingerprints.WORD.findall(line))


def _stored(connection: Connection, number: int) -> Text:
    values = {"number": number}
    parties = {*connection.scalars(_ACTING, values), *connection.scalars(_SEATED, values)}
    return likeness.text_of(connection.scalars(_PARAGRAPHS, values).all(), frozenset(parties))
