"""What somebody follows goes in; the calendar file of its events comes out, or the address that keeps itself up to date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.buttons import Act, encode
from bot.delivery import subscriptions
from bot.following import telling
from bot.following.replies import MOST_WORDS, TOO_LONG, understood
from bot.following.spoken_forms import CHANNEL
from bot.following.target import RUN
from bot.following.target import of_held as target_of
from bot.markup import Line, Run, bold, italic, short
from bot.messages import Button, Screen, of_lines, of_text
from bot.telegram_nouns import Upload

if TYPE_CHECKING:
    from bot.delivery.subscriptions import Subscription
    from bot.desk import Desk, Heard
    from briefs.following.interest import Interest

FILE_NAME = "events.ics"
MIME_TYPE = "text/calendar"
PATH = "/calendar/{token}.ics"
"""Where the calendar of a subscription stands on the bot's web server."""

NO_SERVER = "This bot has no address on the web. /calendar sends the events as a file instead."


def calendar(desk: Desk, heard: Heard) -> Screen:
    """/calendar: the events of what the words name, or all of them, as a file."""
    if heard.where.refusal and (heard.where.name or not heard.where.chat):
        return of_text(heard.where.refusal)
    if len(heard.words) > MOST_WORDS:
        return of_text(TOO_LONG)
    words = CHANNEL.sub(" ", heard.words).strip()
    found = understood(desk, words)
    if found.unknown:
        named = telling.listed([f"“{word}”" for word in found.unknown])
        meant = dict.fromkeys(
            term for _, terms in found.suggestions for term in terms if not term.startswith('"')
        )
        buttons = [
            (
                Button(
                    short(telling.followed(desk, term), 40), encode(Act(RUN, f"calendar {term}"), desk.keep)
                ),
            )
            for term in list(meant)[:6]
        ]
        return of_text(f"I do not know {named}.{' Did you mean this?' if buttons else ''}"[:400], buttons)
    own = () if words else subscriptions.of_chat(desk.library.store, heard.where.chat)
    rows = [
        (
            Button(
                f"📅 Only {short(telling.followed(desk, each.interest), 32)}", _data(desk, each, "calendar")
            ),
        )
        for each in own
        if each.interest != found.interest.words()
    ]
    return _sent(desk, found.interest, list({row[0].label: row for row in rows}.values()))


def of_held(desk: Desk, kept: Subscription) -> Screen:
    """The events of a subscription as a file; where there is a web server, with the way to its address."""
    rows = []
    if desk.public:
        rows = [(Button("🔗 An address that stays up to date", _data(desk, kept, "feed")),)]
    return _sent(desk, understood(desk, kept.interest).interest, rows)


def address(desk: Desk, kept: Subscription) -> Screen | str:
    """The private address of a subscription's calendar."""
    if not desk.public:
        return NO_SERVER
    token = subscriptions.feed_token(desk.library.store, kept.number)
    lines: list[Line] = [
        (bold("A calendar that stays up to date"),),
        (Run("Add this address in Google Calendar (Other calendars, From URL), Apple Calendar or Outlook:"),),
        (),
        (Run(desk.public + PATH.format(token=token), ("code",)),),
        (),
        (italic("Whoever has the address can read it. It ends when the subscription is removed."),),
    ]
    return of_lines(lines, [(Button("‹ Back", _data(desk, kept, "show")),)])


def origin(url: str) -> str:
    """The address of a web server without its path: "https://bot.example.org"; "" of none."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def _sent(desk: Desk, interest: Interest, rows: Sequence[tuple[Button, ...]]) -> Screen:
    from briefs.following.calendar_file import calendar as written

    data = written(desk.library, interest, desk.today(), desk.clock())
    count = data.count(b"BEGIN:VEVENT")
    what = telling.followed(desk, interest.words())
    if not count:
        lines: list[Line] = [
            (bold(f"{what[:1].upper()}{what[1:]}"), Run(": no event to come is known to the day yet.")),
            (Run("/upcoming shows what is known less exactly; /watch tells when a day is named."),),
        ]
        return of_lines(lines, rows)
    events = "1 event" if count == 1 else f"{count} events"
    lines = [
        (bold(f"{what[:1].upper()}{what[1:]}"), Run(f": {events}.")),
        (Run("Open the file to put them into your calendar. Only days that are known are in it."),),
    ]
    shown = of_lines(lines, rows)
    return Screen(shown.html, shown.rows, Upload(FILE_NAME, data, MIME_TYPE))


def _data(desk: Desk, kept: Subscription, change: str) -> str:
    aim, _ = target_of(kept)
    return aim.data(change, desk.keep)
