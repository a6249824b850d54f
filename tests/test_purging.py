"""What deliveries need no longer is erased in time and in small steps, on both databases; what is needed stays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from fakes import NOW
from outgoing import put, rows_of
from sqlalchemy import func, insert, select
from talking import chatting
from test_outbox import follow

from bot.delivery import purging
from bot.delivery.purging import (
    ENDED_KEPT,
    EVENTS_KEPT,
    LINES_KEPT,
    MESSAGES_KEPT,
    QUESTIONS_KEPT,
    Purge,
)
from bot.delivery.tables import letters, matches, outbox, runs, subscriptions, told_events, told_lines
from briefs.corrections.tables import reports
from briefs.library import Library
from briefs.store import Store
from briefs.store.tables import documents, kept_questions

SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)
LATER = NOW + MESSAGES_KEPT


def purged(store, now=LATER + SECOND, **given):
    """What a run over everything erases, by sort."""
    purge = Purge(store, now, **given)
    while purge.step():
        pass
    return dict(purge.erased)


def count(store, table):
    with store.reading() as connection:
        return connection.scalar(select(func.count()).select_from(table))


def write(store, table, *rows):
    with store.writing() as connection:
        connection.execute(insert(table), list(rows))


def sent(store, chats=(5,), state="sent", at=NOW, **more):
    return put(store, chats, at=at, state=state, ended_at=None if state == "waiting" else at, **more)


def told(store, message, outcome=1, chat=5, at=NOW):
    write(store, told_lines, {"outcome": outcome, "chat": chat, "outbox": message, "told_at": at})


def lines(store):
    with store.reading() as connection:
        return connection.execute(select(told_lines.c.outcome, told_lines.c.outbox)).all()


def run_of(store, subscription, key="k", at=NOW):
    window = {"starts": at, "ends": at, "after": 0, "upto": 0, "made_at": at, "messages": 1}
    write(store, runs, {"subscription": subscription, "form": "digest", "key": key, **window})
    with store.reading() as connection:
        return connection.scalar(select(func.max(runs.c.number)))


@pytest.mark.parametrize("state", ["sent", "failed", "gone", "withdrawn"])
def test_a_message_is_erased_a_month_after_it_ended_and_not_before(store, state):
    sent(store, state=state)
    assert purged(store, LATER) == {}
    assert purged(store) == {"messages": 1, "letters": 1}
    assert (count(store, outbox), count(store, letters)) == (0, 0)


@pytest.mark.parametrize("state", ["waiting", "sending"])
def test_a_message_that_is_still_to_be_sent_stays_however_old_it_is(store, state):
    put(store, [5], state=state)
    assert purged(store, LATER + 100 * DAY) == {}
    assert count(store, letters) == 1


def test_a_text_stays_as_long_as_one_of_its_messages_does(store):
    early, late = put(store, [5, 6], state="sent", ended_at=NOW)
    with store.writing() as connection:
        connection.execute(outbox.update().where(outbox.c.number == late).values(ended_at=NOW + DAY))
    assert purged(store) == {"messages": 1}
    assert [row.number for row in rows_of(store)] == [late] != [early]
    assert purged(store, LATER + DAY + SECOND) == {"messages": 1, "letters": 1}


def test_a_text_that_no_message_ever_used_is_erased_too(store):
    write(store, letters, {"html": "x", "made_at": NOW})
    assert purged(store) == {"letters": 1}


def test_the_lines_that_somebody_was_sent_outlast_the_message_for_a_correction(store):
    (message,) = sent(store)
    told(store, message)
    assert purged(store) == {"messages": 1, "letters": 1}
    assert lines(store) == [(1, None)]
    assert purged(store, NOW + LINES_KEPT) == {}
    assert purged(store, NOW + LINES_KEPT + SECOND) == {"lines": 1}


@pytest.mark.parametrize(("state", "doubts", "left"), [("gone", 0, []), ("failed", 1, [(1, None)])])
def test_lines_that_never_arrived_go_with_their_message_unless_that_is_in_doubt(store, state, doubts, left):
    (message,) = sent(store, state=state, doubts=doubts)
    told(store, message)
    purged(store)
    assert lines(store) == left


def test_what_was_made_for_whom_is_kept_for_a_month(store):
    follower = follow(store, 5)
    old = run_of(store, follower)
    new = run_of(store, follower, "k2", NOW + DAY)
    (message,) = put(store, [5], run=old)
    assert purged(store) == {"runs": 1}
    assert rows_of(store, message)[0].run is None
    with store.reading() as connection:
        assert connection.scalars(select(runs.c.number)).all() == [new]


@pytest.mark.parametrize(
    ("starts", "ends", "days", "stays"),
    [
        (date(2026, 11, 5), None, 3 + EVENTS_KEPT.days, True),
        (date(2026, 11, 5), None, 4 + EVENTS_KEPT.days, False),
        (date(2026, 11, 5), date(2027, 11, 30), 300, True),
        (None, None, LINES_KEPT.days, True),
        (None, None, LINES_KEPT.days + 1, False),
    ],
)
def test_the_date_of_an_event_that_somebody_was_told_is_kept_until_it_is_over(
    store, starts, ends, days, stays
):
    row = {"subscription": follow(store, 5), "slug": "x", "status": "planned", "told_at": NOW}
    write(store, told_events, {**row, "starts": starts, "ends": ends})
    assert purged(store, NOW + days * DAY) == ({} if stays else {"dates": 1})


def test_what_was_ended_is_erased_with_all_that_hangs_on_it_and_what_runs_stays(store):
    gone, alive, paused = follow(store, 5), follow(store, 6), follow(store, 7, "paused")
    with store.writing() as connection:
        chosen = subscriptions.c.number == gone
        connection.execute(subscriptions.update().where(chosen).values(state="ended", ended_at=NOW))
    run_of(store, gone, at=NOW + ENDED_KEPT)
    assert purged(store, NOW + ENDED_KEPT) == {}
    assert purged(store, NOW + ENDED_KEPT + SECOND) == {"subscriptions": 1}
    with store.reading() as connection:
        assert set(connection.scalars(select(subscriptions.c.number))) == {alive, paused}
    assert count(store, runs) == 0


def test_what_waited_for_an_alert_in_vain_is_forgotten_after_a_month(store):
    follower = follow(store, 5)
    row = {
        "number": 1, "sha256": "x", "title": "A note", "kind": "statement", "published_inferred": False,
        "language": "en", "name": "a.txt", "sample": False, "by_title": "t", "corrected": (), "added_at": NOW,
        "revision": 1, "known_from": NOW.date(),
    }  # fmt: skip
    write(store, documents, row, {**row, "number": 2, "sha256": "y", "added_at": NOW + DAY})
    write(store, matches, *({"subscription": follower, "document": number} for number in (1, 2)))
    assert purged(store) == {"matches": 1}
    assert count(store, matches) == 1


def test_a_report_of_an_error_is_kept_for_a_year_after_it_was_settled_and_an_open_one_for_longer(store):
    row = {"line": 1, "words": "wrong", "reported_by": "7", "reported_at": NOW - DAY}
    write(store, reports, {**row, "state": "open", "settled_at": None})
    write(store, reports, {**row, "state": "corrected", "settled_at": NOW})
    assert purged(store, NOW + LINES_KEPT) == {}
    assert purged(store, NOW + LINES_KEPT + SECOND) == {"reports": 1}


def test_a_run_erases_in_small_steps_and_leaves_what_is_too_much_for_the_next_day(store):
    sent(store, range(1, 26))
    purge = Purge(store, LATER + SECOND, at_once=10, most=2)
    sizes = []
    while purge.step():
        sizes.append(count(store, outbox))
    assert sizes == [15, 5]
    assert purge.left
    again = Purge(store, LATER + SECOND, at_once=10)
    while again.step():
        pass
    assert (again.left, dict(again.erased)) == (False, {"messages": 5, "letters": 1})


def test_what_is_brought_back_while_it_is_erased_stays(store):
    number = follow(store, 5, "ended")
    with store.writing() as connection:
        connection.execute(subscriptions.update().values(ended_at=NOW))
    purge = Purge(store, NOW + ENDED_KEPT + SECOND)
    erase = purge._erase

    def late(sort, keys):
        with store.writing() as connection:  # the chat let the bot in again between the look and the erasing
            connection.execute(subscriptions.update().values(state="active", ended_at=None))
        erase(sort, keys)

    purge._erase = late
    while purge.step():
        pass
    assert purge.erased["subscriptions"] == 0
    with store.reading() as connection:
        assert connection.scalar(select(subscriptions.c.number)) == number


async def test_the_job_of_the_day_erases_what_is_old_and_privacy_says_when(sqlite_store, lexicon):
    library = Library(sqlite_store, lexicon)
    sent(library.store, at=NOW - MESSAGES_KEPT - SECOND)
    async with chatting(library) as chat:
        (job,) = chat.application.job_queue.get_jobs_by_name("purge")
        await job.run(chat.application)
        assert count(library.store, outbox) == 0
        shown = (await chat.say("/privacy")).shown
    periods = (MESSAGES_KEPT, LINES_KEPT, ENDED_KEPT, EVENTS_KEPT)
    assert all(f"{period.days} days" in shown for period in periods)


async def test_a_run_gives_what_it_erased(sqlite_store: Store):
    sent(sqlite_store)
    done = await purging.run(sqlite_store, LATER + SECOND)
    assert (dict(done.erased), done.left) == ({"messages": 1, "letters": 1}, False)


def kept_tokens(store):
    with store.reading() as connection:
        return set(connection.scalars(select(kept_questions.c.token)))


def test_the_words_of_a_button_are_erased_a_year_after_they_were_last_needed(store):
    old, again = (store.keep_question(words, NOW) for words in ("an old question", "one that is asked again"))
    store.keep_question("one that is asked again", NOW + QUESTIONS_KEPT)
    assert purged(store, NOW + QUESTIONS_KEPT) == {}
    assert purged(store, NOW + QUESTIONS_KEPT + SECOND) == {"questions": 1}
    assert kept_tokens(store) == {again}
    assert store.kept_question(old) is None


def test_of_too_many_words_of_buttons_those_go_that_were_not_needed_for_the_longest_time(store, monkeypatch):
    monkeypatch.setattr(purging, "MOST_QUESTIONS", 3)
    tokens = [store.keep_question(f"question {n}", NOW + n * SECOND) for n in range(8)]
    assert purged(store, at_once=2) == {"questions beyond the most": 5}
    assert kept_tokens(store) == set(tokens[-3:])
    assert purged(store) == {}
