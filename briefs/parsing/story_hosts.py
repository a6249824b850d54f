"""The paragraphs of a story that never says whose its minister is come in; the state at home in it goes out.

"Foreign Minister Arroyo met her Ostian and Norlund counterparts": the guests are told by their states, and the state
that the story names beside them most is the one of whose minister it tells.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from briefs.parsing.sides import person_party

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefs.lexicon import Lexicon, PartyMention
    from briefs.model import Code
    from briefs.parsing.sides import Seen

_PARAGRAPHS: Final = 12
_OFTEN: Final = 2
"""Times that a story names its own state at least, where it names others that are nobody's guest."""
_LONGEST: Final = 1200
_REACH: Final = 90
_OFFICE: Final = (
    r"(?:counterparts?|colleagues?|opposite\snumbers?|(?:prime|foreign|defen[cs]e|trade|finance)\sministers?|ministers?|presidents?|premier|chancellor|ambassadors?"
    r"|envoy|secretary|commissioner|king|queen|emir|sultan|delegation|speaker|officials|leaders?|heads?\sof\s(?:state|government)|side|high\scommissioner)"
)
_OF_WHOM: Final = re.compile(rf"(?:['\u2019]s?)?\s(?:[\w-]+\s){{0,3}}{_OFFICE}\b", re.IGNORECASE)
"""Behind a state: "the Ostian *foreign minister*"."""
_OFFICE_OF: Final = re.compile(
    rf"\b{_OFFICE}\b[^.;]{{0,60}}?\s(?:of|from)\s(?:the\s)?(?:(?:Republic|Kingdom|State|Commonwealth)\sof\s(?:the\s)?)?$"
    r"|\b(?:counterparts|colleagues|ministers|leaders|presidents|heads\sof\s(?:state|government))\s(?:of|from)\s[^.;]{2,90}$",
    re.IGNORECASE,
)
"""In front of a state: "the *President of* Ostia", "counterparts *from* Ostia, Norlund and"."""
_OWN: Final = re.compile(r"['\u2019]s?\s(?:[A-Z][\w\u2019-]+\s){1,2}")
"""A state and one of its people: "Ostia's *Lan Arroyo*"."""
_PLACE: Final = re.compile(r"\b(?:in|at|to|from|for)\s(?:the\s)?(?:[A-Z][\w.\u2019'-]+,\s)?$")


def home(seen: Sequence[Seen], lexicon: Lexicon) -> Code | None:
    """The state named most that is nobody's guest, where the first official of the story has no state; None on a tie."""
    told = [item for item in seen if item.mentions or item.paragraph.text][:_PARAGRAPHS]
    if not _opens_loosely(told):
        return None
    counted: Counter[Code] = Counter()
    guests: set[Code] = set()
    for item in told:
        text = item.paragraph.text[:_LONGEST]
        for mention in item.mentions:
            if mention.end > len(text) or lexicon.parties[mention.code].kind != "state":
                continue
            if is_guest(text, mention):
                guests.add(mention.code)
            elif not _PLACE.search(text, max(0, mention.start - _REACH), mention.start):
                counted[mention.code] += 1
    left = [(code, times) for code, times in counted.most_common() if code not in guests]
    if not left or not guests:
        return None
    first, times = left[0]
    alone = len(left) == 1 or (times >= _OFTEN and times > left[1][1])
    return first if alone else None


def known(seen: Sequence[Seen], persons: Mapping[str, Code]) -> Code | None:
    """The state of the first person of the story, where it is on record; None where another stands before him."""
    first = next((person for item in seen for person in item.persons), None)
    return (first.party or person_party(first.name, persons)) if first else None


def _opens_loosely(seen: Sequence[Seen]) -> bool:
    """Whether the first official that the story names stands there without a state."""
    first = next((person for item in seen for person in item.persons), None)
    return first is not None and first.party is None


def is_guest(text: str, mention: PartyMention) -> bool:
    """Whether a name of a state says whose official somebody is ("the *Ostian* minister")."""
    return (
        _OF_WHOM.match(text, mention.end) is not None
        or _OWN.match(text, mention.end) is not None
        or _OFFICE_OF.search(text, max(0, mention.start - _REACH), mention.start) is not None
    )
