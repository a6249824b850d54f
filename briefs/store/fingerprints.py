"""Paragraphs in, the bands out by which a text is found again among all others: MinHash, the same on every machine.

A text is the set of its word pairs. Of two texts that share 65 of 100 pairs, 98 of 100 share a band (20 bands of
four values: Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, 3.4.2).
"""

from __future__ import annotations

import hashlib
import re
import struct
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

BANDS = 20
_VALUES = 4
"""Values of the signature in a band."""
_SEED = 4_152_003
"""Written into every store: another one would find nothing that was kept before."""
FEWEST_WORDS = 30
"""A shorter text shares its few words with too many others to be known by them."""
MOST_CHARACTERS = 500_000
"""Of a longer text the beginning counts."""
WORD = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")


def bands(paragraphs: Sequence[str]) -> tuple[int, ...]:
    """Twenty numbers below 2^63; none for a text that is too short to be known by its words."""
    found = words(paragraphs)
    if len(found) < FEWEST_WORDS:
        return ()
    from rensa import RMinHash

    pairs = list({f"{one} {other}" for one, other in pairwise(found)})
    [signature] = RMinHash.digests_from_token_sets([pairs], BANDS * _VALUES, _SEED)
    parts = (signature[start : start + _VALUES] for start in range(0, BANDS * _VALUES, _VALUES))
    return tuple(_number(RMinHash.ALGORITHM_VERSION, at, part) for at, part in enumerate(parts))


def words(paragraphs: Iterable[str]) -> list[str]:
    """The words of a text as they are compared: folded, without signs."""
    return WORD.findall(folded("\n".join(paragraphs)[:MOST_CHARACTERS]))


def folded(word: str) -> str:
    """One word, or many, without case and compatibility forms: "ﬁnal" of a PDF is "final"."""
    plain = word.casefold().replace("’", "'")
    return plain if plain.isascii() else unicodedata.normalize("NFKC", plain)


def _number(version: int, at: int, values: Sequence[int]) -> int:
    """A band as one number; with its place, and the version of the method, for bands of two methods never match."""
    packed = struct.pack(f"<{len(values) + 2}Q", version, at, *values)
    return int.from_bytes(hashlib.blake2b(packed, digest_size=8).digest(), "big") >> 1
