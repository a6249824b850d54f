"""What somebody wrote after /subscribe goes in; rhythm, days, hour, zone and the like come out, and the words left over.

>>> said = spoken("weekly monday 8:00 australia vaccines")
>>> (said.cadence, said.days, said.minute, said.rest)
('weekly', (0,), 480, 'australia vaccines')
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from bot.following import spoken_forms as forms
from bot.following import spoken_zone
from bot.following.spoken_names import DAY_GROUPS, DAYS, DIGITS, EDGES, HOURS, NOT_OFFERED, RHYTHMS
from bot.preferences import LANGUAGES, SPOKEN

DAY = 24 * 60
LAST_DAY = 31
NOON = 12
MOST_LEADS = 6
LONGEST_LEAD = 400
LONGEST_HORIZON = 730


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the words say; None and empty is what they do not say.

    ``minute`` is of the local day; ``days`` are weekdays from Monday 0, or the day of the month; ``quiet`` local
    minutes from and until; ``rest`` the words that must be what is followed; ``problem`` a sentence about words
    that ask for what there is not, and ``about`` what has to be chosen instead.
    """

    cadence: str | None = None
    days: tuple[int, ...] = ()
    minute: int | None = None
    zone: str | None = None
    language: str | None = None
    leads: tuple[int, ...] | None = None
    quiet: tuple[int, int] | None = None
    horizon: int | None = None
    says_nothing_new: bool = False
    channel: str = ""
    rest: str = ""
    problem: str = ""
    about: str = "rhythm"


def spoken(words: str) -> Spoken:
    """Everything in the words that is not what is followed, in any order and case."""
    quotes: list[str] = []

    def put_aside(match: re.Match[str]) -> str:
        quotes.append(match[0])
        return f"\ufffc{len(quotes) - 1}\ufffc"

    text = forms.QUOTED.sub(put_aside, " ".join(words.split())).translate(DIGITS)
    said, text = _not_offered(Spoken(), text)
    for take in (
        _channel,
        _quiet,
        _leads,
        _horizon,
        _nothing_new,
        _zone,
        _month_day,
        _clock,
        _days,
        _rhythm,
        _bare_hour,
        _language,
    ):
        said, text = take(said, text)
    rest = " ".join(_trimmed(text.replace("\u0001", " ").split()))
    for number, quote in enumerate(quotes):
        rest = rest.replace(f"\ufffc{number}\ufffc", quote)
    return replace(_settled(said), rest=rest)


def channel_in(words: str) -> str:
    """The channel or group that the words name: "@ministry_news", "-1001234567890"; "" where they name none."""
    match = forms.CHANNEL.search(words)
    return match[1] if match else ""


def clock(words: str) -> int | None:
    """The minute of the day that the words name by themselves: "8", "7:45", "8 pm", "noon"; None where none."""
    text = words.strip().casefold().translate(DIGITS)
    if text in HOURS:
        return HOURS[text]
    match = forms.AT.fullmatch(text) or forms.FOUR_DIGITS.fullmatch(text)
    return _minute(match) if match else None


def _settled(said: Spoken) -> Spoken:
    """The rhythm that the days imply where none was named, and the days that fit the rhythm."""
    if said.cadence == "monthly":
        return said if said.days and max(said.days) <= LAST_DAY else replace(said, days=())
    if said.cadence == "daily" and len(said.days) == 1:
        problem = "Every day, or on one day of the week? You named both."
        return replace(said, cadence=None, days=(), problem=said.problem or problem)
    if said.cadence == "daily" and said.days:
        return replace(said, cadence="days")
    if said.days:
        return replace(said, cadence="weekly" if len(said.days) == 1 else "days")
    return said


def _not_offered(said: Spoken, text: str) -> tuple[Spoken, str]:
    match = _of_words(NOT_OFFERED).search(text) or forms.NTH_WEEKDAY.search(text)
    if match is None:
        return said, text
    problem = f'"{match[0].strip()}" cannot be had: daily, weekly, on chosen weekdays or monthly it can be.'
    return replace(said, problem=problem), _gone(text, match)


def _gone(text: str, match: re.Match[str]) -> str:
    """The text without the match; a mark stays where it stood, since a bare hour may follow it."""
    return f"{text[: match.start()]} \u0001 {text[match.end() :]}"


def _channel(said: Spoken, text: str) -> tuple[Spoken, str]:
    match = forms.CHANNEL.search(text)
    return (replace(said, channel=match[1]), _gone(text, match)) if match else (said, text)


def _quiet(said: Spoken, text: str) -> tuple[Spoken, str]:
    match = forms.QUIET.search(text)
    if match is None:
        return said, text
    first = _of_day(match["from"], match["from_minute"], match["from_half"])
    last = _of_day(match["until"], match["until_minute"], match["until_half"])
    if first is None or last is None or first == last:
        return said, text
    return replace(said, quiet=(first, last)), _gone(text, match)


def _leads(said: Spoken, text: str) -> tuple[Spoken, str]:
    none = forms.NO_LEADS.search(text)
    if none:
        return replace(said, leads=()), _gone(text, none)
    match = forms.LEADS.search(text)
    if match is None:
        return said, text
    return replace(said, leads=leads_of(match["days"])), _gone(text, match)


def leads_of(words: str) -> tuple[int, ...]:
    """The days before an event in the words, the longest first: "7, 30 and 1" → (30, 7, 1)."""
    days = {int(day) for day in re.findall(r"(?<!\d)[0-9]{1,3}(?!\d)", words) if int(day) <= LONGEST_LEAD}
    return tuple(sorted(days, reverse=True)[:MOST_LEADS])


def _horizon(said: Spoken, text: str) -> tuple[Spoken, str]:
    match = forms.HORIZON.search(text)
    if match is None:
        return said, text
    days = int(match["days"] or match["ahead"] or match["far"])
    return replace(said, horizon=max(1, min(days, LONGEST_HORIZON))), _gone(text, match)


def _nothing_new(said: Spoken, text: str) -> tuple[Spoken, str]:
    match = forms.NOTHING_NEW.search(text)
    return (replace(said, says_nothing_new=True), _gone(text, match)) if match else (said, text)


def _zone(said: Spoken, text: str) -> tuple[Spoken, str]:
    found = spoken_zone.zone_in(text)
    if found is None:
        return said, text
    if not found.zone:
        return replace(said, problem=found.problem, about="zone"), found.rest
    return replace(said, zone=found.zone), found.rest


def _month_day(said: Spoken, text: str) -> tuple[Spoken, str]:
    for form in forms.MONTH_DAY:
        match = form.search(text)
        if match is None:
            continue
        named = match["day"] if "last" not in match.groupdict() else match["day"] or match["last"]
        day = LAST_DAY if named.casefold() == "last" else int(named)
        if 1 <= day <= LAST_DAY:
            return replace(said, cadence="monthly", days=(day,)), _gone(text, match)
    return said, text


def _clock(said: Spoken, text: str) -> tuple[Spoken, str]:
    """An hour that is plainly one: with minutes, with am or pm, after "at", or by name."""
    for match in [*forms.FOUR_DIGITS.finditer(text), *forms.AT.finditer(text)]:
        plainly = any(match.groupdict().get(part) for part in ("minute", "h", "half", "at", "minute0"))
        minute = _minute(match)
        if plainly and minute is not None:
            return replace(said, minute=minute), _gone(text, match)
    if wrong := forms.NO_HOUR.search(text):
        problem = f'"{wrong[0].strip()}" is no hour of the day. A day goes from 00:00 to 23:59.'
        return replace(said, problem=said.problem or problem, about="hour"), _gone(text, wrong)
    named = _of_words(tuple(HOURS), r"(?:at |à )?").search(text)
    if named:
        return replace(said, minute=HOURS[named["name"].casefold()]), _gone(text, named)
    return said, text


def _days(said: Spoken, text: str) -> tuple[Spoken, str]:
    days: set[int] = set()
    for match in list(forms.RANGE.finditer(text)):
        first, last = DAYS.get(match["from"].casefold()), DAYS.get(match["until"].casefold())
        if first is not None and last is not None and first < last:
            days |= set(range(first, last + 1))
            text = text.replace(match[0], " \u0001 ", 1)
    before = r"(?:every |each |on |chaque |tous les |le |and |et |, ?|ថ្ងៃ)?"
    group = _of_words(tuple(DAY_GROUPS), before)
    for form, names in ((group, DAY_GROUPS), (_of_words(tuple(DAYS), before), None)):
        while named := form.search(text):
            name = named["name"].casefold()
            days |= set(names[name]) if names else {DAYS[name]}
            text = _gone(text, named)
    if not days or said.cadence == "monthly":
        return said, text
    return replace(said, days=tuple(sorted(days))), text


def _rhythm(said: Spoken, text: str) -> tuple[Spoken, str]:
    match = _of_words(tuple(RHYTHMS)).search(text)
    if match is None:
        return said, text
    return replace(said, cadence=said.cadence or RHYTHMS[match["name"].casefold()]), _gone(text, match)


def _bare_hour(said: Spoken, text: str) -> tuple[Spoken, str]:
    """A number alone is an hour where it stands behind a day or a rhythm: "monday 8"."""
    match = re.search(r"\u0001\s+(?P<hour>[01]?[0-9]|2[0-3])(?!\S)", text)
    if said.minute is not None or match is None or not (said.days or said.cadence):
        return said, text
    return replace(said, minute=int(match["hour"]) * 60), _gone(text, match)


def _language(said: Spoken, text: str) -> tuple[Spoken, str]:
    for match in forms.LANGUAGE.finditer(text):
        named = match["name"].casefold()
        for code, name in LANGUAGES.items():
            if named == name.casefold() or SPOKEN.get(named) == code:
                return replace(said, language=code), _gone(text, match)
    return said, text


@cache
def _of_words(names: tuple[str, ...], before: str = "") -> re.Pattern[str]:
    """Any of the names as whole words, the longest first."""
    listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\S){before}(?P<name>{listed})(?=[\s,]|$),?", re.IGNORECASE)


def _minute(match: re.Match[str]) -> int | None:
    parts = match.groupdict()
    return _of_day(
        parts["hour"] or parts.get("hour0") or "", parts["minute"] or parts.get("minute0"), parts.get("half")
    )


def _of_day(hour: str, minute: str | None, half: str | None) -> int | None:
    """The minute of the day; None where there is no such hour."""
    if not hour:
        return None
    number = int(hour)
    if half:
        if not 1 <= number <= NOON:
            return None
        number = number % NOON + (NOON if half.casefold().startswith("p") else 0)
    total = number * 60 + int(minute or 0)
    return total % DAY if total <= DAY else None


def _trimmed(words: list[str]) -> list[str]:
    """Without the small words at either end, which say nothing of what is followed."""
    while words and _is_small(words[0]):
        words = words[1:]
    while words and _is_small(words[-1]):
        words = words[:-1]
    return words


def _is_small(word: str) -> bool:
    bare = word.casefold().strip(",.;:")
    return not bare or bare in EDGES
