"""Events as documents and the calendar have them go in; each comes out once, under the calendar's name where both have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.asking.names import folded
from briefs.calendar import Summit
from briefs.model import Precision

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from briefs.composing.occasions import Occasion


def once(found: Sequence[Occasion], wanted: Collection[str]) -> list[Occasion]:
    """Without what a document calls by a part of the name of an event on record, on the same days and in the same city.

    "Commemorative Summit" of 14 December in Brussels is the "ASEAN-EU Commemorative Summit". What is ``wanted`` by
    its own slug stays.
    """
    on_record = [each for each in found if isinstance(each.recorded, Summit) and _is_dated(each)]
    return [
        each
        for each in found
        if each.recorded is not None
        or each.slug in wanted
        or sum(_is_same(each, record) for record in on_record) != 1
    ]


def _is_dated(each: Occasion) -> bool:
    return each.when.precision is Precision.DAY and each.start is not None


def _is_same(told: Occasion, record: Occasion) -> bool:
    """Whether days, city, host and name all allow that it is the one on record."""
    if not (_is_dated(told) and isinstance(record.recorded, Summit)) or not told.place or not record.place:
        return False
    within = record.start == told.start and told.end in (record.start, record.end)
    city = _city(told.place) == _city(record.place)
    host = told.host is None or record.host is None or told.host == record.host
    said = set(folded(told.name).split())
    names = (record.name, *record.recorded.names)
    return bool(
        within and city and host and said and any(said <= set(folded(name).split()) for name in names)
    )


def _city(place: str) -> str:
    return folded(place.partition(",")[0])
