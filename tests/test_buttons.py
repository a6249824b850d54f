"""What a button carries: at most 64 bytes, and the same action when it comes back."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.buttons import DATA_LIMIT, Act, Ask, Gone, Sentence, Still, View, decode, encode

words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=120)
views = st.builds(View, words, st.one_of(st.just(""), words), st.integers(0, 999))
actions = st.one_of(
    st.builds(Ask, words),
    views,
    st.builds(Sentence, st.integers(1, 999_999_999), views),
    st.builds(Act, st.sampled_from(["zone", "run"]), words),
)


@given(actions)
@example(View("~", "|", 3))
@example(Ask("~t0"))
@example(View("partner AU", "~", 0))
def test_every_action_fits_and_comes_back_as_it_was(action):
    kept: dict[str, str] = {}

    def keep(text: str) -> str:
        token = f"token-of-16-{len(kept):04}"
        kept[token] = text
        return token

    data = encode(action, keep)
    assert len(data.encode()) <= DATA_LIMIT
    assert decode(data, kept.get) == action


def test_short_questions_are_carried_whole_and_need_no_memory():
    def never(_text: str) -> str:
        raise AssertionError("kept")

    assert encode(Sentence(123_456, View("commitments 2021 AU KH #climate", "positions", 2)), never)


@given(st.text(max_size=80))
def test_no_data_raises(data):
    assert decode(data, lambda _token: None) is not None


@pytest.mark.parametrize(
    "data", ["", "a|", "a|~t", "v|1", "v|-1|p|q", "v|²|p|q", "l|1|2|3", "l|9999999999|0||q", "x|run|~t", "zz"]
)
def test_what_cannot_be_read_is_gone(data):
    assert decode(data, lambda _token: None) == Gone()


def test_the_page_number_between_the_arrows_does_nothing():
    assert decode(".", lambda _token: None) == Still()
