"""Takes lines, and gives for one of them the later lines of other documents that share a telling word or a name with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from briefs.model import Kind, Line
from briefs.threads.links import may_follow
from briefs.threads.subjects import Subjects

Postings = Mapping[str, Sequence[Line]]
"""The lines in which each word stands: only what shares a word is compared, so that time grows with the lines."""


def postings(lines: Iterable[Line], kinds: Collection[Kind], subjects: Subjects) -> Postings:
    """The dated lines of some kinds by each of their telling words."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        if line.outcome.kind in kinds and line.said.start:
            for key in subjects.keys(line):
                found.setdefault(key, []).append(line)
    return found


def near(line: Line, others: Postings, subjects: Subjects) -> list[Line]:
    """The lines that share a word with this one and were said later in another document, the earliest first."""
    found = {other.number: other for key in subjects.keys(line) for other in others.get(key, ())}
    return sorted((other for other in found.values() if may_follow(line, other)), key=_when)


def _when(line: Line) -> tuple[date, int]:
    return (line.said.start or date.max, line.number)
