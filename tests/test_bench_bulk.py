"""The texts that a bulk read is measured with differ as those of an archive do: hardly one is like another."""

from __future__ import annotations

from itertools import combinations

import pytest

from benchmarks import bulk
from briefs.model import Document
from briefs.store import fingerprints


def sentence(number: int) -> str:
    """A sentence like no other: its words follow each other in an order of their own."""
    return (
        "Delegates "
        + " ".join(f"word{(number * 389 + at * (number % 97 + 1)) % 4001}" for at in range(9))
        + "."
    )


def document(at: int) -> Document:
    """A document of five to eight paragraphs of three sentences, below a title and a line that says where they met."""
    said = (
        " ".join(sentence(at * 50 + piece * 3 + each) for each in range(3)) for piece in range(5 + at % 4)
    )
    head = f"# Dialogue {chr(65 + at)} of the river states\n\nThe delegates met in hall {chr(65 + at)}.\n\n"
    return Document(head + "\n\n".join(said), f"{at}.md")


SHELF = [document(at) for at in range(30)]
COUNT = 400


@pytest.fixture(scope="module")
def texts():
    return list(bulk.texts(COUNT, SHELF))


def test_the_same_texts_are_made_every_time(texts):
    assert list(bulk.texts(COUNT, SHELF)) == texts
    assert len(set(texts)) == COUNT


def test_hardly_a_text_is_compared_with_another(texts):
    """Of near copies each would share a band with all the others of its kind."""
    bands = [set(fingerprints.bands(text.split("\n\n"))) for text in texts]
    compared = sum(not one.isdisjoint(other) for one, other in combinations(bands, 2))
    assert compared < COUNT


def test_a_text_is_as_long_as_one_of_the_shelf_and_begins_with_a_title(texts):
    lengths = {len(document.text.split("\n\n")) for document in SHELF}
    for text in texts:
        head, *body = text.strip().split("\n\n")
        assert head.startswith("# Dialogue ")
        assert len(body) + 1 in lengths
        assert body[0].startswith("The delegates met")
