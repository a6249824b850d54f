"""Documents that have come go in; for each come out the subscriptions among which it concerns some, and what it meets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, select, union

from bot.delivery.rows import ACTIVE, WATCH
from bot.delivery.tables import interest_terms, subscriptions, told_events
from bot.delivery.told import told_of
from briefs.following import matching
from briefs.following.interest import Interest, stored, terms_of_document
from briefs.following.news import Window, news
from briefs.following.occasions import Sight, now_of
from briefs.following.reminders import changed
from briefs.store.tables import events

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select

    from briefs.library import Library
    from briefs.store import Snapshot

DATES = tuple(told_events.c[name] for name in ("slug", "starts", "ends", "precision", "status"))
PIECE = 1000
"""Subscriptions after which it is looked whether the time is over: a watch for words may take some tenths of a millisecond."""


@dataclass(frozen=True, slots=True)
class Search:
    """One state of the store at one moment, in which it is looked for whom documents concern."""

    library: Library
    snapshot: Snapshot
    now: datetime


@dataclass(frozen=True, slots=True)
class Part:
    """A document and the subscriptions ``after`` < number <= ``last`` among which it is looked for whom it concerns.

    Watches that are found by ``terms`` are concerned where their interest is one of ``interests``; whoever was told
    one of the dates ``otherwise`` is concerned too. ``last`` is None where these are all there are.
    """

    document: int
    terms: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    otherwise: tuple[Any, ...] = ()
    after: int = 0
    last: int | None = None
    size: int = 0


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much one step looks through: so many subscriptions, and no further piece of them once ``is_late``."""

    most: int
    is_late: Callable[[], bool]


def parts(search: Search, papers: Sequence[tuple[int, int]], bounds: Bounds) -> list[Part]:
    """What there is to look through of documents, each after a subscription, as far as the bounds allow; one at least."""
    found: list[Part] = []
    left = bounds.most
    for number, after in papers:
        paper, reached = Paper(search, number), after
        while True:
            found.append(paper.part(reached, min(left, PIECE)))
            left -= found[-1].size
            if left <= 0 or bounds.is_late():
                return found
            if found[-1].last is None:
                break
            reached = found[-1].last
    return found


class Paper:
    """One document: what it says is read once, however many look for it."""

    def __init__(self, search: Search, number: int) -> None:
        """Nothing of it is read yet."""
        self.search = search
        self.number = number

    def part(self, after: int, most: int) -> Part:
        """The next subscriptions, by their numbers, among which it may concern some; and which interests it meets."""
        if not self.terms and not self.otherwise:
            return Part(self.number, after=after)
        connection = self.search.snapshot.connection
        candidates = union(*self._candidates(after)).subquery()
        some = select(candidates.c.subscription).order_by(candidates.c.subscription).limit(most).subquery()
        bounds: Any = select(func.count(), func.max(some.c.subscription)).select_from(some)
        row: Any = connection.execute(bounds).one()
        size, last = row
        part = Part(self.number, self.terms, (), self.otherwise, after, last if size == most else None, size)
        if self.meets is None:
            return part
        found = connection.scalars(watching(part, subscriptions.c.interest).distinct())
        return replace(part, interests=tuple(filter(self.meets, found)))

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """By which terms watches find it; none where it says nothing new."""
        return tuple(sorted(terms_of_document(self.search.snapshot, self.number))) if self.meets else ()

    @cached_property
    def meets(self) -> Callable[[str], bool] | None:
        """What says whether an interest, in words, is met by its new lines; None where it has none.

        The lines are read once, however many interests there are; but of one with too many each interest asks anew.
        """
        search = self.search
        window, lexicon = Window(self.number - 1, self.number, search.now, search.now), search.library.lexicon
        every = news(search.snapshot, lexicon, Interest(), window)
        if not every.lines:
            return None

        if every.beyond:
            return lambda words: bool(news(search.snapshot, lexicon, stored(words, lexicon), window).lines)
        lines = matching.Matcher(every.lines, lexicon)
        return lambda words: lines.any(stored(words, lexicon))

    @cached_property
    def otherwise(self) -> tuple[Any, ...]:
        """The dates of events, as somebody was told them, that are others since this document."""
        search = self.search
        named = select(events.c.slug).where(events.c.document == self.number)
        query = select(*DATES).where(told_events.c.slug.in_(named)).distinct()
        rows = search.snapshot.connection.execute(query).all()
        if not rows:
            return ()
        today = search.now.date()
        now = now_of(Sight(search.library, search.snapshot, Interest(), today), {row.slug for row in rows})
        return tuple(row for row in rows if changed(now, {row.slug: told_of(row)}, today))

    def _candidates(self, after: int) -> list[Select[Any]]:
        """The numbers of those who may be concerned."""
        watches, told = interest_terms.c, told_events.c
        found = [
            select(told.subscription).where(dates, told.subscription > after)
            for dates in map(same, self.otherwise)
        ]
        if self.terms:
            found.append(
                select(watches.subscription).where(watches.term.in_(self.terms), watches.subscription > after)
            )
        return found


def watching(part: Part, *columns: Any) -> Select[Any]:
    """Of the watches among which this part looks, those that are found by the terms of its document."""
    watches = subscriptions.c
    query = select(*columns).join_from(
        interest_terms, subscriptions, interest_terms.c.subscription == watches.number
    )
    query = query.where(interest_terms.c.term.in_(part.terms), within(part, interest_terms.c.subscription))
    return query.where(watches.state == ACTIVE, watches.form == WATCH, watches.seen < part.document)


def within(part: Part, number: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether a subscription is one among which the part looks."""
    return number > part.after if part.last is None else number.between(part.after + 1, part.last)


def same(dates: Any) -> ColumnElement[bool]:
    """Who was told exactly these dates."""
    pairs = zip(DATES, dates, strict=True)
    return and_(*(column.is_not_distinct_from(value) for column, value in pairs))
