"""Files made to harm: each is read or refused in a sentence, in two seconds of the processor and half a gigabyte."""

from __future__ import annotations

import os
import re
import resource
import threading
from pathlib import Path
from time import process_time

import pytest
from costs import measured
from hostile_files import HOSTILE, TEXT
from rendering import pdf

from briefs import intake
from briefs.errors import Unreadable
from briefs.intake import confined, formats
from briefs.model import Document

MOST_SECONDS = 2.0
STOLEN = 2.0
"""Seconds that a host may take away from this machine while a process runs, which it then is charged with."""
MOST_BYTES = 512_000_000
TICK = os.sysconf("SC_CLK_TCK")


def child_seconds() -> float:
    """The processor's seconds of the child that lives and of all that died."""
    dead = resource.getrusage(resource.RUSAGE_CHILDREN)
    alive = 0.0
    if confined.warm():
        fields = Path(f"/proc/{confined.warm()}/stat").read_text().rpartition(")")[2].split()
        alive = (int(fields[11]) + int(fields[12])) / TICK
    return dead.ru_utime + dead.ru_stime + alive


def child_peak() -> int:
    """The most memory the child ever held, in bytes."""
    if not confined.warm():
        return 0
    status = Path(f"/proc/{confined.warm()}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) * 1024


def told(data: bytes) -> list[str]:
    """What becomes of a file, in words: "read" for each document, a sentence for each refusal."""
    try:
        found = intake.all_from_bytes(data, "the file")
    except Unreadable as refusal:
        return [str(refusal)]
    return ["read" if isinstance(one, Document) else str(one) for one in found]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_costs_little_and_is_told_of_in_a_sentence(name: str) -> None:
    make, words = HOSTILE[name]
    data = make()
    assert told(pdf(TEXT)) == ["read"], "there is a child, and it has loaded what it needs"
    before = child_seconds()
    with measured(process_time) as here:
        said = told(data)
    assert here.seconds + child_seconds() - before < MOST_SECONDS + STOLEN
    assert child_peak() < MOST_BYTES
    assert said
    for sentence in said:
        assert "\n" not in sentence
        assert len(sentence) < 400
    assert any(re.search(rf"\b(?:{words})", sentence) for sentence in said), said


def test_a_damaged_file_after_a_locked_one_is_not_called_locked() -> None:
    assert "locked" in told(HOSTILE["a locked PDF"][0]())[0]
    assert "locked" not in told(HOSTILE["a PDF of nested arrays"][0]())[0]


def test_there_are_as_many_as_were_promised() -> None:
    assert len(HOSTILE) >= 40


def test_a_file_that_ends_the_child_costs_only_itself() -> None:
    assert told(pdf(TEXT)) == ["read"]
    killer = HOSTILE["a PDF bomb of one stream"][0]()
    assert told(killer) != ["read"]
    assert told(pdf(TEXT)) == ["read"]


def test_a_child_that_was_killed_from_outside_is_replaced() -> None:
    assert told(pdf(TEXT)) == ["read"]
    os.kill(confined.warm(), 9)
    first, second = told(pdf(TEXT)), told(pdf(TEXT))
    assert "ended the program" in first[0]
    assert second == ["read"]


def test_several_threads_share_the_child() -> None:
    data, said = pdf(TEXT), []
    threads = [threading.Thread(target=lambda: said.extend(told(data))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == ["read"] * 8


def test_the_child_is_replaced_after_many_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "MOST_FILES", 3)
    confined.close()
    pids = set()
    for _ in range(7):
        assert told(pdf(TEXT)) == ["read"]
        pids.add(confined.warm())
    assert len(pids) == 3
    confined.close()


def test_the_child_may_write_no_file(tmp_path: Path) -> None:
    limits = Path(f"/proc/{_warm()}/limits").read_text()
    assert re.search(r"Max file size\s+0\s+0", limits)
    assert re.search(rf"Max address space\s+{confined.MEMORY_LIMIT}\s", limits)
    assert re.search(r"Max core file size\s+0\s+0", limits)


def test_the_child_sees_no_secret_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:very-secret")
    confined.close()
    assert b"secret" not in Path(f"/proc/{_warm()}/environ").read_bytes()


def _warm() -> int:
    assert told(pdf(TEXT)) == ["read"]
    return confined.warm()


def test_a_child_that_was_taken_over_cannot_lie_its_way_in() -> None:
    for answer in (
        {"found": {"text": "x", "published_on": "soon"}},
        {"parts": [["a"]]},
        {"found": 7},
        {"found": {"title": "x"}},
    ):
        with pytest.raises(Unreadable):
            confined._apart(answer, b"")


def test_what_a_file_is_is_told_by_its_bytes() -> None:
    assert formats.form_of(b"%PDF-1.4") is formats.Form.PDF
    assert formats.form_of(b"\n {\\rtf1 x}") is formats.Form.RTF
    assert formats.form_of(b"From: the Minister\nTo: all\nSubject: Boats\n\nWords.") is None
    assert formats.form_of(b"Received: by x\nFrom: a@b.example\n\nWords.") is formats.Form.EML
