"""Takes the commands that change or check the store, and says in plain lines what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from briefs import intake
from briefs.cli.asking import day
from briefs.composing.shown import counted
from briefs.errors import BriefsError, Unreadable
from briefs.opening import Opened, opened

if TYPE_CHECKING:
    from briefs.cli import World
    from briefs.model import Document

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


def add(paths: Sequence[str], given: Given, world: World) -> int:
    """Read files into the store and report each; status 1 if any could not be read, with nothing else lost.

    Raises BadDate, and Unreadable where a title or address is given for more than one file.
    """
    now = world.clock()
    with opened(world.environ, now, samples=False) as desk:
        published = day(given.date, desk.today) if given.date is not None else None
        files = [Path(path) for path in paths]
        _refuse_one_name_for_many(files, given)
        found = intake.read_paths(
            files, title=given.title, publisher=given.publisher, published_on=published, url=given.url
        )
        failed = read = 0
        with _progress(_count(files), world) as progress:
            for path, document in found:
                progress.step(path.name)
                if isinstance(document, Unreadable):
                    failed += 1
                    world.err.write(f"{document}\n")
                else:
                    read += 1
                    world.out.write(_added(desk, document, world) + "\n")
        world.out.write(_sum(read, failed) + "\n")
    return 1 if failed or not read else 0


def _added(desk: Opened, document: Document, world: World) -> str:
    """Read one document into the store, and say so in a line."""
    from briefs.parsing import parser

    reading = parser.read(document, desk.library.lexicon)
    added = desk.library.store.add(document, reading, world.clock())
    outcomes = counted(added.outcomes, "outcome", "outcomes")
    unread = f", {counted(len(reading.unread), 'place', 'places')} not understood" if reading.unread else ""
    what = {"new": "new", "same": "known already", "revised": "new revision"}[added.change]
    return f"{added.number:>5}  {what}: {reading.document.title} ({outcomes}{unread})"


def _sum(read: int, failed: int) -> str:
    words = f"{counted(read, 'document', 'documents')} read"
    return f"{words}, {counted(failed, 'file', 'files')} not." if failed else f"{words}."


def _refuse_one_name_for_many(files: Sequence[Path], given: Given) -> None:
    if (given.title or given.url) and (len(files) > 1 or files[0].is_dir()):
        raise Unreadable("--title and --url name one document; give one file with them.")


def _count(files: Sequence[Path]) -> int:
    try:
        return len(intake.find(files))
    except BriefsError:
        return len(files)


def samples(what: str, world: World) -> int:
    """Put the sample documents in, or take them out."""
    now = world.clock()
    with opened(world.environ, now, samples=False) as desk:
        store = desk.library.store
        if what == "remove":
            gone = store.remove_samples()
            world.out.write(f"{counted(gone, 'sample document', 'sample documents')} taken out.\n")
            return 0
        from briefs.parsing import parser
        from briefs.samples import documents

        shipped = documents()
        added = [store.add(each, parser.read(each, desk.library.lexicon), now) for each in shipped]
        store.settle_samples()
        new = sum(each.change != "same" for each in added)
        world.out.write(
            f"{counted(new, 'sample document', 'sample documents')} read in, {len(added) - new} known.\n"
        )
    return 0


def check(world: World) -> int:
    """Open everything once; what is wrong raises and is told in a sentence, else say what is there."""
    with opened(world.environ, world.clock(), samples=False) as desk:
        rules, store = desk.library.lexicon, desk.library.store
        counts = store.counts()
        figures = [counted(getattr(counts, name), one, many) for name, one, many in _FIGURES]
        world.out.write(f"Settings and rules in {desk.settings.config_folder} are sound: ")
        world.out.write(f"{counted(len(rules.parties), 'party', 'parties')}, ")
        world.out.write(f"{counted(len(rules.verbs), 'verb', 'verbs')}, ")
        world.out.write(f"{counted(len(rules.calendar.summits), 'summit', 'summits')} on record.\n")
        world.out.write(f"The store {store.address} is sound: {', '.join(figures)}.\n")
    return 0


class _Progress(Protocol):
    def step(self, name: str) -> None: ...


class _Silent:
    """No bar: the output goes to a file or to another program."""

    def step(self, name: str) -> None:
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
            def step(self, name: str) -> None:
                bar.update(task, advance=1, description=f"Reading {name[:40]}")

        yield Bar()
