"""Takes paths of documents, and gives what was read out of each, in order; or prints it as JSON, without any store."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from briefs import intake, opening, parse_result
from briefs.cli import pool
from briefs.errors import BriefsError, Unreadable
from briefs.parsing import parser

if TYPE_CHECKING:
    from briefs.cli import World
    from briefs.lexicon import Lexicon
    from briefs.model import Document, Reading
    from briefs.store import Known, Store
    from briefs.store.filed import Place

_STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Task:
    """A file to be read by the rules of a folder, with what is given about it from outside.

    ``store`` is the address of a store, where what stands in it already need not be read again; ``key`` is what the file
    is known by there, and nothing stands under it, as was seen before.
    """

    path: str
    rules: Path
    title: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    url: str | None = None
    store: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """A file with its document and what was read out of it, or with the complaint why there is none.

    ``name`` is that of the document, ``file`` the path of what it was in. For a store there are fingerprints with it, or in place of all that ``known``, what stands there already. ``place``
    is where in its file it stood, where the file can be known by that when it comes again.
    """

    name: str
    document: Document | None = None
    reading: Reading | None = None
    complaint: str = ""
    known: Known | None = None
    bands: tuple[int, ...] = ()
    place: Place | None = None
    file: str = ""


def read_all(
    tasks: Sequence[Task],
    rules: Lexicon,
    make: pool.MakeExecutor = pool.processes,
    store: Store | None = None,
) -> Iterator[Read]:
    """Everything in every file in the order given: few are read in this process, by ``rules``, many by several at a time.

    A mail with attachments and an archive give one Read for each document in them. ``store`` is the one that the tasks
    name, open in this process.
    """
    workers = pool.workers_for(len(tasks))
    if workers == 1:
        for task in tasks:
            yield from _read(task, rules, store)
        return
    for task, read in zip(tasks, pool.in_order(_read_by_itself, tasks, make, workers), strict=True):
        died = f"{task.path} could not be read: the process that read it was ended. Try it by itself."
        yield from read or (Read(task.path, complaint=died, file=task.path),)


def parse(files: Sequence[str], world: World) -> int:
    """Print one object for one file, indented, or one a line for several; status 1 if any could not be read.

    A file that holds several documents, such as a mail with attachments, gives several objects.
    """
    folder = opening.settings_of(world.environ).config_folder
    rules = opening.rules_for_reading(folder)
    indent = 2 if len(files) == 1 else None
    failed = 0
    for read in _results([Task(file, folder) for file in files], rules, world):
        if read.reading is None:
            failed += 1
            world.err.write(f"{read.complaint}\n")
        else:
            printed = json.dumps(parse_result.to_dict(read.reading), ensure_ascii=False, indent=indent)
            world.out.write(f"{printed}\n")
    return 1 if failed else 0


def _results(tasks: Sequence[Task], rules: Lexicon, world: World) -> Iterator[Read]:
    if all(task.path != _STANDARD_INPUT for task in tasks):
        yield from read_all(tasks, rules)
        return
    for task in tasks:
        yield from _read(task, rules, data=world.stdin.read() if task.path == _STANDARD_INPUT else None)


_loaded: dict[Path, Lexicon] = {}
"""The rules of a worker process, read once for all its files; who started it has held them to their examples."""


_open: dict[str, Store] = {}
"""The store of a worker process, opened once for all its files."""


def _read_by_itself(task: Task) -> tuple[Read, ...]:
    if task.rules not in _loaded:
        from briefs import lexicon

        _loaded[task.rules] = lexicon.load(task.rules)
        gc.freeze()  # they stay: the collector need not look through them for every document that comes and goes
    if task.store and task.store not in _open:
        from briefs.store import Store

        _open[task.store] = Store.open(task.store)
    return _read(task, _loaded[task.rules], _open.get(task.store))


def _read(
    task: Task, rules: Lexicon, store: Store | None = None, data: bytes | None = None
) -> tuple[Read, ...]:
    given = intake.Given(task.title, task.publisher, task.published_on, task.url)
    try:
        if data is None:
            found = intake.all_in(Path(task.path), given)
        else:
            found = intake.all_from_bytes(data, "standard input", given)
    except BriefsError as error:
        return (Read(task.path, complaint=str(error), file=task.path),)
    read = (_parsed(task, one, rules, store) for one in found)
    pairs = zip(read, _places(task, found), strict=True)
    return tuple(replace(one, place=place, file=task.path) for one, place in pairs)


def _places(task: Task, found: Sequence[Document | Unreadable]) -> list[Place | None]:
    """Where each document stood in its file; nowhere where something in it could not be read, to be told of each time."""
    if not task.key or any(isinstance(one, Unreadable) for one in found):
        return [None] * len(found)
    from briefs.store.filed import Place

    return [Place(task.key, at, len(found)) for at in range(len(found))]


def _parsed(task: Task, found: Document | Unreadable, rules: Lexicon, store: Store | None) -> Read:
    if isinstance(found, Unreadable):
        return Read(task.path, complaint=str(found))
    if store is None:
        return Read(found.name, found, parser.read(found, rules))
    from briefs.store import fingerprints

    known = None if found.sha256 == task.key else store.known(found)
    if known is not None:
        return Read(found.name, known=known)
    reading = parser.read(found, rules)
    return Read(found.name, found, reading, bands=fingerprints.bands(reading.paragraphs))
