"""config/agencies.toml comes in; the names of news agencies, each with the state whose agency it is, go out."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from briefs.errors import BadRule
from briefs.lexicon import rules

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from pathlib import Path

    from briefs.model import Code

FILE = "agencies.toml"
KEYS = ("names",)


def load(folder: Path, known: Container[Code]) -> Mapping[str, Code]:
    """Names as they stand in datelines, with their state.

    Raises BadRule on an unknown key or code, an empty list, and a name that stands under two states.
    """
    found: dict[str, Code] = {}
    for code, table in rules.read(folder, FILE).items():
        entry = rules.Entry(FILE, code, table).only(KEYS)
        if code not in known:
            raise BadRule(f"{entry.place}: no party has this code. Add it to parties.toml or correct it.")
        names = entry.texts("names")
        if not names:
            raise BadRule(f'{entry.place}: "names" is empty. List at least one name of an agency.')
        for name in names:
            if found.setdefault(name, code) != code:
                raise BadRule(f'{entry.place}: "{name}" stands under {found[name]} as well. Leave it to one.')
    return MappingProxyType(found)
