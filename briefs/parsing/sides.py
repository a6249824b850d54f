"""A title and the first paragraphs come in; the parties whose document or meeting it is go out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefs.parsing import persons as people
from briefs.parsing.sentences import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefs.lexicon import Lexicon, PartyMention
    from briefs.model import Code
    from briefs.parsing.persons import Person
    from briefs.parsing.text import Paragraph

_BETWEEN: Final = re.compile(
    r"\b(?:by|between|from|of|among|with|issued by)\s(?P<names>.+?)(?=\s(?:on|regarding|concerning|about|calling|condemning|reaffirming"
    r"|following|welcoming|endorsing|marking|commemorating|announcing|in\s(?:commemoration|support|response)|at|to\s(?!the\s(?:President|Prime)))\b"
    r"|\s[\u2013\u2014-]\s|:\s|$)",
    re.IGNORECASE,
)
_TOPIC: Final = re.compile(r"\s(?:on|regarding|concerning|about|against|calling|condemning|toward|for)\s", re.IGNORECASE)
_LINK: Final = re.compile(
    r"(?:[\u2019']s?)?\s?(?:[-\u2013\u2014/,;&]|\([^()]{0,40}\)?|\)|\band\b|\bas well as\b|\balongside\b|\bthe\b|\b(?:Government|Kingdom|Republic|State)s? of\b|\s){1,8}"
)
_PLACE: Final = re.compile(
    r"\b(?:in|at|near)\s(?:the\s)?(?:[A-Z][\w.\u2019'-]+\s?){0,3},?\s?(?:the\s)?$|\b(?:in|at)\s[A-Z][\w .\u2019'-]{1,30},\s(?:the\s)?$"
)
_ACTS: Final = re.compile(
    r"\b(?:[Ww]e|WE|met|meets?|held|holds|announced?|agreed?|agree|convened?|gathered|visited|hosted|co-hosted|reaffirm(?:ed|s)?|affirm(?:ed|s)?"
    r"|condemn(?:ed|s)?|welcom(?:ed|es)?|issued|signaled|signalled|underscored?|committed|resolved?|declared?|spoke|launched|signed|today|are|is|have|has)\b"
)
_MEETING_VERB: Final = re.compile(
    r"\b(?:met|hosted|welcom(?:ed|es)|spoke|held|visited|received|hosts|convened|joined|travell?ed|participated|convening|co-hosted)\b"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A paragraph with the parties and persons that were found in it."""

    paragraph: Paragraph
    mentions: tuple[PartyMention, ...]
    persons: tuple[Person, ...]


def look(paragraphs: Iterable[Paragraph], lexicon: Lexicon) -> tuple[Seen, ...]:
    """Find parties and persons in each paragraph."""
    found = []
    for paragraph in paragraphs:
        mentions = tuple(lexicon.mentions(paragraph.text))
        found.append(Seen(paragraph, mentions, tuple(people.found_in(paragraph.text, mentions))))
    return tuple(found)


def ordered(codes: Iterable[Code | None]) -> tuple[Code, ...]:
    """Each code once, in the order of its first place."""
    return tuple(dict.fromkeys(code for code in codes if code is not None))


@dataclass(frozen=True, slots=True)
class Named:
    """A party named in a text, by its own name or through a person."""

    code: Code
    start: int
    end: int


def named(text: str, lexicon: Lexicon, known: Mapping[str, Code]) -> list[Named]:
    """Every party of a title or sentence in order: names, demonyms and persons; places where it happened left out."""
    mentions = lexicon.mentions(text)
    found = [
        Named(m.code, m.start, m.end) for m in mentions if not _PLACE.search(text[max(0, m.start - 60) : m.start])
    ]
    for person in people.found_in(text, mentions):
        code = person.party or person_party(person.name, known)
        if code is not None:
            found.append(Named(code, person.start, person.end))
    return sorted(found, key=lambda each: each.start)


def person_party(name: str, known: Mapping[str, Code]) -> Code | None:
    """The party of a person by the full name, by its last or by its first word ("Xi Jinping")."""
    words = people.bare(name).lower()
    if not words:
        return None
    return known.get(words) or known.get(words.rsplit(None, 1)[-1]) or known.get(words.split(None, 1)[0])


def of_title(title: str, lexicon: Lexicon, known: Mapping[str, Code]) -> tuple[Code, ...]:
    """The parties that a title names as its own: "between A and B on C", "A-B Joint Statement". May be one or none."""
    for match in _BETWEEN.finditer(title):
        codes = ordered(each.code for each in named(match.group("names"), lexicon, known))
        if len(codes) > 1:
            return codes
    run = chain(title, named(title, lexicon, known))
    if len(run) > 1:
        return run
    topic = _TOPIC.search(title)
    before = ordered(each.code for each in named(title[: topic.start()] if topic else title, lexicon, known))
    if len(before) > 1 or not topic:
        return before
    return before


def chain(text: str, found: Sequence[Named]) -> tuple[Code, ...]:
    """The first run of parties that stand side by side: "Japan, the Republic of Korea, and the United States"."""
    best: list[Code] = []
    run: list[Named] = []
    for each in found:
        if run and _LINK.fullmatch(text[run[-1].end : each.start]):
            run.append(each)
        else:
            run = [each]
        codes = list(dict.fromkeys(one.code for one in run))
        if len(codes) > len(best) and (not best or run[0].code == best[0]):
            best = codes
    return tuple(best)


def of_opening(seen: Sequence[Seen], lexicon: Lexicon, known: Mapping[str, Code]) -> tuple[Code, ...]:
    """The parties that the first sentences name as those who speak or meet; () where fewer than two are named."""
    for item in seen[:2]:
        text = item.paragraph.text[:3000]
        for sentence in split(text)[:2]:
            words = text[sentence.start : sentence.end]
            codes = of_sentence(words, lexicon, known)
            if len(codes) > 1:
                return codes
    return ()


def of_sentence(words: str, lexicon: Lexicon, known: Mapping[str, Code]) -> tuple[Code, ...]:
    """The parties side by side in a sentence, else those before its verb and, where they meet, behind it."""
    found = named(words, lexicon, known)
    run = chain(words, found)
    if len(run) > 1:
        return run
    act = _ACTS.search(words)
    before = [each for each in found if act is None or each.start < act.start() + 3]
    meets = _MEETING_VERB.search(words)
    behind = [each for each in found if meets and each.start > meets.start()]
    stop = _TOPIC.search(words, behind[0].start) if behind else None
    behind = [each for each in behind if stop is None or each.start < stop.start()]
    return ordered(each.code for each in (*before, *behind))
