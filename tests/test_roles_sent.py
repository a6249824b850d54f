"""Who acts towards whom where an envoy calls, leaders come from states, help is for a third, and money goes to a place."""

from __future__ import annotations

import pytest

from briefs.parsing.persons import found_in
from tests.stage import acts, read, the_lexicon


def on_stage(text: str, **stage: object) -> list[str]:
    """Each act as "actors>addressees"."""
    return [f"{' '.join(one.actors)}>{' '.join(one.towards)}" for one in acts(text, **stage)]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The Swedish High Commissioner to Ghana, His Excellency Olof Lindqvist, spoke.", "SE"),
        ("Sweden's new Special Envoy for Yemen, Olof Lindqvist, spoke.", "SE"),
        ("The Ambassador of Sweden to Ghana, Olof Lindqvist, spoke.", "SE"),
        ("The adviser to the President of Ghana Olof Lindqvist spoke.", "GH"),
    ],
)
def test_one_who_is_sent_acts_for_the_state_that_sends_him(text, party):
    found = {one.name: one.party for one in found_in(text, the_lexicon().mentions(text)) if one.party}
    assert found == {"Olof Lindqvist": party}


def test_a_host_whose_envoy_has_no_sender_sends_nobody():
    text = "The High Commissioner to Ghana, Olof Lindqvist, spoke."
    assert {one.party for one in found_in(text, the_lexicon().mentions(text))} == {None}


@pytest.mark.parametrize(
    "title",
    [
        "Swedish High Commissioner Pays Courtesy Call on President Kofi Ansong",
        "Swedish Envoy Meets President Kofi Ansong",
    ],
)
def test_a_headline_in_capitals_gives_a_host_no_foreign_party(title):
    assert [(one.name, one.party) for one in found_in(title, the_lexicon().mentions(title))] == [
        ("Kofi Ansong", None)
    ]


def test_an_envoy_who_calls_speaks_for_the_sender_to_the_host_throughout():
    text = (
        "Swedish High Commissioner Pays Courtesy Call on the President of Ghana\n\n"
        "The Swedish High Commissioner to Ghana, His Excellency Olof Lindqvist, called at Jubilee House on 3 May 2024 "
        "and met President Kofi Ansong of Ghana.\n\n"
        "High Commissioner Lindqvist congratulated President Ansong on the new port.\n\n"
        "He also stressed the value of open seas."
    )
    told = [f"{' '.join(one.actors)}>{' '.join(one.towards)}" for one in read(text).outcomes]
    assert told == ["SE>GH", "SE>GH"]


def test_support_for_the_scheme_of_a_body_is_told_to_the_other_side():
    text = "Sweden expressed support for the IMF programme and for the reform of the tax office."
    assert on_stage(text, parties="SE PE") == ["SE>PE"]


@pytest.mark.parametrize(
    "text",
    [
        "The Ministers noted the updates on water, including Peru's plan for a second reservoir.",
        "The two leaders recalled the close ties dating back to Peru's struggle for independence.",
    ],
)
def test_what_only_illustrates_a_joint_view_addresses_neither_side(text):
    assert on_stage(text, parties="SE PE") == ["SE PE>"]


def test_the_decision_of_one_side_is_welcomed_towards_it_by_both():
    assert on_stage("Both sides welcomed Peru's decision to host the talks.", parties="SE PE") == ["SE PE>PE"]


def test_help_that_one_side_gives_a_third_is_meant_for_the_third():
    text = "They underscored Sweden's steady support for Ukraine."
    assert on_stage(text, parties="SE PE") == ["SE PE>UA"]


def test_the_view_that_one_says_again_is_his_own():
    text = "The Minister reiterated Sweden's view that ports must stay open."
    assert on_stage(text, parties="SE PE", home="PE") == ["SE>PE"]


@pytest.mark.parametrize(
    "opening",
    ["The talks followed my first visit to Peru.", "Minister Arroyo and I met twice."],
)
def test_a_minister_who_tells_of_a_visit_as_i_speaks_for_the_other_side(opening):
    text = f"{opening} I stressed the value of open seas."
    assert on_stage(text, parties="SE PE", home="PE") == ["SE>PE"]


def test_a_minister_whose_side_is_not_told_speaks_for_the_publisher():
    text = "Minister Arroyo met his guest. I stressed the value of open seas."
    assert on_stage(text, parties="SE PE", home="SE", persons={}) == ["SE>PE"]


def test_leaders_of_a_group_from_states_act_for_these_states_and_for_who_is_named_as_well():
    text = "ASEAN leaders from Cambodia and Laos as well as Japan agreed to open a dialogue."
    assert on_stage(text, parties="KH LA JP") == ["KH LA JP>"]


def test_what_is_to_be_ensured_for_a_state_is_promised_to_it():
    text = "We commit to use our economic assistance to ensure Ukraine keeps its schools open."
    assert on_stage(text, voice="SE PE") == ["SE PE>UA"]


def test_money_spent_in_one_state_for_refugees_of_another_is_for_the_first():
    text = "Another EUR 8 million in Peru will support hosting Chilean refugees who have fled the floods."
    assert on_stage(text, home="EU", parties="EU") == ["EU>PE"]


def test_aid_for_two_states_is_for_both_where_the_second_is_described():
    text = (
        "The European Commission is announcing EUR 9 million in aid to Ukraine and refugee-hosting Moldova."
    )
    assert on_stage(text, home="EU", parties="EU") == ["EU>UA MD"]
