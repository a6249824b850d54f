"""The piece of a quote that a message shows."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.parsing.headlines import LONGEST, headline

PLEDGE = (
    "and during the second day of the visit to the northern provinces the two delegations, which had met twice before, "
    "agreed to build a bridge over the river at Santa Rosa by 2029, unless the flood study of the provinces says otherwise."
)


def test_a_short_quote_is_its_own_headline_without_the_full_stop():
    assert headline("Peru adopted the plan.") == "Peru adopted the plan"


def test_a_headline_never_begins_with_a_conjunction():
    assert headline("and encouraged Sweden to open its market.") == "encouraged Sweden to open its market"


def test_a_condition_is_never_cut_off():
    assert "unless the flood study" in headline(PLEDGE)


def test_the_amount_is_kept():
    quote = (
        "The Government of Sweden announced, at the end of a long and fruitful visit of the whole cabinet to the capital, "
        "a new contribution of 40 million kronor to the fund for schools in the mountains and in the valleys of the south."
    )
    assert "40 million kronor" in headline(quote, keep=quote.index("kronor") + 6)


def test_a_name_is_not_cut():
    quote = (
        "The ministers of both countries jointly announced the conclusion of the long negotiations on the Treaty of Friendship "
        "and Cooperation in the Southern Seas, which had been opened in the spring of the year before last in the old capital."
    )
    shown = headline(quote)
    assert not shown.endswith(("Treaty", "Friendship", "Cooperation", "Southern"))


@pytest.mark.parametrize("end", ["and", "the", "of", "with", "their", "not", "agreed", "further"])
def test_a_headline_does_not_end_in_the_middle_of_a_phrase(end):
    quote = f"Peru and Sweden will work on roads, ports, bridges and rails in all of the provinces in the east {end} north, south and west of the country."
    assert headline(quote).rsplit(None, 1)[-1].lower() != end


WORDS = st.sampled_from(
    "Peru Sweden agreed to build and or not unless , ; — which 40 $5 million the of in with ports Treaty Friendship by 2030 “ ” ( ) . further "
    "including their new roads will support".split()
)


@given(st.lists(WORDS, min_size=1, max_size=70).map(" ".join))
def test_a_headline_is_a_piece_of_its_quote_and_begins_well(quote):
    shown = headline(quote)
    assert shown in quote
    assert shown
    if len(shown) < len(quote.strip()) - 40:
        lost = quote[quote.index(shown) + len(shown) :]
        assert not re.search(r"\b(?:not|unless)\b", lost)
    if len(shown) > LONGEST + 80:
        assert quote.strip().endswith(shown[-10:]) or len(quote) > LONGEST


@given(st.text(max_size=300))
def test_any_text_has_a_headline_that_stands_in_it(quote):
    assert headline(quote) in quote or not quote.strip()
