"""Due moments: one for each day of a cadence, in every zone and over every change of its clocks from 2020 to 2030."""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import accumulate, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery.schedule import Cadence, Quiet, end_of_quiet, local_day, moment, next_due, zone_of

ZONES = """Asia/Phnom_Penh Australia/Sydney Australia/Lord_Howe Australia/Eucla Europe/London Europe/Dublin Europe/Berlin
Europe/Chisinau America/New_York America/St_Johns America/Santiago America/Havana America/Nuuk America/Asuncion
America/Mexico_City Asia/Kathmandu Asia/Beirut Asia/Tehran Asia/Gaza Asia/Amman Africa/Casablanca Africa/Cairo
Africa/Juba Antarctica/Troll Pacific/Apia Pacific/Chatham Pacific/Kiritimati Pacific/Norfolk UTC""".split()
START, END = datetime(2020, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
DAY, HOUR, STEP = timedelta(days=1), timedelta(hours=1), timedelta(minutes=5)
MOMENTS = st.integers(0, int((END - START).total_seconds())).map(
    lambda seconds: START + timedelta(seconds=seconds)
)

cadences = st.builds(
    Cadence,
    st.sampled_from(["daily", "weekly", "days", "monthly"]),
    st.just(()),
    st.integers(0, 1439),
    st.sampled_from(ZONES),
).flatmap(
    lambda plain: st.builds(
        Cadence, st.just(plain.form), days_of(plain.form), st.just(plain.minute), st.just(plain.zone)
    )
)


def days_of(form):
    if form == "weekly":
        return st.tuples(st.integers(0, 6))
    if form == "days":
        return st.frozensets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))
    return st.tuples(st.integers(1, 31)) if form == "monthly" else st.just(())


@cache
def changes(zone: str) -> tuple[datetime, ...]:
    """The hours of 2020 to 2030 in which the clocks of a zone change."""
    hours = int((END - START) / HOUR)
    offsets = [((START + n * HOUR).astimezone(ZoneInfo(zone)).utcoffset(), n) for n in range(0, hours, 12)]
    return tuple(START + later[1] * HOUR for earlier, later in pairwise(offsets) if earlier[0] != later[0])


def is_of(cadence: Cadence, day: date) -> bool:
    if cadence.form == "daily":
        return True
    if cadence.form == "monthly":
        last = ((day.replace(day=1) + 31 * DAY).replace(day=1) - DAY).day
        return day.day == min(cadence.days[0], last)
    return day.weekday() in cadence.days


def test_there_are_clocks_that_change_and_clocks_that_do_not():
    assert len(changes("Europe/London")) == 22
    assert len(changes("Africa/Casablanca")) > 20
    assert changes("Asia/Phnom_Penh") == ()


@pytest.mark.parametrize("zone", ZONES)
def test_around_each_change_of_clocks_each_day_comes_once_at_the_first_moment_its_hour_has_come(zone):
    """Beside a clock on the wall: the due moment is the first at which it shows the hour, or a later one."""
    for change in changes(zone):
        moments = [change - 3 * DAY + n * STEP for n in range(int(6 * DAY / STEP))]
        wall = [each.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for each in moments]
        highest = list(accumulate(wall, max))  # it may go back, but what it has shown has come
        for day in (change.date() + n * DAY for n in (-1, 0, 1)):
            for minute in range(0, 1440, 15):
                wanted = datetime.combine(day, time(minute // 60, minute % 60))
                assert moment(day, minute, zone_of(zone)) == moments[bisect_left(highest, wanted)]


@given(cadences, MOMENTS, st.data())
@settings(max_examples=300)
def test_due_moments_tile_time_and_none_is_left_out_or_comes_twice(cadence, start, data):
    dues = [next_due(cadence, start)]
    for _ in range(12):
        dues.append(next_due(cadence, dues[-1]))
    assert all(earlier < later for earlier, later in pairwise((start, *dues)))
    for earlier, later in pairwise((start, *dues)):
        between = earlier + data.draw(st.floats(0, 0.999999)) * (later - earlier)
        assert next_due(cadence, between) == later
    zone = zone_of(cadence.zone)
    first, last = (each.astimezone(zone).date() for each in (dues[0], dues[-1]))
    days = [first + n * DAY for n in range(-3, (last - first).days + 4)]
    expected = [moment(day, cadence.minute, zone) for day in days if is_of(cadence, day)]
    assert dues == [each for each in expected if start < each <= dues[-1]]


@given(st.sampled_from([zone for zone in ZONES if changes(zone)]), st.integers(0, 1439), st.data())
@settings(max_examples=200)
def test_over_a_change_of_clocks_there_are_as_many_due_moments_as_days(zone, minute, data):
    change = data.draw(st.sampled_from(changes(zone)))
    cadence = Cadence("daily", (), minute, zone)
    due = next_due(cadence, change - 5 * DAY)
    first = due
    for _ in range(10):
        due = next_due(cadence, due)
    assert abs((due - first) - 10 * DAY) <= 2 * HOUR


@pytest.mark.parametrize(
    ("zone", "day", "minute", "due"),
    [
        ("America/New_York", date(2026, 3, 8), 150, "2026-03-08T07:00+00:00"),  # 02:30 is left out: 03:00
        ("America/New_York", date(2026, 11, 1), 90, "2026-11-01T05:30+00:00"),  # 01:30 comes twice: the first
        ("Asia/Beirut", date(2026, 3, 29), 30, "2026-03-28T22:00+00:00"),  # the gap begins at midnight
        ("America/Nuuk", date(2025, 3, 29), 1410, "2025-03-30T01:00+00:00"),  # the gap ends at midnight
        ("Australia/Lord_Howe", date(2026, 10, 4), 135, "2026-10-03T15:30+00:00"),  # half an hour is left out
        ("Pacific/Apia", date(2011, 12, 30), 480, "2011-12-30T10:00+00:00"),  # a day that Samoa never had
        ("Asia/Kathmandu", date(2026, 1, 1), 480, "2026-01-01T02:15+00:00"),
    ],
)
def test_hours_that_do_not_exist_move_forward_and_hours_that_come_twice_come_once(zone, day, minute, due):
    assert moment(day, minute, zone_of(zone)) == datetime.fromisoformat(due)


def test_the_last_day_of_a_short_month_stands_for_the_31st():
    cadence = Cadence("monthly", (31,), 480, "Asia/Phnom_Penh")
    due, days = datetime(2024, 1, 1, tzinfo=UTC), []
    for _ in range(5):
        due = next_due(cadence, due)
        days.append(due.date().isoformat())
    assert days == ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30", "2024-05-31"]


def test_a_moment_that_is_due_is_not_its_own_next():
    cadence = Cadence("weekly", (0,), 480, "Asia/Phnom_Penh")
    due = datetime(2026, 11, 2, 1, tzinfo=UTC)
    assert next_due(cadence, due - timedelta(microseconds=1)) == due
    assert next_due(cadence, due) == due + 7 * DAY


def test_a_zone_that_the_machine_does_not_know_is_read_as_utc():
    assert next_due(Cadence("daily", (), 480, "Mars/Olympus"), START) == START + 8 * HOUR


@pytest.mark.parametrize(
    ("start", "end", "at", "ends"),
    [
        (1320, 420, "2026-11-02T14:59+00:00", None),  # 21:59 in Phnom Penh
        (1320, 420, "2026-11-02T15:00+00:00", "2026-11-03T00:00+00:00"),
        (1320, 420, "2026-11-02T23:59+00:00", "2026-11-03T00:00+00:00"),
        (1320, 420, "2026-11-03T00:00+00:00", None),
        (60, 120, "2026-11-02T18:30+00:00", "2026-11-02T19:00+00:00"),
        (600, 600, "2026-11-02T03:00+00:00", None),
    ],
)
def test_quiet_hours_hold_until_they_end(start, end, at, ends):
    at = datetime.fromisoformat(at)
    expected = datetime.fromisoformat(ends) if ends else at
    assert end_of_quiet(Quiet(start, end), "Asia/Phnom_Penh", at) == expected


@given(
    st.integers(0, 1439),
    st.integers(0, 1439),
    st.sampled_from(ZONES),
    MOMENTS,
)
def test_what_waits_for_the_end_of_quiet_hours_is_never_held_again(start, end, zone, at):
    """But for the hour that clocks put back repeat: it is quiet a second time, and held until it ends again."""
    quiet = Quiet(start, end)
    wakes = end_of_quiet(quiet, zone, at)
    assert at <= wakes <= at + 25 * HOUR + timedelta(minutes=30)
    assert end_of_quiet(quiet, zone, wakes) <= wakes + 2 * HOUR


def test_without_quiet_hours_nothing_waits():
    assert end_of_quiet(None, "UTC", START) == START


def test_the_day_is_the_readers_own():
    assert local_day("Pacific/Kiritimati", datetime(2026, 1, 1, 11, tzinfo=UTC)) == date(2026, 1, 2)
