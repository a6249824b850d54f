"""What a person types comes in; the party or topic that is meant goes out, or what might have been meant.

Case, accents, dots, hyphens, "the", flags and ISO codes are forgiven. A typing mistake is never corrected in
silence: it gives suggestions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefs.lexicon.gazetteer import Gazetteer, folded, mend, without_accents

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefs.lexicon.parties import Parties, Party
    from briefs.lexicon.topics import Topic
    from briefs.model import Code

_EVERYDAY = """
ad aids al am an and are arm as at be bf by can cc ch co cm de dj do ec eg el er es et fm ga gb go gt hi hm id ie
if il im in io is it jo kg km kw la lb li ls ma me mg ml mm mo mp mr ms mt my na ne no np of oh om on or pa per pm
pn polish pr ps pt re run sc sh sm so st sv tc td th tn to ton tv um us va vc vs we who
"""
ENGLISH_WORDS = frozenset(_EVERYDAY.split())
"""Codes and acronyms that in lower case are words or abbreviations of everyday English."""
MOST_SUGGESTIONS = 3
LONGEST = 200
_ALIKE = 74.0
_NEARLY = 12.0
_SHORTEST_GUESS = 3
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_SUBDIVISION = re.compile("\U0001f3f4[\U000e0061-\U000e007a]{2}[\U000e0061-\U000e007a]{2,4}\U000e007f")
_DROPPED = re.compile(r"[.'\"`?!,;:]+")
_SPACED = re.compile(r"[^\w+]+|_+")
_LEADING = re.compile(r"^(?:the |government of |govt of |state of |royal government of |people of )+(?=\S)")


@dataclass(frozen=True, slots=True)
class Found:
    """The one that is meant, or None and what might be meant, likeliest first, at most three."""

    code: Code | None
    suggestions: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True)
class Spotted:
    """A party code or topic slug named at ``start`` to ``end`` of what a person typed."""

    code: str
    start: int
    end: int


def key(words: str) -> str:
    """The words as they are compared: lower case, no accents, dots or apostrophes, single spaces, no "the"."""
    plain = without_accents(mend(words[:LONGEST]).text).casefold().replace("&", " and ")
    spaced = _SPACED.sub(" ", _DROPPED.sub("", plain)).strip()
    return _LEADING.sub("", spaced)


def flags(words: str) -> list[tuple[str, int, int]]:
    """ISO alpha-2 codes of the flags in the words, with their places; the flag of Scotland is one of GB."""
    national = [
        ("".join(chr(ord(sign) - 0x1F1E6 + ord("A")) for sign in found.group()), found.start(), found.end())
        for found in _FLAG.finditer(words)
    ]
    regional = [
        ("".join(chr(ord(sign) - 0xE0000).upper() for sign in found.group()[1:3]), found.start(), found.end())
        for found in _SUBDIVISION.finditer(words)
    ]
    return national + regional


class Directory:
    """Names as people type them, with their owners; only ``guessed`` ones are suggested for a typing mistake."""

    __slots__ = ("_ambiguous", "_exact", "_keys")

    def __init__(
        self, names: Mapping[str, str], ambiguous: Mapping[str, tuple[str, ...]], guessed: Iterable[str]
    ) -> None:
        self._exact = names
        self._ambiguous = ambiguous
        self._keys = list(guessed)

    def find(self, words: str) -> Found:
        """The owner of a name, or suggestions: of an ambiguous name, of names that begin so, of similar names."""
        asked = key(words)
        if not asked:
            return Found(None)
        if asked in self._ambiguous:
            return Found(None, self._ambiguous[asked])
        if asked in self._exact:
            return Found(self._exact[asked])
        return Found(None, self._similar(asked))

    def _similar(self, asked: str) -> tuple[str, ...]:
        if len(asked) < _SHORTEST_GUESS:
            return ()
        from rapidfuzz import fuzz, process

        scored = process.extract(asked, self._keys, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=12)
        best = scored[0][1] if scored else 0.0
        likely = [self._exact[name] for name, score, _at in scored if score >= best - _NEARLY]
        beginning = sorted((name for name in self._keys if name.startswith(asked)), key=len)
        likely += [self._exact[name] for name in beginning]
        return tuple(dict.fromkeys(likely))[:MOST_SUGGESTIONS]


def party_directory(parties: Parties) -> Directory:
    """Every way of naming a party: two-letter codes first, then names, then three-letter codes."""
    names: dict[str, str] = {}
    known = parties.all.values()
    for party in known:
        if party.kind in {"state", "territory"}:
            names.setdefault(key(party.code), party.code)
    for party in known:
        for words in _called(party):
            names.setdefault(key(words), party.code)
    names.pop("", None)
    guessed = tuple(names)
    for party in known:
        for words in (party.code, party.iso3 or party.code, *party.cities):
            names.setdefault(key(words), party.code)
    return Directory(names, {key(words): codes for words, codes in parties.ambiguous.items()}, guessed)


def _called(party: Party) -> Iterable[str]:
    yield party.name
    yield party.full_name or ""
    yield from party.names
    yield from party.demonyms
    yield from party.offices
    yield party.capital or ""
    yield from party.typed


class Spotter:
    """Finds names in a sentence that a person typed in whatever case."""

    __slots__ = ("_gazetteer", "_owners")

    def __init__(self, owners: Mapping[str, str]) -> None:
        """``owners`` maps names, as written, to their party or topic."""
        plain: dict[str, str] = {}
        for words, owner in owners.items():
            plain.setdefault(folded(without_accents(mend(words).text)), owner)
        plain.pop("", None)
        self._owners = tuple(plain.values())
        self._gazetteer = Gazetteer(plain)

    def find(self, words: str) -> list[Spotted]:
        """Names in the words, from left to right. "us", "in" and their like count only in capitals."""
        mended = mend(words)
        found = []
        for hit in self._gazetteer.find(folded(mended.text)):
            if self._owners[hit.pattern] and not _is_everyday(mended.text, hit.start, hit.end):
                start, end = mended.start(hit.start), mended.end(hit.end)
                found.append(Spotted(self._owners[hit.pattern], start, end))
        return found


def _is_everyday(text: str, start: int, end: int) -> bool:
    """Whether a name is an English word here: "us" and "no" are, "US", "the us" and "US-Japan" are not."""
    typed = text[start:end]
    if typed.lower() not in ENGLISH_WORDS:
        return False
    if typed == "us" and (
        text[:start].lower().endswith("the ") or "-" in (text[:start][-1:], text[end : end + 1])
    ):
        return False
    shouted = len(text) > len(typed) and text.upper() == text
    return typed.islower() or shouted


def party_names(parties: Parties) -> dict[str, str]:
    """What a Spotter of parties looks for: two-letter codes and names; "" where no one party is meant."""
    owners: dict[str, str] = dict.fromkeys((*parties.never, *parties.ambiguous), "")
    for party in parties.all.values():
        if party.kind in {"state", "territory"}:
            owners.setdefault(party.code, party.code)
    for party in parties.all.values():
        for words in (*_called(party), party.code):
            owners.setdefault(words, party.code)
    return owners


def topic_names(topics: Iterable[Topic]) -> dict[str, str]:
    """Every way of naming a topic, its own names before the words that show it; the first to claim one has it."""
    listed = tuple(topics)
    names: dict[str, str] = {}
    for topic in listed:
        for words in (topic.slug, topic.slug.replace("-", " "), topic.name):
            names.setdefault(words.lower(), topic.slug)
    for topic in listed:
        for words in topic.typed:
            names.setdefault(words.lower(), topic.slug)
    for topic in listed:
        for words in topic.words:
            names.setdefault(words.lower(), topic.slug)
    return names
