"""The senses of a sentence come in; those that tell of what was done or promised now go out.

What was signed a year ago, what somebody is about to do on a journey, and the tag "…, the minister noted" are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from briefs.model import Kind
from briefs.parsing.clauses_words import Words, is_adverb
from briefs.parsing.kinds import Sense
from briefs.parsing.word_sets import words as word_set

_AGO = frozenset({"year", "month", "week"})
_DATE = 7
"""Words that a date in front of a sentence takes."""
_YEAR = 4
_JOURNEY = word_set(
    "meet visit discuss attend participate arrive travel depart fly tour join conduct pay leave talk brief accompany"
)
"""What somebody does on a journey; told ahead it is an agenda, and no promise to anybody."""
_TRAVELS = frozenset({"meet", "visit", "attend", "arrive", "travel", "depart", "fly", "tour"})
"""Said of somebody else's plans ("said that she *would visit* …") these too are an agenda; "would discuss" may be a promise."""
_WITH_NOUN = {
    "address": frozenset({"session", "assembly", "conference", "summit", "parliament", "forum", "gathering"}),
    "exchange": frozenset({"views"}),
    "hold": frozenset(
        {"talks", "meeting", "meetings", "consultations", "discussions", "negotiations", "conference"}
    ),
    "have": frozenset({"talks", "meeting", "meetings", "consultations", "discussions"}),
    "make": frozenset({"visit", "trip", "speech", "address", "stopover"}),
    "take": frozenset({"part"}),
    "deliver": frozenset({"speech", "address", "remarks", "statement", "lecture"}),
    "bring": frozenset({"together"}),
    "be": frozenset({"received", "held", "attended", "accompanied", "hosted", "discussed"}),
}
_NEAR = 5
"""Words behind such a verb in which its noun stands."""
_BOUND = word_set(
    "agreed agree agrees confirmed promised pledged decided resolved undertook committed vowed assured accepted"
)
"""Behind one of these a meeting to come is what was agreed."""
_MARKS = frozenset({".", ",", ";", '"', "'", ")", "”"})


def told_now(words: Words, senses: Sequence[Sense], *, news: bool, own_voice: bool) -> list[Sense]:
    """The senses that count; in the parties' own voice a meeting to come is a promise."""
    found = [one for one in senses if not (news and _last_year(words, one))]
    if not own_voice:
        found = [one for one in found if not _journey(words, one)]
    return [one for one in found if not _tags(words, one, alone=len(found) == 1)]


def long_ago(words: Words, reference: date | None) -> bool:
    """Whether a sentence opens with a date of an earlier year ("In 2016, leaders adopted …"): it tells of the past."""
    if reference is None or words.low[0] not in {"in", "on"}:
        return False
    years = [int(word) for word in words.low[1:_DATE] if word.isdigit() and len(word) == _YEAR]
    return bool(years) and max(years) < reference.year


def _last_year(words: Words, one: Sense) -> bool:
    """Whether a news story tells of what was signed before ("signed a contract for wheat *last year*")."""
    low = words.low
    after = next((k for k in range(one.group.end, one.end - 1) if low[k] == "last" and low[k + 1] in _AGO), 0)
    told = any(low[k].endswith("ed") for k in range(one.group.end, after))
    return one.kind is Kind.ADOPTION and one.group.mood == "past" and after > 0 and not told


def _journey(words: Words, one: Sense) -> bool:
    """Whether a sense only says where somebody goes and whom he will see ("*will pay* a visit to Lumeria in May")."""
    low = words.low
    ahead = one.group.mood == "future" or one.group.rule.lemma == "be to"
    if one.kind is not Kind.COMMITMENT or not ahead or _BOUND & set(low[: one.group.start]):
        return False
    at = one.group.end if one.group.rule.lemma == "be to" else one.group.start + 1
    while at < one.end - 1 and (is_adverb(low[at]) or low[at] in {"also", "not"}):
        at += 1
    if low[at] in _JOURNEY:
        return low[one.group.start] != "would" or low[at] in _TRAVELS
    return bool(_WITH_NOUN.get(low[at], frozenset()) & set(low[at + 1 : at + 1 + _NEAR]))


def _tags(words: Words, one: Sense, *, alone: bool) -> bool:
    """Whether a clause only names who said what stands before it ("…, the minister *noted*.", "…, the agency *reports*.")."""
    low = words.low
    if not all(word in _MARKS for word in low[one.group.end : one.end]):
        return False
    if one.group.rule.lemma == "cite":
        return True
    behind = one.start > 0 and low[one.start - 1] == ","
    return behind and not alone and one.group.rule.reports
