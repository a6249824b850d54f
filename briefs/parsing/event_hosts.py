"""A sentence and the name of an event in it come in; the state that hosts the event goes out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from briefs.lexicon import Lexicon
    from briefs.model import Code
    from briefs.parsing.event_phrases import Phrase

_BEFORE: Final = 60
_BESIDE: Final = 30
_HOST_REACH: Final = 200
_HOSTS: Final = re.compile(r"\b(?:co-)?host(?:ed|ing|s)?\b(?:\sby)?|\bconvened\sby\b|\bconvening\b")
_WE: Final = re.compile(r"\b[Ww]e\s(?:will\s)?$")
_SAME_SUBJECT: Final = re.compile(r"\band\s(?:will|to|would|shall)\s(?:co-)?$")
_BID: Final = re.compile(r"\b(?:bid|candida\w+|offers?|application|proposals?)\sto\s(?:co-)?$", re.IGNORECASE)
"""Who only asks to host is not yet the host."""


def host_of(sentence: str, phrase: Phrase, lexicon: Lexicon) -> Code | None:
    """The state that hosts: "hosted by X" behind the name, "X will host" before it."""
    shift = max(0, phrase.start - _HOST_REACH)
    window = sentence[shift : min(len(sentence), phrase.end + 90)]
    if "host" not in window and "conven" not in window:
        return None
    mentions = [
        m
        for m in lexicon.mentions(window)
        if lexicon.parties[m.code].kind in {"state", "territory"} or m.code == "EU"
    ]
    for match in _HOSTS.finditer(window):
        if match.group().endswith("by"):
            after = [m for m in mentions if m.start >= match.end()]
            if after and after[0].start - match.end() < _BESIDE:
                return after[0].code
            continue
        if _WE.search(window[: match.start()]) or _BID.search(window[: match.start()]):
            continue
        before = [
            m
            for m in mentions
            if m.end <= match.start() + 1 and not (phrase.start - shift <= m.start < phrase.end - shift)
        ]
        if before and (
            match.start() - before[-1].end < _BEFORE
            or (before[-1].start < _BESIDE and _SAME_SUBJECT.search(window[: match.start()]))
        ):
            return before[-1].code
    return None
