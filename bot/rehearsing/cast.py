"""The subscriptions of a store and words of a person go in; the readers of a rehearsal come out, each as a draft."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import select

from bot.delivery.rows import ACTIVE, of_row
from bot.delivery.subscriptions import Draft
from bot.delivery.tables import subscriptions
from bot.desk import Place
from bot.following.replies import named
from bot.following.spoken import spoken
from bot.following.wish import WATCH, Wish, draft, of_spoken, of_subscription
from bot.readers import Reader
from briefs import queries
from briefs.errors import BadQuestion
from briefs.following.interest import shown, understood

if TYPE_CHECKING:
    from briefs.following.interest import Interest
    from briefs.library import Library

EVERYTHING = "everything"
MONDAY = (0,)
EIGHT = 8 * 60


@dataclass(frozen=True, slots=True)
class Follower:
    """One thing that one reader follows; ``number`` is its own in the store, None where it is only supposed."""

    draft: Draft
    wish: Wish
    number: int | None = None


def readers(
    library: Library, digests: Sequence[str], watches: Sequence[str], zone: str
) -> tuple[Follower, ...]:
    """Every active subscription of the store, and those that the words suppose; one of everything where there is none.

    Each supposed reader is a chat of its own. What the words leave open is every Monday at eight, in ``zone``.
    Raises BadQuestion.
    """
    held = tuple(_held(library))
    wanted: list[tuple[Literal["digest", "watch"], str]] = [
        *(("digest", words) for words in digests),
        *(("watch", words) for words in watches),
    ]
    if not held and not wanted:
        wanted = [("digest", EVERYTHING)]
    first = max((each.draft.chat for each in held), default=0)
    first = max(first, 0) + 1
    supposed = (_supposed(library, form, words, zone, first + at) for at, (form, words) in enumerate(wanted))
    return (*held, *supposed)


def interest_in(library: Library, words: str) -> Interest:
    """What the words name, by the lexicon and the events of the store. Raises BadQuestion, which says what is unknown."""
    lexicon, events = library.lexicon, queries.event_names(library.store)
    found = understood(words, lexicon, events)
    if found.unknown:
        unknown = ", ".join(f'"{word[:60]}"' for word in found.unknown)
        meant = [term for _, terms in found.suggestions for term in terms if not term.startswith('"')]
        near = " or ".join(
            shown(understood(term, lexicon, events).interest, lexicon, events) for term in meant[:3]
        )
        raise BadQuestion(f"{unknown} is not known here.{f' Was {near} meant?' if near else ''}")
    if not named(found, words):
        raise BadQuestion(f'"{words[:60]}" does not say what is followed; "everything" is everything.')
    return found.interest


def _held(library: Library) -> Iterable[Follower]:
    query = select(subscriptions).where(subscriptions.c.state == ACTIVE).order_by(subscriptions.c.number)
    with library.store.reading() as connection:
        rows: Sequence[Any] = connection.execute(query).all()
    for row in rows:
        kept = of_row(row)
        wish = of_subscription(kept)
        made = draft(wish, Place(kept.chat, kept.thread), kept.made_by)
        yield Follower(made, wish, kept.number)


def _supposed(library: Library, form: str, words: str, zone: str, chat: int) -> Follower:
    said = spoken(words)
    if said.problem:
        raise BadQuestion(said.problem)
    interest = interest_in(library, said.rest or EVERYTHING)
    wish = of_spoken(said, form, interest.words(), Reader(chat, zone))
    wish = _filled(replace(wish, cadence="") if form == WATCH else wish)
    return Follower(draft(wish, Place(chat), chat), wish)


def _filled(wish: Wish) -> Wish:
    """The wish with what nobody said."""
    if wish.form == WATCH:
        return wish
    wish = replace(
        wish, cadence=wish.cadence or "weekly", minute=EIGHT if wish.minute is None else wish.minute
    )
    first = (1,) if wish.cadence == "monthly" else MONDAY
    return replace(wish, days=wish.days or first) if wish.cadence != "daily" else wish
