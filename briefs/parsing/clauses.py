"""The verbs of a sentence come in; its finite clauses that report acts go out, each with its subject and its extent.

Coordinated verbs share the subject ("noted …, adopted … and encouraged …"); relative clauses report nothing; what
stands in a clause under a verb of saying ("announced that Japan will …") is kept with that verb.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefs.model import Kind
from briefs.parsing.actors import subject
from briefs.parsing.actors_cast import Cast, Subject
from briefs.parsing.acts_groups import Group
from briefs.parsing.acts_verbs import bare
from briefs.parsing.clauses_claims import (
    STATE_CODE,
    acting,
    by_attitude,
    by_bureau,
    did,
    goes_on,
    goes_on_to,
    hosts,
    is_present,
    itself,
    lasts,
    met_where,
    on_behalf,
    paper,
    things_do,
)
from briefs.parsing.clauses_joins import shares_subject
from briefs.parsing.clauses_lists import widened
from briefs.parsing.clauses_passives import agreed_besides, participles, passive
from briefs.parsing.clauses_sentence import Clause, Sentence
from briefs.parsing.clauses_subjects import (
    BOUNDARIES,
    JOINS,
    PRONOUNS,
    SUBORDINATE,
    bare_relative,
    depends,
    first_subject,
    heads_front,
    singular_base,
    someone,
    thing,
    trails,
)  # fmt: skip
from briefs.parsing.clauses_told import (
    added,
    fronted,
    goes_on_quoting,
    goes_on_telling,
    its,
    said_subject,
    told_subject,
)
from briefs.parsing.clauses_words import Words
from briefs.parsing.kinds import RANK

_PAIR = 2
_OF_A_LIST = frozenset({"past", "progressive", "reported"})
"""How a verb stands whose subject may be a thing with a list of names ("the ties of Lumeria *and Norlund are growing*")."""
_BINDING = frozenset({Kind.PLEDGE, Kind.COMMITMENT})
"""What an agreement lays down for those who made it ("a pact *under which* Lumeria will provide …")."""
_WHERE_SIGNED = (["at"], ["during"], ["between"])
"""What follows a participle that only describes a paper ("under the pact, *signed during* the visit, Lumeria will …")."""
_TRIES = 8
"""Verbs of a sentence that are tried without finding a subject, before the sentence is given up."""


def clauses(
    words: Words,
    groups: Sequence[Group],
    cast: Cast,
    *,
    carried: Subject | None = None,
    own_voice: bool = False,
) -> list[Clause]:
    """The clauses of a sentence that report an act, in order.

    ``carried`` is the subject of the list that the sentence is an item of; ``own_voice`` says that things may act
    too ("The Summit will …"), since the text speaks in the parties' own name.
    """
    sentence = Sentence(words, cast, carried, own_voice, [])
    tries = 0
    for group in groups:
        if group.mood != "participle":
            _place(sentence, group)
            tries += not sentence.found
        if tries > _TRIES:
            break
    if not sentence.found and tries <= _TRIES:
        participles(sentence, groups)
    return _bounded(sentence)


def _place(sentence: Sentence, group: Group) -> None:
    """Give a finite verb its subject, by what stands before it."""
    if group.start == 0:
        if sentence.carried is not None and group.mood in {"present", "past", "perfect"}:
            sentence.add(group, sentence.carried, 0)
        return
    before = sentence.words.low[group.start - 1]
    if before in SUBORDINATE or before == "that":
        return
    if not sentence.found:
        _first(sentence, group, before)
        return
    main = sentence.found[-1]
    if (
        main.inner is not None
        and before in {"and", ","}
        and goes_on_quoting(sentence, main, main.inner, group, before)
    ):
        sentence.add(group, main.inner.subject, group.start)
        return
    if before not in JOINS or before in {'"', ")"}:
        _further(sentence, main, group)
        if before != ")" or sentence.found[-1] is not main:
            return
    if shares_subject(sentence.words, main.group, group, before):
        if before == "and" and group.start == main.group.end + 1:
            _same_object(sentence, main, group)
            return
        sentence.add(group, main.subject, group.start)
    elif main.inner is not None and goes_on_telling(sentence, main, main.inner, group, before):
        sentence.add(group, main.inner.subject, group.start)


def _same_object(sentence: Sentence, main: Clause, group: Group) -> None:
    """Two verbs of one object are one act, the weightier of the two ("considered and adopted the budget")."""
    if RANK[group.rule.kind] < RANK[main.group.rule.kind]:
        sentence.found[-1] = replace(main, group=replace(group, start=main.group.start))


def _first(sentence: Sentence, group: Group, before: str) -> None:
    """The first clause of a sentence: its subject stands behind what was put in front of it."""
    words, cast = sentence.words, sentence.cast
    follows = words.low[group.at + 1 : group.at + 2]
    described = group.mood == "past" and (
        follows == ["by"] or (before == "," and follows in _WHERE_SIGNED and group.rule.kind is Kind.ADOPTION)
    )
    if described or bare_relative(words, group.start):
        return
    if group.mood == "reported":
        told = told_subject(words, group, cast)
        if told is not None:
            sentence.add(replace(group, mood="future"), told, 0)
        return
    if before in {"and", "but"}:
        who = someone(words, group, cast) if group.form in {"ed", "s"} or goes_on_to(words, group) else None
        if who is not None:
            sentence.add(group, who, group.start)
    elif group.mood == "passive":
        passive(sentence, group)
    else:
        who = (
            on_behalf(words, group, cast)
            or acting(words, first_subject(words, group.start, cast), group)
            or said_subject(words, group.start, cast)
            or itself(sentence, group)
            or met_where(words, group, cast)
            or by_attitude(words, group, cast)
            or by_bureau(words, group, cast)
        )
        if who is not None:
            _with_subject(sentence, group, who)
        elif before == "," and group.form in {"ed", "s"}:
            who = someone(words, group, cast)
            if who is not None:
                sentence.add(group, who, 0)
        elif (author := paper(sentence, group)) is not None:
            sentence.add(group, author, 0)
        elif sentence.own_voice and things_do(words, group) and thing(words, group.start):
            sentence.add(group, Subject(cast.stage.own, 0, "thing"), 0)


def _with_subject(sentence: Sentence, group: Group, who: Subject) -> None:
    words = sentence.words
    if singular_base(words, group, who) or (group.rule.lemma == "have done" and not did(sentence, who)):
        return
    if (
        sentence.own_voice
        and (group.mood == "future" or lasts(group))
        and who.how == "party"
        and not is_present(sentence, who)
    ):
        # What a body will do is what the parties do together; what a third state will do is no promise of theirs.
        if hosts(group) and len(who.codes[0]) == STATE_CODE:
            sentence.add(group, who, 0)
        elif len(who.codes) == 1 and len(who.codes[0]) > STATE_CODE:
            sentence.add(group, Subject(sentence.cast.stage.own, 0, "thing"), 0)
        return
    if lasts(group) and not goes_on(sentence, group, who):
        return
    article = int(who.start > 1 and words.low[who.start - 1] == "the")
    marker = words.low[who.start - 1 - article] if who.start > 0 else ""
    if marker in {"where", "which"} and met_where(words, group, sentence.cast) is not None:
        marker = ""
    if marker == "why" and words.low[who.start - 3 : who.start - 1] in (["that", "is"], ["this", "is"]):
        marker = ""
    if marker in SUBORDINATE and not heads_front(words, who.start - 1 - article) and not hosts(group):
        return
    sentence.add(group, who, 0)


def _further(sentence: Sentence, main: Clause, group: Group) -> None:
    """A later verb with a subject of its own: coordinated, reported by the verb before, or subordinate."""
    words, low = sentence.words, sentence.words.low
    agreed_besides(sentence, main.group, group)
    if group.mood == "passive" or (group.rule.lemma == "have done" and low[group.start - 1] not in PRONOUNS):
        return
    if group.start > main.group.end + _PAIR and bare_relative(words, group.start):
        return
    index = group.start - (2 if low[group.start - 1] in PRONOUNS else 1)
    if low[index] == ")" and "(" in low[main.group.end : index]:
        index -= (
            low[index::-1].index("(") + 1
        )  # the short name behind a name: "the Republic of Lumeria (RL) will …"
    while index > main.group.at and low[index] not in BOUNDARIES:
        index -= 1
    if low[index] == '"' and low[index - 1] == "that":
        index -= 1  # what is told in quotation marks: he stressed that "Lumeria is ready to …"
    begin = index + 1 if index > main.group.at else main.group.end
    begin += low[begin] == '"'
    if low[group.start - 1] in PRONOUNS:
        begin = group.start - 1
    who = its(sentence, main, begin) or subject(words, begin, group.start, sentence.cast)
    if low[begin] == "it" and who is not None and begin <= main.group.end + 1 and not main.subject.plural:
        who = replace(main.subject, start=begin, how="pronoun")
    if low[index] == "and" and who is not None and index > main.group.end:
        begin, who, index = widened(sentence, begin, group.start, who, main)
        if group.mood in _OF_A_LIST and depends(words, begin, sentence.cast):
            return
    if (
        who is None
        or singular_base(words, group, who)
        or (group.form == "ed" and trails(words, begin, group.start))
    ):
        return
    boundary = low[index] if index > main.group.at else ""
    if (
        boundary in {"and", ","}
        and group.mood in {"future", "reported"}
        and ("that" in low[main.group.end : begin] or fronted(main, group, boundary))
    ):
        boundary = "that"
    _bounded_by(sentence, main, Clause(group, who, begin, len(words)), boundary)


def _bounded_by(sentence: Sentence, main: Clause, clause: Clause, boundary: str) -> None:
    """Place a clause by the word that it begins behind."""
    low, group, begin = sentence.words.low, clause.group, clause.start
    if boundary in SUBORDINATE:
        where = met_where(sentence.words, group, sentence.cast) if boundary in {"where", "which"} else None
        binds = low[begin - 2 : begin] == ["under", "which"] and group.rule.kind in _BINDING
        if where is not None or binds or (hosts(group) and clause.subject.how == "party"):
            sentence.add(group, where or clause.subject, begin - 2 * binds)
    elif boundary in {"that", ""}:
        told = replace(group, mood="future") if group.mood == "reported" else group
        adding = added(sentence.words, begin) if boundary == "that" else 0
        if adding and group.rule.kind in _BINDING:
            sentence.add(told, clause.subject, adding)
            return
        if low[main.group.end] == "to" and bare(low[main.group.end + 1]):
            return  # "agreed to study the plans of the summit *that Ostia will host*": told of the summit
        near = boundary == "that" or begin <= main.group.end + 1 or low[group.start - 1] in PRONOUNS
        if main.group.rule.reports and main.inner is None and near:
            sentence.found[-1] = replace(main, inner=replace(clause, group=told))
    elif boundary == "and" and low[begin - 2] in PRONOUNS and low[begin - 3] in SUBORDINATE:
        return
    elif group.mood != "reported":
        sentence.add(group, clause.subject, begin)


def voiced(words: Words, groups: Sequence[Group], cast: Cast, carried: Subject | None = None) -> list[Clause]:
    """What the participles of a sentence say whose finite verbs say nothing that counts ("spoke, *stressing* …")."""
    sentence = Sentence(words, cast, carried, own_voice=False, found=[])
    participles(sentence, groups)
    return _bounded(sentence)


def _bounded(sentence: Sentence) -> list[Clause]:
    """Each clause ends where the next begins."""
    found = sentence.found
    ends = [*(clause.start for clause in found[1:]), len(sentence.words)][: len(found)]
    return [
        clause if clause.end == end else replace(clause, end=end)
        for clause, end in zip(found, ends, strict=True)
    ]
