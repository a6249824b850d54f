"""The piece of a quote that a message shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.parsing.headlines import LONGEST, headline
from tests.stage import read

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
        lost = re.split(
            r",\s(?:which|including)\b|\sincluding\s|;\s|\s—\s", quote[quote.index(shown) + len(shown) :]
        )[0]
        assert not re.search(r"\b(?:not|unless)\b", lost)


@given(st.text(max_size=300))
def test_any_text_has_a_headline_that_stands_in_it(quote):
    assert headline(quote) in quote or not quote.strip()


def test_a_negation_in_an_aside_may_be_left_out_and_one_of_the_act_may_not():
    aside = (
        "Peru will open its ports on the whole coast to the fishing boats of Sweden from the first day of May, "
        "which the former governments of the country had not allowed in all of the forty years before."
    )
    act = (
        "Peru will open its ports on the whole coast to the fishing boats of Sweden from the first day of May and not "
        "later than the last day of June in the ports of the north and of the south of the country."
    )
    assert "not allowed" not in headline(aside)
    assert "not later" in headline(act) or "not" in headline(act)


def test_a_long_list_of_those_who_act_may_be_left_out():
    names = "Peru, Sweden, Norway, Chile, Bolivia, Kenya, Ghana, Nepal, Malta, Oman, Fiji, Samoa, Tonga, Palau, Laos and Japan"
    quote = f"The foreign ministers of {names} recognise the threat of rising seas."
    shown = headline(quote, start=0, verb=quote.index("recognise"))
    assert shown == "recognise the threat of rising seas"


def test_the_place_and_date_of_a_story_are_not_shown():
    quote = "LIMA, 3 May (PNA) -- Peru and Sweden agreed to open a port on the northern coast."
    assert headline(quote) == "Peru and Sweden agreed to open a port on the northern coast"


CORPUS = Path(__file__).parents[2] / "shared" / "corpus"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not here")
def test_headlines_of_real_documents_are_short_and_begin_well():
    found = [
        one
        for path in sorted(CORPUS.glob("*.md"))
        for one in read(path.read_text(encoding="utf-8"), path.name).outcomes
    ]
    long = [one.headline for one in found if len(one.headline) > LONGEST]
    longer = [one.headline for one in found if len(one.headline) > LONGEST + 40]
    assert len(long) <= len(found) * 0.05
    assert len(longer) <= len(found) * 0.015
    for one in found:
        assert one.headline in one.quote
        assert not re.match(r"(?:and|or|but|which|that)\b", one.headline, re.IGNORECASE), one.headline
        assert not re.search(r"\b(?:and|the|of|to|with|their|not|a)$", one.headline), one.headline
