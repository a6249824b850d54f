"""Takes the commands about watched sources, and says in plain lines what was looked at, read and put aside."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from briefs.errors import NoSuchThing
from briefs.opening import Opened, opened, settings_of
from briefs.shown import counted

if TYPE_CHECKING:
    from briefs.cli import World
    from briefs.watching.looking import Taken, Watch
    from briefs.watching.loop import Course
    from briefs.watching.records import Held, Look
    from briefs.watching.sources import Sources

_STOPS = ("SIGTERM", "SIGINT", "SIGHUP")
_LONGEST_NUMBER = 9


def watch(world: World) -> int:
    """Look at every source when its turn comes, until SIGTERM or Ctrl-C; 0 then."""
    with _stopping() as stop, _watched(world, stop.is_set) as (desk, ready, sources):
        from briefs.watching import loop

        world.err.write(f"Watching {counted(len(sources.active), 'source', 'sources')}. Ctrl-C ends it.\n")
        world.err.flush()
        course = loop.run(ready, world.clock, stop.wait, forever=True, tell=_teller(world, desk))
        world.out.write(f"{_sum(course)}\n")
    return 0


def fetch(slugs: Sequence[str], minutes: int, world: World) -> int:
    """One round: what is due, or these sources; 1 where a source could not be read.

    Raises NoSuchThing for a source that the file does not have.
    """
    with _stopping() as stop, _watched(world, stop.is_set) as (desk, ready, sources):
        from briefs.watching import loop, records

        now = world.clock()
        if slugs:
            records.wake(desk.library.store, [_known(slug, sources) for slug in slugs], now)
        until = now + timedelta(minutes=max(minutes, 0))
        course = loop.run(ready, world.clock, stop.wait, until=until, tell=_teller(world, desk))
        world.out.write(f"{_sum(course)}\n")
    return 1 if course.failed else 0


def sources(world: World) -> int:
    """Every source with its last success and its yield; those that need attention first."""
    from briefs import watching
    from briefs.watching import records
    from briefs.watching import sources as listed

    now = world.clock()
    settings = settings_of(world.environ)
    with opened(settings, now, samples=False) as desk:
        store = desk.library.store
        records.enrol(store, listed.load(settings.config_folder), now)
        page = watching.overview(store, now, settings.zone, whole=True)
    for line in page.lead:
        world.out.write(f"{line}\n")
    for heading, lines in page.parts:
        world.out.write(f"\n{heading}\n")
        world.out.writelines(f"  {line}\n" for line in lines)
    return 0


def quarantine(what: str, numbers: Sequence[str], world: World) -> int:
    """List what could not be read, try it again, or drop it; 1 where something still cannot be read.

    Raises NoSuchThing for a number that is not in the list.
    """
    if what == "list":
        return _list(world)
    if what == "drop":
        return _drop(numbers, world)
    with _stopping() as stop, _watched(world, stop.is_set) as (desk, ready, _sources):
        return _retry(_chosen(numbers, desk), ready, world, _teller(world, desk))


def _list(world: World) -> int:
    from briefs.watching import records, shown

    settings = settings_of(world.environ)
    with opened(settings, world.clock(), samples=False) as desk:
        held = records.held(desk.library.store)
        count = records.count_held(desk.library.store)
    if not held:
        world.out.write("Nothing is in quarantine.\n")
        return 0
    world.out.writelines(f"{line}\n" for line in shown.quarantined(held, settings.zone))
    world.out.write(
        f"{counted(count, 'item', 'items')} could not be read. Try one again with `quarantine retry N`, "
        "or drop it with `quarantine drop N`.\n"
    )
    return 0


def _drop(numbers: Sequence[str], world: World) -> int:
    from briefs.watching import records

    with opened(settings_of(world.environ), world.clock(), samples=False) as desk:
        chosen = _chosen(numbers, desk)
        for held in chosen:
            records.drop(desk.library.store, held)
    world.out.write(f"{counted(len(chosen), 'item', 'items')} dropped.\n")
    return 0


def _retry(chosen: Sequence[Held], ready: Watch, world: World, tell: Callable[[Look | Taken], None]) -> int:
    from briefs.watching import records
    from briefs.watching.wire import Stopped

    failed = 0
    try:
        for held in chosen:
            done = ready.take(records.again(ready.library.store, held, world.clock()), world.clock())
            if done is not None:
                tell(done)
                failed += done.result in {"quarantined", "put off"}
    except Stopped:
        return 1
    finally:
        ready.mailboxes.close()
    return 1 if failed else 0


def _chosen(numbers: Sequence[str], desk: Opened) -> list[Held]:
    """The things of these numbers; all of them for "all"."""
    from briefs.watching import records

    store = desk.library.store
    if list(numbers) == ["all"]:
        return records.held(store)
    found = []
    for number in numbers:
        plain = number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER
        held = records.held(store, int(number)) if plain else []
        if not held:
            raise NoSuchThing(
                f'Nothing in quarantine has the number "{number[:40]}"; `quarantine` lists them.'
            )
        found += held
    if not found:
        raise NoSuchThing("Say which: a number that `quarantine` lists, or all.")
    return found


@contextmanager
def _watched(world: World, stopped: Callable[[], bool]) -> Iterator[tuple[Opened, Watch, Sources]]:
    """The library opened for reading documents, with the sources of its settings and the ways to them."""
    from briefs import watching
    from briefs.watching import sources as listed

    settings = settings_of(world.environ)
    given = listed.load(settings.config_folder)
    with opened(settings, world.clock(), samples=False, reads=True) as desk:
        passwords = listed.passwords(world.environ)
        yield desk, watching.watch(desk.library, given, passwords, world.clock(), stopped), given


def _known(slug: str, sources: Sources) -> str:
    if sources.get(slug) is None:
        known = ", ".join(source.slug for source in sources.listed) or "none"
        raise NoSuchThing(f'No source is called "{slug[:60]}" in sources.toml. There are: {known}.')
    return slug


def _teller(world: World, desk: Opened) -> Callable[[Look | Taken], None]:
    """Says each thing as it is done: what went well on ``out``, what did not on ``err``."""
    from briefs.watching.records import Look

    def tell(done: Look | Taken) -> None:
        hour = f"{world.clock().astimezone(desk.settings.zone):%H:%M}"
        if isinstance(done, Look):
            stream, words = (world.err if done.reason else world.out), _looked(done)
        else:
            stream, words = (world.err if done.reason else world.out), _taken(done)
        stream.write(f"{hour}  {words}\n")
        stream.flush()

    return tell


def _looked(look: Look) -> str:
    if look.result == "failed":
        return f"{look.source}: {look.reason}"
    if look.result == "unchanged":
        return f"{look.source}: nothing has changed"
    beyond = f", {look.passed:,} older ones passed over" if look.passed else ""
    return f"{look.source}: {look.listed} listed, {look.new} new{beyond}"


def _taken(taken: Taken) -> str:
    name = taken.item.title or taken.item.address
    if taken.added is None:
        what = "later" if taken.result == "put off" else "quarantine"
        return f"{taken.item.source or 'by hand'}: {what}: {taken.reason}"
    what = {"new": "new", "same": "known already", "revised": "new revision"}.get(taken.added.change, "kept")
    outcomes = counted(taken.added.outcomes, "outcome", "outcomes")
    if taken.documents > 1:
        outcomes += f", the first of {taken.documents} documents in it"
    if taken.unread:
        outcomes += f", {counted(taken.unread, 'part', 'parts')} of it in quarantine"
    return f"{taken.item.source or 'by hand'}: {what}: {taken.added.number} {name[:100]} ({outcomes})"


def _sum(course: Course) -> str:
    failed = f", {course.failed} of them failed" if course.failed else ""
    held = f", {course.quarantined} in quarantine" if course.quarantined else ""
    looks, kept = counted(course.looks, "look", "looks"), counted(course.kept, "document", "documents")
    return f"{looks}{failed}; {kept} kept{held}."


@contextmanager
def _stopping() -> Iterator[threading.Event]:
    """An event that SIGTERM and Ctrl-C set, so that whatever is at hand is ended cleanly."""
    stop = threading.Event()
    before = {}
    with suppress(ValueError):  # only the main thread of a program hears signals
        for name in _STOPS:
            if hasattr(signal, name):
                number = getattr(signal, name)
                before[number] = signal.signal(number, lambda *_: stop.set())
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
