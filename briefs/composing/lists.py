"""Takes lines that were asked for, and gives them as lists: commitments by partner, pledges, requests, a topic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from briefs import shown, threads
from briefs.asking.moments import year_of
from briefs.asking.question import About, Question
from briefs.brief import Brief, Choice, Entry, Part
from briefs.composing import entries as made
from briefs.composing.sides import request_entry
from briefs.library import Asked
from briefs.model import Code, Kind, Line, Strength

_MOST_IN_A_NAME = 3
SEVERAL = "Several parties"
_OPEN_GROUPS = 3

_TITLES = {
    About.COMMITMENTS: "Commitments",
    About.PLEDGES: "Pledges",
    About.REQUESTS: "Requests",
    About.OUTCOMES: "Outcomes",
    About.TOPIC: "Topic",
}
_KIND_TITLES = {
    Kind.ADOPTION: "Adopted",
    Kind.COMMITMENT: "Commitments",
    Kind.PLEDGE: "Pledges",
    Kind.REQUEST: "Requests",
    Kind.POSITION: "Positions",
    Kind.PROGRESS: "Progress",
    Kind.APPRECIATION: "Thanks",
}


def commitments(lines: Sequence[Line], asked: Asked) -> Brief:
    """What binds, by partner, the firm first; what is only intended stands apart at the end."""
    firm = [line for line in lines if line.outcome.strength is not Strength.SOFT]
    soft = [line for line in lines if line.outcome.strength is Strength.SOFT]
    parts = _by_partner(firm, asked)
    parts.append(
        made.part(
            "soft",
            "Soft: intentions and reaffirmations",
            [made.entry(line, asked) for line in soft],
            folded=bool(firm),
        )
    )
    return _brief(lines, made.fold(parts, made.LISTED), asked)


def pledges(lines: Sequence[Line], asked: Asked) -> Brief:
    """Who gives what to whom, by giver and receiver."""
    return _brief(lines, made.fold(_by_partner(lines, asked), made.LISTED), asked)


def requests(lines: Sequence[Line], around: Sequence[Line], asked: Asked) -> Brief:
    """What was asked: first what is still open, then what a later line answers. ``around`` may hold answers."""
    links = threads.answered(around, asked.lexicon, asked.library.subjects)
    addressed = [line for line in lines if line.outcome.towards]
    unaddressed = [line for line in lines if not line.outcome.towards]
    parts = [
        made.part("open", "Open", _requests(addressed, links, asked, answered=False), _OPEN_NOTE),
        made.part("answered", "Answered", _requests(addressed, links, asked, answered=True), _ANSWERED_NOTE),
        made.part("all", "Addressed to nobody by name", _requests(unaddressed, links, asked, answered=False)),
    ]
    answers = [links[line.number].later for line in addressed if line.number in links]
    return _brief(lines, made.fold(parts, made.LISTED), asked, answers)


_OPEN_NOTE = "Open means that no later document here answers it."
_ANSWERED_NOTE = "Linked by parties, date and subject; check both sentences."


def _requests(
    lines: Iterable[Line], links: dict[int, threads.Link], asked: Asked, *, answered: bool
) -> list[Entry]:
    return [request_entry(line, links, asked) for line in lines if (line.number in links) is answered]


def by_kind(lines: Sequence[Line], asked: Asked) -> Brief:
    """Everything that was found, by kind: what binds first, what binds nobody folded."""
    return _brief(lines, made.fold(kinds(lines, asked)), asked)


def kinds(lines: Sequence[Line], asked: Asked, notes: Mapping[int, str] | None = None) -> list[Part]:
    """A part for each kind, in the order of their weight; views and thanks folded where others are there.

    ``notes`` stand beside the lines of these numbers.
    """
    notes = notes or {}
    found = []
    for kind, title in _KIND_TITLES.items():
        entries = [
            made.entry(line, asked, notes.get(line.number, "")) for line in lines if line.outcome.kind is kind
        ]
        binds = kind in (*made.BINDING, Kind.REQUEST)
        others = any(line.outcome.kind is not kind for line in lines)
        found.append(made.part(kind.value, title, entries, folded=not binds and others))
    return found


def _by_partner(lines: Sequence[Line], asked: Asked) -> list[Part]:
    """Lines under the party on the other side; the group of the newest line first."""
    own = _own_side(lines, asked)
    asked_for = {*asked.question.parties, *asked.question.actors, *asked.question.towards}
    home = asked.library.home
    if home and not asked_for:
        own = {**own, home: (False, -len(lines) - 1, home)}
    groups = made.group(lines, lambda line: partner(line, asked_for, own, asked))
    groups = {name: groups[name] for name in sorted(groups, key=lambda name: name == SEVERAL)}
    return [
        made.part(f"p{place}", name, [made.entry(line, asked) for line in group])
        for place, (name, group) in enumerate(groups.items())
    ]


def _own_side(lines: Sequence[Line], asked: Asked) -> dict[Code, tuple[bool, int, Code]]:
    """How much a party is the reader's own side, the most first.

    Who "we" are is not known. Where a member of a body stands beside a dialogue partner of it, the partner is
    the other side; else the party that stands in most lines is one's own.
    """
    outside = {each.partner for each in asked.lexicon.calendar.partnerships}
    frequency = Counter(code for line in lines for code in _codes(line))
    return {code: (code in outside, -count, code) for code, count in frequency.items()}


def partner(
    line: Line, asked_for: set[Code], own: Mapping[Code, tuple[bool, int, Code]], asked: Asked
) -> str:
    """The name of the other side of a line: of the parties not asked for, the one least the reader's own."""
    codes = _codes(line)
    ours = asked_for or ({asked.library.home} if asked.library.home else set())
    others = [code for code in codes if code not in ours] or (sorted(codes) if asked_for else [])
    if len(others) > _MOST_IN_A_NAME:
        return SEVERAL
    if not others:
        return "No party named"
    if asked_for:
        return shown.names(others, asked.lexicon)
    rarest = max(others, key=lambda code: own[code])
    if len(others) > 2 and line.outcome.towards:  # noqa: PLR2004 - more than a pair
        return shown.names(line.outcome.towards, asked.lexicon)
    return asked.lexicon.party_name(rarest)


def _codes(line: Line) -> list[Code]:
    return list(dict.fromkeys((*line.outcome.actors, *line.outcome.towards)))


def _brief(lines: Sequence[Line], parts: Iterable[Part], asked: Asked, more: Iterable[Line] = ()) -> Brief:
    lead = [made.summary(lines, asked)]
    return made.answer(
        asked, title(asked), lead, parts, made.cited([*lines, *more]), choices=narrower(lines, asked)
    )


def title(asked: Asked) -> str:
    """What is asked, as a heading: "Commitments 2021 · Australia · vaccines"."""
    question = asked.question
    words = _TITLES.get(question.about, question.about.value.capitalize())
    if question.kinds and question.about in {About.COMMITMENTS, About.OUTCOMES}:
        words = shown.listed([_KIND_TITLES[kind] for kind in question.kinds])
    if question.about is About.TOPIC and question.topics:
        words = topics_words(question.topics, asked)
    if question.span:
        words = f"{words} {made.span_words(question.span, asked.language)}"
    more = [_sides(question, asked)]
    if question.about is not About.TOPIC and question.topics:
        more.append(topics_words(question.topics, asked))
    more.append(f"“{question.words}”" if question.words else "")
    return " · ".join([words, *(piece for piece in more if piece)])


def topics_words(topics: Iterable[str], asked: Asked) -> str:
    """Topics as words: "Women, peace and security"."""
    return shown.listed([asked.lexicon.topic_name(topic) for topic in topics])


def _sides(question: Question, asked: Asked) -> str:
    names = asked.lexicon.party_name
    if question.actors or question.towards:
        actors = shown.listed([names(code) for code in question.actors])
        towards = shown.listed([names(code) for code in question.towards])
        arrow = (
            f"{actors} → {towards}" if actors and towards else f"by {actors}" if actors else f"to {towards}"
        )
        others = shown.listed([names(code) for code in question.parties])
        return f"{arrow}, {others}" if others else arrow
    return shown.listed([names(code) for code in question.parties])


def _other_years(question: Question) -> list[Choice]:
    """The same question about the year before and the year after."""
    span = question.span
    if not span or not span.start or not span.end or span != year_of(span.start.year):
        return []
    spans = [year_of(year) for year in (span.start.year - 1, span.start.year + 1)]
    return [Choice(each.canonical(), replace(question, span=each).canonical()) for each in spans]


def narrower(lines: Sequence[Line], asked: Asked) -> tuple[Choice, ...]:
    """The same question about one party or one year, where the answer spans many."""
    question = asked.question
    found: list[Choice] = []
    if not (question.parties or question.actors or question.towards) and question.about is not About.TOPIC:
        tally = Counter(code for line in lines for code in _codes(line))
        for code, _count in tally.most_common(_OPEN_GROUPS + 1):
            found.append(Choice(asked.lexicon.party_name(code), f"partner {code}"))
    found += _other_years(question)
    found += [
        Choice(f"All on {asked.lexicon.party_name(code)}", f"partner {code}") for code in question.parties[:2]
    ]
    return tuple(found)
