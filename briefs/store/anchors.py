"""The lines of a document before and after in, which of them are the same out: by their words and place, not by number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple


class Anchor(NamedTuple):
    """What holds a line to its sentence: ``kind`` as the parser read it, ``rank`` which of several of that kind it is."""

    quote: str
    paragraph: int
    kind: str
    rank: int


def anchored(lines: Iterable[tuple[str, int, str]]) -> list[Anchor]:
    """The anchors of lines by quote, paragraph and kind, in the order of the text."""
    met: Counter[tuple[str, int, str]] = Counter()
    found = []
    for quote, paragraph, kind in lines:
        plain = (" ".join(quote.split()), paragraph, kind)
        found.append(Anchor(*plain, met[plain]))
        met[plain] += 1
    return found


_TIERS: tuple[Callable[[Anchor], Any], ...] = (
    lambda each: each,
    lambda each: (each.quote, each.paragraph),
    lambda each: (each.quote, each.kind),
    lambda each: each.quote,
)
"""From the strictest to the loosest: below the first, only where on both sides one line is left that it may be."""


def matched(old: Sequence[Anchor], new: Sequence[Anchor]) -> dict[int, int]:
    """The place among the old lines for each place among the new ones that has one; no line is taken twice."""
    found: dict[int, int] = {}
    for key in _TIERS:
        taken = set(found.values())
        before = _single(old, key, taken)
        after = _single(new, key, found.keys())
        found |= {after[each]: before[each] for each in after if each in before}
    return found


def _single(anchors: Sequence[Anchor], key: Callable[[Anchor], Any], taken: Iterable[int]) -> dict[Any, int]:
    """The places of those that are alone with their key among the ones that are left."""
    gone = set(taken)
    left = [at for at in range(len(anchors)) if at not in gone]
    times = Counter(key(anchors[at]) for at in left)
    return {key(anchors[at]): at for at in left if times[key(anchors[at])] == 1}
