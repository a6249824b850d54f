"""The frames of papers from many countries: title, kind, publisher, parties, day, meeting."""

from __future__ import annotations

from datetime import date

import pytest
from papers import PAPERS, Paper

from briefs.lexicon import config_folder, load
from briefs.model import Document, DocumentKind
from briefs.parsing import cleaning, outline, parser
from briefs.parsing.text import Outline

LEXICON = load(config_folder())


def frame(text: str, publisher: str | None = None) -> Outline:
    document = Document(text, "a.txt", publisher=publisher)
    return outline.outline(document, cleaning.paragraphs(text), LEXICON)


@pytest.mark.parametrize("paper", PAPERS, ids=str)
def test_the_frame_of_a_paper_is_read(paper: Paper) -> None:
    found = frame(paper.text)
    about = found.particulars
    assert (about.title, about.kind, about.publisher) == (paper.title, paper.kind, paper.publisher)
    assert set(found.parties) == set(paper.parties.split())
    assert about.published_on == paper.day
    assert paper.place in {None, about.place}
    if paper.met is not None:
        meeting = found.meetings[0]
        assert (set(meeting.parties), meeting.start) == (set(paper.parties.split()), paper.met)


@pytest.mark.parametrize(
    ("publisher", "shown"),
    [
        ("The Gazette", "The Gazette"),
        ("The Japan Gazette", "The Japan Gazette"),
        ("Cambodia", "KH"),
        ("Ministry of Foreign Affairs of Fiji", "FJ"),
    ],
)
def test_a_publisher_from_outside_may_be_any_name_and_only_a_party_is_a_code(
    publisher: str, shown: str
) -> None:
    text = "# Talks between Fiji and Japan\n\nFiji and Japan met in Suva on 4 May 2031. Fiji thanked Japan for its help.\n"
    found = frame(text, publisher)
    assert found.particulars.publisher == shown
    assert set(found.parties) == {"FJ", "JP"} or shown in LEXICON.parties
    for outcome in parser.read(Document(text, "a.txt", publisher=publisher), LEXICON).outcomes:
        assert set(outcome.actors) | set(outcome.towards) <= set(LEXICON.parties)


CONFERENCES = """MINISTRY OF FOREIGN AFFAIRS OF FIJI

Press Release

ASEAN Post Ministerial Conferences: the second day

7 July 2031, by videoconference

The Minister of Trade of Fiji, H.E. Litia Vunivalu, took part in the conferences as a guest.

Session with the United States

The Meeting reviewed the past year, and adopted a plan of work for the next one.

Meeting with the Representatives to AICHR and the Foreign Ministers

The Ministers approved the budget of the year. They thanked all those who took part.

Bilateral meeting with the Foreign Minister of Japan

The two Ministers talked about trade. H.E. Litia Vunivalu co-chaired the meeting with H.E. Ken Mori of Japan.

Suva, 8 July 2031
"""


def test_a_session_under_the_conferences_of_a_body_is_the_bodys_and_a_bilateral_meeting_the_publishers() -> (
    None
):
    found = frame(CONFERENCES).meetings
    assert [set(each.parties) for each in found] == [{"ASEAN", "US"}, {"ASEAN", "AICHR"}, {"FJ", "JP"}]
    assert {each.start for each in found} == {date(2031, 7, 7)}
    assert {each.format.value for each in found if each.format} == {"videoconference"}


def test_both_chairs_of_a_session_are_named_with_their_parties() -> None:
    chairs = frame(CONFERENCES).meetings[-1].chairs
    assert [(chair.name, chair.party) for chair in chairs] == [("Litia Vunivalu", "FJ"), ("Ken Mori", "JP")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sione Lelei, secretary of state at Samoa's foreign ministry, chaired the talks together with Ken Mori, deputy minister of Japan.",
        "The talks were co-chaired by H.E. Sione Lelei, Secretary of State of Samoa, and Mr. Ken Mori, Deputy Minister of Japan.",
        "Prime Minister Sione Lelei of Samoa and Foreign Minister Ken Mori of Japan co-chaired the talks.",
    ],
)
def test_chairs_are_read_from_every_way_of_saying_it(sentence: str) -> None:
    text = f"# Samoa and Japan hold talks\n\nSUVA, 4 May 2031 – Samoa and Japan held talks on 3 May. {sentence}\n"
    (meeting,) = frame(text).meetings
    assert {(chair.name, chair.party) for chair in meeting.chairs} == {
        ("Sione Lelei", "WS"),
        ("Ken Mori", "JP"),
    }


def test_what_a_chair_says_for_a_body_is_said_in_the_bodys_voice() -> None:
    text = (
        "CHAIR'S STATEMENT\n\n15th Asia-Europe Meeting (ASEM15)\n\nVienna, 4-5 May 2031\n\n"
        "1. The 15th ASEM Summit was hosted by Austria. Leaders of fifty countries took part in it.\n"
    )
    found = frame(text)
    assert found.particulars.title == "CHAIR'S STATEMENT: 15th Asia-Europe Meeting (ASEM15)"
    assert (found.voice, found.meetings[0].parties) == (("ASEM",), ("ASEM",))


def test_a_dateline_makes_a_report_news_and_a_release_that_says_today_does_not() -> None:
    report = "# Fiji and Japan agree\n\nSUVA, 4 May 2031 – Fiji and Japan agreed on Sunday to build a port.\n"
    release = "# President Reed Announces a Port\n\nWASHINGTON – Today, President Jane Reed announced that Fiji will get a port.\n"
    assert frame(report).particulars.kind is DocumentKind.NEWS
    assert (frame(report).particulars.published_on, frame(report).particulars.place) == (
        date(2031, 5, 4),
        "Suva",
    )
    assert frame(release).particulars.kind is DocumentKind.PRESS_RELEASE


def test_the_country_of_a_dateline_is_no_side() -> None:
    text = "# Leaders amend their treaty\n\nSUVA, Fiji, 9 May 2031 – The leaders of ASEAN adopted a protocol on Friday.\n"
    assert frame(text).parties == ("ASEAN",)


@pytest.mark.parametrize(
    "line",
    [
        "Lomé, le 4 mai 2021",
        "Brasília, 4 de maio de 2021",
        "Jakarta, 4 Mei 2021",
        "2021年5月4日",
        "Berlin, 4. Mai 2021",
    ],
)
def test_a_date_line_in_another_language_is_read_when_nothing_else_tells_the_day(line: str) -> None:
    body = "The ministers of both countries reaffirmed their friendship and agreed to go on working together in all fields."
    found = frame(f"A Word from the Ministers\n\n{body}\n\n{line}\n").particulars
    assert (found.published_on, found.published_on_inferred) == (date(2021, 5, 4), False)
