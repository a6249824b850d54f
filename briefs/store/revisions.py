"""A document that arrives, and the store as it is: is it new, the same, or a revision, and what is then written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from briefs.store import keeping
from briefs.store.columns import storable
from briefs.store.tables import (
    commentary,
    documents,
    event_mentions,
    events,
    meeting_parties,
    meetings,
    outcome_parties,
    outcome_topics,
    outcomes,
    paragraphs,
    texts,
    unread,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy import ColumnElement, Connection, Table

    from briefs.model import Document, Reading

    Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Standing:
    """A revision that is in the store: what a new one would replace."""

    number: int
    revision: int
    known_from: date
    sha256: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """``same`` is the number of what is there already; ``old`` what is replaced; neither: it is new."""

    same: int | None = None
    old: Standing | None = None


def decide(connection: Connection, document: Document, reading: Reading) -> Verdict:
    """Whether a document is new, the same, or a revision. Looks up one or two indexed fingerprints."""
    twin = _standing(connection, documents.c.sha256 == document.sha256)
    if twin is not None:
        number = lineage(connection, twin.number)[-1]
        corrected = twin.number == number and not document.sample and _corrects(connection, number, document)
        return Verdict(old=twin) if corrected else Verdict(same=number)
    kin: ColumnElement[bool] = documents.c.superseded_by.is_(None)
    if document.sample:  # a sample never takes the place of somebody's own document
        kin &= documents.c.sample
    if document.url:
        key = keeping.by_address(document.url)
        moved = _standing(connection, kin & (documents.c.by_address == key))
        if moved is not None:
            return Verdict(old=moved)
        kin &= documents.c.url.is_(None)
    alike = _standing(connection, kin & (documents.c.by_title == keeping.by_title(reading.document)))
    if alike is None:
        return Verdict()
    text = connection.scalar(select(texts.c.text).where(texts.c.document == alike.number)) or ""
    return Verdict(old=alike if keeping.resembles(text, document.text) else None)


def refresh(connection: Connection, number: int, document: Document) -> bool:
    """Takes over what may change without a new revision, the address and that it is no sample: did anything?"""
    columns = documents.c
    held = connection.execute(select(columns.url, columns.sample).where(columns.number == number)).one()
    changes: Row = {}
    if document.url and document.url != held.url:
        changes |= {"url": document.url, "by_address": keeping.by_address(document.url)}
    if held.sample and not document.sample:
        changes["sample"] = False
    if changes:
        connection.execute(update(documents).where(columns.number == number).values(**changes))
    return bool(changes)


def lineage(connection: Connection, number: int) -> list[int]:
    """The numbers of all revisions of a document, oldest first; empty where there is none of that number."""
    if connection.scalar(select(documents.c.number).where(documents.c.number == number)) is None:
        return []
    before = _follow(connection, documents.c.predecessor, number)
    after = _follow(connection, documents.c.superseded_by, number)
    return [*reversed(before), number, *after]


def keep(
    connection: Connection, document: Document, reading: Reading, now: datetime, verdict: Verdict
) -> int:
    """Writes a document and all that was read out of it; what it replaces is marked so. Returns its number."""
    row = keeping.document_row(document, reading.document) | _place_in_time(
        document, reading, now, verdict.old
    )
    if verdict.old is not None:
        # The old revision steps back first: one text may stand only once among the current ones.
        step = update(documents).where(documents.c.number == verdict.old.number)
        connection.execute(step.values(superseded_by=verdict.old.number, known_until=row["known_from"]))
    number = _insert(connection, documents, row)
    if verdict.old is not None:
        step = update(documents).where(documents.c.number == verdict.old.number)
        connection.execute(step.values(superseded_by=number))
    connection.execute(insert(texts).values(document=number, text=document.text))
    _insert_many(
        connection, paragraphs, [{"document": number, **one} for one in keeping.paragraph_rows(reading)]
    )
    _keep_outcomes(connection, number, reading, _keep_meetings(connection, number, reading))
    _keep_events(connection, number, reading)
    _keep_asides(connection, number, reading)
    return number


def _standing(connection: Connection, condition: ColumnElement[bool]) -> Standing | None:
    """The newest document for which a condition holds; an old text that comes again finds its old revision."""
    columns = documents.c
    query = select(columns.number, columns.revision, columns.known_from, columns.sha256).where(condition)
    row = connection.execute(query.order_by(columns.number.desc()).limit(1)).first()
    return None if row is None else Standing(row.number, row.revision, row.known_from, row.sha256)


def _corrects(connection: Connection, number: int, document: Document) -> bool:
    """Whether what was given from outside says otherwise than what is stored."""
    columns = documents.c
    query = select(columns.title, columns.publisher, columns.published_on).where(columns.number == number)
    title, publisher, published_on = connection.execute(query).one()
    return (
        (document.title is not None and storable(document.title) != title)
        or (document.publisher is not None and storable(document.publisher) != publisher)
        or (document.published_on is not None and document.published_on != published_on)
    )


def _follow(connection: Connection, link: Any, number: int) -> list[int]:
    found: list[int] = []
    step = connection.scalar(select(link).where(documents.c.number == number))
    while step is not None and step not in found:
        found.append(step)
        step = connection.scalar(select(link).where(documents.c.number == step))
    return found


def _place_in_time(document: Document, reading: Reading, now: datetime, old: Standing | None) -> Row:
    """From which day a revision is what was known.

    A first one: from the day of its publication, or where that is unknown, of its arrival. A later text: from
    its own later date, else from its arrival, for on the days before the old text was what one could know.
    A correction of a date or a title by hand holds from the beginning: the old one was never right.
    """
    arrived = now.date()
    published = reading.document.published_on
    placed: Row = {"added_at": now, "revision": 1, "predecessor": None, "known_from": published or arrived}
    if old is None:
        return placed
    placed |= {"revision": old.revision + 1, "predecessor": old.number}
    if old.sha256 != document.sha256:
        later = published is not None and published > old.known_from
        placed["known_from"] = published if later else max(arrived, old.known_from)
    return placed


def _keep_meetings(connection: Connection, number: int, reading: Reading) -> dict[str, int]:
    """The number of each meeting by its id within the Reading."""
    numbers: dict[str, int] = {}
    for position, meeting in enumerate(reading.meetings):
        row = {"document": number, **keeping.meeting_row(meeting, position)}
        numbers.setdefault(meeting.id, _insert(connection, meetings, row))
    seats: list[Row] = []
    for meeting in reading.meetings:
        seats += keeping.meeting_party_rows(numbers[meeting.id], meeting)
        parent = numbers.get(meeting.part_of or "")
        if parent is not None and parent != numbers[meeting.id]:
            step = update(meetings).where(meetings.c.number == numbers[meeting.id])
            connection.execute(step.values(parent=parent))
    unique = {(seat["meeting"], seat["code"]): seat for seat in seats}
    _insert_many(connection, meeting_parties, list(unique.values()))
    return numbers


def _keep_outcomes(connection: Connection, number: int, reading: Reading, numbers: dict[str, int]) -> None:
    by_id = {meeting.id: meeting for meeting in reading.meetings}
    rows = []
    for position, outcome in enumerate(reading.outcomes):
        said = keeping.said_row(by_id.get(outcome.meeting or ""), reading.document)
        rows.append({"document": number, **keeping.outcome_row(outcome, position, said, numbers)})
    _insert_many(connection, outcomes, rows)
    query = select(outcomes.c.position, outcomes.c.number).where(outcomes.c.document == number)
    kept = {row.position: row.number for row in connection.execute(query)}
    parties: list[Row] = []
    topics: list[Row] = []
    for position, outcome in enumerate(reading.outcomes):
        parties += keeping.party_rows(kept[position], outcome)
        topics += keeping.topic_rows(kept[position], outcome)
    _insert_many(connection, outcome_parties, parties)
    _insert_many(connection, outcome_topics, topics)


def _keep_events(connection: Connection, number: int, reading: Reading) -> None:
    for row, mentions in keeping.event_rows(reading):
        event = _insert(connection, events, {"document": number, **row})
        _insert_many(connection, event_mentions, [{"event": event, **mention} for mention in mentions])


def _keep_asides(connection: Connection, number: int, reading: Reading) -> None:
    said = [
        {"document": number, "quote": aside.quote, "paragraph": aside.paragraph, "speaker": aside.speaker}
        for aside in reading.commentary
    ]
    missed = [
        {"document": number, "quote": part.quote, "paragraph": part.paragraph, "reason": part.reason}
        for part in reading.unread
    ]
    _insert_many(connection, commentary, said)
    _insert_many(connection, unread, missed)


def _insert(connection: Connection, table: Table, row: Row) -> int:
    key = connection.execute(insert(table).values(**row)).inserted_primary_key
    return int(key[0])  # type: ignore[index]


def _insert_many(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    if rows:
        connection.execute(insert(table), list(rows))
