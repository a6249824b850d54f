"""A subscription with something to be told at once goes in; an alert of new lines and word of moved dates come out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from bot.delivery import bulk
from bot.delivery.letters import Letter
from bot.delivery.rows import Subscription
from bot.delivery.schedule import end_of_quiet
from bot.delivery.shared import Shared, Work
from bot.delivery.tables import matches, outbox, told_lines
from briefs.following.news import Window, news
from briefs.store.tables import outcomes

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from briefs.following.told import Change, Told
    from briefs.model import Line

ALERT = "alert"
CHANGE = "change"
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Found:
    """What waits for a subscription: documents that match, and the dates that it was told."""

    documents: tuple[int, ...]
    told: Mapping[str, Told]


def waiting_documents(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """The documents that each of these watches is to be told of, in the order in which they came."""
    found: dict[int, tuple[int, ...]] = {}
    columns = matches.c
    for some in _parts(numbers):
        query = select(columns.subscription, columns.document).where(columns.subscription.in_(some))
        rows: Any = connection.execute(query.order_by(columns.subscription, columns.document))
        for number, document in rows:
            found[number] = (*found.get(number, ()), document)
    return found


class Known:
    """Which lines chats have been told already, those of this batch included: two watches of a chat tell a line once."""

    def __init__(self, connection: Connection, chats: Iterable[int], documents: Iterable[int]) -> None:
        """What these chats were told out of these documents."""
        self._told: dict[tuple[int, int, int], int | None] = {}
        columns = told_lines.c
        told = select(columns.outcome, columns.chat, columns.thread).join(
            outcomes, outcomes.c.number == columns.outcome
        )
        told = told.join(outbox, outbox.c.number == columns.outbox, isouter=True)
        told = told.where(or_(columns.outbox.is_(None), outbox.c.run.is_not(None)))  # a copy is no news told
        read = sorted(set(documents))
        for some in _parts(sorted(set(chats))):
            query = told.where(columns.chat.in_(some), outcomes.c.document.in_(read))
            rows: Any = connection.execute(query)
            self._told.update((tuple(row), None) for row in rows)

    def new(self, to: Subscription, lines: Iterable[Line]) -> tuple[list[Line], frozenset[int]]:
        """The lines that the chat was not told, which it now is; and by which others of this batch it is told the rest."""
        places = {(line.number, to.chat, to.thread or 0): line for line in lines}
        found = {place: line for place, line in places.items() if place not in self._told}
        others = frozenset(by for place in places if (by := self._told.get(place)) is not None)
        self._told.update(dict.fromkeys(found, to.number))
        return list(found.values()), others


def unmatch(connection: Connection, told: Iterable[tuple[int, int]]) -> None:
    """The documents of which these watches have been told wait no longer."""
    bulk.erase(
        connection, matches, [{"subscription": number, "document": document} for number, document in told]
    )


def made(shared: Shared, to: Subscription, found: Found, known: Known) -> Work:
    """One alert for all that has come, one message for all dates that changed; in quiet hours neither, until they end."""
    wakes = end_of_quiet(to.quiet, to.zone, shared.now)
    if wakes > shared.now:
        return Work(to, (), {"alert_due": wakes})
    lines, relies = known.new(to, _lines(shared, to, found.documents))
    letters = [_alert(shared, to, found.documents, lines)] if lines else []
    changed = _changes(shared, to, found.told)
    if changed:
        letters.append(change_letter(shared, to, changed))
    withdrawn = tuple(change.slug for change in changed)
    return Work(to, tuple(letters), {"alert_due": None}, found.documents, withdrawn, relies)


def _lines(shared: Shared, to: Subscription, documents: tuple[int, ...]) -> tuple[Line, ...]:
    def read() -> tuple[Line, ...]:
        with shared.library.store.snapshot() as snapshot:
            interest = shared.interest(to.interest)
            windows = (Window(number - 1, number, shared.now, shared.now) for number in documents)
            lexicon, version = shared.library.lexicon, snapshot.version()
            found = [news(snapshot, lexicon, interest, window, version) for window in windows]
        return tuple(line for each in found for line in each.lines)

    return shared.once(("lines", to.interest, documents), read)


def _alert(shared: Shared, to: Subscription, documents: Sequence[int], lines: Sequence[Line]) -> Letter:
    from briefs.following.reminders import alert_brief

    today = shared.today(to)
    key = (ALERT, to.interest, to.language, today, tuple(line.number for line in lines))
    interest = shared.interest(to.interest)
    digest = shared.once(
        key, lambda: alert_brief(shared.library, lines, to.language, interest=interest, today=today)
    )
    return Letter(
        to=to,
        form=ALERT,
        key=f"{documents[0]}-{documents[-1]}",
        starts=to.alert_due or shared.now,
        ends=shared.now,
        after=documents[0] - 1,
        upto=documents[-1],
        screens=shared.screens(digest.brief, to),
        lines=digest.lines,
        events=digest.events,
    )


def _changes(shared: Shared, to: Subscription, told: Mapping[str, Told]) -> tuple[Change, ...]:
    from briefs.following.reminders import changes

    if not told:
        return ()
    today = shared.today(to)
    key = ("changes", today, frozenset(told.items()))
    return shared.once(key, lambda: changes(shared.library, told, today))


def change_letter(shared: Shared, to: Subscription, changed: Sequence[Change]) -> Letter:
    """Word of dates that are others than the reader was told."""
    from briefs.following.reminders import change_brief

    today = shared.today(to)
    key = (CHANGE, to.language, today, tuple(changed))
    digest = shared.once(key, lambda: change_brief(shared.library, changed, today, to.language))
    # Both dates come with the documents that say them: one may move away, back, and away again, and each is told. But
    # two subscriptions of a chat tell it once, whatever arrives while one of them sleeps.
    said = repr([(each.slug, each.old, each.new) for each in changed])
    name = hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()
    return Letter(
        to=to,
        form=CHANGE,
        key=f"{name}|{shared.now.isoformat()}",
        starts=to.alert_due or shared.now,
        ends=shared.now,
        after=shared.upto,
        upto=shared.upto,
        screens=shared.screens(digest.brief, to),
        lines=digest.lines,
        events=digest.events,
        once=f"{to.chat}|{to.thread or ''}|{CHANGE}|{name}",
    )


def _parts(numbers: Sequence[int]) -> Iterator[list[int]]:
    return (list(numbers[at : at + AT_ONCE]) for at in range(0, len(numbers), AT_ONCE))
