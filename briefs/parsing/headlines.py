"""A quote comes in; the piece of it that a message shows goes out: verbatim, short, and read by itself.

A headline never begins with a conjunction, never ends inside a name, a number or a phrase, and never leaves out a
negation or a condition of what it says; where no cut is that honest, the whole quote is the headline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from briefs.parsing.headlines_pieces import Piece, pieces, reported, trimmed, weighty
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
    FINITE,
    GERUND,
    HALVED,
    HALVES,
    ITEM_AHEAD,
    MADE_BY,
    MOVED,
    NAME_AHEAD,
    NAME_BEHIND,
    NO_NOUN,
    NOUNS,
    NUMBER_AHEAD,
    OPEN_CLAUSE,
    OPEN_SUBJECT,
    OPEN_THAT,
    PAIRED,
    PROMISES,
    SPOKEN,
    STRONG,
    is_quality,
    length,
)

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
_DONE = frozenset({"efforts", "measures", "actions"})
"""Behind a quality these are something by themselves: "diplomatic efforts | to …"."""
_LIST_ITEM = 2
"""Words of an item that shows a list ("open, free, secure"), which is not cut."""


def headline(quote: str, keep: int = 0, start: int = 0, verb: int = 0) -> str:
    """The piece of ``quote`` to show.

    ``keep`` is where what must not be lost ends; ``start`` where its act begins with its subject, ``verb`` where the
    verb itself begins: a long list of those who act may be left out, since a line shows them beside it.

    >>> headline("and the two ministers agreed to open a customs office at the border by May.")
    'the two ministers agreed to open a customs office at the border by May'
    """
    whole = trimmed(quote)
    if length(whole) <= LONGEST:
        return whole
    closed = weighty(quote[:_READ])
    found = pieces(quote, whole, start, verb, closed)
    plain = _bound(found, verb, closed)
    if shown := _within(_kept(plain, keep), LONGEST):
        return shown
    said = _bound(reported(found), verb, closed)
    shown = _shown(_kept(plain, keep), _kept(said, keep)) or _shown(plain, said)
    if shown:
        return shown
    beyond = [cut for one in plain if (cut := _cut(one, _places(one, len(one.text)), "firm", {}))]
    return min((*beyond, *(piece for piece, _ in found)), key=len)


def _bound(found: list[tuple[str, int]], verb: int, closed: Sequence[tuple[int, int]]) -> list[Piece]:
    """The pieces, each of which must reach its verb and must not be cut where that would lose a negation."""
    return [
        Piece(piece, max(0, verb - place), [(a - place, b - place) for a, b in closed], place)
        for piece, place in found
    ]


def _kept(found: list[Piece], keep: int) -> list[Piece]:
    """The same, each of which must reach a place of the quote."""
    return [Piece(one.text, max(0, keep - one.place), one.closed, one.place) for one in found]


def _shown(plain: list[Piece], said: list[Piece]) -> str:
    """The piece or the honest cut to show, by the lengths allowed; what is ``said`` without the verb of saying comes last of each."""
    for longest in _LONGER:
        if shown := _within(plain, longest) or _within(said, longest):
            return shown
    return ""


def _within(some: list[Piece], longest: int) -> str:
    """The first piece that is short enough, else the first honest cut behind the place that each must reach; empty where there is none."""
    for piece in some:
        if length(piece.text) <= longest:
            return piece.text
    cuts = (_best_cut(piece, longest, apart=apart) for apart in (False, True) for piece in some)
    return next(filter(None, cuts), "")


def _best_cut(piece: Piece, longest: int, *, apart: bool) -> str:
    """The longest honest cut of a piece; ``apart``: one between two things of which each has an article of its own."""
    places = _places(piece, longest)
    if apart:
        return _cut(piece, places, "apart", {})
    judged: dict[tuple[int, bool], bool] = {}
    firm = _cut(piece, places, "firm", judged)
    best = firm
    if len(firm) * 2 <= longest:  # else no other cut is twice as long
        loose = _cut(piece, places, "loose", judged)
        best = loose if len(firm) * 2 <= len(loose) else firm
    if any(found.lastgroup == "told" and found.start() > len(best) for found in places):
        best = max(best, _cut(piece, places, "told", judged), key=len)
    return best


def _places(one: Piece, longest: int) -> list[re.Match[str]]:
    """Where a piece may be cut so that what is before it is short enough, the last place first."""
    piece = one.text
    hidden = len(piece) - length(piece)
    found = CUT.finditer(piece, max(one.least, _SHORTEST), min(longest + hidden + _AHEAD, _READ))
    return [
        place
        for place in found
        if (length(piece[: place.start()]) if hidden else place.start()) <= longest
        and not any(a < place.start() < b for a, b in one.closed)
    ][::-1]


def _cut(one: Piece, places: list[re.Match[str]], way: _Way, judged: dict[tuple[int, bool], bool]) -> str:
    """The longest honest beginning of a piece, one at a comma before another unless much shorter; empty where there is none.

    ``judged`` holds what was found of places before: a list is what "firm" and "loose" judge differently.
    """
    weak = ""
    piece, loose = one.text, way in _LOOSE
    for found in places:
        end, firm = found.start(), piece[found.start()] in STRONG
        if weak and (not firm or end * 2 < len(weak)):
            continue  # only a comma can still win, and only one that is not much earlier
        if (found.lastgroup == "loose" and not loose) or (found.lastgroup == "told" and way != "told"):
            continue
        if (end, loose) not in judged:
            judged[end, loose] = _honest(piece, end, way, strong=firm, participle=found.lastgroup == "told")
        if not judged[end, loose]:
            continue
        kept = piece[:end].rstrip(" ,;:—–")
        if firm and len(kept) * 2 >= len(weak):
            return kept  # whatever comes later in the list is shorter
        weak = weak or kept
    return weak


def _honest(piece: str, end: int, way: _Way, *, strong: bool, participle: bool = False) -> bool:
    """Whether what stands before a place can stand by itself."""
    head, tail = piece[:end], piece[end : end + 60]
    last = head[-_WORD:].rstrip(" ,;:—–").rpartition(" ")[2]
    bare = last.strip('“”"()[]*').lower()
    wanting = bare in DANGLING and not (
        (bare in COMPLETE and CIRCUMSTANCE.match(tail))
        or (bare in ALSO_NOUNS and tail.startswith(ABOUT_IT))
        or (
            way == "apart"
            and bare in _DONE
            and tail.startswith(" to ")
            and is_quality(head.rstrip().rsplit(" ", 2)[-2])
        )
    )
    if wanting or (participle and _is_verbs(bare, head)) or not _closed(head, piece[end:]):
        return False
    if HALVED.search(head) and any(other.match(piece, end) and first.search(head) for first, other in HALVES):
        return False
    if OPEN_THAT.search(head) or (
        tail.startswith((" that ", " which ", " who ")) and OPEN_CLAUSE.search(head)
    ):
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
    made_by = tail.startswith(" by ") and bare in MADE_BY
    if made_by or (bare.endswith(("ing", "-")) and bare not in NOUNS) or (not strong and bare.endswith("ed")):
        return True
    item = head[head.rfind(",") + 1 :] if "," in head[1:] else ""
    short = 0 < len(item.split()) <= _LIST_ITEM and not item.strip().isdecimal()
    if strong and short and not tail.startswith((", as a ", ", as an ")):
        return True
    if NUMBER_AHEAD.match(tail.lstrip(",")) or BOUND_PHRASE.search(head, max(0, len(head) - _WORD)):
        return True
    if (tail.startswith(" to ") and (_open_promise(head) or MOVED.search(head))) or (
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
    named = max((found.end() for found in PROMISES.finditer(f" {head}")), default=-1)
    return named >= 0 and " to " not in f" {head}"[named:]


def _closed(head: str, rest: str) -> bool:
    """Whether every bracket, quotation and aside between dashes that opens in a piece closes in it."""
    if any(head.count(mark) % 2 and mark in f" {rest}" for mark in ("—", " – ")):
        return False
    pairs = (
        head.count("(") == head.count(")")
        and head.count("[") == head.count("]")
        and head.count("“") == head.count("”")
    )
    return pairs and not head.count('"') % 2
