"""A string of words comes in; the set of them goes out, so that a rule's words read like a line of text."""

from __future__ import annotations


def words(line: str) -> frozenset[str]:
    """The words of a line, parted by white space."""
    return frozenset(line.split())
