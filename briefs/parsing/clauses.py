"""The verbs of a sentence come in; its finite clauses that report acts go out, each with its subject and its extent.

Coordinated verbs share the subject ("noted …, adopted … and encouraged …"); relative clauses report nothing; what
stands in a clause under a verb of saying ("announced that Japan will …") is kept with that verb.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefs.model import Kind
from briefs.parsing.actors import subject
from briefs.parsing.actors_cast import Cast, Subject
from briefs.parsing.acts import Group
from briefs.parsing.clauses_joins import shares_subject
from briefs.parsing.clauses_subjects import (
    BOUNDARIES,
    JOINS,
    PRONOUNS,
    SUBORDINATE,
    bare_relative,
    by_whom,
    first_subject,
    heads_front,
    in_relative,
    said_subject,
    singular_base,
    someone,
    thing,
    trails,
)  # fmt: skip
from briefs.parsing.clauses_words import Words, is_adverb

_STATE_CODE = 2
"""Letters in the code of a state; those of bodies have more."""
_TRIES = 8
"""Verbs of a sentence that are tried without finding a subject, before the sentence is given up."""
_SPEAKING = frozenset({Kind.POSITION, Kind.COMMITMENT, Kind.REQUEST, Kind.APPRECIATION})
_AGES = frozenset({"years", "decades", "centuries", "generations", "century", "long", "always", "ever"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause from word ``start`` to ``end``; ``inner`` is the clause that its verb reports, if any."""

    group: Group
    subject: Subject
    start: int
    end: int
    inner: Clause | None = None


@dataclass(slots=True)
class _Sentence:
    words: Words
    cast: Cast
    carried: Subject | None
    own_voice: bool
    found: list[Clause]

    def add(self, group: Group, who: Subject, start: int) -> None:
        self.found.append(Clause(group, who, start, len(self.words)))
        if who.how != "pronoun":
            self.cast.memory.keep(who)


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
    sentence = _Sentence(words, cast, carried, own_voice, [])
    tries = 0
    for group in groups:
        if group.mood != "participle":
            _place(sentence, group)
            tries += not sentence.found
        if tries > _TRIES:
            break
    if not sentence.found and tries <= _TRIES:
        _participles(sentence, groups)
    return _bounded(sentence)


def _place(sentence: _Sentence, group: Group) -> None:
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
    if before not in JOINS or before == '"':
        _further(sentence, main, group)
    elif shares_subject(sentence.words, main.group, group, before):
        sentence.add(group, main.subject, group.start)


def _first(sentence: _Sentence, group: Group, before: str) -> None:
    """The first clause of a sentence: its subject stands behind what was put in front of it."""
    words, cast = sentence.words, sentence.cast
    described = group.mood == "past" and words.low[group.at + 1 : group.at + 2] == ["by"]
    if described or bare_relative(words, group.start):
        return
    if group.mood == "reported":
        told = said_subject(words, group.start, cast)
        if told is not None:
            sentence.add(replace(group, mood="future"), told, 0)
        return
    if before in {"and", "but"}:
        who = someone(words, group, cast) if group.form in {"ed", "s"} else None
        if who is not None:
            sentence.add(group, who, group.start)
    elif group.mood == "passive":
        _passive(sentence, group)
    else:
        who = first_subject(words, group.start, cast) or said_subject(words, group.start, cast)
        if who is not None:
            _with_subject(sentence, group, who)
        elif before == "," and group.form in {"ed", "s"}:
            who = someone(words, group, cast)
            if who is not None:
                sentence.add(group, who, 0)
        elif sentence.own_voice and _things_do(words, group) and thing(words, group.start):
            sentence.add(group, Subject(cast.stage.own, 0, "thing"), 0)


def _with_subject(sentence: _Sentence, group: Group, who: Subject) -> None:
    words = sentence.words
    if singular_base(words, group, who) or (group.rule.lemma == "have done" and not _did(sentence, who)):
        return
    if (
        sentence.own_voice
        and group.mood == "future"
        and who.how == "party"
        and not _is_present(sentence, who)
    ):
        # What a body will do is what the parties do together; what a third state will do is no promise of theirs.
        if len(who.codes) == 1 and len(who.codes[0]) > _STATE_CODE:
            sentence.add(group, Subject(sentence.cast.stage.own, 0, "thing"), 0)
        return
    marker = words.low[who.start - 1] if who.start > 0 else ""
    if marker in SUBORDINATE and not heads_front(words, who.start - 1) and not _hosts(group):
        return
    sentence.add(group, who, 0)


def _things_do(words: Words, group: Group) -> bool:
    """Whether things may do it too where the parties speak ("the Task Force *will* …", "*intends* to …")."""
    return group.mood == "future" or words.low[group.at] in {"intends", "intend", "plans"}


def _is_present(sentence: _Sentence, who: Subject) -> bool:
    stage = sentence.cast.stage
    return bool({*stage.parties, *stage.voice} & set(who.codes))


def _did(sentence: _Sentence, who: Subject) -> bool:
    """Whether what somebody has done is reported as progress: by all, or by one of those who speak; history is not."""
    if _AGES & set(sentence.words.low):
        return False
    if who.plural:
        return who.how != "meeting"
    return sentence.own_voice and who.how == "party" and _is_present(sentence, who)


def _hosts(group: Group) -> bool:
    return group.rule.finite == "future"


def _further(sentence: _Sentence, main: Clause, group: Group) -> None:
    """A later verb with a subject of its own: coordinated, reported by the verb before, or subordinate."""
    words, low = sentence.words, sentence.words.low
    if group.mood == "passive":
        return
    index = group.start - (2 if low[group.start - 1] in PRONOUNS else 1)
    while index > main.group.at and low[index] not in BOUNDARIES:
        index -= 1
    begin = index + 1 if index > main.group.at else main.group.end
    if low[group.start - 1] in PRONOUNS:
        begin = group.start - 1
    who = _its(sentence, main, begin) or subject(words, begin, group.start, sentence.cast)
    if low[index] == "and" and who is not None and index > main.group.end:
        begin, who, index = _widened(sentence, begin, group.start, who, main)
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
        and "that" in low[main.group.end : begin]
    ):
        boundary = "that"
    _bounded_by(sentence, main, Clause(group, who, begin, len(words)), boundary)


def _its(sentence: _Sentence, main: Clause, begin: int) -> Subject | None:
    """Whom "it" means in a clause under a verb: the party named last ("welcomed Peru's announcement that *it* will …")."""
    words = sentence.words
    if words.low[begin] != "it" or begin <= main.group.end:
        return None
    named = sentence.cast.within(words.starts[main.group.end], words.starts[begin])
    return Subject((named[-1].code,), begin, "pronoun") if named else None


def _bounded_by(sentence: _Sentence, main: Clause, clause: Clause, boundary: str) -> None:
    """Place a clause by the word that it begins behind."""
    low, group, begin = sentence.words.low, clause.group, clause.start
    if boundary in SUBORDINATE:
        if _hosts(group) and clause.subject.how == "party":
            sentence.add(group, clause.subject, begin)
    elif boundary in {"that", ""}:
        near = boundary == "that" or begin <= main.group.end + 1 or low[group.start - 1] in PRONOUNS
        if main.group.rule.reports and main.inner is None and near:
            told = replace(group, mood="future") if group.mood == "reported" else group
            sentence.found[-1] = replace(main, inner=replace(clause, group=told))
    elif boundary == "and" and low[begin - 2] in PRONOUNS and low[begin - 3] in SUBORDINATE:
        return
    elif group.mood != "reported":
        sentence.add(group, clause.subject, begin)


def _widened(
    sentence: _Sentence, begin: int, end: int, who: Subject, main: Clause
) -> tuple[int, Subject, int]:
    """The subject with the one listed before it ("…, and Canada and Mexico agreed")."""
    low, start = sentence.words.low, begin - 2
    while start > main.group.end and low[start] not in BOUNDARIES:
        start -= 1
    if start > main.group.end:
        wider = subject(sentence.words, start + 1, end, sentence.cast)
        if wider is not None and len(wider.codes) > len(who.codes):
            return start + 1, wider, start
    return begin, who, begin - 1


def _passive(sentence: _Sentence, group: Group) -> None:
    """Passives: "It was agreed that …", "the Plan was adopted by the Ministers". They act who are named, or all."""
    words, cast, low = sentence.words, sentence.cast, sentence.words.low
    impersonal = low[group.start - 1] == "it"
    if not impersonal and (group.rule.kind is not Kind.ADOPTION or in_relative(words, group.start)):
        return
    if {"will", "be", "being"} & set(low[group.start : group.at]):
        return
    named, who = by_whom(words, group, cast)
    if named and who is not None:
        sentence.add(group, replace(who, start=0), 0)
    elif not named and cast.stage.together:
        sentence.add(group, Subject(cast.stage.together, 0, "group", plural=True), 0)


def _participles(sentence: _Sentence, groups: Sequence[Group]) -> None:
    """What a participle says counts where no finite verb of the sentence says anything."""
    words, low = sentence.words, sentence.words.low
    for group in groups:
        if group.mood != "participle" or group.rule.kind not in _SPEAKING:
            continue
        who = _absolute(sentence, group)
        if who is None and (low[group.start - 1] == "," or all(is_adverb(word) for word in low[: group.at])):
            who = someone(words, group, sentence.cast) or sentence.carried
        if who is not None:
            sentence.add(group, replace(who, start=0), 0)
            return


def _absolute(sentence: _Sentence, group: Group) -> Subject | None:
    """Absolute participles: in "with the President reiterating …" the participle has a subject of its own."""
    low = sentence.words.low
    for index in range(group.start - 1, max(0, group.start - 8), -1):
        if low[index] == "with":
            return subject(sentence.words, index + 1, group.start, sentence.cast)
        if low[index] in BOUNDARIES:
            return None
    return None


def _bounded(sentence: _Sentence) -> list[Clause]:
    """Each clause ends where the next begins."""
    found = sentence.found
    ends = [*(clause.start for clause in found[1:]), len(sentence.words)][: len(found)]
    return [replace(clause, end=end) for clause, end in zip(found, ends, strict=True)]
