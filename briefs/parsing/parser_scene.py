"""A document's outline comes in; what its paragraphs are read against goes out: who is present, what was said before."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from briefs.model import Code, DocumentKind, Event
from briefs.parsing import story_home
from briefs.parsing.actors_cast import Memory, Stage, Subject, by_first_word, titles_by_last_name
from briefs.parsing.actors_words import TITLES
from briefs.parsing.acts_rules import Table, compiled
from briefs.parsing.acts_sums import SHEETS, gives_by_title
from briefs.parsing.clauses_words import even, words_of
from briefs.parsing.opinion import opinion
from briefs.parsing.parser_gate import Mentions, alone
from briefs.parsing.parser_sides import apposed_in, offices_in, sides_of, titled_in, untied_in, voice_of
from briefs.parsing.roles_host import host
from briefs.parsing.roles_speaker import speaker
from briefs.parsing.text import Outline, Paragraph, Section
from briefs.parsing.word_sets import words as word_set

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from briefs.lexicon import Lexicon
    from briefs.parsing.commentary import Spoken

_KEPT_TABLES = 4
_SHORTEST_NAME = 2
_NO_NAMES = word_set(
    "an as at be by do for from go has he her him his i in is it its le me mark may my no of on or our so the to us we will with al el de la van von der bin"
)
"""Words that stand in names and mean something else far more often."""
_SIDES = 2
_STYLES = ("kingdom", "republic", "sultanate", "commonwealth", "federation", "emirate")


@dataclass(frozen=True, slots=True)
class Rules:
    """What does not change from document to document: the verbs, who is a member of what, bodies that are no side."""

    lexicon: Lexicon
    table: Table
    members: Mapping[Code, frozenset[Code]]
    minor: frozenset[Code]


@dataclass(slots=True)
class Scene:
    """What the paragraphs of a section are read against; it remembers who spoke last and whose list is open.

    ``gives`` is the state whose fact sheet it is: a sum that stands alone in a list (``in_list``) is its to give;
    ``giver`` is who alone gave something last, ``owners`` whose undertaking a fact sheet spoke of last; ``numbering`` is whose acts the ``numbered`` paragraphs list
    ("4. Condemned …"). In an ``opinion`` whatever reads like an act is a writer's word.
    """

    rules: Rules
    frame: Outline
    stage: Stage
    meeting: str | None
    reference: date | None
    mentions: Mentions
    memory: Memory = field(default_factory=Memory)
    alone: Code | None = None
    events: tuple[Event, ...] = ()
    listed: Subject | None = None
    promised: bool = False
    speaker: Subject | None = None
    outsider: str | None = None
    by_trade: bool = False
    gives: Code | None = None
    giver: Code | None = None
    in_list: bool = False
    numbered: bool = False
    numbering: Subject | None = None
    opinion: bool = False
    background: bool = False
    quoting: Spoken | None = None
    owners: tuple[Code, ...] | None = None

    @property
    def sheet(self) -> bool:
        """Whether it is a fact sheet of a known giver."""
        return bool(self.gives and not self.news and SHEETS.search(self.frame.particulars.title or ""))

    @property
    def own_voice(self) -> bool:
        """Whether the text speaks in the parties' own name, so that its assertions are their positions."""
        return bool(self.stage.voice)

    @property
    def news(self) -> bool:
        """Whether a journalist tells it."""
        return self.frame.particulars.kind is DocumentKind.NEWS


_LISTS_GIFTS = re.compile(
    r"\b(?:fact\s?sheet|backgrounder|assistance|support|package|deliverables|funding)\b", re.IGNORECASE
)
_OWN_OFFICE = re.compile(
    r"(?:The )?(President|Prime Minister|Foreign Minister|Vice President|Chancellor) "
    r"(?:receive[sd]|meets|met|hosts|hosted|welcome[sd]|holds|held|speaks|spoke|visits|congratulates|addresses)\b"
)
"""How a publisher tells of its own in a title ("*President receives* the Lumerian Foreign Minister")."""
_KNOWN: dict[int, Rules] = {}
"""The last few lexicons with their rules: they are compiled once."""


def rules_of(lexicon: Lexicon) -> Rules:
    """The compiled rules of a lexicon; the last few lexicons are remembered."""
    kept = _KNOWN.get(id(lexicon))
    if kept is not None and kept.lexicon is lexicon:
        return kept
    members = {code: frozenset(party.members) for code, party in lexicon.parties.items() if party.members}
    minor = frozenset(
        code for code, party in lexicon.parties.items() if party.kind == "body" and not party.members
    )
    if len(_KNOWN) >= _KEPT_TABLES:
        _KNOWN.clear()
    _KNOWN[id(lexicon)] = Rules(lexicon, compiled(lexicon.verbs), members, minor)
    return _KNOWN[id(lexicon)]


def scenes(
    frame: Outline, rules: Rules, held: tuple[Event, ...], mentions: Mentions
) -> Iterable[tuple[Scene, Section]]:
    """A scene for each section, in order."""
    known = {meeting.id for meeting in frame.meetings}
    everyone = sides_of(frame.parties, frame, mentions, rules.lexicon)
    only = alone(frame, rules.lexicon) if len(everyone) < _SIDES else None
    essay = opinion(frame)
    plain = _whole_stage(frame, rules, mentions)
    for section in frame.sections:
        own = sides_of(section.parties, frame, mentions, rules.lexicon) if section.parties else ()
        parties = own or plain.voice or everyone
        home = plain.home or _first(parties, frame)
        stage = replace(plain, parties=parties, home=home, styles=_styles(parties, rules))
        start = section.meeting.start if section.meeting else None
        scene = Scene(
            rules,
            frame,
            stage,
            section.meeting.id if section.meeting and section.meeting.id in known else None,
            frame.particulars.published_on or start,
            mentions,
            alone=only,
            events=held,
            gives=(
                frame.particulars.publisher if _LISTS_GIFTS.search(frame.particulars.title or "") else None
            )
            or gives_by_title(frame.particulars.title or "", rules.lexicon),
            opinion=essay,
        )
        yield scene, section


def _whole_stage(frame: Outline, rules: Rules, mentions: Mentions) -> Stage:
    """What all sections share: in whose name the text speaks, who publishes it, whose the persons and offices are."""
    home = frame.particulars.publisher if frame.particulars.publisher in rules.lexicon.parties else None
    paragraphs = [paragraph for section in frame.sections for paragraph in section.paragraphs]
    publisher, home = home, home or _story_home(paragraphs, frame, mentions, rules.lexicon)
    apposed = apposed_in(paragraphs, mentions)
    known = {
        name: apposed.get(name.rsplit(None, 1)[-1], code)
        for name, code in frame.persons.items()
        if name and name not in TITLES
    }
    known = untied_in(paragraphs, mentions, frame, rules.lexicon) | known
    persons = _with_given_names(known | apposed)
    named = offices_in(paragraphs, mentions, frame.particulars.title or "", rules.lexicon)
    for office, codes in titled_in(paragraphs, known | apposed).items():
        named.setdefault(office, set()).update(codes)
    voice = voice_of(frame, rules.lexicon)
    if publisher and (own := _OWN_OFFICE.match(frame.particulars.title or "")):
        named.setdefault(own.group(1).lower(), set()).add(publisher)
    offices = _offices(known | apposed, publisher, named)
    reported = publisher is None and home is not None
    titles = titles_by_last_name(persons, TITLES)
    told_by = speaker(paragraphs, mentions, frame.parties, persons, publisher)
    visited = host(paragraphs, mentions, frame.parties, rules.lexicon)
    surnames = by_first_word(persons)
    return Stage((), voice, home, persons, surnames, {}, offices, reported, titles, told_by, visited)


def _story_home(
    paragraphs: list[Paragraph], frame: Outline, mentions: Mentions, lexicon: Lexicon
) -> Code | None:
    """The state from which a story is told, where it is one of those of whom it tells."""
    if frame.voice:
        return None
    named = {one.code for found in mentions.values() for one in found}
    told = story_home.home([one.text for one in paragraphs], named, None, lexicon)
    return told if told in frame.parties else None


def _with_given_names(persons: Mapping[str, Code]) -> dict[str, Code]:
    """Persons also by any one of their names that only they bear ("Sheikh Tahnoon")."""
    loose: dict[str, set[Code]] = {}
    for name, code in persons.items():
        parts = [] if name.split(None, 1)[0] in TITLES else name.split()
        for part in (*parts, *(one.partition("-")[2] for one in parts if one.startswith(("al-", "el-")))):
            if len(part) >= _SHORTEST_NAME and part not in TITLES and part not in _NO_NAMES:
                loose.setdefault(part, set()).add(code)
    return {part: next(iter(codes)) for part, codes in loose.items() if len(codes) == 1} | dict(persons)


def _offices(
    persons: Mapping[str, Code], home: Code | None, holders: dict[str, set[Code]]
) -> dict[str, Code]:
    """For whom "the Prime Minister" speaks: the one party that has such a person, or else the publisher's own."""
    for name, code in persons.items():
        *office, _last = name.split()
        if office and all(word in TITLES for word in office):
            holders.setdefault(" ".join(office), set()).add(code)
    found: dict[str, Code] = {}
    for phrase, codes in holders.items():
        if len(codes) == 1:
            found[phrase] = next(iter(codes))
        elif home in codes:
            found[phrase] = home
    return found


def _styles(parties: tuple[Code, ...], rules: Rules) -> dict[str, Code]:
    """What a state is called by its form: "the Kingdom", where only one of those present is one."""
    found: dict[str, Code] = {}
    for style in _STYLES:
        named = (
            [
                code
                for code in parties
                if style in (rules.lexicon.parties[code].full_name or "").lower().split()
            ]
            if parties
            else []
        )
        if len(named) == 1:
            found[style] = named[0]
    return found


def _first(parties: tuple[Code, ...], frame: Outline) -> Code | None:
    """Who publishes where nobody says so: the one voice, the host of a readout, the person whose statement it is."""
    if len(frame.voice) == 1:
        return frame.voice[0]
    if parties and frame.particulars.kind is DocumentKind.READOUT:
        return parties[0]
    if frame.particulars.kind is DocumentKind.NEWS:
        return None
    title = " " + " ".join(words_of(even(frame.particulars.title)).low) + " "
    return next((code for name, code in frame.persons.items() if f" {name} " in title), None)
