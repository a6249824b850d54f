"""Takes lines, and gives each promise with the later report on the same named plan or programme: begun, or carried out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from briefs.model import Kind, Line
from briefs.shown import listed
from briefs.threads.links import Became, Link
from briefs.threads.nearness import Near
from briefs.threads.subjects import Subjects, parties_of
from briefs.threads.words import CONCLUDING, MADE, PERFORMED, UNFINISHED

_PROMISES = frozenset({Kind.COMMITMENT, Kind.PLEDGE})
_REPORTS = frozenset({Kind.PROGRESS, Kind.ADOPTION})
_NAMED = "both name"
_BEFORE = 40
_MOST_WORDS = 3
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MONTH_YEAR = re.compile(rf"(?:\b({'|'.join(_MONTHS)}) )?\b((?:19|20)\d\d)\b", re.IGNORECASE)


def reported(lines: Sequence[Line], near: Near) -> dict[int, Link]:
    """Each commitment or pledge on which a later document reports, by the number of the promise.

    The report is on the same named plan, group or programme, or on the same subject, and its parties are those of
    the promise. A report that it was carried out counts most, then the one that shares most with it.
    """
    found: dict[int, Link] = {}
    for promise in lines:
        if promise.outcome.kind not in _PROMISES or not promise.said.start:
            continue
        links = [
            _report(promise, line, near.subjects)
            for line in near.later(promise, _REPORTS)
            if _same_parties(promise, line) and not _reports_the_past(promise, line)
        ]
        best = max((link for link in links if link), key=_weight, default=None)
        if best:
            found[promise.number] = best
    return found


def renewed(lines: Sequence[Line], near: Near) -> dict[int, Link]:
    """Each commitment that the same parties make again in a later document, by the number of the earlier one.

    It stays open: that something is promised once more is no sign that it was done.
    """
    found: dict[int, Link] = {}
    for promise in lines:
        if promise.outcome.kind is not Kind.COMMITMENT or not promise.said.start:
            continue
        again = near.later(promise, {Kind.COMMITMENT})
        same = [line for line in again if parties_of(line) == parties_of(promise)]
        links = [
            Link(promise, line, _speak_of(words), tuple(words), Became.SAID_AGAIN)
            for line in same
            if (words := near.subjects.repeats(promise, line))
        ]
        best = max(links, key=_weight, default=None)
        if best:
            found[promise.number] = best
    return found


def _weight(link: Link) -> tuple[bool, int, date, int]:
    said = link.later.said.start or date.min
    return (link.became is Became.CARRIED_OUT, len(link.shared), said, -link.later.number)


def _report(promise: Line, report: Line, subjects: Subjects) -> Link | None:
    link = _link(promise, report, subjects, Became.IN_PROGRESS)
    named = link is not None and link.reason.startswith(_NAMED)
    return replace(link, became=_became(promise, report, link.shared)) if link and named else link


def _link(promise: Line, later: Line, subjects: Subjects, became: Became) -> Link | None:
    names = subjects.shared_names(promise, later)
    if names:
        return Link(promise, later, f"{_NAMED} “{names[0]}”", tuple(names), became)
    words = subjects.shared_words(promise, later)
    if words:
        return Link(promise, later, _speak_of(words), tuple(words), became)
    return None


def _speak_of(words: Sequence[str]) -> str:
    return f"both speak of {listed([f'“{word}”' for word in words[:_MOST_WORDS]])}"


def _same_parties(promise: Line, report: Line) -> bool:
    """Whether the report is one of those who promised: the same parties, or one party group within the other."""
    first, second = parties_of(promise), parties_of(report)
    if first == second:
        return True
    if len(first) == 1 or len(second) == 1:
        return set(promise.outcome.actors) == set(report.outcome.actors)
    return first <= second or second <= first


def _became(promise: Line, report: Line, names: Sequence[str]) -> Became:
    concluding = any(word in f"{promise.outcome.quote.casefold()} " for word in CONCLUDING)
    if report.outcome.kind is Kind.ADOPTION:
        own = (report.outcome.instrument or report.outcome.headline).casefold()
        done = concluding and any(name.casefold() in own for name in names)
    else:
        done = is_done(report.outcome.quote) or (concluding and _says(report.outcome.quote, MADE))
    return Became.CARRIED_OUT if done else Became.IN_PROGRESS


def is_done(quote: str) -> bool:
    """Whether a report says that something was carried out, not that this is expected or under way."""
    return _says(quote, PERFORMED)


def _says(quote: str, phrases: Sequence[str]) -> bool:
    text = quote.casefold()
    for phrase in phrases:
        at = text.find(phrase)
        if at >= 0 and not any(word in text[max(0, at - _BEFORE) : at] for word in UNFINISHED):
            return True
    return False


def _reports_the_past(promise: Line, report: Line) -> bool:
    """Whether a report speaks only of what was before the promise: "established in January 2023"."""
    said = promise.said.start or date.min
    if not _YEAR.search(report.outcome.quote):
        return False
    dated = [
        (int(match[2]), _MONTHS.index(match[1].casefold()) + 1 if match[1] else len(_MONTHS))
        for match in _MONTH_YEAR.finditer(report.outcome.quote)
    ]
    return bool(dated) and max(dated) <= (said.year, said.month)
