"""The piece of a quote that a message shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefs.parsing.headlines import LONGEST, headline
from briefs.parsing.headlines_words import length
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
@example("Peru " * 17 + "and by " + "Peru " * 6 + "not")
def test_a_headline_is_a_piece_of_its_quote_and_begins_well(quote):
    shown = headline(quote)
    assert shown in quote
    assert shown
    if len(shown) < len(quote.strip()) - 40:
        lost = re.split(
            r",\s(?:which|including)\b|\sincluding\s|;\s|\s—\s|\sand\s(?:to|by)\s|,\s(?:and\s)?(?:agreed|support|build|will)\b",
            quote[quote.index(shown) + len(shown) :],
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


@pytest.mark.parametrize(
    "said",
    [
        "The latest report of the panel on the reefs makes clear",
        "Working with all states of the shore and guided by their wishes, the ministers strive",
        "The two sides noted that their mutual technical efforts to respond",
    ],
)
def test_a_headline_never_ends_with_a_word_that_asks_for_more(said: str):
    quote = (
        said
        + " to or that which the storms of the last years have shown to all who live from the sea, from its fish and from its ports."
    )
    assert headline(quote) != said


CORPUS = Path(__file__).parents[2] / "shared" / "corpus"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not here")
def test_headlines_of_real_documents_are_short_and_begin_well():
    found = [
        one
        for path in sorted(CORPUS.glob("*.md"))
        for one in read(path.read_text(encoding="utf-8"), path.name).outcomes
    ]
    long = [one.headline for one in found if length(one.headline) > LONGEST]
    longer = [one.headline for one in found if length(one.headline) > LONGEST + 40]
    assert len(long) <= len(found) * 0.023
    assert len(longer) <= len(found) * 0.006
    for one in found:
        assert one.headline in one.quote
        assert not re.match(r"(?:and|or|but|which|that)\b", one.headline, re.IGNORECASE), one.headline
        assert not re.search(r"\b(?:and|the|of|to|with|their|not|a)$", one.headline), one.headline


def test_a_headline_that_enters_an_aside_keeps_its_negation():
    quote = (
        "Peru will open its ports to the fishing boats of Sweden, which will bring the catch of the summer to the markets "
        "of the coast by road and by rail and will not be allowed to sell it in the provinces of the north."
    )
    shown = headline(quote)
    assert "which" not in shown or "not be allowed" in shown


def test_a_condition_is_shown_to_its_end():
    quote = (
        "Peru and Sweden reaffirmed that the boats which were taken in the harbour of the capital will remain in its docks "
        "until their owners pay the dues and leave the waters of the republic."
    )
    assert headline(quote).endswith("until their owners pay the dues and leave the waters of the republic")


def test_an_aside_between_dashes_is_shown_whole_or_not_at_all():
    quote = (
        "Peru and Sweden commit to limit the sale of passports—the so called golden ones, of which many were sold to the rich—"
        "that let people live in the provinces of the south and of the north of both of the countries."
    )
    assert headline(quote) == "Peru and Sweden commit to limit the sale of passports"


def test_a_piece_may_end_before_the_words_that_tell_more_of_a_noun():
    quote = (
        "Peru and Sweden reaffirm their commitments to a comprehensive and lasting strategic alliance of the two nations "
        "rooted in the shared values of promoting the rights of all and the rule of the law in both of the countries."
    )
    assert headline(quote).endswith("strategic alliance of the two nations")


def test_a_verb_is_not_parted_from_its_participle():
    quote = (
        "The statement that was negotiated in the long nights of the conference in the old capital of the province is now "
        "endorsed by Peru, Sweden, Norway, Chile, Bolivia, Kenya, Ghana, Nepal, Malta, Oman, Fiji, Samoa and Tonga."
    )
    assert not headline(quote).endswith(("is", "is now"))


TAILS = st.sampled_from(
    [
        ", which",
        ", including those that",
        "; they",
        " — these",
        ", while its fleets",
        ", and to ports that",
        ", wherein both",
        ", so boats",
    ]
)
PLAIN = st.lists(
    st.sampled_from(
        "ports in the north or roads near villages of both republics with new rails for trade".split()
    ),
    min_size=2,
    max_size=24,
).map(" ".join)


@given(PLAIN, TAILS, PLAIN, PLAIN)
def test_no_headline_shows_an_aside_without_the_negation_that_stands_in_it(act, tail, aside, rest):
    before = f"Peru and Sweden will build {act}"
    quote = f"{before}{tail} {aside} will not use {rest}."
    shown = headline(quote)
    assert shown in quote
    assert len(shown) <= len(before) or "not" in shown.split() or shown.endswith(before)


def test_a_clause_is_not_cut_between_its_subject_and_its_verb():
    quote = (
        "Peru thanked Sweden for a generous grant of 28 million kronor, with which vaccines approved by the office of health "
        "will be bought for all."
    )
    shown = headline(quote, verb=quote.index("thanked"))
    assert not shown.endswith("vaccines")


def test_a_whole_act_is_shown_rather_than_its_beginning_with_the_subject():
    quote = (
        "The foreign ministers of Peru and of Sweden also stressed the importance of keeping the fishing boats of all of the "
        "states from entering the harbours of the north."
    )
    shown = headline(quote, verb=quote.index("stressed"))
    assert shown == quote[quote.index("stressed") : -1]


def test_a_verb_of_saying_may_be_left_out_and_only_where_nothing_else_is_short_enough():
    act = "boats should be searched and returned in peace and by the law of the sea, without threat or use of any of the force of arms"
    assert headline(f"The two ministers emphasise that {act}.", keep=20 + len(act)) == act
    short = "The two ministers emphasise that boats should be searched."
    assert headline(short) == short[:-1]


def test_the_noun_of_an_act_may_stand_for_it():
    quote = (
        "The two governments reiterated their shared commitment to facilitating the increased, sustained delivery of unsalted "
        "herring, mackerel and codfish."
    )
    assert headline(quote) == quote[quote.index("commitment") : -1]


def test_what_the_reader_does_not_see_is_not_counted():
    link = "https://example.org/statements-releases/2031/09/12/treaty-of-the-fishing-boats-of-peru-and-sweden"
    quote = f"Peru and Sweden signed the [Reef Treaty]({link}) in the harbour of Lima."
    assert headline(quote) == quote[:-1]


def test_a_day_is_not_parted_from_its_year():
    quote = (
        "Peru and Sweden welcomed the statement of intent on the fishing grounds of the north that was signed on November 30, 2031, "
        "by the minister of the sea and the minister of the ports of the two republics."
    )
    shown = headline(quote)
    assert not re.search(r"November(?: 30)?$", shown)


@pytest.mark.parametrize(
    ("quote", "end"),
    [
        (
            (
                "Peru and Sweden agreed to continue the dialogue on the boats in the north not only at the level of foreign ministers, but also "
                "among the ministers of the sea and of the ports of both."
            ),
            "not only at the level of foreign ministers",
        ),
        (
            (
                "Peru and Sweden reaffirmed that they will spare no effort in the years ahead to hold the owners of the burnt boats and their "
                "captains, including those of the north, accountable for it."
            ),
            "captains",
        ),
        (
            (
                "Peru and Sweden reaffirmed their will to work with all of the fishing states of the southern seas to urge the boats of Norlund "
                "to leave the harbours of the north and of the south."
            ),
            "the boats of Norlund",
        ),
        (
            (
                "Peru and Sweden adopted a road map that highlights the growth of the fishing villages as well as the clean trade driven by "
                "workers, villages and boats in both of the republics of the sea."
            ),
            "driven",
        ),
    ],
)
def test_what_has_a_second_half_is_not_cut_before_it(quote, end):
    assert not headline(quote).endswith(end)


def test_what_a_speaker_said_ends_before_the_speaker():
    quote = (
        "have agreed to speed up the work on the Defence Cooperation Treaty and the Extradition Treaty, Foreign Minister Ratna "
        "Wulandari stated after a meeting with her guest in the harbour of Lima."
    )
    assert headline(quote).endswith("Extradition Treaty")


def test_the_grounds_of_an_act_may_be_left_out_with_their_negations():
    quote = (
        "Mindful of the costs of the storms and that the present ways of fishing do not serve all of the villages of the coast alike, "
        "we intend to launch a new fund for the boats of the north."
    )
    assert headline(quote, start=quote.index("we intend"), verb=quote.index("intend")) == quote[
        quote.index("we intend") : -1
    ].removesuffix(".")


def test_the_circumstances_of_an_act_are_no_conjunction():
    assert headline("As a result of the talks, Peru and Sweden drafted a plan.").startswith("As a result")


def test_a_closing_quotation_mark_stays():
    assert headline("Peru and Sweden support the “Reef Principles.”").endswith(
        ("Principles.”", "Principles”")
    )
