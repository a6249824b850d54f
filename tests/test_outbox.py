"""The outbox hands each message to one process, keeps the order of a chat, and forgets nothing that became of one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from fakes import NOW
from outgoing import WORKER, put, rows_of, states
from sqlalchemy import insert, select, update

from bot.delivery import outbox, suspects
from bot.delivery.figures import counts
from bot.delivery.outbox import LEASE, LEAST_TRIES, Result, claim, record
from bot.delivery.refusals import Fate, Verdict
from bot.delivery.tables import outbox as table
from bot.delivery.tables import subscriptions
from bot.messages import Button

SENT = Fate(Verdict.SENT, message=77)
LATER = Fate(Verdict.LATER, "Telegram did not answer", doubtful=True)
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)


def claimed(store, most=10, now=NOW, worker=WORKER, **more):
    return claim(store, worker, now, most, **more)


def follow(store, chat, state="active"):
    given = {
        "chat": chat,
        "form": "digest",
        "interest": "",
        "minute": 480,
        "zone": "UTC",
        "horizon": 90,
        "says_nothing_new": False,
        "state": state,
        "made_at": NOW,
        "made_by": chat,
        "seen": 0,
        "window_start": NOW,
    }
    with store.writing() as connection:
        return connection.execute(insert(subscriptions).values(**given)).inserted_primary_key[0]


def test_a_message_is_claimed_once_with_its_text_and_buttons(store):
    rows = [[{"label": "More", "data": "q:1"}, {"label": "Open", "url": "https://example.org"}]]
    (number,) = put(store, [5], "<b>x</b>", buttons=rows, thread=9)
    (message,) = claimed(store)
    assert (message.number, message.chat, message.thread, message.attempts) == (number, 5, 9, 1)
    assert message.letter.html == "<b>x</b>"
    assert message.letter.rows == ((Button("More", "q:1"), Button("Open", url="https://example.org")),)
    assert claimed(store) == []


def test_a_text_that_many_get_is_read_once(store):
    put(store, range(1, 5))
    known = {}
    first = claimed(store, 2, known=known)
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE letters SET html = 'changed'")
    second = claimed(store, 2, known=known)
    assert {message.letter.html for message in (*first, *second)} == {"<b>Digest</b> of today"}


def test_what_is_not_due_waits(store):
    put(store, [5], at=NOW + SECOND)
    assert not outbox.is_due(store, NOW)
    assert claimed(store) == []
    assert outbox.is_due(store, NOW + SECOND)
    assert len(claimed(store, now=NOW + SECOND)) == 1


def test_the_messages_of_a_chat_come_one_after_the_other(store):
    first, second = put(store, [5, 5])
    (other,) = put(store, [6])
    messages = claimed(store)
    assert [message.number for message in messages] == [first, other]
    record(store, WORKER, [Result(messages[0], SENT)], NOW)
    assert [message.number for message in claimed(store)] == [second]


def test_a_message_that_is_put_off_holds_up_its_chat_and_no_other(store):
    first, second = put(store, [5, 5])
    (message,) = claimed(store)
    record(store, WORKER, [Result(message, LATER)], NOW, chance=1.0)
    (other,) = put(store, [6])
    assert [message.number for message in claimed(store)] == [other]
    assert [message.number for message in claimed(store, now=NOW + 2 * SECOND)] == [first]
    assert states(store)[second] == "waiting"


def test_what_is_sent_is_kept_with_its_number_in_the_chat(store):
    put(store, [5])
    record(store, WORKER, [Result(claimed(store)[0], SENT)], NOW + SECOND)
    (row,) = rows_of(store)
    assert (row.state, row.message, row.ended_at, row.doubts) == ("sent", 77, NOW + SECOND, 0)
    assert row.claimed_by is None


def test_who_died_with_a_claim_leaves_a_doubt_and_the_message_is_sent_again(store):
    put(store, [5, 6])
    assert len(claimed(store, worker="dead")) == 2
    assert claimed(store, now=NOW + LEASE) == []
    after = NOW + LEASE + SECOND
    assert outbox.is_due(store, after)
    assert len(claimed(store, now=after)) == 2
    assert [row.doubts for row in rows_of(store)] == [1, 1]


def test_that_processes_died_does_not_put_a_message_off_at_its_first_refusal(store):
    put(store, [5])
    now = died_over(store, suspects.MOST_DEATHS - 1)
    (message,) = claimed(store, now=now, suspect=True)
    record(store, WORKER, [Result(message, LATER)], now, chance=1.0)
    (row,) = rows_of(store)
    assert (row.due - now, row.doubts, row.deaths) == (2 * SECOND, 6, 5)


def died_over(store, deaths, now=NOW, **more):
    """So many processes claim all there is, one after the other, and die; gives the moment after the last one's claim."""
    for death in range(deaths):
        claimed(store, now=now, worker=f"dead-{death}", **more)
        claimed(store, now=now, worker=f"dead-{death}", suspect=True, **more)
        now += LEASE + SECOND
    return now


def test_what_several_processes_died_over_is_claimed_by_itself_and_keeps_nobody_waiting(store):
    first, second, third = put(store, [5, 6, 7])
    now = died_over(store, suspects.ALONE)
    (late,) = put(store, [8], at=now)
    assert [message.number for message in claimed(store, now=now)] == [late]
    assert [message.number for message in claimed(store, 1, now=now, suspect=True)] == [first]
    assert [message.number for message in claimed(store, 1, now=now, suspect=True)] == [second]
    assert states(store)[third] == "waiting"


def test_a_message_that_kills_is_set_aside_counted_and_told_to_the_owners_once(store, caplog):
    (number,) = put(store, [5])
    now = died_over(store, suspects.MOST_DEATHS, owners=(42, 43))
    assert claimed(store, now=now, owners=(42, 43)) != []
    row, *notes = rows_of(store)
    assert (row.number, row.state, row.why, row.deaths) == (
        number,
        "failed",
        suspects.WHY,
        suspects.MOST_DEATHS,
    )
    assert (row.claimed_by, row.claimed_until, row.ended_at) == (None, None, now)
    assert [(note.chat, note.purpose) for note in notes] == [(42, "owner"), (43, "owner")]
    found = counts(store, now)
    assert (found.failed, found.aside) == (1, 1)
    assert caplog.text.count("set aside") == 1
    outbox.take_over(store, now + LEASE, owners=(42, 43))
    assert len(rows_of(store)) == 3


def test_a_note_to_an_owner_that_kills_is_set_aside_without_a_note(store):
    put(store, [42], purpose="owner")
    now = died_over(store, suspects.MOST_DEATHS, owners=(42,))
    claimed(store, now=now, owners=(42,))
    assert [row.state for row in rows_of(store)] == ["failed"]


def test_what_a_restart_interrupted_now_and_then_is_sent_with_the_others(store):
    put(store, [5, 6])
    now = died_over(store, suspects.ALONE - 1)
    assert len(claimed(store, now=now)) == 2


def test_what_this_process_still_sends_it_does_not_take_from_itself(store):
    (number,) = put(store, [5])
    claimed(store)
    after = NOW + LEASE + SECOND
    assert claimed(store, now=after, held={number}) == []
    assert [(row.state, row.doubts) for row in rows_of(store)] == [("sending", 0)]
    assert len(claimed(store, now=after, worker="another")) == 1


def test_a_claim_that_a_clock_made_which_was_ahead_holds_no_longer_than_others(store):
    put(store, [5])
    claimed(store, now=NOW + 3 * HOUR, worker="dead")
    assert outbox.is_due(store, NOW)
    assert len(claimed(store)) == 1


def test_a_message_from_the_future_goes_out_when_the_clock_was_set_back(store):
    ahead, put_off, good = put(store, [5], at=NOW + 3 * HOUR) + put(store, [6, 7])
    with store.writing() as connection:
        later = update(table).where(table.c.number == put_off)
        connection.execute(later.values(due=NOW + HOUR))
    assert outbox.pull_back(store, NOW) == 1
    assert outbox.pull_back(store, NOW) == 0
    assert [message.number for message in claimed(store)] == [ahead, good]
    (row,) = rows_of(store, ahead)
    assert row.give_up == NOW + timedelta(days=1)


def test_the_clocks_of_two_machines_may_differ_a_little(store):
    put(store, [5], at=NOW + outbox.AHEAD)
    assert outbox.pull_back(store, NOW) == 0


def test_who_is_certainly_dead_is_not_waited_for(store):
    put(store, [5])
    claimed(store, worker="dead")
    assert outbox.take_over(store, NOW) == 1
    assert len(claimed(store)) == 1


def test_whoever_took_too_long_and_did_send_keeps_others_from_sending_again(store):
    put(store, [5])
    (message,) = claimed(store, worker="slow")
    claim(store, WORKER, NOW + 2 * LEASE, 0)
    record(store, "slow", [Result(message, SENT)], NOW + 2 * LEASE)
    assert states(store)[message.number] == "sent"
    assert claimed(store, now=NOW + 2 * LEASE) == []


def test_whoever_took_too_long_has_no_say_in_what_another_claims(store):
    put(store, [5])
    (message,) = claimed(store, worker="slow")
    claimed(store, now=NOW + 2 * LEASE)
    record(store, "slow", [Result(message, Fate(Verdict.FAILED, "refused"))], NOW + 2 * LEASE)
    assert states(store)[message.number] == "sending"


def test_a_closed_chat_ends_what_it_follows_and_gets_nothing_more(store):
    number = follow(store, 5)
    put(store, [5, 5])
    (message,) = claimed(store)
    record(store, WORKER, [Result(message, Fate(Verdict.GONE, "blocked"))], NOW)
    assert set(states(store).values()) == {"gone"}
    with store.reading() as connection:
        row = connection.execute(select(subscriptions).where(subscriptions.c.number == number)).one()
    assert (row.state, row.ended_why) == ("ended", "blocked")


def test_a_group_that_moved_takes_everything_along(store):
    follow(store, -5)
    put(store, [-5, -5])
    (message,) = claimed(store)
    record(store, WORKER, [Result(message, Fate(Verdict.MOVED, chat=-100500))], NOW)
    assert {row.chat for row in rows_of(store)} == {-100500}
    assert [again.number for again in claimed(store)] == [message.number]
    with store.reading() as connection:
        assert connection.scalar(select(subscriptions.c.chat)) == -100500


def test_a_closed_topic_sends_to_general_once_and_then_gives_up(store):
    put(store, [-5], thread=9)
    (message,) = claimed(store)
    record(store, WORKER, [Result(message, Fate(Verdict.TOPIC, "the topic is closed"))], NOW)
    (again,) = claimed(store)
    assert again.thread is None
    assert again.why == "the topic is closed"
    record(store, WORKER, [Result(again, Fate(Verdict.TOPIC, "the topic is closed"))], NOW)
    assert set(states(store).values()) == {"failed"}


def test_a_message_is_tried_for_a_day_and_then_given_up(store):
    put(store, [5])
    now, tries = NOW, 0
    while claims := claimed(store, now=now):
        record(store, WORKER, [Result(claims[0], LATER)], now, chance=1.0)
        now, tries = rows_of(store)[0].due, tries + 1
        if rows_of(store)[0].state != "waiting":
            break
    (row,) = rows_of(store)
    assert (row.state, row.why, row.doubts) == ("failed", "Telegram did not answer", tries)
    assert timedelta(days=1) <= row.ended_at - NOW < timedelta(days=1, hours=1, minutes=5)
    assert tries > 24


def test_what_waited_while_the_bot_was_off_for_long_is_not_given_up_at_the_first_trouble(store):
    put(store, [5])
    later = NOW + timedelta(days=3)
    for tries in range(1, LEAST_TRIES + 1):
        (message,) = claimed(store, now=later + tries * timedelta(hours=2))
        record(store, WORKER, [Result(message, LATER)], later + tries * timedelta(hours=2))
        assert (rows_of(store)[0].state == "waiting") == (tries < LEAST_TRIES)


def test_telegram_s_own_word_on_when_to_try_again_counts(store):
    put(store, [5])
    (message,) = claimed(store)
    record(store, WORKER, [Result(message, Fate(Verdict.LATER, "too many requests", 40.0))], NOW)
    assert rows_of(store)[0].due == NOW + timedelta(seconds=40)


def test_what_is_no_longer_true_is_withdrawn_unless_it_is_just_being_sent(store):
    numbers = put(store, [5, 6])
    (message,) = claimed(store, 1)
    with store.writing() as connection:
        assert outbox.withdraw(connection, numbers, "the date moved", NOW) == 1
    assert states(store) == {message.number: "sending", numbers[1]: "withdrawn"}


def test_the_figures_say_how_the_outbox_stands(store):
    put(store, [1, 2, 3])
    put(store, [9], at=NOW + timedelta(hours=1))
    messages = claimed(store, 2)
    record(store, WORKER, [Result(messages[0], SENT), Result(messages[1], LATER)], NOW)
    found = counts(store, NOW + 60 * SECOND)
    assert (found.waiting, found.due, found.sent, found.oldest) == (3, 2, 1, 60.0)
    assert counts(store, NOW + timedelta(days=2)).sent == 0


@pytest.mark.parametrize("store", ["postgresql"], indirect=True)
def test_several_workers_share_the_outbox_and_never_one_message(store):
    put(store, range(1, 201))

    def work(name):
        mine = []
        while found := claimed(store, 7, worker=name):
            record(store, name, [Result(message, SENT) for message in found], NOW)
            mine += [message.number for message in found]
        return mine

    with ThreadPoolExecutor(4) as pool:
        shares = list(pool.map(work, "abcd"))
    numbers = [number for share in shares for number in share]
    assert len(numbers) == len(set(numbers)) == 200


def test_a_claim_reads_only_what_is_due_and_open(sqlite_store):
    put(sqlite_store, range(1, 50))
    with sqlite_store.reading() as connection:
        heads = str(outbox._heads(NOW, 5, None).element.compile(connection.engine))
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {heads}", ("2026-11-02 09:00:00", 5, 0)).all()
    steps = " / ".join(row.detail for row in plan)
    assert "ix_outbox_waiting" in steps
    assert "ix_outbox_open" in steps
    assert "SCAN" not in steps
    assert "TEMP B-TREE" not in steps
