"""What goes wrong with one thing costs no other: nobody is told less for it, and nobody the same twice."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count, pairwise
from zoneinfo import ZoneInfo

import pytest
from delivering import DAY, DUE, MINUTE, ZONE, Room
from fakes import NOW
from sqlalchemy import delete, select, update

from bot.delivery import alarms, alerting, leases, reminding, searching, subscriptions, tick
from bot.delivery.outbox import Result, claim, record
from bot.delivery.refusals import Fate, Verdict
from bot.delivery.retries import Retries
from bot.delivery.schedule import Cadence, Quiet
from bot.delivery.tables import outbox, told_events, told_lines
from briefs.errors import StoreUnavailable
from briefs.library import Library

UTC_ZONE = ZoneInfo("UTC")
TUESDAYS = Cadence("weekly", (1,), 480, ZONE)
SUMMIT = date(2026, 11, 28)  # 25 days after the local day of DUE


@pytest.fixture
def room(store, lexicon):
    return Room(Library(store, lexicon), owners=(42,))


def purposes(room, chat=7, state="waiting"):
    return [message.purpose for message in room.outbox(chat) if message.state == state]


def lines_told(room):
    with room.store.reading() as connection:
        return [tuple(row) for row in connection.execute(select(told_lines.c.chat, told_lines.c.outbox))]


# A copy that somebody asks for


def test_a_copy_takes_nothing_from_the_next_digest(room):
    room.summit(date(2026, 11, 25), at=NOW - DAY)
    digest = room.digest()
    subscriptions.send_now(room.store, room.library, digest.number, NOW + MINUTE)
    room.tick(DUE)
    copy, regular = room.outbox(7)
    assert "Harbour Summit" in copy.html
    assert "Harbour Summit" in regular.html


def test_a_copy_takes_no_line_from_an_alert_and_a_correction_still_reaches_it(room):
    digest, _watch = room.digest(), room.watch()
    room.arrives("Australia will build a bridge.")
    room.tick(NOW)
    subscriptions.send_now(room.store, room.library, digest.number, NOW + MINUTE / 2)
    assert lines_told(room) == [(7, room.outbox(7)[0].number)]
    room.tick(NOW + MINUTE)
    assert purposes(room) == ["digest", "alert"]


# A message that is never sent


@pytest.mark.parametrize("step", [subscriptions.remove, subscriptions.pause])
def test_a_reminder_that_two_subscriptions_share_survives_the_end_of_one(room, step):
    first = room.watch(leads=(25,), interest="event harbour-summit")
    second = room.watch(leads=(25,), interest="australia")
    room.summit(SUMMIT)
    room.tick(DUE)
    assert purposes(room) == ["alert", "reminder"] or purposes(room).count("reminder") == 1
    for each in (first, second):
        step(room.store, each.number, DUE + MINUTE)
        room.tick(DUE + 2 * MINUTE)
        expected = 1 if each is first else 0
        assert purposes(room).count("reminder") == expected


@pytest.mark.parametrize("step", [subscriptions.remove, subscriptions.pause])
def test_what_was_withdrawn_unread_is_told_by_the_next_who_has_it(room, step):
    first = room.watch(interest="australia")
    second = room.watch(interest="everything", quiet=Quiet(0, 1439))
    room.arrives("Australia will build a bridge.")
    room.tick(NOW)
    room.tick(NOW + MINUTE)
    assert purposes(room) == ["alert"]
    step(room.store, first.number, NOW + MINUTE)
    assert (purposes(room), lines_told(room)) == ([], [])
    subscriptions.change(room.store, second.number, now=NOW + MINUTE, quiet=None)
    room.tick(NOW + 3 * MINUTE)
    assert purposes(room) == ["alert"]


def test_what_may_have_arrived_stays_told(room):
    watch = room.watch()
    room.arrives()
    room.tick(NOW)
    room.tick(NOW + MINUTE)
    with room.store.writing() as connection:
        connection.execute(update(outbox).values(doubts=1))
    subscriptions.remove(room.store, watch.number, NOW + MINUTE)
    assert len(lines_told(room)) == 1


def test_a_watch_that_is_paused_while_its_alert_is_made_keeps_no_line_from_another(room, monkeypatch):
    first, _second = room.watch(), room.watch(interest="bridge")
    room.arrives("Australia will build a bridge.")
    room.tick(NOW)
    make = alerting.made

    def paused(shared, to, *given):
        work = make(shared, to, *given)
        if to.number == first.number:
            subscriptions.pause(room.store, first.number, NOW + MINUTE)
        return work

    with monkeypatch.context() as patch:
        patch.setattr(alerting, "made", paused)
        room.tick(NOW + MINUTE)
    room.tick(NOW + 3 * MINUTE)
    assert purposes(room) == ["alert"]


def test_a_digest_that_waits_is_held_back_by_a_pause_and_told_when_it_is_resumed(room):
    digest = room.digest()
    room.arrives("Australia will build a bridge.")
    room.tick(DUE)
    subscriptions.pause(room.store, digest.number, DUE + MINUTE)
    assert purposes(room) == []
    subscriptions.resume(room.store, digest.number, DUE + 2 * MINUTE)
    room.tick(DUE + DAY)
    (message,) = [message for message in room.outbox(7) if message.state == "waiting"]
    assert "bridge" in message.html


@pytest.mark.parametrize(("verdict", "times"), [("GONE", 1), ("FAILED", 2)])
def test_what_telegram_refused_is_told_by_the_next_who_has_it_and_a_refused_alarm_is_not_told_anew(
    room, verdict, times
):
    room.watch()
    second = room.watch(interest="everything", quiet=Quiet(0, 1439))
    room.arrives("Australia will build a bridge.")
    room.tick(NOW)
    room.tick(NOW + MINUTE)
    for _ in range(2):
        room.ticker.watch.left_out(9, NOW)
        sent = claim(room.store, "one", NOW + MINUTE, 10)
        fate = Fate(Verdict[verdict], "no")
        record(room.store, "one", [Result(message, fate) for message in sent], NOW + MINUTE)
    assert lines_told(room) == []
    assert len(room.outbox(42)) == 1
    if verdict == "FAILED":
        subscriptions.change(room.store, second.number, now=NOW + MINUTE, quiet=None)
        room.tick(NOW + 2 * MINUTE)
    assert [message.purpose for message in room.outbox(7)] == ["alert"] * times


# Names that are long


def test_a_reminder_of_an_event_with_a_long_name_comes_at_each_lead_time_on_either_database(room):
    chat, thread = -1001234567890123, 2147483647
    room.watch(chat=chat, thread=thread, leads=(25, 24), interest="australia")
    for last in "ab":
        room.summit(SUMMIT, slug="long-" * 38 + f"name-{last}")
    for day in range(2):
        room.tick(DUE + day * DAY)
    assert purposes(room, chat).count("reminder") == 4


def test_a_long_named_event_that_moves_takes_its_reminder_back(room):
    slug = "long-" * 38 + "name"
    room.watch(leads=(25,), interest="australia")
    room.summit(SUMMIT, slug=slug)
    room.tick(DUE)
    room.summit(date(2026, 12, 20), at=DUE + MINUTE, slug=slug)
    room.tick(DUE + MINUTE)
    room.tick(DUE + 3 * MINUTE)
    assert purposes(room, state="withdrawn") == ["reminder"]


# What resists


def test_a_digest_that_fails_keeps_no_reminder_and_no_alert_of_its_subscription_waiting(room, monkeypatch):
    from bot.delivery import digests

    def fails(*_given):
        raise ValueError("no")

    monkeypatch.setattr(digests, "made", fails)
    digest = room.digest(leads=(25,))
    room.summit(SUMMIT)
    for minute in range(30):
        room.tick(DUE + minute * MINUTE)
    assert "reminder" in purposes(room)
    assert room.again(digest).digest_due == DUE
    assert room.again(digest).reminder_due == DUE + DAY


def test_a_document_that_resists_keeps_no_other_waiting_and_the_owners_are_told_of_it(room, monkeypatch):
    search, tried = searching.terms_of_document, []

    def resists(snapshot, number):
        if number == bad:
            tried.append(number)
            raise ValueError("a text that nobody foresaw")
        return search(snapshot, number)

    room.watch()
    room.arrives("Australia will build a bridge.")
    bad = room.arrives("Australia will build a riddle.")
    room.arrives("Australia will build a tunnel.")
    monkeypatch.setattr(searching, "terms_of_document", resists)
    for seconds in range(0, 120, 5):
        room.tick(NOW + timedelta(seconds=seconds))
    told = "".join(message.html for message in room.outbox(7))
    assert [word in told for word in ("bridge", "riddle", "tunnel")] == [True, False, True]
    assert len(tried) == 2 * tick.TRIES  # among others, then by itself
    (words,) = [message.html for message in room.outbox(42)]
    assert f"Nobody was told of document {bad} at once" in words


def test_a_store_that_is_away_for_a_while_is_no_fault_of_a_document(room, monkeypatch):
    room.watch()
    room.arrives()

    def away(*_given):
        raise StoreUnavailable("The store cannot be used just now.")

    with monkeypatch.context() as patch:
        patch.setattr(searching, "terms_of_document", away)
        for minute in range(5):
            with pytest.raises(StoreUnavailable):
                room.tick(NOW + minute * MINUTE)
    assert room.tick(NOW + 5 * MINUTE).fanned.matched == 1


def test_a_search_that_does_not_come_on_is_told_to_the_owners(room):
    room.watch()
    room.tick(NOW)
    room.arrives()
    with room.store.reading() as connection:
        assert alarms.behind(connection, NOW + 2 * MINUTE, UTC_ZONE) is None
        found = alarms.behind(connection, NOW + 3 * MINUTE, UTC_ZONE)
    assert "Alerts wait: for document 1, here since 2 November 2026, 09:00 (UTC)" in found.words
    room.tick(NOW + 3 * MINUTE)
    assert room.ticker.watch.state.alarms == ()


def test_what_fails_is_tried_again_after_a_longer_and_longer_while():
    retries, now, tries = Retries(), NOW, []
    for minute in range(24 * 60):
        now = NOW + minute * MINUTE
        if not retries.waiting("digest_due", now):
            tries.append(minute)
            assert retries.failed("digest_due", 7, now)
    assert tries[:8] == [0, 1, 3, 7, 15, 31, 63, 123]
    assert {after - before for before, after in pairwise(tries[7:])} == {60}
    assert retries.waiting("alert_due", now) == frozenset()


# What is changed while it is due


def test_a_digest_that_is_overdue_comes_although_its_reader_changes_something(room):
    digest = room.digest(cadence=TUESDAYS)
    late = digest.digest_due + 3 * MINUTE
    for fields in ({"horizon": 30}, {"says_nothing_new": True}, {"zone": "Asia/Tokyo"}, {"zone": ZONE}):
        changed = subscriptions.change(room.store, digest.number, now=late, **fields)
        assert changed.digest_due == digest.digest_due
    room.arrives()
    assert room.tick(late).digests == 1
    assert room.again(digest).digest_due == digest.digest_due + 7 * DAY


def test_an_overdue_digest_whose_hour_is_changed_comes_once_that_day(room):
    digest = room.digest()
    late = DUE + 30 * MINUTE
    evening = Cadence("daily", (), 18 * 60, ZONE)
    room.arrives()
    changed = subscriptions.change(room.store, digest.number, now=late, cadence=evening)
    assert changed.digest_due == DUE + timedelta(hours=10)
    assert [room.tick(at).digests for at in (late, changed.digest_due, changed.digest_due + MINUTE)] == [
        0,
        1,
        0,
    ]
    assert room.again(digest).digest_due == changed.digest_due + DAY
    (run,) = room.runs()
    assert run.starts == digest.window_start


def test_an_overdue_digest_whose_new_hour_is_past_comes_at_once_and_tomorrow_again(room):
    digest = room.digest()
    late = DUE + 30 * MINUTE
    room.arrives()
    earlier = Cadence("daily", (), 7 * 60, ZONE)
    changed = subscriptions.change(room.store, digest.number, now=late, cadence=earlier)
    assert changed.digest_due == DUE
    assert room.tick(late).digests == 1
    assert room.again(digest).digest_due == DUE + DAY - timedelta(hours=1)


def test_reminders_of_a_day_are_not_skipped_by_a_change_after_their_hour(room):
    watch = room.watch(leads=(25,))
    changed = subscriptions.change(room.store, watch.number, now=DUE + MINUTE, leads=(25, 1))
    assert changed.reminder_due == DUE
    assert subscriptions.change(room.store, watch.number, now=DUE + MINUTE, leads=()).reminder_due is None


def test_who_drops_the_quiet_hours_is_told_what_waits(room):
    watch = room.watch(quiet=Quiet(22 * 60, 7 * 60))
    evening = NOW.replace(hour=16)  # 23:00 in Phnom Penh
    room.arrives(at=evening)
    room.tick(evening)
    subscriptions.change(room.store, watch.number, now=evening + 2 * MINUTE, quiet=None)
    assert room.tick(evening + 2 * MINUTE).alerts == 1


# Dates that move


def test_a_date_that_moves_back_because_its_document_is_gone_is_told_within_a_day(room):
    room.watch(leads=(25,), interest="event harbour-summit")
    room.summit(SUMMIT)
    room.tick(DUE)
    moved = room.summit(date(2026, 12, 20), at=DUE + MINUTE)
    room.tick(DUE + MINUTE)
    room.tick(DUE + 3 * MINUTE)
    assert purposes(room).count("change") == 1
    room.store.remove(moved)
    room.tick(DUE + DAY)
    assert purposes(room).count("change") == 2
    assert "moved from 20 December 2026 to 28 November 2026" in "".join(
        message.html for message in room.outbox(7)[-2:]
    )


def test_a_date_that_moves_while_a_reminder_is_being_made_is_told(room, monkeypatch):
    room.digest(cadence=TUESDAYS, leads=(24,), interest="australia")
    room.summit(SUMMIT)
    room.tick(DUE)
    with room.store.writing() as connection:  # as if it had been made for somebody who was told no date yet
        connection.execute(delete(told_events))
    make, other = reminding.made, room.another("two")

    def meanwhile(*given):
        work = make(*given)
        if room.papers == 1:
            room.summit(date(2026, 12, 20), at=DUE + DAY)
            other.tick(DUE + DAY)
        return work

    with monkeypatch.context() as patch:
        patch.setattr(reminding, "made", meanwhile)
        room.tick(DUE + DAY)
    room.tick(DUE + DAY + 2 * MINUTE)
    assert "change" in purposes(room)
    with room.store.reading() as connection:
        assert connection.scalar(select(told_events.c.starts)) == date(2026, 12, 20)


def test_word_that_a_date_moved_comes_once_to_a_chat_although_other_papers_come_meanwhile(room):
    for quiet in (None, Quiet(18 * 60, 7 * 60)):
        room.watch(leads=(25,), quiet=quiet, interest="event harbour-summit")
    room.summit(SUMMIT)
    room.tick(DUE)
    evening = DUE + timedelta(hours=12)  # 20:00 in Phnom Penh
    room.summit(date(2026, 12, 20), at=evening)
    for minutes in (0, 2):
        room.tick(evening + minutes * MINUTE)
    room.arrives("Japan will plant trees.", at=evening + 5 * MINUTE, actor="JP")
    room.tick(evening + timedelta(hours=12))
    assert purposes(room).count("change") == 1


# What takes too long


def test_what_a_batch_cannot_compose_in_half_its_lease_is_given_back(room, monkeypatch):
    for chat in range(1, 9):
        room.digest(chat=chat)
    room.arrives()
    room.tick(DUE - MINUTE)
    clock = count(0, 11)
    with monkeypatch.context() as patch:
        patch.setattr(tick, "monotonic", lambda: next(clock))
        made = room.tick(DUE).digests
    assert 0 < made < 8
    free = leases.claim(room.store, "digest_due", "two", DUE, 9)
    assert len(free) == 8 - made
