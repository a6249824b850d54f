"""What a rehearsal sent goes in; pages for a person come out, reader by reader, each message with its moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bot.following import telling
from briefs import dates_shown, queries
from briefs.following.interest import shown, understood
from briefs.shown import counted

if TYPE_CHECKING:
    from bot.rehearsing.cast import Follower
    from bot.rehearsing.replay import Message, Period, Played
    from briefs.library import Library

WIDTH = 88
NAMES = {"change": "date that changed", "owner": "word to the owners"}


def pages(library: Library, period: Period, played: Played, *, headlines: bool = False) -> Iterator[str]:
    """A heading, then each reader with everything that came; with ``headlines`` a line for each message."""
    yield _head(period, played)
    chats = list(dict.fromkeys(each.draft.chat for each in played.readers))
    for at, chat in enumerate(chats, 1):
        yield f"\n\n{'═' * WIDTH}\nReader {at} of {len(chats)}\n"
        mine = [each for each in played.readers if each.draft.chat == chat]
        yield from (f"{_followed(library, each)}\n" for each in mine)
        found = [each for each in played.messages if each.chat == chat]
        yield from _messages(played.readers, found, headlines=headlines)


def _head(period: Period, played: Played) -> str:
    begins, ends = dates_shown.day(period.begins), dates_shown.day(period.ends)
    chats = len({each.draft.chat for each in played.readers})
    words = (
        f"From {begins} to {ends}: {counted(played.arrived, 'document arrives', 'documents arrive')} "
        f"({played.before:,} are there before), and "
        f"{counted(chats, 'reader is', 'readers are')} sent {counted(len(played.messages), 'message', 'messages')}.\n"
    )
    if played.unsent:
        words += f"{counted(played.unsent, 'message waits', 'messages wait')} at the end.\n"
    return words


def _followed(library: Library, each: Follower) -> str:
    events = queries.event_names(library.store)
    interest = understood(each.wish.interest, library.lexicon, events).interest
    what = shown(interest, library.lexicon, events)
    number = f"Subscription {each.number}" if each.number else "Supposed"
    hour = "" if each.wish.form == "watch" else f", {telling.city(each.wish.zone)}"
    return f"{number}: {telling.rhythm(each.wish)}{hour}: {what}"


def _messages(readers: Sequence[Follower], found: Sequence[Message], *, headlines: bool) -> Iterator[str]:
    if not found:
        yield "Nothing is sent.\n"
    for each in found:
        wish = readers[each.of].wish
        when = telling.moment(each.at, wish.zone, "en")
        head = f"{when} · {NAMES.get(each.purpose, each.purpose)}"
        first = each.text.lstrip().partition("\n")[0]
        yield (
            f"{head} · {first}\n"
            if headlines
            else f"\n── {head} {'─' * max(3, WIDTH - len(head) - 4)}\n{each.text}\n"
        )
