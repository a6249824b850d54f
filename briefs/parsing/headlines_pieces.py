"""A quote comes in; the pieces of it that a headline may be go out, and between which places none of them may be cut."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.parsing.headlines_words import (
    BEHIND_PREPOSITION,
    DATELINE,
    DECIDED,
    GROUNDS,
    LEAD,
    MARKS,
    NOMINAL,
    NOT,
    OPENERS,
    OPENS,
    REPORTED,
    SHELTERED,
    STOP,
    WEIGHTY,
)
from briefs.values import value

_CONDITIONS = frozenset({"if", "unless", "provided"})
_WHOLE = _CONDITIONS | {"until", "except", "subject to"}
"""What such a word opens must be shown to its end: "until the roads are open and safe"."""
_LEAST_ACT = 24
"""Characters of an act that is shown alone, behind what stands in front of its verb."""


@value(frozen=True, slots=True)
class Piece:
    """An ending of a quote that may be shown: what it must reach, and between which places it must not be cut."""

    text: str
    least: int
    closed: Sequence[tuple[int, int]]
    place: int = 0


def pieces(
    quote: str, whole: str, start: int, verb: int, weighty: list[tuple[int, int]]
) -> list[tuple[str, int]]:
    """The endings of a quote that may be shown, with their places: from its act on, all of it, from its verb on."""
    begin = quote.find(whole)
    found = [(whole, begin)]
    for place in (start, verb):
        if place == start != verb and BEHIND_PREPOSITION.search(quote, 0, place):
            continue
        told = any(begin < end <= place for _, end in weighty) and not GROUNDS.match(quote[begin:place])
        if begin < place < len(quote) - _LEAST_ACT and not told:
            later = trimmed(quote[place:])
            found.insert(0 if place == start else len(found), (later, quote.find(later, place)))
    return found


def reported(found: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The same without a verb of saying, with their places: "disputes should be resolved in peace" of "we stress that disputes should …"."""
    return [
        (piece[match.end() :], place + match.end())
        for said in (REPORTED, NOMINAL, DECIDED, LEAD)
        for piece, place in found
        if (match := said.match(piece))
    ]


def trimmed(quote: str) -> str:
    """A quote without its dateline, without what opens it, and without what closes it."""
    piece = quote.strip()
    line = DATELINE.match(piece)
    piece = piece[line.end() :] if line is not None else piece
    opened = OPENERS.match(piece)
    piece = piece[opened.end() :] if opened is not None else piece
    short = piece.rstrip(' .,;:"“”*—–-[').strip()
    mark = "”" if short.count("“") > short.count("”") else '"' if short.count('"') % 2 else ""
    close = piece.find(mark, len(short), len(short) + 2) if mark else -1
    if close >= 0:
        return piece[: close + 1]
    return short or quote.strip()


def weighty(quote: str) -> list[tuple[int, int]]:
    """Between which places a cut would lose a negation or a condition of what is shown.

    One of the act itself must be reached from the beginning on. One in an aside may be left out with the whole of
    its aside: a relative clause, an example, a participle, another act of a list, a clause behind a semicolon or a
    dash. A condition reaches as far as its clause.
    """
    low = quote.lower()
    if not MARKS.find(low) and not any(ending in low for ending in NOT):
        return []
    found_here = list(WEIGHTY.finditer(quote))
    asides = (
        [
            found.start() + found.group().startswith((" \u2013", " \u2014"))
            for found in SHELTERED.finditer(quote)
        ]
        if found_here
        else []
    )
    closed: list[tuple[int, int]] = []
    for found in found_here:
        aside = max((place for place in asides if place < found.start()), default=0)
        alone = quote[max(0, found.start() - 2) : found.start()].strip() in {",", ";"}
        if alone and found.group().lower() in _CONDITIONS:
            aside = 0
        closed.append((aside, _end_of(quote, found)))
    return closed


def _end_of(quote: str, weighty: re.Match[str]) -> int:
    """Where a negation ends, and a condition with all that it says."""
    if weighty.group().lower() not in _WHOLE:
        return weighty.end()
    stop = None if OPENS.search(quote, 0, weighty.start()) else STOP.search(quote, weighty.end())
    return stop.start() if stop else len(quote.rstrip(" .;,"))
