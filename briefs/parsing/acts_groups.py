"""What is known of a group of verbs: where it stands, its rule, and how it stands (past, future, passive …)."""

from __future__ import annotations

from briefs.parsing.acts_rules import Rule
from briefs.values import value


@value(frozen=True, slots=True)
class Group:
    """A group of verbs: from its first auxiliary ``start`` over the main verb ``at`` to its complement ``end``.

    ``mood`` is one of past, present, perfect, progressive, future, modal, passive, participle.
    """

    start: int
    at: int
    end: int
    rule: Rule
    form: str
    mood: str
    negated: bool
    needed: str = ""
