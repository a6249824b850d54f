"""A line that somebody typed goes in; how "not", "no", "except" and the like set words apart, and which, comes out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefs.lexicon import Lexicon

_FILLING = r"(?:(?:any|anything|the|news|about|on|for|of|from|with)\s){0,4}"
NOT = (
    r"\b(?:(?i:everything|anything|all|nothing)\s(?i:but|about|on)|(?:(?i:but|and)\s)?(?:(?i:not|never)|[Nn]o)"
    rf"|(?i:nor|without|excepting|except|excluding|other\sthan|apart\sfrom|sans|sauf))\s(?i:{_FILLING})"
)
"""What turns the words after it round. "NO" in capitals is Norway."""
_NOT_ONLY = re.compile(r"\bnot (?:only|just)\b", re.IGNORECASE)
_TOLD_ALL = re.compile(r"\b(everything|anything|all) (?=about\b|on\b)", re.IGNORECASE)
_OR = re.compile(
    rf",?\s(?:or|nor|and|et|ni)\s(?!(?:not|no|never|nothing|without|except\w*|excluding|but)\b){_FILLING}"
    r"(?=[^\s\",;−–—-])",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\s\",;]+")
_FIELD = re.compile(r"(?P<field>party|topic):(?P<name>\S+)")
_LONGEST = 100
_MOST = 20


def plainly(words: str) -> str:
    """The words without "not only", which sets nothing apart, and without "all" in "all about rice"."""
    return _TOLD_ALL.sub("", _NOT_ONLY.sub("", words))


def named(text: str, start: int, lexicon: Lexicon) -> tuple[list[str], int]:
    """What is set apart from ``start`` on, and where it ends: a whole name such as "climate change", or one word.

    "not visas or trade" and "without visas and trade" set both apart.
    """
    found: list[str] = []
    end = start
    while len(found) <= _MOST and (word := _WORD.match(text, start)):
        end = _end(text, start, word.end(), lexicon)
        words = _said(text[start:end].strip(".!?"), lexicon)
        if any(letter.isalnum() for letter in words):
            found.append(words)
        more = _OR.match(text, end)
        if more is None:
            break
        start = more.end()
    return found, end


def _end(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """Where the name ends that begins at ``start``; the end of the one word where none does."""
    ahead = text[start : start + _LONGEST].split('"', maxsplit=1)[0]
    spotted = [*lexicon.spot(ahead), *lexicon.spot_topics(ahead)]
    return max([end, *(start + each.end for each in spotted if each.start == 0)])


def _said(words: str, lexicon: Lexicon) -> str:
    """Canonical words as documents would have them: "party:AU" is Australia."""
    field = _FIELD.fullmatch(words)
    if field is None:
        return words
    named_ = lexicon.party_name if field["field"] == "party" else lexicon.topic_name
    return named_(field["name"])
