"""The door of the shell: takes the arguments, the clock and the environment, hands them in, and ends with a status."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime

from briefs import cli


def main(argv: list[str] | None = None) -> int:
    """Run one command; 0 is well, 1 something could not be done, 2 the command was not understood."""
    world = cli.World(
        environ=dict(os.environ),
        clock=lambda: datetime.now(UTC),
        out=sys.stdout,
        err=sys.stderr,
        stdin=sys.stdin.buffer,
    )
    try:
        status = cli.run(sys.argv[1:] if argv is None else argv, world)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (`head`, a pager) has left: that is its right, and no fault to report.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return status


if __name__ == "__main__":
    sys.exit(main())
