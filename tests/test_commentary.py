"""What outsiders say is kept apart from what the parties say."""

from __future__ import annotations

import pytest

from briefs.model import DocumentKind
from tests.stage import acts, shown

NEWS = {"parties": "PE SE", "kind": DocumentKind.NEWS}


@pytest.mark.parametrize(
    "text",
    [
        "Maria Lund, a professor at the national university, said Peru would sign the treaty.",
        "According to analysts, Peru agreed to lower its tariffs.",
        "In his view, Peru has pledged too much.",
        "“Peru will surely sign,” said Per Holm, an economist in Malmö.",
    ],
)
def test_an_outsiders_words_are_no_outcome(text):
    assert acts(text, **NEWS) == []


def test_what_follows_an_outsiders_words_is_the_outsiders_too():
    assert acts("Per Holm, an analyst, said the talks went well. Peru agreed to nothing new.", **NEWS) == []


@pytest.mark.parametrize(
    "text",
    [
        "“Both sides agreed to open a port,” the joint statement said.",
        "The ministry said that both sides agreed to open a port.",
        "It continued: “Both sides agreed to open a port.”",
    ],
)
def test_a_statements_words_are_outcomes(text):
    assert shown(acts(text, **NEWS)) == ["commitment PE SE> firm"]


def test_continued_support_is_no_verb_of_saying():
    assert shown(acts("Peru thanked Sweden for its continued support.", **NEWS)) == ["appreciation PE>SE"]


def test_an_agency_by_its_letters_closes_a_quotation_as_a_ministry_does():
    said = (
        "Per Holm, an analyst, said the talks went well.",
        "“Both sides agreed to open a port,” the PFA added.",
    )
    assert shown(acts(*said, **NEWS)) == ["commitment PE SE> firm"]


@pytest.mark.parametrize(
    "text",
    [
        "“It is essential to keep the ports open,” stressed President Arroyo.",
        "“The pact is a milestone,” added President Arroyo at the close of the talks.",
    ],
)
def test_a_speaker_behind_a_quotation_is_found_whatever_stands_behind_him(text):
    assert shown(acts(text, **NEWS)) == ["position PE>SE"]
