"""Numbered paragraphs of a communiqué that leave their subject out go on with the body that was named before."""

from __future__ import annotations

import pytest

from tests.stage import acts, read, shown

HEAD = (
    "COMMUNIQUÉ\n\nThe Assembly of Heads of State of ECOWAS met in Abuja on 3 May 2023.\n\n"
    "1. The Assembly thanked the Government of Ghana for its hospitality.\n\nON THE COAST\n\n"
)


def kinds(text: str) -> list[tuple[str, list[str]]]:
    return [(str(one.kind), list(one.actors)) for one in read(text).outcomes]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2. Condemned the attack on the ferry in the strongest terms.", "position"),
        ("2. Decided to send a team of experts to Lomé before June.", "commitment"),
        ("2. Called upon all sides to lay down their arms.", "request"),
    ],
)
def test_a_numbered_paragraph_without_a_subject_is_the_act_of_the_body_named_before(text, kind):
    assert kinds(HEAD + text + "\n") == [("appreciation", ["ECOWAS"]), (kind, ["ECOWAS"])]


def test_a_second_sentence_of_it_leaves_its_subject_out_as_well():
    text = "2. Condemned the attack on the ferry. Urged all sides to lay down their arms.\n"
    assert kinds(HEAD + text)[1:] == [("position", ["ECOWAS"]), ("request", ["ECOWAS"])]


def test_what_one_state_offers_in_between_does_not_end_the_bodys_list():
    text = (
        "2. The Republic of Ghana offered to host the fair in Accra.\n\n3. Resolved to meet again in June.\n"
    )
    assert kinds(HEAD + text)[1:] == [("commitment", ["GH"]), ("commitment", ["ECOWAS"])]


def test_without_a_number_a_past_verb_at_the_beginning_is_nobodys_act():
    text = "Condemned by all as a crime, the attack on the ferry went on for days.\n"
    assert kinds(HEAD + text) == [("appreciation", ["ECOWAS"])]
    assert kinds(HEAD + "2. " + text) == [("appreciation", ["ECOWAS"])]


def test_what_a_relative_clause_says_of_a_third_is_no_act():
    assert (
        acts("Chile belongs to the Pact, with which the Swedes are seeking a closer tie.", parties="PE SE")
        == []
    )
    text = "Chile belongs to the Andean Pact, with which the Republic of Peru is seeking membership."
    assert acts(text, parties="PE CL") == []
    assert shown(acts("The Republic of Peru is seeking help from Chile.", parties="PE CL")) == [
        "request PE>CL"
    ]
