"""Documents with all that was read out of them in, rows in every table out: one statement a table for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, update

from briefs.store import fingerprints, keeping, numbers
from briefs.store.beside import bands
from briefs.store.rows_in import Rows
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
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from briefs.model import Document, Reading

    Row = dict[str, Any]

_PARENT = (
    update(meetings)
    .where(meetings.c.number == bindparam("session"))
    .values(parent=bindparam("whole_meeting"))
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document that is to be written; ``place`` are the columns that say when it was what was known."""

    document: Document
    reading: Reading
    place: Row
    bands: tuple[int, ...] | None = None


ORDER = (
    documents,
    texts,
    paragraphs,
    meetings,
    meeting_parties,
    outcomes,
    outcome_parties,
    outcome_topics,
    events,
    event_mentions,
    commentary,
    unread,
    bands,
)


def write(connection: Connection, arrivals: Sequence[Arrival]) -> list[int]:
    """Writes the documents and all that was read out of them; returns their numbers."""
    rows, found = Rows(), list(numbers.take(connection, documents, len(arrivals)))
    for number, arrival in zip(found, arrivals, strict=True):
        row = keeping.document_row(arrival.document, arrival.reading.document)
        rows.add(documents, [{"number": number, **row, **arrival.place}])
        rows.add(texts, [{"document": number, "text": arrival.document.text}])
        known = arrival.bands
        shared = fingerprints.bands(arrival.reading.paragraphs) if known is None else known
        rows.add(bands, [{"band": band, "document": number} for band in dict.fromkeys(shared)])
        rows.add(paragraphs, paragraphs_of(number, arrival.reading))
        add_asides(rows, number, arrival.reading)
    readings = [(number, arrival.reading) for number, arrival in zip(found, arrivals, strict=True)]
    sessions = add_meetings(connection, rows, readings)
    _add_outcomes(connection, rows, readings, sessions)
    add_events(connection, rows, readings)
    parents = parents_of(readings, sessions)
    rows.write(connection, ORDER)
    if parents:
        connection.execute(_PARENT, parents)
    return found


def paragraphs_of(number: int, reading: Reading) -> list[Row]:
    """The paragraphs of a document."""
    return [{"document": number, **row} for row in keeping.paragraph_rows(reading)]


def add_asides(rows: Rows, number: int, reading: Reading) -> None:
    """What is in a document beside its outcomes."""
    rows.add(
        commentary,
        [
            {"document": number, "quote": aside.quote, "paragraph": aside.paragraph, "speaker": aside.speaker}
            for aside in reading.commentary
        ],
    )
    rows.add(
        unread,
        [
            {"document": number, "quote": part.quote, "paragraph": part.paragraph, "reason": part.reason}
            for part in reading.unread
        ],
    )


def add_meetings(
    connection: Connection, rows: Rows, readings: Sequence[tuple[int, Reading]]
) -> list[dict[str, int]]:
    """The meetings of each Reading; returns their numbers by their ids within it."""
    taken = iter(numbers.take(connection, meetings, sum(len(reading.meetings) for _, reading in readings)))
    return [_numbered_meetings(rows, number, reading, taken) for number, reading in readings]


def _numbered_meetings(rows: Rows, number: int, reading: Reading, taken: Any) -> dict[str, int]:
    found: dict[str, int] = {}
    for position, meeting in enumerate(reading.meetings):
        own = next(taken)
        rows.add(
            meetings,
            [{"number": own, "document": number, **keeping.meeting_row(meeting, position), "parent": None}],
        )
        found.setdefault(meeting.id, own)
    add_seats(rows, reading, found)
    return found


def add_seats(rows: Rows, reading: Reading, found: Mapping[str, int]) -> None:
    """Who sat at the tables of a Reading."""
    seats = [seat for each in reading.meetings for seat in keeping.meeting_party_rows(found[each.id], each)]
    rows.add(meeting_parties, list({(seat["meeting"], seat["code"]): seat for seat in seats}.values()))


def parents_of(readings: Sequence[tuple[int, Reading]], sessions: Sequence[Mapping[str, int]]) -> list[Row]:
    """Which session belongs to which meeting, for those that belong to another one of their document."""
    return [
        {"session": found[meeting.id], "whole_meeting": whole}
        for (_, reading), found in zip(readings, sessions, strict=True)
        for meeting in reading.meetings
        if (whole := found.get(meeting.part_of or "")) is not None and whole != found[meeting.id]
    ]


def set_parents(connection: Connection, parents: Sequence[Row]) -> None:
    """Ties sessions to their meetings, which must be written by then."""
    if parents:
        connection.execute(_PARENT, list(parents))


def outcome_rows(number: int, reading: Reading, found: Mapping[str, int]) -> list[Row]:
    """The outcomes of a Reading without numbers of their own."""
    by_id = {meeting.id: meeting for meeting in reading.meetings}
    rows = []
    for position, outcome in enumerate(reading.outcomes):
        said = keeping.said_row(by_id.get(outcome.meeting or ""), reading.document)
        row = keeping.outcome_row(outcome, position, said, found)
        rows.append({"document": number, **row, "parsed": None})
    return rows


def _add_outcomes(
    connection: Connection,
    rows: Rows,
    readings: Sequence[tuple[int, Reading]],
    sessions: Sequence[Mapping[str, int]],
) -> None:
    taken = iter(numbers.take(connection, outcomes, sum(len(reading.outcomes) for _, reading in readings)))
    for (number, reading), found in zip(readings, sessions, strict=True):
        for row in outcome_rows(number, reading, found):
            add_outcome(rows, {"number": next(taken), **row})


def add_outcome(rows: Rows, row: Row) -> None:
    """One outcome with a number, its parties and its topics."""
    rows.add(outcomes, [row])
    rows.add(outcome_parties, keeping.party_rows(row["number"], row["actors"], row["towards"]))
    rows.add(outcome_topics, keeping.topic_rows(row["number"], row["topics"]))


def add_events(connection: Connection, rows: Rows, readings: Sequence[tuple[int, Reading]]) -> None:
    """The events of each Reading with their mentions."""
    taken = iter(numbers.take(connection, events, sum(len(reading.events) for _, reading in readings)))
    for number, reading in readings:
        for row, mentions in keeping.event_rows(reading):
            own = next(taken)
            rows.add(events, [{"number": own, "document": number, **row}])
            rows.add(event_mentions, [{"event": own, **mention} for mention in mentions])
