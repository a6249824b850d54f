"""How the sources fared goes in; the plain lines that a person reads come out, what needs attention first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from briefs.dates_shown import day
from briefs.shown import counted

if TYPE_CHECKING:
    from briefs.watching.due import State
    from briefs.watching.records import Held
    from briefs.watching.yields import Yield

SILENT_AFTER = timedelta(days=30)
OVERDUE = timedelta(hours=2)
"""How long after its turn a source is still taken for watched; later, nothing seems to run."""
LONGEST_NAME = 70
LONGEST_REASON = 160
ROOM = 3600
"""Characters of all lines together, so that the whole fits one message; the shell shows all."""
MARK = 3
"""Characters before and after each line: its dot, a space, its end."""
A_FEW = 300
"""Characters that are left to each later heading, whatever stands before it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A title, a few leading lines, and headed lists of lines."""

    title: str
    lead: tuple[str, ...]
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Alarm:
    """What the owner is to be told once: ``key`` is the same for the same failure, however often it is asked for."""

    key: str
    source: str
    text: str


def overview(
    rows: Sequence[Yield], now: datetime, zone: ZoneInfo, *, held: int = 0, whole: bool = False, ask: str = ""
) -> Page:
    """Every source with its last success and its yield: failing ones, silent ones, those that do well, new ones."""
    active = [row for row in rows if row.state.active]
    if not active:
        return Page("Sources", ("No source is watched. The file config/sources.toml lists what can be.",))
    seen = _Seen(now, zone, _slugs_shown(active, whole=whole))
    failing = [row for row in active if row.state.failing_since is not None]
    fresh = [row for row in active if row.state.looked_at is None]
    rest = [row for row in active if row not in failing and row not in fresh]
    well = [row for row in rest if row.newest is not None and now - row.newest <= SILENT_AFTER]
    empty = [row for row in rest if row.newest is None]
    silent = [row for row in rest if row not in well and row not in empty]
    parts = (
        ("Cannot be read", [seen.failing(row) for row in failing]),
        ("Nothing new for a month", [seen.silent(row) for row in silent]),
        ("Nothing so far", [seen.empty(row) for row in empty]),
        ("Well", [seen.well(row) for row in well]),
        ("Not looked at yet", [seen.name(row.state) for row in fresh]),
    )
    listed = [(heading, lines) for heading, lines in parts if lines]
    shown = tuple((heading, tuple(lines)) for heading, lines in listed) if whole else _fitted(listed)
    return Page("Sources", _lead(active, failing, _held(held, ask), now), shown)


def _slugs_shown(rows: list[Yield], *, whole: bool) -> frozenset[str]:
    """The sources that are shown with their short names: all where there is room, else those of one publisher."""
    count = Counter(row.state.publisher for row in rows)
    return frozenset(row.state.source for row in rows if whole or count[row.state.publisher] > 1)


def _held(held: int, ask: str) -> str:
    """How much could not be read; "" where there is nothing."""
    how = ask or "`python -m briefs quarantine` says why."
    return f"{counted(held, 'item', 'items')} could not be read: {how}" if held else ""


def _lead(active: list[Yield], failing: list[Yield], held: str, now: datetime) -> tuple[str, ...]:
    watched = counted(len(active), "source is", "sources are")
    lead = [f"{watched} watched" + (f"; {len(failing)} cannot be read." if failing else ".")]
    waiting = sum(row.waiting for row in active)
    if waiting:
        lead.append(f"{counted(waiting, 'document waits', 'documents wait')} to be fetched.")
    lead += [held] if held else []
    if all(row.state.next_look < now - OVERDUE for row in active):
        lead.append("Nothing has been looked at when it was due: the watch does not seem to run.")
    return tuple(lead)


def _fitted(parts: Sequence[tuple[str, list[str]]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The parts within the room of a message; what is left out is counted."""
    fitted = []
    spare = ROOM - A_FEW * len(parts)
    for heading, lines in parts:
        spare += A_FEW
        shown: list[str] = []
        for line in lines:
            if len(line) + MARK > spare:
                break
            shown.append(line)
            spare -= len(line) + MARK
        left = len(lines) - len(shown)
        fitted.append((heading, (*shown, f"and {left} more") if left else tuple(shown)))
    return tuple(fitted)


@dataclass(frozen=True, slots=True)
class _Seen:
    """How a line is written: as seen at a moment, from a zone."""

    now: datetime
    zone: ZoneInfo
    slugs: frozenset[str]

    def failing(self, row: Yield) -> str:
        state = row.state
        last = f"Last read {self.at(state.read_at)}." if state.read_at else "It was never read."
        return f"{self.name(state)}, since {self.at(state.failing_since).removeprefix('on ')}. {_reason(state)} {last}"

    def silent(self, row: Yield) -> str:
        newest = day(row.newest.astimezone(self.zone).date()) if row.newest else "it is watched"
        return f"{self.name(row.state)}: nothing since {newest}; read {self.at(row.state.read_at)}"

    def empty(self, row: Yield) -> str:
        waits = (
            f"{counted(row.waiting, 'document waits', 'documents wait')} to be fetched; "
            if row.waiting
            else ""
        )
        return f"{self.name(row.state)}: {waits}read {self.at(row.state.read_at)}"

    def well(self, row: Yield) -> str:
        brought = counted(row.lately, "document", "documents")
        newest = self.at(row.newest).partition(" at ")[0]
        return f"{self.name(row.state)}: {brought} in 30 days, the last {newest}; read {self.at(row.state.read_at)}"

    def name(self, state: State) -> str:
        name = _short(state.publisher, LONGEST_NAME)
        return f"{name} ({state.source})" if state.source in self.slugs else name

    def at(self, when: datetime | None) -> str:
        return moment(when, self.now, self.zone)


def _reason(state: State) -> str:
    """Why a source cannot be read, without the address that its name stands for."""
    words = state.reason or "The reason is not known"
    if words.startswith(f"{state.address} "):
        words = f"It {words.removeprefix(state.address).strip()}"
    return f"{_short(words, LONGEST_REASON).rstrip('.')}."


def alarm(state: State, zone: ZoneInfo) -> Alarm:
    """The words for the owner about a source that has failed for a day."""
    since = state.failing_since or state.next_look
    last = (
        f" It was last read on {_day(state.read_at, zone)}." if state.read_at else " It has never been read."
    )
    name = f"{_short(state.publisher, LONGEST_NAME)} ({state.source})"
    text = (
        f"The source “{name}” has not been readable since {_day(since, zone)}. {_reason(state)}{last} "
        "Correct its address in config/sources.toml, or switch it off there with active = false. "
        "I go on trying, and tell this once."
    )
    return Alarm(f"source|{state.source}|{since.isoformat()}", state.source, text)


def quarantined(held: Sequence[Held], zone: ZoneInfo) -> list[str]:
    """What is in quarantine, two lines each: the number to name it by, and the reason."""
    lines = []
    for one in held:
        name = _short(one.title or one.address, 90)
        lines += [f"{one.number:>5}  {_day(one.put_at, zone)}  {name}", f"       {one.reason}"]
        if one.title:
            lines.append(f"       {_short(one.address, 200)}")
    return lines


def moment(when: datetime | None, now: datetime, zone: ZoneInfo) -> str:
    """A moment as a person says it: "today at 07:10", "yesterday at 18:00", "on 3 October 2026"."""
    if when is None:
        return "never"
    local, today = when.astimezone(zone), now.astimezone(zone).date()
    hour = f"{local:%H:%M}"
    if local.date() == today:
        return f"today at {hour}"
    if local.date() == today - timedelta(days=1):
        return f"yesterday at {hour}"
    return f"on {day(local.date())}"


def _day(when: datetime, zone: ZoneInfo) -> str:
    return day(when.astimezone(zone).date())


def _short(words: str, most: int) -> str:
    words = " ".join(words.split())
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
