"""An RTF file in, its text out: one paragraph for each of Word's, headings marked, pictures left behind."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Any

from briefs.errors import Unreadable
from briefs.intake.formats import Found, borne_out

PICTURE = re.compile(r"(?:[0-9a-fA-F]{2}[\r\n]{0,2}){100,}")
"""A picture or an object, written out in hexadecimal digits; nothing else has so many of them."""
BINARY = re.compile(r"\\bin-?\d")
BREAK = re.compile(r"\\line(?![a-z])")
HEADING = re.compile(r"\{[^{}]{0,200}?\\s(\d{1,3})(?!\d)[^{};]{0,1000}?heading ([1-6]);", re.IGNORECASE)
STYLED = re.compile(r"\\s(\d{1,3})(?![0-9])")
TITLE = re.compile(r"\{\\title[ \r\n]([^{}\\]{1,300})\}")
SHEET = 200_000
"""How far into a file its styles are looked for."""
MOST_GROUPS = 50_000
DEEPEST = 500
BRACE = re.compile(r"\\\\|\\[{}]|([{}])")
BRACES = re.compile(r"\\[\\{}]|[{}]")


BEGIN, END = "\x01", "\x02"
NUMBER = re.compile(rf"{BEGIN}(\d{{1,9}}){END}")
STAYING = 4
"""Letters that stay before words that are kept aside; ``\\uc`` says how many of them a sign that is no ASCII replaces."""
REPLACED = re.compile(r"\\uc(\d{1,9})")
PLAIN = re.compile(
    rf"\\(?:[a-zA-Z]{{1,32}}(?:-?\d{{1,10}})? ?|[^a-zA-Z])|([ !#-:<-\[\]-z|~]{{{STAYING}}})([ !#-:<-\[\]-z|~]{{20,}})"
)
"""What begins with a backslash, which stays as it is, or many letters of ASCII in a row, without the quotation marks of addresses."""


def read(data: bytes, name: str) -> Found:
    """The text of an RTF file. Raises Unreadable for groups too deep, or a file that cannot be taken apart."""
    source = PICTURE.sub("", data.decode("latin-1"))
    if BINARY.search(source):
        raise Unreadable(f"{name} has binary data inside its text. Save it once more as RTF, DOCX or PDF.")
    _bound(source, name)
    from striprtf import striprtf

    library: Any = striprtf
    aside = Aside()
    try:
        text = library.rtf_to_text(aside.put(_marked(BREAK.sub(r"\\'0b", source))), errors="replace")
    except Exception as error:
        raise Unreadable(f"{name} is an RTF file that cannot be taken apart. Save it again.") from error
    title = TITLE.search(source, 0, SHEET)
    text = _paragraphs(aside.back(text))
    return Found(text, title=borne_out(title[1], text) if title else None)


class Aside:
    """Keeps the plain words of a source aside, for the library looks at every single letter.

    A number stands for them meanwhile, between signs that are in no document. What the library drops stays dropped.
    """

    def __init__(self) -> None:
        self._words: list[str] = []

    def put(self, source: str) -> str:
        """The source with numbers for words. The first letters stay: a sign that is no ASCII may replace some of them."""
        source = source.replace(BEGIN, "").replace(END, "")
        if any(int(count) > STAYING for count in REPLACED.findall(source)):
            return source
        return PLAIN.sub(self._away, source)

    def _away(self, words: re.Match[str]) -> str:
        if words[1] is None:
            return words[0]
        self._words.append(words[2])
        return f"{words[1]}{BEGIN}{len(self._words) - 1}{END}"

    def back(self, text: str) -> str:
        """The text with its words again: each once, for a number may have been forged to make them many."""

        def found(number: re.Match[str]) -> str:
            at = int(number[1])
            if at >= len(self._words):
                return ""
            words, self._words[at] = self._words[at], ""
            return words

        return NUMBER.sub(found, text)


def _paragraphs(text: str) -> str:
    """Every end of a line is the end of a paragraph, but for breaks within one and rows of a table."""
    lines = [
        " ".join(part for part in line.replace("\t", " ").split(" ") if part) for line in text.split("\n")
    ]
    rows = [_row(line) for line in lines if line.strip("| ")]
    pieces: list[str] = []
    for row in rows:
        if pieces:
            pieces.append("\n" if row.startswith("| ") and pieces[-1].startswith("| ") else "\n\n")
        pieces.append("\n".join(line.strip() for line in row.split("\x0b")))
    return "".join(pieces)


def _row(line: str) -> str:
    """A row of a table, which the library ends each cell of with a stroke."""
    if not line.rstrip().endswith("|") or line.count("|") < 2:  # noqa: PLR2004 - a row has two cells at least
        return line.rstrip("| ")
    return "| " + " | ".join(cell.strip() for cell in line.rstrip("| ").split("|")) + " |"


def _marked(source: str) -> str:
    """The signs of headings put before the paragraphs that have the style of one."""
    sheet = source.find("\\stylesheet", 0, SHEET)
    levels = (
        {int(number): int(depth) for number, depth in HEADING.findall(source[max(0, sheet) : SHEET])}
        if sheet >= 0
        else {}
    )
    if not levels:
        return source
    end = _end_of_group(source, sheet)
    return source[:end] + STYLED.sub(lambda style: _sign(style, levels), source[end:])


def _sign(style: re.Match[str], levels: dict[int, int]) -> str:
    level = levels.get(int(style[1]))
    return f"{style[0]}{{{'#' * min(6, level + 1)} }}" if level else style[0]


def _end_of_group(source: str, inside: int) -> int:
    depth = 1
    for brace in BRACE.finditer(source, inside):
        depth += {"{": 1, "}": -1}.get(brace[1] or "", 0)
        if depth == 0:
            return brace.end()
    return len(source)


def _bound(source: str, name: str) -> None:
    braces = BRACES.findall(source)
    depths = list(accumulate({"{": 1, "}": -1}.get(brace, 0) for brace in braces))
    groups, deepest = braces.count("{"), max(depths, default=0)
    if groups > MOST_GROUPS or deepest > DEEPEST:
        raise Unreadable(
            f"{name} is an RTF file of {groups:,} groups, up to {deepest:,} within each other; no document is built so."
        )
