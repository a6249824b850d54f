"""Words that an editor writes go in; the parties, the period or the day that they mean come out, or what is unclear."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.editing.captions import day as read_day
from bot.markup import short
from briefs.errors import BadDate, BadQuestion
from briefs.model import Period, Precision

if TYPE_CHECKING:
    from briefs.lexicon import Lexicon
    from briefs.model import Code

NONE = frozenset({"none", "nobody", "no one", "no", "nothing", "-", "never"})
COMMA = re.compile(r"\s*[,;\n]\s*")
AND = re.compile(r"\s+(?:and|&|et)\s+", re.IGNORECASE)
MOST_NAMES = 30
LONGEST_NAME = 3
"""Pieces between "and" that one name may have: Saint Vincent and the Grenadines has two."""


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties that were named; ``unknown`` are words that name none, with what they may have meant."""

    codes: tuple[Code, ...] = ()
    unknown: tuple[tuple[str, tuple[Code, ...]], ...] = ()


def parties(words: str, lexicon: Lexicon) -> Parties:
    """The parties in words such as "Japan, Laos and the EU"; "none" is nobody. A slip is never guessed."""
    if words.strip().casefold() in NONE:
        return Parties()
    codes: list[Code] = []
    unknown: list[tuple[str, tuple[Code, ...]]] = []
    for piece in _pieces(words, lexicon)[:MOST_NAMES]:
        found = lexicon.party(piece)
        if found.code:
            codes.append(found.code)
        else:
            unknown.append((short(piece, 40), found.suggestions))
    return Parties(tuple(dict.fromkeys(codes)), tuple(unknown))


def _pieces(words: str, lexicon: Lexicon) -> list[str]:
    """The names one by one; an "and" that belongs to a name stays in it."""
    pieces: list[str] = []
    for piece in filter(None, COMMA.split(words.strip())):
        parts = [part for part in AND.split(f" {piece} ") if part.strip()]
        while parts:
            whole = next(
                (
                    size
                    for size in range(min(len(parts), LONGEST_NAME), 1, -1)
                    if lexicon.party(" and ".join(part.strip() for part in parts[:size])).code
                ),
                1,
            )
            pieces.append(" and ".join(part.strip() for part in parts[:whole]))
            parts = parts[whole:]
    return pieces


def told(found: Parties, lexicon: Lexicon) -> str:
    """Which words name no party known here, and what they may have meant."""
    said = []
    for words, near in found.unknown:
        meant = " or ".join(lexicon.party_name(code) for code in near)
        said.append(f"I know no party “{words}”{f'; did you mean {meant}?' if meant else '.'}")
    return " ".join(said)


def period(words: str, said_on: date | None) -> Period | None:
    """The time in words such as "by 2025" or "2021 to 2025", counted from ``said_on``; None for "none".

    Raises BadDate where the words are no time, or name more than one.
    """
    from briefs.parsing import periods

    plain = " ".join(words.split())[:200]
    if plain.casefold() in NONE:
        return None
    found = periods.find(plain, said_on) or periods.find(f"in {plain}", said_on)
    if len(found) == 1:
        return found[0].period
    if not found:
        try:
            day = read_day(plain, said_on or date(1970, 1, 1))
        except BadDate:
            day = None
        if day is not None:
            return Period(day, day, Precision.DAY, plain)
    raise BadDate(
        f"I cannot read “{short(plain, 60)}” as one time. Write it as by 2025, from May 2021, 2021–2025 or 28 January "
        "2021; none takes it away."
    )


def published(words: str, today: date) -> date:
    """The day of publication in a person's words. Raises BadDate, also for a day that is still to come."""
    day = read_day(words, today)
    if day > today + timedelta(days=1):
        raise BadDate(f"{day:%Y-%m-%d} is still to come, so nothing can have been published then.")
    return day


def named(field: str, words: str) -> str:
    """A title or publisher as it may be kept. Raises BadQuestion where nothing is left of it, or too much."""
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())
    if not plain or len(plain) > 300:  # noqa: PLR2004 - what a correction takes too
        raise BadQuestion(f"A {field} has between 1 and 300 characters.")
    return plain


def packed(given: Period | None) -> str:
    """A period as a button carries it: "2021-01-01 2025-12-31 range 2021 to 2025"; "" for none."""
    if given is None:
        return ""
    start, end = (each.isoformat() if each else "-" for each in (given.start, given.end))
    return f"{start} {end} {given.precision.value} {given.words}"


def unpacked(words: str) -> Period | None:
    """The period in a button. Raises BadDate where it is none."""
    if not words:
        return None
    try:
        start, end, precision, *rest = words.split(" ", 3)
        days = [None if each == "-" else date.fromisoformat(each) for each in (start, end)]
        return Period(days[0], days[1], Precision(precision), rest[0] if rest else "")
    except ValueError:
        raise BadDate("This button is too old for me. Please begin again.") from None
