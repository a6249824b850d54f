"""Reading anew after the rules changed: what was gained, lost and changed is told, and a run that breaks off goes on."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from readings import NOON, document, outcome, reading

from briefs import cli, corrections, queries
from briefs.cli import reparse as cli_reparse
from briefs.model import Kind
from briefs.parsing import parser
from briefs.queries import Wanted
from briefs.store import Store

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
GIFT = "Australia will give Cambodia 4 million dollars for harbour pilots."
SCHOOL = "Japan agreed to build a school."
SEED = "Canada sent seeds to Laos."


class Desk:
    """A store with documents, and the command that reads them anew by a parser of the test's own."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.monkeypatch = folder, monkeypatch
        self.address = f"sqlite:///{folder / 'store.sqlite3'}"
        self.store = Store.open(self.address)
        self.rules(GIFT, SCHOOL)

    def add(self, *texts: str) -> None:
        for text in texts:
            paper = document(text, title=text.replace("\n", " ")[-60:])
            self.store.add(paper, parser.read(paper, None), NOON)  # type: ignore[arg-type]

    def rules(self, *sentences: str, kind: Kind = Kind.COMMITMENT) -> None:
        """From now on these sentences are outcomes."""

        def read(paper, lexicon):
            found = [
                outcome(f"o{at}", kind, quote=line, headline=line[:-1], paragraph=at)
                for at, line in enumerate(paper.text.splitlines(), start=1)
                if line in sentences
            ]
            return reading(paper, outcomes=tuple(found))

        self.monkeypatch.setattr(parser, "read", read)

    def reparse(self, *argv: str) -> tuple[int, str]:
        environ = {"DATABASE_URL": self.address, "AIDE_SAMPLES": "off", "AIDE_ZONE": "UTC"}
        out = io.StringIO()
        status = cli.run(("reparse", *argv), cli.World(environ, lambda: NOW, out, out, io.BytesIO()))
        return status, out.getvalue()


@pytest.fixture
def desk(tmp_path, monkeypatch):
    made = Desk(tmp_path, monkeypatch)
    yield made
    made.store.close()


def test_lines_that_come_go_and_change_are_told_with_their_numbers(desk: Desk) -> None:
    desk.add(f"{GIFT}\n{SCHOOL}", f"{SEED}\n{SCHOOL}")
    desk.rules(GIFT, SEED, kind=Kind.PLEDGE)
    status, told = desk.reparse()
    assert status == 0
    assert "~ line 1, pledge: Australia will give" in told
    assert "(kind: commitment → pledge)" in told
    assert "- line 2, commitment: Japan agreed to build a school" in told
    assert "+ line 4, pledge: Canada sent seeds to Laos" in told
    assert told.endswith(
        "2 documents read anew, 2 of them with a change: 1 line gained, 2 lost, 1 changed.\n"
    )
    assert [line.number for line in queries.lines(desk.store, Wanted(order="document"))] == [1, 4]


def test_a_second_time_there_is_nothing_to_tell_and_kept_answers_stay(desk: Desk) -> None:
    desk.add(GIFT)
    desk.reparse()
    with desk.store.snapshot() as snapshot:
        before = snapshot.version()
    assert desk.reparse()[1].startswith("1 document read anew, 0 of them with a change")
    with desk.store.snapshot() as snapshot:
        assert snapshot.version() == before


def test_older_revisions_are_read_anew_too(desk: Desk) -> None:
    for text in (f"{GIFT}\n{SEED}", f"{GIFT}\n{SEED}\nAnd more."):
        paper = document(text, url="https://a.example/1")
        desk.store.add(paper, parser.read(paper, None), NOON)  # type: ignore[arg-type]
    desk.rules(GIFT, SEED)
    assert "2 lines gained" in desk.reparse()[1]
    assert len(queries.lines_of_source(desk.store, 1)) == 2


def test_what_was_given_with_a_document_still_holds(desk: Desk) -> None:
    paper = document(
        GIFT, title="Given", publisher="Given Press", published_on=date(2020, 2, 3), place="Pakse",
        url="https://a.example/1", fetched_at=NOW,
    )  # fmt: skip
    desk.store.add(paper, parser.read(paper, None), NOON)  # type: ignore[arg-type]
    assert desk.store.document(1) == paper
    desk.reparse()
    assert queries.source(desk.store, 1).title == "Given"  # type: ignore[union-attr]


def test_a_correction_that_finds_no_line_any_more_is_told(desk: Desk) -> None:
    desk.add(GIFT)
    corrections.correct(desk.store, 1, "kind", Kind.PLEDGE, by="e1", now=NOON)
    assert "correction" not in desk.reparse()[1]
    desk.rules(SEED)
    assert "1 correction finds no line any more (number 1)" in desk.reparse()[1]


def test_a_run_that_was_broken_off_goes_on_where_it_stopped_and_its_sum_counts_all(
    desk: Desk, monkeypatch
) -> None:
    monkeypatch.setattr(cli_reparse, "BATCH", 2)
    desk.add(*(f"{GIFT}\nNote {number}." for number in range(5)))
    desk.rules(GIFT, kind=Kind.PLEDGE)
    good, read = Store.reread, []

    def breaks(store, told, note=None):
        read.extend(number for number, *_ in told)
        if len(read) > 2:
            raise KeyboardInterrupt
        return good(store, told, note)

    monkeypatch.setattr(Store, "reread", breaks)
    with pytest.raises(KeyboardInterrupt):
        desk.reparse()
    kinds = [line.outcome.kind for line in queries.lines(desk.store, Wanted(order="document"))]
    assert kinds == [Kind.PLEDGE] * 2 + [Kind.COMMITMENT] * 3
    monkeypatch.setattr(Store, "reread", good)
    _, told = desk.reparse()
    assert told.startswith("Going on after document 2")
    assert "5 documents read anew, 5 of them with a change: 0 lines gained, 0 lost, 5 changed." in told
    assert not desk.reparse()[1].startswith("Going on")


def test_after_another_change_of_the_rules_a_broken_run_starts_anew(desk: Desk) -> None:
    desk.add(GIFT)
    with desk.store.writing() as connection:
        connection.exec_driver_sql(
            """INSERT INTO marks (name, value) VALUES ('reparse', '{"rules": "others", "last": 1, "documents": 1}')"""
        )
    assert desk.reparse()[1].startswith("1 document read anew")


def test_a_long_report_is_cut_and_says_so(desk: Desk) -> None:
    desk.add(*(f"{SEED}\nNote {number}." for number in range(4)))
    desk.rules(SEED)
    _, told = desk.reparse("--lines", "3")
    assert "(5 more lines of this report left out.)" in told
    assert "4 lines gained" in told


def test_a_document_that_kills_its_reader_stays_as_it_was(desk: Desk, monkeypatch) -> None:
    desk.add(*(f"{GIFT}\nNote {number}." for number in range(3)))
    desk.rules(SEED)
    monkeypatch.setattr(cli_reparse.pool, "workers_for", lambda _: 2)
    monkeypatch.setattr(
        cli_reparse.pool, "in_order",
        lambda work, items, *_: (None if each.number == 2 else work(each) for each in items),
    )  # fmt: skip
    status, told = desk.reparse()
    assert status == 1
    assert "Document 2 could not be read" in told
    assert [line.source.number for line in queries.lines(desk.store, Wanted())] == [2]


def test_many_documents_are_read_by_several_at_a_time(desk: Desk, monkeypatch) -> None:
    desk.add(*(f"{SEED}\nNote {number}." for number in range(9)))
    desk.rules(SEED)
    monkeypatch.setattr(cli_reparse.pool, "workers_for", lambda _: 3)
    world = cli.World(
        {"DATABASE_URL": desk.address, "AIDE_SAMPLES": "off", "AIDE_ZONE": "UTC"},
        lambda: NOW, io.StringIO(), io.StringIO(), io.BytesIO(),
    )  # fmt: skip
    assert cli_reparse.reparse(world, most=5, make=ThreadPoolExecutor) == 0
    assert len(queries.lines(desk.store, Wanted())) == 9
    for store, _ in cli_reparse._open.values():
        store.close()
    cli_reparse._open.clear()


def test_control_characters_of_a_document_do_not_reach_the_terminal(desk: Desk) -> None:
    paper = document(f"{SEED}\nNote.", title="Seeds \x1b[31m for Laos")
    desk.store.add(paper, parser.read(paper, None), NOON)  # type: ignore[arg-type]
    desk.rules(SEED)
    assert "\x1b" not in desk.reparse()[1]


def test_a_line_keeps_its_number_when_only_its_place_or_kind_changes(store: Store) -> None:
    paper = document(f"{GIFT}\n{SCHOOL}")
    lines = (outcome("a", quote=GIFT), outcome("b", quote=SCHOOL, paragraph=2))
    store.add(paper, reading(paper, outcomes=lines), NOON)
    moved = (outcome("x", quote=SCHOOL, paragraph=1), replace(lines[0], kind=Kind.PLEDGE, paragraph=2))
    [told] = store.reread([(1, paper, reading(paper, outcomes=moved))])
    assert (told.gained, told.lost) == ((), ())
    assert [(line.number, line.outcome.quote) for line in queries.lines(store, Wanted(order="document"))] == [
        (2, SCHOOL),
        (1, GIFT),
    ]


def test_a_batch_that_fails_half_way_leaves_every_document_as_it_was(store: Store) -> None:
    papers = [document(f"{GIFT} {number}") for number in range(2)]
    for paper in papers:
        store.add(paper, reading(paper, outcomes=(outcome("a", quote=GIFT),)), NOON)
    broken = reading(papers[1], outcomes=(outcome("b", quote=GIFT, headline=None),))
    good = reading(papers[0], outcomes=(outcome("a", Kind.PLEDGE, quote=GIFT),))
    with pytest.raises(Exception, match=r"headline|NOT NULL"):
        store.reread([(1, papers[0], good), (2, papers[1], broken)])
    assert {line.outcome.kind for line in queries.lines(store, Wanted())} == {Kind.COMMITMENT}
