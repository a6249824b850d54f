"""Nothing goes in; the forms in which people write hours, days of the month, quiet hours and the like come out."""

from __future__ import annotations

import re

QUOTED = re.compile(r"[\"“”«»„][^\"“”«»„]*[\"“”«»„]")
CHANNEL = re.compile(r"(?<!\S)(@[a-z][a-z0-9_]{3,31}|-100[0-9]{6,13})(?!\S)", re.IGNORECASE)
CLOCK = (
    r"(?P<hour>[01]?[0-9]|2[0-4])(?:[:.h](?P<minute>[0-5][0-9]))?(?P<h>h)?\s?(?P<half>[ap]\.?m\b\.?)?"
    r"(?![0-9:]|st\b|nd\b|rd\b|th\b)"
)
AT = re.compile(rf"(?<!\S)(?:(?P<at>at|à|around|ម៉ោង)\s*)?{CLOCK}(?![^\s,])", re.IGNORECASE)
FOUR_DIGITS = re.compile(
    r"(?<!\S)(?:at\s+)?(?P<hour>0[0-9]|1[0-9]|2[0-3])(?P<minute>[0-5][0-9])(?:\s?(?:h|hrs|hours))(?!\S)|(?<!\S)(?:at\s+)?(?P<hour0>0[0-9])(?P<minute0>[0-5][0-9])(?!\S)",
    re.IGNORECASE,
)
NO_HOUR = re.compile(r"(?<!\S)(?:at\s+|à\s+)?[0-9]{1,2}:[0-9]{2}(?:\s?[ap]\.?m\b\.?)?(?!\S)", re.IGNORECASE)
"""What has the form of an hour: where it was not read as one there is none."""
QUIET = re.compile(
    r"(?<!\S)quiet(?: hours?)?(?: from| between)? (?P<from>[0-9]{1,2})(?:[:.h](?P<from_minute>[0-5][0-9]))?\s?(?P<from_half>[ap]m)?"
    r"\s?(?:-|–|to|until|till|and)\s?(?P<until>[0-9]{1,2})(?:[:.h](?P<until_minute>[0-5][0-9]))?\s?(?P<until_half>[ap]m)?(?!\S)",
    re.IGNORECASE,
)
LEADS = re.compile(
    r"(?<!\S)(?:with )?(?:remind(?:ers?)?(?: me)?|leads?)(?: at)? (?P<days>[0-9]{1,3}(?:(?:\s*,\s*|\s+and\s+|\s+)[0-9]{1,3}(?![:.h0-9]|\s?[ap]m\b))*)(?: days?)?(?: before)?(?!\S)",
    re.IGNORECASE,
)
NO_LEADS = re.compile(r"(?<!\S)(?:no|without) reminders?(?!\S)", re.IGNORECASE)
HORIZON = re.compile(
    r"(?<!\S)(?:(?:the )?next (?P<days>[0-9]{1,3}) days|(?P<ahead>[0-9]{1,3}) days ahead|horizon (?P<far>[0-9]{1,3})(?: days)?)(?!\S)",
    re.IGNORECASE,
)
MONTH_DAY = (
    re.compile(
        r"(?<!\S)(?:on )?(?:the )?(?P<day>[0-9]{1,2}|last)(?:st|nd|rd|th|er)?(?: day)? (?:of )?(?:the|each|every|a) month(?!\S)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<!\S)(?:chaque |tous les )?(?:le )?(?P<day>[0-9]{1,2})(?:er)? (?:du|de chaque) mois(?!\S)",
        re.IGNORECASE,
    ),
    re.compile(r"(?<!\S)every (?P<day>[0-9]{1,2})(?:st|nd|rd|th)(?=\s*$|,|\s+(?:at\b|[0-9]))", re.IGNORECASE),
    re.compile(
        r"(?<=\bmonthly)(?: on)?(?: the)?(?: (?:day )?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?![:.h0-9]|\s?[ap]\.?m\b)| (?P<last>last)(?: day)?)(?!\S)",
        re.IGNORECASE,
    ),
)
ZONE_WORD = re.compile(r"(?<!\S)(?:in (?:the )?)?(?:time ?zone|zone|tz) ", re.IGNORECASE)
TIME = re.compile(r"(?<=\S)\s(?:local )?time(?![^\s,])(?! ?zone)", re.IGNORECASE)
IN_ZONE = re.compile(r"(?<!\S)in (?P<named>[^\W\d_]\S*(?: [^\W\d_]\S*)?)$", re.IGNORECASE)
BEFORE_ZONE = frozenset({"in", "at", "by", "on"})
OFFSET = re.compile(r"(?<!\S)(?:utc|gmt) ?[+-] ?[0-9]{1,2}(?::?00)?(?!\S)", re.IGNORECASE)
LANGUAGE = re.compile(
    r"(?<!\S)(?:(?:dates? )?(?:in|en) |dates? |language )(?P<name>[^\W\d]+)(?: dates)?(?!\S)", re.IGNORECASE
)
NOTHING_NEW = re.compile(
    r"(?<!\S)(?:even (?:if|when) (?:there is )?nothing(?: is)?(?: new)?|also when nothing is new)(?!\S)",
    re.IGNORECASE,
)
RANGE = re.compile(
    r"(?<!\S)(?P<from>[^\W\d]{3,9})\s?(?:-|–|to|until|through)\s?(?P<until>[^\W\d]{3,9})(?!\S)", re.IGNORECASE
)
NTH_WEEKDAY = re.compile(
    r"(?<!\S)(?:on )?(?:every |the )?(?:first|second|third|fourth|last|other|[1-4](?:st|nd|rd|th)) "
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?(?: (?:of|in) (?:the|each|every|a) month)?(?!\S)",
    re.IGNORECASE,
)
"""Days by their place in the month or in turn: what people ask for and cannot be had."""
