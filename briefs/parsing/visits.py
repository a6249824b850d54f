"""A sentence that tells of a visit or of a signing comes in; the two sides of it go out: guest and host, or both hands.

"paid an official visit to Suva", "arrived in Lumeria for talks", "signed the agreement with Ambassador Arroyo": two
who visit or sign meet, whether or not the text says so in a word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefs.parsing import meeting_told, sides

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefs.lexicon import Lexicon
    from briefs.model import Code

_PAIR: Final = 2
_WHERE: Final = 60
"""Letters within which the place of a visit is named."""
_VISIT: Final = re.compile(
    r"\b(?:paid(?=a\s)|paid|pays|paying|made|makes|making|undertook|concluded|concludes|began|begins|on|during|for|[Dd]uring|[Oo]n)\s(?:an?|his|her|their|the)\s(?:[\w-]+,?\s){0,4}visit\s(?:here\s)?to\s"
    r"|\b(?:concluding|wrapping\sup|completing|ending|capping)\s(?:an?|his|her|their|the)\s(?:[\w-]+,?\s){0,4}visit\sto\s"
    r"|\b(?:is|was)\s(?:currently\s)?in\s(?=[^.;]{3,60}\b(?:visit|talks|contacts|meetings|attending|consultations)\b)"
    r"|\barriv(?:ed|es)\s(?:in|at)\s(?=[^.;]{3,90}\b(?:visit|talks|consultations)\b)|\bvisited\s(?!by\b|the\s(?:[A-Z]?[a-z]+\s){1,3}(?:of|in)\b)"
)
_MORE: Final = re.compile(
    r"(?:the\s)?(?:[A-Z][\w-]+\s?){1,3}(?:,\s(?:the\s)?(?:[A-Z][\w-]+\s?){1,3}){0,6},?\s?and\s(?:the\s)?[A-Z]"
)
"""Places in a row: "visited *Ostia, Norlund and Lumeria*"."""
_VISIT_OF: Final = re.compile(r"\b(?:state|official|working|first|two-day|three-day)\svisit\s(?:of|by)\s")
_LATER: Final = re.compile(
    r"\b(?:will|would|to\s(?:pay|visit|make)|plans?|planned|upcoming|forthcoming|scheduled|expected|invit(?:ed|es|ing)|last|previous|earlier|possible|recent|left|leaves?|depart(?:s|ed)|since|ahead\sof)\b[^.;]{0,60}$"
)
_SOON: Final = re.compile(r"\b(?:next\s(?:week|month|year)|tomorrow|later\sthis)\b")
_NO_HOST: Final = re.compile(
    r"\b(?:embassy|factory|university|school|hospital|museum|memorial|port|base|camp|site|project|troops|headquarters|centre|center)\b",
    re.IGNORECASE,
)
_SIGNED: Final = re.compile(
    r"\b(?:signed|(?:was|were)\ssigned\sby|inked|exchanged\s(?:the\s)?(?:signed\s)?(?:notes|letters))\b"
)
_HAND: Final = re.compile(
    r"\b(?:[Mm]inister|[Pp]resident|[Aa]mbassador|[Ss]ecretary|[Hh]igh\sCommissioner|[Cc]hief|[Cc]hargé|[Gg]overnor|[Pp]remier|[Cc]hancellor|[Rr]epresentative|[Cc]ounterpart|[Ee]nvoy)\b"
)
_HANDS: Final = 2
_BOTH_HANDS: Final = re.compile(
    r"\b(?:[Mm]inisters|[Pp]residents|[Ll]eaders|[Ss]ecretaries|[Aa]mbassadors|[Cc]ounterparts)\b"
)
"""Two who sign under one word: "*Presidents* Arroyo (Lumeria) and Vidal (Ostia) signed"."""


def sides_of(words: str, lexicon: Lexicon, known: Mapping[str, Code], own: Code | None) -> tuple[Code, ...]:
    """Guest and host of a visit that takes place, else those who sign something in person; () without two states."""
    return (
        _visit(words, lexicon, known, own)
        or _visit_of(words, lexicon, known, own)
        or _signing(words, lexicon, known, own)
    )


def _visit(words: str, lexicon: Lexicon, known: Mapping[str, Code], own: Code | None) -> tuple[Code, ...]:
    found = _VISIT.search(words)
    if found is None or (
        _LATER.search(words[: found.start()]) and not found.group().split()[0].endswith("ing")
    ):
        return ()
    where = words[found.end() : found.end() + _WHERE]
    if _SOON.search(where):
        return ()
    if _MORE.match(where) and len(lexicon.mentions(where.split(".")[0])) > 1:
        return ()  # a tour: whom it visits it visits one after the other
    host = lexicon.place(f"in {where.split(',')[0]}") if not _NO_HOST.search(where) else None
    guests = [
        each.code
        for each in sides.named(words, lexicon, known)
        if each.code != host and not found.end() <= each.start < found.end() + len(where.split(",")[0])
    ]
    guest = guests[0] if guests else own
    if host is None or guest is None or guest == host or not _states(host, lexicon=lexicon):
        return ()
    return (guest, host) if _states(guest, lexicon=lexicon) or meeting_told.speaks_for_a_body(words) else ()


def _visit_of(words: str, lexicon: Lexicon, known: Mapping[str, Code], own: Code | None) -> tuple[Code, ...]:
    """Those of "the first state visit of Lumeria's president", told in the state that he visits."""
    found = _VISIT_OF.search(words)
    if found is None or own is None or _LATER.search(words[: found.start()]):
        return ()
    guest = next((each.code for each in sides.named(words, lexicon, known) if each.start >= found.end()), own)
    return (own, guest) if guest != own and _states(own, guest, lexicon=lexicon) else ()


def _signing(words: str, lexicon: Lexicon, known: Mapping[str, Code], own: Code | None) -> tuple[Code, ...]:
    found = _SIGNED.search(words)
    if found is None or _LATER.search(words[: found.start()]) or not _two_hands(words):
        return ()
    named = sides.named(words, lexicon, known)
    signed = sides.ordered(each.code for each in named if each.start < found.start())
    codes = signed if len(signed) == _PAIR else sides.ordered(each.code for each in named)
    if len(codes) == 1 and own is not None:
        codes = sides.ordered((own, *codes))
    return codes if len(codes) == _PAIR and _states(*codes, lexicon=lexicon) else ()


def _two_hands(words: str) -> bool:
    return len(_HAND.findall(words)) >= _HANDS or _BOTH_HANDS.search(words) is not None


def _states(*codes: Code, lexicon: Lexicon) -> bool:
    return all(
        code in lexicon.parties and lexicon.parties[code].kind in {"state", "territory"} for code in codes
    )
