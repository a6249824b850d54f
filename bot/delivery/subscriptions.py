"""What a chat follows goes in and out of its rows: made, listed, changed, paused, ended, moved and forgotten."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import delete, func, insert, select, update

from bot.delivery import chats
from bot.delivery.rows import (
    ACTIVE,
    ENDED,
    WATCH,
    Subscription,
    due_after_change,
    due_row,
    of_row,
    settings_row,
)
from bot.delivery.schedule import Cadence, Quiet, local_day
from bot.delivery.tables import interest_terms, subscriptions
from briefs.errors import NoSuchThing, TooMany
from briefs.store.tables import documents

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from briefs.lexicon import Lexicon
    from briefs.library import Library
    from briefs.store import Store

MOST = 20
"""Subscriptions of one chat that are not ended: more is a mistake, or somebody who wants to fill the disk."""
LEADS = (30, 7, 1)
"""Days before an event at which a reader is reminded who has not chosen others."""
HORIZON = 90
"""Days ahead that a digest looks."""
MORNING = 8 * 60
"""The local minute at which a watch reminds of events: eight o'clock."""
TOKEN_BYTES = 24
CHANGEABLE = frozenset(
    "thread interest cadence minute zone language horizon leads quiet says_nothing_new".split()
)

__all__ = ["HORIZON", "LEADS", "MORNING", "MOST", "Cadence", "Draft", "Quiet", "Subscription"]


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wants to follow. ``interest`` is in words, as ``briefs.following.interest`` understands them.

    A digest has a cadence, which says zone and minute; a watch has none, and reminds at ``minute`` in ``zone``.
    """

    chat: int
    form: Literal["digest", "watch"]
    interest: str
    zone: str
    made_by: int
    thread: int | None = None
    cadence: Cadence | None = None
    minute: int = MORNING
    horizon: int = HORIZON
    leads: tuple[int, ...] = LEADS
    quiet: Quiet | None = None
    says_nothing_new: bool = False
    language: str = "en"


def create(store: Store, draft: Draft, lexicon: Lexicon, now: datetime) -> Subscription:
    """Keep a new subscription, which covers what comes from now on.

    Raises TooMany where the chat has MOST of them already.
    """
    words, terms = _understood(draft.interest, lexicon)
    zone = draft.cadence.zone if draft.cadence else draft.zone
    columns = subscriptions.c
    with store.writing() as connection:
        mine = select(columns.number).where(columns.chat == draft.chat, columns.state != ENDED)
        connection.execute(mine.with_for_update())  # whoever adds one at the same time has done so after this
        if len(connection.scalars(mine).all()) >= MOST:
            raise TooMany(
                f"This chat follows {MOST} things already, which is as many as one chat may. "
                "Remove one of them first: /subscriptions lists them."
            )
        made = insert(subscriptions).values(
            chat=draft.chat,
            form=draft.form,
            interest=words,
            made_by=draft.made_by,
            made_at=now,
            state=ACTIVE,
            seen=newest(connection),
            window_start=now,
            reminded_on=local_day(zone, now),
            **settings_row(draft),
            **due_row(draft, now),
        )
        key = connection.execute(made).inserted_primary_key
        number = int(key[0])  # type: ignore[index]
        find_by(connection, number, terms if draft.form == WATCH else frozenset())
        return _read(connection, number)


def one(store: Store, number: int) -> Subscription | None:
    """The subscription of this number, ended or not."""
    with store.reading() as connection:
        return _looked_up(connection, number)


def of_chat(store: Store, chat: int, thread: int | None = None) -> tuple[Subscription, ...]:
    """What a chat follows, oldest first, without what is ended; with ``thread`` only what goes to that topic."""
    columns = subscriptions.c
    query = select(subscriptions).where(columns.chat == chat, columns.state != ENDED)
    if thread is not None:
        query = query.where(columns.thread == thread)
    with store.reading() as connection:
        return tuple(of_row(row) for row in connection.execute(query.order_by(columns.number)))


def change(
    store: Store, number: int, *, now: datetime, lexicon: Lexicon | None = None, **fields: Any
) -> Subscription:
    """Change fields of a subscription, named as in Draft; ``interest`` needs the lexicon with it.

    What the next digest covers begins where it did: nothing falls between the old hour and the new.
    Raises NoSuchThing where there is none, or it is ended.
    """
    unknown = sorted(fields.keys() - CHANGEABLE)
    if unknown or ("interest" in fields and lexicon is None):
        raise TypeError(
            f"A subscription cannot change {', '.join(unknown) or 'its interest without a lexicon'}."
        )
    with store.writing() as connection:
        before = _alive(connection, number)
        if lexicon is not None and "interest" in fields:
            fields["interest"], terms = _understood(fields["interest"], lexicon)
            find_by(connection, number, terms if before.form == WATCH else frozenset())
        after = _with(before, fields)
        due = due_after_change(before, after, now) if after.state == ACTIVE else {}
        _set(connection, number, interest=after.interest, **settings_row(after), **due)
        return _read(connection, number)


def pause(store: Store, number: int, now: datetime) -> Subscription:
    """Send nothing of it until it is resumed, not even what waits. Raises NoSuchThing where there is none, or it is ended."""
    with store.writing() as connection:
        _alive(connection, number)
        chats.pause(connection, number, now)
        return _read(connection, number)


def resume(store: Store, number: int, now: datetime) -> Subscription:
    """Send of it again. A digest covers what came in the pause; alerts and reminders begin anew from now."""
    with store.writing() as connection:
        paused = _alive(connection, number)
        if paused.state == ACTIVE:
            return paused
        awaken(connection, paused, now)
        return _read(connection, number)


def awaken(connection: Connection, asleep: Subscription, now: datetime) -> None:
    """Make one active, in an open transaction."""
    anew = {"seen": newest(connection), "window_start": now} if asleep.form == WATCH else {}
    day = local_day(asleep.zone, now)
    _set(connection, asleep.number, state=ACTIVE, reminded_on=day, **anew, **due_row(asleep, now))


def remove(store: Store, number: int, now: datetime) -> None:
    """End a subscription at its reader's wish: its row stays, what waits to be sent of it is withdrawn.

    Raises NoSuchThing where there is none, or it is ended.
    """
    with store.writing() as connection:
        _alive(connection, number)
        chats.end(connection, subscriptions.c.number == number, "removed", now)


def end_chat(store: Store, chat: int, why: str, now: datetime) -> int:
    """End all that a chat follows, because it is closed to the bot ("blocked", "kicked", ...); gives how many."""
    with store.writing() as connection:
        ended = chats.end(connection, subscriptions.c.chat == chat, why, now)
        chats.close(connection, chat, why, now)
        return ended


def move_chat(store: Store, old: int, new: int) -> int:
    """A group became a supergroup of another id: all that it follows and that waits for it goes along; gives how many."""
    with store.writing() as connection:
        return chats.move(connection, old, new)


def forget_chat(store: Store, chat: int) -> int:
    """Erase every row of a chat: what it follows, what was made for it and sent to it; gives how many it followed."""
    with store.writing() as connection:
        return chats.forget(connection, chat)


def feed_token(store: Store, number: int) -> str:
    """The secret part of its calendar's address, made when it is first asked for. Raises NoSuchThing."""
    with store.writing() as connection:
        _alive(connection, number)
        empty = (subscriptions.c.number == number) & subscriptions.c.feed.is_(None)
        token = secrets.token_urlsafe(TOKEN_BYTES)
        connection.execute(update(subscriptions).where(empty).values(feed=token))
        return str(_read(connection, number).feed)


def by_feed(store: Store, token: str) -> Subscription | None:
    """The subscription whose calendar has this secret; None where there is none, or it is ended."""
    if not token.isascii() or not token.isprintable() or len(token) > 64:  # noqa: PLR2004 - the column's length
        return None
    query = select(subscriptions).where(subscriptions.c.feed == token, subscriptions.c.state != ENDED)
    with store.reading() as connection:
        row = connection.execute(query).one_or_none()
    return None if row is None else of_row(row)


def next_digest(store: Store) -> datetime | None:
    """When the next digest of all is due; None where there is none."""
    with store.reading() as connection:
        due: datetime | None = connection.scalar(select(func.min(subscriptions.c.digest_due)))
    return due


def send_now(store: Store, library: Library, number: int, now: datetime) -> int:
    """What "send me one now" does: the digest as it would be goes into the outbox, and its window stays as it was.

    Gives how many messages it makes, one at least: where nothing is new, it says so. Raises NoSuchThing.
    """
    from bot.delivery.digests import send_copy

    with store.reading() as connection:
        wanted = _alive(connection, number)
    return send_copy(store, library, wanted, now)


def newest(connection: Connection) -> int:
    """The number of the newest document; 0 where there is none."""
    return connection.scalar(select(func.max(documents.c.number))) or 0


def _understood(words: str, lexicon: Lexicon) -> tuple[str, frozenset[str]]:
    from briefs.following.interest import understood

    interest = understood(words, lexicon).interest
    return interest.words(), interest.terms()


def find_by(connection: Connection, number: int, terms: frozenset[str]) -> None:
    """By which terms of a document the subscription is found from now on."""
    connection.execute(delete(interest_terms).where(interest_terms.c.subscription == number))
    if terms:
        rows = [{"term": term, "subscription": number} for term in sorted(terms)]
        connection.execute(insert(interest_terms), rows)


def _with(before: Subscription, fields: Mapping[str, Any]) -> Subscription:
    """The subscription with other fields; a new zone or minute is the cadence's too."""
    after = replace(before, **fields)
    if after.cadence is None or "cadence" in fields:
        return after
    own = {name: fields[name] for name in ("zone", "minute") if name in fields}
    return replace(after, cadence=replace(after.cadence, **own))


def _set(connection: Connection, number: int, **values: Any) -> None:
    connection.execute(update(subscriptions).where(subscriptions.c.number == number).values(**values))


def _looked_up(connection: Connection, number: int) -> Subscription | None:
    largest = 2**31  # what no INTEGER holds is nobody's number
    if not 0 < number < largest:
        return None
    row = connection.execute(select(subscriptions).where(subscriptions.c.number == number)).one_or_none()
    return None if row is None else of_row(row)


def _read(connection: Connection, number: int) -> Subscription:
    found = _looked_up(connection, number)
    if found is None:  # pragma: no cover - the same transaction has just written it
        raise LookupError(number)
    return found


def _alive(connection: Connection, number: int) -> Subscription:
    found = _looked_up(connection, number)
    if found is None or found.state == ENDED:
        raise NoSuchThing("This subscription has been removed. /subscriptions lists those of this chat.")
    return found
