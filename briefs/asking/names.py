"""Takes the words of a question, and gives the parties and topics they name, or what a misspelt word may have meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from briefs.asking.words import NOUNS, STOP, VERBS
from briefs.lexicon.forgiving import ENGLISH_WORDS
from briefs.model import Code

if TYPE_CHECKING:
    from briefs.lexicon import Lexicon

MOST_TOKENS = 60
_LONGEST_NAME = 6
_LIKE = 78.0
"""From this likeness on (of 100) a word is taken for a slip of the pen, not for another word."""
_SHORTEST_SLIP = 4
_SHORT_CODE = 2
_LONG_ENOUGH = 5
"""A whole word of a name suggests it: "korea", "congo"."""

_TOKEN = re.compile(r"[\U0001F1E6-\U0001F1FF]{2}|[^\W_][\w.&]*(?:['’](?!s\b)\w+)?|[^\W_]+")
_PIECE = re.compile(r"[^\s,;?!]+")
_POSSESSIVE = re.compile(r"['’]s?\b|['’](?!\w)")


@dataclass(frozen=True, slots=True)
class Token:
    """A word and its half-open range; ``possessive`` where 's follows it."""

    text: str
    start: int
    end: int
    possessive: bool

    @property
    def key(self) -> str:
        """The word as the tables of words have it."""
        return self.text.casefold().rstrip(".")


@dataclass(frozen=True, slots=True)
class Named:
    """What the tokens from ``first`` up to ``last`` (not included) name."""

    first: int
    last: int
    value: str


def tokens(text: str) -> list[Token]:
    """The words of a text, at most ``MOST_TOKENS``: what lies beyond is no question."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        word = match[0].rstrip(".&") or match[0]
        if any(letter.isalpha() for letter in word) and word.count(".") > 1:
            word = match[0]
        end = match.start() + len(word)
        found.append(Token(word, match.start(), end, bool(_POSSESSIVE.match(text, end))))
        if len(found) == MOST_TOKENS:
            break
    return [token for token in found if token.text not in {"s", "S"} or not _after_quote(text, token)]


def _after_quote(text: str, token: Token) -> bool:
    return token.start > 0 and text[token.start - 1] in "'’"


def parties(
    text: str, words: list[Token], lexicon: Lexicon, *, alone: bool, terse: bool = False
) -> list[Named]:
    """The parties named, in their order.

    ``alone`` says that all the words are one name: "us" and "in" are states; ``terse``, that they follow a
    command, where "us" is no pronoun.
    """
    if alone:
        code = lexicon.party(text).code
        if code is not None:
            return [Named(0, len(words), code)]
    exact = [
        (match.start(), match.end(), code)
        for match in _PIECE.finditer(text)
        if (code := _code(match[0], lexicon, terse=terse or not text[: match.start()].strip()))
    ]
    spotted = [(each.start, each.end, each.code) for each in lexicon.spot(text)]
    spotted = [one for one in spotted if not any(one[0] < end and start < one[1] for start, end, _ in exact)]
    found = []
    for start, end, code in sorted([*exact, *spotted]):
        inside = [at for at, token in enumerate(words) if token.start < end and start < token.end]
        if inside:
            found.append(Named(inside[0], inside[-1] + 1, code))
    return found


def _code(piece: str, lexicon: Lexicon, *, terse: bool) -> Code | None:
    """The party of a code: "AU", "ASEAN", and "au" where that is no English word."""
    if piece in lexicon.parties:
        return piece
    code = piece.upper()
    short = len(piece) == _SHORT_CODE and piece.islower() and code in lexicon.parties
    if short and (piece not in ENGLISH_WORDS | STOP or (terse and piece == "us")):
        return code
    return None


def topics(text: str, words: list[Token], free: Callable[[int], bool], lexicon: Lexicon) -> list[Named]:
    """The topics named by words that are still ``free``."""
    found = []
    for spotted in lexicon.spot_topics(text):
        inside = [
            at for at, token in enumerate(words) if token.start < spotted.end and spotted.start < token.end
        ]
        if inside and all(free(at) for at in inside) and not all(_idle(words[at]) for at in inside):
            found.append(Named(inside[0], inside[-1] + 1, spotted.code))
    return found


def _idle(token: Token) -> bool:
    return token.key in STOP or token.key in VERBS or token.key in NOUNS


def topic_called(words: str, lexicon: Lexicon) -> str | None:
    """The slug of a topic by any of its names, or None."""
    return lexicon.topic(words).code


def slips(word: str, lexicon: Lexicon) -> tuple[tuple[Code, ...], tuple[str, ...]]:
    """The parties and the topics that a misspelt word may stand for, likeliest first; at most three of each."""
    if len(word) < _SHORTEST_SLIP:
        return (), ()
    codes = [
        code
        for code in lexicon.party(word).suggestions
        if code in lexicon.parties
        and _like(word, (*lexicon.parties[code].names, lexicon.party_name(code)), partly=True)
    ]
    called = {topic.slug: (topic.name, *topic.words, *topic.typed) for topic in lexicon.topics}
    slugs = [slug for slug in lexicon.topic(word).suggestions if _like(word, called.get(slug, ()))]
    return tuple(codes[:3]), tuple(slugs[:3])


def _like(word: str, names: Iterable[str], *, partly: bool = False) -> bool:
    from rapidfuzz import fuzz

    asked = fold(word)
    for name in map(folded, names):
        if fuzz.ratio(asked, name) >= _LIKE:
            return True
        if partly and len(asked) >= _LONG_ENOUGH and asked in name.split():
            return True
    return False


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """A name of the record or of a document, folded once: a question is compared with all of them."""
    return fold(name)


def fold(words: str) -> str:
    """Words without case, accents and punctuation: how names are compared."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    return " ".join("".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split())
