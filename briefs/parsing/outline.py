"""A document and its paragraphs come in; its frame goes out: particulars, sections, meetings, parties, persons."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from briefs.model import DocumentKind, Particulars
from briefs.parsing import dating, genre, meetings, persons, sides
from briefs.parsing.text import Outline, Paragraph, Role, Section

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefs.lexicon import Lexicon
    from briefs.model import Code, Document, Meeting
    from briefs.parsing.meetings import Frame
    from briefs.parsing.sides import Named, Seen

_PAIR: Final = 2
_OWN_VOICE: Final = frozenset(
    {DocumentKind.JOINT_STATEMENT, DocumentKind.COMMUNIQUE, DocumentKind.CHAIRS_STATEMENT}
)
_WITH_SESSIONS: Final = frozenset(
    {DocumentKind.PRESS_RELEASE, DocumentKind.NEWS, DocumentKind.OTHER, DocumentKind.READOUT}
)
_WE: Final = re.compile(r"\b(?:[Ww]e|WE)\b,?\s(?:the\s)?")
_OCCASION: Final = re.compile(
    r"\b(?:call|meeting|visit|travel|conversation|engagement|talks|trip|participation|leading|summit)\b",
    re.IGNORECASE,
)
_MEETS: Final = re.compile(
    r"\b(?:met|meets?|receives?|hosts?|welcomes?|speaks?|visits?|concludes?)\b", re.IGNORECASE
)
_DOMESTIC: Final = re.compile(
    r"\b(?:nominat\w+|disaster declaration|sent to the senate|executive order|appoint\w*|federal (?:procurement|contracting|funding)"
    r"|intent to nominate|proclamation|withdrawals?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Scene:
    """What everything is judged by: the paragraphs with their parties and persons, the rules, and who is who."""

    seen: tuple[Seen, ...]
    lexicon: Lexicon
    known: Mapping[str, Code]


def outline(document: Document, paragraphs: Sequence[Paragraph], lexicon: Lexicon) -> Outline:
    """The frame of a document. What is given from outside (title, publisher, date) wins over what the text says."""
    title, number = genre.title(document.title, paragraphs)
    flow = [
        _with_title(paragraph, number) for paragraph in paragraphs if paragraph.role is not Role.FURNITURE
    ]
    seen = sides.look(flow, lexicon)
    known = _persons(seen, lexicon)
    kind = genre.kind(title, flow, titled=number is not None or document.title is not None)
    dated = dating.published(document, paragraphs, lexicon)
    scene = _Scene(seen, lexicon, known)
    publisher = _publisher(document, title, kind, scene)
    parties = _parties(title, kind, publisher, scene)
    frame = meetings.Frame(
        title, kind, publisher, dated.published, dated.meeting_day, parties, known, dated.line
    )
    sections, held = _sections(seen, frame, lexicon)
    particulars = Particulars(
        title=title,
        kind=kind,
        publisher=publisher,
        published_on=dated.published,
        published_on_inferred=dated.inferred,
        published_on_reason=dated.reason,
        place=dated.place,
        language=genre.language(paragraphs),
        sha256=document.sha256,
    )
    everyone = parties or sides.ordered(code for meeting in held for code in meeting.parties)
    voice = parties if kind in _OWN_VOICE else ()
    return Outline(particulars, held, sections, everyone, voice, _completed(known, seen, everyone, publisher))


def _with_title(paragraph: Paragraph, number: int | None) -> Paragraph:
    return dataclasses.replace(paragraph, role=Role.TITLE) if paragraph.number == number else paragraph


def _persons(seen: Sequence[Seen], lexicon: Lexicon) -> dict[str, Code]:
    """Everyone the text names, with what is on record of those whose party it does not say."""
    record = persons.record_of(lexicon)
    found = [person for item in seen for person in item.persons]
    known = persons.by_name(found, record)
    text = " ".join(item.paragraph.text for item in seen[:4])[:6000].lower()
    return {name: code for name, code in record.items() if " " in name and name in text} | known


def _completed(
    known: Mapping[str, Code], seen: Sequence[Seen], parties: tuple[Code, ...], publisher: Code | None
) -> dict[str, Code]:
    """Between two parties, a person whose party nobody names belongs to the one that no other person speaks for."""
    whole = dict(known)
    loose = [person for item in seen for person in item.persons if person.party is None]
    loose = [person for person in loose if sides.person_party(person.name, whole) is None]
    spoken = set(whole.values())
    rest = [code for code in parties if code not in spoken]
    if len(parties) == _PAIR and len(rest) == 1 and loose:
        for person in loose:
            whole.update({person.name.lower(): rest[0], person.name.lower().rsplit(None, 1)[-1]: rest[0]})
    elif publisher and loose and len(parties) == _PAIR:
        for person in loose:
            whole.setdefault(person.name.lower().rsplit(None, 1)[-1], publisher)
    return whole


def _publisher(document: Document, title: str, kind: DocumentKind, scene: _Scene) -> Code | None:
    """Who issued the text: given, by letterhead, or by its own leader in a readout; joint texts belong to nobody."""
    if document.publisher:
        return scene.lexicon.party(document.publisher).code or document.publisher
    if kind in _OWN_VOICE or kind is DocumentKind.NEWS:
        return None
    letterhead = _letterhead(scene.seen)
    if letterhead:
        return letterhead
    named = sides.named(title, scene.lexicon, scene.known)
    if kind is DocumentKind.READOUT:
        noun = _OCCASION.search(title)
        first = [each for each in named if noun is None or each.start < noun.start()]
        if first and noun:
            return first[0].code
        return _home(scene, sides.ordered(each.code for each in named))
    return _own_leader(title, named, scene)


def _letterhead(seen: Sequence[Seen]) -> Code | None:
    for item in seen[:8]:
        is_head = item.paragraph.role is Role.HEADING and genre.LETTERHEAD.match(item.paragraph.text)
        if is_head and item.mentions:
            return item.mentions[0].code
    return None


def _own_leader(title: str, named: Sequence[Named], scene: _Scene) -> Code | None:
    """The party of the leader whom the title names; of the first state where it names several; of the first person."""
    leader = next(iter(persons.found_in(title, scene.lexicon.mentions(title))), None)
    if leader and (code := leader.party or sides.person_party(leader.name, scene.known)):
        return code
    if len({each.code for each in named}) > 1 and scene.lexicon.parties[named[0].code].kind == "state":
        return named[0].code
    opening = next((item for item in scene.seen if item.paragraph.role is Role.BODY), None)
    spoken = opening.persons if opening else ()
    codes = (person.party or sides.person_party(person.name, scene.known) for person in spoken)
    return next((code for code in codes if code), None)


def _home(scene: _Scene, named: tuple[Code, ...]) -> Code | None:
    """Whose readout it is: the party of the first person in the text, else the one spoken of most beside the guest."""
    body = [item for item in scene.seen if item.paragraph.role is Role.BODY]
    if body and body[0].persons:
        first = body[0].persons[0]
        code = first.party or sides.person_party(first.name, scene.known)
        if code:
            return code
    others = [code for code in _most_named(body, scene.lexicon) if code not in named[-1:]]
    return others[0] if others else (named[0] if named else None)


def _parties(title: str, kind: DocumentKind, publisher: Code | None, scene: _Scene) -> tuple[Code, ...]:
    """Whose document it is: signatories, members, or the two sides of a readout."""
    body = [item for item in scene.seen if item.paragraph.role in {Role.BODY, Role.BULLET}]
    titled = sides.of_title(title, scene.lexicon, scene.known)
    opening = partial(sides.of_opening, body, scene.lexicon, scene.known)
    if kind is DocumentKind.READOUT:
        named = sides.ordered(each.code for each in sides.named(title, scene.lexicon, scene.known))
        found = sides.ordered((publisher, *named))
        return found if len(found) > 1 else sides.ordered((*found, *opening()))
    if kind in _OWN_VOICE:
        return titled if len(titled) > 1 else _own_voice(titled, opening(), kind, scene)
    if kind is DocumentKind.NEWS:
        return titled if len(titled) > 1 else opening() or titled
    if _DOMESTIC.search(title):
        return (publisher,) if publisher else ()
    met = bool(_OCCASION.search(title) or _MEETS.search(title))
    joined = len(titled) > 1 or publisher is None or met
    return sides.ordered((publisher, *titled) if joined else (publisher,))


def _own_voice(
    titled: tuple[Code, ...], opening: tuple[Code, ...], kind: DocumentKind, scene: _Scene
) -> tuple[Code, ...]:
    """A body named in the title speaks, unless the text opens with states that speak for themselves."""
    states = [code for code in opening if scene.lexicon.parties[code].kind == "state"]
    joint = (
        kind is DocumentKind.JOINT_STATEMENT and titled and titled[0] not in opening and len(states) > _PAIR
    )
    if _is_body(titled, scene.lexicon) and not joint:
        return titled
    return (
        opening if len(opening) > 1 else (titled or opening or _most_named(scene.seen, scene.lexicon)[:_PAIR])
    )


def _is_body(codes: tuple[Code, ...], lexicon: Lexicon) -> bool:
    return len(codes) == 1 and lexicon.parties[codes[0]].kind in {"body", "grouping"}


def _most_named(seen: Sequence[Seen], lexicon: Lexicon) -> tuple[Code, ...]:
    """The states that a text speaks of, the most frequent first."""
    counted = Counter(
        m.code for item in seen for m in item.mentions if lexicon.parties[m.code].kind == "state"
    )
    return tuple(code for code, _ in counted.most_common())


def _sections(
    seen: Sequence[Seen], frame: Frame, lexicon: Lexicon
) -> tuple[tuple[Section, ...], tuple[Meeting, ...]]:
    """Cut the flow at its headings; session headings change the parties until the next one."""
    if not seen:
        return (), ()
    cuts = [i for i, item in enumerate(seen) if item.paragraph.role is Role.HEADING]
    starts = [0, *[cut for cut in cuts if cut > 0]]
    pieces = [seen[a:b] for a, b in zip(starts, [*starts[1:], len(seen)], strict=True)]
    sessions = frame.kind in _WITH_SESSIONS
    found: list[Section] = []
    held: list[Meeting] = []
    own = None
    if not (frame.kind is DocumentKind.PRESS_RELEASE and _DOMESTIC.search(frame.title)):
        own = meetings.of_document(seen, frame, lexicon)
    current: Meeting | None = None
    for piece in pieces:
        head = piece[0].paragraph
        heading = head.text if head.role is Role.HEADING else None
        bodied = any(item.paragraph.role in {Role.BODY, Role.BULLET} for item in piece)
        if heading and sessions and bodied and meetings.is_session(heading, lexicon):
            current = meetings.session(len(held) + 1, heading, piece[1:], frame, lexicon)
            held.append(current)
        section_meeting = current or own
        parties = current.parties if current else ()
        found.append(Section(heading, section_meeting, parties, tuple(item.paragraph for item in piece)))
    if not held and own is not None:
        held = [own]
    return tuple(found), tuple(held)
