"""New lines in, the parts of a message out: by party, what binds first, and never more than is read in a minute."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefs.brief import Part
from briefs.composing import entries as made
from briefs.following import entries

if TYPE_CHECKING:
    from briefs.following.interest import Interest
    from briefs.library import Asked
    from briefs.model import Code, Line

MOST_LINES = 7
_MOST_OF_ONE = 4
_MOST_GROUPS = 3
_SEVERAL = "Several parties"
_MOST_IN_A_NAME = 3


def new_parts(lines: Sequence[Line], interest: Interest, asked: Asked, title: str = "New") -> list[Part]:
    """A part for each of the few parties whose lines weigh most."""
    groups = made.group(
        sorted(lines, key=lambda line: (entries.rank(line), -line.source.number, line.number)),
        lambda line: party_of(line, interest, asked),
    )
    named = list(groups)[:_MOST_GROUPS]
    room = MOST_LINES if len(named) == 1 else _MOST_OF_ONE if len(named) == 2 else 3  # noqa: PLR2004
    parts, left = [], MOST_LINES
    for place, name in enumerate(named):
        kept = groups[name][: min(room, left)]
        heading = " · ".join(piece for piece in (title, name) if piece)
        parts.append(made.part(f"new{place}", heading, [entries.line_entry(line, asked) for line in kept]))
        left -= len(kept)
    return parts


def party_of(line: Line, interest: Interest, asked: Asked) -> str:
    """The name under which a line stands: a party that is followed where there are several, else the other side."""
    codes = list(dict.fromkeys((*line.outcome.actors, *line.outcome.towards)))
    followed = [code for code in codes if code in interest.parties]
    if followed and len(interest.parties) > 1:
        return asked.lexicon.party_name(followed[0])
    ours = {*interest.parties, *([asked.library.home] if asked.library.home else [])}
    others = [code for code in codes if code not in ours] or codes
    if len(others) > _MOST_IN_A_NAME:
        return _SEVERAL
    if not others:
        return "No party named"
    return asked.lexicon.party_name(_other_side(others, asked))


def _other_side(codes: Sequence[Code], asked: Asked) -> Code:
    """A partner of a body before its members, and these before the body itself."""
    partners = {each.partner for each in asked.lexicon.calendar.partnerships}
    bodies = {each.body for each in asked.lexicon.calendar.partnerships}
    return min(codes, key=lambda code: (code not in partners, code in bodies))
