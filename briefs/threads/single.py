"""Takes one line and the lines around it, and gives the links that it stands in, either as the earlier or the later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefs.threads import promises, requests
from briefs.threads.nearness import Near
from briefs.threads.subjects import Subjects
from briefs.threads.terms import succeeded

if TYPE_CHECKING:
    from briefs.lexicon import Lexicon
    from briefs.model import Line
    from briefs.threads.links import Link


def of_line(
    line: Line, lines: Sequence[Line], lexicon: Lexicon, subjects: Subjects | None = None
) -> list[Link]:
    """The links of one line among others; the same ones that all the lines together would give."""
    subjects = subjects or Subjects(lexicon)
    around = [each for each in lines if each.number != line.number]
    found = [
        link for links in _links([line, *_alike(line, around, subjects)], subjects) for link in links.values()
    ]
    mine = [link for link in found if link.earlier.number == line.number]
    later = [link for link in found if link.later.number == line.number]
    mine += [link for link in later if _still(link, lines, subjects)]
    terms = succeeded([line, *around], lexicon).values()
    return [*mine, *(link for link in terms if line.number in {link.earlier.number, link.later.number})]


def _links(lines: Sequence[Line], subjects: Subjects) -> tuple[dict[int, Link], ...]:
    near = Near.of(lines, subjects)
    return requests.answered(lines, near), promises.reported(lines, near), promises.renewed(lines, near)


def _still(link: Link, lines: Sequence[Line], subjects: Subjects) -> bool:
    """Whether the earlier line has no better link than this among all the lines."""
    for links in _links([link.earlier, *_alike(link.earlier, lines, subjects)], subjects):
        best = links.get(link.earlier.number)
        if best and best.became is link.became and best.later.number == link.later.number:
            return True
    return False


def _alike(line: Line, lines: Sequence[Line], subjects: Subjects) -> list[Line]:
    """The lines whose sentence holds the beginning of one of its telling words: a cheap look before the close one."""
    starts = {key.strip("()")[:-1].casefold() for key in subjects.keys(line) if not key.startswith("+")}
    return [
        each
        for each in lines
        if each.number != line.number and any(start in each.outcome.quote.casefold() for start in starts)
    ]
