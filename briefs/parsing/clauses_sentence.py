"""What is known of a sentence while its verbs get their subjects: its words, its cast, and the clauses found so far."""

from __future__ import annotations

from dataclasses import dataclass

from briefs.parsing.actors_cast import Cast, Subject
from briefs.parsing.acts_groups import Group
from briefs.parsing.clauses_words import Words
from briefs.values import value


@value(frozen=True, slots=True)
class Clause:
    """A clause from word ``start`` to ``end``; ``inner`` is the clause that its verb reports, if any."""

    group: Group
    subject: Subject
    start: int
    end: int
    inner: Clause | None = None


@dataclass(slots=True)
class Sentence:
    """A sentence; ``carried`` is the subject of the list that it is an item of, ``own_voice`` whether the parties speak."""

    words: Words
    cast: Cast
    carried: Subject | None
    own_voice: bool
    found: list[Clause]

    def add(self, group: Group, who: Subject, start: int) -> None:
        """Add a clause, and remember who acts in it for the pronouns that follow."""
        self.found.append(Clause(group, who, start, len(self.words)))
        if who.how != "pronoun":
            self.cast.memory.keep(who)
