"""The persons of a text come in with what is on record; each name by which the text may call them goes out, with its party."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefs.model import Code
    from briefs.parsing.persons import Person

_SHORT: Final = 3
_TO_WHOM: Final = re.compile(r"\s(?:of|to|for)(?:\sthe)?(?:\s\w+)?$")
_ARTICLE: Final = re.compile(r"^(?:al|el|as|ash|ad|ar|at|az)-")
"""The article of a family name, which a text may leave out ("Hani al-Arroyo", later "Arroyo")."""


def by_name(persons: Iterable[Person], record: Mapping[str, Code]) -> dict[str, Code]:
    """Surname, full name and "office surname" in lower case, each with its party; names of two parties are left out.

    Where the family name comes first, a later "President Yoon" is found by the first word of the full name.
    """
    known: dict[str, Code | None] = {}
    first: dict[str, Code | None] = {}
    everyone = [(person, _party_on_record(person, record)) for person in persons]
    strangers = {
        p.name.lower().rsplit(None, 1)[-1] for p, party in everyone if party is None and " " in p.name
    }
    everyone = [(p, p.party if p.name.lower() in strangers else party) for p, party in everyone]
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
    titled = record.get(f"{person.office.lower()} {full}") if person.office else None
    found = person.party or titled or record.get(full)
    *given, last = full.split()
    if found or last not in record:
        return found
    return record[last] if not given or _is_on_record(given, last, record) else None


def _is_on_record(given: Sequence[str], last: str, record: Mapping[str, Code]) -> bool:
    """Whether one of a last name on record has a given name that begins alike: "Keir Vey" is not "Winston Vey"."""
    letters = {word[0] for word in given}
    namesakes = [name for name in record if name.endswith(" " + last)]
    return not namesakes or any(word[0] in letters for name in namesakes for word in name.split()[:-1])


def _keys(full: str, office: str | None) -> tuple[str, ...]:
    surname = full.rsplit(None, 1)[-1]
    plain = _ARTICLE.sub("", surname)
    if plain != surname and len(plain) >= _SHORT:
        return (*_keys(full.replace(surname, plain), office), full, surname)
    if not office:
        return full, surname
    plain = _TO_WHOM.sub("", office.lower())
    return full, surname, f"{plain} {surname}"
