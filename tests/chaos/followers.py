"""Readers with a daily digest go into a store, and a document that has news for each; they fall due in waves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import readings
from sqlalchemy import func, select, update

from bot.delivery import subscriptions
from bot.delivery.rows import ACTIVE
from bot.delivery.schedule import Cadence
from bot.delivery.subscriptions import Draft
from bot.delivery.tables import outbox, runs
from bot.delivery.tables import subscriptions as table
from briefs import opening
from briefs.library import Library
from briefs.model import Kind
from briefs.store import Store

PROMISES = {
    "AU": ("Australia will open a training centre for teachers.", "australia"),
    "JP": ("Japan will build a bridge for trucks.", "japan"),
    "US": ("The United States will pay for clearing mines.", "united states"),
    "EU": ("The European Union will lend money for solar power.", "eu"),
    "NZ": ("New Zealand will send two veterinarians.", "new zealand"),
    "KR": ("The Republic of Korea will dig forty wells.", "korea"),
}
"""What the document of today says of each party, and how a reader asks for it."""

INTERESTS = (*(words for _, words in PROMISES.values()), "everything", "australia japan", "korea eu")
SOON = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Made:
    """What the ticks made of the digests: how many subscriptions have one, and those that have several or lack theirs."""

    digests: int
    several: tuple[int, ...]
    without: tuple[int, ...]
    messages: dict[int, int]


class Followers:
    """The readers of a broadcast, one to a chat; they fall due as many at a time as they are told."""

    def __init__(self, store: Store, chats: Iterable[int]) -> None:
        self.store = store
        self._asleep: Iterator[int] = iter(())
        self.chats = list(chats)

    def settle(self, library: Library, now: datetime) -> None:
        """Everybody follows something from now on, and has had digests before: the next is due in nearly a day."""
        cadence = Cadence("daily", (), (now.hour * 60 + now.minute - 30) % 1440, "UTC")
        made = [
            subscriptions.create(
                self.store,
                Draft(
                    chat,
                    "digest",
                    INTERESTS[chat % len(INTERESTS)],
                    "UTC",
                    made_by=chat,
                    cadence=cadence,
                    leads=(),
                ),
                library.lexicon,
                now,
            )
            for chat in self.chats
        ]
        self._asleep = iter([each.number for each in made])
        paper = readings.document(
            "\n".join(quote for quote, _ in PROMISES.values()),
            "today.txt",
            title="What partners promised today",
            published_on=now.date(),
            url="https://example.org/today",
        )
        said = tuple(
            readings.outcome(
                f"o{at}", Kind.COMMITMENT, actors=(code,), headline=quote, quote=quote, paragraph=at
            )
            for at, (code, (quote, _)) in enumerate(PROMISES.items(), 1)
        )
        self.store.add(paper, readings.reading(paper, outcomes=said), now)

    def fall_due(self, many: int, now: datetime) -> int:
        """The next readers' digests are due now; gives how many there were left, ``many`` at the most."""
        numbers = list(islice(self._asleep, many))
        with self.store.writing() as connection:
            wave = update(table).where(table.c.number.in_(numbers))
            connection.execute(wave.values(digest_due=now))
        return len(numbers)

    def due(self, now: datetime) -> int:
        """Digests that are due and not made yet, whoever works on them."""
        with self.store.reading() as connection:
            waits = select(func.count()).select_from(table).where(table.c.digest_due < now + SOON)
            return connection.scalar(waits) or 0

    def claimed(self, now: datetime) -> set[tuple[int, str]]:
        """The subscriptions that a tick has claimed and not written yet, with the name of who did."""
        query = select(table.c.number, table.c.leased_by).where(
            table.c.leased_until > now, table.c.digest_due <= now
        )
        with self.store.reading() as connection:
            return {(row.number, row.leased_by) for row in connection.execute(query)}

    def made(self) -> Made:
        """What there is of each in the end."""
        with self.store.reading() as connection:
            kept: Any = connection.execute(select(runs.c.subscription, runs.c.after, runs.c.upto)).all()
            alive: set[int] = set(connection.scalars(select(table.c.number).where(table.c.state == ACTIVE)))
            per_chat = select(outbox.c.chat, func.count()).group_by(outbox.c.chat)
            messages = {chat: number for chat, number in connection.execute(per_chat)}  # noqa: C416
        of_each = Counter(row.subscription for row in kept)
        several = tuple(sorted(number for number, count in of_each.items() if count > 1))
        return Made(len(of_each), several, tuple(sorted(alive - of_each.keys())), messages)


def settled(address: str, folder: Path, chats: Iterable[int], now: datetime, *, samples: bool) -> Followers:
    """Readers in an empty database, with the sample documents if wanted, and a store of their own that stays open."""
    given = {"AIDE_DATA": str(folder), "AIDE_SAMPLES": "on" if samples else "off", "DATABASE_URL": address}
    with opening.opened(opening.settings_of(given), now) as opened:
        followers = Followers(Store.open(address), chats)
        followers.settle(opened.library, now)
    return followers
