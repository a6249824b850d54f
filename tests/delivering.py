"""A ticker over a small store: documents that arrive, subscriptions that wait, and what stands in the outbox."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import readings
from fakes import NOW
from sqlalchemy import select

from bot.delivery import subscriptions
from bot.delivery.letters import unpacked
from bot.delivery.schedule import Cadence
from bot.delivery.subscriptions import Draft, Subscription
from bot.delivery.tables import letters, outbox, runs
from bot.delivery.tick import Ticked, Ticker
from briefs.library import Library
from briefs.model import Kind

ZONE = "Asia/Phnom_Penh"
DAILY = Cadence("daily", (), 480, ZONE)
DUE = datetime.fromisoformat("2026-11-03T01:00:00+00:00")
"""When a daily digest that was made at NOW is due first: at eight on the next day in Phnom Penh."""
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Message:
    """One row of the outbox with its text."""

    number: int
    chat: int
    thread: int | None
    purpose: str
    state: str
    letter: int
    html: str
    labels: tuple[str, ...]


class Room:
    """A library with readers and documents, and one ticker."""

    def __init__(self, library: Library, **given: Any) -> None:
        self.library = library
        self.store = library.store
        self.ticker = self.another("one", **given)
        self.papers = 0

    def another(self, worker: str, **given: Any) -> Ticker:
        """One more ticker over the same store, as another process has."""
        return Ticker(self.store, self.library, partial(self.store.keep_question, now=NOW), worker, **given)

    def tick(self, now: datetime) -> Ticked:
        return self.ticker.tick(now)

    def digest(
        self, chat: int = 7, interest: str = "australia", now: datetime = NOW, **given: Any
    ) -> Subscription:
        given = {"cadence": DAILY, "leads": (), **given}
        draft = Draft(chat, "digest", interest, given["cadence"].zone, made_by=chat, **given)
        return subscriptions.create(self.store, draft, self.library.lexicon, now)

    def watch(
        self, chat: int = 7, interest: str = "australia", now: datetime = NOW, **given: Any
    ) -> Subscription:
        draft = Draft(chat, "watch", interest, ZONE, made_by=chat, **{"leads": (), **given})
        return subscriptions.create(self.store, draft, self.library.lexicon, now)

    def arrives(self, *quotes: str, at: datetime = NOW, actor: str = "AU", **given: Any) -> int:
        """A document published today with a commitment in each of its lines; ``event`` is a dated event in it."""
        self.papers += 1
        events = given.pop("events", ())
        quotes = quotes or (f"Australia will build road number {self.papers}.",)
        paper = readings.document(
            "\n".join(quotes),
            f"paper{self.papers}.txt",
            title=f"Paper {self.papers}",
            published_on=given.pop("published_on", at.date()),
            url=given.pop("url", f"https://example.org/{self.papers}"),
        )
        found = tuple(
            readings.outcome(
                f"o{n}", Kind.COMMITMENT, actors=(actor,), headline=quote, quote=quote, paragraph=n, **given
            )
            for n, quote in enumerate(quotes, 1)
        )
        return self.store.add(paper, readings.reading(paper, outcomes=found, events=events), at).number

    def summit(self, day: date, at: datetime = NOW, slug: str = "harbour-summit", **given: Any) -> int:
        """A document that dates an event, hosted by Australia, to a day."""
        event = readings.event(slug, day, name="Harbour Summit", host="AU", **given)
        words = f"Australia will host the Harbour Summit on {day:%d %B %Y}, paper {self.papers + 1}."
        return self.arrives(words, at=at, events=(event,), event=slug)

    def outbox(self, chat: int | None = None) -> list[Message]:
        query = select(outbox, letters.c.html, letters.c.buttons).join(
            letters, outbox.c.letter == letters.c.number
        )
        if chat is not None:
            query = query.where(outbox.c.chat == chat)
        with self.store.reading() as connection:
            return [
                Message(
                    row.number,
                    row.chat,
                    row.thread,
                    row.purpose,
                    row.state,
                    row.letter,
                    row.html,
                    tuple(button.label for buttons in unpacked(row.buttons) for button in buttons),
                )
                for row in connection.execute(query.order_by(outbox.c.number))
            ]

    def runs(self, form: str = "digest") -> list[Any]:
        with self.store.reading() as connection:
            return list(connection.execute(select(runs).where(runs.c.form == form).order_by(runs.c.number)))

    def again(self, subscription: Subscription) -> Subscription:
        """The subscription as it is now."""
        found = subscriptions.one(self.store, subscription.number)
        assert found is not None
        return replace(found)
