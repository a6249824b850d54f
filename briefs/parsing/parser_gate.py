"""A document's outline comes in; whether it speaks of anything beyond one state goes out.

A text of one government about its own affairs (an appointment, a disaster at home) reports no diplomatic act.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefs.model import Code
from briefs.parsing.text import Outline, Paragraph, Role

if TYPE_CHECKING:
    from briefs.lexicon import Lexicon

_APPOINTS = re.compile(
    r"\b(?:nominat\w+|appoint\w*|nominees?|sworn in|candidates?|designat\w+)\b", re.IGNORECASE
)
_ENOUGH = 3


def alone(frame: Outline) -> Code | None:
    """The one party of a text that has no other side; None where there are two, or where it speaks as "we"."""
    parties = set(frame.parties) | {frame.particulars.publisher} - {None}
    return next(iter(parties)) if len(parties) == 1 and not frame.voice and not frame.meetings else None


def abroad(frame: Outline, paragraphs: Sequence[Paragraph], lexicon: Lexicon) -> bool:
    """Whether two sides are present, or the text speaks of others often enough to concern them."""
    title = frame.particulars.title or ""
    if _APPOINTS.search(title):
        return False
    if len(set(frame.parties) | set(frame.voice)) > 1 or frame.meetings:
        return True
    home: set[Code] = set(frame.voice) | {frame.particulars.publisher or ""}
    if len(home - {""}) == 0 and len(frame.parties) == 1:
        home |= set(frame.parties)
    if any(one.code not in home for one in lexicon.mentions(title)):
        return True
    others = 0
    for paragraph in paragraphs:
        if paragraph.role not in {Role.FURNITURE, Role.ROSTER}:
            others += sum(one.code not in home for one in lexicon.mentions(paragraph.text))
            if others >= _ENOUGH:
                return True
    return False
