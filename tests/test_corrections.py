"""Corrections stand beside the parse, hold for the sentence whatever is read anew, and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import NOON, document, meeting, outcome, reading
from sqlalchemy import func, select

from briefs import answers, asking, corrections, queries
from briefs.corrections import roles
from briefs.corrections.reports import MOST_A_DAY, forget
from briefs.errors import BadCorrection, NoSuchThing
from briefs.library import Library
from briefs.model import Document, Kind, Period, Precision, Strength
from briefs.parsing import parser
from briefs.queries import Wanted
from briefs.store.anchors import anchored, matched
from briefs.store.beside import corrections as table

if TYPE_CHECKING:
    from briefs.model import Outcome, Reading
    from briefs.store import Store

LATER = NOON + timedelta(hours=1)
GATE = "The two sides agreed to open a new border gate before the rains."
PILOTS = "Cambodia will train pilots for the river next year."
TEACHERS = "Laos will send forty teachers to the school of Kampot."
WHEN = Period(date(2022, 1, 1), date(2022, 12, 31), Precision.YEAR, "in 2022")
SAID = (
    outcome(
        "o1", quote=GATE, headline=GATE[:-1], actors=("KH", "LA"), strength=Strength.FIRM, topics=("border",)
    ),
    outcome("o2", Kind.PLEDGE, quote=PILOTS, headline=PILOTS[:-1], towards=("LA",), paragraph=2),
    outcome("o3", quote=TEACHERS, headline=TEACHERS[:-1], actors=("LA",), paragraph=3),
)
TEXT = f"{GATE}\n{PILOTS}\n{TEACHERS}"


@pytest.fixture
def kept(store: Store) -> Store:
    paper = document(TEXT, url="https://a.example/1")
    store.add(paper, reading(paper, outcomes=SAID), NOON)
    return store


def again(store: Store, number: int = 1, outcomes: tuple[Outcome, ...] = SAID, **given: Any):
    paper = store.document(number)
    assert paper is not None
    [told] = store.reread([(number, paper, reading(paper, outcomes=outcomes, **given))])
    return told


def told(store: Store) -> dict[int, Outcome]:
    return {line.number: line.outcome for line in queries.lines(store, Wanted())}


def test_a_corrected_kind_is_answered_and_found_as_what_it_is_now(kept: Store) -> None:
    reached = corrections.correct(kept, 2, "kind", Kind.COMMITMENT, by="e1", now=NOON)
    assert (reached.correction.old, reached.correction.new, reached.lines) == ("pledge", "commitment", (2,))
    line = queries.line(kept, 2)
    assert line is not None
    assert (line.outcome.kind, line.corrected) == (Kind.COMMITMENT, ("kind",))
    assert [each.number for each in queries.lines(kept, Wanted(kinds=(Kind.PLEDGE,)))] == []
    assert 2 in {each.number for each in queries.lines(kept, Wanted(kinds=(Kind.COMMITMENT,)))}


def test_corrected_parties_are_asked_for_on_their_new_sides(kept: Store) -> None:
    corrections.correct(kept, 2, "actors", ("AU", "NZ"), by="e1", now=NOON)
    corrections.correct(kept, 2, "towards", (), by="e1", now=NOON)
    assert [each.number for each in queries.lines(kept, Wanted(actors=("AU",)))] == [2]
    assert [each.number for each in queries.lines(kept, Wanted(towards=("LA",)))] == []
    assert queries.line(kept, 2).corrected == ("actors", "towards")  # type: ignore[union-attr]


def test_a_corrected_period_is_in_force_when_it_says(kept: Store) -> None:
    corrections.correct(kept, 3, "period", WHEN, by="e1", now=NOON)
    span = (date(2022, 5, 1), date(2022, 5, 1))
    assert [each.number for each in queries.lines(kept, Wanted(in_force=span))] == [3]
    corrections.correct(kept, 3, "period", None, by="e1", now=NOON)
    assert queries.lines(kept, Wanted(in_force=span)) == []


def test_a_kind_that_does_not_bind_loses_its_strength_and_gets_it_back(kept: Store) -> None:
    made = corrections.correct(kept, 1, "kind", Kind.POSITION, by="e1", now=NOON)
    assert told(kept)[1].strength is None
    corrections.undo(kept, made.correction.number, by="e2", now=LATER)
    assert told(kept)[1] == SAID[0]


def test_a_hidden_line_is_nowhere(kept: Store, lexicon) -> None:
    corrections.hide(kept, 1, by="e1", now=NOON)
    assert queries.line(kept, 1) is None
    assert 1 not in told(kept)
    assert kept.counts().outcomes == 2
    assert corrections.hidden_of(kept, 1) == ((1, GATE[:-1]),)
    library, today = Library(kept, lexicon), date(2026, 3, 3)
    for words in (
        "source 1",
        "partner laos",
        "commitments 2021",
        "topic border",
        "search border gate",
        "line 1",
        "latest",
    ):
        brief = answers.answer(asking.understand(words, lexicon, today), library, today)
        assert all(entry.line != 1 for part in brief.parts for entry in part.entries), words


def test_a_line_that_is_shown_again_is_as_it_was(kept: Store) -> None:
    before = queries.line(kept, 1)
    made = corrections.hide(kept, 1, by="e1", now=NOON)
    corrections.undo(kept, made.correction.number, by="e1", now=LATER)
    assert queries.line(kept, 1) == before
    assert [each.number for each in queries.lines(kept, Wanted(topics=("border",), actors=("LA",)))] == [1]


def test_a_correction_holds_when_the_document_is_read_anew(kept: Store) -> None:
    corrections.correct(kept, 2, "kind", Kind.COMMITMENT, by="e1", now=NOON)
    corrections.hide(kept, 3, by="e1", now=NOON)
    moved = [replace(each, paragraph=each.paragraph + 1, id=f"x{each.id}") for each in SAID]
    extra = outcome("new", quote="Both sides spoke of peace.", paragraph=1)
    reread = again(kept, outcomes=(extra, *moved))
    assert [line.number for line in reread.gained] == [4]
    assert (reread.lost, reread.changed, reread.adrift) == ((), (), ())
    assert told(kept)[2].kind is Kind.COMMITMENT
    assert sorted(told(kept)) == [1, 2, 4]
    assert corrections.hidden_of(kept, 1) == ((3, TEACHERS[:-1]),)


def test_the_parsers_new_value_shows_once_the_correction_is_taken_back(kept: Store) -> None:
    made = corrections.correct(kept, 2, "kind", Kind.COMMITMENT, by="e1", now=NOON)
    again(kept, outcomes=(SAID[0], replace(SAID[1], kind=Kind.POSITION), SAID[2]))
    assert told(kept)[2].kind is Kind.COMMITMENT
    corrections.undo(kept, made.correction.number, by="e1", now=LATER)
    assert told(kept)[2].kind is Kind.POSITION


def test_a_correction_whose_sentence_is_gone_is_told_and_kept(kept: Store) -> None:
    made = corrections.correct(kept, 2, "kind", Kind.COMMITMENT, by="e1", now=NOON)
    reread = again(kept, outcomes=(SAID[0], SAID[2]))
    assert reread.adrift == (made.correction.number,)
    again(kept)
    assert [line.corrected for line in queries.lines(kept, Wanted(numbers=tuple(told(kept)), order="document"))] == [
        (), ("kind",), (),
    ]  # fmt: skip


def test_a_correction_holds_in_a_revision_and_in_what_it_replaced(kept: Store) -> None:
    corrections.hide(kept, 1, by="e1", now=NOON)
    corrections.correct(kept, 2, "actors", ("AU",), by="e1", now=NOON)
    paper = document(f"Corrected version\n{TEXT}\nThey parted as friends.", url="https://a.example/1")
    lines = tuple(replace(each, paragraph=each.paragraph + 1) for each in SAID)
    assert kept.add(paper, reading(paper, outcomes=lines), LATER).change == "revised"
    new = queries.lines(kept, Wanted(order="document"))
    assert [(line.outcome.quote, line.corrected) for line in new] == [(PILOTS, ("actors",)), (TEACHERS, ())]
    reached = corrections.correct(kept, new[1].number, "kind", Kind.POSITION, by="e2", now=LATER)
    assert reached.lines == (3, new[1].number)
    assert queries.line(kept, 3).outcome.kind is Kind.POSITION  # type: ignore[union-attr]


def test_the_newest_of_several_corrections_holds_and_taken_back_gives_way_to_the_one_before(
    kept: Store,
) -> None:
    corrections.correct(kept, 2, "kind", Kind.COMMITMENT, by="e1", now=NOON)
    second = corrections.correct(kept, 2, "kind", Kind.REQUEST, by="e2", now=LATER)
    assert (second.correction.old, told(kept)[2].kind) == ("commitment", Kind.REQUEST)
    undone = corrections.undo(kept, second.correction.number, by="e1", now=LATER)
    assert told(kept)[2].kind is Kind.COMMITMENT
    assert (undone.correction.undone_by, undone.correction.undone_at, undone.lines) == ("e1", LATER, (2,))
    assert [(each.new, each.undone_by) for each in corrections.of_line(kept, 2)] == [
        ("commitment", None),
        ("request", "e1"),
    ]
    with pytest.raises(BadCorrection, match="taken back already"):
        corrections.undo(kept, second.correction.number, by="e1", now=LATER)


def test_of_two_lines_in_one_sentence_only_the_one_that_was_meant_is_corrected(store: Store) -> None:
    paper = document(TEXT)
    twins = (SAID[2], replace(SAID[2], id="o4", actors=("KH",)))
    store.add(paper, reading(paper, outcomes=twins), NOON)
    corrections.correct(store, 2, "towards", ("LA",), by="e1", now=NOON)
    again(store, outcomes=twins)
    assert [each.towards for each in told(store).values()] == [(), ("LA",)]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("kind", Kind.PLEDGE, "says so already"),
        ("kind", "pledge", "cannot take that value"),
        ("actors", ("australia",), "codes of parties"),
        ("actors", ("A,B",), "codes of parties"),
        ("actors", tuple(f"A{n}" for n in range(40)), "at most 30"),
        ("period", Period(None, None, Precision.DAY, ""), "first day or a last day"),
        ("period", Period(date(2022, 1, 1), date(2021, 1, 1), Precision.RANGE, ""), "before it begins"),
        ("quote", "x", "cannot take that value"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_in_a_sentence_and_changes_nothing(
    sqlite_store, field, value, words
) -> None:
    paper = document(TEXT)
    sqlite_store.add(paper, reading(paper, outcomes=SAID), NOON)
    with pytest.raises(BadCorrection, match=words):
        corrections.correct(sqlite_store, 2, field, value, by="e1", now=NOON)
    with sqlite_store.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(table)) == 0


def test_what_is_not_there_cannot_be_corrected(kept: Store) -> None:
    for attempt in (
        lambda: corrections.correct(kept, 99, "kind", Kind.PLEDGE, by="e", now=NOON),
        lambda: corrections.hide(kept, 99, by="e", now=NOON),
        lambda: corrections.undo(kept, 99, by="e", now=NOON),
        lambda: corrections.correct_document(kept, 99, by="e", now=NOON, read=reading, title="T"),
        lambda: corrections.undo_document(kept, 99, by="e", now=NOON, read=reading),
    ):
        with pytest.raises(NoSuchThing):
            attempt()
    assert corrections.of_line(kept, 99) == ()
    assert corrections.of_document(kept, 99) == ()
    corrections.hide(kept, 1, by="e", now=NOON)
    with pytest.raises(BadCorrection, match="hidden already"):
        corrections.hide(kept, 1, by="e", now=NOON)


def test_every_answer_that_shows_a_corrected_line_says_so(kept: Store, lexicon) -> None:
    corrections.correct(kept, 2, "kind", Kind.COMMITMENT, by="e1", now=NOON)
    library, today = Library(kept, lexicon), date(2026, 3, 3)
    seen = 0
    for words in ("source 1", "partner cambodia", "commitments 2021", "outcomes from cambodia to laos"):
        brief = answers.answer(asking.understand(words, lexicon, today), library, today)
        found = [entry for part in brief.parts for entry in part.entries if entry.line == 2]
        assert all("corrected by an editor: kind" in entry.notes for entry in found), words
        seen += len(found)
    assert seen >= 4
    brief = answers.answer(asking.understand("line 2", lexicon, today), library, today)
    assert "corrected by an editor: kind" in brief.lead[0]


def test_an_answer_that_was_kept_is_drawn_anew_after_a_correction(kept: Store, lexicon) -> None:
    library, today = Library(kept, lexicon), date(2026, 3, 3)
    question = asking.understand("pledges 2021", lexicon, today)
    assert answers.answer(question, library, today).found
    corrections.correct(kept, 2, "kind", Kind.COMMITMENT, by="e1", now=NOON)
    assert not answers.answer(question, library, today).found


def read_by_year(paper: Document) -> Reading:
    """Reads "next year" by the date of the document, as the parser does."""
    year = (paper.published_on or date(2021, 1, 28)).year + 1
    when = Period(date(year, 1, 1), date(year, 12, 31), Precision.YEAR, "next year")
    return reading(paper, outcomes=(SAID[0], replace(SAID[1], period=when), SAID[2]))


def test_a_corrected_date_reads_the_document_anew_and_keeps_the_numbers(kept: Store, lexicon) -> None:
    made = corrections.correct_document(
        kept,
        1,
        by="e1",
        now=NOON,
        read=read_by_year,
        published_on=date(2019, 5, 4),
        publisher="Port Authority",
    )
    assert [(each.correction.field, each.correction.new) for each in made] == [
        ("publisher", "Port Authority"), ("published_on", "2019-05-04"),
    ]  # fmt: skip
    line = queries.line(kept, 2)
    assert line is not None
    assert line.outcome.period is not None
    assert line.outcome.period.start == date(2020, 1, 1)
    assert line.said.start == date(2019, 5, 4)
    assert line.source.corrected == ("publisher", "published_on")
    assert sorted(told(kept)) == [1, 2, 3]
    assert len(queries.lines(kept, Wanted(as_of=date(2019, 6, 1)))) == 3
    brief = answers.answer(
        asking.understand("source 1", lexicon, NOON.date()), Library(kept, lexicon), NOON.date()
    )
    assert "Corrected by an editor: its publisher and its date." in brief.lead


def test_a_corrected_title_holds_over_a_new_parse_and_a_revision_until_it_is_taken_back(kept: Store) -> None:
    [made] = corrections.correct_document(
        kept, 1, by="e1", now=NOON, read=read_by_year, title="Talks at the gate"
    )
    again(kept)
    paper = document(f"{TEXT}\nMore was said of it than was written.", url="https://a.example/1")
    number = kept.add(paper, reading(paper, outcomes=SAID), LATER).number
    for each in (1, number):
        found = queries.source(kept, each)
        assert found is not None
        assert (found.title, found.corrected) == ("Talks at the gate", ("title",))
    assert kept.add(paper, reading(paper, outcomes=SAID), LATER).change == "same"
    corrections.undo_document(kept, made.correction.number, by="e1", now=LATER, read=read_by_year)
    assert queries.source(kept, number).title == GATE  # type: ignore[union-attr]
    assert queries.source(kept, number).corrected == ()  # type: ignore[union-attr]
    assert [each.undone_by for each in corrections.of_document(kept, number)] == ["e1"]


def test_an_inferred_date_that_an_editor_confirms_is_known_from_then_on(store: Store, lexicon) -> None:
    words = "Norway and Kenya\n\nThe ministers met on 12 May 2021 in Nairobi. Norway will give Kenya 30 boats next year."

    def read(paper: Document, another: date | None = None) -> Reading:
        told = parser.read(paper, lexicon)
        inferred = told.document.published_on_inferred
        later = replace(told.document, published_on=another) if another and inferred else told.document
        return replace(told, document=later)

    paper = Document(words, "a.txt")
    store.add(paper, read(paper), NOON)
    day = date(2021, 5, 12)
    corrections.correct_document(store, 1, by="e1", now=LATER, read=read, published_on=day)
    held = store.document(1)
    assert held is not None
    store.reread([(1, held, read(held, date(2020, 1, 1)))])  # by other rules another day would be inferred
    source = queries.source(store, 1)
    assert source is not None
    assert (source.published.start, source.published.inferred) == (day, False)
    with pytest.raises(BadCorrection, match="says so already"):
        corrections.correct_document(store, 1, by="e1", now=LATER, read=read, published_on=day)


@pytest.mark.parametrize("field", ["title", "publisher"])
def test_a_title_or_publisher_that_an_editor_confirms_survives_other_rules(kept: Store, field: str) -> None:
    paper = kept.document(1)
    assert paper is not None

    def says(words: str) -> Reading:
        plain = reading(paper, outcomes=SAID)
        return replace(plain, document=replace(plain.document, **{field: words}))

    def read(document: Document) -> Reading:
        plain = reading(document, outcomes=SAID)
        return replace(
            plain, document=replace(plain.document, **{field: getattr(document, field) or "Ports"})
        )

    kept.reread([(1, paper, says("Ports"))])
    corrections.correct_document(kept, 1, by="e1", now=NOON, read=read, **{field: "Ports"})  # type: ignore[arg-type]
    [made] = corrections.of_document(kept, 1)
    assert (made.field, made.old, made.new) == (field, "Ports", "Ports")
    held = kept.document(1)
    assert held is not None
    assert getattr(held, field) == "Ports", "so whatever rules read it are told"
    with pytest.raises(BadCorrection, match="says so already"):
        corrections.correct_document(kept, 1, by="e1", now=LATER, read=read, **{field: "Ports"})  # type: ignore[arg-type]


def test_what_is_added_and_put_right_at_once_is_there_with_all_of_it_or_not_at_all(store: Store) -> None:
    paper = document(TEXT, url="https://a.example/1")
    found = [(paper, reading(paper, outcomes=SAID))]

    def fails(paper: Document) -> Reading:
        raise ZeroDivisionError(paper.name)

    with pytest.raises(ZeroDivisionError):
        corrections.add_put_right(store, found, [{"title": "Gates"}], corrections.Hand("e1", NOON, fails))
    assert store.counts().documents == 0
    hand = corrections.Hand("e1", NOON, read_by_year)
    [added] = corrections.add_put_right(store, found, [{"title": "Gates"}], hand)
    assert queries.source(store, added.number).title == "Gates"  # type: ignore[union-attr]
    [again] = corrections.add_put_right(store, found, [{"title": "Gates"}], hand)
    assert (again.number, again.change) == (added.number, "same")
    assert len(corrections.of_document(store, added.number)) == 1


def test_a_document_that_was_corrected_while_it_was_read_is_not_overwritten(kept: Store) -> None:
    paper = kept.document(1)
    assert paper is not None
    corrections.correct_document(kept, 1, by="e1", now=NOON, read=read_by_year, title="Talks at the gate")
    [late] = kept.reread([(1, paper, reading(paper))])
    assert late.late
    assert queries.source(kept, 1).title == "Talks at the gate"  # type: ignore[union-attr]
    assert len(told(kept)) == 3


def test_corrections_go_with_their_document(kept: Store) -> None:
    corrections.hide(kept, 1, by="e1", now=NOON)
    kept.remove(1)
    with kept.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(table)) == 0
    assert corrections.hidden_of(kept, 1) == ()


def test_meetings_keep_their_numbers_when_a_document_is_read_anew(store: Store) -> None:
    paper = document(TEXT)
    talks, session = meeting("m1", "KH", "LA"), meeting("m2", "KH", part_of="m1")
    store.add(paper, reading(paper, outcomes=SAID, meetings=(talks, session)), NOON)
    opening = meeting("m0", "LA")
    assert again(store, meetings=(opening, replace(talks, place="Pakse"), session)).written
    found = {each.number: (each.meeting.id, each.parent) for each in queries.meetings(store, source=1)}
    assert found == {1: ("m1", None), 2: ("m2", 1), 3: ("m0", None)}
    assert not again(store, meetings=(opening, replace(talks, place="Pakse"), session)).written


QUOTES = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(1, 3), st.sampled_from(("pledge", "request"))), max_size=9
)


@given(QUOTES)
def test_every_line_of_a_document_that_did_not_change_is_found_again(lines) -> None:
    anchors = anchored(lines)
    assert matched(anchors, anchors) == {at: at for at in range(len(anchors))}


@given(QUOTES, QUOTES)
def test_no_line_is_taken_for_two(old, new) -> None:
    found = matched(anchored(old), anchored(new))
    assert len(set(found.values())) == len(found)
    assert all(anchored(old)[before].quote == anchored(new)[after].quote for after, before in found.items())


def test_a_report_waits_until_an_editor_settles_its_line(kept: Store) -> None:
    first, new = corrections.report(kept, 2, "  It was Laos,\nnot Cambodia. ", by="r1", now=NOON)
    assert (first.words, first.state, new) == ("It was Laos, not Cambodia.", "open", True)
    again_told, new = corrections.report(kept, 2, "Really.", by="r1", now=LATER)
    assert (again_told.number, again_told.words, new) == (first.number, "Really.", False)
    corrections.report(kept, 2, "x" * 9000, by="r2", now=LATER)
    corrections.report(kept, 3, "", by="r2", now=LATER)
    assert [each.line for each in corrections.open_reports(kept)] == [2, 2, 3]
    assert len(corrections.open_reports(kept, line=2)[1].words) == 500
    settled = corrections.settle(kept, 2, "corrected", by="e1", now=LATER)
    assert [(each.by, each.state, each.settled_by) for each in settled] == [
        ("r1", "corrected", "e1"),
        ("r2", "corrected", "e1"),
    ]
    assert [each.line for each in corrections.open_reports(kept)] == [3]
    assert corrections.one_report(kept, first.number).settled_at == LATER  # type: ignore[union-attr]
    assert corrections.one_report(kept, 99) is None


def test_one_reader_cannot_bury_the_reports_of_the_others(kept: Store) -> None:
    lines = tuple(outcome(f"o{at}", quote=f"Sentence {at}.") for at in range(MOST_A_DAY + 1))
    paper = document("Many lines.")
    first = kept.add(paper, reading(paper, outcomes=lines), NOON)
    numbers = [line.number for line in queries.lines_of_source(kept, first.number)]
    for number in numbers[:MOST_A_DAY]:
        corrections.report(kept, number, "", by="r1", now=NOON)
    with pytest.raises(BadCorrection, match="tomorrow"):
        corrections.report(kept, numbers[-1], "", by="r1", now=LATER)
    assert corrections.report(kept, numbers[-1], "", by="r2", now=LATER)[1]
    assert corrections.report(kept, numbers[-1], "", by="r1", now=NOON + timedelta(days=1, minutes=1))[1]


def test_a_line_that_is_gone_or_hidden_cannot_be_reported_and_a_reader_can_be_forgotten(kept: Store) -> None:
    corrections.report(kept, 2, "wrong", by="r1", now=NOON)
    corrections.hide(kept, 1, by="e1", now=NOON)
    for line in (1, 77):
        with pytest.raises(NoSuchThing):
            corrections.report(kept, line, "", by="r1", now=NOON)
    assert forget(kept, "r1") == 1
    assert corrections.open_reports(kept)[0].by == ""


def test_editors_come_change_and_go(store: Store) -> None:
    assert roles.role_of(store, 7_000_000_000) is None
    roles.add(store, 7_000_000_000, "@lan", by=1, now=NOON)
    roles.add(store, 1, "Owner\nof  all", roles.Role.OWNER, by=1, now=NOON)
    assert roles.role_of(store, 7_000_000_000) is roles.Role.EDITOR
    assert [each.name for each in roles.editors_of(store)] == ["Owner of all", "@lan"]
    roles.add(store, 7_000_000_000, "@lan2", roles.Role.OWNER, by=1, now=LATER)
    assert [each.role for each in roles.editors_of(store)] == [roles.Role.OWNER] * 2
    assert roles.remove(store, 7_000_000_000).name == "@lan2"
    with pytest.raises(NoSuchThing):
        roles.remove(store, 7_000_000_000)
