"""A sentence that reports no act, or one in front of it, and its scene come in; what it says all the same goes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.parsing.actors_cast import Cast, Subject
from briefs.parsing.acts import Group
from briefs.parsing.acts_lists import sum_item
from briefs.parsing.acts_stances import stance
from briefs.parsing.clauses_sentence import Clause
from briefs.parsing.clauses_subjects import FRONTS
from briefs.parsing.clauses_words import Words
from briefs.parsing.kinds import Sense

if TYPE_CHECKING:
    from briefs.parsing.parser_scene import Scene

_STAND = 7
"""Words of the shortest clause that takes a stand before another, the joining ones included."""


def unreported(words: Words, cast: Cast, scene: Scene, found: list[Group], *, acts: bool) -> list[Sense]:
    """What a sentence without a reported act still says: a sum of a list to give away, or the stand it takes."""
    if scene.gives and scene.in_list:
        given = sum_item(words, Subject((scene.gives,), 0, "party"), found)
        if given is not None:
            return [given]
    taken = None if acts else stance(words, cast, scene.speaker, own_voice=scene.own_voice)
    return [taken] if taken is not None else []


def before_and(words: Words, first: Sense, cast: Cast, scene: Scene) -> list[Sense]:
    """The stand that a clause of its own takes before the first reported act ("X remains our aim, and we agree to …")."""
    end = first.subject.start if first.subject.how != "thing" else first.start
    if (
        end < _STAND
        or words.low[end - 2 : end] != [",", "and"]
        or words.low[0] in FRONTS
        or {"that", "which", "who"} & set(words.low[:end])
    ):
        return []
    head = Words(words.text, words.low[: end - 2], words.starts[: end - 2], words.ends[: end - 2])
    taken = stance(head, cast, scene.speaker, own_voice=True)
    return [taken] if taken is not None else []


def only_tagged(words: Words, items: list[Clause]) -> bool:
    """Whether a sentence holds no verb of an act but the "said" behind a quotation ("…," *the minister said*)."""
    return all(
        one.group.rule.bearer and one.subject.start > 0 and words.low[one.subject.start - 1] in {'"', ","}
        for one in items
    )
