"""One TOML file of config/ comes in, checked entries go out; what cannot be used is refused by name."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from briefs.errors import BadRule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

LARGEST = 4_000_000
"""Bytes a file of rules may have; a larger one is a mistake."""


def read(folder: Path, name: str) -> dict[str, Any]:
    """The tables of ``folder/name``. Raises BadRule when the file is missing, too large or no TOML."""
    path = folder / name
    try:
        if path.stat().st_size > LARGEST:
            raise BadRule(f"{name} is larger than {LARGEST:,} bytes: split it or remove what is not a rule.")
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadRule(f"{name} is missing from {folder}: put the file back.") from None
    except (OSError, UnicodeDecodeError) as fault:
        raise BadRule(f"{name} cannot be read ({fault}): check that it is a text file in UTF-8.") from fault
    except tomllib.TOMLDecodeError as fault:
        raise BadRule(f"{name} is not valid TOML: {fault}. Correct that place.") from fault


class Entry:
    """One entry of a rules file, with its place for messages: ``parties.toml, state.KH``."""

    __slots__ = ("place", "table")

    def __init__(self, file: str, name: str, table: object) -> None:
        self.place = f"{file}, {name}"
        if not isinstance(table, dict):
            raise BadRule(f"{self.place}: this must be a table with keys of its own.")
        self.table: Mapping[str, Any] = table

    def only(self, known: Iterable[str]) -> Entry:
        """Itself, once every key is a known one. Raises BadRule naming the first that is not."""
        allowed = set(known)
        for key in self.table:
            if key not in allowed:
                raise BadRule(f'{self.place}: unknown key "{key}". Known keys: {", ".join(sorted(allowed))}.')
        return self

    def text(self, key: str, default: str | None = None) -> str:
        """A string; required unless a default is given."""
        value = self.table.get(key, default)
        if not isinstance(value, str) or (not value.strip() and default is None):
            raise BadRule(f'{self.place}: "{key}" must be some text.')
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings; empty where the key is absent."""
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise BadRule(f'{self.place}: "{key}" must be a list of texts, none of them empty.')
        return tuple(value)

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """A list of pairs of strings; empty where the key is absent."""
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(
            isinstance(pair, list) and len(pair) == 2 and all(isinstance(item, str) for item in pair)  # noqa: PLR2004
            for pair in value
        ):
            raise BadRule(f'{self.place}: "{key}" must be a list of pairs of texts.')
        return tuple((first, second) for first, second in value)

    def flag(self, key: str) -> bool:
        """True or false; false where the key is absent."""
        value = self.table.get(key, False)
        if not isinstance(value, bool):
            raise BadRule(f'{self.place}: "{key}" must be true or false.')
        return value

    def fails(self, example: str, why: str, todo: str) -> BadRule:
        """The error for an example that does not hold, ready to be raised."""
        return BadRule(f'{self.place}: the example "{example}" {why}. {todo}')


def entries(file: str, kind: str, tables: object) -> list[Entry]:
    """The entries of an array of tables (``[[forum]]``), numbered from 1 and named where they have a name."""
    if tables is None:
        return []
    if not isinstance(tables, list):
        raise BadRule(f"{file}: [[{kind}]] must be a list of tables.")
    found = []
    for number, table in enumerate(tables, start=1):
        given = (
            table.get("slug") or table.get("lemma") or table.get("name") if isinstance(table, dict) else None
        )
        found.append(
            Entry(file, f"[[{kind}]] {number} ({given})" if given else f"[[{kind}]] {number}", table)
        )
    return found
