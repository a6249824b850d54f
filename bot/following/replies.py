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
"""Characters in which somebody may say what to follow."""
ALL = frozenset({"everything", "anything", "all", "tout"})
EVERYTHING = "everything"
TOO_LONG = "That is more than I can take in at once. Say it in fewer words, or press /subscribe and choose by buttons."


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
    if len(heard.words) > MOST_WORDS:
        return of_text(TOO_LONG)
    said = spoken(heard.words)
    found = understood(desk, said.rest)
    interest = named(found, said.rest)
    if not interest and not said.rest and (said.cadence or said.minute is not None):
        interest = EVERYTHING  # whoever names an hour and nothing else; it is shown before it is kept
    reader = onward.reader_of(desk, heard)
    reader = reader if reader.zone else replace(reader, zone=heard.reader.zone)
    wish = of_spoken(said, form, interest, reader)
    if found.unknown:
        return onward.not_understood(onward.asked_of(desk, wish, place), found)
    if said.problem:
        asked = onward.asked_of(desk, wish, place)
        return menus.screen(asked, said.about, said.problem) or of_text(said.problem)
    remark = f'I do not see in "{said.rest[:60]}" what to follow.' if said.rest and not interest else ""
    if form == WATCH and said.cadence:
        remark = "A watch tells at once; /subscribe is for a digest at fixed times."
    return onward.screen(desk, heard, wish, remark)


def named(found: Understood, words: str) -> str:
    """The canonical words of what was understood; "" where the words name nothing: only "everything" is everything."""
    if not found.interest.is_everything:
        return found.interest.words()
    said = {word.strip(".,;:!?") for word in words.casefold().split()}
    return EVERYTHING if said & ALL and not found.unknown else ""


def understood(desk: Desk, words: str) -> Understood:
    """What somebody wants to follow, by the names of the lexicon and of the events in the documents."""
    from briefs import queries
    from briefs.following.interest import understood as read

    return read(words, desk.library.lexicon, queries.event_names(desk.library.store))
