"""Takes stored lines and events, and gives what became of them: links across documents, each with its reason.

Precision comes before recall: a link that is not there is looked up by the reader, a wrong one misleads. Status
is never guessed: without a later document nothing changes, except that a term runs out, which is arithmetic.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefs.threads import promises, requests
from briefs.threads.happenings import kept, turns
from briefs.threads.links import Became, Kept, Link, Term, Told, Turn, status
from briefs.threads.subjects import Subjects
from briefs.threads.terms import standing, succeeded, terms

if TYPE_CHECKING:
    from briefs.lexicon import Lexicon
    from briefs.model import Line

__all__ = [
    "Became",
    "Kept",
    "Link",
    "Term",
    "Told",
    "Turn",
    "answered",
    "kept",
    "reported",
    "standing",
    "status",
    "succeeded",
    "terms",
    "turns",
]


def answered(lines: Sequence[Line], lexicon: Lexicon) -> dict[int, Link]:
    """Each request that a later line answers, by the number of the request."""
    return requests.answered(lines, Subjects(lexicon))


def reported(lines: Sequence[Line], lexicon: Lexicon) -> dict[int, Link]:
    """Each commitment or pledge on which a later document reports, by the number of the promise."""
    return promises.reported(lines, Subjects(lexicon))
