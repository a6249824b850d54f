"""The verbs of a lexicon with their examples go in; nothing comes out where each entry obeys its own sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.errors import BadRule
from briefs.parsing.actors_cast import Memory, Named, Stage, cast_of
from briefs.parsing.acts import groups
from briefs.parsing.clauses import clauses
from briefs.parsing.clauses_words import even, words_of
from briefs.parsing.parser_scene import rules_of

if TYPE_CHECKING:
    from briefs.lexicon import Lexicon

# Examples speak of whom they like: two invented sides stand ready for "they", "he" and "the leaders".
_STAGE = Stage(("PE", "SE"), ("PE", "SE"), "PE", {})
_MEMORY = Memory(person=("PE",), several=("PE", "SE"), last=("PE",))


def found(text: str, lexicon: Lexicon) -> set[str]:
    """The lemmas of the verbs by which somebody acts in a sentence."""
    named = [Named(one.start, one.end, one.code, one.form) for one in lexicon.mentions(text)]
    words = words_of(even(text))
    acts = clauses(words, groups(words, rules_of(lexicon).table), cast_of(_STAGE, _MEMORY, named))
    return {clause.group.rule.lemma for clause in acts}


def verify(lexicon: Lexicon) -> None:
    """Raise ``BadRule`` for the first entry of verbs.toml that does not obey its own examples."""
    for number, verb in enumerate(lexicon.verbs, start=1):
        entry = f"verbs.toml, [[verb]] {number} ({verb.lemma})"
        for example in verb.examples:
            if verb.lemma not in found(example, lexicon):
                raise BadRule(
                    f'{entry}: the example "{example}" does not show {verb.lemma} and must. '
                    f'Add the form that it uses to "forms", or take the example out.'
                )
        for example in verb.counter_examples:
            if verb.lemma in found(example, lexicon):
                raise BadRule(
                    f'{entry}: the counter-example "{example}" shows {verb.lemma} and must not. '
                    f'Narrow "forms" or "needs", or take the counter-example out.'
                )
