"""The frame of a document comes in; the meetings and sessions that it reports go out.

A readout has one meeting. A press release has one for each session heading. A joint statement has one only
where its opening says that the parties met; a text that announces something has none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefs.model import Chair, DocumentKind, Meeting, Precision
from briefs.parsing import meeting_traits, meeting_when, periods, session_sides, sides
from briefs.parsing.chairs import chairs
from briefs.parsing.datelines import dateline
from briefs.parsing.meeting_days import AGREED, day_beside, day_in
from briefs.parsing.sentences import split
from briefs.parsing.text import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from briefs.lexicon import Lexicon
    from briefs.model import Code
    from briefs.parsing.sides import Seen

_MET: Final = re.compile(
    r"\b(?:met|spoke|meet(?:s|ing)?\s(?:today|on|in|with|of|between)|call(?:ed)?\s(?:today|with)|a\s(?:\w+\s){0,3}call|(?:co-?)?hosted|hosts|held"
    r"|convened|gathered|welcom(?:ed|es)\s.{0,80}?\bto\b|consultations|talks|talked|visit(?:ed|s)?|gathering|participated|co-?chaired|received|travell?ed"
    r"|assembled|on\s(?:the\s)?(?:occasion|sidelines|margins)|during|virtual(?:ly)?|meeting\stook\splace|(?:[Mm]eeting|[Ss]ummit|[Ss]ession|[Cc]onference|[Tt]alks|[Ff]orum|[Dd]ialogue)\b[^.;]{0,60}?\s(?:concluded|started|opened|began|kicked\soff|wrapped\sup|ended|closed)"
    r"|launch\sof|joined|after\s(?:a\s)?meeting|[Ii]n\s(?:a|the|their|\w+day[\u2019']s)\smeeting|took\spart|attended|discussed"
    r"|(?:had|having|holding|concluded)\s(?:an?\s)?(?:[\w-]+\s){0,3}(?:meeting|conversation|call|talks|exchange|discussions?)|(?:tele)?phone\s(?:call|conversation)|courtesy\scall)\b"
)
_MET_SURELY: Final = re.compile(
    r"\b(?:met|spoke|meet\s(?:at|in|today)|(?:co-)?hosted(?!\sby\sthe\s[A-Z][\w-]+\s(?:Council|Chamber|Association|Federation)\b)|(?:was|were)\sheld\s(?:in|at|on)|held\s(?:an?|the|their|its|talks|consultations|bilateral|high-level|discussions|meetings?|extensive"
    r"|in-depth|official|productive|constructive|a\snew|the\sfirst|first|round|(?:\w+\s){0,3}(?:meetings?|talks|consultations|rounds?|dialogue|session)\b)|concluded\sin|called\son|convened|engaged\sin\s(?:\w+\s){0,2}talks|gathered|welcom(?:ed|es)\s.{0,90}?\bto\b|visited|met\s(?:today|on|in)|assembled|travell?ed"
    r"|participated\sin|co-?chaired|received|concluded\s(?:a|their)\s\w+\s?(?:meeting|visit)|having\smet|talked|took\spart\sin|following\s(?:the|their)\s(?:meeting|summit|talks)|(?:had|having)\s(?:an?\s)?(?:[\w-]+\s){0,3}(?:meeting|talks)"
    r"|(?i:held\stheir)|follow(?:s|ed)\san?\s(?:[\w-]+\s){0,2}(?:call|meeting|conversation)\sbetween|led\sthe\s(?:[\w.-]+\s){0,5}(?:[Dd]ialogue|[Cc]onsultations|[Tt]alks|[Rr]ound))\b"
)
_RECOUNTED: Final = re.compile(
    r"\bfollow(?:s|ed)\san?\s(?:[\w-]+\s){0,2}(?:call|meeting|conversation)\sbetween\b|\bled\sthe\s(?:[\w.-]+\s){0,5}(?:[Dd]ialogue|[Cc]onsultations|[Tt]alks|[Rr]ound)\b"
)
"""A fact sheet tells in passing that two met: its own day is not the day of that."""
_NOT_YET: Final = re.compile(
    r"\b(?:will|to be|would|upcoming|forthcoming|plans? to|previous(?:ly)?|last|earlier|since|first|next|tomorrow)\b[^.;]{0,40}$|\b(?:will|would|is\sto|are\sto)\s[^.;,]{0,80}$|\b(?:is|are)\s(?:expected|scheduled|due|set)\sto\b[^.;]{0,160}$"
)
_LEAVING: Final = re.compile(
    r"\b(?:is|are)\s(?:set|due|scheduled|expected)\sto\s(?:depart|leave|embark|fly|travel)\b"
)
"""Who is about to leave for a visit has met nobody yet."""
_TITLE_MET: Final = re.compile(
    r"\b(?:meeting|summit|dialogue|consultations?|talks|visit|call|conference|session|retreat)\b",
    re.IGNORECASE,
)
_TITLE_TOLD: Final = re.compile(
    r"\b(?:meets?|met|receives?|received|welcom(?:es|ed)|hosts?|hosted|visits?|confers?|calls?\son|holds?\s(?:[\w-]+\s){0,3}(?:talks|meetings?|consultations|negotiations|conversation|call)|(?:meeting|talks|call|conversation)\s(?:with|between))\b",
    re.IGNORECASE,
)
_TO_COME: Final = re.compile(
    r"\b(?:will|to|would|ahead of|upcoming|anniversary|launch|before|resumes?|calls? for|urges?|plans?|offers?|postpone[sd]?|cancel\w*|embarks?|departs?|leaves|heads)\b",
    re.IGNORECASE,
)
_PAIR: Final = 2
_TOUR: Final = re.compile(r"\b(?:visiting|tour|trip)\b")
"""Who travels to several states meets them one after the other, if at all."""
_ABOUT_LATER: Final = re.compile(
    r"\b(?:announcement|announc\w+|upcoming|ahead of|anniversary|launch)\b", re.IGNORECASE
)
_ABOUT_SUMMIT: Final = re.compile(r"\bon\sthe\s(?:\w+\s){0,2}Summit\b")
_ADOPTED: Final = re.compile(
    r"\b(?:[Rr]esolution|RESOLUTION|[Dd]ecision)\b.{0,40}\b(?i:adopted\s(?:by|at))\b"
)
_OPENING: Final = 500
_HEAD: Final = 10
_LINE: Final = 300


@dataclass(frozen=True, slots=True)
class Frame:
    """What is known of a document before its meetings are sought; ``line`` is the date line under the title, ``told`` the sentence that names who met whom, ``home`` the party whose official the text tells of."""

    title: str
    kind: DocumentKind
    publisher: Code | None
    published: date | None
    meeting_day: periods.PeriodMention | None
    parties: tuple[Code, ...]
    known: Mapping[str, Code]
    line: str = ""
    told: str = ""
    home: Code | None = None


def session(number: int, heading: str, seen: Sequence[Seen], frame: Frame, lexicon: Lexicon) -> Meeting:
    """The meeting under one session heading; its day is the document's meeting day unless its own text has one."""
    opening = " ".join(item.paragraph.text[:600] for item in seen[:2])
    when = day_in(opening, frame.published, _MET_SURELY) or frame.meeting_day or _day_of_opening(frame)
    start = when.period.start if when else None
    return Meeting(
        id=f"m{number}",
        name=heading,
        forum=meeting_traits.forum(heading, lexicon),
        level=meeting_traits.level(f"{heading} {frame.title}", opening),
        format=meeting_traits.how(f"{heading} {frame.line} {opening}"),
        place=None,
        start=start,
        end=when.period.end if when else None,
        precision=when.period.precision if when else None,
        parties=_sat(session_sides.parties(heading, frame, lexicon), frame, lexicon),
        chairs=_chairs(seen, frame),
    )


def _sat(parties: tuple[Code, ...], frame: Frame, lexicon: Lexicon) -> tuple[Code, ...]:
    """Who sat in a session; nobody meets with himself: beside the one state of a heading sat the other of the text."""
    alone = len(parties) == 1 and lexicon.parties[parties[0]].kind == "state"
    return frame.parties if alone and len(frame.parties) == _PAIR and parties[0] in frame.parties else parties


def _chairs(seen: Sequence[Seen], frame: Frame) -> tuple[Chair, ...]:
    """Who chaired, each with the party that the whole text tells."""
    found = [chair for item in seen for chair in chairs(item.persons, item.paragraph.text)][:4]
    return tuple(
        Chair(each.name, each.title, each.party or sides.person_party(each.name, frame.known))
        for each in found
    )


def of_document(seen: Sequence[Seen], frame: Frame, lexicon: Lexicon) -> Meeting | None:
    """The one meeting that a document reports as a whole, or None where nobody met."""
    body = [item for item in seen if item.paragraph.role in {Role.BODY, Role.BULLET}]
    found = _sentence(body, seen, frame)
    if found is None and _LEAVING.search(frame.told):
        return None
    if (
        found is None
        and not frame.told
        and not (_must_have_met(frame) or _titled(frame) or _given_at_home(frame, lexicon))
    ):
        return None
    opening = body[0].paragraph.text[:_OPENING] if body else ""
    sentence, when = found or (
        frame.told,
        day_in(frame.told, frame.published) or day_in(opening, frame.published, AGREED),
    )
    dated = when is not None or bool(meeting_when.JUST_NOW.search(sentence)) or bool(frame.told)
    recounted = _RECOUNTED.search(sentence) is not None and not frame.told and len(frame.parties) == _PAIR
    if frame.kind is DocumentKind.PRESS_RELEASE and not (dated or recounted or _titled(frame)):
        return None
    when = _day_told(when) if recounted else meeting_when.day_of(body, frame, when)
    reported = frame.published if not recounted and meeting_when.is_the_day(body, frame) else None
    start, end = (when.period.start, when.period.end) if when else (reported, reported)
    parties = _meeting_parties(sentence, frame, lexicon)
    if len(parties) > _PAIR and not frame.told and _TOUR.search(sentence):
        return None
    if len(parties) <= 1 and not any(
        lexicon.parties[code].kind != "state" for code in parties if code in lexicon.parties
    ):
        return None
    return Meeting(
        id="m1",
        name=_name(frame),
        forum=meeting_traits.forum(frame.title, lexicon)
        or ("bilateral meeting" if meeting_traits.are_states(parties, lexicon) else None),
        level=meeting_traits.level(frame.title, sentence),
        format=meeting_traits.how(f"{frame.title} {frame.line} {sentence}"),
        place=meeting_traits.place(sentence, lexicon),
        start=start,
        end=end,
        precision=when.period.precision if when else (Precision.DAY if start else None),
        parties=parties,
        chairs=_chairs(body[:3], frame),
    )


def _sentence(
    body: Sequence[Seen], seen: Sequence[Seen], frame: Frame
) -> tuple[str, periods.PeriodMention | None] | None:
    """The sentence that shows that they met: it says so, or that a council sat, or when the visit was."""
    return (
        _meeting_sentence(body, frame)
        or _plenary(seen, frame)
        or meeting_when.todays(body, frame)
        or (meeting_when.visit(body, frame) if len(frame.parties) == _PAIR else None)
    )


def _day_told(when: periods.PeriodMention | None) -> periods.PeriodMention | None:
    """A day that is told; "last week" is none."""
    return when if when is not None and when.period.precision is Precision.DAY else None


def _titled(frame: Frame) -> bool:
    """Whether a title says by itself that two met: "Lumeria's president receives the premier of Norlund"."""
    told = _TITLE_TOLD.search(frame.title)
    return len(frame.parties) == _PAIR and told is not None and not _TO_COME.search(frame.title[: told.end()])


def _plenary(seen: Sequence[Seen], frame: Frame) -> tuple[str, periods.PeriodMention | None] | None:
    """The line that says when a council or assembly adopted its resolution: it was sitting on that day."""
    for item in seen[:_HEAD]:
        text = item.paragraph.text[:_LINE]
        adopted = _ADOPTED.search(text)
        when = day_beside(text, adopted, frame.published) if adopted else None
        if when is not None:
            return text, when
    return None


def _must_have_met(frame: Frame) -> bool:
    if frame.kind in {DocumentKind.READOUT, DocumentKind.CHAIRS_STATEMENT}:
        return True
    titled = (
        bool(_TITLE_MET.search(frame.title))
        and not _ABOUT_LATER.search(frame.title)
        and not _ABOUT_SUMMIT.search(frame.title)
    )
    return (
        titled
        and frame.kind in {DocumentKind.JOINT_STATEMENT, DocumentKind.COMMUNIQUE}
        and len(frame.parties) > 0
    )


def _given_at_home(frame: Frame, lexicon: Lexicon) -> bool:
    """Whether the date line of a paper of two states says that it was given where one of them is at home: "Suva, 3 May 2031"."""
    joint = frame.kind in {DocumentKind.JOINT_STATEMENT, DocumentKind.COMMUNIQUE}
    if not joint or len(frame.parties) != _PAIR or frame.meeting_day is None:
        return False
    return lexicon.place(f"in {frame.line}") in frame.parties


def _meeting_sentence(body: Sequence[Seen], frame: Frame) -> tuple[str, periods.PeriodMention | None] | None:
    """The sentence that says that they met, with the day it names; a readout's and a report's first one counts."""
    reports = frame.kind in {
        DocumentKind.READOUT,
        DocumentKind.NEWS,
        DocumentKind.CHAIRS_STATEMENT,
        DocumentKind.COMMUNIQUE,
    }
    pattern = _MET if reports else _MET_SURELY
    first = visit = None
    for item in body[: 3 if reports else 2]:
        text = item.paragraph.text[:3000]
        line = dateline(text, sure=True)
        for span in split(text)[:4]:
            words = text[max(span.start, line) : span.end]
            met = pattern.search(words.lower() if words.isupper() and words.isascii() else words)
            if (
                met is None
                and visit is None
                and (paid := meeting_when.VISIT.search(words))
                and (when := day_beside(words, paid, frame.published))
            ):
                visit = words, when
            if met is None or _NOT_YET.search(words[: met.start()]):
                continue
            when = day_beside(words, met, frame.published)
            if when is not None:
                return words, when
            first = first or words
    return visit or ((first, None) if first else None)


def _day_of_opening(frame: Frame) -> periods.PeriodMention | None:
    return None if frame.published is None else _said_today(frame.published)


def _said_today(day: date) -> periods.PeriodMention:
    return periods.find("today", day)[0]


def _meeting_parties(sentence: str, frame: Frame, lexicon: Lexicon) -> tuple[Code, ...]:
    alone = len(frame.parties) == 1 and lexicon.parties[frame.parties[0]].kind != "state"
    if len(frame.parties) > 1 or alone:
        return frame.parties
    met = sides.of_sentence(sentence, lexicon, frame.known) if sentence else ()
    return sides.ordered((*frame.parties, *met))


def _name(frame: Frame) -> str:
    """What to call it: "Readout of X's Meeting with Y" is the meeting of X with Y."""
    name = re.sub(
        r"^\W*(?:Readout|Summary|Report)\s?(?:of|:|on|from)\s?", "", frame.title, flags=re.IGNORECASE
    )
    return name.strip() or frame.title
