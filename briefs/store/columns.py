"""Python values to database columns and back, the same on SQLite and PostgreSQL: times, words, lists."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import DateTime, Integer, String, Text
from sqlalchemy.types import TypeDecorator

from briefs.model import Chair

if TYPE_CHECKING:
    from sqlalchemy import Dialect


MOST = 2**31 - 1
"""The largest number that PostgreSQL's INTEGER takes."""


def storable(words: str) -> str:
    """The same words without what a database refuses: NUL and lone surrogates become U+FFFD."""
    if words.isascii() and "\x00" not in words:
        return words
    return words.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")


class Number(TypeDecorator[int]):
    """The number of a row. One that is too large for any is looked up as -1: people type all sorts of numbers."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        """The number, or -1."""
        del dialect
        return value if value is None or 0 <= value <= MOST else -1


class Short(TypeDecorator[str]):
    """A code, a slug, a kind: cleansed like Words, and cut at its length, for it stands in an index."""

    impl = String
    cache_ok = True

    def __init__(self, longest: int) -> None:
        super().__init__(longest)
        self.longest = longest

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The code as it can be stored."""
        del dialect
        return None if value is None else storable(str(value))[: self.longest]


class Utc(TypeDecorator[datetime]):
    """A moment, kept in UTC and always handed out with its zone (SQLite forgets it)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuses a moment without a zone: nobody could say which hour it means."""
        del dialect
        if value is not None and value.tzinfo is None:
            raise ValueError(f"The moment {value.isoformat()} has no time zone; give one in UTC.")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment in UTC."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text of any origin, cleansed of the few characters that PostgreSQL refuses."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text as it can be stored."""
        del dialect
        return None if value is None else storable(value)


class Listed(TypeDecorator[tuple[str, ...]]):
    """A short list of codes or slugs in one column, in order, parted by commas."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """The codes joined; a comma within a code would part it."""
        del dialect
        return None if value is None else storable(",".join(str(code).replace(",", " ") for code in value))

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], tuple[str, ...]]:
        """The codes in the order in which they were given."""
        del dialect, coltype
        return _parted


@lru_cache(maxsize=4096)
def _parted(value: str | None) -> tuple[str, ...]:
    """Few lists are written over and over: a party and its partner, a topic or two."""
    return tuple(value.split(",")) if value else ()


class Chairs(TypeDecorator[tuple[Chair, ...]]):
    """The persons in the chair, as a JSON list of [name, title, party]."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        """One short JSON text."""
        del dialect
        return json.dumps([[chair.name, chair.title, chair.party] for chair in value or ()])

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Chair, ...]:
        """The chairs as values again."""
        del dialect
        if not value or value == "[]":
            return ()
        return tuple(Chair(name, title, party) for name, title, party in json.loads(value))
