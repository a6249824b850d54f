"""The broadcast that is killed over and over, in its short form; `make chaos` runs the whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from broadcast import Plan, broadcast, faults, shown

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


async def test_a_bot_that_is_killed_in_a_broadcast_loses_nothing_and_repeats_only_what_a_kill_hit(
    tmp_path: Path,
):
    address = f"sqlite:///{tmp_path / 'chaos.sqlite3'}"
    plan = Plan(address, tmp_path, chats=45, kills=2, rate=30, seed=7, longest_life=0.5, tick=0.3, lease=2)
    server, report = await broadcast(plan)
    assert faults(plan, server, report) == [], shown(plan, server, report)
    assert sum(server.faults.values()) > 3
