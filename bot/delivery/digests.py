"""A subscription whose digest is due goes in; the letter of its window comes out, and where the next window begins."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from bot.delivery.letters import Letter, Post
from bot.delivery.rows import DIGEST, Subscription
from bot.delivery.schedule import local_day, next_due, zone_of
from bot.delivery.shared import Shared, Work
from bot.delivery.told import told_by
from briefs.following import news

if TYPE_CHECKING:
    from briefs.following.digest import Checked, Digest
    from briefs.following.told import Told
    from briefs.library import Library
    from briefs.store import Store


def made(shared: Shared, to: Subscription, told: Mapping[str, Told]) -> Work:
    """The digest of everything since the last one, however many due moments an outage has swallowed: one.

    Where nothing is new and the reader wants no word of that, it is a run without a message.
    """
    digest = _composed(shared, to, told, says_nothing_new=to.says_nothing_new)
    advanced = {
        "seen": max(shared.upto, to.seen),
        "window_start": shared.now,
        "digest_due": next_due(to.cadence, shared.now) if to.cadence else None,
    }
    return Work(to, (_letter(shared, to, digest),), advanced)


def send_copy(store: Store, library: Library, to: Subscription, now: datetime) -> int:
    """Put the digest as it would be now into the outbox, and leave its window as it is; gives how many messages."""
    shared = Shared(library, partial(store.keep_question, now=now), now, _newest(store))
    with store.reading() as connection:
        told = told_by(connection, [to.number]).get(to.number, {})
    letter = _letter(shared, to, _composed(shared, to, told, says_nothing_new=True))
    with store.writing() as connection:
        return Post(now).write_copy(connection, letter)


def _composed(
    shared: Shared, to: Subscription, told: Mapping[str, Told], *, says_nothing_new: bool
) -> Digest | None:
    """The digest, the same for all who follow the same since the same minute and were told the same dates."""
    from briefs.following.digest import Following, digest

    window = news.Window(to.seen, max(shared.upto, to.seen), _minute(to.window_start), _minute(shared.now))
    checked = _checked(shared, to) if says_nothing_new else None
    following = Following(
        interest=shared.interest(to.interest),
        language=to.language,
        horizon=to.horizon,
        today=shared.today(to),
        window=window,
        says_nothing_new=says_nothing_new,
        told=told,
        checked=checked,
        since=local_day(to.zone, window.starts),
    )
    key = (
        to.interest,
        to.language,
        to.horizon,
        following.today,
        following.since,
        window,
        says_nothing_new,
        checked,
        frozenset(told.items()),
    )
    return shared.once(key, lambda: digest(shared.library, following, shared.snapshot))


def _checked(shared: Shared, to: Subscription) -> Checked | None:
    """How many sources are watched and when one was last looked at, in the reader's zone; None where none is."""
    from briefs.following.digest import Checked
    from briefs.watching.tables import watched

    def read() -> tuple[int, datetime | None]:
        query = select(func.count(), func.max(watched.c.looked_at)).where(watched.c.active)
        with shared.library.store.reading() as connection:
            found: Any = connection.execute(query).one()
        return found[0], found[1]

    count, last = shared.once("checked", read)
    return Checked(count, last.astimezone(zone_of(to.zone))) if last else None


def _letter(shared: Shared, to: Subscription, digest: Digest | None) -> Letter:
    return Letter(
        to=to,
        form=DIGEST,
        key=to.window_start.isoformat(),
        starts=to.window_start,
        ends=shared.now,
        after=to.seen,
        upto=max(shared.upto, to.seen),
        screens=shared.screens(digest.brief, to) if digest else (),
        lines=digest.lines if digest else (),
        events=digest.events if digest else {},
    )


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _newest(store: Store) -> int:
    with store.snapshot() as snapshot:
        return news.upto(snapshot)
