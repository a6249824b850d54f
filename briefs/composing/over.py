"""A line and a day go in; whether it can still be owed comes out: a gift has come, the day of a meeting has passed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefs.model import Kind

if TYPE_CHECKING:
    from datetime import date

    from briefs.model import Line

_THANKED = re.compile(r"\b(?:thank(?:s|ed|ing)?|grateful|gratitude|appreciat\w+)\b", re.IGNORECASE)
_TO_COME = re.compile(
    r"\b(?:pledg\w+|promis\w+|commitment|will|announce\w+|offer(?:ed|s)? to)\b", re.IGNORECASE
)
_COMES_TOGETHER = re.compile(
    r"\b(?:attend|chair|co-?chair|conven|gather|held|hold|host|invit|meet|organi[sz]|participat|receiv|take part|tak(?:e|ing) place|"
    r"travel|visit|welcom)",
    re.IGNORECASE,
)
_OCCASION = re.compile(
    r"\b(?:assembly|ceremony|commission|conference|congress|consultations?|debate|dialogue|exercise|festival|fora|forum|meetings?|"
    r"round|seminar|session|summit|symposium|talks|visit|week|workshop)\b",
    re.IGNORECASE,
)
_TAKES_THE_CHAIR = re.compile(
    r"\b(?:assum\w+|hand\w* over|hold|pass(?:es|ing)?|tak(?:e|es|ing)(?: over)?)\b[^.;]{0,24}?"
    r"\b(?:chair(?:man|person)?(?:ship)?|presidency)\b|\bwill (?:co-?)?chair\b",
    re.IGNORECASE,
)


def has_come(line: Line) -> bool:
    """Whether a pledge is known only by the thanks for it, and these are not for a promise still to be kept."""
    if line.outcome.kind is not Kind.PLEDGE:
        return False
    thanks = _THANKED.search(line.outcome.quote)
    return thanks is not None and _TO_COME.search(line.outcome.quote, thanks.end()) is None


def is_credit(line: Line) -> bool:
    """Whether thanks give credit for help of the past without a figure: "for forty years of assistance" pledges nothing."""
    return has_come(line) and line.outcome.amount is None


def has_passed(line: Line, today: date) -> bool:
    """Whether it was to hold, or come to, a meeting, or take a chair, and the time is over: nobody owes that any more.

    Only of a commitment whose words give the time; a road to be built by then is still to be built.
    """
    outcome = line.outcome
    end = outcome.period.end if outcome.period else None
    if outcome.kind is not Kind.COMMITMENT or end is None or end >= today:
        return False
    words = outcome.headline
    if _TAKES_THE_CHAIR.search(words):
        return True
    meets = _COMES_TOGETHER.search(words)
    return meets is not None and (_OCCASION.search(words) is not None or words[meets.start() :][:4] == "meet")
