"""A sentence that has no verb of meeting comes in; the two whose officials it brings together go out, or nobody.

"Lumeria's minister and Ostia's envoy have discussed fishing", "greeted her Ostian opposite number for talks": who
speak with each other met, whatever the word; what counts is that two are named by those who speak for them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefs.parsing import persons, sides, story_hosts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefs.lexicon import Lexicon
    from briefs.model import Code

_PAIR: Final = 2
_SPOKE: Final = re.compile(
    r"\b(?:discuss(?:ed|es)|exchanged\s(?:views|opinions|notes)|talked|talks|conversed|conferred|reviewed|consulted|signed)\b"
)
"""What two do together: both stand before it."""
_ACTED: Final = re.compile(
    r"\b(?:greeted|welcomed|hosted|saw|briefed|(?:told|assured|informed|asked|urged|briefed)(?=\s(?:his|her)\b)|lunch(?:ed)?|dined|(?:talks|meeting|meetings|conversation|discussions|negotiations|consultations|audience|visit|call|dinner|lunch|breakfast|reception|encounter|stopover))\b"
)
"""What one does to the other, or where they were: both stand in the same sentence."""
_NOT_THEN: Final = re.compile(
    r"\b(?:will|would|shall|may|might|could|should|plan(?:s|ned)?|upcoming|forthcoming|scheduled|expected|due|ahead\sof|before|last|next|tomorrow|previous(?:ly)?|earlier|since|first|invited?|postponed|cancell?ed|called\sfor|urged?|hopes?|wants?|ready|refus\w+|declin\w+|without|no|welcom\w+|prais\w+|commend\w*|applaud\w*|hail\w*|laud\w*|regret\w*|about)\b[^.;]{0,60}$"
)
"""A meeting of which one speaks, not one that took place."""


_AGAINST: Final = re.compile(
    r"\b(?:accus\w+|condemn\w*|critici[sz]\w*|warn\w*|den(?:y|ies|ied)|reject\w*|slam\w*|blam\w+|threat\w+|congratulat\w+|condol\w+|sent|wrote|letters?|messages?|telegrams?|cables?"
    r"|replac\w+|succeed\w*|elected|appoint\w+|nominat\w+|predecessor|former|late|died|between|ties|tensions?|row|dispute|feud|war|sanctions?|election|according)\b"
)
"""One spoke of the other, or wrote to him; or others spoke of both."""
_AHEAD: Final = re.compile(
    r"\b(?:will|would|shall|should|must|may|might|could|can|cannot|next|tomorrow|to\smeet|to\shold|(?:is|are)\s(?:set|due|expected|scheduled|to))\b"
)
_SIDE_BY_SIDE: Final = re.compile(r"\band\b")
_WITH: Final = re.compile(r"\bwith\s(?:[\w\u2019'.-]+\s){0,6}$")
_COLLEAGUE: Final = re.compile(
    r"\b(?:his|her|their)\s(?:[\w-]+\s){1,3}(?:counterparts?|colleagues?|opposite\snumbers?)\b"
)
_NEAR: Final = 130
"""Letters between two who are named side by side."""


def together(words: str, lexicon: Lexicon, known: Mapping[str, Code]) -> tuple[Code, ...]:
    """The only two whose officials a sentence names as doing something as one, or one with the other, whatever it is."""
    if _AGAINST.search(words) or _AHEAD.search(words):
        return ()
    spoken = spokesmen(words, lexicon, known)
    codes = sides.ordered(code for code, _ in spoken)
    if len(codes) != _PAIR:
        return ()
    first = spoken[0][1]
    second = next(at for code, at in spoken if code == codes[1])
    joint = second - first < _NEAR and _SIDE_BY_SIDE.search(words[first:second]) is not None
    return codes if joint or _WITH.search(words[:second]) or _COLLEAGUE.search(words) else ()


def both(words: str, lexicon: Lexicon, known: Mapping[str, Code]) -> tuple[Code, ...]:
    """The two parties whose officials a sentence brings together; () where it does not, or names more or fewer."""
    spoke = _SPOKE.search(words)
    spoke = spoke if spoke and not _NOT_THEN.search(words[: spoke.start()]) else None
    talked = acted(words)
    if spoke is None and talked is None:
        return ()
    spoken = spokesmen(words, lexicon, known)
    if spoke is not None:
        joint = sides.ordered(code for code, at in spoken if at < spoke.start())
        if len(joint) == _PAIR:
            return joint
    everyone = sides.ordered(code for code, _ in spoken) if talked else ()
    return everyone if len(everyone) == _PAIR else ()


def acted(words: str) -> re.Match[str] | None:
    """The word of a sentence that shows that two were in contact, where it does not speak of what is to come."""
    found = _ACTED.search(words)
    return found if found and not _NOT_THEN.search(words[: found.start()]) else None


def spokesmen(words: str, lexicon: Lexicon, known: Mapping[str, Code]) -> list[tuple[Code, int]]:
    """The parties for which a sentence names somebody who speaks ("*Ostia's minister*", "*President Arroyo*"), with their places."""
    mentions = lexicon.mentions(words)
    found = [(one.code, one.start) for one in mentions if story_hosts.is_guest(words, one)]
    for person in persons.found_in(words, mentions):
        code = person.party or sides.person_party(person.name, known)
        if code is not None:
            found.append((code, person.start))
    return sorted(found, key=lambda each: each[1])
