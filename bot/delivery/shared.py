"""What a tick makes for one subscription goes in; who is to be told the same is given the same, made once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar, cast

from bot.buttons import Keep
from bot.delivery.letters import Letter, screens
from bot.delivery.rows import Row, Subscription
from bot.delivery.schedule import local_day, zone_of
from bot.layout import Style
from bot.messages import Screen

if TYPE_CHECKING:
    from briefs.brief import Brief
    from briefs.following.interest import Interest
    from briefs.library import Library
    from briefs.store import Snapshot

MOST_HELD = 2048
"""Things that are held within a tick: texts of some kilobytes each."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Work:
    """What came of one subscription that was due: letters to it, and the columns that it is set to next.

    ``documents`` are those of which it has now been told; reminders under the ``withdrawn`` slugs are no longer true.
    It holds only where what was made for the subscriptions that it ``relies`` on is written too.
    """

    of: Subscription
    letters: tuple[Letter, ...]
    values: Row
    documents: tuple[int, ...] = ()
    withdrawn: tuple[str, ...] = ()
    relies: frozenset[int] = frozenset()


@dataclass(slots=True)
class Shared:
    """A state of the store within a tick at ``now``, with what was made of it so far; ``upto`` is its newest document."""

    library: Library
    keep: Keep
    now: datetime
    upto: int
    version: str = ""
    snapshot: Snapshot | None = None
    held: dict[Hashable, Any] = field(default_factory=dict)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made under this key, or is made now; the oldest goes where there is too much."""
        if key not in self.held:
            made = make()
            while len(self.held) >= MOST_HELD:
                self.held.pop(next(iter(self.held)))
            self.held[key] = made
        return cast("T", self.held[key])

    @contextmanager
    def one_state(self) -> Iterator[None]:
        """What is made within this is made of one state of the store, which is opened once.

        But not where the store has a single connection, in memory: questions of buttons are kept meanwhile.
        """
        if not self.library.store.is_shared:
            yield
            return
        with self.library.store.snapshot() as snapshot:
            self.snapshot = snapshot
            try:
                yield
            finally:
                self.snapshot = None

    def interest(self, words: str) -> Interest:
        """The interest in these canonical words."""
        from briefs.following.interest import stored

        return stored(words, self.library.lexicon)

    def today(self, to: Subscription) -> date:
        """Which day it is where the reader is."""
        return local_day(to.zone, self.now)

    def screens(self, brief: Brief, to: Subscription) -> tuple[Screen, ...]:
        """The messages of a brief in the reader's language and zone."""
        style = Style(to.language, zone_of(to.zone), self.library.lexicon.party_name)
        return self.once((brief, to.language, to.zone), lambda: screens(brief, style, self.keep))
