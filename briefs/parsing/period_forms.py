"""The forms in which official English names a time, as one expression: text comes in, matches go out.

Among them: "10-11 September 2020", "30 August - 2 September", "FY2024-25", "the second half of next year", "over
the next six months". An expression of this size is slow at every letter of a text, so a small one first finds
where a form can begin: at a number, a month, or one of a few words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_FULL: Final = "January February March April May June July August September October November December"
_SHORT: Final = r"Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?"
_M: Final = rf"(?-i:{'|'.join((*_FULL.split(), *_FULL.upper().split()))}|{_SHORT})(?![a-z])"
_D: Final = r"(?:3[01]|[12]\d|0?[1-9])(?:\s?(?:st|nd|rd|th)\b)?"
_Y: Final = r"(?:19|20)\d\d(?!\d|[.,]\d)"
_TO: Final = r"\s?(?:[-\u2013\u2014\u2212]|to|until|till|through|and|&)\s?"
_DASH: Final = r"\s?[-\u2013\u2014\u2212/]\s?"
_PART: Final = r"(?:early|mid|late|(?:beginning|start|middle|end)\sof)"
_PIECE: Final = (
    r"(?:(?:first|second|third|fourth|last|1st|2nd|3rd|4th)[\s-](?:half|quarter)(?:\s(?:of|in))?|[QH][1-4](?:\s(?:of|in))?"
    r"|spring(?:\sof)?|summer(?:\sof)?|autumn(?:\sof)?|fall(?:\sof)?|winter(?:\sof)?)"
)
COUNT: Final = r"(?:\d{1,3}|an?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|twenty(?:-four)?|one)"
_UNIT: Final = r"(?:days?|weeks?|months?|years?)"
_THAT_YEAR: Final = r"(?:(?:later|earlier)\s)?this\s(?:calendar\s)?year|current\syear|(?:next|following|coming)\s(?:calendar\s)?year|last\syear"
_OF_YEAR: Final = rf"(?:the\s)?(?:{_THAT_YEAR})"
_WEEKDAY: Final = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"

FORMS: Final = {
    "iso": r"(?<![\d-])(?P<iso_y>(?:19|20)\d\d)-(?P<iso_m>0[1-9]|1[0-2])-(?P<iso_d>[0-3]\d)(?![\d-])",
    "slash": r"(?<![\d/.])(?P<sl_a>\d{1,2})(?P<sl_s>[./])(?P<sl_b>\d{1,2})(?P=sl_s)(?P<sl_y>(?:19|20)\d\d)(?![\d/])",
    "across": (
        rf"(?<![\d.,])(?P<ac_d1>{_D})\s?(?:of\s)?(?P<ac_m1>{_M})(?:,?\s(?P<ac_y1>{_Y}))?{_TO}(?P<ac_d2>{_D})\s?(?:of\s)?"
        rf"(?P<ac_m2>{_M})(?:,?\s?(?P<ac_y2>{_Y}))?"
    ),
    "across_us": (
        rf"(?P<au_m1>{_M})\s?(?P<au_d1>{_D})(?:,\s(?P<au_y1>{_Y}))?{_TO}(?P<au_m2>{_M})\s?(?P<au_d2>{_D})(?!\d)"
        rf"(?:,?\s(?P<au_y2>{_Y}))?"
    ),
    "within": (
        rf"(?<![\d.,])(?P<wi_d1>{_D})(?:{_TO}|,\s)(?P<wi_d2>{_D})\s?(?:of\s)?(?P<wi_m>{_M})(?:,?\s?(?P<wi_y>{_Y}))?"
    ),
    "within_us": rf"(?P<wu_m>{_M})\s?(?P<wu_d1>{_D}){_TO}(?P<wu_d2>{_D})(?![\d%])(?:,?\s(?P<wu_y>{_Y}))?",
    "day": rf"(?<![\d.,$])(?P<da_d>{_D})\s?(?:day\s)?(?:of\s)?(?P<da_m>{_M})(?:,?\s?(?P<da_y>{_Y}))?",
    "day_us": (
        rf"(?P<du_m>{_M})\s?(?P<du_d>{_D})(?![\d%]|,\d|\.\d|\s(?:million|billion|percent))(?:,?\s(?P<du_y>{_Y}))?"
    ),
    "month_span": rf"(?P<ms_m1>{_M})(?:\s(?P<ms_y1>{_Y}))?{_TO}(?P<ms_m2>{_M})(?:,?\s(?:of\s)?(?P<ms_y2>{_Y}))?",
    "month": rf"(?P<mo_p>{_PART}[\s-])?(?P<mo_m>{_M})(?:,?\s(?:of\s)?(?P<mo_y>{_Y}|{_THAT_YEAR}))",
    "fiscal": (
        r"(?:FY\s?|(?:fiscal|financial|school|academic)\syears?\s)(?P<fi_a>(?:19|20)\d\d|\d\d(?!\d))"
        rf"(?:{_DASH}(?P<fi_b>(?:19|20)\d\d|\d\d(?!\d)))?"
    ),
    "years": (
        r"(?<![\d$\u20ac\u00a3/.,-])(?P<ye_a>(?:19|20)\d\d)(?:"
        rf"{_DASH}|\s(?:to|until|through)\s|\sand\s(?=20))(?P<ye_b>(?:19|20)\d\d|\d\d)(?![\d%/]|[.,]\d|-\d)"
    ),
    "piece": rf"(?P<pi_p>{_PIECE}|{_PART})[\s-](?P<pi_y>{_Y}|{_OF_YEAR}|the\s(?:calendar\s)?year)(?!s)",
    "end_of": (
        r"(?:year[\s-]end|end[\s-]of[\s-]year|(?:end|close)\s(?:of\s)?(?:the|this)\s(?P<en_u>year|month|week|quarter))\b"
        rf"|end[\s-](?P<en_y>{_Y})"
    ),
    "ahead": (
        rf"(?:next|coming|following|upcoming)\s(?P<ah_n>{COUNT})\s(?P<ah_u>{_UNIT})\b"
        rf"|(?P<ah_u2>{_UNIT})[\u2019']?\s(?P<ah_w>time|from\s(?:now|today|the\sdate\sof\sth(?:is|e)))\b"
        rf"|within\s(?:the\snext\s)?(?P<ah_n3>{COUNT})\s(?P<ah_u3>{_UNIT})\b"
    ),
    "whole_year": rf"(?:{_THAT_YEAR})\b",
    "near": r"(?P<ne_w>(?:later|earlier)\sthis|this|next|coming|following|last)\s(?P<ne_u>month|week|quarter|weekend)\b",
    "weekday": rf"(?P<wd_d>{_WEEKDAY})\b",
    "today": r"(?:today|tonight|tomorrow|yesterday|(?:earlier|later)\stoday)\b",
    "month_only": rf"(?P<on_p>{_PART}[\s-])?(?P<on_m>{_M})(?!,?\s(?:of\s)?(?:{_Y}|{_THAT_YEAR})|\s?\d)",
    "year": (
        r"(?<![\d$\u20ac\u00a3\u00a5/.,#-])(?P<yr>(?:19|20)\d\d)"
        r"(?![\d%\u00b0/]|[.,]\d|-\d|\s(?:million|billion|percent|km|\u00b0))"
    ),
}
_PATTERN: Final = re.compile("|".join(f"(?P<{name}>{form})" for name, form in FORMS.items()), re.IGNORECASE)
_BEGINNING: Final = re.compile(
    r"(?<![A-Za-z])(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|FY)"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[QH][1-4]\b|[Yy]ear[ -]end"
    r"|(?:[Ee]arl(?:y|ier)|[Mm]id(?:dle)?|[Ll]ate(?:r)?|[Bb]eginning|[Ss]tart|[Ee]nd|[Cc]lose|[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast|[Ss]pring"
    r"|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter|[Nn]ext|[Cc]oming|[Ff]ollowing|[Uu]pcoming|[Tt]his|[Cc]urrent|[Ww]ithin|[Tt]o(?:day|night|morrow)"
    r"|[Yy]esterday|[Ff]iscal|[Ff]inancial|[Ss]chool|[Aa]cademic|(?:days?|weeks?|months?|years?)[\u2019']?(?= time| from))(?=[ -]|[.,;:)\u2019\u201d!?]|$))"
    r"|(?<!\d)(?=\d)(?:\d{1,2}(?!\d)|(?:19|20)\d\d)"
)


def matches(text: str) -> Iterator[re.Match[str]]:
    """Every form in a text, left to right, none inside another; ``lastgroup`` names the form."""
    end = 0
    for beginning in _BEGINNING.finditer(text):
        if beginning.start() < end:
            continue
        match = _PATTERN.match(text, beginning.start())
        if match is not None:
            end = match.end()
            yield match
