"""A subscription whose day has come goes in; reminders of the events that are near come out, one letter for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.delivery.alerting import change_letter
from bot.delivery.letters import Letter
from bot.delivery.rows import Subscription, next_look
from bot.delivery.schedule import end_of_quiet
from bot.delivery.shared import Shared, Work
from bot.delivery.told import named

if TYPE_CHECKING:
    from briefs.following.told import Change, Due, Occasion, Told

REMINDER = "reminder"
MOST_APART = 5
"""Reminders of one day that come as a message each, so that each can be withdrawn by itself; more are one message."""


def made(shared: Shared, to: Subscription, told: Mapping[str, Told], slugs: frozenset[str]) -> Work:
    """What is due today, and what an outage kept back. Nothing was planned ahead: an event that moved is looked up anew.

    Before them comes word of the dates that are others than ``told``, however they came to be: a document that was
    removed or read anew moves a date too. ``slugs`` are those that anybody in this batch was told. In quiet hours there
    is nothing, until they end.
    """
    from briefs.following.reminders import due

    wakes = end_of_quiet(to.quiet, to.zone, shared.now)
    if wakes > shared.now:
        return Work(to, (), {"reminder_due": wakes, "reminded_on": to.reminded_on})
    today = shared.today(to)
    until = today + timedelta(days=max(to.leads, default=0))
    found = shared.once(
        ("occasions", to.interest, today, until), lambda: _occasions(shared, to, today, until)
    )
    reminders = due(found, to.leads, today, to.reminded_on)
    apart = [[each] for each in reminders] if len(reminders) <= MOST_APART else [list(reminders)]
    letters = tuple(_letter(shared, to, each, today) for each in apart if each)
    next_due = next_look(to, shared.now) if to.leads else None
    advanced = {"reminder_due": next_due, "reminded_on": today}
    changes = _changes(shared, told, slugs, today)
    if not changes:
        return Work(to, letters, advanced)
    withdrawn = tuple(each.slug for each in changes)
    return Work(to, (change_letter(shared, to, changes), *letters), advanced, withdrawn=withdrawn)


def _changes(
    shared: Shared, told: Mapping[str, Told], slugs: frozenset[str], today: date
) -> tuple[Change, ...]:
    """What has become of the dates that somebody was told; all of a batch look at the events once."""
    from briefs.following.interest import Interest
    from briefs.following.occasions import Sight, now_of
    from briefs.following.reminders import changed

    if not told:
        return ()

    def read() -> Mapping[str, Occasion]:
        with shared.library.store.snapshot() as snapshot:
            return now_of(Sight(shared.library, snapshot, Interest(), today), slugs)

    return changed(shared.once(("stand", today, slugs), read), told, today)


def _occasions(shared: Shared, to: Subscription, today: date, until: date) -> tuple[Occasion, ...]:
    from briefs.following.reminders import occasions

    return occasions(shared.library, shared.interest(to.interest), today, until)


def _key(reminder: Due) -> str:
    """The reminder's own key with a name in it that has room, however long the event's is."""
    slug = reminder.occasion.slug
    return named(slug) + reminder.key.removeprefix(slug)


def _letter(shared: Shared, to: Subscription, reminders: Sequence[Due], today: date) -> Letter:
    from briefs.following.reminders import reminder_brief

    several = len(reminders) > 1
    key = f"several|{today.isoformat()}" if several else _key(reminders[0])
    told = (REMINDER, tuple(each.key for each in reminders), today, to.language)
    digest = shared.once(told, lambda: reminder_brief(shared.library, reminders, today, to.language))
    return Letter(
        to=to,
        form=REMINDER,
        key=key,
        starts=to.reminder_due or shared.now,
        ends=shared.now,
        after=shared.upto,
        upto=shared.upto,
        screens=shared.screens(digest.brief, to),
        lines=digest.lines,
        events=digest.events,
        # Two subscriptions of a chat may follow the same event; it is reminded once.
        once=f"{to.chat}|{to.thread or ''}|{REMINDER}|{to.number if several else ''}|{key}",
    )
