"""The words of a meeting's title and opening come in; its name, forum, level, format and place go out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefs.model import Format, Level

if TYPE_CHECKING:
    from briefs.lexicon import Lexicon
    from briefs.model import Code

_PAIR: Final = 2
_VIDEO: Final = re.compile(
    r"\b(?:video(?:\s?-?conferenc\w+|[-\s](?:call|link))?|virtual(?:ly)?|online|teleconference)\b",
    re.IGNORECASE,
)
_PHONE: Final = re.compile(r"\b(?:phone|telephone|call(?:ed)?|spoke)\b", re.IGNORECASE)
_SENIOR: Final = re.compile(
    r"\b(?:senior officials?|advis[oe]rs?|deputy (?:secretary|minister|assistant)|permanent secretar|under\s?secretar"
    r"|directors?[-\s]general|coordinator|envoy|ambassador|vice[-\s]minister|officials|assistant secretar|secretary[-\s]general of the ministry)",
    re.IGNORECASE,
)
_LEADERS: Final = re.compile(
    r"\b(?:president(?!ial\senvoy)|(?<!deputy\s)prime minister|chancellor|king|leaders|heads of (?:state|government)|summit|sultan|emir|crown prince|taoiseach|premier)\b",
    re.IGNORECASE,
)
_MINISTERS: Final = re.compile(
    r"\b(?:ministers?|ministerial|secretary of state|foreign secretary|PMC|AMM|secretary)\b", re.IGNORECASE
)
_SIDELINES: Final = re.compile(r"\b(?:sidelines?|margins?)\sof\b|\bahead\sof\b", re.IGNORECASE)
_MATTER: Final = re.compile(
    r"\b(?:regarding|concerning|to\s(?:discuss|review|exchange|strengthen)|efforts|situation|developments|in\sorder\sto)\b|,?\s(?:which|who)\s(?:is|was|are)\s(?:currently\s)?(?:in|on|visiting|paying)\b"
)
_LOCATED: Final = re.compile(
    r"\b(?:in|at)\s(?P<place>(?:the\s)?[A-Z][\w\u2019'.-]+(?:\s(?:of\s)?[A-Z][\w\u2019'.-]+){0,3})"
)


def are_states(parties: tuple[Code, ...], lexicon: Lexicon) -> bool:
    """Whether two states met, and nobody else."""
    return len(parties) == _PAIR and all(lexicon.parties[code].kind == "state" for code in parties)


def forum(words: str, lexicon: Lexicon) -> str | None:
    """The series of meetings that a title or heading names; one on whose sidelines they met is another."""
    words = _SIDELINES.split(words)[0]
    if re.search(r"\binterface\b", words, re.IGNORECASE):
        body = re.search(r"\b[A-Z]{3,8}\b", words)
        return f"{body.group()} Interface" if body else "Interface"
    fora = lexicon.fora_in(words)
    return fora[0].forum.name if fora else None


def level(title: str, opening: str) -> Level:
    """Who met, by the title; where it does not say, by the opening sentence."""
    found = _level(title)
    return found if found is not Level.OTHER else _level(opening)


def _level(words: str) -> Level:
    senior, leaders, ministers = _SENIOR.search(words), _LEADERS.search(words), _MINISTERS.search(words)
    if senior and (not leaders or senior.start() < leaders.start() or "dvis" in senior.group()):
        return Level.SENIOR_OFFICIALS
    if leaders and not (
        ministers and ministers.start() < leaders.start() and "inister" not in leaders.group()
    ):
        return Level.LEADERS
    return Level.MINISTERS if ministers else Level.SENIOR_OFFICIALS if senior else Level.OTHER


def how(words: str) -> Format | None:
    """Whether they met in one room or on a screen; None for a telephone call."""
    if _VIDEO.search(words):
        return Format.VIDEOCONFERENCE
    met = re.search(r"\bmet\b|\bmeeting\b", words, re.IGNORECASE)
    return None if _PHONE.search(words) and not met else Format.IN_PERSON


def place(sentence: str, lexicon: Lexicon) -> str | None:
    """Where they met: a place that the lexicon knows, behind "in" or "at", and not what they spoke of or where one lives."""
    about = _MATTER.search(sentence)
    sentence = sentence[: about.start()] if about else sentence
    for spot in lexicon.places_in(sentence):
        if _LOCATED.search(sentence, max(0, spot.start - 8), spot.end):
            return sentence[spot.start : spot.end]
    located = _LOCATED.search(sentence)
    words = located.group("place").rstrip(".,") if located else ""
    plain = words and "-" not in words and not words.endswith(("\u2019s", "'s")) and "." not in words
    return words if plain and lexicon.place(words) else None
