"""In which words a paper says that somebody met, who they were, and on which day: the news of many small offices."""

from __future__ import annotations

import pytest

from briefs.parsing import meeting_told
from briefs.parsing.meeting_weights import outweighs
from tests.stage import read, the_lexicon

STAMP = "date 2026-05-04 "
"""4 May 2026 is a Monday."""


def sides(words: str) -> tuple[str, ...] | None:
    found = meeting_told.told(words, the_lexicon(), {})
    return found[1] if found else None


def met(text: str) -> list[tuple[str, str | None]]:
    return [(" ".join(one.parties), one.start and str(one.start)) for one in read(text).meetings]


@pytest.mark.parametrize(
    "words",
    [
        "Peruvian Foreign Minister Ana Arroyo engaged in a telephone conversation with Swedish Foreign Minister Lars Lindqvist.",
        "Peru and Sweden began bilateral talks at the minister's office.",
        "Officials of Peru and Sweden are currently holding discussions on the reef.",
        "Peru's President held, on Monday in Lima, a round of talks with the Swedish Prime Minister.",
        "The first bilateral meeting of Peru's minister was with the minister of Sweden.",
        "Peru's State Minister Ana Arroyo delivered a personal message to the President of Sweden.",
        "Meeting on the sidelines of a conference, Peruvian President Ana Arroyo and Swedish Premier Lars Lindqvist spoke of ports.",
        "Peru's PM said so during a press conference with his colleague Lars Lindqvist of Sweden.",
        "Earlier today, the minister of Peru met the minister of Sweden.",
    ],
)
def test_a_meeting_has_many_verbs(words):
    assert sides(words) == ("PE", "SE")


@pytest.mark.parametrize(
    "words",
    [
        "They spoke of the results of the ministerial meeting of Peru and Sweden held today.",
        "The meeting is held within the Swedish presidency of the forum.",
        "Peru will hold talks with Sweden.",
        "The Swedish visit was planned by Peru.",
        "After the meeting, the ministers of Peru and Sweden will speak to the press.",
        "The ministers of Peru and Sweden are expected to lay the foundations for ports and schools during the first official meeting in Suva.",
    ],
)
def test_a_meeting_that_is_only_spoken_of_is_none(words):
    assert sides(words) is None


def test_who_was_in_the_chair_is_not_all_who_sat_there():
    assert sides("The premiers of Fiji and Laos co-chaired the ASEAN-Australia summit.") == ("ASEAN", "AU")
    assert sides("The minister of Peru chaired talks with the minister of Sweden.") == ("PE", "SE")


def test_a_body_whose_members_are_listed_sat_as_those_members():
    words = "The minister took part in a meeting of the ministers of GUAM (Georgia, Ukraine, Azerbaijan and Moldova)."
    assert set(sides(words) or ()) == {"GE", "UA", "AZ", "MD"}


@pytest.mark.parametrize(
    "words",
    [
        "The extraordinary summit of Heads of State and Government of the Southern African Development Community kicked off on Sunday in Suva.",
        "The summit of the Southern African Development Community (SADC) is taking place in Suva.",
    ],
)
def test_a_summit_of_the_heads_of_a_body_is_the_bodys(words):
    assert sides(words) == ("SADC",)


def test_who_presides_over_a_bodys_session_is_met_by_a_state():
    words = "Peru's minister met with the elected Chairman of the 76th session of the United Nations General Assembly."
    assert sides(words) == ("PE", "UN")


def test_a_meeting_beside_a_bodys_summit_is_not_the_bodys():
    words = "Meeting on the sidelines of the Summit of Heads of State of the African Union, Peru's president and the Swedish premier spoke of ports."
    assert (sides(words) or ())[:2] != ("AFRICAN-UNION",)
    assert {"PE", "SE"} <= set(sides(words) or ())


def test_two_states_that_speak_of_bodies_met_without_them():
    words = "In a meeting in Suva, the ministers of Nepal and Sri Lanka spoke of their work within SAARC and BIMSTEC."
    assert sides(words) == ("NP", "LK")


def test_the_capital_where_one_is_received_is_no_party():
    words = "Peru's premier received, at his house in the Qatari capital, Doha, the minister of Sweden."
    assert sides(words) == ("PE", "SE")


def test_the_capital_of_a_third_state_is_no_party_either():
    assert sides("Peru and Sweden held talks in Suva, the capital of Fiji.") == ("PE", "SE")


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Peru's president met Monday in Lima with the Swedish premier.", "2026-05-04"),
        ("Peru's president Sunday met the Swedish premier in Lima.", "2026-05-03"),
        ("Peru's president met the Swedish premier in Lima this evening.", "2026-05-04"),
        (
            "Peru's minister Ana Arroyo on Sunday delivered a message to the president of Sweden.",
            "2026-05-03",
        ),
    ],
)
def test_the_day_of_a_meeting_is_told_in_many_ways(sentence, day):
    assert met(f"{STAMP}{sentence}\n\nThe two sides agreed to train divers.\n") == [("PE SE", day)]


@pytest.mark.parametrize(
    ("later", "day"),
    [
        ("The talks opened on Sunday with a speech by the minister.", "2026-05-03"),
        ("The reef was also spoken of at the meeting today.", "2026-05-04"),
        ("The reef was also spoken of at the meeting of the parliament.", None),
        ("The fishermen were paid today.", None),
    ],
)
def test_a_later_sentence_may_tell_the_day_of_the_meeting(later, day):
    text = f"{STAMP}Peru's foreign minister met the foreign minister of Sweden at the margins of a forum in Suva.\n\n{later}\n"
    assert met(text) == [("PE SE", day)]


def test_a_title_holds_the_day_of_the_meeting_that_it_names():
    text = "The Summit of the Southern African Development Community was held in Suva on 3 May 2026\n\nThe Summit was officially opened by the Chairperson of SADC, President Ana Arroyo, and thanked its hosts.\n"
    assert met(text) == [("SADC", "2026-05-03")]


def test_a_title_says_that_it_was_yesterday():
    text = f"What Peru's president did with the Swedish premier yesterday\n\n{STAMP}Peru's president signed a treaty with the Swedish prime minister, Lars Lindqvist, during his visit to Peru, having missed the feast on Friday.\n"
    assert met(text) == [("PE SE", "2026-05-03")]


def test_a_statement_speaks_in_passing_of_todays_meeting():
    text = (
        "Joint Statement on Peru-Chile-Sweden Cooperation\n\n4 May 2026\n\nPeru, Chile and Sweden share a long friendship. We reaffirm our will to guard the reefs. "
        "We shall train divers. Our states have much in common. We value our ports. On the occasion of today’s Foreign Ministers’ Meeting in Suva, we agree to build a school.\n"
    )
    assert [(set(one.parties), str(one.start)) for one in read(text).meetings] == [
        ({"PE", "CL", "SE"}, "2026-05-04")
    ]


def test_a_call_on_the_ministers_of_a_state_is_made_by_the_envoy_posted_there():
    text = "Premier leaves for Suva\n\nThe Premier will leave on Friday.\n\nMeanwhile, the Swedish Ambassador in Lima yesterday called on Foreign Minister Ana Arroyo.\n"
    assert met(text) == [("SE PE", None)]


def test_who_is_received_further_down_is_met_where_the_opening_tells_of_no_meeting():
    text = (
        "Premier leaves after a visit\n\n5 hours ago\n\nSwedish Prime Minister Lars Lindqvist left Lima for Stockholm on Monday, concluding his two-day state visit to Peru.\n\n"
        "The foreign minister saw him off at the airport.\n"
    )
    assert met(text) == [("SE PE", None)]


def test_the_topics_in_front_of_who_said_so_are_no_parties():
    text = (
        "LIMA, May 4, 2026 (PNA) - The new government plans to reach its goals through good relations with Union members, particularly Italy and Greece, "
        "Swedish Foreign Minister Lars Lindqvist said in Lima during talks with Peruvian Speaker Ana Arroyo.\n"
    )
    assert {frozenset(parties.split()) for parties, _ in met(text)} == {frozenset({"PE", "SE"})}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Peru's PM meets Swedish PM; officials agree on Chile", True),
        ("Peru, Sweden and Chile meet in Suva", False),
        ("", True),
    ],
)
def test_the_first_clause_of_a_title_names_who_met(title, expected):
    assert outweighs(("PE", "SE"), ("PE", "SE", "CL"), "PE", title, the_lexicon()) is expected


def test_several_at_once_and_a_series_have_their_days():
    text = (
        "The Minister of Foreign Affairs of Peru, Ana Arroyo, held, on May 3rd, 2026 in Suva, a series of bilateral talks with her counterparts on the sidelines of a forum.\n\n"
        "Ms. Arroyo held talks with her Swedish counterpart, Lars Lindqvist.\n\nShe also held talks with Chile's Foreign Minister, Rosa Vidal.\n"
    )
    assert met(text) == [("PE SE", "2026-05-03"), ("PE CL", "2026-05-03")]


def test_a_trilateral_dialogue_is_one_meeting_though_each_guest_is_named():
    text = (
        "The first round of the Peru-Sweden-Chile trilateral Foreign Ministers' dialogue was held in Lima on 3 May 2026. "
        "Peruvian Foreign Minister Ana Arroyo met with Sweden's Lars Lindqvist and Chile's Rosa Vidal.\n\nThe sides agreed to train divers.\n"
    )
    assert [set(parties.split()) for parties, _ in met(text)] == [{"PE", "SE", "CL"}]


def test_guests_met_separately_are_no_table_whatever_the_headline_says():
    text = (
        "Peruvian FM meets colleagues\n\nMay 4, 2026\n\nAna Arroyo receives her Swedish, Chilean and Kenyan counterparts, says the Peruvian ministry.\n\n"
        "Peruvian Foreign Minister Ana Arroyo held separate meetings with her counterparts from Sweden, Chile and Kenya in Lima.\n\n"
        "Ana Arroyo on Monday met with Sweden's Lars Lindqvist, Chile's Rosa Vidal and Kenya's Grace Wanjiru.\n"
    )
    assert [(parties, day) for parties, day in met(text)] == [
        ("PE SE", "2026-05-04"),
        ("PE CL", "2026-05-04"),
        ("PE KE", "2026-05-04"),
    ]


def test_a_minister_in_the_chair_sat_with_those_who_attended():
    text = (
        "Swedish Premier Lars Lindqvist met Peruvian President Ana Arroyo on 3 May 2026.\n\n"
        "Swedish Foreign Minister Rosa Berg chaired the annual meeting of the reef council on 3 May 2026, attended by top Chilean, Kenyan and Fijian diplomats.\n"
    )
    assert met(text) == [("SE PE", "2026-05-03"), ("SE CL KE FJ", "2026-05-03")]
