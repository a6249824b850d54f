"""From which state a story is told: its agency's, its publisher, the one in whose capital it was written."""

from __future__ import annotations

import pytest

from briefs.parsing.datelines import dateline, run_in
from briefs.parsing.story_home import home
from tests.stage import read, the_lexicon


def told_from(*texts: str, publisher: str | None = None) -> str | None:
    lexicon = the_lexicon()
    named = {one.code for text in texts for one in lexicon.mentions(text)}
    return home(texts, named, publisher, lexicon)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("SUVA, March 3 (Wire) -- The ministers met.", "SUVA"),
        ("SUVA. KUNA \u2013 The ministers met.", "SUVA"),
        ("SUVA. KAZINFORM President Arroyo met.", "SUVA"),
        ("Suva, IRNA \u2013 The ministers met.", "Suva"),
        ("Suva /Mediamax/. The ministers met.", "Suva"),
        ("Suva, 4 December /MOLDPRES/ - The ministers met.", "Suva"),
        ("Suva: His Majesty met the ministers.", "Suva"),
        ("New York [US], September 28: The ministers met.", "New York"),
    ],
)
def test_the_datelines_of_agencies_are_read(line, place):
    found = run_in(line)
    assert found is not None
    assert found.group("place") == place
    assert line[found.end() :].split()[0] in {"The", "His", "President"}


@pytest.mark.parametrize(
    "line",
    [
        "The Council, chaired by Fiji, met.",
        "Today: The ministers met.",
        "ASEAN Leaders agreed.",
        "WASHINGTON The President met.",
    ],
)
def test_what_only_looks_like_a_dateline_is_none(line):
    assert run_in(line) is None


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ("Baku, December 8, AZERTAC", "President Arroyo received the envoy of Azerbaijan's neighbour."),
            "AZ",
        ),
        (("MOSCOW. KAZINFORM \u2013 The ministers of Kazakhstan and Russia met.",), "KZ"),
        (("Jakarta (ANTARA) - The minister met her colleague from Fiji. Indonesia agreed.",), "ID"),
        (("The ministers of Oman and Fiji met.", "They agreed on ports. \u2013ONA"), "OM"),
        (("Muscat: His Majesty received the ambassador of Fiji.",), "OM"),
        (("WELLINGTON, Nov. 8 (Xinhua) -- The Foreign Minister announced a fund.",), "NZ"),
        (("LONDON: Qatar's Emir received a call from the President of Fiji.",), None),
        (("New York: The minister met her colleague from Fiji.",), None),
        (("We joined the Membership Action Plan (MAP) of the alliance with Morocco.",), None),
    ],
)
def test_a_story_is_told_from_the_state_of_its_agency_or_of_its_dateline(texts, expected):
    assert told_from(*texts) == expected


def test_an_agency_outweighs_a_publisher_that_was_guessed_and_a_dateline_does_not():
    assert told_from("SUVA (ANTARA) - Indonesia and Fiji met.", publisher="FJ") == "ID"
    assert told_from("SUVA: The ministers met.", publisher="SE") == "SE"


def test_an_office_without_a_state_is_the_one_of_the_state_from_which_the_story_is_told():
    reading = read(
        "Minister receives envoy\n\nLIMA, 3 May 2026 (Andina) -- Prime Minister Ana Arroyo received Swedish Ambassador Lars Lindqvist. "
        "The Prime Minister thanked Sweden for its help to Peru.\n"
    )
    assert [set(one.parties) for one in reading.meetings] == [{"PE", "SE"}]
    assert [(one.actors, one.towards) for one in reading.outcomes] == [(("PE",), ("SE",))]


def test_the_minister_of_a_story_is_the_one_who_spoke_last():
    reading = read(
        "Ministers meet\n\nLIMA, 3 May 2026 (Andina) -- Peruvian Foreign Minister Ana Arroyo met Swedish Foreign Minister Lars Lindqvist.\n\n"
        "Mr Lindqvist thanked Peru for its help. Furthermore, the minister asked Peru to open its ports.\n"
    )
    assert [(one.actors, one.towards) for one in reading.outcomes] == [(("SE",), ("PE",))] * 2


def test_names_with_capitals_of_the_balkans_and_the_baltic_are_names():
    reading = read(
        "President of Montenegro Milo Đurić received Slovenian Ambassador Žiga Šuštar\n\n20 July 2019\n\n"
        "President Đurić thanked Slovenia for its help. Ambassador Šuštar thanked Montenegro for its patience.\n"
    )
    assert [(one.actors, one.towards) for one in reading.outcomes] == [(("ME",), ("SI",)), (("SI",), ("ME",))]


@pytest.mark.parametrize(
    "line",
    [
        "SUVA, May 3. /WIRE/. The ministers met.",
        "Suva, Sept. 24, 2031 . / Wire / . The ministers met.",
        "SUVA. Sept 23 (Wire-Fiji) \u2013 The ministers met.",
        "Suva, Nov 15 \u2013 \u2013 The ministers met.",
        "Suva, Nov 4 (UNI) The ministers met.",
        "(RELAY- Suva Times) SUVA - The ministers met.",
        "(RELAY- News of Suva (NOS)) SUVA, Feb 2 (NOS) -- The ministers met.",
        "Sunday, May 4, 2031 \u2013 The ministers met.",
    ],
)
def test_a_dateline_is_passed_whoever_passed_the_story_on(line):
    assert line[dateline(line, sure=True) :] == "The ministers met."


@pytest.mark.parametrize(
    "line",
    [
        "Prime Minister (PM) Ana Arroyo will leave.",
        "Sunday, the ministers met \u2013 The end.",
        "Foreign Minister (Retd) Arroyo met.",
    ],
)
def test_an_office_with_its_letters_is_no_dateline(line):
    assert dateline(line) == 0


def test_a_story_sent_from_beside_a_conference_is_that_of_the_first_one_on_record():
    reading = read(
        "Jaishankar meets colleagues\n\nGeorgetown [Guyana], April 22 : External Affairs Minister S Jaishankar also held bilateral discussions with counterparts on the sidelines of a forum.\n\n"
        "On Saturday, Jaishankar met with Lars Lindqvist, the Foreign Minister of Sweden.\n\nJaishankar also met his Chilean counterpart, Rosa Vidal. India and Chile agreed on boats. India was glad.\n"
    )
    assert [set(one.parties) for one in reading.meetings] == [{"IN", "SE"}, {"IN", "CL"}]
