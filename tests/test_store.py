"""The store: whole or not at all, and once; numbers for ever; revisions apart; versions respected."""

from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readings import NOON, document, event, meeting, outcome, reading
from sqlalchemy import func, insert, inspect, select, text, update
from sqlalchemy.exc import IntegrityError

from briefs import queries
from briefs.errors import StoreTooNew, StoreUnavailable
from briefs.model import Amount, Chair, Commentary, Kind, Level, Outcome, Period, Precision, Strength, Unread
from briefs.queries import Wanted
from briefs.store import Added, Store
from briefs.store.tables import VERSIONS, documents, metadata, outcomes, paragraphs

if TYPE_CHECKING:
    from pathlib import Path


def test_the_same_document_twice_is_one_document(store: Store) -> None:
    paper = document("Both sides agreed to meet again.")
    first = store.add(paper, reading(paper, outcomes=(outcome("o1"),)), NOON)
    again = store.add(replace(paper, name="copy.txt"), reading(paper, outcomes=(outcome("o1"),)), NOON)
    assert first == Added(1, "new", 1)
    assert again == Added(1, "same", 1)
    assert store.counts().documents == 1
    assert store.counts().outcomes == 1


def test_everything_read_comes_back_as_it_was(store: Store) -> None:
    talks = meeting(
        "m1", "KH", "AU", chairs=(Chair("Ms Sok", "Secretary of State", "KH"),), level=Level.MINISTERS
    )
    session = meeting("m2", "KH", start=date(2021, 1, 27), precision=Precision.DAY, part_of="m1")
    said = outcome(
        "o1",
        Kind.PLEDGE,
        strength=Strength.FIRM,
        actors=("AU", "NZ"),
        towards=("KH",),
        meeting="m2",
        topics=("education", "health"),
        instrument="Plan of Action 2021-2025",
        period=Period(date(2021, 1, 1), None, Precision.YEAR, "from 2021"),
        amount=Amount(2.5e6, "AUD", None, assumed=True, qualifier="up to"),
        event="asem13",
    )
    paper = document("They met.\nThey gave.", url="https://example.org/a")
    whole = reading(
        paper, meetings=(talks, session), outcomes=(said,), inferred=True, reason="by the calendar"
    )
    number = store.add(paper, whole, NOON).number
    line = queries.lines(store, Wanted(source=number))[0]
    assert line.outcome == said
    assert line.meeting == session
    assert line.said.start == date(2021, 1, 27)
    assert not line.said.inferred
    assert line.source.published.inferred
    assert line.source.published_reason == "by the calendar"
    assert line.source.added_at == NOON
    assert queries.meetings(store, number=1)[0].meeting == talks


CODES = st.lists(st.from_regex(r"[A-Z]{2,5}", fullmatch=True), max_size=4, unique=True).map(tuple)
WORDS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), min_size=1, max_size=60)
DAYS = st.dates(date(1800, 1, 1), date(2200, 1, 1)) | st.none()
OUTCOMES = st.builds(
    Outcome,
    id=st.just("o1"),
    kind=st.sampled_from(Kind),
    strength=st.sampled_from(Strength) | st.none(),
    actors=CODES,
    towards=CODES,
    headline=WORDS,
    quote=WORDS,
    paragraph=st.integers(1, 999),
    meeting=st.none(),
    topics=CODES,
    instrument=WORDS | st.none(),
    period=st.builds(Period, DAYS, DAYS, st.sampled_from(Precision), WORDS) | st.none(),
    amount=st.builds(Amount, st.floats(0, 1e15), st.just("USD") | st.none(), WORDS | st.none()) | st.none(),
    event=WORDS | st.none(),
)


@settings(max_examples=40)
@given(said=OUTCOMES, published=DAYS)
def test_any_outcome_comes_back_as_it_was(sqlite_store: Store, said: Outcome, published: date | None) -> None:
    paper = document(f"{said}{published}")
    number = sqlite_store.add(paper, reading(paper, published, outcomes=(said,)), NOON).number
    assert [line.outcome for line in queries.lines_of_source(sqlite_store, number)] == [said]


def test_a_line_without_a_meeting_was_said_on_the_day_of_its_document(store: Store) -> None:
    paper = document()
    store.add(paper, reading(paper, date(2021, 1, 28), outcomes=(outcome("o1"),), inferred=True), NOON)
    line = queries.line(store, 1)
    assert line is not None
    assert (line.said.start, line.said.inferred) == (date(2021, 1, 28), True)


def test_a_document_whose_keeping_fails_half_way_leaves_nothing(store: Store) -> None:
    paper = document("A pledge was made.")
    broken = outcome("o1", quote=None)
    with pytest.raises(IntegrityError):
        store.add(paper, reading(paper, outcomes=(outcome("o0"), broken)), NOON)
    assert store.counts().documents == 0
    with store.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(paragraphs)) == 0
    assert store.add(paper, reading(paper, outcomes=(outcome("o0"),)), NOON).change == "new"


def test_a_changed_page_at_the_same_address_is_a_revision(store: Store) -> None:
    one = document("The Plan will be signed in May.", url="https://www.example.org/plan/")
    two = document("Something else altogether stands here now.", url="http://example.org/plan#top")
    first = store.add(one, reading(one, outcomes=(outcome("o1"),)), NOON)
    second = store.add(two, reading(two, outcomes=(outcome("o1"), outcome("o2"))), NOON)
    assert (second.change, second.number) == ("revised", 2)
    assert [line.source.number for line in queries.lines(store, Wanted())] == [2, 2]
    assert queries.line(store, 1).source.number == first.number  # type: ignore[union-attr]
    assert queries.superseded_by(store, 1) == 2
    assert queries.source(store, 2).revision == 2  # type: ignore[union-attr]
    assert store.counts().old_revisions == 1


def test_an_edited_text_with_the_same_title_is_a_revision_and_another_text_is_not(store: Store) -> None:
    text = "Press Release\nThe two ministers agreed to open a new border gate before the end of the year."
    one, two = document(text), document(text.replace("end of the year", "rainy season"))
    other = document(
        "Press Release\nFlood relief arrived from three partners on Sunday morning by air and sea."
    )
    assert store.add(one, reading(one), NOON).change == "new"
    assert store.add(two, reading(two), NOON).change == "revised"
    assert store.add(other, reading(other), NOON).change == "new"


def test_two_addresses_are_two_documents(store: Store) -> None:
    one = document("Joint Statement\nThe sides agree to meet once a year.", url="https://a.example/1")
    two = document(
        "Joint Statement\nThe sides agree to meet once a year, or more.", url="https://b.example/1"
    )
    store.add(one, reading(one), NOON)
    assert store.add(two, reading(two), NOON).change == "new"


def test_an_old_text_that_comes_again_changes_nothing(store: Store) -> None:
    one = document("The Plan will be signed in May.", url="https://example.org/plan")
    two = document("The Plan will be signed in June.", url="https://example.org/plan")
    store.add(one, reading(one), NOON)
    store.add(two, reading(two), NOON)
    assert store.add(one, reading(one), NOON) == Added(2, "same", 0)


def test_the_same_text_with_a_date_given_by_hand_is_a_correction(store: Store) -> None:
    paper = document("Australia pledged seeds.")
    store.add(paper, reading(paper, None, outcomes=(outcome("o1"),)), NOON)
    dated = replace(paper, published_on=date(2019, 5, 1))
    assert store.add(dated, reading(dated, outcomes=(outcome("o1"),)), NOON).change == "revised"
    assert store.add(dated, reading(dated, outcomes=(outcome("o1"),)), NOON).change == "same"
    assert store.add(paper, reading(paper, None, outcomes=(outcome("o1"),)), NOON).change == "same"
    lines = queries.lines(store, Wanted(as_of=date(2020, 1, 1)))
    assert [line.said.start for line in lines] == [date(2019, 5, 1)]


def test_an_address_given_later_is_taken_over(store: Store) -> None:
    paper = document("Australia pledged seeds.")
    store.add(paper, reading(paper), NOON)
    store.add(replace(paper, url="https://example.org/seeds"), reading(paper), NOON)
    assert queries.source(store, 1).url == "https://example.org/seeds"  # type: ignore[union-attr]


def test_numbers_are_never_used_again(store: Store) -> None:
    one, two = document("First."), document("Second.")
    store.add(one, reading(one, outcomes=(outcome("o1"),)), NOON)
    assert store.remove(1) == 1
    assert store.add(two, reading(two, outcomes=(outcome("o1"),)), NOON).number == 2
    assert [line.number for line in queries.lines(store, Wanted())] == [2]
    assert queries.line(store, 1) is None


def test_removing_a_document_removes_all_its_revisions(store: Store) -> None:
    one = document("The Plan will be signed in May.", url="https://example.org/plan")
    two = document("The Plan will be signed in June.", url="https://example.org/plan")
    store.add(one, reading(one, events=(event("asem13"),)), NOON)
    store.add(two, reading(two), NOON)
    assert store.remove(2) == 2
    assert store.remove(2) == 0
    with store.reading() as connection:
        for name in set(metadata.tables) - {"readers", "kept_questions", "marks"}:
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar() == 0, name


def test_samples_go_with_one_call_and_own_documents_stay(store: Store) -> None:
    own, sample = document("Our own."), document("A sample.", sample=True)
    assert store.wants_samples
    store.add(sample, reading(sample, outcomes=(outcome("o1"),)), NOON)
    assert store.wants_samples
    store.add(own, reading(own), NOON)
    assert store.has_samples
    assert not store.wants_samples
    assert store.remove_samples() == 1
    assert store.remove_samples() == 0
    assert not store.has_samples
    assert store.counts().documents == 1
    assert store.counts().outcomes == 0


def test_samples_once_removed_are_not_wanted_again(store: Store) -> None:
    store.remove_samples()
    assert not store.wants_samples


def test_samples_once_read_are_not_wanted_again(store: Store) -> None:
    store.settle_samples()
    assert not store.wants_samples


def test_ones_own_copy_of_a_sample_outlives_the_samples(store: Store) -> None:
    sample = document("The sides met.", sample=True)
    store.add(sample, reading(sample), NOON)
    own = replace(sample, sample=False)
    assert store.add(own, reading(own), NOON).change == "same"
    assert store.remove_samples() == 0
    assert store.counts().documents == 1


def test_a_sample_never_takes_the_place_of_ones_own_document(store: Store) -> None:
    text = "Press Release\nThe two ministers agreed to open a new border gate before the end of the year."
    own = document(text)
    sample = document(text.replace("year", "month"), sample=True, title="Press Release")
    store.add(own, reading(own), NOON)
    assert store.add(sample, reading(sample), NOON).change == "new"
    corrected = replace(own, sample=True, title="Another title")
    assert store.add(corrected, reading(corrected), NOON).change == "same"


def test_two_threads_that_add_the_same_document_at_once_add_it_once(store: Store) -> None:
    paper = document("Both sides agreed to meet again.")
    together = threading.Barrier(4)

    def add(_: int) -> str:
        together.wait()
        return store.add(paper, reading(paper, outcomes=(outcome("o1"),)), NOON).change

    with ThreadPoolExecutor(4) as pool:
        changes = list(pool.map(add, range(4)))
    assert sorted(changes) == ["new", "same", "same", "same"]
    assert store.counts().outcomes == 1


def test_threads_that_share_a_store_in_memory_take_turns() -> None:
    store = Store.open("sqlite://")

    def asked_and_kept(turn: int) -> str | None:
        for step in range(20):
            token = store.keep_question(f"words {turn} {step}", NOON)
            with store.snapshot() as snapshot:
                snapshot.version()
        return store.kept_question(token)

    with ThreadPoolExecutor(8) as threads:
        kept = list(threads.map(asked_and_kept, range(8)))
    store.close()
    assert kept == [f"words {turn} 19" for turn in range(8)]


def test_several_first_starts_at_once_make_one_store(empty_database: str) -> None:
    def open_and_close(_: int) -> None:
        Store.open(empty_database).close()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(open_and_close, range(3)))
    opened = Store.open(empty_database)
    assert opened.counts().documents == 0
    opened.close()


def test_any_text_can_be_kept(store: Store) -> None:
    paper = document("NUL \x00 and half a pair \ud83d here, 🇰🇭 there.")
    read = reading(paper, outcomes=(outcome("o1", quote="half \ud83d", actors=("KH\x00",)),))
    store.add(paper, read, NOON)
    assert "🇰🇭" in queries.paragraphs_of_source(store, 1)[0]


def test_a_very_long_paragraph_can_be_kept_and_found(store: Store) -> None:
    paper = document("scholarships " + " ".join(f"word{number}" for number in range(60_000)))
    store.add(paper, reading(paper, title="x" * 10_000), NOON)
    assert len(queries.search(store, "scholarship")) == 1


def test_commentary_and_what_was_not_read_are_kept_and_counted(store: Store) -> None:
    paper = document()
    asides = {"commentary": (Commentary("said he", 1, None),), "unread": (Unread("this", 1, "no actor"),)}
    number = store.add(paper, reading(paper, **asides), NOON).number
    assert store.counts().unread == 1
    found = queries.asides(store, number)
    assert (found.commentary, found.unread) == (asides["commentary"], asides["unread"])


def test_a_long_question_is_kept_under_a_short_token(store: Store) -> None:
    words = "commitments " + "australia " * 30
    token = store.keep_question(words, NOON)
    assert len(token.encode()) <= 16
    assert store.keep_question(words, NOON) == token
    assert store.kept_question(token) == words
    assert store.kept_question("nothing here") is None


def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    paper = document()
    with pytest.raises(Exception, match="time zone"):
        store.add(paper, reading(paper), datetime(2026, 1, 1))  # noqa: DTZ001 (the point of the test)
    assert store.counts().documents == 0


def test_moments_come_back_in_utc(store: Store) -> None:
    paper = document()
    store.add(paper, reading(paper), datetime.fromisoformat("2026-03-02T19:00:00+07:00"))
    assert queries.source(store, 1).added_at == datetime(2026, 3, 2, 12, tzinfo=UTC)  # type: ignore[union-attr]


def test_a_store_of_a_newer_version_is_left_alone(empty_database: str) -> None:
    store = Store.open(empty_database)
    paper = document()
    store.add(paper, reading(paper), NOON)
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    with pytest.raises(StoreTooNew, match=r"version 9999.*Update the program"):
        Store.open(empty_database)


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE songs (title TEXT)")
    before = path.read_bytes()
    with pytest.raises(StoreUnavailable, match="songs"):
        Store.open(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_told_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.sqlite3"
    path.write_text("Dear Minister, " * 200, encoding="utf-8")
    with pytest.raises(StoreUnavailable, match=r"letter\.sqlite3 is not a store"):
        Store.open(f"sqlite:///{path}")
    assert path.read_text(encoding="utf-8").startswith("Dear Minister")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("nonsense", "cannot be read"),
        ("oracle://host/name", "oracle"),
        ("postgresql://nobody:hidden@127.0.0.1:9/none", "cannot be reached"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_without_its_password(address: str, words: str) -> None:
    with pytest.raises(StoreUnavailable, match=words) as told:
        Store.open(address)
    assert "hidden" not in str(told.value)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreUnavailable, match="folder"):
        Store.open(f"sqlite:///{tmp_path / 'file' / 'store.sqlite3'}")


def test_the_known_head_is_that_of_the_migrations() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", "briefs/migrations")
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [VERSIONS[-1]]
    assert {script.revision for script in scripts.walk_revisions()} == set(VERSIONS)


def test_migrations_make_what_the_tables_say(empty_database: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    import bot.delivery.tables
    import bot.editing.tables
    import bot.tables  # noqa: F401
    import briefs.corrections.tables
    import briefs.following.tables
    import briefs.watching.tables  # noqa: F401 - all of them stand on the same metadata

    store = Store.open(empty_database)
    with store.reading() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": _is_ours, "compare_type": True}
        )
        differences = [step for step in compare_metadata(context, metadata) if "vector" not in str(step)]
    store.close()
    assert differences == []


def _is_ours(name: str | None, kind: str, parents: object) -> bool:
    """The full-text index is made by the migration alone: SQLAlchemy has no words for it."""
    del parents
    return not (kind == "table" and (name or "").startswith(("paragraph_words", "alembic_version")))


def test_a_second_opening_does_not_import_alembic(sqlite_store: Store) -> None:
    import subprocess
    import sys

    code = f"import sys; from briefs.store import Store; Store.open({sqlite_store.address!r}).counts(); "
    code += "sys.exit('alembic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_fresh_store_has_the_settings_that_let_readers_read_while_one_writes(sqlite_store: Store) -> None:
    with sqlite_store.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_a_store_that_goes_away_is_told(sqlite_store: Store) -> None:
    with sqlite_store.writing() as connection:
        connection.exec_driver_sql("DROP TABLE marks")
    with pytest.raises(StoreUnavailable, match="cannot be used just now"):
        assert sqlite_store.wants_samples


def test_two_current_documents_cannot_have_the_same_text(store: Store) -> None:
    one, two = document("First."), document("Second.")
    store.add(one, reading(one), NOON)
    store.add(two, reading(two), NOON)
    with pytest.raises(IntegrityError), store.writing() as connection:
        connection.execute(update(documents).where(documents.c.number == 2).values(sha256=one.sha256))


def test_the_readers_of_the_bot_have_their_table(store: Store) -> None:
    with store.reading() as connection:
        columns = {column["name"] for column in inspect(connection).get_columns("readers")}
    assert columns == {"id", "zone", "language", "hidden_kinds", "since", "last_seen"}


def test_an_outcome_of_no_document_cannot_be_kept(store: Store) -> None:
    paper = document()
    store.add(paper, reading(paper, outcomes=(outcome("o1"),)), NOON)
    with pytest.raises(IntegrityError), store.writing() as connection:
        row = connection.execute(select(outcomes)).mappings().one()
        connection.execute(insert(outcomes).values({**row, "number": 77, "document": 99}))
