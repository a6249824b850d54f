"""The first sentences of a text come in; the one that says who met whom goes out, with the sides it names.

News agencies and ministries' notes tell it in one sentence: "Foreign Minister A of X received his Y counterpart B",
"a telephone conversation took place between …", "Meeting with Y's minister in S, X's minister said …".
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefs.parsing import meeting_told, sides, visits
from briefs.parsing.datelines import dateline
from briefs.parsing.sentences import split

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefs.lexicon import Lexicon
    from briefs.model import Code
    from briefs.parsing.sides import Seen

_PAIR: Final = 2
_FIRST: Final = 3
"""Paragraphs, and sentences of each, in which those who met are named."""
_FURTHER: Final = 8
"""Paragraphs in which those who met are named where the opening says of nobody that he met anyone."""
_LABEL: Final = 40
"""Shorter lines tell nothing ("5 hours ago")."""
_LONGEST: Final = 900
_POSTED: Final = re.compile(
    r"\b(?:[Aa]mbassador|[Hh]igh\s[Cc]ommissioner|[Cc]harg[\u00e9e]\sd['\u2019][Aa]ffaires)\s(?:designate\s)?(?:accredited\s)?(?:to|in)\s(?:the\s)?(?P<where>[A-Z][\w'\u2019-]+(?:\s[A-Z][\w'\u2019-]+)?)"
)
"""Where an envoy is posted, he calls on those at home there."""
_COUNTERPART: Final = re.compile(
    r"\b(?:his|her|their)\s(?:[\w-]+\s){1,3}(?:counterparts?|colleagues?|opposite\snumber)\b"
)
_COUNTERPARTS: Final = re.compile(r"\b(?:his|her)\s(?:[\w-]+,?\s){1,5}(?:counterparts|colleagues)\b")
_THREE: Final = re.compile(r"\b(?:trilateral|tripartite|three-way|quadrilateral)\b", re.IGNORECASE)
TABLE: Final = re.compile(
    rf"\b{meeting_told.TALKS}\s(?:involving|between|among|bringing\stogether)\b|\b(?:trilateral|tripartite|three-way|quadrilateral)\b",
    re.IGNORECASE,
)
"""All who are named behind it sat at one table."""
_CAME: Final = re.compile(
    r"(?<!also\s)\b(?:attended\sby|brought\stogether|with\sthe\sparticipation\sof)\s(?:the\s)?(?:[\w-]+,?\s){0,7}(?:[Dd]iplomats|[Ee]nvoys|[Mm]inisters|[Ll]eaders|[Pp]residents|[Hh]eads|[Rr]epresentatives|[Oo]fficials|[Dd]elegat\w+)\b"
    r"|\bwith\sthe\sparticipation\sof\s(?=(?:the\s)?[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,3},)"
)
"""A list of those who came to a meeting follows."""
_APART: Final = re.compile(r"\b(?:separate(?:ly)?|respectively|in turn|sidelines?|margins?)\b", re.IGNORECASE)
_OFFICE: Final = re.compile(
    r"\b(?:Minister|President|Premier|Chancellor|Secretary|Ambassador|Sultan|King|Queen|Emir|Amir|Majesty|Highness|Prince|Speaker|PM|FM|minister|president|premier)\b"
)
_HE: Final = re.compile(r"(?:^|[\s,])(?:[Hh]e|[Ss]he|[Tt]he\s[Hh]ead\sof\s[Ss]tate)\s(?:also\s)?$")
_VISITING: Final = re.compile(r"\bvisiting\b")
"""Of whom it is said is a guest of the one of whom the story tells."""


@dataclass(frozen=True, slots=True)
class Met:
    """The sentence that says who met, and the sides that it names: two, or the body that sat; () where it names no two."""

    sentence: str = ""
    sides: tuple[Code, ...] = ()


def met(body: Sequence[Seen], lexicon: Lexicon, known: Mapping[str, Code], publisher: Code | None) -> Met:
    """Who met, by the first sentence of the opening that names both, else by one further down; else who sat or met at all."""
    first = Met()
    everyone = _attended(body, lexicon)
    spoken = [item for item in body if len(item.paragraph.text) > _LABEL]
    for place, item in enumerate(spoken[:_FURTHER]):
        for words in _sentences(item):
            found = _in_sentence(words, body, everyone, (lexicon, known, publisher))
            if found is not None and (found.sides if place < _FIRST else len(found.sides) == _PAIR):
                return found
            if found is not None and place < _FIRST and not first.sentence:
                first = found
        if place == _FIRST - 1 and first.sentence:
            return first
    return first


def _sentences(item: Seen) -> Iterator[str]:
    """The first sentences of a paragraph, its dateline aside."""
    text = item.paragraph.text[:_LONGEST]
    line = dateline(text)
    for span in split(text)[:_FIRST]:
        yield text[max(span.start, line) : span.end]


def _in_sentence(
    words: str,
    body: Sequence[Seen],
    everyone: tuple[Code, ...],
    context: tuple[Lexicon, Mapping[str, Code], Code | None],
) -> Met | None:
    """Who met by one sentence: both sides, or () where it says that somebody met and not who; None where nobody did."""
    lexicon, known, publisher = context
    found = meeting_told.told(words, lexicon, known)
    if found is None or len(found[1]) != _PAIR:
        both = visits.sides_of(words, lexicon, known, publisher)
        if both:
            return Met(words, both)
    if found is None:
        return None
    verb, codes = found
    codes = _of_states(words, codes, publisher, lexicon)
    if _together(words, codes, publisher):
        return Met(words, sides.ordered((*codes, publisher)) if len(codes) == _PAIR else codes)
    if everyone and set(codes) & {*everyone, *_groups(everyone, lexicon)} and len(codes) < len(everyone):
        return Met(words, everyone)
    codes = _with_host(words, verb, codes, body, context)
    if len(codes) == _PAIR or (len(codes) == 1 and lexicon.parties[codes[0]].kind != "state"):
        return Met(words, codes)
    return Met(words)


def _with_host(
    words: str,
    verb: re.Match[str],
    codes: tuple[Code, ...],
    body: Sequence[Seen],
    context: tuple[Lexicon, Mapping[str, Code], Code | None],
) -> tuple[Code, ...]:
    """The one who is named with the one who is not: the publisher's own official, or he whose counterpart it was."""
    lexicon, _, publisher = context
    if _COUNTERPARTS.search(words):
        return ()  # "his Lumerian and Ostian counterparts": one after the other, and who he is stands elsewhere
    if len(codes) != 1:
        return codes
    posted = _POSTED.search(words)
    at = lexicon.place(f"in {posted.group('where')}") if posted else None
    if at is not None and at != codes[0]:
        return (*codes, at)
    own = _own_official(words, verb, lexicon) or _VISITING.search(words, verb.end()) is not None
    if publisher not in {None, *codes} and own:
        return (publisher, *codes) if publisher else codes
    return _with_own(codes[0], body, lexicon, publisher) if _COUNTERPART.search(words) else codes


def _attended(body: Sequence[Seen], lexicon: Lexicon) -> tuple[Code, ...]:
    """The states of a sentence of the opening that lists who came."""
    for item in body[:_FIRST]:
        text = item.paragraph.text[:_LONGEST]
        if _CAME.search(text) is not None:
            spans = ((span.start, span.end) for span in split(text))
            return next((codes for start, end in spans if (codes := came(item, start, end, lexicon))), ())
    return ()


def came(item: Seen, start: int, end: int, lexicon: Lexicon) -> tuple[Code, ...]:
    """The states that a sentence lists ("was *attended by* the ministers of Lumeria, Ostia and Norlund"); () below three."""
    listed = _CAME.search(item.paragraph.text, start, end)
    if listed is None:
        return ()
    named = (m.code for m in item.mentions if listed.start() <= m.start < end)
    codes = sides.ordered(code for code in named if not _is_body(code, lexicon))
    return codes if len(codes) > _PAIR else ()


def _groups(states: tuple[Code, ...], lexicon: Lexicon) -> set[Code]:
    """The bodies and groupings to which some of these states belong."""
    return {code for code, party in lexicon.parties.items() if set(party.members) & set(states)}


def _of_states(
    words: str, codes: tuple[Code, ...], publisher: Code | None, lexicon: Lexicon
) -> tuple[Code, ...]:
    """Two states without the body whose mission one of them received beside the other."""
    if len(sides.ordered((*codes, publisher))) <= _PAIR or meeting_told.speaks_for_a_body(words):
        return codes
    states = tuple(code for code in codes if not _is_body(code, lexicon))
    return states if 0 < len(states) <= _PAIR else codes


def _together(words: str, codes: tuple[Code, ...], publisher: Code | None) -> bool:
    """Whether three met at once: "Lumeria's minister met *his Ostian and Norlund counterparts*", "a *trilateral* meeting"."""
    if _APART.search(words) or not (
        _COUNTERPARTS.search(words) or _THREE.search(words) or TABLE.search(words)
    ):
        return False
    return len(codes) > _PAIR or (len(codes) == _PAIR and publisher is not None and publisher not in codes)


def _own_official(words: str, verb: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether an office of no named state met somebody: in a ministry's note that is its own minister."""
    before = words[: verb.start()]
    loose = _OFFICE.search(before) is not None and not lexicon.mentions(before)
    return loose or _HE.search(before) is not None


def _is_body(code: Code, lexicon: Lexicon) -> bool:
    return lexicon.parties[code].kind in {"body", "grouping"}


def _with_own(
    other: Code, body: Sequence[Seen], lexicon: Lexicon, publisher: Code | None
) -> tuple[Code, ...]:
    """With "his Lumerian counterpart" the one whose state nobody says: the publisher's, or the one named most."""
    if publisher is not None and publisher != other:
        return publisher, other
    counted = Counter(
        one.code
        for item in body
        for one in item.mentions
        if one.code != other and lexicon.parties[one.code].kind == "state"
    )
    return next(((code, other) for code, _ in counted.most_common(1)), (other,))
