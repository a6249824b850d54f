"""Short stories of news agencies and ministries' web notes: who met, who acts, and what counts as done or promised."""

from __future__ import annotations

import pytest

from briefs.model import Reading
from tests.stage import acts, read, shown


def lines(reading: Reading) -> list[str]:
    return [f"{one.kind} {' '.join(one.actors)}>{' '.join(one.towards)}" for one in reading.outcomes]


def met(
    title: str, opening: str, rest: str = "The ministers stressed the value of trade."
) -> list[tuple[str, str | None]]:
    reading = read(f"{title}\n\n4 May 2026\n\n{opening}\n\n{rest}\n")
    return [(" ".join(sorted(one.parties)), one.start and str(one.start)) for one in reading.meetings]


@pytest.mark.parametrize(
    "opening",
    [
        "Peru's Foreign Minister Ana Arroyo received the Foreign Minister of Sweden, Lars Lindqvist, in Lima on 3 May 2026.",
        "Peruvian Foreign Minister Ana Arroyo has met with her Swedish counterpart Lars Lindqvist on 3 May 2026.",
        "On 3 May 2026, a telephone conversation took place between the Foreign Minister of Peru Ana Arroyo and the Foreign Minister of Sweden Lars Lindqvist.",
        "On Sunday, May 3, President Ana Arroyo of Peru and her Swedish counterpart Lars Lindqvist addressed a joint press conference.",
        "Meeting with Sweden's new Foreign Minister Lars Lindqvist on 3 May 2026, Peruvian Foreign Minister Ana Arroyo said that ports matter.",
        "Ports matter to everybody, Peruvian President Ana Arroyo said at a meeting with Swedish Prime Minister Lars Lindqvist in Lima on 3 May 2026.",
        "Peruvian Foreign Minister Ana Arroyo on 3 May 2026 discussed the Chilean proposal on ports with her Swedish counterpart Lars Lindqvist.",
    ],
)
def test_one_sentence_of_a_note_says_who_met_and_when(opening):
    assert met("Ministers talk about ports", opening) == [("PE SE", "2026-05-03")]


def test_a_guest_on_a_visit_meets_the_host_whose_state_is_not_said():
    found = met(
        "A visitor in the capital",
        "Prime Minister Ana Arroyo received the Foreign Minister of Sweden, Lars Lindqvist, who is on a visit to Peru.",
    )
    assert [parties for parties, _ in found] == ["PE SE"]


def test_who_met_outweighs_what_the_title_speaks_of():
    found = met(
        "Peruvian minister: we stand by Ukraine",
        "Meeting with Sweden's Foreign Minister Lars Lindqvist on 3 May 2026, Peruvian Foreign Minister Ana Arroyo said that aid matters.",
    )
    assert found == [("PE SE", "2026-05-03")]


@pytest.mark.parametrize(
    "opening",
    [
        "Peruvian Foreign Minister Ana Arroyo will meet her Swedish counterpart Lars Lindqvist next week.",
        "Peruvian Foreign Minister Ana Arroyo praised the meeting of the Swedish parliament.",
    ],
)
def test_a_meeting_to_come_or_spoken_of_is_none(opening):
    assert met("Ports of the north", opening, "Ports are large.") == []


def test_a_body_sits_as_one_whoever_hosts_it():
    found = met(
        "Ministers gather",
        "The Foreign Ministry of Peru hosted a meeting of the ASEAN Council of Ministers on 3 May 2026.",
    )
    assert found == [("ASEAN", "2026-05-03")]


def test_a_statement_that_welcomes_a_meeting_of_others_is_its_publishers():
    reading = read(
        "Statement from National Security Advisor Jake Sullivan Welcoming the Talks\n\nMay 4, 2026\n\n"
        "We welcome the meeting held today in Lima between officials of Peru and Chile. We recognize that much work remains."
    )
    assert {one.actors for one in reading.outcomes} == {("US",)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Peruvian minister and his Swedish counterpart agreed to open a port.", ["commitment PE SE>"]),
        (
            "President Arroyo and her Swedish counterpart, Lars Lindqvist, agreed to open a port.",
            ["commitment PE SE>"],
        ),
        ("His Swedish counterpart stressed the value of dialogue.", ["position SE>PE"]),
        (
            "Greeting the Swedish prime minister, President Arroyo stressed the value of dialogue.",
            ["position PE>SE"],
        ),
        ("They said Peru and Sweden will expand trade.", ["commitment PE SE>"]),
        ("He expressed hope the Peruvian and Swedish sides will hold the forum in May.", ["position PE>SE"]),
        ("The foreign ministries agreed to raise the status of the consulates.", ["commitment PE SE>"]),
        (
            "Yesterday, senior Peruvian and Swedish officials signed a framework for cooperation.",
            ["adoption PE SE>"],
        ),
        (
            "President Arroyo and Prime Minister Lindqvist, recognising the success of the pact, agreed to widen it.",
            ["commitment PE SE>"],
        ),
        ("On behalf of the people of Sweden, Mr Holm thanked the hosts.", ["appreciation SE>PE"]),
    ],
)
def test_who_acts_in_a_story(text, expected):
    found = acts(text, parties="PE SE", home="PE")
    assert [f"{one.kind} {' '.join(one.actors)}>{' '.join(one.towards)}" for one in found] == expected


def test_who_voices_the_support_of_a_state_speaks_for_it():
    found = acts("Sheikh Omar reiterated Sweden's full support for the talks.", parties="PE SE")
    assert [one.actors for one in found] == [("SE",)]


def test_he_is_the_one_of_whom_the_sentence_before_told():
    reading = read(
        "Ministers meet\n\n4 May 2026\n\nPeruvian Foreign Minister Ana Arroyo met Swedish Foreign Minister Lars Lindqvist on 3 May 2026.\n\n"
        "Arroyo stressed the value of ports.\n\nLindqvist showed him a map. He urged Peru to build a bridge."
    )
    assert lines(reading) == ["position PE>SE", "request SE>PE"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The importance of trade was emphasised.", ["position PE SE>"]),
        ("During the talks, the need to protect forests was once again noted.", ["position PE SE>"]),
        ("Readiness to open a consulate was confirmed.", ["commitment PE SE>"]),
        ("Agreement was reached on the opening of a consulate.", ["commitment PE SE>"]),
        ("The meeting ended with the adoption of a joint declaration.", ["adoption PE SE>"]),
        ("The two ministers concurred with each other on the importance of ports.", ["position PE SE>"]),
        ("Sweden is preparing to provide a loan of USD 5 million.", ["pledge SE>PE"]),
        ("Sweden will increase its development assistance budget by 4 million dollars.", ["pledge SE>PE"]),
        ("For his part, President Arroyo voiced his readiness to buy ferries.", ["commitment PE>SE"]),
        ("The two sides discussed trade and agreed to set up a working group.", ["commitment PE SE>"]),
        ("The two sides agreed that ports should be open, President Arroyo noted.", ["position PE SE>"]),
        ("Peru signed a visa agreement with Sweden.", ["adoption PE SE>"]),
    ],
)
def test_what_a_story_reports(text, expected):
    found = acts(text, parties="PE SE", home="PE")
    assert [f"{one.kind} {' '.join(one.actors)}>{' '.join(one.towards)}" for one in found] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The importance that Sweden once had was noted by historians.",
        "The river was reached on foot.",
        "The meeting ended with a dinner.",
        "President Arroyo will visit Sweden in June.",
        "The two ministers will hold talks on Monday.",
        "The prime minister will deliver a speech to the Assembly.",
        "It is expected that the two ministers will meet in person.",
        "President Arroyo has begun her official visit to Sweden.",
        "Trade grew by a tenth, the agency reported.",
    ],
)
def test_an_agenda_or_colour_is_no_outcome(text):
    assert acts(text, parties="PE SE", home="PE") == []


def test_in_the_parties_own_voice_a_meeting_to_come_is_a_promise():
    assert shown(acts("We will meet again in Lima in 2027.", parties="PE SE", voice="PE SE"))


def test_an_exchange_of_views_ends_where_the_next_act_begins():
    found = acts(
        "The two sides exchanged views on the region and stressed the need for dialogue.", parties="PE SE"
    )
    assert len(found) == 1


def test_the_last_of_a_list_behind_a_preposition_does_not_act():
    found = acts(
        "The parties stressed the value of a meeting of the leaders of Peru, Sweden and Chile planned to take place in May.",
        parties="PE SE",
    )
    assert [one.actors for one in found] == [("PE", "SE")]


def test_what_is_told_in_quotation_marks_belongs_to_who_says_it():
    found = acts('President Arroyo stressed that "Peru is ready to buy ferries."', parties="PE SE", home="PE")
    assert [(str(one.kind), one.actors) for one in found] == [("commitment", ("PE",))]


def test_a_foreign_ministers_plans_for_a_region_are_no_affair_of_one_government():
    reading = read(
        "Fund for the islands\n\nWELLINGTON, 3 May 2026 (PNA) -- New Zealand Foreign Minister Ana Arroyo announced a fund of 2 million dollars for the Pacific on Sunday.\n\n"
        "The government is committed to rebuilding its standing in the Pacific, she said."
    )
    assert {one.actors for one in reading.outcomes} == {("NZ",)}


def test_neighbours_of_a_state_do_not_make_it_a_side():
    reading = read(
        "Ministers gather\n\n4 May 2026\n\nThe ministers of the neighbours of Chile, Peru and Sweden among them, met in Lima on 3 May 2026. They agreed to open a port."
    )
    assert all("CL" not in one.parties for one in reading.meetings)


def test_an_office_behind_a_name_ends_where_the_verb_begins():
    reading = read(
        "Courtesy call\n\n4 May 2026\n\nMr. Ana Arroyo, State Minister for Foreign Affairs of Peru, received a courtesy call by a delegation of cities of Sweden on 3 May 2026.\n\n"
        "State Minister Arroyo welcomed the visit of the delegation."
    )
    assert lines(reading)[0].startswith("position PE>SE")


def test_capitals_tell_the_organisation_from_the_island(lexicon):
    assert [one.code for one in lexicon.mentions("The GUAM states agreed on a corridor.")] == ["GUAM"]
    assert [one.code for one in lexicon.mentions("The ship called at Guam in May.")] == ["GU"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sweden announced the allocation of an additional 18 million euros to Peru.", ["pledge SE>PE"]),
        ("Sweden is topping up the programme with 3 million euros.", ["pledge SE>PE"]),
        (
            "Sweden has provided an endowment of 2 million dollars to the University of Lima.",
            ["pledge SE>PE"],
        ),
        ("Sweden has set aside EUR 4 million for Peru.", ["pledge SE>PE"]),
        ("Sweden is to provide USD 3 million to Peru.", ["pledge SE>PE"]),
        ("Sweden announced that 20 scholarships had been offered to Peruvian students.", ["pledge SE>PE"]),
        (
            "President Arroyo said that Sweden is providing additional support of 3 million euros.",
            ["pledge SE>PE"],
        ),
        ("They have set a target of raising trade to 5 billion dollars by 2030.", ["commitment PE SE>"]),
        (
            "The Swedish ambassador, Eva Berg, said her country was ready to share its experience.",
            ["commitment SE>PE"],
        ),
        ('"Chile must open its border," President Arroyo said.', ["request PE>CL"]),
        ('"This pact is an important step for our peoples," President Arroyo said.', ["position PE>SE"]),
        ("President Arroyo said that the visit was a milestone in relations.", ["position PE>SE"]),
    ],
)
def test_aid_and_speech_in_a_story(text, expected):
    found = acts(text, parties="PE SE", home="PE")
    assert [f"{one.kind} {' '.join(one.actors)}>{' '.join(one.towards)}" for one in found] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Sweden offered an analysis of two ports.",
        "The team topped the table.",
        "The table was set for six.",
        "President Arroyo said trade had grown by a tenth.",
        '"Trade grew by a tenth," President Arroyo said.',
        "Ana Holm, director of the Lima Institute, said the pact was important.",
    ],
)
def test_figures_and_outsiders_are_no_outcome(text):
    assert acts(text, parties="PE SE", home="PE") == []


@pytest.mark.parametrize(
    "text",
    [
        "Chile bears full responsibility for the safety of the crew.",
        "This decision violates international law.",
        "Our thoughts are with the families of the crew.",
        "A ceasefire is needed now.",
        "We are struck with sorrow for the families of the crew.",
        "The closure of the port is unlawful.",
    ],
)
def test_what_a_joint_statement_holds_is_its_position(text):
    assert shown(acts(text, voice="PE SE")) == ["position PE SE>"]


@pytest.mark.parametrize(
    "text", ["The port was in breach of the rules in 2011.", "The crew needed water for two days."]
)
def test_what_a_joint_statement_tells_of_the_past_is_no_position(text):
    assert acts(text, voice="PE SE") == []


def test_three_ministers_who_meet_act_together():
    reading = read(
        "Trilateral talks\n\nLima, 4 May 2026\n\nPeruvian Foreign Minister Ana Arroyo met her Chilean and Swedish counterparts in Lima on Monday.\n\n"
        "The ministers signed the Lima Declaration on ports."
    )
    assert lines(reading) == ["adoption PE CL SE>"]
    assert [one.parties for one in reading.meetings] == [("PE", "CL", "SE")]


def test_a_ministry_that_names_no_state_speaks_for_the_one_in_whose_capital_it_writes():
    reading = read(
        "Foreign Ministry statement on Chile\n\nLima, 5 May 2026\n\nWe strongly condemn the attack in Santiago.\n\nPeru will continue to stand by Chile."
    )
    assert [(str(one.kind), one.actors) for one in reading.outcomes] == [
        ("position", ("PE",)),
        ("commitment", ("PE",)),
    ]


def test_a_ministrys_statement_speaks_of_another_state_from_its_first_sentence_to_its_last():
    reading = read(
        "Statement by the Ministry of Foreign Affairs of Peru\n\nLima, 5 May 2026\n\nPeru is deeply concerned about the fighting in Chile.\n\n"
        "Peru calls on the sides to show restraint."
    )
    assert [str(one.kind) for one in reading.outcomes] == ["position", "request"]


def test_what_a_body_of_states_declares_is_no_domestic_affair():
    reading = read(
        "Statement of the Pacific Islands Forum on shipping\n\n3 October 2026\n\nThe Forum appeals to all sides to share data."
    )
    assert [(str(one.kind), one.actors) for one in reading.outcomes] == [("request", ("PIF",))]


def test_a_sentence_behind_a_signing_is_no_list_of_participants():
    reading = read(
        "Peru and Sweden sign agreement on ports\n\n3 March 2026\n\nThe governments of Peru and Sweden today signed an agreement on ports.\n\n"
        "Peruvian President Rosa Huaman highlighted the importance of the agreement for the south."
    )
    assert [str(one.kind) for one in reading.outcomes] == ["adoption", "position"]
