"""Whatever buttons are pressed, in whatever order: every screen can be sent, every button fits, nothing breaks."""

from __future__ import annotations

import shutil

import pytest
from fakes import READER, RecordingRequest
from hypothesis import given, settings
from hypothesis import strategies as st
from talking import chatting, fill

from bot.delivery import subscriptions
from bot.following import telling
from bot.following.wish import Wish
from briefs.library import Library
from briefs.store import Store

BEGINNINGS = (
    "/subscribe",
    "/watch",
    "/subscribe weekly monday 8:00 australia vaccines zone Tokyo",
    "/subscribe monthly 31 asem13",
    "/watch austrlia canda",
    "/subscriptions",
)


@pytest.fixture(scope="module")
def filled(sqlite_template, tmp_path_factory):
    """A store with documents and three subscriptions' worth of zone, to be copied for each walk."""
    path = tmp_path_factory.mktemp("walk") / "filled.sqlite3"
    shutil.copyfile(sqlite_template, path)
    store = Store.open(f"sqlite:///{path}")
    fill(store)
    store.close()
    return path


@settings(max_examples=12)
@given(start=st.sampled_from(BEGINNINGS), presses=st.lists(st.integers(0, 200), min_size=5, max_size=25))
async def test_any_walk_through_the_buttons_ends_well(filled, tmp_path, lexicon, start, presses):
    path = tmp_path / "walk.sqlite3"
    shutil.copyfile(filled, path)
    store = Store.open(f"sqlite:///{path}")
    try:
        request = RecordingRequest()
        async with chatting(Library(store, lexicon), request) as chat:
            await chat.say(start)
            for number in presses:
                telegram = request.telegram
                shown = [each for each in telegram.messages.values() if "reply_markup" in each][-1:]
                buttons = [
                    b for each in shown for row in each["reply_markup"]["inline_keyboard"] for b in row
                ]
                buttons = [button for button in buttons if "callback_data" in button]
                if not buttons:
                    break
                button = buttons[number % len(buttons)]
                await chat.feed(telegram.pressed(shown[0], button["callback_data"], READER))
            assert chat.errors == []
            assert request.refused == []
        for held in subscriptions.of_chat(store, READER.id):
            assert held.cadence is None or held.cadence.form == "daily" or held.cadence.days
    finally:
        store.close()


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (Wish(cadence="daily", minute=450), "Every day at 07:30"),
        (Wish(cadence="weekly", days=(0,), minute=480), "Every Monday at 08:00"),
        (Wish(cadence="weekly"), "Once a week"),
        (Wish(cadence="days", days=(0, 1, 2, 3, 4), minute=480), "Monday to Friday at 08:00"),
        (Wish(cadence="days", days=(0, 3, 5), minute=0), "Every Monday, Thursday and Saturday at 00:00"),
        (Wish(cadence="monthly", days=(1,), minute=540), "On the 1st of every month at 09:00"),
        (Wish(cadence="monthly", days=(22,)), "On the 22nd of every month"),
        (Wish(cadence="monthly", days=(13,)), "On the 13th of every month"),
        (Wish(cadence="monthly", days=(31,)), "On the last day of every month"),
        (Wish(form="watch"), "As soon as it is published"),
        (Wish(), ""),
    ],
)
def test_a_rhythm_reads_as_people_say_it(wish, words):
    assert telling.rhythm(wish) == words


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Asia/Phnom_Penh", "Phnom Penh time"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires time"),
        ("Etc/GMT-7", "UTC+7"),
        ("UTC", "UTC"),
    ],
)
def test_a_clock_reads_as_people_say_it(zone, words):
    assert telling.city(zone) == words


@pytest.mark.parametrize(
    ("leads", "words"),
    [
        ((30, 7, 1), "30, 7 and 1 days before"),
        ((1,), "1 day before"),
        ((0,), "on the day itself"),
        ((), "none"),
    ],
)
def test_reminders_read_as_people_say_them(leads, words):
    assert telling.leads(leads) == words
