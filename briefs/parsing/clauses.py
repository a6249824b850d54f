"""The verbs of a sentence come in; its finite clauses that report acts go out, each with its subject and its extent.

Coordinated verbs share the subject ("noted …, adopted … and encouraged …"); relative clauses report nothing; what
stands in a clause under a verb of saying ("announced that Japan will …") is kept with that verb.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefs.parsing.actors import Cast, Subject, subject
from briefs.parsing.acts import Group
from briefs.parsing.clauses_words import Words, is_adverb

_SUBORDINATE = frozenset(
    "which who whom whose where when if unless until how what whether because although though since as why before "
    "after than".split()
)
_PRONOUNS = frozenset({"he", "she", "they", "we", "it", "i"})
_DEEDS = frozenset({"support", "encourage", "ask for", "task", "recognise", "invite", "celebrate"})
_JOINS = frozenset({"and", "but", "or", ",", ";", "then", "—", "–", "while", "whereas", "&", '"', ")"})
_BOUNDARIES = _SUBORDINATE | _JOINS | {"that", ":", "so"}
_STATE_CODE = 2
"""Letters in the code of a state; those of bodies have more."""
_FRONTS = frozenset(
    "on in at as during following to with through by under for given because while when if over after before upon "
    "despite today finally building this recognizing since amid among within against from regarding beyond although "
    "whereas last earlier once throughout consistent based yesterday pursuant".split()
)


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

    @property
    def main(self) -> Clause | None:
        return self.found[-1] if self.found else None


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
    for group in groups:
        if group.mood != "participle":
            _place(sentence, group)
    if not sentence.found:
        _participles(sentence, groups)
    return _bounded(sentence)


def _place(sentence: _Sentence, group: Group) -> None:
    low = sentence.words.low
    main = sentence.main
    if group.start == 0:
        if sentence.carried is not None and group.mood in {"present", "past", "perfect"}:
            _add(sentence, group, sentence.carried, 0)
        return
    before = low[group.start - 1]
    if main is None:
        _first(sentence, group, before)
    elif before in _JOINS and before not in {'"'}:
        if _coordinates(sentence.words, main, group, before):
            shared = main.subject
            _add(sentence, group, shared, group.start)
    elif before not in _SUBORDINATE and before != "that":
        _further(sentence, main, group)


def _singular_base(words: Words, group: Group, who: Subject) -> bool:
    """Whether a bare form follows one single party: "the Norwegian pledge to …" is no verb."""
    single = who.how in {"party", "person"} and len(who.codes) == 1 and not who.plural
    return group.form == "base" and group.mood == "present" and single and words.low[group.at - 1] != "to"


def _add(sentence: _Sentence, group: Group, who: Subject, start: int) -> None:
    sentence.found.append(Clause(group, who, start, len(sentence.words)))
    if who.how != "pronoun":
        sentence.cast.memory.keep(who)


def _first(sentence: _Sentence, group: Group, before: str) -> None:
    """The first clause of a sentence: its subject stands behind what was put in front of it."""
    words, cast = sentence.words, sentence.cast
    if before in _SUBORDINATE or before == "that" or group.mood == "reported":
        return
    if before in {"and", "but"}:
        who = _someone(words, group, cast)
        if who is not None and group.form in {"ed", "s"}:
            _add(sentence, group, who, group.start)
        return
    if _bare_relative(words, group.start):
        return
    start = _subject_start(words, group.start, cast)
    if group.mood == "passive":
        _passive(sentence, group)
        return
    who = None if start is None else subject(words, start, group.start, cast)
    if who is not None and _singular_base(words, group, who):
        return
    if who is None and before == "," and group.form in {"ed", "s"}:
        who = _someone(words, group, cast)
        if who is not None:
            _add(sentence, group, who, 0)
        return
    if who is not None:
        marker = words.low[who.start - 1] if who.start > 0 else ""
        if group.rule.lemma == "have done" and not (who.plural and who.how != "meeting"):
            return
        if (
            sentence.own_voice
            and group.mood == "future"
            and who.how == "party"
            and not set(who.codes) & _present(cast)
        ):
            _collective(sentence, group, who)
            return
        if marker in _SUBORDINATE and not _heads_front(words, who.start - 1) and not _hosts(group):
            return
        _add(sentence, group, who, 0)
    elif sentence.own_voice and group.mood == "future" and not _in_relative(words, group.start):
        _add(sentence, group, Subject(cast.stage.own, 0, "thing"), 0)


def _present(cast: Cast) -> set[str]:
    return {*cast.stage.parties, *cast.stage.voice}


def _collective(sentence: _Sentence, group: Group, who: Subject) -> None:
    """What a body will do that the parties speak of as theirs; what a third state will do is no promise of theirs."""
    if len(who.codes) == 1 and len(who.codes[0]) > _STATE_CODE:
        _add(sentence, group, Subject(sentence.cast.stage.own, 0, "thing"), 0)


def _bare_relative(words: Words, end: int) -> bool:
    """Whether "we" stands right behind a noun that it describes ("the effort we launch today will help")."""
    low = words.low
    if low[end - 1] not in {"we", "they"} or end < 2:
        return False
    before = low[end - 2]
    return (
        before[0].isalpha()
        and before not in _JOINS
        and not is_adverb(before)
        and low[0] not in _FRONTS
        and not low[0].endswith("ing")
    )


def _hosts(group: Group) -> bool:
    return group.rule.finite == "future"


def _heads_front(words: Words, index: int) -> bool:
    """Whether a subordinate word heads the whole sentence ("As Arctic states, Canada and Norway agree …")."""
    return index == 0 and "," in words.low[index + 2 :]


def _in_relative(words: Words, end: int) -> bool:
    """Whether a relative word stands between the last comma, or the beginning, and ``end``."""
    for index in range(end - 1, -1, -1):
        if words.low[index] in {"which", "who", "that", "where", "when", "if"}:
            return True
        if words.low[index] in {",", ";"}:
            return False
    return False


def _subject_start(words: Words, end: int, cast: Cast) -> int | None:
    """Where the subject begins that ends before word ``end``: fronted phrases are passed over."""
    low = words.low
    if low[end - 1] in _PRONOUNS:
        return end - 1
    chunks, begin = [], 0
    for index in range(end):
        if low[index] in {",", ";", ":", "—", "–", '"'}:
            chunks.append((begin, index))
            begin = index + 1
    chunks.append((begin, end))
    chunks = [(a, b) for a, b in chunks if b > a]
    best = None
    for a, b in reversed(chunks):
        opener = low[a]
        fronted = opener in _FRONTS or opener.endswith("ing")
        if opener in _SUBORDINATE and not fronted:
            break
        if fronted:
            late = _late(words, a, b, cast) if best is None else None
            return late if best is None else best
        if subject(words, a, b, cast) is not None:
            best = a
            if opener not in {"and", "&"} and a > 0 and not _lists(words, a, end):
                return best
        elif best is not None:
            return best
    return best


def _lists(words: Words, start: int, end: int) -> bool:
    """Whether the phrase belongs to a list that began earlier ("Chile, Peru, and Spain")."""
    return any(words.low[index] in {"and", "&"} for index in range(start, end))


def _late(words: Words, start: int, end: int, cast: Cast) -> int | None:
    """A subject at the end of a fronted phrase without a comma ("Under this pact the two sides agreed")."""
    for index in range(end - 1, start, -1):
        if (
            words.low[index] in {"the", "both", "our", "his", "her"}
            or cast.at(words.starts[index]) is not None
        ):
            if words.low[index - 1] in {"of", "in", "to", "for", "with", "by", "between"}:
                continue
            return index if subject(words, index, end, cast) is not None else None
    return None


def _coordinates(words: Words, main: Clause, group: Group, before: str) -> bool:
    """Whether a verb behind "and" or a comma shares the subject of the clause before it."""
    first, form = main.group, group.form
    if group.mood == "future" and first.mood in {"past", "present"}:
        return not {"that", "which", "who"} & set(words.low[first.end : group.start])
    if group.mood == "reported":
        return False
    if group.mood in {"future", "perfect", "progressive"}:
        return True
    if group.mood == "passive":
        return False
    after = words.low[group.at + 1] if group.at + 1 < len(words) else "."
    if form == "ed":
        if first.mood in {"present", "future"} or after in {"by", "in", "at"} and group.end == group.at + 1:
            return False
        return before != "or"
    if form == "base" and first.mood in {"future", "modal"}:
        return False
    if form == "base" and first.form in {"ed"} and first.mood == "past":
        return False
    if form == "s":
        return first.form != "base" and not {"that", "which", "who"} & set(words.low[first.end : group.start])
    if words.low[first.end] in {"and", ","} and group.start <= first.end + 2:
        return False
    deed = group.rule.kind.value in {"adoption", "pledge", "progress"} or group.rule.lemma in _DEEDS
    if form == "base" and deed and "to" in words.low[first.end : group.start]:
        return False
    if form == "base" and "to" in {words.low[first.end - 1], *words.low[first.end : first.end + 1]}:
        return False
    return first.form == form or (form == "base" and first.mood in {"progressive", "perfect"})


def _further(sentence: _Sentence, main: Clause, group: Group) -> None:
    """A later verb with a subject of its own: coordinated, reported by the verb before, or subordinate."""
    words, cast = sentence.words, sentence.cast
    low = words.low
    if group.mood == "passive":
        return
    index = group.start - 1
    if low[index] in _PRONOUNS:
        index -= 1
    while index > main.group.at and low[index] not in _BOUNDARIES:
        index -= 1
    begin = max(index + 1, main.group.at + 1) if index > main.group.at else main.group.end
    if low[group.start - 1] in _PRONOUNS:
        begin = group.start - 1
    who = subject(words, begin, group.start, cast)
    if low[index] in {"and", ","} and who is not None and index > main.group.end:
        begin, who, index = _widened(words, begin, group.start, who, main, cast)
    boundary = low[index] if index > main.group.at else ""
    if (
        who is None
        or _singular_base(words, group, who)
        or (group.form == "ed" and _trails(words, begin, group.start))
    ):
        return
    if boundary == "and" and low[index - 1] in _PRONOUNS and low[index - 2] in _SUBORDINATE:
        return
    if boundary in _SUBORDINATE:
        if _hosts(group) and who.how == "party":
            _add(sentence, group, who, begin)
        return
    if boundary in {"that", ""}:
        if (
            main.group.rule.reports
            and main.inner is None
            and (boundary == "that" or begin <= main.group.end + 1 or low[group.start - 1] in _PRONOUNS)
        ):
            told = replace(group, mood="future") if group.mood == "reported" else group
            sentence.found[-1] = replace(main, inner=Clause(told, who, begin, len(words)))
        return
    if group.mood != "reported":
        _add(sentence, group, who, begin)


def _trails(words: Words, begin: int, end: int) -> bool:
    """Whether a phrase trails behind the name, so that a participle belongs to it ("Chad for its efforts aimed at …")."""
    return any(
        words.low[index] in {"for", "to", "in", "on", "with", "by", "at"} and not words.capital(index + 1)
        for index in range(begin, end - 1)
    )


def _widened(
    words: Words, begin: int, end: int, who: Subject, main: Clause, cast: Cast
) -> tuple[int, Subject, int]:
    """The subject with those listed before it ("…, and Canada and Mexico agreed")."""
    low, index = words.low, begin - 1
    start = index - 1
    while start > main.group.end and low[start] not in _BOUNDARIES:
        start -= 1
    if low[start] in _BOUNDARIES and start > main.group.end and low[index] == "and":
        wider = subject(words, start + 1, end, cast)
        if (
            wider is not None
            and len(wider.codes) > len(who.codes)
            and low[start] in {",", "and", "that", ";"}
        ):
            return start + 1, wider, start
    return begin, who, index


def _passive(sentence: _Sentence, group: Group) -> None:
    """ "It was agreed that …" and "the Plan was adopted by the Ministers": they act who are named, or all present."""
    words, cast, low = sentence.words, sentence.cast, sentence.words.low
    impersonal = low[group.start - 1] == "it"
    if not impersonal and (group.rule.kind.value != "adoption" or _in_relative(words, group.start)):
        return
    if group.mood == "passive" and any(
        low[k] in {"will", "be", "being"} for k in range(group.start, group.at)
    ):
        return
    for index in range(group.end, min(len(low) - 1, group.end + 4)):
        if low[index] == "by":
            stop = index + 1
            while stop < len(low) and low[stop] not in {".", ",", ";", "on", "in", "at", "during"}:
                stop += 1
            who = subject(words, index + 1, stop, cast)
            if who is None:
                return
            _add(sentence, group, replace(who, start=0), 0)
            return
    if cast.stage.together:
        _add(sentence, group, Subject(cast.stage.together, 0, "group", plural=True), 0)


def _participles(sentence: _Sentence, groups: Sequence[Group]) -> None:
    """What a participle says counts where no finite verb of the sentence says anything."""
    words, cast = sentence.words, sentence.cast
    for group in groups:
        if group.mood != "participle" or group.rule.kind.value not in {
            "position",
            "commitment",
            "request",
            "appreciation",
        }:
            continue
        fronted = group.at == 0 or all(is_adverb(word) for word in words.low[: group.at])
        if not fronted and words.low[group.start - 1] != ",":
            continue
        who = _someone(words, group, cast) or sentence.carried
        if who is not None:
            _add(sentence, group, replace(who, start=0), 0)
            return


def _someone(words: Words, group: Group, cast: Cast) -> Subject | None:
    """Who acts in a sentence whose main verb says nothing of itself."""
    low = words.low
    begin = 0 if group.at > 2 else None
    for index in range(group.at if group.mood == "participle" and begin is None else 0, len(low)):
        if low[index] == ",":
            begin = index + 1
        elif (
            begin is not None
            and index > begin
            and not is_adverb(low[index])
            and (low[index] in _FINITE or low[index].endswith("ed"))
        ):
            who = subject(words, begin, index, cast)
            if who is not None:
                return who
    return None


_FINITE = frozenset(
    "met spoke held is are was were have has had will discussed convened agreed hosted".split()
)


def _bounded(sentence: _Sentence) -> list[Clause]:
    """Each clause ends where the next begins."""
    found = sentence.found
    return [
        replace(clause, end=found[place + 1].start if place + 1 < len(found) else len(sentence.words))
        for place, clause in enumerate(found)
    ]
