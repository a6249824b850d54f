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

SLOWEST = 10.0
"""Seconds on the clock: far more than an answer takes, far less than the files take together on a busy machine."""

SENT = (
    "a PDF bomb of one stream",
    "a PDF of forms within forms",
    "an archive whose files overlap",
    "a Word file of entities in entities",
    "an RTF file of deep groups",
    "a mail of parts within parts",
    "a page of deep tags",
    "a page of unclosed comments",
    "a text of control signs",
    "half a PDF",
)
ENDINGS = {
    "PDF": "pdf",
    "archive": "zip",
    "Word": "docx",
    "RTF": "rtf",
    "mail": "eml",
    "page": "html",
    "text": "txt",
}
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
        reading = [asyncio.create_task(updates.take(telegram.uploaded(file, OWNER))) for file in files]
        slowest, meanwhile = 0.0, 0
        while not all(task.done() for task in reading) or meanwhile == 0:
            for person in ASKING:
                question = QUESTIONS[meanwhile % len(QUESTIONS)]
                began, before = monotonic(), len(sent_to(chat, person))
                assert await updates.take(telegram.said(question, person))
                slowest = max(slowest, monotonic() - began)
                assert len(sent_to(chat, person)) == before + 1
                meanwhile += 1
            await asyncio.sleep(0)
        assert all(await asyncio.gather(*reading))
        assert len(sent_to(chat, OWNER)) >= len(files)
        assert chat.errors == []
        assert chat.request.refused == []
    assert meanwhile >= len(ASKING)
    assert slowest < SLOWEST


def sent_to(chat, person):
    return [sent for sent in chat.request.of("sendMessage", "sendDocument") if sent.chat_id == person.id]
