"""Takes lines, and gives each promise with the later report on the same named plan or programme: begun, or carried out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from briefs.model import Code, Kind, Line
from briefs.shown import listed
from briefs.threads.links import Became, Link, may_follow
from briefs.threads.subjects import Subjects, parties_of
from briefs.threads.words import COMPLETED, CONCLUDING, UNFINISHED

_PROMISES = frozenset({Kind.COMMITMENT, Kind.PLEDGE})
_REPORTS = frozenset({Kind.PROGRESS, Kind.ADOPTION})
_NEAR = 40
_MOST_WORDS = 3


def reported(lines: Sequence[Line], subjects: Subjects) -> dict[int, Link]:
    """Each commitment or pledge on which a later document reports, by the number of the promise.

    The report names the same plan, group or programme, and its parties are those of the promise. The first report
    that it was carried out counts, else the latest of progress: what is not named is not guessed.
    """
    reports: dict[Code, list[Line]] = {}
    for line in sorted((each for each in lines if each.outcome.kind in _REPORTS), key=_when):
        for code in parties_of(line):
            reports.setdefault(code, []).append(line)
    found: dict[int, Link] = {}
    for promise in lines:
        if promise.outcome.kind in _PROMISES and promise.said.start:
            link = _best(promise, reports, subjects)
            if link:
                found[promise.number] = link
    return found


def _when(line: Line) -> tuple[date, int]:
    return (line.said.start or date.max, line.number)


def _best(promise: Line, reports: dict[Code, list[Line]], subjects: Subjects) -> Link | None:
    near = {line.number: line for code in parties_of(promise) for line in reports.get(code, ())}
    best: Link | None = None
    for line in sorted(near.values(), key=_when):
        if not may_follow(promise, line) or not _same_parties(promise, line):
            continue
        link = _link(promise, line, subjects)
        best = link or best
        if link and link.became is Became.CARRIED_OUT:
            return link
    return best


def _link(promise: Line, report: Line, subjects: Subjects) -> Link | None:
    names = subjects.shared_names(promise, report)
    if names:
        became = _became(promise, report, names)
        return Link(promise, report, f"both name “{names[0]}”", tuple(names), became)
    words = subjects.shared_words(promise, report)
    if words:
        told = listed([f"“{word}”" for word in words[:_MOST_WORDS]])
        return Link(promise, report, f"both speak of {told}", tuple(words), Became.IN_PROGRESS)
    return None


def _same_parties(promise: Line, report: Line) -> bool:
    """Whether the report is one of those who promised: the same parties, or one party group within the other."""
    first, second = parties_of(promise), parties_of(report)
    if first == second:
        return True
    if len(first) == 1 or len(second) == 1:
        return set(promise.outcome.actors) == set(report.outcome.actors)
    return first <= second or second <= first


def _became(promise: Line, report: Line, names: Sequence[str]) -> Became:
    if report.outcome.kind is Kind.ADOPTION:
        said = f"{promise.outcome.quote.casefold()} "
        own = (report.outcome.instrument or report.outcome.headline).casefold()
        concluded = any(word in said for word in CONCLUDING) and any(name.casefold() in own for name in names)
        return Became.CARRIED_OUT if concluded else Became.IN_PROGRESS
    return Became.CARRIED_OUT if is_completed(report.outcome.quote) else Became.IN_PROGRESS


def is_completed(quote: str) -> bool:
    """Whether a report says that something is done, not that it is expected or under way."""
    text = quote.casefold()
    for phrase in COMPLETED:
        at = text.find(phrase)
        if at >= 0 and not any(word in text[max(0, at - _NEAR) : at] for word in UNFINISHED):
            return True
    return False
