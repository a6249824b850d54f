"""Takes lines, and gives each request with the later line that answers it; the first answer counts."""

from __future__ import annotations

from collections.abc import Sequence

from briefs.model import Kind, Line
from briefs.shown import listed
from briefs.threads.links import Became, Link
from briefs.threads.nearness import Near
from briefs.threads.subjects import Subjects

_ANSWERS = frozenset({Kind.PLEDGE, Kind.COMMITMENT, Kind.ADOPTION})
_REPORTS = frozenset({*_ANSWERS, Kind.PROGRESS})
_MOST_WORDS = 3


def answered(lines: Sequence[Line], near: Near) -> dict[int, Link]:
    """Each request that a later line answers, by the number of the request.

    A request by A towards B is answered by a later pledge, commitment or adoption of B towards A, or of both,
    in another document, on the same subject: something definite on one topic, several telling words, or the name
    of one plan or programme. Of a named one a report of progress by those who were asked is an answer too.
    """
    found: dict[int, Link] = {}
    for request in lines:
        if request.outcome.kind is Kind.REQUEST and request.said.start:
            link = _first(request, near.later(request, _REPORTS), near.subjects)
            if link:
                found[request.number] = link
    return found


def _first(request: Line, later: Sequence[Line], subjects: Subjects) -> Link | None:
    asked_of = set(request.outcome.towards)
    for line in later:
        if not asked_of & set(line.outcome.actors):
            continue
        if line.outcome.kind in _ANSWERS and _for_the_asker(request, line):
            words = subjects.shared_words(request, line)
            if words:
                told = listed([f"“{word}”" for word in words[:_MOST_WORDS]])
                return Link(request, line, f"both speak of {told}", tuple(words))
        names = subjects.shared_names(request, line)
        if names and _concerns(request, line):
            return Link(request, line, f"both name “{names[0]}”", tuple(names), Became.ANSWERED)
    return None


def _for_the_asker(request: Line, line: Line) -> bool:
    """Whether those who were asked act for the one who asked, or together with it."""
    asking, towards = set(request.outcome.actors), set(line.outcome.towards)
    return bool(asking & towards) or (not towards and bool(asking & set(line.outcome.actors)))


def _concerns(request: Line, line: Line) -> bool:
    """Whether an act on a named thing is no other bilateral affair: it is for the asker, or for nobody by name."""
    return not line.outcome.towards or _for_the_asker(request, line)
