"""What is due is made at its hour: once, for everybody concerned, and after an outage as one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from delivering import DAILY, DAY, DUE, MINUTE, ZONE, Room
from fakes import NOW

from bot.delivery import subscriptions
from bot.delivery.schedule import Cadence, Quiet
from briefs.library import Library


@pytest.fixture
def room(store, lexicon):
    return Room(Library(store, lexicon))


def test_a_digest_is_made_at_its_hour_and_not_a_moment_before(room):
    to = room.digest()
    room.arrives("Australia will build a bridge.")
    assert room.tick(DUE - timedelta(microseconds=1)).digests == 0
    ticked = room.tick(DUE)
    assert (ticked.digests, ticked.messages, ticked.failed) == (1, 1, 0)
    (message,) = room.outbox()
    assert (message.chat, message.purpose, message.state) == (7, "digest", "waiting")
    assert "Australia will build a bridge" in message.html
    after = room.again(to)
    assert (after.seen, after.window_start, after.digest_due) == (1, DUE, DUE + DAY)


def test_windows_of_digests_lie_end_to_end_and_each_document_is_told_in_one(room):
    room.digest()
    for day in range(4):
        room.arrives(f"Australia will open school number {day}.", at=DUE + day * DAY - MINUTE)
        room.tick(DUE + day * DAY)
    runs = room.runs()
    assert [(run.after, run.upto) for run in runs] == [(0, 1), (1, 2), (2, 3), (3, 4)]
    assert [run.ends for run in runs[:-1]] == [run.starts for run in runs[1:]]
    texts = [message.html for message in room.outbox()]
    assert [sum(f"school number {day}." in text for text in texts) for day in range(4)] == [1, 1, 1, 1]


def test_after_an_outage_of_any_length_one_digest_covers_what_was_missed(room):
    to = room.digest()
    room.arrives("Australia will open the first school.", at=DUE + DAY)
    room.arrives("Australia will open the last school.", at=DUE + 19 * DAY)
    late = DUE + 20 * DAY + 7 * MINUTE
    assert room.tick(late).digests == 1
    (message,) = room.outbox()
    assert "first school" in message.html
    assert "last school" in message.html
    assert room.again(to).digest_due == DUE + 21 * DAY
    assert room.tick(late + MINUTE).digests == 0


def test_nothing_new_is_a_run_without_a_message_unless_the_reader_wants_a_word(room):
    room.digest(chat=7)
    room.digest(chat=8, says_nothing_new=True)
    room.tick(DUE)  # what lies ahead is new to both
    before = len(room.outbox())
    room.tick(DUE + DAY)
    assert sorted(run.messages for run in room.runs()[-2:]) == [0, 1]
    assert [message.chat for message in room.outbox()[before:]] == [8]


def test_a_digest_says_since_which_day_of_the_readers_own_calendar_there_is_nothing_new(room):
    early = Cadence("daily", (), 60, "Asia/Phnom_Penh")  # at one o'clock it is still the day before in UTC
    room.digest(cadence=early, says_nothing_new=True)
    first = DUE - timedelta(hours=7)
    room.tick(first)
    room.tick(first + DAY)
    assert "Nothing new since 3 November 2026" in room.outbox()[-1].html


def test_the_same_text_for_many_is_kept_once_and_made_once(room, monkeypatch):
    from briefs.following import digest as following

    made = []
    compose = following.digest
    monkeypatch.setattr(following, "digest", lambda *given: made.append(1) or compose(*given))
    room.arrives()
    for chat in range(1, 31):
        room.digest(chat=chat, interest="japan" if chat > 20 else "australia")
    room.arrives("Japan will send nurses.", actor="JP")
    room.arrives("Australia will send doctors.")
    room.tick(DUE)
    messages = room.outbox()
    assert len(messages) == 30
    assert len({message.letter for message in messages}) == 2
    assert len(made) == 2


def test_one_that_fails_keeps_nobody_else_waiting_and_comes_again(room, monkeypatch, caplog):
    from briefs.following import digest as following

    compose = following.digest

    def fails(library, given, *within):
        if given.interest.parties == ("JP",):
            raise ValueError("a text that nobody foresaw")
        return compose(library, given, *within)

    room.digest(chat=1, interest="japan")
    room.digest(chat=2, interest="australia")
    room.arrives("Japan will send nurses.", actor="JP")
    room.arrives()
    with monkeypatch.context() as patch:
        patch.setattr(following, "digest", fails)
        ticked = room.tick(DUE)
    assert (ticked.digests, ticked.failed) == (1, 1)
    assert [message.chat for message in room.outbox()] == [2]
    assert "nobody foresaw" in caplog.text
    assert room.tick(DUE + 10 * MINUTE / 60).digests == 0  # its lease runs
    assert room.tick(DUE + MINUTE).digests == 1
    assert [message.chat for message in room.outbox()] == [2, 1]


def test_a_batch_that_the_store_refuses_is_written_one_by_one(room, monkeypatch):
    from bot.delivery.letters import Post

    write = Post.write

    def refuses(post, connection, given):
        if any(letter.to.chat == 2 for letter in given):
            raise ValueError("not this one")
        return write(post, connection, given)

    for chat in (1, 2, 3):
        room.digest(chat=chat)
    room.arrives()
    with monkeypatch.context() as patch:
        patch.setattr(Post, "write", refuses)
        assert room.tick(DUE).failed == 1
    # Of what is due at the same moment any may come first.
    assert {message.chat for message in room.outbox()} == {1, 3}
    room.tick(DUE + MINUTE)
    *written, late = [message.chat for message in room.outbox()]
    assert (sorted(written), late) == ([1, 3], 2)


def test_what_is_paused_or_removed_is_never_made(room):
    paused, removed = room.digest(chat=1), room.digest(chat=2)
    subscriptions.pause(room.store, paused.number, NOW)
    subscriptions.remove(room.store, removed.number, NOW)
    room.arrives()
    assert room.tick(DUE).digests == 0


def test_a_test_copy_comes_at_once_and_leaves_the_window_as_it_is(room):
    to = room.digest(thread=5)
    room.arrives("Australia will build a bridge.")
    assert subscriptions.send_now(room.store, room.library, to.number, NOW + MINUTE) == 1
    (copy,) = room.outbox()
    assert (copy.chat, copy.thread, copy.purpose) == (7, 5, "digest")
    assert "build a bridge" in copy.html
    assert (room.again(to).seen, room.again(to).digest_due) == (0, to.digest_due)
    room.tick(DUE)
    assert "build a bridge" in room.outbox()[-1].html
    subscriptions.send_now(room.store, room.library, to.number, DUE + MINUTE)
    assert len(room.outbox()) == 3


def test_a_number_under_a_digest_brings_its_sentence_and_leaves_the_digest(room):
    room.digest()
    line = room.arrives("Australia will build a bridge.")
    room.tick(DUE)
    (message,) = room.outbox()
    assert "1" in message.labels
    assert not any("/" in label for label in message.labels)
    assert line == 1


# Alerts


def test_an_alert_comes_a_minute_after_the_document_and_a_burst_is_one(room):
    watch = room.watch(interest="australia")
    room.arrives("Australia will build a bridge.")
    assert room.tick(NOW).fanned.matched == 1
    assert room.again(watch).alert_due == NOW + MINUTE
    room.arrives("Australia will build a tunnel.")
    assert room.tick(NOW + MINUTE / 2).alerts == 0
    assert room.tick(NOW + MINUTE).alerts == 1
    (message,) = room.outbox()
    assert message.purpose == "alert"
    assert "bridge" in message.html
    assert "tunnel" in message.html
    assert room.again(watch).alert_due is None
    assert room.tick(NOW + DAY).alerts == 0


@pytest.mark.parametrize(
    ("interest", "told"),
    [
        ("australia", True),
        ("japan", False),
        ("topic vaccines", False),
        ('"deep bridge"', True),
        ("australia requests", False),
        ("everything", True),
        ("australia -bridge", False),
    ],
)
def test_an_alert_is_of_what_is_watched_and_of_nothing_else(room, interest, told):
    room.watch(interest=interest)
    room.arrives("Australia will build a deep bridge.")
    room.tick(NOW)
    assert room.tick(NOW + MINUTE).alerts == told


def test_a_document_from_before_the_watch_and_one_of_long_ago_make_no_alert(room):
    room.arrives("Australia will build a bridge.")
    room.watch()
    room.arrives("Australia built a canal.", published_on=date(2021, 5, 1))
    assert room.tick(NOW).fanned.matched == 0


def test_each_document_is_fanned_out_once(room):
    room.watch()
    room.arrives()
    assert [room.tick(NOW).fanned.documents for _ in range(2)] == [1, 0]
    assert room.another("two").tick(NOW).fanned.documents == 0


def test_a_store_that_nobody_followed_yet_is_not_read_through(room):
    for _ in range(3):
        room.arrives()
    assert room.tick(NOW).fanned.documents == 0
    room.watch()
    room.arrives()
    assert room.tick(NOW).fanned.matched == 1


def test_quiet_hours_hold_an_alert_until_morning(room):
    watch = room.watch(quiet=Quiet(22 * 60, 7 * 60))
    evening = NOW.replace(hour=16)  # 23:00 in Phnom Penh
    room.arrives(at=evening)
    room.tick(evening)
    morning = evening.replace(day=3, hour=0)
    assert room.again(watch).alert_due == morning
    assert room.tick(morning - MINUTE).alerts == 0
    assert room.tick(morning).alerts == 1


def test_quiet_hours_that_are_set_while_an_alert_waits_hold_it_too(room):
    watch = room.watch()
    evening = NOW.replace(hour=16)
    room.arrives(at=evening)
    room.tick(evening)
    subscriptions.change(room.store, watch.number, now=evening, quiet=Quiet(22 * 60, 7 * 60))
    assert room.tick(evening + MINUTE).alerts == 0
    assert room.tick(evening.replace(day=3, hour=0)).alerts == 1


def test_quiet_hours_hold_reminders_of_watches_and_of_digests_but_not_the_digest(room):
    late = {"leads": (1, 7), "quiet": Quiet(22 * 60, 7 * 60)}
    cadence = Cadence("daily", (), 23 * 60, ZONE)
    watch = room.watch(chat=1, minute=23 * 60, **late)
    digest = room.digest(chat=2, cadence=cadence, **late)
    room.summit(date(2026, 11, 10))
    night, morning = NOW.replace(day=3, hour=16), NOW.replace(day=4, hour=0)  # 23:00 and 07:00 in Phnom Penh
    for moment in (NOW, NOW + MINUTE, night):
        room.tick(moment)
    assert [(each.chat, each.purpose) for each in room.outbox()] == [(1, "alert"), (2, "digest")]
    assert {room.again(each).reminder_due for each in (watch, digest)} == {morning}
    room.tick(morning - MINUTE)
    assert len(room.outbox()) == 2
    room.tick(morning)
    reminders = [each for each in room.outbox() if each.purpose == "reminder"]
    assert sorted(each.chat for each in reminders) == [1, 2]
    assert all("in 6 days" in each.html for each in reminders)
    assert {room.again(each).reminder_due for each in (watch, digest)} == {morning + timedelta(days=1)}


def test_what_is_to_be_recalled_on_a_day_comes_on_that_day_when_the_night_before_it_ends(room):
    day, hours = NOW.date() + timedelta(days=1), NOW.replace(hour=2)
    watch = room.watch(minute=23 * 60, leads=(0, 1), quiet=Quiet(22 * 60, 7 * 60))
    room.summit(day + timedelta(days=1))
    came = [at for at in range(80) if room.tick(hours + timedelta(hours=at)).reminders]
    assert [hours + timedelta(hours=at) for at in came] == [
        NOW.replace(day=day.day, hour=0),
        NOW.replace(day=day.day + 1, hour=0),
    ]
    told = [each.html for each in room.outbox() if each.purpose == "reminder"]
    assert ["tomorrow" in html for html in told] == [True, False]
    assert "today" in told[1]
    assert watch.reminder_due == NOW.replace(day=day.day, hour=0)


def test_who_sets_quiet_hours_on_the_very_day_is_still_reminded_of_it(room):
    watch = room.watch(minute=23 * 60, leads=(0,))
    day, noon = NOW.date() + timedelta(days=1), NOW + timedelta(hours=20)
    room.summit(day)
    room.tick(NOW + timedelta(hours=7))
    changed = subscriptions.change(room.store, watch.number, now=noon, quiet=Quiet(22 * 60, 7 * 60))
    assert changed.reminder_due == noon
    assert room.tick(noon).reminders == 1


def test_who_drops_the_quiet_hours_at_night_is_looked_for_at_once_and_by_day_at_the_hour(room):
    night, noon = NOW.replace(hour=16), NOW.replace(day=3, hour=5)
    for now, due in ((night + MINUTE, night + MINUTE), (noon, night + timedelta(days=1))):
        watch = room.watch(minute=23 * 60, leads=(7,), quiet=Quiet(22 * 60, 7 * 60))
        if now == noon:
            room.tick(NOW.replace(day=3, hour=0))
        assert subscriptions.change(room.store, watch.number, now=now, quiet=None).reminder_due == due


def test_two_watches_of_a_chat_tell_the_same_line_once_but_each_topic_of_a_group_is_told(room):
    room.watch(chat=7, interest="australia")
    room.watch(chat=7, interest="bridge")
    room.watch(chat=7, interest="australia", thread=5)
    room.watch(chat=8, interest="australia")
    room.arrives("Australia will build a bridge.")
    room.tick(NOW)
    room.tick(NOW + MINUTE)
    assert sorted((message.chat, message.thread or 0) for message in room.outbox()) == [
        (7, 0),
        (7, 5),
        (8, 0),
    ]


def test_a_document_that_is_gone_before_its_alert_is_not_told(room):
    room.watch()
    number = room.arrives()
    room.tick(NOW)
    room.store.remove(number)
    assert room.tick(NOW + MINUTE).alerts == 0
    assert room.outbox() == []


def test_a_document_that_comes_while_an_alert_is_being_written_is_told_as_well(room, monkeypatch):
    from bot.delivery import alerting

    watch = room.watch()
    room.arrives("Australia will build a bridge.")
    room.tick(NOW)
    write, other = alerting.made, room.another("two")

    def meanwhile(*given):
        made = write(*given)
        if not room.papers > 1:
            room.arrives("Australia will build a tunnel.")
            other.tick(NOW + MINUTE)
        return made

    with monkeypatch.context() as patch:
        patch.setattr(alerting, "made", meanwhile)
        room.tick(NOW + MINUTE)
    room.tick(NOW + 3 * MINUTE)
    texts = [message.html for message in room.outbox()]
    assert [sum(what in text for text in texts) for what in ("bridge", "tunnel")] == [1, 1]
    assert room.again(watch).alert_due is None


# Reminders and dates that move


def test_a_reminder_comes_at_each_lead_time_once(room):
    room.watch(leads=(7, 1))
    room.summit(date(2026, 11, 12))
    told = []
    for day in range(14):
        room.tick(DUE + day * DAY)
        told += [(day, message.purpose) for message in room.outbox()[len(told) :]]
    reminded = [day for day, purpose in told if purpose == "reminder"]
    assert reminded == [2, 8]  # DUE is 3 November: on the 5th and on the 11th


def test_a_reminder_that_an_outage_kept_back_comes_late_once_and_never_after_the_event(room):
    room.watch(chat=7, leads=(7,))
    room.summit(date(2026, 11, 12))
    room.tick(DUE)
    assert room.tick(DUE + 5 * DAY).reminders == 1
    assert room.tick(DUE + 6 * DAY).reminders == 0
    room.watch(chat=8, leads=(7,), now=DUE + 6 * DAY)
    room.summit(date(2026, 11, 20), slug="tower-summit")
    assert room.tick(DUE + 30 * DAY).reminders == 0


def test_two_subscriptions_of_a_chat_remind_of_an_event_once(room):
    room.watch(leads=(7,))
    room.digest(leads=(7,))
    room.summit(date(2026, 11, 12))
    for day in range(4):
        room.tick(DUE + day * DAY)
    assert [message.purpose for message in room.outbox()].count("reminder") == 1


def test_a_date_that_moves_is_told_to_who_was_told_the_old_one_and_the_old_reminder_is_withdrawn(room):
    room.watch(chat=7, leads=(7,))
    room.watch(chat=8, interest="japan", leads=(7,))
    room.summit(date(2026, 11, 12))
    reminded = DUE + 2 * DAY
    for day in range(3):
        room.tick(DUE + day * DAY)
    reminder = room.outbox()[-1]
    assert (reminder.purpose, reminder.state) == ("reminder", "waiting")
    room.summit(date(2026, 12, 20), at=reminded + MINUTE)
    assert room.tick(reminded + 2 * MINUTE).fanned.moved == 1
    room.tick(reminded + 3 * MINUTE)
    changes = [message for message in room.outbox() if message.purpose == "change"]
    assert [message.chat for message in changes] == [7]
    assert "moved from 12 November 2026 to 20 December 2026" in changes[0].html
    states = {message.number: message.state for message in room.outbox()}
    assert states[reminder.number] == "withdrawn"
    for day in range(4, 60):
        room.tick(DUE + day * DAY)
    last = [message for message in room.outbox(7) if message.purpose == "reminder"]
    assert [message.state for message in last] == ["withdrawn", "waiting"]
    assert "20 December 2026" in last[-1].html


def test_a_date_that_moves_back_is_told_again_and_reminded_of_again(room):
    room.watch(leads=(7,))
    room.summit(date(2026, 11, 12))
    for day in range(3):
        room.tick(DUE + day * DAY)
    at = DUE + 2 * DAY
    for hours, day in (
        (1, date(2026, 12, 20)),
        (2, date(2026, 11, 12)),
        (3, date(2026, 12, 20)),
        (4, date(2026, 11, 12)),
    ):
        room.summit(day, at=at + timedelta(hours=hours))
        room.tick(at + timedelta(hours=hours))
        room.tick(at + timedelta(hours=hours) + MINUTE)
    assert [message.purpose for message in room.outbox()].count("change") == 4
    room.tick(DUE + 3 * DAY)
    waiting = [m for m in room.outbox() if m.purpose == "reminder" and m.state == "waiting"]
    assert len(waiting) == 1


def test_weekly_readers_are_not_told_daily(room):
    room.digest(cadence=Cadence("weekly", (0,), 480, DAILY.zone))
    room.arrives()
    assert [room.tick(DUE + day * DAY).digests for day in range(7)] == [0, 0, 0, 0, 0, 0, 1]


def test_the_word_that_nothing_is_new_says_how_many_sources_were_checked_and_when(room):
    from sqlalchemy import insert

    from briefs.watching.tables import watched

    room.digest(says_nothing_new=True, interest="japan")
    source = {"publisher": "Ministry", "form": "feed", "address": "https://example.org", "failures": 0}
    with room.store.writing() as connection:
        for number in (1, 2):
            looked = {"looked_at": DUE + DAY - number * 10 * MINUTE, "next_look": DUE + 9 * DAY}
            connection.execute(insert(watched).values(source=f"s{number}", active=True, **source, **looked))
    room.tick(DUE)
    room.tick(DUE + DAY)
    words = room.outbox()[-1].html
    assert "2 sources" in words
    assert "07:50" in words
