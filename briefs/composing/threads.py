"""Takes what became of lines and events, and gives the answers on it: threads, and what is still open with a party."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from briefs import dates_shown, shown, threads
from briefs.brief import Brief, Choice, Entry, Part
from briefs.composing import entries as made
from briefs.composing import occasions, over
from briefs.composing import sides as compose_sides
from briefs.composing.sides import Sides
from briefs.library import Asked
from briefs.model import Code, Kind, Line, Source, Strength
from briefs.threads import Became

_NOTE = "Each link is proposed by rule and gives its reason; read both sentences."
_OPEN_NOTE = "Open means that no later document here reports it done or answers it."
_PASSED = "Meetings and terms whose day has passed, of which nothing here reports"
_MOST_TOLD = 4


def of_partner(followed: threads.Followed, asked: Asked) -> list[Part]:
    """The threads that a brief on a partner shows beside its lines: plans with their terms, and events that turned."""
    return [
        made.part("terms", "Plans and their terms", _terms(followed.terms, asked)),
        made.part("turned", "Events that moved or were held", _turned(followed.turns, asked), folded=True),
    ]


def brief(followed: threads.Followed, asked: Asked) -> Brief:
    """Everything that became of something: answered, carried out, begun, followed, moved, said again."""
    reports = followed.reported.values()
    done = [_linked(link, asked) for link in reports if link.became is Became.CARRIED_OUT]
    parts = [
        made.part(
            "answered", "Requests answered", [_linked(each, asked) for each in followed.answered.values()]
        ),
        made.part("done", "Carried out", [*done, *(_kept(each, asked) for each in followed.kept.values())]),
        made.part(
            "begun",
            "In progress",
            [_linked(link, asked) for link in reports if link.became is Became.IN_PROGRESS],
        ),
        made.part("terms", "Plans and their terms", _terms(followed.terms, asked)),
        made.part("turned", "Events that moved or were held", _turned(followed.turns, asked)),
        made.part(
            "again",
            "Promised again",
            [_linked(link, asked) for link in followed.renewed.values()],
            "Said once more in a later document: still open.",
            folded=True,
        ),
    ]
    codes = asked.question.parties
    number = sum(len(each.entries) for each in parts)
    lead = [f"{shown.counted(number, 'thread', 'threads')}. {_NOTE}"]
    title = " · ".join(["Threads", *(asked.lexicon.party_name(code) for code in codes)])
    choices = [Choice(f"Still open: {asked.lexicon.party_name(code)}", f"open {code}") for code in codes[:2]]
    choices += [Choice(f"All on {asked.lexicon.party_name(code)}", f"partner {code}") for code in codes[:2]]
    return made.answer(asked, title, lead, made.fold(parts), _sources(followed), choices=tuple(choices))


def _sources(followed: threads.Followed) -> tuple[Source, ...]:
    """Every document that a thread cites."""
    links = [*followed.answered.values(), *followed.reported.values(), *followed.renewed.values()]
    lines = [line for link in links for line in (link.earlier, link.later)]
    lines += [each.promise for each in followed.kept.values()]
    for term in followed.terms:
        lines += [
            term.line,
            *([term.next.later] if term.next else []),
            *([term.closed] if term.closed else []),
        ]
    told = [each for turn in followed.turns for each in (turn.earlier, turn.later)]
    told += [each.held for each in followed.kept.values()]
    return made.cited(lines, [each.source for each in told])


def _linked(link: threads.Link, asked: Asked) -> Entry:
    """The earlier line, with the words of the later one and the reason why they belong together."""
    return made.entry(link.earlier, asked, compose_sides.told(link, asked), link.reason)


def _kept(each: threads.Kept, asked: Asked) -> Entry:
    source = each.held.source
    when = dates_shown.shown(source.published, asked.language)
    told = f"carried out {when}, document {source.number}: “{made.cut(made.plain(each.held.quote))}”"
    return made.entry(each.promise, asked, told, each.reason)


def _terms(terms: Iterable[threads.Term], asked: Asked) -> list[Entry]:
    """Each term of a plan by its last day, the newest first, with how it stands and what followed it."""
    ordered = sorted(terms, key=lambda each: (each.end, each.line.number), reverse=True)
    return [_term(each, asked) for each in ordered]


def _term(term: threads.Term, asked: Asked) -> Entry:
    line = term.line
    notes = [threads.standing(term, asked.today, asked.language)]
    if term.closed is not None:
        notes.append(
            f"document {term.closed.source.number}: “{made.cut(made.plain(term.closed.outcome.quote))}”"
        )
    if term.next is not None:
        later = term.next.later
        notes.append(f"followed by document {later.source.number}: “{compose_sides.telling(term.next)}”")
        notes.append(term.next.reason)
    name = made.plain(line.outcome.instrument or line.outcome.headline)
    years = f"{term.start.year}–{term.end.year}"
    text = name if str(term.end.year) in name else f"{name} ({years})"
    parties = shown.names(sorted(term.parties), asked.lexicon)
    return Entry(
        text,
        when=made.said(line),
        direction=parties,
        notes=tuple(notes),
        line=line.number,
        source=line.source.number,
        ask=f"line {line.number}",
    )


def _turned(turns: Sequence[threads.Turn], asked: Asked) -> list[Entry]:
    """Each event once, with every date it had and the document that said so; the latest word first."""
    by_slug: dict[str, list[threads.Turn]] = {}
    for turn in turns:
        by_slug.setdefault(turn.slug, []).append(turn)
    entries = [_event(group, asked) for group in by_slug.values()]
    return sorted(entries, key=_day, reverse=True)


def _day(entry: Entry) -> date:
    return (entry.when.start if entry.when else None) or date.min


def _event(turns: Sequence[threads.Turn], asked: Asked) -> Entry:
    last = turns[-1]
    told = list(dict.fromkeys(each for turn in turns for each in (turn.earlier, turn.later)))
    notes = [_said(each, asked) for each in told[-_MOST_TOLD:]]
    return Entry(
        f"{last.name}: {last.became.value}",
        when=last.later.when,
        notes=(*notes, last.reason),
        source=last.later.source.number,
        ask=f"event {last.slug}",
    )


def _said(told: threads.Told, asked: Asked) -> str:
    when = dates_shown.shown(told.source.published, asked.language)
    what = occasions.in_words(told.when, told.status, asked.language)
    return f"{what} ({when}, document {told.source.number}): “{made.cut(made.plain(told.quote))}”"


def still_open(lines: Sequence[Line], followed: threads.Followed) -> list[Line]:
    """Promises and addressed requests of which no later document says that they were kept or answered.

    Of a promise that was made again only the last is given. A gift for which its receiver gave thanks has come.
    """
    numbers = {line.number for line in lines}
    found = []
    for line in lines:
        again = followed.renewed.get(line.number)
        repeated = again is not None and again.later.number in numbers
        owed = compose_sides.promised(line) or (line.outcome.kind is Kind.REQUEST and line.outcome.towards)
        if owed and not repeated and not followed.is_closed(line) and not over.has_come(line):
            found.append(line)
    return found


def open_brief(code: Code, lines: Sequence[Line], followed: threads.Followed, asked: Asked) -> Brief:
    """What they still owe us and what we still owe them, as far as the documents tell."""
    words, home = compose_sides.named(code, asked), compose_sides.seen_from(code, asked)
    unkept = still_open(lines, followed)
    passed = [line for line in unkept if over.has_passed(line, asked.today)]
    owed = [line for line in unkept if line not in passed]
    firm = [line for line in owed if compose_sides.promised(line) and not _soft(line)]
    by = compose_sides.sides(firm, code, home)
    intended = compose_sides.sides([line for line in owed if _soft(line)], code, home)
    soft = [*intended.theirs, *intended.ours, *intended.joint]
    wanted = [line for line in owed if line.outcome.kind is Kind.REQUEST]
    asked_of, asked_by = _asked(wanted, code, home)
    theirs, ours, joint = words.promised()
    of_it, by_it = words.asked()
    again = {link.later.number: link.earlier for link in followed.renewed.values()}

    def part(key: str, title: str, group: Sequence[Line], *, folded: bool = False) -> Part:
        ordered = sorted(group, key=lambda line: _urgency(line, asked.today))
        return made.part(key, title, [_owed(line, followed, again, asked) for line in ordered], folded=folded)

    parts = [
        part("theirs", theirs, by.theirs),
        part("asked-of", f"{of_it}, unanswered", asked_of),
        part("ours", ours, by.ours),
        part("asked-by", f"{by_it}, unanswered", asked_by),
        part("joint", joint, by.joint, folded=len(by.joint) > _MOST_TOLD),
        part("soft", "Soft: intentions and reaffirmations", soft, folded=True),
        part("others", "With or to others", [*by.rest, *intended.rest], folded=True),
        made.part("passed", _PASSED, [made.entry(line, asked) for line in passed], folded=True),
    ]
    name = asked.lexicon.party_name(code)
    lead = [_sum(by, asked_of, asked_by, asked), _OPEN_NOTE]
    choices = (
        Choice("What became of the rest", f"threads {code}"),
        Choice(f"All on {name}", f"partner {code}"),
    )
    listed = [line for line in unkept if line in wanted or compose_sides.promised(line)]
    return made.answer(
        asked, f"Open with {name}", lead, made.fold(parts, made.LISTED), made.cited(listed), choices=choices
    )


def _soft(line: Line) -> bool:
    return line.outcome.kind is Kind.COMMITMENT and line.outcome.strength is Strength.SOFT


def _asked(wanted: Sequence[Line], code: Code, home: Code | None) -> tuple[list[Line], list[Line]]:
    """The requests to a party and by it; with a home, only those between the two."""
    of_it = [line for line in wanted if code in line.outcome.towards]
    by_it = [line for line in wanted if code not in line.outcome.towards and code in line.outcome.actors]
    if home is None:
        return of_it, by_it
    return (
        [line for line in of_it if home in line.outcome.actors],
        [line for line in by_it if home in line.outcome.towards],
    )


def _urgency(line: Line, today: date) -> tuple[bool, date, int]:
    """What fell due first comes first, then what has a date, then the newest of the rest."""
    end = line.outcome.period.end if line.outcome.period else None
    said = line.said.start or today
    return (
        end is None,
        end or date.fromordinal(max(1, date.max.toordinal() - said.toordinal())),
        line.number,
    )


def _owed(line: Line, followed: threads.Followed, again: Mapping[int, Line], asked: Asked) -> Entry:
    """A line that is owed, with its age, what was reported of it, and since when it has been promised."""
    said = line.said.start
    age = f"open for {dates_shown.length(said, asked.today)}" if said and said <= asked.today else ""
    before = again.get(line.number)
    since = f"first said {dates_shown.shown(made.said(before), asked.language)}" if before else ""
    return made.entry(line, asked, age, since, compose_sides.became(line, followed, asked))


def _sum(by: Sides, asked_of: Sequence[Line], asked_by: Sequence[Line], asked: Asked) -> str:
    """One sentence on how much is open in each direction."""
    theirs, ours = len(by.theirs) + len(asked_of), len(by.ours) + len(asked_by)
    pieces = [
        f"{shown.counted(theirs, 'matter', 'matters')} open on their side",
        f"{ours:,} on {'ours' if asked.library.home else 'the other'}",
        f"{len(by.joint):,} promised together",
    ]
    return f"{', '.join(pieces)}."
