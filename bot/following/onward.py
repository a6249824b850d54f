"""A wish and its place go in; the next screen comes out: what it still lacks, the proposal, or what was made of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot import readers
from bot.delivery import subscriptions
from bot.following import held, menus, past, proposal, target, telling
from bot.following.menus import Asked
from bot.following.wish import WATCH, Wish, draft
from bot.markup import Line, Run, bold, italic
from bot.messages import Screen, of_lines

if TYPE_CHECKING:
    from bot.delivery.subscriptions import Subscription
    from bot.desk import Desk, Heard, Place
    from bot.readers import Reader
    from briefs.following.interest import Understood

ALREADY = "This is followed already."
TOO_MUCH = "more than "
"""How ``understood`` begins what it says of a list that is too long."""

MOST_MEANT = 12


def asked_of(desk: Desk, wish: Wish, place: Place) -> Asked:
    """The menus of a wish."""
    return Asked(desk, wish, target.of_wish(desk, wish, place), desk.today(wish.zone or None), place.name)


def screen(desk: Desk, heard: Heard, wish: Wish, said: str = "") -> Screen:
    """What is to be asked next; where nothing is, the proposal of a digest, or the watch that was made."""
    if not wish.lacks and wish.form == WATCH:
        return made(desk, heard, wish, said)
    asked = asked_of(desk, wish, heard.where)
    if not wish.lacks:
        return proposal.screen(asked, desk.clock())
    shown = menus.screen(asked, wish.lacks, said)
    if shown is None:
        raise ValueError(f"There is no menu for {wish.lacks}.")
    return shown


def made(desk: Desk, heard: Heard, wish: Wish, said: str = "") -> Screen:
    """The subscription made, unless the chat has the same already. Raises ``TooMany``."""
    place, store, now = heard.where, desk.library.store, desk.clock()
    same = same_as(desk, wish, place)
    if same is not None:
        return held.one(desk, same, ALREADY)
    kept = subscriptions.create(store, draft(wish, place, heard.person), desk.library.lexicon, now)
    reader = reader_of(desk, heard)
    # The zone was asked for once; and a chat that follows something has a row that says when it was last seen.
    readers.keep(store, replace(reader, zone=reader.zone or wish.zone), now)
    told = f"Done. {said}".strip()
    if wish.form == WATCH:
        finds, so_far = past.of_watch(desk, wish)
        begin = [told] if finds else ["⚠️ This watch finds nothing so far.", said]
        tells = "You hear of it as soon as something is published."
        told = " ".join(each for each in (*begin, so_far, tells) if each)
    return held.one(desk, kept, told)


def same_as(desk: Desk, wish: Wish, place: Place) -> Subscription | None:
    """What the chat has that would send the same at the same time: a button may be pressed twice."""
    for each in subscriptions.of_chat(desk.library.store, place.chat):
        same = (each.form, each.interest, each.thread) == (wish.form, wish.interest, place.thread)
        if same and (wish.form == WATCH or each.cadence == wish.schedule):
            return each
    return None


def reader_of(desk: Desk, heard: Heard) -> Reader:
    """The settings of the chat that is meant."""
    place = heard.where
    if place.chat == heard.reader.id:
        return heard.reader
    return readers.get(desk.library.store, place.chat, desk.today("UTC"))


def not_understood(asked: Asked, found: Understood) -> Screen:
    """Words that name nothing known here, with what may have been meant: nothing is guessed, nothing left out."""
    unknown = [f"“{word}”" for word in found.unknown if not word.startswith(TOO_MUCH)]
    lines: list[Line] = [(bold(f"I do not know {telling.listed(unknown)}"[:300]),)] if unknown else []
    if len(unknown) < len(found.unknown):
        lines.append(
            (bold("That is more than one subscription can follow: at most 20 names or words of a sort."),)
        )
    read = "" if found.interest.is_everything else found.interest.words()
    if read:
        lines.append((Run("Understood so far: "), bold(telling.followed(asked.desk, read))))
    meant = list(dict.fromkeys(term for _, terms in found.suggestions for term in terms))[:MOST_MEANT]
    if meant:
        lines.append(
            (italic("Did you mean one of these? Or look for the words themselves in the documents."),)
        )
    rows = [(asked.button(_label(asked, term), _taken(asked, found, term)),) for term in meant]
    other = [asked.button("Something else", "go what"), asked.button(menus.IN_WORDS, "w what")]
    if read:
        other.append(asked.button("Go on without it", f"i {read}" if asked.target.number else "go on"))
    ends = asked.button("‹ Back", "show") if asked.target.number else asked.button("✕ Cancel", "no")
    return of_lines(lines, [*rows, tuple(other), (ends,)])


def _taken(asked: Asked, found: Understood, term: str) -> str:
    """What a suggestion does: a wish holds already what was understood; a subscription holds what it followed before."""
    if asked.target.number:
        words = term if found.interest.is_everything else f"{found.interest.words()} {term}"
        return f"i {words}"
    return f"t {'on' if len(found.unknown) == 1 else 'what'} {term}"


def _label(asked: Asked, term: str) -> str:
    if term.startswith('"'):
        return f"🔎 The words “{term.strip(chr(34))}”"
    return telling.followed(asked.desk, term)
