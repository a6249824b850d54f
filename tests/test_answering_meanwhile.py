"""While an owner sends files that were made to harm, other chats ask, and every one of them is answered."""

from __future__ import annotations

import asyncio
from time import monotonic

import pytest
from fakes import NOW, OWNER, READER
from hostile_files import HOSTILE
from talking import chatting, fill

from bot.telegram_in_process import Person, Upload
from bot.updates import Updates
from briefs.library import Library

SLOWEST = 60.0
"""Seconds on the clock, however busy the machine is: whoever waits for longer waits for ever."""

SENT = (
    "a PDF bomb of one stream",
    "a Word file of entities in entities",
    "an RTF file of deep groups",
    "a page of deep tags",
    "half a PDF",
)
ENDINGS = {"PDF": "pdf", "Word": "docx", "RTF": "rtf", "page": "html"}
QUESTIONS = (
    "/pledges",
    "/partner australia",
    "what did australia promise cambodia?",
    "/search roads",
    "/latest",
)
ASKING = (READER, Person(id=4712), Person(id=4713))


@pytest.fixture
def library(sqlite_store, lexicon) -> Library:
    fill(sqlite_store)
    return Library(sqlite_store, lexicon)


def named(sort: str) -> str:
    return next(f"file.{ending}" for word, ending in ENDINGS.items() if word in sort)


async def test_other_chats_are_answered_while_hostile_files_are_read(library):
    files = [Upload(named(sort), HOSTILE[sort][0]()) for sort in SENT]
    async with chatting(library) as chat:
        updates, telegram = Updates(chat.application, lambda: NOW), chat.request.telegram
        slowest, before_the_file = 0.0, 0
        for number, file in enumerate(files):
            reading = asyncio.create_task(updates.take(telegram.uploaded(file, OWNER)))
            await asyncio.sleep(0)  # the file is on its way before anybody asks
            for person in ASKING:
                began = monotonic()
                assert await updates.take(telegram.said(QUESTIONS[number % len(QUESTIONS)], person))
                slowest = max(slowest, monotonic() - began)
                assert len(sent_to(chat, person)) == number + 1
                before_the_file += not reading.done()
            assert await reading
            assert len(sent_to(chat, OWNER)) == number + 1
        assert chat.errors == []
        assert chat.request.refused == []
    assert before_the_file >= len(ASKING), "nobody waited for the bomb"
    assert slowest < SLOWEST


def sent_to(chat, person):
    return [sent for sent in chat.request.of("sendMessage", "sendDocument") if sent.chat_id == person.id]
