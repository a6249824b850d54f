"""The door of the bot: takes the environment, the clock and the streams, hands them in, and ends with a status."""

from __future__ import annotations

import gc
import logging
import os
import sys
from datetime import UTC, datetime

from briefs.errors import BadSettings, BriefsError

log = logging.getLogger("bot")

USAGE = """usage: python -m bot [health | preview … | simulate …]

Without a word: the bot, in Telegram where TELEGRAM_BOT_TOKEN is set, otherwise in this terminal.
health: ends with 0 where the bot that runs with the same settings is well, otherwise with 1.
preview --subscription N [--as-of DATE]: prints a digest as it would be on that day; instead of a number
  --interest "australia vaccines" says what is followed.
simulate --from DATE --to DATE: replays the documents as if they arrived on their days, and prints what each
  reader would have been sent; nothing is sent. --help after either tells more.
"""

REHEARSALS = ("preview", "simulate")


def main(argv: list[str]) -> int:
    """Run the bot; 0 is well, 1 something could not be done, 2 settings or words were not understood."""
    if argv in (["-h"], ["--help"]):
        sys.stdout.write(USAGE)
        return 0
    if argv not in ([], ["health"]) and argv[0] not in REHEARSALS:
        sys.stderr.write(USAGE)
        return 2
    interactive = sys.stdin.isatty() and sys.stdout.isatty()
    try:
        if argv and argv[0] in REHEARSALS:
            return _rehearse(argv)
        return _health() if argv else _run(interactive=interactive)
    except KeyboardInterrupt:
        return 0 if interactive else 130
    except Exception as problem:  # noqa: BLE001 - a traceback could show what somebody wrote
        return _told(problem)


def _told(problem: Exception) -> int:
    """Say what went wrong in one line; gives the status to end with."""
    if isinstance(problem, BrokenPipeError):
        # Whoever read what was said (`head`, a pager) has left: that is their right, and no fault to report.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    if isinstance(problem, BriefsError):
        sys.stderr.write(f"{problem}\n")
        return 2 if isinstance(problem, BadSettings) else 1
    log.critical("the bot stopped on a fault of its own; please report it", exc_info=problem)
    return 1


def _run(*, interactive: bool) -> int:
    # Otherwise python-telegram-bot warns, each time, that the seconds of a 429 will be a timedelta one day.
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    # What is imported stays. To look through it for garbage again and again would cost a tenth of the start.
    gc.disable()
    from bot import opening
    from bot.running import Streams

    gc.freeze()
    gc.enable()
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    # Not sys.stdin itself: Python closes that at its end, and would wait for a thread that waits in it for a line.
    stdin = open(0, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
    opening.run(dict(os.environ), Streams(stdin, sys.stdout, sys.stderr, interactive), _now)
    return 0


def _rehearse(argv: list[str]) -> int:
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    from bot.rehearsing import door

    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    return door.run(argv, door.World(dict(os.environ), _now, sys.stdout, sys.stderr))


def _health() -> int:
    from bot import health, opening

    well, words = health.check(opening.settings_of(dict(os.environ)), _now())
    (sys.stdout if well else sys.stderr).write(f"{words}\n")
    return 0 if well else 1


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
