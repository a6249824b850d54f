"""What stands around words without being said."""

from __future__ import annotations

import pytest

from briefs.parsing.markup import mend


def test_a_link_may_close_on_the_next_line():
    source = "They signed the [Charter of\nthe Lakes](https://lakes.example/charter) in Suva"
    first, second = source.split("\n")
    words, places = mend(source, [(0, len(first)), (len(first) + 1, len(source))])
    assert words == "They signed the Charter of the Lakes in Suva"
    assert source[places[words.index("Lakes")]] == "L"
    assert second.startswith("the Lakes")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("Peru agreed.[^1]", "Peru agreed."),
        ("Peru [and Chile agreed", "Peru [and Chile agreed"),
        ("2 < 3 and a<b", "2 < 3 and a<b"),
        ("co\u00adope\u00adra\u00adtion", "cooperation"),
        ("one! two![map](a.png) three", "one! two three"),
    ],
)
def test_what_is_never_closed_stays_as_it_is(source, words):
    assert mend(source, [(0, len(source))])[0] == words


@pytest.mark.parametrize("length", [65_530, 65_536, 70_000])
def test_every_character_knows_its_place_in_a_long_source(length):
    source = "a" * length + "  b"
    words, places = mend(source, [(0, len(source))])
    assert words == "a" * length + " b"
    assert list(places) == [*range(length), length, length + 2]
