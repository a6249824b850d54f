"""The paragraphs of a text about two sides come in; the one that is visited goes out: it is "the host", the other "the guest"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefs.lexicon import Lexicon, PartyMention
    from briefs.model import Code
    from briefs.parsing.text import Paragraph

_SEATED: Final = (" host", " guest", " visitor", "he visiting ")
"""Letters of which one stands wherever somebody is called a host or a guest."""
_THERE: Final = re.compile(r"\b(?:visit(?:ed|s|ing)?(?: here)? to|visit(?:ed|s|ing)|arrived in) (?:the )?$")
_REACH: Final = 40
"""Letters before a state or a city in which the words of a visit stand."""
_PAIR: Final = 2
_FIRST: Final = 4
"""Paragraphs in which a visit is announced."""


def host(
    paragraphs: Sequence[Paragraph],
    mentions: Mapping[int, Sequence[PartyMention]],
    sides: Sequence[Code],
    lexicon: Lexicon,
) -> Code | None:
    """Of two sides the one to which a visit is told, else in whose city they met; None where no host is spoken of."""
    if len(sides) != _PAIR or not any(word in one.text for one in paragraphs for word in _SEATED):
        return None
    for one in paragraphs[:_FIRST]:
        spots = [*mentions.get(one.number, ()), *lexicon.places_in(one.text)]
        for spot in sorted(spots, key=lambda each: each.start):
            led = one.text[max(0, spot.start - _REACH) : spot.start]
            if spot.code in sides and _THERE.search(led):
                return spot.code
    told = [spot.code for one in paragraphs[:_FIRST] for spot in lexicon.places_in(one.text)]
    return next((code for code in told if code in sides), None)
