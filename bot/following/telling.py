"""A wish or a subscription goes in; the words by which a person knows it come out: rhythm, hour, zone, what is followed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from bot import zones
from bot.following.wish import WATCH, Wish
from bot.markup import short
from briefs import dates_shown

if TYPE_CHECKING:
    from bot.desk import Desk

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WORKING_DAYS = (0, 1, 2, 3, 4)
LAST = 31
MOST_NAMED = 300
"""Characters by which a subscription is named in a sentence."""

NINTH_TEEN = range(11, 14)


def clock(minute: int) -> str:
    """A local minute of the day: 450 is "07:30"."""
    return f"{minute // 60:02}:{minute % 60:02}"


def days(numbers: Sequence[int]) -> str:
    """Weekdays in a row: "Monday to Friday", "Monday and Thursday"."""
    if tuple(numbers) == WORKING_DAYS:
        return "Monday to Friday"
    return listed([DAY_NAMES[number] for number in numbers if number < len(DAY_NAMES)])


def rhythm(wish: Wish) -> str:
    """How often, as far as it was said: "Every Monday at 08:00", "Monday to Friday at 07:30", "Every day"."""
    if wish.form == WATCH:
        return "As soon as it is published"
    if not wish.cadence:
        return ""
    at = f" at {clock(wish.minute)}" if wish.minute is not None else ""
    if wish.cadence == "monthly":
        return f"{_in_month(wish.days)}{at}"
    if wish.cadence == "daily":
        return f"Every day{at}"
    if not wish.days:
        return "Once a week" if wish.cadence == "weekly" else "On chosen days"
    named = days(wish.days)
    return f"{named if tuple(wish.days) == WORKING_DAYS else f'Every {named}'}{at}"


def _in_month(numbers: Sequence[int]) -> str:
    if not numbers:
        return "Once a month"
    return (
        "On the last day of every month"
        if numbers[0] == LAST
        else f"On the {ordinal(numbers[0])} of every month"
    )


def ordinal(number: int) -> str:
    """A number as a day of the month: "1st", "22nd", "13th"."""
    if number % 100 in NINTH_TEEN:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def city(zone: str) -> str:
    """The time of a zone in words: "Phnom Penh time", "UTC+7"."""
    shown = zones.shown(zone)
    return f"{shown.partition(' (')[0]} time" if "/" in zone and not zone.startswith("Etc/") else shown


def moment(when: datetime, zone: str, language: str = "en") -> str:
    """A moment as a reader's own calendar and clock have it: "Monday 23 November 2026, 08:00"."""
    local = when.astimezone(zones.zone_of(zone, "UTC"))
    day = dates_shown.day(local.date(), language)
    weekday = f"{DAY_NAMES[local.weekday()]} " if language == "en" else ""
    return f"{weekday}{day}, {local:%H:%M}"


def followed(desk: Desk, interest: str, most: int = MOST_NAMED) -> str:
    """What is followed, as a person says it: "Australia · vaccines · without “visa”"; cut where it is very long."""
    from briefs import queries
    from briefs.following.interest import shown, understood

    lexicon = desk.library.lexicon
    events = queries.event_names(desk.library.store)
    return short(shown(understood(interest, lexicon, events).interest, lexicon, events), most)


def quiet_hours(quiet: tuple[int, int] | None) -> str:
    """The hours in which nothing comes: "from 22:00 to 07:00", "none"."""
    return f"from {clock(quiet[0])} to {clock(quiet[1])}" if quiet else "none"


def in_quiet(wish: Wish) -> str:
    """What the reader should know where a chosen hour lies in the quiet hours; "" where none does."""
    quiet = wish.silence
    if quiet is None or wish.minute is None or not quiet.holds(wish.minute):
        return ""
    within = f"{clock(wish.minute)} lies in the quiet hours ({quiet_hours(wish.quiet)})"
    reminders = f"reminders come at {clock(quiet.end)}"
    if wish.form != WATCH:
        beside = f"; {reminders}" if wish.leads else ""
        return f"{within}: the digest comes at that hour all the same{beside}."
    return f"{within}: {reminders}." if wish.leads else ""


def leads(numbers: Sequence[int]) -> str:
    """How long before an event it is recalled: "30, 7 and 1 days before", "on the day itself", "none"."""
    before = [str(number) for number in numbers if number]
    unit = "day" if before == ["1"] else "days"
    told = [f"{listed(before)} {unit} before"] if before else []
    told += ["on the day itself"] if 0 in numbers else []
    return listed(told) or "none"


def listed(words: Sequence[str]) -> str:
    """Words in a row: "A", "A and B", "A, B and C"."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def details(wish: Wish, due: datetime | None) -> list[tuple[str, str]]:
    """What a subscription is set to, as names and values, the important first."""
    told: list[tuple[str, str]] = [("When", rhythm(wish))]
    if due is not None:
        told.append(("Next", moment(due, wish.zone, wish.language)))
    told.append(("Time zone", city(wish.zone).removesuffix(" time")))
    if wish.form != WATCH:
        told.append(("Looks ahead", f"{wish.horizon} days"))
    at = f", at {clock(wish.minute)}" if wish.form == WATCH and wish.leads and wish.minute is not None else ""
    told.append(("Reminders of events", f"{leads(wish.leads)}{at}"))
    told.append(("Quiet hours", quiet_hours(wish.quiet)))
    if wish.form != WATCH:
        told.append(
            ("When nothing is new", "one line that says so" if wish.says_nothing_new else "no message")
        )
    return told
