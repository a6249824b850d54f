"""The heading of a session and the frame of its document come in; whether it is one, and who sat there, goes out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefs.parsing import sides

if TYPE_CHECKING:
    from briefs.lexicon import Lexicon
    from briefs.model import Code
    from briefs.parsing.meetings import Frame

_HEADING: Final = 180
_SESSION: Final = re.compile(
    r"\b(?:sessions?|meetings?|interface|dialogue|consultations?|talks|conference|PMC|summit|retreat|plenary|call|visit)\b",
    re.IGNORECASE,
)
_SESSION_WITH: Final = re.compile(
    r"\b(?:sessions?|meeting|interface|dialogue|consultations?|talks|PMC\+?1?|call|conference|retreat)\b.{0,30}\b(?:with|between|of|on|at)\b"
    r"|\b(?:PMC|session|retreat|plenary|meeting|consultations?|talks)\b",
    re.IGNORECASE,
)
_BILATERAL: Final = re.compile(
    r"\b(?:bilateral|courtesy|counterpart|call\son|phone|telephone|pull-?aside|working\s(?:lunch|breakfast|dinner)|H\.\s?E\.|His|Her|Mr|Ms)\b",
    re.IGNORECASE,
)
_OWN: Final = re.compile(
    r"^(?:The\s)?(?:PM|[A-Z][a-z]+\s[Mm]inister|President|Secretary|Chancellor|Premier|Minister)(?:[\u2019']s)?\s(?:calls?|meetings?|talks|conversation|meets|bilateral)\b"
)
"""A heading that begins with an office alone speaks of the publisher's own."""
_COLLECTIVE: Final = re.compile(
    r"\b(?:sessions?|interface|dialogue|PMC|plenary|retreat|ministers|ministerial|leaders|summit)\b|\+\s?1\b",
    re.IGNORECASE,
)


def is_session(heading: str, lexicon: Lexicon) -> bool:
    """Whether a heading opens a session: "ASEAN PMC+1 Session with Fiji", "Meeting with the Director-General"."""
    if len(heading) > _HEADING or not _SESSION.search(heading):
        return False
    return bool(_SESSION_WITH.search(heading)) and (bool(lexicon.mentions(heading)) or "ession" in heading)


def parties(heading: str, frame: Frame, lexicon: Lexicon) -> tuple[Code, ...]:
    """The parties of a session: those of its heading, and the body whose session it is.

    A session with a partner alone, under the conferences of a body, is the body's ("PMC+1 Session with X"); a
    bilateral meeting is the publisher's.
    """
    found = sides.ordered(each.code for each in sides.named(heading, lexicon, frame.known))
    if not _BILATERAL.search(heading):
        found = sides.ordered((*_hosts(heading, found, frame, lexicon), *found))
    states = [code for code in found if lexicon.parties[code].kind == "state"]
    own = _OWN.search(heading)
    if states and frame.publisher and frame.publisher not in found and (len(found) == 1 or own):
        return (frame.publisher, *found)
    return found


def _hosts(heading: str, found: tuple[Code, ...], frame: Frame, lexicon: Lexicon) -> tuple[Code, ...]:
    """The body whose session it is: by the forum of the heading, else by the forum that the title names."""
    bodies = [code for code in found if lexicon.parties[code].kind in {"body", "grouping"}]
    if len(found) > 1 and bodies:
        return ()
    fora = lexicon.fora_in(heading) or (lexicon.fora_in(frame.title) if _COLLECTIVE.search(heading) else [])
    return next(
        (
            forum.parties
            for forum in fora
            if len(forum.parties) == 1 and lexicon.parties[forum.parties[0]].kind in {"body", "grouping"}
        ),
        (),
    )
