"""One text in every format says the same: pages, columns, headers and cut words cost no outcome."""

from __future__ import annotations

import re

import pytest
from rendering import FORMATS, plain

from briefs import intake
from briefs.lexicon import Lexicon
from briefs.model import Document, Outcome
from briefs.parsing import parser

TEXT = """
# Joint Statement on the Third Fisheries Dialogue between Cambodia and Australia

Phnom Penh, 28 January 2031

1. The Minister of Foreign Affairs of Cambodia and the Minister for Foreign Affairs of Australia held the third Fisheries Dialogue in Phnom Penh on 27 January 2031, in a spirit of friendship and mutual understanding.

2. Australia will provide 14 million dollars over three years to repair the harbours of Kampot and to train the crews of the coastguard in navigation, communication and first aid at sea.

3. Cambodia thanked Australia for the two patrol boats that it handed over in November 2030, which have since then brought home more than forty fishermen who were in distress.

## Cooperation on the Mekong

4. The two sides agreed to establish a joint committee on the protection of the Mekong dolphin before the end of 2031. It will meet twice a year, alternately in Phnom Penh and in Canberra, and report to the ministers.

5. Cambodia requested Australia to support the laboratory for water quality in Kratie. The Australian side said that an answer would be given at the next round of the dialogue, which will take place in Canberra in March 2032.

6. The ministers adopted the Plan of Action on Sustainable Fisheries 2031-2035, which was negotiated by the senior officials of both countries during the past year.

## Regional matters

7. The two sides stressed the importance of peace, stability and freedom of navigation in the South China Sea, and called on all parties to settle disputes by peaceful means in accordance with international law.

8. To carry out the plan, the ministers agreed on the following steps:

- Cambodia will open a training centre for inspectors in Sihanoukville by June 2032;

- Australia will send four experts on satellite observation in the second half of 2031;

- both sides will exchange information on unlicensed vessels every month.

9. The Australian side congratulated Cambodia on the successful organisation of the regional conference on aquaculture, and pledged fifty scholarships for young scientists from the provinces along the coast.

10. The ministers expressed their appreciation to the provincial authorities for the warm hospitality that was accorded to all delegations.
"""


def said(outcome: Outcome) -> tuple[object, ...]:
    quote = " ".join(outcome.quote.replace("#", "").split())
    return (
        outcome.kind, outcome.strength, outcome.actors, outcome.towards, quote, outcome.headline, outcome.topics,
        outcome.period, outcome.amount, outcome.event,
    )  # fmt: skip


def outcomes(data: bytes, lexicon: Lexicon) -> list[tuple[object, ...]]:
    reading = parser.read(intake.from_bytes(data, "statement"), lexicon)
    return [said(outcome) for outcome in reading.outcomes]


@pytest.fixture(scope="module")
def expected(lexicon: Lexicon) -> list[tuple[object, ...]]:
    return outcomes(plain(TEXT), lexicon)


def test_the_text_has_outcomes_of_every_kind_to_lose(expected: list[tuple[object, ...]]) -> None:
    assert len(expected) >= 12
    assert len({one[0] for one in expected}) >= 5


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_says_the_same(form: str, expected: list[tuple[object, ...]], lexicon: Lexicon) -> None:
    assert outcomes(FORMATS[form](TEXT), lexicon) == expected


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_has_the_same_paragraphs(form: str) -> None:
    wanted = [" ".join(block.split()).lstrip("#- ") for block in TEXT.strip().split("\n\n")]
    document = intake.from_bytes(FORMATS[form](TEXT), "statement")
    blocks = re.split(r"\n\n|\n(?=- )", document.text.replace("\\", ""))
    found = [" ".join(block.split()).lstrip("#-\u2022 ") for block in blocks]
    missing = [block for block in wanted if block not in found]
    assert missing == []


@pytest.mark.parametrize("form", [form for form in FORMATS if "PDF" in form])
def test_headers_and_page_numbers_are_left_behind(form: str) -> None:
    text = intake.from_bytes(FORMATS[form](TEXT), "statement").text
    assert "Ministry of Fisheries" not in text
    assert "Statement No. 14" not in text
    assert "Page " not in text


def test_the_formats_keep_the_title_and_the_date(lexicon: Lexicon) -> None:
    for form, written in FORMATS.items():
        if form == "EML":
            continue  # the subject of a mail is its title
        about = parser.read(intake.from_bytes(written(TEXT), "statement"), lexicon).document
        assert about.title.startswith("Joint Statement on the Third Fisheries Dialogue"), form
        assert str(about.published_on) == "2031-01-28", form


def test_a_document_is_the_same_whichever_way_it_came() -> None:
    """What differs between formats is never the words themselves."""
    words = Document(plain(TEXT).decode(), "plain").text.split()
    for form, written in FORMATS.items():
        text = intake.from_bytes(written(TEXT), "statement").text.replace("\\", "")
        got = [word for word in text.split() if word.strip("#-•")]
        lost = set(words) - set(got) - {"-"}
        assert not lost, form
