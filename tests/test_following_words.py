"""What somebody writes after /subscribe: rhythm, days, hour and the rest are found in any order, and nothing else is eaten."""

from __future__ import annotations

import pytest
from costs import seconds
from hypothesis import given
from hypothesis import strategies as st

from bot.following import choosing, target
from bot.following.spoken import clock, leads_of, spoken
from bot.following.wish import Wish, from_words, to_words

WEEKDAYS = (0, 1, 2, 3, 4)


@pytest.mark.parametrize(
    ("words", "cadence", "days", "minute", "rest"),
    [
        ("weekly monday 8:00 australia vaccines", "weekly", (0,), 480, "australia vaccines"),
        ("australia vaccines every Monday at 8", "weekly", (0,), 480, "australia vaccines"),
        ("WEEKDAYS 7:30", "days", WEEKDAYS, 450, ""),
        ("working days 07.30 japan", "days", WEEKDAYS, 450, "japan"),
        ("mon-fri 8am", "days", WEEKDAYS, 480, ""),
        ("monday to friday at 8 a.m. canada", "days", WEEKDAYS, 480, "canada"),
        ("mondays and thursdays 19:45 asean", "days", (0, 3), 1185, "asean"),
        ("weekly monday tuesday 8", "days", (0, 1), 480, ""),
        ("1st of the month", "monthly", (1,), None, ""),
        ("on the 1st of every month at 9am japan", "monthly", (1,), 540, "japan"),
        ("monthly 15 8:00 asean", "monthly", (15,), 480, "asean"),
        ("monthly on the last day at 6 pm", "monthly", (31,), 1080, ""),
        ("every 15th 8:00", "monthly", (15,), 480, ""),
        ("daily", "daily", (), None, ""),
        ("please send me australia every day at 8", "daily", (), 480, "australia"),
        ("daily at noon", "daily", (), 720, ""),
        ("daily 12am", "daily", (), 0, ""),
        ("daily 12 pm", "daily", (), 720, ""),
        ("every evening at 6pm", "daily", (), 1080, ""),
        ("tous les lundis à 8h australie", "weekly", (0,), 480, "australie"),
        ("le 1er du mois à 9h30", "monthly", (1,), 570, ""),
        ("រាល់ថ្ងៃ ម៉ោង ៧ កម្ពុជា", "daily", (), 420, "កម្ពុជា"),
        ("ថ្ងៃច័ន្ទ ម៉ោង 8 australia", "weekly", (0,), 480, "australia"),
        ("weekly tue 0730 canada", "weekly", (1,), 450, "canada"),
    ],
)
def test_a_rhythm_is_found_in_the_words_of_people(words, cadence, days, minute, rest):
    said = spoken(words)
    assert (said.cadence, said.days, said.minute, said.rest) == (cadence, days, minute, rest)


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("weekly asem 13", "asem 13"),
        ("13th asem summit weekly fri 9", "13th asem summit"),
        ("weekly 2021 australia", "2021 australia"),
        ('daily "at 8:00 on monday" -visa', '"at 8:00 on monday" -visa'),
        ("event asem13 friday 17:00", "event asem13"),
        ('weekly "every monday"', '"every monday"'),
    ],
)
def test_what_is_followed_is_not_taken_for_an_hour(words, rest):
    assert spoken(words).rest == rest


def test_zone_language_reminders_quiet_hours_and_horizon_can_be_said_too():
    said = spoken(
        "australia daily 8 zone Phnom Penh in french reminders 30, 7 and 1 quiet 22:00-7:00 next 180 days"
    )
    assert (said.zone, said.language, said.leads) == ("Asia/Phnom_Penh", "fr", (30, 7, 1))
    assert (said.quiet, said.horizon, said.rest) == ((1320, 420), 180, "australia")
    assert spoken("daily 8 UTC+7 no reminders").zone == "Etc/GMT-7"
    assert spoken("daily 8 no reminders").leads == ()
    assert spoken("quiet 10pm to 6am").quiet == (1320, 360)


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("daily 8:00 in paris time australia", "Europe/Paris"),
        ("daily 8:00 phnom penh time australia", "Asia/Phnom_Penh"),
        ("australia daily at 8 Paris time", "Europe/Paris"),
        ("australia daily at 8, by Tokyo local time", "Asia/Tokyo"),
        ("australia every day 8am New York time", "America/New_York"),
    ],
)
def test_a_city_before_the_word_time_is_a_zone_and_no_party(words, zone):
    said = spoken(words)
    assert (said.zone, said.minute, said.cadence, said.rest) == (zone, 480, "daily", "australia")


@pytest.mark.parametrize("words", ["australia real time data", "time", "daily at the time of summits"])
def test_the_word_time_alone_names_no_zone(words):
    assert (spoken(words).zone, spoken(words).problem) == (None, "")


@pytest.mark.parametrize(
    ("words", "named", "about"),
    [
        ("daily 25:00 australia", '"25:00" is no hour', "hour"),
        ("daily at 8:75 australia", '"at 8:75" is no hour', "hour"),
        ("daily 8:00 sun australia", "Every day, or on one day", "rhythm"),
        ("daily 8:00 in atlantis time australia", 'No time zone called "atlantis"', "zone"),
    ],
)
def test_what_cannot_be_meant_is_asked_and_neither_taken_for_words_nor_settled(words, named, about):
    said = spoken(words)
    assert named in said.problem
    assert (said.about, said.rest, said.days) == (about, "australia", ())


def test_what_there_is_not_is_said():
    assert "hourly" in spoken("hourly australia").problem
    assert "atlantis" in spoken("daily 8 zone atlantis").problem


@pytest.mark.parametrize(
    "words", ["every 2nd monday", "the first Friday of the month", "on the last tuesday of each month"]
)
def test_a_day_by_its_place_in_the_month_is_not_taken_for_another(words):
    said = spoken(f"{words} at 8 australia")
    assert (said.cadence, said.days, said.rest) == (None, (), "australia")
    assert "cannot be had" in said.problem


def test_a_date_is_no_rhythm():
    assert spoken("every 2nd of march").cadence is None


def test_a_channel_is_named_by_its_name_or_number():
    assert spoken("@ministry_news weekly monday 8").channel == "@ministry_news"
    assert spoken("-1001234567890 daily").channel == "-1001234567890"
    assert spoken("daily someone@example.org").channel == ""


@pytest.mark.parametrize(
    ("words", "minute"),
    [("8", 480), ("7:45", 465), ("8 pm", 1200), ("noon", 720), ("៧:៣០", 450), ("24:00", 0)],
)
def test_an_hour_alone(words, minute):
    assert clock(words) == minute


@pytest.mark.parametrize("words", ["", "25", "8:75", "13 pm", "soon", "0 am"])
def test_what_is_no_hour_is_none(words):
    assert clock(words) is None


def test_reminders_are_days_and_not_endlessly_many():
    assert leads_of("7, 30 and 1") == (30, 7, 1)
    assert len(leads_of(" ".join(map(str, range(300))))) == 6
    assert leads_of("9999 tomorrow") == ()


@given(st.text(max_size=400))
def test_any_words_are_read_and_give_what_can_be_kept(words):
    said = spoken(words)
    assert said.minute is None or 0 <= said.minute < 1440
    assert set(said.days) <= set(range(32 if said.cadence == "monthly" else 7))
    assert said.cadence != "daily" or not said.days


@pytest.mark.parametrize(
    "piece", ["monday ", "8:00 ", "-", '"', "quiet ", "@aaaaa ", "1st of the month ", "every ", "remind 1, "]
)
def test_endless_words_take_no_time(piece):
    assert seconds(lambda: spoken((piece * 1000)[:1000])) < 0.5


wishes = st.builds(
    Wish,
    form=st.sampled_from(["digest", "watch"]),
    interest=st.sampled_from(["", "everything", 'party:AU topic:vaccines -"visa"', '"ក"']),
    cadence=st.sampled_from(["weekly", "days"]),
    days=st.lists(st.integers(0, 6), unique=True).map(lambda days: tuple(sorted(days))),
    minute=st.none() | st.integers(0, 1439),
    zone=st.sampled_from(["", "Asia/Phnom_Penh", "UTC"]),
    language=st.sampled_from(["en", "km"]),
    horizon=st.integers(1, 730),
    leads=st.lists(st.integers(0, 400), max_size=6).map(tuple),
    quiet=st.none() | st.tuples(st.integers(0, 1439), st.integers(0, 1439)),
    says_nothing_new=st.booleans(),
)


@given(wishes)
def test_a_wish_comes_back_from_its_button_as_it_was(wish):
    assert from_words(to_words(wish)) == wish


@given(
    st.text(max_size=200)
    | st.recursive(st.none() | st.integers() | st.text(max_size=5), st.lists, max_leaves=5).map(str)
)
def test_a_state_that_somebody_made_up_is_no_wish_or_a_sound_one(words):
    wish = from_words(words)
    assert wish is None or from_words(to_words(wish)) == wish


@pytest.mark.parametrize(
    "words",
    [
        "",
        "null",
        "[]",
        "{",
        '{"chat":5}',
        '{"zone":"../../etc/passwd"}',
        '{"minute":99999}',
        '{"minute":true}',
        '{"days":[9]}',
        '{"days":"0"}',
        '{"cadence":"hourly"}',
        '{"interest":7}',
        '{"leads":[1,2,3,4,5,6,7]}',
        '{"quiet":[1]}',
        '{"horizon":0}',
        '{"language":"tlh"}',
        "[" * 5000,
    ],
)
def test_an_unsound_state_is_refused(words):
    assert from_words(words) is None


@given(
    st.integers(-(2**52), 2**52),
    st.none() | st.integers(1, 2**31),
    st.sampled_from(["z Asia/Ho_Chi_Minh", "t topics topic:women-peace-security", "yes"]),
)
def test_a_button_holds_the_place_and_fits_its_64_bytes(chat, thread, change):
    kept = {}

    def keep(words):
        return kept.setdefault(words, f"token{len(kept):011}")

    aim = target.Target(key="A" * 16, chat=chat, thread=thread)
    data = aim.data(change, keep)
    assert len(data.encode()) <= 64
    value = data.removeprefix("x|w|")
    value = {token: words for words, token in kept.items()}[value[1:]] if value.startswith("~") else value
    assert target.of_value("w", value) == (aim, change)


@pytest.mark.parametrize(
    "value", ["", "x", "12", "twelve show", "A" * 17 + " yes", "1" * 12 + " show", " show"]
)
def test_a_value_of_nothing_is_nothing(value):
    assert target.of_value("s", value) is None


@pytest.mark.parametrize(
    ("verb", "argument"),
    [
        ("c", "hourly"),
        ("d", "9"),
        ("d", "-1"),
        ("m", "1440"),
        ("m", "٣"),
        ("z", "Mars/Base"),
        ("l", "tlh"),
        ("h", "0"),
        ("h", "99999999"),
        ("q", "1-"),
        ("q", "x"),
        ("n", "2"),
        ("t", "parties"),
        ("t", "parties everything"),
        ("zz", ""),
    ],
)
def test_a_press_that_makes_no_sense_changes_no_wish(verb, argument, lexicon):
    assert choosing.pressed(Wish(cadence="weekly", days=(0,)), verb, argument, lexicon) is None


def test_what_is_chosen_twice_is_let_go_again(lexicon):
    words = choosing.toggled("", "party:AU", lexicon)
    assert words == "party:AU"
    both = choosing.toggled(words, "topic:vaccines", lexicon)
    assert both == "party:AU topic:vaccines"
    assert choosing.toggled(both, "party:AU", lexicon) == "topic:vaccines"
    assert choosing.toggled("party:AU", "party:AU", lexicon) == "everything"
