"""What is due, what changed or what is new in, messages for it out: a reminder, a moved date, an alert."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from briefs import dates_shown, queries, shown
from briefs.asking.question import About
from briefs.brief import Choice, Entry, Part
from briefs.composing import entries as made
from briefs.following import entries
from briefs.following.groups import new_parts
from briefs.following.interest import Interest
from briefs.following.interest import shown as interest_shown
from briefs.following.terms import PREFIX
from briefs.following.told import Change, Digest, Due
from briefs.model import Precision, Source

if TYPE_CHECKING:
    from briefs.library import Asked, Library
    from briefs.model import Line
    from briefs.store import Snapshot

_MOST = 10
"""Reminders for which it is looked up what was promised."""
_LONGEST_RECORD = 90
_EVERYTHING = Interest()


def reminder_brief(library: Library, reminders: Sequence[Due], today: date, language: str = "en") -> Digest:
    """The reminders of one day in one message, the nearest first, with what was promised for each event."""
    found = [each.occasion for each in reminders]
    with library.store.snapshot() as snapshot:
        asked = _asked(library, snapshot, today, language)
        promised = entries.promised_for(snapshot, found[:_MOST], _EVERYTHING, asked)
        told = [entries.occasion_entry(each, asked, promised.get(each.slug, ())) for each in found]
        parts, sources = entries.fitting(snapshot, [made.part("due", "", told)])
        lead = _and_more(len(found), parts)
        title = _reminder_title(found[0].name, reminders, asked) if found else "Reminder"
        brief = made.answer(asked, title, lead, parts, sources, choices=(_ahead(asked),))
    quoted = (promised[each.slug][0].number for each in found if promised.get(each.slug))
    return Digest(brief, tuple(quoted), {each.slug: each.told for each in found})


def _asked(library: Library, snapshot: Snapshot, today: date, language: str) -> Asked:
    return entries.asked_by(library, snapshot, _EVERYTHING, today, about=About.UPCOMING, language=language)


def _ahead(asked: Asked) -> Choice:
    return Choice("All that is coming", asked.question.canonical())


def _and_more(number: int, parts: Sequence[Part]) -> list[str]:
    """What did not fit is said."""
    hidden = number - sum(len(part.entries) for part in parts)
    return [f"And {hidden} more, which did not fit here."] if hidden > 0 else []


def _reminder_title(name: str, reminders: Sequence[Due], asked: Asked) -> str:
    """Of one event its name and how far off it is; of several how many there are."""
    if len(reminders) > 1:
        return f"Reminder: {shown.counted(len(reminders), 'date', 'dates')} ahead"
    return f"Reminder: {name}, {entries.far_off(reminders[0].occasion, asked.today)}".rstrip(", ")


def change_brief(library: Library, found: Sequence[Change], today: date, language: str = "en") -> Digest:
    """Dates that are others than were told, each with the document of the old date and that of the new one."""
    with library.store.snapshot() as snapshot:
        asked = _asked(library, snapshot, today, language)
        told = change_entries(snapshot, found, asked)
        parts, sources = entries.fitting(snapshot, [made.part("changes", "", told)])
        title = change_title(found[0]) if len(found) == 1 else f"{len(found)} dates changed"
        brief = made.answer(
            asked, title, _and_more(len(found), parts), parts, sources, choices=(_ahead(asked),)
        )
    return Digest(brief, events={each.slug: each.new for each in found})


_TITLES = {"moved": "Moved", "postponed": "Postponed", "cancelled": "Cancelled", "named": "Date known"}


def change_title(change: Change) -> str:
    """What happened, and to what."""
    return f"{_TITLES[change.kind]}: {change.name}"


def change_entries(snapshot: Snapshot, found: Sequence[Change], asked: Asked) -> list[Entry]:
    """Each change in one line: what it was, what it is, how far off that is, and who says the one and the other."""
    numbers = {
        number for each in found for number in (each.old.source, each.new.source) if number is not None
    }
    known = {source.number: source for source in queries.sources(snapshot, tuple(sorted(numbers)))}
    return [
        Entry(
            f"{change.name}: {_change_words(change, asked.language)}",
            notes=tuple(filter(None, (_off(change, asked), _says(change, known, asked.language)))),
            source=change.new.source,
            ask=None if change.slug.startswith(PREFIX) else f"event {change.slug}",
        )
        for change in found
    ]


def _change_words(change: Change, language: str) -> str:
    old, new = entries.date_words(change.old, language), entries.date_words(change.new, language)
    if change.kind == "cancelled":
        return f"cancelled; its date was {old}"
    if change.kind == "postponed":
        known = change.new.starts is not None and change.new.when != change.old.when
        return (
            f"postponed from {old} to {new}"
            if known
            else f"postponed; its date was {old}, no new one is known"
        )
    if change.kind == "named":
        return f"now on {new}; told before: {old}" if change.old.starts else f"now on {new}"
    return f"moved from {old} to {new}"


def _off(change: Change, asked: Asked) -> str:
    new = change.new
    if change.kind == "cancelled" or new.starts is None or new.precision is not Precision.DAY:
        return ""
    return dates_shown.distance(new.starts, asked.today) if new.starts >= asked.today else ""


def _says(change: Change, known: Mapping[int, Source], language: str) -> str:
    """Who says both dates: "before: document 3 of 1 May 2021; now: document 7 of 4 June 2021"."""

    def named(number: int | None, record: str) -> str:
        source = known.get(number or 0)
        if source is None:
            return f"calendar of record{f': {record}' if record else ''}"
        return f"document {source.number} of {dates_shown.shown(source.published, language)}"

    record = made.cut(change.record.split(";")[0], _LONGEST_RECORD)
    now = named(change.new.source, record)
    if change.old.source == change.new.source:
        return now
    return f"before: {named(change.old.source, '')}; now: {now}"


def alert_brief(
    library: Library,
    lines: Sequence[Line],
    language: str = "en",
    *,
    interest: Interest | None = None,
    today: date | None = None,
) -> Digest:
    """New lines that somebody watches for, by party, the weightiest first; ``today`` is the day of the last if not given."""
    watched = interest or _EVERYTHING
    day = today or max((line.source.added_at.date() for line in lines), default=date.max)
    with library.store.snapshot() as snapshot:
        asked = entries.asked_by(library, snapshot, watched, day, language=language)
        parts, sources = entries.fitting(snapshot, new_parts(lines, watched, asked, title=""))
        told = entries.lines_in(parts)
        documents = len({line.source.number for line in lines})
        lead = [f"{made.counts(lines)} in {shown.counted(documents, 'new document', 'new documents')}."]
        lead += [f"The {len(told)} that weigh most:"] if len(told) < len(lines) else []
        title = f"New: {interest_shown(watched, library.lexicon)}" if interest else "New"
        brief = made.answer(
            asked, title, lead, parts, sources, choices=tuple(rest_choices(lines, told, asked))
        )
    return Digest(brief, told)


def rest_choices(lines: Sequence[Line], told: Sequence[int], asked: Asked) -> list[Choice]:
    """A button for each document that brought more than is shown."""
    shown_of = set(told)
    left: dict[int, int] = {}
    for line in lines:
        if line.number not in shown_of:
            left[line.source.number] = left.get(line.source.number, 0) + 1
    most = sorted(left, key=lambda number: (-left[number], number))[:2]
    choices = [Choice(f"Document {number}: {left[number]} more", f"source {number}") for number in most]
    if len(left) > len(most):
        latest = replace(asked.question, about=About.LATEST)
        choices.append(Choice("All new documents", latest.canonical()))
    return choices
