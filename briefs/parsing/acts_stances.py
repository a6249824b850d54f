"""A sentence that reports no act comes in; the stand it takes in the parties' own voice goes out, if any.

"X is essential to", "must never", "we cannot accept" take a stand; a plain description of facts does not.
"""

from __future__ import annotations

import re

from briefs.model import Kind
from briefs.parsing.actors import subject
from briefs.parsing.actors_cast import Cast, Subject
from briefs.parsing.acts import Group
from briefs.parsing.acts_rules import Rule
from briefs.parsing.clauses_words import Words
from briefs.parsing.kinds import Sense

_STANDS = Rule("stance", Kind.POSITION, None, frozenset(), frozenset(), "counterpart", False, False, "any", 0)
_DUTY = re.compile(
    r"\b(?:must|should|cannot|can never|ought to|have to|has to|need to|needs to|shall never)\b"
)
_WORTH = re.compile(
    r"\b(?:is|are|remains?|was|will be|constitutes?|represents?|marks?)\b(?: \w+ly)?(?: (?:not|also|an?|the|of|our|their|more|absolutely|both|as|most|now))*"
    r" (?:\w+ )?(?:essential|critical|crucial|vital|important|imperative|unacceptable|necessary|fundamental|pivotal|central|indispensable|"
    r"key|demonstration|proof|sign|achievement|example|commitment|cornerstone|foundation|bedrock|milestone|testament|priorit(?:y|ies)|responsibilit(?:y|ies)|urgent|inseparable|intertwined|interlinked|interconnected|indivisible|paramount|"
    r"historic|unwavering|ironclad|unbreakable|stronger|significant|strong|best|about|step|opportunity|violation|breach|outrage|threat|intolerable|inadmissible|illegal|unlawful|unjustifiable|unjustified|reprehensible|abhorrent|at stake|at the heart|rooted|clear|united|proud)\b"
)
_NO_WAY = re.compile(
    r"\b(?:there (?:is|can be) no|no (?:place|justification|alternative|excuse)|the (?:need|importance) (?:for|of|to)|it is time)\b"
)
_CAN = re.compile(r"\b(?:we|together we|our \w+) (?:can|could|share|stand|need|face|remain|want)\b")
_SHOWS = re.compile(
    r"\b(?:(?<!to )marks?|represents?|demonstrates?|underscores?|exemplif(?:y|ies)|constitutes?|signif(?:y|ies)|symboli[sz]es?|"
    r"testif(?:y|ies)|embod(?:y|ies)|deserves?|matters?|sends? a|offers? an?|opens? a|provides? an? (?:\w+ )?(?:opportunity|foundation|basis)|"
    r"depends? on|requires?|demands?|(?:has|have) (?:once again |again |also |further )?(?:reinforced|confirmed|proven|proved|shown|demonstrated|underscored|highlighted|exposed|revealed)|threatens?|undermines?|violates?|contravenes?|jeopardi[sz]es?|"
    r"endangers?|flouts?|(?:bears?|carr(?:y|ies)) (?:the )?(?:\w+ )?responsibility|(?:is|are) (?:\w+ly )?needed|(?:is|are) in (?:\w+ )?(?:violation|breach) of|amounts? to an? (?:\w+ )?(?:violation|breach|crime|threat)|"
    r"our (?:hearts?|thoughts?|prayers?|(?:deepest |heartfelt |sincere )?(?:sympath(?:y|ies)|condolences))(?: and (?:\w+ )?\w+)? (?:is|are|go(?:es)?|remains?))\b"
)
_PROGRESS = re.compile(
    r"\b(?:show(?:ed|s)?|made|yielded|produced|achieved|brought|saw) (?:\w+ ){0,3}(?:progress|results|advances|headway)\b"
)
_BINDS = frozenset({"must", "should"})
_SUBORDINATE = frozenset({"if", "when", "as", "while", "because", "although"})
_PAST = re.compile(
    r"\b(?:was|were|had|did|in (?:19|20)\d\d|since (?:19|20)\d\d|ago|last (?:year|month|week))\b"
)
_WORDLESS = 5


def stance(words: Words, cast: Cast, speaker: Subject | None, *, own_voice: bool) -> Sense | None:
    """The position that a sentence without a reported act takes: of those in whose voice it speaks.

    In a text that reports others' words, a "must" or "should" behind a speaker's sentence is the speaker's.
    """
    if len(words) < _WORDLESS or words.low[-1] in {":", "?"}:
        return None
    said = " ".join(words.low)
    if own_voice:
        kind = _taken(said)
        speaker = Subject(cast.stage.own, 0, "thing", plural=True)
    else:
        kind = Kind.POSITION if re.search(r"\b(?:must|should)\b", said) else None
    if kind is None or speaker is None or not speaker.codes:
        return None
    duty = _bound(words, cast, speaker)
    towards = "none" if own_voice and not duty else "counterpart"
    group = Group(0, 0, 0, _STANDS, "base", "present", negated=False)
    return Sense(kind, None, towards, speaker, group, 0, len(words), duty=duty)


def _taken(said: str) -> Kind | None:
    """What a sentence of a text in the parties' own name is, though it reports no act."""
    if _PROGRESS.search(said):
        return Kind.PROGRESS
    if _DUTY.search(said):
        return Kind.POSITION
    taken = _SHOWS.search(said) or _WORTH.search(said) or _NO_WAY.search(said) or _CAN.search(said)
    return Kind.POSITION if taken is not None and _PAST.search(said) is None else None


def _bound(words: Words, cast: Cast, who: Subject) -> int:
    """The place of a "must" that binds a third party ("Lumeria must withdraw"); 0 where there is none."""
    duty = next((k for k, word in enumerate(words.low) if word in _BINDS), 0)
    other = subject(words, 0, duty, cast) if duty and words.low[0] not in _SUBORDINATE else None
    if other is None or other.how == "pronoun" or set(other.codes) & {*who.codes, *cast.stage.together}:
        return 0
    return duty
