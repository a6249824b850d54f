"""A chat with the real Application over a recording request class, and a small library to talk about."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime
from typing import Any

import readings
from fakes import NOW, OWNER, READER, RecordingRequest
from telegram import Update
from telegram.ext import Application

from bot import app
from bot.settings import BotSettings
from bot.telegram_in_process import Json, Person, Sent, Upload
from briefs.library import Library
from briefs.model import Amount, Kind, Precision, Strength
from briefs.store import Store

TALKS = """Cambodia and Australia hold their yearly talks
Australia will provide 40 million dollars for rural roads by 2023.
Cambodia asked Australia for more places at its universities.
Both sides agreed to meet again in Siem Reap next year.
Cambodia voiced its support for open sea lanes."""

POSITIONS = tuple(f"Australia stressed point {number} of the agenda." for number in range(1, 25))


def fill(store: Store) -> None:
    """Two documents: talks with an address, and a statement with many positions."""
    talks = readings.document(
        TALKS,
        "talks.txt",
        title="Cambodia and Australia hold their yearly talks",
        publisher="Ministry of Foreign Affairs of Cambodia",
        published_on=date(2021, 1, 28),
        url="https://example.org/talks",
    )
    sides = {"actors": ("AU",), "towards": ("KH",), "meeting": "m1"}
    lines = TALKS.splitlines()
    found = (
        readings.outcome(
            "o1",
            Kind.PLEDGE,
            headline="provide 40 million dollars for rural roads",
            quote=lines[1],
            paragraph=2,
            amount=Amount(40_000_000, "AUD", assumed=True),
            **sides,
        ),
        readings.outcome(
            "o2",
            Kind.REQUEST,
            actors=("KH",),
            towards=("AU",),
            headline="more places at its universities",
            quote=lines[2],
            paragraph=3,
            topics=("education",),
        ),
        readings.outcome(
            "o3",
            Kind.COMMITMENT,
            actors=("AU", "KH"),
            strength=Strength.FIRM,
            headline="agreed to meet again in Siem Reap next year",
            quote=lines[3],
            paragraph=4,
        ),
    )
    meeting = readings.meeting(
        "m1",
        "AU",
        "KH",
        name="Yearly talks",
        start=date(2021, 1, 28),
        end=date(2021, 1, 28),
        precision=Precision.DAY,
    )
    store.add(talks, readings.reading(talks, outcomes=found, meetings=(meeting,), inferred=True), NOW)
    statement = readings.document(
        "\n".join(("A statement of Australia", *POSITIONS)),
        "statement.txt",
        title="A statement of Australia",
        published_on=date(2022, 5, 3),
        sample=True,
    )
    views = tuple(
        readings.outcome(f"p{n}", Kind.POSITION, actors=("AU",), headline=text, quote=text, paragraph=n + 1)
        for n, text in enumerate(POSITIONS, 1)
    )
    store.add(statement, readings.reading(statement, outcomes=views), NOW)


class Chat:
    """Somebody's side of the chat: what is said goes through ``process_update``; what came back is in ``request``."""

    def __init__(
        self, application: Application[Any, Any, Any, Any, Any, Any], request: RecordingRequest
    ) -> None:
        self.application = application
        self.request = request
        self.errors: list[BaseException | None] = []

    async def feed(self, raw: Json) -> list[Sent]:
        """Handle one raw update; gives what a person saw of it."""
        before = len(self.request.answers)
        await self.application.process_update(Update.de_json(raw, self.application.bot))
        return self.request.answers[before:]

    async def say(self, text: str, person: Person = READER, chat: int | None = None) -> Sent:
        """Write a text; gives the one answer to it."""
        (answer,) = await self.feed(self.request.telegram.said(text, person, chat))
        return answer

    async def press(self, label: str, person: Person = READER) -> Sent:
        """Press the newest button with this label; gives the one answer to it."""
        (answer,) = await self.feed(self.request.press(label, person))
        return answer

    async def upload(self, name: str, data: bytes, person: Person = OWNER, caption: str = "") -> Sent:
        """Send a file; gives the one answer to it."""
        (answer,) = await self.feed(self.request.telegram.uploaded(Upload(name, data), person, caption))
        return answer

    @property
    def notices(self) -> list[str]:
        """What popped up after presses."""
        return [str(call.parameters.get("text", "")) for call in self.request.of("answerCallbackQuery")]


@asynccontextmanager
async def chatting(
    library: Library, request: RecordingRequest | None = None, now: datetime = NOW, **given: Any
) -> AsyncIterator[Chat]:
    """The Application, ready for updates, and whatever went wrong in it."""
    request = request or RecordingRequest()
    settings = BotSettings(owners=frozenset({OWNER.id}), **given)
    application = app.build(settings, library, request, lambda: now)
    chat = Chat(application, request)

    async def note(_update: object, context: Any) -> None:
        chat.errors.append(context.error)

    application.add_error_handler(note)
    await application.initialize()
    try:
        yield chat
    finally:
        await application.shutdown()


def labels(sent: Sent) -> list[str]:
    """What the buttons say, in reading order."""
    return [button["text"] for button in sent.buttons]
