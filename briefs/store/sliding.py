"""Places where two texts differ go in; the same come out, each moved to where a sentence begins and ends, if it can be.

Two lists of words can be laid beside each other in several ways of the same length: of a header "Board of Salt" above the
title "Salt talks" the first "Salt" may be taken for that of the title, so that half of the header and half of the title
seem to have come. Which sentences came is told only when what came is moved by a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

FARTHEST = 20
"""Words by which a place is moved at most."""


class Gap(NamedTuple):
    """A place where two texts differ: ranges of their words, of which one may be empty."""

    one: range
    other: range


class Words(Protocol):
    """A text as words, folded, and the sentence that each stands in."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words."""

    @property
    def sentence(self) -> tuple[int, ...]:
        """The number of the sentence of each."""


def slid(gaps: Sequence[Gap], one: Words, other: Words) -> list[Gap]:
    """The gaps in their order, moved, and put together where they touch then. Linear in the gaps."""
    found: list[Gap] = []
    for at, gap in enumerate(gaps):
        before = found[-1] if found else Gap(range(0), range(0))
        after = gaps[at + 1] if at + 1 < len(gaps) else None
        here = _moved(gap, before, after, (one, other))
        if found and before.one.stop == here.one.start and before.other.stop == here.other.start:
            found[-1] = Gap(
                range(before.one.start, here.one.stop), range(before.other.start, here.other.stop)
            )
        else:
            found.append(here)
    return found


def _moved(gap: Gap, before: Gap, after: Gap | None, texts: tuple[Words, Words]) -> Gap:
    """A gap in which one text has words and the other none, moved by the fewest words that make it whole sentences."""
    if bool(gap.one) == bool(gap.other):
        return gap
    side = 0 if gap.one else 1
    text, full, empty = texts[side], gap[side], gap[1 - side]
    room = min(full.start - before[side].stop, empty.start - before[1 - side].stop, FARTHEST)
    steps = [0, *(-step for step in range(1, _free(text.words, full, room, -1) + 1))]
    ends = (
        (after[side].start, after[1 - side].start) if after else (len(text.words), len(texts[1 - side].words))
    )
    room = min(ends[0] - full.stop, ends[1] - empty.stop, FARTHEST)
    steps += range(1, _free(text.words, full, room, 1) + 1)
    for step in sorted(steps, key=abs):
        start, stop = full.start + step, full.stop + step
        touches = start == before[side].stop and empty.start + step == before[1 - side].stop
        if _parts(text.sentence, stop) and (_parts(text.sentence, start) or (touches and before[side])):
            pair = range(start, stop), range(empty.start + step, empty.stop + step)
            return Gap(*pair) if side == 0 else Gap(*reversed(pair))
    return gap


def _free(words: Sequence[str], full: range, room: int, way: int) -> int:
    """By how many words a stretch can be moved one way, so that what remains is the same text."""
    pairs = ((full.start - step, full.stop - step) for step in range(1, room + 1))
    if way > 0:
        pairs = ((full.start + step - 1, full.stop + step - 1) for step in range(1, room + 1))
    count = 0
    for first, second in pairs:
        if words[first] != words[second]:
            break
        count += 1
    return count


def _parts(sentence: Sequence[int], at: int) -> bool:
    """Whether one sentence ends and another begins before a word."""
    return at in {0, len(sentence)} or sentence[at - 1] != sentence[at]
