"""A quote comes in; the piece of it that a message shows goes out: verbatim, short, and read by itself.

A headline never begins with a conjunction, never ends inside a name, a number or a phrase, and never leaves out a
negation or a condition of what it says; where no cut is that honest, the whole quote is the headline.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.parsing.headlines_words import (
    BOUND_PHRASE,
    CUT,
    DANGLING,
    DATELINE,
    ITEM_AHEAD,
    MARKS,
    NAME_AHEAD,
    NAME_BEHIND,
    NOT,
    NUMBER_AHEAD,
    OPENERS,
    PROMISES,
    SHELTERED,
    STRONG,
    WEIGHTY,
    is_quality,
)

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
    if len(whole) <= LONGEST:
        return whole
    weighty = _weighty(quote[:_READ])
    pieces = _pieces(quote, whole, start, verb, weighty)
    bound = [(piece, max(0, max(weighty, default=0) - offset)) for piece, offset in pieces]
    kept = [
        (piece, max(least, keep - offset)) for (piece, least), (_, offset) in zip(bound, pieces, strict=True)
    ]
    shown = _shown(kept) or _shown(bound)
    if shown:
        return shown
    beyond = [cut for piece, least in bound for cut in _cuts(piece, least, len(piece))]
    return min((*beyond, *(piece for piece, _ in pieces)), key=len)


def _shown(pieces: list[tuple[str, int]]) -> str:
    """The first honest cut behind the place that each piece must reach, by the lengths allowed; empty where there is none."""
    for longest in _LONGER:
        for piece, least in pieces:
            if len(piece) <= longest:
                return piece
            cut = next(_cuts(piece, least, longest), "") or next(_cuts(piece, least, longest, loose=True), "")
            if cut:
                return cut
    return ""


def _pieces(quote: str, whole: str, start: int, verb: int, weighty: list[int]) -> list[tuple[str, int]]:
    """The endings of a quote that may be shown, with their places: from its act on, all of it, from its verb on."""
    begin = quote.find(whole)
    pieces = [(whole, begin)]
    for place in (start, verb):
        told = any(begin < end <= place for end in weighty)
        if begin < place < len(quote) - _SHORTEST and not told:
            later = _trimmed(quote[place:])
            pieces.insert(0 if place == start else len(pieces), (later, quote.find(later, place)))
    return pieces


def _trimmed(quote: str) -> str:
    piece = quote.strip()
    line = DATELINE.match(piece)
    piece = piece[line.end() :] if line is not None else piece
    opened = OPENERS.match(piece)
    piece = piece[opened.end() :] if opened is not None else piece
    return piece.rstrip(' .,;:"“”*—–-[').strip() or quote.strip()


def _weighty(quote: str) -> list[int]:
    """Where the negations and conditions end that a cut may not leave out: one in an aside may be.

    An aside is a relative clause, an example, a participle or a clause of its own behind a semicolon or a dash.
    """
    low = quote.lower()
    if not MARKS.find(low) and not any(ending in low for ending in NOT):
        return []
    weighty = list(WEIGHTY.finditer(quote))
    asides = [found.start() for found in SHELTERED.finditer(quote)] if weighty else []
    ends: list[int] = []
    for found in weighty:
        aside = max((place for place in asides if place < found.start()), default=-1)
        alone = quote[max(0, found.start() - 2) : found.start()].strip() in {",", ";"}
        if aside < _SHORTEST or (alone and found.group().lower() in _CONDITIONS):
            ends.append(found.end())
    return ends


def _cuts(piece: str, keep: int, longest: int, *, loose: bool = False) -> Iterator[str]:
    """The honest beginnings of a piece that are short enough, those at a comma before others unless much shorter.

    ``loose``: a list may be cut too, behind an item that is no adjective.
    """
    strong: list[str] = []
    weak: list[str] = []
    places = [
        found
        for found in CUT.finditer(piece, max(keep, _SHORTEST), min(longest + _AHEAD, _READ))
        if found.start() <= longest
    ]
    for found in reversed(places):
        end, firm = found.start(), piece[found.start()] in STRONG
        if found.lastgroup == "loose" and not loose:
            continue
        if _honest(piece, end, strong=firm, loose=loose):
            (strong if firm else weak).append(piece[:end].rstrip(" ,;:—–"))
            if strong and weak:
                break
    if strong and (not weak or len(strong[0]) * 2 >= len(weak[0])):
        yield strong[0]
    elif weak:
        yield weak[0]


def _honest(piece: str, end: int, *, strong: bool, loose: bool) -> bool:
    head, tail = piece[:end], piece[end : end + 60]
    last = head[-_WORD:].rstrip(" ,;:—–").rpartition(" ")[2]
    bare = last.strip('“”"()[]*').lower()
    if bare in DANGLING or bare.endswith(("ing", "-")) or (not strong and bare.endswith("ed")):
        return False
    comma = head.rfind(",")
    if strong and comma > 0 and len(head[comma + 1 :].split()) <= _LIST_ITEM:
        return False
    if not _closed(head) or NUMBER_AHEAD.match(tail) or BOUND_PHRASE.search(head, max(0, end - _WORD)):
        return False
    if tail.startswith(" to ") and _open_promise(head):
        return False
    if (strong or tail.startswith(" and ")) and _in_list(last, tail, loose=loose):
        return False
    return not (NAME_BEHIND.fullmatch(last) and NAME_AHEAD.match(tail.lstrip(",")))


def _in_list(last: str, tail: str, *, loose: bool) -> bool:
    """Whether a cut falls into a list that must stay whole: of adjectives, of names, or, unless ``loose``, of short items."""
    if is_quality(last) or (last[:1].isupper() and tail.lstrip(", ")[:1].isupper()):
        return True
    return not loose and ITEM_AHEAD.match(tail) is not None


def _open_promise(head: str) -> bool:
    """Whether a promise is named whose "to …" is still to come ("their commitment at the highest level")."""
    named = max(head.rfind(noun) for noun in PROMISES)
    return named >= 0 and " to " not in head[named:]


def _closed(head: str) -> bool:
    """Whether every bracket, quotation and emphasis that opens in a piece closes in it."""
    pairs = (
        head.count("(") == head.count(")")
        and head.count("[") == head.count("]")
        and head.count("“") == head.count("”")
    )
    return pairs and not head.count('"') % 2
