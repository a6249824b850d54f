"""The opening of a story comes in; the meeting that it announces for the very day on which it was written goes out.

"Officials of Lumeria and Ostia *will meet on Thursday*", written on a Thursday: what is told of that day's meeting
is all that the paper says of it. What lies further ahead is an event and no meeting.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefs.model import DocumentKind, Meeting, Precision
from briefs.parsing import meeting_told, meeting_traits
from briefs.parsing.datelines import dateline
from briefs.parsing.meeting_days import day_beside
from briefs.parsing.sentences import split
from briefs.parsing.text import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefs.lexicon import Lexicon
    from briefs.parsing.meetings import Frame
    from briefs.parsing.sides import Seen

_PAIR: Final = 2
_OPENING: Final = 3
_LONGEST: Final = 900
_STORIES: Final = frozenset({DocumentKind.NEWS, DocumentKind.PRESS_RELEASE, DocumentKind.OTHER})
_TO_MEET: Final = re.compile(
    rf"\b(?:will|(?:is|are)\s(?:due\s|set\s|scheduled\s|expected\s)?to)\s(?:meet|confer|sit\sdown|speak\swith|receive|host|hold\s(?:[\w-]+\s){{0,3}}{meeting_told.TALKS})\b"
)


def today(
    held: tuple[Meeting, ...], seen: Sequence[Seen], frame: Frame, lexicon: Lexicon
) -> tuple[Meeting, ...]:
    """The meetings held, and the one that a story announces for its own day, where it is none of them."""
    if frame.kind not in _STORIES or frame.published is None:
        return held
    for words in _sentences(seen):
        verb = _TO_MEET.search(words)
        when = day_beside(words, verb, frame.published) if verb else None
        if verb is None or when is None or when.period.start != frame.published:
            continue
        parties = meeting_told.who(words, verb, lexicon, frame.known)
        if len(parties) != _PAIR or any({*parties} == {*each.parties} for each in held):
            return held
        return (*held, _meeting(len(held) + 1, words, parties, frame, lexicon))
    return held


def _sentences(seen: Sequence[Seen]) -> Iterator[str]:
    for item in [one for one in seen if one.paragraph.role is Role.BODY][:_OPENING]:
        text = item.paragraph.text[:_LONGEST]
        line = dateline(text)
        for span in split(text):
            yield text[max(span.start, line) : span.end]


def _meeting(number: int, words: str, parties: tuple[str, ...], frame: Frame, lexicon: Lexicon) -> Meeting:
    return Meeting(
        id=f"m{number}",
        name=" and ".join(lexicon.party_name(code) for code in parties),
        forum="bilateral meeting" if meeting_traits.are_states(parties, lexicon) else None,
        level=meeting_traits.level(words, ""),
        format=meeting_traits.how(words),
        place=meeting_traits.place(words, lexicon),
        start=frame.published,
        end=frame.published,
        precision=Precision.DAY,
        parties=parties,
    )
