"""The office of one who is sent to a state comes in with the parties beside it; the party that sends goes out.

"The Lumerian High Commissioner to Ostia" acts for Lumeria, whoever stands behind "to"; and a headline in capitals
names no person by its verb ("Lumerian Envoy Pays Call on President Arroyo").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefs.parsing.word_sets import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefs.lexicon import PartyMention
    from briefs.model import Code

HEADLINE_VERBS: Final = words(
    "pays calls visits meets receives holds hosts attends welcomes thanks urges says addresses arrives delivers launches "
    "joins participates congratulates expresses reaffirms conveys presents discusses concludes inaugurates courtesy"
)
"""Words that a headline writes with a capital between two persons; none of them is part of a name or an office."""
_POST: Final = re.compile(
    r"(?:Ambassador|Commissioner|Envoy|Representative|ambassador|(?:special )?envoy) (?:to|for) (?:the )?"
)
"""The office of one who is sent, with the words that lead to where he is sent."""
_ADJECTIVES: Final = re.compile(
    r"(?:['\u2019]s?)? (?:(?!(?:and|to|the|of|for|by|in|on|with|met|told|as|that|who|from)\b)[A-Za-z-]{2,20} ){0,4}"
)
"""What stands between the sender and the office ("Lumeria's *new Special* Envoy")."""


def at_post(text: str, start: int, end: int) -> bool:
    """Whether an office, from its first letter to the name of a party, is that of one sent there."""
    return _POST.fullmatch(text, start, end) is not None


def sender(text: str, start: int, mentions: Sequence[PartyMention], index: int) -> Code | None:
    """The party right before an office that begins at ``start``; None where none is named, for a host sends nobody.

    ``index`` is the first mention behind the office.
    """
    before = mentions[index - 1] if index else None
    if before is None or not _ADJECTIVES.fullmatch(text, before.end, start):
        return None
    return before.code
