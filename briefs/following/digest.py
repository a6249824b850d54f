"""What somebody follows and what they were told in, a digest out: what changed, what is coming, what is new, what ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from briefs import dates_shown, queries, shown
from briefs.asking.question import About
from briefs.brief import Brief, Choice, Part
from briefs.composing import entries as made
from briefs.following import entries, requests
from briefs.following.gathering import Checked, Following, Found, gather, lies_ahead
from briefs.following.groups import new_parts
from briefs.following.interest import Interest
from briefs.following.interest import shown as interest_shown
from briefs.following.news import News, Window, news, news_known
from briefs.following.notices import change_entries, rest_choices
from briefs.following.occasions import Sight
from briefs.following.told import Digest, Occasion, Told

if TYPE_CHECKING:
    from briefs.library import Asked, Library
    from briefs.store import Readable, Snapshot

__all__ = ["HORIZON", "Checked", "Digest", "Following", "as_known_on", "digest"]

HORIZON = 120
"""Days ahead that a digest looks where nobody says."""
FIRST = timedelta(days=30)
"""What the first digest of a preview covers."""
_MOST_ENDING = 3
_MOST_CHANGED = 4


def digest(library: Library, following: Following, within: Snapshot | None = None) -> Digest | None:
    """What is new since the last one and what lies ahead; None where nothing is new and silence was chosen.

    ``within`` is the state of the store to be looked at, where one is open: many digests then open none of their own.
    """
    store: Readable = within or library.store
    with store.snapshot() as snapshot:
        sight = Sight(library, snapshot, following.interest, following.today, language=following.language)
        fresh = news(snapshot, library.lexicon, following.interest, following.window, sight.version)
        return _composed(sight, following, fresh)


def as_known_on(
    library: Library,
    interest: Interest,
    day: date,
    *,
    since: date | None = None,
    horizon: int = HORIZON,
    language: str = "en",
    says_nothing_new: bool = False,
) -> Digest | None:
    """The digest of a day of the past, from what one could know on it: documents count from the day they were published.

    ``since`` is the day of the digest before, whose reader was told what lay ahead then. Without it this is the first
    one: it covers a month, and nothing was told before.
    """
    first = since is None
    since = since or day - FIRST
    with library.store.snapshot() as snapshot:
        then = Sight(library, snapshot, interest, since, since, language)
        told = {} if first else {each.slug: each.told for each in lies_ahead(then, horizon)}
        sight = Sight(library, snapshot, interest, day, day, language)
        fresh = news_known(snapshot, library.lexicon, interest, since, day)
        window = Window(0, 0, _midnight(since), _midnight(day))
        following = Following(interest, language, horizon, day, window, says_nothing_new, told)
        return _composed(sight, following, fresh)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _composed(sight: Sight, following: Following, fresh: News) -> Digest | None:
    asked = entries.asked_by(
        sight.library,
        sight.snapshot,
        sight.interest,
        sight.today,
        about=About.UPCOMING,
        as_of=sight.as_of,
        language=sight.language,
    )
    found = gather(sight, following, fresh, asked)
    if not found.is_new and not following.says_nothing_new:
        return None
    if not found.is_new:
        return Digest(_nothing_new(sight, following, asked))
    parts, sources = entries.fitting(sight.snapshot, _parts(found, sight, asked))
    lines = entries.lines_in(parts)
    brief = made.answer(
        asked,
        _title(sight),
        _lead(found, sight, following),
        parts,
        sources,
        choices=_choices(found, parts, asked, sight),
    )
    return Digest(brief, *_told(found, parts, lines))


def _told(
    found: Found, parts: Sequence[Part], lines: tuple[int, ...]
) -> tuple[tuple[int, ...], dict[str, Told]]:
    """The lines that were shown, those quoted beside an event too, and the dates of events as they are known now.

    What did not fit was counted, and a button leads to it: it is told as well, or it would be news for ever.
    """
    quoted = [
        found.promised[each.slug][0].number
        for each in found.chosen[: entries.shown_of(parts, "coming")]
        if found.promised.get(each.slug)
    ]
    dates = {each.slug: each.told for each in (*found.coming, *found.ending)}
    dates |= {each.slug: each.new for each in found.changes[: entries.shown_of(parts, "moved")]}
    return tuple(dict.fromkeys((*lines, *quoted))), dates


def _title(sight: Sight) -> str:
    day = dates_shown.day(sight.today, sight.language)
    if sight.interest.is_everything:
        return f"Digest of {day}"
    words = interest_shown(sight.interest, sight.lexicon)
    return f"{words[:1].upper()}{words[1:]} · digest of {day}"


def _lead(found: Found, sight: Sight, following: Following) -> list[str]:
    """How much there is since when, and what only went to the archive."""
    since = dates_shown.day(following.begins, sight.language)
    lines = found.news.lines
    if lines:
        documents = shown.counted(len({line.source.number for line in lines}), "document", "documents")
        lead = [f"New since {since}: {made.counts(lines)}, in {documents}."]
    else:
        lead = [f"No new outcomes since {since}."]
    if found.news.older:
        older = shown.counted(found.news.older, "older document was", "older documents were")
        lead.append(f"{older} added to the archive as well.")
    if found.news.beyond:
        lead.append(
            f"{found.news.beyond:,} further lines are too many for a digest; ask for a party or a topic."
        )
    return lead


def _parts(found: Found, sight: Sight, asked: Asked) -> list[Part]:
    moved = change_entries(sight.snapshot, found.changes[:_MOST_CHANGED], asked)
    coming = [entries.occasion_entry(each, asked, found.promised.get(each.slug, ())) for each in found.chosen]
    ending = [
        entries.occasion_entry(each, asked, extra=_succession(each, found, sight))
        for each in found.ending[:_MOST_ENDING]
    ]
    return [
        made.part("moved", "Dates that changed", moved),
        made.part("coming", "Coming", coming),
        *new_parts(found.news.lines, sight.interest, asked),
        made.part("ending", "Terms that end", ending),
        requests.part(found.asked_long_ago, asked),
    ]


def _succession(term: Occasion, found: Found, sight: Sight) -> list[str]:
    """What follows a term, so far as documents tell."""
    line = found.followed.get(term.slug)
    if line is None:
        return ["no successor is known here"]
    return [f"followed by the one adopted {dates_shown.shown(made.said(line), sight.language)}"]


def _choices(found: Found, parts: Sequence[Part], asked: Asked, sight: Sight) -> tuple[Choice, ...]:
    """What did not fit, each one button away."""
    choices = rest_choices(found.news.lines, entries.lines_in(parts), asked)
    more = len(found.coming) - entries.shown_of(parts, "coming")
    label = f"All that is coming: {more} more" if more > 0 else "All that is coming"
    choices.append(Choice(label, asked.question.canonical()))
    hidden = len(found.asked_long_ago) - entries.shown_of(parts, "open")
    if hidden > 0 and len(sight.interest.parties) == 1:
        choices.append(Choice(f"Open requests: {hidden} more", f"requests {sight.interest.parties[0]}"))
    return tuple(choices)


def _nothing_new(sight: Sight, following: Following, asked: Asked) -> Brief:
    """One line that says so, with how that is known."""
    since = dates_shown.day(following.begins, sight.language)
    words = f"Nothing new since {since}."
    if following.checked is not None:
        at = following.checked.at
        sources = shown.counted(following.checked.sources, "source was", "sources were")
        words += f" {sources} checked, the last time on {dates_shown.day(at.date(), sight.language)} at {at:%H:%M}."
    else:
        newest = queries.latest(sight.snapshot, 1, as_of=sight.as_of)
        if newest:
            when = dates_shown.shown(newest[0].published, sight.language)
            words += f" The newest document here is number {newest[0].number}, of {when}."
    return Brief(
        _title(sight),
        asked.question.canonical(),
        (words,),
        choices=(Choice("What is coming", asked.question.canonical()),),
    )
