"""Takes stored lines and events, and gives what became of them: links across documents, each with its reason.

Precision comes before recall: a link that is not there is looked up by the reader, a wrong one misleads. Status
is never guessed: without a later document nothing changes, except that a term runs out, which is arithmetic.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefs.threads import promises, requests
from briefs.threads.happenings import kept, turns
from briefs.threads.links import Became, Kept, Link, Term, Told, Turn, status
from briefs.threads.nearness import Near
from briefs.threads.single import of_line
from briefs.threads.subjects import Subjects
from briefs.threads.terms import standing, succeeded, terms

if TYPE_CHECKING:
    from datetime import date

    from briefs.lexicon import Lexicon
    from briefs.model import Line
    from briefs.queries import StoredEvent

__all__ = [
    "Became",
    "Followed",
    "Kept",
    "Link",
    "Subjects",
    "Term",
    "Told",
    "Turn",
    "answered",
    "follow",
    "kept",
    "of_line",
    "renewed",
    "reported",
    "standing",
    "status",
    "succeeded",
    "terms",
    "turns",
]


def answered(lines: Sequence[Line], lexicon: Lexicon, subjects: Subjects | None = None) -> dict[int, Link]:
    """Each request that a later line answers, by the number of the request."""
    return requests.answered(lines, Near.of(lines, subjects or Subjects(lexicon)))


def reported(lines: Sequence[Line], lexicon: Lexicon) -> dict[int, Link]:
    """Each commitment or pledge on which a later document reports, by the number of the promise."""
    return promises.reported(lines, Near.of(lines, Subjects(lexicon)))


def renewed(lines: Sequence[Line], lexicon: Lexicon) -> dict[int, Link]:
    """Each commitment that is made again in a later document, by the number of the earlier one; it stays open."""
    return promises.renewed(lines, Near.of(lines, Subjects(lexicon)))


@dataclass(frozen=True, slots=True)
class Followed:
    """Lines and events with all that became of them: links by the number of the earlier line."""

    lines: tuple[Line, ...]
    answered: Mapping[int, Link]
    reported: Mapping[int, Link]
    renewed: Mapping[int, Link]
    kept: Mapping[int, Kept]
    terms: tuple[Term, ...]
    turns: tuple[Turn, ...]

    def is_closed(self, line: Line) -> bool:
        """Whether a later document answers a request or reports a promise carried out: then nothing is owed."""
        report = self.reported.get(line.number)
        done = report is not None and report.became is Became.CARRIED_OUT
        return done or line.number in self.answered or line.number in self.kept


def follow(
    lines: Sequence[Line],
    events: Sequence[StoredEvent],
    lexicon: Lexicon,
    today: date,
    subjects: Subjects | None = None,
) -> Followed:
    """Everything that became of lines and events, as far as these tell; ``subjects`` knows what the lines are about."""
    near = Near.of(lines, subjects or Subjects(lexicon))
    return Followed(
        lines=tuple(lines),
        answered=requests.answered(lines, near),
        reported=promises.reported(lines, near),
        renewed=promises.renewed(lines, near),
        kept=kept(lines, {event.slug: event for event in events}, today),
        terms=tuple(terms(lines, lexicon)),
        turns=tuple(turns(events)),
    )
