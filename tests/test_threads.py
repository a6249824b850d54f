"""What belongs together across documents: requests and their answers, instruments and their successors."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import source
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
