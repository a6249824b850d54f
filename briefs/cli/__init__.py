"""Takes the words typed after ``python -m briefs``, and gives the command they name its turn and a status back."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO, TextIO

from briefs.cli.arguments import Arguments, NotUnderstood
from briefs.errors import BriefsError

USAGE = 2

QUESTIONS: Mapping[str, str] = {
    "partner": "everything with one partner: adopted, promised, asked, coming",
    "commitments": "adopted, promised and pledged, in a year, by a party, on a topic",
    "pledges": "money, goods, places and training, with the amounts",
    "requests": "what was asked of whom, and whether it came",
    "upcoming": "what is coming: events, deadlines, terms that end",
    "event": "one event: its dates, as they moved, and what was promised for it",
    "meeting": "the latest meeting, or one by name",
    "topic": "everything on one topic",
    "search": "full text, best match first",
    "source": "one document: what it says, what could not be read",
    "latest": "the newest documents and what they brought",
    "threads": "what became of it: answered, carried out, followed, moved",
    "open": "what a party still owes us, and we owe it",
    "line": "one line by its number: the exact sentence and its document",
    "ask": "a question in plain English",
}


@dataclass(frozen=True, slots=True)
class World:
    """What a command may touch of the outside: settings, the time, and the three streams."""

    environ: Mapping[str, str]
    clock: Callable[[], datetime]
    out: TextIO
    err: TextIO
    stdin: BinaryIO


def run(argv: Sequence[str], world: World) -> int:
    """Run one command. Whatever goes wrong is one sentence on ``world.err``, never a traceback."""
    try:
        arguments = _parser().parse_args(list(argv))
        command: Callable[[argparse.Namespace, World], int] = arguments.command
        return command(arguments, world)
    except NotUnderstood as error:
        world.err.write(f"{error}\n")
        return USAGE
    except BriefsError as error:
        world.err.write(f"{error}\n")
        return 1
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - whoever typed a command is owed a sentence, not a traceback
        place = _place(error)
        world.err.write(
            f"This is a fault of the program: {type(error).__name__} in {place}: {error}. Please report it.\n"
        )
        return 1
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0


def _place(error: BaseException) -> str:
    """The file and line where it went wrong, for a report."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else "an unknown place"


def _parser() -> argparse.ArgumentParser:
    parser = Arguments(
        prog="python -m briefs",
        description="Reads diplomatic documents into outcomes, and answers questions about them.",
        epilog="Every answer ends with its sources. The same questions can be asked in the chat.",
    )
    parser.set_defaults(command=_help_of(parser))
    commands: argparse._SubParsersAction[Any] = parser.add_subparsers(title="commands", metavar="COMMAND")
    _reading_commands(commands)
    _watching_commands(commands)
    _asking_commands(commands)
    return parser


def _help_of(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace, World], int]:
    def show(_arguments: argparse.Namespace, world: World) -> int:
        world.out.write(parser.format_help())
        return 0

    return show


def _reading_commands(commands: argparse._SubParsersAction[Any]) -> None:
    parse = commands.add_parser("parse", help="read files and print what is in them as JSON")
    parse.add_argument(
        "files", nargs="+", metavar="FILE", help="a file of any format that is read; - is standard input"
    )
    parse.set_defaults(command=_parse)
    add = commands.add_parser("add", help="read files or folders into the store")
    add.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder of files")
    add.add_argument("--date", help="when it was published, where the text does not say or errs")
    add.add_argument("--title", help="the title to cite it by")
    add.add_argument("--publisher", help="who published it")
    add.add_argument("--url", help="where it can be read")
    add.set_defaults(command=_add)
    samples = commands.add_parser("samples", help="put the sample documents into the store, or take them out")
    samples.add_argument("what", choices=("add", "remove"))
    samples.set_defaults(command=_samples)
    reparse = commands.add_parser("reparse", help="read every stored document anew after the rules changed")
    reparse.add_argument(
        "--lines", type=int, default=200, metavar="N", help="lines of the report at most (200)"
    )
    reparse.set_defaults(command=_reparse)
    check = commands.add_parser("check", help="see whether settings, rules and store are sound")
    check.set_defaults(command=_check)


def _watching_commands(commands: argparse._SubParsersAction[Any]) -> None:
    watch = commands.add_parser("watch", help="read what the watched sources publish, until told to stop")
    watch.set_defaults(command=_watch)
    fetch = commands.add_parser("fetch", help="read what is new in the watched sources, and end (for cron)")
    fetch.add_argument("sources", nargs="*", metavar="SOURCE", help="only these, whether due or not")
    fetch.add_argument("--once", action="store_true", help="a single round, which is what it does anyway")
    fetch.add_argument("--minutes", type=int, default=30, metavar="N", help="how long a round may last (30)")
    fetch.set_defaults(command=_fetch)
    sources = commands.add_parser("sources", help="each watched source: its last success and what it brought")
    sources.set_defaults(command=_sources)
    quarantine = commands.add_parser("quarantine", help="what could not be read, and why")
    quarantine.add_argument("what", nargs="?", choices=("list", "retry", "drop"), default="list")
    quarantine.add_argument("numbers", nargs="*", metavar="N", help="numbers of the list, or all")
    quarantine.set_defaults(command=_quarantine)


def _asking_commands(commands: argparse._SubParsersAction[Any]) -> None:
    for name, what in QUESTIONS.items():
        command = commands.add_parser(name, help=what, description=what[:1].upper() + what[1:] + ".")
        command.add_argument("words", nargs="*", metavar="WORDS", help="names, years, topics, in any order")
        command.add_argument("--json", action="store_true", help="print the answer as JSON")
        command.add_argument("--as-of", metavar="DATE", help="answer as it would have been on that day")
        command.add_argument("--all", action="store_true", help="show the long parts whole")
        command.set_defaults(command=_ask, about=name)


# Each command imports what it needs when its turn comes: `parse` must not wait for the database's libraries.


def _parse(arguments: argparse.Namespace, world: World) -> int:
    from briefs.cli import reading as cli_reading

    return cli_reading.parse(arguments.files, world)


def _add(arguments: argparse.Namespace, world: World) -> int:
    from briefs.cli import store as cli_store

    given = cli_store.Given(arguments.date, arguments.title, arguments.publisher, arguments.url)
    return cli_store.add(arguments.paths, given, world)


def _samples(arguments: argparse.Namespace, world: World) -> int:
    from briefs.cli import store as cli_store

    return cli_store.samples(arguments.what, world)


def _reparse(arguments: argparse.Namespace, world: World) -> int:
    from briefs.cli import reparse as cli_reparse

    return cli_reparse.reparse(world, most=max(0, arguments.lines))


def _check(_arguments: argparse.Namespace, world: World) -> int:
    from briefs.cli import store as cli_store

    return cli_store.check(world)


def _watch(_arguments: argparse.Namespace, world: World) -> int:
    from briefs.cli import watching as cli_watching

    return cli_watching.watch(world)


def _fetch(arguments: argparse.Namespace, world: World) -> int:
    from briefs.cli import watching as cli_watching

    return cli_watching.fetch(arguments.sources, arguments.minutes, world)


def _sources(_arguments: argparse.Namespace, world: World) -> int:
    from briefs.cli import watching as cli_watching

    return cli_watching.sources(world)


def _quarantine(arguments: argparse.Namespace, world: World) -> int:
    from briefs.cli import watching as cli_watching

    return cli_watching.quarantine(arguments.what, arguments.numbers, world)


def _ask(arguments: argparse.Namespace, world: World) -> int:
    from briefs.cli import asking as cli_asking

    words = " ".join(arguments.words)
    return cli_asking.ask(
        arguments.about, words, arguments.as_of, world, as_json=arguments.json, whole=arguments.all
    )
