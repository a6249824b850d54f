"""The frame of a document: kind, publisher, sessions, meetings, parties and persons."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.lexicon import Lexicon, config_folder, load
from briefs.model import Document, DocumentKind, Format, Level
from briefs.parsing import cleaning, outline
from briefs.parsing.text import Outline, Role

LEXICON = load(config_folder())


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return LEXICON


def frame(text: str, **given_from_outside: str) -> Outline:
    return outline.outline(Document(text, "a.txt", **given_from_outside), cleaning.paragraphs(text), LEXICON)  # type: ignore[arg-type]


SESSIONS = """
**REPUBLIC OF FIJI**

**MINISTRY OF FOREIGN AFFAIRS**

Press Release

**Outcomes of the Pacific Ministerial Talks**

7 July 2022, via videoconference

The Minister took part in the second day of the talks, which brought together all partners of the region.

Session with Japan

The Meeting was co-chaired by H.E. Litia Vunivalu, Minister of Trade of Fiji and H.E. Ken Mori, Ambassador of Japan.

Session with the U.S.

The Meeting reviewed the past year. He thanked the United States for its help after the cyclone of last season.

Suva, 8 July 2022
"""


def test_a_press_release_has_a_meeting_for_each_session() -> None:
    found = frame(SESSIONS)
    assert found.particulars.kind is DocumentKind.PRESS_RELEASE
    assert found.particulars.publisher == "FJ"
    assert found.particulars.title == "Outcomes of the Pacific Ministerial Talks"
    assert found.particulars.published_on == date(2022, 7, 8)
    assert found.particulars.place == "Suva"
    assert [(m.parties, m.start, m.format) for m in found.meetings] == [
        (("FJ", "JP"), date(2022, 7, 7), Format.VIDEOCONFERENCE),
        (("FJ", "US"), date(2022, 7, 7), Format.VIDEOCONFERENCE),
    ]
    assert [(c.name, c.party) for c in found.meetings[0].chairs] == [
        ("Litia Vunivalu", "FJ"),
        ("Ken Mori", "JP"),
    ]
    assert [s.parties for s in found.sections if s.heading and "Session" in s.heading] == [
        ("FJ", "JP"),
        ("FJ", "US"),
    ]


def test_what_is_given_from_outside_wins() -> None:
    found = frame(SESSIONS, title="Talks", publisher="Japan")
    assert (found.particulars.title, found.particulars.publisher) == ("Talks", "JP")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Readout of Minister Vey's Call with President Arroyo", DocumentKind.READOUT),
        ("Joint Statement by Fiji and Tonga", DocumentKind.JOINT_STATEMENT),
        ("Fiji-Japan Joint Declaration on Oceans", DocumentKind.JOINT_STATEMENT),
        ("G7 Leaders\u2019 Statement", DocumentKind.JOINT_STATEMENT),
        ("Joint Communiqu\u00e9 of the 54th AMM", DocumentKind.COMMUNIQUE),
        ("Chairman\u2019s Statement of the 24th ASEAN-Japan Summit", DocumentKind.CHAIRS_STATEMENT),
        ("Fact Sheet: Fiji and Japan", DocumentKind.PRESS_RELEASE),
        ("Statement by the Minister of Foreign Affairs on the Communiqu\u00e9", DocumentKind.PRESS_RELEASE),
        ("Minister Opens a Bridge", DocumentKind.PRESS_RELEASE),
    ],
)
def test_the_title_tells_the_kind(title: str, kind: DocumentKind) -> None:
    text = f"# {title}\n\nMay 3, 2021\n\nThe two sides spoke about the ferry and the school for a long while in the afternoon.\n"
    assert frame(text).particulars.kind is kind


def test_an_untitled_report_is_news() -> None:
    text = "The talks went well, officials of Fiji and Japan said on Monday.\n\n\u201cWe agreed on much,\u201d the statement said.\n"
    assert frame(text).particulars.kind is DocumentKind.NEWS


def test_a_readout_belongs_to_its_own_leader_and_has_one_meeting() -> None:
    text = (
        "# Readout of Prime Minister Albanese\u2019s Meeting with Prime Minister Siaosi Tuimana of Tonga\n\nMay 3, 2023\n\n"
        "Prime Minister Anthony Albanese met yesterday with Prime Minister Siaosi Tuimana of Tonga in Canberra.\n"
    )
    found = frame(text)
    (meeting,) = found.meetings
    assert found.particulars.publisher == "AU"
    assert (meeting.parties, meeting.start, meeting.level) == (("AU", "TO"), date(2023, 5, 2), Level.LEADERS)
    assert found.voice == ()
    assert found.persons["tuimana"] == "TO"
    assert found.persons["albanese"] == "AU"


@pytest.mark.parametrize(
    ("title", "opening", "parties"),
    [
        ("Joint Statement by Fiji and Tonga on Fisheries", "We will work together.", ("FJ", "TO")),
        ("Japan-Fiji Joint Leaders\u2019 Statement", "We will work together.", ("JP", "FJ")),
        (
            "Joint Statement of Japan, the Republic of Korea, and Fiji",
            "We will work together.",
            ("JP", "KR", "FJ"),
        ),
        (
            "Joint Statement on Seabirds",
            "We, the Ministers of Fiji, Tonga and Samoa, will act.",
            ("FJ", "TO", "WS"),
        ),
        (
            "Joint Statement on Israel",
            "Prime Minister Rabuka of Fiji and President Macron spoke at length.",
            ("FJ", "FR"),
        ),
        ("ASEAN-Japan Leaders\u2019 Statement on Ports", "We agreed on the following.", ("ASEAN", "JP")),
    ],
)
def test_the_signatories_of_a_joint_statement_are_its_voice(
    title: str, opening: str, parties: tuple[str, ...]
) -> None:
    found = frame(f"# {title}\n\nMay 3, 2023\n\n{opening}\n")
    assert found.voice == parties
    assert found.particulars.publisher is None


def test_a_joint_statement_has_a_meeting_only_where_they_met() -> None:
    head = "# Joint Statement by Fiji and Tonga\n\nMay 3, 2023\n\n"
    (met,) = frame(
        f"{head}The Prime Ministers of Fiji and Tonga met in Suva on May 1\u20132 to speak about fish.\n"
    ).meetings
    assert (met.parties, met.start, met.end, met.place) == (
        ("FJ", "TO"),
        date(2023, 5, 1),
        date(2023, 5, 2),
        "Suva",
    )
    assert frame(f"{head}Fiji and Tonga are pleased to announce a new fund for coral reefs.\n").meetings == ()


def test_a_chairs_statement_speaks_for_the_body_and_its_partner() -> None:
    text = (
        "CHAIRMAN\u2019S STATEMENT OF THE 24TH ASEAN-JAPAN SUMMIT\n27 October 2021\n\n"
        "1. The Summit was held via videoconference on 27 October 2021. It was chaired by H.E. Mora Salim, Prime Minister\n"
        "of Brunei Darussalam and attended by H.E. Kishida Fumio, Prime Minister of Japan.\n\n"
        "REGIONAL ISSUES\n\n2. We spoke about the sea.\n"
    )
    found = frame(text)
    (meeting,) = found.meetings
    assert found.voice == ("ASEAN", "JP")
    assert meeting.format is Format.VIDEOCONFERENCE
    assert [(c.name, c.party) for c in meeting.chairs] == [("Mora Salim", "BN")]
    assert [s.heading for s in found.sections if s.heading] == ["REGIONAL ISSUES"]


def test_a_domestic_release_has_no_meeting() -> None:
    text = "# President Biden Announces Intent to Nominate Ann Poe\n\nMay 3, 2023\n\nWASHINGTON \u2013 Today, President Biden met Ann Poe.\n"
    assert frame(text).meetings == ()


@pytest.mark.parametrize(
    ("words", "key", "party"),
    [
        ("Fijian Foreign Minister Litia Vunivalu spoke first.", "vunivalu", "FJ"),
        ("H.E. Ken Mori, Minister of Trade of Japan, spoke first.", "mori", "JP"),
        ("Adviser to the President of Tonga Sione Lata spoke first.", "lata", "TO"),
        ("He met his Samoan counterpart Malia Fono in Apia.", "fono", "WS"),
        ("Chancellor Olaf Scholz spoke first.", "scholz", "DE"),
    ],
)
def test_persons_are_resolved_to_the_party_they_speak_for(words: str, key: str, party: str) -> None:
    assert frame(f"# Talks\n\n{words}\n").persons.get(key) == party


def test_of_two_sides_the_one_nobody_speaks_for_has_the_unknown_person() -> None:
    text = (
        "Fijian and Japanese officials held talks by video conference on January 28, 2021.\n\n"
        "State secretary Secretary Rusiate Koro co-chaired the meeting with Japanese Deputy Minister Ken Mori.\n"
    )
    assert frame(text).persons.get("koro") == "FJ"


def test_another_language_is_named() -> None:
    text = "# Communiqu\u00e9\n\nLes ministres des affaires \u00e9trang\u00e8res de la France et du Japon se sont r\u00e9unis \u00e0 Paris pour discuter de la p\u00eache.\n"
    assert frame(text).particulars.language == "fr"
    assert frame(SESSIONS).particulars.language == "en"


def test_every_paragraph_of_the_flow_stands_in_one_section() -> None:
    found = frame(SESSIONS)
    numbers = [p.number for s in found.sections for p in s.paragraphs]
    flow = [p.number for p in cleaning.paragraphs(SESSIONS) if p.role is not Role.FURNITURE]
    assert numbers == flow


@given(st.text(alphabet=st.sampled_from(list("AB ab.,\n#*-’12:()")), max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text_has_an_outline(text: str) -> None:
    found = frame(text)
    assert found.particulars.sha256 == Document(text, "a.txt").sha256


def test_a_numbered_release_is_called_by_what_it_says() -> None:
    read = frame("PRESS RELEASE No. 41\n\nJoint Communiqué of the Presidents of the States Parties to MERCOSUR\n\n3 May 2030\n\n"
                 "The Presidents of the States Parties to MERCOSUR took part in the summit held on 2 May 2030 in Lima.\n")  # fmt: skip
    assert read.particulars.title.startswith("Joint Communiqué")
    assert [(m.parties, m.start) for m in read.meetings] == [(("MERCOSUR",), date(2030, 5, 2))]


def test_an_assembly_sat_on_the_day_it_adopted_its_resolution() -> None:
    read = frame("United Nations\n\nGeneral Assembly\n\n19 December 2030\n\nEighty-fifth session\nAgenda item 9\n\n"
                 "Resolution adopted by the General Assembly on 12 December 2030\n\nThe General Assembly,\n\n"
                 "1. Welcomes the report;\n\n2. Requests the Secretary-General to report on coral reefs;\n")  # fmt: skip
    assert [m.start for m in read.meetings] == [date(2030, 12, 12)]


def test_a_report_of_what_was_said_after_a_meeting_has_that_meeting() -> None:
    read = frame("Fiji, Samoa to speed up fisheries pact\n\nMarch 5, 2030\n\nSUVA (Wire) - Fiji and Samoa have agreed to speed up a "
                 "fisheries pact, the foreign minister of Fiji stated after meeting her counterpart in Suva on Tuesday.\n")  # fmt: skip
    assert [(set(m.parties), m.start) for m in read.meetings] == [({"FJ", "WS"}, date(2030, 3, 5))]


def test_a_sentence_in_capitals_is_no_heading() -> None:
    read = cleaning.paragraphs(
        "1. THE SUMMIT NOTED THE REPORT AND ADOPTED THE PLAN OF THE COUNCIL OF MINISTERS.\n"
    )
    assert read[0].role is not Role.HEADING


@pytest.mark.parametrize(
    "words",
    [
        "Ban on the Export of Watches to Peru. President Tuimana will sign an order.",
        "Ending the Privileges of Peru’s Economy. President Tuimana will sign an order.",
    ],
)
def test_a_state_that_ends_the_sentence_before_is_not_the_one_a_president_leads(words: str) -> None:
    assert "tuimana" not in frame(f"# Talks\n\n{words}\n").persons


@pytest.mark.parametrize(
    ("opening", "voice"),
    [
        ("We, the Leaders of the Group of Seven (G7), reaffirm our support for Fiji.", ("G7",)),
        ("We, the Foreign Ministers of ASEAN, met to speak of the ferries of Fiji.", ("ASEAN",)),
    ],
)
def test_a_body_that_says_who_we_are_speaks_whoever_is_listed_above_it(
    opening: str, voice: tuple[str, ...]
) -> None:
    text = (
        "# Joint Declaration of Support for the Ferries\n\nMay 3, 2021\n\n"
        f"Those that join it are Fiji, Peru, Tonga, Japan and Sweden.\n\n{opening}\n"
    )
    assert frame(text).voice == voice
