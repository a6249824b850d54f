"""Those who met and those whom a title names come in; whether the former are the sides of the text goes out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefs.parsing import sides

if TYPE_CHECKING:
    from briefs.lexicon import Lexicon
    from briefs.model import Code

_PAIR: Final = 2
_MORE: Final = re.compile(r"[;:]\s|,?\s(?:as|after|amid|over|before)\s")
"""Behind the first clause of a title stands of what those who met spoke."""


def outweighs(
    both: tuple[Code, ...], parties: tuple[Code, ...], publisher: Code | None, title: str, lexicon: Lexicon
) -> bool:
    """Whether the two who met are the sides of a text, whatever its title names: a subject, one of them, a guess."""
    if set(both) == set(parties) or not both:
        return False
    if len(both) < _PAIR or (len(parties) == 1 and len(both) > _PAIR and _is_body(parties[0], lexicon)):
        return _outweighs_one(both, parties, title, lexicon)
    titled = {one.code for one in lexicon.mentions(title)}
    if len(parties) > _PAIR:
        first = {one.code for one in lexicon.mentions(_MORE.split(title)[0])}
        return not title or first == set(both) or (set(both) < set(parties) and not titled & set(parties))
    bodies = [code for code in parties if _is_body(code, lexicon)]
    if bodies and not set(bodies) & set(both):
        return len(parties) == _PAIR and bool(set(parties) & set(both))
    if publisher is None or publisher in both or publisher not in parties or len(parties) < _PAIR:
        return True
    return publisher not in titled


def _outweighs_one(both: tuple[Code, ...], parties: tuple[Code, ...], title: str, lexicon: Lexicon) -> bool:
    """Whether one who met outweighs a title, or those who came outweigh the one body that it names."""
    if len(both) > _PAIR:
        return not set(both) <= set(lexicon.parties[parties[0]].members)
    titled = sides.named(title, lexicon, {})
    if parties[1:] == both and parties[0] in lexicon.parties[both[0]].members:
        return True  # "Lumeria attends the Union's council": it sat there as one of its members
    if parties[1:] == both and _is_body(both[0], lexicon):
        return parties[0] not in {one.code for one in titled}  # it has the body's meeting in its house
    return len(parties) < _PAIR or (parties[0] == both[0] and len(sides.chain(title, titled)) < _PAIR)


def _is_body(code: Code, lexicon: Lexicon) -> bool:
    return lexicon.parties[code].kind in {"body", "grouping"}
