"""Questions to the store: what they find, what they leave out, and that both databases agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import NOON, document, event, meeting, outcome, reading
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy.dialects import postgresql

from briefs import queries
from briefs.model import EventStatus, Kind, Mention, Period, Precision, Strength
from briefs.queries import Wanted
from briefs.queries.search import matching_paragraphs
from briefs.store.words import sought

if TYPE_CHECKING:
    from briefs.store import Store

YEAR_2021 = (date(2021, 1, 1), date(2021, 12, 31))
YEAR_2023 = (date(2023, 1, 1), date(2023, 12, 31))


def keep(store: Store, text: str, published: date | None = date(2021, 1, 28), **given: object) -> int:
    paper = document(text, url=given.pop("url", None))
    return store.add(paper, reading(paper, published, **given), given.pop("now", NOON)).number


def found(store: Store, **wanted: object) -> list[str]:
    return [line.outcome.id for line in queries.lines(store, Wanted(**wanted))]  # type: ignore[arg-type]


@pytest.fixture
def shelf(store: Store) -> Store:
    """Three documents of 2019, 2020 and 2021."""
    plan = Period(date(2021, 1, 1), date(2025, 12, 31), Precision.RANGE, "2021-2025")
    soon = Period(None, date(2023, 6, 30), Precision.MONTH, "by June 2023")
    keep(
        store,
        "Old talks on rice.\nThey met.",
        date(2019, 5, 4),
        outcomes=(
            outcome("rice", Kind.REQUEST, actors=("KH",), towards=("VN",), topics=("trade",)),
            outcome("soon", period=soon, paragraph=2),
        ),
    )
    session = meeting(
        "m1", "ASEAN", "AU", start=date(2020, 9, 10), precision=Precision.DAY, forum="asean-pmc"
    )
    keep(
        store,
        "Session with Australia.\nThe Plan of Action was adopted.",
        date(2020, 9, 11),
        meetings=(session,),
        outcomes=(
            outcome(
                "plan",
                Kind.ADOPTION,
                strength=Strength.FIRM,
                actors=("ASEAN", "AU"),
                period=plan,
                meeting="m1",
                instrument="Plan of Action 2021-2025",
                paragraph=2,
            ),
        ),
    )
    keep(
        store,
        "Talks of Cambodia and Australia.\nScholarships were promised.\nMinisters praised the café.",
        outcomes=(
            outcome(
                "places", Kind.PLEDGE, actors=("AU",), towards=("KH",), topics=("education",), paragraph=2
            ),
            outcome("view", Kind.POSITION, actors=("KH", "AU"), paragraph=3, event="asem13"),
        ),
        inferred=True,
        reason="by the calendar",
    )
    return store


def test_lines_come_newest_first_and_in_the_order_of_their_text(shelf: Store) -> None:
    assert found(shelf) == ["places", "view", "plan", "rice", "soon"]
    assert found(shelf, order="oldest") == ["rice", "soon", "plan", "places", "view"]
    assert found(shelf, limit=2, offset=1) == ["view", "plan"]
    assert queries.count(shelf, Wanted(limit=2)) == 5


def test_a_party_is_found_on_either_side(shelf: Store) -> None:
    assert found(shelf, parties=("KH",)) == ["places", "view", "rice", "soon"]
    assert found(shelf, parties=("VN", "ASEAN")) == ["plan", "rice"]
    assert found(shelf, every_party=("KH", "AU")) == ["places", "view"]


def test_sides_are_told_apart(shelf: Store) -> None:
    assert found(shelf, actors=("AU",), towards=("KH",)) == ["places"]
    assert found(shelf, actors=("VN",)) == []


def test_kinds_strength_topics_instruments_and_events_narrow(shelf: Store) -> None:
    assert found(shelf, kinds=(Kind.PLEDGE, Kind.REQUEST)) == ["places", "rice"]
    assert found(shelf, strength=Strength.FIRM) == ["plan"]
    assert found(shelf, topics=("education", "none")) == ["places"]
    assert found(shelf, instruments=True) == ["plan"]
    assert found(shelf, events=("asem13",)) == ["view"]
    assert found(shelf, source=1, paragraph=2) == ["soon"]
    assert found(shelf, numbers=(1, 3)) == ["plan", "rice"]


def test_said_in_a_year_is_the_day_of_the_meeting_or_the_document(shelf: Store) -> None:
    assert found(shelf, said=YEAR_2021) == ["places", "view"]
    assert found(shelf, said=(date(2020, 9, 10), date(2020, 9, 10))) == ["plan"]
    assert found(shelf, said=(None, date(2019, 12, 31))) == ["rice", "soon"]


def test_a_plan_is_in_force_in_every_year_of_it(shelf: Store) -> None:
    assert found(shelf, in_force=YEAR_2023) == ["plan", "soon"]
    assert found(shelf, in_force=(date(2026, 1, 1), None)) == []
    assert found(shelf, made_or_in_force=YEAR_2021) == ["places", "view", "plan", "soon"]


def test_a_deadline_holds_from_the_day_it_was_set(shelf: Store) -> None:
    assert found(shelf, in_force=(date(2018, 1, 1), date(2018, 12, 31))) == []
    assert found(shelf, in_force=(date(2019, 6, 1), date(2019, 6, 1))) == ["soon"]


def test_lines_of_a_meeting_include_those_of_its_sessions(store: Store) -> None:
    whole = meeting("m1", "ASEAN")
    part = meeting("m2", "ASEAN", "AU", part_of="m1", forum="asean-pmc")
    keep(
        store,
        "All.",
        meetings=(whole, part),
        outcomes=(outcome("a", meeting="m1"), outcome("b", meeting="m2")),
    )
    assert found(store, meetings=(1,)) == ["a", "b"]
    assert found(store, meetings=(2,)) == ["b"]
    assert found(store, forum="asean-pmc") == ["b"]


def test_words_narrow_lines_to_the_paragraphs_that_hold_them(shelf: Store) -> None:
    assert found(shelf, words="scholarship") == ["places"]
    assert found(shelf, words='") (') == []
    assert found(shelf, words="nothingofthekind") == []


def test_the_state_before_a_day_is_that_of_the_day(shelf: Store) -> None:
    assert found(shelf, as_of=date(2020, 12, 31)) == ["plan", "rice", "soon"]
    assert [source.number for source in queries.latest(shelf, as_of=date(2019, 5, 4))] == [1]
    assert queries.latest(shelf, as_of=date(2019, 5, 3)) == []


def test_before_a_revision_came_the_old_text_was_what_one_knew(store: Store) -> None:
    page = "https://example.org/plan"
    keep(store, "Signed in May.", outcomes=(outcome("may"),), url=page)
    later = document("Signed in June.", url=page)
    read = reading(later, outcomes=(outcome("june"),))
    store.add(later, read, datetime(2026, 6, 1, tzinfo=UTC))
    assert found(store) == ["june"]
    assert found(store, as_of=date(2026, 5, 31)) == ["may"]
    assert found(store, as_of=date(2026, 6, 1)) == ["june"]


def test_an_undated_document_is_known_from_the_day_it_came(store: Store) -> None:
    keep(store, "No date here.", None, outcomes=(outcome("o1"),))
    assert found(store, as_of=date(2026, 3, 1)) == []
    assert found(store, as_of=date(2026, 3, 2)) == ["o1"]
    assert queries.lines(store, Wanted())[0].said.start is None


def test_undated_lines_come_last(store: Store) -> None:
    keep(store, "No date here.", None, outcomes=(outcome("undated"),))
    keep(store, "A date here.", date(1999, 1, 1), outcomes=(outcome("dated"),))
    assert found(store) == ["dated", "undated"]
    assert found(store, order="oldest") == ["dated", "undated"]


def test_the_context_of_a_line_is_its_paragraph_and_the_ones_beside_it(shelf: Store) -> None:
    context = queries.context(shelf, 4)
    assert context is not None
    assert (context.source, context.paragraph, context.text) == (3, 2, "Scholarships were promised.")
    assert context.before == "Talks of Cambodia and Australia."
    assert context.after == "Ministers praised the café."
    assert queries.context(shelf, 1).before is None  # type: ignore[union-attr]


@pytest.mark.parametrize("number", [0, -5, 99, 2**31, 10**30])
def test_a_number_that_nothing_has_finds_nothing(shelf: Store, number: int) -> None:
    assert queries.line(shelf, number) is None
    assert queries.source(shelf, number) is None
    assert queries.context(shelf, number) is None
    assert queries.lines_of_source(shelf, number) == []
    assert queries.meetings(shelf, number=number) == []
    assert shelf.remove(number) == 0


def test_sources_come_in_the_order_asked(shelf: Store) -> None:
    assert [source.number for source in queries.sources(shelf, (3, 9, 1))] == [3, 1]
    assert [source.number for source in queries.latest(shelf, 2)] == [3, 2]
    assert queries.paragraphs_of_source(shelf, 1) == ["Old talks on rice.", "They met."]


def test_parties_and_topics_of_the_newest_documents_come_with_their_lines(shelf: Store) -> None:
    assert queries.parties_met(shelf)[:2] == [("KH", 4), ("AU", 3)]
    assert queries.topics_met(shelf) == [("education", 1), ("trade", 1)]
    assert queries.topics_met(shelf, as_of=date(2019, 12, 31)) == [("trade", 1)]


def test_a_search_finds_other_forms_of_a_word_and_marks_them(shelf: Store) -> None:
    (hit,) = queries.search(shelf, "SCHOLARSHIP")
    assert (hit.source.number, hit.paragraph) == (3, 2)
    assert [hit.text[start:end] for start, end in hit.marks] == ["Scholarships"]
    assert [line.outcome.id for line in hit.lines] == ["places"]


def test_a_search_does_not_mind_accents(shelf: Store) -> None:
    assert [hit.paragraph for hit in queries.search(shelf, "cafe")] == [3]
    assert [hit.paragraph for hit in queries.search(shelf, "CAFÉ")] == [3]


def test_a_search_wants_all_words_and_settles_for_some(shelf: Store) -> None:
    assert [hit.source.number for hit in queries.search(shelf, "plan adopted")] == [2]
    some = queries.search(shelf, "rice scholarships")
    assert {hit.source.number for hit in some} == {1, 3}


def test_a_word_in_the_title_helps_to_find_a_paragraph(shelf: Store) -> None:
    hits = queries.search(shelf, "Cambodia scholarships")
    assert [(hit.source.number, hit.paragraph) for hit in hits] == [(3, 2)]


def test_words_in_quotation_marks_stand_together(shelf: Store) -> None:
    assert [hit.source.number for hit in queries.search(shelf, '"plan of action"')] == [2]
    assert queries.search(shelf, '"action of plan"') == []


def test_the_name_of_a_session_leads_to_its_paragraphs(store: Store) -> None:
    session = meeting("m1", "ASEAN", "NZ", name="Session with New Zealand")
    keep(
        store,
        "Ministers met.\nThe budget was adopted.",
        meetings=(session,),
        outcomes=(outcome("o1", meeting="m1", paragraph=2),),
    )
    assert [hit.paragraph for hit in queries.search(store, "Zealand budget")] == [2]


def test_a_search_sees_only_what_stands(store: Store) -> None:
    page = "https://example.org/plan"
    keep(store, "Signed in May.", url=page)
    keep(store, "Signed in June.", url=page)
    assert queries.search(store, "May") == []
    assert len(queries.search(store, "June")) == 1


def test_a_search_is_paged_without_repetition(store: Store) -> None:
    keep(store, "\n".join(f"Rice {number}" for number in range(30)))
    pages = [queries.search(store, "rice", limit=12, offset=offset) for offset in (0, 12, 24, 36)]
    assert [len(page) for page in pages] == [12, 12, 6, 0]
    assert len({hit.paragraph for page in pages for hit in page}) == 30


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        '"',
        '"""',
        "* AND",
        "NEAR(",
        "a:b -c",
        "terms:x",
        "'; --",
        "\x00",
        "\ud800",
        "ក",
        "🇰🇭",
        "&|!",
    ],
)
def test_no_words_are_an_error(shelf: Store, words: str) -> None:
    queries.search(shelf, words)
    queries.lines(shelf, Wanted(words=words))
    queries.meetings(shelf, words=words)


@given(words=st.text(max_size=60))
def test_whatever_is_typed_is_searched(store: Store, words: str) -> None:
    for hit in queries.search(store, words):
        assert hit.text


def test_meetings_are_found_by_parties_name_and_time(shelf: Store) -> None:
    keep(
        shelf,
        "Other talks.",
        date(2022, 1, 1),
        meetings=(meeting("m9", "KH", "JP", name="Talks with Japan"),),
    )
    both = queries.meetings(shelf)
    assert [stored.meeting.name for stored in both] == ["Talks with Japan", "Meeting m1"]
    assert both[1].when.start == date(2020, 9, 10)
    assert both[1].lines == 1
    assert both[0].when.start == date(2022, 1, 1)
    assert [stored.number for stored in queries.meetings(shelf, parties=("AU",))] == [1]
    assert [stored.number for stored in queries.meetings(shelf, words="japan talk")] == [2]
    assert [stored.number for stored in queries.meetings(shelf, until=date(2020, 12, 31))] == [1]
    assert [stored.number for stored in queries.meetings(shelf, since=date(2021, 1, 1))] == [2]
    assert [stored.number for stored in queries.meetings(shelf, forum="asean-pmc")] == [1]
    assert queries.meetings(shelf, words="nothing like it") == []
    assert [stored.number for stored in queries.meetings(shelf, as_of=date(2021, 1, 1))] == [1]


def test_an_event_of_two_documents_is_one_with_two_mentions(store: Store) -> None:
    keep(store, "One.", date(2020, 1, 1), events=(event("asem13", date(2020, 11, 16), host="KH"),))
    keep(store, "Two.", date(2021, 6, 1), events=(event("asem13", date(2021, 11, 25), date(2021, 11, 26)),))
    (known,) = queries.events(store)
    assert known.host == "KH"
    assert (known.when.start, known.when.end) == (date(2021, 11, 25), date(2021, 11, 26))
    assert [mention.source.number for mention in known.mentions] == [1, 2]
    assert [told.when.start for told in known.history] == [date(2020, 11, 16), date(2021, 11, 25)]


def test_the_order_in_which_documents_come_in_does_not_matter(store: Store) -> None:
    keep(store, "Two.", date(2021, 6, 1), events=(event("asem13", date(2021, 11, 25)),))
    keep(store, "One.", date(2020, 1, 1), events=(event("asem13", date(2020, 11, 16)),))
    assert queries.events(store)[0].when.start == date(2021, 11, 25)


def test_a_later_document_that_says_only_the_year_takes_no_day_away(store: Store) -> None:
    year = event("asem13", date(2021, 1, 1), date(2021, 12, 31), precision=Precision.YEAR)
    keep(store, "One.", date(2020, 1, 1), events=(event("asem13", date(2021, 11, 25)),))
    keep(store, "Two.", date(2021, 6, 1), events=(year,))
    assert queries.events(store)[0].when.precision is Precision.DAY


def test_a_later_document_that_says_another_year_counts(store: Store) -> None:
    year = event("asem13", date(2022, 1, 1), date(2022, 12, 31), precision=Precision.YEAR)
    keep(store, "One.", date(2020, 1, 1), events=(event("asem13", date(2021, 11, 25)),))
    keep(store, "Two.", date(2021, 6, 1), events=(year,))
    assert queries.events(store)[0].when.start == date(2022, 1, 1)


def test_on_one_day_the_more_exact_date_counts(store: Store) -> None:
    year = event("asem13", date(2022, 1, 1), date(2022, 12, 31), precision=Precision.YEAR)
    keep(store, "One.", date(2020, 1, 1), events=(event("asem13", date(2021, 11, 25)),))
    keep(store, "Two.", date(2020, 1, 1), events=(year,))
    assert queries.events(store)[0].when.start == date(2021, 11, 25)


def test_a_postponed_event_without_a_new_date_has_none(store: Store) -> None:
    keep(store, "One.", date(2020, 1, 1), events=(event("asem13", date(2020, 11, 16)),))
    keep(store, "Two.", date(2020, 6, 1), events=(event("asem13", status=EventStatus.POSTPONED),))
    (known,) = queries.events(store)
    assert known.when.start is None
    assert known.status is EventStatus.POSTPONED
    assert [told.status for told in known.history] == [EventStatus.PLANNED, EventStatus.POSTPONED]
    assert queries.events(store, as_of=date(2020, 3, 1))[0].when.start == date(2020, 11, 16)


def test_an_event_that_was_held_is_not_planned_again(store: Store) -> None:
    keep(
        store,
        "One.",
        date(2021, 12, 1),
        events=(event("asem13", date(2021, 11, 25), status=EventStatus.HELD),),
    )
    keep(store, "Two.", date(2022, 6, 1), events=(event("asem13", date(2021, 11, 25)),))
    assert queries.events(store)[0].status is EventStatus.HELD


def test_events_are_found_by_time_by_their_best_known_date(store: Store) -> None:
    keep(store, "One.", date(2020, 1, 1), events=(event("asem13", date(2020, 11, 16)), event("sea-games")))
    keep(store, "Two.", date(2021, 6, 1), events=(event("asem13", date(2021, 11, 25)),))
    assert [known.slug for known in queries.events(store)] == ["asem13", "sea-games"]
    assert queries.events(store, since=date(2020, 1, 1), until=date(2020, 12, 31)) == []
    assert [known.slug for known in queries.events(store, since=date(2021, 1, 1))] == ["asem13"]
    assert [known.slug for known in queries.events(store, slugs=("sea-games",))] == ["sea-games"]
    assert queries.event_names(store) == {"asem13": ("ASEM13",), "sea-games": ("SEA-GAMES",)}


def test_an_event_that_lasts_is_found_throughout(store: Store) -> None:
    year = event(
        "asean-chair-2022", date(2022, 1, 1), date(2022, 12, 31), precision=Precision.RANGE, host="KH"
    )
    keep(store, "One.", events=(year,))
    assert len(queries.events(store, since=date(2022, 6, 1), until=date(2022, 6, 30))) == 1


def test_events_of_a_party_are_those_it_hosts_or_speaks_of(store: Store) -> None:
    keep(
        store,
        "One.\nTwo.",
        events=(
            event("hosted", date(2022, 1, 1), host="KH", mentions=()),
            event("spoken-of", date(2022, 1, 2), mentions=(Mention("spoken of", 2),)),
            event("linked", date(2022, 1, 3), mentions=()),
            event("other", date(2022, 1, 4), mentions=(Mention("other", 1),)),
        ),
        outcomes=(outcome("a", actors=("KH",), paragraph=2), outcome("b", paragraph=9, event="linked")),
    )
    assert [known.slug for known in queries.events(store, parties=("KH",))] == [
        "hosted",
        "spoken-of",
        "linked",
    ]
    assert [known.slug for known in queries.events(store, hosts=("KH",))] == ["hosted"]


def test_each_question_takes_a_constant_number_of_statements(sqlite_store: Store) -> None:
    for number in range(12):
        session = meeting("m1", "KH", "AU")
        read = {"meetings": (session,), "outcomes": tuple(outcome(f"o{n}", meeting="m1") for n in range(5))}
        keep(
            sqlite_store, f"Paper {number} on rice.", events=(event(f"e{number}", date(2022, 1, 1)),), **read
        )
    statements: list[str] = []
    sqlalchemy_event.listen(
        sqlite_store._engine, "before_cursor_execute", lambda *given: statements.append(given[2])
    )
    for ask, most in (
        (lambda: queries.lines(sqlite_store, Wanted(parties=("KH",))), 3),
        (lambda: queries.events(sqlite_store), 3),
        (lambda: queries.meetings(sqlite_store), 3),
        (lambda: queries.search(sqlite_store, "rice"), 5),
        (lambda: queries.latest(sqlite_store), 1),
    ):
        statements.clear()
        assert len(ask()) >= 5
        assert len([one for one in statements if one != "BEGIN"]) <= most


def test_a_question_about_a_sample_can_be_told_from_one_about_ones_own(store: Store) -> None:
    paper = replace(document("A sample."), sample=True)
    store.add(paper, reading(paper, outcomes=(outcome("s"),)), NOON)
    keep(store, "Our own.", outcomes=(outcome("o"),))
    assert found(store, sample=False) == ["o"]
    assert found(store, sample=True) == ["s"]


def test_postgresql_looks_words_up_once_and_not_in_each_document() -> None:
    found = matching_paragraphs("postgresql", sought("ferry"))
    assert "OFFSET" in str(found.select().compile(dialect=postgresql.dialect()))
