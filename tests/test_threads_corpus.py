"""How often a proposed thread is right, on documents that stand beside the repository; labels hold names and places only.

Sixty candidate links were read by eye, both sentences each, and called right where the later sentence tells what
became of the earlier one, or says it again. A row is: earlier document, paragraph, later document, paragraph, right.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from briefs import intake, queries, samples, threads
from briefs.parsing import parser
from briefs.queries import Wanted
from briefs.store.tables import documents

if TYPE_CHECKING:
    from briefs.lexicon import Lexicon
    from briefs.store import Store

LABELS = Path(__file__).parent / "documents" / "thread_labels.json"
NOW = datetime(2026, 11, 21, tzinfo=UTC)
ORIGINALS = ("000_be4d831ebd0011f3.txt", "001_53a3ad9fd4ce603c.txt")
PRECISION = 0.9
FEWEST = 15
"""With fewer labelled links than these among the proposed ones a precision says little."""

Place = tuple[str, int, str, int]


@pytest.fixture
def proposed(shared: Path, sqlite_store: Store, lexicon: Lexicon) -> list[Place]:
    """Every link that the rules propose over the documents, by the places of its two sentences."""
    folder = shared / "corpus"
    if not folder.is_dir():
        pytest.skip(f"The documents to read are not here: {folder} does not exist.")
    paths = [
        *sorted(each for each in folder.glob("*.md") if each.name != "README.md"),
        *(shared / "eval" / "docs" / name for name in ORIGINALS),
    ]
    for document in [*(intake.read_path(path) for path in paths), *samples.documents()]:
        sqlite_store.add(document, parser.read(document, lexicon), NOW)
    return _places(sqlite_store, lexicon)


def _places(store: Store, lexicon: Lexicon) -> list[Place]:
    with store.reading() as connection:
        rows = connection.execute(select(documents.c.number, documents.c.name)).all()
    names = {row.number: Path(row.name).name for row in rows}
    lines, events = queries.lines(store, Wanted()), queries.events(store)
    links = [
        *threads.answered(lines, lexicon).values(),
        *threads.reported(lines, lexicon).values(),
        *threads.renewed(lines, lexicon).values(),
        *(term.next for term in threads.terms(lines, lexicon) if term.next),
    ]
    found = [
        (each.source.number, each.outcome.paragraph, later.source.number, later.outcome.paragraph)
        for each, later in ((link.earlier, link.later) for link in links)
    ]
    pairs = [(turn.earlier, turn.later) for turn in threads.turns(events)]
    found += [(one.source.number, one.paragraph, two.source.number, two.paragraph) for one, two in pairs]
    kept = threads.kept(lines, {event.slug: event for event in events}, date(2026, 11, 21)).values()
    found += [
        (
            each.promise.source.number,
            each.promise.outcome.paragraph,
            each.held.source.number,
            each.held.paragraph,
        )
        for each in kept
    ]
    return [(names[first], at, names[second], then) for first, at, second, then in dict.fromkeys(found)]


def test_nine_of_ten_proposed_threads_are_right(proposed: list[Place]) -> None:
    labels: dict[Place, bool] = {tuple(row[:4]): row[4] for row in json.loads(LABELS.read_text("utf-8"))}
    known = [place for place in proposed if place in labels]
    wrong = [place for place in known if not labels[place]]
    unlabelled = [place for place in proposed if place not in labels]
    assert len(known) >= FEWEST, f"Only {len(known)} of {len(proposed)} proposed links are labelled."
    assert len(unlabelled) <= len(proposed) // 3, f"These need labels: {unlabelled}"
    assert 1 - len(wrong) / len(known) >= PRECISION, f"Of {len(known)} these are wrong: {wrong}"


def test_sixty_links_were_labelled_and_no_text_of_theirs_is_kept() -> None:
    rows = json.loads(LABELS.read_text("utf-8"))
    assert len(rows) >= 60
    assert {tuple(map(type, row)) for row in rows} == {(str, int, str, int, bool)}
    assert all(name.rsplit(".", 1)[-1] in {"md", "txt", "html"} for row in rows for name in (row[0], row[2]))
