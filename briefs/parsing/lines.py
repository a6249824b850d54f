"""A source comes in; its written lines go out, each with what it begins with (a marker, a heading sign)."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_RULE_LENGTH: Final = 200
_TABLE_LENGTH: Final = 4000
_APART: Final = 2
"""Line breaks that part two paragraphs."""
_LETTERED: Final = 120
"""A paragraph this long is not numbered by a capital letter: "A. Vey said ..." is a name."""
_BREAK: Final = "\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029"
_LINE: Final = re.compile(rf"[^\s\ufeff][^{_BREAK}]*")
_ROMAN: Final = "(?:x{0,2}(?:ix|iv|v?i{1,3}|v|x)|x)"
_BULLET: Final = re.compile(
    r"(?P<bullet>[\u2022\u2023\u2043\u25aa\u25ab\u25a0\u25a1\u25cf\u25cb\u25e6\u25b8\u25ba\u27a2\u2713\u2714"
    r"\u00b7\uf0b7\uf0a7\uf0d8\u00d8\u00b0\u2666\u25c6]|\\?[-*+]|[-\u2013\u2014\u2212]|o(?=\s))\s*(?=\S)"
)
_NUMBER: Final = re.compile(
    rf"(?P<number>\(\s?(?:\d{{1,3}}|[a-z]|{_ROMAN})\s?\)|(?:\d{{1,3}}|[a-z]|{_ROMAN})\\?[.)](?!\d)"
    rf"|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}\.?(?=\s)|\d{{1,3}}(?=\s{{1,12}}(?:We|The)\s)"
    rf"|(?:[IVX]{{1,5}}|[A-Z])[.)](?=\s))\s*(?=\S)"
)
_HASHES: Final = re.compile(r"(?P<hashes>#{1,6})\s*(?=[^\s#])")
_RULE: Final = re.compile(r"(?:[-*_=~#\u2014\u2013.\u2026+|:][ \t]*){3,}$|[\\]$|[*_]{1,3}$")
_QUOTED: Final = re.compile(r"(?:>\s?){1,5}")
_INITIAL: Final = re.compile(r"[A-Z]\.")
LONE_MARKER: Final = re.compile(
    rf"\(?(?:\d{{1,3}}|[a-z]|{_ROMAN})(?:\\?[.)])|[\u2022\u25aa\u25cf\u25e6\u00b7\uf0b7\uf0a7]"
)
"""A marker on a line of its own, as text taken out of a PDF has it."""
_PAGE_NUMBER: Final = re.compile(r"[-\u2013\u2014]\s?\d{1,4}\s?[-\u2013\u2014]$")
_MANY: Final = 20_000
_TABLE: Final = re.compile(r"\|.{0,4000}\|\s*$")
STAMP: Final = re.compile(
    r"(?:date|published|posted|updated)(?:\son)?:?\s(?:19|20)\d\d-[01]\d(?:-[0-3]\d)?(?:[T\s][0-2]\d:[0-5]\d(?::[0-5]\d)?)?(?=\s|$)",
    re.IGNORECASE,
)
"""What a page writes of itself in front of its text, without a line of its own: "date 2031-05-03 SUVA \u2013 The"."""


_GAPS: Final = {"\n": (1, False), "\n\n": (2, False), "\r\n": (1, False), "\r\n\r\n": (2, False)}
"""What nearly all lines have between them; the rest is counted."""


class Sign(StrEnum):
    """What a line shows of itself before anything is read."""

    PLAIN = "plain"
    HASH = "hash"
    BULLET = "bullet"
    NUMBER = "number"
    RULE = "rule"
    TABLE = "table"


class Line(NamedTuple):
    """A line with words on it: ``start`` to ``end`` without marker and outer spaces.

    ``gap`` is the number of line breaks before it; a page break counts as several.
    """

    start: int
    end: int
    left: int
    gap: int
    sign: Sign
    marker: str
    paged: bool = False
    broken: bool = False

    @property
    def width(self) -> int:
        """How far the line reaches, marker included."""
        return self.end - self.left


def lines(source: str) -> list[Line]:
    """Every line that has something on it, in order. Linear in the source."""
    if _is_shredded(source):
        return (
            [Line(first.start(), len(source.rstrip()), first.start(), 0, Sign.PLAIN, "")]
            if (first := _LINE.search(source))
            else []
        )
    found: list[Line] = []
    previous = 0
    for match in _LINE.finditer(source):
        between = source[previous : match.start()]
        previous = match.end()
        gap, paged = _GAPS.get(between) or _gap(between)
        if source[match.start()] in "dDpPuU" and (stamp := STAMP.match(source, *match.span())):
            found.extend(_stamped(source, match, stamp, gap, paged))
        else:
            found.append(_line(source, match, gap, paged))
    return found


def _gap(between: str) -> tuple[int, bool]:
    """How many line breaks stand between two lines, and whether a page ends there, which counts as two more."""
    breaks = between.count("\n") or between.count("\r")
    other = (
        sum(between.count(sign) for sign in "\v\x85\u2028\u2029")
        if not between.isascii() or breaks == 0
        else 0
    )
    paged = "\f" in between
    return breaks + other + (2 if paged else 0), paged


def _stamped(
    source: str, match: re.Match[str], stamp: re.Match[str], gap: int, paged: bool
) -> Iterator[Line]:
    """A line, behind the stamp that a page put in front of it as a line of its own."""
    rest = _LINE.search(source, stamp.end(), match.end())
    if rest:
        yield Line(*stamp.span(), stamp.start(), gap + 1, Sign.PLAIN, "", paged)
        yield _line(source, rest, _APART, paged=False)
    else:
        yield _line(source, match, gap, paged)


def _is_shredded(source: str) -> bool:
    """Tens of thousands of lines of a letter or two are no document: they are taken as one line."""
    if len(source) < _MANY:
        return False
    breaks = sum(source.count(sign) for sign in "\n\r\f\v")
    return breaks > _MANY and len(source) < 8 * breaks


def _line(source: str, match: re.Match[str], gap: int, paged: bool) -> Line:
    left, raw_end = match.span()
    end = left + len(match.group().rstrip())
    broken = source[raw_end - 2 : raw_end] == "  " or source[end - 1] == "\\"
    if _is_word(source, left):
        return Line(left, end - (source[end - 1] == "\\"), left, gap, Sign.PLAIN, "", paged, broken)
    start = left
    quoted = _QUOTED.match(source, start, end)
    if quoted and quoted.end() < end:
        start = quoted.end()
    if end - start <= _RULE_LENGTH and _RULE.match(source, start, end):
        return Line(start, end, left, gap, Sign.RULE, "", paged)
    if end - left <= _TABLE_LENGTH and _TABLE.match(source, start, end):
        return Line(start + 1, end - 1, left, gap, Sign.TABLE, "", paged)
    if _PAGE_NUMBER.match(source, start, end):
        return Line(start, end, left, gap, Sign.PLAIN, "", paged)
    for pattern, sign in ((_HASHES, Sign.HASH), (_BULLET, Sign.BULLET), (_NUMBER, Sign.NUMBER)):
        sighted = pattern.match(source, start, end)
        if sighted and _is_marker(source, sighted, end):
            marker = sighted.group(1).replace("\\", "")
            return Line(sighted.end(), end, left, gap, sign, marker, paged, broken)
    return Line(start, end - (source[end - 1] == "\\"), left, gap, Sign.PLAIN, "", paged, broken)


def _is_word(source: str, at: int) -> bool:
    """Two letters that begin no Roman number: most lines do, and nothing more is to be seen of them."""
    first, second = source[at], source[at + 1 : at + 2]
    return first.isalpha() and second.isalpha() and first not in "ivxIVX"


def _is_marker(source: str, sighted: re.Match[str], end: int) -> bool:
    """Whether the sign is a marker: "**bold**" is no bullet, "-5" no item, "U. S." no numbering."""
    marker, after = sighted.group(1), source[sighted.end() : sighted.end() + 1]
    spaced = sighted.end() > sighted.end(1)
    if marker in {"*", "-", "+", "\\-", "\\*", "\\+", "\u2013", "\u2014", "\u2212", "\u00d8", "o"}:
        return spaced
    if marker[0].isdigit() and not spaced:
        return after.isupper() or after in '"\u201c*'
    if marker[0].isalpha() and (not spaced or _INITIAL.match(source, sighted.end())):
        return False
    return not (marker[0].isupper() and marker[0] not in "IVX" and end - sighted.end() > _LETTERED)
