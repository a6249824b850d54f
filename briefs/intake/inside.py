"""The child process: files come in by standard input, what was in them goes out by standard output, all within limits.

Run as ``python -m briefs.intake.inside``. It ends when its input ends, when a file costs too much, and when it was told to
read one file too many; whatever happens to it costs the file that it was reading and nothing else.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import sys
from dataclasses import asdict
from time import process_time
from typing import Any, BinaryIO

from briefs.errors import Unreadable
from briefs.intake import apart
from briefs.intake.confined import HEADER, MEMORY_LIMIT, MOST_FILES, MOST_REPLY
from briefs.intake.formats import Form

LIFETIME = 600
"""Seconds of the processor after which the system ends it, whatever it reads."""

TIDY = 200_000
"""Bytes of a file after which the memory is put in order at once."""
OBJECTS = 50_000
"""New objects after which the collector looks through them: a small file makes fewer, and leaves few behind."""


def confine() -> None:
    """Give up what a reader of files does not need: memory beyond the limit, files to write, a dump on a crash."""
    if sys.platform == "win32":
        return  # there the parent's clock is the only limit
    import resource

    for what, most in (
        (resource.RLIMIT_AS, MEMORY_LIMIT),
        (resource.RLIMIT_CPU, LIFETIME),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # a stricter limit stands already
            resource.setrlimit(what, (most, most))


@contextlib.contextmanager
def limited(seconds: float) -> Any:
    """End this process when the block costs more of the processor than so many seconds."""
    if sys.platform == "win32":
        yield
        return
    import signal

    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def answer(form: str, name: str, data: bytes) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    """What is told the parent: the text and the sizes of the files inside, or the refusal."""
    try:
        taken = apart.taken(Form(form), data, name)
    except Unreadable as told:
        return {"refused": str(told)}, ()
    except MemoryError:
        return {"refused": f"{name} needs more memory than any document does, and is not read."}, ()
    except RecursionError:
        return {"refused": f"{name} is nested deeper than any document, and is not read."}, ()
    except Exception as fault:  # noqa: BLE001 - libraries for files fail in every way there is
        return {
            "refused": f"{name} cannot be taken apart ({type(fault).__name__}). Save it in another format."
        }, ()
    found = asdict(taken.found) if taken.found else None
    parts = [[part.name, len(part.data)] for part in taken.parts]
    return {"found": found, "parts": parts}, tuple(part.data for part in taken.parts)


def serve(source: BinaryIO, sink: BinaryIO) -> None:
    """Read files until there are no more, or enough."""
    for _ in range(MOST_FILES):
        header = source.read(HEADER.size)
        if len(header) < HEADER.size:
            return
        size, words, milliseconds = HEADER.unpack(header)
        form, name = json.loads(source.read(words))
        data = source.read(size)
        began = process_time()
        with limited(max(0.001, milliseconds / 1000)):
            told, blobs = answer(form, name, data)
            reply = json.dumps(told, default=str, ensure_ascii=False).encode("utf-8", "replace")
        if len(reply) > MOST_REPLY:
            told, blobs = {"refused": f"{name} holds more text than any document does, and is not read."}, ()
            reply = json.dumps(told).encode()
        spent = int((process_time() - began) * 1000)
        sink.write(HEADER.pack(sum(map(len, blobs)), len(reply), spent))
        sink.write(reply)
        sink.writelines(blobs)
        sink.flush()
        del data, told, blobs, reply
        if size > TIDY:
            gc.collect()


def main() -> None:
    """Read from standard input; what libraries print goes nowhere."""
    confine()
    gc.set_threshold(OBJECTS)
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    serve(source, sink)


if __name__ == "__main__":
    main()
