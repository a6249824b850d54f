"""Text and a reference date come in; the periods it names go out, each with the part it plays for an act.

The rules are those of the codebook: a plan's years are its term, a deadline has only an end, what takes effect
has only a start, and relative words count from the date of the document or of the meeting.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, Literal

from briefs.model import Period
from briefs.parsing.period_forms import matches
from briefs.parsing.period_readers import stretch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from briefs.parsing.days import Stretch

PeriodRole = Literal["term", "deadline", "since", "at"]

_BY: Final = re.compile(
    r"\b(?:(?:no|not)\slater\sthan|(?:by|before|until|till|through|up\sto|ahead\sof|in\sadvance\sof|prior\sto)"
    r"(?:\sor\sbefore)?)(?:\sthe(?:ir)?)?\s?$",
    re.IGNORECASE,
)
_BEFORE_EVENT: Final = re.compile(
    r"\b(?:before|ahead\sof|in\sadvance\sof|prior\sto)\s(?:the\s)?(?:[A-Z0-9][\w\u2019'-]{0,24}\s(?:of\s|on\s|the\s|for\s){0,2}){1,5}(?:(?:to\sbe\s)?held\s)?(?:in|on)\s(?:the\s)?$"
)
_BARELY_BEFORE: Final = re.compile(r"\bbefore(?:\sthe)?\s?$", re.IGNORECASE)
_CAPITAL: Final = re.compile(r"\s[A-Z]")
_IN_YEAR: Final = re.compile(r"\b(?:in|during|throughout|for)\s$", re.IGNORECASE)
_WITHIN: Final = re.compile(r"\bwithin(?:\sthe)?\s$", re.IGNORECASE)
_STRICTLY_BEFORE: Final = re.compile(r"\b(?:before|ahead\sof|in\sadvance\sof|prior\sto)\b", re.IGNORECASE)
_FROM: Final = re.compile(
    r"(?:\b(?:from|since|as\s(?:of|from)|(?:start|beginn|commenc)ing(?:\s(?:in|on|from|with))?|effective(?:\s(?:on|from|as\sof))?"
    r"|with\seffect\sfrom|(?:start|begin|commence)s?\s(?:in|on|from)|effect\s(?:in|on|from))(?:\sthe)?)\s?$",
    re.IGNORECASE,
)
_ONWARDS: Final = re.compile(r"\s(?:onwards?|and\sbeyond|and\safter)\b", re.IGNORECASE)
_SPANS: Final = frozenset({"across", "across_us", "within", "within_us", "month_span"})
_AHEAD: Final = re.compile(
    r"\b(?:will|shall|to\sbe|upcoming|forthcoming|next|would|look(?:s|ed|ing)?\sforward|plan(?:s|ned)?|scheduled|due|intends?"
    r"|by|host(?:ing)?|future|ahead|expected)\b",
    re.IGNORECASE,
)
_BACK: Final = re.compile(
    r"\b(?<!be\s)(?:was|were|held|met|last|since|hosted|visited|convened|had|took\splace|following|past|signed|adopted|earlier)\b",
    re.IGNORECASE,
)
_NAMED_YEAR: Final = re.compile(
    r"(?:\b(?:Vision|Agenda|Resolution|Resolutions|UNSCR|Horizon|Expo|No\.|number|Article|Section|Directive|Regulation|Order|Act"
    r"|Invest|Goals?|Compact|Law|post|pre)[\s-]|\bResolutions?\s\d{1,5}\s?\(|\d/)$",
    re.IGNORECASE,
)
_NAME_AFTER: Final = re.compile(r"\s(?:Agenda|SDGs?|Sustainable\sDevelopment|Act\b|Vision)|s\b")
_YEAR_BEFORE: Final = re.compile(
    r"(?:\b(?:in|by|for|of|until|till|since|from|during|before|after|through|throughout|to|into|year|and|around|than|between"
    r"|beyond|effective|proclaim(?:s|ed|ing)?|declar(?:e|es|ed|ing)|designat(?:e|es|ed|ing)|starting|beginning|early|late|mid|calendar|as\sof|or|over|within|the|end)\s|[(\u2018'\u201c\[]|,\s|^|[A-Z][\w.\u2019']{0,30}\s"
    r"|mid-|late-|early-|-)$"
)
_COUNTED: Final = re.compile(
    r"\s(?:[a-z]+s|people|troops|personnel|children|men|women|police|staff|young|new|additional)\b"
)
_MIDDLE: Final = frozenset({"mid", "middle of"})
"""What is due by the middle of a year is due when half of it has gone."""
_NOT_COUNTED: Final = frozenset(
    {"is", "was", "has", "as", "its", "this", "towards", "does", "includes", "plus", "across"}
)


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period in a text: ``start`` to ``end`` are its characters, "by" and "from" included.

    ``role``: "term" of a plan, "deadline", "since" (holds from), "at" (happens then). ``weak`` marks words that
    say when something was said or done rather than when it falls due ("today", "2020" before a name).
    """

    start: int
    end: int
    period: Period
    role: PeriodRole
    weak: bool = False


def find(text: str, reference: date | None) -> list[PeriodMention]:
    """The periods that a text names, in order.

    Relative words and days without a year need the reference: without one they give none. Names that hold a
    number ("the 2030 Agenda", "Resolution 1325"), counts and decades are no periods.
    """
    found: list[PeriodMention] = []
    for match in matches(text):
        before = text[max(0, match.start() - 60) : match.start()]
        form = match.lastgroup or ""
        if form in {"year", "years"} and not _is_year(text, match, before):
            continue
        meant = stretch(match, before, reference, partial(_side, text, match))
        if meant is not None:
            found.append(_mention(text, match, before, meant))
    return found


def best(mentions: Sequence[PeriodMention]) -> PeriodMention | None:
    """The period of a clause that names several: a deadline or a start first, then a plan's term, then a moment."""
    order = ("deadline", "since", "term", "at")
    strong = [mention for mention in mentions if not mention.weak]
    return min(strong, key=lambda mention: order.index(mention.role), default=None)


def _is_year(text: str, match: re.Match[str], before: str) -> bool:
    if _NAMED_YEAR.search(before) or _NAME_AFTER.match(text, match.end()):
        return False
    if match.lastgroup == "years":
        return True
    if not _YEAR_BEFORE.search(before):
        return False
    counted = _COUNTED.match(text, match.end())
    return counted is None or counted.group().strip() in _NOT_COUNTED


def _side(text: str, match: re.Match[str]) -> bool | None:
    """Whether the words around look forward or back; the last sign before the date decides."""
    before = text[max(0, match.start() - 100) : match.start()]
    ahead = max((sign.start() for sign in _AHEAD.finditer(before)), default=-1)
    back = max((sign.start() for sign in _BACK.finditer(before)), default=-1)
    if ahead == back:
        return True if _AHEAD.search(text[match.end() : match.end() + 60]) else None
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
            and _BARELY_BEFORE.search(text, start, match.start()) is not None
        )
        first, last = None, (_day_before(meant.start) if strictly else meant.end)
        if _STRICTLY_BEFORE.search(text, start, match.start()) and form.startswith(("within", "across")):
            last = meant.start
        elif form == "piece" and match.group("pi_p").lower() in _MIDDLE:
            last = meant.start.replace(month=6, day=30)
    elif role == "since":
        last = None
    weak = form == "today" or (form in {"year", "years"} and role == "at" and _is_title(text, match))
    return PeriodMention(start, end, Period(first, last, meant.precision, text[start:end]), role, weak)


def _day_before(day: date) -> date:
    return day.fromordinal(day.toordinal() - 1)


def _is_title(text: str, match: re.Match[str]) -> bool:
    """Whether it stands before a name, "the 2020 Annual Report": a year that tells one report from the next."""
    named = match.lastgroup == "year" and bool(_CAPITAL.match(text, match.end()))
    return named and not _IN_YEAR.search(text, max(0, match.start() - 12), match.start())


def _role(text: str, match: re.Match[str], before: str) -> tuple[PeriodRole, int]:
    form, own = match.lastgroup or "", match.group().lower()
    if form == "ahead" and own.startswith("within"):
        return "deadline", 0
    if not before or before[-1] not in " -":
        return ("term" if form == "years" else "at"), 0
    deadline = _BY.search(before) or (
        _WITHIN.search(before) if form in {"ahead", "near", "whole_year", "year"} else None
    )
    deadline = deadline or _BEFORE_EVENT.search(before)
    if deadline and not (form == "whole_year" and own.startswith("last")):
        return "deadline", len(before) - deadline.start()
    since = _FROM.search(before)
    if form == "years":
        return "term", 0
    if since and form not in _SPANS:
        return "since", len(before) - since.start()
    return ("since" if _ONWARDS.match(text, match.end()) else "at"), 0
