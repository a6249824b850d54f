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

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefs.lexicon import Lexicon, PartyMention
    from briefs.model import Code

_CAP: Final = r"[A-Z\u00c0-\u00de][\w\u2019'.-]{0,24}"
_PARTICLE: Final = r"(?:bin|binti|ibn|al|el|bint|de|da|do|dos|del|della|di|van|von|der|den|la|le|ter)"
NAME: Final = rf"{_CAP}(?:\s(?:{_PARTICLE}\s){{0,2}}{_CAP}){{0,5}}(?:,\s(?:Jr|Sr)\.?)?"
_RANK: Final = (
    r"(?:President(?:[-\s][Ee]lect)?|Prime\sMinister|Premier|Chancellor|Taoiseach|Minister|Secretary(?:[-\s]General)?|King|Queen|Emir"
    r"|Amir|Sultan|Crown\sPrince|Prince|Princess|Advisor|Adviser|Ambassador|Commissioner|High\sRepresentative|Director(?:[-\s]General)?"
    r"|Chairman|Chairperson|Chairwoman|Chair|Envoy|Coordinator|Speaker|Governor|Undersecretary|Under\sSecretary|Spokesperson"
    r"|Attorney\sGeneral|Representative|Senator|General|Commander|Chief|Leader|[Ss]ecretary\sof\s[Ss]tate|Councilor|Counsellor)"
)
_HONORIFIC: Final = r"(?:H\.?\s?E\.?|His\sExcellency|Her\sExcellency|H\.R\.H\.|His\sMajesty|Her\sMajesty|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Hon\.?|Shri|Samdech)"
_PERSON: Final = re.compile(
    rf"(?:(?P<rank>{_RANK})(?:,?\s(?:and\s{_RANK}\s)?)(?:{_HONORIFIC}\s){{0,3}}|(?P<honour>{_HONORIFIC}\s(?:{_HONORIFIC}\s){{0,2}}))(?P<name>{NAME})"
)
_OFFICE_OF: Final = re.compile(
    rf",\s(?:the\s)?(?P<office>[A-Z][^.;:()\u201c\u201d]{{2,140}}?)\s(?:of|to|from)\s(?:the\s)?(?:[A-Z][a-z]+\s(?:and\s[A-Z][a-z]+\s)?of\s(?:the\s)?)?$"
)
_LEFT: Final = re.compile(
    r"(?:^|(?<=[\s\u2019'(\u201c]))(?:[\u2019']s?\s|s[\u2019']\s)?(?:(?:[A-Z][\w.&\u2019'-]{0,24}|of|for|and|to|the|on|secretary|state|&),?\s){0,14}$"
)
_NAME_AT: Final = re.compile(rf"\s(?P<name>{NAME})")
_OFFICE_BEFORE: Final = re.compile(rf"{_RANK}\s(?:of|to|for)\s[^.;,]{{0,80}}$")
_NOT_NAMES: Final = frozenset(
    "the of and for to in on at with from by minister ministers president secretary prime deputy foreign affairs vice state "
    "general meeting states leaders both he she they we said".split()
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
    return {key: code for key, code in last.items() if code is not None and len(key) > 3} | full


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
        persons.append(Person(bare(name), office or match.group("rank"), party, match.start(), end))
    persons.extend(_behind_office(text, mentions))
    return persons


def _trimmed(name: str) -> str:
    """The words up to one that cannot be part of a name."""
    words = name.split(" ")
    for index, word in enumerate(words):
        if word.lower().strip(".,") in _NOT_NAMES or (word.endswith(("\u2019s", "'s")) and index + 1 < len(words)):
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
        if len(between) <= 170 and (office := _OFFICE_OF.match(between)):
            return mentions[index].code, office.group("office")
        if between in {" (", ", "} and text[mentions[index].end : mentions[index].end + 1] in {")", ",", ";"}:
            return mentions[index].code, None
    before = bisect_left(starts, match.start()) - 1
    if before >= 0:
        mention = mentions[before]
        if mention.start >= 0 and _LEFT.fullmatch(text[mention.end : match.start()].lstrip("\u2019's ")):
            return mention.code, None
    return None, None


def _behind_office(text: str, mentions: Sequence[PartyMention]) -> list[Person]:
    """ "Adviser to the President of Lumeria Lan Arroyo": the name follows the party."""
    persons = []
    for mention in mentions:
        name = _NAME_AT.match(text, mention.end)
        office = _OFFICE_BEFORE.search(text, max(0, mention.start - 120), mention.start) if name else None
        if name and office and " " in _trimmed(name.group("name")):
            plain = _trimmed(name.group("name"))
            persons.append(Person(bare(plain), office.group().strip(), mention.code, office.start(), name.end()))
    return persons


def by_name(persons: Iterable[Person], record: Mapping[str, Code]) -> dict[str, Code]:
    """Surname, full name and "office surname" in lower case, each with its party; names of two parties are left out."""
    known: dict[str, Code | None] = {}
    for person in persons:
        full = person.name.lower()
        surname = full.rsplit(None, 1)[-1]
        party = person.party or record.get(full) or record.get(surname)
        if party is None:
            continue
        keys = [full, surname]
        if person.office:
            keys.append(f"{person.office.lower()} {surname}")
        for key in keys:
            known[key] = party if known.get(key, party) == party else None
    return {key: code for key, code in known.items() if code is not None and len(key) > 2}


def chairs(persons: Sequence[Person], text: str) -> tuple[Chair, ...]:
    """Who is said to have chaired: the persons named behind "chaired by" or before "co-chaired" in a sentence."""
    found: list[Chair] = []
    for match in re.finditer(r"\b(?:co-?)?chair(?:ed|ing)(?:\s(?:jointly\s)?by)?\b", text):
        stop = text.find(". ", match.end())
        passive = match.group().endswith("by")
        near = [p for p in persons if p.start >= match.end() - 1 and (stop < 0 or p.start < stop or _abbreviated(text, stop))][:4]
        if not passive:
            first = text.rfind(". ", 0, match.start())
            near = [p for p in persons if first < p.start < match.start()][-1:] + (
                near[:1] if re.match(r"\s(?:the\s\w+\s)?with\b|\s.{0,60}\bwith\b", text[match.end() :]) else []
            )
        found.extend(Chair(p.name, p.office, p.party) for p in near)
    unique = {chair.name: chair for chair in reversed(found)}
    return tuple(reversed(unique.values()))


def _abbreviated(text: str, stop: int) -> bool:
    return text[max(0, stop - 3) : stop] in {"H.E", "Mr", "Dr"} or text[stop - 1 : stop].isupper()


def record_of(lexicon: Lexicon) -> Mapping[str, Code]:
    """The persons on record in the lexicon's own folder, or in the one that ships with the program."""
    folder = getattr(lexicon, "folder", None)
    return on_record(folder if isinstance(folder, Path) else Path(__file__).parents[2] / "config")
