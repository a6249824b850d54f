"""Parts and the documents they cite in, as much of them as fits one message and one minute out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefs.brief import Entry, Part
from briefs.model import Source

MOST_ENTRIES = 12
"""Entries of one message: more are not read in a minute, nor numbered on one page."""
MOST_CHARACTERS = 2_500
"""Characters of one message with the documents it names; a page of the chat takes some three thousand with its markup."""
_MARKUP = 34
_LONGEST_TITLE = 100


def fitted(parts: Sequence[Part], sources: Mapping[int, Source]) -> tuple[Part, ...]:
    """The parts without what is too much: the longest one loses its last entry until the rest fits."""
    kept = [part for part in parts if part.entries]
    while _is_too_much(kept, sources):
        longest = max(range(len(kept)), key=lambda place: (len(kept[place].entries), place))
        if len(kept[longest].entries) > 1:
            kept[longest] = replace(kept[longest], entries=kept[longest].entries[:-1])
        elif len(kept) > 1:
            kept.pop()
        else:
            break
    return tuple(kept)


def _is_too_much(parts: Sequence[Part], sources: Mapping[int, Source]) -> bool:
    entries = [entry for part in parts for entry in part.entries]
    cited = {entry.source for entry in entries if entry.source in sources}
    size = sum(_size(entry) for entry in entries) + sum(_named(sources[number]) for number in cited if number)
    return len(entries) > MOST_ENTRIES or size > MOST_CHARACTERS


def _size(entry: Entry) -> int:
    return len(entry.text) + len(entry.direction) + sum(len(note) + 3 for note in entry.notes) + _MARKUP


def _named(source: Source) -> int:
    title = min(len(source.title), _LONGEST_TITLE)
    return title + len(source.publisher or "") + len(source.url or "") + 2 * _MARKUP
