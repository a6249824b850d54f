"""One release in many dresses is one document, a revision takes the place of what it revises, and likeness is no proof."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import likeness_pairs as pairs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import NOON, document, outcome, reading
from sqlalchemy import func, select
from sqlalchemy.event import listen

from briefs import answers, asking, queries
from briefs.library import Library
from briefs.queries import Wanted
from briefs.store import Store, fingerprints
from briefs.store.beside import bands
from briefs.store.fingerprints import words
from briefs.store.likeness import Likeness, likeness, text_of
from briefs.store.tables import documents

if TYPE_CHECKING:
    from briefs.lexicon import Lexicon
    from briefs.store import Added

ROOT = Path(__file__).parent.parent
LABELS = {
    "same": {Likeness.SAME, Likeness.MENDED},
    "revised": {Likeness.REVISED},
    "different": {Likeness.APART},
}
LATER = datetime(2026, 3, 9, 12, tzinfo=UTC)
ALL = pytest.mark.parametrize(
    ("label", "one", "other"),
    pairs.LABELLED,
    ids=[f"{at}-{pair[0]}" for at, pair in enumerate(pairs.LABELLED)],
)


def ready(text: str):
    return text_of([line for line in text.splitlines() if line.strip()])


def shared_pairs(one: str, other: str) -> float:
    first, second = (set(pairwise(words([text]))) for text in (one, other))
    return len(first & second) / len(first | second)


@ALL
def test_a_pair_is_what_its_label_says(label, one, other):
    assert likeness(ready(one), ready(other)) in LABELS[label]
    assert likeness(ready(other), ready(one)) in LABELS[label]


@ALL
def test_what_belongs_together_is_found_by_its_bands(label, one, other):
    shared = set(fingerprints.bands([one])) & set(fingerprints.bands([other]))
    assert shared or label == "different"


def test_no_share_of_common_words_tells_a_yearly_text_from_a_mended_one():
    """Why the words are laid beside each other: whatever the threshold, likeness alone joins what belongs apart."""
    together = [shared_pairs(one, other) for label, one, other in pairs.LABELLED if label != "different"]
    apart = [shared_pairs(one, other) for label, one, other in pairs.LABELLED if label == "different"]
    assert min(together) > 0.6, "so a band is shared by nearly all of them"
    for threshold in (0.6, 0.7, 0.8, 0.9):
        assert sum(share >= threshold for share in apart) > len(apart) / 2


def test_bands_are_the_same_in_every_process_whatever_the_seed_of_its_hashes():
    code = "import likeness_pairs as p; from briefs.store.fingerprints import bands; print(bands([p.PORT]))"
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("0", "1", "4711")
    }
    assert told == {str(fingerprints.bands([pairs.PORT]))}


def test_bands_are_those_that_stores_already_hold():
    """Written down once: another version of Python or of the library that gives others would find nothing again."""
    assert fingerprints.bands([pairs.PORT])[:3] == (
        6142668074930920736,
        6412768285452706466,
        5724009862823399736,
    )
    assert len(fingerprints.bands([pairs.PORT])) == fingerprints.BANDS
    assert all(0 <= band < 2**63 for band in fingerprints.bands([pairs.PORT]))


def test_a_text_of_few_words_has_no_bands():
    assert fingerprints.bands(["The two sides met and will meet again."]) == ()


@given(st.lists(st.text(max_size=60), max_size=6), st.lists(st.text(max_size=60), max_size=6))
def test_likeness_is_the_same_whichever_text_comes_first(one, other):
    assert likeness(text_of(one), text_of(other)) == likeness(text_of(other), text_of(one))


@given(st.lists(st.sampled_from(pairs.PORT.split()), min_size=40, max_size=80))
def test_a_text_is_like_itself(found):
    text = text_of([" ".join(found)])
    assert likeness(text, text) is Likeness.SAME


@pytest.mark.parametrize("words", ["MINISTRY OF SALT - PRESS OFFICE", "Salt Board", "Board of Salt", "Salt"])
@pytest.mark.parametrize("above", [True, False])
def test_a_header_or_footer_that_shares_a_word_with_the_text_beside_it_is_still_one(words, above):
    title, end = (
        "Salt talks in Kampot",
        "They will see the salt again in Kep, and thank the harbour for the salt.",
    )
    plain = [title, *pairs.PORT.splitlines()[1:], end]
    dressed = [words, *plain] if above else [*plain, words]
    one, other = text_of(plain), text_of(dressed)
    assert likeness(one, other) is likeness(other, one) is Likeness.SAME


def test_another_party_keeps_two_texts_apart_even_where_a_letter_is_all_that_differs():
    one, other = ready(pairs.PORT), ready(pairs.PORT.replace("Kampot", "Kampat"))
    assert likeness(one, other) is Likeness.MENDED
    assert (
        likeness(replace(one, parties=frozenset({"KH"})), replace(other, parties=frozenset({"LA"})))
        is Likeness.APART
    )


def test_very_long_texts_are_compared_within_a_moment():
    one = ready("\n".join(f"Paragraph {at} of the minutes tells of matter {at * 7}." for at in range(6_000)))
    other = ready("\n".join(f"Article {at} of the treaty tells of matter {at * 3}." for at in range(6_000)))
    assert likeness(one, other) is Likeness.APART
    assert likeness(one, one) is Likeness.SAME


def test_a_text_beyond_all_measure_is_like_no_other_and_is_looked_at_no_further() -> None:
    endless = text_of(["word " * 400_000])
    assert len(endless.words) < 110_000
    assert likeness(endless, endless) is Likeness.APART
    assert len(words(["word " * 400_000])) <= 100_000


def put(store: Store, text: str, url: str | None = None, now: datetime = NOON, **given: object) -> Added:
    lines = given.pop("outcomes", ())
    published = given.pop("published", date(2021, 1, 28))
    paper = document(text, str(given.pop("name", "note.txt")), url=url, **given)
    return store.add(paper, reading(paper, published, outcomes=lines), now)  # type: ignore[arg-type]


def test_a_release_at_three_addresses_is_one_document_with_three_addresses(store: Store) -> None:
    put(store, pairs.PORT, "https://a.example/1")
    assert put(store, pairs.NAVIGATION + pairs.PORT, "https://b.example/x").change == "same"
    assert put(store, pairs.PORT.replace("harbour", "habour"), "https://c.example/y").change == "same"
    assert store.counts().documents == 1
    told = [address.url for address in queries.addresses(store, 1)]
    assert told == ["https://b.example/x", "https://c.example/y"]
    assert queries.source(store, 1).url == "https://a.example/1"  # type: ignore[union-attr]


def test_what_came_in_another_dress_is_known_at_once_when_it_comes_again(store: Store) -> None:
    put(store, pairs.PORT, "https://a.example/1")
    for _ in range(2):
        put(store, pairs.NAVIGATION + pairs.PORT, "https://b.example/x", LATER)
    assert len(queries.addresses(store, 1)) == 1


def test_a_release_in_two_formats_is_one_document(store: Store) -> None:
    put(store, pairs.PORT, name="release.pdf")
    assert put(store, pairs.marked_up(pairs.PORT), name="release.docx").change == "same"
    assert [address.name for address in queries.addresses(store, 1)] == ["release.docx"]


LETTERHEAD = "Ministry of Fisheries: Statement No. 14\nEmbassy of Norway\n"


@pytest.mark.parametrize("first", [0, 1])
def test_a_number_in_the_line_above_the_title_does_not_make_a_release_another_one(
    store: Store, first: int
) -> None:
    titled = pairs.PORT.replace("Press Release", "Second Consultations of Cambodia and Australia", 1)
    forms = (titled, LETTERHEAD + titled)
    put(store, forms[first], "https://a.example/1")
    assert put(store, forms[1 - first], "https://b.example/2").change == "same"


def test_two_numbered_releases_of_one_house_stay_two(store: Store) -> None:
    put(store, "Press Release No. 14\n" + pairs.PORT, "https://a.example/1")
    assert put(store, "Press Release No. 15\n" + pairs.PORT, "https://b.example/2").change == "new"


def test_a_counter_in_the_footer_of_a_page_makes_no_revision(store: Store) -> None:
    put(store, pairs.PORT + "\nViews: 17", "https://a.example/1")
    assert put(store, pairs.PORT + "\nRead by 2,208 people", "https://a.example/1").change == "same"
    assert put(store, pairs.PORT.replace("4 million", "5 million"), "https://a.example/1").change == "revised"


@pytest.mark.parametrize(("one", "other"), pairs.DIFFERENT)
def test_documents_that_only_look_alike_stay_two(sqlite_store: Store, one: str, other: str) -> None:
    put(sqlite_store, one, "https://a.example/1")
    assert put(sqlite_store, other, "https://b.example/2").change == "new"


def test_the_same_greetings_a_year_later_are_another_document(store: Store) -> None:
    put(store, pairs.GREETINGS, "https://a.example/2020", published=date(2020, 1, 1))
    again = pairs.GREETINGS + "\nEmbassy page"
    assert put(store, again, "https://a.example/2021", published=date(2021, 1, 1)).change == "new"
    assert (
        put(store, pairs.NAVIGATION + again, "https://b.example/9", published=date(2021, 1, 3)).change
        == "same"
    )


def test_a_revision_at_another_address_takes_the_place_of_its_publishers_own_release_only(
    store: Store,
) -> None:
    text = pairs.PORT.replace("Australia pledged", "The office gets a house of its own. Australia pledged")
    put(store, pairs.PORT, "https://a.example/1", publisher="Ministry")
    assert put(store, text, "https://c.example/1", publisher="The Daily").change == "new"
    third = text.replace("asked that nurses", "hoped that nurses")
    assert put(store, third, "https://a.example/1-new", publisher="Ministry").change == "revised"


def test_an_older_wording_elsewhere_does_not_replace_a_newer_one(store: Store) -> None:
    newer = pairs.PORT.replace("harbour pilots", "harbour pilots and their boys")
    put(store, pairs.PORT, "https://a.example/1")
    put(store, newer, "https://a.example/1")
    assert put(store, pairs.NAVIGATION + pairs.PORT, "https://b.example/2").number == 2
    assert put(store, pairs.NAVIGATION + pairs.PORT + "\nViews: 9", "https://b.example/2").change == "same"
    assert queries.lineage(store, 2) == (1, 2)


def test_a_fuller_text_of_the_same_release_brings_its_outcomes(store: Store) -> None:
    put(store, pairs.PORT, "https://a.example/1", outcomes=(outcome("o1"),))
    told = (outcome("o1"), outcome("o2"))
    assert put(store, pairs.PORT + pairs.FOOTER, "https://b.example/1", outcomes=told).change == "revised"
    assert len(queries.lines(store, Wanted())) == 2


def test_samples_and_ones_own_documents_are_never_taken_for_each_other(store: Store) -> None:
    put(store, pairs.PORT, sample=True)
    assert put(store, pairs.NAVIGATION + pairs.PORT, "https://a.example/1").change == "new"


def test_a_batch_is_kept_as_if_one_came_after_the_other(store: Store) -> None:
    texts = [
        (pairs.PORT, "https://a.example/1"),
        (pairs.FORUM, "https://a.example/2"),
        (pairs.NAVIGATION + pairs.PORT, "https://b.example/1"),
        (pairs.FORUM.replace("twelve", "ten"), "https://a.example/2"),
        (pairs.FLOOR, "https://a.example/3"),
        (pairs.PORT, "https://a.example/1"),
    ]
    papers = [document(text, url=url) for text, url in texts]
    added = store.add_all([(paper, reading(paper, outcomes=(outcome("o1"),))) for paper in papers], NOON)
    assert [(each.number, each.change) for each in added] == [
        (1, "new"), (2, "new"), (1, "same"), (3, "revised"), (4, "new"), (1, "same"),
    ]  # fmt: skip
    assert [line.source.number for line in queries.lines(store, Wanted(order="document"))] == [1, 3, 4]


@pytest.mark.parametrize(
    ("again", "is_known"),
    [
        ({}, True),
        ({"name": "another.txt"}, True),
        ({"url": "https://www.house.example/1#top"}, True),
        ({"title": "A note"}, True),
        ({"text": "The sides met again."}, False),
        ({"title": "Another title"}, False),
        ({"url": "https://elsewhere.example/1"}, False),
    ],
)
def test_a_document_need_not_be_read_where_adding_it_would_change_nothing(store: Store, again, is_known):
    paper = document(title="A note", url="https://house.example/1")
    found = reading(paper, outcomes=(outcome("o1"),))
    number = store.add(paper, found, NOON).number
    before = store.mark("changed")
    known = store.known(replace(paper, **again))
    assert (known is not None) == is_known
    if known is not None:
        assert (known.number, known.title, known.language, known.outcomes) == (number, "A note", "en", 1)
        added = store.add(replace(paper, **again), found, NOON)
        assert (added.number, added.change, added.outcomes) == (number, "same", 1)
        assert store.mark("changed") == before


def test_an_older_wording_is_known_by_its_revision_of_today_and_a_sample_is_none_of_ones_own(store: Store):
    old, new, sample = (
        document(text, title="A note", url=url, sample=is_sample)
        for text, url, is_sample in (
            ("One.", "https://house.example/1", False),
            ("Two.", "https://house.example/1", False),
            ("Three.", None, True),
        )
    )
    for each in (old, new, sample):
        last = store.add(each, reading(each), NOON).number
    assert store.known(old).number == store.known(new).number == last - 1
    assert store.known(sample).number == last
    assert store.known(replace(sample, sample=False)) is None


def test_of_many_fingerprints_those_are_known_that_stand_today_as_documents_of_ones_own(store: Store):
    old, new, sample = (
        document(text, title="A note", url=url, sample=is_sample)
        for text, url, is_sample in (
            ("One.", "https://house.example/1", False),
            ("Two.", "https://house.example/1", False),
            ("Three.", None, True),
        )
    )
    for each in (old, new, sample):
        store.add(each, reading(each, outcomes=(outcome("o1"),)), NOON)
    asked = [each.sha256 for each in (old, new, sample)] + [f"{number:064}" for number in range(700)]
    assert store.standing(asked) == {new.sha256: store.known(new)}
    assert store.standing([]) == {}


def test_fingerprints_that_were_taken_elsewhere_are_those_that_are_kept(sqlite_store: Store):
    paper = document("Words enough for a fingerprint. " * 20)
    found = reading(paper)
    sqlite_store.add_all([(paper, found)], NOON, [(3, 5)])
    with sqlite_store.reading() as connection:
        assert set(connection.scalars(select(bands.c.band))) == {3, 5}


def test_plainly_new_documents_go_in_with_one_statement_a_table(sqlite_store: Store) -> None:
    statements: list[str] = []
    listen(sqlite_store._engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    papers = [
        document(f"{text} {at}")
        for at, text in enumerate((pairs.PORT, pairs.FORUM, pairs.VISIT, pairs.FLOOR))
    ]
    sqlite_store.add_all([(paper, reading(paper, outcomes=(outcome("o1"),))) for paper in papers], NOON)
    assert sum("INSERT INTO outcomes " in each for each in statements) == 1
    assert len(statements) <= 25


def test_candidates_are_looked_up_and_never_scanned(sqlite_store: Store) -> None:
    statements: list[tuple[str, object]] = []
    put(sqlite_store, pairs.PORT, "https://a.example/1")
    listen(sqlite_store._engine, "before_cursor_execute", lambda *given: statements.append(given[2:4]))
    put(sqlite_store, pairs.NAVIGATION + pairs.PORT, "https://b.example/1")
    asked = [each for each in statements if "FROM bands" in each[0] and each[0].startswith("SELECT")]
    assert asked
    with sqlite_store.reading() as connection:
        for statement, values in asked:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
            assert not [row for row in plan if "SCAN bands" in row[3] or "SCAN documents" in row[3]]


def test_bands_go_with_their_document(store: Store) -> None:
    put(store, pairs.PORT)
    store.remove(1)
    with store.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(bands)) == 0


def test_numbers_rise_in_the_order_of_arrival_and_are_never_given_twice(store: Store) -> None:
    for at, text in enumerate((pairs.PORT, pairs.FORUM, pairs.VISIT)):
        put(store, text, outcomes=tuple(outcome(f"o{number}") for number in range(at + 1)))
        if at == 1:
            store.remove(2)
    with store.reading() as connection:
        assert list(connection.scalars(select(documents.c.number).order_by(documents.c.number))) == [1, 3]
    assert [line.number for line in queries.lines(store, Wanted(order="document"))] == [1, 4, 5, 6]


def ask(store: Store, lexicon: Lexicon, text: str):
    today = date(2026, 3, 10)
    return answers.answer(asking.understand(text, lexicon, today), Library(store, lexicon), today)


@pytest.mark.parametrize(
    "text",
    ["source 2 changes", "/source 2 what changed", "What changed in document 2?", "changes in source #2"],
)
def test_what_a_revision_changed_is_shown_by_outcome_and_by_sentence(
    store: Store, lexicon, text: str
) -> None:
    pledged = "Australia pledged 4 million dollars for the training of harbour pilots."
    more = pledged.replace("4 million", "6 million")
    house = "The office gets a house of its own."
    put(store, pairs.PORT, "https://a.example/1", outcomes=(
        outcome("o1", quote=pledged, headline=pledged[:-1]), outcome("o2", quote="Gone.", headline="Gone"),
    ))  # fmt: skip
    revised = pairs.PORT.replace(pledged, f"{house} {more}")
    put(store, revised, "https://a.example/1", LATER, outcomes=(
        outcome("o1", quote=more, headline=more[:-1]), outcome("o2", quote=house, headline=house[:-1], actors=("AU",)),
    ))  # fmt: skip
    brief = ask(store, lexicon, text)
    assert ask(store, lexicon, brief.question) == brief
    found = {part.key: [entry.text for entry in part.entries] for part in brief.parts}
    assert found["altered"] == [more[:-1]]
    assert found["came"] == [house[:-1]]
    assert found["gone"] == ["Gone"]
    assert found["worded"] == [more]
    assert found["added"] == [house]
    assert brief.lead[0].startswith("Document 2, revision 2, came on 9 March 2026 and replaced document 1")
    assert [source.number for source in brief.sources] == [1, 2]
    assert ask(store, lexicon, "source 1 changes").title == brief.title


def test_a_document_that_never_changed_says_so(store: Store, lexicon) -> None:
    put(store, pairs.PORT)
    brief = ask(store, lexicon, "source 1 changes")
    assert brief.lead == ("Document 1 is as it first came: no revision of it has arrived.",)
    assert ask(store, lexicon, "source 7 changes").found is False


def test_a_document_leads_to_its_changes_and_to_its_other_addresses(store: Store, lexicon) -> None:
    put(store, pairs.PORT, "https://a.example/1")
    put(store, pairs.PORT.replace("2022", "2024"), "https://a.example/1")
    put(store, pairs.NAVIGATION + pairs.PORT.replace("2022", "2024"), "https://b.example/2")
    brief = ask(store, lexicon, "source 2")
    assert 'source 2 "changes"' in [choice.ask for choice in brief.choices]
    [part] = [part for part in brief.parts if part.key == "addresses"]
    assert [entry.text for entry in part.entries] == ["https://b.example/2"]


def test_the_tables_of_sameness_can_be_taken_away_and_made_again(empty_database: str) -> None:
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import inspect

    store = Store.open(empty_database)
    put(store, pairs.PORT, outcomes=(outcome("o1"),))
    with store.writing() as connection:
        config = Config()
        config.set_main_option("script_location", str(ROOT / "briefs" / "migrations"))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.downgrade(config, "0002")
        assert not {"bands", "corrections", "editors"} & set(inspect(connection).get_table_names())
        command.upgrade(config, "head")
    assert store.document(1).publisher is None  # type: ignore[union-attr]
    assert len(queries.lines(store, Wanted())) == 1
    store.close()


def test_what_older_stores_say_of_their_documents_counts_as_given(empty_database: str) -> None:
    """What was given with them is not known any more, and must not be lost when they are read anew."""
    from alembic import command
    from alembic.config import Config

    store = Store.open(empty_database)
    put(store, pairs.PORT, publisher="Ministry", title="Talks on the port")
    with store.writing() as connection:
        config = Config()
        config.set_main_option("script_location", str(ROOT / "briefs" / "migrations"))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.downgrade(config, "0002")
        command.upgrade(config, "head")
    held = store.document(1)
    store.close()
    assert held is not None
    assert (held.title, held.publisher, held.published_on) == (
        "Talks on the port",
        "Ministry",
        date(2021, 1, 28),
    )
