"""Two texts in, how they belong together out: one text in another dress, mended, revised, or two texts.

The words are laid beside each other; what differs decides. A number, a date or a name that is another one in a
sentence of both keeps two documents apart: the same words are said every year. Whole sentences that only one of
them has before its first or after its last common sentence are its header and its footer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from briefs.store.fingerprints import WORD, folded
from briefs.store.sliding import Gap, slid

FEWEST_COMMON = 25
"""Words that two texts must share at least."""
SAME_SHARE = 0.9
"""Of the words of both, header and footer aside, so many are common to two forms of one text."""
REVISED_SHARE = 0.8
"""Of the shorter text, so many stand in its revision too."""
MOST_GROWN = 0.55
"""And so many of the longer one: a collection that holds a text is no revision of it."""
EDGE_WORDS = 60
EDGE_SHARE = 1 / 3
"""How long a header or footer may be: so many words, or this part of the common ones."""
PROSE = 10
"""A sentence of so many words is no line of a header: where each text begins or ends with some of its own, it is about
something else, and what they share is what stands under every release of the house."""
MOST_COMPARED = 160_000_000
"""Words of one text times words of the other that are laid beside each other: two of 12,600 words, a fifth of a second."""
LONGEST = 100_000
"""Words of a text that is compared at all: a longer one is like no other."""
_HALF = 0.5
_TYPO_FROM, _NAME_FROM, _LONG_WORD = 4, 6, 8
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_NUMBERS = {word: str(value) for value, word in enumerate(_UNITS)}
_TELLING = frozenset(
    "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty "
    "ninety hundred thousand million billion dozen half double first second third fourth fifth sixth seventh eighth "
    "ninth tenth eleventh twelfth twentieth annual biennial january february march april may june july august "
    "september october november december monday tuesday wednesday thursday friday saturday sunday north south east "
    "west northern southern eastern western".split()
)
"""Words that are a number, a day or a direction: another one in their place is another statement."""
_SMALL = frozenset(
    "a an the of and to in on at for by with from its this that which who is was be has".split()
)


class Likeness(IntEnum):
    """From nothing in common to the same words."""

    APART = 0
    REVISED = 1
    MENDED = 2
    SAME = 3


@dataclass(frozen=True, slots=True)
class Text:
    """A text made ready to be compared: its words as they stand, folded, and the sentence that each stands in."""

    plain: tuple[str, ...]
    words: tuple[str, ...]
    sentence: tuple[int, ...]
    lengths: tuple[int, ...]
    parties: frozenset[str] = field(default_factory=frozenset)

    @property
    def whole(self) -> bool:
        """Whether all of it is here."""
        return len(self.words) <= LONGEST


def text_of(paragraphs: Sequence[str], parties: frozenset[str] = frozenset()) -> Text:
    """The words of a text with their sentences; ``parties`` are the codes of those whose acts it tells."""
    plain: list[str] = []
    sentence: list[int] = []
    number = 0
    for paragraph in paragraphs:
        end = 0
        for match in WORD.finditer(paragraph):
            if end and any(sign in ".!?;:\n" for sign in paragraph[end : match.start()]):
                number += 1
            plain.append(match.group())
            sentence.append(number)
            end = match.end()
            if len(plain) > LONGEST:
                break
        number += 1
        if len(plain) > LONGEST:
            break
    lengths = Counter(sentence)
    return Text(
        tuple(plain),
        tuple(folded(word) for word in plain),
        tuple(sentence),
        tuple(lengths.get(at, 0) for at in range(number)),
        parties,
    )


def likeness(one: Text, other: Text) -> Likeness:
    """How two texts belong together; the same whichever comes first."""
    if (one.parties - other.parties and other.parties - one.parties) or not (one.whole and other.whole):
        return Likeness.APART
    if len(one.words) * len(other.words) > MOST_COMPARED:
        return Likeness.SAME if one.words == other.words else Likeness.APART
    return _Beside(one, other).verdict()


class _Beside:
    """Two texts laid beside each other."""

    def __init__(self, one: Text, other: Text) -> None:
        self.one, self.other = one, other
        gaps, self.common = _aligned(one.words, other.words)
        self.gaps = slid(gaps, one, other)
        self.alone = (
            _alone(one, [gap.one for gap in self.gaps]),
            _alone(other, [gap.other for gap in self.gaps]),
        )
        self.edges = (_edges(one, self.alone[0]), _edges(other, self.alone[1]))

    def verdict(self) -> Likeness:
        if self.common < FEWEST_COMMON:
            return Likeness.APART
        worst = min((self._of(gap) for gap in self.gaps), default=Likeness.SAME)
        first, second = (
            self._body(text, edges) for text, edges in zip((self.one, self.other), self.edges, strict=True)
        )
        shorter, longer = self.common / min(first, second), self.common / max(first, second)
        if worst is Likeness.APART or shorter < REVISED_SHARE or self._about_other_things():
            return Likeness.APART
        if worst is Likeness.REVISED or longer < SAME_SHARE or not self._plain_edges():
            return Likeness.REVISED if longer >= MOST_GROWN and self._plain_edges() else Likeness.APART
        return worst

    def _about_other_things(self) -> bool:
        """Whether both begin, or both end, with sentences that only they have."""
        heads, tails = [], []
        for text, edges, alone in zip((self.one, self.other), self.edges, self.alone, strict=True):
            middle = next((at for at in range(len(text.lengths)) if at not in alone), 0)
            prose = [at for at in edges if text.lengths[at] >= PROSE]
            heads.append(any(at < middle for at in prose))
            tails.append(any(at > middle for at in prose))
        return all(heads) or all(tails)

    def _body(self, text: Text, edges: frozenset[int]) -> int:
        """How many words there are between header and footer."""
        return max(1, len(text.words) - sum(text.lengths[at] for at in edges))

    def _plain_edges(self) -> bool:
        """Whether headers and footers are no longer than such are."""
        most = max(EDGE_WORDS, self.common * EDGE_SHARE)
        pairs = zip((self.one, self.other), self.edges, strict=True)
        return all(sum(text.lengths[at] for at in edges) <= most for text, edges in pairs)

    def _of(self, gap: Gap) -> Likeness:
        """What a place of difference says, sentences of only one text left out where they are header or footer."""
        gone, come = _within(self.one, gap.one, self.alone[0]), _within(self.other, gap.other, self.alone[1])
        told = [at for at in gap.one if self.one.sentence[at] not in self.edges[0]]
        told_other = [at for at in gap.other if self.other.sentence[at] not in self.edges[1]]
        if not told and not told_other:
            return Likeness.SAME
        lacking = len(told) != len(gone) or len(told_other) != len(come)  # a sentence that the other has not
        whole = Likeness.REVISED if lacking else Likeness.SAME
        return min(
            whole, _changed([self.one.plain[at] for at in gone], [self.other.plain[at] for at in come])
        )


def _aligned(one: Sequence[str], other: Sequence[str]) -> tuple[list[Gap], int]:
    """The places where two lists of words differ, and how many words are common."""
    from rapidfuzz.distance import Indel

    numbers = {word: at for at, word in enumerate(dict.fromkeys((*one, *other)))}
    steps = Indel.opcodes([numbers[word] for word in one], [numbers[word] for word in other])
    gaps: list[Gap] = []
    common = 0
    for step in steps:
        if step.tag == "equal":
            common += step.src_end - step.src_start
        elif gaps and gaps[-1].one.stop == step.src_start and gaps[-1].other.stop == step.dest_start:
            gaps[-1] = Gap(
                range(gaps[-1].one.start, step.src_end), range(gaps[-1].other.start, step.dest_end)
            )
        else:
            gaps.append(Gap(range(step.src_start, step.src_end), range(step.dest_start, step.dest_end)))
    return gaps, common


def _alone(text: Text, gaps: Sequence[range]) -> frozenset[int]:
    """The sentences of which the other text has half or less."""
    missing = Counter(text.sentence[at] for gap in gaps for at in gap)
    return frozenset(at for at, lost in missing.items() if lost >= text.lengths[at] * _HALF)


def _edges(text: Text, alone: frozenset[int]) -> frozenset[int]:
    """Those of them that stand before the first or after the last sentence that both have."""
    shared = [at for at in range(len(text.lengths)) if at not in alone and text.lengths[at]]
    if not shared:
        return alone
    return frozenset(at for at in alone if at < shared[0] or at > shared[-1])


def _within(text: Text, gap: range, alone: frozenset[int]) -> list[int]:
    """The words of a gap that stand in sentences which both texts have."""
    return [at for at in gap if text.sentence[at] not in alone]


def _changed(gone: list[str], come: list[str]) -> Likeness:
    """What it means that some words of a sentence became others."""
    if "".join(map(folded, gone)) == "".join(map(folded, come)):
        return Likeness.SAME
    one, other = figures(gone), figures(come)
    if one != other:
        return Likeness.APART
    gone, come = _without_typos(gone, come)
    if _names(gone) and _names(come):
        return Likeness.APART
    rest = [*gone, *come]
    return Likeness.MENDED if all(folded(word) in _SMALL for word in rest) else Likeness.REVISED


def figures(words: Sequence[str]) -> Counter[str]:
    """What keeps two texts apart where it is another: numbers, days and months, directions."""
    plain = (_NUMBERS.get(folded(word), folded(word)) for word in words)
    return Counter(word for word in plain if word in _TELLING or any(sign.isdigit() for sign in word))


def _names(words: Sequence[str]) -> list[str]:
    return [word for word in words if word[0].isupper()]


def _without_typos(gone: list[str], come: list[str]) -> tuple[list[str], list[str]]:
    """The words that are more than a mended slip of a word on the other side."""
    left = list(come)
    rest = []
    for word in gone:
        match = next((each for each in left if _is_slip(word, each)), None)
        if match is None:
            rest.append(word)
        else:
            left.remove(match)
    return rest, left


def _is_slip(one: str, other: str) -> bool:
    """Whether one word may be the other misspelt; of a name one letter, and not the first: Iran is not Iraq."""
    from rapidfuzz.distance import OSA

    first, second = folded(one), folded(other)
    if first == second or {first, second} <= _SMALL:
        return True
    shortest = min(len(first), len(second))
    if shortest < (_NAME_FROM if one[0].isupper() and other[0].isupper() else _TYPO_FROM):
        return False
    alike = first[:2] == second[:2]
    most = 2 if alike and shortest >= _LONG_WORD and not one[0].isupper() else 1
    return (alike or not one[0].isupper()) and OSA.distance(first, second) <= most
