"""The entries of config/verbs.toml come in; a table from first words to the rules they may begin goes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from briefs.errors import BadRule
from briefs.model import Kind, Strength
from briefs.parsing.acts_inflection import forms_of
from briefs.parsing.word_sets import words as word_set

TOWARDS = frozenset({"counterpart", "object", "owner", "receiver", "none"})
FINITE: dict[str, frozenset[str | None]] = {
    "any": frozenset(
        {"past", "present", "perfect", "progressive", "future", "modal", "passive", "participle", None}
    ),
    "future": frozenset({"future"}),
    "ongoing": frozenset({"present", "progressive"}),
    "progressive": frozenset({"progressive"}),
    "passive": frozenset({"passive"}),
    "done": frozenset({"past", "perfect"}),
    "never": frozenset(),
}
"""How the verb of a rule must stand; "never": only behind another verb ("agreed *to double* its contribution")."""

PROGRESS = word_set(
    "progress implementation achievements achievement accomplishments accomplishment completion advances strides "
    "results report reports successes success headway operationalisation operationalization"
)
"""Nouns that say that something was done or is on its way."""

SUM = "$amount"
DONE = "$progress"
OBJECT = "$object"
"""In a form: any object, behind which the form goes on ("close *$object* with")."""


class Record(Protocol):
    """What is needed of an entry of verbs.toml."""

    @property
    def lemma(self) -> str:
        """The name of the entry."""
        ...

    @property
    def forms(self) -> tuple[str, ...]:
        """Base forms, the first word to be inflected."""
        ...

    @property
    def kind(self) -> str:
        """One of the seven kinds."""
        ...

    @property
    def strength(self) -> str | None:
        """firm, soft or nothing."""
        ...

    @property
    def needs(self) -> tuple[str, ...]:
        """Words of which the object holds one."""
        ...

    @property
    def extra(self) -> Mapping[str, Any]:
        """The keys that only the parser reads."""
        ...


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry: what an act is called by, and what it is where its object does not say otherwise."""

    lemma: str
    kind: Kind
    strength: Strength | None
    needs: frozenset[str]
    then: frozenset[str]
    towards: str
    reports: bool
    bearer: bool
    finite: str
    order: int


@dataclass(frozen=True, slots=True)
class Opening:
    """One way in which a rule may begin: the form of its first word, and the words that must follow it."""

    rule: Rule
    form: str
    rest: tuple[str, ...]


Table = dict[str, tuple[Opening, ...]]


def _rule(record: Record, order: int) -> Rule:
    extra = record.extra
    towards = str(extra.get("towards", "counterpart"))
    finite = str(extra.get("finite", "any"))
    if towards not in TOWARDS or finite not in FINITE:
        raise BadRule(f'verbs.toml, entry "{record.lemma}": towards or finite has a value that is not known.')
    return Rule(
        record.lemma,
        Kind(record.kind),
        Strength(record.strength) if record.strength else None,
        frozenset(record.needs),
        frozenset(extra.get("then", ())),
        towards,
        bool(extra.get("reports", False)),
        bool(extra.get("bearer", False)),
        finite,
        order,
    )


def compiled(records: Iterable[Record]) -> Table:
    """The table of openings; among those of one word the most demanding come first."""
    table: dict[str, list[Opening]] = {}
    for order, record in enumerate(records):
        rule = _rule(record, order)
        for form in record.forms:
            first, *rest = form.split()
            for word, name in forms_of(first).items():
                table.setdefault(word, []).append(Opening(rule, name, tuple(rest)))
    return {word: tuple(sorted(found, key=_demanding)) for word, found in table.items()}


def _demanding(opening: Opening) -> tuple[int, int, int, int]:
    rule = opening.rule
    return (-len(opening.rest), -bool(rule.needs), -bool(rule.then), rule.order)
