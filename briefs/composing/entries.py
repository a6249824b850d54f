"""Takes stored lines, and gives the entries, parts and sources that every answer is built of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from briefs import dates_shown, shown
from briefs.asking.question import Span
from briefs.brief import Brief, Entry, Part
from briefs.library import Asked
from briefs.model import Kind, Line, Moment, Period, Source
from briefs.parsing import markup

BINDING = (Kind.ADOPTION, Kind.COMMITMENT, Kind.PLEDGE)
"""What /commitments lists: never a position, a word of thanks or a request."""

ROOM = 14
"""Entries that are shown at once; the longest parts beyond are folded."""
LISTED = 24
"""The same where the list itself is what was asked for: more of it is shown at once."""
_SHORTEST_FOLD = 4
LONGEST_QUOTE = 280
_MARKUP = re.compile(r"[*_~^<\\\[\]&]")
_BROKEN_LINK = re.compile(r"\[([^\[\]]{0,300})(?:\]\([^()\s]{0,2000})?$")
"""A link whose end was cut away."""


def entry(line: Line, asked: Asked, *extra: str, period: bool = True) -> Entry:
    """A line as an answer shows it; ``extra`` are notes that come first, ``period`` whether its time is one of them."""
    outcome = line.outcome
    return Entry(
        text=plain(outcome.headline),
        when=said(line),
        direction=shown.direction(outcome, asked.lexicon),
        kind=outcome.kind,
        strength=outcome.strength,
        notes=(*filter(None, extra), *notes(line, asked, period=period), *corrected(line)),
        line=line.number,
        source=line.source.number,
        ask=f"line {line.number}",
    )


def plain(text: str) -> str:
    """The words without markup: no asterisks, brackets, addresses of links, escapes or notes of HTML."""
    return plain_marked(text, ())[0]


def begun(words: str) -> str:
    """A name at the beginning of a line: "The telephone call" for "the telephone call"."""
    return words[:1].upper() + words[1:]


def plain_marked(text: str, marks: Sequence[tuple[int, int]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The words without markup, and the ranges that were marked in the text moved along with them."""
    if not _MARKUP.search(text):
        return text, tuple(marks)
    whole = _BROKEN_LINK.sub(lambda match: match[1] + " " * (len(match[0]) - len(match[1])), text)
    words, places = markup.mend(whole, [(0, len(whole))])
    moved = [(bisect_left(places, start), bisect_left(places, end)) for start, end in marks]
    return words, tuple((start, end) for start, end in moved if start < end)


def cut(text: str, longest: int = LONGEST_QUOTE) -> str:
    """A quotation short enough for a list, cut between words."""
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def said(line: Line) -> Moment:
    """When it was said; where the document's own date is inferred, so is every date read with its help."""
    inferred_too = line.source.published.inferred and not line.said.inferred and line.said.start
    return replace(line.said, inferred=True) if inferred_too else line.said


def notes(line: Line, asked: Asked, *, period: bool = True) -> tuple[str, ...]:
    """What a reader must know beside the words: the amount, and for how long or by when."""
    outcome = line.outcome
    found = [amount] if (amount := shown.amount_beside(outcome)) else []
    if period and outcome.period and outcome.kind in (*BINDING, Kind.REQUEST):
        found.append(holds(outcome.period, outcome.kind, asked.today, asked.language))
        span = asked.question.span
        if outcome.kind is Kind.ADOPTION and span and not touches(line.said, span):
            found[-1] += f", adopted {dates_shown.shown(line.said, asked.language)}"
    return tuple(found)


_CORRECTED = {"kind": "kind", "actors": "who acts", "towards": "towards whom", "period": "time"}


def corrected(line: Line) -> tuple[str, ...]:
    """That an editor corrected the line, and what of it: the sentence still says what it says."""
    fields = shown.listed([_CORRECTED[name] for name in line.corrected if name in _CORRECTED])
    return (f"corrected by an editor: {fields}",) if fields else ()


def holds(period: Period, kind: Kind, today: date, language: str = "en") -> str:
    """For how long an act holds: "in force 2021–2025", "by 2030", "from 2021"; what is over says so.

    That a term has run out is arithmetic on its dates, not a report of what became of it.
    """
    words = dates_shown.period(period, language)
    over = period.end is not None and period.end < today
    if period.start is None and period.end is not None:
        words = f"by the end of {period.end.year}" if _ends_year(period.end) else words
        return f"due {words}, now past" if over else f"due {words}"
    if period.start is None or period.end is None:
        return words
    if period.start == period.end:
        return f"on {words}"
    if kind is Kind.ADOPTION:
        return f"in force {words}, now past" if over else f"in force {words}"
    if (period.start.month, period.start.day) == (period.end.month, period.end.day):
        # "Over the next five years" counts from the day it was said, and is not meant to the day.
        words = f"{period.start.year}–{period.end.year}"
    return f"for {words}"


def _ends_year(day: date) -> bool:
    return (day.month, day.day) == (12, 31)


def touches(when: Moment, span: Span) -> bool:
    """Whether a date lies in a span, at least in part; what is undated does not."""
    start, end = when.start or when.end, when.end or when.start
    if start is None or end is None:
        return False
    return (span.start is None or end >= span.start) and (span.end is None or start <= span.end)


def part(
    key: str, title: str, entries: Iterable[Entry], note: str | None = None, *, folded: bool = False
) -> Part:
    """A headed list; ``Brief`` leaves out those without entries."""
    return Part(key, title, tuple(entries), folded, note)


def fold(parts: Iterable[Part], room: int = ROOM) -> tuple[Part, ...]:
    """The parts that hold something; the longest folded until the rest fits on a page or two."""
    kept = [each for each in parts if each.entries]
    while sum(len(each.entries) for each in kept if not each.folded) > room:
        open_parts = [each for each in kept if not each.folded and len(each.entries) >= _SHORTEST_FOLD]
        if len(open_parts) < 1 or sum(not each.folded for each in kept) == 1:
            break
        longest = max(open_parts, key=lambda each: len(each.entries))
        kept[kept.index(longest)] = replace(longest, folded=True)
    return tuple(kept)


def cited(lines: Iterable[Line], others: Iterable[Source] = ()) -> tuple[Source, ...]:
    """The documents of the lines, and others, each once, in the order of their numbers."""
    found = {line.source.number: line.source for line in lines}
    found.update({source.number: source for source in others})
    return tuple(found[number] for number in sorted(found))


def answer(
    asked: Asked,
    title: str,
    lead: Iterable[str],
    parts: Iterable[Part],
    sources: Sequence[Source],
    **more: object,
) -> Brief:
    """A Brief, with the sample marked beside each line of a sample where the answer mixes both sorts."""
    mixed = len({source.sample for source in sources}) > 1
    samples = {source.number for source in sources if source.sample} if mixed else set()

    def marked(each: Entry) -> Entry:
        return replace(each, notes=(*each.notes, "sample")) if each.source in samples and each.line else each

    kept = [each for each in parts if each.entries]
    if mixed:
        kept = [replace(each, entries=tuple(marked(one) for one in each.entries)) for each in kept]
    lines = tuple(words for words in lead if words)
    named = tuple(_named(source, asked) for source in sources)
    return Brief(plain(title), asked.question.canonical(), lines, tuple(kept), sources=named, **more)  # type: ignore[arg-type]


def _named(source: Source, asked: Asked) -> Source:
    """A document with its publisher in words and its title without markup."""
    words, title = publisher(source, asked), plain(source.title)
    same = (words, title) == (source.publisher, source.title)
    return source if same else replace(source, publisher=words, title=title)


def publisher(source: Source, asked: Asked) -> str | None:
    """Who published it; a party by its name, where the reader of documents noted its code."""
    return asked.lexicon.party_name(source.publisher) if source.publisher else None


def counts(lines: Sequence[Line]) -> str:
    """How much of what kind: "2 adoptions, 5 commitments, 1 request"."""
    return tally_words(Counter(line.outcome.kind for line in lines))


def tally_words(tally: Mapping[Kind, int]) -> str:
    """How much of what kind, from counts: the weightiest kind first."""
    return shown.listed(
        [shown.counted(tally[kind], *shown.KINDS_COUNTED[kind]) for kind in Kind if tally.get(kind)]
    )


def extent(lines: Sequence[Line], language: str = "en") -> str:
    """From when to when the lines were said: "10 September 2020 to 28 January 2021"; "" where none is dated."""
    days = [day for line in lines if (day := line.said.start or line.said.end)]
    if not days:
        return ""
    first, last = min(days), max(days)
    if first == last:
        return dates_shown.day(first, language)
    return f"{dates_shown.day(first, language)} to {dates_shown.day(last, language)}"


def summary(lines: Sequence[Line], asked: Asked) -> str:
    """One sentence that says how much an answer rests on."""
    documents = shown.counted(len({line.source.number for line in lines}), "document", "documents")
    when = extent(lines, asked.language)
    return f"{counts(lines)}; {documents}{f', {when}' if when else ''}."


def span_words(span: Span, language: str = "en") -> str:
    """A span as a heading has it: "2021", "2019–2021", "November 2021", "since 1 March 2020"."""
    words = dates_shown.shown(Moment(span.start, span.end, None), language)
    return f"since {words.removeprefix('from ')}" if span.end is None and language == "en" else words


def group(lines: Iterable[Line], key: Callable[[Line], str]) -> dict[str, list[Line]]:
    """The lines by a key, in the order in which the keys first come."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(key(line), []).append(line)
    return found
