"""A verb behind "and" or a comma comes in; whether it shares the subject of the clause before goes out."""

from __future__ import annotations

from briefs.model import Kind
from briefs.parsing.acts_groups import Group
from briefs.parsing.acts_inflection import UNCHANGED
from briefs.parsing.acts_words import DETERMINERS
from briefs.parsing.clauses_subjects import RELATIVES
from briefs.parsing.clauses_words import Words

_SPOKEN = frozenset(
    {"welcome", "reaffirm", "stress", "express support", "express feeling", "express conviction", "be concerned", "condemn",
     "look forward", "believe", "note", "note with thanks", "urge", "call on", "call noun", "request", "thank", "appreciate",
     "commend", "congratulate", "express thanks", "affirm commitment", "announce intention", "be committed", "be determined",
     "commit to", "intend", "agree to do", "agree", "decide", "pledge to", "propose", "announce", "note concern", "note progress",
     "declare that", "remind", "worry", "welcome as", "respect", "refuse", "warn that", "insist on", "express view", "attach importance"}
)  # fmt: skip
"""What is said rather than done, so that it goes on with another saying, whatever infinitive stands between the two."""
WORD_OF = frozenset(
    {"assurance", "assurances", "remarks", "statement", "news", "announcement", "declaration", "report", "reports",
     "promise", "pledge", "word", "confirmation", "notification", "clarification", "explanation", "message", "decision"}
)  # fmt: skip
"""Nouns that tell in a clause of their own what somebody said ("the *assurance* of Lumeria that …")."""
_DEED_KINDS = frozenset({Kind.ADOPTION, Kind.PLEDGE, Kind.PROGRESS})


def shares_subject(words: Words, first: Group, group: Group, before: str) -> bool:
    """Whether ``group``, behind the joining word ``before``, goes on with what ``first`` began.

    The forms must agree: "noted … and adopted", "welcome … and reaffirm", "has agreed … and committed".
    """
    between = words.low[first.end : group.start]
    if group.mood in {"reported", "passive"}:
        return False
    if group.mood == "future" and first.mood in {"past", "present"}:
        return not RELATIVES & set(between)
    if group.mood in {"future", "perfect", "progressive"}:
        return first.mood == group.mood or not RELATIVES & set(between)
    if group.form == "ed":
        return _past(words, first, group, before)
    if group.form == "s":
        return _singular(first, between, before)
    return _bare(words, first, group, between)


def _singular(first: Group, between: list[str], before: str) -> bool:
    told = bool(RELATIVES & set(between))
    if first.mood == "past":
        # "welcomed the word of Lumeria that it shuts the mine, and pays": the tense is that of the clause under it.
        return not told
    parted = before == "," or (len(between) > 1 and between[-2] == ",")
    return (first.form != "base" or first.mood == "future") and (parted or not told)


def _past(words: Words, first: Group, group: Group, before: str) -> bool:
    after = words.low[group.at + 1] if group.at + 1 < len(words) else "."
    listed = (
        after == "and" and words.low[group.at + 2 : group.at + 3] and words.low[group.at + 2] in DETERMINERS
    )
    participle = (after in {"by", "in", "at"} or bool(listed)) and group.end == group.at + 1
    if participle or before == "or":
        return False
    if first.mood == "future":  # "will host the forum in May *and invited* Peru to open it"
        return (
            before == "and"
            and group.rule.kind is Kind.REQUEST
            and "by" not in words.low[first.end : group.start]
        )
    if first.mood == "present" and "did" in words.low[first.start : first.at]:
        return True  # "did not adopt a paper, but requested …"
    if first.mood == "present":
        # "remain concerned … and urged Lumeria to …": tenses mixed, but the verb has an object of its own.
        asks = group.rule.kind is Kind.REQUEST and (after in DETERMINERS or words.capital(group.at + 1))
        return asks and before == "and"
    return before != "and" or not _told(words, first, group)


def _told(words: Words, first: Group, group: Group) -> bool:
    """Whether a verb goes on with what a noun of saying reports ("welcomed the *news that* Lumeria had … and signed …")."""
    if words.low[group.start - 2] == ",":
        return False
    between = words.low[first.end : group.start]
    that = between.index("that") if "that" in between else 0
    return that > 0 and "," not in between[that:] and bool(WORD_OF & set(between[:that]))


def _bare(words: Words, first: Group, group: Group, between: list[str]) -> bool:
    """A bare form goes on with another bare form, but not with an infinitive ("agree *to* expand … and support")."""
    if first.mood == "future" and group.needed and words.low[group.start - 2 : group.start] == [",", "and"]:
        return (
            group.rule.kind is Kind.PLEDGE
        )  # "will finance two projects …, and send 100,000 doses": two promises
    if first.form == "ed" and first.mood == "past":
        # "signed the pact and *set* its first review for May": a past that looks like the base.
        return words.low[group.at] in UNCHANGED and bool(group.needed) and "to" not in between
    if first.mood in {"future", "modal"}:
        return False
    if between[:1] in (["and"], [","]) and len(between) <= 2:  # noqa: PLR2004 - "condemn and reject" is one act
        return False
    infinitive = words.low[first.end - 1] == "to" or between[:1] == ["to"]
    deed = group.rule.kind in _DEED_KINDS or group.rule.lemma not in _SPOKEN
    if infinitive or (deed and "to" in between):
        return False
    return first.form == "base" or first.mood in {"progressive", "perfect"}
