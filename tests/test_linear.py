"""Texts that were built to defeat a rule are read without a fault, and nothing in them is combined with everything else."""

from __future__ import annotations

import pytest

from benchmarks.hostile import PATTERNS
from briefs.lexicon import Lexicon
from briefs.model import Document
from briefs.parsing.parser import read

SIZE = 20_000
FAULTS = (
    "could not be made:",
    "could not be read:",
)


@pytest.mark.parametrize("name", PATTERNS)
def test_a_hostile_text_is_read_without_a_fault(name: str, lexicon: Lexicon) -> None:
    text = PATTERNS[name](SIZE)
    reading = read(Document(text, name), lexicon)
    assert [one.reason for one in reading.unread if any(fault in one.reason for fault in FAULTS)] == []


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_has_exactly_the_size_that_was_asked_for(name: str) -> None:
    assert [len(PATTERNS[name](size)) for size in (0, 1, 17, 1000)] == [0, 1, 17, 1000]


@pytest.mark.parametrize("name", PATTERNS)
def test_what_is_found_grows_no_faster_than_the_text(name: str, lexicon: Lexicon) -> None:
    """Twice the text holds at most twice the outcomes and paragraphs: nothing is combined with everything else."""
    small, large = (read(Document(PATTERNS[name](size), name), lexicon) for size in (SIZE // 4, SIZE // 2))
    assert len(large.outcomes) <= 2 * len(small.outcomes) + 4
    assert len(large.paragraphs) <= 2 * len(small.paragraphs) + 4
    assert sum(len(one) for one in large.paragraphs) <= SIZE // 2
    assert (
        sum(len(each.mentions) for each in large.events)
        <= 2 * sum(len(each.mentions) for each in small.events) + 8
    )
