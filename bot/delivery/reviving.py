"""A chat that let the bot in again goes in; what it followed when it was closed runs again, in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from bot.delivery.chats import ASLEEP, REMOVED
from bot.delivery.rows import ENDED, PAUSED, WATCH, of_row
from bot.delivery.subscriptions import awaken, find_by
from bot.delivery.tables import subscriptions

if TYPE_CHECKING:
    from datetime import datetime

    from briefs.lexicon import Lexicon
    from briefs.store import Store


def revive(store: Store, chat: int, lexicon: Lexicon, now: datetime) -> int:
    """Bring back what a closed chat ended, whole or not at all: what was paused before stays so; gives how many."""
    from briefs.following.interest import understood

    columns = subscriptions.c
    lost = (columns.chat == chat) & (columns.state == ENDED) & (columns.ended_why != REMOVED)
    back = {"state": PAUSED, "ended_why": None, "ended_at": None}
    with store.writing() as connection:
        found = connection.execute(select(subscriptions).where(lost).with_for_update()).all()
        for each in map(of_row, found):
            if each.form == WATCH:
                terms = understood(each.interest, lexicon).interest.terms()
                find_by(connection, each.number, terms)
            connection.execute(update(subscriptions).where(columns.number == each.number).values(**back))
            if not (each.ended_why or "").endswith(ASLEEP):
                awaken(connection, each, now)
        return len(found)
