"""A sentence that reports no act, or one in front of it, and its scene come in; what it says all the same goes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.model import Kind
from briefs.parsing.actors_cast import Cast, Subject
from briefs.parsing.acts_groups import Group
from briefs.parsing.acts_lists import item, sum_item
from briefs.parsing.acts_sheets import recast, sheet_act
from briefs.parsing.acts_sheets_who import by_firm, owners_after
from briefs.parsing.acts_stances import stance
from briefs.parsing.acts_sums import sum_given
from briefs.parsing.acts_verbs import gerund
from briefs.parsing.clauses_sentence import Clause
from briefs.parsing.clauses_subjects import FRONTS
from briefs.parsing.clauses_words import Words
from briefs.parsing.kinds import Sense

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefs.model import Code
    from briefs.parsing.parser_quotes import Draft
    from briefs.parsing.parser_scene import Scene

_SIDES = 2
_NOT_NEW = frozenset(
    {
        "building",
        "recognizing",
        "recognising",
        "noting",
        "following",
        "including",
        "reaching",
        "reducing",
        "leading",
        "starting",
        "beginning",
        "according",
        "speaking",
        "joining",
        "marking",
        "citing",
        "during",
    }
)
"""Gerunds by which an item tells on what it builds, or what came of it."""
_STAND = 7
"""Words of the shortest clause that takes a stand before another, the joining ones included."""


def unreported(
    words: Words, cast: Cast, scene: Scene, found: list[Group], *, acts: bool, told: bool = False
) -> list[Sense]:
    """What a sentence without a reported act still says: a sum of a list to give away, or the stand it takes."""
    if scene.gives and scene.in_list:
        given = sum_item(words, Subject((scene.gives,), 0, "party"), found)
        if given is not None:
            return [given]
        if (
            len(scene.stage.parties) < _SIDES
            and gerund(words.low[0], "".join(words.low[1:2]))
            and words.low[0] not in _NOT_NEW
        ):
            done = item(words, Subject((scene.gives,), 0, "party"), scene.rules.table)
            return [done] if done is not None else []
    going = sum_given(words, cast, known_giver(scene))
    if going is not None:
        return [going]
    taken = None if acts else stance(words, cast, scene.speaker, own_voice=scene.own_voice, told=told)
    return [taken] if taken is not None else []


def in_sheet(words: Words, senses: list[Sense], cast: Cast, scene: Scene, *, first: bool) -> list[Sense]:
    """The senses of a sentence of a fact sheet, with the deed or plan that none of its verbs reports."""
    if not scene.sheet or scene.gives is None:
        return senses
    anew = scene.owners is None or (first and scene.owners)
    owners = (scene.gives,) if anew or scene.owners is None else scene.owners
    if not senses:
        year = scene.reference.year if scene.reference else None
        act = sheet_act(words, cast, scene.gives, owners, year)
        senses = [act] if act is not None else []
    else:
        senses = [recast(words, one) for one in senses if not by_firm(words, one, cast)]
    acted = senses[-1].subject.codes if senses else ()
    scene.owners = owners_after(words, cast, acted, owners)
    return senses


def giver_in(found: Sequence[Draft]) -> Code | None:
    """Who alone gives something in a sentence, so that the sums told of next are its too."""
    return next((one.actors[0] for one in found if one.kind is Kind.PLEDGE and len(one.actors) == 1), None)


def known_giver(scene: Scene) -> Code | None:
    """Whose a sum is of which nobody is said to give it: who gave last, whose fact sheet it is, who alone publishes."""
    alone = not scene.news and len(scene.stage.parties) < _SIDES
    return scene.giver or scene.gives or (scene.stage.home if alone else None)


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
