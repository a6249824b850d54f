"""A story that tells of several meetings comes in; each with its own two sides, and the paragraphs about it, go out.

"The minister met his counterparts from Lumeria and Ostia separately", "He also met Norlund's president", "In Suva, she
held talks with …": one official meets several others, and what was agreed with one is not agreed with the next.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from briefs.model import DocumentKind, Meeting, Precision
from briefs.parsing import meeting_days, meeting_sides, meeting_told, meeting_traits, sides
from briefs.parsing.datelines import dateline
from briefs.parsing.meeting_days import day_beside
from briefs.parsing.sentences import split
from briefs.parsing.text import Role, Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefs.lexicon import Lexicon
    from briefs.model import Code
    from briefs.parsing.meetings import Frame
    from briefs.parsing.periods import PeriodMention
    from briefs.parsing.sides import Seen

_STORIES: Final = frozenset({DocumentKind.NEWS, DocumentKind.PRESS_RELEASE, DocumentKind.OTHER})
_PAIR: Final = 2
_PARAGRAPHS: Final = 40
_SENTENCES: Final = 6
_LONGEST: Final = 900
_MOST: Final = 12
"""Meetings of one story; more is a list of names."""
_OPENING: Final = 3
_RECENT: Final = 8
"""Days before the story within which what it tells belongs to it; what is longer ago is recalled."""
_ONE_BY_ONE: Final = re.compile(
    r"\b(?:separate(?:ly)?|respectively|in\sturn|series\sof|sidelines?|margins?|bilaterals?|bilateral\smeetings|(?:meetings|talks|sessions|conversations|calls)\swith\s(?:his|her)|one-on-one)\b"
)
_PLURAL: Final = re.compile(
    r"\b(?:[Mm]inister|[Pp]resident|[Ss]ecretary|[Ee]nvoy|[Cc]hief|counterparts|colleagues|ministers|presidents|leaders|heads|officials)\b"
)
_OFFICE: Final = re.compile(
    r"\b(?:[Mm]inister|[Pp]resident|[Ss]ecretary|[Ee]nvoy|[Aa]mbassador|[Cc]hancellor|[Pp]remier|[Cc]ommissioner|King|Emir|[Cc]hief)\b(?!\s(?:of|for)\s(?:[A-Z][a-z]+\s){1,3}and\s(?:[A-Z]\w+\s){0,2}(?:[Mm]inister|[Ss]ecretary))"
)
_THEIR_OWN: Final = re.compile(r"\b[A-Z][a-z]+['\u2019]s?\s[A-Z][\w\u2019'-]+\s[A-Z]")
"""A state and one of its people: "Ostia's *Lan Arroyo*"."""
_ROSTER: Final = re.compile(
    r"\b(?:[Pp]articipants|attended\sby|[Pp]resent\s(?:at|were)|[Ii]n\sattendance|accompanied\sby)\b"
)
"""Who sat there beside those who met."""
_SAME: Final = re.compile(
    r"(?:[Aa]t|[Dd]uring|[Ii]n|[Aa]fter|[Ff]ollowing)\sthe(?:ir)?\s(?:meeting|talks|discussions|negotiations)"
)
"""It refers to the meeting told before: "*during the meeting*, the minister welcomed the accord of two others"."""
_RECALLED: Final = re.compile(
    r"\b(?:last\s(?:week|month|year|summer|autumn|winter|spring|January|February|March|April|May|June|July|August|September|October|November|December)"
    r"|(?:weeks?|months?|years?)\s(?:ago|earlier)|in\s(?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?!\s\d)|(?:previous|first|last)\smeeting|since\s(?:19|20)\d\d|in\s(?:19|20)\d\d)\b"
)


@dataclass(frozen=True, slots=True)
class Encounter:
    """Who met, as one sentence tells it: each pair with the one who is in all of them first; where it stands."""

    number: int
    pairs: tuple[tuple[Code, ...], ...]
    sentence: str
    when: PeriodMention | None
    days: Mapping[Code, PeriodMention]
    """The day of each guest, where one sentence gives them several."""


def apart(
    sections: tuple[Section, ...],
    held: tuple[Meeting, ...],
    seen: Sequence[Seen],
    frame: Frame,
    lexicon: Lexicon,
) -> tuple[tuple[Section, ...], tuple[Meeting, ...]]:
    """The sections cut where another meeting begins, and the meetings; unchanged where the story has only one."""
    own = held[0] if len(held) == 1 else None
    home = frame.home or _first(seen, frame, lexicon)
    sat = [code for code in frame.parties if lexicon.parties[code].kind not in {"state", "territory"}]
    if (
        len(held) > 1
        or frame.kind not in _STORIES
        or not frame.told
        or home is None
        or lexicon.parties[home].kind != "state"
        or len(sat) == len(frame.parties) == 1
    ):
        return sections, held
    found = _without_sums(tuple(_encounters(seen, replace(frame, home=home), lexicon)))
    day = _day_of_all(seen, frame, lexicon)
    pairs = tuple(dict.fromkeys(pair for each in found for pair in each.pairs))[:_MOST]
    if len(pairs) < _PAIR or not found or len({code for pair in pairs for code in pair}) > _MOST + 1:
        return sections, held
    meetings = {
        pair: _meeting(number, pair, found, (own, day), lexicon) for number, pair in enumerate(pairs, start=1)
    }
    return _cut(sections, found, meetings, seen), tuple(meetings.values())


def _first(seen: Sequence[Seen], frame: Frame, lexicon: Lexicon) -> Code | None:
    """The one whom a story without an agency or a publisher names first."""
    text = next((item.paragraph.text for item in seen if item.paragraph.role is Role.BODY), "")[:_LONGEST]
    return next((each.code for each in sides.named(text, lexicon, frame.known)), None)


def _encounters(seen: Sequence[Seen], frame: Frame, lexicon: Lexicon) -> Iterator[Encounter]:
    """Each sentence that says that the one of whom the story tells met somebody."""
    body = [item for item in seen if item.paragraph.role in {Role.BODY, Role.BULLET}]
    for item in body[:_PARAGRAPHS]:
        text = item.paragraph.text[:_LONGEST]
        line = dateline(text)
        for span in split(text)[:_SENTENCES]:
            words = text[max(span.start, line) : span.end]
            listed = meeting_sides.came(item, span.start, span.end, lexicon)
            told = meeting_told.told(words, lexicon, frame.known)
            if told is None or _RECALLED.search(words) or (_ROSTER.search(words) and not listed):
                continue
            verb, codes = told
            if _SAME.fullmatch(verb.group()):
                continue
            when = day_beside(words, verb, frame.published)
            if _long_ago(when, frame):
                continue
            pairs = _table(listed, frame) or _pairs(words, verb, codes, frame, lexicon)
            if pairs:
                guests = meeting_days.by_guest(
                    words, sides.named(words, lexicon, frame.known), frame.published
                )
                yield Encounter(item.paragraph.number, pairs, words, when, guests if len(pairs) > 1 else {})


def _without_sums(found: tuple[Encounter, ...]) -> tuple[Encounter, ...]:
    """Without the tables of those who were met one by one, and without the parts of a table that the story calls one."""
    tables = {pair for each in found for pair in each.pairs if meeting_sides.TABLE.search(each.sentence)}
    single = {pair for each in found for pair in each.pairs if len(pair) == _PAIR and len(each.pairs) > 1}

    def told_of(pair: tuple[Code, ...], each: Encounter) -> bool:
        if len(pair) > _PAIR:
            return pair in tables or not all((pair[0], other) in single for other in pair[1:])
        part = any(len(table) > _PAIR and set(pair) < set(table) for table in tables)
        return not part or len(each.pairs) == 1 or _ONE_BY_ONE.search(each.sentence) is not None

    kept = (replace(each, pairs=tuple(pair for pair in each.pairs if told_of(pair, each))) for each in found)
    return tuple(each for each in kept if each.pairs)


def _table(listed: tuple[Code, ...], frame: Frame) -> tuple[tuple[Code, ...], ...]:
    """One table: those who are listed as having come, and the one of whom the story tells."""
    return (sides.ordered((frame.home, *listed)),) if listed and frame.home else ()


def _day_of_all(seen: Sequence[Seen], frame: Frame, lexicon: Lexicon) -> PeriodMention | None:
    """The day of the first sentence that says that there were several: "held a *series of* talks on 3 May"."""
    for item in [one for one in seen if one.paragraph.role in {Role.BODY, Role.BULLET}][:_OPENING]:
        text = item.paragraph.text[:_LONGEST]
        for span in split(text)[:_SENTENCES]:
            words = text[max(span.start, dateline(text)) : span.end]
            told = meeting_told.told(words, lexicon, frame.known) if _ONE_BY_ONE.search(words) else None
            when = day_beside(words, told[0], frame.published) if told else None
            if when is not None and not _long_ago(when, frame):
                return when
    return None


def _long_ago(when: PeriodMention | None, frame: Frame) -> bool:
    if when is None or when.period.start is None or frame.published is None:
        return False
    return (frame.published - when.period.start).days > _RECENT


def _pairs(
    words: str, verb: re.Match[str], codes: tuple[Code, ...], frame: Frame, lexicon: Lexicon
) -> tuple[tuple[Code, ...], ...]:
    """Those whom the one of the story met: one after the other, or all at one table; () where others met."""
    home = frame.home
    if home is None or not codes:
        return ()
    body = meeting_told.speaks_for_a_body(words)
    others = tuple(
        code
        for code in codes
        if code != home and (body or lexicon.parties[code].kind in {"state", "territory"})
    )
    first = next((each.code for each in sides.named(words[: verb.start()], lexicon, frame.known)), home)
    if not others or (first != home and lexicon.parties[first].kind == "state" and home not in codes):
        return ()
    if len(others) == 1:
        return ((home, others[0]),)
    if meeting_sides.TABLE.search(words) and not _ONE_BY_ONE.search(words):
        return ((home, *others),)
    people = len(_OFFICE.findall(words, verb.end())) + len(_THEIR_OWN.findall(words, verb.end()))
    each_by_name = people >= len(others)
    if (_ONE_BY_ONE.search(words) and _PLURAL.search(words)) or each_by_name:
        return tuple((home, other) for other in others)
    return ((home, *others),)


def _meeting(
    number: int,
    pair: tuple[Code, ...],
    found: Sequence[Encounter],
    whole: tuple[Meeting | None, PeriodMention | None],
    lexicon: Lexicon,
) -> Meeting:
    """One meeting of the story; its day is the one of its own sentences, else the story's."""
    mine = [each for each in found if pair in each.pairs]
    own, day = whole
    when = next((its for each in mine if (its := each.days.get(pair[-1]) or each.when)), day)
    sentence = mine[0].sentence
    start = when.period.start if when else own.start if own else None
    return Meeting(
        id=f"m{number}",
        name=" and ".join((", ".join(map(lexicon.party_name, pair[:-1])), lexicon.party_name(pair[-1]))),
        forum="bilateral meeting" if meeting_traits.are_states(pair, lexicon) else None,
        level=meeting_traits.level(sentence, own.name if own else ""),
        format=meeting_traits.how(sentence),
        place=meeting_traits.place(sentence, lexicon) or (own.place if own else None),
        start=start,
        end=when.period.end if when else own.end if own else None,
        precision=when.period.precision
        if when
        else own.precision
        if own
        else Precision.DAY
        if start
        else None,
        parties=pair,
    )


def _cut(
    sections: tuple[Section, ...],
    found: Sequence[Encounter],
    meetings: Mapping[tuple[Code, ...], Meeting],
    seen: Sequence[Seen],
) -> tuple[Section, ...]:
    """Each section cut where its paragraphs turn to another meeting."""
    told: dict[int, list[tuple[Code, ...]]] = {}
    for each in found:
        told.setdefault(each.number, []).extend(pair for pair in each.pairs if pair in meetings)
    named = {item.paragraph.number: {one.code for one in item.mentions} for item in seen}
    current: tuple[tuple[Code, ...], ...] = tuple(dict.fromkeys(told[min(told)]))
    cut: list[Section] = []
    for section in sections:
        first = True
        for paragraph in section.paragraphs:
            turned = _turned(
                told.get(paragraph.number, ()), named.get(paragraph.number, set()), current, meetings
            )
            if first or turned != current:
                heading = section.heading if first else None
                cut.append(replace(_of(turned, meetings), heading=heading))
            first, current = False, turned
            cut[-1] = replace(cut[-1], paragraphs=(*cut[-1].paragraphs, paragraph))
    return tuple(cut)


def _turned(
    pairs: Sequence[tuple[Code, ...]],
    named: set[Code],
    current: tuple[tuple[Code, ...], ...],
    meetings: Mapping[tuple[Code, ...], Meeting],
) -> tuple[tuple[Code, ...], ...]:
    """Of which meetings a paragraph tells: those it says took place, the one whose guest it names, or still the same."""
    if pairs:
        return tuple(dict.fromkeys(pairs))
    table = [pair for pair in meetings if len(pair) > _PAIR and set(pair[1:]) <= named]
    if table:
        return (table[0],)
    if any(set(pair[1:]) & named for pair in current):
        return tuple(pair for pair in current if set(pair[1:]) & named)
    others = [pair for pair in meetings if set(pair[1:]) & named]
    return (others[0],) if len(others) == 1 else current


def _of(pairs: tuple[tuple[Code, ...], ...], meetings: Mapping[tuple[Code, ...], Meeting]) -> Section:
    """An empty section of these meetings; of several only who took part is known, not which it was."""
    everyone = sides.ordered(code for pair in pairs for code in pair)
    return Section(None, meetings[pairs[0]] if len(pairs) == 1 else None, everyone, ())
