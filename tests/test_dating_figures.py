"""Dates in figures that may be read two ways, stamps that a page puts in front of its text, and the lists below it."""

from __future__ import annotations

from datetime import date

import pytest

from briefs.model import Particulars
from briefs.parsing import cleaning
from briefs.parsing.dating_figures import in_figures
from briefs.parsing.text import Role
from tests.stage import read

BODY = "The ministers of Peru and Sweden spoke about the ferry and about the school, and thanked each other for a warm welcome there."


def particulars(text: str) -> Particulars:
    return read(text).document


@pytest.mark.parametrize(
    ("head", "said", "expected"),
    [
        ("05/10/2026", "", date(2026, 10, 5)),
        ("05/10/2026", "They met today, Sunday.", date(2026, 5, 10)),
        ("Mon, 05/10/2026", "", date(2026, 10, 5)),
        ("Sun, 05/10/2026", "", date(2026, 5, 10)),
        ("05/10/2026", "Page of 05/23/2026.", date(2026, 5, 10)),
        ("05/10/2026", "Page of 23/05/2026.", date(2026, 10, 5)),
        ("05/10/2026", "They met on 8 May 2026.", date(2026, 5, 10)),
        ("05.10.26 11:21", "", date(2026, 10, 5)),
    ],
)
def test_a_date_in_figures_is_read_by_what_speaks_for_it(head, said, expected):
    found = in_figures(cleaning.paragraphs(f"{head}\n\nMinisters meet in Lima\n\n{said} {BODY}\n"))
    assert found is not None
    assert found[0] == expected
    assert found[1].startswith("the date 05")


@pytest.mark.parametrize("head", ["31/31/2026", "1.2.3", "5/10", "Ministers meet"])
def test_what_is_no_date_in_figures_gives_none(head):
    assert in_figures(cleaning.paragraphs(f"{head}\n\n{BODY}\n")) is None


def test_a_day_that_was_chosen_says_why():
    found = particulars(f"Press Statement on the reef\n\n05/10/2026\nPress Release\n\n{BODY}\n")
    assert (found.published_on, found.published_on_inferred) == (date(2026, 10, 5), True)
    assert found.published_on_reason == "the date 05/10/2026 is read as 5 October 2026, the day first"


@pytest.mark.parametrize(
    "stamp",
    ["date 2026-05-04 ", "Published: 2026-05-04 ", "updated on 2026-05-04 11:20 ", "DATE 2026-05-04  "],
)
def test_a_stamp_in_front_of_a_text_is_a_line_of_its_own(stamp):
    found = cleaning.paragraphs(f"What the ministers did\n\n{stamp}{BODY}\n")
    assert [one.text for one in found][-1] == BODY
    assert found[-2].role is Role.DATELINE
    assert found[-1].quote(0, len(BODY)) == BODY
    assert particulars(f"{stamp}{BODY}\n").published_on == date(2026, 5, 4)
    assert "2026" not in particulars(f"{stamp}{BODY}\n").title


@pytest.mark.parametrize(
    "words", ["date 2026-05-04", "dates 2026-05-04 and 2026-05-05 were set.", "update 2026"]
)
def test_a_date_alone_or_in_a_sentence_is_no_stamp(words):
    assert [one.text for one in cleaning.paragraphs(words)] == [words]


def test_a_list_of_other_news_does_not_date_a_text():
    text = f"Ministers meet\n\nYesterday they met. {BODY}\n\nRelated News\n\n11:50 / 04.11.2025\n\nMinister appointed\n"
    assert particulars(text).published_on is None
    assert particulars(f"4 November 2025\n\nRelated news\n\n{BODY}\n").published_on == date(2025, 11, 4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"Peru held the meeting on 7 May 2026 after it was put off, the first one having been planned for 30 May 2026. {BODY}",
            date(2026, 5, 7),
        ),
        (f"The minister spoke of the storm, which struck Peru on 7 May 2026. {BODY}", None),
        (f"{BODY}\n\nIt should be recalled that on 8 March 2025 the ministers met in Lima.", None),
        (
            f"They came on Wednesday (6 May 2026). {BODY}\n\nThe meeting opened this morning (Thursday 7th May 2026).",
            date(2026, 5, 7),
        ),
    ],
)
def test_a_text_is_dated_by_what_it_tells_of_itself(text, expected):
    assert particulars(f"Ministers meet\n\n{text}\n").published_on == expected


def test_a_label_inside_a_line_dates_a_text():
    text = f"Premier meets minister\n25/06/2026\nMinistry watches the reef\n25/06/2026Published On: 25/06/2026\n{BODY}\n"
    assert particulars(text).published_on == date(2026, 6, 25)


def test_the_day_on_which_a_page_was_looked_at_is_not_the_meetings():
    text = f"Lima Thursday, November 19, 2026\n\nTalks held at the office\n  • Staff\n  • 2026-05-04 04:35:40\n\nPeru and Sweden began talks in Lima on Monday. {BODY}\n"
    reading = read(text)
    assert reading.document.published_on == date(2026, 5, 4)
    assert [one.start for one in reading.meetings] == [date(2026, 5, 4)]


@pytest.mark.parametrize(
    "head", ["Posted On", "Last minute", "National", "The Council's Logo", "Breaking news", "Published"]
)
def test_what_a_page_writes_above_a_headline_is_no_title(head):
    assert particulars(f"{head}\n\nMinisters meet in Lima\n\n{BODY}\n").title == "Ministers meet in Lima"
