"""Takes lines, and gives for one of them the later lines of other documents that share a telling word or a name with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from briefs.model import Kind, Line
from briefs.threads.links import may_follow
from briefs.threads.subjects import Subjects


@dataclass(frozen=True, slots=True)
class Near:
    """The dated lines by each of their telling words: only what shares a word is compared, so that time grows with the lines."""

    subjects: Subjects
    holding: Mapping[str, Sequence[Line]]

    @classmethod
    def of(cls, lines: Iterable[Line], subjects: Subjects) -> Self:
        """What is near each of these lines; a word that stands in one line only leads to none."""
        found: dict[str, list[Line]] = {}
        for line in lines:
            if line.said.start:
                for key in subjects.keys(line):
                    found.setdefault(key, []).append(line)
        return cls(subjects, {key: held for key, held in found.items() if len(held) > 1})

    def later(self, line: Line, kinds: Collection[Kind]) -> list[Line]:
        """The lines of these kinds that share a word with this one and were said later in another document."""
        words = self.subjects.keys(line) & self.holding.keys()
        found = {
            other.number: other for key in words for other in self.holding[key] if other.outcome.kind in kinds
        }
        return sorted((other for other in found.values() if may_follow(line, other)), key=_when)


def _when(line: Line) -> tuple[date, int]:
    return (line.said.start or date.max, line.number)
