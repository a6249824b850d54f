"""Whole documents of our own are read as they should be, and no text whatever stops the parser."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs import parse_result
from briefs.model import Document, Kind, Strength
from briefs.parsing import parser
from tests.stage import read, the_lexicon

FOLDER = Path(__file__).parent / "documents"
CORPUS = Path(__file__).parents[2] / "shared" / "corpus"


def plain(text: str) -> str:
    return " ".join(text.replace("*", "").split())


@pytest.mark.parametrize("name", ["release.txt", "statement.md", "story.txt"])
def test_a_document_is_read_whole(name):
    path = FOLDER / name
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    reading = read(path.read_text(encoding="utf-8"), name)
    found = [
        [str(one.kind), " ".join(one.actors), " ".join(one.towards), one.strength and str(one.strength)]
        for one in reading.outcomes
    ]
    assert found == [row[:4] for row in expected["outcomes"]]
    for one, row in zip(reading.outcomes, expected["outcomes"], strict=True):
        assert row[4].rstrip(".;") in one.quote
    remarks = [one.quote for one in reading.commentary]
    assert len(remarks) >= len(expected["commentary"])
    for words in expected["commentary"]:
        assert any(words in remark for remark in remarks)


def test_a_sum_a_period_and_an_instrument_are_read_with_their_act():
    reading = read((FOLDER / "statement.md").read_text(encoding="utf-8"))
    pledge = next(one for one in reading.outcomes if one.kind is Kind.PLEDGE)
    assert pledge.amount is not None
    assert (pledge.amount.value, pledge.amount.currency) == (8_000_000, "USD")
    intent = next(one for one in reading.outcomes if "findings" in one.quote)
    assert intent.period is not None
    assert (intent.period.start, str(intent.period.end)) == (None, "2027-12-31")
    adoption = next(one for one in reading.outcomes if one.kind is Kind.ADOPTION)
    assert adoption.instrument == "Green Corridor Initiative"


def test_positions_and_thanks_carry_no_period_and_no_sum():
    reading = read(
        "# Readout of President Biden's Call with President Duda of Poland\n\nMay 3, 2024\n\nThe two leaders welcomed the $3 billion trade of 2023."
    )
    assert [(one.kind, one.period, one.amount) for one in reading.outcomes] == [(Kind.POSITION, None, None)]


def test_an_appointment_at_home_is_no_outcome():
    text = "# President Names Director of the Coast Guard\n\nMarch 2, 2023\n\nToday, the President announced his intent to nominate Ann Hill. She will lead the service."
    assert read(text).outcomes == ()


def test_the_result_goes_to_json_and_back():
    for path in sorted(FOLDER.glob("*.[tm][xd]*")):
        reading = read(path.read_text(encoding="utf-8"), path.name)
        printed = json.dumps(parse_result.to_dict(reading))
        assert parse_result.from_dict(json.loads(printed)) == replace(reading, paragraphs=())


PIECES = st.sampled_from(
    [
        "# Joint Statement of Peru and Sweden", "May 3, 2024", "We welcome", "agreed to", "will provide $5 million", "that", "and", "The Meeting",
        "Peru", "President Arroyo of Peru", "“", "”", "said", ":", "- ", "\n\n", "\n", ".", ",", "which", "Plan of Action 2021-2025", "(", "not", "1.", "the",
        "H.E.", "Sweden’s", "in 2030", "would", "to", "with", "he", "they", "it was agreed by", "must", "**",
    ]
)  # fmt: skip


@settings(max_examples=150)
@given(st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=60).map(" ".join)))
def test_no_text_raises_and_every_quote_stands_in_the_text(text):
    reading = read(text)
    whole = plain(text)
    for one in reading.outcomes:
        assert plain(one.quote) in whole
        assert one.headline in one.quote
        assert one.actors
        assert not set(one.actors) & {""}
        assert (one.strength is not None) == (one.kind in {Kind.ADOPTION, Kind.PLEDGE, Kind.COMMITMENT})
    assert not [one for one in reading.unread if "could not be read:" in one.reason]


@settings(max_examples=30)
@given(st.lists(PIECES, max_size=60).map(" ".join))
def test_the_same_text_gives_the_same_reading(text):
    assert read(text) == read(text)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the documents that stand beside the repository are absent")
def test_documents_from_elsewhere_are_read_without_a_fault_and_quoted_word_for_word():
    for path in sorted(CORPUS.glob("*-*.md"))[::6]:
        text = path.read_text(encoding="utf-8")
        reading = read(text, path.name)
        whole = plain(text)
        assert all(plain(one.quote) in whole for one in reading.outcomes), path.name
        assert all(one.headline in one.quote for one in reading.outcomes), path.name
        assert not [one for one in reading.unread if "could not be read:" in one.reason], path.name
        if path.name.startswith("negative_domestic"):
            assert reading.outcomes == (), path.name


def test_one_line_of_news_is_read():
    reading = read("Norway agreed to give Peru ten scholarships in 2027.")
    assert [(one.kind, one.actors, one.towards) for one in reading.outcomes] == [
        (Kind.PLEDGE, ("NO",), ("PE",))
    ]


def test_a_text_of_one_government_on_its_own_affairs_gives_nothing_and_says_so():
    text = (
        "# Statement by the President of Peru on the floods\n\nLima, 3 May 2024\n\nThe Government of Peru will rebuild the roads. "
        "Peru will provide $5 million to the towns. We thank the nurses."
    )
    reading = read(text)
    assert reading.outcomes == ()


def test_the_host_of_a_bodys_communique_is_no_author_of_it():
    text = (
        "# COMMUNIQUÉ\n\nIssued at the conclusion of the Meeting of the Conference of Heads of Government of the Caribbean Community "
        "(CARICOM), Georgetown, Guyana, 3-4 May 2024\n\nHeads of Government commended the President of Guyana for his care."
    )
    assert [(one.actors, one.towards) for one in read(text).outcomes] == [(("CARICOM",), ("GY",))]


def test_the_note_under_a_sample_is_no_outcome():
    text = "# Peru and Sweden hold talks\n\nLima, 3 May 2024\n\nPeru thanked Sweden.\n\nSample text, written for this program on facts of public record."
    assert len(read(text).outcomes) == 1


@pytest.mark.parametrize(
    "unit", [", ", "and ", "will ", "word ", "Peru will help Sweden and ", "the President of Peru, "]
)
def test_a_sentence_without_an_end_is_bounded(unit):
    reading = read("# Peru and Sweden hold talks\n\n" + unit * (60_000 // len(unit)))
    assert len(reading.outcomes) < 50


def test_a_sum_alone_in_a_fact_sheet_is_given_by_its_publisher():
    text = (
        "# FACT SHEET: United States Support for Fiji\n\nMay 3, 2024\n\nThe United States will support Fiji.\n\n"
        "- $3.3 million for Fiji's reef clinics.\n- A new $4 million fund for Samoa.\n- Reefs for all.\n"
    )
    given = [one for one in read(text).outcomes if one.kind is Kind.PLEDGE]
    assert [(one.actors, one.towards, one.amount and one.amount.value) for one in given] == [
        (("US",), ("FJ",), 3_300_000),
        (("US",), ("WS",), 4_000_000),
    ]


def test_a_sum_alone_in_a_list_of_anything_else_is_nobodys():
    text = "# Readout of President Biden's Call with President Duda of Poland\n\nMay 3, 2024\n\nThe two leaders spoke of:\n\n- $3 million for reefs.\n"
    assert [one for one in read(text).outcomes if one.kind is Kind.PLEDGE] == []


DOMAINS = """# Fact Sheet: Peru and Sweden Talk of Rivers

May 3, 2021

Peru and Sweden agreed to begin new work and welcomed better ties between their towns across the following domains:

**Ports:**

- Welcomed the end of a survey of the northern quays.
- Exploring a shared school for pilots.

**Rivers:**

- Establishing a joint centre for flood warnings.
- Clean water and calm shores.
"""


def test_what_is_promised_by_domain_is_listed_domain_by_domain():
    found = [(one.kind, one.strength, one.quote.split()[0]) for one in read(DOMAINS).outcomes]
    assert found[-3:] == [
        (Kind.POSITION, None, "Welcomed"),
        (Kind.COMMITMENT, Strength.SOFT, "Exploring"),
        (Kind.COMMITMENT, Strength.FIRM, "Establishing"),
    ]


def test_what_a_plan_will_weigh_is_no_promise_item_by_item():
    text = DOMAINS.replace("across the following domains:", "across many domains, including:")
    assert not [one for one in read(text).outcomes if one.quote.startswith(("Exploring", "Establishing"))]


def test_a_fact_sheet_of_a_summit_of_many_makes_no_guest_of_the_state_it_names_most():
    text = (
        "# FACT SHEET: Sweden’s Loans at the Nordic-Andean Summit\n\nMay 3, 2021\n\n"
        "Sweden stressed the value of clean ports.\n\nSweden thanked Chile for its ships.\n\n"
        "The ports of Peru are old.\n\nThe roads of Peru are long.\n\nPeru has three rivers.\n"
    )
    found = parser.read(Document(text, "sheet.txt", publisher="Sweden"), the_lexicon())
    assert [one.towards for one in found.outcomes] == [(), ("CL",)]
