"""One meeting in two documents: what is joined, what is left apart, and what only one of them tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import source
from readings import meeting, outcome

from briefs.composing.accounts import joined, same_meeting, similar, told_once
from briefs.model import Format, Kind, Level, Line, Moment, Precision
from briefs.queries import StoredMeeting

DAY = date(2021, 1, 28)
MET = {"start": DAY, "end": DAY, "precision": Precision.DAY}


def stored(number, document, *parties, parent=None, **given):
    met = meeting(f"m{number}", *(parties or ("KH", "AU")), **{**MET, **given})
    when = Moment(met.start, met.end, met.precision)
    return StoredMeeting(number, met, source(document), when, parent, 3)


RELEASE = stored(1, 1)
PAPER = stored(2, 2, "AU", "KH", name="Envoys meet", end=date(2021, 1, 29), precision=Precision.RANGE)


def test_the_same_parties_on_the_same_days_are_one_meeting():
    assert same_meeting(RELEASE, PAPER)
    [met] = joined([RELEASE, PAPER])
    assert (met.stored, met.others, met.numbers, met.lines) == (RELEASE, (PAPER,), (1, 2), 6)


@pytest.mark.parametrize(
    "other",
    [
        stored(2, 1),
        stored(2, 2, "KH", "JP"),
        stored(2, 2, "KH", "AU", "JP"),
        stored(2, 2, start=date(2021, 1, 30), end=date(2021, 1, 30)),
        stored(2, 2, start=None, end=None, precision=None),
        stored(2, 2, start=date(2021, 1, 1), end=date(2021, 1, 31), precision=Precision.MONTH),
        stored(2, 2, start=date(2021, 1, 1), end=date(2021, 1, 31), precision=Precision.RANGE),
        stored(2, 2, level=Level.SENIOR_OFFICIALS),
        stored(2, 2, parent=9),
        stored(2, 2, name="the telephone call of the ministers"),
    ],
)
def test_a_sign_against_it_keeps_two_meetings_apart(other):
    assert not same_meeting(RELEASE, other)
    assert [met.numbers for met in joined([RELEASE, other])] == [(1,), (2,)]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ({"format": Format.IN_PERSON}, {"format": Format.VIDEOCONFERENCE}, False),
        ({"format": Format.IN_PERSON}, {}, True),
        ({"place": "Sydney"}, {"place": "Phnom Penh"}, False),
        ({"place": "Sydney"}, {"place": "sydney, Australia"}, True),
        ({"forum": "Joint Trade Committee"}, {"forum": "Border Committee"}, True),
        ({"forum": "Joint Trade Committee"}, {"forum": "Senior Officials"}, False),
        ({"forum": "Joint Trade Committee"}, {"forum": "bilateral meeting"}, True),
        ({"level": Level.OTHER}, {"level": Level.LEADERS}, True),
    ],
)
def test_what_only_one_of_them_says_is_no_sign_against_it(first, second, same):
    assert same_meeting(stored(1, 1, **first), stored(2, 2, **second)) is same


ASEM = {"forum": "asem", "name": "13th ASEM Summit"}
ALL_OF_THEM = ("AU", "EU", "JP", "KH", "LA")


@pytest.mark.parametrize(
    ("parties", "given", "same"),
    [
        (("KH", "JP"), {}, True),
        (("KH", "JP"), {"name": "The 13th ASEM Summit"}, True),
        (("KH", "JP"), {"name": "Session with Japan"}, False),
        (("KH", "JP"), {"name": "12th ASEM Summit"}, False),
        (("KH", "JP"), {"forum": None}, False),
        (("KH", "JP"), {"forum": "asean"}, False),
        (("KH", "US"), {}, False),
        (("KH",), {}, False),
        (("KH", "JP"), {"start": date(2021, 2, 5), "end": date(2021, 2, 5)}, False),
    ],
)
def test_a_paper_that_names_few_of_those_who_came_reports_the_meeting_of_that_name(parties, given, same):
    whole = stored(1, 1, *ALL_OF_THEM, **ASEM)
    assert same_meeting(whole, stored(2, 2, *parties, **{**ASEM, **given})) is same
    assert same_meeting(stored(2, 2, *parties, **{**ASEM, **given}), whole) is same


def test_the_session_of_a_conference_is_not_the_conference_though_its_parties_were_there():
    whole = stored(1, 1, *ALL_OF_THEM, forum="pmc", name="Post Ministerial Conference")
    assert not same_meeting(
        whole, stored(2, 2, "AU", "LA", forum="pmc", name="Post Ministerial Conference with Australia")
    )
    talks = {"forum": "pmc", "name": "bilateral meeting"}
    assert not same_meeting(stored(1, 1, *ALL_OF_THEM, **talks), stored(2, 2, "AU", "LA", **talks))


def test_one_party_alone_meets_in_too_many_rooms():
    assert not same_meeting(stored(1, 1, "ASEAN"), stored(2, 2, "ASEAN"))


def test_an_account_that_may_belong_to_two_meetings_joins_neither():
    assert len(joined([RELEASE, stored(3, 1), PAPER])) == 3
    assert len(joined([PAPER, RELEASE, stored(3, 1)])) == 3


def test_three_documents_report_one_meeting():
    [met] = joined([RELEASE, PAPER, stored(3, 3)])
    assert met.numbers == (1, 2, 3)


def line(number, document, quote, **given):
    told = outcome(f"o{number}", **{"quote": quote, "headline": quote, **given})
    return Line(number, told, source(document), None, Moment(DAY, DAY, Precision.DAY))


FERRY = line(1, 1, "Cambodia will buy a new ferry for the harbour.")
AGAIN = line(2, 2, "The ferry that Cambodia buys will serve the harbour.")


def test_the_same_act_in_other_words_is_similar():
    assert similar(FERRY, AGAIN)
    assert told_once([FERRY, AGAIN]) == frozenset()


@pytest.mark.parametrize(
    ("change", "alike"),
    [
        ({"kind": Kind.REQUEST}, False),
        ({"actors": ("AU",)}, False),
        ({"actors": ("KH", "AU")}, True),
        ({"quote": "Cambodia will train more nurses."}, False),
        ({"quote": "Cambodia will train more nurses.", "topics": ("maritime",)}, True),
    ],
)
def test_kind_actors_and_subject_must_agree(change, alike):
    first = replace(FERRY, outcome=replace(FERRY.outcome, topics=("maritime",)))
    other = replace(AGAIN, outcome=replace(AGAIN.outcome, **change))
    assert similar(first, other) is alike


def test_what_only_one_document_tells_is_marked_and_nothing_where_there_is_but_one():
    nurses = line(3, 1, "Cambodia will train nurses.")
    assert told_once([FERRY, nurses, AGAIN]) == {3}
    assert told_once([FERRY, nurses]) == frozenset()
