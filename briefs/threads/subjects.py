"""Takes the sentences of lines, and gives what they are about: telling words, and names of plans, groups and programmes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefs.model import Code, Line
from briefs.threads.words import NO_SHORT_FORM, general_terms, given_terms, head_terms
from briefs.words import WORD, term

if TYPE_CHECKING:
    from briefs.lexicon import Lexicon

_SHORTEST_TELLING = 5
_ENOUGH_WORDS = 2
_FEWEST_TERMS = 2
_LONGEST_NAME = 14

_PIECE = re.compile(r"[^\W_]+(?:[-’'.&][^\W_]+)*")
_INTRODUCED = re.compile(r"\(([A-Za-z]{0,2}[A-Z][A-Za-z-]{1,9})\)")
_SMALL = frozenset({"of", "on", "for", "and", "the", "to", "in", "with"})
_JOINED = re.compile(r"[ \n\"“”*-]{1,4}")
_NO_NAME = frozenset(
    {"joint", "memorandum", "executive", "president", "presidents", "prime", "minister", "ministers", "leaders"}
)

Name = frozenset[str]
"""The telling and the general terms of a name, without the parties in it: what two documents call alike."""


@dataclass(slots=True)
class Subjects:
    """What lines are about, each line read once; ``own`` are the words of a party's names."""

    lexicon: Lexicon
    words_of: dict[int, dict[str, str]] = field(default_factory=dict)
    names_of: dict[int, dict[Name, str]] = field(default_factory=dict)
    own: dict[Code, frozenset[str]] = field(default_factory=dict)

    def of(self, line: Line) -> dict[str, str]:
        """Search term to the word as it stands; without general words and the names of the parties."""
        if line.number not in self.words_of:
            own = self._own(line)
            quote = line.outcome.quote
            self.words_of[line.number] = {
                stem: match[0]
                for match in WORD.finditer(quote)
                if len(match[0]) >= _SHORTEST_TELLING
                and match[0].islower()
                and (stem := term(match[0])).isalpha()
                and stem not in own
                and stem not in general_terms()
            } | self._others(line)
        return self.words_of[line.number]

    def _others(self, line: Line) -> dict[str, str]:
        """The third parties that a sentence names, and groupings: "Timor-Leste", "AUKUS"; bodies are everywhere."""
        parties = set(parties_of(line))
        found = {}
        for mention in self.lexicon.mentions(line.outcome.quote):
            kind = self.lexicon.parties[mention.code].kind if mention.code in self.lexicon.parties else ""
            if mention.code not in parties and kind in {"state", "territory"}:
                found[f"+{mention.code}"] = self.lexicon.party_name(mention.code)
        return found

    def names(self, line: Line) -> dict[Name, str]:
        """The names of plans, groups and programmes in a sentence, with their spelling; short forms are their own."""
        if line.number not in self.names_of:
            self.names_of[line.number] = self._read_names(line)
        return self.names_of[line.number]

    def shared_names(self, one: Line, other: Line) -> list[str]:
        """The names that two sentences share, as the second spells them: equal, or one within the other."""
        first, second = self.names(one), self.names(other)
        return [words for name, words in second.items() if any(_same(name, known) for known in first)]

    def shared_words(self, one: Line, other: Line) -> list[str]:
        """The telling words that two lines share; empty where they are too few.

        Enough are two telling words on a topic that both have, or one definite thing on it.
        """
        first, second = self.of(one), self.of(other)
        common = [stem for stem in first if stem in second]
        topics = set(one.outcome.topics) & set(other.outcome.topics)
        definite = any(stem in given_terms() for stem in common)
        if (definite and topics) or (len(common) >= _ENOUGH_WORDS and topics):
            return [first[stem] for stem in common]
        return []

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
        text = line.outcome.quote.replace("*", "")
        own = self._own(line) | {"us"}
        found: dict[Name, str] = {}
        short = {match[1] for match in _INTRODUCED.finditer(text)}
        for run in _runs(text):
            words = [text[start:end] for start, end in run]
            terms = [term(word) for piece in words for word in WORD.findall(piece)]
            name = frozenset(each for each in terms if each not in own and each not in _SMALL)
            if _is_name(name, words):
                found[name] = text[run[0][0] : run[-1][1]]
        for word in short | {piece for piece in _PIECE.findall(text) if _is_short_form(piece)}:
            if word not in NO_SHORT_FORM and not self.lexicon.mentions(word):
                found[frozenset({f"({word})"})] = word
        return found


def _is_short_form(word: str) -> bool:
    """Whether a word may be the short form of a name: "iCET", "RISE"."""
    return len(word) > 3 and word.isalpha() and sum(letter.isupper() for letter in word) >= 3  # noqa: PLR2004


def _is_name(name: Name, words: list[str]) -> bool:
    """Whether a run of capitals names a plan, group or programme, and more than "the Joint Committee" does."""
    if len(name) < _FEWEST_TERMS or any(word.casefold() in _NO_NAME for word in words):
        return False
    return bool(name & head_terms()) and bool(name - head_terms() - general_terms())


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


def pairs(lines: Iterable[Line]) -> dict[Code, list[Line]]:
    """The lines of each party, in their order."""
    found: dict[Code, list[Line]] = {}
    for line in lines:
        for code in parties_of(line):
            found.setdefault(code, []).append(line)
    return found
