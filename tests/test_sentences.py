"""Where sentences end, and where a full stop is only a dot."""

from __future__ import annotations

from functools import partial

import pytest
from costs import seconds
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.parsing.sentences import split


def parts(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "H.E. Ms. Lan Arroyo met Dr. Vey of the U.S. Treasury.",
        "Gen. Osei and Lt. Col. Prado visited St. Kitts at 9 a.m. on Monday.",
        "President John R. Alder, Jr. welcomed them.",
        "The envoy C. S. Marsh spoke first.",
        "They cited Art. 5, No. 12 and Resolution No. 40.",
        "The rate rose by 1.5 percent to 3.25 million.",
        "He spoke of trade vs. aid, i.e. of both, e.g. in rice.",
        "The team was led by D. C. Wren of the Ministry.",
        "The list reads: wells; roads; schools; and so on.",
        "Lumeria, the U.K., and the U.S. agreed to it.",
        "They received the U.S. Secretary of State and the U.K. Prime Minister.",
    ],
)
def test_abbreviations_initials_and_decimals_end_nothing(sentence: str) -> None:
    assert parts(sentence) == [sentence]


@pytest.mark.parametrize(
    "text",
    [
        "They thanked the U.S. | The sides will meet again.",
        "He met John R. Alder, Jr. | The two spoke of rice.",
        "They left at 5 p.m. | The talks go on.",
        "The minister said no. | He gave no reason.",
        "They opened Annex B. | The rest stays closed.",
        "“We agree.” | The ministers left.",
        "(They had met before.) | 12 states signed.",
        "Will they sign? | Yes! | They will.",
        "It ended in 2021. | 28 members took part.",
        "The work went on … | The rest is known.",
    ],
)
def test_a_stop_before_a_new_beginning_ends_the_sentence(text: str) -> None:
    assert parts(text.replace(" | ", " ")) == text.split(" | ")


def test_a_closing_quotation_mark_belongs_to_its_sentence() -> None:
    assert parts("He said: “We will come.” They came.") == ["He said: “We will come.”", "They came."]


def test_sentences_that_lost_the_space_between_them_are_two() -> None:
    assert parts("They spoke about the reef.They also spoke about tuna.") == [
        "They spoke about the reef.",
        "They also spoke about tuna.",
    ]
    assert parts("See www.Example.Org or the U.S.-led talks.") == [
        "See www.Example.Org or the U.S.-led talks."
    ]


def test_a_numbered_item_keeps_its_number() -> None:
    assert parts("They decided: 1. To open the road. 2. To close the mine.") == [
        "They decided: 1. To open the road.",
        "2. To close the mine.",
    ]


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_sentences_are_in_order_apart_and_leave_out_only_white_space(text: str) -> None:
    end = 0
    for span in split(text):
        assert end <= span.start < span.end <= len(text)
        assert not text[end : span.start].strip()
        end = span.end
    assert not text[end:].strip()


@pytest.mark.parametrize("unit", ["a", ".", "a.", "A. ", "1. ", "“", "H.E. ", "Ab. "])
def test_long_paragraphs_are_split_in_linear_time(unit: str) -> None:
    small, large = (seconds(partial(split, unit * (size // len(unit)))) for size in (30_000, 300_000))
    assert large < 0.5 + 25 * small
