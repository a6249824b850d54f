"""Who acts where many are named: three at one table, who presides over a council, those of a list, whom aid is for."""

from __future__ import annotations

import pytest

from briefs.model import Reading
from briefs.parsing.datelines import dateline
from tests.stage import read


def told(*paragraphs: str, title: str = "Leaders agree on ports") -> Reading:
    return read("\n\n".join((title, "4 May 2026", *paragraphs)) + "\n")


def roles(reading: Reading) -> list[str]:
    return [f"{' '.join(one.actors)}>{' '.join(one.towards)}" for one in reading.outcomes]


def met(reading: Reading) -> list[str]:
    return [" ".join(one.parties) for one in reading.meetings]


def test_the_state_of_a_councils_president_is_nobody_whom_the_council_addresses():
    reading = told(
        "The following press statement was issued today by Security Council President Ana Arroyo (Peru):",
        "The members of the Security Council condemned the attack in Nairobi in the strongest terms.",
        title="Security Council press statement",
    )
    assert roles(reading)
    assert all("PE" not in role for role in roles(reading))


def test_a_council_grieves_with_the_people_of_the_state_where_it_happened():
    reading = told(
        "The members of the Security Council expressed their condolences to the families of all who were lost in the fire of last week and to the people of Kenya.",
        title="Security Council press statement",
    )
    assert roles(reading) == ["UNSC>KE"]


def test_counterparts_of_two_states_act_beside_the_first_one():
    reading = told(
        "Peruvian Prime Minister Ana Arroyo and her Chilean and Colombian counterparts Rosa Vidal and Luis Prado agreed to open a port during talks held on Monday.",
        title="Peru, Chile, Colombia agree on ports",
    )
    assert roles(reading) == ["PE CL CO>"]


def test_with_whom_two_feel_is_no_party_of_their_declaration():
    reading = told(
        "Presidents Ana Arroyo (Peru) and Luis Prado (Colombia) signed a declaration on ports.",
        "The two presidents agreed to open a bridge.",
        title="Peru, Colombia leaders express sympathy with Mexico and Chile",
    )
    assert roles(reading)[-1] == "PE CO>"


def test_a_tripartite_summit_is_one_meeting_of_three():
    reading = told(
        "Egypt's President Omar Fahmy held a tripartite summit with Jordanian King Salim and Iraqi Prime Minister Nuri Hadi on Sunday.",
        "Earlier on Sunday, Fahmy received King Salim of Jordan in Cairo.",
        "During the Egyptian-Jordanian-Iraqi summit, the leaders agreed to open a railway.",
        title="Summit in Cairo",
    )
    assert met(reading)[0] == "EG JO IQ"
    assert roles(reading) == ["EG JO IQ>"]


def test_what_is_said_during_the_meeting_is_no_other_meeting():
    reading = told(
        "Peruvian Foreign Minister Ana Arroyo received Swedish Foreign Minister Lars Lindqvist today.",
        "During the meeting, the minister welcomed the accord between Kenya and Chile.",
        title="Foreign minister receives Swedish counterpart",
    )
    assert met(reading) == ["PE SE"]


def test_a_seat_in_a_body_is_not_addressed():
    reading = told(
        "Kenyan President Joseph Wanjiru met Angolan President Luis Prado on Monday.",
        "Wanjiru endorsed his candidature for the African Union chairmanship.",
        title="Presidents of Kenya and Angola meet",
    )
    assert roles(reading) == ["KE>AO"]


@pytest.mark.parametrize(
    "promise",
    [
        "The European Union will provide EUR 18 million in humanitarian aid for the population that lost its homes in the eastern regions of Kenya.",
        "The European Union has granted EUR 40 million in humanitarian aid for Kenya since the beginning of the drought.",
    ],
)
def test_aid_is_for_the_state_in_which_it_helps(promise):
    assert roles(told(promise, title="EU gives aid")) == ["EU>KE"]


def test_those_who_cause_a_need_are_not_given_aid():
    reading = told(
        "The European Union is providing EUR 50 million to support people affected by Chile's dam.",
        title="EU gives aid",
    )
    assert roles(reading) == ["EU>"]


def test_money_received_is_no_guest_received_and_a_tour_no_visit_of_two():
    assert met(told("Kenya received €15 million and Chad €27 million.", title="EU gives aid")) == []
    reading = told(
        "The delegation of New Zealand visited Tonga, Samoa and Fiji during the tour.",
        title="Back from the islands",
    )
    assert met(reading) == []


def test_an_adverb_before_an_acronym_is_no_dateline():
    assert dateline("Finally, APNSA Arroyo met the ministers.", sure=True) == 0
    assert dateline("SUVA. KAZINFORM President Arroyo met.", sure=True) > 0
