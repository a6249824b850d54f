"""Series of meetings and a text come in; the meetings that the text names, with series and number, go out.

"ASEM13", "the 13th ASEM Summit" and "Thirteenth Asia-Europe Meeting" are one meeting, ``asem13``. A name that
parties make up ("the 4th Cambodia-Indonesia Joint Commission") belongs to a series of those parties.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from briefs.errors import BadRule
from briefs.lexicon import meeting_names, meeting_numbers, ordinals
from briefs.lexicon.gazetteer import Gazetteer, Hit, Mended, folded, mend
from briefs.model import Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefs.lexicon.meeting_numbers import Told
    from briefs.lexicon.parties import Parties, PartyMention
    from briefs.model import Code

FILE = "fora.toml"
_AROUND = 60
_SENTENCES = 512
"""Sentences whose meetings are remembered."""
_LONGEST_KEPT = 2_000
_ACRONYM = re.compile(r"[A-Z0-9+/-]{2,8}")


@dataclass(frozen=True, slots=True)
class Forum:
    """A series of meetings. ``event`` and ``title`` are how one of them is identified and called.

    In both ``{n}`` stands for its number, in ``title`` also ``{nth}`` ("13th").
    """

    slug: str
    name: str
    event: str
    title: str
    level: Level
    parties: tuple[Code, ...] = ()
    names: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()

    def identity(self, ordinal: int | None, year: int | None = None) -> str:
        """The slug of one meeting (``asem13``, ``g7-summit-2022``), or of the series where nothing tells which."""
        if ordinal is not None:
            return self.event.replace("{n}", str(ordinal))
        return f"{self.slug}-{year}" if year is not None else self.slug

    def called(self, ordinal: int | None, year: int | None = None) -> str:
        """The name of one meeting as canonical as possible: ``13th ASEM Summit``, ``G7 Summit 2022``."""
        if ordinal is not None:
            return self.title.replace("{nth}", ordinals.said(ordinal)).replace("{n}", str(ordinal))
        return f"{self.name} {year}" if year is not None else self.name


@dataclass(frozen=True, slots=True)
class ForumMention:
    """A meeting or series named at ``start`` to ``end``; ``slug`` is ``asem13``, or the series without a number."""

    series: str
    ordinal: int | None
    start: int
    end: int
    name: str
    slug: str
    year: int | None
    forum: Forum = field(repr=False)

    @property
    def parties(self) -> tuple[Code, ...]:
        """Who sits there by rule, or of whose names the name is made."""
        return self.forum.parties

    @property
    def level(self) -> Level:
        """Who sits at the table."""
        return self.forum.level


class Head(NamedTuple):
    """The last words of names that parties make up; without a slug the words are it."""

    slug: str
    level: Level
    alone: bool
    open: bool
    words: tuple[str, ...]


class _Pattern(NamedTuple):
    """What a spelling stands for: a forum, or a head. A ``numbered`` one counts only with a number."""

    forum: Forum | None
    head: Head | None
    numbered: bool = False
    capitals: bool = False


class Fora:
    """All series, and the one automaton that finds their names in a text."""

    __slots__ = ("_gazetteer", "_parties", "_patterns", "_remembered", "all")

    def __init__(self, fora: tuple[Forum, ...], heads: Sequence[Head], parties: Parties) -> None:
        self.all = fora
        self._parties = parties
        self._patterns = _patterns(fora, heads)
        self._gazetteer = Gazetteer(self._patterns)
        self._remembered = lru_cache(maxsize=_SENTENCES)(self._all)

    def find(self, text: str) -> list[ForumMention]:
        """Meetings named in the text, from left to right. Linear, never raises."""
        return list(self._remembered(text) if len(text) <= _LONGEST_KEPT else self._all(text))

    def _all(self, text: str) -> tuple[ForumMention, ...]:
        """The same, read anew; the events and each outcome of a document ask for the same sentences."""
        mended = mend(text)
        plain = mended.text
        spellings = folded(plain)
        small = plain == spellings
        found: list[ForumMention] = []
        for hit in self._gazetteer.find(spellings, numbered=True):
            pattern = self._patterns[spellings[hit.start : hit.end]]
            if pattern.capitals and not small and not plain[hit.start : hit.end].isupper():
                continue
            if pattern.forum is not None and not self._tied(plain, spellings, hit):
                found.extend(_named(mended, hit, pattern.forum, pattern))
                continue
            inner, head = self._head(spellings, hit)
            if head is not None:
                found.extend(self._made_up(mended, inner, head))
        return tuple(found)

    def _tied(self, plain: str, spellings: str, hit: Hit) -> bool:
        """Whether a hyphen ties the name to another party ("U.S.-ASEAN Summit"): then it is another series."""
        at = hit.start - 1
        while at >= 0 and plain[at] == " ":
            at -= 1
        return at >= 0 and plain[at] == "-" and self._head(spellings, hit)[1] is not None

    def _head(self, spellings: str, hit: Hit) -> tuple[Hit, Head | None]:
        """The longest head that the words found end in, and its place."""
        at = hit.start
        while True:
            pattern = self._patterns.get(spellings[at : hit.end])
            if pattern is not None and pattern.head is not None:
                return Hit(at, hit.end, hit.pattern), pattern.head
            at = spellings.find(" ", at, hit.end) + 1
            if not at:
                return hit, None

    def _made_up(self, mended: Mended, hit: Hit, head: Head) -> Iterator[ForumMention]:
        """A head with the parties before it, with other capitalised words before it, or by itself."""
        text = mended.text
        if text[hit.end : hit.end + 1].isdigit() or meeting_names.is_no_meeting(
            text, *hit[:2], self._parties
        ):
            return
        words = text[hit.start : hit.end]
        pair = self._pair(text, hit, head)
        begin = meeting_names.name_start(text, hit.start) if head.open and words[0].isupper() else None
        start = pair[0].start if pair else begin if begin is not None else hit.start
        if pair:
            forum = self._of_parties(text, start, hit, head, tuple(each.code for each in pair))
        elif begin is not None:
            forum = self._of_words(text, start, hit, head)
        elif head.alone and (words[0].isupper() or not head.open):
            forum = _forum_called(head.slug or meeting_names.slugged(words), words, head.level, ())
        else:
            return
        yield from _mentions(mended, forum, meeting_numbers.which(text, start, hit.end, numbered=False))

    def _pair(self, text: str, hit: Hit, head: Head) -> list[PartyMention]:
        """The parties right before a head; a state by itself makes a plain name where others would ("Wales Summit")."""
        pair = meeting_names.parties_before(text, hit.start, self._parties)
        lone = len(pair) == 1 and self._parties.all[pair[0].code].kind in {"state", "territory"}
        return [] if lone and head.open else pair

    def _of_parties(self, text: str, start: int, hit: Hit, head: Head, codes: tuple[Code, ...]) -> Forum:
        unique = tuple(dict.fromkeys(codes))
        rest = head.slug or meeting_names.slugged(text[hit.start : hit.end])
        slug = meeting_names.series_slug(unique, self._parties.all, rest)
        return _forum_called(slug, text[start : hit.end], head.level, unique)

    def _of_words(self, text: str, start: int, hit: Hit, head: Head) -> Forum:
        """A name of capitalised words; parties at its beginning are told apart ("U.S.-India Health Dialogue")."""
        name = text[start : hit.end]
        first = [each for each in self._parties.mentions(name) if each.start == 0]
        if first:
            cut = name.find(" ", first[0].end)
            chain = meeting_names.parties_before(name, cut + 1, self._parties) if cut > 0 else []
            if chain and chain[0].start == 0 and len(chain) > 1:
                codes = tuple(dict.fromkeys(each.code for each in chain))
                rest = meeting_names.slugged(name[cut:])
                return _forum_called(
                    meeting_names.series_slug(codes, self._parties.all, rest), name, head.level, codes
                )
        return _forum_called(meeting_names.slugged(name), name, head.level, ())


def _named(mended: Mended, hit: Hit, forum: Forum, pattern: _Pattern) -> Iterator[ForumMention]:
    text = mended.text
    around = text[max(0, hit.start - _AROUND) : hit.end + _AROUND]
    if any(words in around for words in forum.not_near):
        return
    told = meeting_numbers.which(text, hit.start, hit.end, numbered=pattern.numbered or pattern.capitals)
    attached = text[hit.end : hit.end + 1].isalnum()
    alone = told.ordinal is None and told.year is None
    if (told.end == hit.end and attached) or (pattern.numbered and alone):
        return
    yield from _mentions(mended, forum, told)


def _mentions(mended: Mended, forum: Forum, told: Told) -> Iterator[ForumMention]:
    places = [(told.ordinal, told.middle, told.end)]
    if told.earlier is not None:
        until = told.start + len(mended.text[told.start : told.middle].rstrip(" &/"))
        places.insert(0, (told.earlier, told.start, until))
    for ordinal, start, end in places:
        yield ForumMention(
            series=forum.slug,
            ordinal=ordinal,
            start=mended.start(start),
            end=mended.end(end),
            name=forum.called(ordinal, told.year),
            slug=forum.identity(ordinal, told.year),
            year=told.year,
            forum=forum,
        )


def _forum_called(slug: str, name: str, level: Level, parties: tuple[Code, ...]) -> Forum:
    return Forum(slug, name, f"{slug}-{{n}}", f"{{nth}} {name}", level, parties)


def _patterns(fora: tuple[Forum, ...], heads: Sequence[Head]) -> dict[str, _Pattern]:
    patterns: dict[str, _Pattern] = {}
    for forum in fora:
        for numbered, names in ((False, (forum.name, *forum.names)), (True, forum.numbered)):
            for words in names:
                entry = _Pattern(forum, None, numbered, capitals=bool(_ACRONYM.fullmatch(words)))
                known = patterns.setdefault(_plain(words), entry)
                if known.forum is not forum and known.forum is not None:
                    raise BadRule(f'{FILE}, {forum.slug}: "{words}" is also a name of {known.forum.slug}.')
    for head in heads:
        for words in head.words:
            patterns.setdefault(_plain(words), _Pattern(None, head))
    return patterns


def _plain(words: str) -> str:
    return folded(mend(words).text)
