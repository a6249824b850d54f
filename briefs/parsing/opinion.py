"""The outline of a document comes in; whether it is a writer's opinion goes out: what such a text says binds nobody.

An essay argues ("one should not forget", "of course", "the time has come") and tells of no meeting and no act of
anybody; a report tells who said, signed or agreed what. One trait of an argument proves nothing, several do.
"""

from __future__ import annotations

import re

from briefs.parsing.text import Outline, Role

_LABEL = re.compile(r"^\W*(?:op-?ed|opinion|editorial|guest essay|letter to the editor)\b", re.IGNORECASE)
_WRITER = re.compile(
    r"\bthe (?:writer|author|columnist) is an?\b|\bviews expressed (?:here|in this|are)\b", re.IGNORECASE
)
_OFFICIAL = re.compile(
    r"\b(?:statement|remarks|speech|address|message|declaration|communiqu[eé]|press release|readout|fact ?sheet|interview)\b",
    re.IGNORECASE,
)
"""What an office calls its own texts: a minister argues too, and speaks for a state."""
_TRAITS = re.compile(
    r"(?P<one>\bone (?:should|must|cannot|can|might|could|does|has to)\b)"
    r"|(?P<aside>\b(?:obviously|arguably|ironically|unfortunately|admittedly|undoubtedly|evidently|curiously|paradoxically|surely|frankly)\b)"
    r"|(?P<sure>\bwithout (?:any )?doubt\b|\bno doubt\b|\bto be sure\b|\bneedless to say\b|\bof course\b|\bindeed\b|\bin fact\b|\bworse,)"
    r"|(?P<time>\bit remains to be seen\b|\bthe (?:real )?question is\b|\b(?:experience|history) (?:shows|teaches)\b"
    r"|\btime has come\b|\bpast time\b|\bgood time to\b)"
    r"|(?P<mine>\bin my (?:view|opinion)\b|\bi (?:would argue|suspect|doubt|don't)\b)"
    r"|(?P<asks>[?!](?=\s|$))"
    r"|(?P<turn>\b(?:nevertheless|on the other hand|at least|after all|in other words|in reality|in truth|at times|to begin,))"
    r"|(?P<seems>\b(?:may well|might well|is likely to|seems? to|appears? to|can even|supposed to)\b)"
    r"|(?P<scorn>\bis not only\b|\bis (?:valid|justified|dangerous|wrong|absurd|naive|folly)\b|\bill-\w+\b)",
    re.IGNORECASE,
)
"""How an argument sounds; each name is one trait, however often it is heard."""
_REPORTS = re.compile(
    r"\b(?:said|told|announced|according to|met|signed|agreed|pledged|held|adopted|expressed|welcomed|stressed|reaffirmed|urged|called)\b",
    re.IGNORECASE,
)
_READ = 6000
"""Letters of a text in which its manner shows."""
_SEVERAL = 3
_FEW = 2
_NO_REPORT = 1
_LAST = -2


def opinion(frame: Outline) -> bool:
    """Whether a text is an essay of a writer who speaks for no party."""
    title = frame.particulars.title or ""
    told = [
        one.text
        for section in frame.sections
        for one in section.paragraphs
        if one.role in {Role.BODY, Role.BULLET}
    ]
    if frame.voice or not told or _OFFICIAL.search(title):
        return False
    if _LABEL.match(title) or any(_WRITER.search(text) for text in told[_LAST:]):
        return True
    text = "\n".join(told)[:_READ]
    reports = len(_REPORTS.findall(text))
    if reports > _FEW or frame.meetings:
        return False
    traits = {found.lastgroup for found in _TRAITS.finditer(text)}
    return len(traits) >= (_FEW if reports <= _NO_REPORT else _SEVERAL)
