"""Numbers of documents in, how much of each kind they brought and what was left out of them out: counts, no rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select

from briefs.model import Kind, Unread
from briefs.queries.rows import KINDS, among
from briefs.store.tables import commentary, outcomes, unread

if TYPE_CHECKING:
    from sqlalchemy import Select

    from briefs.store import Readable

_BROUGHT: Select[Any] = (
    select(outcomes.c.document, outcomes.c.kind, func.count())
    .where(outcomes.c.document.in_(among("numbers")))
    .group_by(outcomes.c.document, outcomes.c.kind)
)
_SAID = select(func.count()).select_from(commentary).where(commentary.c.document == bindparam("number"))
_MISSED: Select[Any] = (
    select(unread.c.quote, unread.c.paragraph, unread.c.reason)
    .where(unread.c.document == bindparam("number"))
    .order_by(unread.c.number)
)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a document holds beside its outcomes: sentences of commentators, counted, and what could not be read."""

    commentary: int
    unread: tuple[Unread, ...]


def brought(store: Readable, numbers: Iterable[int]) -> dict[int, dict[Kind, int]]:
    """How many outcomes of each kind each document brought; one statement."""
    found: dict[int, dict[Kind, int]] = {number: {} for number in numbers}
    with store.snapshot() as snapshot:
        for document, kind, count in snapshot.rows(_BROUGHT, {"numbers": list(found)}):
            found[document][KINDS[kind]] = count
    return found


def left_out(store: Readable, number: int) -> LeftOut:
    """What there is of a document beside its outcomes; two statements."""
    with store.snapshot() as snapshot:
        missed = snapshot.rows(_MISSED, {"number": number})
        places = tuple(Unread(quote, paragraph, reason) for quote, paragraph, reason in missed)
        return LeftOut(snapshot.connection.scalar(_SAID, {"number": number}) or 0, places)
