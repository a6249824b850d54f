"""What outsiders say is kept apart from what the parties say."""

from __future__ import annotations

import pytest

from briefs.model import DocumentKind
from tests.stage import acts, read, shown

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


STORY = "Peru and Sweden signed a treaty on ports."


@pytest.mark.parametrize(
    "text",
    [
        "Former envoy Per Holm was less sure. “Peru should ask Sweden for more,” he said.",
        "Economist Ana Quispe doubts it. “Sweden must lower its tariffs,” she added.",
    ],
)
def test_he_who_speaks_next_is_the_outsider_whom_a_story_brought_in(text):
    assert shown(acts(STORY, text, **NEWS)) == ["adoption PE SE> firm"]


def test_an_official_who_acts_after_an_outsider_is_he_again():
    outsider = "Former envoy Per Holm was less sure."
    official = "President Arroyo thanked Sweden for its help. “We will open a port,” he said."
    assert shown(acts(outsider, official, **NEWS)) == ["appreciation PE>SE", "commitment PE> firm"]


def test_the_minister_in_office_is_no_outsider():
    text = "Foreign Minister Arroyo met the press. “We will open a port,” she said."
    assert shown(acts(text, **NEWS)) == ["commitment PE> firm"]


def test_what_stands_under_the_heading_background_is_no_outcome():
    head = "Sweden is giving EUR 4 million to Peru, the ministry announced in Malmö on 3 May 2023.\n\n"
    told = "Sweden has provided EUR 20 million in aid to Peru since 2014, and a great deal of it went to clinics.\n"
    assert [one.kind for one in read(head + "Background\n\n" + told).outcomes] == ["pledge"]
    assert [one.kind for one in read(head + "Next steps\n\n" + told).outcomes] == ["pledge", "pledge"]


def test_who_once_held_an_office_is_an_outsider_in_a_ministrys_paper_too():
    text = "Former ambassador Ana Quispe was not impressed. “Peru should ask Sweden for more,” she said."
    assert acts(text, parties="PE SE") == []
