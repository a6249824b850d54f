"""Reads every stored document anew by today's rules, and says in plain lines what was gained, lost and changed by it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, overload

from briefs.cli import pool
from briefs.cli.shell import clean, shorten
from briefs.opening import opened, settings_of
from briefs.shown import counted

if TYPE_CHECKING:
    from briefs.cli import World
    from briefs.lexicon import Lexicon
    from briefs.model import Document, Reading
    from briefs.store import Reread, Store
    from briefs.store.rereading import LineTold

MARK = "reparse"
"""Under this name the store keeps how far a reading anew has come."""
BATCH = 32
"""Documents that are written together: few enough that little is done again after a breakdown."""
_PAGE = 2000
_MOST_TRIES = 3
LONGEST_HEADLINE = 100


@dataclass(frozen=True, slots=True)
class Piece:
    """A document to be read anew, by the rules of a folder, from the store at an address."""

    number: int
    store: str
    rules: Path


@dataclass(slots=True)
class Progress:
    """How far a reading anew has come, and what it brought; kept in the store with each batch."""

    rules: str
    last: int = 0
    documents: int = 0
    touched: int = 0
    gained: int = 0
    lost: int = 0
    changed: int = 0
    unread: int = 0

    def note(self, found: Sequence[Reread]) -> tuple[str, str]:
        """The mark to be kept together with documents that were read anew, these counted in."""
        for each in found:
            if not each.late:
                self.documents += 1
                self.touched += each.written
                self.gained += len(each.gained)
                self.lost += len(each.lost)
                self.changed += len(each.changed)
        return MARK, json.dumps(asdict(self))


class Numbers(Sequence[Piece]):
    """The documents of a store as pieces of work: only their numbers are held."""

    def __init__(self, numbers: Sequence[int], store: str, rules: Path) -> None:
        self._numbers, self._store, self._rules = numbers, store, rules

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> Piece: ...
    @overload
    def __getitem__(self, at: slice) -> Numbers: ...
    def __getitem__(self, at: int | slice) -> Piece | Numbers:
        if isinstance(at, slice):
            return Numbers(self._numbers[at], self._store, self._rules)
        return Piece(self._numbers[at], self._store, self._rules)


def reparse(world: World, *, most: int, make: pool.MakeExecutor = pool.processes) -> int:
    """Read every document anew, going on where a broken-off run of the same rules stopped; print at most so many lines.

    Status 1 where a document could not be read. What editors corrected holds on.
    """
    now = world.clock()
    given = settings_of(world.environ)
    with opened(given, now, samples=False, reads=True) as desk:
        store = desk.library.store
        progress = _resumed(store, fingerprint(given.config_folder))
        if progress.last:
            world.out.write(f"Going on after document {progress.last}, where the last run was broken off.\n")
        work = Numbers(_numbers(store, progress.last), given.database_url, given.config_folder)
        paper = _Paper(world, most)
        for batch in _batches(_read_all(work, desk.library.lexicon, store, make)):
            _keep(batch, store, progress, paper, desk.library.lexicon)
        store.unmark(MARK)
        world.out.write(_sum(progress, paper))
    return 1 if progress.unread else 0


def fingerprint(folder: Path) -> str:
    """A fingerprint of all that decides what is read: the rules of a folder, and the parser itself."""
    found = hashlib.sha256()
    room = Path(__file__).parents[1]
    for place in (folder, room / "parsing", room / "lexicon"):
        for path in sorted(path for path in place.rglob("*") if path.suffix in {".toml", ".py"}):
            found.update(f"{path.relative_to(place)}\n".encode())
            found.update(path.read_bytes())
    return found.hexdigest()


def _resumed(store: Store, rules: str) -> Progress:
    """What a run that was broken off had done by the same rules; else nothing."""
    try:
        known = json.loads(store.mark(MARK) or "{}")
    except ValueError:
        known = {}
    if known.get("rules") != rules:
        return Progress(rules)
    return Progress(**{each.name: known[each.name] for each in fields(Progress) if each.name in known})


def _numbers(store: Store, last: int) -> list[int]:
    found: list[int] = []
    while page := store.numbers_after(found[-1] if found else last, _PAGE):
        found += page
    return found


_Read = tuple[int, "Document | None", "Reading | None"]


def _read_all(work: Numbers, rules: Lexicon, store: Store, make: pool.MakeExecutor) -> Iterator[_Read]:
    """Every document with what is read in it now; a few in this process, many by several at a time."""
    workers = pool.workers_for(len(work))
    if workers == 1 or not store.is_shared:
        yield from (_read(each.number, store, rules) for each in work)
        return
    for piece, read in zip(work, pool.in_order(_read_by_itself, work, make, workers), strict=True):
        yield read or (piece.number, store.document(piece.number), None)


def _read(number: int, store: Store, rules: Lexicon) -> _Read:
    from briefs.parsing import parser

    document = store.document(number)
    return number, document, None if document is None else parser.read(document, rules)


_open: dict[tuple[str, Path], tuple[Store, Lexicon]] = {}
"""The store and the rules of a worker process, opened once for all its documents."""


def _read_by_itself(piece: Piece) -> _Read:
    key = (piece.store, piece.rules)
    if key not in _open:
        from briefs import lexicon
        from briefs.store import Store

        _open[key] = (Store.open(piece.store), lexicon.load(piece.rules))
    store, rules = _open[key]
    return _read(piece.number, store, rules)


def _batches(read: Iterator[_Read]) -> Iterator[list[_Read]]:
    while batch := list(islice(read, BATCH)):
        yield batch


def _keep(batch: Sequence[_Read], store: Store, progress: Progress, paper: _Paper, rules: Lexicon) -> None:
    """Write a batch with how far it brings the run, all or nothing; then tell of it."""
    told = [(number, document, reading) for number, document, reading in batch if document and reading]
    lost = [number for number, document, reading in batch if document and not reading]
    progress.last = batch[-1][0]
    progress.unread += len(lost)
    found = store.reread(told, progress.note)
    for _ in range(_MOST_TRIES):  # what was corrected while it was being read is read once more
        late = [_read(each.number, store, rules) for each in found if each.late]
        if not late:
            break
        again = [(number, document, reading) for number, document, reading in late if document and reading]
        found = [each for each in found if not each.late] + store.reread(again, progress.note)
    for number in lost:
        paper.world.err.write(
            f"Document {number} could not be read: the process that read it was ended. It stays as it was.\n"
        )
    for each in sorted(found, key=lambda one: one.number):
        paper.tell(each)


class _Paper:
    """Where the report is written, with room for so many lines of it."""

    def __init__(self, world: World, most: int) -> None:
        self.world, self.left, self.kept_back, self.adrift = world, most, 0, set[int]()

    def tell(self, each: Reread) -> None:
        """What became of one document, where its lines are others now."""
        self.adrift |= set(each.adrift)
        if not (each.gained or each.lost or each.changed):
            return
        self._line(f"{each.number:>5}  {clean(shorten(each.title))}")
        for sign, lines in (("+", each.gained), ("-", each.lost), ("~", each.changed)):
            for line in lines:
                self._line(f"       {sign} {_line(line)}")

    def _line(self, words: str) -> None:
        if self.left > 0:
            self.world.out.write(f"{words}\n")
            self.left -= 1
        else:
            self.kept_back += 1


def _line(line: LineTold) -> str:
    """A line in one: its number, kind and headline; of a changed one what it was and is."""
    words = f"line {line.number}, {line.kind}: {clean(shorten(line.headline, LONGEST_HEADLINE))}"
    now = dict(line.now)
    steps = [
        f"{name.replace('_', ' ')}: {clean(shorten(was, 60)) or 'none'} → {clean(shorten(now[name], 60)) or 'none'}"
        for name, was in line.was
    ]
    return f"{words} ({'; '.join(steps)})" if steps else words


def _sum(progress: Progress, paper: _Paper) -> str:
    lines = (
        [f"({counted(paper.kept_back, 'more line', 'more lines')} of this report left out.)"]
        if paper.kept_back
        else []
    )
    lines.append(
        f"{counted(progress.documents, 'document', 'documents')} read anew, {progress.touched} of them with a change: "
        f"{counted(progress.gained, 'line', 'lines')} gained, {progress.lost} lost, {progress.changed} changed."
    )
    if progress.unread:
        lines.append(f"{counted(progress.unread, 'document', 'documents')} could not be read.")
    if paper.adrift:
        numbers = ", ".join(str(number) for number in sorted(paper.adrift)[:20])
        lines.append(
            f"{counted(len(paper.adrift), 'correction finds', 'corrections find')} no line any more "
            f"(number {numbers}): the sentence is no longer read as an outcome."
        )
    return "\n".join(lines) + "\n"
