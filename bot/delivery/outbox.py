"""What is to be sent comes out of the outbox, each message claimed by one process; what became of it goes back in.

A claim lasts for ``LEASE``; whoever dies in the meantime leaves messages of which nobody knows whether they were
sent. They are claimed again and counted as doubtful: better twice than never.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, exists, literal_column, select, update

from bot.delivery import chats, suspects
from bot.delivery.letters import GIVE_UP, unpacked
from bot.delivery.refusals import Fate, Verdict, back_off
from bot.delivery.tables import letters, outbox, subscriptions
from bot.delivery.told import FREED, unsay
from bot.messages import Rows

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from briefs.store import Store

LEASE = timedelta(seconds=60)
"""How long a claim holds: longer than a send may take with everything that it waits for."""

AHEAD = timedelta(minutes=2)
"""How far the clocks of two processes may differ. What was written later than that was written by a wrong clock."""

LEAST_TRIES = 8
"""Nothing is given up before, however long the bot was switched off: eight tries take four minutes."""

LONGEST_WHY = 200
columns = outbox.c

# An index on the rows of one state is used only where the state stands in the statement itself.
_WAITS = columns.state == literal_column("'waiting'")
_SENDS = columns.state == literal_column("'sending'")
FREE: dict[str, Any] = {"claimed_by": None, "claimed_until": None}


@dataclass(frozen=True, slots=True)
class Letter:
    """The text of a message with its buttons."""

    number: int
    html: str
    rows: Rows


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that this process is to send. ``attempts`` counts this one; ``why`` is what kept it until now.

    ``topic`` is the closed one that it was for, where it goes to General instead.
    """

    number: int
    chat: int
    thread: int | None
    letter: Letter
    purpose: str
    attempts: int
    give_up: datetime
    why: str | None = None
    topic: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a message."""

    claimed: Claimed
    fate: Fate


def claim(
    store: Store,
    worker: str,
    now: datetime,
    most: int,
    *,
    known: MutableMapping[int, Letter] | None = None,
    chat: int | None = None,
    held: Collection[int] = (),
    owners: Iterable[int] = (),
    suspect: bool = False,
) -> list[Claimed]:
    """Up to ``most`` messages that are due, of each chat only the first that is open, for this process alone.

    Claims that ran out are given free first, but for the messages that are ``held``: this process still sends them.
    ``known`` are letters that need not be read again; new ones are put in. With ``chat`` only its messages are claimed.
    Messages that processes died over are claimed where they are asked for as ``suspect``; ``owners`` hear of what is set
    aside.
    """
    known = {} if known is None else known
    with store.writing() as connection:
        if _has_run_out(connection, now):
            suspects.free(connection, _ran_out(now) & columns.number.not_in(held), now, owners)
        taken = update(outbox).where(
            columns.number.in_(select(_heads(now, most, chat, suspect=suspect).c.number))
        )
        values = {"state": "sending", "claimed_by": worker, "claimed_until": now + LEASE}
        taken = taken.values(**values, attempts=columns.attempts + 1)
        rows = connection.execute(taken.returning(outbox)).all()
        _read(connection, {row.letter for row in rows} - known.keys(), known)
    return [
        Claimed(
            row.number,
            row.chat,
            row.thread,
            known[row.letter],
            row.purpose,
            row.attempts,
            row.give_up,
            row.why,
            row.topic,
        )
        for row in sorted(rows, key=lambda row: (row.due, row.number))
    ]


def is_due(store: Store, now: datetime) -> bool:
    """Whether there is anything to claim."""
    waits = select(columns.number).where(_WAITS, columns.due <= now)
    with store.reading() as connection:
        return connection.scalar(waits.limit(1)) is not None or _has_run_out(connection, now)


def _heads(now: datetime, most: int, chat: int | None, *, suspect: bool = False) -> Any:
    """The first open message of each chat, where it is due. Locked, or skipped where another process just takes it."""
    before = outbox.alias()
    is_open = before.c.state.in_([literal_column("'waiting'"), literal_column("'sending'")])
    earlier = exists().where(before.c.chat == columns.chat, before.c.number < columns.number, is_open)
    found = select(columns.number).where(_WAITS, columns.due <= now, ~earlier)
    found = found.where(~suspects.INNOCENT if suspect else suspects.INNOCENT)
    found = found if chat is None else found.where(columns.chat == chat)
    found = found.order_by(columns.due, columns.number).limit(most)
    return found.with_for_update(skip_locked=True, of=outbox).cte("heads")


def _read(connection: Connection, missing: set[int], known: MutableMapping[int, Letter]) -> None:
    if missing:
        found = connection.execute(select(letters).where(letters.c.number.in_(missing)))
        known.update({row.number: Letter(row.number, row.html, unpacked(row.buttons)) for row in found})


def _ran_out(now: datetime) -> Any:
    """Claims that nobody keeps any more. One that holds for longer than any can was made by a clock that was ahead."""
    return _SENDS & ((columns.claimed_until < now) | (columns.claimed_until > now + LEASE + AHEAD))


def _has_run_out(connection: Connection, now: datetime) -> bool:
    """Whether there is any such claim, of this process or another."""
    return connection.scalar(select(columns.number).where(_ran_out(now)).limit(1)) is not None


def pull_back(store: Store, now: datetime) -> int:
    """Messages that were written by a clock that was ahead wait no longer than others; gives how many there were."""
    ahead = _WAITS & (columns.made_at > now + AHEAD)
    with store.reading() as connection:
        if connection.scalar(select(columns.number).where(ahead).limit(1)) is None:
            return 0
    values = {"made_at": now, "due": now, "give_up": now + GIVE_UP}
    with store.writing() as connection:
        return connection.execute(update(outbox).where(ahead).values(**values)).rowcount


def take_over(store: Store, now: datetime, owners: Iterable[int] = ()) -> int:
    """What a process that is certainly dead had claimed may be sent at once; gives how many."""
    with store.writing() as connection:
        return suspects.free(connection, _SENDS, now, owners)


def record(store: Store, worker: str, results: Sequence[Result], now: datetime, chance: float = 0.5) -> None:
    """Write down what became of messages: a closed chat loses what it follows, a moved one takes everything along.

    ``chance`` (0 to 1) spreads the next tries of those that are tried again.
    """
    with store.writing() as connection:
        _sent(connection, results, now)
        for result in results:
            match result.fate.verdict:
                case Verdict.SENT:
                    pass
                case Verdict.GONE:
                    _end(connection, result, worker, now, "gone")
                    chat, why = result.claimed.chat, result.fate.why
                    chats.end(connection, subscriptions.c.chat == chat, why, now)
                    chats.close(connection, chat, why, now)
                case Verdict.MOVED:
                    chats.move(connection, result.claimed.chat, result.fate.chat)
                    _again(connection, result, worker, now)
                case Verdict.TOPIC if result.claimed.thread is not None:
                    _again(connection, result, worker, now, thread=None, topic=result.claimed.thread)
                case Verdict.LATER if not is_given_up(result, now):
                    _again(connection, result, worker, _next_try(result, now, chance))
                case _:
                    _end(connection, result, worker, now, "failed")


def is_given_up(result: Result, now: datetime) -> bool:
    """Whether a message that could not be sent is not tried again."""
    return now >= result.claimed.give_up and result.claimed.attempts >= LEAST_TRIES


def _next_try(result: Result, now: datetime, chance: float) -> datetime:
    return now + timedelta(seconds=max(result.fate.seconds, back_off(result.claimed.attempts, chance)))


def _sent(connection: Connection, results: Iterable[Result], now: datetime) -> None:
    """Whoever claimed it meanwhile, because we took so long: it is sent, and need not be sent again."""
    done = [
        {"claimed": result.claimed.number, "given": result.fate.message}
        for result in results
        if result.fate.verdict is Verdict.SENT
    ]
    if done:
        known = (columns.number == bindparam("claimed")) & (_WAITS | _SENDS)
        values = {"state": "sent", "message": bindparam("given"), "ended_at": now, "why": None, **FREE}
        connection.execute(update(outbox).where(known).values(values), done)


def _again(connection: Connection, result: Result, worker: str, due: datetime, **changed: int | None) -> None:
    values = {"state": "waiting", "due": due, **_told(result), **FREE, **changed}
    connection.execute(update(outbox).where(_ours(result, worker)).values(**values))


def _end(connection: Connection, result: Result, worker: str, now: datetime, state: str) -> None:
    values = {"state": state, "ended_at": now, **_told(result), **FREE}
    ended = update(outbox).where(_ours(result, worker)).values(**values, key=FREED)
    row: Any = connection.execute(ended.returning(columns.number, columns.doubts)).first()
    if row is not None and not row.doubts:
        unsay(connection, [row.number])


def _ours(result: Result, worker: str) -> Any:
    return (columns.number == result.claimed.number) & (columns.claimed_by == worker) & _SENDS


def _told(result: Result) -> dict[str, Any]:
    doubts = columns.doubts + int(result.fate.doubtful)
    return {"why": result.fate.why[:LONGEST_WHY], "doubts": doubts}


def withdraw(connection: Connection, numbers: Iterable[int], why: str, now: datetime) -> int:
    """Messages that are no longer true and that nobody is just sending are not sent; gives how many."""
    chosen = _WAITS & columns.number.in_(list(numbers))
    values = {"state": "withdrawn", "why": why[:LONGEST_WHY], "ended_at": now}
    return connection.execute(update(outbox).where(chosen).values(**values)).rowcount
