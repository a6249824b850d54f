"""A sentence without a speaker of its own and its paragraph come in; who speaks in it all the same goes out.

A quotation goes on over sentences and paragraphs, and its speaker may be named only where it ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefs.parsing.clauses_words import Words, words_of
from briefs.parsing.commentary import Spoken, Voice, spoken

if TYPE_CHECKING:
    from briefs.parsing.actors_cast import Cast
    from briefs.parsing.text import Span

_MARK = '"'
_AHEAD = 4
"""Sentences of a quotation behind which its speaker is still looked for."""
_LONGEST = 200
"""Words of a sentence in which he is looked for."""


def going_on(text: str, before: Spoken | None) -> Spoken | None:
    """Who goes on speaking in a paragraph that opens with a quotation mark: the official who spoke in the one before."""
    return before if before is not None and text.lstrip().startswith(_MARK) else None


def within(
    words: Words, later: Sequence[Span], quoted: Spoken | None, cast: Cast, *, news: bool
) -> Spoken | None:
    """Who speaks in a sentence that opens a quotation or stands in one; None where it stands in none.

    ``later`` are the sentences behind it in its paragraph, ``quoted`` is the official who spoke last.
    """
    opens = words.low[0] == _MARK
    if opens and words.low.count(_MARK) % 2:
        return _ahead(words.text, later, cast, news=news) or quoted
    if quoted is None:
        return None
    inside = not opens and words.text.count(_MARK, 0, words.starts[0]) % 2 == 1
    return quoted if opens or inside else None


def _ahead(text: str, later: Sequence[Span], cast: Cast, *, news: bool) -> Spoken | None:
    """Who is named where the quotation that begins here ends ("A is so. B must follow," *the minister said*)."""
    for span in later[:_AHEAD]:
        words = words_of(text, span.start, span.end)
        if not 0 < len(words) <= _LONGEST:
            return None
        if _MARK in words.low:
            who = spoken(words, cast, news=news)
            return who if who.voice in {Voice.OFFICIAL, Voice.OUTSIDER} else None
    return None
