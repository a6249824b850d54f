"""What owners send: captions are read, pasted pieces put together, and nothing waits for ever."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from fakes import NOW, OWNER
from hypothesis import given
from hypothesis import strategies as st
from rendering import docx, zipped
from talking import chatting
from test_intake import FRENCH

from bot.editing import captions, holding, receiving
from briefs.errors import BriefsError
from briefs.library import Library
from briefs.model import Document

TODAY = NOW.date()


@pytest.mark.parametrize(
    ("caption", "given_by_it"),
    [
        ("", {}),
        ("The talks of last week, for the record", {}),
        ("date: 2021-01-28", {"published_on": date(2021, 1, 28)}),
        (
            "Date = 28 January 2021 ; Publisher: Ministry of Trade",
            {"published_on": date(2021, 1, 28), "publisher": "Ministry of Trade"},
        ),
        (
            "url: https://example.org/a?b=1;c=2; title: Talks: the sequel",
            {"url": "https://example.org/a?b=1;c=2", "title": "Talks: the sequel"},
        ),
        ("title: Talks\nurl: http://example.org", {"title": "Talks", "url": "http://example.org"}),
    ],
)
def test_a_caption_says_what_the_text_does_not(caption, given_by_it):
    assert captions.overrides(caption, TODAY) == given_by_it


@pytest.mark.parametrize(
    "caption", ["date: soon", "date:", "url: example.org", "title: ; url: https://example.org"]
)
def test_a_caption_that_cannot_be_read_is_refused_in_a_sentence(caption):
    with pytest.raises(BriefsError, match=r"\.$"):
        captions.overrides(caption, TODAY)


@given(st.text(max_size=200))
def test_any_caption_is_read_or_refused(caption):
    with suppress(BriefsError):
        assert set(captions.overrides(f"date: {caption}", TODAY)) <= {
            "published_on",
            "title",
            "publisher",
            "url",
        }


def test_a_question_is_no_document_and_a_text_of_several_lines_is():
    assert not receiving.is_document("what did Australia promise Cambodia?\n")
    assert receiving.is_document("Press release\nThe sides met.")
    assert receiving.is_document("word " * 100)


FULL = "x" * holding.FULL_MESSAGE


def pasted(store, message: int, text: str, at=NOW, chat: int = 1):
    return holding.pasted(store, chat, OWNER.id, (message, text), at)


def test_pieces_of_one_text_are_put_together_only_where_telegram_cut_it(store):
    first, asked = pasted(store, 10, FULL)
    assert asked
    assert not pasted(store, 11, FULL, NOW + timedelta(seconds=1))[1]
    assert not pasted(store, 12, "end\nof it", NOW + timedelta(seconds=2))[1]
    assert pasted(store, 13, "another\ntext", NOW + timedelta(seconds=3))[1]
    assert pasted(store, 14, "of\nanother chat", chat=2)[1]
    held = holding.one(store, 1, first.number)
    assert held is not None
    assert held.text == f"{FULL}{FULL}end\nof it"
    assert holding.one(store, 2, first.number) is None
    assert holding.drop(store, 1, first.number)
    assert not holding.drop(store, 1, first.number)


def test_a_full_message_of_long_ago_is_not_gone_on_with(store):
    assert pasted(store, 10, FULL)[1]
    assert pasted(store, 11, "a\nb", NOW + timedelta(minutes=5))[1]


def test_a_later_piece_that_is_edited_takes_the_place_of_what_it_was(store):
    assert pasted(store, 10, FULL)[1]
    assert not pasted(store, 11, "the end")[1]
    held, asked = pasted(store, 11, "another end")
    assert not asked
    assert held.text == f"{FULL}another end"


def test_what_nobody_confirms_makes_room_and_is_erased_after_a_day(store):
    numbers = [pasted(store, message, "a\nb")[0].number for message in range(holding.MOST + 2)]
    assert [holding.one(store, 1, number) is None for number in numbers[:3]] == [True, True, False]
    assert holding.purge(store, NOW + timedelta(hours=23)) == 0
    assert holding.purge(store, NOW + timedelta(hours=25)) == holding.MOST
    assert not holding.waits(store, 1)


@given(st.text(max_size=300), st.dates(), st.text(max_size=50))
def test_a_document_that_waits_comes_back_as_it_was(sqlite_store, text, day, title):
    document = Document(
        text, "a.txt", title=title or None, published_on=day, fetched_at=NOW, url="https://example.org/a"
    )
    came = holding.Came(1, OWNER.id, "file", NOW)
    held = holding.put(sqlite_store, came, holding.Found((document,), ("no words",)))
    again = holding.one(sqlite_store, 1, held.number)
    assert again is not None
    if "\x00" not in text + title:
        assert again.documents == (document,)
    assert again.refused == ("no words",)


async def test_a_mail_with_two_attachments_is_kept_as_two_documents(sqlite_store, lexicon):
    library = Library(sqlite_store, lexicon)
    one = "Talks in Phnom Penh\n\n28 January 2031\n\nAustralia will give Cambodia 3 million dollars for bridges.\n"
    two = "Talks in Vientiane\n\n29 January 2031\n\nJapan will give Laos two boats next year.\n"
    data = zipped(**{"one.txt": one.encode(), "two.docx": docx(two), "table.xlsx": b"PK\x05\x06"})
    async with chatting(library) as chat:
        answer = await chat.upload("week.zip", data, caption="publisher: Press office; title: Unused")
        assert "2 documents read, not kept yet" in answer.shown
        assert "Talks in Phnom Penh: 1 pledge" in answer.shown
        assert "Not read:" in answer.shown
        assert "table.xlsx is a damaged ZIP archive" in answer.shown
        assert library.store.counts().documents == 0
        kept = await chat.press("Keep them all", OWNER)
        assert "2 documents read from this file." in kept.shown
        assert "Talks in Phnom Penh (1 outcome)" in kept.shown
        assert "table.xlsx is a damaged ZIP archive" in kept.shown
        assert library.store.counts().documents == 2


async def test_a_document_in_another_language_is_kept_and_its_language_named(sqlite_store, lexicon):
    library = Library(sqlite_store, lexicon)
    async with chatting(library) as chat:
        shown = await chat.upload("note.txt", FRENCH.encode())
        assert "This document is in French." in shown.shown
        answer = await chat.press("Keep", OWNER)
        assert "Added as document 1." in answer.shown
        assert "This document is in French." in answer.shown
        assert "Outcomes:" not in answer.shown


def test_what_is_fetched_by_its_name_is_what_intake_reads():
    assert captions.not_readable("a.PDF") is None
    assert ".docx" in (captions.not_readable("a.xlsx") or "")
