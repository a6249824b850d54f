"""An interest and a moment in, an iCalendar file of its events out, as RFC 5545 has it: only known days are days.

What calendars were told is kept, so that an event has one UID for life and its SEQUENCE grows when, and only when,
something changed that a calendar shows.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from briefs import queries
from briefs.composing.entries import plain as unmarked
from briefs.following.interest import Interest
from briefs.following.interest import shown as interest_shown
from briefs.following.occasions import Sight, by_date, events_between
from briefs.following.tables import calendar_entries
from briefs.following.terms import ending
from briefs.following.told import Occasion
from briefs.following.wording import one_line
from briefs.model import EventStatus
from briefs.queries.rows import among

if TYPE_CHECKING:
    from icalendar import Event
    from sqlalchemy import Connection

    from briefs.library import Library
    from briefs.model import Source

PAST = timedelta(days=366)
FUTURE = timedelta(days=3_660)
"""How far back, and how far ahead, a calendar reaches."""
_LONG = timedelta(days=31)
"""What lasts longer (a term in the chair) is marked on its first day: nobody wants half a year coloured."""
_LONGEST = 400
_FIELDS = ("starts", "ends", "summary", "location", "status")
_NAMESPACE = uuid.UUID("6c1f6c3e-6d0f-5b6e-9d8e-0b8f5a2f4c11")
_CONFIRMED, _CANCELLED = "CONFIRMED", "CANCELLED"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a calendar shows of an event; ``starts`` and ``ends`` are days, both included."""

    slug: str
    starts: date
    ends: date
    summary: str
    location: str
    status: str


@dataclass(frozen=True, slots=True)
class Kept:
    """The same with its identity: ``sequence`` changes so far, the last of them at ``changed_at``."""

    shown: Shown
    uid: str
    sequence: int
    changed_at: datetime
    made_at: datetime


def calendar(library: Library, interest: Interest, today: date, now: datetime) -> bytes:
    """The file: events and terms of the interest from a year ago to ten years ahead whose day is known.

    An event that lost its day, or was called off, stays with its old day as cancelled, so that calendars which have
    it take it out. Writes to the store only where something is new or changed.
    """
    with library.store.snapshot() as snapshot:
        sight = Sight(library, snapshot, interest, today)
        told: Sequence[str] = snapshot.connection.scalars(_LATELY, {"past": today - PAST}).all()
        found = events_between(sight, today - PAST, today + FUTURE, also=told)
        found += ending(sight, today - PAST, today + FUTURE)
        unique = {each.slug: each for each in sorted(found, key=by_date, reverse=True)}
        held = _held(snapshot.connection, unique)
        numbers = tuple(sorted({each.source for each in unique.values() if each.source is not None}))
        sources = {source.number: source for source in queries.sources(snapshot, numbers)}
    entries = [
        entry
        for each in sorted(unique.values(), key=by_date)
        if (entry := to_show(each, held[each.slug].shown if each.slug in held else None))
    ]
    kept = _kept(library, entries, held, now)
    return _file(library, interest, [(kept[entry.slug], unique[entry.slug]) for entry in entries], sources)


def to_show(occasion: Occasion, before: Shown | None) -> Shown | None:
    """What a calendar shows of an occasion; None where its day is not known and never was.

    "June 2021" is no day. ``before`` is what calendars were told last.
    """
    day = occasion.day
    if day is None or occasion.status is EventStatus.CANCELLED:
        if before is None:
            return None if day is None else _on_days(occasion, day, _CANCELLED)
        return replace(before, status=_CANCELLED)
    return _on_days(occasion, day, _CONFIRMED)


def _on_days(occasion: Occasion, day: date, status: str) -> Shown:
    last = max(occasion.ends or day, day)
    long = last - day > _LONG
    name = one_line(unmarked(occasion.name), _LONGEST) or occasion.slug
    place = one_line(occasion.place or "", _LONGEST)
    return Shown(occasion.slug, day, day if long else last, f"{name} begins" if long else name, place, status)


def _held(connection: Connection, slugs: Iterable[str]) -> dict[str, Kept]:
    wanted = sorted(slugs)
    found: dict[str, Kept] = {}
    for at in range(0, len(wanted), 5000):
        for row in connection.execute(_HELD, {"slugs": wanted[at : at + 5000]}).mappings():
            shown_last = Shown(row["slug"], *(row[name] for name in _FIELDS))
            found[row["slug"]] = Kept(
                shown_last, row["uid"], row["sequence"], row["changed_at"], row["made_at"]
            )
    return found


def _kept(
    library: Library, entries: Iterable[Shown], held: Mapping[str, Kept], now: datetime
) -> Mapping[str, Kept]:
    """Every entry with its identity, those that are new or changed written down first."""
    changed = [each for each in entries if each.slug not in held or held[each.slug].shown != each]
    if not changed:
        return held
    with library.store.writing() as connection:
        latest = _held(connection, [each.slug for each in changed])  # another process may have been quicker
        for each in changed:
            before = latest.get(each.slug)
            if before is None:
                connection.execute(insert(calendar_entries).values(**_new_row(each, now)))
            elif before.shown != each:
                step = update(calendar_entries).where(calendar_entries.c.slug == each.slug)
                connection.execute(step.values(**_row(each), sequence=before.sequence + 1, changed_at=now))
        return {**held, **_held(connection, [each.slug for each in changed])}


def _row(entry: Shown) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in _FIELDS}


def _new_row(entry: Shown, now: datetime) -> dict[str, Any]:
    uid = str(uuid.uuid5(_NAMESPACE, entry.slug))
    return {**_row(entry), "slug": entry.slug, "uid": uid, "sequence": 0, "changed_at": now, "made_at": now}


def _file(
    library: Library,
    interest: Interest,
    entries: Iterable[tuple[Kept, Occasion]],
    sources: Mapping[int, Source],
) -> bytes:
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//aide-memoire//briefs//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    name = f"Diplomatic calendar: {interest_shown(interest, library.lexicon)}"
    made.add("x-wr-calname", one_line(name, _LONGEST))
    made.add("x-published-ttl", "PT6H")
    for kept, occasion in entries:
        made.add_component(_event(kept, occasion, library, sources))
    return bytes(made.to_ical())


def _event(kept: Kept, occasion: Occasion, library: Library, sources: Mapping[int, Source]) -> Event:
    """One event; DTEND is the day after the last, as it is not included."""
    from icalendar import Event

    entry = kept.shown
    made = Event()
    made.add("uid", kept.uid)
    made.add("dtstamp", kept.changed_at)
    made.add("created", kept.made_at)
    made.add("last-modified", kept.changed_at)
    made.add("sequence", kept.sequence)
    made.add("dtstart", entry.starts)
    made.add("dtend", entry.ends + timedelta(days=1))
    made.add("summary", entry.summary)
    made.add("status", entry.status)
    made.add("transp", "TRANSPARENT")
    if entry.location:
        made.add("location", entry.location)
    made.add("description", _description(occasion, library, sources))
    source = sources.get(occasion.source or 0)
    if source and source.url and source.url.startswith(("https://", "http://")):
        made.add("url", one_line(source.url, 2_000).replace(" ", "%20"))
    return made


def _description(occasion: Occasion, library: Library, sources: Mapping[int, Source]) -> str:
    """Who hosts it, and who says so."""
    office = "Chair" if occasion.kind == "chairmanship" else "Host"
    host = f"{office}: {library.lexicon.party_name(occasion.host)}." if occasion.host else ""
    source = sources.get(occasion.source or 0)
    if source:
        publisher = f", {library.lexicon.party_name(source.publisher)}" if source.publisher else ""
        said = f"Source: document {source.number}, {unmarked(source.title)}{publisher}."
    else:
        said = f"Source: {occasion.record}." if occasion.record else ""
    return one_line(" ".join(piece for piece in (host, said) if piece), 4 * _LONGEST)


_HELD = select(calendar_entries).where(calendar_entries.c.slug.in_(among("slugs")))
_LATELY = select(calendar_entries.c.slug).where(calendar_entries.c.ends >= bindparam("past"))
