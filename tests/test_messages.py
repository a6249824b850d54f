"""Whatever an answer holds: each page is within Telegram's limits, complete HTML line by line, and loses nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import builders
import pytest
from builders import brief, entry, source
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import layout, markup, messages, telegram_html
from bot.buttons import DATA_LIMIT, Ask, Sentence, View, decode
from bot.layout import Style
from bot.messages import Screen, of_brief
from briefs.brief import Choice, Part, Quotation
from briefs.model import Strength

STYLE = Style()
ALLOWED = {"b", "i", "u", "code", "a", "blockquote", "tg-time"}


class Kept(dict):
    """A memory for long questions, as the store has one."""

    def keep(self, text: str) -> str:
        token = f"t{len(self)}"
        self[token] = text
        return token

    def screens(self, answer) -> Iterator[tuple[View, Screen]]:
        """Every page of every view of an answer."""
        question = "q"
        for part in ("", *(part.key for part in layout.folds(answer))):
            for page in range(messages.count_pages(answer, View(question, part), STYLE)):
                view = View(question, part, page)
                yield view, of_brief(answer, view, STYLE, self.keep)


class Balanced(HTMLParser):
    """Reads one line of HTML and complains about what Telegram would not take."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag, _attrs):
        assert tag in ALLOWED
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def text_of(line: str) -> str:
    parser = Balanced()
    parser.feed(line)
    parser.close()
    assert parser.open == []
    return "".join(parser.text)


def squeezed(text: str) -> str:
    """Without white space: where a line is cut, and how many blanks there were, does not count."""
    return re.sub(r"\s", "", markup.plain(text))


@settings(max_examples=60)
@given(builders.briefs)
def test_every_page_of_any_answer_is_within_the_limits_and_complete_line_by_line(answer):
    kept = Kept()
    for _, screen in kept.screens(answer):
        assert 0 < markup.units(screen.html) <= 4096
        for line in screen.html.split("\n"):
            text_of(line)
        shown, entities = telegram_html.parse(screen.html)
        assert shown.strip()
        assert len(entities) <= 100
        buttons = [button for row in screen.rows for button in row]
        assert len(buttons) <= 100
        assert all(len(row) <= 8 for row in screen.rows)
        for button in buttons:
            assert button.label.strip()
            assert button.url or 0 < len(button.data.encode()) <= DATA_LIMIT
            assert button.url or button.data == "." or decode(button.data, kept.get) != decode("?", kept.get)


@settings(max_examples=60)
@given(builders.briefs)
def test_nothing_of_any_answer_is_lost_over_its_pages_and_folds(answer):
    numbered = [entry for part in answer.parts for entry in part.entries if entry.line is not None]
    led: list[int] = []
    text = ""
    for _, screen in Kept().screens(answer):
        text += "".join(text_of(line) for line in screen.html.split("\n"))
        for row in screen.rows:
            led += [a.line for b in row if isinstance(a := decode(b.data, lambda _token: "q"), Sentence)]
    assert sorted(led) == sorted(entry.line for entry in numbered)
    whole = squeezed(text)
    for each in (each for part in answer.parts for each in part.entries):
        for words in (each.text, each.direction, *each.notes):
            pieces = [piece for piece in squeezed_words(words) if piece]
            assert all(piece in whole for piece in pieces)
    for words in (*answer.lead, *(quotation.text for quotation in answer.quotations), answer.title):
        assert all(piece in whole for piece in squeezed_words(words))


def squeezed_words(text: str) -> list[str]:
    """The words of a text that are short enough never to be cut."""
    return [piece for word in markup.plain(text).split() if (piece := squeezed(word)) and len(piece) < 100]


@given(
    st.lists(st.tuples(builders.texts, st.sampled_from([(), ("b",), ("i", "u")])), max_size=8),
    st.integers(40, 400),
)
def test_a_cut_line_keeps_every_character_and_every_piece_fits(runs, limit):
    line = tuple(markup.Run(text, tags) for text, tags in runs)
    pieces = markup.written(line, limit)
    assert all(piece.size == markup.units(piece.text) <= limit for piece in pieces)
    assert all(piece.marks <= markup.LINE_ENTITIES for piece in pieces)
    shown = "".join(text_of(piece.text) for piece in pieces)
    assert squeezed(shown) == squeezed("".join(text for text, _ in runs))


def page(answer, number=0, part="", keep=None) -> Screen:
    return of_brief(answer, View(answer.question, part, number), STYLE, keep or Kept().keep)


def actions(screen: Screen) -> dict[str, object]:
    return {b.label: decode(b.data, lambda _token: None) for row in screen.rows for b in row if b.data}


def test_a_line_says_when_who_what_and_how_long():
    assert page(brief()).html.splitlines()[2:] == [
        "<b>Pledges</b>",
        "<b>[1]</b> 28 January 2021 · Australia → Cambodia · 🎁 pledge: will train 200 officers · <i>by 2023</i>",
        "",
        (
            '📄 1 · <a href="https://example.org/talks/1">Talks of the year, part 1</a>'
            " · Ministry of Trade · 28 January 2021"
        ),
    ]


def test_the_number_of_a_line_leads_to_its_sentence_and_knows_the_way_back():
    found = actions(page(brief()))
    assert found["1"] == Sentence(7, View("partner AU"))
    assert found["📄 1"] == Ask("source 1")


def test_a_sample_is_called_one_beside_its_title():
    answer = brief(sources=(source(sample=True),))
    assert page(answer).html.endswith("28 January 2021 · <i>sample</i>")


def test_text_from_a_document_cannot_become_markup():
    hostile = '<b>bold</b> & <a href="tg://user?id=1">you</a>'
    screen = page(
        brief(Part("p", hostile, (entry(hostile),)), title=hostile, sources=(source(title=hostile),))
    )
    shown, entities = telegram_html.parse(screen.html)
    assert shown.count(hostile) == 4
    assert {e["url"] for e in entities if e["type"] == "text_link"} == {"https://example.org/talks/1"}


def test_only_web_addresses_become_links():
    for url in ("javascript:alert(1)", "tg://user?id=1", "https://", "no address", "https://a b"):
        assert "<a " not in page(brief(sources=(source(url=url),))).html


def test_a_folded_part_is_one_line_and_opens_in_the_same_message_with_a_way_back():
    folded = Part("positions", "Positions", tuple(entry(f"view {n}", n) for n in range(1, 4)), folded=True)
    answer = brief(Part("pledges", "Pledges", (entry(),)), folded)
    main = page(answer)
    assert "▸ <b>Positions</b> · 3" in main.html
    assert "view 1" not in main.html
    opened = actions(main)["Positions · 3"]
    assert opened == View("partner AU", "positions")
    inside = page(answer, part="positions")
    assert "<b>[2]</b> 28 January 2021 · Australia → Cambodia · 🎁 pledge: view 1" in inside.html
    assert actions(inside)["‹ Back to the answer"] == View("partner AU")
    assert actions(inside)["2"] == Sentence(1, View("partner AU", "positions"))


def test_numbers_run_through_what_is_shown_first_and_then_through_the_folds():
    folded = Part("positions", "Positions", (entry("a view", 3),), folded=True)
    answer = brief(Part("a", "Adopted", (entry("one", 1),)), folded, Part("p", "Pledges", (entry("two", 2),)))
    assert [button.label for button in page(answer).rows[0]] == ["1", "2"]
    assert actions(page(answer))["2"] == Sentence(2, View("partner AU"))
    assert "<b>[3]</b>" in page(answer, part="positions").html


def test_a_list_of_documents_names_each_once_and_its_number_is_its_button():
    listed = entry("Talks of the year, part 1", None, kind=None, direction="", notes=("2 pledges",))
    screen = page(brief(Part("d", "", (listed,)), title="Latest", sources=(source(sample=True),)))
    assert screen.html.split("\n")[1:] == [
        (
            '<b>[1]</b> 28 January 2021 · 📄 1 · <a href="https://example.org/talks/1">Talks of the year, part 1</a>'
            " · <i>2 pledges</i> · <i>sample</i>"
        )
    ]
    assert actions(screen) == {"1": Ask("source 1")}


def test_a_meeting_called_like_its_document_is_still_a_meeting():
    met = entry("Talks of the year, part 1", None, kind=None, ask="meeting asem13")
    screen = page(brief(Part("m", "Last meeting", (met,))))
    assert actions(screen) == {"1": Ask("meeting asem13"), "📄 1": Ask("source 1")}
    assert "\n\n📄 1 · " in screen.html


def test_what_leads_only_to_the_document_that_is_quoted_bears_no_number():
    around = entry("The whole paragraph.", None, kind=None)
    threads = Part("threads", "Related", (around, entry("answered later", 9, source=2)))
    quoted = Quotation("Both sides agreed.", 4, 1)
    answer = brief(threads, quotations=(quoted,), sources=(source(1), source(2)), question="line 7")
    screen = messages.of_sentence(answer, Sentence(7, View("partner AU")), STYLE, Kept().keep)
    assert "• 28 January 2021 · Australia → Cambodia · The whole paragraph." in screen.html
    assert actions(screen)["1"] == Sentence(9, View("partner AU"))
    assert [label for label in actions(screen) if label.isdigit()] == ["1"]


def test_all_documents_of_an_answer_stand_together():
    answer = brief(sources=(source(1), source(2)))
    html = page(answer).html
    assert html.count("\n\n📄") == 1
    assert html.index("📄 2") < html.index("📄 1 ·")


def test_a_note_that_is_given_twice_is_shown_once():
    assert page(brief(Part("p", "P", (entry(notes=("by 2023", "by 2023")),)))).html.count("by 2023") == 1


def test_a_fold_that_is_gone_shows_the_answer_itself():
    assert page(brief(), part="positions").html == page(brief()).html


def test_pages_turn_by_editing_and_go_round():
    answer = brief(Part("p", "Pledges", tuple(entry(f"number {n}", n) for n in range(1, 31))))
    first, last = page(answer), page(answer, 2)
    assert {b.label for row in first.rows for b in row} >= {"«", "1/3", "»"}
    assert actions(first)["»"] == View("partner AU", "", 1)
    assert actions(first)["«"] == View("partner AU", "", 2)
    assert actions(last)["»"] == View("partner AU", "", 0)
    assert page(answer, 99).html == last.html
    assert "<b>Pledges</b> (continued)" in last.html
    assert last.html.startswith("<b>Australia</b>\n")


def test_each_page_names_the_documents_of_its_own_lines():
    rows = tuple(entry(f"number {n}", n, source=1 if n < 13 else 2) for n in range(1, 20))
    answer = brief(Part("p", "Pledges", rows), sources=(source(1), source(2)))
    assert "📄 1 ·" in page(answer, 0).html
    assert "📄 2 ·" not in page(answer, 0).html
    assert "📄 2 ·" in page(answer, 1).html
    assert "📄 1 ·" not in page(answer, 1).html


def test_a_document_that_no_line_cites_is_named_at_the_end():
    answer = brief(sources=(source(1), source(2)))
    assert page(answer).html.index("📄 2") > page(answer).html.index("[1]</b>")
    assert actions(page(answer))["📄 2"] == Ask("source 2")


def test_matched_words_are_bold_and_keep_their_place():
    found = entry("Both sides spoke of scholarships & visas", marks=((20, 32), (35, 40)), kind=None)
    html = page(brief(Part("hits", "Found", (found,)))).html
    assert "Both sides spoke of <b>scholarships</b> &amp; <b>visas</b>" in html


def test_a_quotation_stands_whole_with_its_paragraph_and_a_link_to_the_sentence():
    quoted = Quotation("Both sides agreed to meet.", 4, 1, "https://example.org/talks/1#:~:text=Both%20sides")
    html = page(brief(Part("p", "P", ()), quotations=(quoted,))).html
    assert "<blockquote>Both sides agreed to meet.</blockquote>" in html
    assert (
        'Document 1, paragraph 4 · <a href="https://example.org/talks/1#:~:text=Both%20sides">'
        "open at this sentence</a>" in html
    )


def test_a_long_quotation_is_shown_collapsed():
    quoted = Quotation("Both sides agreed. " * 50, 4, 1)
    assert "<blockquote expandable>" in page(brief(Part("p", "P", ()), quotations=(quoted,))).html


def test_the_sentence_of_a_line_has_a_way_back_to_the_same_page():
    quoted = Quotation("Both sides agreed.", 4, 1, "https://example.org/1#:~:text=Both")
    answer = brief(
        Part("p", "P", ()), quotations=(quoted,), question="line 7", choices=(Choice("More", "topic trade"),)
    )
    screen = messages.of_sentence(answer, Sentence(7, View("partner AU", "positions", 2)), STYLE, Kept().keep)
    assert actions(screen)["‹ Back"] == View("partner AU", "positions", 2)
    assert actions(screen)["📄 1"] == Ask("source 1")
    assert [b.url for row in screen.rows for b in row if b.url] == ["https://example.org/1#:~:text=Both"]


def test_a_question_too_long_for_a_button_is_kept_and_found_again():
    kept = Kept()
    question = "commitments " + "AU " * 40
    screen = page(brief(question=question), keep=kept.keep)
    data = next(b.data for row in screen.rows for b in row if b.label == "1")
    assert decode(data, kept.get) == Sentence(7, View(question))


def test_the_buttons_of_one_message_keep_their_question_once():
    kept = Kept()
    rows = tuple(entry(f"number {n}", n) for n in range(1, 10))
    page(brief(Part("p", "P", rows), question="commitments " + "AU " * 40), keep=kept.keep)
    assert len(kept) == 1


def test_an_answer_without_anything_is_still_a_message():
    assert page(brief(Part("p", "", ()), title="", sources=())).html == "…"


@pytest.mark.parametrize("count", [7, 12])
def test_the_buttons_of_numbers_share_their_rows_evenly(count):
    answer = brief(Part("p", "P", tuple(entry(str(n), n) for n in range(count))))
    rows = [row for row in page(answer).rows if row[0].label.isdigit()]
    assert max(map(len, rows)) - min(map(len, rows)) <= 1
    assert sum(map(len, rows)) == count


def test_a_soft_commitment_says_so():
    assert "🎁 soft pledge:" in page(brief(Part("p", "P", (replace(entry(), strength=Strength.SOFT),)))).html


def test_a_message_of_plain_words_is_escaped_and_cut_to_one_message():
    screen = messages.of_text('No partner called "<b>" & co.\n' + "& " * 4000)
    assert screen.html.startswith('No partner called "&lt;b&gt;" &amp; co.')
    assert markup.units(screen.html) <= 4096
