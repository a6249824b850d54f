"""What belongs together across documents: requests and their answers, instruments and their successors."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import source
from hypothesis import given
from hypothesis import strategies as st
from readings import outcome

from briefs import threads
from briefs.model import Kind, Line, Moment, Period, Precision

ASKED = date(2020, 9, 10)
LATER = date(2021, 1, 28)
TODAY = date(2021, 11, 15)


def line(number: int, when: date | None, document: int, kind: Kind, quote: str, **given: object) -> Line:
    said = Moment(when, when, Precision.DAY if when else None)
    return Line(number, outcome(f"o{number}", kind, quote=quote, **given), source(document), None, said)


REQUEST = line(
    1,
    ASKED,
    1,
    Kind.REQUEST,
    "Cambodia urged Australia to offer more scholarships.",
    actors=("KH",),
    towards=("AU",),
    topics=("education",),
)
ANSWER = line(
    2,
    LATER,
    2,
    Kind.PLEDGE,
    "Australia will award fifty scholarships.",
    actors=("AU",),
    towards=("KH",),
    topics=("education",),
)


def changed(base: Line, *, when: date | None = LATER, document: int = 2, **given: object) -> Line:
    moment = Moment(when, when, Precision.DAY if when else None)
    return replace(base, outcome=replace(base.outcome, **given), said=moment, source=source(document))


def test_a_later_pledge_on_the_same_subject_answers_a_request(lexicon):
    links = threads.answered([REQUEST, ANSWER], lexicon)
    assert links[1].later is ANSWER
    assert links[1].reason == "both speak of “scholarships”"


def test_a_joint_commitment_answers_too(lexicon):
    joint = changed(ANSWER, kind=Kind.COMMITMENT, actors=("AU", "KH"), towards=())
    assert 1 in threads.answered([REQUEST, joint], lexicon)


@pytest.mark.parametrize(
    "other",
    [
        changed(ANSWER, when=ASKED),
        changed(ANSWER, when=date(2019, 1, 1)),
        changed(ANSWER, when=None),
        changed(ANSWER, document=1),
        changed(ANSWER, kind=Kind.POSITION),
        changed(ANSWER, actors=("KH",), towards=("AU",)),
        changed(ANSWER, actors=("AU",), towards=("LA",)),
        changed(ANSWER, actors=("JP",)),
        changed(ANSWER, quote="Australia will continue its cooperation and support for Cambodia."),
        changed(ANSWER, quote="Australia will award scholarships.", topics=("defence",)),
    ],
    ids=[
        "same day",
        "before",
        "undated",
        "same document",
        "a view",
        "other way",
        "for a third",
        "by a third",
        "no subject",
        "one word only",
    ],
)
def test_what_is_no_answer_is_not_linked(other, lexicon):
    assert threads.answered([REQUEST, other], lexicon) == {}


def test_the_names_of_the_parties_are_no_subject(lexicon):
    request = changed(
        REQUEST, when=ASKED, document=1, quote="Cambodia asked Australia for Australian Cambodian Canberra."
    )
    answer = changed(ANSWER, quote="Australia gives Cambodia an Australian in Canberra.")
    assert threads.answered([request, answer], lexicon) == {}


def test_the_first_answer_counts(lexicon):
    second = replace(changed(ANSWER, when=date(2021, 5, 1), document=3), number=3)
    assert threads.answered([second, ANSWER, REQUEST], lexicon)[1].later is ANSWER


def test_a_request_tells_how_long_it_has_been_open(lexicon):
    assert threads.status(REQUEST, None, TODAY) == "open for 1 year and 2 months"
    link = threads.answered([REQUEST, ANSWER], lexicon)[1]
    assert threads.status(REQUEST, link, TODAY) == "answered after 4 months"


def term(number: int, first: int, last: int, name: str = "Plan of Action", **given: object) -> Line:
    period = Period(date(first, 1, 1), date(last, 12, 31), Precision.RANGE, f"{first}-{last}")
    parties = given.pop("actors", ("ASEAN", "CA"))
    kind = given.pop("kind", Kind.ADOPTION)
    return line(
        number,
        date(first - 1, 9, 1),
        number,
        kind,
        name,
        actors=parties,
        instrument=name,
        period=period,
        **given,
    )


def test_an_instrument_is_followed_by_the_next_term_of_the_same_parties():
    links = threads.succeeded(
        [term(1, 2016, 2020), term(2, 2021, 2025, "the new Plan of Action (2021-2025)"), term(3, 2026, 2030)]
    )
    assert {number: link.later.number for number, link in links.items()} == {1: 2, 2: 3}
    assert links[1].reason == "same parties, next term (2021-2025)"


@pytest.mark.parametrize(
    "other",
    [
        term(2, 2021, 2025, actors=("ASEAN", "AU")),
        term(2, 2021, 2025, "Work Plan"),
        term(2, 2021, 2025, "Memorandum of Understanding"),
        term(2, 2019, 2023),
        term(2, 2025, 2030),
        term(2, 2021, 2025, kind=Kind.PROGRESS),
    ],
    ids=["other parties", "other sort", "no series", "overlaps", "years later", "not adopted"],
)
def test_what_only_looks_like_a_successor_is_none(other):
    assert threads.succeeded([term(1, 2016, 2020), other]) == {}


PROMISE = line(
    10,
    ASKED,
    1,
    Kind.COMMITMENT,
    "Cambodia and Australia will set up the Harbour Safety Partnership (HSAP) for their coast guards.",
    actors=("KH", "AU"),
    topics=("maritime",),
)


def report(quote: str, kind: Kind = Kind.PROGRESS, number: int = 11, **given: object) -> Line:
    return line(number, LATER, 2, kind, quote, **{"actors": ("AU", "KH"), "topics": ("maritime",), **given})


@pytest.mark.parametrize(
    ("quote", "became"),
    [
        ("The Ministers noted the progress made under the Harbour Safety Partnership.", "in progress"),
        ("They were pleased that the Harbour Safety Partnership was launched in May.", "carried out"),
        ("They looked forward to the launch of the Harbour Safety Partnership.", "in progress"),
        ("They noted that HSAP has been fully implemented.", "carried out"),
        ("They noted that HSAP has not yet been fully implemented.", "in progress"),
    ],
)
def test_a_later_report_on_the_same_named_thing_moves_a_promise(quote, became, lexicon):
    links = threads.reported([PROMISE, report(quote)], lexicon)
    assert links[10].became.value == became
    assert links[10].reason.startswith("both name “")


def test_the_adoption_of_what_was_to_be_set_up_carries_it_out(lexicon):
    adopted = report(
        "They signed the Harbour Safety Partnership.", Kind.ADOPTION, instrument="Harbour Safety Partnership"
    )
    assert threads.reported([PROMISE, adopted], lexicon)[10].became is threads.Became.CARRIED_OUT


@pytest.mark.parametrize(
    "other",
    [
        report("They noted the progress made under the Harbour Safety Partnership.", actors=("JP", "KH")),
        report("They noted the progress made under the Mountain Rescue Partnership."),
        report("They noted the progress of cooperation between their governments."),
        report("They recalled that the Harbour Safety Partnership was first proposed in June 2018."),
        changed(PROMISE, when=ASKED, document=2, kind=Kind.PROGRESS),
    ],
    ids=["other parties", "another name", "no name", "an older story", "same day"],
)
def test_what_does_not_report_on_a_promise_leaves_it_as_it_was(other, lexicon):
    assert threads.reported([PROMISE, replace(other, number=99)], lexicon) == {}


def test_a_promise_that_is_made_again_is_linked_and_stays_open(lexicon):
    first = changed(
        PROMISE, when=ASKED, document=1, quote="Both will patrol reefs against trawlers and poachers."
    )
    again = replace(
        changed(PROMISE, quote="Both sides agreed to patrol their reefs to keep poachers and trawlers away."),
        number=12,
    )
    links = threads.renewed([first, again], lexicon)
    assert links[10].later is again
    assert links[10].became is threads.Became.SAID_AGAIN
    assert not threads.follow([first, again], [], lexicon, TODAY).is_closed(first)


def test_a_name_alone_that_is_one_of_a_round_of_talks_repeats_nothing(lexicon):
    first = changed(PROMISE, when=ASKED, document=1, quote="They will hold the Coral Reef Dialogue in June.")
    again = replace(
        changed(PROMISE, quote="Through the Coral Reef Dialogue they will train divers."), number=12
    )
    assert threads.renewed([first, again], lexicon) == {}


def test_the_words_of_an_address_are_no_subject(lexicon):
    link = "([text](https://example.org/harbour-trawlers-poachers-reefs))"
    first = changed(PROMISE, when=ASKED, document=1, quote=f"They will work together {link}.")
    assert threads.reported([first, report(f"They reviewed their work {link}.")], lexicon) == {}


def test_third_parties_alone_are_no_subject(lexicon):
    first = changed(PROMISE, when=ASKED, document=1, quote="They will work with Laos and Thailand.")
    assert threads.reported([first, report("They reviewed aid to Laos and Thailand.")], lexicon) == {}


def test_a_plan_that_names_its_parties_is_theirs_whoever_speaks_of_it(lexicon):
    old = term(1, 2016, 2020, "ASEAN-Canada Plan of Action", actors=("KH", "CA"))
    new = term(2, 2021, 2025, "Plan of Action of ASEAN and Canada", actors=("ASEAN", "CA"))
    assert threads.succeeded([old, new], lexicon)[1].later is new
    assert {tuple(sorted(each.parties)) for each in threads.terms([old, new], lexicon)} == {("ASEAN", "CA")}


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2015, 6, 1), "begins 1 January 2016"),
        (date(2017, 6, 1), "in force until 31 December 2020"),
        (date(2020, 9, 30), "ends in 3 months"),
        (
            date(2021, 1, 1),
            "lapsed by the calendar: its term ended 31 December 2020, and no successor is known here",
        ),
    ],
)
def test_how_a_term_stands_is_arithmetic_and_says_so(today, words):
    (only,) = threads.terms([term(1, 2016, 2020)])
    assert threads.standing(only, today) == words


def test_a_plan_that_was_followed_or_carried_out_has_not_lapsed(lexicon):
    old, new = term(1, 2016, 2020), term(2, 2021, 2025)
    assert threads.standing(threads.terms([old, new])[0], TODAY) == "its term ended 31 December 2020"
    closing = replace(
        term(3, 2016, 2020, kind=Kind.PROGRESS),
        outcome=replace(
            term(3, 2016, 2020, kind=Kind.PROGRESS).outcome, quote="They noted its full implementation."
        ),
    )
    (closed,) = threads.terms([old, closing], lexicon)
    assert closed.closed is closing
    assert threads.standing(closed, TODAY) == "reported carried out"


def test_the_years_in_a_name_are_its_term():
    named = changed(term(1, 2016, 2020), instrument="Work Plan 2018–2022", period=None)
    (only,) = threads.terms([named])
    assert (only.start, only.end) == (date(2018, 1, 1), date(2022, 12, 31))


@given(
    st.lists(
        st.builds(
            line,
            st.integers(1, 40),
            st.one_of(st.none(), st.dates(date(2019, 1, 1), date(2023, 1, 1))),
            st.integers(1, 4),
            st.sampled_from(list(Kind)),
            st.sampled_from([PROMISE.outcome.quote, REQUEST.outcome.quote, "All said (XY) \x00 [a](b", ""]),
            actors=st.sampled_from([(), ("KH",), ("AU", "KH"), ("ASEAN",)]),
            towards=st.sampled_from([(), ("AU",)]),
            topics=st.sampled_from([(), ("education",)]),
        ),
        max_size=12,
        unique_by=lambda each: each.number,
    )
)
def test_every_link_leads_from_an_earlier_document_to_a_later_one(lexicon, lines):
    followed = threads.follow(lines, [], lexicon, TODAY)
    for link in (*followed.answered.values(), *followed.reported.values(), *followed.renewed.values()):
        assert link.earlier.source.number != link.later.source.number
        assert link.earlier.said.start < link.later.said.start
        assert link.reason
