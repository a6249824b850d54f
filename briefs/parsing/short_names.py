"""Paragraphs with the parties named in them come in; the same with the short names that the text itself gives go out.

"The Swedish Fisheries Agency (SFA)" lets "the SFA" speak for Sweden in the rest of the text; "the bloc" is the body of
states named last before it, "the Community" the one in whose name that word stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from briefs.lexicon.parties import PartyMention
from briefs.parsing.persons import CAPITALS

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from briefs.model import Code
    from briefs.parsing.text import Paragraph

_SHORT: Final = re.compile(r" \((?:the )?[\"\u201c\u2018]?(?P<short>[A-Z][A-Za-z&-]{1,9})[\"\u201d\u2019]?\)")
_RUN: Final = re.compile(
    rf"(?:(?:[{CAPITALS}][\w.'\u2019&-]{{0,24}},?|of|for|and|the|on|to|in) ){{0,14}}[{CAPITALS}][\w.'\u2019&-]{{0,24}}$"
)
_WORD: Final = re.compile(rf"\b[{CAPITALS}]\w*")
_LED: Final = re.compile(rf"(?:[{CAPITALS}][\w.'\u2019-]{{0,24}} ){{1,4}}$")
"""Names right before the words that are shortened ("the *U.S. International* Trade Office (TO)")."""
_ORGANS: Final = re.compile(
    r"\b(?:Ministry|Ministries|Department|Agency|Fund|Bank|Council|Commission|Committee|Authority|Administration|Office|Bureau"
    r"|Service|Secretariat|Directorate|Organi[sz]ation|Institute|Corporation|Centre|Center|Government|Republic|Kingdom|Delegation)\b"
)
_CAPITALS: Final = 2
"""Capitals that a short name has at least: "(Annex)" is none."""
_MOST: Final = 20
_LONGEST: Final = 160


_BLOC: Final = re.compile(
    r"\b[Tt]he (?P<said>(?:(?:[a-z]+|\d{1,2})-(?:member|nation|country|state)s? |regional )?(?:bloc|grouping))\b"
)
_MEMBERS: Final = re.compile(r"\b(?P<said>[Mm]ember [Ss]tates)\b(?! (?:of|who|that|which)\b)")
_KIND: Final = re.compile(r"\b[Tt]he (?P<said>Union|Community|Alliance)\b(?! (?:of|for|[A-Z]))")
_SAID: Final = (_BLOC, _KIND, _MEMBERS)
_CLUES: Final = (
    " bloc",
    " grouping",
    "he Union",
    "he Community",
    "he Alliance",
    "ember States",
    "ember states",
)
"""Letters of which one stands wherever one of these expressions can fit: to look for them costs little."""


def with_short_names(
    paragraphs: Sequence[Paragraph],
    mentions: Mapping[int, Sequence[PartyMention]],
    members: Container[Code] = frozenset(),
) -> dict[int, Sequence[PartyMention]]:
    """The mentions by the number of their paragraph, those by a short name of the text's own among them.

    ``members`` are the bodies that states are members of: only one of these is "the bloc".
    """
    mentions = _with_bodies(paragraphs, mentions, members)
    short = _given(paragraphs, mentions)
    if not short:
        return mentions
    said = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(short, key=len, reverse=True))) + r")\b")
    return {one.number: _joined(one.text, mentions[one.number], said, short) for one in paragraphs}


def _with_bodies(
    paragraphs: Sequence[Paragraph],
    mentions: Mapping[int, Sequence[PartyMention]],
    members: Container[Code],
) -> dict[int, Sequence[PartyMention]]:
    """The mentions with "the bloc", "the Community" and "member states" among them, where a body is named that they can be."""
    found = dict(mentions)
    about = [one for one in paragraphs if any(word in one.text for word in _CLUES)]
    if not about:
        return found
    last: dict[str, PartyMention] = {}
    first: dict[str, PartyMention] = {}
    for paragraph in paragraphs:
        for m in mentions[paragraph.number]:
            if m.code in members:
                first.setdefault("", m)
                first.setdefault(_last_word(paragraph, m), m)
    for paragraph in paragraphs:
        own = found[paragraph.number]
        new = []
        at = 0
        for kind, each in [*_spoken_of(paragraph.text), ("", None)]:
            while at < len(own) and (each is None or own[at].start < each.start()):
                if own[at].code in members:
                    last[""] = last[_last_word(paragraph, own[at])] = own[at]
                at += 1
            meant = last.get(kind) or first.get(kind)
            if each and meant and not _overlaps(own, each):
                new.append(PartyMention(meant.code, *each.span("said"), "office"))
        if new:
            found[paragraph.number] = sorted([*own, *new], key=lambda one: one.start)
    return found


def _last_word(paragraph: Paragraph, body: PartyMention) -> str:
    return paragraph.text[body.start : body.end].rsplit(None, 1)[-1]


def _spoken_of(text: str) -> list[tuple[str, re.Match[str]]]:
    """Where a text says "the bloc" or "the Union", in order, each with the word that the name of the body must end in."""
    if not any(word in text for word in _CLUES):
        return []
    found = [
        (each.group("said") if look is _KIND else "", each) for look in _SAID for each in look.finditer(text)
    ]
    return sorted(found, key=lambda one: one[1].start())


def _overlaps(own: Sequence[PartyMention], said: re.Match[str]) -> bool:
    """Whether the words are part of a name that is read already; the names stand in order."""
    near = bisect_left(own, said.end(), key=lambda one: one.start) - 1
    return near >= 0 and said.start("said") <= own[near].end + 1


def _given(
    paragraphs: Sequence[Paragraph], mentions: Mapping[int, Sequence[PartyMention]]
) -> dict[str, Code]:
    """The short names that stand in brackets behind the name of a body of one party; those of two are left out."""
    found: dict[str, Code | None] = {}
    for paragraph in paragraphs:
        named = mentions[paragraph.number]
        starts = [one.start for one in named]
        for place in _SHORT.finditer(paragraph.text):
            if len(found) >= _MOST:
                break
            name = place.group("short")
            first = bisect_left(starts, place.start() - _LONGEST)
            code = _body(paragraph.text, place, named[first : bisect_left(starts, place.end())])
            if code is not None and sum(letter.isupper() for letter in name) >= _CAPITALS:
                found[name] = code if found.get(name, code) == code else None
    return {name: code for name, code in found.items() if code is not None}


def _body(text: str, place: re.Match[str], mentions: Sequence[PartyMention]) -> Code | None:
    """The one party in whose name, or right behind whose name, the body stands to which a short name belongs."""
    if any(one.start < place.end() and place.start("short") < one.end for one in mentions):
        return None  # the lexicon knows it
    run = _RUN.search(text, max(0, place.start() - _LONGEST), place.start())
    if run is None or not _ORGANS.search(run.group()):
        return None
    begin = _begin(text, run, place.group("short"), mentions)
    codes = {one.code for one in mentions if begin <= one.end + 1 and one.end <= place.start()}
    return next(iter(codes)) if len(codes) == 1 else None


def _begin(text: str, run: re.Match[str], short: str, mentions: Sequence[PartyMention]) -> int:
    """Where the words begin whose first letters are the short name's, with or without the party's own; else the whole run."""
    letters = sorted(letter for letter in short if letter.isupper())
    words = list(_WORD.finditer(text, run.start(), run.end()))
    own = [word for word in words if not any(one.start <= word.start() < one.end for one in mentions)]
    for chosen in (words, own):
        for first in range(len(chosen) - 1, -1, -1):
            if sorted(word.group()[0] for word in chosen[first:]) == letters:
                led = _LED.search(text, run.start(), chosen[first].start())
                return led.start() if led else chosen[first].start()
    return run.start()


def _joined(
    text: str, mentions: Sequence[PartyMention], said: re.Pattern[str], short: Mapping[str, Code]
) -> list[PartyMention]:
    """The mentions of a paragraph, in order, with the short names that stand in none of them."""
    starts = [one.start for one in mentions]
    free = []
    for place in said.finditer(text):
        index = bisect_left(starts, place.end())
        if not index or mentions[index - 1].end <= place.start():
            free.append(PartyMention(short[place.group()], place.start(), place.end(), "office"))
    return sorted([*mentions, *free], key=lambda one: one.start)
