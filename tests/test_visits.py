"""Visits and signings: guest and host, or the two hands that sign, met; what was planned or long ago is no visit."""

from __future__ import annotations

import pytest

from briefs.parsing.visits import sides_of
from tests.stage import read, the_lexicon


def sides(words: str, own: str | None = None) -> tuple[str, ...]:
    return sides_of(words, the_lexicon(), {}, own)


@pytest.mark.parametrize(
    "words",
    [
        "The Swedish Foreign Minister paid an official visit to Lima today.",
        "At the invitation of the minister, the Swedish Foreign Minister paid a two-day visit to Peru.",
        "During his visit to Peru, Swedish Foreign Minister Lars Lindqvist opened a school.",
        "Swedish Foreign Minister Lars Lindqvist arrived in Lima for talks on ports.",
        "Swedish Foreign Minister Lars Lindqvist visited Peru on Monday.",
        "Sweden's Defence Minister Lars Lindqvist was in Peru on Sunday for contacts with her colleague.",
        "Swedish Prime Minister Lars Lindqvist left Lima on Monday, concluding his two-day state visit to Peru.",
    ],
)
def test_guest_and_host_of_a_visit_met(words):
    assert sides(words) == ("SE", "PE")


def test_a_guest_whose_state_is_not_named_is_the_one_from_whose_state_it_is_told():
    assert sides("During his visit to Lima, the State Secretary met ministers.", own="SE") == ("SE", "PE")


@pytest.mark.parametrize(
    "words",
    [
        "The Swedish Foreign Minister will pay a visit to Peru.",
        "Peru invited the Swedish minister to pay a visit to Lima.",
        "The Swedish Foreign Minister visited the embassy in Lima.",
        "The Swedish Foreign Minister paid a visit to the Geneva University.",
        "Peruvian ministers paid a visit to Lima.",
    ],
)
def test_a_visit_to_come_at_home_or_to_a_house_is_no_meeting(words):
    assert sides(words) == ()


@pytest.mark.parametrize(
    ("words", "own", "expected"),
    [
        (
            "Defence chief Ana Arroyo signed the agreement with Swedish Ambassador Lars Lindqvist.",
            "PE",
            ("PE", "SE"),
        ),
        (
            "The agreement was signed by Peru's Foreign Minister Ana Arroyo and Swedish Minister of Trade Lars Lindqvist.",
            None,
            ("PE", "SE"),
        ),
        (
            "Presidents Ana Arroyo (Peru) and Lars Lindqvist (Sweden) signed a declaration on Chile and Fiji.",
            None,
            ("PE", "SE"),
        ),
        ("Peru signed an agreement with Sweden.", None, ()),
        (
            "The ministers of Peru and Sweden will sign the agreement signed by the ministers of Chile.",
            None,
            (),
        ),
    ],
)
def test_two_who_sign_by_their_own_hands_met(words, own, expected):
    assert sides(words, own) == expected


def test_a_title_that_says_that_two_met_is_a_meeting_whose_day_nobody_names():
    reading = read(
        "Prime Minister Ana Arroyo of Peru meets with Swedish Foreign Minister Lars Lindqvist\n\nPublished on: May 4, 2026\n\n"
        "The Prime Minister stressed the value of ports.\n"
    )
    assert [(set(one.parties), one.start) for one in reading.meetings] == [({"PE", "SE"}, None)]


def test_the_day_on_which_a_ministry_said_it_is_not_the_day_of_the_meeting():
    reading = read(
        "Ministers talk about ports\n\nLIMA (Andina) -- Peruvian Foreign Minister Ana Arroyo met Swedish Foreign Minister Lars Lindqvist, "
        "the ministry said in a statement on 5 May 2026.\n"
    )
    assert [one.start for one in reading.meetings] == [None]


def test_who_receives_a_call_tells_of_it():
    reading = read(
        "Meeting between the Swedish High Commissioner and the Foreign Secretary of Kenya\n\n"
        "The High Commissioner of Sweden to Kenya H.E. Lars Lindqvist paid a courtesy call on the Foreign Secretary, Grace Wanjiru. "
        "Foreign Secretary Wanjiru thanked Sweden for its help. The High Commissioner thanked Kenya for its patience.\n"
    )
    assert [(one.actors, one.towards) for one in reading.outcomes] == [(("KE",), ("SE",)), (("SE",), ("KE",))]


def test_a_tour_of_several_states_is_no_meeting_of_all_of_them():
    reading = read(
        "Swedish foreign minister visits Peru, Chile, Kenya\n\n4 May 2026\n\nStockholm (TT) \u2013 Swedish Foreign Minister Lars Lindqvist is visiting Peru, Chile and Kenya from May 4 to 9.\n"
    )
    assert reading.meetings == ()


def test_a_body_that_acts_on_a_state_acts_alone():
    reading = read(
        "ECOWAS leaders lift sanctions on Niger\n\n25 February 2026\n\nThe Economic Community of West African States (ECOWAS) has decided to lift its sanctions on Niger.\n\n"
        "The leaders also agreed to hold another summit.\n\nIn a communiqué issued at the end of the 64th session of the ECOWAS Heads of State, they called for calm.\n"
    )
    assert {one.actors for one in reading.outcomes} == {("ECOWAS",)}
    assert [one.parties for one in reading.meetings] == [("ECOWAS",)]


def test_a_body_meets_on_the_margins_of_another_as_itself():
    reading = read(
        "Meeting of ECOWAS Heads of State, in the margins of the African Union Summit\n\n15 October 2026\n\n"
        "ECOWAS Heads of State held a meeting on 15 October 2026 in Lomé, Togo, chaired by H.E. Ana Arroyo, President of the Republic of Liberia.\n"
    )
    assert [(one.parties, str(one.start)) for one in reading.meetings] == [(("ECOWAS",), "2026-10-15")]
