"""A wish goes in; the screen that asks for one thing about it comes out: what, how often, when, in which zone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot import zones
from bot.following import telling
from bot.following.wish import WATCH
from bot.markup import Line, Run, bold, italic, short
from bot.messages import Button, Screen, of_lines, paired
from bot.preferences import LANGUAGES, PLURALS

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.following.target import Target
    from bot.following.wish import Wish
    from briefs.following.interest import Interest

IN_WORDS = "✍️ In your own words"
MOST_OFFERED = 24
LISTS = ("parties", "topics", "events", "kinds")
"""The menus below that of what is followed."""

EVENTS_AHEAD = timedelta(days=3 * 366)
HOURS = (360, 390, 420, 450, 480, 510, 540, 600, 720, 900, 1020, 1080)
MONTH_DAYS = (1, 5, 10, 15, 20, 25, 31)
LEADS = (90, 60, 30, 14, 7, 3, 1, 0)
HORIZONS = (14, 30, 60, 90, 180, 365)
QUIET = ((1320, 420), (1320, 360), (1260, 420), (1200, 480), (1080, 480))
RHYTHMS: Mapping[str, str] = {
    "daily": "Every day",
    "weekdays": "Monday to Friday",
    "weekly": "Once a week",
    "days": "On chosen days",
    "monthly": "Once a month",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One menu to be shown: for which wish, what its buttons change, and the local day.

    ``to`` is what the chat is called that it is for, where that is another one.
    """

    desk: Desk
    wish: Wish
    target: Target
    today: date
    to: str = ""

    def button(self, label: str, change: str) -> Button:
        """A button that makes a change."""
        return Button(short(label, 40) or "…", self.target.data(change, self.desk.keep))


def screen(asked: Asked, menu: str, said: str = "") -> Screen | None:
    """The screen of a menu, with a remark above it; None where there is no such menu."""
    if menu not in MENUS:
        return None
    lines, rows = MENUS[menu](asked)
    above: list[Line] = [(italic(said),), ()] if said else []
    return of_lines([*above, *lines], [*rows, *_ways_out(asked, menu)])


def _ways_out(asked: Asked, menu: str) -> list[tuple[Button, ...]]:
    """In words, onwards, and back: what stands below every menu."""
    words = [asked.button(IN_WORDS, f"w {menu}")] if menu in IN_WORDS_HOW else []
    onwards = [asked.button("Done ›", "go on")] if _can_go_on(asked.wish, menu) else []
    if menu in LISTS:
        return [(asked.button("‹ Back", "go what"), *onwards)]
    ends = [asked.button("‹ Back", "show")] if asked.target.number else [asked.button("✕ Cancel", "no")]
    return [tuple(words), (*ends, *onwards)] if words else [(*ends, *onwards)]


def _can_go_on(wish: Wish, menu: str) -> bool:
    """Whether a menu in which several things are chosen holds enough to leave it."""
    if menu == "what" or menu in LISTS:
        return bool(wish.interest)
    return menu == "leads" or (menu == "days" and wish.cadence == "days" and bool(wish.days))


Shown = tuple[list[Line], Sequence[tuple[Button, ...]]]


def _what(asked: Asked) -> Shown:
    wish = asked.wish
    lines: list[Line] = [
        (bold("What shall I watch?" if wish.form == WATCH else "What do you want to follow?"),)
    ]
    if wish.interest:
        lines.append((Run("So far: "), bold(telling.followed(asked.desk, wish.interest))))
    else:
        lines.append((Run("Everything, or only some partners, topics or events."),))
    lines.append((italic("Several partners mean any of them; a partner and a topic mean both together."),))
    rows: list[tuple[Button, ...]] = [
        (asked.button("🌏 Partners", "go parties"), asked.button("📚 Topics", "go topics")),
        (asked.button("📅 Events", "go events"), asked.button("🤝 Kinds", "go kinds")),
    ]
    if wish.interest != "everything":
        rows.append((asked.button("Everything", "e"),))
    return lines, rows


def _parties(asked: Asked) -> Shown:
    from briefs import queries

    lexicon = asked.desk.library.lexicon
    met = [code for code, _ in queries.parties_met(asked.desk.library.store)]
    codes = dict.fromkeys((*met[:MOST_OFFERED], *_interest(asked).parties))
    named = [(lexicon.party_name(code), f"party:{code}") for code in codes]
    return _toggles(asked, "parties", "Which partners?", named)


def _topics(asked: Asked) -> Shown:
    from briefs import queries

    lexicon = asked.desk.library.lexicon
    met = [slug for slug, _ in queries.topics_met(asked.desk.library.store)]
    others = [topic.slug for topic in lexicon.topics]
    offered = list(dict.fromkeys((*met, *others)))[:MOST_OFFERED]
    slugs = dict.fromkeys((*offered, *_interest(asked).topics))
    return _toggles(
        asked, "topics", "Which topics?", [(lexicon.topic_name(slug), f"topic:{slug}") for slug in slugs]
    )


def _events(asked: Asked) -> Shown:
    from briefs import queries
    from briefs.following.interest import event_name

    desk, today = asked.desk, asked.today
    told = queries.events(desk.library.store, since=today)
    recorded = desk.library.lexicon.calendar.events_between(today, today + EVENTS_AHEAD)
    offered = list(dict.fromkeys(each.slug for each in (*told, *recorded)))[:MOST_OFFERED]
    names = queries.event_names(desk.library.store)
    named = [
        (event_name(slug, desk.library.lexicon, names), f"event:{slug}")
        for slug in dict.fromkeys((*offered, *_interest(asked).events))
    ]
    return _toggles(asked, "events", "Which events?", named)


def _kinds(asked: Asked) -> Shown:
    named = [(plural.capitalize(), f"kind:{kind.value}") for kind, plural in PLURALS.items()]
    return _toggles(asked, "kinds", "Only some kinds of outcomes?", named)


def _toggles(asked: Asked, menu: str, title: str, named: Sequence[tuple[str, str]]) -> Shown:
    """Names to be chosen and let go again; what is chosen bears a mark."""
    chosen = set(asked.wish.interest.split())
    buttons = [
        asked.button(f"✓ {name}" if term in chosen else name, f"t {menu} {term}") for name, term in named
    ]
    lines: list[Line] = [(bold(title),)]
    if asked.wish.interest:
        lines.append((Run("So far: "), bold(telling.followed(asked.desk, asked.wish.interest))))
    if not named:
        lines.append((Run("There is none in the documents yet. Go back, and say it in your own words."),))
    return lines, paired(buttons)


def _rhythm(asked: Asked) -> Shown:
    lines: list[Line] = [(bold("How often?"),)]
    if asked.wish.interest:
        lines.append((Run("What: "), Run(telling.followed(asked.desk, asked.wish.interest))))
    return lines, paired([asked.button(label, f"c {name}") for name, label in RHYTHMS.items()])


def _days(asked: Asked) -> Shown:
    wish = asked.wish
    if wish.cadence == "monthly":
        buttons = [
            asked.button(f"The {telling.ordinal(day)}" if day < telling.LAST else "The last day", f"d {day}")
            for day in MONTH_DAYS
        ]
        return [(bold("On which day of the month?"),)], paired(buttons)
    marks = set(wish.days) if wish.cadence == "days" else set()
    buttons = [
        asked.button(f"✓ {name}" if number in marks else name, f"d {number}")
        for number, name in enumerate(telling.DAY_NAMES)
    ]
    title = "On which days?" if wish.cadence == "days" else "On which day?"
    return [(bold(title),)], paired(buttons)


def _hour(asked: Asked) -> Shown:
    buttons = [asked.button(telling.clock(minute), f"m {minute}") for minute in HOURS]
    rows = [tuple(buttons[place : place + 4]) for place in range(0, len(buttons), 4)]
    title = "At what time shall I remind you of events?" if asked.wish.form == WATCH else "At what time?"
    where = f"By the clock of {telling.city(asked.wish.zone)}." if asked.wish.zone else "By your own clock."
    return [(bold(title),), (Run(where.replace(" time.", ".")),)], rows


def _zone(asked: Asked) -> Shown:
    buttons = [asked.button(city, f"z {zone}") for city, zone in zones.OFFERED.items()]
    lines: list[Line] = [
        (bold("Where are you?"),),
        (Run("So that it comes at your own hour, in summer and in winter. I ask this once."),),
    ]
    if asked.wish.zone:
        lines = [(bold("Which time zone?"),), (Run("Now: "), bold(telling.city(asked.wish.zone)))]
    return lines, paired(buttons)


def _language(asked: Asked) -> Shown:
    buttons = [asked.button(name, f"l {code}") for code, name in LANGUAGES.items()]
    lines: list[Line] = [
        (bold("Language of dates"),),
        (Run("What documents say stays in English, as they are."),),
    ]
    return lines, paired(buttons)


def _ahead(asked: Asked) -> Shown:
    buttons = [asked.button(f"{days} days", f"h {days}") for days in HORIZONS]
    lines: list[Line] = [
        (bold("How far ahead shall each message look?"),),
        (Run("Events and deadlines within this time are listed. Now: "), bold(f"{asked.wish.horizon} days")),
    ]
    return lines, paired(buttons)


def _leads(asked: Asked) -> Shown:
    wish = asked.wish
    names = {0: "On the day", 1: "1 day before"}
    buttons = [
        asked.button(
            f"{'✓ ' if days in wish.leads else ''}{names.get(days, f'{days} days before')}", f"r {days}"
        )
        for days in dict.fromkeys((*LEADS, *wish.leads))
    ]
    lines: list[Line] = [
        (bold("When shall I remind you of events?"),),
        (Run("Now: "), bold(telling.leads(wish.leads))),
        (italic("Only events whose day is known are recalled. If a date moves, I tell you at once."),),
    ]
    return lines, [*paired(buttons), (asked.button("No reminders", "r none"),)]


def _quiet(asked: Asked) -> Shown:
    buttons = [
        asked.button(f"{telling.clock(first)} – {telling.clock(last)}", f"q {first}-{last}")
        for first, last in QUIET
    ]
    lines: list[Line] = [
        (bold("Quiet hours"),),
        (
            Run(
                "Alerts and word of moved dates wait until they are over. Reminders whose hour lies in them come when they "
                "end. A digest keeps the hour you chose. "
            ),
            Run("Now: "),
            bold(telling.quiet_hours(asked.wish.quiet)),
        ),
    ]
    return lines, [*paired(buttons), (asked.button("No quiet hours", "q none"),)]


def _interest(asked: Asked) -> Interest:
    from briefs.following.interest import Interest, understood

    words = asked.wish.interest
    return understood(words, asked.desk.library.lexicon).interest if words else Interest()


MENUS: Mapping[str, Callable[[Asked], Shown]] = {
    "what": _what,
    "parties": _parties,
    "topics": _topics,
    "events": _events,
    "kinds": _kinds,
    "rhythm": _rhythm,
    "days": _days,
    "hour": _hour,
    "zone": _zone,
    "language": _language,
    "ahead": _ahead,
    "leads": _leads,
    "quiet": _quiet,
}
"""Each thing that can be chosen, by the name in a button's data."""

IN_A_GROUP = "In a group or channel, press and hold this message, Reply."
IN_WORDS_HOW: Mapping[str, str] = {
    "what": f"Write what you follow, such as: australia vaccines, not visas. {IN_A_GROUP}",
    "rhythm": f"Write how often, such as: every monday at 8. {IN_A_GROUP}",
    "days": f"Write the days, such as: monday and thursday. {IN_A_GROUP}",
    "hour": f"Write the hour, such as: 7:45. {IN_A_GROUP}",
    "zone": f"Write a large city near you, or hours such as UTC+7. {IN_A_GROUP}",
    "leads": f"Write the days before an event, such as: 45, 14, 2. {IN_A_GROUP}",
    "quiet": f"Write the hours, such as: 21:30 to 6:45. {IN_A_GROUP}",
    "ahead": f"Write a number of days, such as: 120. {IN_A_GROUP}",
}
"""How a menu can be answered in words: what pops up when that button is pressed."""
