"""A match of a year and the text around it come in; whether it is a time at all, or part of a name or a count, goes out."""

from __future__ import annotations

import re
from typing import Final

from briefs.parsing.word_sets import words

GATHERING: Final = re.compile(
    r"[Ss]ummit|[Cc]onference|[Mm]eeting|[Ss]ession|[Dd]ialogue|[Ff]orum|[Cc]onsultations|[Vv]isit|[Ee]lections?|[Aa]nniversary|[Tt]alks|[Cc]ouncil"
    r"|[Aa]ssembly|[Gg]ames|[Rr]ound\b|[Ee]xercise|[Ee]xpo|[Cc]ongress|[Cc]up\b|[Ff]estival|[Dd]ebate|[Yy]ear|COP\s?\d|\b[A-Z]{4,8}\s?\d{0,2}\b|\b(?:begin|start|open|expire|end)s$"
)
_TIMELY: Final = re.compile(
    r"(?:\b(?:in|during|throughout|for|over|by|until|through|since|from|starting|beginning|year|early|late|mid|calendar|around|effective|mak(?:e|ing)|mark(?:ing)?|nam(?:e|ed|ing)|proclaim(?:s|ed|ing)?|declar(?:e|es|ed|ing)|designat(?:e|es|ed|ing))[\s-]|^)$",
    re.IGNORECASE,
)
NOUN_BEHIND: Final = re.compile(
    r"\s(?!(?:and|or|to|in|at|on|with|by|for|as|will|is|was|the|when|where|which|while|that|through|until|from|under|during|including|between|of|but|shall|would"
    r"|has|have|are|were|can|may|should|must|also|onwards?|after|before|so|both|we|they|it|he|she|a|an|its|their|our|if|via|towards?|among|along|if)\b)[a-z]{3,20}(?:\s[a-z]{2,20}){0,2}"
)
_NAME_BEFORE: Final = re.compile(
    r"(?<![.!?]\s)(?<!^)\b(?!(?:In|By|For|During|Since|Until|From|And)\b)[A-Z][\w.\u2019']{1,20}\s$"
)
_CAPITAL: Final = re.compile(r"\s[A-Z]")
_IN_YEAR: Final = re.compile(r"\b(?:in|during|throughout|for)\s$", re.IGNORECASE)
_NAMED_YEAR: Final = re.compile(
    r"(?:\b(?:Vision|Agenda|MPAC|Masterplan|Blueprints?|Strategy|Framework|Outlook|Resolution|Resolutions|UNSCR|Horizon|Expo|No\.|number|Article|Section|Directive|Regulation|Order|Act"
    r"|Invest|Goals?|Compact|Law|post|pre)[\s-]|\bResolutions?\s\d{1,5}\s?\(|\d/)$",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(
    r"(?:\b(?:Resolutions?|UNSCR|No\.|number|Article|Section|Directive|Regulation|Order|Act|Law)[\s-]|\bResolutions?\s\d{1,5}\s?\(|\d/)$",
    re.IGNORECASE,
)
"""Behind these two years are a number; behind the name of a plan they are its term: "the Reef Strategy 2031-2035"."""
_NAME_AFTER: Final = re.compile(r"\s(?:Agenda|SDGs?|Sustainable\sDevelopment|Act\b|Vision)|s\b")
_YEAR_BEFORE: Final = re.compile(
    r"(?:\b(?:in|by|for|of|until|till|since|from|during|before|after|through|throughout|to|into|year|and|around|than|between"
    r"|beyond|effective|proclaim(?:s|ed|ing)?|declar(?:e|es|ed|ing)|designat(?:e|es|ed|ing)|starting|beginning|early|late|mid|calendar|as\sof|or|over|within|the|end|least|latest|mak(?:e|es|ing)|mark(?:s|ed|ing)?|nam(?:e|es|ed|ing))\s|[(\u2018'\u201c\[]|,\s|^|[A-Z][\w.\u2019']{0,30}\s"
    r"|mid-|late-|early-|-)$"
)
_COUNTED: Final = re.compile(
    r"\s(?:[a-z]+s|people|troops|personnel|children|men|women|police|staff|young|new|additional)\b"
)
_IN_YEARS: Final = frozenset({"year", "years", "fiscal"})
_OTHER_CALENDAR: Final = re.compile(r"\s?\(?(?:A\.?\s?H\b|B\.?\s?[SE]\b|E\.C\.|H\b|Hijri)")
"""Behind a year these say that it is not of the common calendar: "2079 BS", "2014 E.C."."""
_NOT_COUNTED: Final = words("is was has as its this towards does includes plus across onwards afterwards")


def is_year(text: str, match: re.Match[str], before: str) -> bool:
    """Whether a number is a year of the common calendar: no part of "Agenda 2030", no count, no "2079 BS"."""
    if match.lastgroup in _IN_YEARS and _OTHER_CALENDAR.match(text, match.end()):
        return False
    if match.lastgroup == "fiscal" or match.lastgroup not in _IN_YEARS:
        return True
    if match.lastgroup == "years":
        return not _NUMBERED.search(before)
    if _NAMED_YEAR.search(before) or _NAME_AFTER.match(text, match.end()):
        return False
    if not _YEAR_BEFORE.search(before):
        return False
    counted = _COUNTED.match(text, match.end())
    return counted is None or counted.group().strip() in _NOT_COUNTED


def is_title(text: str, match: re.Match[str]) -> bool:
    """Whether it only tells one thing from the next: "the 2020 Annual Report", "the 2030 targets", "Masterplan 2025"."""
    if match.lastgroup != "year":
        return False
    before = text[max(0, match.start() - 24) : match.start()]
    if _CAPITAL.match(text, match.end()) and not _IN_YEAR.search(before):
        return True
    behind = NOUN_BEHIND.match(text, match.end())
    if behind is not None and not _TIMELY.search(before):
        return GATHERING.search(behind.group()) is None
    named = _NAME_BEFORE.search(before)
    return named is not None and GATHERING.search(named.group()) is None
