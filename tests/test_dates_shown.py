"""Dates in words: as precise as they are known, and never more."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs import dates_shown
from briefs.model import Moment, Period, Precision

D = date


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (Moment(D(2021, 1, 1), D(2021, 12, 31), Precision.YEAR), "2021"),
        (Moment(D(2021, 11, 1), D(2021, 11, 30), Precision.MONTH), "November 2021"),
        (Moment(D(2021, 7, 1), D(2021, 9, 30), Precision.QUARTER), "Q3 2021"),
        (Moment(D(2021, 1, 28), D(2021, 1, 28), Precision.DAY), "28 January 2021"),
        (Moment(D(2021, 1, 28), None, None), "from 28 January 2021"),
        (Moment(D(2021, 1, 28), D(2021, 1, 28), Precision.DAY, inferred=True), "28 January 2021 (inferred)"),
        (Moment(D(2020, 9, 10), D(2020, 9, 11), Precision.DAY), "10–11 September 2020"),
        (Moment(D(2020, 9, 30), D(2020, 10, 2), Precision.DAY), "30 September – 2 October 2020"),
        (Moment(D(2020, 12, 30), D(2021, 1, 2), Precision.DAY), "30 December 2020 – 2 January 2021"),
        (Moment(D(2021, 1, 1), D(2025, 12, 31), Precision.RANGE), "2021–2025"),
        (Moment(D(2021, 5, 1), D(2021, 7, 31), Precision.RANGE), "May–July 2021"),
        (Moment(None, D(2030, 12, 31), Precision.YEAR), "by 2030"),
        (Moment(None, D(2030, 6, 30), Precision.MONTH), "by June 2030"),
        (Moment(D(2021, 1, 1), None, Precision.YEAR), "from 2021"),
        (Moment(None, None, None), "undated"),
    ],
)
def test_a_date_keeps_the_precision_it_has(when, words):
    assert dates_shown.shown(when) == words


def test_other_languages_write_months_as_cldr_does():
    when = Moment(D(2021, 1, 28), D(2021, 1, 28), Precision.DAY)
    assert dates_shown.shown(when, "fr") == "28 janvier 2021"
    assert dates_shown.shown(when, "km") == "28 មករា 2021"
    assert (
        dates_shown.shown(Moment(D(2021, 11, 1), D(2021, 11, 30), Precision.MONTH), "fr") == "novembre 2021"
    )
    assert dates_shown.shown(Moment(None, D(2030, 12, 31), Precision.YEAR), "fr") == "– 2030"


def test_a_language_that_nobody_speaks_is_written_in_english():
    assert dates_shown.day(D(2021, 1, 28), "tlh-Nowhere") == "28 January 2021"


def test_a_period_is_shown_by_its_own_precision():
    assert dates_shown.period(Period(None, D(2030, 12, 31), Precision.YEAR, "by 2030")) == "by 2030"


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (D(2021, 1, 28), "today"),
        (D(2021, 1, 29), "tomorrow"),
        (D(2021, 1, 27), "yesterday"),
        (D(2021, 2, 9), "in 12 days"),
        (D(2020, 10, 28), "3 months ago"),
        (D(2022, 3, 28), "in 1 year and 2 months"),
        (D(2018, 1, 1), "3 years ago"),
    ],
)
def test_a_distance_is_told_in_whole_units(when, words):
    assert dates_shown.distance(when, D(2021, 1, 28)) == words


@given(
    st.builds(
        Moment,
        st.none() | st.dates(),
        st.none() | st.dates(),
        st.sampled_from([None, *Precision]),
        st.booleans(),
    ),
    st.sampled_from(["en", "fr", "km", "xx"]),
)
def test_any_date_can_be_shown(when, language):
    assert dates_shown.shown(when, language)


@given(st.dates(D(1990, 1, 1), D(2090, 1, 1)))
def test_a_year_is_never_shown_as_a_day(day):
    shown = dates_shown.shown(
        Moment(day.replace(month=1, day=1), day.replace(month=12, day=31), Precision.YEAR)
    )
    assert shown == str(day.year)
