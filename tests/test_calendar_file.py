"""The calendar file: read back by two readers, with one identity for each event, and no day that nobody named."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar
from readings import document, event, outcome, reading
from sqlalchemy import delete, func, select

from briefs.following.calendar_file import calendar, to_show
from briefs.following.interest import Interest
from briefs.following.tables import calendar_entries
from briefs.following.told import Occasion
from briefs.library import Library
from briefs.model import EventStatus, Kind, Mention, Period, Precision

TODAY = date(2021, 6, 1)
NOW = datetime(2021, 6, 1, 6, tzinfo=UTC)
LATER = NOW + timedelta(days=3)
FAIR = Interest(events=("harvest-fair-2021",))
DAY = date(2021, 9, 1)


@pytest.fixture
def library(store, lexicon):
    with store.writing() as connection:
        connection.execute(delete(calendar_entries))
    return Library(store, lexicon)


def harvest(*days: date, **given_):
    quote = Mention("The Harvest Fair was spoken of.", 1)
    first, last = (days[0], days[-1]) if days else (None, None)
    return event(
        "harvest-fair-2021",
        first,
        last,
        host="TH",
        **{"name": "Harvest Fair", "mentions": (quote,), **given_},
    )


_NUMBERS = count(1)


def told(library, *events, on: date = TODAY, url: str | None = None, outcomes=()) -> int:
    number = next(_NUMBERS)
    paper = document(
        f"Note {number} on many things.", f"{number}.txt", title=f"Note {number}", published_on=on, url=url
    )
    return library.store.add(paper, reading(paper, on, events=events, outcomes=outcomes), NOW).number


def parsed(data: bytes) -> dict[str, dict]:
    return {str(each["summary"]): each for each in Calendar.from_ical(data).walk("VEVENT")}


def only(library, now: datetime = NOW, interest: Interest = FAIR, today: date = TODAY):
    (found,) = parsed(calendar(library, interest, today, now)).values()
    return found


def test_an_event_of_two_days_ends_on_the_day_after_the_second(library):
    told(
        library,
        harvest(DAY, DAY + timedelta(days=1), place="Chiang Mai"),
        url="https://ministry.example/note",
    )
    data = calendar(library, FAIR, TODAY, NOW)
    found = parsed(data)["Harvest Fair"]
    assert (found["dtstart"].dt, found["dtend"].dt) == (DAY, DAY + timedelta(days=2))
    assert found["dtstart"].params["VALUE"] == "DATE"
    assert (found["location"], found["status"], found["transp"]) == ("Chiang Mai", "CONFIRMED", "TRANSPARENT")
    assert found["url"] == "https://ministry.example/note"
    assert found["description"].startswith("Host: Thailand. Source: document 1, Note ")
    assert (found["sequence"], found["last-modified"].dt) == (0, NOW)
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_a_second_reader_reads_the_same(library):
    told(library, harvest(DAY, DAY + timedelta(days=1), name="Fair; of rice, salt\nand “silk”"))
    data = calendar(library, FAIR, TODAY, NOW)
    (first,) = parsed(data).values()
    (second,) = IcsCalendarStream.calendar_from_ics(data.decode()).events
    assert (second.uid, second.summary) == (str(first["uid"]), "Fair; of rice, salt and “silk”")
    assert (second.start, second.end, second.sequence) == (DAY, DAY + timedelta(days=2), 0)
    assert second.computed_duration == timedelta(days=2)


def test_the_same_again_is_the_same_to_the_byte(library):
    told(library, harvest(DAY))
    first = calendar(library, FAIR, TODAY, NOW)
    assert calendar(library, FAIR, TODAY, LATER) == first
    assert calendar(library, FAIR, TODAY + timedelta(days=100), LATER) == first


def test_a_date_that_moves_keeps_its_identity_and_grows_its_sequence(library):
    told(library, harvest(DAY))
    before = only(library)
    told(library, harvest(date(2021, 10, 4)), on=date(2021, 6, 2))
    after = only(library, LATER)
    assert after["uid"] == before["uid"]
    assert (after["dtstart"].dt, after["sequence"]) == (date(2021, 10, 4), 1)
    assert (after["last-modified"].dt, after["created"].dt, after["dtstamp"].dt) == (LATER, NOW, LATER)
    told(library, harvest(date(2021, 10, 4)), on=date(2021, 6, 3))
    assert only(library, LATER + timedelta(days=1))["sequence"] == 1


def test_what_is_cancelled_or_loses_its_day_is_cancelled_in_calendars_that_have_it(library):
    told(library, harvest(DAY))
    only(library)
    told(library, harvest(status=EventStatus.POSTPONED), on=date(2021, 6, 2))
    gone = only(library, LATER)
    assert (gone["status"], gone["dtstart"].dt, gone["sequence"]) == ("CANCELLED", DAY, 1)
    told(library, harvest(date(2021, 12, 1)), on=date(2021, 6, 3))
    back = only(library, LATER)
    assert (back["status"], back["dtstart"].dt, back["sequence"]) == ("CONFIRMED", date(2021, 12, 1), 2)
    told(library, harvest(date(2021, 12, 1), status=EventStatus.CANCELLED), on=date(2021, 6, 4))
    assert (only(library, LATER)["status"], only(library, LATER)["sequence"]) == ("CANCELLED", 3)


def test_an_event_that_was_held_is_no_change(library):
    told(library, harvest(DAY))
    only(library)
    told(library, harvest(DAY, status=EventStatus.HELD), on=date(2021, 9, 2))
    held = only(library, LATER, today=date(2021, 9, 3))
    assert (held["status"], held["sequence"]) == ("CONFIRMED", 0)


def test_a_month_or_a_year_never_becomes_a_day(library):
    told(library, harvest(date(2021, 9, 1), date(2021, 9, 30), precision=Precision.MONTH))
    assert parsed(calendar(library, FAIR, TODAY, NOW)) == {}
    told(library, harvest(date(2021, 9, 14)), on=date(2021, 6, 2))
    assert only(library, LATER)["dtstart"].dt == date(2021, 9, 14)


def test_a_term_in_the_chair_is_marked_on_its_first_day_and_the_end_of_a_plan_on_its_last(library):
    term = Period(date(2021, 1, 1), date(2025, 12, 31), Precision.RANGE, "2021-2025")
    plan = outcome(
        "o1", Kind.ADOPTION, actors=("ASEAN", "EU"), instrument="Plan of Action 2021-2025", period=term
    )
    told(library, outcomes=(plan,))
    found = parsed(calendar(library, Interest(("EU",)), TODAY, NOW))
    chair = found["EU Presidency 2022 begins"]
    assert chair["dtend"].dt - chair["dtstart"].dt == timedelta(days=1)
    assert chair["description"].startswith("Chair: ")
    end = found["End of the Plan of Action 2021–2025 of ASEAN and European Union"]
    assert (end["dtstart"].dt, end["dtend"].dt) == (date(2025, 12, 31), date(2026, 1, 1))


def test_two_files_of_different_interests_have_one_identity_for_one_event(library):
    told(library, harvest(DAY))
    other = parsed(calendar(library, Interest(("TH",)), TODAY, LATER))["Harvest Fair"]
    assert other["uid"] == only(library, LATER + timedelta(hours=1))["uid"]
    with library.store.reading() as connection:
        rows = select(func.count()).where(calendar_entries.c.slug == "harvest-fair-2021")
        assert connection.scalar(rows) == 1


def test_an_interest_without_events_is_an_empty_calendar_that_still_can_be_read(library):
    data = calendar(library, Interest(events=("nothing",)), TODAY, NOW)
    assert IcsCalendarStream.calendar_from_ics(data.decode()).events == []
    assert Calendar.from_ical(data)["x-wr-calname"] == "Diplomatic calendar: nothing"


HOSTILE = st.text(
    st.one_of(st.sampled_from(";,:\\\"'\r\n\t\x00\x07é🇰🇭\u2028BEGIN:END"), st.characters(codec="utf-8")),
    max_size=60,
)


@given(HOSTILE, HOSTILE)
def test_whatever_documents_call_an_event_both_readers_find_one_event_in_one_line(name, place):
    from briefs.following.calendar_file import Kept, _event

    @dataclass
    class Names:
        def party_name(self, code):
            return code

    occasion = occasion_of(DAY, DAY, Precision.DAY, EventStatus.PLANNED)
    shown = to_show(replace(occasion, name=name, place=place), None)
    made = Calendar()
    made.add("prodid", "-//x//y//EN")
    made.add("version", "2.0")
    library = type("Shelf", (), {"lexicon": Names()})()
    made.add_component(_event(Kept(shown, "uid-1", 0, NOW, NOW), occasion, library, {}))
    data = made.to_ical()
    (first,) = Calendar.from_ical(data).walk("VEVENT")
    (second,) = IcsCalendarStream.calendar_from_ics(data.decode()).events
    assert first["summary"] == second.summary == shown.summary
    assert "\n" not in shown.summary + shown.location
    assert data.count(b"BEGIN:VEVENT\r\n") == 1


def occasion_of(starts, ends, precision, status) -> Occasion:
    return Occasion("fair", "Fair", starts, ends, precision, None, None, status, 1, "fair")


DATES = st.dates(date(2021, 1, 1), date(2022, 12, 31))
TELLINGS = st.one_of(
    st.builds(
        lambda day, length, status: occasion_of(day, day + timedelta(days=length), Precision.DAY, status),
        DATES, st.integers(0, 60), st.sampled_from(EventStatus),
    ),
    st.builds(
        lambda day, precision, status: occasion_of(day, day + timedelta(days=29), precision, status),
        DATES, st.sampled_from([each for each in Precision if each is not Precision.DAY]), st.sampled_from(EventStatus),
    ),
    st.builds(lambda status: occasion_of(None, None, None, status), st.sampled_from(EventStatus)),
)  # fmt: skip


@given(st.lists(TELLINGS, min_size=1, max_size=6))
def test_a_calendar_shows_days_that_were_told_and_no_others(tellings):
    before, days = None, set()
    for each in tellings:
        days |= {each.starts} if each.precision is Precision.DAY else set()
        shown = to_show(each, before)
        if each.precision is not Precision.DAY:
            assert shown is None or (shown.status, shown.starts) == ("CANCELLED", before.starts)
        if shown is not None:
            assert shown.starts in days
            assert shown.starts <= shown.ends
        before = shown or before


@given(
    st.lists(
        st.sampled_from([None, DAY, DAY + timedelta(days=40), DAY + timedelta(days=80)]),
        min_size=1,
        max_size=5,
    )
)
def test_the_sequence_grows_when_and_only_when_something_changed_and_the_uid_stays_for_life(library, days):
    with library.store.writing() as connection:
        connection.execute(delete(calendar_entries))
    library.store.remove_samples()
    slug = f"fair-{next(_NUMBERS)}"
    interest = Interest(events=(slug,))
    seen = []
    for at, day in enumerate(days):
        said = harvest(day) if day else harvest(status=EventStatus.POSTPONED)
        told(library, replace(said, slug=slug), on=TODAY + timedelta(days=at))
        moment = NOW + timedelta(days=at)
        found = list(parsed(calendar(library, interest, TODAY, moment)).values())
        seen += [
            (each["uid"], each["sequence"], each["dtstart"].dt, each["status"], each["last-modified"].dt)
            for each in found
        ]
    assert len({uid for uid, *_ in seen}) <= 1
    for (_, number, day, status, changed), (_, after, new_day, new_status, changed_after) in pairwise(seen):
        moved = (day, status) != (new_day, new_status)
        assert after == number + moved
        assert (changed_after > changed) is moved
