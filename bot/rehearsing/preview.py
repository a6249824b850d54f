"""What somebody follows and a day go in; the text of the digest comes out as it would have been on that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.delivery import subscriptions
from bot.rehearsing.cast import interest_in
from briefs.cli.shell import Paper, render
from briefs.errors import NoSuchThing
from briefs.following.digest import HORIZON, as_known_on
from briefs.following.interest import understood

if TYPE_CHECKING:
    from bot.delivery.subscriptions import Subscription
    from briefs.library import Library

NO_MESSAGE = "No message: nothing was new.\n"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose digest, by the number of a subscription or in words, of which day, and when the one before was.

    Without ``since`` it is the first one, which covers a month.
    """

    number: int | None
    words: str | None
    day: date
    since: date | None = None


def text(library: Library, wanted: Wanted) -> str:
    """The digest in plain text, or that there would have been none. Raises NoSuchThing and BadQuestion."""
    if wanted.number is None:
        interest, horizon, language, says_so = interest_in(library, wanted.words or ""), HORIZON, "en", False
    else:
        held = _held(library, wanted.number)
        interest = understood(held.interest, library.lexicon).interest
        horizon, language, says_so = held.horizon, held.language, held.says_nothing_new
    digest = as_known_on(
        library,
        interest,
        wanted.day,
        since=wanted.since,
        horizon=horizon,
        language=language,
        says_nothing_new=says_so,
    )
    return render(digest.brief, Paper(language=language)) if digest else NO_MESSAGE


def _held(library: Library, number: int) -> Subscription:
    held = subscriptions.one(library.store, number)
    if held is None or held.state == "ended":
        raise NoSuchThing(
            f"There is no subscription {number} (any more). "
            '`--interest "australia vaccines"` shows a digest without one.'
        )
    return held
