"""A chat asks how things stand; the last document, the sources, its next digest come out, and for owners the queue."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from bot import zones
from bot.buttons import Act, encode
from bot.delivery import alarms, figures, subscriptions
from bot.desk import Desk, Heard
from bot.following import telling
from bot.following.target import RUN
from bot.markup import Line, Run, bold, short
from bot.messages import Button, Screen, of_lines
from briefs import dates_shown, queries
from briefs.shown import counted
from briefs.store.tables import documents
from briefs.watching import due, records
from briefs.watching import shown as watched

if TYPE_CHECKING:
    from bot.delivery.figures import Counts, Hour
    from bot.delivery.subscriptions import Subscription

LONGEST_TITLE = 120
MOST_FAILING = 3
MOST_HOURS = 24
MINUTE = 60
HOUR = 60 * MINUTE
LONG = 2
"""From two of a unit on, a time is told in it."""


def told(desk: Desk, heard: Heard) -> Screen:
    """What everybody may know, and for an owner in private how deliveries fare."""
    zone = zones.zone_of(heard.reader.zone, desk.zone)
    now = desk.clock()
    said: list[Line] = [
        (bold("How things stand"),),
        (bold("Last document: "), Run(_last_document(desk, heard))),
        (bold("Sources: "), Run(_sources(desk, now, zone))),
        (bold("This chat: "), Run(_followed(desk, heard))),
        (bold("Deliveries: "), Run(_deliveries(desk, now, zone))),
    ]
    if heard.private and heard.person in desk.owners:
        said += _for_owners(desk, now, zone)
    buttons = [("Sources", "sources"), ("What this chat follows", "subscriptions")]
    return of_lines(
        said, [tuple(Button(label, encode(Act(RUN, name), desk.keep)) for label, name in buttons)]
    )


def _last_document(desk: Desk, heard: Heard) -> str:
    language = heard.reader.language or "en"
    with desk.library.store.snapshot() as snapshot:
        newest = snapshot.connection.scalar(select(func.max(documents.c.number)))
        found = queries.sources(snapshot, (newest,)) if newest else ()
    if not found:
        return "there is none yet."
    source = found[0]
    zone = zones.zone_of(heard.reader.zone, desk.zone)
    added = watched.moment(source.added_at, desk.clock(), zone)
    published = dates_shown.shown(source.published, language)
    return f"number {source.number}, “{short(source.title, LONGEST_TITLE)}”, of {published}; added {added}."


def _sources(desk: Desk, now: datetime, zone: ZoneInfo) -> str:
    active = [state for state in records.states(desk.library.store).values() if state.active]
    if not active:
        return "none is watched; documents are added by hand."
    looked = max((state.looked_at for state in active if state.looked_at), default=None)
    checked = f"checked last {watched.moment(looked, now, zone)}" if looked else "not checked yet"
    failing = [state for state in active if state.failing_since is not None]
    words = f"{counted(len(active), 'is', 'are')} watched, {checked}."
    if all(state.next_look < now - watched.OVERDUE for state in active):
        words += " They have not been looked at when it was due: the watch does not seem to run."
    return f"{words} {_failing(failing)}" if failing else f"{words} All of them can be read."


def _failing(failing: list[due.State]) -> str:
    named = list(dict.fromkeys(short(state.publisher, 60) for state in failing))
    more = [f"{len(named) - MOST_FAILING} more"] if len(named) > MOST_FAILING else []
    listed = telling.listed([*named[:MOST_FAILING], *more])
    return f"{len(failing)} cannot be read: {listed}. /sources says why."


def _followed(desk: Desk, heard: Heard) -> str:
    store = desk.library.store
    held = subscriptions.of_chat(store, heard.where.chat)
    waiting = figures.waiting_for(store, heard.where.chat)
    words = (
        _next(desk, held)
        if held
        else "nothing is followed here. /subscribe sets up a digest, /watch an alert."
    )
    if waiting:
        words += f" {counted(waiting, 'message is', 'messages are')} on the way to it."
    return words


def _next(desk: Desk, held: tuple[Subscription, ...]) -> str:
    """The next digest, and what else there is."""
    digests = sorted((each.digest_due, each.number, each) for each in held if each.digest_due)
    watches = sum(each.form == "watch" and each.state == "active" for each in held)
    paused = sum(each.state == "paused" for each in held)
    told = []
    if digests:
        when, _, first = digests[0]
        at = f"{telling.moment(when, first.zone)} ({telling.city(first.zone)})"
        told.append(
            f"the next digest comes on {at}: {telling.followed(desk, first.interest, LONGEST_TITLE)}."
        )
    elif watches:
        told.append(f"{counted(watches, 'watch', 'watches')} and no digest.")
        watches = 0
    else:
        told.append("no digest is set up.")
    more = [counted(len(digests) - 1, "further digest", "further digests")] if digests[1:] else []
    more += [counted(watches, "watch", "watches")] if watches else []
    if more:
        told.append(f"Besides, {telling.listed(more)}.")
    if paused:
        told.append(f"{counted(paused, 'subscription is', 'subscriptions are')} paused: /subscriptions.")
    return " ".join(told)


def _deliveries(desk: Desk, now: datetime, zone: ZoneInfo) -> str:
    if _alarms(desk, now, zone):
        return "late just now. What is due is sent as soon as it can be; nothing is lost."
    return "what was due has been sent, or is on its way."


def _alarms(desk: Desk, now: datetime, zone: ZoneInfo) -> list[str]:
    with desk.library.store.reading() as connection:
        found = (alarms.late(connection, now, zone), alarms.nobody(connection, now, zone))
    return [alarm.words for alarm in found if alarm]


def _for_owners(desk: Desk, now: datetime, zone: ZoneInfo) -> list[Line]:
    counts = figures.counts(desk.library.store, now)
    hours = figures.by_hour(desk.library.store, now, zone)
    said: list[Line] = [(), (bold("For owners"),)]
    said += [(Run(f"⚠️ {words}"),) for words in _alarms(desk, now, zone)]
    said += [
        (bold("Queue: "), Run(_queue(counts))),
        (bold("Last 24 hours: "), Run(_day(counts))),
    ]
    if counts.aside:
        said.append((bold("Set aside: "), Run(_aside(counts.aside))))
    slowest = max((hour.slowest for hour in hours), default=0.0)
    if any(hour.sent for hour in hours):
        said.append((bold("Slowest: "), Run(f"{lasting(slowest)} from being made to being sent.")))
    if hours:
        said += [(), (bold(f"By hour ({telling.city(zone.key)})"),)]
        said += [(Run(f"• {_hour(hour, zone)}"),) for hour in hours[:MOST_HOURS]]
    return said


def _queue(counts: Counts) -> str:
    if not counts.waiting and not counts.sending:
        return "empty."
    words = [f"{counted(counts.waiting, 'message waits', 'messages wait')}"]
    if counts.due:
        words.append(f"{counts.due:,} of them due now, the oldest for {lasting(counts.oldest)}")
    if counts.sending:
        words.append(f"{counts.sending:,} being sent")
    return f"{', '.join(words)}."


def _day(counts: Counts) -> str:
    others = (
        (counts.failed, "given up"),
        (counts.gone, "to chats that are closed"),
        (counts.withdrawn, "withdrawn before they were sent"),
        (counts.doubts, "that may have come twice"),
    )
    told = [f"{count:,} {words}" for count, words in others if count]
    if not told and not counts.sent:
        return "nothing was sent, and nothing failed."
    return f"{', '.join([f'{counts.sent:,} sent', *(told or ['none failed'])])}."


def _aside(count: int) -> str:
    told = counted(count, "message or question, over which", "messages and questions, over each of which")
    return f"{told} the bot stopped again and again. Notes to the owners say which, the log may say why."


def _hour(hour: Hour, zone: ZoneInfo) -> str:
    told = [f"{hour.sent:,} sent, the slowest in {lasting(hour.slowest)}" if hour.sent else "none sent"]
    told += [
        f"{count:,} {words}"
        for count, words in (
            (hour.failed, "given up"),
            (hour.gone, "to closed chats"),
            (hour.withdrawn, "withdrawn"),
            (hour.doubts, "doubtful"),
        )
        if count
    ]
    return f"{hour.begins.astimezone(zone):%H:%M}: {'; '.join(told)}"


def lasting(seconds: float) -> str:
    """A time in one unit: "less than a second", "48 seconds", "3 minutes", "2 hours"."""
    if seconds < 1:
        return "less than a second"
    if seconds < LONG * MINUTE:
        return counted(int(seconds), "second", "seconds")
    if seconds < LONG * HOUR:
        return counted(int(seconds // MINUTE), "minute", "minutes")
    return counted(int(seconds // HOUR), "hour", "hours")
