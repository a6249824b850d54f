"""A file goes to a child process with limits; its text, or the files inside it, come back, or the reason why not.

The child is kept warm for the next file. One that crashes, hangs or grows too large is ended and costs only the file
that it was reading.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import select
import struct
import subprocess
import sys
import threading
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

from briefs.errors import Unreadable
from briefs.intake.apart import MOST_PARTS_BYTES, Apart
from briefs.intake.formats import Form, Found, Part

CPU_LIMIT = 1.5
"""Seconds of the processor for all that is in one file; a report of 300 pages takes a third of it."""
SECOND_TRY = 0.4
"""Seconds for the second library, after the first one crashed."""
MEMORY_LIMIT = 400_000_000
"""Bytes of address space; with every library loaded and 100 pages read a child has 65 million."""
PATIENCE = 20.0
"""Seconds by the clock until a child that says nothing is ended; other work may keep it from the processor."""
MOST_FILES = 500
"""Files after which a child is replaced, so that what libraries do not give back is given back."""
MOST_REPLY = 24_000_000
HEADER = struct.Struct("<QQQ")
"""Before a file: its bytes, those of its description, the milliseconds it may take. Before an answer: the bytes of the
files inside, those of the answer, the milliseconds it took."""
ROOT = Path(__file__).parent.parent.parent
PROGRAM = "briefs.intake.inside"
"""What the child runs; the benchmarks put the libraries' plain calls in its place."""


@dataclass(slots=True)
class Budget:
    """The seconds of the processor that are left for one file and everything in it."""

    left: float = CPU_LIMIT

    def spend(self, seconds: float) -> None:
        """Take off what something cost."""
        self.left = max(0.0, self.left - seconds)


class _Died(Exception):
    """The child ended before it answered; the message is its status, or "late"."""


class Child:
    """A process that takes files apart."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.files = 0
        self._process = subprocess.Popen(  # noqa: S603 - a program of our own
            [sys.executable, "-B", "-X", "utf8", "-m", PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={},
            bufsize=0,
        )
        self._to, self._from = (
            stream.fileno() if stream else -1 for stream in (self._process.stdin, self._process.stdout)
        )

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def ask(self, form: Form, data: bytes, name: str, seconds: float) -> tuple[dict[str, Any], bytes, float]:
        """The answer, the files inside, and the seconds it cost. Raises _Died."""
        self.files += 1
        words = json.dumps([form.value, name]).encode()
        until = monotonic() + PATIENCE
        try:
            self._write(HEADER.pack(len(data), len(words), int(seconds * 1000)) + words, until)
            self._write(data, until)
            inside, size, spent = HEADER.unpack(self._read(HEADER.size, until))
            answer: dict[str, Any] = json.loads(self._read(size, until, MOST_REPLY))
            return answer, self._read(inside, until, MOST_PARTS_BYTES), spent / 1000
        except (OSError, ValueError, struct.error) as error:
            raise _Died(str(self.end())) from error
        except _Died:
            self.end()
            raise

    def _write(self, data: bytes, until: float) -> None:
        view = memoryview(data)
        while view:
            _wait(self._to, select.POLLOUT, until)
            view = view[os.write(self._to, view[:65_536]) :]

    def _read(self, size: int, until: float, most: int = HEADER.size) -> bytes:
        if size > most:
            raise _Died("too much")
        pieces: list[bytes] = []
        while size:
            _wait(self._from, select.POLLIN, until)
            piece = os.read(self._from, min(size, 1 << 20))
            if not piece:
                raise _Died(str(self.end()))
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)

    def end(self) -> int:
        """End the process, and give back what it held; its status, negative for the signal that ended it."""
        with contextlib.suppress(OSError):
            self._process.kill()
        status = self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()
        return status


def _wait(stream: int, ready: int, until: float) -> None:
    """Wait until a pipe can be read or written. Raises _Died when the child's time is over."""
    poll = select.poll()
    poll.register(stream, ready)
    left = until - monotonic()
    if left <= 0 or not poll.poll(left * 1000):
        raise _Died("late")


_lock = threading.Lock()
_kept: list[Child] = []
"""The one warm child of this process; a list, for it comes and goes."""


def taken(form: Form, data: bytes, name: str, budget: Budget) -> Apart:
    """What is in a file, read by the child. Raises Unreadable, also for a file that ends the child.

    A PDF on which the first library crashed is given to the second one for a moment.
    """
    if budget.left <= 0:
        raise Unreadable(
            f"{name} was not read: what came before it in the same file took too long. Add it by itself."
        )
    try:
        with _lock:
            answer, inside, spent = _asked(form, data, name, budget.left)
    except _Died as died:
        budget.left = SECOND_TRY if form is Form.PDF and _crashed(str(died)) else 0.0
        if budget.left:
            return taken(Form.PLAIN_PDF, data, name, budget)
        raise Unreadable(_why(str(died), name)) from died
    budget.spend(spent)
    if "refused" in answer:
        raise Unreadable(" ".join(str(answer["refused"])[:600].split()))
    return _apart(answer, inside)


def warm() -> int | None:
    """The process number of the child that waits for the next file; None where there is none."""
    return _kept[0].pid if _kept and _kept[0].owner == os.getpid() else None


def close() -> None:
    """End the child, if there is one."""
    with _lock:
        while _kept:
            child = _kept.pop()
            if child.owner == os.getpid():
                child.end()


def _asked(form: Form, data: bytes, name: str, seconds: float) -> tuple[dict[str, Any], bytes, float]:
    """The child's answer; a child that died is forgotten. Raises _Died."""
    try:
        return _child().ask(form, data, name, seconds)
    except _Died:
        _kept.clear()
        raise


def _child() -> Child:
    """The warm child, or a new one; that of the process from which this one was forked is not ours."""
    if _kept and (_kept[0].owner != os.getpid() or _kept[0].files >= MOST_FILES):
        old = _kept.pop()
        if old.owner == os.getpid():
            old.end()
    if not _kept:
        atexit.unregister(close)
        atexit.register(close)
        _kept.append(Child())
    return _kept[0]


OVERTIME = frozenset(["SIGPROF", "SIGXCPU"])


def _signal(status: str) -> str:
    """The name of the signal that ended a child, "" where none did."""
    import signal

    return {str(-number): number.name for number in signal.Signals}.get(status, "")


def _crashed(status: str) -> bool:
    ended = _signal(status)
    return bool(ended) and ended not in OVERTIME and ended != "SIGKILL"


def _why(status: str, name: str) -> str:
    """In words, why a child did not answer."""
    if status == "late" or _signal(status) in OVERTIME:
        return (
            f"{name} takes longer to take apart than any document does, and is not read. Cut it into parts."
        )
    if status == "too much":
        return f"{name} holds more text than any document does, and is not read."
    return f"{name} ended the program that was to take it apart, and is not read. Save it in another format."


def _apart(answer: dict[str, Any], inside: bytes) -> Apart:
    """What the child told, taken with care: it may have been taken over by what it read."""
    try:
        parts, at = [], 0
        for name, size in answer.get("parts") or []:
            parts.append(Part(str(name)[:100], inside[at : at + int(size)]))
            at += int(size)
        found = answer.get("found")
        return Apart(_found(found) if found else None, tuple(parts))
    except (TypeError, ValueError, AttributeError, KeyError) as error:
        raise Unreadable(
            "A file was taken apart into something that is no document, and is not read."
        ) from error


def _found(given: dict[str, Any]) -> Found:
    day = given.get("published_on")
    title, url, publisher = (
        str(given[key]) if given.get(key) else None for key in ("title", "url", "publisher")
    )
    return Found(str(given["text"]), title, date.fromisoformat(day) if day else None, url, publisher)
