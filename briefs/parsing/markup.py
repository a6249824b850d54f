"""Lines of a source come in; the words in them go out without markup, each character with its place.

Markdown emphasis, links, images, tags, entities, escapes, soft hyphens and odd spaces are what people paste
around words. None of it is said aloud, so none of it may stand between a rule and a sentence.
"""

from __future__ import annotations

import html
import re
from array import array
from functools import cache
from typing import Final

SPACES: Final = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLE: Final = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe0e\ufe0f"
_SUPERSCRIPTS: Final = "\u00b2\u00b3\u00b9\u2070\u2074-\u2079"

_TOKEN: Final = re.compile(
    rf"""
      (?P<drop>\*+|[{_INVISIBLE}]+|<!--.{{0,2000}}?-->|</?[A-Za-z][^<>]{{0,300}}>|\[\^[^\]\s]{{1,20}}\]
        |~~+|\^(?=[a-z]{{2}}\^)|(?<=\^..)\^|[{_SUPERSCRIPTS}]+)
    | (?P<under>(?<![^\W_])_{{1,3}}(?=[^\s_])|(?<=[^\s_])_{{1,3}}(?![^\W_])|_{{4,}})
    | (?P<escape>\\[!-/:-@\[-`{{-~])
    | (?P<space>\s{{2,}}|[{SPACES}])
    | (?P<image>!\[)
    | (?P<open>\[)
    | (?P<close>\]\((?:[^()\s]|\([^()\s]{{0,300}}\)){{0,2000}}(?:\s+"[^"]{{0,300}}")?\)(?:\{{[^{{}}]{{0,100}}\}})?)
    | (?P<entity>&(?:\#\d{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,30}});)
    | (?P<hyphen>[\u2010\u2011])
    | (?P<ligature>[\ufb00-\ufb04])
    """,
    re.VERBOSE,
)
_SPECIAL: Final = re.compile(
    rf"[*_~^<\\\[\]&{_INVISIBLE}{_SUPERSCRIPTS}{SPACES}\u2010\u2011\ufb00-\ufb04]|!(?=\[)|\s(?=\s)"
)
"""Where markup can begin. Most signs of a text are plain: the large expression is tried at these places only."""
_LIGATURES: Final = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
_JOINED_BY: Final = re.compile(r"(?:and|or|to|nor)\b")

_SOFT_HYPHEN: Final = "\u00ad"
_COUNTED: Final = 65_536
"""Characters of a source whose places are counted beforehand; few documents are longer."""
Range = tuple[int, int]
_Piece = tuple[str, int, int]
"""Words, where they begin in the source, and how far each character moves on (1, or 0 for a replacement)."""


def mend(source: str, ranges: list[Range]) -> tuple[str, array[int]]:
    """Join the given ranges of the source into one line of plain words.

    Returns the words and, for each character of them, its index in the source. Linear in the ranges.
    """
    pieces: list[_Piece] = []
    opened: list[tuple[int, bool]] = []
    previous_end: int | None = None
    last_link = source.rfind(")", ranges[0][0], ranges[-1][1])
    for start, end in ranges:
        if previous_end is not None and not _joined(source, previous_end, start):
            pieces.append((" ", previous_end, 0))
        if _SPECIAL.search(source, start, end):
            _tokens(source, (start, end), last_link, pieces, opened)
        else:
            pieces.append((source[start:end], start, 1))
        previous_end = end
    return _build(pieces)


def _joined(source: str, end: int, start: int) -> bool:
    """A word broken after its hyphen goes on without a space: "Asia-" and "Pacific"; but "pre-" "and post-"."""
    if end <= 1 or start >= len(source) or source[end - 1] not in "-\u2010\u2011\u00ad":
        return False
    return source[end - 2].isalnum() and source[start].isalnum() and not _JOINED_BY.match(source, start)


def _tokens(
    source: str, span: Range, last_link: int, pieces: list[_Piece], opened: list[tuple[int, bool]]
) -> None:
    """Cut a range into pieces; behind ``last_link`` no link is closed, also in the lines that follow."""
    at, end = span
    last_tag = source.rfind(">", at, end)
    for sign in _SPECIAL.finditer(source, at, end):
        begin, first = sign.start(), source[sign.start()]
        link = first in "[]!" and source[begin + 1 : begin + 2] != "^"
        if begin < at or (link and begin > last_link) or (first == "<" and begin > last_tag):
            continue  # what is never closed is no markup
        if first == _SOFT_HYPHEN:  # the commonest of all, and it leaves nothing
            if begin > at:
                pieces.append((source[at:begin], at, 1))
            at = begin + 1
            continue
        token = _TOKEN.match(source, begin, end)
        if token is None:
            continue
        what = token.lastgroup
        if begin > at:
            pieces.append((source[at:begin], at, 1))
        at = token.end()
        if what == "space":
            pieces.append((" ", begin, 0))
        elif what in {"open", "image"}:
            opened.append((len(pieces), what == "image"))
            pieces.append((token.group(), begin, 1))
        elif what == "close":
            _close(token, pieces, opened)
        else:
            _replace(token, what or "", pieces)
    if at < end:
        pieces.append((source[at:end], at, 1))


def _close(token: re.Match[str], pieces: list[_Piece], opened: list[tuple[int, bool]]) -> None:
    """A link keeps its words and loses its address; an image loses both."""
    if not opened:
        pieces.append((token.group(), token.start(), 1))
        return
    index, image = opened.pop()
    if image:
        del pieces[index:]
    else:
        pieces[index] = ("", pieces[index][1], 0)


def _replace(token: re.Match[str], what: str, pieces: list[_Piece]) -> None:
    words, begin = token.group(), token.start()
    if what == "escape":
        pieces.append((words[1], begin + 1, 0))
    elif what == "entity":
        pieces.append((_unescaped(words), begin, 0))
    elif what == "hyphen":
        pieces.append(("-", begin, 0))
    elif what == "ligature":
        pieces.append((_LIGATURES[words], begin, 0))
    elif words[:3].lower() == "<br":
        pieces.append((" ", begin, 0))


def _unescaped(words: str) -> str:
    plain = html.unescape(words)
    return "" if plain in {"\u00ad", "\u200b", "\u2060"} else " " if plain.isspace() else plain


@cache
def _places() -> array[int]:
    """The first places of any source: a slice of them is copied many times faster than it is counted anew."""
    return array("I", range(_COUNTED))


def _build(pieces: list[_Piece]) -> tuple[str, array[int]]:
    words: list[str] = []
    offsets = array("I")
    places = _places()
    spaced = True
    for piece, start, step in pieces:
        skip = 1 if spaced and piece[:1] == " " else 0
        text = piece[skip:]
        if not text:
            continue
        words.append(text)
        first = start + skip * step
        end = first + len(text)
        if step:
            offsets.extend(places[first:end] if end <= _COUNTED else range(first, end))
        else:
            offsets.extend([start] * len(text))
        spaced = text[-1] == " "
    whole = "".join(words)
    kept = whole.rstrip(" ")
    return kept, offsets[: len(kept)] if len(kept) < len(whole) else offsets
