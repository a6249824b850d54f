"""A wish goes in; what it would have sent in the last month comes out, from the documents as they became known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from bot import zones
from bot.delivery.schedule import next_due
from briefs import dates_shown, shown

if TYPE_CHECKING:
    from bot.delivery.schedule import Cadence
    from bot.desk import Desk
    from bot.following.wish import Wish
    from briefs.brief import Brief
    from briefs.following.told import Digest

MONTH = timedelta(days=31)
YEAR = timedelta(days=366)
LONGEST_GAP = timedelta(days=32)
"""No cadence leaves out more: the 31st of one month and the last day of the next."""


@dataclass(frozen=True, slots=True)
class Past:
    """What there would have been: a sentence that says how much, and the newest message, if there was any."""

    said: str
    newest: Brief | None = None


def of_digest(desk: Desk, wish: Wish, schedule: Cadence, now: datetime) -> Past:
    """The digests of the last month: on how many days there would have been one, and the newest of them."""
    days = due_days(schedule, now)
    sent = [(day, made) for since, day in days if (made := _known_on(desk, wish, day, since))]
    if not sent:
        first = _known_on(desk, wish, desk.today(wish.zone), None)
        if first is None:
            return Past(f"In the last month there was nothing to send. {_in_a_year(desk, wish)}")
        return Past(
            "In the last month there was nothing new. Sent today, it would read like this:", first.brief
        )
    newest, digest = sent[-1]
    when = ", ".join(dates_shown.day(day, wish.language) for day, _ in sent[-4:])
    many = f"{len(sent)} messages" if len(sent) > 1 else "one message"
    silent = len(days) - len(sent)
    often = f" ({'once' if silent == 1 else f'{silent} times'} nothing was new)" if silent else ""
    listed = f", of {when}" if len(sent) <= 4 else f", the last of {dates_shown.day(newest, wish.language)}"  # noqa: PLR2004
    return Past(f"In the last month you would have had {many}{listed}{often}. The last one:", digest.brief)


def of_watch(desk: Desk, wish: Wish) -> str:
    """How much a watch would have told in the last month."""
    documents = _documents(desk, wish, MONTH)
    if not documents:
        return f"In the last month nothing was published about it. {_in_a_year(desk, wish)}"
    return f"In the last month you would have heard of {shown.counted(documents, 'document', 'documents')}."


def _in_a_year(desk: Desk, wish: Wish) -> str:
    """Whether what is followed is ever spoken of: silence may be a slip of the pen, or the way of the subject."""
    documents = _documents(desk, wish, YEAR)
    if not documents:
        return "In the last year no document here spoke of it either."
    return f"In the last year {shown.counted(documents, 'document', 'documents')} spoke of it."


def _documents(desk: Desk, wish: Wish, span: timedelta) -> int:
    """How many documents of the time until today have a line that matches."""
    from briefs.following.interest import understood
    from briefs.following.news import news_known

    library, today = desk.library, desk.today(wish.zone)
    interest = understood(wish.interest, library.lexicon).interest
    with library.store.snapshot() as snapshot:
        found = news_known(snapshot, library.lexicon, interest, today - span, today)
    return len({line.source.number for line in found.lines})


def due_days(schedule: Cadence, now: datetime) -> list[tuple[date, date]]:
    """The local days of the last month on which it would have been due, each after the one before it."""
    zone = zones.zone_of(schedule.zone, "UTC")
    moment, found = next_due(schedule, now - MONTH - LONGEST_GAP), []
    while moment <= now:
        found.append(moment)
        moment = next_due(schedule, moment)
    local = [each.astimezone(zone).date() for each in found]
    begun = (now - MONTH).astimezone(zone).date()
    return [(before, day) for before, day in pairwise(local) if day > begun]


def _known_on(desk: Desk, wish: Wish, day: date, since: date | None) -> Digest | None:
    from briefs.following.digest import as_known_on
    from briefs.following.interest import understood

    interest = understood(wish.interest, desk.library.lexicon).interest
    return as_known_on(
        desk.library,
        interest,
        day,
        since=since,
        horizon=wish.horizon,
        language=wish.language,
        says_nothing_new=wish.says_nothing_new,
    )
