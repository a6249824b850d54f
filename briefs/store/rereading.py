"""A stored document and what is read in it now in, its rows written anew out, with what was gained, lost and changed.

Numbers stay: of the document, of every line whose sentence is still read, of every meeting. What did not change is
not written.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select, update

from briefs.model import Document
from briefs.store import (
    anchors,
    applying,
    corrected,
    fingerprints,
    keeping,
    numbers,
    revisions,
    rows_in,
    writing,
)
from briefs.store.beside import bands, hidden_lines
from briefs.store.rows_in import Rows
from briefs.store.tables import (
    commentary,
    documents,
    event_mentions,
    events,
    meetings,
    outcomes,
    paragraphs,
    texts,
    unread,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection, Table

    from briefs.model import Reading

    Row = dict[str, Any]

TOLD = (
    "kind strength actors towards headline topics instrument period_start period_end period_precision "
    "amount_value amount_currency amount_unit event"
).split()
"""What of a line is said to have changed: what a reader sees of it."""


_GIVEN = [
    documents.c[name]
    for name in "name url sample given_title given_publisher given_on given_place given_language fetched_at".split()
]


@dataclass(frozen=True, slots=True)
class LineTold:
    """A line that came, went or changed: ``was`` and ``now`` are the fields that differ, as words."""

    number: int
    kind: str
    headline: str
    was: tuple[tuple[str, str], ...] = ()
    now: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reread:
    """What became of a document that was read anew. ``adrift`` are corrections that find no line any more.

    ``late``: something else was given for it in the meantime, so nothing was written, and it must be read once more.
    """

    number: int
    title: str
    gained: tuple[LineTold, ...] = ()
    lost: tuple[LineTold, ...] = ()
    changed: tuple[LineTold, ...] = ()
    adrift: tuple[int, ...] = ()
    written: bool = False
    late: bool = False


def document_of(connection: Connection, number: int) -> Document | None:
    """The text of a document with what was given for it and what editors corrected of it; None where it is gone."""
    query = select(*_GIVEN, texts.c.text).join(texts, texts.c.document == documents.c.number)
    row = connection.execute(query.where(documents.c.number == number)).first()
    if row is None:
        return None
    plain = Document(
        text=row.text,
        name=row.name,
        title=row.given_title,
        publisher=row.given_publisher,
        published_on=row.given_on,
        url=row.url,
        sample=row.sample,
        place=row.given_place,
        language=row.given_language,
        fetched_at=row.fetched_at,
    )
    return replace(plain, **given_by_editors(connection, revisions.lineage(connection, number)[0]))


def given_by_editors(connection: Connection, root: int) -> Row:
    """What editors say of a document itself: its title, publisher or day of publication."""
    values = {
        row.field: json.loads(row.new) for row in applying.active(connection, root) if row.quote is None
    }
    if "published_on" in values:
        values["published_on"] = keeping.day(values["published_on"])
    return values


def reread(connection: Connection, number: int, document: Document, reading: Reading) -> Reread | None:
    """Writes what is read in a document now in the place of what was read before; None where it is gone."""
    if document_of(connection, number) != document:
        title = connection.scalar(select(documents.c.title).where(documents.c.number == number))
        return None if title is None else Reread(number, title, late=True)
    root = revisions.lineage(connection, number)[0]
    lines = applying.lines_of(connection, number)
    sessions, written = _meetings(connection, number, reading)
    rows, came = _numbered(connection, lines, writing.outcome_rows(number, reading, sessions))
    told = _told(lines, rows, came)
    if [_plain(row) for row in rows] != [_plain(row) for row in lines.rows]:
        _replace_lines(connection, number, rows)
        written = True
    written = _particulars(connection, number, document, reading, root) or written
    written = _rest(connection, number, reading) or written
    adrift = applying.apply(connection, root, number)
    return Reread(number, reading.document.title, *told, tuple(adrift), written)


def _numbered(connection: Connection, lines: applying.Lines, rows: list[Row]) -> tuple[list[Row], set[int]]:
    """The new lines with their old numbers where they are the same line, and the numbers of those that are not."""
    new = anchors.anchored((row["quote"], row["paragraph"], row["kind"]) for row in rows)
    same = anchors.matched(lines.anchors, new)
    taken = iter(numbers.take(connection, outcomes, len(rows) - len(same)))
    known = lines.numbers
    numbered = [
        {**row, "number": known[same[at]] if at in same else next(taken)} for at, row in enumerate(rows)
    ]
    return numbered, {row["number"] for at, row in enumerate(numbered) if at not in same}


def _told(
    lines: applying.Lines, rows: Sequence[Row], came: set[int]
) -> tuple[tuple[LineTold, ...], tuple[LineTold, ...], tuple[LineTold, ...]]:
    """The lines gained, lost and changed."""
    kept = {row["number"]: row for row in rows}
    gained = tuple(_line(row) for row in rows if row["number"] in came)
    lost = tuple(_line(row) for row in lines.rows if row["number"] not in kept)
    changed = []
    for old in lines.rows:
        new = kept.get(old["number"])
        differs = [name for name in TOLD if new is not None and _words(old[name]) != _words(new[name])]
        if new is not None and differs:
            was = tuple((name, _words(old[name])) for name in differs)
            changed.append(
                replace(_line(new), was=was, now=tuple((name, _words(new[name])) for name in differs))
            )
    return gained, lost, tuple(changed)


def _line(row: Row) -> LineTold:
    return LineTold(row["number"], row["kind"], row["headline"])


def _words(value: Any) -> str:
    """A value of a line in a few words, the same before and after it was stored."""
    if isinstance(value, tuple | list):
        return ", ".join(value)
    return "" if value is None else str(value)


def _plain(row: Row) -> Row:
    """A row without what a database changes of its values."""
    return {name: rows_in.plain(outcomes, name, value) for name, value in sorted(row.items())}


def _replace_lines(connection: Connection, number: int, rows: Sequence[Row]) -> None:
    for table in (outcomes, hidden_lines):
        connection.execute(delete(table).where(table.c.document == number))
    applying.write(connection, [(row, False) for row in rows])


def _meetings(connection: Connection, number: int, reading: Reading) -> tuple[dict[str, int], bool]:
    """The meetings of a document, each under its old number where it is the same; and whether any changed."""
    held = (
        connection.execute(
            select(meetings).where(meetings.c.document == number).order_by(meetings.c.position)
        )
        .mappings()
        .all()
    )
    rows = [keeping.meeting_row(meeting, position) for position, meeting in enumerate(reading.meetings)]
    same = _same_meetings(held, rows)
    taken = iter(numbers.take(connection, meetings, len(rows) - len(same)))
    found: dict[str, int] = {}
    new = Rows()
    for at, (row, meeting) in enumerate(zip(rows, reading.meetings, strict=True)):
        own = held[same[at]]["number"] if at in same else next(taken)
        found.setdefault(meeting.id, own)
        new.add(meetings, [{"number": own, "document": number, **row, "parent": None}])
    parents = {
        each["session"]: each["whole_meeting"] for each in writing.parents_of([(number, reading)], [found])
    }
    wanted = [{**row, "parent": parents.get(row["number"])} for row in new.of.get(meetings, [])]
    if rows_in.same(meetings, held, wanted):
        return found, False
    connection.execute(delete(meetings).where(meetings.c.document == number))
    writing.add_seats(new, reading, found)
    new.write(connection, writing.ORDER)
    writing.set_parents(connection, writing.parents_of([(number, reading)], [found]))
    return found, True


def _same_meetings(held: Sequence[Mapping[Any, Any]], rows: Sequence[Row]) -> dict[int, int]:
    """Which of the new meetings is which of the old: by name and first day, else by name, else by id."""
    found: dict[int, int] = {}
    for names in (("name", "starts"), ("name",), ("key",)):
        for at, row in enumerate(rows):
            left = [old for old in range(len(held)) if old not in found.values()]
            alike = [old for old in left if all(held[old][name] == row[name] for name in names)]
            if at not in found and alike:
                found[at] = alike[0]
    return found


def _particulars(
    connection: Connection, number: int, document: Document, reading: Reading, root: int
) -> bool:
    """What the document says of itself now; and whether that is anything else."""
    held = connection.execute(select(documents).where(documents.c.number == number)).mappings().one()
    told = keeping.document_row(document, reading.document)
    mine = ("title", "kind", "publisher", "published_on", "published_inferred", "published_reason", "place")
    new = {name: told[name] for name in (*mine, "language", "by_title")}
    fields = {row.field for row in applying.active(connection, root) if row.quote is None}
    new["corrected"] = tuple(name for name in corrected.DOCUMENT_FIELDS if name in fields)
    if held["revision"] == 1:
        known = new["published_on"] or held["added_at"].date()
        new["known_from"] = min(known, held["known_until"] or known)
    if all(rows_in.plain(documents, name, value) == held[name] for name, value in new.items()):
        return False
    connection.execute(update(documents).where(documents.c.number == number).values(**new))
    return True


def _rest(connection: Connection, number: int, reading: Reading) -> bool:
    """Paragraphs, events, asides and bands; and whether any of them changed."""
    new = Rows()
    new.add(paragraphs, writing.paragraphs_of(number, reading))
    writing.add_asides(new, number, reading)
    bare = fingerprints.bands(reading.paragraphs)
    new.add(bands, [{"band": band, "document": number} for band in dict.fromkeys(bare)])
    changed = [
        table
        for table in (paragraphs, commentary, unread, bands)
        if not rows_in.same(table, _held(connection, table, number), new.of.get(table, []))
    ]
    for table in changed:
        connection.execute(delete(table).where(table.c.document == number))
    Rows({table: new.of.get(table, []) for table in changed}).write(connection, writing.ORDER)
    return _events(connection, number, reading) or bool(changed)


def _events(connection: Connection, number: int, reading: Reading) -> bool:
    held = [dict(row) for row in _held(connection, events, number)]
    mentions = select(event_mentions).join(events, events.c.number == event_mentions.c.event)
    said = connection.execute(
        mentions.where(events.c.document == number).order_by(event_mentions.c.number)
    ).mappings()
    by_event: dict[int, list[Any]] = {}
    for row in said:
        by_event.setdefault(row["event"], []).append(row)
    told = keeping.event_rows(reading)
    alike = rows_in.same(events, held, [{"document": number, **row} for row, _ in told])
    if alike and all(
        rows_in.same(event_mentions, by_event.get(old["number"], []), each)
        for old, (_, each) in zip(held, told, strict=True)
    ):
        return False
    connection.execute(delete(events).where(events.c.document == number))
    new = Rows()
    writing.add_events(connection, new, [(number, reading)])
    new.write(connection, writing.ORDER)
    return True


def _held(connection: Connection, table: Table, number: int) -> Sequence[Mapping[Any, Any]]:
    query = select(table).where(table.c.document == number)
    order = table.c.number if "number" in table.c else table.c.band
    return connection.execute(query.order_by(order)).mappings().all()
