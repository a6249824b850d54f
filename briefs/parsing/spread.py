"""A text in which letters were spread comes in ("t he Minist ers"); the same text with its words whole goes out.

Some programs that take a text out of its pages put spaces into words. A text that does so shows it by letters that
stand alone. Two pieces belong together where the text itself has the whole word elsewhere and one of them is none.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Final

from briefs.parsing.word_sets import words

_ALONE: Final = re.compile(r" (?:[b-hj-z][ ,.]|[B-HJ-Z] (?=[a-z]{2}))")
"""A letter by itself that is no word: neither "a" nor "I"."""
_BEFORE: Final = re.compile(r"[A-Za-z]{2,}$")
_BEHIND: Final = re.compile(r" (?P<rest>[a-z]{2,})")
_ENOUGH: Final = 3
"""Fewer of them may be anything: a variable, a slip of the pen."""
_PIECE: Final = re.compile(r"[A-Za-z]+(?:[\u2019'][a-z]+)?")
_LOOKED_AT: Final = 500
"""Of more letters that stand alone the first tell."""
_REACH: Final = 24
"""Letters before one that stands alone in which the beginning of its word may stand."""
_MOST: Final = 4
"""Pieces of one word: "c oop er ation"."""
_SHORT: Final = 5
"""Letters from which on a word that the text uses again is taken for one."""
_AGAIN: Final = 2
_COMMON: Final = words(
    "a i an as at be by do go he if in is it me my no of oh on or so to up us we am all and any are art age ago act add aid aim air ask bad ban big bit boy but buy can car cut "
    "day did due end era eye far few fit for get god got had has her hid him his hit how its job key law led let lie lot low man map may men met new nor not now off oil old one "
    "our out own pay per put ran raw red rid run sat saw say sea see set she six sky son sum ten the too top toy try two use via war was way who why win won yes yet you able also "
    "arms army away back bank base best body book born both call came camp care case cell city come cope core cost data date days dead deal dear deep done door down draw each east "
    "easy edge else even ever face fact fair fall farm fast fear feel feet fell felt file fill find fine fire firm fish five flow food foot form four free from full fund gain game gas "
    "gave give goal gold gone good grew grow hall hand hard have head hear heat held help here hers high hold home hope host hour huge idea into iron item join just keep kept kind "
    "king knew know lack lake land last late lead left less life like line link list live loan long look lose loss lost made main make male many mass mean meet mind mine miss mode "
    "more most move much must name near need next nice nine none nor north note obey once only onto open oral ours over pace pact page paid pain pair park part pass past path peak "
    "per plan play plus poor port post pull push race rail rain raise rank rare rate read real rely rest rice rich ring rise risk road role roof room root rule safe said sail sake "
    "sale same save seat seek seem seen self sell send sent ship shop show shut side sign site size skin slow soft soil sold some song soon sort step stop such sure take talk task "
    "team tell term test text than that them then they this thus time told took tool town tree trip true turn type unit upon used user very view visa vote wait walk wall want warm "
    "wash wave weak week well went were west what when whom wide wife will wind wing wish with wood word work year your zero zone "
    "hundred thousand million billion trillion january february march april june july august september october november december "
    "agreed welcomed minister ministers president government cooperation countries leaders summit statement meeting support between agreement"
)
"""Words of English that a text of this field may have but once: a piece that is one of them may stand by itself."""


def is_spread(text: str) -> bool:
    """Whether letters that make a word with their neighbour stand alone in a text so often that words were pulled apart."""
    alone = list(islice(_ALONE.finditer(text), _LOOKED_AT))
    if len(alone) < _ENOUGH:
        return False
    used = {piece.group().lower() for piece in _PIECE.finditer(text)} | _COMMON
    found = 0
    for one in alone:
        letter = text[one.start() + 1]
        before = _BEFORE.search(text, max(0, one.start() - _REACH), one.start())
        behind = _BEHIND.match(text, one.end() - 1)
        found += bool(
            (behind and f"{letter}{behind.group('rest')}".lower() in used)
            or (before and f"{before.group()}{letter}".lower() in used)
        )
    return found >= _ENOUGH


def rejoined(paragraphs: Iterable[tuple[str, array[int]]]) -> list[tuple[str, array[int]]]:
    """The paragraphs of a text with the spaces inside words left out.

    A paragraph is its words and the place of each of their letters in the source; the letters keep their places.
    """
    spread = list(paragraphs)
    whole = Counter(piece.group().lower() for text, _ in spread for piece in _PIECE.finditer(text))
    return [_rejoined(text, offsets, whole) for text, offsets in spread]


def _rejoined(text: str, offsets: array[int], whole: Mapping[str, int]) -> tuple[str, array[int]]:
    pieces = list(_PIECE.finditer(text))
    out: list[str] = []
    kept = array("I")
    at = index = 0
    while index < len(pieces):
        last = _last_of_word(text, pieces, index, whole)
        for one, after in zip(pieces[index:last], pieces[index + 1 : last + 1], strict=True):
            out.append(text[at : one.end()])
            kept.extend(offsets[at : one.end()])
            at = after.start()
        index = last + 1
    return "".join((*out, text[at:])), kept + offsets[at:]


def _last_of_word(text: str, pieces: list[re.Match[str]], first: int, whole: Mapping[str, int]) -> int:
    """The last of the pieces that make one word with the first one; the first itself where none do."""
    joined = pieces[first].group()
    if joined.isupper() and len(joined) > 1:
        return first  # an abbreviation
    apart = not _is_word(joined, whole)
    found = first
    for index in range(first + 1, min(first + _MOST, len(pieces))):
        if text[pieces[index - 1].end() : pieces[index].start()] != " ":
            break
        piece = pieces[index].group()
        if piece[0].isupper():
            break
        joined += piece
        apart = apart or not _is_word(piece, whole)
        if apart and (whole.get(joined.lower(), 0) or joined.lower() in _COMMON):
            found = index
    return found


def _is_word(piece: str, whole: Mapping[str, int]) -> bool:
    """Whether a piece may be a word by itself: a common short one, a name, or a longer one that the text uses again."""
    low = piece.lower()
    return low in _COMMON or (len(low) >= _SHORT and whole.get(low, 0) >= _AGAIN)
