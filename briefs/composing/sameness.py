"""Events as documents and the calendar have them go in; each comes out once, under the calendar's or the fuller name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.asking.names import folded
from briefs.calendar import Summit
from briefs.model import Precision

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from briefs.composing.occasions import Occasion


def once(found: Sequence[Occasion], wanted: Collection[str]) -> list[Occasion]:
    """Without what a document calls by a part of the name of another event on the same days and in the same city.

    "Commemorative Summit" of 14 December in Brussels is the "ASEAN-EU Commemorative Summit", by the calendar of record or
    by another document. What is ``wanted`` by its own slug stays, and so does what may be either of two.
    """
    dated = [each for each in found if _is_dated(each)]
    on_record = [each for each in dated if isinstance(each.recorded, Summit)]
    return [
        each
        for each in found
        if each.recorded is not None
        or each.slug in wanted
        or (
            sum(_is_same(each, record) for record in on_record) != 1
            and sum(_is_part(each, other) for other in dated) != 1
        )
    ]


def _is_dated(each: Occasion) -> bool:
    return each.when.precision is Precision.DAY and each.start is not None


def _is_same(told: Occasion, record: Occasion) -> bool:
    """Whether days, city, host and name all allow that it is the one on record.

    Where no city was told, the name must be more than a sort of meeting: "Commemorative Summit", not "Summit".
    """
    if not _meet(told, record) or not isinstance(record.recorded, Summit):
        return False
    said = set(folded(told.name).split())
    if not told.place and len(said - _PLAIN) < 1:
        return False
    names = (record.name, *record.recorded.names)
    return bool(said) and any(said <= set(folded(name).split()) for name in names)


def _is_part(told: Occasion, other: Occasion) -> bool:
    """Whether another document names the same one more fully, at the same place."""
    if other.recorded is not None or not told.place or not other.place or not _meet(told, other):
        return False
    said = set(folded(told.name).split())
    return bool(said - _PLAIN) and said < set(folded(other.name).split())


def _meet(told: Occasion, other: Occasion) -> bool:
    """Whether days, city and host allow that two are one; a city or host that was not told allows every one."""
    if not _is_dated(told):
        return False
    days = other.start == told.start and told.end in (other.start, other.end)
    city = not told.place or (bool(other.place) and _city(told.place) == _city(other.place or ""))
    return days and city and (told.host is None or other.host is None or told.host == other.host)


_PLAIN = frozenset(
    "annual conference first meeting meetings next of second session special summit the third".split()
)
"""Words that any meeting may have in its name."""


def _city(place: str) -> str:
    return folded(place.partition(",")[0])
