"""Who acts towards whom at a table: host and guest, the bloc and its members, who says "I", and persons without a state."""

from __future__ import annotations

import pytest

from briefs.parsing.persons import found_in
from tests.stage import acts, read, the_lexicon


def told(text: str) -> list[str]:
    """Each outcome of a whole text as "actors>addressees"."""
    return [f"{' '.join(one.actors)}>{' '.join(one.towards)}" for one in read(text).outcomes]


def on_stage(*texts: str, **stage: object) -> list[str]:
    return [f"{' '.join(one.actors)}>{' '.join(one.towards)}" for one in acts(*texts, **stage)]


_STORY = (
    "Lao, Peruvian ministers meet\n\nVIENTIANE, May 4 (Mekong News) - Lao Foreign Minister Bounmy Keola received his Peruvian counterpart "
    "Lan Arroyo in Vientiane on Sunday.\n\n"
)


def test_the_host_is_at_home_and_the_guest_is_the_other_one():
    text = _STORY + (
        "The host praised the guest for her work on the river.\n\nThe guest thanked the host for his words.\n\n"
        "The host and guest agreed to open a tea fair."
    )
    assert told(text) == ["LA>PE", "PE>LA", "LA PE>"]


def test_the_visiting_minister_is_the_guest():
    text = _STORY + "The visiting minister urged Laos to lower its duties."
    assert told(text) == ["PE>LA"]


def test_who_is_visited_is_the_host_of_a_joint_statement_that_two_issue():
    text = (
        "Joint Press Statement\n\nMs. Lan Arroyo, Minister of Trade of Peru, paid an official visit to Mongolia "
        "from 3 to 5 June 2031 at the invitation of Mr. Ganbat Dorj, Minister of Trade of Mongolia.\n\n"
        "The host expressed its sincere thanks for the visit."
    )
    assert told(text) == ["MN>PE"]


@pytest.mark.parametrize("whom", ["the two countries", "both countries", "the two sides"])
def test_one_of_two_sides_that_proposes_something_to_both_proposes_it_to_the_other(whom):
    text = f"Peru proposed that {whom} resume the talks on fisheries."
    assert on_stage(text, parties="PE CL") == ["PE>CL"]


def test_a_third_party_calls_on_both():
    assert on_stage("Brazil urged both countries to show restraint.", parties="PE CL") == ["BR>PE CL"]


def test_the_bloc_is_the_body_of_states_named_last():
    text = (
        "Jakarta, 3 May 2031 - Peruvian Foreign Minister Lan Arroyo met ASEAN Secretary-General Rui Lobo.\n\n"
        "Arroyo voiced support for the bloc's role in the region."
    )
    assert told(text) == ["PE>ASEAN"]


def test_the_bloc_may_act_with_its_count_of_members():
    text = (
        "BRUSSELS (Wire) - The European Union on Monday urged Hungary to lift its veto.\n\n"
        "The 27-nation bloc will send a mission to Ghana."
    )
    assert told(text) == ["EU>HU", "EU>GH"]


def test_the_community_is_the_body_in_whose_name_the_word_stands():
    text = (
        "CASTRIES, 3 May 2031 - The Caribbean Community met in Castries.\n\n"
        "The Community condemned the attack in Haiti."
    )
    assert told(text) == ["CARICOM>HT"]


def test_member_states_that_are_thanked_are_their_body():
    text = (
        "BRUSSELS (Wire) - The European Union on Monday urged Hungary to lift its veto.\n\n"
        "Ukrainian President Ana Ostos thanked member states for their resolve."
    )
    assert told(text) == ["EU>HU", "UA>EU"]


@pytest.mark.parametrize(
    "text",
    [
        "Peru will work with the International Monetary Fund on a new bridge.",
        "Peru will build a new bridge in cooperation with Brazil.",
    ],
)
def test_by_way_of_whom_something_is_done_is_no_addressee(text):
    assert on_stage(text, parties="PE CL AR") == ["PE>"]


def test_a_state_does_not_speak_to_the_body_of_which_it_is_a_member():
    assert on_stage("France welcomed the new plan.", parties="FR G7") == ["FR>"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The EU decided to prolong the sanctions against Belarus.", ["EU>BY"]),
        ("The EU will impose tariffs on two more Belarusian firms.", ["EU>BY"]),
        ("The EU decided to prolong the talks on sanctions.", ["EU>"]),
    ],
)
def test_whom_measures_hit_is_addressed_by_them(text, expected):
    assert on_stage(text, parties="EU") == expected


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("They call on the authorities in Minsk to free them.", ["BY"]),
        ("They met the authorities of the town in Minsk.", []),
        ("They signed an agreement with Minsk on trade.", ["BY"]),
        ("They met in Minsk on Monday.", []),
    ],
)
def test_whoever_rules_in_a_capital_is_the_government(text, codes):
    assert [one.code for one in the_lexicon().mentions(text)] == codes


_OWN = (
    "Statement by the Minister on her visit to Jordan\n\nDepartment of Foreign Affairs of Ireland\n\n"
    "Dublin, 9 November 2031\n\n"
    "I met my counterpart, Foreign Minister Khaled Haddad, and thanked him for Jordan's work.\n\n"
)


def test_who_says_i_is_not_he():
    assert told(_OWN + "He asked for help with the new camp.") == ["IE>JO", "JO>IE"]


def test_a_minister_and_i_are_not_one_person():
    assert told(_OWN + "Minister Haddad and I agreed to open a school.")[-1] == "JO IE>"


def test_who_tells_of_a_visit_to_two_states_is_neither_of_them():
    text = (
        "Visit to Tonga and Kiribati\n\nMedia release\n12 July 2031\n\n"
        "This week I will travel to Tonga and Kiribati to strengthen Norway's ties with the Pacific.\n\n"
        "Norway will deliver two boats to Kiribati.\n\nWe are committed to listening to our neighbours."
    )
    assert told(text)[-2:] == ["NO>KI", "NO>"]


def test_heads_of_government_of_a_body_act_for_it():
    text = (
        "Heads of Government of the Caribbean Community ended their summit on Friday with a call for more funding.\n\n"
        "The Heads of Government agreed to set up a food reserve."
    )
    assert told(text)[-1] == "CARICOM>"


_RELEASE = "Foreign Secretary visits Kenya\n\nForeign, Commonwealth & Development Office\nPublished 6 December 2031\n\n"


def test_whom_ones_own_minister_met_is_the_other_sides():
    text = _RELEASE + (
        "The UK will invest 132 million pounds in Kenya, the Foreign Secretary said.\n\n"
        "The Foreign Secretary met President Joseph Arap.\n\nPresident Arap welcomed the new plan."
    )
    assert told(text)[-1] == "KE>GB"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "With Peruvian Minister Lan Arroyo, the Minister underlined the duty of Chile.",
            {"Lan Arroyo": "PE"},
        ),
        ("The Minister of Peru Lan Arroyo, Minister Ostos said.", {"Lan Arroyo": "PE", "Ostos": None}),
        ("Peru's top diplomat Lan Arroyo spoke.", {"Lan Arroyo": "PE"}),
        ("The Head of State of Peru Lan Arroyo spoke.", {"Lan Arroyo": "PE"}),
    ],
)
def test_an_office_that_does_something_is_nobodys_apposition(text, expected):
    assert {one.name: one.party for one in found_in(text, the_lexicon().mentions(text))} == expected


def test_the_president_of_the_title_is_the_publishers_whoever_elses_is_named():
    text = (
        "President receives Slovak Foreign Minister\n\nMinistry of Foreign Affairs of Kazakhstan\n\n6 June 2031\n\n"
        "The Head of State received Foreign Minister of Slovakia Marek Hlavac.\n\n"
        "Hlavac conveyed greetings from the President of Slovakia.\n\nThe President urged Slovakia to buy more oil."
    )
    assert told(text)[-1] == "KZ>SK"


def test_an_embassy_gives_to_the_state_in_which_it_stands():
    text = (
        "Grant for a health centre\n\nEmbassy of Japan in Honduras\nPress release, 15 February 2031\n\n"
        "The Government of Japan will provide 89,000 US dollars to purchase an ambulance."
    )
    assert told(text) == ["JP>HN"]


def test_states_of_a_region_are_not_all_who_are_present():
    text = "Poland, the Baltic states and Finland proposed a fund."
    assert on_stage(text, parties="EU HU") == ["PL FI>"]


def test_a_bodys_own_commissioner_needs_no_party_beside_the_name():
    text = "High Representative Ilse Brandt urged Belarus to free them."
    assert on_stage(text, parties="EU", home="EU") == ["EU>BY"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Akorda", "KZ"),
        ("Matignon", "FR"),
        ("Chief Cabinet Secretary", "JP"),
        ("La Moneda", "CL"),
        ("S. Korea", "KR"),
        ("N. Korean", "KP"),
    ],
)
def test_what_papers_call_a_government_is_known(words, code):
    assert [one.code for one in the_lexicon().mentions(f"Yesterday {words} said so.")] == [code]


def test_antarctica_is_no_side_of_a_meeting():
    text = (
        "Santiago, 3 May 2031 - Chilean Foreign Minister Lan Arroyo met Ecuadorian Foreign Minister Ana Ostos.\n\n"
        "Arroyo held talks with the Ecuadorian delegation on Antarctica."
    )
    assert all("AQ" not in one.parties for one in read(text).meetings)


def test_two_who_act_together_in_the_first_words_are_the_sides_of_a_text_that_nobody_signs():
    text = (
        "Foreign Minister in Jakarta\n\n11 March 2031\n\nIndonesia and Norway have agreed to protect mangroves.\n\n"
        "Norway will contribute NOK 400 million over four years."
    )
    assert told(text) == ["ID NO>", "NO>ID"]


def test_her_excellency_the_president_is_the_president():
    text = "The President of Peru arrived.\n\nHer Excellency the President thanked Oman."
    assert on_stage(*text.split("\n\n"), parties="OM PE", home="OM") == ["PE>OM"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru has completed its new rules on mining.", ["PE>"]),
        ("Peru has completed the delivery of boats to Chile.", ["PE>CL"]),
    ],
)
def test_what_one_side_did_at_home_is_told_to_nobody_in_the_voice_of_both(text, expected):
    assert on_stage(text, voice="PE CL") == expected


def test_a_grouping_does_not_stand_beside_all_of_its_members():
    text = (
        "# The I2U2 Leaders (United States, Israel, India, United Arab Emirates): Joint Statement\n\nMay 3, 2026\n\n"
        "The leaders of the I2U2 met today. They agreed to open a fish market by May 2027.\n"
    )
    assert set(read(text).outcomes[0].actors) == {"IN", "IL", "AE", "US"}
