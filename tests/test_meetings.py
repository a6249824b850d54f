"""Meetings in the papers of many offices: when they were, who sat there, and what is no meeting."""

from __future__ import annotations

import pytest

from briefs.model import Meeting
from tests.stage import read


def meetings(text: str) -> list[tuple[tuple[str, ...], str | None]]:
    return [(one.parties, str(one.start) if one.start else None) for one in read(text).meetings]


def one(text: str) -> Meeting:
    found = read(text).meetings
    assert len(found) == 1, found
    return found[0]


NEWS = "Fiji, Samoa hold reef talks\n\n{line}Fiji and Samoa held a new round of reef consultations on May 4 in Apia.\n\nThe two sides agreed to train divers.\n"


@pytest.mark.parametrize(
    "line",
    [
        "SUVA, May 6, 2024 (Wire) -- ",
        "SUVA, 6 May 2024 (FNA): ",
    ],
)
def test_the_day_of_a_dateline_is_not_the_day_of_the_meeting(line: str) -> None:
    assert meetings(NEWS.format(line=line)) == [(("FJ", "WS"), "2024-05-04")]


def test_a_dateline_may_end_in_a_full_stop() -> None:
    text = "Peru and Fiji hold III Round of Reef Consultations\n\nLima, August 21, 2024. The vice minister of Peru led today the III Round of talks with Fiji.\n"
    assert str(read(text).document.published_on) == "2024-08-21"


@pytest.mark.parametrize(
    "opening",
    [
        "Peru and Fiji held first round of political consultations in Lima today.",
        "The foreign ministers of Peru and Fiji on Wednesday discussed the reefs of the region.",
    ],
)
def test_what_says_that_two_met_is_said_in_many_ways(opening: str) -> None:
    text = f"LIMA, 8 May 2024 (PNA) - {opening}\n\nThe two sides agreed to train divers.\n"
    assert {parties for parties, _ in meetings(text)} == {("PE", "FJ")}


def test_a_city_is_named_behind_its_kind_and_its_state_is_no_party() -> None:
    text = "# Ministers of Peru and Chile Meet\n\n8 May 2024\n\nOn 7 May the foreign minister of Peru took part in a meeting with the foreign minister of Chile held in the city of Suva, Fiji.\n\nThe ministers agreed to train divers.\n"
    assert one(text).parties == ("PE", "CL")


def test_an_office_alone_in_a_heading_is_the_publishers() -> None:
    text = (
        "# PM calls with the King of Jordan and the Norwegian PM: 27 May 2024\n\nA Downing Street spokesperson said:\n\n"
        "## Prime Minister’s call with the King of Jordan\n\nThe Prime Minister called the King this evening. They agreed to meet in June.\n\n"
        "## Prime Minister’s call with the Prime Minister of Norway\n\nThe Prime Minister called the Norwegian Prime Minister. They agreed to train divers.\n"
    )
    assert [parties for parties, _ in meetings(text)] == [("GB", "JO"), ("GB", "NO")]


def test_a_body_that_sits_is_the_one_whose_paper_it_is() -> None:
    text = (
        "# Communiqué: 12th meeting of the PSC on the members of the United Nations Security Council\n\nAddis Ababa, 28 May 2024\n\n"
        "The Peace and Security Council of the African Union (AU), at its 12th meeting held on 28 May 2024, adopted the following decision:\n\n"
        "1. Requests the Commission to report within two months;\n"
    )
    assert one(text).parties == ("AFRICAN-UNION",)


def test_a_council_speaks_for_its_body_though_states_are_named_below() -> None:
    text = (
        "Council of the European Union\n\nBrussels, 18 May 2024\n\nCouncil conclusions on the Black Sea\n\n"
        "1. The Council welcomes the work of Moldova.\n\n2. The Council invites the Commission to report by June 2025.\n"
    )
    assert {code for one in read(text).outcomes for code in one.actors} == {"EU"}


def test_a_title_that_tells_of_a_declaration_is_not_that_of_one() -> None:
    text = "Reef ministers sign Apia Declaration\n\nAPIA, 6 May 2024 (Wire) - The ministers of Fiji and Samoa signed the Apia Declaration.\n"
    assert str(read(text).document.kind) == "news"


def test_the_place_that_is_spoken_of_is_not_where_they_met() -> None:
    text = "# Readout of the Meeting of Peru and Fiji\n\n8 May 2024\n\nThe foreign ministers of Peru and Fiji met today to discuss the situation in Sudan.\n"
    assert one(text).place is None


def test_a_weekday_before_a_date_is_no_place() -> None:
    text = "Peru invites Fiji\n\nMon, Jun 10, 2024 - 4:07 PM\n\nThe foreign minister of Peru met the foreign minister of Fiji today.\n"
    assert read(text).document.place is None


def test_a_minister_whose_state_is_not_told_is_no_outsider() -> None:
    text = (
        "ADDIS ABABA, 3 July 2023 (ENA): Ethiopia and Djibouti agreed to build a pipeline.\n\n"
        "Speaking at the end, Deputy Prime Minister Alemu Gebre said Ethiopia will allot 4 million USD for it.\n"
    )
    assert [one.actors for one in read(text).outcomes] == [("ET", "DJ"), ("ET",)]
    assert read(text).commentary == ()


def test_a_meeting_that_was_held_after_the_day_of_its_release_keeps_its_own_day() -> None:
    text = "# Joint Press Statement for the 4th Fiji-Samoa Annual Exchange of Visits\n\n**Apia, 3 May 2024** - The Fourth Fiji-Samoa Annual Exchange of Visits on Reefs was held in Suva on 6 May 2024.\n\n2 The Ministers agreed to train divers.\n"
    assert meetings(text) == [(("FJ", "WS"), "2024-05-06")]


def test_officials_of_three_governments_whose_meeting_commenced_today_met() -> None:
    text = "Cablegram SUVA, 8 May 1952, 6 p.m.\n\nThe following was released to the press tonight at eight.\n\nA meeting of representatives and officials of the Peruvian, Fijian and Samoan Governments commenced today at Suva, and adjourned at noon.\n\nThe meeting was given reports on reefs.\n"
    assert [(set(parties), day) for parties, day in meetings(text)] == [({"PE", "FJ", "WS"}, "1952-05-08")]


FACTS = "# Fact Sheet: {title}\n\nMay 8, 2024\n\n{opening}\n\nFiji will lower its duties on Samoan nets.\n"


@pytest.mark.parametrize(
    "opening",
    [
        "The accord follows a call between the President of Fiji and the Prime Minister of Samoa last week, in which they spoke of nets.",
        "The ministers of Fiji and Samoa led the inaugural Fiji-Samoa Reef Dialogue.",
    ],
)
def test_a_fact_sheet_tells_of_a_meeting_and_its_own_day_is_not_that_of_it(opening: str) -> None:
    text = FACTS.format(title="Fiji and Samoa Announce Accord on Nets", opening=opening)
    assert meetings(text) == [(("FJ", "WS"), None)]


def test_who_is_to_leave_for_a_visit_has_met_nobody_yet() -> None:
    text = "President Embarks on a Three-Day State Visit to Peru\n\n8 May 2024\n\nThe President of Fiji is set to depart the country this evening for a three-day state visit to the Republic of Peru.\n\nThe visit takes place from 9 to 11 May.\n"
    assert meetings(text) == []


def test_a_business_summit_that_a_council_hosts_is_no_meeting_of_its_host() -> None:
    opening = "Today at the Pacific Business Summit hosted by the Corporate Council on Reefs and the Government of Samoa, the Fijian delegation announced ten new contracts."
    assert meetings(FACTS.format(title="Fiji Delivers on Trade Deals", opening=opening)) == []
