"""When and where a document was published, and how that is known."""

from __future__ import annotations

from datetime import date

import pytest

from briefs.lexicon import Lexicon, config_folder, load
from briefs.model import Document
from briefs.parsing import cleaning, dating
from tests.stage import read

BODY = "The two ministers spoke about the ferry and about the school, and thanked each other for a warm welcome there."


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load(config_folder())


def dated(text: str, lexicon: Lexicon, published_on: date | None = None) -> dating.Dated:
    document = Document(text, "a.txt", published_on=published_on)
    return dating.published(document, cleaning.paragraphs(text), lexicon)


def test_a_date_given_from_outside_wins(lexicon: Lexicon) -> None:
    assert dated(f"# Talks\n\n3 May 2021\n\n{BODY}", lexicon, date(2021, 5, 9)).published == date(2021, 5, 9)


@pytest.mark.parametrize(
    "line",
    ["3 May 2021", "May 3, 2021", "Apia, 3 May 2021", "Monday, 3 May 2021", "3/05/2021", "**May 3rd, 2021**"],
)
def test_a_date_line_under_the_title_dates_the_document(line: str, lexicon: Lexicon) -> None:
    if line == "3/05/2021":
        line = "13/05/2021"
    found = dated(f"# Talks in Apia\n\n{line}\n\n{BODY}", lexicon)
    assert found.published in {date(2021, 5, 3), date(2021, 5, 13)}
    assert not found.inferred


def test_the_line_at_the_foot_is_the_publication_and_the_one_at_the_head_the_meeting(
    lexicon: Lexicon,
) -> None:
    found = dated(f"# Talks\n\n3 May 2021, via videoconference\n\n{BODY}\n\nSuva, 4 May 2021\n", lexicon)
    assert found.published == date(2021, 5, 4)
    assert found.place == "Suva"
    assert found.meeting_day is not None
    assert found.meeting_day.period.start == date(2021, 5, 3)


def test_a_statement_done_on_a_day_is_of_that_day(lexicon: Lexicon) -> None:
    found = dated(f"# Joint Statement\n\n{BODY}\n\nDone in Nadi on 4 May 2021 in two originals.", lexicon)
    assert found.published == date(2021, 5, 4)


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("WASHINGTON \u2013 ", "Washington"),
        ("SUVA, May 4, 2021 (FBC) \u2014 ", "Suva"),
        ("Ottawa, Ontario - ", "Ottawa"),
        ("", None),
    ],
)
def test_the_place_of_a_news_dateline_is_kept(opening: str, place: str | None, lexicon: Lexicon) -> None:
    assert dated(f"# Talks\n\nMay 4, 2021\n\n{opening}{BODY}", lexicon).place == place


def test_a_year_is_inferred_from_a_chairmanship_on_record(lexicon: Lexicon) -> None:
    text = (
        "Officials of Indonesia and Fiji met on March 9 to speak about fisheries.\n\n"
        "Fiji expressed its support for Indonesia's chairmanship of ASEAN next year.\n"
    )
    found = dated(text, lexicon)
    assert found.published == date(2022, 3, 9)
    assert found.inferred
    assert found.reason is not None
    assert "2023" in found.reason


def test_a_report_is_dated_by_the_weekday_after_the_meeting(lexicon: Lexicon) -> None:
    text = "The ministry said on Thursday that the talks went well.\n\nThey were held on September 12-13, 2022 in Suva.\n"
    found = dated(text, lexicon)
    assert (found.published, found.inferred) == (date(2022, 9, 15), True)


def test_a_date_that_cannot_be_had_stays_unknown(lexicon: Lexicon) -> None:
    assert dated(f"# Talks\n\n{BODY}", lexicon) == dating.Dated(None)
    assert dated("They met on January 28.", lexicon).published is None
    assert dated("", lexicon).published is None


def test_the_day_of_a_story_is_not_that_of_the_history_which_closes_it(lexicon: Lexicon) -> None:
    text = (
        "PM hosts Peruvian envoy\n\nPrime Minister Chea Vann received Ambassador Ana Quispe of Peru on November 21.\n"
        "KNA/PP  Tuesday, November 22, 2022 09:14\n\nPhnom Penh (KNA) \u2013 Prime Minister Chea Vann received on November 21 "
        "Ambassador Ana Quispe, who came to pay a courtesy call at the beginning of her term.\n\n"
        "She thanked the government for its help.\n\nThe two states set up diplomatic relations on February 2, 1956./.\n"
    )
    assert read(text).document.published_on == date(2022, 11, 22)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "Communiques | Press Releases | Featured\n\nCOMMUNIQUÉ OF THE REEF COUNCIL",
            "COMMUNIQUÉ OF THE REEF COUNCIL",
        ),
        (
            "[Title] Statement of the Ministers of the Reef Council\n[Place] Suva\n[Date] August 4, 2022\n[Full text]",
            "Statement of the Ministers of the Reef Council",
        ),
        ("CONSEIL POUR LE RECIF\n\nJoint Statement of Peru and Sweden", "Joint Statement of Peru and Sweden"),
    ],
)
def test_a_path_through_a_site_and_a_label_in_brackets_are_no_title(head: str, title: str) -> None:
    assert read(f"{head}\n\n{BODY}\n").document.title == title


def test_adopted_is_no_place() -> None:
    assert (
        read(f"COMMUNIQUÉ OF THE REEF COUNCIL\n\n{BODY}\n\nAdopted 18 January 2024\n").document.place is None
    )
