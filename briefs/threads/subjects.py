"""Takes the sentences of lines, and gives what they are about: telling words, and names of plans, groups and programmes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from briefs.model import Code, Line
from briefs.store.words import WORD, term
from briefs.threads.words import MEETS, NO_SHORT_FORM, general_terms, given_terms, head_terms

if TYPE_CHECKING:
    from briefs.lexicon import Lexicon

_SHORTEST_TELLING = 5
_ENOUGH_WORDS = 2
_FEWEST_TERMS = 2
_LONGEST_NAME = 14
_PARTY = "+"
"""Before the code of a third party, among the words of a sentence."""
_SHORT_FORM = range(4, 9)
_CAPITALS = 3
_MUCH = 3
_MOST_KEPT = 8_000

_PIECE = re.compile(r"[^\W_]+(?:[-’'.&][^\W_]+)*")
_INTRODUCED = re.compile(r"\(([A-Za-z]{0,2}[A-Z][A-Za-z-]{1,9})\)")
_ADDRESS = re.compile(r"\bhttps?://[^\s)]{0,2000}")
_SMALL = frozenset({"of", "on", "for", "and", "the", "to", "in", "with", "us"})
_JOINED = re.compile(r"[ \n\"“”*-]{1,4}")
_NO_NAME = frozenset(
    {
        "joint",
        "memorandum",
        "executive",
        "president",
        "presidents",
        "prime",
        "minister",
        "ministers",
        "leaders",
    }
)

Name = frozenset[str]
"""The telling and the general terms of a name, without the parties in it: what two documents call alike."""


@dataclass(slots=True)
class Subjects:
    """What lines are about, each line read once, for a number says the same for ever; ``own`` are words of names."""

    lexicon: Lexicon
    words_of: dict[int, dict[str, str]] = field(default_factory=dict)
    names_of: dict[int, dict[Name, str]] = field(default_factory=dict)
    keys_of: dict[int, frozenset[str]] = field(default_factory=dict)
    own: dict[Code, frozenset[str]] = field(default_factory=dict)

    def of(self, line: Line) -> dict[str, str]:
        """Search term to the word as it stands; without general words and the names of the parties."""
        found = self.words_of.get(line.number)
        if found is None:
            own = self._own(line)
            found = {stem: word for stem, word in _telling(line.outcome.quote) if stem not in own}
            found |= self._others(line)
            _remember(self.words_of, line, found)
        return found

    def _others(self, line: Line) -> dict[str, str]:
        """The third parties that a sentence names, and groupings: "Timor-Leste", "AUKUS"; bodies are everywhere."""
        parties = set(parties_of(line))
        found = {}
        for mention in self.lexicon.mentions(line.outcome.quote):
            kind = self.lexicon.parties[mention.code].kind if mention.code in self.lexicon.parties else ""
            if mention.code not in parties and kind in {"state", "territory"}:
                found[_PARTY + mention.code] = self.lexicon.party_name(mention.code)
        return found

    def names(self, line: Line) -> dict[Name, str]:
        """The names of plans, groups and programmes in a sentence, with their spelling; short forms are their own."""
        found = self.names_of.get(line.number)
        if found is None:
            found = self._read_names(line)
            _remember(self.names_of, line, found)
        return found

    def keys(self, line: Line) -> frozenset[str]:
        """The telling words of a line and the words of the names in it, as search terms: by these lines are found."""
        found = self.keys_of.get(line.number)
        if found is None:
            names = (term for name in self.names(line) for term in name)
            found = frozenset((*self.of(line), *names))
            _remember(self.keys_of, line, found)
        return found

    def shared_names(self, one: Line, other: Line) -> list[str]:
        """The names that two sentences share, as the second spells them: equal, or one within the other."""
        first, second = self.names(one), self.names(other)
        return [words for name, words in second.items() if any(_same(name, known) for known in first)]

    def shared_words(self, one: Line, other: Line) -> list[str]:
        """The telling words that two lines share; empty where these are too few to be one subject.

        One definite thing on a topic of both is enough, else two telling words; three where the parties are not the
        same or no topic is shared, four where neither is. Third parties count as one word, and never alone.
        """
        common, plain = self._common(one, other)
        topics = set(one.outcome.topics) & set(other.outcome.topics)
        first = self.of(one)
        if topics and any(stem in given_terms() for stem in plain):
            return [first[stem] for stem in common]
        needed = _ENOUGH_WORDS + (not topics) + (parties_of(one) != parties_of(other))
        enough = plain and len(plain) + (len(common) > len(plain)) >= needed
        return [first[stem] for stem in common] if enough else []

    def repeats(self, one: Line, other: Line) -> list[str]:
        """The telling words of both where one sentence says much of the other again: three, or half of the longer.

        A name that both bear is not enough: much is said under one name.
        """
        common, plain = self._common(one, other)
        longer = max(len(self.of(one)), len(self.of(other)))
        named = [words for words in self.shared_names(one, other) if not _is_short_form(words)]
        if len(plain) >= _MUCH or (plain and len(common) >= _ENOUGH_WORDS and len(common) * 2 >= longer):
            return [self.of(one)[stem] for stem in common]
        return [*named, *(self.of(one)[stem] for stem in common)] if named and not _meets(named[0]) else []

    def _common(self, one: Line, other: Line) -> tuple[list[str], list[str]]:
        """The telling terms of both, and those of them that are words and no third party."""
        first, second = self.of(one), self.of(other)
        common = [stem for stem in first if stem in second]
        return common, [stem for stem in common if not stem.startswith(_PARTY)]

    def _own(self, line: Line) -> frozenset[str]:
        codes = (*line.outcome.actors, *line.outcome.towards)
        return frozenset().union(*(self._names_of_party(code) for code in codes))

    def _names_of_party(self, code: Code) -> frozenset[str]:
        party = self.lexicon.parties.get(code)
        if code not in self.own:
            names = (party.name, *party.names, *party.demonyms, party.capital or "") if party else ()
            self.own[code] = frozenset(term(word) for name in names for word in WORD.findall(name))
        return self.own[code]

    def _read_names(self, line: Line) -> dict[Name, str]:
        runs, short = _named_in(line.outcome.quote)
        own = self._own(line) if runs else frozenset()
        found = {name: words for whole, words in runs if _is_name(name := whole - own)}
        for word in short:
            if not self.lexicon.mentions(word):
                found[frozenset({f"({word})"})] = word
        return found


Read = TypeVar("Read")


def _remember(known: dict[int, Read], line: Line, read: Read) -> None:
    """Keep what was read of a line; all is forgotten before it grows too much."""
    if len(known) >= _MOST_KEPT:
        known.clear()
    known[line.number] = read


@lru_cache(maxsize=_MOST_KEPT)
def _named_in(quote: str) -> tuple[tuple[tuple[Name, str], ...], tuple[str, ...]]:
    """What may be a name in a sentence, parties included, with its spelling; and the short forms."""
    text = _ADDRESS.sub(" ", quote.replace("*", ""))
    names = []
    for run in _runs(text):
        words = [text[start:end] for start, end in run]
        terms = frozenset(term(word) for piece in words for word in WORD.findall(piece)) - _SMALL
        if terms & head_terms() and not any(word.casefold() in _NO_NAME for word in words):
            names.append((terms, text[run[0][0] : run[-1][1]]))
    short = {match[1] for match in _INTRODUCED.finditer(text)}
    shouted = {piece for piece in _PIECE.findall(text) if _is_short_form(piece)}
    if len(shouted) < _CAPITALS:  # more of them are a heading
        short |= shouted
    return tuple(names), tuple(sorted(short - NO_SHORT_FORM))


@lru_cache(maxsize=_MOST_KEPT)
def _telling(quote: str) -> tuple[tuple[str, str], ...]:
    """The telling words of a sentence in lower case, with their search terms; names are looked at apart."""
    return tuple(
        (stem, word)
        for word in WORD.findall(_ADDRESS.sub(" ", quote))
        if len(word) >= _SHORTEST_TELLING
        and word.islower()
        and (stem := term(word)).isalpha()
        and stem not in general_terms()
    )


def _is_short_form(word: str) -> bool:
    """Whether a word may be the short form of a name: "iCET", "RISE"."""
    return len(word) in _SHORT_FORM and word.isalpha() and sum(map(str.isupper, word)) >= _CAPITALS


def _meets(name: str) -> bool:
    """Whether a name is that of a round of talks, where much is said and promised."""
    return any(word.casefold() in MEETS for word in WORD.findall(name))


def _is_name(name: Name) -> bool:
    """Whether the words of a run name a plan, group or programme, and more than "the Joint Committee" does."""
    return (
        len(name) >= _FEWEST_TERMS
        and bool(name & head_terms())
        and bool(name - head_terms() - general_terms())
    )


def _same(one: Name, other: Name) -> bool:
    """Whether two names are one: the same terms, or all of a long one within a longer."""
    if one == other:
        return True
    small, large = sorted((one, other), key=len)
    return len(small) > _FEWEST_TERMS and small <= large and len(large) - len(small) <= _FEWEST_TERMS


def _runs(text: str) -> list[list[tuple[int, int]]]:
    """Runs of words in capitals, with small words between them: half-open ranges of each word."""
    runs: list[list[tuple[int, int]]] = []
    run: list[tuple[int, int]] = []
    pending: list[tuple[int, int]] = []
    last = -1
    for match in _PIECE.finditer(text):
        joined = last >= 0 and _JOINED.fullmatch(text, last, match.start()) is not None
        last = match.end()
        if not joined:
            run, pending = [], []
        if match[0][0].isupper() and len(run) < _LONGEST_NAME:
            if not run:
                runs.append(run)
            run += [*pending, match.span()]
            pending = []
        elif run and match[0] in _SMALL and len(pending) < _FEWEST_TERMS:
            pending.append(match.span())
        else:
            run, pending = [], []
    return runs


def parties_named(words: str, lexicon: Lexicon) -> frozenset[Code]:
    """The parties that the name of an instrument names itself."""
    return frozenset(mention.code for mention in lexicon.mentions(words))


def parties_of(line: Line) -> frozenset[Code]:
    """All the parties of a line, on whichever side."""
    return frozenset((*line.outcome.actors, *line.outcome.towards))
