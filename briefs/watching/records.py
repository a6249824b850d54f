"""What was seen and done goes into the store, and comes out of it again: sources, looks, items and quarantine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, case, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from briefs.watching.due import LEASE, Known, State, Waiting
from briefs.watching.tables import found, looks, quarantine, watched

if TYPE_CHECKING:
    from briefs.store import Store
    from briefs.watching.listing import Item
    from briefs.watching.sources import Sources

KEPT_LOOKS = timedelta(days=90)
"""How long the record of a look is kept."""
RETRIED = -1
"""The place in its listing of what stands in none: a part of an item that is tried again."""
_AT_ONCE = 200
_MOST_QUARANTINED = 5000
"""Rows of quarantine that are kept; beyond them the oldest go, so that a broken archive cannot fill the disk."""


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a source gave."""

    source: str
    at: datetime
    result: str
    listed: int = 0
    new: int = 0
    passed: int = 0
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """Something in quarantine, with the reason why it could not be read."""

    number: int
    key: str
    source: str
    address: str
    title: str | None
    reason: str
    put_at: datetime
    tries: int


def states(store: Store) -> dict[str, State]:
    """How every source fared so far, by its slug."""
    with store.reading() as connection:
        return {row.source: State(**row._mapping) for row in connection.execute(select(watched))}  # noqa: SLF001


def enrol(store: Store, sources: Sources, now: datetime) -> None:
    """Notes what is watched, as the file has it; what has left the file is kept, and no longer active."""
    before = states(store)
    wanted = {
        source.slug: (source.publisher, source.form.value, source.address, source.active)
        for source in sources.listed
    }
    gone = {state.source for state in before.values() if state.active and state.source not in wanted}
    changed = {
        slug: row for slug, row in wanted.items() if slug not in before or _as_listed(before[slug]) != row
    }
    if not gone and not changed:
        return
    with store.writing() as connection:
        connection.execute(update(watched).where(watched.c.source.in_(gone)).values(active=False))
        for slug, (publisher, form, address, active) in changed.items():
            row = {"publisher": publisher, "form": form, "address": address, "active": active}
            if slug in before and before[slug].address != address:
                row |= {"etag": None, "modified": None, "place": None, "next_look": now}
            _insert(connection, watched, [{"source": slug, "failures": 0, "next_look": now, **row}])
            connection.execute(update(watched).where(watched.c.source == slug).values(**row))


def _as_listed(state: State) -> tuple[str, str, str, bool]:
    return state.publisher, state.form, state.address, state.active


def claim(store: Store, source: str, now: datetime) -> State | None:
    """Takes a source in hand, so that no other process looks at it too; None where one was quicker."""
    mine = (watched.c.source == source) & (watched.c.next_look <= now)
    with store.writing() as connection:
        row = connection.execute(select(watched).where(mine)).one_or_none()
        taken = update(watched).where(mine).values(next_look=now + LEASE)
        if row is None or not connection.execute(taken).rowcount:
            return None
        return State(**row._mapping)  # noqa: SLF001


def known(store: Store, items: Sequence[Item]) -> dict[str, Known]:
    """What is remembered of these items."""
    remembered: dict[str, Known] = {}
    columns = select(found.c.key, found.c.stamp, found.c.found_at, found.c.state)
    with store.reading() as connection:
        for start in range(0, len(items), _AT_ONCE):
            keys = [item.key for item in items[start : start + _AT_ONCE]]
            for row in connection.execute(columns.where(found.c.key.in_(keys))):
                remembered[row.key] = Known(row.stamp, row.found_at, row.state)
    return remembered


def looked(store: Store, state: State, look: Look, new: Sequence[Item]) -> None:
    """Records a look with all that it changed: the state of the source, and the items that wait from now on."""
    with store.writing() as connection:
        connection.execute(insert(looks).values(**asdict(look)))
        connection.execute(update(watched).where(watched.c.source == state.source).values(**asdict(state)))
        rows = [_row(item, position, look) for position, item in enumerate(new)]
        for row in rows:
            again = {name: row[name] for name in ("stamp", "state", "tries", "next_try", "position")}
            done = connection.execute(update(found).where(found.c.key == row["key"]).values(**again))
            if done.rowcount:
                connection.execute(delete(quarantine).where(quarantine.c.key == row["key"]))
        _insert(connection, found, rows)
        connection.execute(delete(looks).where(looks.c.at < look.at - KEPT_LOOKS))


def waiting(store: Store, sources: Sequence[str], now: datetime) -> list[Waiting]:
    """The next item of each of these sources that may be tried: the newest of what was listed last."""
    order = (found.c.found_at.desc(), found.c.position, found.c.key)
    turn = func.row_number().over(partition_by=found.c.source, order_by=order).label("turn")
    ready = (
        select(found, turn)
        .where(found.c.state == "waiting", found.c.next_try <= now, found.c.source.in_(sources))
        .subquery()
    )
    columns = [ready.c[name] for name in ("key", "source", "address", "title", "published_on", "tries")]
    with store.reading() as connection:
        rows = connection.execute(select(*columns).where(ready.c.turn == 1).order_by(ready.c.source))
        return [Waiting(**row._mapping) for row in rows]  # noqa: SLF001


def next_try(store: Store, sources: Sequence[str]) -> datetime | None:
    """When the next item of these sources may be tried; None where none waits."""
    mine = (found.c.state == "waiting") & found.c.source.in_(sources)
    with store.reading() as connection:
        moment: datetime | None = connection.scalar(select(func.min(found.c.next_try)).where(mine))
        return moment


def take(store: Store, item: Waiting, now: datetime) -> bool:
    """Takes an item in hand; False where another process was quicker.

    The try counts from now on: an item that ends its reader every time is not tried for ever.
    """
    mine = (found.c.key == item.key) & (found.c.state == "waiting") & (found.c.next_try <= now)
    with store.writing() as connection:
        done = connection.execute(
            update(found).where(mine).values(tries=found.c.tries + 1, next_try=now + LEASE)
        )
        return bool(done.rowcount)


def ended(store: Store, key: str, state: str, document: int | None, now: datetime) -> None:
    """The item is done with: "kept", under the number of the document that it brought, or "known".

    What once brought a document has done so for good, also where it is found unchanged later.
    """
    done: dict[str, Any] = {"state": state, "ended_at": now}
    if state == "kept":
        done["document"] = document
    else:
        done["state"] = case((found.c.document.is_(None), state), else_="kept")
        done["ended_at"] = case((found.c.document.is_(None), now), else_=found.c.ended_at)
    with store.writing() as connection:
        connection.execute(update(found).where(found.c.key == key).values(done))
        _forget_retry(connection, key)
        connection.execute(delete(quarantine).where(quarantine.c.key == key))


def _forget_retry(connection: Connection, key: str) -> None:
    """What no source lists is remembered only while it is tried again: it would count as found there."""
    connection.execute(delete(found).where(found.c.key == key, found.c.position == RETRIED))


def put_off(store: Store, key: str, until: datetime, tries: int) -> None:
    """The item is tried again later, having been tried so often."""
    with store.writing() as connection:
        connection.execute(update(found).where(found.c.key == key).values(next_try=until, tries=tries))


def put_by(store: Store, item: Waiting, reason: str, now: datetime) -> None:
    """The item goes to quarantine, with the reason."""
    row = {
        "key": item.key,
        "source": item.source,
        "address": item.address,
        "title": item.title,
        "reason": reason[:1000],
        "put_at": now,
        "tries": item.tries,
    }
    with store.writing() as connection:
        connection.execute(delete(quarantine).where(quarantine.c.key == item.key))
        connection.execute(insert(quarantine).values(**row))
        connection.execute(
            update(found).where(found.c.key == item.key).values(state="quarantined", ended_at=now)
        )
        _forget_retry(connection, item.key)
        newest = connection.scalar(select(func.max(quarantine.c.number))) or 0
        connection.execute(delete(quarantine).where(quarantine.c.number <= newest - _MOST_QUARANTINED))


def held(store: Store, number: int | None = None, most: int = 1000) -> list[Held]:
    """What is in quarantine, the newest first; or the one thing of that number."""
    asked = select(quarantine).order_by(quarantine.c.number.desc()).limit(most)
    if number is not None:
        asked = asked.where(quarantine.c.number == number)
    with store.reading() as connection:
        return [Held(**row._mapping) for row in connection.execute(asked)]  # noqa: SLF001


def count_held(store: Store) -> int:
    """How much is in quarantine."""
    with store.reading() as connection:
        return connection.scalar(select(func.count()).select_from(quarantine)) or 0


def drop(store: Store, kept: Held) -> None:
    """Out of quarantine for good: the item is remembered, and never tried again."""
    with store.writing() as connection:
        connection.execute(delete(quarantine).where(quarantine.c.number == kept.number))
        connection.execute(update(found).where(found.c.key == kept.key).values(state="dropped"))


def read_by_hand(store: Store, addresses: Sequence[str]) -> None:
    """What somebody named is read anew: what was put aside of it before counts no more."""
    mine = (quarantine.c.source == "") & quarantine.c.address.in_(addresses)
    with store.reading() as connection:
        if connection.scalar(select(quarantine.c.number).where(mine).limit(1)) is None:
            return
    with store.writing() as connection:
        connection.execute(delete(quarantine).where(mine))


def again(store: Store, kept: Held, now: datetime) -> Waiting:
    """Out of quarantine to be tried anew, from the first try on."""
    with store.writing() as connection:
        connection.execute(delete(quarantine).where(quarantine.c.number == kept.number))
        anew = {"state": "waiting", "tries": 0, "next_try": now}
        done = connection.execute(update(found).where(found.c.key == kept.key).values(**anew))
        if not done.rowcount:
            plain = {"key": kept.key, "source": kept.source, "address": kept.address, "title": kept.title}
            row = {**plain, "stamp": "", "found_at": now, "position": RETRIED, **anew}
            connection.execute(insert(found).values(**row))
        row_ = connection.execute(select(found).where(found.c.key == kept.key)).one()
    return Waiting(row_.key, row_.source, row_.address, row_.title, row_.published_on, row_.tries)


def wake(store: Store, slugs: Sequence[str], now: datetime) -> None:
    """These sources are due at once, whatever their interval."""
    with store.writing() as connection:
        connection.execute(update(watched).where(watched.c.source.in_(slugs)).values(next_look=now))


def let_go(store: Store, state: State) -> None:
    """A look was broken off before it was done: the source is due as it was."""
    with store.writing() as connection:
        connection.execute(
            update(watched).where(watched.c.source == state.source).values(next_look=state.next_look)
        )


def told(store: Store, source: str, now: datetime) -> None:
    """The owner has been told of the failure of a source."""
    with store.writing() as connection:
        connection.execute(update(watched).where(watched.c.source == source).values(told_at=now))


def _row(item: Item, position: int, look: Look) -> dict[str, Any]:
    return {
        "key": item.key,
        "source": look.source,
        "address": item.address,
        "title": item.title,
        "published_on": item.published_on,
        "stamp": item.stamp,
        "found_at": look.at,
        "position": position,
        "state": "waiting",
        "tries": 0,
        "next_try": look.at,
    }


def _insert(connection: Connection, table: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    """Puts in the rows that are not there yet."""
    if not rows:
        return
    make: Any = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(make(table).on_conflict_do_nothing(), list(rows))
