"""A passive or a participle comes in; the clause that it makes goes out, where it reports an act of somebody's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefs.model import Kind
from briefs.parsing.actors import subject
from briefs.parsing.actors_cast import Subject
from briefs.parsing.acts_groups import Group
from briefs.parsing.clauses_sentence import Sentence
from briefs.parsing.clauses_subjects import BOUNDARIES, FRONTS, by_whom, in_relative, someone
from briefs.parsing.clauses_words import Words, is_adverb
from briefs.parsing.kinds_duties import went_well
from briefs.parsing.word_sets import words as word_set

_SHORT_HEAD = 5
"""Words of a view that is the subject of a passive, its adjectives included."""
_FELT = frozenset(
    {
        "concern",
        "concerns",
        "appreciation",
        "gratitude",
        "satisfaction",
        "support",
        "regret",
        "hope",
        "solidarity",
        "emphasis",
        "attention",
        "stress",
        "importance",
        "priority",
    }
)
_UTTERED = frozenset(
    {
        "expressed",
        "voiced",
        "conveyed",
        "reiterated",
        "reaffirmed",
        "raised",
        "registered",
        "laid",
        "placed",
        "put",
    }
    | {"paid", "given", "attached", "devoted", "drawn"}
)
_SAID_BY = frozenset(
    {
        "announce",
        "announce resources",
        "announce instrument",
        "welcome",
        "condemn",
        "appreciate",
        "commend",
        "stress",
    }
)
"""What is told as somebody's act though he stands behind it ("the sanctions *were announced by* the ministry")."""
_HELD = _FELT | word_set(
    "importance need necessity significance relevance value readiness willingness interest commitment intention desire determination confidence resolve"
)
"""What is noted, stressed or confirmed without saying by whom: all who are present did."""
_NOTED = word_set(
    "noted stressed emphasised emphasized underlined underscored highlighted confirmed reaffirmed reiterated expressed voiced acknowledged recognised recognized stated restated renewed reconfirmed"
)
_VOICING = word_set(
    "expressing stressing emphasising emphasizing underlining underscoring reiterating reaffirming highlighting noting welcoming"
)
"""What somebody says behind "while", besides what he only talks of."""
_CLOSED = frozenset({"concluded", "ended", "closed", "began", "opened", "started"})
"""What a meeting did by doing something ("*concluded* by taking stock of …")."""
_HEAD_OF = 4
"""Words in which the subject of such a passive names what was noted."""
_SPEAKING = frozenset({Kind.POSITION, Kind.COMMITMENT, Kind.REQUEST, Kind.APPRECIATION})


def passive(sentence: Sentence, group: Group) -> None:
    """Passives: "It was agreed that …", "the Plan was adopted by the Ministers". They act who are named, or all."""
    words, cast, low = sentence.words, sentence.cast, sentence.words.low
    impersonal = low[group.start - 1] == "it" or _felt(words, group) or _noted(words, group)
    said = not impersonal and group.rule.lemma in _SAID_BY and "by" in low[group.end : group.end + 2]
    if not impersonal and (
        (group.rule.kind not in {Kind.ADOPTION, Kind.PLEDGE} and not said and not _answered(words, group))
        or in_relative(words, group.start)
    ):
        return
    if {"will", "be", "being"} & set(low[group.start : group.at]) or low[group.at] == "expected":
        return
    named, who = by_whom(words, group, cast)
    if said and (who is None or who.how == "group"):
        return
    if named and who is not None:
        sentence.add(group, replace(who, start=0), 0)
    elif not named and cast.stage.together and group.rule.kind is not Kind.PLEDGE:
        sentence.add(group, Subject(cast.stage.together, 0, "group", plural=True), 0)


def agreed_besides(sentence: Sentence, main: Group, group: Group) -> None:
    """Add what a sentence says was agreed besides ("They took stock of the plan, *and it was agreed to* meet"): all did."""
    low, together = sentence.words.low, sentence.cast.stage.together
    if group.mood != "passive" or low[group.start - 1] != "it" or group.rule.kind is not Kind.COMMITMENT:
        return
    joint = next((k for k in range(group.start - 2, main.end, -1) if low[k] == "and"), 0)
    if together and low[joint - 1] == "," and BOUNDARIES.isdisjoint(low[joint + 1 : group.start]):
        sentence.add(group, Subject(together, 0, "group", plural=True), joint + 1)


def _felt(words: Words, group: Group) -> bool:
    """Whether a view itself is the subject ("*Concern* was expressed over …")."""
    head = words.low[: group.start]
    return len(head) <= _SHORT_HEAD and bool(_FELT & set(head)) and words.low[group.at] in _UTTERED


def _noted(words: Words, group: Group) -> bool:
    """Whether a need or a readiness was noted by all ("In this context, *the importance of* dialogue was *stressed*")."""
    low = words.low
    if low[group.at] not in _NOTED or in_relative(words, group.start):
        return False
    begin = 0
    if low[0] in FRONTS and "," in low[: group.start]:
        begin = low.index(",") + 1
    if went_well(words, group):
        return True
    return bool(_HELD & set(low[begin : begin + _HEAD_OF]))


def _answered(words: Words, group: Group) -> bool:
    """Whether an invitation was accepted by those to whom it was made, or an agreement reached by those who talked."""
    head, verb = set(words.low[: group.start]), words.low[group.at]
    if verb == "reached":
        return group.rule.lemma == "agreement reached" and bool(
            {"agreement", "agreements", "consensus"} & head
        )
    return bool({"invitation", "offer"} & head) and verb == "accepted"


def participles(sentence: Sentence, groups: Sequence[Group]) -> None:
    """What a participle says counts where no finite verb of the sentence says anything."""
    words, low = sentence.words, sentence.words.low
    for group in groups:
        closing = (
            low[group.start - 2 : group.start - 1]
            and low[group.start - 2] in _CLOSED
            and low[group.start - 1] == "by"
        )
        if group.mood != "participle" or (group.rule.kind not in _SPEAKING and not closing):
            continue
        who = _absolute(sentence, group)
        joined = low[group.start - 1] == "," or (
            low[group.start - 1] == "while" and low[group.at] in _VOICING
        )
        if group.rule.lemma == "intend" and not sentence.own_voice:
            continue  # "is in the capital, *aiming* to deepen ties" is what a journalist says of a visit
        if who is None and (joined or closing or all(is_adverb(word) for word in low[: group.at])):
            who = someone(words, group, sentence.cast) or sentence.carried
        if who is not None:
            sentence.add(group, replace(who, start=0), 0)
            return


def _absolute(sentence: Sentence, group: Group) -> Subject | None:
    """Absolute participles: in "with the President reiterating …" the participle has a subject of its own."""
    low = sentence.words.low
    for index in range(group.start - 1, max(0, group.start - 8), -1):
        if low[index] == "with":
            return subject(sentence.words, index + 1, group.start, sentence.cast)
        if low[index] in BOUNDARIES:
            return None
    return None
