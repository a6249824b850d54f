"""Alternatives come in; one expression goes out that ``re`` finds fast.

``re`` skips over a text only where every branch of an expression opens with a plain letter: a word boundary, a group
or letters of any case in front make it try each place anew. So the boundary is asked for behind the first letter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def whole_words(alternatives: Iterable[str], *, any_case: bool = False) -> str:
    r"""The source of an expression for whole words, each of which opens with a letter that stands for itself.

    >>> whole_words(["no", "not", "if"])
    '(?:n(?<!\\w.)(?:o|ot)\\b|i(?<!\\w.)(?:f)\\b)'
    """
    rests: dict[str, list[str]] = {}
    for words in alternatives:
        rests.setdefault(words[0], []).append(words[1:])
    mode = "(?i:" if any_case else "(?:"
    return (
        "(?:"
        + "|".join(
            rf"{letter}(?<!\w.){mode}{'|'.join(rest)})\b"
            for first, rest in rests.items()
            for letter in ((first.lower(), first.upper()) if any_case else (first,))
        )
        + ")"
    )
