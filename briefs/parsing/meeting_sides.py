"""The first sentences of a text come in; the one that says who met whom goes out, with the sides it names.

News agencies and ministries' notes tell it in one sentence: "Foreign Minister A of X received his Y counterpart B",
"a telephone conversation took place between …", "Meeting with Y's minister in S, X's minister said …".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefs.parsing import sides
from briefs.parsing.datelines import dateline
from briefs.parsing.sentences import split

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefs.lexicon import Lexicon
    from briefs.model import Code
    from briefs.parsing.sides import Seen

_PAIR: Final = 2
_FIRST: Final = 3
"""Paragraphs, and sentences of each, in which those who met are named."""
_LONGEST: Final = 600
_TALKS: Final = (
    r"(?:meetings?|talks|negotiations|consultations|discussions|(?:tele)?phone\s(?:conversation|call|talks?)|conversation|video\s?conference)"
)
_MET: Final = re.compile(
    rf"^\W{{0,3}}(?:[Mm]eeting|[Ss]peaking\safter\smeeting)\swith\b|\b(?:met|meets)\b(?!\sthe\s(?:needs|criteria|target|goal))|\b(?:held|holds|had|hosted|concluded)\s(?:an?\s|their\s)?(?:[\w-]+\s){{0,3}}{_TALKS}\b"
    rf"|\b{_TALKS}\s(?:was|were|took|has|have)\s(?:been\s|also\s)?(?:held|place|started|begun|ended)\b|\b(?:received|hosted|welcomed)\b|\bspoke\s(?:by|on|over|with|to|via)\b"
    r"|\btalked\s(?:on\sthe\sphone|by\s(?:tele)?phone)\b|\b(?:called|courtesy\scall|calls)\son\b|\b(?:was|were)\sreceived\sby\b|\bdiscussed\s(?:[\w-]+\s){1,12}with\b"
)
_NOT_NOW: Final = re.compile(
    r"\b(?:will|would|to\sbe|plans?|planned|upcoming|forthcoming|scheduled|expected|last|earlier|previously)\b[^.;]{0,50}$"
)
_WHY: Final = re.compile(
    r"\bto\s(?:discuss|debate|review|deliberate|exchange|explore|mark|prepare|strengthen|boost)\b|,?\s(?:who|which)\s(?:is|was|has|had|arrived|are|were|came)\b"
    r"|,\sduring\swhich\b|\b(?:focusing|about|regarding|concerning|ahead\sof|following)\b|\bon\sthe\s(?:sidelines?|margins?|occasion)\b|\bat\sthe\sinvitation\b|\bon\s(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)(?=[a-z])|\bsaid\b"
)


def met(
    body: Sequence[Seen], lexicon: Lexicon, known: Mapping[str, Code]
) -> tuple[str, tuple[Code, ...]]:
    """The sentence that says who met whom, and the two sides that it names; ("", ()) where none names just two."""
    for item in body[:_FIRST]:
        text = item.paragraph.text[:_LONGEST]
        line = dateline(text)
        for span in split(text)[:_FIRST]:
            words = text[max(span.start, line) : span.end]
            verb = _MET.search(words)
            if verb is None or _NOT_NOW.search(words[: verb.start()]):
                continue
            codes = _sides(words, verb, lexicon, known)
            if len(codes) == _PAIR:
                return words, codes
    return "", ()


def _sides(
    words: str, verb: re.Match[str], lexicon: Lexicon, known: Mapping[str, Code]
) -> tuple[Code, ...]:
    """The parties named up to where the sentence begins to say why they met, series of meetings left out."""
    why = _WHY.search(words, verb.end())
    if verb.start() == 0 and why is not None:
        why = _WHY.search(words, why.end()) if why.group() != "said" else why
    region = words[: why.start()] if why else words
    fora = lexicon.fora_in(region)
    found = sides.named(region, lexicon, known)
    codes = sides.ordered(
        each.code for each in found if not any(f.start <= each.start < f.end for f in fora)
    )
    return sides.without_groups(codes, lexicon)


def outweighs(
    both: tuple[Code, ...], parties: tuple[Code, ...], publisher: Code | None, lexicon: Lexicon
) -> bool:
    """Whether the two who met are the sides of a text, whatever its title names: a subject, one of them, a guess."""
    if set(both) == set(parties) or len(parties) > _PAIR:
        return False
    bodies = [code for code in parties if lexicon.parties[code].kind in {"body", "grouping"}]
    if bodies and not set(bodies) & set(both):
        return len(parties) == _PAIR and bool(set(parties) & set(both))
    return publisher is None or publisher in both or publisher not in parties or len(parties) < _PAIR
