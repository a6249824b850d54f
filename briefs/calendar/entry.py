"""One table of calendar.toml comes in, its values come out one by one, each checked; what is left over is a fault."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, Any, NoReturn

from briefs.calendar import Record
from briefs.errors import BadRule
from briefs.model import Moment, Precision

if TYPE_CHECKING:
    from collections.abc import Collection

_CODE = re.compile(r"[A-Z][A-Z0-9]{1,11}")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+){0,12}")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_YEAR = re.compile(r"\d{4}")
_FIRST_YEAR, _LAST_YEAR = 1945, 2100


class Entry:
    """One table of the file: every key is taken once, what is left over is a fault."""

    def __init__(self, table: object, place: str, known: Collection[str] | None) -> None:
        """Take a table; ``place`` names file and entry, ``known`` are the codes that may be used."""
        if not isinstance(table, dict):
            message = f"{place} is not a table: write its keys below a [[…]] line."
            raise BadRule(message)
        self._left: dict[str, Any] = dict(table)
        self._place = place
        self._known = known

    def fault(self, reason: str) -> NoReturn:
        """Say what is wrong with this entry. Raises BadRule."""
        message = f"{self._place}: {reason}"
        raise BadRule(message)

    def called(self, *keys: str) -> None:
        """Name the entry in messages by what its keys say: "summit asem13"."""
        said = [str(self._left[key]) for key in keys if key in self._left]
        if said:
            self._place = f"{self._place.rsplit(' number ', 1)[0]} {' '.join(said)}"

    def text(self, key: str, fallback: str | None = None) -> str:
        """Words that must be there, unless there is a fallback."""
        value = self._left.pop(key, fallback)
        if value is None:
            self.fault(f'"{key}" is missing.')
        if not isinstance(value, str) or not value.strip():
            self.fault(f'"{key}" must be words in quotation marks, and is {value!r}.')
        return value

    def has(self, key: str) -> bool:
        """Whether a key is still to be taken."""
        return key in self._left

    def text_or_none(self, key: str) -> str | None:
        """Words that may be left out."""
        return self.text(key) if key in self._left else None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of words, empty where it is left out."""
        value = self._left.pop(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
            self.fault(f'"{key}" must be a list of words in quotation marks.')
        return tuple(value)

    def year(self, key: str) -> int:
        """A year that must be there."""
        value: object = self._left.pop(key, None)
        if value is None:
            self.fault(f'"{key}" is missing.')
        if isinstance(value, bool) or not isinstance(value, int) or not _FIRST_YEAR <= value <= _LAST_YEAR:
            self.fault(f'"{key}" must be a year from {_FIRST_YEAR} to {_LAST_YEAR}, and is {value!r}.')
        return value

    def ordinal(self) -> int | None:
        """A number in a series, from 1; None for a meeting that is not counted."""
        value = self._left.pop("ordinal", None)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 1):
            self.fault(f'"ordinal" must be a whole number from 1, and is {value!r}.')
        return value

    def code(self, key: str) -> str:
        """The code of a party."""
        return self.checked(self.text(key))

    def codes(self, key: str) -> tuple[str, ...]:
        """A list of codes, empty where it is left out."""
        return tuple(self.checked(each) for each in self.texts(key))

    def checked(self, code: str) -> str:
        """The same code, once its form (and, where they are given, the known codes) allow it."""
        if not _CODE.fullmatch(code):
            self.fault(f'"{code}" is no party code: write KH, EU or ASEAN.')
        if self._known is not None and code not in self._known:
            self.fault(f'no party has the code "{code}": add it to parties.toml or mend it here.')
        return code

    def slug(self, key: str) -> str:
        """An identity: small letters, digits and hyphens."""
        value = self.text(key)
        if not _SLUG.fullmatch(value):
            self.fault(f'"{key}" must be small letters, digits and hyphens, and is "{value}".')
        return value

    def choice(self, key: str, allowed: tuple[str, ...], fallback: str | None = None) -> str:
        """One of a few words."""
        value = self.text(key, fallback)
        if value not in allowed:
            self.fault(f'"{key}" is "{value}": it must be one of {", ".join(allowed)}.')
        return value

    def day(self, key: str) -> date | None:
        """A single day, or None where it is left out."""
        value = self.text_or_none(key)
        return None if value is None else self.moment_of(key, value, days_only=True).start

    def moment(self, key: str) -> Moment:
        """A date of any precision that must be there."""
        return self.moment_of(key, self.text(key))

    def moment_of(self, key: str, value: str, *, days_only: bool = False) -> Moment:
        """A date of any precision out of words already taken."""
        try:
            found = moment(value)
        except ValueError:
            found = None
        if found is None or (days_only and found.start != found.end):
            forms = (
                "2021-11-25" if days_only else "2021-11-25, 2021-11-25/2021-11-26, 2021-11, 2021-Q4 or 2021"
            )
            self.fault(f'"{key}" is "{value}", which is no date: write {forms}.')
        return found

    def record(self) -> Record:
        """Where the fact is written: no fact without it."""
        words = self.text("source")
        url = self.text_or_none("url")
        if url is not None and not url.startswith("https://"):
            self.fault(f'"url" must begin with https://, and is "{url}".')
        return Record(words, url)

    def inner(self, key: str) -> list[Entry]:
        """The tables within this one, each an entry of its own."""
        tables = self._left.pop(key, [])
        if not isinstance(tables, list):
            self.fault(f'"{key}" must be a list of tables.')
        places = (f"{self._place}, {key} {number}" for number in range(1, len(tables) + 1))
        return [Entry(table, place, self._known) for table, place in zip(tables, places, strict=True)]

    def done(self) -> None:
        """Nothing may be left over."""
        if self._left:
            names = ", ".join(f'"{key}"' for key in self._left)
            self.fault(f"nothing is known of {names}: a word is misspelt, or stands in the wrong place.")


def moment(words: str) -> Moment | None:
    """Read an ISO 8601 date of any precision, or two of the same precision with a stroke between them.

    >>> moment("2021-Q4").start.isoformat()
    '2021-10-01'
    """
    first, stroke, last = words.partition("/")
    return _between(moment(first), moment(last)) if stroke else _single(words)


def whole_year(year: int) -> Moment:
    """The first to the last day of a year."""
    return _months(year, 1, 12, Precision.YEAR)


def _between(first: Moment | None, last: Moment | None) -> Moment | None:
    if first is None or last is None or first.precision is not last.precision:
        return None
    if first.start is None or last.end is None or first.start > last.end:
        return None
    precision = Precision.DAY if first.precision is Precision.DAY else Precision.RANGE
    return Moment(first.start, last.end, precision)


def _single(words: str) -> Moment | None:
    if match := _DAY.fullmatch(words):
        day = date(int(match[1]), int(match[2]), int(match[3]))
        return Moment(day, day, Precision.DAY)
    if match := _MONTH.fullmatch(words):
        return _months(int(match[1]), int(match[2]), int(match[2]), Precision.MONTH)
    if match := _QUARTER.fullmatch(words):
        return _months(int(match[1]), 3 * int(match[2]) - 2, 3 * int(match[2]), Precision.QUARTER)
    return whole_year(int(words)) if _YEAR.fullmatch(words) else None


def _months(year: int, first: int, last: int, precision: Precision) -> Moment:
    return Moment(date(year, first, 1), date(year, last, monthrange(year, last)[1]), precision)
