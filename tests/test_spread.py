"""Letters that were spread when a text was taken out of its pages: "t he Minist ers"."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.parsing import spread
from tests.stage import read

HEAD = "Joint Statement of the Foreign Ministers of Peru and Sweden\n\nLima, 17 September 2024\n\n"
WHOLE = (
    "The Ministers welcomed the progress of the reef programme and the cooperation of the ports.\n\n"
    "The Ministers agreed to open a customs office at the border by May 2025.\n\n"
    "The two sides agreed that the office will be staffed by both states.\n\n"
    "Sweden will provide $5 million to Peru for the office and for cooperation in the ports.\n"
)
SPREAD = (
    "T he Minist ers welcomed t he progress of the reef programme and the c ooperation of the ports.\n\n"
    "The Ministers ag reed to open a customs of fice at t he border by May 2025.\n\n"
    "Th e two sides agreed that the office will be staffed by both st ates.\n\n"
    "Sweden will provide $5 mill ion to Peru for t he office and for cooperation in the ports.\n"
)


def shown(text: str) -> list[tuple[object, ...]]:
    return [
        (one.kind, one.actors, one.towards, one.period and one.period.end, one.amount and one.amount.value)
        for one in read(HEAD + text).outcomes
    ]


def test_a_text_whose_words_were_pulled_apart_is_read_like_the_whole_one():
    assert shown(SPREAD) == shown(WHOLE)
    assert len(shown(WHOLE)) >= 4


def test_the_quote_of_a_spread_text_stands_in_it_word_for_word():
    text = HEAD + SPREAD
    for one in read(text).outcomes:
        assert one.quote in text


def words(text: str) -> str:
    (joined, _) = spread.rejoined([(text, array("I", range(len(text))))])[0]
    return joined


@pytest.mark.parametrize(
    ("pulled", "whole"),
    [
        ("cooperation and c oop er ation", "cooperation and cooperation"),
        ("the forum, a for um", "the forum, a forum"),
        ("along the coast lies a long road", "along the coast lies a long road"),
        ("into the port and in to the hall", "into the port and in to the hall"),
        ("the EU and Europe, EU rope", "the EU and Europe, EU rope"),
        ("Minist ers. Ministers", "Ministers. Ministers"),
        ("a tre asure of fish", "a tre asure of fish"),
    ],
)
def test_pieces_become_a_word_where_the_text_has_it_and_one_of_them_is_none(pulled: str, whole: str):
    assert words(pulled) == whole


def test_a_text_with_a_letter_here_and_there_is_left_alone():
    assert not spread.is_spread(
        "Let x be the rate, and let y be what plan B costs in section c of the annex."
    )
    assert spread.is_spread(SPREAD)


@given(st.text(alphabet="abc .,'T\n", max_size=200))
def test_no_letter_is_lost_or_moved(text: str):
    joined, offsets = spread.rejoined([(text, array("I", range(len(text))))])[0]
    assert [text[place] for place in offsets] == list(joined)
    assert list(offsets) == sorted(set(offsets))
    assert joined.replace(" ", "") == text.replace(" ", "")
