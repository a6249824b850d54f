"""Who acts towards whom in whole texts: persons who share an office, quotations, crowns, bodies, and what contradicts itself."""

from __future__ import annotations

import pytest

from briefs.model import DocumentKind
from briefs.parsing.persons_listed import everyone
from briefs.parsing.short_names import with_short_names
from briefs.parsing.text import Paragraph, Role
from tests.stage import acts, read, the_lexicon


def told(text: str) -> list[str]:
    """Each outcome as "actors>addressees"."""
    return [f"{' '.join(one.actors)}>{' '.join(one.towards)}" for one in read(text).outcomes]


def on_stage(text: str, **stage: object) -> list[str]:
    return [f"{' '.join(one.actors)}>{' '.join(one.towards)}" for one in acts(text, **stage)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Presidents Lan Arroyo (Peru) and Ana Ostos (Chile) met.", {"Lan Arroyo": "PE", "Ana Ostos": "CL"}),
        (
            "Presidents Lan Arroyo of Peru and Ana Ostos of Chile met.",
            {"Lan Arroyo": "PE", "Ana Ostos": "CL"},
        ),
        (
            "The presidents of Chile, Ana Ostos; Peru, Lan Arroyo; and Brazil, Rui Lobo, met.",
            {"Ana Ostos": "CL", "Lan Arroyo": "PE", "Rui Lobo": "BR"},
        ),
        (
            "The Peruvian and Chilean foreign ministers, Lan Arroyo and Ana Ostos, met.",
            {"Lan Arroyo": "PE", "Ana Ostos": "CL"},
        ),
        (
            "The foreign ministers of Peru and Chile, Lan Arroyo and Ana Ostos, met.",
            {"Lan Arroyo": "PE", "Ana Ostos": "CL"},
        ),
        (
            "Presidents Lan Arroyo (Peru) and Foreign Secretary Ana Ostos (Chile) met.",
            {"Lan Arroyo": "PE", "Ana Ostos": "CL"},
        ),
    ],
)
def test_persons_who_share_an_office_have_each_the_state_beside_the_name(text, expected):
    assert {one.name: one.party for one in everyone(text, the_lexicon().mentions(text))} == expected


@pytest.mark.parametrize(
    "text",
    [
        "The presidents of Peru and Chile, Lan Arroyo, said little.",
        "The ministers of Peru and Chile met Ana Ostos and Lan Arroyo.",
        "Prime Ministers of Lithuania, Latvia and Estonia met in Riga.",
    ],
)
def test_names_that_do_not_match_the_states_in_number_are_nobodys(text):
    assert everyone(text, the_lexicon().mentions(text)) == ()


def test_presidents_named_with_their_states_act_later_by_their_surnames():
    text = (
        "Presidents Lan Arroyo of Peru and Ana Ostos of Chile met in Lima on 3 May 2024.\n\n"
        "Arroyo and Ostos agreed to open a second bridge.\n\nOstos thanked Arroyo for his welcome."
    )
    assert told(text) == ["PE CL>", "CL>PE"]


def test_a_family_name_is_known_without_its_article():
    text = (
        "President Hani al-Ostani of Yemen met Prime Minister Lan Arroyo of Peru in Lima on 3 May 2024.\n\n"
        "Ostani stressed the value of ports."
    )
    assert told(text) == ["YE>PE"]


def test_a_king_acts_and_is_no_participle():
    assert on_stage("King Arroyo of Jordan stressed the value of dialogue.", parties="JO PE") == ["JO>PE"]


@pytest.mark.parametrize("crown", ["His Majesty", "The King", "The monarch"])
def test_a_crown_belongs_to_the_kingdom_of_those_present(crown):
    assert on_stage(f"{crown} stressed the value of dialogue.", parties="PE SE", home="PE") == ["SE>PE"]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("The minister stressed the value of ports.", "CL>PE"),
        ("The FM stressed the value of ports.", "CL>PE"),
        ("The prime minister stressed the value of ports.", "PE>CL"),
    ],
)
def test_the_minister_is_the_one_who_spoke_last(second, expected):
    text = f"Prime Minister Arroyo of Peru met Foreign Minister Ostos of Chile. Minister Ostos stressed peace. {second}"
    found = acts(
        text,
        parties="PE CL",
        persons={
            "arroyo": "PE",
            "ostos": "CL",
            "prime minister arroyo": "PE",
            "foreign minister ostos": "CL",
        },
    )
    assert [f"{' '.join(one.actors)}>{' '.join(one.towards)}" for one in found][-1] == expected


def test_a_further_office_of_the_same_person_is_nobody_else():
    text = "The Prime Minister and Minister of Foreign Affairs stressed the value of ports."
    assert on_stage(text, parties="PE SE", home="PE") == ["SE>PE"]


def test_the_president_and_the_prime_minister_of_another_are_two():
    assert on_stage("The President and Prime Minister stressed peace.", parties="PE SE", home="PE") == [
        "PE SE>"
    ]


def test_his_country_is_the_speakers():
    text = "Prime Minister Lindqvist thanked Peru for its help. His country attaches great importance to its ports."
    assert on_stage(text, parties="PE SE", home="PE")[-1] == "SE>PE"


def test_we_in_quotation_marks_is_the_side_that_spoke_before():
    text = "Prime Minister Lindqvist thanked Peru for its help. “We will keep our word.”"
    assert set(on_stage(text, parties="PE SE", kind=DocumentKind.NEWS)) == {"SE>PE"}


def test_we_outside_of_quotation_marks_are_those_in_whose_name_the_text_speaks():
    text = "Prime Minister Lindqvist thanked Peru for its help. We will open a school together."
    assert on_stage(text, parties="PE SE", voice="PE SE")[-1] == "PE SE>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He affirmed the commitment of the Peruvian Government to open ports.", "PE>SE"),
        ("He conveyed Peru's readiness to open its ports.", "PE>SE"),
        ("He appreciated Sweden's support for the ports.", "PE>SE"),
        ("He expressed his desire to continue working closely with Sweden.", "PE>SE"),
    ],
)
def test_nobody_thanks_himself_and_ones_stance_is_ones_own(text, expected):
    before = "Prime Minister Lindqvist stressed the value of peace."
    assert on_stage(f"{before} {text}", parties="PE SE", kind=DocumentKind.NEWS)[-1] == expected


def test_a_stance_that_is_welcomed_is_the_other_sides():
    text = "Prime Minister Lindqvist welcomed Peru's commitment to open its ports."
    assert on_stage(text, parties="PE SE") == ["SE>PE"]


def test_a_fund_that_is_one_of_two_is_the_one_thanked():
    text = "Peru thanked the fund for its long patience."
    assert on_stage(text, parties="PE AFESD", home="PE") == ["PE>AFESD"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sweden will provide $5 million to feed people in Kenya, Somalia and Ethiopia.", "SE>KE SO ET"),
        ("In Kenya, Sweden will provide $5 million for a wharf.", "SE>KE"),
        ("Sweden will provide $5 million for the Kenyan coastal roads project.", "SE>KE"),
        ("Sweden will provide a package to Kenya totaling $5 million.", "SE>KE"),
    ],
)
def test_aid_is_for_those_whom_it_is_to_help_and_not_for_whoever_else_is_at_the_table(text, expected):
    assert on_stage(text, parties="SE PE") == [expected]


def test_what_a_bodys_statute_does_addresses_nobody():
    text = "Peru and Sweden welcomed the entry into force of the Statute of the Energy Community."
    assert on_stage(text, parties="PE SE") == ["PE SE>"]


def test_a_state_with_its_partners_is_asked_all_the_same():
    assert on_stage("Both sides demanded that Chile and its proxies withdraw.", parties="PE SE") == [
        "PE SE>CL"
    ]


def test_a_list_of_offices_with_names_is_one_subject():
    text = (
        "President of Peru Lan Arroyo, President of Chile Ana Ostos, and Prime Minister of Sweden, Eva von der Lind, "
        "issued a declaration on ports."
    )
    named = {"lan arroyo": "PE", "ana ostos": "CL", "eva von der lind": "SE"}
    assert on_stage(text, parties="PE CL SE", persons=named) == ["PE CL SE>"]


@pytest.mark.parametrize(
    ("subject", "expected"),
    [("His counterpart", "PE>SE"), ("Lindqvist's counterpart", "PE>SE"), ("His Peruvian colleague", "PE>SE")],
)
def test_a_counterpart_is_the_other_of_two(subject, expected):
    text = f"Prime Minister Lindqvist stressed the value of peace. {subject} stressed the value of ports."
    assert on_stage(text, parties="PE SE", kind=DocumentKind.NEWS)[-1] == expected


def test_a_minister_and_his_counterpart_are_both_sides():
    text = "Prime Minister Lindqvist and his counterpart stressed the value of ports."
    assert on_stage(text, parties="PE SE") == ["SE PE>"]


@pytest.mark.parametrize(
    "body",
    [
        "the Swedish Fisheries Agency (SFA)",
        "the Fisheries Agency of Sweden (the “SFA”)",
        "Sweden's Fisheries Agency (SFA)",
        "the Swedish Royal State Fisheries Agency (SFA)",
    ],
)
def test_a_body_speaks_for_its_state_under_the_short_name_that_the_text_gives(body):
    text = (
        f"The Ministry of Ports of Peru and {body} signed a memorandum on 3 May 2024.\n\n"
        "The SFA thanked the ministry of Peru for its patience."
    )
    assert told(text)[-1] == "SE>PE"


@pytest.mark.parametrize(
    "named",
    [
        "the Swedish Roads Plan (SFA)",
        "the agency of Peru and the agency of Sweden (SFA)",
        "the Swedish Agency (Annex)",
    ],
)
def test_brackets_behind_a_plan_or_two_parties_give_nobody_a_short_name(named):
    paragraphs = [
        Paragraph(1, f"They read of {named}.", Role.BODY, ""),
        Paragraph(2, "SFA and Annex.", Role.BODY, ""),
    ]
    mentions = {one.number: the_lexicon().mentions(one.text) for one in paragraphs}
    assert with_short_names(paragraphs, mentions)[2] == []
