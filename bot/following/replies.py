"""A command about following and the words after it go in; the screen that answers comes out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.following import held, menus, onward
from bot.following.authority import NOT_HERE
from bot.following.spoken import spoken
from bot.following.wish import DIGEST, WATCH, of_spoken
from bot.messages import Screen, of_text

if TYPE_CHECKING:
    from bot.desk import Desk, Heard
    from briefs.following.interest import Understood

MOST_WORDS = 1000
"""Characters that are read of what somebody wants to follow."""


def subscribe(desk: Desk, heard: Heard) -> Screen:
    """/subscribe: a digest, as far as the words say it; the rest is asked."""
    return _wanted(desk, heard, DIGEST)


def watch(desk: Desk, heard: Heard) -> Screen:
    """/watch: an alert as soon as something is published."""
    return _wanted(desk, heard, WATCH)


def subscriptions(desk: Desk, heard: Heard) -> Screen:
    """/subscriptions: everything that the chat follows."""
    if heard.where.refusal and (heard.where.name or not heard.where.chat):
        return of_text(heard.where.refusal)
    return held.listed(desk, heard.where)


def _wanted(desk: Desk, heard: Heard, form: str) -> Screen:
    place = heard.where
    if not place.may:
        return of_text(place.refusal or NOT_HERE)
    said = spoken(heard.words[:MOST_WORDS])
    found = understood(desk, said.rest)
    named = "" if found.interest.is_everything else found.interest.words()
    # Whoever names an hour and nothing else wants everything; who names nothing at all is asked.
    begun = bool(said.cadence or said.minute is not None or said.rest) and not found.unknown
    interest = named or ("everything" if begun else "")
    reader = onward.reader_of(desk, heard)
    reader = reader if reader.zone else replace(reader, zone=heard.reader.zone)
    wish = of_spoken(said, form, interest, reader)
    if found.unknown:
        return onward.not_understood(desk, heard, wish, found)
    if said.problem:
        asked = onward.asked_of(desk, wish, place)
        about_zone = "time zone" in said.problem
        return menus.screen(asked, "zone" if about_zone else "rhythm", said.problem) or of_text(said.problem)
    remark = ""
    if form == WATCH and said.cadence:
        remark = "A watch tells at once; /subscribe is for a digest at fixed times."
    return onward.screen(desk, heard, wish, remark)


def understood(desk: Desk, words: str) -> Understood:
    """What somebody wants to follow, by the names of the lexicon and of the events in the documents."""
    from briefs import queries
    from briefs.following.interest import understood as read

    return read(words, desk.library.lexicon, queries.event_names(desk.library.store))
