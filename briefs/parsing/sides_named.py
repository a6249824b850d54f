"""A name of a party and the words around it come in; whether the text names it as a side goes out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefs.lexicon import Lexicon, PartyMention
    from briefs.parsing.persons import Person

_REACH: Final = 40
"""Letters before an office that name the body over which one presides."""
_BEFORE: Final = 110
"""Letters before a name that tell whether it is a side."""
_PLACE: Final = re.compile(
    r"\b(?:in|at|near|IN|AT)\s(?:the\s(?:(?:capital\s|port\s|resort\s)?(?:city|town|capital|village)\sof\s)?)?(?:[A-Z][\w.\u2019'-]+\s?){0,3},?\s?(?:the\s)?$|\b(?:in|at)\s[A-Z][\w .\u2019'-]{1,30},\s(?:the\s)?$"
)
_CAPITAL_OF: Final = re.compile(
    r"\bcapital\s(?:city\s)?of\s(?:the\s)?(?:(?:Kingdom|Republic|State)\sof\s(?:the\s)?)?$|\bcapital,?\s$"
)
_ITS_CAPITAL: Final = re.compile(r"(?:[\u2019']s?)?\s(?:capital|city|port|resort|town|border)\b")
"""What lies in a state: "the Lumerian *capital*"."""
_CITY: Final = re.compile(
    r"(?P<city>[A-Z][\w\u2019'-]{1,20}(?:\s[A-Z][\w\u2019'-]{1,20}){0,2}),\s(?:the\s)?$"
)
_NEIGHBOURS: Final = re.compile(r"\bneighbou?r(?:s\sof|ing)\s(?:the\s)?$")
_PRESIDES: Final = re.compile(
    r"\b(?:Council|Assembly|Committee|Commission|Conference|Board)(?:\u2019s|'s)?\s(?:President|Chair(?:man|person|woman)?),?\s[^.;:()]{2,60}\($"
    r"|\b(?:President|Chair(?:man|person|woman)?)\sof\sthe\s(?:[A-Z]\w+\s){0,3}(?:Council|Assembly|Committee|Commission|Conference|Board),?\s[^.;:()]{2,60}\($"
)
"""Behind it stands, in brackets, the state of who presides: it does not act for its state."""
_CHARGED: Final = re.compile(
    r"\b(?:Directors?|Ministers?|Envoys?|Secretar(?:y|ies)|Departments?|Divisions?)\sfor\s(?:the\s)?(?:[A-Z]\w+,?\s){0,3}(?:and\s)?(?:the\s)?$"
)
"""Behind it stands the region that an office deals with."""
_DELIVERS: Final = re.compile(
    r"\b(?:delivered|issued|made|presented|read(?:\sout)?|given|introduced)\sby\s[^.;]{0,90}$"
)
_ON_BEHALF: Final = re.compile(r"[^.;]{0,80}?\bon\sbehalf\sof\b")
"""For whom one reads a statement out is whose statement it is."""


MET: Final = re.compile(
    r"\b(?:counterpart|colleague|(?:met|received|welcomed|hosted|thanked|congratulated)(?:\swith)?|(?:spoke|spoken|talks|meeting|call)\s(?:with|to)"
    r"|called\son|invitation\sof),?\s(?:(?:[A-Z][\w-]+|H\.E\.),?\s){0,3}$"
)
"""What stands before an official whom those of another state meet."""
_NOBODY: Final = frozenset({"AQ"})
"""What has no government is a subject of talks, never a side of them."""


def is_side(text: str, mention: PartyMention, mentions: Sequence[PartyMention]) -> bool:
    """Not where it happened, nor the council of another state ("Lumerian Security Council")."""
    before = text[max(0, mention.start - _BEFORE) : mention.start]
    if _PLACE.search(before[-60:]) or _NEIGHBOURS.search(before) or _PRESIDES.search(before):
        return False
    if _CAPITAL_OF.search(before) or _ITS_CAPITAL.match(text, mention.end):
        return False
    if _CHARGED.search(before) or mention.code in _NOBODY:
        return False
    if _DELIVERS.search(before) and _ON_BEHALF.match(text, mention.end):
        return False
    return mention.code != "UNSC" or not any(
        m.end + 1 == mention.start and m.form == "demonym" for m in mentions
    )


def is_behind_its_city(text: str, mention: PartyMention, lexicon: Lexicon) -> bool:
    """Whether it only tells where a city lies: "Suva, Fiji"."""
    city = _CITY.search(text, max(0, mention.start - 40), mention.start)
    return city is not None and lexicon.place(city.group("city")) == mention.code


def is_met(text: str, person: Person) -> bool:
    """Whether a person is the one whom somebody met ("the Foreign Secretary *met President Arroyo*", "my counterpart, Minister Ostos")."""
    return MET.search(text, max(0, person.start - _REACH), person.start) is not None


def presides(text: str, person: Person) -> bool:
    """Whether somebody acts for the body over which he presides ("*Council President* Lan Arroyo (Lumeria)")."""
    return _PRESIDES.search(f"{text[max(0, person.start - _REACH) : person.end]} (") is not None
