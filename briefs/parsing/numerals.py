"""The small numbers as English writes them, each at the place of its value."""

from __future__ import annotations

from typing import Final

SMALL: Final = tuple(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
)
