"""A press of a button about following goes in; what is to be shown, or a sentence that pops up, comes out.

Whether the person may was asked of Telegram before; here it is only obeyed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from bot import questions
from bot.delivery import subscriptions
from bot.following import almanac, choosing, held, menus, onward, past, target, wish
from bot.following.authority import NOT_HERE
from bot.following.menus import Asked
from bot.following.replies import named, understood
from bot.messages import of_text
from bot.readers import Reader

if TYPE_CHECKING:
    from bot.delivery.subscriptions import Subscription
    from bot.desk import Desk, Heard
    from bot.following.choosing import Chosen
    from bot.following.wish import Wish
    from bot.messages import Screen

TOO_OLD = "This button is too old for me. Please begin again with /subscribe or /subscriptions."
NO_DAY = "At least one day must stay. To stop it for a while, press Pause."
NOTHING_NAMED = "I do not see in that what to follow."
NO_EXAMPLE = "In the last year no document here spoke of it, so there is no example."
ANEW = ("calendar", "example")
"""Deeds whose screen stands beside the one with the button, not in its place."""

SECRET = ("feed",)
"""Deeds whose screen is for the person who pressed alone."""
CANCELLED = "Nothing was set up. /subscribe begins again."


def pressed(desk: Desk, heard: Heard, name: str, value: str) -> Screen | str:
    """What a button does: a screen, or a sentence that pops up. Raises ``BriefsError`` where it cannot be done."""
    read = target.of_value(name, value)
    if read is None:
        return TOO_OLD
    if not heard.where.may:
        return heard.where.refusal or NOT_HERE
    aim, change = read
    verb, _, argument = change.partition(" ")
    if verb == "w":
        return menus.IN_WORDS_HOW.get(argument, TOO_OLD)
    if aim.number:
        kept = _held(desk, heard, aim.number)
        return held.GONE if kept is None else _on_held(desk, heard, kept, (verb, argument))
    wanted = target.wish_of(aim, desk.recall)
    return TOO_OLD if wanted is None else _on_wish(desk, heard, wanted, (verb, argument))


def is_anew(value: str) -> bool:
    """Whether what the button of this value shows is a message of its own."""
    return value.rpartition(" ")[2] in ANEW


def is_secret(value: str) -> bool:
    """Whether what the button of this value shows must be read by nobody else of a group."""
    return value.rpartition(" ")[2] in SECRET


def answered(desk: Desk, heard: Heard, name: str, value: str) -> Screen | str:
    """What words that somebody wrote in answer to a menu change; ``value`` is that of the menu's own button."""
    read = target.of_value(name, value)
    if read is None:
        return TOO_OLD
    if not heard.where.may:
        return heard.where.refusal or NOT_HERE
    aim, change = read
    menu = change.partition(" ")[2]
    if aim.number:
        kept = _held(desk, heard, aim.number)
        return held.GONE if kept is None else _held_answered(desk, kept, menu, heard.words)
    wanted = target.wish_of(aim, desk.recall)
    return TOO_OLD if wanted is None else _wish_answered(desk, heard, wanted, menu)


def _wish_answered(desk: Desk, heard: Heard, wanted: Wish, menu: str) -> Screen | str:
    if menu != "what":
        return _shown(desk, heard, choosing.answered(wanted, menu, heard.words))
    found = understood(desk, heard.words)
    wanted = replace(wanted, interest=named(found, heard.words))
    if found.unknown:
        return onward.not_understood(onward.asked_of(desk, wanted, heard.where), found)
    return onward.screen(desk, heard, wanted, "" if wanted.interest else NOTHING_NAMED)


def _on_wish(desk: Desk, heard: Heard, wanted: Wish, change: tuple[str, str]) -> Screen | str:
    verb, argument = change
    if verb == "no":
        return of_text(CANCELLED)
    if verb == "yes" and not wanted.lacks:
        return onward.made(desk, heard, wanted)
    if verb == "yes" or change == ("go", "on"):
        return onward.screen(desk, heard, wanted)
    if verb == "go":
        return menus.screen(onward.asked_of(desk, wanted, heard.where), argument) or TOO_OLD
    chosen = choosing.pressed(wanted, verb, argument, desk.library.lexicon)
    return TOO_OLD if chosen is None else _shown(desk, heard, chosen)


def _shown(desk: Desk, heard: Heard, chosen: Chosen) -> Screen | str:
    if chosen.menu:
        asked = onward.asked_of(desk, chosen.wish, heard.where)
        return menus.screen(asked, chosen.menu, chosen.said) or TOO_OLD
    return onward.screen(desk, heard, chosen.wish, chosen.said)


def _held(desk: Desk, heard: Heard, number: int) -> Subscription | None:
    """The subscription of this number, if it is of the chat for which the person may decide, and not ended."""
    found = subscriptions.one(desk.library.store, number)
    if found is None or found.state == "ended" or found.chat != heard.where.chat:
        return None
    return found


def _on_held(desk: Desk, heard: Heard, kept: Subscription, change: tuple[str, str]) -> Screen | str:
    verb, argument = change
    if verb in DEEDS:
        return DEEDS[verb](desk, heard, kept)
    if verb == "go":
        return (
            held.one(desk, kept)
            if argument == "on"
            else menus.screen(_asked(desk, kept), argument) or TOO_OLD
        )
    _, before = target.of_held(kept)
    chosen = choosing.pressed(before, verb, argument, desk.library.lexicon)
    return TOO_OLD if chosen is None else _saved(desk, kept, before, chosen)


def _held_answered(desk: Desk, kept: Subscription, menu: str, words: str) -> Screen | str:
    _, before = target.of_held(kept)
    if menu == "what":
        found = understood(desk, words)
        if found.unknown:
            return onward.not_understood(_asked(desk, kept), found)
        interest = named(found, words)
        if not interest:
            return menus.screen(_asked(desk, kept), menu, NOTHING_NAMED) or TOO_OLD
        after = replace(before, interest=interest)
        return _saved(desk, kept, before, choosing.Chosen(after))
    return _saved(desk, kept, before, choosing.answered(before, menu, words))


def _saved(desk: Desk, kept: Subscription, before: Wish, chosen: Chosen) -> Screen | str:
    """A change of a subscription kept at once, and the screen that shows it."""
    after = _with_a_day(chosen.wish)
    if after.lacks:
        return NO_DAY
    fields = wish.changes(before, after)
    if fields:
        lexicon = desk.library.lexicon
        number = kept.number
        kept = subscriptions.change(desk.library.store, number, now=desk.clock(), lexicon=lexicon, **fields)
    if chosen.menu:
        return menus.screen(_asked(desk, kept), chosen.menu, chosen.said) or TOO_OLD
    return held.one(desk, kept, chosen.said or ("Changed." if fields else ""))


def _with_a_day(wanted: Wish) -> Wish:
    """A rhythm that was just chosen begins with a day, since a subscription is never without."""
    if wanted.days or wanted.cadence in ("", "daily", "days"):
        return wanted
    return replace(wanted, days=(1,) if wanted.cadence == "monthly" else (0,))


def _asked(desk: Desk, kept: Subscription) -> Asked:
    aim, wanted = target.of_held(kept)
    return Asked(desk, wanted, aim, desk.today(kept.zone))


def _show(desk: Desk, _heard: Heard, kept: Subscription) -> Screen:
    return held.one(desk, kept)


def _list(desk: Desk, heard: Heard, _kept: Subscription) -> Screen:
    return held.listed(desk, heard.where)


def _pause(desk: Desk, _heard: Heard, kept: Subscription) -> Screen:
    return held.one(desk, subscriptions.pause(desk.library.store, kept.number, desk.clock()))


def _resume(desk: Desk, _heard: Heard, kept: Subscription) -> Screen:
    resumed = subscriptions.resume(desk.library.store, kept.number, desk.clock())
    return held.one(desk, resumed, "It runs again.")


def _now(desk: Desk, heard: Heard, kept: Subscription) -> str:
    sent = subscriptions.send_now(desk.library.store, desk.library, kept.number, desk.clock())
    where = f" in {heard.where.name}" if heard.where.name else ""
    return (
        f"It is on its way{where}. The next regular one stays as it is."
        if sent
        else "There is nothing to send."
    )


def _example(desk: Desk, _heard: Heard, kept: Subscription) -> Screen | str:
    from bot.delivery import letters

    brief = past.example(desk, wish.of_subscription(kept))
    if brief is None:
        return NO_EXAMPLE
    style = questions.style(desk, Reader(kept.chat, kept.zone, kept.language))
    return letters.screens(brief, style, desk.keep)[0]


def _remove(desk: Desk, _heard: Heard, kept: Subscription) -> Screen:
    return held.removing(desk, kept)


def _removed(desk: Desk, heard: Heard, kept: Subscription) -> Screen:
    subscriptions.remove(desk.library.store, kept.number, desk.clock())
    return held.listed(desk, heard.where, "Removed. Nothing more of it is sent.")


def _calendar(desk: Desk, _heard: Heard, kept: Subscription) -> Screen:
    return almanac.of_held(desk, kept)


def _feed(desk: Desk, _heard: Heard, kept: Subscription) -> Screen | str:
    return almanac.address(desk, kept)


DEEDS: Mapping[str, Callable[[Desk, Heard, Subscription], Screen | str]] = {
    "show": _show,
    "list": _list,
    "pause": _pause,
    "resume": _resume,
    "now": _now,
    "example": _example,
    "remove": _remove,
    "removed": _removed,
    "calendar": _calendar,
    "feed": _feed,
}
"""What can be done with a subscription as a whole, by the word in a button's data."""
