"""config/persons.toml comes in; names of leaders and ministers on record, each with the party they speak for, go out."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from briefs.errors import BadRule
from briefs.lexicon import rules

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from pathlib import Path

    from briefs.model import Code

FILE = "persons.toml"
KEYS = ("leaders", "ministers")
_SHORT = 3
"""A last word of three letters is no name to go by."""
_LONGEST = 80


def load(folder: Path, known: Container[Code]) -> Mapping[str, Code]:
    """Names in lower case, whole and by the last word, with their party; a last word of two parties or ``common`` is left out.

    Raises BadRule on an unknown key or code, an empty or overlong name, and a name that stands under two parties.
    """
    full: dict[str, Code] = {}
    last: dict[str, Code | None] = {}
    raw = dict(rules.read(folder, FILE))
    common = frozenset(rules.Entry(FILE, "the file", {"common": raw.pop("common", [])}).texts("common"))
    for code, table in raw.items():
        entry = rules.Entry(FILE, code, table).only(KEYS)
        if code not in known:
            raise BadRule(f"{entry.place}: no party has this code. Add it to parties.toml or correct it.")
        for name in (*entry.texts("leaders"), *entry.texts("ministers")):
            key = " ".join(name.lower().split())
            if len(key) > _LONGEST:
                raise BadRule(f'{entry.place}: "{name[:40]}..." is too long for a name.')
            if full.setdefault(key, code) != code:
                raise BadRule(f'{entry.place}: "{name}" stands under {full[key]} as well. Leave it to one.')
            word = _surname(key)
            last[word] = code if last.get(word, code) == code else None
    return MappingProxyType(
        {key: code for key, code in last.items() if code and len(key) > _SHORT and key not in common} | full
    )


def _surname(name: str) -> str:
    words = [
        word
        for word in name.replace(",", " ").split()
        if word.strip(".") not in {"jr", "sr", "ii", "iii", "iv"}
    ]
    return words[-1] if words else name
