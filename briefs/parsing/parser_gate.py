"""A document's outline comes in; whether it speaks of anything beyond one state goes out.

A text of one government about its own affairs (an appointment, a disaster at home) reports no diplomatic act.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from briefs.model import Code
from briefs.parsing.genre import FACT_SHEET
from briefs.parsing.text import Outline, Paragraph, Role

if TYPE_CHECKING:
    from briefs.lexicon import Lexicon, PartyMention

_APPOINTS = re.compile(
    r"\b(?:nominat\w+|(?<!newly\s)(?<!newly-)appoint\w*|nominees?|sworn in|candidates?|designat\w+)\b",
    re.IGNORECASE,
)
_STATES = re.compile(r"\b(?:statement|declaration|remarks|message|communiqu[eé])\b", re.IGNORECASE)
"""What a government calls a text about another: all of it concerns the other."""
_DIPLOMACY = re.compile(
    r"\b(?:Foreign (?:Affairs )?(?:Minister|Ministry|Secretary)|Minister (?:of|for) Foreign Affairs|Ministry of Foreign Affairs)\b"
)
_REGIONS = re.compile(
    r"\b(?:Pacific|Africa|Asia|Europe|Caribbean|Latin America|Middle East|Gulf|Balkans|Sahel|Mekong|Central America|Central Asia|Baltic|Nordic|Arctic)\b"
)
_MEASURES = re.compile(
    r"\b(?:sanction\w*|restrictions?|embargo\w*|export controls?|visa bans?|aid|assistance|grants?)\b",
    re.IGNORECASE,
)
"""What a headline says one state does to or for another."""
_WORLD = re.compile(
    r"\b(?:developing countries|partner countries|foreign assistance|humanitarian assistance|humanitarian aid"
    r"|international organi[sz]ations|refugees|sanctions|low- and middle-income countries)\b",
    re.IGNORECASE,
)
"""What a fact sheet about others speaks of, where it names none of them."""
_READ = 6000
_OPENING = 700
_DATE_LINE = 40
"""Letters of a line that only says where and when."""
_ENOUGH = 3
_SHORT = 700
"""Letters of a text so short that two parties in it are enough."""
_PAIR = 2

Mentions = Mapping[int, Sequence["PartyMention"]]
"""The parties that each paragraph names, by its number."""


def regional(frame: Outline) -> bool:
    """Whether a text tells what a foreign minister does for a region, though it names no other state."""
    told = [one.text for section in frame.sections for one in section.paragraphs if one.role is Role.BODY]
    opening = " ".join(told[:3])[:_OPENING]
    return bool(_DIPLOMACY.search(opening)) and bool(_REGIONS.search(opening))


def alone(frame: Outline, lexicon: Lexicon) -> Code | None:
    """The one state of a text that has no other side; None where there are two, or where it speaks as "we"."""
    parties = set(frame.parties) | {code for code in (frame.particulars.publisher,) if code}
    if len(parties) != 1 or frame.voice or frame.meetings or regional(frame):
        return None
    code = next(iter(parties))
    named = {one.code for one in lexicon.mentions(frame.particulars.title or "")} - {code}
    title = frame.particulars.title or ""
    if named and (_STATES.search(title) or _MEASURES.search(title)):
        return None
    if _sheet_abroad(title, frame) or (FACT_SHEET.search(title) and _names_others(frame, code, lexicon)):
        return None
    if any(lexicon.parties[other].kind in {"body", "grouping"} for other in named) or _ministry_states(
        frame, code, lexicon
    ):
        return None
    known = lexicon.parties.get(code)
    return code if known is None or known.kind in {"state", "territory"} else None


def _told(frame: Outline) -> str:
    """The first pages of a text."""
    return "\n".join(
        one.text
        for section in frame.sections
        for one in section.paragraphs
        if one.role in {Role.BODY, Role.BULLET}
    )[:_READ]


def _sheet_abroad(title: str, frame: Outline) -> bool:
    """Whether a fact sheet tells of a region, or of aid and sanctions, though it names no state."""
    if not FACT_SHEET.search(title):
        return False
    return bool(_REGIONS.search(title)) or len(set(_WORLD.findall(_told(frame).lower()))) >= _PAIR


def _names_others(frame: Outline, home: Code, lexicon: Lexicon) -> bool:
    """Whether a text names other parties often enough to concern them as a whole."""
    return sum(one.code != home for one in lexicon.mentions(_told(frame))) >= _ENOUGH


def _ministry_states(frame: Outline, home: Code, lexicon: Lexicon) -> bool:
    """Whether a foreign ministry's statement speaks of another state at once, whatever its title leaves out."""
    title = frame.particulars.title or ""
    if not (_STATES.search(title) and _DIPLOMACY.search(title)):
        return False
    opening = next(
        (
            one.text
            for section in frame.sections
            for one in section.paragraphs
            if one.role is Role.BODY and len(one.text) > _DATE_LINE
        ),
        "",
    )
    return any(one.code != home for one in lexicon.mentions(opening[:_OPENING]))


def abroad(frame: Outline, paragraphs: Sequence[Paragraph], mentions: Mentions, lexicon: Lexicon) -> bool:
    """Whether two sides are present, or the text speaks of others often enough to concern them."""
    title = frame.particulars.title or ""
    if _APPOINTS.search(title):
        return False
    if len(set(frame.parties) | set(frame.voice)) > 1 or frame.meetings or regional(frame):
        return True
    home: set[Code] = set(frame.voice) | {frame.particulars.publisher or ""}
    if len(home - {""}) == 0 and len(frame.parties) == 1:
        home |= set(frame.parties)
    if any(one.code not in home for one in lexicon.mentions(title)) or _sheet_abroad(title, frame):
        return True
    bodies = any(lexicon.parties[one].kind in {"body", "grouping"} for one in home if one in lexicon.parties)
    if bodies and (_STATES.search(title) or _REGIONS.search(title)):
        return True  # what a body of states declares concerns its members, what it does for a region those who live there
    read = [one for one in paragraphs if one.role not in {Role.FURNITURE, Role.ROSTER}]
    named = [one.code for paragraph in read for one in mentions.get(paragraph.number, ())]
    if sum(code not in home for code in named) >= _ENOUGH:
        return True
    return sum(len(one.text) for one in read) <= _SHORT and len(set(named)) >= _PAIR
