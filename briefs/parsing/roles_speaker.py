"""The paragraphs of a text about two sides come in; the side whose minister tells it as "I" goes out.

"My visit to Lumeria" and "Minister Arroyo and I" are said by the other one of the two.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefs.lexicon import PartyMention
    from briefs.model import Code
    from briefs.parsing.text import Paragraph

_MINE: Final = re.compile(r"\b[Mm]y\b")
_MY_VISIT: Final = re.compile(r"\b[Mm]y (?:[a-z]+ ){0,2}(?:visit|trip|journey) to (?:the )?$")
_REACH: Final = 40
"""Characters before a state in which the words of a visit to it stand."""
_AND_I: Final = re.compile(r"\b(?P<last>[^\W\d_][\w'\u2019-]{1,24}) and I\b")
_I_DID: Final = re.compile(r"(?:[A-Z][\w ,'\u2019-]{0,60}, )?I (?:also )?[a-z]{2,}")
"""How a paragraph of a minister's own begins ("*I met* my counterpart", "In Suva, *I will* open")."""
_PAIR: Final = 2


def speaker(
    paragraphs: Sequence[Paragraph],
    mentions: Mapping[int, Sequence[PartyMention]],
    sides: Sequence[Code],
    persons: Mapping[str, Code],
    publisher: Code | None = None,
) -> Code | None:
    """Of two sides the one that says "I"; None where nothing tells, or where it is told both ways."""
    if len(sides) != _PAIR:
        return None
    others = set(_others(paragraphs, mentions, persons)).intersection(sides)
    rest = [code for code in sides if code not in others]
    if not others and publisher in sides and any(_I_DID.match(paragraph.text) for paragraph in paragraphs):
        return publisher
    return rest[0] if len(rest) == 1 else None


def _others(
    paragraphs: Sequence[Paragraph],
    mentions: Mapping[int, Sequence[PartyMention]],
    persons: Mapping[str, Code],
) -> Iterator[Code]:
    """Those whom the one who says "I" visited, and those of the persons beside whom he names himself."""
    for paragraph in paragraphs:
        text = paragraph.text
        for found in _AND_I.finditer(text) if " and I" in text else ():
            code = persons.get(found.group("last").lower())
            if code is not None:
                yield code
        for one in mentions.get(paragraph.number, ()) if _MINE.search(text) else ():
            if _MY_VISIT.search(text, max(0, one.start - _REACH), one.start):
                yield one.code
