"""Text and a reference date come in; the periods it names go out, each with the part it plays for an act.

The rules are those of the codebook: a plan's years are its term, a deadline has only an end, what takes effect
has only a start, and relative words count from the date of the document or of the meeting.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final, Literal

from briefs.model import Period, Precision
from briefs.parsing.period_forms import matches
from briefs.parsing.period_names import GATHERING, NOUN_BEHIND, is_title, is_year
from briefs.parsing.period_pieces import CALENDAR, FISCAL, Fiscal
from briefs.parsing.period_readers import stretch
from briefs.values import value

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from briefs.model import Code
    from briefs.parsing.days import Stretch

PeriodRole = Literal["term", "deadline", "since", "at"]

_BY: Final = re.compile(
    r"\b(?:(?:no|not)\slater\sthan|between\snow\sand|in\stime\sfor|(?:by|before|until|till|through|(?<!lead-)(?<!run-)(?<!lead\s)(?<!led\s)up\sto"
    r"|ahead\sof|in\sadvance\sof|prior\sto)(?:\sor\sbefore|\sto|\sat\s(?:least|the\slatest)|\s(?:around|about|approximately))?)(?:\sthe(?:ir)?)?\s?(?:(?:end|close)[\s-](?:of\s(?:the\s)?)?|(?:next|this|coming|year)\s)?$",
    re.IGNORECASE,
)
_TO_THE: Final = re.compile(r"\bto\s(?:the\s)?$", re.IGNORECASE)
_FROM_NOW: Final = re.compile(r"\bfrom\snow\sto\s$", re.IGNORECASE)
_AND_ENDS: Final = re.compile(r",?\s(?:and\s)?ending\s(?:in|on|at|with)?\s?(?:the\s)?")
_EVENT_REACH: Final = 180
_BEFORE_CUES: Final = (
    "before ",
    "ahead of",
    "in advance of",
    "prior to",
    "in time for",
    "up to",
    "by the ",
    "by cop",
    "by our ",
    "by its ",
    "by their ",
)
_DONE_BY: Final = re.compile(
    r"\b(?:[a-z]{2,20}ed|held|made|led|given|taken|chosen|set|statement|decision|declaration|proposal|call|request|work|visit|trip|attendance|participation|address|speech|remarks|report|as)\s$",
    re.IGNORECASE,
)
"""Here "by" names who did it, not by when."""
_BEFORE_EVENT: Final = re.compile(
    r"\b(?:before|ahead\sof|in\sadvance\sof|prior\sto|in\stime\sfor|in\sthe\s(?:lead|run)[\s-]?up\sto|by(?:\sthe\stime\sof)?\s(?=the\s|our\s|its\s|their\s|COP))\s?(?P<event>[^,;:()]{3,160}?)(?:,\s(?:which\s(?:is|are|will\sbe)\s)?(?:to\sbe\s)?(?:held|hosted|convened|scheduled|due|planned)\b[^,;:()]{0,60}?)?\s(?:(?:in|on)\s(?:the\s)?)?$",
    re.IGNORECASE,
)
"""What comes before an event comes before the time that is named with it: "before COP26 in November 2021"."""
_ANOTHER_ACT: Final = re.compile(
    r"\b(?:will|agreed|shall|would|which|that|who|and\sto)\b(?!\s(?:will\s|is\sto\s)?(?:be\s(?:held|hosted|convened)|take\splace))"
)
_RECURS: Final = re.compile(r",?\s(?:(?:of\s)?(?:each|every)\s(?:and\severy\s)?year\b|annually\b)")
_COUNTED_FROM: Final = re.compile(
    r"\s(?:of|after|from|following)\s(?!(?:today|now|this|(?:the\sdate\sof\s)?the\s(?:date\sof\sthis|present|meeting))\b)"
)
_EXTENDED: Final = re.compile(r"\b(?:extend|renew|prolong)\w*\b[^.;,]*$", re.IGNORECASE)
_SUM_BEFORE: Final = re.compile(
    r"(?:\b[mb]illion|[$\u20ac\u00a3\u00a5]\s?\d[\d.,]*)(?:\s[A-Za-z]+)?(?:\s[^.;,]{1,80})?,?\s$"
)
_SPENT: Final = re.compile(r"\b(?:has|have|had|was|were|been|already|spent|rose|fell|grew|past|last)\b")
"""A sum that is given "over three years" is given from now on; one that was spent so is not."""
_LATER: Final = re.compile(
    r"\b(?:beyond|after|following|post|than|versus)[\s-](?:the\s)?(?:(?:deadline|end|expiry|expiration|conclusion|close)\sof\s(?:the\s)?)?$",
    re.IGNORECASE,
)
"""What comes after a time, or is measured by it, does not happen then."""
_BARELY_BEFORE: Final = re.compile(r"\bbefore(?:\sthe)?\s?(?:(?:next|this|coming)\s)?$", re.IGNORECASE)
_WITHIN_FORMS: Final = frozenset({"ahead", "fiscal", "near", "whole_year", "year"})
_WITHIN: Final = re.compile(r"\bwithin(?:\sthe)?\s$", re.IGNORECASE)
_STRICTLY_BEFORE: Final = re.compile(r"\b(?:before|ahead\sof|in\sadvance\sof|prior\sto)\b", re.IGNORECASE)
_FROM: Final = re.compile(
    r"(?:\b(?:from|since|as\s(?:of|from)|(?:start|beginn|commenc)ing(?:\s(?:in|on|from|with))?|effective(?:\s(?:on|from|as\sof))?"
    r"|with\seffect\sfrom|(?:start|begin|commence)s?\s(?:in|on|from)|(?:effect|into\sforce)\s(?:in|on|from))(?:\sthe)?)\s?$",
    re.IGNORECASE,
)
_BEGINS: Final = re.compile(r"(?:start|begin|commence)s?\s", re.IGNORECASE)
_ONWARDS: Final = re.compile(r"\s(?:onwards?|and\sbeyond|and\safter)\b", re.IGNORECASE)
_SPANS: Final = frozenset({"across", "across_us", "within", "within_us", "month_span"})
_AHEAD: Final = re.compile(
    r"\b(?:will|shall|to\sbe|upcoming|forthcoming|next|would|look(?:s|ed|ing)?\sforward|plan(?:s|ned)?|scheduled|due|intends?"
    r"|by(?=\s(?:the\send\sof\s)?$)|host(?:ing)?|future|ahead|expected)\b",
    re.IGNORECASE,
)
_BACK: Final = re.compile(
    r"\b(?<!be\s)(?:was|were|held|met|(?<!will\s)(?<!shall\s)(?<!to\s)last(?!\s(?:days|week)\b)|since|(?<!be\s)\w{4,}ed\sby|hosted|visited|convened|had|took\splace|following|past|signed|adopted|earlier)\b",
    re.IGNORECASE,
)
_OPENS: Final = re.compile(r"(?:.{0,100}[.;]\s)?(?:Then|Also)?\s?(?:[Ii]n|[Oo]n)\s", re.DOTALL)
_TOLD: Final = re.compile(
    r",?\s(?:[\w\u2019'.-]{1,20}\s){1,6}?(?:\w{2,}ed|met|gave|held|made|sent|took|led|paid|began)\b(?!\sto\b)"
)
"""A past verb behind the time with which a sentence opens: "In January, Peru extended a loan"."""
_SAID_THEN: Final = re.compile(
    r"\s(?:(?:also|again|jointly|formally|officially)\s)?(?!need|schedul|plann|propos\w+\sby)(?:\w{3,}ed|said|told|met|held|gave|took|made|sent)\b"
)
"""A past verb right behind the time: "Peru on Thursday pledged …"."""
_MIDDLE: Final = frozenset({"mid", "middle of"})
"""What is due by the middle of a year is due when half of it has gone."""


@value(frozen=True, slots=True)
class PeriodMention:
    """A period in a text: ``start`` to ``end`` are its characters, "by" and "from" included.

    ``role``: "term" of a plan, "deadline", "since" (holds from), "at" (happens then). ``weak`` marks words that
    say when something was said or done rather than when it falls due ("today", "2020" before a name). ``whole`` is
    what a deadline's own words cover: all of November in "before COP26 in November 2021".
    """

    start: int
    end: int
    period: Period
    role: PeriodRole
    weak: bool = False
    whole: tuple[date, date] | None = None


def find(text: str, reference: date | None, fiscal: Fiscal = CALENDAR) -> list[PeriodMention]:
    """The periods that a text names, in order.

    Relative words and days without a year need the reference: without one they give none. Names that hold a
    number ("the 2030 Agenda", "Resolution 1325"), counts, days that come back every year and terms that run from
    another day than this ("within a month of ratification") are no periods. ``fiscal`` is how fiscal years run where
    the text comes from (``fiscal_of``).
    """
    found: list[PeriodMention] = []
    for match in matches(text):
        before = text[max(0, match.start() - 60) : match.start()]
        form = match.lastgroup or ""
        if not is_year(text, match, before):
            continue
        if _RECURS.match(text, match.end()) or (form == "ahead" and _is_counted(text, match)):
            continue
        meant = stretch(match, before, reference, partial(_side, text, match), fiscal)
        if meant is None:
            continue
        mention = _mention(text, match, before, meant)
        if found and found[-1].role == "since" and _AND_ENDS.fullmatch(text, found[-1].end, mention.start):
            mention = _joined(text, found.pop(), mention)
        found.append(mention)
    return found


def _is_counted(text: str, match: re.Match[str]) -> bool:
    """Whether a number of months runs from another day than this: that of a signature, or the end of what is extended."""
    if match.group("ah_n5"):
        told = text[max(0, match.start() - 150) : match.start()]
        return _SUM_BEFORE.search(told) is None or _SPENT.search(told) is not None
    lasting = match.group("ah_n4") and _EXTENDED.search(text, max(0, match.start() - 90), match.start())
    return bool(lasting or _COUNTED_FROM.match(text, match.end()))


def _joined(text: str, first: PeriodMention, last: PeriodMention) -> PeriodMention:
    """Read "beginning in 2031 and ending in 2035" as one stretch."""
    start, end = first.period.start, last.period.end
    if start is None or end is None or start > end:
        return last
    period = Period(start, end, Precision.RANGE, text[first.start : last.end])
    return PeriodMention(first.start, last.end, period, "term", first.weak, (start, end))


def _before_event(text: str, at: int) -> int:
    """How many letters before a time the words begin that put an act before an event of that time; 0 where none do."""
    window = text[max(0, at - _EVENT_REACH) : at]
    lower = window.lower()
    if not any(cue in lower for cue in _BEFORE_CUES):
        return 0
    found = _BEFORE_EVENT.search(window)
    event = found.group("event") if found else ""
    known = GATHERING.search(event) and not _ANOTHER_ACT.search(event)
    if found and found.group()[:2].lower() == "by" and _DONE_BY.search(window[: found.start()]):
        return 0
    return len(window) - found.start() if found and known else 0


def fiscal_of(publisher: Code | None) -> Fiscal:
    """How the fiscal years of a party run; as the calendar's where that is not known."""
    return FISCAL.get(publisher or "", CALENDAR)


def best(mentions: Sequence[PeriodMention]) -> PeriodMention | None:
    """The period of a clause that names several: a deadline or a start first, then a plan's term, then a moment."""
    order = ("deadline", "since", "term", "at")
    strong = [mention for mention in mentions if not mention.weak]
    return min(strong, key=lambda mention: order.index(mention.role), default=None)


def _side(text: str, match: re.Match[str]) -> bool | None:
    """Whether the words around look forward or back; the last sign before the date decides."""
    if _SAID_THEN.match(text, match.end()):
        return False
    before = text[max(0, match.start() - 150) : match.start()]
    ahead = max((sign.start() for sign in _AHEAD.finditer(before)), default=-1)
    back = max((sign.start() for sign in _BACK.finditer(before)), default=-1)
    if ahead == back:
        behind = text[match.end() : match.end() + 60]
        if _AHEAD.search(behind):
            return True
        return False if _OPENS.fullmatch(before) and _TOLD.match(behind) else None
    return ahead > back


def _mention(text: str, match: re.Match[str], before: str, meant: Stretch) -> PeriodMention:
    start, end, form = match.start(), match.end(), match.lastgroup or ""
    if form == "ahead" and match.group("ah_w"):
        start -= len(before) - before.rstrip(" -").rfind(" ") - 1
    role, prefix = _role(text, match, before)
    first: date | None = meant.start
    last: date | None = meant.end
    start -= prefix
    if role == "deadline":
        strictly = (
            form in {"year", "month", "month_only", "whole_year"}
            and not match.group().lower().startswith("end")
            and not (form == "month_only" and NOUN_BEHIND.match(text, end))
            and _BARELY_BEFORE.search(text, start, match.start()) is not None
        )
        first, last = None, (_day_before(meant.start) if strictly else meant.end)
        if _STRICTLY_BEFORE.search(text, start, match.start()) and form.startswith(("within", "across")):
            last = meant.start
        elif (form == "piece" and match.group("pi_p").lower() in _MIDDLE) or (
            form == "end_of" and match.group("en_m")
        ):
            last = meant.start.replace(month=6, day=30)
    elif role == "since":
        last = None
    weak = (form == "today" and match.group().lower() != "tomorrow") or (
        role == "at" and (_LATER.search(before) is not None or is_title(text, match))
    )
    period = Period(first, last, meant.precision, text[start:end])
    return PeriodMention(start, end, period, role, weak, (meant.start, meant.end))


def _day_before(day: date) -> date:
    return day.fromordinal(day.toordinal() - 1)


def _role(text: str, match: re.Match[str], before: str) -> tuple[PeriodRole, int]:
    """The part that a time plays, and how many letters before it the words begin that say so."""
    form, own = match.lastgroup or "", match.group().lower()
    if form in {"ahead", "end_of"} and own.startswith("within"):
        return "deadline", 0
    if not before or before[-1] not in " -":
        return ("term" if form == "years" else "at"), 0
    deadline = (
        _BY.search(before)
        or (_TO_THE.search(before) if own.startswith("end") else _FROM_NOW.search(before))
        or (_WITHIN.search(before) if form in _WITHIN_FORMS else None)
    )
    since = None if deadline or (form == "years" and " " in own) else _FROM.search(before)
    begins = since is not None and _BEGINS.match(since.group()) is not None
    reach = (
        _before_event(text, match.start())
        if not (deadline or form == "years") and (begins or not since)
        else 0
    )
    since = None if reach else since
    if (deadline or reach) and not (form == "whole_year" and own.startswith("last")):
        return "deadline", len(before) - deadline.start() if deadline else reach
    if since and form not in _SPANS:
        return "since", len(before) - since.start()
    if form == "years":
        return "term", 0
    return ("since" if _ONWARDS.match(text, match.end()) else "at"), 0
