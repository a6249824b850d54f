"""What somebody wants to follow, as far as it was said: from words, from a button's state, or from a subscription."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Literal, cast

from bot import zones
from bot.delivery.schedule import Cadence, Form, Quiet
from bot.delivery.subscriptions import HORIZON, LEADS, MORNING, Draft
from bot.following.spoken import DAY, LAST_DAY, LONGEST_HORIZON, LONGEST_LEAD, MOST_LEADS, Spoken
from bot.preferences import LANGUAGES

if TYPE_CHECKING:
    from bot.delivery.subscriptions import Subscription
    from bot.desk import Place
    from bot.readers import Reader

DIGEST, WATCH = "digest", "watch"
FORMS = (DIGEST, WATCH)
RHYTHMS = ("daily", "weekly", "days", "monthly")
MOST_WORDS = 3000
"""Characters of an interest that travel with a button."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be sent, and when; None, "" and empty is what was not said yet.

    ``interest`` is in canonical words, "everything" where nothing narrows it; ``days`` are weekdays from Monday 0, or
    the day of the month; ``minute`` and ``quiet`` are local minutes of the day. Nothing in it tells whose it is.
    """

    form: str = DIGEST
    interest: str = ""
    cadence: str = ""
    days: tuple[int, ...] = ()
    minute: int | None = None
    zone: str = ""
    language: str = "en"
    horizon: int = HORIZON
    leads: tuple[int, ...] = LEADS
    quiet: tuple[int, int] | None = None
    says_nothing_new: bool = False

    @property
    def lacks(self) -> str:
        """The first thing that must still be said: "what", "rhythm", "days", "hour", "zone"; "" where nothing is."""
        if not self.interest:
            return "what"
        if self.form == DIGEST and not self.cadence:
            return "rhythm"
        if self.form == DIGEST and self.cadence != "daily" and not self.days:
            return "days"
        if self.form == DIGEST and self.minute is None:
            return "hour"
        return "" if self.zone else "zone"

    @property
    def schedule(self) -> Cadence | None:
        """The cadence of a digest of which everything was said; None of a watch."""
        if self.form == WATCH or self.lacks:
            return None
        days = () if self.cadence == "daily" else self.days
        return Cadence(cast("Form", self.cadence), days, self.minute or 0, self.zone)

    @property
    def silence(self) -> Quiet | None:
        """The hours in which nothing is to be sent."""
        return Quiet(*self.quiet) if self.quiet else None


def of_spoken(said: Spoken, form: str, interest: str, reader: Reader) -> Wish:
    """What the words of a person say; what they leave open comes from the settings of the chat."""
    return Wish(
        form=form,
        interest=interest,
        cadence=said.cadence or "",
        days=said.days,
        minute=said.minute,
        zone=said.zone or reader.zone or "",
        language=said.language or reader.language or "en",
        horizon=said.horizon or HORIZON,
        leads=LEADS if said.leads is None else said.leads,
        quiet=said.quiet,
        says_nothing_new=said.says_nothing_new,
    )


def of_subscription(held: Subscription) -> Wish:
    """What a subscription is set to."""
    cadence = held.cadence
    return Wish(
        form=held.form,
        interest=held.interest,
        cadence=cadence.form if cadence else "",
        days=cadence.days if cadence else (),
        minute=held.minute,
        zone=held.zone,
        language=held.language,
        horizon=held.horizon,
        leads=held.leads,
        quiet=(held.quiet.start, held.quiet.end) if held.quiet else None,
        says_nothing_new=held.says_nothing_new,
    )


def draft(wish: Wish, place: Place, person: int) -> Draft:
    """The subscription to be made of a wish that lacks nothing."""
    return Draft(
        chat=place.chat,
        form=cast("Literal['digest', 'watch']", wish.form),
        interest=wish.interest,
        zone=wish.zone,
        made_by=person,
        thread=place.thread,
        cadence=wish.schedule,
        minute=MORNING if wish.minute is None else wish.minute,
        horizon=wish.horizon,
        leads=wish.leads,
        quiet=wish.silence,
        says_nothing_new=wish.says_nothing_new,
        language=wish.language,
    )


def changes(before: Wish, after: Wish) -> dict[str, Any]:
    """The fields of a subscription that differ, as they are kept."""
    found: dict[str, Any] = {
        name: getattr(after, name)
        for name in ("interest", "language", "horizon", "leads", "says_nothing_new")
        if getattr(before, name) != getattr(after, name)
    }
    if before.quiet != after.quiet:
        found["quiet"] = after.silence
    if after.form == DIGEST and before.schedule != after.schedule and after.schedule:
        found["cadence"] = after.schedule
    if after.form == WATCH:
        found |= {
            name: getattr(after, name)
            for name in ("minute", "zone")
            if getattr(before, name) != getattr(after, name)
        }
    return found


def to_words(wish: Wish) -> str:
    """The state that a button carries: what differs from a wish of which nothing was said."""
    plain = asdict(Wish())
    said = {name: value for name, value in asdict(wish).items() if value != plain[name]}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def from_words(words: str) -> Wish | None:
    """The wish in a button's state; None where it is none, for anybody may send anything as a button's data."""
    try:
        given = json.loads(words)
    except (ValueError, RecursionError):
        return None
    known = {field.name for field in fields(Wish)}
    if not isinstance(given, dict) or not given.keys() <= known:
        return None
    try:
        read = Wish(**{name: _tuple(value) for name, value in given.items()})
    except TypeError:
        return None
    return read if _is_sound(read) else None


def _tuple(value: object) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _is_sound(wish: Wish) -> bool:
    highest = LAST_DAY if wish.cadence == "monthly" else 6
    lowest = 1 if wish.cadence == "monthly" else 0
    checks: Mapping[str, bool] = {
        "form": wish.form in FORMS,
        "interest": isinstance(wish.interest, str) and len(wish.interest) <= MOST_WORDS,
        "cadence": wish.cadence in ("", *RHYTHMS),
        "days": _within(wish.days, lowest, highest),
        "minute": wish.minute is None or _within((wish.minute,), 0, DAY - 1),
        "zone": isinstance(wish.zone, str) and (not wish.zone or zones.is_zone(wish.zone)),
        "language": wish.language in LANGUAGES,
        "horizon": _within((wish.horizon,), 1, LONGEST_HORIZON),
        "leads": _within(wish.leads, 0, LONGEST_LEAD) and len(wish.leads) <= MOST_LEADS,
        "quiet": wish.quiet is None or (_within(wish.quiet, 0, DAY - 1) and len(wish.quiet) == 2),  # noqa: PLR2004 - from, until
        "says_nothing_new": isinstance(wish.says_nothing_new, bool),
    }
    return all(checks.values())


def _within(numbers: object, lowest: int, highest: int) -> bool:
    if not isinstance(numbers, tuple):
        return False
    return all(type(number) is int and lowest <= number <= highest for number in numbers)


def with_days(wish: Wish, days: tuple[int, ...]) -> Wish:
    """The wish on these days, in their order."""
    return replace(wish, days=tuple(sorted(set(days))))
