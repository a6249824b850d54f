"""A wish of which everything was said goes in; the screen that shows what would come of it, and asks, comes out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot import questions
from bot.delivery.schedule import next_due
from bot.following import past, telling
from bot.messages import Screen
from bot.readers import Reader
from briefs.brief import Brief

if TYPE_CHECKING:
    from bot.following.menus import Asked
    from bot.messages import Button

TITLE = "Shall I send this?"


def screen(asked: Asked, now: datetime) -> Screen:
    """What was said, when the first one is due, what the last month would have brought, and the question."""
    from bot.delivery import letters

    wish, desk = asked.wish, asked.desk
    schedule = wish.schedule
    if schedule is None:
        raise ValueError("A wish that lacks something cannot be proposed.")
    told = past.of_digest(desk, wish, schedule, now)
    to = f" to {asked.to}" if asked.to else ""
    lead = (
        f"{telling.rhythm(wish)}, {telling.city(wish.zone)}{to}: {telling.followed(desk, wish.interest)}.",
        f"The first one comes on {telling.moment(next_due(schedule, now), wish.zone, wish.language)}.",
        *filter(None, (telling.in_quiet(wish),)),
        told.said,
    )
    shown = told.newest or Brief("", "upcoming")
    brief = replace(shown, title=TITLE, lead=lead, choices=())
    reader = Reader(0, wish.zone, wish.language)
    first = letters.screens(brief, questions.style(desk, reader), desk.keep)[0]
    return Screen(first.html, (*_buttons(asked), *first.rows))


def _buttons(asked: Asked) -> list[tuple[Button, ...]]:
    return [
        (asked.button("✅ Yes, send it", "yes"),),
        (asked.button("What", "go what"), asked.button("How often", "go rhythm")),
        (asked.button("Time", "go hour"), asked.button("Time zone", "go zone")),
        (asked.button("✕ Cancel", "no"),),
    ]
