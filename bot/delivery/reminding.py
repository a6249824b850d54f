"""A subscription whose day has come goes in; reminders of the events that are near come out, one letter for each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.delivery.letters import Letter
from bot.delivery.rows import Subscription, next_look
from bot.delivery.shared import Shared, Work

if TYPE_CHECKING:
    from briefs.following.told import Due, Occasion

REMINDER = "reminder"
MOST_APART = 5
"""Reminders of one day that come as a message each, so that each can be withdrawn by itself; more are one message."""


def made(shared: Shared, to: Subscription) -> Work:
    """What is due today, and what an outage kept back. Nothing was planned ahead: an event that moved is looked up anew."""
    from briefs.following.reminders import due

    today = shared.today(to)
    until = today + timedelta(days=max(to.leads, default=0))
    found = shared.once(
        ("occasions", to.interest, today, until), lambda: _occasions(shared, to, today, until)
    )
    reminders = due(found, to.leads, today, to.reminded_on)
    apart = [[each] for each in reminders] if len(reminders) <= MOST_APART else [list(reminders)]
    letters = tuple(_letter(shared, to, each, today) for each in apart if each)
    next_due = next_look(to, shared.now) if to.leads else None
    return Work(to, letters, {"reminder_due": next_due, "reminded_on": today})


def _occasions(shared: Shared, to: Subscription, today: date, until: date) -> tuple[Occasion, ...]:
    from briefs.following.reminders import occasions

    return occasions(shared.library, shared.interest(to.interest), today, until)


def _letter(shared: Shared, to: Subscription, reminders: Sequence[Due], today: date) -> Letter:
    from briefs.following.reminders import reminder_brief

    several = len(reminders) > 1
    key = f"several|{today.isoformat()}" if several else reminders[0].key
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
