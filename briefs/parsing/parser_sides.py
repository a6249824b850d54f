"""A document's outline comes in; who is on its stage goes out: its sides, its voice, and whose offices it names."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from briefs.model import Code, DocumentKind
from briefs.parsing import genre
from briefs.parsing.expressions import whole_words
from briefs.parsing.persons import CAPITALS
from briefs.parsing.sides_named import MET
from briefs.parsing.text import Outline, Paragraph

if TYPE_CHECKING:
    from briefs.lexicon import Lexicon, PartyMention

_OF_A_BODY = frozenset({DocumentKind.COMMUNIQUE, DocumentKind.CHAIRS_STATEMENT})
_MEETS = re.compile(
    r"\b(?:visits?|visited|talks|meets?|meeting|met|calls?|consultations?|dialogue|summit|receives?|hosts?)\b",
    re.IGNORECASE,
)
_SIDE_BY_SIDE = re.compile(r"\s?[-–—/]\s?|\sand\s(?:the\s)?")
_FIRST = 8
"""Paragraphs in which those who meet are introduced."""
_OFTEN = 2
"""Times that a text names the other side at least."""
_OFFICE = (
    r"(?:(?:deputy )?prime minister(?: and minister of foreign affairs)?|(?:vice )?president|chancellor|premier|king|queen|emperor|"
    r"foreign minister|minister (?:of|for) foreign affairs|foreign secretary|secretary of state|state president|ambassador|high commissioner)"
)
_OFFICE_OF = re.compile(
    rf"\b({_OFFICE})(?: extraordinary(?: and plenipotentiary)?)? of (?:the )?$", re.IGNORECASE
)
_OF_OFFICE = re.compile(rf"(?:['’]s?)? ({_OFFICE})\b", re.IGNORECASE)
_OFFICE_BEFORE = re.compile(
    "("
    + whole_words(
        "Deputy Prime Minister|Prime Minister|Vice President|President|Foreign Minister|Foreign Secretary|Chancellor".split(
            "|"
        )
    )
    + rf") ((?:[{CAPITALS}][\w'’-]{{1,20}}\s){{1,2}}[{CAPITALS}][\w’-]{{1,20}})\b"
)
_REACH = 70
_APPOSED = re.compile(
    rf"((?:[{CAPITALS}][\w.'’-]{{1,20}}\s){{1,3}}[{CAPITALS}][\w'’-]{{1,20}}), "
    r"(?!and\b)(?:the )?(?:[\w&]{1,15}\s){0,3}(?:Minister|Secretary|President|Ambassador|Chancellor|Representative|Envoy|Director)\b"
    r"[^,;.]{0,70} of (?:the )?$"
)
_ANOTHER = re.compile(r" (?:H\. ?E\.|His |Her |Mr|Ms|Dr|[A-Z][a-z])")
"""Behind the state of an office stands who holds it: "the President of Lumeria *Lan Arroyo*"."""
_UNTIED = re.compile(
    r"\b((?:counterpart,? )?(?:(?:Deputy )?Prime |Foreign |Defen[cs]e |Trade |Finance )?Minister|President|Head of State|Cabinet Secretary|Foreign Secretary|(?:Foreign Office|Foreign Ministry|FO|MFA) spokes(?:man|woman|person)|counterpart,?)"
    rf" ((?:[{CAPITALS}][\w'’-]{{1,20}}\s){{0,2}}[{CAPITALS}][\w’-]{{1,20}})\b"
)
_NAMED_REACH = 170
_GAP = 8
"""Letters between an office and its state ("of the")."""


def sides_of(
    parties: tuple[Code, ...],
    frame: Outline,
    mentions: Mapping[int, Sequence[PartyMention]],
    lexicon: Lexicon,
) -> tuple[Code, ...]:
    """The parties of a document: a body without its own members, a visitor with the host whom the title leaves out."""
    parties = _own(parties, frame, lexicon)
    known = set(parties) | {code for code in (frame.particulars.publisher,) if code}
    lone = next(iter(known)) if len(known) == 1 else ""
    if lone not in lexicon.parties or lexicon.parties[lone].kind != "state":
        return parties
    title = frame.particulars.title or ""
    if frame.voice or frame.meetings or not _MEETS.search(title) or genre.FACT_SHEET.search(title):
        return parties
    counted = Counter(one.code for found in mentions.values() for one in found if one.code != lone)
    states = [
        (code, times)
        for code, times in counted.most_common()
        if lexicon.parties[code].kind == "state" and times >= _OFTEN
    ]
    return tuple(dict.fromkeys((*parties, states[0][0]))) if states else parties


def voice_of(frame: Outline, lexicon: Lexicon) -> tuple[Code, ...]:
    """In whose name the text speaks; in a body's communiqué that is the body, not the members or the host it names."""
    return _own(frame.voice, frame, lexicon)


def _own(parties: tuple[Code, ...], frame: Outline, lexicon: Lexicon) -> tuple[Code, ...]:
    """A body alone where the others are its members or are not named in its title; both of "Lumeria–Norlund Statement"."""
    title = frame.particulars.title or ""
    if frame.particulars.kind in _OF_A_BODY:
        return _body_alone(parties, title, lexicon)
    if frame.particulars.kind is not DocumentKind.JOINT_STATEMENT or len(parties) != 1:
        return parties
    named = lexicon.mentions(title)
    for one, other in itertools.pairwise(named):
        if _SIDE_BY_SIDE.fullmatch(title[one.end : other.start]) and parties[0] in {one.code, other.code}:
            return tuple(dict.fromkeys((one.code, other.code)))
    return parties


def _body_alone(parties: tuple[Code, ...], title: str, lexicon: Lexicon) -> tuple[Code, ...]:
    """A body where all others named are members of it, or stand nowhere in the title of its document."""
    titled = {one.code for one in lexicon.mentions(title)} if len(parties) > 1 else set()
    for place, code in enumerate(parties):
        known = lexicon.parties.get(code)
        if known is None or known.kind not in {"body", "grouping"}:
            continue
        others = set(parties) - {code}
        if others <= set(known.members) or (place == 0 and not others & titled):
            return (code,)
    return parties


def apposed_in(
    paragraphs: Sequence[Paragraph], mentions: Mapping[int, Sequence[PartyMention]]
) -> dict[str, Code]:
    """Persons whose office stands behind their name: "Ana Arroyo, Minister of Trade of *Lumeria*", by whole name and last."""
    found: dict[str, Code] = {}
    for paragraph in paragraphs[:_FIRST]:
        text = paragraph.text
        for one in mentions.get(paragraph.number, ()):
            if " of " not in text[max(0, one.start - _GAP) : one.start]:
                continue
            named = _APPOSED.search(text, max(0, one.start - _NAMED_REACH), one.start)
            if named is not None and not _ANOTHER.match(text, one.end):
                name = named.group(1).lower().removeprefix("h.e. ").removeprefix("mr. ").removeprefix("ms. ")
                found[name] = found[name.rsplit(None, 1)[-1]] = one.code
    return found


def untied_in(
    paragraphs: Sequence[Paragraph],
    mentions: Mapping[int, Sequence[PartyMention]],
    frame: Outline,
    lexicon: Lexicon,
) -> dict[str, Code]:
    """Officials whom a text names without a state: its publisher's or dateline's, behind "counterpart" the other side's."""
    sides = frame.parties
    home = _told_from(frame, lexicon) if len(sides) == _OFTEN else None
    if home is None:
        return {}
    other = next(code for code in sides if code != home)
    found: dict[str, Code] = {}
    for paragraph in paragraphs:
        stated = {one.end for one in mentions.get(paragraph.number, ())}
        for named in _UNTIED.finditer(paragraph.text):
            name = named.group(2).lower()
            last = name.rsplit(None, 1)[-1]
            if named.start() - 1 in stated or name in frame.persons or last in found or name in found:
                continue
            guest = named.group(1).startswith("counterpart") or MET.search(
                paragraph.text, max(0, named.start() - _REACH), named.start()
            )
            found[name] = found[last] = other if guest else home
    return found


def _told_from(frame: Outline, lexicon: Lexicon) -> Code | None:
    """The side whose own officials need no state beside their names: the publisher, or where a story was written."""
    known, place = frame.particulars, frame.particulars.place
    if known.kind in {DocumentKind.PRESS_RELEASE, DocumentKind.READOUT} and not frame.voice:
        return known.publisher if known.publisher in frame.parties else None
    if known.kind is not DocumentKind.NEWS or not place:
        return None
    near = [
        code for code in frame.parties if code in lexicon.parties and lexicon.parties[code].capital == place
    ]
    return near[0] if len(near) == 1 else None


def titled_in(paragraphs: Sequence[Paragraph], persons: Mapping[str, Code]) -> dict[str, set[Code]]:
    """Whose offices stand before the names of known persons ("*Deputy Prime Minister* Ana Arroyo")."""
    holders: dict[str, set[Code]] = {}
    for paragraph in paragraphs:
        for found in _OFFICE_BEFORE.finditer(paragraph.text):
            code = persons.get(found.group(2).lower())
            if code is not None:
                holders.setdefault(found.group(1).lower(), set()).add(code)
    return holders


def offices_in(
    paragraphs: Sequence[Paragraph],
    mentions: Mapping[int, Sequence[PartyMention]],
    title: str,
    lexicon: Lexicon,
) -> dict[str, set[Code]]:
    """Whose offices a text and its title name: "the *Prime Minister* of Lumeria", "the Lumerian *President*"."""
    holders: dict[str, set[Code]] = {}
    texts = [(one.text, mentions.get(one.number, ())) for one in paragraphs]
    for text, named in [(title, lexicon.mentions(title)), *texts]:
        for one in named:
            owned = " of " in text[max(0, one.start - _GAP) : one.start]
            found = _OFFICE_OF.search(text, max(0, one.start - _REACH), one.start) if owned else None
            if found is not None and text[one.end : one.end + 1] in {"'", "’"}:
                continue
            found = found or _OF_OFFICE.match(text, one.end, one.end + _REACH)
            if found is not None:
                holders.setdefault(found.group(1).lower(), set()).add(one.code)
    return holders
