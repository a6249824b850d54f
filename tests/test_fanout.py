"""A document reaches everybody whom it concerns, in steps where these are many, and keeps nothing else waiting."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, timedelta
from itertools import count

import pytest
from delivering import DAY, DUE, MINUTE, Room
from fakes import NOW
from sqlalchemy import event, select

from bot.delivery import leases, searching, tick
from bot.delivery.fanout import Mark, fan_out, is_done
from bot.delivery.schedule import Quiet
from bot.delivery.tables import matches
from briefs.following import interest, matching, news
from briefs.library import Library

WORDS = ("australia", "everything", '"bridge"', 'australia -"toll"', "party:AU kind:commitment")


@pytest.fixture
def room(store, lexicon):
    room = Room(Library(store, lexicon))
    room.tick(NOW - DAY)
    return room


def steps(room, most, most_steps=50):
    """The search in steps of so many subscriptions, until it is done."""
    done = []
    while not is_done(leases.look(room.store, NOW)) and len(done) < most_steps:
        done.append(fan_out(room.library, NOW, most=most))
    return done


def found(room):
    with room.store.reading() as connection:
        query = select(matches.c.subscription, matches.c.document).order_by(*matches.c)
        return [tuple(row) for row in connection.execute(query)]


@contextmanager
def statements(store):
    seen = []

    def note(_connection, _cursor, statement, *_rest):
        seen.append(statement)

    event.listen(store._engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(store._engine, "before_cursor_execute", note)


@pytest.mark.parametrize("most", [1, 2, 3, 4, 7, 100])
def test_in_steps_of_any_size_each_watch_is_found_once_for_each_document(room, most):
    interests = ("australia", "japan", "everything", '"bridge"', "australia japan")
    watches = {word: room.watch(chat=at, interest=word).number for at, word in enumerate(interests, 1)}
    bridge = room.arrives("Australia will build a bridge.")
    nurses = room.arrives("Japan will send nurses.", actor="JP")
    done = steps(room, most)
    assert len(done) == (1 if most == 100 else len(done))
    assert sum(step.documents for step in done) == 2
    assert sum(step.matched for step in done) == len(found(room))
    concerned = {bridge: interests[:1] + interests[2:], nurses: ("japan", "everything", "australia japan")}
    assert found(room) == sorted(
        (watches[word], paper) for paper, words in concerned.items() for word in words
    )


def test_a_step_that_another_process_took_over_is_not_taken_twice(room):
    for chat in range(1, 6):
        room.watch(chat=chat)
    room.arrives()
    fan_out(room.library, NOW, most=2)
    room.another("two").tick(NOW)
    assert len(found(room)) == 5
    assert fan_out(room.library, NOW, most=2).documents == 0


def test_when_a_document_goes_in_the_middle_of_its_search_the_next_one_reaches_all(room):
    watches = [room.watch(chat=chat).number for chat in range(1, 6)]
    first = room.arrives()
    fan_out(room.library, NOW, most=3)
    room.store.remove(first)
    second = room.arrives("Australia will dig a well.")
    steps(room, 3)
    assert found(room) == [(number, second) for number in watches]


def test_of_a_document_with_more_lines_than_are_read_none_is_missed(room, monkeypatch):
    monkeypatch.setattr(news, "MOST", 3)
    room.watch(interest='"tenth bridge"')
    room.watch(chat=8, interest="japan")
    words = ("first", "second", "third", "fourth", "tenth")
    room.arrives(*(f"Australia will build the {word} bridge." for word in words))
    assert sum(step.matched for step in steps(room, 100)) == 1


def test_who_sleeps_is_told_when_the_night_is_over_and_who_wakes_in_a_minute(room):
    evening = NOW.replace(hour=16)  # 23:00 in Phnom Penh
    awake = room.watch(chat=1)
    asleep = room.watch(chat=2, quiet=Quiet(22 * 60, 7 * 60))
    late_riser = room.watch(chat=3, quiet=Quiet(21 * 60, 9 * 60))
    room.arrives(at=evening)
    room.tick(evening)
    morning = evening.replace(day=3, hour=0)
    dues = [room.again(each).alert_due for each in (awake, asleep, late_riser)]
    assert dues == [evening + MINUTE, morning, morning + timedelta(hours=2)]


def test_many_who_were_told_a_date_that_moves_are_found_in_steps(room):
    for chat in range(1, 6):
        room.watch(chat=chat, leads=(7,))
    room.summit(date(2026, 11, 12))
    for day in range(3):
        room.tick(DUE + day * DAY)
    room.tick(DUE + 2 * DAY + MINUTE)
    room.summit(date(2026, 12, 20), at=DUE + 2 * DAY + MINUTE)
    assert sum(step.moved for step in steps(room, 2)) == 5


def test_a_mark_says_how_far_the_search_got_and_reads_its_own_value():
    assert Mark.of(Mark(12, 13, 4500).value) == Mark(12, 13, 4500)
    assert (Mark(12).value, Mark.of("12")) == ("12", Mark(12))


def test_a_tick_without_time_makes_a_little_of_everything(room, monkeypatch):
    for chat in range(1, 9):
        room.watch(chat=chat)
    room.arrives()
    room.tick(DUE - 2 * MINUTE)
    room.digest(chat=20)
    room.watch(chat=21, leads=(7,), interest="australia")
    room.summit(DUE.date() + 7 * DAY, at=DUE - MINUTE)
    clock = count(0, 25)
    ticker = room.another("slow", batch=2)
    monkeypatch.setattr(tick, "monotonic", lambda: next(clock))
    ticked = ticker.tick(DUE)
    assert (ticked.fanned.documents, ticked.digests, ticked.alerts, ticked.reminders) == (1, 1, 2, 1)


def test_a_step_whose_time_is_over_ends_after_a_piece_and_the_next_goes_on_there(room, monkeypatch):
    monkeypatch.setattr(searching, "PIECE", 2)
    watches = [room.watch(chat=chat, interest=words).number for chat, words in enumerate(WORDS, 1)]
    papers = [room.arrives("Australia will build a bridge."), room.arrives("Australia will mend a bridge.")]
    done = []
    while not is_done(leases.look(room.store, NOW)):
        done.append(fan_out(room.library, NOW, seconds=0))
    assert len(done) > len(papers)
    assert found(room) == sorted((number, paper) for number in watches for paper in papers)
    assert sum(step.matched for step in done) == len(watches) * len(papers)


def test_the_words_of_a_thousand_watches_are_understood_once(room, monkeypatch):
    understood = []
    read = interest.understood
    monkeypatch.setattr(interest, "understood", lambda *given: understood.append(given[0]) or read(*given))
    for chat in range(1, 8):
        room.watch(chat=chat, interest='australia "long bridge"')
    before = len(understood)
    for river in ("Mekong", "Bassac", "Tonle"):
        room.arrives(f"Australia will build a long bridge over the {river}.")
        assert sum(step.matched for step in steps(room, 100)) == 7
    assert len(understood) - before <= 1


@pytest.mark.parametrize("words", WORDS)
def test_many_lines_are_matched_as_each_by_itself_is(room, words):
    room.arrives(
        "Australia will build a bridge.", "Japan opposes the new toll.", "Australia opened a school."
    )
    with room.store.snapshot() as snapshot:
        window = news.Window(0, 1, NOW, NOW)
        lines = news.news(snapshot, room.library.lexicon, interest.Interest(), window).lines
    wanted, lexicon = interest.stored(words, room.library.lexicon), room.library.lexicon
    for some in (lines, lines[:1], lines[1:], ()):
        expected = any(matching.matches(line, wanted, lexicon) for line in some)
        assert matching.Matcher(some, lexicon).any(wanted) is expected


def test_a_tick_with_nothing_due_asks_once(room):
    room.digest()
    room.watch()
    room.arrives()
    room.tick(NOW)
    with statements(room.store) as seen:
        room.tick(NOW + MINUTE / 60)
    assert [each for each in seen if not each.startswith("BEGIN")] == [
        each for each in seen if "digest_due" in each
    ]
    assert len([each for each in seen if not each.startswith("BEGIN")]) == 1


def test_digests_of_different_interests_read_the_new_lines_once(room):
    parties = ("australia", "japan", "china", "india", "canada", "korea", "eu", "united states")
    for chat, party in enumerate(parties, 1):
        room.digest(chat=chat, interest=party)
    room.arrives("Australia will build a bridge.")
    room.tick(DUE - MINUTE)
    with statements(room.store) as seen:
        assert room.tick(DUE).digests == len(parties)
    windows = [each for each in seen if "documents.predecessor" in each and "documents.number >" in each]
    assert len(windows) == 1
