"""Expressions that are found fast say the same as those that are written plainly."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from briefs.parsing.expressions import whole_words

WORDS = ["no", "not", "if", "subject to", "fails?"]
TEXTS = st.lists(
    st.sampled_from(
        ["no", "Not", "nothing", "IF", "if", "subject to", "fail", "fails", "_if", "é", "-", ".", " "]
    )
).map("".join)


@given(TEXTS)
def test_whole_words_stand_where_a_plain_expression_finds_them(text):
    plain = re.compile(rf"\b(?:{'|'.join(WORDS)})\b")
    assert [each.span() for each in re.finditer(whole_words(WORDS), text)] == [
        each.span() for each in plain.finditer(text)
    ]


@given(TEXTS)
def test_whole_words_of_any_case_stand_where_a_plain_expression_finds_them(text):
    plain = re.compile(rf"\b(?:{'|'.join(WORDS)})\b", re.IGNORECASE)
    assert [each.span() for each in re.finditer(whole_words(WORDS, any_case=True), text)] == [
        each.span() for each in plain.finditer(text)
    ]
