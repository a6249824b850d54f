"""What the tables say of deliveries goes in; what is wrong comes out, once to the owners and at any time to whoever asks."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, literal_column, select

from bot.delivery.leases import FANNED
from bot.delivery.letters import Post
from bot.delivery.outbox import pull_back
from bot.delivery.schedule import zone_of
from bot.delivery.suspects import MOST_DEATHS
from bot.delivery.tables import outbox, subscriptions
from bot.messages import of_text
from briefs import dates_shown
from briefs.model import Moment, Precision
from briefs.store.tables import documents, marks

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from briefs.store import Store

log = logging.getLogger(__name__)

LATE = timedelta(minutes=2)
"""After so long something that is due, or a tick, is late."""
UNREACHED = timedelta(minutes=10)
"""After so long without a single message sent, digests that wait have reached nobody."""
LOOKS_BACK = timedelta(hours=1)
EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something the owners are told once for each ``key``; ``words`` are the whole message."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class State:
    """Deliveries as the health check shows them: when the last tick ended, and what is wrong in a few sentences."""

    ticked: datetime | None = None
    alarms: tuple[Alarm, ...] = ()

    def late(self, now: datetime) -> bool:
        """Whether no tick has ended for longer than ``LATE``; before the first one nobody knows."""
        return self.ticked is not None and now - self.ticked > LATE

    def well(self, now: datetime) -> bool:
        """Whether ticks come and nothing is wrong."""
        return not self.alarms and not self.late(now)


class Watch:
    """Looks after one process's ticks and the outbox of all. Threads may ask it at any time."""

    def __init__(self, store: Store, owners: Sequence[int], zone: str) -> None:
        """Before the first tick nothing is wrong."""
        self.store = store
        self.owners = tuple(owners)
        self.zone = zone_of(zone)
        self.state = State()
        self._looked: datetime | None = None
        self._lock = threading.Lock()

    def begins(self, now: datetime, oldest: datetime | None) -> None:
        """A tick begins that finds ``oldest`` due: owners are told what is late while it is being made up for."""
        if oldest is None or now - oldest <= LATE:
            return
        with self.store.reading() as connection:
            overdue = late(connection, now, self.zone)
        if overdue:
            self._told([overdue], now)

    def ends(self, now: datetime) -> None:
        """A tick has ended. Once a minute it is looked whether what waits to be sent is sent."""
        self.state = replace(self.state, ticked=now)
        if self._looked is None or not timedelta() <= now - self._looked < EVERY:
            self._looked = now
            self._look(now)

    def stands(self, now: datetime, begun: datetime | None = None) -> bool:
        """Called beside the ticks: tell the owners where none has ended for two minutes; gives whether that is so.

        Until the first has ended the time since ``begun`` counts.
        """
        state = self.state if self.state.ticked else replace(self.state, ticked=begun)
        if not state.late(now):
            return False
        since = state.ticked or now
        words = (
            f"Deliveries have stood still since {shown(since, self.zone)}: digests, alerts and reminders wait. "
            "Please look into the log, and start the bot anew if it stays so."
        )
        self._told([Alarm(f"stands|{_minute(since)}", words)], now)
        return True

    def left_out(self, document: int, now: datetime) -> None:
        """Tell the owners that nobody was told of a document at once, because it resists."""
        words = (
            f"Nobody was told of document {document} at once: it could not be found whom it concerns. "
            "Digests tell of it all the same. Please look into the log."
        )
        self._told([Alarm(f"fanned|{document}", words)], now)

    def _look(self, now: datetime) -> None:
        ahead = set_right(self.store, now, self.zone)
        looks = (late, behind, nobody)
        with self.store.reading() as connection:
            found = tuple(filter(None, (ahead, *(each(connection, now, self.zone) for each in looks))))
        self.state = replace(self.state, alarms=found)
        self._told(found, now)

    def _told(self, found: Sequence[Alarm], now: datetime) -> None:
        """One message for each alarm and owner, whichever process is the first to see it."""
        if not found:
            return
        with self._lock, self.store.writing() as connection:
            post = Post(now)
            for alarm in found:
                fresh = [
                    post.write_note(
                        connection, owner, of_text(f"⚠️ {alarm.words}"), f"alarm|{alarm.key}|{owner}"
                    )
                    for owner in self.owners
                ]
                if any(fresh) or not fresh:
                    log.error("deliveries are not well", extra={"alarm": alarm.key, "words": alarm.words})


def set_right(store: Store, now: datetime, zone: ZoneInfo) -> Alarm | None:
    """Whether messages were written by a clock that was ahead of this one; they are due now."""
    count = pull_back(store, now)
    if not count:
        return None
    words = (
        f"The clock was set back: {_counted(count, 'message was', 'messages were')} dated later than "
        f"{shown(now, zone)}, which it is now. What waited until then goes out now; is the time right?"
    )
    return Alarm(f"clock|{now:%Y-%m-%dT%H}", words)


def late(connection: Connection, now: datetime, zone: ZoneInfo) -> Alarm | None:
    """Whether something that was due more than two minutes ago has not been made yet; reads one row of each index."""
    columns = (subscriptions.c.digest_due, subscriptions.c.alert_due, subscriptions.c.reminder_due)
    firsts = (select(each).where(each <= now - LATE).order_by(each).limit(1) for each in columns)
    dues = (connection.scalar(first) for first in firsts)
    oldest = min((due for due in dues if due is not None), default=now)
    if now - oldest <= LATE:
        return None
    count = sum(_overdue(connection, column, now - LATE) for column in columns)
    words = (
        f"Deliveries are late: what was due on {shown(oldest, zone)} had not been made by "
        f"{shown(now, zone)}. {_counted(count, 'subscription waits', 'subscriptions wait')}; "
        "whoever missed several digests gets one that covers them all."
    )
    return Alarm(f"late|{_minute(oldest)}", words)


def behind(connection: Connection, now: datetime, zone: ZoneInfo) -> Alarm | None:
    """Whether for a document that came more than two minutes ago it was not found yet whom it concerns."""
    mark = connection.scalar(select(marks.c.value).where(marks.c.name == FANNED))
    if mark is None:  # nobody has followed anything yet
        return None
    waits = select(documents.c.number, documents.c.added_at).where(documents.c.number > int(mark.split()[0]))
    first: Any = connection.execute(waits.order_by(documents.c.number).limit(1)).one_or_none()
    if first is None or now - first.added_at <= LATE:
        return None
    words = (
        f"Alerts wait: for document {first.number}, here since {shown(first.added_at, zone)}, it has not been "
        "found yet whom it concerns, nor for those after it. Please look into the log if it stays so."
    )
    return Alarm(f"behind|{first.number}", words)


def nobody(connection: Connection, now: datetime, zone: ZoneInfo) -> Alarm | None:
    """Whether digests that were due have reached nobody: none of them is sent, they are given up, or chats are closed."""
    columns = outbox.c
    digest = columns.purpose == "digest"
    sent = select(func.max(columns.ended_at)).where(
        columns.ended_at > now - LOOKS_BACK, columns.state == "sent", digest
    )
    last_sent = connection.scalar(sent)
    if last_sent is None or last_sent <= now - UNREACHED:
        waits: Any = literal_column("outbox.state IN ('waiting', 'sending')")
        stuck = select(func.count(), func.min(columns.made_at)).where(
            waits, digest, columns.made_at <= now - UNREACHED
        )
        found: Any = connection.execute(stuck).one()
        count, first = found
        if count:
            words = (
                f"Digests reach nobody: {_counted(count, 'message has', 'messages have')} waited for more than ten "
                f"minutes, the first since {shown(first, zone)}. They are tried again for a day; "
                "is the way to Telegram open?"
            )
            return Alarm(f"stuck|{_minute(first)}", words)
    return _lost(connection, now, zone, none_sent=last_sent is None)


def _lost(connection: Connection, now: datetime, zone: ZoneInfo, *, none_sent: bool) -> Alarm | None:
    """Digests that were given up in the last hour, and those of closed chats where no other was sent."""
    columns = outbox.c
    ended: Any = literal_column("outbox.state IN ('failed', 'gone')")
    query = (
        select(columns.state, func.count(), func.max(columns.ended_at))
        .where(ended, columns.purpose == "digest", columns.ended_at > now - LOOKS_BACK)
        .where(columns.deaths < MOST_DEATHS)  # of those the owners were told what there is to know
        .group_by(columns.state)
    )
    rows: Any = connection.execute(query)
    found = {state: (count, last) for state, count, last in rows}
    if "failed" in found:
        count, last = found["failed"]
        words = (
            f"{_counted(count, 'digest was', 'digests were')} given up in the last hour, the last on "
            f"{shown(last, zone)}: Telegram did not take them. The log says why."
        )
        return Alarm(f"failed|{last:%Y-%m-%dT%H}", words)
    if "gone" in found and none_sent:
        count, last = found["gone"]
        words = (
            f"A digest that was due reached nobody: {_counted(count, 'chat is', 'chats are')} closed to the bot, "
            f"the last since {shown(last, zone)}, and no other digest was sent in this hour."
        )
        return Alarm(f"gone|{last:%Y-%m-%dT%H}", words)
    return None


def shown(moment: datetime, zone: ZoneInfo) -> str:
    """A moment as owners read it: "2 November 2026, 08:00 (+07)"."""
    local = moment.astimezone(zone)
    day = dates_shown.shown(Moment(local.date(), local.date(), Precision.DAY), "en")
    return f"{day}, {local:%H:%M} ({local.tzname()})"


def _overdue(connection: Connection, column: Any, moment: datetime) -> int:
    query = select(func.count()).select_from(subscriptions).where(column <= moment)
    return connection.scalar(query) or 0


def _minute(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M}"


def _counted(count: int, one: str, more: str) -> str:
    return f"{count:,} {one if count == 1 else more}"
