"""Words and presses about settings: what is meant is found, what is not says what would be."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import preferences, zones
from bot.buttons import decode
from bot.readers import Reader
from briefs import dates_shown
from briefs.model import Kind

ME = Reader(1)


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("Phnom Penh", "Asia/Phnom_Penh"),
        ("phnom_penh", "Asia/Phnom_Penh"),
        ("Asia/Tokyo", "Asia/Tokyo"),
        ("SÃO PAULO", "America/Sao_Paulo"),
        ("Canberra", "Australia/Sydney"),
        ("new delhi", "Asia/Kolkata"),
        ("utc", "UTC"),
        ("UTC+7", "Etc/GMT-7"),
        ("GMT -5", "Etc/GMT+5"),
        ("+09:00", "Etc/GMT-9"),
    ],
)
def test_a_zone_is_found_by_its_city_its_name_or_its_hours(words, zone):
    assert zones.find(words) == (zone, ())
    ZoneInfo(zone)


def test_a_zone_nearly_right_is_offered_and_never_taken():
    assert zones.find("Phnom Pen") == (None, ("Asia/Phnom_Penh",))
    assert zones.find("UTC+19")[0] is None
    assert zones.find("xqzzy") == (None, ())


@given(st.text(max_size=80))
def test_any_words_for_a_zone_give_a_zone_that_exists_or_none(words):
    found, near = zones.find(words)
    for name in (*near, *([found] if found else [])):
        ZoneInfo(name)


def test_a_zone_reads_as_people_say_it():
    assert zones.shown("Asia/Phnom_Penh") == "Phnom Penh (Asia)"
    assert zones.shown("Etc/GMT-7") == "UTC+7"
    assert zones.shown("UTC") == "UTC"


@pytest.mark.parametrize(
    ("words", "changed"),
    [
        ("zone Tokyo", Reader(1, zone="Asia/Tokyo")),
        ("time zone Tokyo", Reader(1, zone="Asia/Tokyo")),
        ("Tokyo", Reader(1, zone="Asia/Tokyo")),
        ("dates in French", Reader(1, language="fr")),
        ("language ខ្មែរ", Reader(1, language="km")),
        ("khmer", Reader(1, language="km")),
        ("hide positions", Reader(1, hidden=frozenset({Kind.POSITION}))),
        ("hide position, progress", Reader(1, hidden=frozenset({Kind.POSITION, Kind.PROGRESS}))),
        ("hide all", ME),
        ("hide", ME),
        ("zone Atlantis", ME),
        ("dates in Klingon", ME),
        ("", ME),
        ("what?", ME),
    ],
)
def test_settings_are_changed_by_words(words, changed):
    change = preferences.by_words(ME, words)
    assert change.reader == changed
    assert change.said or changed == ME


def test_what_was_hidden_is_shown_again():
    hiding = Reader(1, hidden=frozenset({Kind.POSITION, Kind.PROGRESS}))
    assert preferences.by_words(hiding, "show progress").reader.hidden == {Kind.POSITION}
    assert preferences.by_words(hiding, "show all").reader.hidden == frozenset()
    assert preferences.by_press(hiding, "kind", "position").reader.hidden == {Kind.PROGRESS}
    assert preferences.by_press(ME, "kind", "position").reader.hidden == {Kind.POSITION}


@pytest.mark.parametrize(
    "pressed", [("zone", "Moon/Crater"), ("dates", "tlh"), ("kind", "rumour"), ("menu", "?"), ("x", "y")]
)
def test_a_press_that_makes_no_sense_changes_nothing(pressed):
    assert preferences.by_press(ME, *pressed).reader == ME


@given(st.text(max_size=300))
def test_any_words_leave_the_settings_in_order(words):
    change = preferences.by_words(ME, words)
    assert change.reader.zone is None or zones.is_zone(change.reader.zone)
    assert change.reader.language in (None, *preferences.LANGUAGES)
    assert preferences.screen(change, "UTC").html


@pytest.mark.parametrize("menu", ["", "zone", "dates", "kinds"])
def test_every_screen_of_settings_has_buttons_that_can_be_read_back(menu):
    screen = preferences.screen(preferences.Change(ME, menu=menu), "Asia/Phnom_Penh")
    for row in screen.rows:
        for button in row:
            assert len(button.data.encode()) <= 64
            action = decode(button.data, lambda _token: None)
            assert preferences.by_press(ME, action.name, action.value)


def test_every_language_of_dates_is_one_that_dates_can_be_written_in():
    from builders import PLAIN

    written = {code: dates_shown.shown(PLAIN, code) for code in preferences.LANGUAGES}
    assert written["en"] == "28 January 2021"
    assert written["fr"] == "28 janvier 2021"
    assert sum(words == written["en"] for words in written.values()) == 1
