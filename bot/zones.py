"""A person's words for a time zone go in; the name of the zone comes out, or those that may have been meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

OFFSET = re.compile(r"(?:utc|gmt)? ?([+-]|plus|minus) ?([0-9]{1,2})(?::?00)?")
EASTERNMOST, WESTERNMOST = 14, 12

CAPITALS: Mapping[str, str] = {
    "abu dhabi": "Asia/Dubai",
    "ankara": "Europe/Istanbul",
    "bandar seri begawan": "Asia/Brunei",
    "beijing": "Asia/Shanghai",
    "canberra": "Australia/Sydney",
    "delhi": "Asia/Kolkata",
    "geneva": "Europe/Zurich",
    "hanoi": "Asia/Ho_Chi_Minh",
    "islamabad": "Asia/Karachi",
    "naypyidaw": "Asia/Yangon",
    "new delhi": "Asia/Kolkata",
    "ottawa": "America/Toronto",
    "the hague": "Europe/Amsterdam",
    "washington": "America/New_York",
    "wellington": "Pacific/Auckland",
}
"""Seats of ministries whose zone is called after another city."""

OFFERED: Mapping[str, str] = {
    "Phnom Penh": "Asia/Phnom_Penh",
    "Bangkok": "Asia/Bangkok",
    "Hanoi": "Asia/Ho_Chi_Minh",
    "Jakarta": "Asia/Jakarta",
    "Singapore": "Asia/Singapore",
    "Manila": "Asia/Manila",
    "Beijing": "Asia/Shanghai",
    "Tokyo": "Asia/Tokyo",
    "Seoul": "Asia/Seoul",
    "Canberra": "Australia/Sydney",
    "Wellington": "Pacific/Auckland",
    "New Delhi": "Asia/Kolkata",
    "Brussels": "Europe/Brussels",
    "Geneva": "Europe/Zurich",
    "London": "Europe/London",
    "Washington": "America/New_York",
    "UTC": "UTC",
}
"""What stands on the buttons: where most readers of these documents sit."""


def find(words: str) -> tuple[str | None, tuple[str, ...]]:
    """The zone that the words name, or None with up to four that come near.

    >>> find("phnom penh")
    ('Asia/Phnom_Penh', ())
    >>> find("UTC+7")
    ('Etc/GMT-7', ())
    """
    asked = _folded(words[:60])
    if not asked:
        return None, ()
    by_offset = _offset(asked)
    if by_offset:
        return by_offset, ()
    known = _known()
    if asked in known:
        return known[asked], ()
    return None, _near(asked, known)


def zone_of(name: str | None, default: str) -> ZoneInfo:
    """The zone of this name, or the default where there is none of it (any more)."""
    try:
        return ZoneInfo(name or default)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(default)


def is_zone(name: str) -> bool:
    """Whether there is a zone of exactly this name."""
    return name in _all()


@cache
def _all() -> frozenset[str]:
    """Every zone of the machine: to look through its folders takes longer than a whole answer."""
    return frozenset(available_timezones())


def shown(name: str) -> str:
    """A zone as people say it: "Phnom Penh (Asia)", "UTC+7"."""
    if name.startswith("Etc/GMT") and name[-1].isdigit() and len(name) > len("Etc/GMT0"):
        sign = "-" if "+" in name else "+"  # POSIX writes them the other way round
        return f"UTC{sign}{name.removeprefix('Etc/GMT')[1:]}"
    area, _, city = name.rpartition("/")
    return f"{city.replace('_', ' ')} ({area.replace('_', ' ')})" if area else name


def _offset(asked: str) -> str | None:
    match = OFFSET.fullmatch(asked)
    if match is None:
        return None
    hours = int(match[2])
    east = match[1] in ("+", "plus")
    if hours > (EASTERNMOST if east else WESTERNMOST):
        return None
    return f"Etc/GMT{'-' if east else '+'}{hours}" if hours else "UTC"


@cache
def _known() -> Mapping[str, str]:
    """Every name people may use, folded: the whole name, its city, and the capitals."""
    names = sorted(
        available_timezones(), key=lambda name: (name.startswith(("Etc/", "posix", "right")), name)
    )
    known: dict[str, str] = {}
    for name in names:
        if "/" in name and not name.startswith(("Etc/", "posix", "right", "System")):
            known.setdefault(_folded(name.rsplit("/", 1)[1]), name)
    return {**known, **{_folded(name): name for name in names}, **CAPITALS}


def _near(asked: str, known: Mapping[str, str]) -> tuple[str, ...]:
    from rapidfuzz import fuzz, process

    near = process.extract(asked, list(known), scorer=fuzz.WRatio, limit=8, score_cutoff=75)
    return tuple(dict.fromkeys(known[name] for name, _score, _place in near))[:4]


def _folded(words: str) -> str:
    bare = unicodedata.normalize("NFKD", words.casefold())
    kept = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return " ".join(kept.replace("_", " ").replace("−", "-").split())
