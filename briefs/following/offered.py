"""The number of a document in, the terms it offers out: by these the interests that may match it are found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, literal, select, union

from briefs.store.tables import events, outcome_parties, outcome_topics, outcomes

if TYPE_CHECKING:
    from sqlalchemy import BindParameter, Select

    from briefs.store import Readable

LONGEST_TERM = 120
"""Characters of a term; longer ones are cut on both sides alike."""
ANY = "*"

_NUMBER: BindParameter[int] = bindparam("number")
_IN = outcomes.c.document == _NUMBER
_OFFERED: Any = union(
    select(literal("party"), outcome_parties.c.code)
    .join(outcomes, outcomes.c.number == outcome_parties.c.outcome)
    .where(_IN),
    select(literal("topic"), outcome_topics.c.topic)
    .join(outcomes, outcomes.c.number == outcome_topics.c.outcome)
    .where(_IN),
    select(literal("event"), outcomes.c.event).where(_IN, outcomes.c.event.is_not(None)),
    select(literal("event"), events.c.slug).where(events.c.document == _NUMBER),
)


def terms_of_document(store: Readable, number: int) -> frozenset[str]:
    """All terms that a stored document offers: parties on any side, topics, events, and "*"; one statement."""
    query: Select[Any] = _OFFERED
    with store.snapshot() as snapshot:
        rows = snapshot.rows(query, {"number": number})
    return frozenset({ANY, *(f"{sort}:{name}"[:LONGEST_TERM] for sort, name in rows)})
