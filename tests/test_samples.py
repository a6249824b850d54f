"""The sample documents: they are there, marked, and read in once."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from readings import NOON, document, outcome, reading

from briefs import samples

if TYPE_CHECKING:
    from briefs.lexicon import Lexicon
    from briefs.model import Document, Reading
    from briefs.store import Store


NO_RULES: Any = SimpleNamespace()
"""The reader of these tests looks at no rule."""


def read(sample: Document, rules: Lexicon) -> Reading:
    del rules
    return reading(sample, outcomes=(outcome("o1"),))


def test_there_are_about_a_dozen_and_each_is_marked() -> None:
    found = samples.documents()
    assert len(found) >= 10
    assert all(sample.sample and sample.text and "/" not in sample.name for sample in found)
    assert len({sample.sha256 for sample in found}) == len(found)


def test_they_are_read_in_once(sqlite_store: Store) -> None:
    assert samples.read_in(sqlite_store, NO_RULES, NOON, read) == len(samples.documents())
    assert samples.read_in(sqlite_store, NO_RULES, NOON, read) == 0
    assert sqlite_store.remove_samples() == len(samples.documents())
    assert samples.read_in(sqlite_store, NO_RULES, NOON, read) == 0


def test_they_never_mix_with_ones_own(sqlite_store: Store) -> None:
    own = document("Our own.")
    sqlite_store.add(own, reading(own), NOON)
    assert samples.read_in(sqlite_store, NO_RULES, NOON, read) == 0
    assert sqlite_store.counts().documents == 1


def test_a_first_start_that_is_broken_off_is_made_up_for(sqlite_store: Store) -> None:
    first = samples.documents()[0]
    sqlite_store.add(first, reading(first), NOON)
    assert samples.read_in(sqlite_store, NO_RULES, NOON, read) == len(samples.documents()) - 1
