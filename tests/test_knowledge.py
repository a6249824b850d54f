"""A day of the past knows the calendar as it stood, and cites nothing that was written later."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.calendar import Calendar, Chairmanship, Record, Standing, Summit
from briefs.following.knowledge import calendar_on
from briefs.model import EventStatus, Moment, Precision

DAY = date(2021, 11, 25)


def summit(words: str, known: date | None = None, **given_) -> Summit:
    given_ = {"start": DAY, "end": DAY + timedelta(days=1), **given_}
    return Summit(
        slug="fair",
        series="FAIR",
        ordinal=None,
        name="Fair",
        host="KH",
        place="Phnom Penh",
        precision=Precision.DAY,
        status=EventStatus.HELD,
        record=Record(words),
        known=known,
        **given_,
    )


def seen(entry: Summit | Chairmanship, day: date) -> Summit | Chairmanship | None:
    if isinstance(entry, Summit):
        return next(iter(calendar_on(Calendar(summits=(entry,)), day).summits), None)
    return calendar_on(Calendar(chairmanships=(entry,)), day).chairmanships[0]


def term(words: str) -> Chairmanship:
    first, last = date(2022, 1, 1), date(2022, 12, 31)
    return Chairmanship("ASEAN", 2022, "KH", first, last, "term", "Term", Record(words))


def test_a_summit_of_which_nothing_says_since_when_is_known_once_it_has_begun():
    assert seen(summit("Statement, 2021"), DAY - timedelta(days=1)) is None
    assert seen(summit("Statement, 2021"), DAY) is not None


@pytest.mark.parametrize(
    ("words", "day", "cited"),
    [
        ("Chair's Statement, Phnom Penh, 2021", DAY, False),
        ("Chair's Statement, Phnom Penh, 2021", DAY + timedelta(days=2), True),
        ("Chair's Statement", DAY, False),
        ("Invitation of 4 March 2021", DAY, True),
        ("Report of 4 December 2021", DAY + timedelta(days=2), False),
        ("Programme of 2019", DAY, True),
        ("Report of 29 October 2022, after the notice of 2 January 2021", DAY, False),
        ("Report of 31 November 2021", DAY + timedelta(days=2), False),
    ],
)
def test_a_record_is_cited_once_it_was_written(words, day, cited):
    found = seen(summit(words), day)
    assert found is not None
    assert bool(found.record.words) is cited


def test_where_it_is_said_since_when_a_date_is_known_its_record_is_cited():
    found = seen(summit("Press release", known=date(2021, 7, 12)), date(2021, 8, 1))
    assert found is not None
    assert found.record.words == "Press release"


def test_a_term_in_the_chair_is_known_ahead_but_not_the_statement_at_its_end():
    day = date(2021, 10, 1)
    assert seen(term("Chairman's Statement of 2022"), day).record.words == ""
    assert seen(term("Decision (EU) 2016/1316"), day).record.words.startswith("Decision")


@given(st.dates(date(2020, 1, 1), date(2024, 12, 31)), st.integers(0, 800))
def test_what_was_known_on_a_day_is_known_ever_after(day, later):
    old = Standing(Moment(None, None, None), EventStatus.PLANNED, Record("Plan of 2020"))
    entry = summit("Chair's Statement, 2021", known=date(2021, 7, 12), history=(old,))
    first, then = seen(entry, day), seen(entry, day + timedelta(days=later))
    assert first is None or then is not None
    if first and first.history[0].record.words:
        assert then
        assert then.history[0].record.words
