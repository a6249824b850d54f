"""Words go in; the time zone they name comes out, in each of the ways in which people name one, and the words left over."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from bot import zones
from bot.following import spoken_forms as forms

MARK = " \u0001 "
"""Stands where a zone was taken out: a bare hour may follow it."""
LONGEST = 4
MOST_TIMES = 3


@dataclass(frozen=True, slots=True)
class Zoned:
    """The zone; "" where there is none of that name, which ``problem`` then says."""

    zone: str
    rest: str
    problem: str = ""


def zone_in(text: str) -> Zoned | None:
    """The zone that the words name: "UTC+7", "zone Paris", "in Paris time"; None where they name none."""
    offset = forms.OFFSET.search(text)
    if offset:
        zone, _ = zones.find(offset[0])
        return Zoned(zone, f"{text[: offset.start()]}{MARK}{text[offset.end() :]}") if zone else None
    match = forms.ZONE_WORD.search(text)
    if match is None:
        return _before_time(text)
    following = text[match.end() :].split()
    for count in range(min(LONGEST, len(following)), 0, -1):
        zone, _ = zones.find(" ".join(following[:count]))
        if zone:
            return Zoned(zone, f"{text[: match.start()]}{MARK}{' '.join(following[count:])}")
    return Zoned("", text[: match.start()], _unknown(following))


def _before_time(text: str) -> Zoned | None:
    """The zone named before the word "time", by the most words that are the name of one."""
    for end in islice(forms.TIME.finditer(text), MOST_TIMES):
        before = text[: end.start()].split()
        for count in range(min(LONGEST, len(before)), 0, -1):
            zone, _ = zones.find(" ".join(before[-count:]))
            if zone:
                kept = before[:-count]
                if kept and kept[-1].casefold() in forms.BEFORE_ZONE:
                    kept.pop()
                return Zoned(zone, f"{' '.join(kept)}{MARK}{text[end.end() :]}")
        named = forms.IN_ZONE.search(text[: end.start()])
        if named:
            return Zoned(
                "", f"{text[: named.start()]}{MARK}{text[end.end() :]}", _unknown(named["named"].split())
            )
    return None


def _unknown(words: list[str]) -> str:
    named = " ".join(words[:2])[:60]
    return f'No time zone called "{named}" is known. Name a large city nearby, or hours such as UTC+7.'
