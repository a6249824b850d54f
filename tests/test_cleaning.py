"""Paragraphs out of wrapped lines, pages and markup; every quote stands in its source."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from costs import seconds
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.parsing import cleaning
from briefs.parsing.text import Paragraph, Role

SHARED = Path(__file__).parents[2] / "shared" / "corpus"


def folded(text: str) -> str:
    return " ".join(text.replace("*", "").split())


def body(text: str) -> list[Paragraph]:
    return [each for each in cleaning.paragraphs(text) if each.role is not Role.FURNITURE]


def words(text: str) -> list[str]:
    return [each.text for each in body(text)]


def test_wrapped_lines_are_one_paragraph_and_a_blank_line_begins_the_next() -> None:
    text = "The ministers met in Suva and agreed to\nopen a training centre for\nnurses.\n\nThey thanked the hosts."
    assert words(text) == [
        "The ministers met in Suva and agreed to open a training centre for nurses.",
        "They thanked the hosts.",
    ]


@pytest.mark.parametrize(
    "gap", ["\n\n", "\n\n\n\n", "\n\f\n", "\f", "\n\n  12\n\n", "\n\n- 3 -\n\n", "\n\nPage 4 of 9\n\n"]
)
def test_a_page_break_does_not_cut_a_sentence(gap: str) -> None:
    text = f"The delegations exchanged views on the teaching of marine science, in particular to{gap}Tonga and its outer islands."
    assert words(text) == [
        "The delegations exchanged views on the teaching of marine science, in particular to Tonga and its outer islands."
    ]


def test_small_letters_behind_a_page_break_go_on_with_the_sentence() -> None:
    text = "Both sides asked the working group to finish its report on river transport before\n\n\nthe rains begin."
    assert len(words(text)) == 1


def test_a_running_header_that_returns_page_by_page_is_furniture() -> None:
    page = "Summit of the Lake States\n\nThe leaders spoke of water and of trade in dried fish at some length here.\n\n{}\n\n"
    found = cleaning.paragraphs("".join(page.format(number) for number in range(1, 5)))
    assert [each.text for each in found if each.role is Role.FURNITURE].count(
        "Summit of the Lake States"
    ) == 4
    assert {"1", "2", "3", "4"} <= {each.text for each in found if each.role is Role.FURNITURE}


@pytest.mark.parametrize(
    "gap",
    [
        "\n\n      2\n\f      9th Summit of Friends\n\n",
        "\n\n9th Summit of Friends\n\n2\n\n",
        "\n\n\f9th Summit of Friends\n\n",
    ],
)
def test_a_running_head_inside_a_sentence_is_furniture_even_if_it_stands_there_once(gap: str) -> None:
    first = (
        "The ministers of all the friends in the region reaffirmed that the dispute must be settled in peace"
    )
    whole = f"{first}, and{gap}agreed to work towards a treaty on the use of the river.\n"
    assert words(whole) == [f"{first}, and agreed to work towards a treaty on the use of the river."]


def test_a_line_that_is_a_place_and_a_date_is_not_joined_to_the_title_above_it() -> None:
    found = cleaning.paragraphs(
        "Results of the Visit of the Minister of Trade of Samoa, H.E. Sione Lelei, to Fiji\nSuva, 7 June 2031\n"
    )
    assert [paragraph.text for paragraph in found][-1] == "Suva, 7 June 2031"


def test_a_date_line_may_say_how_they_met() -> None:
    assert cleaning.paragraphs("Talks\n\n10 September 2020, by videoconference\n")[-1].role is Role.DATELINE
    assert cleaning.paragraphs("Talks\n\nTo be done by 10 September 2020\n")[-1].role is not Role.DATELINE


def test_markup_is_gone_from_the_text_but_not_from_the_quote() -> None:
    text = "The **two** sides _noted_ the [joint\nplan](https://example.org/a_(b)) of the 4<sup>th</sup> round &amp; more \\- today."
    (only,) = body(text)
    assert only.text == "The two sides noted the joint plan of the 4th round & more - today."
    start = only.text.index("joint plan")
    assert only.quote(start, start + len("joint plan")) == "joint plan"
    assert folded(only.quote(0, len(only.text))) in folded(text)


def test_invisible_signs_and_odd_spaces_are_mended() -> None:
    text = "The COVID-\u206019 fund\u00a0of the co\u00adope\u00adra\u00adtive non\u2011aligned \ufb01ve\u200b states."
    assert words(text) == ["The COVID-19 fund of the cooperative non-aligned five states."]


def test_a_word_broken_at_its_hyphen_is_joined_and_a_hanging_hyphen_is_not() -> None:
    assert words("They welcomed the Asia-\nPacific office of the\npost-\nharvest fund.")[0].startswith(
        "They welcomed the Asia-Pacific"
    )
    assert (
        "pre- and post-trial"
        in words("They spoke of pre-\nand post-trial care for\nthe people of the valley.")[0]
    )


def test_bullets_and_numbers_are_markers_and_no_words() -> None:
    text = (
        "The parties will:\n\n- open the road;\n- train thirty nurses\n  in the capital; and\n- meet again.\n"
    )
    found = body(text)
    assert [(each.marker, each.text) for each in found[1:]] == [
        ("-", "open the road;"),
        ("-", "train thirty nurses in the capital; and"),
        ("-", "meet again."),
    ]
    assert {each.role for each in found[1:]} == {Role.BULLET}


@pytest.mark.parametrize("sign", ["\u2022", "o", "\u00b0", "\u2013", "\u00b7", "*"])
def test_every_usual_bullet_begins_an_item(sign: str) -> None:
    found = body(f"They agreed to:\n{sign} open the road before winter;\n{sign} close the mine.")
    assert [each.text for each in found[1:]] == ["open the road before winter;", "close the mine."]


@pytest.mark.parametrize("number", ["1. ", "1 ", "1.", "1) ", "(1) "])
def test_numbering_of_a_paragraph_is_read_in_every_spelling(number: str) -> None:
    found = body(f"{number}We met in Apia to speak about the reef and its fish.\n\n")
    assert found[0].text.startswith("We met")
    assert found[0].marker.strip("(). ") == "1"


def test_lettered_items_are_a_list_and_numbered_paragraphs_are_body() -> None:
    text = (
        "4. The Ministers reviewed the work of the three committees since their last meeting.\n\n"
        "5. They decided the following steps for the coming period:\n\n(a) a survey of wells;\n\n(b) a survey of roads.\n"
    )
    assert [each.role for each in body(text)] == [Role.BODY, Role.BODY, Role.BULLET, Role.BULLET]


def test_a_year_at_the_start_of_a_wrapped_line_is_no_numbering() -> None:
    text = "The programme was begun by both governments in the spring of\n2019. It goes on for three more years in all of\nthe provinces."
    assert len(words(text)) == 1


@pytest.mark.parametrize(
    "heading",
    [
        "# Talks in Suva",
        "**Security and Defence**",
        "REGIONAL ISSUES",
        "II. Trade and Investment",
        "Session with New Zealand",
        "Session with the U.S.",
    ],
)
def test_headings_are_told_from_paragraphs(heading: str) -> None:
    found = body(
        f"{heading}\n\nThe two sides spoke about the matter at length and agreed to come back to it within a month."
    )
    assert found[0].role is Role.HEADING


def test_a_heading_glued_to_its_paragraph_is_cut_off() -> None:
    text = (
        "Session with New Zealand\nThe Meeting reviewed the work of the year and spoke about the plans for the coming one at\n"
        "some length, in particular those that concern young farmers.\n"
    )
    found = body(text)
    assert [each.role for each in found] == [Role.HEADING, Role.BODY]


def test_a_date_line_is_no_heading() -> None:
    assert body("Talks in Suva\n\nSuva, 14 July 2022\n\nThe ministers met.")[1].role is Role.DATELINE


def test_a_list_of_participants_is_a_roster() -> None:
    text = "List of Participants\n\nH.E. Lan Arroyo, Minister of Trade of Lumeria\n\nDr. Tomas Vey, Director, Ministry of Trade"
    assert [each.role for each in body(text)][1:] == [Role.ROSTER, Role.ROSTER]


def test_single_lines_of_a_pasted_page_are_paragraphs_of_their_own() -> None:
    line = (
        "The two ministers spoke about the new bridge and about everything that would have to be done before it can be opened to the public "
        * 2
    )
    assert len(words(f"{line.strip()}.\n{line.strip()}.\n")) == 2


@given(
    st.text(
        alphabet=st.sampled_from(
            list("ab .,\n\f\t*_[]()#-1•\u00a0\u00ad\u2060&;<>/\\!|^'\u2019\"A\ufb01\u2011")
        ),
        max_size=300,
    ),
    st.data(),
)
@settings(max_examples=300, deadline=None)
def test_any_span_of_any_paragraph_stands_in_the_source(text: str, data: st.DataObject) -> None:
    for paragraph in cleaning.paragraphs(text):
        assert len(paragraph.text) == len(paragraph.offsets)
        start = data.draw(st.integers(0, len(paragraph.text) - 1))
        end = data.draw(st.integers(start + 1, len(paragraph.text)))
        assert folded(paragraph.quote(start, end)) in folded(text)


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_text_is_taken_and_paragraphs_are_numbered_in_order(text: str) -> None:
    found = cleaning.paragraphs(text)
    assert [each.number for each in found] == list(range(1, len(found) + 1))
    assert all(each.text.strip() == each.text and each.text for each in found)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpus is not here")
def test_every_quote_from_the_corpus_stands_in_its_document() -> None:
    for path in sorted(SHARED.glob("*-*.md"))[::6]:
        text = path.read_text(encoding="utf-8")
        whole = folded(text)
        for paragraph in cleaning.paragraphs(text):
            third = len(paragraph.text) // 3
            for start, end in ((0, len(paragraph.text)), (third, 2 * third + 1)):
                assert folded(paragraph.quote(start, max(end, start + 1))) in whole


@pytest.mark.parametrize(
    "unit", ["a", "\n", "*", "[", "](", "_", "<", "&", ".", "\\", "- a\n", "a\f", "1. ", "**a** ", "\u00a0"]
)
def test_a_megabyte_of_anything_is_read_in_linear_time(unit: str) -> None:
    texts = (unit * (size // len(unit)) for size in (100_000, 1_000_000))
    small, large = (seconds(partial(cleaning.paragraphs, text)) for text in texts)
    assert large < 0.5 + 25 * small
