"""The senses of a sentence come in; those that tell of what was done or promised now go out.

What was signed a year ago, what somebody is about to do on a journey, and the tag "…, the minister noted" are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from briefs.model import Kind
from briefs.parsing.acts_inflection import UNCHANGED
from briefs.parsing.clauses_words import Words, is_adverb
from briefs.parsing.days import MONTHS
from briefs.parsing.kinds import Sense
from briefs.parsing.word_sets import words as word_set

_AGO = frozenset({"year", "month", "week"})
_DATE = 7
"""Words that a date in front of a sentence takes."""
_YEAR = 4
_DAY = 5
"""Words behind "on" in which the year of a day stands ("on *February 2, 1956*")."""
_WHICH = frozenset({"which", "who", "that", "when", "where"})
"""Behind these the year is that of another act ("agreed to revive the panel, *which* last sat in 2011")."""
_DATED = frozenset({"in", "on", "after", "before", "when", "until"})
"""What a sentence begins with that is told of an earlier year ("*After* taking office in 2016, …")."""
_DEEDS = frozenset({Kind.ADOPTION, Kind.PLEDGE, Kind.COMMITMENT, Kind.REQUEST})
_JOURNEY = word_set(
    "meet visit discuss attend participate arrive travel depart fly tour join conduct pay leave talk brief accompany"
)
"""What somebody does on a journey; told ahead it is an agenda, and no promise to anybody."""
_TOPICAL = frozenset({"focus", "center", "centre", "concentrate"})
"""By these a meeting's topics are told ("the summit *will focus* on trade")."""
_TRAVELS = frozenset({"meet", "visit", "attend", "arrive", "travel", "depart", "fly", "tour"})
"""Said of somebody else's plans ("said that she *would visit* …") these too are an agenda; "would discuss" may be a promise."""
_GATHERINGS = frozenset({"visit", "trip", "tour", "meeting", "summit"})
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
    "come": frozenset({"together"}),
    "lead": frozenset({"delegation"}),
    "kick": frozenset({"off"}),
    "begin": _GATHERINGS,
    "start": _GATHERINGS,
    "open": frozenset({"summit", "forum", "conference"}),
    "conclude": _GATHERINGS,
    "wrap": frozenset({"up"}),
    "be": frozenset({"invitation", "received", "held", "attended", "accompanied", "hosted", "discussed"}),
}
_NEAR = 5
"""Words behind such a verb in which its noun stands."""
_HEDGES = frozenset({"likely", "probably", "possibly", "perhaps", "presumably", "inevitably"})
_BOUND = word_set(
    "agreed agree agrees confirmed promised pledged decided resolved undertook committed vowed assured accepted"
)
"""Behind one of these a meeting to come is what was agreed."""
_TELLER = 10
"""Words that name who told what stands before them."""
_THEN = frozenset({"today", "yesterday", "on", "after", "during", "at", "in", "following"})
_CLAUSES = frozenset({"that", "to", "will", "would", "its", "their", "his", "her"})
"""Where a tag with its time ("…, the minister *announced today after* the talks") would be more than a tag."""
_AGENCY = 9
"""Words that name who reported what stands before them, the full stop included."""
_GIVEN = frozenset(
    {"funding", "funds", "grant", "package", "aid", "money", "assistance", "financing", "loan", "support"}
)
_HELPS = word_set(
    "support help assist enable boost benefit contribute allow improve increase strengthen cover"
)
"""What money does, told of it as "it"."""
_BEFORE = 160
"""Characters before a sentence in which the money is named that it calls "it"."""
_MARKS = frozenset({".", ",", ";", '"', "'", ")", "”"})


def told_now(
    words: Words, senses: Sequence[Sense], *, news: bool, own_voice: bool, now: date | None = None
) -> list[Sense]:
    """The senses that count; in the parties' own voice a meeting to come is a promise. ``now`` is the text's date."""
    found = [one for one in senses if not ((news and _last_year(words, one)) or _years_ago(words, one, now))]
    if not own_voice:
        found = [one for one in found if not (_journey(words, one) or _guessed(words, one))]
    found = _without_effects(words, found)
    return [one for one in found if not _tags(words, one, alone=len(found) == 1)]


def long_ago(words: Words, reference: date | None) -> bool:
    """Whether a sentence opens with a date of an earlier year ("In 2016, leaders adopted …"): it tells of the past."""
    if words.low[:2] == ["last", "year"]:
        return True
    if reference is None or words.low[0] not in _DATED:
        return False
    dated = words.low[0] in {"in", "on"}
    years = [
        int(word)
        for before, word in pairwise(words.low[:_DATE])
        if word.isdigit() and len(word) == _YEAR and (dated or before == "in")
    ]
    return bool(years) and max(years) < reference.year


def _last_year(words: Words, one: Sense) -> bool:
    """Whether a news story tells of what was signed before ("signed a contract for wheat *last year*")."""
    low = words.low
    after = next((k for k in range(one.group.end, one.end - 1) if low[k] == "last" and low[k + 1] in _AGO), 0)
    told = any(low[k].endswith("ed") for k in range(one.group.end, after))
    return one.kind is Kind.ADOPTION and one.group.mood == "past" and after > 0 and not told


def _years_ago(words: Words, one: Sense, now: date | None) -> bool:
    """Whether a past act is told with its year ("first *proposed* the plan *in 2016*"), which is not the text's."""
    low = words.low
    at, year = _dated(low, one.group.end, one.end)
    between = low[one.group.end : at]
    past = one.group.mood == "past" or (one.group.mood == "present" and low[one.group.at] in UNCHANGED)
    if (
        not at
        or not past
        or _WHICH & set(between)
        or "anniversary" in between
        or any(w.endswith("ed") for w in between)
    ):
        return False
    first = low[one.group.start - 1 : one.group.start] == ["first"] or low[one.group.start] == "first"
    return first or (now is not None and one.kind in _DEEDS and year < now.year)


def _dated(low: list[str], start: int, end: int) -> tuple[int, int]:
    """Where a date begins ("*in 1956*", "*on* 2 February 1956"), and its year; twice 0 where there is none."""
    for at in range(start, end - 1):
        if low[at] not in {"in", "on"}:
            continue
        reach = 1 if low[at] == "in" else _DAY
        for place in range(at + 1, min(end, at + 1 + reach)):
            if _is_year(low[place]):
                return at, int(low[place])
            if not (low[place].isdigit() or low[place] in MONTHS or low[place] in {",", "the", "of"}):
                break
    return 0, 0


def _is_year(word: str) -> bool:
    return len(word) == _YEAR and word.isdigit()


def _journey(words: Words, one: Sense) -> bool:
    """Whether a sense only says where somebody goes and whom he will see ("*will pay* a visit to Lumeria in May")."""
    low = words.low
    ahead = one.group.mood == "future" or one.group.rule.lemma == "be to"
    if one.kind is not Kind.COMMITMENT or not ahead or _BOUND & set(low[: one.group.start]):
        return False
    at = one.group.end if one.group.rule.lemma == "be to" else one.group.start + 1
    while at < one.end - 1 and (is_adverb(low[at]) or low[at] in {"also", "not", "first"}):
        at += 1
    if low[at] in _TOPICAL and low[at + 1] in {"on", "largely", "mainly", "primarily"}:
        return True
    if low[at] in _JOURNEY:
        return low[one.group.start] != "would" or low[at] in _TRAVELS
    return bool(_WITH_NOUN.get(low[at], frozenset()) & set(low[at + 1 : at + 1 + _NEAR]))


def _without_effects(words: Words, found: list[Sense]) -> list[Sense]:
    """The senses without what money that is given will do ("the funding *will boost* care … and *will support* schools")."""
    first = next((k for k, one in enumerate(found) if _effect(words, one)), len(found))
    return [
        one
        for k, one in enumerate(found)
        if k < first or one.kind is not Kind.COMMITMENT or one.subject.how not in {"thing", "pronoun"}
    ]


def _effect(words: Words, one: Sense) -> bool:
    """Whether a thing that does something is a sum or a fund that was given before."""
    low, verb = words.low, one.group.start
    if (
        one.kind is not Kind.COMMITMENT
        or one.group.mood != "future"
        or verb == 0
        or low[one.group.at] == "be"
    ):
        return False
    if one.subject.how == "thing":
        return low[verb - 1] in _GIVEN
    if one.subject.how != "pronoun":
        return False
    if any(low[k] in _GIVEN and low[k + 1] == "will" for k in range(verb)):
        return True
    told = words.text[max(0, words.starts[0] - _BEFORE) : words.starts[0]].lower()
    return low[:2] == ["it", "will"] and low[one.group.at] in _HELPS and any(word in told for word in _GIVEN)


def _guessed(words: Words, one: Sense) -> bool:
    """Whether what somebody will do is only expected of him ("Lumeria *will likely* lower its price")."""
    after = words.low[one.group.start + 1 : one.group.at + 1]
    return one.kind is Kind.COMMITMENT and one.group.mood == "future" and bool(_HEDGES & set(after))


def _tags(words: Words, one: Sense, *, alone: bool) -> bool:
    """Whether a clause only names who said what stands before it ("…, the minister *noted*.", "…, the agency *reports*.")."""
    low = words.low
    rest = low[one.group.end : one.end]
    if one.group.rule.lemma == "cite" and one.group.start > 1 and low[one.group.start - 1] == ",":
        return one.end == len(words) and len(rest) <= _AGENCY  # "…, reported the state agency."
    if one.group.rule.reports and not alone and rest[:1] and rest[0] in _THEN and one.group.start > 1:
        behind = "," in low[max(0, one.group.start - _TELLER) : one.group.start]
        return behind and one.start > 0 and low[one.start - 1] == "," and not _CLAUSES & set(rest)
    if not all(word in _MARKS for word in rest):
        return False
    if one.group.rule.lemma == "cite":
        return True
    behind = one.start > 0 and low[one.start - 1] in {",", '"'}
    return behind and not alone and one.group.rule.reports
