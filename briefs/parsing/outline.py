"""A document and its paragraphs come in; its frame goes out: particulars, sections, meetings, parties, persons."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Final

from briefs.model import DocumentKind, Particulars
from briefs.parsing import (
    dating,
    genre,
    meeting_planned,
    meeting_sides,
    meeting_stories,
    meeting_weights,
    meetings,
    persons_known,
    persons_spoken,
    publishers,
    session_sides,
    sides,
    sides_named,
    signatories,
    story_home,
    titles,
)
from briefs.parsing.text import Outline, Paragraph, Role, Section

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefs.lexicon import Lexicon
    from briefs.model import Code, Document, Meeting
    from briefs.parsing.meetings import Frame
    from briefs.parsing.sides import Seen

_PAIR: Final = 2
_OPENING: Final = 6000
_SESSIONS: Final = 200
"""No conference reports more sessions in one paper."""
_WITH_SESSIONS: Final = frozenset(
    {DocumentKind.PRESS_RELEASE, DocumentKind.NEWS, DocumentKind.OTHER, DocumentKind.READOUT}
)


def outline(document: Document, paragraphs: Sequence[Paragraph], lexicon: Lexicon) -> Outline:
    """The frame of a document. What is given from outside (title, publisher, date) wins over what the text says.

    A publisher given from outside may be any name; only one that speaks for a party is shown by its code.
    """
    title, number = titles.title(document.title, paragraphs, lambda words: _is_party(words, lexicon))
    flow = [
        _with_title(paragraph, number) for paragraph in paragraphs if paragraph.role is not Role.FURNITURE
    ]
    seen = sides.look(flow, lexicon)
    known = _persons(seen, lexicon)
    dated = dating.published(document, paragraphs, lexicon)
    kind = genre.kind(
        title, flow, titled=number is not None or document.title is not None, reported=dated.reported
    )
    scene = publishers.Scene(seen, lexicon, known)
    given = publishers.resolved(document.publisher, lexicon) if document.publisher else None
    publisher = given or publishers.found(title, kind, scene)
    frame = _frame(title, kind, publisher, scene, dated)
    publisher, parties = frame.publisher, frame.parties
    sections, held = _sections(seen, frame, lexicon)
    particulars = Particulars(
        title=title,
        kind=kind,
        publisher=(given or document.publisher) if document.publisher else publisher,
        published_on=dated.published,
        published_on_inferred=dated.inferred,
        published_on_reason=dated.reason,
        place=document.place or dated.place,
        language=genre.language(paragraphs),
        sha256=document.sha256,
    )
    everyone = (
        parties or _own(seen, publisher) or sides.ordered(code for each in held for code in each.parties)
    )
    voice = parties if kind in publishers.OWN_VOICE else ()
    return Outline(
        particulars, held, sections, everyone, voice, _completed(known, seen, everyone, frame.home)
    )


def _frame(
    title: str, kind: DocumentKind, publisher: Code | None, scene: publishers.Scene, dated: dating.Dated
) -> Frame:
    """Who issued the text, whose it is and who met: the sentence that says who met outweighs a title that does not."""
    seen, lexicon, known = scene.seen, scene.lexicon, scene.known
    parties = signatories.parties(title, kind, publisher, scene)
    home = story_home.of(seen, publisher, lexicon, known)
    spoken = publisher is not None and publishers.on_behalf(title, scene) == publisher
    told = [] if spoken or kind in publishers.OWN_VOICE or genre.FACT_SHEET.search(title) else _told(seen)
    met = meeting_sides.met(told, lexicon, known, home)
    given = "" if told and title in told[0].paragraph.text else title
    if meeting_weights.outweighs(met.sides, parties, publisher, given, lexicon):
        parties = met.sides
        publisher = publisher if publisher in met.sides or len(met.sides) < _PAIR else None
    days = dated.published, dated.meeting_day
    return meetings.Frame(
        title, kind, publisher, *days, parties, known, dated.line, told=met.sentence, home=home
    )


def _own(seen: Sequence[Seen], publisher: Code | None) -> tuple[Code, ...]:
    """Whose text it is that opens with "We welcome the meeting of …": its publisher's, and not of those who met."""
    first = next(iter(_told(seen)), None)
    return (publisher,) if publisher and first and first.paragraph.text.startswith("We ") else ()


def _told(seen: Sequence[Seen]) -> list[Seen]:
    """The paragraphs in which a text tells something."""
    return [item for item in seen if item.paragraph.role in {Role.BODY, Role.BULLET}]


def _is_party(words: str, lexicon: Lexicon) -> bool:
    """Whether the words are the name of a party and nothing else."""
    return any(m.start == 0 and m.end == len(words) for m in lexicon.mentions(words))


def _with_title(paragraph: Paragraph, number: int | None) -> Paragraph:
    return dataclasses.replace(paragraph, role=Role.TITLE) if paragraph.number == number else paragraph


def _persons(seen: Sequence[Seen], lexicon: Lexicon) -> dict[str, Code]:
    """Everyone the text names, with what is on record of those whose party it does not say."""
    found = [person for item in seen for person in item.persons]
    found += persons_spoken.spokesmen([(item.paragraph.text, item.mentions) for item in seen])
    known = persons_known.by_name(found, lexicon.persons)
    text = " ".join(item.paragraph.text[:_OPENING] for item in seen[:4])[:_OPENING]
    return lexicon.persons_in(text) | known


def _completed(
    known: Mapping[str, Code], seen: Sequence[Seen], parties: tuple[Code, ...], publisher: Code | None
) -> dict[str, Code]:
    """Between two parties, a person whose party nobody names belongs to the one that no other person speaks for."""
    whole = dict(known)
    loose = [person for item in seen for person in item.persons if person.party is None]
    loose = [person for person in loose if sides.person_party(person.name, whole) is None]
    for person in list(loose):
        named = {code for name, code in whole.items() if person.name.lower() in name.split()}
        if len(named) == 1:
            whole[person.name.lower()] = named.pop()
            loose.remove(person)
    spoken = set(whole.values())
    rest = [code for code in parties if code not in spoken]
    if len(parties) == _PAIR and len(rest) == 1 and loose:
        for person in loose:
            whole.update({person.name.lower(): rest[0], person.name.lower().rsplit(None, 1)[-1]: rest[0]})
    elif publisher and loose and len(parties) == _PAIR:
        met = {
            person
            for item in seen
            for person in item.persons
            if sides_named.is_met(item.paragraph.text, person)
        }
        for person in loose:
            others = [code for code in parties if code != publisher] if person in met else []
            whole.setdefault(person.name.lower().rsplit(None, 1)[-1], others[0] if others else publisher)
    return whole


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
    if not (frame.kind is DocumentKind.PRESS_RELEASE and publishers.DOMESTIC.search(frame.title)):
        own = meetings.of_document(seen, frame, lexicon)
    current: Meeting | None = None
    for piece in pieces:
        head = piece[0].paragraph
        heading = head.text if head.role is Role.HEADING else None
        bodied = any(item.paragraph.role in {Role.BODY, Role.BULLET} for item in piece)
        if (
            heading
            and sessions
            and bodied
            and len(held) < _SESSIONS
            and not titles.is_label(heading)
            and session_sides.is_session(heading, lexicon)
        ):
            current = meetings.session(len(held) + 1, heading, piece[1:], frame, lexicon)
            held.append(current)
        section_meeting = current or own
        parties = current.parties if current else ()
        found.append(Section(heading, section_meeting, parties, tuple(item.paragraph for item in piece)))
    if not held and own is not None:
        held = [own]
    sections, meetings_held = meeting_stories.apart(tuple(found), tuple(held), seen, frame, lexicon)
    return sections, meeting_planned.today(meetings_held, seen, frame, lexicon)
