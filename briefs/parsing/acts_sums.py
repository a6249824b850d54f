"""A sentence whose subject is a sum comes in, or one who will receive it; the pledge of the known giver goes out.

"EUR 4 million will go to the clinic", "Further funds will be made available for schools", "The Fund will receive
NOK 5 million": nobody is said to give, and the text has told before who does.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefs.model import Code, Kind, Strength
from briefs.parsing.actors_cast import Cast, Subject
from briefs.parsing.acts_groups import Group
from briefs.parsing.acts_rules import Rule
from briefs.parsing.acts_words import CURRENCIES, NUMBERS
from briefs.parsing.clauses_words import Words, even, is_adverb, words_of
from briefs.parsing.genre import FACT_SHEET
from briefs.parsing.kinds import Sense
from briefs.parsing.word_sets import words as word_set

if TYPE_CHECKING:
    from briefs.lexicon import Lexicon

_GIVES = Rule(
    "sum given", Kind.PLEDGE, Strength.FIRM, frozenset(), frozenset(), "receiver", False, False, "any", 0
)
_FUNDS = word_set(
    "grant grants loan loans fund funds funding credit assistance aid contribution contributions financing package "
    "donation donations support resources scholarships doses money tranche allocation"
)
_GIVEN = word_set(
    "provided allocated disbursed channelled channeled released earmarked granted delivered distributed available "
    "directed invested transferred dedicated awarded donated committed shared split divided"
)
_AMOUNTING = (["in", "the", "amount", "of"], ["in", "an", "amount", "of"], ["to", "the", "amount", "of"])
"""How a project is told with its sum ("the project *is in the amount of* 3 million euros")."""
_GOES = frozenset({"go", "goes"})
_SIGNS = CURRENCIES | {"us$", "a$", "c$", "nz$", "rmb"}
_HEADLINES = word_set(
    "gives provides grants donates announces sends pledges commits loans lends extends offers contributes allocates unveils approves boosts"
)
_GOES_ON = frozenset(
    {
        "continues",
        "supports",
        "helps",
        "responds",
        "strengthens",
        "expands",
        "launches",
        "advances",
        "takes",
        "support",
        "assistance",
        "aid",
        "stands",
        "deepens",
        "backs",
        "invests",
        "partners",
    }
)
"""How the title of a fact sheet goes on, besides what a headline says of a gift."""
SHEETS = re.compile(rf"{FACT_SHEET.pattern}|^backgrounder\b|\bdeliverables\b", re.IGNORECASE)
"""The title of a paper that lists what a government did, gives and plans."""
_PAIRS = frozenset({"-", "\u2013", "\u2011"})
"""What joins two parties in the title of a paper ("Fact sheet: *Lumeria–Norlund* partnership"); the first writes it."""
_NO_GIFTS = frozenset({"trade", "debt", "turnover", "exports", "imports"})
_HEAD = 16
"""Words of a subject that is a sum or a fund ("A further 4 million euros in humanitarian aid")."""
_NEAR = 8
"""Words behind "will receive" in which the sum stands."""
_RELATIVE = frozenset({"that", "which", "who", "if", "when", "whether", "not", "no", "never"})
_AUXILIARY = frozenset({"will", "goes", "is", "are", "has", "have", "had", "was", "were"})
_OFFERED = frozenset({"offered", "pledged", "announced"})
"""What is told of a sum as new though it is told in the past ("fifty scholarships *were offered*")."""
_SAID = frozenset({"said", "says", "added", "announced"})
_BEFORE_TOLD = frozenset({"that", ":", ",", '"', "-", "–", "—"})
_PROJECT = 6
"""Words of a project with those who pay for it."""
_CLAUSE = 4
"""Words of the shortest clause in which a sum goes somewhere."""
_BETWEEN = frozenset({"be", "been", "being", "also", "made"})
_PAYS = frozenset({"support", "fund", "finance", "cover", "benefit", "pay"})
_HOLDS = frozenset({"includes", "include", "comprises"})
_SUM = 5
"""Words behind "includes" in which the sum stands."""


def sum_given(words: Words, cast: Cast, giver: Code | None) -> Sense | None:
    """The pledge of a sentence whose subject is a sum; None where there is none, or nobody known gives it."""
    begin = _told_from(words.low)
    at = _verb(words, begin)
    amounts = words.low[at + 1 : at + 5] in _AMOUNTING
    if not at or _RELATIVE & set(words.low[begin:at]) or not (amounts or _is_sum(words.low[begin:at])):
        return None
    stop = min(at + _HEAD, len(words))
    named = cast.within(words.starts[begin], words.ends[stop - 1])
    own = [one.code for one in named if _owns(words, one.start, one.form, at)]
    by = own[0] if own else _funder(words, cast, begin) or giver
    return None if by is None else _pledge(words, by, at)


def sum_received(words: Words, found: Sense, cast: Cast, giver: Code | None) -> Sense | None:
    """The pledge behind a promise that is none of the receiver's ("The Fund *will receive* NOK 5 million")."""
    low, group = words.low, found.group
    at = group.end if group.rule.lemma == "be to" else group.at
    if found.kind not in {Kind.COMMITMENT, Kind.PLEDGE} or low[at : at + 1] not in (["receive"], ["get"]):
        return found
    ahead = group.mood in {"future", "progressive"} or group.rule.lemma == "be to"
    if not ahead or not _money(low[at + 1 : at + 1 + _NEAR]):
        return found
    named = cast.within(words.starts[at], words.ends[found.end - 1])
    giver = next((one.code for one in named if _source(words, one.start) in {"from", "by", "of"}), giver)
    if giver is None or giver in found.subject.codes:
        return None
    made = _pledge(words, giver, group.at)
    return replace(made, start=found.start, end=found.end, to=found.subject.codes)


def _pledge(words: Words, giver: Code, at: int) -> Sense:
    group = Group(0, at, min(at + 1, len(words)), _GIVES, "base", "future", negated=False)
    return Sense(Kind.PLEDGE, Strength.FIRM, "receiver", Subject((giver,), 0, "thing"), group, 0, len(words))


def _told_from(low: list[str]) -> int:
    """Where the clause of the sum begins: behind "said" or "said that", and behind the project *where* a sum goes."""
    for index in range(len(low) - _CLAUSE, 0, -1):
        if low[index] in _SAID or (low[index] == "where" and low[index - 1] != ","):
            that = next((k for k in range(index, index + _CLAUSE) if low[k] == "that"), index)
            return next((k for k in range(that + 1, len(low)) if low[k] not in _BEFORE_TOLD), 0)
    return 0


def _funder(words: Words, cast: Cast, begin: int) -> Code | None:
    """Whose project it is where a sum goes ("visited a *Lumerian aid project* where $3 million will go to …")."""
    if not begin or words.low[begin - 1] != "where":
        return None
    first = max(0, begin - _PROJECT)
    named = cast.within(words.starts[first], words.starts[begin])
    funded = bool(_FUNDS & set(words.low[first:begin]))
    return named[-1].code if funded and named else None


def _verb(words: Words, begin: int) -> int:
    """The place of the verb by which a sum goes somewhere ("will *go* to", "will be *provided*", "is *available*"); 0 for none."""
    low = words.low
    for index in range(begin + 2, min(len(low) - 2, begin + _HEAD)):
        if low[index] in _HOLDS and _SIGNS & set(low[index + 1 : index + 1 + _SUM]):
            return (
                0 if _money(low[begin:index]) else index
            )  # the parts of a sum that was told before are no second gift
        if low[index] in _AUXILIARY and not words.capital(index):
            return _goes(low, index)
    return 0


def _goes(low: list[str], index: int) -> int:
    """The place of the verb behind an auxiliary where a sum goes by it; 0 where it does not."""
    if low[index + 1 : index + 5] in _AMOUNTING:
        return index
    place = index if low[index] == "goes" else index + 1
    while place < len(low) - 2 and (low[place] in _BETWEEN or is_adverb(low[place])):
        place += 1
    if low[place] in _GOES:
        return place if low[place + 1] in {"to", "towards"} else 0
    if low[place] in _PAYS and low[index] == "will" and _money(low[:index]):
        return place
    if low[index] in {"was", "were"}:
        return place if low[place] in _OFFERED else 0
    if low[index] in {"is", "are"} and low[place] != "available" and "being" not in low[index:place]:
        return 0  # what is done as a rule ("much of the aid is channelled through …")
    passive = low[index] in {"is", "are"} or bool({"be", "been"} & set(low[index:place]))
    return place if passive and low[place] in _GIVEN else 0


def _is_sum(head: list[str]) -> bool:
    """Whether a subject is a sum of money or a fund: no trade, no debt, no person."""
    return (_money(head) or bool(_FUNDS & set(head))) and not _NO_GIFTS & set(head)


def _money(said: list[str]) -> bool:
    return bool(_SIGNS & set(said)) and any(
        word[0].isdigit() or word in NUMBERS or word.endswith("-million") for word in said
    )


def _owns(words: Words, start: int, form: str, verb: int) -> bool:
    """Whether a party is the one whose sum it is ("*Lumeria's* grant", "the loan *from* Lumeria", "is provided *by* Lumeria")."""
    before = _source(words, start)
    if start > words.starts[verb]:
        return before == "by"
    return form in {"possessive", "demonym"} or before == "from"


def _source(words: Words, start: int) -> str:
    """The word before a name, its article passed over."""
    place = next(k for k, one in enumerate(words.starts) if one >= start)
    before = place - 1 - (place > 1 and words.low[place - 1] == "the")
    return words.low[before] if before >= 0 else ""


def gives_by_title(title: str, lexicon: Lexicon) -> Code | None:
    """Whose gift a headline tells of ("*Lumeria* gives $3 million to Norlund"): sums without a giver are its too."""
    sheet = SHEETS.match(title)
    title = title[sheet.end() :].lstrip(" :-–—") if sheet else title
    words = words_of(even(title))
    first = next(iter(lexicon.mentions(title)), None)
    if (
        first is None
        or not len(words)
        or first.start > words.starts[words.low[0] == "the" and len(words) > 1]
        or (not sheet and not _FUNDS & set(words.low) and not _money(words.low))
    ):
        return None
    verb = next((k for k, start in enumerate(words.starts) if start >= first.end), 0)
    told = words.low[verb : verb + 1]
    gives = bool(_HEADLINES & set(told)) or (sheet is not None and bool(_GOES_ON & set(told)))
    gives = gives or (sheet is not None and title[first.end : first.end + 1] in _PAIRS)
    return first.code if gives or (sheet is not None and first.form in {"demonym", "possessive"}) else None
