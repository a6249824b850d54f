"""The store in, how each source fared out: its last success, what it brought, and what waits or could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, select

from briefs.watching import records
from briefs.watching.tables import found, quarantine

if TYPE_CHECKING:
    from briefs.store import Store
    from briefs.watching.due import State

MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Yield:
    """One source: its state, documents that it brought in all and within thirty days, and the moment of the newest."""

    state: State
    brought: int = 0
    lately: int = 0
    newest: datetime | None = None
    waiting: int = 0
    held: int = 0


def of_all(store: Store, now: datetime) -> tuple[Yield, ...]:
    """Every source that is or was watched, by publisher."""
    states = records.states(store)
    kept = found.c.state == "kept"
    with store.reading() as connection:

        def by_source(asked: Select[Any]) -> dict[str, int]:
            return {row[0]: row[1] for row in connection.execute(asked)}

        count = select(found.c.source, func.count()).group_by(found.c.source)
        brought = by_source(count.where(kept))
        lately = by_source(count.where(kept, found.c.ended_at > now - MONTH))
        listed = found.c.position != records.RETRIED
        waiting = by_source(count.where(found.c.state == "waiting", listed))
        held = by_source(select(quarantine.c.source, func.count()).group_by(quarantine.c.source))
        last = select(found.c.source, func.max(found.c.ended_at)).where(kept).group_by(found.c.source)
        newest: dict[str, datetime] = {row[0]: row[1] for row in connection.execute(last)}
    rows = (
        Yield(
            state,
            brought.get(slug, 0),
            lately.get(slug, 0),
            newest.get(slug),
            waiting.get(slug, 0),
            held.get(slug, 0),
        )
        for slug, state in states.items()
    )
    return tuple(sorted(rows, key=lambda row: (row.state.publisher.casefold(), row.state.source)))
