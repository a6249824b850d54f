"""The matcher beneath the lexicon: whole words, leftmost and longest, and places that stay true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.lexicon.gazetteer import Gazetteer, Hints, folded, mend, without_accents

LETTERS = st.text(alphabet=" ab-\u2060\u0301\u00a0\n\u2011’é", max_size=40)


@given(LETTERS)
def test_a_mended_text_remembers_where_each_letter_stood(text: str) -> None:
    mended = mend(text)
    alike = {"\u00a0": " ", "\n": " ", "\u2011": "-", "’": "'"}
    for at, letter in enumerate(mended.text):
        stood = text[mended.start(at)]
        assert alike.get(stood, stood) == letter
        assert mended.end(at + 1) == mended.start(at) + 1


@given(LETTERS)
def test_a_mended_text_has_single_spaces_and_nothing_invisible(text: str) -> None:
    mended = mend(text).text
    assert "  " not in mended
    assert not set(mended) & set("\u2060\u0301\u00a0\n\u2011’")


@given(st.text(max_size=60))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(folded(text)) == len(text)


def test_accents_go_and_other_letters_stay() -> None:
    assert without_accents("Côte d'Ivoire, Tromsø") == "Cote d'Ivoire, Tromsø"


def found(patterns: list[str], text: str, *, numbered: bool = False) -> list[str]:
    return [text[hit.start : hit.end] for hit in Gazetteer(patterns).find(text, numbered=numbered)]


def test_only_whole_words_are_found() -> None:
    assert found(["Oman", "Niger"], "Romania, Nigeria, Oman-Niger") == ["Oman", "Niger"]


def test_the_longest_of_several_names_is_meant() -> None:
    assert found(["Guinea", "New Guinea", "Papua New Guinea"], "Papua New Guinea, Guinea") == [
        "Papua New Guinea",
        "Guinea",
    ]


def test_a_longer_name_that_is_cut_short_does_not_hide_the_shorter() -> None:
    assert found(["U.S.", "U.S. Agency"], "the U.S. Agencys") == ["U.S."]


def test_a_number_may_follow_a_name_where_that_is_allowed() -> None:
    assert found(["ASEM"], "ASEM13") == []
    assert found(["ASEM"], "ASEM13", numbered=True) == ["ASEM"]


@pytest.mark.parametrize("text", ["", " ", "\ud800", "\udfffChina", "\x00"])
def test_broken_text_is_searched_all_the_same(text: str) -> None:
    assert found(["China"], mend(text).text) == (["China"] if "China" in text else [])


def test_a_hint_counts_inside_a_word_too_and_broken_letters_do_no_harm() -> None:
    hints = Hints(("conven", " due "))
    assert hints.any_in("They will reconvene in May.")
    assert hints.any_in("payments due in May")
    assert not hints.any_in("They will meet, as is their due.")
    assert hints.any_in("\ud800 conven")
    assert not hints.any_in("\ud800")
