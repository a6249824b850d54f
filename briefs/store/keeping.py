"""A Document and its Reading in, rows of the tables out: pure, so that what is kept can be seen without a database."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from briefs.model import Precision
from briefs.store.columns import storable
from briefs.store.words import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefs.model import Document, Meeting, Outcome, Particulars, Reading

Row = dict[str, Any]
FOR_EVER = date(9999, 12, 31)
LONGEST_CODE = 40
"""As the columns have it: cut first, so that no two become one in the table."""
LONGEST_TOPIC = 80


def document_row(document: Document, particulars: Particulars) -> Row:
    """The columns of ``documents`` that follow from the document itself."""
    return {
        "sha256": document.sha256,
        "title": particulars.title,
        "kind": str(particulars.kind),
        "publisher": particulars.publisher,
        "published_on": particulars.published_on,
        "published_inferred": particulars.published_on_inferred,
        "published_reason": particulars.published_on_reason,
        "place": particulars.place,
        "language": particulars.language,
        "url": document.url,
        "name": document.name,
        "sample": document.sample,
        "by_address": by_address(document.url),
        "by_title": by_title(particulars),
        "given_title": document.title,
        "given_publisher": document.publisher,
        "given_on": document.published_on,
        "given_place": document.place,
        "given_language": document.language,
        "fetched_at": document.fetched_at,
    }


def by_address(url: str | None) -> str | None:
    """The fingerprint under which an address is found again: scheme, "www." and fragment do not count."""
    if not url or not url.strip():
        return None
    try:
        parts = urlsplit(url.strip())
        host = (parts.netloc or "").lower().removeprefix("www.")
        plain = f"{host}{parts.path.rstrip('/')}?{parts.query}"
    except ValueError:
        plain = url.strip()
    return _fingerprint(plain)


def by_title(particulars: Particulars) -> str:
    """The fingerprint of title, publisher and date, by which a changed document without address is found."""
    title = " ".join(terms(particulars.title).split())
    day = particulars.published_on.isoformat() if particulars.published_on else ""
    return _fingerprint(f"{title}\n{terms(particulars.publisher or '')}\n{day}")


def resembles(one: str, other: str) -> bool:
    """Whether one text may be an edited form of the other: half of the shorter one's word pairs are shared.

    Two notes of one ministry on one day may well both be called "Press Release".
    """
    pairs, others = _pairs(one), _pairs(other)
    if not pairs or not others:
        return one.split() == other.split() or not (one.strip() and other.strip())
    return 2 * len(pairs & others) >= min(len(pairs), len(others))


def paragraph_rows(reading: Reading) -> list[Row]:
    """Each paragraph with its terms, and what it is about: title and the meetings whose outcomes stand in it."""
    names = {meeting.id: meeting.name for meeting in reading.meetings}
    told: dict[int, list[str]] = {}
    for outcome in reading.outcomes:
        name = names.get(outcome.meeting or "")
        if name and name not in told.setdefault(outcome.paragraph, []):
            told[outcome.paragraph].append(name)
    title = terms(reading.document.title)
    known = {name: terms(name) for name in set(names.values())}
    return [
        {
            "position": position,
            "text": text,
            "terms": terms(text),
            "setting": " ".join(filter(None, [title, *(known[name] for name in told.get(position, ()))])),
        }
        for position, text in enumerate(reading.paragraphs, start=1)
    ]


def meeting_row(meeting: Meeting, position: int) -> Row:
    """A meeting without the number of its document."""
    return {
        "position": position,
        "key": meeting.id,
        "name": meeting.name,
        "forum": meeting.forum,
        "level": str(meeting.level),
        "format": None if meeting.format is None else str(meeting.format),
        "place": meeting.place,
        "starts": meeting.start,
        "ends": meeting.end,
        "precision": None if meeting.precision is None else str(meeting.precision),
        "parties": meeting.parties,
        "chairs": meeting.chairs,
        "part_of": meeting.part_of,
    }


def outcome_row(outcome: Outcome, position: int, said: Row, meetings: Mapping[str, int]) -> Row:
    """An outcome without the number of its document; an id of a meeting that is not there is dropped."""
    period, amount = outcome.period, outcome.amount
    return {
        "position": position,
        "key": outcome.id,
        "kind": str(outcome.kind),
        "strength": None if outcome.strength is None else str(outcome.strength),
        "actors": outcome.actors,
        "towards": outcome.towards,
        "headline": outcome.headline,
        "quote": outcome.quote,
        "paragraph": outcome.paragraph,
        "meeting": meetings.get(outcome.meeting or ""),
        "topics": outcome.topics,
        "instrument": outcome.instrument,
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "period_precision": str(period.precision) if period else None,
        "period_words": period.words if period else None,
        "amount_value": amount.value if amount else None,
        "amount_currency": amount.currency if amount else None,
        "amount_unit": amount.unit if amount else None,
        "amount_assumed": bool(amount and amount.assumed),
        "amount_qualifier": amount.qualifier if amount else None,
        "event": outcome.event,
        **said,
    }


def said_row(meeting: Meeting | None, particulars: Particulars) -> Row:
    """When an outcome was said: the day of its meeting, else the day of the document."""
    if meeting is not None and meeting.start is not None:
        return _said(meeting.start, meeting.end, meeting.precision or Precision.DAY, inferred=False)
    day = particulars.published_on
    precision = Precision.DAY if day else None
    return _said(day, day, precision, inferred=particulars.published_on_inferred)


def party_rows(number: int, actors: Iterable[str], towards: Iterable[str]) -> list[Row]:
    """Who stands on either side of an outcome, each once."""
    sides = (("actor", actors), ("towards", towards))
    return [
        {"outcome": number, "code": code, "side": side} for side, codes in sides for code in _codes(codes)
    ]


def topic_rows(number: int, topics: Iterable[str]) -> list[Row]:
    """The topics of an outcome, each once."""
    slugs = (storable(slug)[:LONGEST_TOPIC] for slug in topics)
    return [{"outcome": number, "topic": slug} for slug in dict.fromkeys(slugs)]


def meeting_party_rows(number: int, meeting: Meeting) -> list[Row]:
    """Who sat at a table, each once."""
    return [{"meeting": number, "code": code} for code in _codes(meeting.parties)]


def event_rows(reading: Reading) -> list[tuple[Row, list[Row]]]:
    """Each event of a document with its mentions."""
    return [
        (
            {
                "slug": event.slug,
                "name": event.name,
                "kind": event.kind,
                "host": event.host,
                "place": event.place,
                "starts": event.start,
                "ends": event.end,
                "precision": None if event.precision is None else str(event.precision),
                "status": str(event.status),
                "first_day": event.start or event.end,
                "last_day": last_day(event.start, event.end, event.precision),
            },
            [{"quote": mention.quote, "paragraph": mention.paragraph} for mention in event.mentions],
        )
        for event in reading.events
    ]


def day(words: str | None) -> date | None:
    """A day as corrections keep it, in ISO 8601."""
    return date.fromisoformat(words) if words else None


def last_day(start: date | None, end: date | None, precision: Precision | str | None) -> date | None:
    """The last day of an event; one of a range without an end lasts still."""
    if end is None and start is not None and precision == Precision.RANGE:
        return FOR_EVER
    return end or start


def _codes(codes: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(storable(code)[:LONGEST_CODE] for code in codes))


def _said(start: date | None, end: date | None, precision: Precision | None, *, inferred: bool) -> Row:
    return {
        "said_start": start,
        "said_end": end or start,
        "said_precision": None if precision is None else str(precision),
        "said_inferred": inferred,
        "said_order": start.toordinal() if start else 0,
    }


def _pairs(text: str) -> set[tuple[str, str]]:
    words = re.findall(r"\w+", text.casefold())
    return set(pairwise(words))


def _fingerprint(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()
