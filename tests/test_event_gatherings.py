"""Gatherings that no series names: what is tied to a time, or is said to come, is an event."""

from __future__ import annotations

from datetime import date

import pytest

from briefs.lexicon import config_folder, load
from briefs.model import Document, Event, EventStatus
from briefs.parsing import cleaning, events, outline

LEXICON = load(config_folder())


def found(sentence: str, title: str = "Talks between Fiji and Japan") -> tuple[Event, ...]:
    text = f"# {title}\n\n{sentence}\n"
    document = Document(text, "a.txt", published_on=date(2021, 6, 10))
    return events.find(outline.outline(document, cleaning.paragraphs(text), LEXICON), LEXICON)


def told(sentence: str) -> list[tuple[str, str, str]]:
    return [(one.name, str(one.start), str(one.end)) for one in found(sentence)]


@pytest.mark.parametrize(
    ("sentence", "name", "start", "end"),
    [
        (
            "A joint virtual Forum on 6G and Reefs is scheduled to take place in October.",
            "joint virtual Forum on 6G and Reefs",
            "2021-10-01",
            "2021-10-31",
        ),
        (
            "Fiji will host a technical exchange on kelp with Japanese ministries on August 24.",
            "technical exchange on kelp with Japanese ministries",
            "2021-08-24",
            "2021-08-24",
        ),
        (
            "They will explore it further at officials talks in Suva in August.",
            "officials talks",
            "2021-08-01",
            "2021-08-31",
        ),
        (
            "They coordinate aid at the donor conference taking place in Suva on December 13, 2021.",
            "donor conference",
            "2021-12-13",
            "2021-12-13",
        ),
        (
            "They hope to reach an accord at the July meeting of Pacific Trade Ministers.",
            "meeting of Pacific Trade Ministers",
            "2021-07-01",
            "2021-07-31",
        ),
        (
            "They commend the February trilateral dialogue between Fiji, Japan and Peru in Suva.",
            "trilateral dialogue between Fiji, Japan and Peru",
            "2021-02-01",
            "2021-02-28",
        ),
        (
            "They praised the first-ever Strategic Dialogue between Fiji and Japan in 2020.",
            "first-ever Strategic Dialogue between Fiji and Japan",
            "2020-01-01",
            "2020-12-31",
        ),
        ("Fiji will host the 17th FJREEX in 2022.", "17th FJREEX", "2022-01-01", "2022-12-31"),
        (
            "The Sixteenth Fiji-Tonga Annual Exchange of Visits on Reefs (16th FTAEV), was held in Suva on 24 March 2021.",
            "Sixteenth Fiji-Tonga Annual Exchange of Visits on Reefs (16th FTAEV)",
            "2021-03-24",
            "2021-03-24",
        ),
        (
            "Peru attended the 1st Reef Digital Ministers + Japan Meeting held online on 22 January 2021.",
            "1st Reef Digital Ministers + Japan Meeting",
            "2021-01-22",
            "2021-01-22",
        ),
        (
            "They agreed that the Reef Commission would meet in Suva before the end of the year.",
            "Reef Commission",
            "2021-01-01",
            "2021-12-31",
        ),
        (
            "They agreed to convene the Council of the Reef Association in Suva in the second half of 2022.",
            "Council of the Reef Association",
            "2022-07-01",
            "2022-12-31",
        ),
        (
            "The fifth Binational Cabinet with Peru will meet in Suva on October 22.",
            "fifth Binational Cabinet with Peru",
            "2021-10-22",
            "2021-10-22",
        ),
    ],
)
def test_a_gathering_tied_to_a_time_is_an_event(sentence: str, name: str, start: str, end: str) -> None:
    assert told(sentence) == [(name, start, end)]


def test_a_gathering_without_a_name_is_that_of_its_place() -> None:
    (event,) = found("They will raise it at the summit to be held in Suva in May 2022.")
    assert (event.slug, event.start) == ("suva-summit-2022", date(2022, 5, 1))


@pytest.mark.parametrize(
    ("sentence", "slug"),
    [
        (
            "They thanked the hosts for the upcoming Summit with the Pacific Islands Forum (PIF).",
            "summit-with",
        ),
        ("They look ahead to the Fiji-hosted Summit for Democracy.", "summit-for-democracy"),
        (
            "They agree on trade through the Reef Commercial Dialogue, which will convene in Suva.",
            "reef-commercial",
        ),
        ("The Arab League concluded its 42nd summit with a declaration on reefs.", "arab-league-summit-42"),
        ("The ministers co-chaired the 11th Fiji-Japan High-Level Dialogue.", "fiji-japan"),
    ],
)
def test_what_is_said_to_come_or_to_sit_now_needs_no_day(sentence: str, slug: str) -> None:
    (event,) = found(sentence)
    assert event.slug.startswith(slug)
    assert event.start is None


@pytest.mark.parametrize(
    "sentence",
    [
        "They agreed to establish a Joint Reef Committee by the end of the first quarter of 2022.",
        "Anna Berg of Suva was named a member of the National Reef Commission for a term ending March 3, 2024.",
        "The minister was appointed by the National Assembly on April 20.",
        "They relaunched the Reef Security Dialogue in 2019.",
        "The minister held a press conference in Suva on 3 July 2021.",
        "The plan of the consultations for the next year is long.",
        "Much has been done since the 17th meeting in August 2020.",
        "66th plenary meeting 12 December 2020",
        "Officials of the Reef Commission will meet in Suva in March 2022.",
        "The election commission will meet on 5 July 2021 in Suva.",
        "The Committee will report to the Council in December.",
        "Parliament will hold a session on the budget on 3 July.",
        "Japan asked Peru to make it a priority of the Reef Council in the second half of 2021.",
    ],
)
def test_a_body_that_does_not_sit_and_a_past_meeting_without_a_name_are_none(sentence: str) -> None:
    assert told(sentence) == []


def test_an_event_on_record_that_lies_ahead_needs_no_word_of_the_future() -> None:
    (event,) = found("They want an ambitious outcome at COP26 and at home.")
    assert (event.slug, event.start, event.status) == ("cop26", None, EventStatus.PLANNED)
    assert not found("They recalled the outcome of COP25.")


def test_the_number_of_the_meeting_in_the_title_is_that_of_the_text() -> None:
    (event,) = found("The leaders stood united at the Reef Summit.", title="Fact Sheet: The 2021 Reef Summit")
    assert (event.slug, event.start) == ("reef-summit-2021", date(2021, 1, 1))


def test_a_time_belongs_to_the_name_that_it_touches() -> None:
    assert told("They follow the Reef Summit in May 2021 and the second Forest Summit, hosted by Peru.")[
        0
    ] == (
        "Reef Summit",
        "2021-05-01",
        "2021-05-31",
    )
    both = told("They looked forward to convening the Reef CEO Forum and the Forest Dialogue in early 2022.")
    assert [start for _name, start, _end in both] == ["2022-01-01", "2022-01-01"]


def test_what_is_to_be_held_by_the_end_of_a_year_is_held_in_that_year() -> None:
    assert told("They will hold the 3rd Reef Dialogue by the end of the year.") == [
        ("3rd Reef Dialogue", "2021-01-01", "2021-12-31")
    ]


def test_a_number_that_lost_its_blank_is_read() -> None:
    (event,) = found("They recalled the 9thReef-Andes Summit, held on 3 May 2021.")
    assert event.slug == "reef-andes-summit-9"


@pytest.mark.parametrize(
    ("sentence", "slugs"),
    [
        (
            "Next year Japan chairs the G7; the United States will host APEC in 2023.",
            ["g7-presidency-2023", "apec-host-year-2023"],
        ),
        ("They prepare for 2025, when Canada is the host of the G7 in 2025.", ["g7-presidency-2025"]),
        ("They support Indonesia’s priorities as the 2023 ASEAN Chair.", ["asean-chairmanship-2023"]),
        (
            "They praised what India did in its UN Security Council Presidency of August 2021.",
            ["unsc-presidency-2021-08"],
        ),
    ],
)
def test_who_hosts_or_chairs_a_body_in_a_year_has_its_turn(sentence: str, slugs: list[str]) -> None:
    assert [one.slug for one in found(sentence)] == slugs


def test_a_turn_in_the_chair_has_the_days_that_the_text_tells_and_no_others() -> None:
    (event,) = found("They thanked Italy for its G20 Presidency.")
    assert (event.slug, event.start) == ("g20-presidency-2021", None)
