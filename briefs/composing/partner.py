"""Takes what is known of one party, and gives the brief that a desk officer carries into a meeting with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefs import dates_shown, shown, threads
from briefs.brief import Brief, Choice, Entry, Part
from briefs.calendar import Chairmanship, Partnership
from briefs.composing import entries as made
from briefs.composing import sides as compose_sides
from briefs.composing import threads as compose_threads
from briefs.composing.accounts import Met
from briefs.library import Asked
from briefs.model import Code, Kind, Line, Source


@dataclass(frozen=True, slots=True)
class Known:
    """What a brief on a partner is made of; ``coming`` are ready entries with the sources they cite."""

    codes: Sequence[Code]
    lines: Sequence[Line]
    meetings: Sequence[Met]
    coming: Sequence[Entry]
    coming_sources: Sequence[Source]
    followed: threads.Followed

    @property
    def code(self) -> Code:
        """The party from whose side the brief looks."""
        return self.codes[0]


def brief(known: Known, asked: Asked) -> Brief:
    """The brief on a partner: facts of record, last meeting, what binds both ways, requests, and what is coming."""
    code, followed = known.code, known.followed
    parts = [
        made.part("record", "Facts of record", _record(known.code, asked)),
        made.part("meeting", "Last meeting", [meeting_entry(met, asked) for met in known.meetings[:1]]),
        *compose_sides.binding(known.lines, code, followed, asked),
        *compose_sides.requests(known.lines, code, followed, asked),
        *compose_threads.of_partner(followed, asked),
        *_rest(known.lines, asked),
        made.part("coming", "Coming", known.coming),
    ]
    told = [turn.later.source for turn in followed.turns]
    told += [source for met in known.meetings[:1] for source in met.sources]
    sources = made.cited(known.lines, [*told, *known.coming_sources])
    lead = [made.summary(known.lines, asked)] if known.lines else []
    lead += _narrowed(asked)
    title = shown.names(known.codes, asked.lexicon)
    return made.answer(asked, title, lead, made.fold(parts), sources, choices=_next(known.codes, asked))


def has_record(code: Code, asked: Asked) -> bool:
    """Whether the calendar knows anything of a party."""
    return bool(_record(code, asked))


def _record(code: Code, asked: Asked) -> list[Entry]:
    """Partnerships, membership and terms in the chair, each with the source that the calendar gives."""
    calendar = asked.lexicon.calendar
    entries = [_partnership(each, asked) for each in calendar.partnerships if each.partner == code]
    for membership in calendar.memberships:
        if membership.state == code and membership.since <= asked.today:
            body = asked.lexicon.party_name(membership.body)
            since = dates_shown.day(membership.since, asked.language)
            entries.append(Entry(f"Member of {body} since {since}", notes=(f"record: {membership.source}",)))
    for term in _terms(code, asked):
        tense = (
            "Chairs"
            if term.start <= asked.today <= term.end
            else "Chaired"
            if term.end < asked.today
            else "To chair"
        )
        when = dates_shown.shown(term.as_of(asked.today).when, asked.language)
        words = f"{tense} {asked.lexicon.party_name(term.body)}, {when}"
        entries.append(Entry(words, notes=(f"record: {term.source}",), ask=f"event {term.slug}"))
    chairs = [
        each for each in calendar.chairmanships if each.body == code and each.start <= asked.today <= each.end
    ]
    for term in chairs:
        host = asked.lexicon.party_name(term.host)
        entries.append(
            Entry(
                f"In the chair: {host} ({term.year})",
                notes=(f"record: {term.source}",),
                ask=f"partner {term.host}",
            )
        )
    return entries


def _terms(code: Code, asked: Asked) -> list[Chairmanship]:
    """Its terms in the chair: those that run or are to come, and of each body the last that is over."""
    terms = [each for each in asked.lexicon.calendar.chairmanships if each.host == code]
    last = {each.body: each for each in terms if each.end < asked.today}
    kept = [each for each in terms if each.end >= asked.today or last.get(each.body) == each]
    return sorted(kept, key=lambda each: each.start, reverse=True)


def _partnership(partnership: Partnership, asked: Asked) -> Entry:
    """One relation in one line: kind and year, level and year, country coordinator."""
    body, year = asked.lexicon.party_name(partnership.body), asked.today.year
    words = f"{partnership.kind.capitalize()} partner of {body} since {partnership.since}"
    level = partnership.level_in(year)
    if level and partnership.since < level.since == year and asked.as_of:
        before = partnership.level_in(year - 1)
        words += f"; {before.name} before, {level.name} in the course of {year}" if before else ""
    elif level and level.since > partnership.since:
        words += f"; {level.name} since {level.since}"
    coordinator = partnership.coordinator_in(year)
    if coordinator:
        state = asked.lexicon.party_name(coordinator.state)
        words += f"; country coordinator: {state} ({coordinator.start}–{coordinator.end})"
    return Entry(words, notes=(f"record: {partnership.source}",))


def meeting_entry(met: Met, asked: Asked) -> Entry:
    """A meeting in one line; pressed, it opens as an answer of its own."""
    stored, meeting = met.stored, met.stored.meeting
    form = {"videoconference": "by videoconference", "in_person": "in person"}.get(
        str(meeting.format or ""), ""
    )
    chairs = [
        made.plain(chair.name) + (f" ({asked.lexicon.party_name(chair.party)})" if chair.party else "")
        for chair in meeting.chairs
    ]
    notes = [
        shown.names(meeting.parties, asked.lexicon),
        form,
        meeting.place or "",
        f"chaired by {shown.listed(chairs)}" if chairs else "",
        shown.counted(met.lines, "line", "lines") if met.lines else "",
        reported_by(met),
    ]
    return Entry(
        made.begun(made.plain(meeting.name)),
        when=stored.when,
        notes=tuple(note for note in notes if note),
        source=stored.source.number,
        ask=f"meeting #{stored.number}",
    )


def reported_by(met: Met) -> str:
    """The documents that report a meeting, where it is more than one."""
    numbers = sorted(source.number for source in met.sources)
    return f"reported by documents {shown.listed([str(number) for number in numbers])}" if met.others else ""


def _rest(lines: Sequence[Line], asked: Asked) -> list[Part]:
    """What binds nobody, folded from the start."""
    found = []
    for kind, key, title in (
        (Kind.POSITION, "positions", "Positions"),
        (Kind.PROGRESS, "progress", "Progress reported"),
        (Kind.APPRECIATION, "thanks", "Thanks"),
    ):
        entries = [made.entry(line, asked) for line in lines if line.outcome.kind is kind]
        found.append(made.part(key, title, entries, folded=True))
    return found


def _narrowed(asked: Asked) -> list[str]:
    """What the answer leaves out, so that nobody takes a part for the whole."""
    question = asked.question
    found = []
    if question.span:
        found.append(f"Only {made.span_words(question.span, asked.language)}.")
    if question.topics:
        found.append(
            f"Only on {shown.listed([asked.lexicon.topic_name(topic) for topic in question.topics])}."
        )
    if asked.preferences.hidden and not question.kinds:
        kinds = shown.listed(sorted(kind.value for kind in asked.preferences.hidden))
        found.append(f"Left out by your settings: {kinds}.")
    return found


def _next(codes: Sequence[Code], asked: Asked) -> tuple[Choice, ...]:
    year, code = asked.today.year, " ".join(codes)
    return (
        Choice("Pledges", f"pledges {code}"),
        Choice("Still open", f"open {code}"),
        Choice("Requests", f"requests {code}"),
        Choice(f"Commitments {year}", f"commitments {year} {code}"),
        Choice("Coming", f"upcoming {code}"),
    )
