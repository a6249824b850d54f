"""A quote comes in; the piece of it that a message shows goes out: verbatim, short, and read by itself.

A headline never begins with a conjunction, never ends inside a name, a number or a phrase, and never leaves out a
negation or a condition of what it says; where no cut is that honest, the whole quote is the headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from briefs.parsing.headlines_words import (
    ABOUT_IT,
    ALSO_NOUNS,
    ANOTHER_NOUN,
    BOUND_PHRASE,
    CIRCUMSTANCE,
    CLAUSE_AHEAD,
    COMPLETE,
    CUT,
    DANGLING,
    DATELINE,
    FINITE,
    GERUND,
    GROUNDS,
    ITEM_AHEAD,
    MARKS,
    NAME_AHEAD,
    NAME_BEHIND,
    NO_NOUN,
    NOMINAL,
    NOT,
    NOUNS,
    NUMBER_AHEAD,
    OPEN_CLAUSE,
    OPEN_SUBJECT,
    OPENERS,
    OPENS,
    PAIRED,
    PROMISES,
    REPORTED,
    SEEN,
    SHELTERED,
    SPOKEN,
    STOP,
    STRONG,
    TOLD,
    WEIGHTY,
    is_quality,
)
from briefs.values import value

_Way = Literal["firm", "loose", "told", "apart"]
"""How a piece may be cut: "loose" a list too, behind an item that is no adjective; "told" before a participle that tells more of a
noun; "apart" between two things of which each has an article of its own."""
_LOOSE = frozenset({"loose", "apart"})
LONGEST = 120
"""Characters that a headline has at most, where an honest cut exists."""
_LONGER = (LONGEST, LONGEST + 15, LONGEST + 40)
"""Characters allowed one after the other, until a cut is honest."""
_READ = 2_000
"""Characters of a quote that are looked at; what is longer is a list or a table."""
_SHORTEST = 32
_AHEAD = 20
"""Characters behind a cut that show what follows it."""
_WORD = 40
"""Characters in which the last word of a piece is looked for."""
_CONDITIONS = frozenset({"if", "unless", "provided"})
_WHOLE = _CONDITIONS | {"until", "except", "subject to"}
"""What such a word opens must be shown to its end: "until the roads are open and safe"."""
_LEAST_ACT = 24
"""Characters of an act that is shown alone, behind what stands in front of its verb."""
_LIST_ITEM = 2
"""Words of an item that shows a list ("open, free, secure"), which is not cut."""


def headline(quote: str, keep: int = 0, start: int = 0, verb: int = 0) -> str:
    """The piece of ``quote`` to show.

    ``keep`` is where what must not be lost ends; ``start`` where its act begins with its subject, ``verb`` where the
    verb itself begins: a long list of those who act may be left out, since a line shows them beside it.

    >>> headline("and the two ministers agreed to open a customs office at the border by May.")
    'the two ministers agreed to open a customs office at the border by May'
    """
    whole = _trimmed(quote)
    if length(whole) <= LONGEST:
        return whole
    weighty = _weighty(quote[:_READ])
    pieces = _pieces(quote, whole, start, verb, weighty)
    bound = [
        _Piece(piece, max(0, verb - offset), [(a - offset, b - offset) for a, b in weighty])
        for piece, offset in pieces
    ]
    kept = [replace(one, least=max(0, keep - offset)) for one, (_, offset) in zip(bound, pieces, strict=True)]
    shown = _shown(kept) or _shown(bound)
    if shown:
        return shown
    beyond = [cut for one in bound for cut in _cuts(one, len(one.text))]
    return min((*beyond, *(piece for piece, _ in pieces)), key=len)


def length(words: str) -> int:
    """How many characters of a headline a reader sees: marks and the addresses of links are none."""
    return len(SEEN.sub("", words))


@value(frozen=True, slots=True)
class _Piece:
    """An ending of a quote that may be shown: what it must reach, and between which places it must not be cut."""

    text: str
    least: int
    closed: Sequence[tuple[int, int]]


def _shown(pieces: list[_Piece]) -> str:
    """The first piece that is short enough, else the first honest cut behind the place that each must reach, by the lengths allowed; empty where there is none."""
    for longest in _LONGER:
        for piece in pieces:
            if length(piece.text) <= longest:
                return piece.text
        for apart in (False, True):
            for piece in pieces:
                if cut := _best_cut(piece, longest, apart=apart):
                    return cut
    return ""


def _best_cut(piece: _Piece, longest: int, *, apart: bool) -> str:
    """The longest honest cut of a piece; ``apart``: one between two things of which each has an article of its own."""
    if apart:
        return next(_cuts(piece, longest, "apart"), "")
    firm, told = next(_cuts(piece, longest), ""), ""
    if any(letters in piece.text for letters in TOLD):
        told = next(_cuts(piece, longest, "told"), "")
    return max(firm or next(_cuts(piece, longest, "loose"), ""), told, key=len)


def _pieces(
    quote: str, whole: str, start: int, verb: int, weighty: list[tuple[int, int]]
) -> list[tuple[str, int]]:
    """The endings of a quote that may be shown, with their places: from its act on, all of it, from its verb on."""
    begin = quote.find(whole)
    pieces = [(whole, begin)]
    for place in (start, verb):
        told = any(begin < end <= place for _, end in weighty) and not GROUNDS.match(quote[begin:place])
        if begin < place < len(quote) - _LEAST_ACT and not told:
            later = _trimmed(quote[place:])
            pieces.insert(0 if place == start else len(pieces), (later, quote.find(later, place)))
    return [*pieces, *_reported(quote, pieces)]


def _reported(quote: str, pieces: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """What is said without the verb of saying: "disputes should be resolved in peace" of "we stress that disputes should …"."""
    for said in (REPORTED, NOMINAL):
        for piece, place in pieces:
            found = said.match(piece)
            if found is not None:
                yield piece[found.end() :], place + found.end()


def _trimmed(quote: str) -> str:
    piece = quote.strip()
    line = DATELINE.match(piece)
    piece = piece[line.end() :] if line is not None else piece
    opened = OPENERS.match(piece)
    piece = piece[opened.end() :] if opened is not None else piece
    return piece.rstrip(' .,;:"“”*—–-[').strip() or quote.strip()


def _weighty(quote: str) -> list[tuple[int, int]]:
    """Between which places a cut would lose a negation or a condition of what is shown.

    One of the act itself must be reached from the beginning on. One in an aside may be left out with the whole of
    its aside: a relative clause, an example, a participle, another act of a list, a clause behind a semicolon or a
    dash. A condition reaches as far as its clause.
    """
    low = quote.lower()
    if not MARKS.find(low) and not any(ending in low for ending in NOT):
        return []
    weighty = list(WEIGHTY.finditer(quote))
    asides = (
        [
            found.start() + found.group().startswith((" \u2013", " \u2014"))
            for found in SHELTERED.finditer(quote)
        ]
        if weighty
        else []
    )
    closed: list[tuple[int, int]] = []
    for found in weighty:
        aside = max((place for place in asides if place < found.start()), default=0)
        alone = quote[max(0, found.start() - 2) : found.start()].strip() in {",", ";"}
        if alone and found.group().lower() in _CONDITIONS:
            aside = 0
        closed.append((aside, _end_of(quote, found)))
    return closed


def _end_of(quote: str, weighty: re.Match[str]) -> int:
    """Where a negation ends, and a condition with all that it says."""
    if weighty.group().lower() not in _WHOLE:
        return weighty.end()
    stop = None if OPENS.search(quote, 0, weighty.start()) else STOP.search(quote, weighty.end())
    return stop.start() if stop else len(quote.rstrip(" .;,"))


def _cuts(one: _Piece, longest: int, way: _Way = "firm") -> Iterator[str]:
    """The honest beginnings of a piece that are short enough, those at a comma before others unless much shorter."""
    strong: list[str] = []
    weak: list[str] = []
    piece = one.text
    hidden = len(piece) - length(piece)
    places = [
        found
        for found in CUT.finditer(piece, max(one.least, _SHORTEST), min(longest + hidden + _AHEAD, _READ))
        if length(piece[: found.start()]) <= longest and not any(a < found.start() < b for a, b in one.closed)
    ]
    for found in reversed(places):
        end, firm = found.start(), piece[found.start()] in STRONG
        if (found.lastgroup == "loose" and way not in _LOOSE) or (
            found.lastgroup == "told" and way != "told"
        ):
            continue
        if _honest(piece, end, way, strong=firm, participle=found.lastgroup == "told"):
            (strong if firm else weak).append(piece[:end].rstrip(" ,;:—–"))
            if strong and weak:
                break
    if strong and (not weak or len(strong[0]) * 2 >= len(weak[0])):
        yield strong[0]
    elif weak:
        yield weak[0]


def _honest(piece: str, end: int, way: _Way, *, strong: bool, participle: bool = False) -> bool:
    """Whether what stands before a place can stand by itself."""
    head, tail = piece[:end], piece[end : end + 60]
    last = head[-_WORD:].rstrip(" ,;:—–").rpartition(" ")[2]
    bare = last.strip('“”"()[]*').lower()
    wanting = bare in DANGLING and not (
        (bare in COMPLETE and CIRCUMSTANCE.match(tail)) or (bare in ALSO_NOUNS and tail.startswith(ABOUT_IT))
    )
    if wanting or (participle and _is_verbs(bare, head)) or not _closed(head, piece[end:]):
        return False
    if SPOKEN.match(tail):
        return True
    if strong and OPEN_CLAUSE.search(head):
        return False
    return CLAUSE_AHEAD.match(tail) is not None or not _breaks(head, tail, last, way, strong=strong)


def _is_verbs(bare: str, head: str) -> bool:
    """Whether a participle belongs to a verb, or to a subject whose verb is still to come."""
    open_subject = GERUND.match(head) and not FINITE.search(head)
    return bool(NO_NOUN.match(bare) or open_subject or OPEN_SUBJECT.search(head))


def _breaks(head: str, tail: str, last: str, way: _Way, *, strong: bool) -> bool:
    """Whether a cut would part words that belong together: a phrase, a number, a promise, a list, a name."""
    bare = last.strip('“”"()[]*').lower()
    if (bare.endswith(("ing", "-")) and bare not in NOUNS) or (not strong and bare.endswith("ed")):
        return True
    comma = head.rfind(",")
    if (
        strong
        and comma > 0
        and len(head[comma + 1 :].split()) <= _LIST_ITEM
        and not tail.startswith((", as a ", ", as an "))
    ):
        return True
    if NUMBER_AHEAD.match(tail) or BOUND_PHRASE.search(head, max(0, len(head) - _WORD)):
        return True
    if (tail.startswith(" to ") and _open_promise(head)) or (
        (strong or tail.startswith(" and ")) and _in_list(last, tail, loose=way in _LOOSE)
    ):
        return True
    if way == "apart" and ANOTHER_NOUN.match(tail) and not PAIRED.search(head):
        return False
    return NAME_BEHIND.fullmatch(last) is not None and NAME_AHEAD.match(tail.lstrip(",")) is not None


def _in_list(last: str, tail: str, *, loose: bool) -> bool:
    """Whether a cut falls into a list that must stay whole: of adjectives, of names, or, unless ``loose``, of short items."""
    if is_quality(last) or (last[:1].isupper() and tail.lstrip(", ")[:1].isupper()):
        return True
    return not loose and ITEM_AHEAD.match(tail) is not None


def _open_promise(head: str) -> bool:
    """Whether a promise is named whose "to …" is still to come ("their commitment at the highest level")."""
    named = max((found.end() for found in PROMISES.finditer(head)), default=-1)
    return named >= 0 and " to " not in head[named:]


def _closed(head: str, rest: str) -> bool:
    """Whether every bracket, quotation and aside between dashes that opens in a piece closes in it."""
    if any(head.count(mark) % 2 and mark in f" {rest}" for mark in ("—", " – ", "**")):
        return False
    pairs = (
        head.count("(") == head.count(")")
        and head.count("[") == head.count("]")
        and head.count("“") == head.count("”")
    )
    return pairs and not head.count('"') % 2
