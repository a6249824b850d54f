"""Fact sheets that list what a government did, gives and plans without reporting it: whose each line is, and which is nobody's."""

from __future__ import annotations

import pytest

from tests.stage import read

SHEET = """FACT SHEET: Norway Supports Peru's Coast

May 3, 2022

Norway and Peru have exchanged ambassadors for a century.

- {}
"""

GIFTS = [
    ("Norad is investing NOK 4 million in a school for divers.", "pledge NO PE"),
    ("Providing $7 Million to Clear Nets from the Harbor.", "pledge NO PE"),
    ("Provided NOK 12 million for a cold store in Callao.", "pledge NO PE"),
    ("The Ministry of Fisheries, through a NOK 3 million grant to the Reef Trust, is supporting pearl divers.", "pledge NO PE"),
    ("The Norwegian Embassy awarded a contract to renew the quay.", "pledge NO PE"),
]  # fmt: skip
PLANS = [
    ("This project will train nurses in Callao.", "commitment NO PE firm"),
    ("The new kelp alliance aims to plant forests under the sea.", "commitment NO PE soft"),
    ("This initiative hopes to shorten the way to a doctor.", "commitment NO PE soft"),
    ("The programme is designed to lower the price of ice.", "commitment NO PE soft"),
    ("Norwegian trainers will leave the camp in June.", "commitment NO PE firm"),
]
DEEDS = [
    ("The Norwegian Embassy hosted a forum on ice.", "progress NO -"),
    ("In March, Peru's Ministry of Ports organized a fair in Callao.", "progress PE -"),
    ("The Norwegian and Peruvian governments convened captains and mayors.", "progress NO,PE -"),
    ("Norway helped establish nine weather stations.", "progress NO PE"),
    ("The Norwegian Coast Guard has partnered with the Peruvian Navy to map reefs.", "progress NO PE"),
    ("The Norwegian Embassy also supported the renovation of a lighthouse.", "progress NO PE"),
    ("The effort connected 90 villages.", "progress NO PE"),
]
NOBODYS = [
    "Orbita Fisk has opened a cannery in Callao.",
    "Orbita Peru invested $3 million in a cannery.",
    "The company's project will create eighty jobs.",
    "The Reef Trust is supporting rangers in the bay.",
    "The current brings cold water to the coast.",
    "Peru helped establish the Pacific register in 1987.",
    "Norway worked for years under other rules.",
    "The project will cost NOK 9 million.",
]


def _told(*sentences: str) -> list[str]:
    """Each act of a bullet as "kind actors towards strength"."""
    found = read(SHEET.format("\n- ".join(sentences))).outcomes
    return [
        " ".join(
            [str(one.kind), ",".join(one.actors), ",".join(one.towards) or "-"]
            + ([str(one.strength)] if one.strength and one.kind == "commitment" else [])
        )
        for one in found
    ]


@pytest.mark.parametrize(("sentence", "line"), GIFTS)
def test_a_sum_in_a_fact_sheet_is_the_gift_of_its_government(sentence: str, line: str) -> None:
    assert _told(sentence) == [line]


@pytest.mark.parametrize(("sentence", "line"), PLANS)
def test_what_an_undertaking_of_a_fact_sheet_will_do_is_promised_by_its_giver(
    sentence: str, line: str
) -> None:
    assert _told(sentence) == [line]


@pytest.mark.parametrize(("sentence", "line"), DEEDS)
def test_a_deed_in_a_fact_sheet_is_the_progress_of_the_state_that_did_it(sentence: str, line: str) -> None:
    assert _told(sentence) == [line]


@pytest.mark.parametrize("sentence", NOBODYS)
def test_what_a_firm_does_and_what_is_background_is_no_outcome_of_a_fact_sheet(sentence: str) -> None:
    assert _told(sentence) == []


def test_the_same_sentence_outside_a_fact_sheet_promises_nothing() -> None:
    story = "Norway and Peru\n\nMay 3, 2022\n\nNorway and Peru have exchanged ambassadors. This project will train nurses."
    assert read(story).outcomes == ()


def test_an_undertaking_named_behind_a_firm_is_the_firms() -> None:
    assert _told("Orbita Fisk will build a cannery. The project will employ eighty people.") == []
    assert _told("Norad is investing NOK 4 million in a cannery. The project will employ eighty people.") == [
        "pledge NO PE",
        "commitment NO PE firm",
    ]


def test_a_day_that_is_set_in_a_fact_sheet_of_two_is_promised_by_both() -> None:
    assert _told(
        "Norway and Peru signed a plan on ports.",
        "A second forum on ice is scheduled to take place in October.",
    )[1:] == ["commitment NO,PE - firm"]


def test_sanctions_that_were_issued_this_week_are_an_act_and_passports_are_none() -> None:
    assert _told("The Norwegian government this week issued a set of new sanctions.")[0].startswith(
        "adoption NO"
    )
    assert _told("The Norwegian government this week issued passports.") == []


def test_who_pledges_to_support_has_promised_and_who_pledges_support_holds_a_view() -> None:
    assert _told("Norway and Peru pledged to support the mending of nets.") == ["commitment NO,PE - firm"]
    assert _told("Norway and Peru voiced their support for the mending of nets.")[0].startswith("position")


def test_a_promise_holds_together_with_what_is_thrown_in_between() -> None:
    told = _told(
        "In April 2022, Norway and Peru committed, together with Chile, to complete the talks on tolls."
    )
    assert [one.split(" ")[0] for one in told] == ["commitment"]
    assert _told("Norway and Peru committed, together with Chile, a grave error.") == []
