"""The frame of a document comes in; the meetings and sessions that it reports go out.

A readout has one meeting. A press release has one for each session heading. A joint statement has one only
where its opening says that the parties met; a text that announces something has none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefs.model import DocumentKind, Format, Level, Meeting, Precision
from briefs.parsing import periods, sides
from briefs.parsing.persons import chairs
from briefs.parsing.sentences import split
from briefs.parsing.text import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from briefs.lexicon import Lexicon
    from briefs.model import Code
    from briefs.parsing.sides import Seen

_SESSION: Final = re.compile(
    r"\b(?:sessions?|meetings?|interface|dialogue|consultations?|talks|conference|PMC|summit|retreat|plenary|call|visit)\b", re.IGNORECASE
)
_SESSION_WITH: Final = re.compile(
    r"\b(?:sessions?|meeting|interface|dialogue|consultations?|talks|PMC\+?1?|call|conference|retreat)\b.{0,30}\b(?:with|between|of|on|at)\b"
    r"|\b(?:PMC|session|retreat|plenary|meeting|consultations?|talks)\b", re.IGNORECASE
)
_MET: Final = re.compile(
    r"\b(?:met|spoke|meet(?:s|ing)?\s(?:today|on|in|with|of|between)|call(?:ed)?\s(?:today|with)|a\s(?:\w+\s){0,3}call|(?:co-?)?hosted|hosts|held"
    r"|convened|gathered|welcom(?:ed|es)\s.{0,80}?\bto\b|consultations|talks|talked|visit(?:ed|s)?|gathering|participated|co-?chaired|received|travell?ed"
    r"|assembled|on\s(?:the\s)?(?:occasion|sidelines|margins)|during|virtual(?:ly)?|meeting\stook\splace|launch\sof|joined)\b"
)
_MET_SURELY: Final = re.compile(
    r"\b(?:met|spoke|hosted|co-hosted|held|convened|gathered|welcom(?:ed|es)\s.{0,90}?\bto\b|visited|met\s(?:today|on|in)|assembled|travell?ed"
    r"|participated\sin|co-?chaired|received|concluded\s(?:a|their)\s\w+\s?(?:meeting|visit)|having\smet|talked)\b"
)
_NOT_YET: Final = re.compile(r"\b(?:will|to be|would|upcoming|forthcoming|plans? to|previous(?:ly)?|last|earlier|since|first)\b[^.;]{0,40}$")
_TITLE_MET: Final = re.compile(
    r"\b(?:meeting|summit|dialogue|consultations?|talks|visit|call|conference|session|retreat|council|commission|committee|forum)\b",
    re.IGNORECASE,
)
_ABOUT_LATER: Final = re.compile(r"\b(?:announcement|announc\w+|upcoming|ahead of|anniversary|launch)\b", re.IGNORECASE)
_VIDEO: Final = re.compile(r"\b(?:video(?:\s?-?conferenc\w+|\scall)?|virtual(?:ly)?|online|teleconference)\b", re.IGNORECASE)
_PHONE: Final = re.compile(r"\b(?:phone|telephone|call(?:ed)?|spoke)\b", re.IGNORECASE)
_SENIOR: Final = re.compile(
    r"\b(?:senior officials?|advis[oe]rs?|deputy (?:secretary|minister|assistant)|secretar(?:y|ies) of state soeung|permanent secretar|under\s?secretar"
    r"|directors?[-\s]general|coordinator|envoy|ambassador|vice[-\s]minister|officials|assistant secretar|secretary[-\s]general of the ministry)",
    re.IGNORECASE,
)
_LEADERS: Final = re.compile(
    r"\b(?:president(?!ial\senvoy)|prime minister|chancellor|king|leaders|heads of (?:state|government)|summit|sultan|emir|crown prince|taoiseach|premier)\b",
    re.IGNORECASE,
)
_MINISTERS: Final = re.compile(r"\b(?:ministers?|ministerial|secretary of state|foreign secretary|PMC|AMM|secretary)\b", re.IGNORECASE)
_LOCATED: Final = re.compile(r"\b(?:in|at)\s(?P<place>(?:the\s)?[A-Z][\w\u2019'.-]+(?:\s(?:of\s)?[A-Z][\w\u2019'.-]+){0,3})")


@dataclass(frozen=True, slots=True)
class Frame:
    """What is known of a document before its meetings are sought."""

    title: str
    kind: DocumentKind
    publisher: Code | None
    published: date | None
    meeting_day: periods.PeriodMention | None
    parties: tuple[Code, ...]
    known: Mapping[str, Code]


def is_session(heading: str, lexicon: Lexicon) -> bool:
    """Whether a heading opens a session: "ASEAN PMC+1 Session with Fiji", "Meeting with the Director-General"."""
    if len(heading) > 180 or not _SESSION.search(heading):
        return False
    return bool(_SESSION_WITH.search(heading)) and (bool(lexicon.mentions(heading)) or "ession" in heading)


def session_parties(heading: str, frame: Frame, lexicon: Lexicon) -> tuple[Code, ...]:
    """The parties of a session: those of its heading; with a partner alone, the publisher sits across the table."""
    found = sides.ordered(each.code for each in sides.named(heading, lexicon, frame.known))
    states = [code for code in found if lexicon.parties[code].kind == "state"]
    if len(found) == 1 and states and frame.publisher and frame.publisher != found[0]:
        return (frame.publisher, found[0])
    return found


def session(number: int, heading: str, seen: Sequence[Seen], frame: Frame, lexicon: Lexicon) -> Meeting:
    """The meeting under one session heading; its day is the document's meeting day unless its own text has one."""
    opening = " ".join(item.paragraph.text[:600] for item in seen[:2])
    when = _day_in(opening, frame.published) or frame.meeting_day or _day_of_opening(frame)
    everything = f"{heading} {frame.title} {opening}"
    start = when.period.start if when else None
    return Meeting(
        id=f"m{number}",
        name=heading,
        forum=_forum(heading),
        level=_level(everything),
        format=_format(everything, frame),
        place=None,
        start=start,
        end=when.period.end if when else None,
        precision=when.period.precision if when else None,
        parties=session_parties(heading, frame, lexicon),
        chairs=tuple(chair for item in seen for chair in chairs(item.persons, item.paragraph.text))[:4],
    )


def of_document(seen: Sequence[Seen], frame: Frame, lexicon: Lexicon) -> Meeting | None:
    """The one meeting that a document reports as a whole, or None where nobody met."""
    body = [item for item in seen if item.paragraph.role in {Role.BODY, Role.BULLET}]
    found = _meeting_sentence(body, frame)
    if found is None and not _must_have_met(frame):
        return None
    sentence, when = found or ("", None)
    when = when or frame.meeting_day
    start = when.period.start if when else frame.published
    end = when.period.end if when else frame.published
    parties = _meeting_parties(sentence, frame, lexicon)
    if len(parties) < 2 and not any(lexicon.parties[code].kind != "state" for code in parties if code in lexicon.parties):
        return None
    opening = f"{frame.title} {sentence}"
    return Meeting(
        id="m1",
        name=_name(frame),
        forum=_forum(frame.title) or ("bilateral meeting" if len(parties) == 2 else None),
        level=_level(opening),
        format=_format(opening, frame),
        place=_place(sentence, lexicon),
        start=start,
        end=end,
        precision=when.period.precision if when else (Precision.DAY if start else None),
        parties=parties,
        chairs=tuple(chair for item in body[:3] for chair in chairs(item.persons, item.paragraph.text))[:4],
    )


def _must_have_met(frame: Frame) -> bool:
    if frame.kind in {DocumentKind.READOUT, DocumentKind.CHAIRS_STATEMENT}:
        return True
    titled = bool(_TITLE_MET.search(frame.title)) and not _ABOUT_LATER.search(frame.title)
    return titled and frame.kind in {DocumentKind.JOINT_STATEMENT, DocumentKind.COMMUNIQUE} and len(frame.parties) > 0


def _meeting_sentence(body: Sequence[Seen], frame: Frame) -> tuple[str, periods.PeriodMention | None] | None:
    """The sentence that says that they met, with the day it names; a readout's and a report's first one counts."""
    reports = frame.kind in {DocumentKind.READOUT, DocumentKind.NEWS, DocumentKind.CHAIRS_STATEMENT, DocumentKind.COMMUNIQUE}
    pattern = _MET if reports else _MET_SURELY
    first = None
    for item in body[: 3 if reports else 2]:
        text = item.paragraph.text[:3000]
        for span in split(text)[:4]:
            words = text[span.start : span.end]
            met = pattern.search(words)
            if met is None or _NOT_YET.search(words[: met.start()]):
                continue
            when = _nearest_day(words, met, frame.published)
            if when is not None:
                return words, when
            first = first or words
    return (first, None) if first else None


def _nearest_day(words: str, met: re.Match[str], reference: date | None) -> periods.PeriodMention | None:
    """The day of a sentence that stands nearest to its verb of meeting, not one that lies ahead or long past."""
    found = [
        mention
        for mention in periods.find(words, reference)
        if mention.period.start and mention.period.end and (mention.period.end - mention.period.start).days <= 14
        and mention.role != "since" and mention.period.precision in {Precision.DAY, Precision.RANGE}
        and "next" not in mention.period.words.lower()
    ]
    if reference is not None:
        found = [m for m in found if m.period.start and -400 < (m.period.start - reference).days <= 1]
    return min(found, key=lambda m: (min(abs(m.start - met.end()), abs(met.start() - m.end)), m.start), default=None)


def _day_in(opening: str, reference: date | None) -> periods.PeriodMention | None:
    for span in split(opening)[:3]:
        words = opening[span.start : span.end]
        met = _MET_SURELY.search(words)
        if met and (when := _nearest_day(words, met, reference)):
            return when
    return None


def _day_of_opening(frame: Frame) -> periods.PeriodMention | None:
    return None if frame.published is None else _said_today(frame.published)


def _said_today(day: date) -> periods.PeriodMention:
    return periods.find("today", day)[0]


def _meeting_parties(sentence: str, frame: Frame, lexicon: Lexicon) -> tuple[Code, ...]:
    if len(frame.parties) > 1 or frame.kind in {DocumentKind.CHAIRS_STATEMENT, DocumentKind.COMMUNIQUE} and frame.parties:
        return frame.parties
    met = sides.of_sentence(sentence, lexicon, frame.known) if sentence else ()
    return sides.ordered((*frame.parties, *met))


def _name(frame: Frame) -> str:
    """ "Readout of X's Meeting with Y" is the meeting of X with Y."""
    name = re.sub(r"^\W*(?:Readout|Summary|Report)\s?(?:of|:|on|from)\s?", "", frame.title, flags=re.IGNORECASE)
    return name.strip() or frame.title


def _forum(words: str) -> str | None:
    if re.search(r"\bPMC\b|Post[-\s]Ministerial", words):
        return "ASEAN PMC"
    if re.search(r"\binterface\b", words, re.IGNORECASE):
        body = re.search(r"\b[A-Z]{3,8}\b", words)
        return f"{body.group()} Interface" if body else "Interface"
    named = re.search(
        r"(?:[A-Z][\w+\u2019'-]+\s){1,5}(?:Summit|Dialogue|Forum|Commission|Committee|Council|Conference|Consultations)\b", words
    )
    return named.group() if named else None


def _level(words: str) -> Level:
    senior, leaders, ministers = _SENIOR.search(words), _LEADERS.search(words), _MINISTERS.search(words)
    if senior and (not leaders or senior.start() < leaders.start() or "dvis" in senior.group()):
        return Level.SENIOR_OFFICIALS
    if leaders and not (ministers and ministers.start() < leaders.start() and "inister" not in leaders.group()):
        return Level.LEADERS
    return Level.MINISTERS if ministers else Level.SENIOR_OFFICIALS if senior else Level.OTHER


def _format(words: str, frame: Frame) -> Format | None:
    day = frame.meeting_day
    if _VIDEO.search(words) or (day is not None and _VIDEO.search(frame.title)):
        return Format.VIDEOCONFERENCE
    return None if _PHONE.search(words) and not re.search(r"\bmet\b|\bmeeting\b", words, re.IGNORECASE) else Format.IN_PERSON


def _place(sentence: str, lexicon: Lexicon) -> str | None:
    for spot in lexicon.places_in(sentence):
        if _LOCATED.search(sentence, max(0, spot.start - 8), spot.end):
            return sentence[spot.start : spot.end]
    located = _LOCATED.search(sentence)
    return located.group("place") if located and lexicon.place(located.group("place")) else None
