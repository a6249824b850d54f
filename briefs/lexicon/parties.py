"""config/parties.toml comes in; states and bodies, and where a text speaks of them, go out.

A mention is a name, an adjective, an office or a capital that stands for its government. What only looks like
one is left out: "South China Sea", "Mr. Jordan", "Georgia" near "Atlanta", "in Hanoi" (a place).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from briefs.errors import BadRule
from briefs.lexicon import rules
from briefs.lexicon.gazetteer import Gazetteer, Hit, mend, without_accents
from briefs.values import value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from briefs.model import Code

FILE = "parties.toml"
PartyKind = Literal["state", "territory", "body", "grouping"]
Form = Literal["name", "demonym", "office", "capital", "possessive", "place"]
KINDS: tuple[PartyKind, ...] = ("state", "territory", "body", "grouping")
KEYS = (
    "name", "iso3", "full", "names", "people", "capital", "cities", "offices", "members", "typed", "not_near",
    "examples", "counter_examples",
)  # fmt: skip
_SHORTEST_CAPITALS = 4
_PARAGRAPHS = 1024
_LONGEST_KEPT = 8_000
_AROUND = 80
_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{1,19}")
_PREFIX = re.compile(
    r"(?:^|[^A-Za-z])(?:[Nn]on|[Aa]nti|[Pp]ro|[Ii]nter|[Nn]eo|[Ee]x|[Pp]ost|[Pp]re|[Tt]rans|[Uu]n)-$"
)
_TITLES = """
Mr. Mrs. Ms. Dr. Prof. Mr Mrs Ms Miss Dr Prof Professor Senator Sen. Congressman Congresswoman Sir Dame Lord Lady Judge
Justice Colonel Col. Captain Sergeant Major
"""
_HONORIFICS = tuple(f" {title} " for title in _TITLES.split())
_OTHER_BEHIND = re.compile(
    r"\$| (?:dollars?|cents?|yen|pounds?|francs?|won|baht|riels?|yuan|rupees?|pesos?)\b"
)
_INITIAL = re.compile(r" [A-Z]\. [A-Z]")
_HERITAGE = re.compile(
    r"s\b| (?:[Dd]ay|[Cc]ommunit(?:y|ies)|[Hh]eritage|[Vv]oters?|[Vv]eterans?|[Ff]amil(?:y|ies)|[Ww]om[ae]n)\b"
)
_LANGUAGE = re.compile(
    r" (?:language|version|translation|text of|dictionary|cuisine|restaurant|food|wine)s?\b|-speaking\b"
)
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|to|from|near|outside|of|via|around|through|across|into|toward|towards|visit|visited|visiting|leaving|"
    r"for|de|greater|central|downtown|metro|based) (?:the )?$",
    re.IGNORECASE,
)
_RULERS_BEFORE = re.compile(r"\b(?:authorities|government|regime|leadership|rulers|junta) in $")
"""Whoever rules in a capital is the government all the same ("urges the authorities in Hanoi")."""
_CAPITALISED_BEFORE = re.compile(r"(?:^|[^.!?:] |[(-])[A-Z][A-Za-z]+[ -]$")
_PLACE_AFTER = re.compile(
    r",? [A-Z0-9(]|,? ?[([\u2014|]|-|:| ?/|'s (?:streets?|airport|mayor)|$| (?:time|airport|on|time|today)\b"
)
_POSSESSIVE = re.compile(r"'s\b|(?<=s)'(?!\w)|'S\b")


@dataclass(frozen=True, slots=True)
class Party:
    """A state, territory, body or grouping. ``demonyms`` are adjectives and peoples; ``members`` are codes.

    ``typed`` are words that a person may use for it and a document does not; ``cities`` are places in it.
    """

    code: Code
    name: str
    kind: PartyKind
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str | None = None
    members: tuple[Code, ...] = ()
    full_name: str | None = None
    iso3: str | None = None
    cities: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()


@value(frozen=True, slots=True)
class PartyMention:
    """A party spoken of at ``start`` to ``end`` of a text. "possessive" is a name with 's after it."""

    code: Code
    start: int
    end: int
    form: Form


class _Word(NamedTuple):
    """What a pattern stands for; no code: the words are never a party."""

    code: Code | None
    form: Form
    place: Code | None = None
    """For a capital or a city: the state in which it lies ("Brussels" speaks for the EU and lies in BE)."""


class Parties:
    """All parties of the rules, and the one automaton that finds them in a text."""

    __slots__ = ("_gazetteer", "_last", "_not_near", "_remembered", "_words", "all", "ambiguous", "never")

    def __init__(
        self, parties: Mapping[Code, Party], never: tuple[str, ...], ambiguous: Mapping[str, tuple[Code, ...]]
    ) -> None:
        self.all = parties
        self.ambiguous = ambiguous
        self.never = never
        patterns = _patterns(parties, never)
        self._words = tuple(patterns.values())
        self._gazetteer = Gazetteer(patterns)
        self._not_near = {code: party.not_near for code, party in parties.items() if party.not_near}
        self._remembered = lru_cache(maxsize=_PARAGRAPHS)(self._all)
        self._last = lru_cache(maxsize=1)(self._all)

    def mentions(self, text: str) -> list[PartyMention]:
        """Where the text speaks of a party, from left to right, none inside another. Linear, never raises."""
        return [found for found in self._found(text) if found.form != "place"]

    def places(self, text: str) -> list[PartyMention]:
        """Where the text names a capital or a city as a place: the code is the state in which it lies."""
        return [found for found in self._found(text) if found.form == "place"]

    def _found(self, text: str) -> tuple[PartyMention, ...]:
        """Several steps ask for the same paragraph: it is read once. Of texts too long for one only the last is kept."""
        return (self._remembered if len(text) <= _LONGEST_KEPT else self._last)(text)

    def _all(self, text: str) -> tuple[PartyMention, ...]:
        return tuple(self._read(text))

    def _read(self, text: str) -> Iterator[PartyMention]:
        mended = mend(text)
        for hit in self._gazetteer.find(mended.text):
            word = self._words[hit.pattern]
            if word.code is None:
                continue
            form = self._form(mended.text, hit, word)
            if form is not None:
                code = word.place if form == "place" and word.place else word.code
                yield PartyMention(code, mended.start(hit.start), mended.end(hit.end), form)

    def _form(self, text: str, hit: Hit, word: _Word) -> Form | None:
        """The form of a hit in its surroundings; None where it is no mention."""
        before = text[max(0, hit.start - 24) : hit.start]
        if self._means_other(text, before, hit, word):
            return None
        if word.form == "capital":
            return "place" if _is_place(text, before, hit.start, hit.end) else "capital"
        if word.form == "name" and text.startswith("'", hit.end) and _POSSESSIVE.match(text, hit.end):
            return "possessive"
        return word.form

    def _means_other(self, text: str, before: str, hit: Hit, word: _Word) -> bool:
        """Whether the words around a hit make it something else: a person, a language, a place of that name."""
        if before.endswith("-") and _PREFIX.search(before):
            return True
        near = self._not_near.get(word.code or "")
        if near and any(other in text[max(0, hit.start - _AROUND) : hit.end + _AROUND] for other in near):
            return True
        if word.form in {"place", "capital"}:
            return False
        if _OTHER_BEHIND.match(text, hit.end) or _is_given_name(text, before, hit.end):
            return True
        if word.form == "demonym":
            return _is_people(text, before, hit.start, hit.end)
        return before.endswith(" ") and f" {before}".endswith(_HONORIFICS)


def _is_given_name(text: str, before: str, end: int) -> bool:
    """Whether initials follow ("Chad E. Arroyo"); "the minister of Lumeria A. B. Arroyo" is of Lumeria all the same."""
    return _INITIAL.match(text, end) is not None and not before.endswith((" of ", " of the "))


def _is_people(text: str, before: str, start: int, end: int) -> bool:
    """Whether an adjective names a language or citizens of foreign descent ("German-American Day")."""
    if _LANGUAGE.match(text, end):
        return True
    if text.startswith("-American", end):
        return _HERITAGE.match(text, end + 9) is not None
    return (
        before.endswith("-")
        and text[start:end].startswith("American")
        and _HERITAGE.match(text, start + 8) is not None
    )


def _is_place(text: str, before: str, start: int, end: int) -> bool:
    """Whether a capital is a place here (a dateline, "in Hanoi", "Hanoi Summit") and not a government."""
    placed = _PLACE_BEFORE.search(before) and not _RULERS_BEFORE.search(before)
    dealt = before.endswith(" with ") and text.startswith(" on ", end)  # "an agreement with Hanoi on trade"
    if text[start:end].isupper() or placed or (_PLACE_AFTER.match(text, end) and not dealt):
        return True
    return bool(_CAPITALISED_BEFORE.search(before))


def load(folder: Path) -> Parties:
    """Read parties.toml. Raises BadRule on an unknown key or code, a name of two parties, a failing example."""
    raw = rules.read(folder, FILE)
    rules.Entry(FILE, "the file", raw).only({"never", "ambiguous", *KINDS})
    listed = [
        (rules.Entry(FILE, f"{kind}.{code}", table).only(KEYS), kind, code)
        for kind in KINDS
        for code, table in rules.Entry(FILE, kind, raw.get(kind, {})).table.items()
    ]
    parties: dict[Code, Party] = {}
    for entry, kind, code in listed:
        if code in parties:
            raise BadRule(f"{entry.place}: the code {code} is used twice. Give one of the two another code.")
        parties[code] = _party(entry, kind, code)
    top = rules.Entry(FILE, "the file", raw)
    ambiguous = rules.Entry(FILE, "ambiguous", raw.get("ambiguous", {}))
    meanings = {words: ambiguous.texts(words) for words in ambiguous.table}
    _check_codes(parties, meanings)
    found = Parties(parties, top.texts("never"), meanings)
    for entry, _kind, code in listed:
        _check_examples(entry, code, found)
    return found


def _party(entry: rules.Entry, kind: PartyKind, code: Code) -> Party:
    if not _CODE.fullmatch(code):
        raise BadRule(f'{entry.place}: the code "{code}" must be 2 to 20 capitals, digits or hyphens.')
    return Party(
        code=code,
        name=entry.text("name"),
        kind=kind,
        names=entry.texts("names"),
        demonyms=entry.texts("people"),
        capital=entry.text("capital", "") or None,
        members=entry.texts("members"),
        full_name=entry.text("full", "") or None,
        iso3=entry.text("iso3", "") or None,
        cities=entry.texts("cities"),
        offices=entry.texts("offices"),
        typed=entry.texts("typed"),
        not_near=entry.texts("not_near"),
    )


def _check_codes(parties: Mapping[Code, Party], ambiguous: Mapping[str, tuple[Code, ...]]) -> None:
    for party in parties.values():
        for member in party.members:
            if member not in parties:
                raise BadRule(
                    f'{FILE}, {party.kind}.{party.code}: no party has the code "{member}" of "members".'
                )
    for words, codes in ambiguous.items():
        for code in codes:
            if code not in parties:
                raise BadRule(f'{FILE}, ambiguous: no party has the code "{code}" that "{words}" may mean.')


def _check_examples(entry: rules.Entry, code: Code, parties: Parties) -> None:
    for example in entry.texts("examples"):
        if all(found.code != code for found in parties.mentions(example)):
            raise entry.fails(
                example, f"does not mention {code}", 'Add what it says to "names" or correct it.'
            )
    for example in entry.texts("counter_examples"):
        if any(found.code == code for found in parties.mentions(example)):
            raise entry.fails(example, f"mentions {code} and must not", 'Add the longer name to "never".')


def _patterns(parties: Mapping[Code, Party], never: tuple[str, ...]) -> dict[str, _Word]:
    """Every spelling to look for. What is written out comes first; capitals and bare letters fill in."""
    patterns: dict[str, _Word] = {words: _Word(None, "name") for words in never}
    for party in parties.values():
        for words, form in _spellings(party):
            lies = party.code if form in {"capital", "place"} else None
            known = patterns.setdefault(words, _Word(party.code, form, lies))
            if form == "capital" and known.form == "place":
                patterns[words] = _Word(party.code, form, known.place)
            elif known.code is None:
                raise BadRule(f'{FILE}, {party.kind}.{party.code}: "{words}" stands under "never" as well.')
            elif known.code != party.code:
                raise BadRule(
                    f'{FILE}, {party.kind}.{party.code}: "{words}" is also a name of {known.code}. Leave it to one.'
                )
    for words, word in list(patterns.items()):
        plain = without_accents(words)
        patterns.setdefault(plain, word)
        if len(words) >= _SHORTEST_CAPITALS and word.form != "office":
            patterns.setdefault(words.upper(), word)
            patterns.setdefault(plain.upper(), word)
    return patterns


def _spellings(party: Party) -> Iterator[tuple[str, Form]]:
    for words in (party.name, *([party.full_name] if party.full_name else []), *party.names):
        yield mend(words).text, "name"
    for words in party.offices:
        yield mend(words).text, "office"
    for words in party.demonyms:
        yield mend(words).text, "demonym"
    if party.capital:
        yield mend(party.capital).text, "capital"
    for words in party.cities:
        yield mend(words).text, "place"
