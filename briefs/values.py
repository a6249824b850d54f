"""A class of fields comes in; a value comes out that the type checker keeps as it was made, and that is made fast.

The parser makes some eighty values for every paragraph. A frozen dataclass sets each field by a call of its own, which
takes five times as long as an assignment; so these are frozen for the type checker, which reads every line, and only there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

__all__ = ["value"]

if TYPE_CHECKING:
    from dataclasses import dataclass as value
else:

    def value(*, frozen: bool, slots: bool) -> partial[type]:
        """Stand for ``dataclass(frozen=True, slots=True)``: compared and hashed by its fields alike."""
        return partial(dataclass, slots=slots, unsafe_hash=frozen)
