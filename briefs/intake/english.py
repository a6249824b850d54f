"""A sample of a text in, whether it is plainly English out: by its small words alone, without a model."""

from __future__ import annotations

_SMALL = frozenset(
    """a about after all also an and any are as at be been between both but by can could for from had has have he her
    his if in into is it its more most no nor not of on one or other our out over shall she should so some such than
    that the their them there these they this those through to under until up upon was we were what when which while
    who will with within would""".split()
)
_TELLING = frozenset(
    {"the", "and", "of", "with", "that", "which", "their", "has", "have", "been", "were", "will"}
)
"""Small words of no other language in the same letters, or of hardly any: some must be there."""
SHARE = 0.28
"""In English about four words in ten are small ones, in other languages in Latin letters one in eight at most."""
FEWEST = 40
FEWEST_TELLING = 0.1
_MOST = 400


def plainly(text: str) -> bool:
    """Whether a text is English beyond doubt; False says only that something better must look at it."""
    words = [word.strip(".,;:()[]\"'“”‘’*_").casefold() for word in text.split()[:_MOST]]
    words = [word for word in words if word.isalpha()]
    if len(words) < FEWEST:
        return False
    small = sum(word in _SMALL for word in words)
    telling = sum(word in _TELLING for word in words)
    return small >= SHARE * len(words) and telling >= FEWEST_TELLING * len(words)
