"""What a chat follows goes in; the list of it, and the screen of one subscription with its buttons, come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.buttons import Act, encode
from bot.delivery import subscriptions
from bot.following import telling
from bot.following.target import RUN, of_held
from bot.following.wish import WATCH
from bot.markup import Line, Run, bold, italic, short
from bot.messages import Button, Screen, of_lines, paired

if TYPE_CHECKING:
    from bot.delivery.subscriptions import Subscription
    from bot.desk import Desk, Place

LABEL = 34
LONGEST = 200
ALL_NAMES = 3400
BESIDE = 110
"""Characters of a name in the list, of all of the list, and of what stands beside a name: none may fall off its end."""
PAUSED = "paused"
GONE = "This was removed meanwhile. /subscriptions shows what there is."


def listed(desk: Desk, place: Place, said: str = "") -> Screen:
    """Everything that a chat follows, each with its button."""
    found = subscriptions.of_chat(desk.library.store, place.chat)
    where = place.name or "this chat"
    above: list[Line] = [(italic(said),), ()] if said else []
    if not found:
        lines: list[Line] = [
            (bold(f"{where[:1].upper()}{where[1:]} follows nothing yet"),),
            (Run("A digest comes at your own hour; a watch tells at once when something is published."),),
        ]
        return of_lines([*above, *lines], _more(desk, place))
    lines = [(bold(f"What {where} follows"),)]
    buttons: list[tuple[Button, ...]] = []
    longest = min(LONGEST, ALL_NAMES // len(found) - BESIDE)
    for place_in_list, each in enumerate(found, 1):
        target, wish = of_held(each)
        followed = telling.followed(desk, each.interest)
        lines += [(), (Run(f"{place_in_list}. "), bold(short(followed, longest)))]
        lines.append((Run(f"{telling.rhythm(wish)}{_standing(each)}"),))
        sign = "👁" if each.form == WATCH else "🗞"
        label = f"{place_in_list} {sign} {short(followed, LABEL - 5)}"
        buttons.append((Button(label, target.data("show", desk.keep)),))
    return of_lines([*above, *lines], [*buttons, *_more(desk, place)])


def _standing(held: Subscription) -> str:
    """What there is to be said of it beside its hour: paused, when it is next due, for which topic."""
    told = f" · next {telling.moment(held.digest_due, held.zone, held.language)}" if held.digest_due else ""
    if held.state == PAUSED:
        told = " · ⏸ paused"
    return f"{told} · in a topic of its own" if held.thread is not None else told


def _more(desk: Desk, place: Place) -> list[tuple[Button, ...]]:
    named = f" {place.name}" if place.name.startswith("@") else f" {place.chat}" if place.name else ""
    return [
        (
            Button("＋ Digest", encode(Act(RUN, f"subscribe{named}"), desk.keep)),
            Button("＋ Watch", encode(Act(RUN, f"watch{named}"), desk.keep)),
        )
    ]


def one(desk: Desk, held: Subscription, said: str = "") -> Screen:
    """One subscription: what it is set to, and buttons to change each of it."""
    target, wish = of_held(held)
    lines: list[Line] = [(italic(said),), ()] if said else []
    sign = "👁 Watch" if held.form == WATCH else "🗞 Digest"
    lines.append((Run(f"{sign}: "), bold(telling.followed(desk, held.interest))))
    if held.state == PAUSED:
        lines.append((Run("⏸ Paused: nothing is sent until you resume it."),))
    lines += [(Run(f"{name}: "), bold(value)) for name, value in telling.details(wish, held.digest_due)]
    if beware := telling.in_quiet(wish):
        lines.append((italic(beware),))

    def button(label: str, change: str) -> Button:
        return Button(label, target.data(change, desk.keep))

    pause = button("▶️ Resume", "resume") if held.state == PAUSED else button("⏸ Pause", "pause")
    trial = (
        button("📨 Show an example", "example") if held.form == WATCH else button("📨 Send me one now", "now")
    )
    edits = [button("What", "go what")]
    if held.form != WATCH:
        silent = button("No word when nothing is new", "n 0")
        if not held.says_nothing_new:
            silent = button("Say when nothing is new", "n 1")
        edits += [button("How often", "go rhythm"), button("Time", "go hour")]
        edits += [button("Looks ahead", "go ahead"), button("Language of dates", "go language"), silent]
    else:
        edits += [button("Language of dates", "go language"), button("Time of reminders", "go hour")]
    edits += [
        button("Time zone", "go zone"),
        button("Reminders", "go leads"),
        button("Quiet hours", "go quiet"),
    ]
    ends = (button("📅 Calendar", "calendar"), button("🗑 Remove", "remove"))
    return of_lines(lines, [(pause, trial), *paired(edits), ends, (button("‹ All", "list"),)])


def removing(desk: Desk, held: Subscription) -> Screen:
    """Asks before one is removed."""
    target, _ = of_held(held)
    lines: list[Line] = [(Run("Stop sending "), bold(telling.followed(desk, held.interest)), Run("?"))]
    buttons = (
        Button("🗑 Remove it", target.data("removed", desk.keep)),
        Button("Keep it", target.data("show", desk.keep)),
    )
    return of_lines(lines, [buttons])
