"""A wish goes in; what it would have sent in the last month comes out, from the documents as they became known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from bot import zones
from bot.delivery.schedule import next_due
from bot.following import telling
from briefs import dates_shown, shown

if TYPE_CHECKING:
    from bot.delivery.schedule import Cadence
    from bot.desk import Desk
    from bot.following.wish import Wish
    from briefs.brief import Brief
    from briefs.following.interest import Interest
    from briefs.following.told import Digest
    from briefs.model import Line

MONTH = timedelta(days=31)
YEAR = timedelta(days=366)
FEW_DAYS = 5
MANY_LINES = 100
"""New lines of a month above which its digests are counted instead of composed."""

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
    lines = _lines(desk, wish, MONTH) if len(days) > FEW_DAYS else ()
    dense = len(lines) > MANY_LINES
    sent, newest = _dense(desk, wish, days, lines) if dense else _each(desk, wish, days)
    if newest is None:
        first = _known_on(desk, wish, desk.today(wish.zone), None)
        if first is None:
            return Past(f"In the last month there was nothing to send. {_in_a_year(desk, wish)}")
        return Past(
            "In the last month there was nothing new. Sent today, it would read like this:", first.brief
        )
    named = [dates_shown.day(day, wish.language) for day in sent]
    many = f"{'about ' if dense else ''}{len(sent)} messages" if len(sent) > 1 else "one message"
    silent = len(days) - len(sent)
    often = (
        f" ({'once' if silent == 1 else f'{silent} times'} nothing was new)" if silent and not dense else ""
    )
    listed = f"of {shown.listed(named)}" if len(sent) <= FEW_DAYS else f"the last of {named[-1]}"
    return Past(f"In the last month you would have had {many}, {listed}{often}. The last one:", newest.brief)


def _each(desk: Desk, wish: Wish, days: Sequence[tuple[date, date]]) -> tuple[list[date], Digest | None]:
    """The days on which there would have been a digest, and the newest one: each is composed."""
    sent = [(day, made) for since, day in days if (made := _known_on(desk, wish, day, since))]
    return [day for day, _ in sent], sent[-1][1] if sent else None


def _dense(
    desk: Desk, wish: Wish, days: Sequence[tuple[date, date]], lines: Sequence[Line]
) -> tuple[list[date], Digest | None]:
    """The same where nearly every day has something new: counted by the days of the documents, one digest composed.

    To compose thirty of them would keep the reader waiting for seconds.
    """
    known = {line.source.published.start or line.source.added_at.date() for line in lines}
    sent = [(since, day) for since, day in days if any(since < each <= day for each in known)]
    made = (_known_on(desk, wish, day, since) for since, day in reversed(sent))
    return [day for _, day in sent], next((each for each in made if each), None)


def of_watch(desk: Desk, wish: Wish) -> tuple[bool, str]:
    """Whether a watch would have found anything in the last year, and a sentence on how much it would have told."""
    documents = _documents(desk, wish, MONTH)
    if documents:
        many = shown.counted(documents, "document", "documents")
        return True, f"In the last month you would have heard of {many}."
    if _documents(desk, wish, YEAR):
        return True, f"In the last month nothing was published about it. {_in_a_year(desk, wish)}"
    return False, f"In the last year no document here spoke of it. {_over(desk, wish) or _apart(desk, wish)}"


def _over(desk: Desk, wish: Wish) -> str:
    """That an event which is watched is over, and when it was; "" where it may still come."""
    from briefs.composing.occasions import in_words
    from briefs.following.occasions import Sight, now_of

    events, today = _interest(desk, wish).events, desk.today(wish.zone)
    if not events:
        return ""
    with desk.library.store.snapshot() as snapshot:
        found = now_of(Sight(desk.library, snapshot, _interest(desk, wish), today), events)
    over = [each for each in found.values() if each.ends and each.ends < today]
    if len(over) < len(events):
        return ""
    told = (f"{each.name}: {in_words(each.when, each.status, wish.language)}." for each in over)
    return f"The time of it is over. {' '.join(told)}"


def _apart(desk: Desk, wish: Wish) -> str:
    """What each part of a narrow wish would have found alone, so that one can be let go; of a plain one, what to try."""
    interest = _interest(desk, wish)
    given = [
        each.name for each in fields(interest) if each.name != "exclude" and getattr(interest, each.name)
    ]
    if len(given) == 1:
        return "If that surprises you, press What and name it otherwise."
    alone = [replace(type(interest)(), **{name: getattr(interest, name)}).words() for name in given]
    told = [
        f"{telling.followed(desk, words, 60)}: {_documents(desk, replace(wish, interest=words), YEAR) or 'none'}"
        for words in alone
    ]
    return (
        f"Documents of that year about each alone: {', '.join(told)}. To drop one, press What."
        if told
        else ""
    )


def _in_a_year(desk: Desk, wish: Wish) -> str:
    """Whether what is followed is ever spoken of: silence may be a slip of the pen, or the way of the subject."""
    documents = _documents(desk, wish, YEAR)
    if not documents:
        return "In the last year no document here spoke of it either."
    return f"In the last year {shown.counted(documents, 'document', 'documents')} spoke of it."


def example(desk: Desk, wish: Wish) -> Brief | None:
    """The message that a watch would have sent for the newest document of the last year; None where there was none."""
    from briefs.following.reminders import alert_brief

    found = _lines(desk, wish, YEAR)
    newest = [line for line in found if line.source.number == found[0].source.number]
    if not newest:
        return None
    interest = _interest(desk, wish)
    return alert_brief(
        desk.library, newest, wish.language, interest=interest, today=desk.today(wish.zone)
    ).brief


def _documents(desk: Desk, wish: Wish, span: timedelta) -> int:
    """How many documents of the time until today have a line that matches."""
    return len({line.source.number for line in _lines(desk, wish, span)})


def _lines(desk: Desk, wish: Wish, span: timedelta) -> Sequence[Line]:
    """The matching lines of the documents of the time until today, the newest document first."""
    from briefs.following.news import news_known

    library, today = desk.library, desk.today(wish.zone)
    with library.store.snapshot() as snapshot:
        return news_known(snapshot, library.lexicon, _interest(desk, wish), today - span, today).lines


def _interest(desk: Desk, wish: Wish) -> Interest:
    from briefs.following.interest import understood

    return understood(wish.interest, desk.library.lexicon).interest


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

    return as_known_on(
        desk.library,
        _interest(desk, wish),
        day,
        since=since,
        horizon=wish.horizon,
        language=wish.language,
        says_nothing_new=wish.says_nothing_new,
    )
