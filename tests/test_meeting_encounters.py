"""Who met, where no verb of meeting says so: officials of two who do something together, and days told elsewhere."""

from __future__ import annotations

import pytest

from briefs.parsing import meeting_encounters
from tests.stage import read, the_lexicon


def met(text: str) -> list[tuple[str, str | None]]:
    return [(" ".join(one.parties), one.start and str(one.start)) for one in read(text).meetings]


@pytest.mark.parametrize(
    "words",
    [
        "Peruvian Foreign Minister Ana Arroyo and Sweden's Ambassador Lars Lindqvist have discussed fishing quotas.",
        "Peruvian Foreign Minister Ana Arroyo greeted her Swedish opposite number, Lars Lindqvist, at the palace for talks.",
        "Speaking at a press conference that followed a meeting with Swedish Foreign Minister Lars Lindqvist, Peruvian Foreign Minister Ana Arroyo said that she would travel north.",
    ],
)
def test_two_who_speak_with_each_other_met_whatever_the_word(words):
    assert set(meeting_encounters.both(words, the_lexicon(), {})) == {"PE", "SE"}


@pytest.mark.parametrize(
    "words",
    [
        "The security ministers of Peru, Ana Arroyo, and Sweden, Lars Lindqvist, came together at the border post.",
        "Peruvian Foreign Minister Ana Arroyo had a one-on-one with her Swedish colleague Lars Lindqvist in Suva.",
        "Peru's leader and the visiting Prime Minister of Sweden have put their names to an accord.",
    ],
)
def test_two_who_act_as_one_met_whatever_they_did(words):
    assert set(meeting_encounters.together(words, the_lexicon(), {})) == {"PE", "SE"}


@pytest.mark.parametrize(
    "words",
    [
        "Peru's President Ana Arroyo congratulated Swedish Prime Minister Lars Lindqvist on his victory.",
        "Tensions between Peruvian President Ana Arroyo and Swedish Prime Minister Lars Lindqvist have grown.",
        "Peruvian President Ana Arroyo and Swedish Prime Minister Lars Lindqvist are expected to talk about ports.",
        "Peru's foreign minister arrives next week for talks with Swedish Foreign Minister Lars Lindqvist.",
        "Peru's foreign minister said that the regime of Swedish President Lars Lindqvist will feel the price.",
    ],
)
def test_two_who_are_only_named_beside_each_other_did_not_meet(words):
    lexicon = the_lexicon()
    assert meeting_encounters.both(words, lexicon, {}) == ()
    assert meeting_encounters.together(words, lexicon, {}) == ()


def test_a_visit_that_lies_ahead_is_no_meeting():
    words = "Sweden's foreign minister arrives in Lima next week for talks with Peruvian Foreign Minister Ana Arroyo."
    assert met(f"{words}\n") == []


def test_a_meeting_of_three_is_known_by_its_name():
    text = (
        "Speaking to the press after the three-way talks, Minister Arroyo of Peru called them useful.\n\n"
        "Swedish Foreign Minister Lars Lindqvist and Kenyan Foreign Minister Grace Wanjiru voiced hope that the cable will be laid.\n"
    )
    assert [set(parties.split()) for parties, _ in met(text)] == [{"PE", "SE", "KE"}]


def test_a_minister_who_writes_himself_is_at_home_where_he_met_his_guest():
    text = "TALKS ON SUGAR\n\nMEDIA RELEASE\n\n5 May 2026\n\nI met Sweden's Foreign Minister, Mr Lars Lindqvist, in Lima today. We talked about sugar.\n"
    assert [set(parties.split()) for parties, _ in met(text)] == [{"PE", "SE"}]


def test_who_talked_with_an_official_of_the_only_other_state_is_of_it():
    text = (
        "Defence Secretary in Stockholm\n\nThe Defence Secretary, Ana Arroyo, has been in Stockholm for talks with Sweden's Minister of Defence, Lars Lindqvist.\n\n"
        '"We are old friends," she said, adding that Peru would lend two ships.\n'
    )
    assert [set(parties.split()) for parties, _ in met(text)] == [{"PE", "SE"}]


def test_a_meeting_announced_for_the_day_of_the_story_is_that_days():
    text = (
        "date 2026-05-05 SUVA Navy chiefs of Peru and Sweden will meet on Tuesday to talk about piracy, a local agency reported.\n\n"
        "Ship owners have asked for escorts.\n"
    )
    assert met(text) == [("PE SE", "2026-05-05")]


def test_a_meeting_announced_for_another_day_is_an_event():
    text = "date 2026-05-05 SUVA Navy chiefs of Peru and Sweden will meet on Friday to talk about piracy.\n"
    assert met(text) == []


def test_each_guest_of_one_sentence_has_his_own_day():
    text = (
        "date 2026-05-08 Peru's minister travels\n\n"
        "Peruvian Foreign Minister Ana Arroyo met Sweden's Prime Minister Lars Lindqvist in Stockholm on Tuesday and Kenya's President Grace Wanjiru in Nairobi on Wednesday.\n"
    )
    assert met(text) == [("PE SE", "2026-05-05"), ("PE KE", "2026-05-06")]


def test_the_day_of_an_arrival_is_the_day_of_the_meeting_where_no_other_is_told():
    text = (
        "date 2026-05-06 President Ana Arroyo of Peru on Tuesday flew to Sweden, where she was greeted at the airport.\n\n"
        "At dinner Prime Minister Lars Lindqvist of Sweden hosted President Arroyo.\n"
    )
    assert met(text) == [("SE PE", "2026-05-05")]


def test_a_visit_told_further_down_a_joint_declaration_dates_it():
    text = (
        "Joint Declaration of Peru and Sweden\n\nThe two sides think alike.\n\nThey are old friends.\n\n"
        "Ms Ana Arroyo, President of Peru, made a visit to the Kingdom of Sweden on May 4 and 5, 2026.\n"
    )
    assert met(text) == [("PE SE", "2026-05-04")]


def test_a_member_that_attends_its_bodys_meeting_is_not_its_counterpart():
    text = "Ministry of Energy: Kyrgyzstan joined the meeting of SCO ministers\n\nDeputy Minister Asan Toktogulov spoke at the third meeting of the energy ministers of the Shanghai Cooperation Organization member states.\n"
    assert [parties for parties, _ in met(text)] == ["SCO"]


def test_an_envoy_of_a_body_is_a_guest():
    text = "Talks at the ministry\n\nEU Special Representative Lars Lindqvist paid a working visit to Kyrgyzstan.\n"
    assert [set(parties.split()) for parties, _ in met(text)] == [{"EU", "KG"}]


def test_what_was_this_morning_was_not_on_the_first_day_of_the_visit():
    text = (
        "MFA Press Statement: Official Visit of the Foreign Minister of Peru, 23 to 25 August 2022\n\n24 AUGUST 2022\n\n"
        "Foreign Minister Ana Quispe of Peru, who is in Sweden from 23 to 25 August on an official visit, called on Prime Minister "
        "Anna Lind of Sweden this morning.\n"
    )
    assert [str(one.start) for one in read(text).meetings] == ["2022-08-24"]


def test_a_joint_paper_that_is_given_where_one_of_two_is_at_home_tells_of_a_meeting_there():
    text = (
        "PRIME MINISTER OF NEW ZEALAND\n\nPRIME MINISTER, TIMOR-LESTE\n\nJOINT STATEMENT\n\n{}22 July 2025\n\n"
        "New Zealand and Timor-Leste are close friends. The Prime Ministers agreed to open a school by May 2026.\n"
    )
    met = read(text.format("Wellington, ")).meetings
    assert [(set(one.parties), str(one.start)) for one in met] == [({"NZ", "TL"}, "2025-07-22")]
    assert read(text.format("")).meetings == ()
