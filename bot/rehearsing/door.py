"""The words after ``python -m bot`` and the streams go in; a digest, or all that years would have brought, is printed."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TextIO

from briefs import opening
from briefs.cli.arguments import Arguments, NotUnderstood

if TYPE_CHECKING:
    from briefs.opening import Opened

WRONG_WORDS = 2
FIRST_START = "First start: reading the sample documents …\n"
WHAT = 'what is followed, such as "australia vaccines"'


@dataclass(frozen=True, slots=True)
class World:
    """What a rehearsal may touch of the outside: settings, the time, and where it writes."""

    environ: Mapping[str, str]
    clock: Callable[[], datetime]
    out: TextIO
    err: TextIO


def run(argv: Sequence[str], world: World) -> int:
    """Rehearse what the words say: 0 is well, 2 they were not understood. Raises BriefsError."""
    try:
        given = _parser().parse_args(list(argv))
    except NotUnderstood as problem:
        world.err.write(f"{problem}\n")
        return WRONG_WORDS
    except SystemExit as leaving:  # argparse has shown its help
        return leaving.code if isinstance(leaving.code, int) else 0

    def first_start() -> None:
        world.err.write(FIRST_START)
        world.err.flush()

    settings = opening.settings_of(world.environ)
    reads = given.command == "simulate"
    with opening.opened(settings, world.clock(), reads=reads, first_start=first_start) as opened:
        _COMMANDS[given.command](given, opened, world)
    return 0


def _parser() -> Arguments:
    parser = Arguments(
        prog="python -m bot", description="Shows what would be sent, without sending anything."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="preview | simulate")
    preview = commands.add_parser("preview", help="print a digest as it would be on a day")
    whose = preview.add_mutually_exclusive_group(required=True)
    whose.add_argument("--subscription", type=int, metavar="N", help="the subscription, by its number")
    whose.add_argument("--interest", metavar="WORDS", help=WHAT)
    preview.add_argument("--as-of", metavar="DATE", help="the day (today), from what was known on it")
    preview.add_argument("--since", metavar="DATE", help="the day of the digest before (this is the first)")
    simulate = commands.add_parser(
        "simulate", help="replay the documents as if they arrived on their days, and print all that is sent"
    )
    simulate.add_argument("--from", dest="begins", metavar="DATE", required=True, help="the first day")
    simulate.add_argument("--to", dest="ends", metavar="DATE", required=True, help="the last day")
    simulate.add_argument(
        "--interest",
        action="append",
        default=[],
        metavar="WORDS",
        help='one more reader with a digest, as after /subscribe: "weekly monday 8:00 australia" (repeatable)',
    )
    simulate.add_argument(
        "--watch",
        action="append",
        default=[],
        metavar="WORDS",
        help="one more reader with a watch, as after /watch (repeatable)",
    )
    simulate.add_argument("--brief", action="store_true", help="only the first line of each message")
    return parser


def _preview(given: Namespace, opened: Opened, world: World) -> None:
    from bot.rehearsing import preview

    wanted = preview.Wanted(
        given.subscription,
        given.interest,
        _day(given.as_of, opened) or opened.today,
        _day(given.since, opened),
    )
    world.out.write(preview.text(opened.library, wanted))


def _simulate(given: Namespace, opened: Opened, world: World) -> None:
    from bot.rehearsing import cast, printed, replay

    period = replay.Period(
        _day(given.begins, opened) or opened.today,
        _day(given.ends, opened) or opened.today,
        str(opened.settings.zone),
    )
    readers = cast.readers(opened.library, given.interest, given.watch, period.zone)
    played = replay.play(opened.library, readers, period)
    for piece in printed.pages(opened.library, period, played, headlines=given.brief):
        world.out.write(piece)


def _day(words: str | None, opened: Opened) -> date | None:
    from briefs.cli.asking import day

    return None if words is None else day(words, opened.today)


_COMMANDS: Mapping[str, Callable[[Namespace, Opened, World], Any]] = {
    "preview": _preview,
    "simulate": _simulate,
}
