"""A process that dies between any two statements loses nothing and doubles nothing; two that work together do neither."""

from __future__ import annotations

import shutil
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from delivering import DAY, DUE, MINUTE, ZONE, Room
from sqlalchemy import event, select, text

from bot.delivery import leases
from bot.delivery.schedule import Cadence
from bot.delivery.tables import letters, matches, outbox
from briefs.library import Library


class Killed(BaseException):
    """SIGKILL: nothing in the program catches it, and the database rolls back what was not committed."""


@contextmanager
def killed_at(store, place):
    """The process dies just before it writes, or commits, for this time; gives how many times there were."""
    engine = store._engine
    done = [0]

    def step(*given):
        statement = given[2].lstrip() if len(given) > 1 else "COMMIT"
        if statement.startswith(("SELECT", "BEGIN")):
            return
        done[0] += 1
        if done[0] == place:
            raise Killed

    event.listen(engine, "before_cursor_execute", step)
    event.listen(engine, "commit", step)
    try:
        yield done
    finally:
        event.remove(engine, "before_cursor_execute", step)
        event.remove(engine, "commit", step)


AT = DUE + 2 * DAY


def prepare(room):
    """At AT everything is due at once: digests, alerts, a reminder, and word of a date that has moved."""
    room.digest(chat=1)
    room.digest(chat=2, says_nothing_new=True, interest="japan")
    room.watch(chat=3)
    room.watch(chat=4, interest="everything", leads=(7,))
    room.digest(chat=5, cadence=Cadence("weekly", ((AT - DAY).weekday(),), 480, ZONE))
    room.summit(date(2026, 11, 25), at=AT - DAY)
    for minutes in (0, 1, 2):
        room.tick(AT - DAY + minutes * MINUTE)
    with room.store.writing() as connection:
        connection.execute(text("UPDATE outbox SET state = 'sent'"))
    room.summit(date(2026, 12, 24), at=AT - MINUTE)
    room.tick(AT - MINUTE)
    room.summit(date(2026, 11, 12), at=AT - MINUTE / 2, slug="tower-summit")


def outcome(room):
    """What must be the same with and without a crash: what each chat gets, and up to where each is told."""
    messages = Counter(
        (message.chat, message.purpose) for message in room.outbox() if message.state == "waiting"
    )
    with room.store.reading() as connection:
        query = "SELECT number, seen, digest_due, reminder_due, alert_due IS NULL FROM subscriptions ORDER BY number"
        rows = [tuple(row) for row in connection.execute(text(query))]
        waiting = len(connection.execute(select(matches)).all())
        unused = select(letters.c.number).where(letters.c.number.not_in(select(outbox.c.letter)))
        orphans = len(connection.execute(unused).all())
    made = [(run.subscription, run.form, run.key) for form in FORMS for run in room.runs(form)]
    return messages, rows, waiting, orphans, len(made) == len(set(made))


FORMS = ("digest", "alert", "reminder", "change")


def rest(room):
    """What a process that starts after the crash makes of it: the lease of the dead one has run out by then."""
    survivor = room.another("survivor")
    for minutes in (1, 2):
        survivor.tick(AT + minutes * MINUTE)


def test_a_crash_before_any_write_loses_nothing_and_doubles_nothing(sqlite_store, lexicon, tmp_path):
    room = Room(Library(sqlite_store, lexicon))
    prepare(room)
    path, base = tmp_path / "store.sqlite3", tmp_path / "before"
    sqlite_store.close()
    shutil.copyfile(path, base)

    def begin_anew():
        room.store.close()
        for left in tmp_path.glob("store.sqlite3-*"):
            left.unlink()
        shutil.copyfile(base, path)
        room.ticker = room.another("one")

    with killed_at(room.store, 0) as writes:
        room.tick(AT)
    rest(room)
    expected = outcome(room)
    assert {purpose for _, purpose in expected[0]} == {"digest", "alert", "reminder", "change"}
    assert expected[2:] == (0, 0, True)
    assert writes[0] > 30
    for place in range(1, writes[0] + 1):
        begin_anew()
        with killed_at(room.store, place), pytest.raises(Killed):
            room.tick(AT)
        rest(room)
        assert outcome(room) == expected, f"killed before write {place}"


@pytest.mark.parametrize("place", [5, 9, 13, 17, 24, 31])
def test_a_crash_loses_nothing_on_either_database(store, lexicon, place):
    room = Room(Library(store, lexicon))
    prepare(room)
    with killed_at(store, place), pytest.raises(Killed):
        room.tick(AT)
    rest(room)
    messages, _, waiting, orphans, unique = outcome(room)
    everything = {(1, "digest"), (2, "digest"), (3, "alert"), (4, "alert"), (4, "reminder"), (5, "change")}
    assert everything <= set(messages)
    assert (waiting, orphans, unique) == (0, 0, True)


def test_two_processes_share_the_work_and_nobody_is_told_twice(store, lexicon):
    room = Room(Library(store, lexicon))
    for chat in range(1, 121):
        room.digest(chat=chat, leads=(7,))
    for chat in range(1, 41):
        room.watch(chat=1000 + chat)
    room.arrives("Australia will build a bridge.")
    room.summit(date(2026, 11, 12))
    together = threading.Barrier(2)

    def work(name):
        ticker = room.another(name, batch=7)
        together.wait()
        return [ticker.tick(DUE + n * MINUTE) for n in (0, 1, 2)]

    with ThreadPoolExecutor(2) as pool:
        done = [ticked for ticks in pool.map(work, ("one", "two")) for ticked in ticks]
    told = Counter((message.chat, message.purpose) for message in room.outbox())
    assert set(told.values()) == {1}
    assert sum(count for (_, purpose), count in told.items() if purpose == "digest") == 120
    assert sum(count for (_, purpose), count in told.items() if purpose == "alert") == 40
    assert sum(ticked.digests for ticked in done) >= 120
    assert len(room.runs("digest")) == 120
    assert sum(ticked.fanned.documents for ticked in done) == 2


def test_what_a_process_leased_others_leave_alone_until_the_lease_runs_out(store, lexicon):
    room = Room(Library(store, lexicon))
    for chat in range(1, 6):
        room.digest(chat=chat)
    first = leases.claim(store, "digest_due", "one", DUE, 3)
    second = leases.claim(store, "digest_due", "two", DUE, 9)
    assert len(first) == 3
    assert {each.chat for each in (*first, *second)} == {1, 2, 3, 4, 5}
    assert leases.claim(store, "digest_due", "three", DUE + leases.LEASE / 2, 9) == ()
    assert len(leases.claim(store, "digest_due", "three", DUE + leases.LEASE, 9)) == 5
    with store.writing() as connection:
        assert leases.held(connection, "digest_due", "one", first) == frozenset()


def test_work_whose_lease_ran_out_is_thrown_away(store, lexicon, monkeypatch):
    from bot.delivery import digests

    room = Room(Library(store, lexicon))
    room.digest()
    room.arrives()
    make, other = digests.made, room.another("two")
    stalled = []

    def stalls(*given):
        if not stalled:
            stalled.append(1)
            other.tick(DUE + 2 * leases.LEASE)
        return make(*given)

    monkeypatch.setattr(digests, "made", stalls)
    room.tick(DUE)
    assert [message.purpose for message in room.outbox()] == ["digest"]


def test_what_is_paused_while_it_is_made_is_not_sent(store, lexicon, monkeypatch):
    from bot.delivery import digests, subscriptions

    room = Room(Library(store, lexicon))
    to = room.digest()
    room.arrives()
    make = digests.made

    def paused(*given):
        subscriptions.pause(store, to.number, DUE)
        return make(*given)

    monkeypatch.setattr(digests, "made", paused)
    room.tick(DUE)
    assert room.outbox() == []
    resumed = subscriptions.resume(store, to.number, DUE + timedelta(hours=1))
    assert (resumed.seen, resumed.state) == (0, "active")


def test_a_tick_reads_no_subscription_that_is_not_due(store, lexicon):
    """The plan of every statement of an idle tick that names subscriptions goes by an index."""
    room = Room(Library(store, lexicon))
    room.tick(DUE - DAY)
    room.digest(now=DUE - DAY / 2)
    room.arrives()
    seen = []

    def note(_connection, _cursor, statement, parameters, *_rest):
        seen.append((statement, parameters))

    event.listen(store._engine, "before_cursor_execute", note)
    try:
        room.tick(DUE)
    finally:
        event.remove(store._engine, "before_cursor_execute", note)
    if store.dialect != "sqlite":  # PostgreSQL reads a table of one row whole, and rightly
        return
    plans = []
    with store.reading() as connection:
        for statement, parameters in seen:
            if statement.lstrip().startswith(("SELECT", "UPDATE")):
                rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
                plans += [row.detail for row in rows]
    assert any("ix_subscriptions_digest_due" in plan for plan in plans)
    whole = [plan for plan in plans if plan.startswith(("SCAN subscriptions", "SCAN outbox", "SCAN runs"))]
    once_a_minute = ("ix_outbox_open", "ix_outbox_waiting")  # what is not sent yet
    assert [plan for plan in whole if not any(name in plan for name in once_a_minute)] == []
