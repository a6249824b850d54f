"""A paragraph in which several persons share one office comes in; each of them with the state beside the name goes out.

"Presidents Arroyo (Peru) and Ostos (Chile)", "Presidents Arroyo of Peru and Ostos of Chile", "the presidents of Peru,
Lan Arroyo; and Chile, Ana Ostos", "the Peruvian and Chilean foreign ministers, Lan Arroyo and Ana Ostos".
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from briefs.lexicon.gazetteer import Hints
from briefs.parsing.persons import NAME, Person, bare, found_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefs.lexicon import PartyMention

_OFFICES: Final = re.compile(
    r"\b(?:(?:Prime|Foreign|Defen[cs]e|Trade|Finance|Deputy|Vice|prime|foreign|defen[cs]e|trade|finance|deputy|vice)[\s-]){0,2}"
    r"(?P<office>[Pp]resident|[Mm]inister|[Cc]hancellor|[Ll]eader|[Pp]remier|[Cc]ounterpart|[Kk]ing|[Aa]mbassador|[Ss]peaker|[Cc]olleague)s"
    r"(?:\s(?:of|for)\s(?:[Ff]oreign\s[Aa]ffairs|[Dd]efen[cs]e|[Tt]rade|[Ff]inance|[Ee]nergy|[Hh]ealth))?\b"
)
_SEVERAL: Final = Hints(
    (
        "residents",
        "inisters",
        "hancellors",
        "eaders",
        "remiers",
        "ounterparts",
        "ings",
        "mbassadors",
        "peakers",
        "olleagues",
    )
)
"""Letters of the offices in the plural: a cheap look before the dear expression. Who adds an office there adds it here."""
_HONOUR: Final = r"(?:H\.?\s?E\.?\s|Mr\.?\s|Mrs\.?\s|Ms\.?\s|Dr\.?\s)?"
_NAME: Final = re.compile(rf"[\s,]{{0,2}}(?:and\s)?{_HONOUR}(?P<name>{NAME})")
_BETWEEN_NAMES: Final = re.compile(r"\s?,\s(?:and\s)?|\s?;\s(?:and\s)?|\sand\s|\sas\swell\sas\s")
_BETWEEN_PARTIES: Final = re.compile(r",\s(?:and\s)?(?:the\s)?|\sand\s(?:the\s)?")
_OF: Final = re.compile(r"\sof\s(?:the\s)?|\s\((?:the\s)?")
_NO_NAMES: Final = frozenset(
    {
        "foreign",
        "prime",
        "minister",
        "president",
        "secretary",
        "deputy",
        "vice",
        "chancellor",
        "king",
        "ambassador",
    }
)
_MOST: Final = 40
"""Offices of one paragraph that are looked at, and persons that share one."""
_LONGEST: Final = 90


def everyone(text: str, mentions: Sequence[PartyMention]) -> tuple[Person, ...]:
    """The persons that a paragraph names with an office, alone or several together."""
    alone = found_in(text, mentions)
    together = [person for person in shared(text, mentions) if " " in person.name or person.party]
    told = {(person.name, person.party) for person in together}
    names = {name for name, _party in told}
    return (*(one for one in alone if one.party is not None or one.name not in names), *together)


def shared(text: str, mentions: Sequence[PartyMention]) -> list[Person]:
    """The persons who share an office in the plural, each with its party; nobody where their number does not fit."""
    if not mentions or not _SEVERAL.any_in(text):
        return []
    found: list[Person] = []
    at = {mention.start: mention for mention in mentions}
    for place, office in enumerate(_OFFICES.finditer(text)):
        if place >= _MOST:
            break
        found.extend(
            _each_with_its_own(text, office, at)
            or _behind_parties(text, office, at)
            or _in_turn(text, office, mentions)
        )
    return found


def _each_with_its_own(text: str, office: re.Match[str], at: dict[int, PartyMention]) -> list[Person]:
    """Read "Presidents *Arroyo of Peru and Ostos (Chile)*"."""
    found: list[Person] = []
    begin = office.end()
    while len(found) < _MOST:
        name = _NAME.match(text, begin)
        led = _OF.match(text, name.end("name")) if name else None
        one = at.get(led.end()) if led else None
        if name is None or one is None or one.form in {"demonym", "possessive"} or _is_office(name):
            break
        found.append(_person(name, office, one))
        end = one.end + text.startswith(")", one.end)
        joint = _BETWEEN_NAMES.match(text, end)
        if joint is None:
            break
        begin = joint.end()
    return found


def _behind_parties(text: str, office: re.Match[str], at: dict[int, PartyMention]) -> list[Person]:
    """Read "the presidents of *Peru, Lan Arroyo; and Chile, Ana Ostos*"."""
    led = _OF.match(text, office.end())
    found: list[Person] = []
    begin = led.end() if led else -1
    while begin >= 0 and len(found) < _MOST:
        one = at.get(begin)
        name = _NAME.match(text, one.end) if one and text.startswith(", ", one.end) else None
        if one is None or name is None or name.start("name") in at or " " not in name.group("name"):
            break
        found.append(_person(name, office, one))
        joint = re.compile(r"[;,]\s(?:and\s)?(?:the\s)?(?:of\s)?(?:the\s)?|\sand\s(?:of\s)?(?:the\s)?").match(
            text, name.end("name")
        )
        begin = joint.end() if joint else -1
    return found if len(found) > 1 else []


def _in_turn(text: str, office: re.Match[str], mentions: Sequence[PartyMention]) -> list[Person]:
    """Read "the *Peruvian and Chilean* ministers, *Lan Arroyo and Ana Ostos*" and "the ministers of *Peru and Chile, …*"."""
    before = _run(text, [one for one in mentions if one.end <= office.start()][-_MOST:])
    if before and text[before[-1].end : office.start()].strip(" '\u2019s") == "" and len(before) > 1:
        return _named_after(text, office, before, office.end())
    led = _OF.match(text, office.end())
    after = [one for one in mentions if led and one.start >= led.end()]
    if not led or not after or after[0].start != led.end():
        return []
    behind = [after[0]]
    for one, other in pairwise(after):
        if not _BETWEEN_PARTIES.fullmatch(text, one.end, other.start):
            break
        behind.append(other)
    return _named_after(text, office, behind, behind[-1].end) if len(behind) > 1 else []


def _run(text: str, mentions: Sequence[PartyMention]) -> list[PartyMention]:
    """The last of the mentions that stand in one row, joined by commas and "and"."""
    row = list(mentions[-1:])
    for one, other in pairwise(reversed(mentions)):
        if not _BETWEEN_PARTIES.fullmatch(text, other.end, one.start):
            break
        row.insert(0, other)
    return row


def _named_after(
    text: str, office: re.Match[str], parties: Sequence[PartyMention], begin: int
) -> list[Person]:
    """As many names as parties, in their order; nobody where there are fewer or more."""
    names = list(_names(text, begin))
    if len(names) != len(parties) or len({one.code for one in parties}) != len(parties):
        return []
    return [_person(name, office, one) for name, one in zip(names, parties, strict=True)]


def _names(text: str, begin: int) -> Iterator[re.Match[str]]:
    limit = begin + _LONGEST
    name = _NAME.match(text, begin)
    while name is not None and begin < limit:
        yield name
        joint = _BETWEEN_NAMES.match(text, name.end("name"))
        name = _NAME.match(text, joint.end()) if joint else None


def _is_office(name: re.Match[str]) -> bool:
    return name.group("name").split(" ", 1)[0].lower() in _NO_NAMES


def _person(name: re.Match[str], office: re.Match[str], party: PartyMention) -> Person:
    return Person(
        bare(name.group("name")),
        office.group("office").capitalize(),
        party.code,
        name.start("name"),
        name.end("name"),
    )
