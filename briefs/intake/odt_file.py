"""An OpenDocument text (ODT) in, its text as Markdown out: headings, lists with their numbers, tables, footnotes last."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from briefs.errors import Unreadable
from briefs.intake import archive, office
from briefs.intake.formats import Found, borne_out
from briefs.intake.office import Blocks

if TYPE_CHECKING:
    from zipfile import ZipFile

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
MANIFEST = b"encryption-data"
MOST_XML = 20_000_000
USED = re.compile(rb'<text:list [^>]{0,300}?text:style-name="([^"]{1,100})"')
DEFINED = re.compile(rb'<text:list-style [^>]{0,300}?style:name="([^"]{1,100})"')
"""The lists that a text uses, and those that it defines itself: for others its sheet of styles must be read."""
UNSEEN = frozenset(
    [f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{TEXT}note-citation", f"{TEXT}table-of-content"]
)
"""What was struck out, remarks in the margin, and the list of contents, whose words stand in the text again."""
ROW, CELL = f"{TABLE}table-row", f"{TABLE}table-cell"


def read(whole: ZipFile, name: str) -> Found:
    """The text of an OpenDocument file. Raises Unreadable."""
    with suppress(KeyError):
        if MANIFEST in archive.member(whole, whole.getinfo("META-INF/manifest.xml"), MOST_XML, name):
            raise Unreadable(f"{name} is locked with a password. Send it unlocked.")
    title = office.Title()
    with suppress(KeyError, Unreadable):  # without its properties the text is still the text
        office.parse(archive.member(whole, whole.getinfo("meta.xml"), MOST_XML, name), title, name)
    body, content = Body(), archive.member(whole, whole.getinfo("content.xml"), MOST_XML, name)
    if set(USED.findall(content)) - set(DEFINED.findall(content)):
        with suppress(KeyError, Unreadable):
            office.parse(archive.member(whole, whole.getinfo("styles.xml"), MOST_XML, name), body, name)
    office.parse(content, body, name)
    text, below = body.blocks.text(), body.notes.text()
    return Found(f"{text}\n\n{below}" if below else text, title=borne_out(title.words, text))


class Body:
    """An XML target for styles first and then for the text."""

    def __init__(self) -> None:
        self.blocks, self.notes = Blocks(), Blocks()
        self._open: list[tuple[list[str], int]] = []
        self._unseen = self._noted = 0
        self._inside = False
        self._titles: set[str] = {"Title"}
        self._shapes: dict[str, dict[int, str]] = {}
        self._style = ""
        self._lists: list[tuple[str, list[int]]] = []
        self._fresh = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._unseen or tag in UNSEEN:
            self._unseen += 1
        elif tag == f"{OFFICE}text":
            self._inside = True
        elif not self._inside:
            self._define(tag, attributes)
        elif tag in {f"{TEXT}p", f"{TEXT}h"}:
            self._open.append(([], self._level(tag, attributes)))
        elif tag == ROW:
            self._now().row()
        elif tag == CELL:
            self._now().cell()
        elif tag == f"{TEXT}note":
            self._noted += 1
        else:
            self._within(tag, attributes)

    def _define(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == f"{STYLE}style" and attributes.get(f"{STYLE}parent-style-name") in self._titles:
            self._titles.add(attributes.get(f"{STYLE}name", ""))
        elif tag == f"{TEXT}list-style":
            self._style = attributes.get(f"{STYLE}name", "")
        elif tag.startswith(f"{TEXT}list-level-style-"):
            depth = attributes.get(f"{TEXT}level", "1")
            shape = tag.rpartition("-")[2]
            if shape == "number" and not attributes.get(f"{STYLE}num-format"):
                shape = "none"
            self._shapes.setdefault(self._style, {})[int(depth) if depth.isdigit() else 1] = shape

    def _level(self, tag: str, attributes: dict[str, str]) -> int:
        if tag == f"{TEXT}h":
            depth = attributes.get(f"{TEXT}outline-level", "1")
            return min(6, int(depth[:2]) + 1) if depth.isdigit() else 2
        return 1 if attributes.get(f"{TEXT}style-name") in self._titles else 0

    def _within(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == f"{TEXT}list":
            style = attributes.get(f"{TEXT}style-name") or (self._lists[-1][0] if self._lists else "")
            self._lists.append((style, [0]))
        elif tag == f"{TEXT}list-item" and self._lists:
            self._lists[-1][1][0] += 1
            self._fresh = True
        elif self._open and tag in {f"{TEXT}tab", f"{TEXT}s"}:
            self._open[-1][0].append(" ")
        elif self._open and tag == f"{TEXT}line-break":
            self._open[-1][0].append("\n")

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._unseen:
            self._unseen -= 1
        elif not self._inside:
            return
        elif tag in {f"{TEXT}p", f"{TEXT}h"} and self._open:
            words, level = self._open.pop()
            self._now().paragraph("".join(words), f"{'#' * level} " if level else self._mark())
        elif tag == ROW and self._now().deep:
            self._now().row_ends()
        elif tag == f"{TEXT}note":
            self._noted -= 1
        elif tag == f"{TEXT}list" and self._lists:
            self._lists.pop()
        elif tag == f"{OFFICE}text":
            self._inside = False

    def _mark(self) -> str:
        """The number or bullet before the first paragraph of an item."""
        if not (self._fresh and self._lists) or self._noted:
            return ""
        self._fresh = False
        style, count = self._lists[-1]
        shape = self._shapes.get(style, {}).get(len(self._lists), "bullet")
        return {"number": f"{count[0]}. ", "none": ""}.get(shape, "- ")

    def _now(self) -> Blocks:
        return self.notes if self._noted else self.blocks

    def data(self, words: str) -> None:
        """Words inside an element."""
        if self._inside and not self._unseen and self._open:
            self._open[-1][0].append(words.replace("\n", " "))

    def close(self) -> None:
        """All was read."""
