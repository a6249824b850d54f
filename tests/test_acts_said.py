"""What papers, officials and agencies say in a story, and what in it is an act: papers, aims, sums, further promises."""

from __future__ import annotations

import pytest

from briefs.model import DocumentKind
from tests.stage import acts, read, shown

TWO = {"parties": "PE SE"}
JOINT = {"parties": "PE SE", "voice": "PE SE"}
NEWS = {"parties": "PE SE", "kind": DocumentKind.NEWS}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The declaration reaffirmed the value of free ports.", ["position PE SE>"]),
        ("In a section on fish, the joint statement condemned the sale of nets.", ["position PE SE>"]),
        ("The final communiqué called for a truce on the river.", ["request PE SE>"]),
        ("The document supported the plan of the chair.", ["position PE SE>"]),
        (
            "The declaration rejected tariffs and urged calm among the fishermen.",
            ["position PE SE>", "request PE SE>"],
        ),
        ("The declaration commits both governments to open their ports.", ["commitment PE SE> firm"]),
    ],
)
def test_a_paper_of_those_present_speaks_for_them(text, expected):
    assert shown(acts(text, **NEWS)) == expected


def test_it_goes_on_with_what_the_paper_said():
    text = (
        "The declaration reaffirmed the value of free ports. It also voiced the importance of clean rivers."
    )
    assert shown(acts(text, **NEWS)) == ["position PE SE>", "position PE SE>"]


def test_a_statement_of_one_side_speaks_for_that_side():
    text = "Peru condemned the raid on the port. The statement also urged calm."
    assert shown(acts(text, **NEWS)) == ["position PE>SE", "request PE>SE"]


def test_a_paper_that_closes_a_quotation_reports_nothing_of_its_own():
    assert shown(acts("“We must protect the reefs,” the declaration said.", **NEWS)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "President Arroyo received Prime Minister Lindqvist, during which they agreed to open a ferry line.",
            ["commitment PE SE> firm"],
        ),
        (
            "The leaders held talks in Lima, after which the two sides signed a pact on timber.",
            ["adoption PE SE> firm"],
        ),
        ("A pact which the two sides signed in 1998 has run out.", []),
    ],
)
def test_what_was_agreed_during_talks_counts_though_a_relative_clause_tells_it(text, expected):
    assert shown(acts(text, **NEWS)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Arroyo said going forward, they would open more schools.", ["commitment PE SE> firm"]),
        (
            "President Arroyo said that “our objective is to deepen the ties with Sweden”.",
            ["commitment PE>SE soft"],
        ),
        (
            "President Arroyo said: “The intention is to widen the road to the port.”",
            ["commitment PE>SE soft"],
        ),
        ("President Arroyo said that the aim of the visit is to see the port.", []),
        ("President Arroyo pointed out that progress was made on fish.", ["progress PE>SE"]),
        ("President Arroyo said the work on the bridge was already underway.", ["progress PE>SE"]),
        ("President Arroyo said there was a need for more schools.", ["position PE>SE"]),
        ("President Arroyo announced that Peru was now a member of the Port League.", ["position PE>SE"]),
        ("According to President Arroyo, the pact is vital to both coasts.", ["position PE>SE"]),
        ("This pact is proof that small states can act together, President Arroyo said.", ["position PE>SE"]),
    ],
)
def test_what_an_official_says_is_weighed_by_what_it_says(text, expected):
    assert shown(acts(text, **NEWS)) == expected


def test_in_the_parties_own_voice_an_aim_is_a_soft_commitment():
    assert shown(acts("Our goal is to end the sale of nets.", **JOINT)) == ["commitment PE SE> soft"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sweden promised $20 million to Peru.", ["pledge SE>PE firm"]),
        ("Sweden decided to pay out 3 million euros to Peru.", ["pledge SE>PE firm"]),
        ("Sweden sent a first batch of 500 tents to Peru.", ["pledge SE>PE firm"]),
        ("Sweden promised to come back to Lima.", ["commitment SE>PE firm"]),
    ],
)
def test_money_and_goods_are_a_pledge_however_they_are_given(text, expected):
    assert shown(acts(text, **NEWS)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A further half-a-million euro will be shared between two schools in Peru.",
        "The minister also said €1 million had been allocated to a clinic in Peru.",
    ],
)
def test_the_parts_of_aid_told_of_next_are_the_givers_too(text):
    told = acts(f"Sweden pledged $5 million to Peru. {text}", **NEWS)
    assert [one.split(">")[0] for one in shown(told)] == ["pledge SE", "pledge SE"]


def test_what_a_pact_lays_down_is_a_promise_besides_the_pact():
    text = "Peru and Sweden signed a pact on timber under which Sweden will provide Peru with $2 million."
    found = acts(text, **NEWS)
    assert shown(found) == ["adoption PE SE> firm", "pledge SE>PE firm"]
    assert text[found[0].start : found[0].end].endswith("timber")
    assert text[found[1].start : found[1].end].startswith("under which Sweden")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru will import more fish from Sweden, and open a school for Swedish sailors.", 2),
        ("Peru will import more fish and open a school for Swedish sailors.", 1),
        ("Peru will build roads, widen ports, and open a school for Swedish sailors.", 1),
        ("Peru will work to build roads, and open a school for Swedish sailors.", 1),
        ("Peru will show Sweden its ports, roads, and work sites.", 1),
    ],
)
def test_a_further_promise_behind_a_comma_is_one_of_its_own(text, expected):
    assert [one.kind.value for one in acts(text, **TWO)] == ["commitment"] * expected


def test_each_of_two_promises_keeps_its_own_time():
    text = "Peru will import more fish from Sweden, and extend the visas of its sailors to the end of 2025."
    found = read("Lima, 3 May 2024\n\nPresident Arroyo of Peru met the King of Sweden.\n\n" + text).outcomes
    assert [one.period is not None for one in found] == [False, True]


def test_what_is_added_with_a_promise_is_a_promise_besides_what_was_said():
    text = (
        "President Arroyo noted the long friendship, adding that Peru will open a school for Swedish sailors."
    )
    assert shown(acts(text, **NEWS)) == ["position PE>SE", "commitment PE> firm"]
    text = "President Arroyo noted the long friendship, adding that Peru values the pact and is ready to widen it."
    assert shown(acts(text, **NEWS)) == ["position PE>SE", "commitment PE>SE soft"]


def test_a_participle_counts_where_what_the_verb_tells_does_not():
    text = "President Arroyo said the matter came up at dinner, promising that a decision would be made soon."
    assert shown(acts(text, **NEWS)) == ["commitment PE>SE firm"]
    assert shown(acts("The meeting closed by taking stock of the work plan.", **NEWS)) == ["progress PE SE>"]


@pytest.mark.parametrize(
    "text",
    [
        "It will be recalled that President Arroyo paid a visit to Sweden in May.",
        "President Arroyo completed a three-day visit to Sweden.",
        "“We asked for this,” President Arroyo said.",
        "President Arroyo's proposed cuts to aid have been read in Sweden.",
        "Peru will be the country where the next storm begins.",
        "The two ministers discussed the river, updates on the harbour, and ways to help.",
        "We are both developing countries.",
        "Peru has indicated that Sweden came.",
    ],
)
def test_what_only_sounds_like_an_act_is_none(text):
    assert acts(text, **NEWS) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Both agreed a reform would increase the weight of the league.", ["position PE SE>"]),
        ("Both agreed the ministers would increase patrols.", ["commitment PE SE> firm"]),
        ("The sides agreed that the bridge will be a milestone.", ["position PE SE>"]),
        (
            "The two sides assessed the work on the pacts signed and the plans made so far.",
            ["progress PE SE>"],
        ),
        ("Peru will be the host of the next round.", ["commitment PE>SE firm"]),
        ("We very much welcome this visit.", ["position PE SE>"]),
        ("Peru expressed its wish for the reunion of the two islands.", ["position PE>SE"]),
        ("Peru refuted reports claiming that it would sell the port.", ["position PE>SE"]),
    ],
)
def test_what_a_thing_would_do_is_a_view_and_what_people_would_do_a_promise(text, expected):
    assert shown(acts(text, **TWO)) == expected


def test_values_that_are_enshrined_are_no_verb():
    found = acts(
        "Both sides expressed a determination to encourage all states to keep to the vision and values enshrined in the Pact.",
        parties="PE SE",
    )
    assert shown(found) == ["commitment PE SE> soft"]
