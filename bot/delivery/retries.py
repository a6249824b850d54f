"""What failed goes in with its moment; what is not to be tried again yet comes out, each time for longer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.delivery.leases import DueColumn

FIRST = timedelta(minutes=1)
LONGEST = timedelta(hours=1)
MOST = 2000
"""So many are remembered; of more that fail at once each keeps its lease, and waits for that to run out."""


class Retries:
    """Of one process: each due thing that failed, how often, and when it is tried again."""

    def __init__(self) -> None:
        """Nothing has failed yet."""
        self._failed: dict[tuple[DueColumn, int], tuple[int, datetime]] = {}

    def waiting(self, due: DueColumn, now: datetime) -> frozenset[int]:
        """The subscriptions of which this is not tried at ``now``."""
        return frozenset(
            number for (column, number), (_, again) in self._failed.items() if column == due and again > now
        )

    def failed(self, due: DueColumn, number: int, now: datetime) -> bool:
        """Note a failure at ``now``: a minute until the next try, then twice that; False where there is no room."""
        self._failed = {key: kept for key, kept in self._failed.items() if now - kept[1] < LONGEST}
        tries, _ = self._failed.get((due, number), (0, now))
        if not tries and len(self._failed) >= MOST:
            return False
        self._failed[due, number] = (tries + 1, now + min(FIRST * 2 ** min(tries, 10), LONGEST))
        return True
