"""The list definitions of a Word file in, the number or bullet before each paragraph of a list out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLACE = re.compile(r"%([1-9])")
LETTERS = 26
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Level:
    """How one depth of a list is marked: ``shape`` is Word's name for the numerals, ``words`` what is round them."""

    shape: str = "decimal"
    words: str = "%1."
    start: int = 1


class Numbering:
    """An XML target for the part of a Word file that defines its lists."""

    def __init__(self) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, str] = {}
        self._now: dict[int, Level] = {}
        self._depth = 0
        self._list = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        value = attributes.get(f"{WORD}val", "")
        if tag == f"{WORD}abstractNum":
            self._now = self._abstract.setdefault(attributes.get(f"{WORD}abstractNumId", ""), {})
        elif tag == f"{WORD}num":
            self._list = attributes.get(f"{WORD}numId", "")
        elif tag == f"{WORD}abstractNumId" and self._list:
            self._lists[self._list] = value
        elif tag == f"{WORD}lvl":
            depth = attributes.get(f"{WORD}ilvl", "")
            self._depth = int(depth) if depth.isdigit() else 0
            self._now.setdefault(self._depth, Level())
        else:
            self._level(tag, value)

    def _level(self, tag: str, value: str) -> None:
        level = self._now.get(self._depth)
        if level is None:
            return
        if tag == f"{WORD}numFmt":
            self._now[self._depth] = Level(value, level.words, level.start)
        elif tag == f"{WORD}lvlText":
            self._now[self._depth] = Level(level.shape, value[:40], level.start)
        elif tag == f"{WORD}start" and value.isdigit():
            self._now[self._depth] = Level(level.shape, level.words, int(value[:6]))

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == f"{WORD}num":
            self._list = ""

    def data(self, words: str) -> None:
        """Definitions have no words."""

    def close(self) -> None:
        """All was read."""

    def formats(self) -> dict[str, tuple[str, dict[int, Level]]]:
        """For each list, which definition it follows, and how that marks each depth."""
        return {name: (abstract, self._abstract.get(abstract, {})) for name, abstract in self._lists.items()}


@dataclass(slots=True)
class Numbers:
    """Counts along a document; lists that follow one definition go on counting together, as they do in Word."""

    formats: dict[str, tuple[str, dict[int, Level]]]
    counts: dict[str, list[int]] = field(default_factory=dict)

    def next(self, list_: str, depth: int) -> str:
        """The mark before the next paragraph of a list, "" where it has none."""
        if list_ not in self.formats:
            return ""
        abstract, levels = self.formats[list_]
        level = levels.get(depth, Level())
        if level.shape == "bullet":
            return "-"
        if level.shape == "none":
            return ""
        counts = self.counts.setdefault(abstract, [])
        del counts[depth + 1 :]
        while len(counts) <= depth:
            counts.append(levels.get(len(counts), Level()).start - (1 if len(counts) == depth else 0))
        counts[depth] += 1
        shapes = [levels.get(at, Level()).shape for at in range(len(counts))]
        return PLACE.sub(lambda place: _numeral(counts, shapes, int(place[1]) - 1), level.words).strip()


def _numeral(counts: list[int], shapes: list[str], at: int) -> str:
    if at >= len(counts):
        return ""
    count, shape = max(0, counts[at]), shapes[at]
    if shape in {"lowerLetter", "upperLetter"} and count:
        letter = chr(ord("a") + (count - 1) % LETTERS)
        return letter if shape == "lowerLetter" else letter.upper()
    if shape in {"lowerRoman", "upperRoman"} and 0 < count < 40:  # noqa: PLR2004 - lists are shorter
        numeral = _roman(count)
        return numeral if shape == "lowerRoman" else numeral.upper()
    return str(count)


def _roman(count: int) -> str:
    numeral = ""
    for value, sign in ROMAN:
        while count >= value:
            numeral, count = numeral + sign, count - value
    return numeral
