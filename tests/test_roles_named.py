"""Whose official somebody is: namesakes, leaders of delegations, bodies spoken for, councils, and three at one table."""

from __future__ import annotations

import pytest

from briefs.parsing.persons import Person, found_in
from briefs.parsing.persons_known import by_name
from tests.stage import read, the_lexicon

RECORD = {"winston vey": "NO", "vey": "NO", "hart": "KE"}


def told(text: str) -> list[str]:
    """Each outcome as "actors>addressees"."""
    return [f"{' '.join(one.actors)}>{' '.join(one.towards)}" for one in read(text).outcomes]


def named(*names: str) -> dict[str, str]:
    return by_name([Person(name, "Minister", None, 0, len(name)) for name in names], RECORD)


@pytest.mark.parametrize("name", ["Winston Vey", "W. Vey", "Winstone Karl Vey", "Vey", "Lan Hart"])
def test_a_last_name_on_record_is_trusted_where_the_given_name_agrees(name):
    assert name.rsplit(None, 1)[-1].lower() in named(name)


def test_a_namesake_with_another_given_name_is_not_the_person_on_record():
    assert named("Keisal Vey") == {}
    assert named("Keisal Vey", "Vey") == {}, "nor where the text calls him by his last name later"


@pytest.mark.parametrize(
    ("text", "name", "party"),
    [
        ("The Mongolian delegation led by State Secretary Tuya Arroyo left.", "Tuya Arroyo", "MN"),
        ("Talks with a Peruvian team headed by Deputy Minister Lan Ostos ended.", "Lan Ostos", "PE"),
        ("He met Lan Ostos, Minister of Trade of the sisterly Kingdom of Bahrain, today.", "Lan Ostos", "BH"),
        ("Mongolian herders led a protest and Minister Tuya Arroyo left.", "Tuya Arroyo", None),
        ("The Mongolian delegation left before Minister Tuya Arroyo spoke.", "Tuya Arroyo", None),
    ],
)
def test_who_leads_a_delegation_belongs_to_its_state(text, name, party):
    people = {one.name: one.party for one in found_in(text, the_lexicon().mentions(text))}
    assert people[name] == party


def test_his_excellency_in_two_capitals_is_no_pronoun():
    text = (
        "Foreign Minister Receives Jordanian Counterpart\n\nKuwait, 8 October 2031\n\n"
        "HE Salem Ostos, Minister of Foreign Affairs of Kuwait, met today with HE Lan Arroyo, Minister of Foreign "
        "Affairs of Jordan.\n\nHE Ostos reiterated the position of Kuwait on grazing rights.\n\n"
        "HE Arroyo asked Kuwait to send veterinarians."
    )
    assert "JO>KW" in told(text)
    assert "JO>KW" in told(text.replace("HE Arroyo asked", "Arroyo then asked"))


def test_a_statement_on_behalf_of_a_body_is_the_bodys_whoever_delivers_it():
    text = (
        "Permanent Mission of the Republic of Fiji\nSTATEMENT ON BEHALF OF THE PACIFIC ISLANDS FORUM\n\n"
        "New York, 24 September 2031\n\nI have the honour to speak on behalf of the Pacific Islands Forum.\n\n"
        "We call on all parties to conclude the treaty on nets. The Forum thanks Norway for its visit. We remain concerned about tuna. In our national capacity, Fiji will host a workshop in Suva."
    )
    assert told(text)[0].startswith("PIF>")
    assert not any(one.startswith("PIF NO") for one in told(text)), "who is thanked did not speak"
    assert any(one.startswith("FJ>") for one in told(text))


def test_a_statement_on_behalf_of_a_people_is_the_states_own():
    text = (
        "Ministry of Foreign Affairs of Fiji\nStatement on the storm in Tonga\n\nSuva, 24 September 2031\n\n"
        "On behalf of the people of Fiji, the Prime Minister expressed his condolences to Tonga.\n\nFiji will send two boats to Tonga."
    )
    assert all(one.startswith("FJ>") for one in told(text))


def test_a_council_of_a_community_acts_for_it_and_not_for_those_on_its_roll():
    text = (
        "COMMUNIQUÉ OF THE NINTH MEETING OF THE COUNCIL FOR TRADE AND ECONOMIC DEVELOPMENT\n\nParamaribo, 9 May 2031\n\n"
        "The Ninth Meeting of the Council for Trade and Economic Development was held in Paramaribo on 8 May 2031.\n\n"
        "Member States were represented by the following: Barbados: the Hon. Lan Arroyo; Belize: the Hon. Ana Ostos; Guyana: the Hon. Rui Lobo.\n\n"
        "The Council urged Guyana to release land for maize. Barbados will host the next meeting."
    )
    assert told(text) == ["CARICOM>GY", "BB>"]


STORY = (
    "Kenya presses Tanzania on border posts\n\nARUSHA, March 4 2031 - Kenyan Transport Minister Davis Arroyo on Tuesday urged "
    "Tanzania to reopen two border posts.\n\nHe spoke after a meeting with his Tanzanian counterpart, Makame Ostos{}.\n\n"
    "The two ministers signed an agreement on axle loads."
)


def test_the_two_ministers_are_those_of_the_states_where_an_official_of_a_body_sits_beside_them():
    text = STORY.format(", and the Secretary-General of the East African Community, Andrea Lobo")
    (meeting,) = read(text).meetings
    assert set(meeting.parties) == {"KE", "TZ", "EAC"}
    assert told(text)[-1] == "KE TZ>"


def test_without_a_body_at_the_table_they_are_both_who_met():
    (meeting,) = read(STORY.format("")).meetings
    assert set(meeting.parties) == {"KE", "TZ"}
    assert told(STORY.format(""))[-1] == "KE TZ>"


def test_he_who_asks_a_side_is_of_the_other():
    text = (
        "Uzbekistan and Mongolia hold talks\n\nTASHKENT, 12 June 2031. Uzbek Deputy Minister Lan Arroyo held talks with Mongolian "
        "State Secretary Tuya Ostos.\n\nArroyo proposed a monthly cargo train.\n\nHe asked the {} side to send veterinarians."
    )
    assert told(text.format("Mongolian"))[-1] == "UZ>MN"
    assert told(text.format("Uzbek"))[-1] == "MN>UZ"


@pytest.mark.parametrize(
    ("thanked", "towards"),
    [
        ("the Government and people of Barbados", "BB"),
        ("the Government and the People of Barbados", "BB"),
        ("the Secretariat and its staff", ""),
    ],
)
def test_a_government_and_its_people_are_thanked_as_one(thanked, towards):
    text = (
        "COMMUNIQUÉ OF THE NINTH MEETING OF THE COUNCIL FOR TRADE AND ECONOMIC DEVELOPMENT\n\nBridgetown, 9 May 2031\n\n"
        "The Ninth Meeting of the Council for Trade and Economic Development was held in Bridgetown on 8 May 2031.\n\n"
        f"Ministers thanked {thanked} for their warm welcome."
    )
    assert told(text) == [f"CARICOM>{towards}"]
