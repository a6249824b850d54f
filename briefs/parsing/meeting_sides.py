"""The first sentences of a text come in; the one that says who met whom goes out, with the sides it names.

News agencies and ministries' notes tell it in one sentence: "Foreign Minister A of X received his Y counterpart B",
"a telephone conversation took place between …", "Meeting with Y's minister in S, X's minister said …".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefs.parsing import meeting_encounters, meeting_hosts, meeting_told, sides, visits
from briefs.parsing.datelines import dateline
from briefs.parsing.sentences import split

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefs.lexicon import Lexicon
    from briefs.model import Code
    from briefs.parsing.sides import Seen

_PAIR: Final = 2
_MANY: Final = 3
_FIRST: Final = 3
"""Paragraphs, and sentences of each, in which those who met are named."""
_FURTHER: Final = 8
"""Paragraphs in which those who met are named where the opening says of nobody that he met anyone."""
_LABEL: Final = 40
"""Shorter lines tell nothing ("5 hours ago")."""
_LONGEST: Final = 900
_THREE: Final = re.compile(r"\b(?:trilateral|tripartite|three-way|quadrilateral)\b", re.IGNORECASE)
_THE_THREE: Final = re.compile(
    r"\b[Tt]he\sthree\s(?:[\w-]+\s)?(?:ministers|sides|leaders|presidents|premiers|officials|Ministers|Leaders|Presidents)\b"
)
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
            break
    return _encounter(spoken, body, (lexicon, known, publisher)) or first


def _encounter(
    spoken: Sequence[Seen],
    body: Sequence[Seen],
    context: tuple[Lexicon, Mapping[str, Code], Code | None],
) -> Met | None:
    """The first sentence of the opening that brings officials of two together, where no verb of meeting names them."""
    lexicon, known, _ = context
    opening = [words for item in spoken[:_FIRST] for words in _sentences(item)]
    for words in opening:
        both = meeting_encounters.both(words, lexicon, known) or _with_guest(words, body, context)
        if both:
            return Met(words, both)
    both = meeting_encounters.together(opening[0], lexicon, known) if opening else ()
    return Met(opening[0], both) if both else None


def _with_guest(
    words: str, body: Sequence[Seen], context: tuple[Lexicon, Mapping[str, Code], Code | None]
) -> tuple[Code, ...]:
    """The one whose official a sentence of talks names, with the one who tells of it; () where it names more."""
    lexicon, known, _ = context
    acted = meeting_encounters.acted(words) or meeting_hosts.in_person(words)
    guests = sides.ordered(code for code, _ in meeting_encounters.spokesmen(words, lexicon, known))
    if acted is None or len(guests) != 1:
        return ()
    both = meeting_hosts.with_host(words, acted, guests, body, context)
    return both if len(both) == _PAIR else ()


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
    if beside := meeting_hosts.beside_a_body(words, codes, body, lexicon, publisher):
        return Met(words, beside)
    table = _at_table(words, codes, body, everyone, context)
    if table:
        return Met(words, table)
    codes = meeting_hosts.with_host(words, verb, codes, body, context)
    if len(codes) == _PAIR or (len(codes) == 1 and lexicon.parties[codes[0]].kind != "state"):
        return Met(words, codes)
    return Met(words)


def _at_table(
    words: str,
    codes: tuple[Code, ...],
    body: Sequence[Seen],
    everyone: tuple[Code, ...],
    context: tuple[Lexicon, Mapping[str, Code], Code | None],
) -> tuple[Code, ...]:
    """Three or more who met at once, by the sentence itself or by a list of those who came; () where two did."""
    lexicon, known, publisher = context
    if len(codes) < _MANY and (three := _three(words, body, lexicon, known)):
        return three
    if _together(words, codes, publisher):
        return sides.ordered((*codes, publisher)) if len(codes) == _PAIR else codes
    of_them = set(codes) & {*everyone, *_groups(everyone, lexicon)} if everyone else set()
    return everyone if of_them and len(codes) < len(everyone) else ()


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
        meeting_hosts.COUNTERPARTS.search(words) or _THREE.search(words) or TABLE.search(words)
    ):
        return False
    return len(codes) > _PAIR or (len(codes) == _PAIR and publisher is not None and publisher not in codes)


def _three(words: str, body: Sequence[Seen], lexicon: Lexicon, known: Mapping[str, Code]) -> tuple[Code, ...]:
    """The three for whom the opening names officials, where it calls the talks trilateral, or them "the three ministers"."""
    if _THREE.search(words) is None and not any(
        _THE_THREE.search(item.paragraph.text[:_LONGEST]) for item in body[:_FIRST]
    ):
        return ()
    spoken = (
        meeting_encounters.spokesmen(item.paragraph.text[:_LONGEST], lexicon, known) for item in body[:_FIRST]
    )
    codes = sides.ordered(code for each in spoken for code, _ in each)
    return codes if len(codes) == _MANY else ()


def _is_body(code: Code, lexicon: Lexicon) -> bool:
    return lexicon.parties[code].kind in {"body", "grouping"}
