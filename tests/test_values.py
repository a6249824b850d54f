"""What the parser makes often is a value all the same: compared, hashed and copied by its fields."""

from __future__ import annotations

from dataclasses import replace

from briefs.parsing.text import Span
from briefs.values import value


@value(frozen=True, slots=True)
class _Place:
    start: int
    end: int = 9


def test_a_value_is_compared_and_hashed_by_its_fields():
    assert _Place(1) == _Place(1, 9)
    assert _Place(1) != _Place(2)
    assert {_Place(1), _Place(1, 9), _Place(2)} == {_Place(2), _Place(1)}


def test_a_value_has_no_room_for_another_field():
    assert not hasattr(_Place(1), "__dict__")
    assert not hasattr(Span(1, 2), "__dict__")


def test_a_changed_copy_of_a_value_leaves_the_first_as_it_was():
    first = _Place(1)
    assert replace(first, end=3) == _Place(1, 3)
    assert first == _Place(1, 9)
