"""The times of a sentence and an act in it come in; when the act holds or falls due goes out.

The rules are the codebook's: positions and thanks carry no time, nor does what is past; an instrument carries its
own term; of several times the first that belongs to the act counts, not one of an event, a plan or an earlier
promise that the sentence only refers to.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefs.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from briefs.model import Period
    from briefs.parsing.periods import PeriodMention

_FORTNIGHT: Final = 14
_BEHIND: Final = 90
_BESIDE: Final = 60
_REFERRED: Final = re.compile(
    r"\b(?:in\s(?:line|accordance|conformity|keeping)\swith|under|pursuant\sto|consistent\swith|as\sset\sout\sin|as\s(?:part|agreed|outlined|stated|stipulated)\s(?:of|in)"
    r"|within\sthe\sframework\sof|in\sthe\sframework\sof|building\s(?:up)?on|based\son|guided\sby|complement(?:s|ing|ary)?(?:\sto)?|contribut(?:e|es|ing)\sto|aligned\swith)\s[^,;:]{0,90}$",
    re.IGNORECASE,
)
"""A plan that an act only refers to lends it no term."""
_ASKED_FOR: Final = re.compile(
    r"\b(?:candidatures?|candidac(?:y|ies)|bid|expir(?:es?|ing)|ends|ending|lapses|due\sto\s(?:end|expire))\b[^.;]{0,80}$",
    re.IGNORECASE,
)
"""When a seat is to be filled, or an earlier paper ends, is not when the act falls due."""
_TOWARDS: Final = re.compile(r"\b(?:success\sof|preparations?\s(?:for|of))\b[^.;]{0,160}$", re.IGNORECASE)
"""What one works for has its own time: "work toward the success of the summit, to be held in May"."""
_VENUE: Final = re.compile(
    r"\b(?:in\sview\sof|in\sconnection\swith)\s(?:(?!\d)[^,;.]{0,160}\s)?$|\bin\ssupport\sof\s$"
    r"|\b(?:including\s(?:at|in|through|by|via|during|on)|through\s(?:the|an?|its|their|our))\s[^,;.]{3,120}\s(?:(?:that|which)\s)?(?:(?:to|will|shall)\s(?:be\s(?:held|hosted|convened)|take\splace)|taking\splace|held)\b[^,;.]{0,40}$"
    r"|,\swith\s[^,;.]{2,60}\b(?:hosting|chairing|holding)\b[^.;]{0,80}$"
    r"|[\u2019']s?\s(?:decision|offer|plans?|intention)\sto\s(?:co-)?(?:host|hold|chair)\s[^,;.]{3,120}$"
)
"""A gathering at which, among others, the act is furthered has its own time: "including at the fair in Lima in June"."""
_REMEMBERED: Final = re.compile(
    r"\b(?:(?:made|given|announced|adopted|agreed|reached|taken|concluded|signed)\s(?:at|during)\s(?:the|our|their|its)|since|(?<!day\s)(?<!week\s)after|following|anniversary\sof)\s(?!(?:signature|its\sadoption)\b)[^,;.]{3,200}?\s(?:in|on|of)\s(?:the\s)?(?:(?:early|late|mid)[\s-])?$",
    re.IGNORECASE,
)
"""The time of what is remembered or counted from is not that of the act: "since the war broke out in 2014"."""
_DECISION: Final = re.compile(r"\bdecisions?\s(?:on|to|that)\b[^.;]{0,160}$")
"""What was decided has its own time, and that is what is adopted: "a decision to pass the chair to Peru in 2031"."""
_FAR: Final = 190
_REPORT: Final = re.compile(
    r"\b[Rr]eports?\s(?:(?:for|of|on|covering|to|by|from|the|its|their|period|years?)\s|[A-Z]\w{1,20}\s){0,5}$"
)
_HAPPENED: Final = re.compile(
    r"(?<!be\s)(?<!been\s)\b(?:held|signed|adopted|launched|established|announced|agreed|issued|concluded|released|hosted|convened|reached|published|created|founded|inaugurated"
    r"|approved|endorsed|took\splace|requested|provided|contributed|delivered|invested|mobili[sz]ed|allocated|received|made|unveiled|begun|began|started|elevated|upgraded|occurred|struck)\s(?:(?!(?:for|to|that)\s)[\w\u2019'.-]{1,20}\s){0,4}(?:in|on|during|at|earlier|early|late)?\s?(?:the\s)?$"
)
_TO_BE: Final = re.compile(r"\b(?:be|being|to\sbe|will\sbe)\s(?:\w+\s)?$")
_LASTS: Final = re.compile(r"\b(?:until|till|through)\b", re.IGNORECASE)
_INSTRUMENT_BEHIND: Final = re.compile(
    r"\s(?:[A-Z]?[\w\u2019'/-]{1,20}\s){0,4}?(?:[Bb]udget|[Ww]ork\s?[Pp]lans?|[Ww]ork\s[Pp]rogramme|[Aa]ction\s[Pp]lan|[Pp]rogramme|[Cc]alendar|[Ss]chedule|[Aa]genda|[Pp]lan)\b"
)
_INSTRUMENT_BEFORE: Final = re.compile(
    r"\b(?:[Pp]eriod(?:\s(?:of|from|between))?|[Bb]udget|[Ww]ork\s?[Pp]lan|[Pp]rogramme|[Cc]alendar|[Pp]lan|[Pp]lan\sof\s[Aa]ction|[Ss]chedule|[Aa]ctivities)\s(?:for\s(?:the\syear\s)?)?(?:the\s)?$"
)
_BACKGROUND: Final = re.compile(
    r"\W{0,3}(?:\w{1,3}[.)]\s)?(?:as\s(?!of\b|early\b|from\b|soon\b)|building\s|recalling|following\s|acknowledging|noting|recogni[sz]ing|given\s|based\son|having\s|after\s|in\s(?:light|view|recognition)\sof"
    r"|reaffirming|guided\sby|consistent\swith|mindful|conscious|inspired|considering|underscoring|taking\s|welcoming|mindful|stressing|emphasi[sz]ing|in\s(?:line|accordance)\swith"
    r"|pursuant|under\sthe|marking|celebrating|drawing\son|aware)",
    re.IGNORECASE,
)
"""What stands in front of the act in such words is why it is done, not when."""
_ASIDE: Final = re.compile(r"[,(\u2013\u2014]|\s-\s")
_ADDED: Final = re.compile(
    r",\s(?:adding|noting|saying|stressing|emphasi[sz]ing|underlining|underscoring|recalling|explaining|pointing\sout|stating)\sthat\b"
)
"""What is said in such a tail is another thing than the act: "…, adding that visas would be free this year"."""
_SECOND_ACT: Final = re.compile(
    r",\sand\s(?:also\s|to\s|will\s)?(?:extend|send|provide|deliver|open|host|hold|build|train|offer|launch|sign|establish|complete|start|begin|continue|increase|expand|support|develop"
    r"|invite|invited|confirm|confirmed|agreed|reaffirmed|expressed|welcomed|called|urged|asked|pledged|announced|thanked|noted|donate|dispatch|create|finali[sz]e|submit|review|reduce)\b"
)
"""Behind these a time is that of another act which the same sentence goes on to."""
_PAST_SINCE: Final = re.compile(r"since\b", re.IGNORECASE)
_RELATIVE: Final = re.compile(r"\b(?:that|which)\s$", re.IGNORECASE)
_EARLIER: Final = re.compile(r"(?:earlier|last)\b", re.IGNORECASE)
_WEEK: Final = re.compile(r"week", re.IGNORECASE)
TIMED: Final = frozenset({Kind.ADOPTION, Kind.PLEDGE, Kind.COMMITMENT, Kind.REQUEST, Kind.PROGRESS})
"""The kinds of act that can carry a time at all."""


def due(
    text: str, times: Sequence[PeriodMention], kind: Kind, place: tuple[int, int], reference: date | None
) -> Period | None:
    """When an act holds or falls due; None where its sentence does not say.

    ``times`` are those within its clause, with places in the text; ``place`` is where the act with its subject
    begins and where its verb does. What is over on the reference day is no time of an act.
    """
    if kind not in TIMED:
        return None
    if kind in {Kind.ADOPTION, Kind.PROGRESS}:
        return _of_instrument(text, times, kind, place[1], reference)
    mine = [
        one
        for one in times
        if not one.weak and _ahead(one.period, reference) and not _is_aside(text, one, place, reference)
    ]
    if mine and mine[0].role == "term" and text[mine[0].start - 1] == "(":
        # "to finish the Plan of Action (2031-2035) not later than May": the years are the plan's, the day is the act's
        return next((one.period for one in mine if one.role == "deadline"), mine[0].period)
    return mine[0].period if mine else None


def _of_instrument(
    text: str, times: Sequence[PeriodMention], kind: Kind, verb: int, reference: date | None
) -> Period | None:
    """The term of what was adopted or carried out: "2021-2025", "the 2026 budget", "until 31 May 2026"."""
    terms = [
        one
        for one in times
        if one.role == "term" and not _REPORT.search(text, max(0, one.start - _BEHIND), one.start)
    ]
    term = next((one for one in terms if one.start > verb), terms[0] if terms else None)
    if term is not None or kind is Kind.PROGRESS:
        return term.period if term else None
    for one in times:
        if one.start < verb or not _ahead(one.period, reference):
            continue
        own = text[one.start : one.end]
        lasts = one.role == "deadline" and _LASTS.match(own)
        begins = one.role == "since" and not _PAST_SINCE.match(own)
        named = one.role == "at" and (
            _INSTRUMENT_BEHIND.match(text, one.end, one.end + _BESIDE)
            or _INSTRUMENT_BEFORE.search(text, max(0, one.start - _BESIDE), one.start)
        )
        decided = one.role == "at" and _DECISION.search(text, max(verb, one.start - _FAR), one.start)
        if lasts or begins or named or decided:
            return one.period
    return None


def _is_aside(text: str, one: PeriodMention, place: tuple[int, int], reference: date | None) -> bool:
    """Whether a time belongs to something that the act only refers to, or to what is past."""
    before, (act, verb) = text[max(0, one.start - _BEHIND) : one.start], place
    own = text[one.start : one.end]
    if one.role == "since" and (_PAST_SINCE.match(own) or _RELATIVE.search(before)):
        return True
    towards = _TOWARDS.search(text, max(verb, one.start - _FAR), one.start)
    if _ASKED_FOR.search(before) or towards or (one.role == "term" and _REFERRED.search(before)):
        return True
    over = _EARLIER.match(own) or _is_today(one, reference) or _happened(before, one, reference)
    if one.role == "at" and (over or _elsewhere(text, one, verb, reference)):
        return True
    if one.start < act:
        return _BACKGROUND.match(text, _clause_start(text, one.start)) is not None
    if _ADDED.search(text, verb, one.start) or _SECOND_ACT.search(text, verb, one.start):
        return True
    between = text[one.end : verb]
    return one.start < verb and bool(
        ";" in between or (_ASIDE.search(text[act : one.start]) and _ASIDE.search(between))
    )


def _elsewhere(text: str, one: PeriodMention, verb: int, reference: date | None) -> bool:
    """Whether a time is that of a gathering beside the act, or of an event of the past which it counts from or celebrates."""
    begun = reference is None or one.period.start is None or one.period.start <= reference
    told = (max(verb, one.start - _FAR), one.start)
    return bool(_VENUE.search(text, *told) or (begun and _REMEMBERED.search(text, *told)))


def _clause_start(text: str, at: int) -> int:
    """Where the sentence of a place begins."""
    stop = max(text.rfind(". ", 0, at), text.rfind("; ", 0, at))
    return stop + 2 if stop >= 0 else 0


def _happened(before: str, one: PeriodMention, reference: date | None) -> bool:
    """Whether the words in front tell of something done in that time, and the time has begun."""
    found = _HAPPENED.search(before)
    begun = reference is None or one.period.start is None or one.period.start <= reference
    begun = begun or (found is not None and found.group().startswith("requested"))
    return found is not None and begun and not _TO_BE.search(before[: found.start()])


def _is_today(one: PeriodMention, reference: date | None) -> bool:
    """Whether it is the day, or the days, of the meeting that is told of."""
    start, end = one.period.start, one.period.end
    if reference is None or start is None or end is None or _WEEK.search(one.period.words):
        return False
    return start <= reference <= end and (end - start).days <= _FORTNIGHT


def _ahead(when: Period, reference: date | None) -> bool:
    """Whether a period is still to come, or lasts, on the day of the document."""
    if reference is None:
        return True
    last = when.end or when.start
    return last is not None and (when.end is None or last >= reference)
