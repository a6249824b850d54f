"""Takes the question what changed in a document, and fetches the revision before it and what both of them say."""

from __future__ import annotations

from briefs import queries
from briefs.brief import Brief
from briefs.composing import changes as compose_changes
from briefs.composing.changes import Revision
from briefs.library import Asked
from briefs.model import Source

WORDS = "changes"
"""What stands after the number of a document in such a question."""


def changed(document: Source, asked: Asked) -> Brief:
    """What a revision changed; of a first one, what the next changed; of an only one, that it never did."""
    known = queries.lineage(asked.store, document.number)
    at = known.index(document.number)
    if len(known) < 2:  # noqa: PLR2004 - one is alone
        return compose_changes.unchanged(document, asked)
    old, new = (known[at - 1], known[at]) if at else (known[0], known[1])
    before, after = _revision(old, asked), _revision(new, asked)
    if before is None or after is None:
        return compose_changes.unchanged(document, asked)
    return compose_changes.changes(before, after, asked)


def _revision(number: int, asked: Asked) -> Revision | None:
    source = queries.source(asked.store, number)
    if source is None:
        return None
    lines = queries.lines_of_source(asked.store, number)
    return Revision(source, lines, queries.paragraphs_of_source(asked.store, number))
