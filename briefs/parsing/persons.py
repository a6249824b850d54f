"""Paragraphs and the lexicon come in; for whom each named person speaks goes out.

A text mostly says it itself: "President Arroyo of Lumeria", "Lumerian Foreign Minister Arroyo", "H.E. Lan Arroyo,
Minister of Trade of Lumeria". What it leaves out about well-known leaders is in config/persons.toml.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefs.model import Chair
from briefs.parsing.sentences import split
from briefs.parsing.word_sets import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefs.lexicon import Lexicon, PartyMention
    from briefs.model import Code

_SHORT: Final = 3
"""A last word of three letters is no name to go by."""
_OFFICE_LENGTH: Final = 170
_CAP: Final = r"[A-Z\u00c0-\u00de][\w\u2019'.-]{0,24}"
_PARTICLE: Final = r"(?:bin|binti|ibn|al|el|bint|de|da|do|dos|del|della|di|van|von|der|den|la|le|ter)"
NAME: Final = rf"{_CAP}(?:\s(?:{_PARTICLE}\s){{0,2}}{_CAP}){{0,5}}(?:,\s(?:Jr|Sr)\.?)?"
_RANK: Final = (
    r"(?:President(?:[-\s][Ee]lect)?|Prime\sMinister|Premier|Chancellor|Taoiseach|Minister|Secretary(?:[-\s]General)?|King|Queen|Emir"
    r"|Amir|Sultan|Crown\sPrince|Prince|Princess|Advisor|Adviser|Ambassador|Commissioner|High\sRepresentative|Director(?:[-\s]General)?"
    r"|Chairman|Chairperson|Chairwoman|Chair|Envoy|Coordinator|Speaker|Governor|Undersecretary|Under\sSecretary|Spokesperson"
    r"|Attorney\sGeneral|Representative|Senator|General|Commander|Chief|Leader|[Ss]ecretary\sof\s[Ss]tate|Councilor|Counsellor|[Cc]ounterparts?)"
)
_HONORIFIC: Final = r"(?:H\.?\s?E\.?|His\sExcellency|Her\sExcellency|H\.R\.H\.|His\sMajesty|Her\sMajesty|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Hon\.?|Shri|Samdech)"
_PERSON: Final = re.compile(
    rf"(?:(?P<rank>{_RANK})(?:,?\s(?:and\s{_RANK}\s)?)(?:{_HONORIFIC}\s){{0,3}}|(?P<honour>{_HONORIFIC}\s(?:{_HONORIFIC}\s){{0,2}}))(?P<name>{NAME})"
)
_OFFICE_OF: Final = re.compile(
    r",\s(?:the\s)?(?P<office>[A-Z][^.;:()\u201c\u201d]{2,140}?)\s(?:of|to|from)\s(?:the\s)?(?:[A-Z][a-z]+\s(?:and\s[A-Z][a-z]+\s)?of\s(?:the\s)?)?$"
)
_LEFT: Final = re.compile(
    r"(?:^|(?<=[\s\u2019'(\u201c]))(?:[\u2019']s?\s|s[\u2019']\s)?(?:(?:[A-Z][\w.&\u2019'-]{0,24}|of|for|and|to|the|on|secretary|state|&),?\s){0,14}$"
)
_NAME_AT: Final = re.compile(rf"\s(?P<name>{NAME})")
_OFFICE_BEFORE: Final = re.compile(rf"{_RANK}\s(?:of|to|for)\s[^.;,]{{0,80}}$")
_TO_WHOM: Final = re.compile(r"\s(?:of|to|for)(?:\sthe)?(?:\s\w+)?$")
_CHAIRED: Final = re.compile(r"\b(?:co-?)?chair(?:ed|ing)(?:\s(?:jointly\s)?by)?\b")
_CHAIRED_WITH: Final = re.compile(r"\s(?:the\s\w+\s)?with\b|\s.{0,60}\bwith\b")
_GUESTS: Final = re.compile(r"\b(?:attended|joined|participat\w+|witnessed|with\sthe\sparticipation)\b")
_LINKS: Final = frozenset({"and", "to", "for", "the", "on", "&"})
_NOT_NAMES: Final = words(
    "the of and for to in on at with from by minister ministers president secretary prime deputy "
    "foreign affairs vice state general meeting states assembly council secretariat leaders both he she they we said"
)
_SUFFIX: Final = re.compile(r",?\s(?:Jr|Sr|II|III|IV|VI)\.?$|[\u2019']s?$|[.,]$")


@dataclass(frozen=True, slots=True)
class Person:
    """A named person as one place of the text has it; ``party`` is None where the text does not say."""

    name: str
    office: str | None
    party: Code | None
    start: int
    end: int


@cache
def on_record(folder: Path) -> Mapping[str, Code]:
    """Names of config/persons.toml in lower case, full and last, with their party; {} where there is no such file."""
    path = folder / "persons.toml"
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        table = tomllib.load(file)
    full: dict[str, Code] = {}
    last: dict[str, Code | None] = {}
    for code, lists in table.items():
        for name in (*lists.get("leaders", ()), *lists.get("ministers", ())):
            key = name.lower()
            full[key] = code
            surname = bare(key).rsplit(None, 1)[-1]
            last[surname] = code if last.get(surname, code) == code else None
    return {key: code for key, code in last.items() if code is not None and len(key) > _SHORT} | full


def bare(name: str) -> str:
    """A name without "Jr.", numerals and a closing possessive."""
    before = None
    while before != name:
        before, name = name, _SUFFIX.sub("", name)
    return name


def found_in(text: str, mentions: Sequence[PartyMention]) -> list[Person]:
    """The persons that a paragraph names with an office or an honorific, in order."""
    persons = []
    starts = [mention.start for mention in mentions]
    for match in _PERSON.finditer(text):
        name = _trimmed(match.group("name"))
        if not name:
            continue
        end = match.start("name") + len(name)
        party, office = _party(text, match, end, mentions, starts)
        rank = None if (match.group("rank") or "").lower().startswith("counterpart") else match.group("rank")
        persons.append(Person(bare(name), office or rank, party, match.start(), end))
    persons.extend(_behind_office(text, mentions))
    return persons


def _trimmed(name: str) -> str:
    """The words up to one that cannot be part of a name."""
    words = name.split(" ")
    for index, word in enumerate(words):
        if word.lower().strip(".,") in _NOT_NAMES or (
            word.endswith(("\u2019s", "'s")) and index + 1 < len(words)
        ):
            words = words[: index + (word.lower().strip(".,") not in _NOT_NAMES)]
            break
    return " ".join(words)


def _party(
    text: str, match: re.Match[str], end: int, mentions: Sequence[PartyMention], starts: list[int]
) -> tuple[Code | None, str | None]:
    """Behind the name ("of Lumeria", ", Minister of Trade of Lumeria") or before the office ("Lumerian")."""
    index = bisect_left(starts, end)
    if index < len(mentions):
        between = text[end : mentions[index].start]
        if re.fullmatch(r"(?:,\s(?:Jr|Sr)\.)?\sof\s(?:the\s)?", between):
            return mentions[index].code, None
        office = (
            _OFFICE_OF.match(between)
            if len(between) <= _OFFICE_LENGTH and not _PERSON.search(between)
            else None
        )
        if office:
            return mentions[index].code, office.group("office")
        if between in {" (", ", "} and text[mentions[index].end : mentions[index].end + 1] in {")", ",", ";"}:
            return mentions[index].code, None
    before = bisect_left(starts, match.start()) - 1
    if before >= 0:
        mention = mentions[before]
        if (
            before
            and mentions[before - 1].end + 1 == mention.start
            and mentions[before - 1].form == "demonym"
        ):
            mention = mentions[before - 1]
        between = text[mention.end : match.start()].lstrip("\u2019's ")
        if _LEFT.fullmatch(between) and between.split(" ", 1)[0] not in _LINKS:
            return mention.code, None
    return None, None


def _behind_office(text: str, mentions: Sequence[PartyMention]) -> list[Person]:
    """Read "Adviser to the President of Lumeria Lan Arroyo": the name follows the party."""
    persons = []
    for mention in mentions:
        name = _NAME_AT.match(text, mention.end)
        office = _OFFICE_BEFORE.search(text, max(0, mention.start - 120), mention.start) if name else None
        if name and office and " " in _trimmed(name.group("name")):
            plain = _trimmed(name.group("name"))
            persons.append(
                Person(bare(plain), office.group().strip(), mention.code, office.start(), name.end())
            )
    return persons


def by_name(persons: Iterable[Person], record: Mapping[str, Code]) -> dict[str, Code]:
    """Surname, full name and "office surname" in lower case, each with its party; names of two parties are left out.

    Where the family name comes first, a later "President Yoon" is found by the first word of the full name.
    """
    known: dict[str, Code | None] = {}
    first: dict[str, Code | None] = {}
    everyone = [(person, _party_on_record(person, record)) for person in persons]
    for person, party in everyone:
        if party is not None and " " in person.name:
            word = person.name.lower().split(None, 1)[0]
            first[word] = party if first.get(word, party) == party else None
    for person, party in everyone:
        full = person.name.lower()
        code = party or (first.get(full) if " " not in full else None)
        if code is None:
            continue
        for key in _keys(full, person.office):
            known[key] = code if known.get(key, code) == code else None
    return {key: code for key, code in known.items() if code is not None and len(key) >= _SHORT}


def _party_on_record(person: Person, record: Mapping[str, Code]) -> Code | None:
    full = person.name.lower()
    return person.party or record.get(full) or record.get(full.rsplit(None, 1)[-1])


def _keys(full: str, office: str | None) -> tuple[str, ...]:
    surname = full.rsplit(None, 1)[-1]
    if not office:
        return full, surname
    plain = _TO_WHOM.sub("", office.lower())
    return full, surname, f"{plain} {surname}"


def chairs(persons: Sequence[Person], text: str) -> tuple[Chair, ...]:
    """Who is said to have chaired: the persons named behind "chaired by" or before "co-chaired" in a sentence."""
    found: dict[str, Chair] = {}
    for match in _CHAIRED.finditer(text) if persons and "chair" in text else ():
        span = next((each for each in split(text) if each.start <= match.start() < each.end), None)
        if span is None:
            continue
        guests = _GUESTS.search(text, match.end(), span.end)
        end = guests.start() if guests else span.end
        behind = [person for person in persons if match.end() - 1 <= person.start < end][:4]
        if not match.group().endswith("by"):
            before = [person for person in persons if span.start <= person.start < match.start()]
            joined = _CHAIRED_WITH.match(text, match.end())
            behind = [*before[-1:], *(behind[:1] if joined else [])]
        for person in behind:
            found.setdefault(person.name, Chair(person.name, person.office, person.party))
    return tuple(found.values())


def record_of(lexicon: Lexicon) -> Mapping[str, Code]:
    """The persons on record in the lexicon's own folder, or in the one that ships with the program."""
    folder = getattr(lexicon, "folder", None)
    return on_record(folder if isinstance(folder, Path) else Path(__file__).parents[2] / "config")
