"""Takes the commands that change or check the store, and says in plain lines what became of it."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from briefs import intake
from briefs.cli import aside, pool
from briefs.cli.asking import day
from briefs.cli.reading import Read, Task, read_all
from briefs.cli.stepping import looked_up
from briefs.errors import Unreadable
from briefs.intake import recognised
from briefs.opening import Opened, opened, settings_of
from briefs.shown import counted
from briefs.store import filed

if TYPE_CHECKING:
    from briefs.cli import World
    from briefs.model import Document, Reading
    from briefs.store import Added, Known, Store
    from briefs.store.filed import Place

_BATCH = 50
"""Documents that are put into the store together: few enough that little is done again after a breakdown."""

_ENGLISH = "en"
HELD = "`quarantine` lists what could not be read; `quarantine retry N` tries it again.\n"
_WHAT = {"new": "new", "same": "known already", "revised": "new revision"}

_FIGURES = (
    ("documents", "document", "documents"),
    ("samples", "sample among them", "samples among them"),
    ("old_revisions", "older revision", "older revisions"),
    ("outcomes", "outcome", "outcomes"),
    ("meetings", "meeting", "meetings"),
    ("events", "event", "events"),
    ("unread", "place not understood", "places not understood"),
)


@dataclass(frozen=True, slots=True)
class Given:
    """What is said on the command line about the documents; it wins over what the texts say."""

    date: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None


def add(
    paths: Sequence[str], given: Given, world: World, make: pool.MakeExecutor = pool.processes_with_store
) -> int:
    """Read files into the store and report each; status 1 if any could not be read, with nothing else lost.

    Raises BadDate, and Unreadable where a title or address is given for more than one file.
    """
    now = world.clock()
    with opened(settings_of(world.environ), now, samples=False, reads=True) as desk:
        published = day(given.date, desk.today) if given.date is not None else None
        files = [Path(path) for path in paths]
        _refuse_one_name_for_many(files, given)
        found, complaints = _found(files)
        for complaint in complaints:
            world.err.write(f"{complaint}\n")
        folder, store = desk.settings.config_folder, desk.library.store
        address = desk.settings.database_url if store.is_shared else ""
        blank = Task("", folder, given.title, given.publisher, published, given.url, address)
        read, failed, held, met = 0, len(complaints), 0, set[str]()
        gc.freeze()  # what is loaded by now stays, and need not be looked through while documents come and go
        with _progress(len(found), world) as progress:
            known, tasks = _stepped_over(found, blank, store, world, progress)
            for batch in batched(read_all(tasks, desk.library.lexicon, make, store), _BATCH):
                failed += _report_unread(batch, world)
                held += aside.put(batch, store, now, met)
                known += sum(each.known is not None for each in batch)
                read += _keep(batch, desk, world)
                progress.step(len(batch), Path(batch[-1].name).name)
        if held:
            world.out.write(HELD)
        world.out.write(_sum(read, known, failed) + "\n")
    return 1 if failed or not (read or known) else 0


def _stepped_over(
    found: Sequence[Path], blank: Task, store: Store, world: World, progress: _Progress
) -> tuple[int, list[Task]]:
    """Say which documents stand in the store already, without reading their files; gives how many, and the work that is left."""
    given = intake.Given(blank.title, blank.publisher, blank.published_on, blank.url)
    known, tasks = 0, []
    for path, key, standing in looked_up(found, given, store):
        if not standing:
            tasks.append(replace(blank, path=str(path), key=key))
            continue
        known += len(standing)
        world.out.writelines(f"{_known(each)}\n" for each in standing)
        progress.step(1, path.name)
    return known, tasks


def batched(results: Iterator[Read], size: int) -> Iterator[list[Read]]:
    """The results in lists of at most ``size``, as they come."""
    while batch := list(islice(results, size)):
        yield batch


def _found(paths: Sequence[Path]) -> tuple[list[Path], list[Unreadable]]:
    """The files that are meant by paths, each once, and what is wrong with the other paths."""
    found: list[Path] = []
    complaints = []
    for path in paths:
        try:
            found += intake.find([path])
        except Unreadable as error:
            complaints.append(error)
    return list(dict.fromkeys(found)), complaints


def _report_unread(batch: Sequence[Read], world: World) -> int:
    complaints = [read.complaint for read in batch if read.complaint]
    for complaint in complaints:
        world.err.write(f"{complaint}\n")
    return len(complaints)


def _keep(batch: Sequence[Read], desk: Opened, world: World) -> int:
    """Put what was read into the store, and say of all in a line each what became of it; returns how many were put in."""
    told = [(read.document, read.reading, read.bands) for read in batch if read.document and read.reading]
    pairs = [(document, reading) for document, reading, _ in told]
    kept = iter(desk.library.store.add_all(pairs, world.clock(), [bands for *_, bands in told]))
    lines: list[str] = []
    came: dict[Place, int] = {}
    for read in batch:
        if read.known:
            number, change = read.known.number, "same"
            lines.append(_known(read.known))
        elif read.reading:
            added = next(kept)
            number, change = added.number, added.change
            lines.append(_added(read.reading, added))
        if read.place and not (read.document and _tells_itself(read.document, read.place, change)):
            came[read.place] = number
    filed.note(desk.library.store, came, recognised.intake())
    world.out.writelines(f"{line}\n" for line in lines)
    return len(pairs)


def _tells_itself(document: Document, place: Place, change: str) -> bool:
    """Whether a file is known by its text, which stands in the store as it is."""
    return change != "same" and document.sha256 == place.key


def _known(known: Known) -> str:
    return f"{known.number:>5}  {_WHAT['same']}: {known.title} ({_brought(known.language, known.outcomes)})"


def _added(reading: Reading, added: Added) -> str:
    told = reading.document
    language = _ENGLISH if reading.outcomes else told.language
    words = _brought(language, added.outcomes, len(reading.unread))
    return f"{added.number:>5}  {_WHAT[added.change]}: {told.title} ({words})"


def _brought(language: str, outcomes: int, unread: int = 0) -> str:
    if language != _ENGLISH and not outcomes:
        from briefs.parsing.other_languages import name_of

        return f"in {name_of(language)}, to be searched only"
    places = f", {counted(unread, 'place', 'places')} not understood" if unread else ""
    return f"{counted(outcomes, 'outcome', 'outcomes')}{places}"


def _sum(read: int, known: int, failed: int) -> str:
    parts = (
        (read or not known, f"{counted(read, 'document', 'documents')} read"),
        (known, f"{counted(known, 'document', 'documents')} there already"),
        (failed, f"{counted(failed, 'file', 'files')} {'could not be read' if known else 'not'}"),
    )
    return ", ".join(words for count, words in parts if count) + "."


def _refuse_one_name_for_many(files: Sequence[Path], given: Given) -> None:
    if (given.title or given.url) and (len(files) > 1 or files[0].is_dir()):
        raise Unreadable("--title and --url name one document; give one file with them.")


def samples(what: str, world: World) -> int:
    """Put the sample documents in, or take them out."""
    now = world.clock()
    with opened(settings_of(world.environ), now, samples=False, reads=what == "add") as desk:
        store = desk.library.store
        if what == "remove":
            gone = store.remove_samples()
            world.out.write(f"{counted(gone, 'sample document', 'sample documents')} taken out.\n")
            return 0
        from briefs.samples import put_in

        added = put_in(store, desk.library.lexicon, now)
        new = sum(each.change != "same" for each in added)
        world.out.write(
            f"{counted(new, 'sample document', 'sample documents')} read in, {len(added) - new} known.\n"
        )
    return 0


def check(world: World) -> int:
    """Open everything once; what is wrong raises and is told in a sentence, else say what is there."""
    from briefs.watching import sources

    with opened(settings_of(world.environ), world.clock(), samples=False, reads=True) as desk:
        rules, store = desk.library.lexicon, desk.library.store
        listed = sources.load(desk.settings.config_folder)
        counts = store.counts()
        figures = [counted(getattr(counts, name), one, many) for name, one, many in _FIGURES]
        world.out.write(f"Settings and rules in {desk.settings.config_folder} are sound: ")
        world.out.write(f"{counted(len(rules.parties), 'party', 'parties')}, ")
        world.out.write(f"{counted(len(rules.verbs), 'verb', 'verbs')}, ")
        world.out.write(f"{counted(len(rules.calendar.summits), 'summit', 'summits')} on record, ")
        world.out.write(f"{counted(len(listed.active), 'source', 'sources')} to watch.\n")
        world.out.write(f"The store {store.address} is sound: {', '.join(figures)}.\n")
    return 0


class _Progress(Protocol):
    def step(self, files: int, name: str) -> None: ...


class _Silent:
    """No bar: the output goes to a file or to another program."""

    def step(self, files: int, name: str) -> None:
        """Nothing to show."""


@contextmanager
def _progress(total: int, world: World) -> Iterator[_Progress]:
    """A progress bar on a terminal, nothing elsewhere."""
    if not world.err.isatty():
        yield _Silent()
        return
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(file=world.err), transient=True)
    with bar:
        task = bar.add_task("Reading", total=total)

        class Bar:
            def step(self, files: int, name: str) -> None:
                bar.update(task, advance=files, description=f"Reading {name[:40]}")

        yield Bar()
