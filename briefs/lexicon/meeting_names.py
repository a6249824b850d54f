"""The words before "Summit", "Dialogue" or "Joint Commission" come in; the series that they name goes out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefs.lexicon import ordinals
from briefs.lexicon.gazetteer import folded, without_accents
from briefs.lexicon.meeting_numbers import REACH, YEAR
from briefs.lexicon.parties import PartyMention

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefs.lexicon.parties import Parties, Party
    from briefs.model import Code

_INITIALS = r"(?:[A-Z]\.){1,4}"
_NAME_WORD = rf"(?:{_INITIALS}(?:[-/][A-Z][\w'.-]{{1,30}})?|[A-Z0-9][\w'+&/-]{{0,30}}{_INITIALS}|[A-Z0-9][\w'+&/-]{{0,30}}|of|on|for|and|the|&|-)"
_NAME_BEFORE = re.compile(rf"(?<![\w.])(?:{_NAME_WORD} ){{1,8}}$")
_UP_TO_THE = re.compile(r"^.*\b(?:the|their|its|our) ", re.IGNORECASE)
_OTHER_NAME = re.compile(
    r"^.*\b(?:Dialogue|Forum|Summit|Conference|Meeting|Council|Commission|Committee|Group|[A-Z]{3,8}) and "
)
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_NOT_FIRST = re.compile(
    r"^(?:(?:of|on|for|and|&|-|A|An|At|In|On|This|That|Our|Their|His|Her|Its|Both|During|After|Before|Since|With|As|"
    rf"Also|Today's|Virtual|Annual|President|Prime|Minister|Ministers|Secretary|{_MONTH}|\d{{1,2}}|{YEAR}|"
    rf"{ordinals.ORDINAL}|[\w.]{{1,20}}-(?:led|hosted|based|wide|level)) )+"
)
_NOT_A_MEETING = re.compile(
    r" (?:[Rr]elations|[Pp]artners?|[Pp]artnerships?|[Cc]oordinators?|[Cc]ountr(?:y|ies)|[Mm]embers?)\b"
)
_LONGEST_SLUG = 70
_SHORT_SLUGS = {"US": "us", "GB": "uk", "KR": "republic-of-korea", "AE": "uae", "KP": "dprk"}


def slugged(words: str) -> str:
    """Words as an identity: small letters and digits, hyphens between (``Leaders' Summit`` → ``leaders-summit``)."""
    plain = folded(without_accents(words)).replace("u.s.", "us").replace("u.k.", "uk").replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_SLUG].rstrip("-")


def party_slug(party: Party) -> str:
    """A party within an identity: ``us``, ``new-zealand``, ``asean``."""
    state = party.kind in {"state", "territory"}
    return _SHORT_SLUGS.get(party.code) or slugged(party.name if state else party.code)


def series_slug(codes: Iterable[Code], parties: Mapping[Code, Party], rest: str) -> str:
    """The identity of what parties hold together; "U.S.-ASEAN" and "ASEAN-U.S." are one: bodies first, then by name."""
    known = sorted(
        (parties[code] for code in codes),
        key=lambda party: (party.kind in {"state", "territory"}, party_slug(party)),
    )
    return "-".join([*(party_slug(party) for party in known), rest])


def parties_before(text: str, start: int, parties: Parties) -> list[PartyMention]:
    """The parties right before ``start``, tied by hyphens or strokes: "Cambodia-Indonesia ", "ASEAN - U.S. "."""
    if start == 0 or text[start - 1] != " ":
        return []
    offset = max(0, start - REACH)
    chain: list[PartyMention] = []
    reach = start - 1 - offset
    window = text[offset : start - 1]
    for found in reversed(parties.mentions(window)):
        if found.end != reach:
            break
        chain.insert(0, PartyMention(found.code, found.start + offset, found.end + offset, found.form))
        tied = window[: found.start].rstrip(" ")
        if not tied.endswith(("-", "/")):
            break
        reach = len(tied[:-1].rstrip(" "))
    return chain


def name_start(text: str, start: int) -> int | None:
    """Where a name of capitalised words begins that goes on at ``start``; None where no such word stands before."""
    before = text[max(0, start - REACH) : start]
    found = _NAME_BEFORE.search(before)
    if not found:
        return None
    words = found.group()
    for cut in (_UP_TO_THE, _OTHER_NAME, _NOT_FIRST):
        words = cut.sub("", words)
    return start - len(words) if words else None


def is_no_meeting(text: str, start: int, end: int, parties: Parties) -> bool:
    """Whether the words go on into something else ("Dialogue Relations") or belong to a body's name."""
    if _NOT_A_MEETING.match(text, end):
        return True
    offset = max(0, start - REACH)
    return any(
        found.start + offset < end and found.end + offset > start
        for found in parties.mentions(text[offset : end + REACH])
    )
