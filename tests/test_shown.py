"""Amounts, parties and directions in words, and addresses that open at a sentence."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs import shown
from briefs.composing.fragments import sentence_url
from briefs.model import Amount


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Amount(28_000_000, "USD"), "USD 28 million"),
        (Amount(28_000_000, "USD", assumed=True), "USD 28 million (currency assumed)"),
        (Amount(1_500_000_000, "EUR", qualifier="up to"), "up to EUR 1.5 billion"),
        (Amount(5_000_000, "AUD", qualifier="a year"), "AUD 5 million a year"),
        (Amount(3_000_000, None, "doses"), "3 million doses"),
        (Amount(200, None, "scholarships"), "200 scholarships"),
        (Amount(1_234_567, "USD"), "USD 1,234,567"),
        (Amount(12.5, "USD"), "USD 12.5"),
    ],
)
def test_an_amount_loses_no_digit(amount, words):
    assert shown.amount(amount) == words


@given(st.integers(0, 10**15))
def test_a_figure_in_words_is_the_figure(value):
    number, *size = shown.figure(float(value)).replace(",", "").split()
    unit = {"million": 10**6, "billion": 10**9, "trillion": 10**12}[size[0]] if size else 1
    assert round(float(number) * unit) == value


def test_many_parties_are_counted(lexicon):
    assert shown.names(("ASEAN", "CA"), lexicon) == "ASEAN and Canada"
    assert (
        shown.names(("TD", "ML", "NE", "TG", "GH", "SN"), lexicon) == "Chad, Mali, Niger, Togo and 2 others"
    )


URL = "https://ministry.example/press?id=7"


def test_a_short_sentence_is_marked_whole_with_its_signs_encoded():
    url = sentence_url(URL, "A post-war plan, agreed & signed.")
    assert url == f"{URL}#:~:text=A%20post%2Dwar%20plan%2C%20agreed%20%26%20signed."


def test_a_long_sentence_is_marked_by_its_first_and_last_words():
    sentence = (
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    )
    directive = str(sentence_url(URL, sentence)).split(":~:text=")[1]
    assert [unquote(part) for part in directive.split(",")] == [
        "one two three four five six",
        "eleven twelve thirteen fourteen fifteen sixteen",
    ]


def test_a_fragment_that_is_there_already_is_kept():
    assert sentence_url(f"{URL}#news", "Done.") == f"{URL}#news:~:text=Done."
    assert sentence_url(f"{URL}#news:~:text=old", "Done.") == f"{URL}#news:~:text=Done."


def test_what_is_no_web_address_gets_no_fragment():
    assert sentence_url(None, "Done.") is None
    assert sentence_url("file:///notes.txt", "Done.") == "file:///notes.txt"


@given(st.text(max_size=300))
def test_the_directive_holds_no_sign_with_a_meaning_of_its_own(sentence):
    directive = str(sentence_url(URL, sentence)).partition(":~:text=")[2]
    assert directive.count(",") <= 1
    assert not set(directive) & set("-&# ")
