"""A sentence and a noun of meeting in it come in; the name that ends in the noun goes out.

"the first-ever technical workshop" is a name from "first-ever" on; "they met for talks" has none but the noun.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from briefs.lexicon import ordinals
from briefs.model import Period, Precision
from briefs.parsing.periods import PeriodMention
from briefs.parsing.word_sets import words

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMES: Final = (
    "January February March April May June July August September October November December".split()
)
MONTHS: Final = rf"(?:{'|'.join(_NAMES)})\b"
NOUNS: Final = (
    r"\b(?:[Cc]onference|[Ss]ummit|[Ff]orum|[Mm]eeting|[Dd]ialogue|[Cc]ongress|[Ss]ymposium|[Ee]xhibition|[Ww]orkshop|[Ss]eminar|[Rr]ound\s?[Tt]able|[Cc]onsultations?|[Tt]alks|[Ee]xercises?"
    r"|[Ff]estival|[Cc]ommission|[Cc]ommittee|[Mm]inisterial|[Rr]etreat|(?:[Tt]echnical|[Pp]eer|[Ee]xpert)\s[Ee]xchange|[Ee]xchange\sof\s[Vv]isits|Expo|[Aa]ssembly|Council|Cabinet|[Rr]ound\sof\s(?:[a-z-]+\s){0,2}(?:talks|consultations|negotiations)|[Ss]essions?"
    r"|(?:(?<=\dth\s)|(?<=\dst\s)|(?<=\dnd\s)|(?<=\drd\s))[A-Z][A-Z0-9&+/-]{2,9})"
    r"(?![\w\u2019'-]|\s(?:[A-Z][\w\u2019'-]{1,20}\s){1,4}(?:Meeting|Conference|Workshop|Exercise|Week|Exchange)\b|\s(?:[Mm]eetings?|[Cc]onference|[Ff]orum|[Ss]ummit|[Dd]ialogue|[Rr]oom|[Cc]all|[Cc]ent(?:re|er)|[Rr]elations|members?|[Ss]tatement|[Dd]eclaration|[Cc]ommuniqu\w+|[Rr]esolutions?|[Cc]hair\w*|[Pp]artner\w*|Secretariat|[Aa]greement|[Ss]ession|[Mm]echanism|[Oo]utcomes?))"
)
_MAX: Final = 9
_STOPS: Final = words(
    "in on at from by with during after before following to into through via under over within ahead is are was were be been being will would shall should may can could has have had "
    "or that which who as than nor but hold holds held holding host hosts hosted hosting co-host co-hosting co-hosted convene convenes convened convening reconvene reconvening organise organize organised organized organising organizing "
    "attend attends attended attending join joined joining launch launched launching chair chaired chairing welcome welcomed welcomes welcoming the a an its their our his her my your this that these those such any each every some another no "
    "upcoming forthcoming next coming last recent previous past both all said noted also had resume resumed schedule scheduled initiate inaugurate inaugurated opened opening conclude concluded concluding announced announce including between among of for and up until since about "
    "whose where when while successful recently continued continue continuing propose proposed conduct conducted support supported supporting"
)
_JOINS: Final = words("of and & + - \u2013 for on the")
_THEIR_MEETING: Final = re.compile(
    r"(?:[Mm]inisters|[Ll]eaders|[Oo]fficials|[Ee]xperts|[Cc]hiefs|[Ss]ecretaries|[Gg]overnors|[Gg]enerals|[Dd]irectors|[Ss]peakers|[Ww]omen)[\u2019']"
)
"""Those who meet stand in the name of their meeting; other owners stand before it."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """A name from ``start`` to ``end``; ``first`` is where its words begin with month or year, ``counted`` how long its number is."""

    first: int
    start: int
    end: int
    ordinal: int | None
    counted: int
    capitals: bool
    month: bool
    bare: bool
    standing: bool


_ORDINAL: Final = re.compile(
    rf"(?P<nth>{ordinals.ORDINAL}|first-ever|first\sever|inaugural)(?:\sannual)?\s(?:(?:meeting|round|session|edition)\sof\s(?:the\s)?)?",
    re.IGNORECASE,
)
_OF: Final = re.compile(
    rf"(?P<nth>{ordinals.ORDINAL}|first-ever|inaugural)\s(?:(?:ministerial|annual|regular|ordinary)\s)?(?:meeting|round|session|edition)\sof\s(?:the\s)?$",
    re.IGNORECASE,
)
_STANDING: Final = re.compile(r"(?:[Cc]ommission|[Cc]ommittee|[Aa]ssembly|Council|Cabinet)$")
"""Such bodies stand between their meetings: only what is said to be held or convened happens."""
_ITS_OFFICE: Final = re.compile(
    r"\b(?:[Pp]residency|[Cc]hair\w*|[Hh]ead|[Mm]embers?(?:hip)?|[Ss]eat|[Rr]esolutions?|[Pp]resident|[Cc]ommissioner|[Aa]mbassador)\s(?:of|on|to|in)\s(?:the\s)?$"
)
_NO_SUBJECT: Final = re.compile(r"\bof\s(?:the\s)?$")
"""Whose officials meet does not sit itself."""
_OF_WHOM: Final = re.compile(r"\sof\s(?:the\s)?[A-Z]")
_SITTING: Final = re.compile(r"\bsessions?$")
_HALF_YEAR: Final = 6
_YEAR: Final = 12
_MONTH_FIRST: Final = re.compile(rf"(?:(?:{MONTHS}\s)?(?:19|20)\d\d|{MONTHS})\s")
_NO_GATHERING: Final = re.compile(
    r"\b(?:press|news|telephone|phone|video|conference|cabinet|board|prayer|party|parliamentary|legislative|training|working)\s\w+$",
    re.IGNORECASE,
)


def named_before(sentence: str, noun: re.Match[str]) -> Gathering | None:
    """The name that ends in a noun of meeting; None for a press conference and its like."""
    start = _walk(sentence, noun.start())
    counted = _OF.search(sentence, max(0, start - 60), start)
    first = counted.start() if counted else start
    name = sentence[first : noun.end()]
    if _NO_GATHERING.search(name) or _ITS_OFFICE.search(sentence, max(0, first - 30), first):
        return None
    if not counted and _STANDING.search(name) and _NO_SUBJECT.search(sentence, max(0, first - 30), first):
        return None
    month = _MONTH_FIRST.match(name)
    begin = first + (month.end() if month else 0)
    name = sentence[begin : noun.end()]
    nth = _ORDINAL.match(name)
    ordinal = (ordinals.number(nth.group("nth")) or 1) if nth else None
    told = name[nth.end() :] if nth else name
    capitals = noun.group()[0].isupper() or sum(word[0].isupper() for word in told.split()) > 1
    whose = _OF_WHOM.match(sentence, noun.end())
    if not (ordinal or counted or whose) and _standing_alone(told):
        return None
    return Gathering(
        first,
        begin,
        noun.end(),
        ordinal,
        nth.end() if nth else 0,
        capitals,
        month is not None,
        bare=told == noun.group() and told.islower(),
        standing=_STANDING.search(told) is not None and not counted,
    )


def _walk(sentence: str, at: int) -> int:
    """Where the words before a noun begin that belong to its name."""
    start = at
    seen = sentence[at:]
    for _ in range(_MAX):
        cut = sentence.rfind(" ", 0, start - 1) + 1
        word = sentence[cut : start - 1].lstrip('(\u201c"*\u2018')
        begin = start - 1 - len(word)
        if not word or not sentence[start - 1 : start].isspace() or word[-1] in ",;:)\u201d":
            break
        if word[-1] == "." and not re.fullmatch(r"(?:[A-Z]\.){1,4}|(?:[\w.]+-)?(?:[A-Z]\.){2,4}", word):
            break
        if word.lower().rstrip(".") in _STOPS or _owns(word):
            joined = (
                word in _JOINS
                and seen[:1].isupper()
                and sentence[max(0, cut - 25) : cut - 1].rpartition(" ")[2][:1].isupper()
            )
            if not joined:
                break
        start = begin
        seen = sentence[start:]
        if begin != cut:
            break
    while start < at and sentence[start:at].split(" ", 1)[0] in _JOINS:
        start += len(sentence[start:at].split(" ", 1)[0]) + 1
    return start


def _owns(word: str) -> bool:
    """Whether a word is an owner or an adverb, before which a name begins."""
    adverb = word.endswith("ly") and word.islower()
    owner = word.endswith(("\u2019s", "'s", "s\u2019", "s'")) and not _THEIR_MEETING.fullmatch(word)
    return adverb or owner


def _standing_alone(told: str) -> bool:
    """Whether words name no more than some body or sitting: "the Commission", "election commission", "a session"."""
    body = _STANDING.search(told) is not None
    return (body and (" " not in told or told.islower())) or _SITTING.search(told) is not None


def month_of(
    sentence: str, gathering: Gathering, when: Sequence[PeriodMention], reference: date | None
) -> PeriodMention | None:
    """The month or year with which a name begins; a month without a year is the one nearest to the document's day."""
    if not gathering.month:
        return None
    told = next((m for m in when if gathering.first <= m.start and m.end <= gathering.start), None)
    if told is not None or reference is None:
        return replace(told, role="at", weak=False) if told else None
    words = sentence[gathering.first : gathering.start].strip()
    month = _NAMES.index(words) + 1
    gap = (month - reference.month + _HALF_YEAR) % _YEAR - _HALF_YEAR
    year = reference.year + (reference.month - 1 + gap) // _YEAR
    days = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    period = Period(*days, Precision.MONTH, words)
    return PeriodMention(gathering.first, gathering.start - 1, period, "at", whole=days)
