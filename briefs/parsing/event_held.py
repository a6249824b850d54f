"""A sentence and the times in it come in; the gatherings that are held at those times, or are to come, go out.

A gathering is any noun of meeting ("talks", "workshop") with the words that stand before it. The time must be tied
to it: "the June talks between A and B", "talks on fish, to be held in Suva in May", "in May they will host talks".
"""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from briefs.lexicon.gazetteer import Hints
from briefs.parsing.event_nouns import MONTHS, NOUNS, Gathering, month_of, named_before
from briefs.parsing.event_phrases import Phrase, is_general, slugged
from briefs.parsing.word_sets import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from briefs.lexicon import Lexicon
    from briefs.parsing.event_drafts import Here
    from briefs.parsing.periods import PeriodMention

_REACH: Final = 200
_BEFORE: Final = 150
_POSSESSIVE: Final = 4
_FAR: Final = 400
"""Letters before "its" in which the body stands whose gathering it is."""
_MOST: Final = 24
"""Gatherings of one sentence that are read; no sentence of a reader names so many."""
_MONTH: Final = timedelta(days=31)
_ROLES: Final = frozenset({"at", "deadline"})
_STOP: Final = r"(?:which|that|who|is|are|was|were|has|have|had|will|would|shall|to|held|hosted|convened|organi[sz]ed|scheduled|planned|agreed|noted|welcomed|this|next|later|last|taking|co-hosted|being|where|when)\b"
_WORD: Final = r"[\w\u2019'&+/.\u201c\u201d\"()-]{1,30}"
_ABOUT: Final = rf"(?:\s(?:on|of|for|between|with|among|under|entitled|titled)\s(?!\d+\b|{MONTHS}|(?:the\s)?(?:margins|sidelines|next|coming)\b)(?!{_STOP}){_WORD},?(?:\s(?!{_STOP}|(?:in|on|at|from)\s(?:the\s)?(?:[A-Z]|\d)){_WORD},?){{0,15}}?)?"
_CAPITALS: Final = r"[A-Z][\w\u2019'.-]{1,25}(?:,?\s(?:(?:of|de|el|al)\s)?[A-Z][\w\u2019'.-]{1,25}){0,5}"
_AUX: Final = r"(?:is|are|was|were|will|would|shall|has|have|had|been|be|being|also|most|recently|successfully|virtually|tentatively|jointly|first|currently|now|both|officially|to)"
_VERB: Final = r"(?:held|hosted|co-hosted|convened?|convenes|convening|organi[sz]ed|conducted|take\splace|takes\splace|taking\splace|took\splace|meet|met|scheduled|planned|due|set|slated|expected|opens?|opened|begins?|starts?|gathered|resume|launched|concluded|inaugurated|announced)"
_LINK: Final = (
    rf"[\"\u201d*]{{0,2}}(?:\s\([^()]{{2,40}}\))?(?:,\s[^,;:]{{3,140}},)?(?:,?\s(?:which|that|and))?(?:\s{_AUX}){{0,5}}(?:\s{_VERB}(?:\s(?:to\s(?:be\s)?)?{_VERB})?)?(?:\svirtually|\sonline|\sby\s(?:the\s)?{_CAPITALS})?"
    rf"(?:\sat\s(?:the\s)?[\w-]+\slevel|,?\s(?:in|at|near|outside)\s(?:the\s)?{_CAPITALS}|\s(?:in|on|at)\sthe\s(?:margins|sidelines)\sof\s(?:the\s)?{_CAPITALS}|\slater){{0,3}},?(?:\s(?:on|in|at|for|during|by|around|over|the|from|before)){{0,3}}\s"
)
_COMES: Final = re.compile(
    r"(?:\b(?:upcoming|forthcoming)\s|\b(?:will|shall|to|intend\w*|plans?)\s(?:co-)?(?:host|convene|hold|organi[sz]e)\s(?:an?\s|the\s|its\s|their\s|our\s)?|\b(?:look\w*\sforward\sto|(?:decision|intention|plans?|offer)\sto\s(?:host|hold|convene))\s(?:(?:hosting|holding|(?:re)?convening|attending|the\sconvening\sof)\s)?(?:an?\s|the\s|its\s|their\s|our\s)?)(?:next\s)?$",
    re.IGNORECASE,
)
_IS_TO_BE: Final = re.compile(
    r",?\s(?:which\s|that\s)?(?:(?:will|shall|is\sto|are\sto)\s(?:\w+ly\s)?(?:be\s(?:held|hosted|convened)|take\splace|convene|meet|open|gather)\b|(?:to\sbe|being)\s(?:held|hosted|convened)\b|to\stake\splace\b)"
)
_THEN_HOLDS: Final = re.compile(
    r"[^;:]{0,100}\b(?:will\s|to\s|shall\s|would\s)?(?:co-)?(?:host(?:ed|s)?|hold|held|holds|convened?|convenes|organi[sz]e[ds]?|attend(?:ed)?)\s(?:(?:an?|the|its|their|our)\s)?$"
)
_HOLDS_IT: Final = re.compile(
    r"\b(?:hold(?:ing)?|held|host(?:ed|ing)?|conven(?:e|ed|ing)|organi[sz](?:e|ed|ing)|next|upcoming|forthcoming)\s(?:(?:an?|the|its|their|our)\s)?$"
)
_ITS: Final = re.compile(
    r"\b(?:conclud|open|held|hold|conven|wrapp|began|begin|start|kick|clos)\w*(?:\s(?:up|off))?\sits\s$"
)
_INITIAL: Final = re.compile(r"\b[A-Z]\.$")
_PLAIN: Final = words("plenary first second third fourth fifth sixth seventh meeting session sessions")
_OTHER_VERB: Final = re.compile(
    r"\b(?:(?:re-?)?(?:launched|established|created|started|activated|formed|joined)|founded|initiated|announced|introduced|proposed|elevated|upgraded|revived|inaugurated|set\sup|agreed|institutionali[sz]ed)\s(?:(?:an?|the|its|their|our)\s)?$"
)
"""What was "relaunched in 2031" was not held then."""
_PLACE: Final = re.compile(
    rf"(?:\s{_AUX}){{0,3}}(?:\s{_VERB})?\s(?:in|at)\s(?P<place>[A-Z][\w\u2019'.-]{{2,25}}(?:\s[A-Z][\w\u2019'.-]{{2,25}}){{0,2}})"
)
_HINTS: Final = Hints(
    [
        *"onference ummit orum eeting ialogue ongress ymposium xhibition orkshop eminar oundtable abinet onsultation talks Talks".split(),
        *"xercise estival ommission ommittee inisterial etreat xchange Expo ssembly Council ession".split(),
        *("ound table", "ound Table", "ound of "),
        *("1st ", "2nd ", "3rd ", *(f"{digit}th " for digit in range(10))),
    ]
)
"""Letters of the nouns, or of the number before a name in capitals."""
_TIMES: Final = re.compile(
    rf"\b(?:{MONTHS}|(?:19|20)\d\d|(?:next|this|coming)\s(?:week|month|year|spring|summer|autumn|fall|winter|{MONTHS})|tomorrow|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|end\sof\s(?:the|this|next)|upcoming|forthcoming|coming|(?:will|to|shall)\s(?:be\s(?:held|hosted|convened)|(?:co-)?host|hold|convene|organi[sz]e|take\splace)|hosting|holding|(?:re)?convening"
    r"|forward\sto|its\s(?:\d{1,3}(?:st|nd|rd|th)|[a-z-]+(?:th|st|nd|rd)))\b"
)


def may_hold(text: str) -> bool:
    """Whether a sentence can tell of a gathering with its time at all."""
    return _HINTS.any_in(text) and _TIMES.search(text) is not None


def held(
    here: Here,
    when: Sequence[PeriodMention],
    taken: Sequence[tuple[int, int]],
    whose: str,
    lexicon: Lexicon,
) -> Iterator[tuple[Phrase, PeriodMention | None]]:
    """Each gathering of a sentence that has a time of its own or is to come; none that overlaps words already read."""
    sentence, reference = here.words, here.reference
    read = list(taken)
    timed = [one for one in when if one.role in _ROLES and not one.weak and (one.period.end or one.whole)]
    for noun in islice(_compiled(NOUNS).finditer(sentence), _MOST):
        gathering = named_before(sentence, noun)
        if gathering is None or any(gathering.start < last and first < gathering.end for first, last in read):
            continue
        time, end, said = _time_behind(sentence, gathering, timed)
        time = (
            time or month_of(sentence, gathering, when, reference) or _time_before(sentence, gathering, timed)
        )
        if time is None and not _comes(sentence, gathering) and not _is_theirs(sentence, gathering):
            continue
        phrase = _phrase(sentence, gathering, end, whose, lexicon)
        if phrase is None or not _tells(sentence, phrase, gathering, time, reference, said=said):
            continue
        read.append((phrase.start, phrase.end))
        yield phrase, time


def _time_behind(
    sentence: str, gathering: Gathering, timed: Sequence[PeriodMention]
) -> tuple[PeriodMention | None, int, bool]:
    """The first time that is tied to a name by words of holding and of place alone, where the name ends, and whether it is said to be held."""
    one = next((one for one in timed if 0 < one.start - gathering.end <= _REACH), None)
    if one is not None:
        between = sentence[gathering.end : one.start]
        tied = _compiled(rf"(?P<about>{_ABOUT})(?P<link>{_LINK})").fullmatch(between)
        said = bool(tied and re.search(_VERB, tied.group("link")))
        if tied and (said or not between.endswith((" for ", " for the "))):
            return one, gathering.end + len(tied.group("about").rstrip(" ,")), said
    return None, _end_of(sentence, gathering), False


def _end_of(sentence: str, gathering: Gathering) -> int:
    """Where a name without a time ends: with the capitalised words of what it is about."""
    goes_on = _compiled(
        rf"\s(?:on|of|for|with|between)\s(?:the\s)?{_CAPITALS}(?:\sand\s(?:the\s)?{_CAPITALS})?(?:\s\([A-Z]{{2,9}}\))?"
    ).match(sentence, gathering.end)
    return goes_on.end() if goes_on else gathering.end


def _time_before(sentence: str, gathering: Gathering, timed: Sequence[PeriodMention]) -> PeriodMention | None:
    """The time with which a clause opens that goes on to say who holds the gathering: "In May, Peru will host talks"."""
    for one in reversed(timed):
        if 0 < gathering.start - one.end <= _BEFORE:
            between = sentence[one.end : gathering.start]
            return one if _THEN_HOLDS.fullmatch(between) and "." not in between else None
    return None


def _comes(sentence: str, gathering: Gathering) -> bool:
    """Whether a gathering with a name in capitals is said to come, though no time is told."""
    before = sentence[max(0, gathering.start - _BEFORE) : gathering.start]
    said = _COMES.search(before) or _IS_TO_BE.match(sentence, _end_of(sentence, gathering))
    return bool(said) and gathering.capitals


def _phrase(sentence: str, gathering: Gathering, end: int, whose: str, lexicon: Lexicon) -> Phrase | None:
    """The gathering as an event; one without telling words is that of two parties, or of the place where it is held."""
    name = " ".join(sentence[gathering.start : end].split()).strip(' ,*\u201c\u201d"')
    name = name if _INITIAL.search(name) else name.rstrip(".")
    base = slugged(name[gathering.counted :])
    if is_general(base):
        spot = _PLACE.match(sentence, end)
        known = spot and lexicon.place(spot.group("place"))
        if spot and known:
            base = slugged(f"{spot.group('place')} {base}")
        elif owner := _owner(sentence, gathering, lexicon):
            base = f"{owner}-{base}"
        elif whose:
            base = f"{whose}-{base}"
        else:
            return None
    slug = f"{base}-{gathering.ordinal}" if gathering.ordinal else base
    return Phrase(gathering.start, end, name, base, slug, gathering.ordinal, None, True, "event")


def _is_theirs(sentence: str, gathering: Gathering) -> bool:
    """Whether a counted gathering is said to be held now by those whose it is: "the Union opened its 9th session"."""
    before = sentence[max(0, gathering.first - _REACH) : gathering.first]
    return gathering.ordinal is not None and _ITS.search(before) is not None


def _owner(sentence: str, gathering: Gathering, lexicon: Lexicon) -> str:
    """The body whose gathering it is, as the beginning of a slug; empty where none stands before "its"."""
    its = sentence.endswith(" its ", 0, gathering.first)
    if not its and not sentence.endswith(("\u2019s ", "'s "), 0, gathering.first):
        return ""
    near = 0 if its else gathering.first - _POSSESSIVE
    near = max(near, gathering.first - _FAR)
    before = lexicon.mentions(sentence[near : gathering.first])
    body = next(
        (m.code for m in reversed(before) if lexicon.parties[m.code].kind in {"body", "grouping"}), None
    )
    return slugged(lexicon.party_name(body)) if body else ""


def _tells(
    sentence: str,
    phrase: Phrase,
    gathering: Gathering,
    time: PeriodMention | None,
    reference: date | None,
    *,
    said: bool,
) -> bool:
    """Whether it is worth keeping: to come, or past with a name of its own."""
    if "-" not in phrase.base and phrase.ordinal is None:
        return False
    if time is None:
        return True
    last = time.period.end or (time.whole[1] if time.whole else None)
    ahead = bool(reference and last and last > reference)
    before = sentence[max(0, gathering.first - _BEFORE) : gathering.first]
    said = said or _HOLDS_IT.search(before) is not None
    bare = gathering.bare and not said and phrase.end == gathering.end and not phrase.ordinal
    if bare or (gathering.standing and not _sits(sentence, phrase, gathering, time, said=said, ahead=ahead)):
        return False
    return ahead or _is_theirs(sentence, gathering) or _has_own_name(sentence, phrase, gathering, said=said)


def _has_own_name(sentence: str, phrase: Phrase, gathering: Gathering, *, said: bool) -> bool:
    """Whether what is past has a number, a month or a name of its own, and is no more than its time says."""
    words = slugged(phrase.name[gathering.counted :])
    if _PLAIN.issuperset(words.split("-")) or is_general(words):
        return False
    own = phrase.ordinal is not None or gathering.capitals or gathering.month
    return own and (
        said or not _OTHER_VERB.search(sentence, max(0, gathering.first - _BEFORE), gathering.first)
    )


def _sits(
    sentence: str, phrase: Phrase, gathering: Gathering, time: PeriodMention, *, said: bool, ahead: bool
) -> bool:
    """Whether a body that stands between its meetings is said to sit, or is named beside a day to come."""
    if "," in sentence[phrase.end : time.start]:
        return False
    whole = phrase.end == gathering.end or sentence.startswith(" of ", gathering.end)
    first, last = time.period.start, time.period.end
    near = ahead and whole and first is not None and last is not None and last - first < _MONTH
    return said or near


@cache
def _compiled(source: str) -> re.Pattern[str]:
    """These expressions are dear to compile, and many a text needs none of them: made when first asked for."""
    return re.compile(source)
