"""Whose minister it is whose state a story never says: the one that is nobody's guest in it."""

from __future__ import annotations

import pytest

from briefs.parsing import cleaning, sides, story_hosts
from tests.stage import read, the_lexicon


def home(text: str) -> str | None:
    return story_hosts.home(sides.look(cleaning.paragraphs(text), the_lexicon()), the_lexicon())


@pytest.mark.parametrize(
    "text",
    [
        "Foreign Minister Arroyo met her Swedish and Chilean counterparts.\n\nMs Arroyo told them that Peru was ready to help, and that Peru had ports.",
        "President Ana Arroyo assured President Lars Lindqvist of help.\n\nShe spoke with the visiting President of Sweden. She said Peru was ready.",
        "The Minister of Foreign Affairs, Ana Arroyo, met the Swedish Foreign Minister. She said that Peru had given boats. Peru would give more.",
    ],
)
def test_the_state_that_is_nobodys_guest_is_at_home(text):
    assert home(text) == "PE"


@pytest.mark.parametrize(
    "text",
    [
        "Peruvian Foreign Minister Ana Arroyo met her Swedish counterpart. Peru and Sweden agreed. Chile was glad, and so was Chile's neighbour.",
        "Foreign Minister Arroyo met her Swedish counterpart.",
        "Foreign Minister Arroyo met her Swedish counterpart. They spoke of Peru and of Chile.",
        "Foreign Minister Arroyo spoke of Peru and of Peru's ports.",
    ],
)
def test_where_the_state_is_told_or_nothing_tells_it_nobody_is(text):
    assert home(text) is None


def test_meetings_of_a_minister_without_a_state_are_those_of_the_state_at_home():
    reading = read(
        "Minister meets colleagues\n\nThe Minister of Foreign Affairs, Ana Arroyo, used her stay in Suva to see several colleagues.\n\n"
        "She met with Lars Lindqvist, Foreign Minister of Sweden, and told him that Peru is a donor of Sweden.\n\n"
        "She also met with the Chilean Foreign Minister, Rosa Vidal. Peru has given two boats to Chile.\n"
    )
    assert [set(one.parties) for one in reading.meetings] == [{"PE", "SE"}, {"PE", "CL"}]


def test_who_meets_colleagues_in_a_title_is_none_of_them():
    reading = read(
        "Foreign Minister Arroyo meets Swedish, Chilean counterparts in Suva\n\n"
        "Foreign Minister Ana Arroyo held bilateral talks with her counterparts from Sweden and Chile.\n\nMs Arroyo underlined the will of Peru. Peru was ready to help.\n"
    )
    assert [set(one.parties) for one in reading.meetings] == [{"PE", "SE"}, {"PE", "CL"}]
