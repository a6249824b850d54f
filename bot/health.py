"""The state of the running bot goes in; a verdict comes out, for the health check of a container or a balancer."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.settings import BotSettings, Mode

if TYPE_CHECKING:
    from bot.delivery.alarms import State

STALE = timedelta(minutes=3)
"""A polling bot hears from Telegram every half minute, and tries again after at most another half."""

LATE = timedelta(minutes=2)
"""A tick comes every five seconds."""

HEARTBEAT = "alive"
TICKED = "ticked"
LONGEST_NOTE = 2000
SECONDS_TO_ANSWER = 5


@dataclass(frozen=True, slots=True)
class Health:
    """Whether the store can be asked, and whether what is due is delivered.

    Ages are of the last update and of the last tick, in seconds, None before the first; ``alarms`` are sentences.
    """

    store: bool
    last_update_age: float | None
    last_tick_age: float | None = None
    alarms: tuple[str, ...] = ()

    @property
    def late(self) -> bool:
        """Whether ticks have stopped."""
        return self.last_tick_age is not None and self.last_tick_age > LATE.total_seconds()

    @property
    def well(self) -> bool:
        """A quiet day is no fault: the store decides, and whether what is due is delivered."""
        return self.store and not self.late and not self.alarms

    def to_dict(self) -> dict[str, Any]:
        """The body of /healthz."""
        age = None if self.last_update_age is None else round(self.last_update_age, 1)
        tick = None if self.last_tick_age is None else round(self.last_tick_age, 1)
        return {
            "status": "ok" if self.well else "failing",
            "store": "reachable" if self.store else "unreachable",
            "last_update_age_seconds": age,
            "last_tick_age_seconds": tick,
            "alarms": list(self.alarms),
        }


def look(
    ask_store: Callable[[], object], last: datetime | None, now: datetime, state: State | None = None
) -> Health:
    """The health at this moment; any failure of the store is a finding, not an error."""
    try:
        ask_store()
    except Exception:  # noqa: BLE001 - whatever keeps the store from answering, it does not answer
        store = False
    else:
        store = True
    ticked = state.ticked if state else None
    return Health(
        store,
        (now - last).total_seconds() if last else None,
        (now - ticked).total_seconds() if ticked else None,
        tuple(alarm.words for alarm in state.alarms) if state else (),
    )


def beat(settings: BotSettings, now: datetime) -> None:
    """Leave word that Telegram has answered just now."""
    path = settings.data_folder / HEARTBEAT
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(now.isoformat(), encoding="ascii")


def note(settings: BotSettings, state: State) -> None:
    """Leave word of the last tick, and of what is wrong with deliveries, a sentence a line."""
    path = settings.data_folder / TICKED
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [state.ticked.isoformat() if state.ticked else "", *(alarm.words for alarm in state.alarms)]
    path.write_text("\n".join(lines), encoding="utf-8")


def check(settings: BotSettings, now: datetime) -> tuple[bool, str]:
    """Whether the bot that runs with these settings is well, and one sentence about it."""
    if settings.mode is Mode.WEBHOOK:
        return _ask(settings)
    heard = _heard(settings.data_folder / HEARTBEAT, now)
    return _delivered(settings.data_folder / TICKED, now) if heard[0] else heard


def _ask(settings: BotSettings) -> tuple[bool, str]:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.listen_host, settings.listen_host)  # noqa: S104
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{settings.listen_port}/healthz"
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(address, timeout=SECONDS_TO_ANSWER):
            return True, "The bot is well."
    except urllib.error.HTTPError as answer:
        return False, f"The bot is not well: {answer.read(1000).decode('utf-8', 'replace')}"
    except OSError as problem:
        return False, f"The bot does not answer on {host}:{settings.listen_port} ({type(problem).__name__})."


def _heard(path: Path, now: datetime) -> tuple[bool, str]:
    try:
        heard = datetime.fromisoformat(path.read_text(encoding="ascii").strip())
        age = now - heard
    except (OSError, ValueError, TypeError):
        return False, "The bot has not heard from Telegram yet."
    if age > STALE:
        return False, f"The bot last heard from Telegram {int(age.total_seconds() // 60)} minutes ago."
    return True, "The bot is well."


def _delivered(path: Path, now: datetime) -> tuple[bool, str]:
    """What the last tick left word of; a bot that has only begun has left word of that."""
    try:
        first, *alarms = path.read_text(encoding="utf-8")[:LONGEST_NOTE].split("\n")
        age = now - datetime.fromisoformat(first)
    except (OSError, ValueError, TypeError):
        return False, "The bot has left no word of whether it looks at what is due."
    if age > LATE:
        return False, f"The bot last looked {int(age.total_seconds() // 60)} minutes ago at what is due."
    return not alarms, " ".join(alarms) or "The bot is well."
