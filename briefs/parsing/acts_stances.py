"""A sentence that reports no act comes in; the stand it takes in the parties' own voice goes out, if any.

"X is essential to", "must never", "we cannot accept" take a stand; a plain description of facts does not.
"""

from __future__ import annotations

import re

from briefs.model import Kind, Strength
from briefs.parsing.actors import subject
from briefs.parsing.actors_cast import Cast, Subject
from briefs.parsing.acts_claims import taken, valued
from briefs.parsing.acts_groups import Group
from briefs.parsing.acts_rules import Rule
from briefs.parsing.clauses_words import Words
from briefs.parsing.kinds import Sense
from briefs.parsing.kinds_words import AIM

_STANDS = Rule("stance", Kind.POSITION, None, frozenset(), frozenset(), "counterpart", False, False, "any", 0)
_BINDS = frozenset({"must", "should"})
_SUBORDINATE = frozenset({"if", "when", "as", "while", "because", "although"})
_UNDER_WAY = re.compile(
    r"(?:the |joint |practical |active )?work (?:is|was) (?:now |already |also )?(?:under ?way|in progress|being carried out)\b"
)
"""What is told of common work without saying by whom."""
_WORDLESS = 5


def stance(
    words: Words, cast: Cast, speaker: Subject | None, *, own_voice: bool, told: bool = False
) -> Sense | None:
    """The position that a sentence without a reported act takes: of those in whose voice it speaks.

    In a text that reports others' words, a "must" or "should" behind a speaker's sentence is the speaker's, and so is
    what a quotation weighs up, or a sentence that an official is said to have said (``told``).
    """
    if len(words) < _WORDLESS or words.low[-1] in {":", "?"}:
        return None
    said = " ".join(words.low)
    if own_voice:
        kind = taken(said)
        speaker = Subject(cast.stage.own, 0, "thing", plural=True)
    else:
        quoted = (words.low[0] == '"' or told) and valued(said)
        kind = Kind.POSITION if quoted or re.search(r"\b(?:must|should)\b", said) else None
        if kind is None and _UNDER_WAY.match(said) and cast.stage.together:
            kind, speaker = Kind.PROGRESS, Subject(cast.stage.together, 0, "group", plural=True)
    aims = (own_voice or told or words.low[0] == '"') and re.match(r'(?:" )?our\b', said) and AIM.match(said)
    kind = Kind.COMMITMENT if aims else kind
    if kind is None or speaker is None or not speaker.codes:
        return None
    duty = _bound(words, cast, speaker)
    towards = "none" if own_voice and not duty else "counterpart"
    group = Group(0, 0, 0, _STANDS, "base", "present", negated=False)
    strength = Strength.SOFT if aims else None
    return Sense(kind, strength, towards, speaker, group, 0, len(words), duty=duty)


def _bound(words: Words, cast: Cast, who: Subject) -> int:
    """The place of a "must" that binds a third party ("Lumeria must withdraw"); 0 where there is none."""
    duty = next((k for k, word in enumerate(words.low) if word in _BINDS), 0)
    other = subject(words, 0, duty, cast) if duty and words.low[0] not in _SUBORDINATE else None
    if other is None or other.how == "pronoun" or set(other.codes) & {*who.codes, *cast.stage.together}:
        return 0
    return duty
