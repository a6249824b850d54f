"""Turns of news and communiqués whose kind hangs on one word: gifts, demands, briefings, what the press is refused."""

from __future__ import annotations

import pytest

from briefs.model import DocumentKind
from tests.stage import acts, shown

TWO = {"parties": "PE SE"}
NEWS = {"parties": "PE SE", "kind": DocumentKind.NEWS}


@pytest.mark.parametrize(
    "text",
    [
        "Sweden insisted that Peru withdraw its boats.",
        "Sweden insisted that Peru lift the ban on its timber.",
        "Sweden insisted that Peru speed up the licence.",
        "Sweden proposed to open the border of Peru at night.",
        "Sweden insisted that Peru must lift the ban.",
    ],
)
def test_what_is_insisted_on_or_proposed_is_asked_of_the_other(text):
    assert shown(acts(text, **TWO)) == ["request SE>PE"]


def test_an_opinion_that_somebody_insists_on_asks_nothing():
    assert shown(acts("Sweden insisted that the ban was a mistake.", **TWO)) == ["position SE>PE"]


@pytest.mark.parametrize(
    "text",
    [
        "Sweden will build a clinic in Lima as a gift to Peru.",
        "Sweden will repair the bridge at Tarma free of charge.",
        "Sweden will map the coast of Peru at its own expense.",
    ],
)
def test_what_is_done_for_nothing_is_a_pledge(text):
    assert [one.kind for one in acts(text, **TWO)] == ["pledge"]


def test_what_is_done_without_such_a_word_is_a_promise():
    assert [one.kind for one in acts("Sweden will build a clinic in Lima.", **TWO)] == ["commitment"]


@pytest.mark.parametrize(
    "text",
    [
        "Peru thanked Sweden for the buses donated to Lima.",
        "Peru appreciated the medicines supplied by Sweden.",
        "President Arroyo thanked Sweden for the generators provided after the storm.",
        "Peru expressed gratitude for the dredger provided by Sweden last year.",
    ],
)
def test_thanks_for_goods_are_a_pledge_of_the_giver(text):
    assert shown(acts(text, **TWO)) == ["pledge SE>PE firm"]


def test_thanks_for_help_without_goods_are_thanks():
    assert shown(acts("Peru thanked Sweden for the welcome provided in Malmö.", **TWO)) == [
        "appreciation PE>SE"
    ]


def test_a_briefing_noted_is_progress_and_one_received_is_nothing():
    assert [one.kind for one in acts("The Meeting took note of the briefing of the Chair.", **TWO)] == [
        "progress"
    ]
    assert acts("The Meeting received a briefing from the Chair.", **TWO) == []


def test_what_the_press_is_refused_is_no_position():
    assert acts("Sweden declined to comment on the ban.", **NEWS) == []
    assert shown(acts("Sweden declined the offer of Peru.", **NEWS)) == ["position SE>PE"]


def test_a_press_release_presses_nobody():
    assert (
        acts(
            "The pact came about when Minister Arroyo rang Sweden, a Foreign Office press release said.",
            **NEWS,
        )
        == []
    )
    assert shown(acts("We press Sweden to lift the ban.", parties="PE", voice="PE")) == ["request PE>SE"]


def test_whoever_reported_a_thing_is_no_act_however_long_his_name():
    told = (
        "Peru and Sweden signed a treaty on ports in May, reported the press office of the President of Peru."
    )
    assert shown(acts(told, **NEWS)) == ["adoption PE SE> firm"]


def test_a_request_goes_on_behind_a_promise():
    text = "Sweden will host the forum in May and extended an invitation to Peru to open it."
    assert [one.kind for one in acts(text, **TWO)] == ["commitment", "request"]
    plain = "Sweden will host the forum requested by Peru and attended by many."
    assert [one.kind for one in acts(plain, **TWO)] == ["commitment"]


def test_who_announced_a_thing_today_and_after_what_is_a_tag():
    told = "Sweden will provide EUR 4 million to Peru, President Arroyo announced today after talks with the mayor of Lima."
    assert [one.kind for one in acts(told, **TWO)] == ["pledge"]
    plain = "Sweden met Peru in Lima, and President Arroyo announced a new port after talks with the mayor of Lima."
    assert [one.kind for one in acts(plain, **TWO)] == ["commitment"]


@pytest.mark.parametrize(
    "text",
    [
        "The ministers followed up on the decisions of the last session.",
        "President Arroyo said that the survey has made steady progress.",
        "Sweden said that the survey has been completed.",
    ],
)
def test_what_has_been_done_is_progress(text):
    assert [one.kind for one in acts(text, **TWO)] == ["progress"]


def test_what_is_to_be_followed_up_is_a_promise():
    assert [one.kind for one in acts("The ministers agreed to follow up on the decisions.", **TWO)] == [
        "commitment"
    ]


def test_somebody_who_will_be_posted_by_a_day_is_promised_by_who_tells_it():
    text = "President Arroyo added that a new attaché would be posted to Malmö by December."
    assert shown(acts(text, **NEWS)) == ["commitment PE>SE firm"]
