"""Who acts, and towards whom."""

from __future__ import annotations

import pytest

from briefs.model import DocumentKind
from tests.stage import acts, shown


def roles(text: str, **stage: object) -> list[str]:
    return [one.split(" ", 1)[1].split(" firm")[0].split(" soft")[0] for one in shown(acts(text, **stage))]


@pytest.mark.parametrize(
    ("subject", "actors"),
    [
        ("The Meeting", "PE SE"),
        ("Both sides", "PE SE"),
        ("The two presidents", "PE SE"),
        ("Participants", "PE SE"),
        ("They", "PE SE"),
        ("Peru and Sweden", "PE SE"),
        ("President Arroyo and Prime Minister Lindqvist", "PE SE"),
        ("The President and the Prime Minister", "PE SE"),
        ("The Swedish government", "SE"),
        ("The Swedish side", "SE"),
        ("The Swedish and Peruvian ministers", "SE PE"),
        ("The Government of Sweden", "SE"),
        ("The Ministry of Health of Peru", "PE"),
        ("Prime Minister Lindqvist", "SE"),
        ("Foreign Minister Lindqvist of Sweden", "SE"),
        ("The President", "PE"),
        ("H.E. Deputy Prime Minister", "PE"),
        ("He", "PE"),
        ("The Kingdom", "SE"),
        ("ASEAN Member States", "ASEAN"),
        ("The governments of Barbados and Trinidad and Tobago", "BB TT"),
        ("Trinidad and Tobago, Peru and Sweden", "TT PE SE"),
        ("Ministers from Peru and Chile", "PE CL"),
        ("During the visit, both sides", "PE SE"),
        ("On 5 May 2026, in Lima, Sweden", "SE"),
        ("As members of the forum, Peru and Sweden", "PE SE"),
        ("Chile, Peru, and the Republic of Korea", "CL PE KR"),
    ],
)
def test_a_subject_is_resolved_to_parties(subject, actors):
    found = acts(f"{subject} stressed the value of dialogue.", parties="PE SE", home="PE")
    assert [" ".join(one.actors) for one in found] == [actors]


@pytest.mark.parametrize(
    "subject",
    [
        "The trade relationship between Peru and Sweden",
        "The people of Peru",
        "Cooperation with Sweden",
        "Some participants",
        "The bank Arbetslaget",
        "Foreign investors",
        "The Peruvian plan",
    ],
)
def test_a_thing_or_a_stranger_is_no_actor(subject):
    assert acts(f"{subject} stressed the value of dialogue.", parties="PE SE", home="PE") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru thanked Sweden for its help.", "PE>SE"),
        ("Peru thanked Prime Minister Lindqvist for his visit.", "PE>SE"),
        ("President Arroyo thanked the Prime Minister for his visit.", "PE>SE"),
        ("Peru encouraged more exchanges.", "PE>SE"),
        ("Peru called on all states to ratify the treaty.", "PE>"),
        ("Peru called on Bolivia and Chile to ratify the treaty.", "PE>BO CL"),
        ("Both sides called on Bolivia to ratify the treaty.", "PE SE>BO"),
        ("Peru stressed the importance of the Swedish-Chilean treaty.", "PE>SE"),
        ("Both sides stressed the importance of talks with Chile.", "PE SE>"),
        ("Both sides expressed grave concern over the coup in Myanmar.", "PE SE>MM"),
        ("Both sides condemned Russia’s attack.", "PE SE>RU"),
        ("Peru reaffirmed its support for Ukraine.", "PE>UA"),
        ("Peru reiterated its commitment to the partnership.", "PE>SE"),
        ("Both sides welcomed Chile’s candidacy.", "PE SE>CL"),
        ("Both sides welcomed the meeting held in Chile.", "PE SE>"),
        ("Both sides welcomed Sweden’s chairmanship of the river commission.", "PE SE>SE"),
        ("Both sides noted Peru and Sweden’s long work on the rivers.", "PE SE>"),
        ("Both sides agreed to work with Chile.", "PE SE>CL"),
        ("Sweden will host the next round.", "SE>"),
        ("Peru will deliver 300 tents to Chile.", "PE>CL"),
        ("Both sides were grateful to Chad and Niger.", "PE SE>TD NE"),
        ("Peru stressed the value of the dialogue with Chile.", "PE>SE"),
        ("President Arroyo signed an agreement on ports with his Chilean counterpart.", "PE CL>"),
    ],
)
def test_whom_an_act_is_for(text, expected):
    assert roles(text, parties="PE SE", home="PE") == [expected]


def test_a_state_that_speaks_within_asean_meets_aseans_partner():
    assert roles("Cambodia stressed the value of education.", parties="ASEAN SE", home="KH") == ["KH>SE"]


def test_with_more_than_two_sides_there_is_no_counterpart():
    assert roles("Peru stressed the value of education.", parties="PE SE CL") == ["PE>"]


def test_in_an_officials_quotation_we_are_those_for_whom_the_official_speaks():
    text = "“We will keep our word,” Prime Minister Lindqvist told reporters."
    assert roles(text, parties="PE SE", kind=DocumentKind.NEWS) == ["SE>PE"]
