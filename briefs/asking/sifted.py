"""Takes the words after a command, and sifts out of them times, parties, topics, acts, and what is left over."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from briefs.asking import moments as asking_time
from briefs.asking import names
from briefs.asking import sides as asking_sides
from briefs.asking.question import About, Span
from briefs.asking.words import NOUNS, STOP, VERBS
from briefs.model import Kind

if TYPE_CHECKING:
    from briefs.lexicon import Lexicon

AHEAD = re.compile(
    r"\b(next|coming|upcoming) (?:\w+ )?(meetings?|summits?|events?|talks|visits?|conferences?)\b",
    re.IGNORECASE,
)
"""The time ahead, however it is asked for."""
_MARKED = re.compile(
    r'\?"(?P<unknown>[^"]*)"|"(?P<words>[^"]*)"|#(?P<topic>[\w-]+)'
    r"|\bkind:(?P<kind>[a-z]+)|\b(?P<side>from|by|to|towards):\s?(?P<code>[^\s\"]+)",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"(?:\d{1,2}[\s./]{1,2})?[^\s\d\"–—/-]{2,20}\s(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d\b"
)
_IN_FORCE = re.compile(
    r"\b(?:still |now |currently )?in (?:force|effect)(?: (?:now|today|still))?\b", re.IGNORECASE
)
_ARROW = re.compile(r"\s?(?:→|->|=>)\s?")
_NEW = re.compile(r"\b(?:what['’]?s|what is|anything|something) (?:new|the news)\b", re.IGNORECASE)
MOST_UNKNOWN = 2
"""Names that an answer asks back about; more are words to look for."""


@dataclass(slots=True)
class Sifted:
    """What has been read so far; ``rest`` keeps its length while what is read is blanked out of it."""

    rest: str
    today: date
    lexicon: Lexicon
    given: About | None
    sides: dict[str, list[str]] = field(default_factory=lambda: {"any": [], "actor": [], "towards": []})
    topics: list[str] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    deed: asking_sides.Act | None = None
    noun: str | None = None
    first: int = 0

    meant: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)

    def slips(self, word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The parties and topics that a word may be a slip for: looked up once, for it costs more than all the rest."""
        if word not in self.meant:
            self.meant[word] = names.slips(word, self.lexicon)
        return self.meant[word]

    def blank(self, start: int, end: int) -> None:
        """Take a range out of what is still to be read."""
        self.rest = self.rest[:start] + " " * (end - start) + self.rest[end:]


def sift(words: str, lexicon: Lexicon, today: date, given: About | None) -> Sifted:
    """Everything in ``words`` that has a meaning, and the rest of them; ``given`` is the command before them."""
    sifted = Sifted(words, today, lexicon, given)
    _read_marked(sifted)
    _read_phrases(sifted)
    _read_times(sifted)
    _read_names(sifted)
    return sifted


def lower(text: str) -> str:
    """Lower case, letter for letter, so that places in one text are places in the other."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def _read_marked(sifted: Sifted) -> None:
    """What canonical words mark: #topic, kind:…, from:…, to:…, "words to find", ?"a name unknown"."""
    for match in list(_MARKED.finditer(sifted.rest)):
        groups = match.groupdict()
        if groups["unknown"] is not None:
            sifted.unknown.append(groups["unknown"])
        elif groups["words"] is not None:
            sifted.words.append(groups["words"])
        elif groups["topic"]:
            slug = names.topic_called(groups["topic"], sifted.lexicon)
            if slug is None:
                continue
            sifted.topics.append(slug)
        elif groups["kind"]:
            if groups["kind"] not in set(Kind):
                continue
            sifted.kinds.append(Kind(groups["kind"]))
        elif not _read_sided(sifted, groups["side"], groups["code"]):
            continue
        sifted.blank(*match.span())


def _read_phrases(sifted: Sifted) -> None:
    """Words that mean something only together: "in force", "the next summit"."""
    force = _IN_FORCE.search(sifted.rest)
    if force and sifted.given in {None, About.COMMITMENTS}:
        sifted.given = About.COMMITMENTS
        sifted.blank(*force.span())
        if not asking_time.find(lower(sifted.rest), sifted.today):
            sifted.spans.append(Span(sifted.today, sifted.today))
    arrow = _ARROW.search(sifted.rest)
    if arrow:
        sifted.given = sifted.given or About.OUTCOMES
        sifted.rest = _ARROW.sub(" to ", sifted.rest)
    new = _NEW.search(sifted.rest)
    if new and sifted.given is None:
        sifted.given = About.LATEST
        sifted.blank(*new.span())
    ahead = AHEAD.search(sifted.rest)
    if ahead and sifted.given is None:
        sifted.given = About.UPCOMING
        sifted.blank(*ahead.span(1))
        sifted.blank(*ahead.span(2))


def _read_sided(sifted: Sifted, side: str, name: str) -> bool:
    known = sifted.lexicon.parties
    code = name if name in known else sifted.lexicon.party(name).code
    if code is None:
        return False
    sifted.sides["actor" if side.casefold() in {"from", "by"} else "towards"].append(code)
    return True


def _read_times(sifted: Sifted) -> None:
    forward = sifted.given is About.UPCOMING
    for found in asking_time.find(lower(sifted.rest), sifted.today, forward=forward):
        before = sifted.rest[max(0, found.start - 40) : found.end]
        foreign = _FOREIGN.search(before)
        start, span = found.start, found.span
        if foreign and _is_foreign(foreign[0], sifted.today):
            read = asking_time.foreign(foreign[0], sifted.today)
            if read:
                start, span = found.end - (len(before) - foreign.start()), read
        sifted.spans.append(span)
        sifted.blank(start, found.end)
    numeric = re.search(r"\b\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d\b", sifted.rest)
    if numeric:
        read = asking_time.foreign(numeric[0], sifted.today)
        sifted.spans += [read] if read else []
        sifted.blank(*numeric.span())


def _is_foreign(words: str, today: date) -> bool:
    """Whether a date may be in another language: its month has other letters, or a day stands before it."""
    if words.isascii() and not words[0].isdigit():
        return False
    return not any(
        (found.start, found.end) == (0, len(words)) for found in asking_time.find(lower(words), today)
    )


def _read_names(sifted: Sifted) -> None:
    words = names.tokens(sifted.rest)
    alone = sifted.given is About.PARTNER and len(words) == 1
    parties = names.parties(sifted.rest, words, sifted.lexicon, alone=alone, terse=sifted.given is not None)
    taken = {at for name in parties for at in range(name.first, name.last)}
    sifted.deed = asking_sides.act(words, taken)
    found = asking_sides.sides(words, parties, sifted.deed)
    for side, codes in found.items():
        sifted.sides[side] += [code for code in codes if code not in sifted.sides[side]]
    topics = names.topics(sifted.rest, words, lambda at: at not in taken, sifted.lexicon)
    sifted.topics += [name.value for name in topics]
    taken |= {at for name in topics for at in range(name.first, name.last)}
    nouns = [at for at, token in enumerate(words) if at not in taken and token.key in NOUNS]
    sifted.noun = words[nouns[0]].key if nouns else None
    sifted.first = nouns[0] if nouns else len(words)
    _read_left_over(sifted, words, taken)


def _read_left_over(sifted: Sifted, words: list[names.Token], taken: set[int]) -> None:
    """Words without a meaning yet: a name misspelt, or words to look for in the documents."""
    left = [
        at
        for at, token in enumerate(words)
        if at not in taken and token.key not in STOP and token.key not in VERBS and token.key not in NOUNS
    ]
    while left:
        at = left.pop(0)
        for last in (at + 1, at):
            first = at - 1 if last == at and at and at - 1 not in taken else at
            if last >= len(words) or last in taken:
                continue
            piece = sifted.rest[words[first].start : words[last].end]
            if any(sifted.slips(piece)) and len(sifted.unknown) < MOST_UNKNOWN:
                sifted.unknown.append(piece)
                left = [other for other in left if other > last]
                break
        else:
            piece = words[at].text
            if any(sifted.slips(piece)) and len(sifted.unknown) < MOST_UNKNOWN:
                sifted.unknown.append(piece)
            else:
                sifted.words.append(piece)
