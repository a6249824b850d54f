"""Search terms: folded, stemmed, found again in the text they came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.store.words import ranges, sought, term, terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Scholarships", "scholarship"),
        ("vaccine", "vaccines"),
        ("adopted", "adopting"),
        ("parties", "party"),
        ("Côte", "cote"),
        ("Cambodia's", "Cambodia"),
        ("planned", "plan"),
        ("ministries", "ministry"),
        ("agreed", "agrees"),
        ("processes", "process"),
    ],
)
def test_forms_of_one_word_are_one_term(one: str, other: str) -> None:
    assert term(one) == term(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("state", "status"), ("Laos", "law"), ("this", "the"), ("Mali", "Malaysia"), ("ASEM", "as")],
)
def test_different_words_are_different_terms(one: str, other: str) -> None:
    assert term(one) != term(other)


def test_marks_lie_where_the_words_stand() -> None:
    text = "Australia pledged new scholarships; more Scholarship places follow."
    found = [text[start:end] for start, end in ranges(text, sought("scholarship"))]
    assert found == ["scholarships", "Scholarship"]


def test_words_in_quotation_marks_are_marked_only_together() -> None:
    text = "A plan for action; the Plan of Action stands."
    found = [text[start:end] for start, end in ranges(text, sought('"plan of action"'))]
    assert found == ["Plan of Action"]


def test_common_words_are_dropped_unless_nothing_else_is_asked() -> None:
    assert sought("what did the ministers do").units == sought("ministers").units
    assert sought("the ministers").units == sought("ministers").units
    assert sought("the").units == (("the",),)


@given(st.text())
def test_any_text_has_terms_that_are_letters_and_digits_only(text: str) -> None:
    assert all(each.isalnum() for each in terms(text).split())


@given(st.text(), st.text())
def test_marks_are_ordered_disjoint_and_within_the_text(text: str, words: str) -> None:
    found = ranges(text, sought(words))
    edges = [edge for mark in found for edge in mark]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(text) for start, end in found)


@given(st.text(min_size=1))
def test_a_term_of_a_term_is_found_by_the_same_search(word: str) -> None:
    for unit in sought(word).units:
        assert all(unit)
