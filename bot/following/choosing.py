"""A wish and what a button or a reply says goes in; the wish changed by it comes out, and the menu to stay in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from bot import zones
from bot.following import spoken as speech
from bot.following.spoken import DAY, LAST_DAY, LONGEST_HORIZON, LONGEST_LEAD, MOST_LEADS
from bot.following.wish import Wish, with_days
from bot.preferences import LANGUAGES

if TYPE_CHECKING:
    from briefs.following.interest import Interest
    from briefs.lexicon import Lexicon

WEEK = 7
EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The wish after a choice. ``menu`` is where to stay; "" goes on. ``said`` tells what was not understood."""

    wish: Wish
    menu: str = ""
    said: str = ""


def pressed(wish: Wish, verb: str, argument: str, lexicon: Lexicon) -> Chosen | None:
    """The wish after a press; None where the button makes no sense (any more)."""
    return PRESSES[verb](wish, argument, lexicon) if verb in PRESSES else None


def answered(wish: Wish, menu: str, words: str) -> Chosen:
    """The wish after words that somebody wrote in answer to a menu; what is not understood is said there."""
    if menu not in ANSWERS:
        return Chosen(wish, menu)
    return ANSWERS[menu](wish, words) or Chosen(wish, menu, f'I do not understand "{words[:60]}" here.')


def toggled(words: str, term: str, lexicon: Lexicon) -> str | None:
    """An interest with what the term names added, or taken out where it was in; None where the term names nothing."""
    from briefs.following.interest import Interest, understood

    one = understood(term, lexicon).interest
    if one.is_everything:
        return None
    before = understood(words, lexicon).interest if words else Interest()
    either: dict[str, Any] = {field.name: _either(before, one, field.name) for field in fields(Interest)}
    return Interest(**either).words()


def _either(before: Interest, one: Interest, name: str) -> tuple[str, ...]:
    return tuple(set(getattr(before, name)) ^ set(getattr(one, name)))


def _rhythm(wish: Wish, argument: str, _lexicon: Lexicon) -> Chosen | None:
    if argument == "weekdays":
        return Chosen(replace(wish, cadence="days", days=(0, 1, 2, 3, 4)))
    if argument not in ("daily", "weekly", "days", "monthly"):
        return None
    same = argument == wish.cadence
    days = wish.days if same else ()
    return Chosen(replace(wish, cadence=argument, days=days), "" if argument == "daily" else "days")


def _day(wish: Wish, argument: str, _lexicon: Lexicon) -> Chosen | None:
    day = _number(argument, LAST_DAY)
    if day is None or not wish.cadence or wish.cadence == "daily":
        return None
    if wish.cadence == "monthly":
        return Chosen(with_days(wish, (day,))) if day else None
    if day >= WEEK:
        return None
    if wish.cadence == "weekly":
        return Chosen(with_days(wish, (day,)))
    return Chosen(with_days(wish, tuple(set(wish.days) ^ {day})), "days")


def _minute(wish: Wish, argument: str, _lexicon: Lexicon) -> Chosen | None:
    minute = _number(argument, DAY - 1)
    return None if minute is None else Chosen(replace(wish, minute=minute))


def _zone(wish: Wish, argument: str, _lexicon: Lexicon) -> Chosen | None:
    return Chosen(replace(wish, zone=argument)) if zones.is_zone(argument) else None


def _language(wish: Wish, argument: str, _lexicon: Lexicon) -> Chosen | None:
    return Chosen(replace(wish, language=argument)) if argument in LANGUAGES else None


def _horizon(wish: Wish, argument: str, _lexicon: Lexicon) -> Chosen | None:
    days = _number(argument, LONGEST_HORIZON)
    return Chosen(replace(wish, horizon=days)) if days else None


def _lead(wish: Wish, argument: str, _lexicon: Lexicon) -> Chosen | None:
    if argument == "none":
        return Chosen(replace(wish, leads=()), "leads")
    days = _number(argument, LONGEST_LEAD)
    if days is None:
        return None
    leads = tuple(sorted(set(wish.leads) ^ {days}, reverse=True))
    if len(leads) > MOST_LEADS:
        return Chosen(wish, "leads", f"More than {MOST_LEADS} reminders of one event would be too many.")
    return Chosen(replace(wish, leads=leads), "leads")


def _quiet(wish: Wish, argument: str, _lexicon: Lexicon) -> Chosen | None:
    if argument == "none":
        return Chosen(replace(wish, quiet=None))
    first, _, last = argument.partition("-")
    hours = (_number(first, DAY - 1), _number(last, DAY - 1))
    if hours[0] is None or hours[1] is None:
        return None
    return Chosen(replace(wish, quiet=(hours[0], hours[1])))


def _nothing_new(wish: Wish, argument: str, _lexicon: Lexicon) -> Chosen | None:
    return Chosen(replace(wish, says_nothing_new=argument == "1")) if argument in ("0", "1") else None


def _everything(wish: Wish, _argument: str, _lexicon: Lexicon) -> Chosen:
    return Chosen(replace(wish, interest=EVERYTHING))


def _term(wish: Wish, argument: str, lexicon: Lexicon) -> Chosen | None:
    """A toggle, and the menu in which it was pressed: "parties party:AU"; "on" goes on from there."""
    menu, _, term = argument.partition(" ")
    words = toggled(wish.interest, term, lexicon) if term else None
    return None if words is None else Chosen(replace(wish, interest=words), "" if menu == "on" else menu)


def _words(wish: Wish, argument: str, lexicon: Lexicon) -> Chosen | None:
    """What is followed, said anew in canonical words; None where they name something that is not known (any more)."""
    from briefs.following.interest import understood

    found = understood(argument, lexicon)
    if found.unknown or found.interest.is_everything:
        return None
    return Chosen(replace(wish, interest=found.interest.words()))


def _number(words: str, most: int) -> int | None:
    if not (words.isascii() and words.isdigit() and len(words) < WEEK):
        return None
    return int(words) if int(words) <= most else None


PRESSES: Mapping[str, Callable[[Wish, str, Lexicon], Chosen | None]] = {
    "c": _rhythm,
    "d": _day,
    "m": _minute,
    "z": _zone,
    "l": _language,
    "h": _horizon,
    "r": _lead,
    "q": _quiet,
    "n": _nothing_new,
    "e": _everything,
    "t": _term,
    "i": _words,
}
"""What a button changes in a wish, by the letter in its data."""


def _days_said(wish: Wish, words: str) -> Chosen | None:
    said = speech.spoken(f"{'monthly ' if wish.cadence == 'monthly' else ''}{words}")
    if not said.days or not said.cadence:
        return None
    minute = wish.minute if said.minute is None else said.minute
    return Chosen(replace(wish, cadence=said.cadence, days=said.days, minute=minute))


def _rhythm_said(wish: Wish, words: str) -> Chosen | None:
    said = speech.spoken(words)
    if not said.cadence:
        return None
    minute = wish.minute if said.minute is None else said.minute
    return Chosen(replace(wish, cadence=said.cadence, days=said.days, minute=minute))


def _hour_said(wish: Wish, words: str) -> Chosen | None:
    minute = speech.clock(words)
    return None if minute is None else Chosen(replace(wish, minute=minute))


def _zone_said(wish: Wish, words: str) -> Chosen:
    zone, near = zones.find(words)
    if zone:
        return Chosen(replace(wish, zone=zone))
    meant = f" Did you mean {' or '.join(zones.shown(name) for name in near)}?" if near else ""
    return Chosen(
        wish,
        "zone",
        f'No time zone called "{words[:60]}".{meant} Name a large city nearby, or hours such as UTC+7.',
    )


def _leads_said(wish: Wish, words: str) -> Chosen | None:
    leads = speech.leads_of(words)
    if not leads and words.strip().casefold() not in ("none", "no", "never"):
        return None
    return Chosen(replace(wish, leads=leads))


def _quiet_said(wish: Wish, words: str) -> Chosen | None:
    if words.strip().casefold() in ("none", "no", "never"):
        return Chosen(replace(wish, quiet=None))
    quiet = speech.spoken(f"quiet {words}").quiet
    return None if quiet is None else Chosen(replace(wish, quiet=quiet))


def _horizon_said(wish: Wish, words: str) -> Chosen | None:
    days = _number(words.casefold().removesuffix("days").strip(), LONGEST_HORIZON)
    return Chosen(replace(wish, horizon=days)) if days else None


ANSWERS: Mapping[str, Callable[[Wish, str], Chosen | None]] = {
    "rhythm": _rhythm_said,
    "days": _days_said,
    "hour": _hour_said,
    "zone": _zone_said,
    "leads": _leads_said,
    "quiet": _quiet_said,
    "ahead": _horizon_said,
}
"""What words in answer to a menu change in a wish; words about what is followed may need an answer back."""
