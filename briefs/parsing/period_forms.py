"""The forms in which official English names a time, as one expression: text comes in, matches go out.

Among them: "10-11 September 2020", "30 August - 2 September", "FY2024-25", "the second half of next year", "over
the next six months". An expression of this size is slow at every letter of a text, so a small one first finds
where a form can begin: at a number, a month, or one of a few words.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from ahocorasick_rs import MATCHKIND_LEFTMOST_LONGEST, AhoCorasick

if TYPE_CHECKING:
    from collections.abc import Iterator

_FULL: Final = "January February March April May June July August September October November December"
_SHORT: Final = r"Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?"
_M: Final = (
    rf"(?-i:{'|'.join((*_FULL.split(), *_FULL.upper().split()))}|{_SHORT}|{_SHORT.upper()})(?![A-Za-z])"
)
_D: Final = r"(?:3[01]|[12]\d|0?[1-9])(?:\s?(?:st|nd|rd|th)\b)?"
_Y: Final = r"(?:19|20)\d\d(?!\d|[.,]\d)"
_TO: Final = r"\s?(?:[-\u2013\u2014\u2212]|to|until|till|through|and|&)\s?"
_DASH: Final = r"\s?[-\u2013\u2014\u2212/]\s?"
_PART: Final = r"(?:(?:early|late)(?:\sin)?|mid|(?:beginning|start|middle|end)\sof)"
_PIECE: Final = (
    r"(?:(?:first|second|third|fourth|last|latter|final|1st|2nd|3rd|4th)[\s-](?:half|quarter)(?:\s(?:of|in))?|(?:[QH][1-4]|[1-4][QH])(?:\s(?:of|in))?"
    r"|(?:first|last|final)\s(?:three|six|nine)\smonths\s(?:of|in)"
    r"|spring(?:\sof)?|summer(?:\sof)?|autumn(?:\sof)?|fall(?:\sof)?|winter(?:\sof)?)"
)
COUNT: Final = r"(?:\d{1,3}|an?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|twenty(?:-four)?|one)"
_OR_MORE: Final = rf"(?:{COUNT}(?:\s(?:to|or)\s|\s?[-\u2013]\s?))?"
"""The smaller number of "two to three years"."""
_UNIT: Final = r"(?:days?|weeks?|fortnights?|months?|years?|decades?)"
_THAT_YEAR: Final = r"later\sin\sthe\syear|(?:(?:later|earlier)\s)?this\s(?:calendar\s)?year|current\syear|(?:next|following|coming)\s(?:calendar\s)?year|last\syear"
_OF_YEAR: Final = rf"(?:the\s)?(?:{_THAT_YEAR})"
_OWN_YEAR: Final = r"(?:\s(?:of\s)?(?P<{0}>next|this|the\sfollowing)\syear\b)?"
"""The year behind a day in words: "3 May next year"."""
_WEEKDAY: Final = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_NO_DATE_BEHIND: Final = rf"(?!,?\s\(?(?:the\s)?(?:{_D}(?:{_TO}{_D})?\s?(?:of\s)?{_M}|{_M}\s?\d|[^,.;()\d]{{0,3}}[^,.;()]{{3,40}}\s1[34]\d\d\b))"
"""A weekday in front of its date says nothing of its own: "Friday, May 20", "Thursday, 6 Ramadan 1443"."""

FORMS: Final = {
    "iso": r"(?<![\d-])(?P<iso_y>(?:19|20)\d\d)(?P<iso_s>[-/])(?P<iso_m>0[1-9]|1[0-2])(?P=iso_s)(?P<iso_d>[0-3]\d)(?![\d-])",
    "slash": r"(?<![\d/.])(?P<sl_a>\d{1,2})(?P<sl_s>[./-])(?P<sl_b>\d{1,2})(?P=sl_s)(?P<sl_y>(?:19|20)\d\d)(?![\d/])",
    "across": (
        rf"(?<![\d.,])(?P<ac_d1>{_D})\s?(?:of\s)?(?P<ac_m1>{_M})(?:,?\s(?P<ac_y1>{_Y}))?{_TO}(?P<ac_d2>{_D})\s?(?:of\s)?"
        rf"(?P<ac_m2>{_M})(?:(?:,?\s?|\s(?:in|of)\s)(?P<ac_y2>{_Y}))?"
    ),
    "across_us": (
        rf"(?P<au_m1>{_M})\s?(?P<au_d1>{_D})(?:,\s(?P<au_y1>{_Y}))?{_TO}(?P<au_m2>{_M})\s?(?P<au_d2>{_D})(?!\d)"
        rf"(?:(?:,?\s|\s(?:in|of)\s)(?P<au_y2>{_Y}))?"
    ),
    "within": (
        rf"(?<![\w.,-])(?<!\d:)(?P<wi_d1>{_D})(?:{_TO}|,\s|/)(?P<wi_d2>{_D})\s?(?:of\s)?(?P<wi_m>{_M})(?:(?:,?\s?|\s(?:in|of)\s)(?P<wi_y>{_Y}))?"
    ),
    "within_us": rf"(?P<wu_m>{_M})\s?(?P<wu_d1>{_D}){_TO}(?P<wu_d2>{_D})(?![\d%])(?:(?:,?\s|\s(?:in|of)\s)(?P<wu_y>{_Y}))?",
    "day": rf"(?<![\d.,$])(?<!\d:)(?P<da_d>{_D})\s?(?:day\s)?(?:of\s)?(?P<da_m>{_M})(?:,?\s?(?P<da_y>{_Y}))?{_OWN_YEAR.format('da_r')}",
    "day_us": (
        rf"(?P<du_m>{_M})\s?(?P<du_d>{_D})(?![\d%]|,\d(?!\d{{3}}\b)|\.\d|\s(?:million|billion|percent))(?:(?:,?\s|,)(?P<du_y>{_Y}))?"
        rf"{_OWN_YEAR.format('du_r')}"
    ),
    "month_span": rf"(?P<ms_m1>{_M})(?:\s(?P<ms_y1>{_Y}))?{_TO}(?P<ms_m2>{_M})(?:,?\s(?:of\s)?(?P<ms_y2>{_Y}))?",
    "month": rf"(?P<mo_p>{_PART}[\s-])?(?P<mo_m>{_M})(?:,?\s(?:of\s)?(?P<mo_y>{_Y}|{_THAT_YEAR}))",
    "fiscal": (
        rf"(?P<fi_c>20\d\d){_DASH}(?P<fi_d>20\d\d|\d\d)\s(?:fiscal|financial|budget)\syear\b"
        r"|(?P<fi_o>(?:J?FY\s?|(?:fiscal|financial)\s(?:years?\s)?)|(?:school|academic)\syears?\s)(?P<fi_a>(?:19|20)\d\d|\d\d(?!\d))"
        rf"(?:{_DASH}(?P<fi_b>(?:19|20)\d\d|\d\d(?!\d)))?"
        r"|(?P<fi_w>this|current|next|coming)\s(?:fiscal|financial)\syear\b"
    ),
    "years": (
        r"(?<![\d$\u20ac\u00a3/.,-])(?P<ye_a>(?:19|20)\d\d)(?:"
        rf"{_DASH}|\s(?:to|until|through)\s|(?:,\s20\d\d){{0,4}},?\sand\s(?=20))(?P<ye_b>(?:19|20)\d\d|\d\d)(?![\d%/]|[.,]\d|-\d)"
    ),
    "decade": rf"(?:(?P<de_p>{_PIECE}|{_PART})[\s-])?(?:the\s)?(?:(?P<de_y>(?:19|20)\d0)s\b|(?P<de_w>this|the|the\scurrent)\sdecade\b)",
    "piece": rf"(?P<pi_p>{_PIECE}|{_PART})[\s-](?P<pi_y>{_Y}|{_OF_YEAR}|the\s(?:calendar\s)?year)(?!s)",
    "end_of": (
        r"(?:year(?:[\u2019']s)?[\s-]end|end[\s-]of[\s-]year|(?:end|close)\s(?:of\s)?(?:the\s|this\s)?(?P<en_w>next|coming|following|this|the)?\s?(?P<en_u>year|month|week|quarter))\b"
        rf"|end[\s-](?P<en_y>{_Y})"
        r"|year\s(?:ends|is\s(?:out|over))\b"
        r"|within\s(?:the|this)\s(?:current\s|calendar\s)?(?P<en_v>year|month|week|quarter)\b|mid[\s-](?P<en_m>year)\b"
    ),
    "rest": (
        rf"(?:(?P<re_w>rest|remainder)|course)\sof\s(?:the\s(?:calendar\s|current\s)?(?P<re_t>year)\b|(?P<re_y>{_Y}|this\syear\b|next\syear\b))"
    ),
    "bare_piece": (
        r"(?P<bp_p>(?:first|second|third|fourth|last)[\s-](?:half|quarter)|[QH][1-4])\b(?!\s(?:of|in)\b|[\s-]\d|-)"
    ),
    "season": r"(?:(?:later\s)?(?P<se_w>this|next|coming)\s(?:coming\s)?)?(?P<se_s>spring|summer|autumn|fall|winter)\b(?!\s(?:of\b|\d))",
    "ahead": (
        rf"(?:next|coming|following|upcoming)\s{_OR_MORE}(?P<ah_n>{COUNT})(?:\s(?P<ah_u>{_UNIT})\b|-(?P<ah_u5>{_UNIT})\s(?:period|cycle|phase)\b)"
        rf"|(?P<ah_u2>{_UNIT})[\u2019']?\s(?P<ah_w>time|from\s(?:now|today|the\sdate\sof\sth(?:is|e)))\b"
        rf"|within\s(?:the\snext\s)?{_OR_MORE}(?P<ah_n3>{COUNT})\s(?P<ah_u3>{_UNIT})\b"
        rf"|over\s{_OR_MORE}(?P<ah_n5>{COUNT})[\s-](?P<ah_u6>months?|years?)\b"
        r"|(?:next|coming)\s(?P<ah_d>decade)\b"
        rf"|(?:effort|period|process)\sof\s(?P<ah_n4>{COUNT})\s(?P<ah_u4>{_UNIT})\b"
    ),
    "week_of": (
        rf"(?:(?P<wk_n>first|second|third|fourth|last|final)\sweek\s(?:of|in)|(?-i:week)\s(?:of|beginning(?:\son)?|starting(?:\son)?|commencing))\s(?:(?P<wk_d>{_D})\s(?:of\s)?)?(?P<wk_m>{_M})"
        rf"(?:\s(?P<wk_d2>{_D})(?!\d))?(?:,?\s(?:of\s)?(?P<wk_y>{_Y}))?"
    ),
    "whole_year": rf"(?:{_THAT_YEAR})\b",
    "near": r"(?P<ne_w>(?:later|earlier)\sthis|this|next|coming|following|last)\s(?P<ne_u>month|week|quarter|weekend)\b",
    "weekday": rf"(?:(?P<wd_w>next|coming)\s)?(?P<wd_d>{_WEEKDAY})\b{_NO_DATE_BEHIND}",
    "today": r"(?:today|tonight|tomorrow|yesterday|(?:earlier|later)\stoday)\b",
    "month_only": rf"(?P<on_p>{_PART}[\s-])?(?P<on_m>{_M})(?!,?\s(?:of\s)?(?:{_Y}|{_THAT_YEAR})|\s?\d)",
    "year": (
        r"(?<![\d$\u20ac\u00a3\u00a5/.,#-])(?P<yr>(?:19|20)\d\d)"
        r"(?![\d%\u00b0/]|[.,]\d|-\d|\s(?:million|billion|percent|km|\u00b0))"
    ),
}
_AT_NUMBERS: Final[tuple[str, ...]] = (
    "iso",
    "slash",
    "across",
    "within",
    "day",
    "fiscal",
    "years",
    "decade",
    "piece",
    "year",
)
_AT_MONTHS: Final[tuple[str, ...]] = ("across_us", "within_us", "day_us", "month_span", "month", "month_only")
_AT_WORDS: Final[tuple[str, ...]] = (
    "month",
    "fiscal",
    "decade",
    "piece",
    "bare_piece",
    "rest",
    "end_of",
    "ahead",
    "season",
    "whole_year",
    "week_of",
    "near",
    "weekday",
    "today",
    "month_only",
)
_KEPT: Final = 256
_LONGEST_KEPT: Final = 2_000
"""Characters of a text whose times are remembered, and how many such texts."""
_MOST: Final = 400
"""Places of one text at which a form is tried; no sentence names so many times."""


@cache
def _either(names: tuple[str, ...]) -> re.Pattern[str]:
    """The forms as one expression. It is dear to compile, and many a text names no time: made when first asked for."""
    return re.compile("|".join(f"(?P<{name}>{FORMS[name]})" for name in names), re.IGNORECASE)


_NUMBER: Final = re.compile(r"\d(?<!\d\d)(?:\d?(?!\d)|(?:(?<=1)9|(?<=2)0)\d\d)")
"""A number of one or two digits, or a year; it opens with its digit, so that the search skips from digit to digit."""
_MONTH_NAMES: Final = tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())
_BEGINNINGS: Final = (
    "early ", "early-", "mid ", "mid-", "late ", "late-", "later ", "earlier ", "beginning of", "start of", "middle of", "end of", "end-", "close of",
    "end 2", "first half", "first-half", "first quarter", "first-quarter", "second half", "second-half", "second quarter", "second-quarter", "third quarter",
    "third-quarter", "fourth quarter", "fourth-quarter", "latter half", "final quarter", "first three months", "first six months", "first nine months",
    "last three months", "last six months", "final three months", "final six months", "first week", "second week", "third week", "fourth week", "final week",
    "week of", "week beginning", "week starting", "week commencing", "last half", "last quarter", "last-quarter", "spring", "summer", "autumn", "fall ", "winter",
    "fall-", "next ", "coming ", "following ", "upcoming ", "this year", "this calendar", "this month", "this week",
    "this quarter", "current year", "within ", "today", "tonight", "tomorrow", "yesterday", "fiscal year", "financial year", "school year", "academic year",
    "last year", "last month", "last week", "year-end", "year is o", "year end", "year's end", "year\u2019s end", "rest of", "remainder of", "course of", "effort of ", "period of ", "process of ", "fiscal 2", "this fiscal", "this financial", "current fiscal", "current financial", "mid-year", "JFY", "this decade",
    *(f"{which} {season}" for which in ("this", "next") for season in ("spring", "summer", "autumn", "fall", "winter", "coming")),
    *(f"over {count} " for count in "two three four five six seven eight ten 2 3 4 5 6 7 8 10 12 18 24".split()),
    *(f"{day}day" for day in ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")),
    *(f"{unit}{many}{mark} {what}" for unit in ("day", "week", "month", "year") for many in ("", "s") for mark in ("", "'", "\u2019") for what in ("time", "from now", "from today", "from the date")),
)  # fmt: skip
_NAMES: Final = (
    *_MONTH_NAMES, *(name.upper() for name in _MONTH_NAMES), "FY", *(f"{letter}{number}" for letter in "QHqh" for number in "1234"),
    *_BEGINNINGS, *(words[0].upper() + words[1:] for words in _BEGINNINGS),
)  # fmt: skip
_OPENINGS: Final = AhoCorasick(_NAMES, matchkind=MATCHKIND_LEFTMOST_LONGEST)
_HALVES: Final = re.compile("[\ud800-\udfff]")
_MONTHS_UNTIL: Final = 2 * len(_MONTH_NAMES)


def matches(text: str) -> tuple[re.Match[str], ...]:
    """Every form in a text, left to right, none inside another; ``lastgroup`` names the form.

    Of a text that is no sentence, with hundreds of times in it, only the first are read.
    """
    return _remembered(text) if len(text) <= _LONGEST_KEPT else tuple(_found(text))


def _found(text: str) -> Iterator[re.Match[str]]:
    end = 0
    for at, names in _starts(text):
        if at < end:
            continue
        match = _either(names).match(text, at)
        if match is not None:
            end = match.end()
            yield match


@lru_cache(maxsize=_KEPT)
def _remembered(text: str) -> tuple[re.Match[str], ...]:
    """The same for a sentence: its events and its acts ask for its times one after the other."""
    return tuple(_found(text))


def _starts(text: str) -> list[tuple[int, tuple[str, ...]]]:
    """Where a form can begin, in order, and the forms that can begin there."""
    found = [(number.start(), _AT_NUMBERS) for number in islice(_NUMBER.finditer(text), _MOST)]
    try:
        opened = _OPENINGS.find_matches_as_indexes(text)
    except UnicodeEncodeError:  # half a surrogate pair, from a broken file
        opened = _OPENINGS.find_matches_as_indexes(_HALVES.sub("?", text))
    words = [
        (at, _AT_MONTHS if which < _MONTHS_UNTIL else _AT_WORDS)
        for which, at, _ in opened[:_MOST]
        if not at or not text[at - 1].isalpha()
    ]
    if not words:
        return found
    return sorted((*found, *words), key=itemgetter(0)) if found else words
