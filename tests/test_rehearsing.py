"""Previews and simulations: what would have been sent, printed, and never sent."""

from __future__ import annotations

import asyncio
import io
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from fakes import NOW
from previews import FOLDER, PREVIEWS, READ_ON, read_samples
from readings import document, reading
from test_bot_start import bot

from bot.delivery import subscriptions
from bot.delivery.rows import DIGEST
from bot.delivery.schedule import Cadence
from bot.delivery.subscriptions import Draft
from bot.rehearsing import cast, preview, printed, replay
from bot.rehearsing.door import World, run
from bot.rehearsing.preview import Wanted
from bot.rehearsing.replay import Period
from bot.rehearsing.simulated import SimulatedLoop
from briefs.errors import BadDate, BadQuestion, NoSuchThing
from briefs.library import Library
from briefs.store import Store

ZONE = "Asia/Phnom_Penh"
AUTUMN = Period(date(2020, 9, 1), date(2020, 11, 30), ZONE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory, lexicon):
    """A data folder with the samples."""
    folder = tmp_path_factory.mktemp("samples")
    store = Store.open(f"sqlite:///{folder / 'store.sqlite3'}")
    store.add_all(read_samples(lexicon), READ_ON)
    store.settle_samples()
    store.close()
    return folder


@pytest.fixture
def sampled(folder, lexicon):
    store = Store.open(f"sqlite:///{folder / 'store.sqlite3'}")
    yield Library(store, lexicon)
    store.close()


@pytest.fixture
def library(sqlite_store, lexicon):
    return Library(sqlite_store, lexicon)


def said(folder, *words):
    out, err = io.StringIO(), io.StringIO()
    status = run(words, World({"AIDE_DATA": str(folder)}, lambda: NOW, out, err))
    return status, out.getvalue(), err.getvalue()


def held(library, interest="australia", chat=7, **given):
    given = {"cadence": Cadence("weekly", (0,), 450, ZONE), "leads": (), **given}
    draft = Draft(chat, DIGEST, interest, ZONE, made_by=chat, **given)
    return subscriptions.create(library.store, draft, library.lexicon, NOW)


# Previews


@pytest.mark.parametrize("wanted", PREVIEWS, ids=lambda wanted: wanted.name)
def test_the_command_prints_the_digests_of_the_past(folder, sampled, wanted):
    since = ["--since", wanted.since.isoformat()] if wanted.since else []
    words = ["preview", "--interest", wanted.words, "--as-of", wanted.day.isoformat(), *since]
    assert said(folder, *words) == (0, wanted.text(sampled), "")  # which are compared with the golden files


def test_a_preview_in_a_shell_announces_asem13_and_the_chair_of_2022(folder):
    done = bot(folder, "preview", "--interest", "everything", "--as-of", "1 October 2021")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (FOLDER / "2021-10-01-everything.txt").read_text(encoding="utf-8")
    assert "13th ASEM Summit" in done.stdout
    assert "chair: Cambodia" in done.stdout


def test_a_preview_of_a_subscription_is_as_it_is_set(library):
    paper = document("A note.", "note.txt", title="A note", published_on=date(2026, 10, 1))
    library.store.add(paper, reading(paper, date(2026, 10, 1)), NOW)
    silent, speaks = held(library), held(library, says_nothing_new=True, language="fr")
    day = date(2026, 10, 20)
    assert preview.text(library, Wanted(silent.number, None, day)) == preview.NO_MESSAGE
    words = preview.text(library, Wanted(speaks.number, None, day))
    assert words.startswith("Australia · digest of 20 octobre 2026")
    assert "Nothing new since" in words


def test_a_subscription_that_is_not_there_is_told(library):
    gone = held(library)
    subscriptions.remove(library.store, gone.number, NOW)
    for number in (gone.number, 99, -1, 2**40):
        with pytest.raises(NoSuchThing, match=f"no subscription {number} "):
            preview.text(library, Wanted(number, None, NOW.date()))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("preview",), "required"),
        (("preview", "--interest", "x", "--subscription", "1"), "not allowed"),
        (("preview", "--subscription", "one"), "invalid int"),
        (("simulate", "--from", "2021-01-01"), "required"),
        (("simulate", "--from", "2021-01-01", "--to", "2021-01-02", "--colour"), "nrecognized"),
    ],
)
def test_words_that_are_not_understood_are_one_sentence(folder, words, told):
    status, out, err = said(folder, *words)
    assert (status, out) == (2, "")
    assert told in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("words", ["atlantean affairs", "austrlia", ""])
def test_what_is_not_known_is_never_guessed(library, words):
    with pytest.raises(BadQuestion):
        cast.interest_in(library, words)


def test_a_slip_of_the_pen_is_told_with_what_may_have_been_meant(library):
    with pytest.raises(
        BadQuestion, match=r'^"austrlia" is not known here\. Was Australia or Austria meant\?$'
    ):
        cast.interest_in(library, "austrlia")


# Simulated time


def test_time_passes_at_once_and_stands_still_while_anything_works():
    begins = datetime(2020, 9, 1, tzinfo=UTC)
    seen = []

    async def live(loop):
        await asyncio.sleep(3600)
        seen.append(loop.now())
        assert await asyncio.to_thread(lambda: 7) == 7
        with pytest.raises(ZeroDivisionError):
            await asyncio.to_thread(lambda: 1 // 0)
        seen.append(loop.now())
        await loop.until(begins + timedelta(days=10_000))
        seen.append(loop.now())

    loop = SimulatedLoop(begins)
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        runner.run(live(loop))
    assert seen == [
        begins + timedelta(hours=1),
        begins + timedelta(hours=1),
        begins + timedelta(days=10_000),
    ]


def test_whoever_waits_for_what_never_comes_is_told():
    async def forever():
        await asyncio.get_running_loop().create_future()

    with (
        asyncio.Runner(loop_factory=lambda: SimulatedLoop(NOW)) as runner,
        pytest.raises(RuntimeError, match="never come"),
    ):
        runner.run(forever())


# Simulations


def test_a_replay_sends_what_is_due_at_its_reader_s_own_hour(sampled):
    readers = cast.readers(sampled, ["weekly monday 7:30 zone Tokyo canada"], ["new zealand"], ZONE)
    played = replay.play(sampled, readers, AUTUMN)
    assert (played.arrived, played.before, played.unsent) == (1, 0, 0)
    digest, *_ = [each for each in played.messages if each.purpose == "digest"]
    assert digest.at == datetime(2020, 9, 13, 22, 30, tzinfo=UTC)  # Monday, 07:30 in Tokyo
    assert "Canada" in digest.text
    alert, *_ = [each for each in played.messages if each.purpose == "alert"]
    assert alert.at == datetime(2020, 9, 11, 5, 1, tzinfo=UTC)  # a minute after the noon of its day
    assert "New Zealand" in alert.text
    assert [each.at for each in played.messages] == sorted(each.at for each in played.messages)


def test_two_replays_are_the_same_and_leave_the_library_as_it_was(sampled):
    def once():
        readers = cast.readers(sampled, ["everything", "daily 8:00 australia"], [], ZONE)
        return replay.play(sampled, readers, AUTUMN)

    before = sampled.store.counts()
    assert once() == once()
    assert sampled.store.counts() == before
    assert subscriptions.one(sampled.store, 1) is None


def test_a_replay_knows_of_the_calendar_only_what_was_known_and_cites_no_later_record(sampled):
    period = Period(date(2021, 6, 1), date(2021, 11, 24), ZONE)
    readers = cast.readers(sampled, ["daily 8:00 everything"], [], ZONE)
    sent = replay.play(sampled, readers, period).messages
    before = "\n".join(each.text for each in sent if each.at.date() < date(2021, 7, 12))
    after = "\n".join(each.text for each in sent if each.at.date() > date(2021, 7, 12))
    assert "25–26 November 2021" not in before
    assert "25–26 November 2021" in after
    assert "ASEAN Summit" not in before
    for text, last in ((before, 2021), (after, 2021)):
        for record in re.findall(r"record: ([^·\n]*)", text):
            assert all(int(year) <= last for year in re.findall(r"(?:19|20)\d\d", record)), record


def test_documents_from_before_the_period_are_known_and_no_news(sampled):
    readers = cast.readers(sampled, ["daily 8:00 everything"], ["everything"], ZONE)
    period = Period(date(2021, 1, 20), date(2021, 1, 31), ZONE)
    played = replay.play(sampled, readers, period)
    assert (played.before, played.arrived) == (1, 1)
    (alert,) = [each for each in played.messages if each.purpose == "alert"]
    assert alert.at.date() == date(2021, 1, 28)
    first = min((each for each in played.messages if each.purpose == "digest"), key=lambda each: each.at)
    assert "New ·" not in first.text


def test_all_active_subscriptions_take_part_with_their_chats_and_zones(library):
    paper = document("Australia will build a road.", "note.txt", title="Roads", published_on=date(2021, 3, 1))
    library.store.add(paper, reading(paper, date(2021, 3, 1)), NOW)
    held(library, says_nothing_new=True)
    paused = held(library, "japan")
    subscriptions.pause(library.store, paused.number, NOW)
    held(library, "japan", chat=-100, says_nothing_new=True, thread=5)
    readers = cast.readers(library, ["canada"], [], ZONE)
    assert [(each.number, each.draft.chat, each.draft.thread) for each in readers] == [
        (1, 7, None),
        (3, -100, 5),
        (None, 8, None),
    ]
    period = Period(date(2021, 3, 1), date(2021, 3, 10), ZONE)
    played = replay.play(library, readers, period)
    assert [(each.chat, each.of) for each in played.messages] == [(7, 0), (-100, 1)] * 2  # two Mondays
    text = "".join(printed.pages(library, period, played))
    assert "Reader 2 of 3\nSubscription 3: Every Monday at 07:30, Phnom Penh time: Japan" in text
    assert "── Monday 8 March 2021, 07:30 · digest ──" in text
    assert "Supposed: Every Monday at 08:00, Phnom Penh time: Canada\nNothing is sent." in text


def test_a_crowd_gets_its_digests_within_the_limits_of_telegram(library):
    for chat in range(1, 71):
        held(library, chat=chat, says_nothing_new=True)
    period = Period(date(2021, 3, 1), date(2021, 3, 1), ZONE)
    played = replay.play(library, cast.readers(library, [], [], ZONE), period)
    assert len({each.chat for each in played.messages}) == len(played.messages) == 70
    seconds = (played.messages[-1].at - played.messages[0].at).total_seconds()
    assert 2 <= seconds <= 4  # 70 messages at 30 a second


def test_where_nobody_follows_anything_somebody_is_supposed(library):
    (reader,) = cast.readers(library, [], [], ZONE)
    assert (reader.number, reader.wish.interest, reader.wish.cadence) == (None, "everything", "weekly")


def test_a_period_that_ends_before_it_begins_is_told():
    with pytest.raises(BadDate, match="turn the two round"):
        Period(date(2021, 2, 1), date(2021, 1, 1), ZONE)


def test_the_command_prints_each_reader_with_every_message_in_order(folder):
    words = [
        "simulate",
        "--from",
        "2020-09-01",
        "--to",
        "2020-09-30",
        "--interest",
        "weekly friday 9:00 canada",
    ]
    status, out, err = said(folder, *words)
    assert (status, err) == (0, "")
    assert out.startswith(
        "From 1 September 2020 to 30 September 2020: 1 document arrives (0 are there before), and 1 reader is sent "
    )
    assert "Supposed: Every Friday at 09:00, Phnom Penh time: Canada" in out
    assert "── Friday 18 September 2020, 09:00 · digest ──" in out
    _, brief, _ = said(folder, *words, "--brief")
    assert "Friday 18 September 2020, 09:00 · digest · Canada · digest of 18 September 2020\n" in brief
    assert len(brief.splitlines()) < 10
