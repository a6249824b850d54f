"""What owners send: captions are read, pasted pieces put together, and nothing waits for ever."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from fakes import NOW
from hypothesis import given
from hypothesis import strategies as st
from rendering import docx, zipped
from talking import chatting
from test_intake import FRENCH

from bot import deposits
from bot.deposits import Pending
from briefs.errors import BriefsError
from briefs.library import Library

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
    assert deposits.overrides(caption, TODAY) == given_by_it


@pytest.mark.parametrize(
    "caption", ["date: soon", "date:", "url: example.org", "title: ; url: https://example.org"]
)
def test_a_caption_that_cannot_be_read_is_refused_in_a_sentence(caption):
    with pytest.raises(BriefsError, match=r"\.$"):
        deposits.overrides(caption, TODAY)


@given(st.text(max_size=200))
def test_any_caption_is_read_or_refused(caption):
    with suppress(BriefsError):
        assert set(deposits.overrides(f"date: {caption}", TODAY)) <= {
            "published_on",
            "title",
            "publisher",
            "url",
        }


def test_a_question_is_no_document_and_a_text_of_several_lines_is():
    assert not deposits.is_document("what did Australia promise Cambodia?\n")
    assert deposits.is_document("Press release\nThe sides met.")
    assert deposits.is_document("word " * 100)


def test_pieces_of_one_text_are_put_together_only_where_telegram_cut_it():
    pending = Pending()
    full = "x" * deposits.FULL_MESSAGE
    assert pending.take(1, 10, full, NOW)
    assert not pending.take(1, 11, full, NOW + timedelta(seconds=1))
    assert not pending.take(1, 12, "end\nof it", NOW + timedelta(seconds=2))
    assert pending.take(1, 13, "another\ntext", NOW + timedelta(seconds=3))
    assert pending.take(2, 14, "of\nanother chat", NOW)
    assert pending.give(1, 10) == f"{full}{full}end\nof it"
    assert pending.give(1, 10) is None
    assert pending.give(1, 13) == "another\ntext"


def test_a_full_message_of_long_ago_is_not_gone_on_with():
    pending = Pending()
    assert pending.take(1, 10, "x" * deposits.FULL_MESSAGE, NOW)
    assert pending.take(1, 11, "a\nb", NOW + timedelta(minutes=5))


def test_texts_that_nobody_confirms_are_dropped_in_time():
    pending = Pending()
    for message in range(deposits.MOST_PENDING + 5):
        pending.take(1, message, "a\nb", NOW)
    assert pending.give(1, 0) is None
    assert pending.give(1, 5) == "a\nb"


async def test_a_mail_with_two_attachments_is_kept_as_two_documents(sqlite_store, lexicon):
    library = Library(sqlite_store, lexicon)
    one = "Talks in Phnom Penh\n\n28 January 2031\n\nAustralia will give Cambodia 3 million dollars for bridges.\n"
    two = "Talks in Vientiane\n\n29 January 2031\n\nJapan will give Laos two boats next year.\n"
    data = zipped(**{"one.txt": one.encode(), "two.docx": docx(two), "table.xlsx": b"PK\x05\x06"})
    async with chatting(library) as chat:
        answer = await chat.upload("week.zip", data, caption="publisher: Press office; title: Unused")
        assert "2 documents read from this file." in answer.shown
        assert "Talks in Phnom Penh (1 outcome)" in answer.shown
        assert "Not read:" in answer.shown
        assert "table.xlsx is a damaged ZIP archive" in answer.shown
        assert library.store.counts().documents == 2


async def test_a_document_in_another_language_is_kept_and_its_language_named(sqlite_store, lexicon):
    library = Library(sqlite_store, lexicon)
    async with chatting(library) as chat:
        answer = await chat.upload("note.txt", FRENCH.encode())
        assert "Added as document 1." in answer.shown
        assert "This document is in French." in answer.shown
        assert "Outcomes:" not in answer.shown


def test_what_is_fetched_by_its_name_is_what_intake_reads():
    assert deposits.not_readable("a.PDF") is None
    assert ".docx" in (deposits.not_readable("a.xlsx") or "")
