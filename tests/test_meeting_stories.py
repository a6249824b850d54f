"""Stories of several meetings: each has its own two sides, its own day, and the outcomes that were its own."""

from __future__ import annotations

import pytest

from briefs.model import Reading
from tests.stage import read

OPENING = "Peruvian Foreign Minister Ana Arroyo held separate meetings with her counterparts from Sweden, Chile and Kenya on 3 May 2026 in Geneva."


def story(*paragraphs: str, title: str = "Minister meets colleagues in Geneva") -> Reading:
    return read("\n\n".join((title, "4 May 2026", *paragraphs)) + "\n")


def met(reading: Reading) -> list[tuple[str, str | None]]:
    return [(" ".join(one.parties), one.start and str(one.start)) for one in reading.meetings]


def outcomes(reading: Reading) -> list[tuple[str, str | None]]:
    return [(f"{' '.join(one.actors)}>{' '.join(one.towards)}", one.meeting) for one in reading.outcomes]


@pytest.mark.parametrize(
    "opening",
    [
        OPENING,
        "On 3 May 2026, Peruvian Foreign Minister Ana Arroyo held meetings with her Swedish, Chilean and Kenyan counterparts on the sidelines of the conference.",
        "Peruvian Foreign Minister Ana Arroyo met on 3 May 2026 with Foreign Minister Lars Lindqvist of Sweden, Foreign Minister Rosa Vidal of Chile, and Foreign Minister Grace Wanjiru of Kenya.",
    ],
)
def test_colleagues_met_one_after_the_other_are_meetings_of_their_own(opening):
    assert met(story(opening)) == [("PE SE", "2026-05-03"), ("PE CL", "2026-05-03"), ("PE KE", "2026-05-03")]


def test_what_was_agreed_with_one_is_not_agreed_with_the_next():
    reading = story(
        "Peruvian Foreign Minister Ana Arroyo met Swedish Foreign Minister Lars Lindqvist on 3 May 2026. The two ministers agreed to open a port.",
        "She also met Chilean Foreign Minister Rosa Vidal. The two sides agreed to train pilots.",
    )
    assert met(reading) == [("PE SE", "2026-05-03"), ("PE CL", "2026-05-03")]
    assert outcomes(reading) == [("PE SE>", "m1"), ("PE CL>", "m2")]


def test_a_paragraph_that_speaks_of_an_earlier_guest_returns_to_that_meeting():
    reading = story(
        OPENING,
        "Chilean Foreign Minister Rosa Vidal thanked Peru for its help.",
        "Swedish Foreign Minister Lars Lindqvist thanked Peru for its patience.",
    )
    assert outcomes(reading) == [("CL>PE", "m2"), ("SE>PE", "m1")]


def test_a_city_after_a_city_is_a_meeting_after_a_meeting():
    reading = story(
        "In Stockholm, Peruvian President Ana Arroyo held talks with Swedish Prime Minister Lars Lindqvist.",
        "In Nairobi, Arroyo met Kenyan President Grace Wanjiru for talks. The two countries signed an agreement on ports.",
    )
    assert [parties for parties, _ in met(reading)] == ["PE SE", "PE KE"]
    assert outcomes(reading)[-1] == ("PE KE>", "m2")


@pytest.mark.parametrize(
    "recalled",
    [
        "She met Chilean Foreign Minister Rosa Vidal last month.",
        "She met Chilean Foreign Minister Rosa Vidal in February.",
        "She had met Chilean Foreign Minister Rosa Vidal on 3 March 2026.",
        "She will meet Chilean Foreign Minister Rosa Vidal on 9 May 2026.",
        "Chilean Foreign Minister Rosa Vidal met Kenyan Foreign Minister Grace Wanjiru.",
    ],
)
def test_a_meeting_recalled_to_come_or_of_others_is_none_of_the_story(recalled):
    reading = story(
        "Peruvian Foreign Minister Ana Arroyo met Swedish Foreign Minister Lars Lindqvist on 3 May 2026.",
        recalled,
    )
    assert met(reading) == [("PE SE", "2026-05-03")]


def test_three_at_one_table_are_one_meeting():
    reading = story(
        "On 3 May 2026, Peruvian Foreign Minister Ana Arroyo and her Swedish and Chilean counterparts attended the second Trilateral Meeting of Foreign Ministers in Lima."
    )
    assert met(reading) == [("PE SE CL", "2026-05-03")]


def test_a_body_on_whose_sidelines_they_met_is_met_by_nobody():
    reading = story(
        "Peruvian Foreign Minister Ana Arroyo met her Swedish counterpart Lars Lindqvist on 3 May 2026 on the sidelines of the 80th session of the United Nations General Assembly.",
        "She also met the Secretary-General of ASEAN.",
    )
    assert [parties for parties, _ in met(reading)] == ["PE SE", "PE ASEAN"]


def test_a_story_of_one_meeting_keeps_its_one_meeting():
    reading = story(
        "Peruvian Foreign Minister Ana Arroyo met Swedish Foreign Minister Lars Lindqvist on 3 May 2026.",
        "After the meeting with Mr Lindqvist, Ms Arroyo thanked Sweden for its help.",
    )
    assert [(one.id, one.name) for one in reading.meetings] == [("m1", "Minister meets colleagues in Geneva")]


@pytest.mark.parametrize(
    "aside",
    [
        "Participants in the meeting included President Rosa Vidal of Chile and President Grace Wanjiru of Kenya.",
        "The ministry welcomed the anniversary of its treaty with Chile.",
        "Ms Arroyo received a letter from Chilean President Rosa Vidal.",
    ],
)
def test_who_sat_there_what_is_welcomed_and_who_wrote_are_no_meeting(aside):
    reading = story(
        "Peruvian Foreign Minister Ana Arroyo met Swedish Foreign Minister Lars Lindqvist on 3 May 2026.",
        aside,
    )
    assert met(reading) == [("PE SE", "2026-05-03")]
