"""What a chat follows is kept, listed, changed, paused, ended, moved and erased, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
import readings
from fakes import NOW
from sqlalchemy import func, insert, select, update

from bot.delivery import reviving, subscriptions
from bot.delivery.schedule import Cadence, Quiet
from bot.delivery.subscriptions import MOST, Draft
from bot.delivery.tables import (
    interest_terms,
    letters,
    matches,
    outbox,
    runs,
    told_events,
    told_lines,
)
from bot.delivery.tables import subscriptions as table
from briefs.errors import NoSuchThing, TooMany
from briefs.model import EventStatus

PHNOM_PENH = "Asia/Phnom_Penh"
MONDAYS = Cadence("weekly", (0,), 480, PHNOM_PENH)
DIGEST = Draft(7, "digest", "australia vaccines", PHNOM_PENH, made_by=7, cadence=MONDAYS)
WATCH = Draft(7, "watch", "australia", PHNOM_PENH, made_by=7)
LATER = NOW + timedelta(days=3)


@pytest.fixture
def made(store, lexicon):
    def make(draft=DIGEST, now=NOW, **given):
        return subscriptions.create(store, replace(draft, **given), lexicon, now)

    return make


def terms(store, number):
    with store.reading() as connection:
        query = select(interest_terms.c.term).where(interest_terms.c.subscription == number)
        return set(connection.scalars(query))


def count(store, counted):
    with store.reading() as connection:
        return connection.scalar(select(func.count()).select_from(counted))


def sent_to(store, subscription, chat=7, thread=None, state="waiting"):
    """A run of a subscription with one message that tells one line and one date."""
    number = subscription.number
    with store.writing() as connection:
        letter = connection.execute(insert(letters).values(html="x", made_at=NOW)).inserted_primary_key[0]
        window = {"starts": NOW, "ends": NOW, "after": 0, "upto": 0, "made_at": NOW, "messages": 1}
        run = connection.execute(
            insert(runs).values(subscription=number, form="digest", key=f"{letter}", **window)
        ).inserted_primary_key[0]
        row = {"chat": chat, "thread": thread, "letter": letter, "run": run, "purpose": "digest"}
        moments = {"due": NOW, "give_up": LATER, "made_at": NOW}
        message = connection.execute(
            insert(outbox).values(**row, state=state, **moments)
        ).inserted_primary_key[0]
        connection.execute(insert(told_lines).values(outcome=message, chat=chat, outbox=message, told_at=NOW))
        told = {"slug": f"asem{letter}", "status": EventStatus.PLANNED, "told_at": NOW}
        connection.execute(insert(told_events).values(subscription=number, **told))
        return message


def state_of(store, message):
    with store.reading() as connection:
        return connection.scalar(select(outbox.c.state).where(outbox.c.number == message))


def test_a_digest_is_kept_as_it_was_wanted_and_due_at_its_hour(store, made):
    kept = made(thread=5, quiet=Quiet(1320, 420), leads=(7, 30, 7), horizon=60, language="fr")
    assert subscriptions.one(store, kept.number) == kept
    assert subscriptions.of_chat(store, 7) == (kept,)
    assert (kept.chat, kept.thread, kept.cadence, kept.quiet) == (7, 5, MONDAYS, Quiet(1320, 420))
    assert (kept.leads, kept.horizon, kept.language, kept.minute) == ((30, 7), 60, "fr", 480)
    assert kept.interest == "party:AU topic:vaccines"
    assert (
        kept.digest_due.isoformat() == "2026-11-09T01:00:00+00:00"
    )  # the Monday after: NOW is Monday, 16:00 there
    assert kept.reminder_due.isoformat() == "2026-11-03T01:00:00+00:00"
    assert kept.alert_due is None
    assert terms(store, kept.number) == set()


def test_a_watch_is_found_by_the_terms_of_its_interest(store, made):
    watch = made(WATCH)
    assert (watch.cadence, watch.digest_due, watch.zone, watch.minute) == (None, None, PHNOM_PENH, 480)
    assert terms(store, watch.number) == {"party:AU"}


def test_a_new_subscription_covers_what_comes_from_now_on(store, made):
    paper = readings.document()
    store.add(paper, readings.reading(paper), NOW)
    assert (made().seen, made().window_start) == (1, NOW)


def test_without_lead_times_there_are_no_reminders(made):
    assert made(leads=()).reminder_due is None


def test_a_chat_follows_so_many_things_and_no_more_until_one_is_removed(store, made):
    kept = [made() for _ in range(MOST)]
    with pytest.raises(TooMany, match=f"follows {MOST} things.*/subscriptions"):
        made()
    assert made(chat=8).chat == 8
    subscriptions.remove(store, kept[0].number, NOW)
    assert made().number > kept[-1].number


def test_two_presses_at_once_do_not_make_more_than_a_chat_may_have(store, made):
    for _ in range(MOST - 1):
        made()

    def one_more(_):
        try:
            return made().number
        except TooMany:
            return None

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(one_more, range(2))).count(None) == 1
    assert len(subscriptions.of_chat(store, 7)) == MOST


def test_what_goes_to_a_topic_is_listed_by_its_topic(store, made):
    general, topic = made(), made(thread=5)
    assert subscriptions.of_chat(store, 7) == (general, topic)
    assert subscriptions.of_chat(store, 7, 5) == (topic,)


def test_another_hour_is_due_anew_and_the_window_begins_where_it_did(store, made):
    before = made()
    after = subscriptions.change(
        store, before.number, now=LATER, cadence=replace(MONDAYS, form="daily", days=())
    )
    assert after.digest_due.isoformat() == "2026-11-06T01:00:00+00:00"
    assert (after.seen, after.window_start) == (before.seen, before.window_start)


def test_another_zone_is_the_cadences_too(store, made):
    number = made().number
    moved = subscriptions.change(store, number, now=NOW, zone="Europe/London", minute=540)
    assert moved.cadence == Cadence("weekly", (0,), 540, "Europe/London")
    assert (moved.zone, moved.minute) == ("Europe/London", 540)
    assert moved.digest_due.isoformat() == "2026-11-09T09:00:00+00:00"


def test_another_interest_is_found_by_other_terms(store, made, lexicon):
    watch = made(WATCH)
    changed = subscriptions.change(store, watch.number, now=NOW, lexicon=lexicon, interest="japan")
    assert changed.interest == "party:JP"
    assert terms(store, watch.number) == {"party:JP"}
    with pytest.raises(TypeError, match="lexicon"):
        subscriptions.change(store, watch.number, now=NOW, interest="japan")


def test_only_what_a_reader_sets_can_be_changed(store, made):
    with pytest.raises(TypeError, match="seen"):
        subscriptions.change(store, made().number, now=NOW, seen=0)


def test_a_paused_subscription_is_never_due_and_changing_it_does_not_wake_it(store, made):
    number = made().number
    paused = subscriptions.pause(store, number, NOW)
    assert (paused.state, paused.digest_due, paused.alert_due, paused.reminder_due) == (
        "paused",
        None,
        None,
        None,
    )
    assert subscriptions.change(store, number, now=NOW, horizon=30).digest_due is None
    assert subscriptions.of_chat(store, 7)[0].state == "paused"


def test_a_digest_that_is_resumed_covers_the_pause_and_a_watch_begins_anew(store, made):
    digest, watch = made(), made(WATCH)
    for each in (digest, watch):
        subscriptions.pause(store, each.number, NOW)
    paper = readings.document()
    store.add(paper, readings.reading(paper), NOW)
    resumed = subscriptions.resume(store, digest.number, LATER)
    assert (resumed.state, resumed.seen, resumed.window_start) == ("active", 0, NOW)
    assert resumed.digest_due.isoformat() == "2026-11-09T01:00:00+00:00"
    awake = subscriptions.resume(store, watch.number, LATER)
    assert (awake.state, awake.seen, awake.window_start) == ("active", 1, LATER)
    assert subscriptions.resume(store, watch.number, LATER + timedelta(days=1)) == awake


def test_what_is_removed_is_not_listed_and_not_sent_and_its_row_stays(store, made):
    kept = made(WATCH)
    waiting, sent = sent_to(store, kept), sent_to(store, kept, state="sent")
    subscriptions.remove(store, kept.number, LATER)
    gone = subscriptions.one(store, kept.number)
    assert (gone.state, gone.ended_why, gone.reminder_due) == ("ended", "removed", None)
    assert subscriptions.of_chat(store, 7) == ()
    assert (state_of(store, waiting), state_of(store, sent)) == ("withdrawn", "sent")
    assert terms(store, kept.number) == set()


@pytest.mark.parametrize("step", [subscriptions.pause, subscriptions.resume, subscriptions.remove])
def test_what_is_removed_or_never_was_cannot_be_touched(store, made, step):
    number = made().number
    subscriptions.remove(store, number, NOW)
    for each in (number, 99, 0, 2**40):
        with pytest.raises(NoSuchThing, match="/subscriptions"):
            step(store, each, NOW)


def test_a_chat_that_is_closed_ends_all_it_follows_and_nothing_more_is_tried(store, made):
    first, other = made(), made(chat=8)
    made(WATCH)
    message = sent_to(store, first)
    assert subscriptions.end_chat(store, 7, "blocked", LATER) == 2
    assert subscriptions.one(store, first.number).ended_why == "blocked"
    assert state_of(store, message) in {"gone", "withdrawn"}
    assert subscriptions.one(store, other.number).state == "active"
    assert subscriptions.end_chat(store, 7, "blocked", LATER) == 0


def test_a_chat_that_lets_the_bot_in_again_follows_what_it_did_and_what_was_paused_stays_paused(
    store, made, lexicon
):
    watch, digest, paused, removed = made(WATCH), made(), made(WATCH, interest="japan"), made(WATCH)
    subscriptions.pause(store, paused.number, NOW)
    subscriptions.remove(store, removed.number, NOW)
    subscriptions.end_chat(store, 7, "blocked", NOW)
    assert reviving.revive(store, 7, lexicon, LATER) == 3
    states = [subscriptions.one(store, each.number).state for each in (watch, digest, paused, removed)]
    assert states == ["active", "active", "paused", "ended"]
    assert subscriptions.one(store, watch.number).ended_why is None
    assert terms(store, watch.number) == {"party:AU"}
    assert subscriptions.resume(store, paused.number, LATER).state == "active"
    assert terms(store, paused.number) == {"party:JP"}
    assert reviving.revive(store, 7, lexicon, LATER) == 0


def test_a_chat_is_brought_back_whole_or_not_at_all(store, made, lexicon, monkeypatch):
    first, second = made(WATCH), made(WATCH, interest="japan")
    subscriptions.end_chat(store, 7, "blocked", NOW)
    awaken = subscriptions.awaken

    def killed(connection, asleep, now):
        if asleep.number == second.number:
            raise KeyboardInterrupt
        awaken(connection, asleep, now)

    monkeypatch.setattr(reviving, "awaken", killed)
    with pytest.raises(KeyboardInterrupt):
        reviving.revive(store, 7, lexicon, LATER)
    assert {subscriptions.one(store, each.number).state for each in (first, second)} == {"ended"}
    monkeypatch.undo()
    assert reviving.revive(store, 7, lexicon, LATER) == 2
    assert terms(store, first.number) == {"party:AU"}


def test_a_group_that_becomes_a_supergroup_takes_all_along(store, made):
    kept = made(WATCH, chat=-7)
    message = sent_to(store, kept, chat=-7)
    with store.writing() as connection:
        connection.execute(insert(told_lines).values(outcome=message, chat=-100, outbox=message, told_at=NOW))
    assert subscriptions.move_chat(store, -7, -100) == 1
    assert [each.number for each in subscriptions.of_chat(store, -100)] == [kept.number]
    assert subscriptions.of_chat(store, -7) == ()
    assert count(store, select(outbox).where(outbox.c.chat == -100).subquery()) == 1
    assert count(store, told_lines) == 1


def test_a_chat_that_is_forgotten_leaves_nothing_behind(store, made):
    mine, theirs = made(WATCH), made(chat=8)
    shared = sent_to(store, mine)
    with store.writing() as connection:
        letter = connection.scalar(select(outbox.c.letter))
        moments = {"due": NOW, "give_up": LATER, "made_at": NOW}
        connection.execute(
            insert(outbox).values(chat=8, letter=letter, purpose="digest", state="sent", **moments)
        )
    sent_to(store, mine)
    sent_to(store, theirs, chat=8)
    assert subscriptions.forget_chat(store, 7) == 1
    assert subscriptions.one(store, mine.number) is None
    assert state_of(store, shared) is None
    tables = (table, runs, told_events, told_lines, interest_terms, matches)
    assert [count(store, each) for each in tables] == [1, 1, 1, 1, 0, 0]
    assert (count(store, outbox), count(store, letters)) == (2, 2)


def test_a_calendar_has_one_secret_until_the_subscription_ends(store, made):
    kept = made()
    token = subscriptions.feed_token(store, kept.number)
    assert subscriptions.feed_token(store, kept.number) == token
    assert len(token) >= 32
    assert subscriptions.by_feed(store, token).number == kept.number
    assert subscriptions.feed_token(store, made().number) != token
    for wrong in ("", "nothing", "é", "\x00", "x" * 5000):
        assert subscriptions.by_feed(store, wrong) is None
    subscriptions.remove(store, kept.number, NOW)
    assert subscriptions.by_feed(store, token) is None


def test_the_next_digest_of_all_is_the_earliest_of_those_that_are_active(store, made):
    assert subscriptions.next_digest(store) is None
    made()
    early = made(cadence=Cadence("daily", (), 480, PHNOM_PENH))
    assert subscriptions.next_digest(store) == early.digest_due
    subscriptions.pause(store, early.number, NOW)
    assert subscriptions.next_digest(store).isoformat() == "2026-11-09T01:00:00+00:00"


def test_a_number_is_never_given_again(store, made):
    first = made()
    subscriptions.forget_chat(store, 7)
    assert made().number > first.number
    with store.writing() as connection:
        connection.execute(update(table).values(quiet_from=None))
