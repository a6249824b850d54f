"""Takes the words of a question and the parties in it, and says who acts, who receives, and who may do either."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefs.asking.names import Named, Token
from briefs.asking.question import About
from briefs.asking.words import ARTICLES, BEING, NOUNS, SIDES, VERBS

_AUXILIARIES = frozenset({"did", "does", "do", "has", "have", "had", "will", "can", "should", "would"})
_HOW_FAR_A_NOUN = 3


@dataclass(frozen=True, slots=True)
class Act:
    """The verb of a question: the place of its word, what answers it, and whether it is turned round."""

    at: int
    about: About
    passive: bool


def act(words: Sequence[Token], taken: set[int]) -> Act | None:
    """The first verb that a party can do to another, if there is one."""
    for at, token in enumerate(words):
        if at in taken or token.key not in VERBS:
            continue
        if token.key in NOUNS and not any(before.key in _AUXILIARIES | BEING for before in words[:at]):
            continue  # "pledges" and "a request" are things; "did Canada request" is a deed
        passive = any(before.key in BEING for before in words[:at])
        return Act(at, VERBS[token.key][0], passive)
    return None


def sides(words: Sequence[Token], named: Sequence[Named], deed: Act | None) -> dict[str, list[str]]:
    """The codes by side: "actor", "towards" and "any"."""
    found: dict[str, list[str]] = {"actor": [], "towards": [], "any": []}
    previous: tuple[int, str] | None = None
    for name in named:
        side = _coordinated(words, name, previous) or _side(words, name, deed, previous[0] if previous else 0)
        previous = (name.last, side)
        if not any(name.value in codes for codes in found.values()):
            found[side].append(name.value)
    return found


def _coordinated(words: Sequence[Token], name: Named, previous: tuple[int, str] | None) -> str | None:
    """The side of the party before it, in "Australia and Canada"."""
    if previous is None:
        return None
    end, side = previous
    between = [token.key for token in words[end : name.first]]
    return side if between == ["and"] else None


def _side(words: Sequence[Token], name: Named, deed: Act | None, end: int) -> str:
    """The side of a party; ``end`` is where the one before it ends: "TO AU" are Tonga and Australia."""
    before = _word_before(words, name.first, end)
    # "asked of Australia" and "want from Australia" address it; "pledges from Australia" are its own.
    if before in {"of", "from"} and deed and deed.at < name.first and deed.about is About.REQUESTS:
        return "towards"
    if before in SIDES and before != "and":
        return SIDES[before]
    if words[name.last - 1].possessive and any(
        token.key in NOUNS for token in words[name.last : name.last + _HOW_FAR_A_NOUN]
    ):
        return "actor"
    if deed is None:
        return "actor" if before in _AUXILIARIES else "any"
    return _beside(name, deed)


def _beside(name: Named, deed: Act) -> str:
    """The side of a party without a preposition: who stands before a verb acts, unless the verb is passive."""
    if name.first < deed.at:
        return "towards" if deed.passive else "actor"
    return "any" if deed.passive else "towards"


def _word_before(words: Sequence[Token], at: int, end: int) -> str:
    while at > end and words[at - 1].key in ARTICLES:
        at -= 1
    return words[at - 1].key if at > end else ""
