"""Takes lines of one party, and gives them by who owes what to whom: they to us, we to them, both together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefs import dates_shown, threads
from briefs.brief import Entry, Part
from briefs.composing import entries as made
from briefs.composing import over
from briefs.library import Asked
from briefs.model import Code, Kind, Line, Strength

_PROMISED = frozenset({Kind.COMMITMENT, Kind.PLEDGE})


@dataclass(frozen=True, slots=True)
class Sides:
    """Lines by direction, as seen from ``home`` where it is set: theirs to us, ours to them, joint, and the rest."""

    theirs: list[Line]
    ours: list[Line]
    joint: list[Line]
    rest: list[Line]


@dataclass(frozen=True, slots=True)
class Named:
    """The words for the sides in a heading: with a home they are "us" and "them"."""

    party: str
    home: bool

    def promised(self) -> tuple[str, str, str]:
        """What they, we, and both together have promised."""
        if self.home:
            return (
                f"They owe us: promised by {self.party}",
                f"We owe them: promised to {self.party}",
                "Agreed together",
            )
        return f"Promised by {self.party}", f"Promised to {self.party}", f"Agreed together with {self.party}"

    def pledged(self) -> tuple[str, str]:
        """What they and we have pledged."""
        if self.home:
            return f"They owe us: pledged by {self.party}", f"We owe them: pledged to {self.party}"
        return f"Pledged by {self.party}", f"Pledged to {self.party}"

    def asked(self) -> tuple[str, str]:
        """What was asked of them, and by them."""
        if self.home:
            return f"We asked of {self.party}", f"{self.party} asked of us"
        return f"Asked of {self.party}", f"Asked by {self.party}"


def named(code: Code, asked: Asked) -> Named:
    """The words for the sides of a brief on a party; the party that is home itself is spoken of like any other."""
    return Named(asked.lexicon.party_name(code), seen_from(code, asked) is not None)


def seen_from(code: Code, asked: Asked) -> Code | None:
    """Who "we" are in a brief on a party: the home of the settings, unless the brief is on home itself."""
    home = asked.library.home
    return home if home and home != code else None


def sides(lines: Sequence[Line], code: Code, home: Code | None) -> Sides:
    """Lines by who acts for whom; each line in one place, in the order given."""
    found = Sides([], [], [], [])
    for line in lines:
        _place(line, code, home, found).append(line)
    return found


def _place(line: Line, code: Code, home: Code | None, found: Sides) -> list[Line]:
    actors, towards = line.outcome.actors, line.outcome.towards
    if home is None:
        if code not in actors:
            return found.ours
        return found.theirs if len(actors) == 1 else found.joint
    if code in actors and home in actors:
        return found.joint
    if code in actors and home in towards:
        return found.theirs
    if home in actors and code in towards:
        return found.ours
    return found.rest


def binding(lines: Sequence[Line], code: Code, followed: threads.Followed, asked: Asked) -> list[Part]:
    """Adopted, promised in each direction and together, pledged; the soft ones after the firm."""
    words, home = named(code, asked), seen_from(code, asked)
    adopted = [line for line in lines if line.outcome.kind is Kind.ADOPTION]
    promised = sides([line for line in lines if line.outcome.kind is Kind.COMMITMENT], code, home)
    gifts = [line for line in lines if line.outcome.kind is Kind.PLEDGE]
    thanked = [line for line in gifts if over.is_credit(line)]
    pledged = sides([line for line in gifts if line not in thanked], code, home)
    successors = threads.succeeded(adopted, asked.lexicon, followed.terms)
    theirs, ours, joint = words.promised()
    given, taken = words.pledged()

    def entries(group: Sequence[Line]) -> list[Entry]:
        ordered = sorted(group, key=lambda line: line.outcome.strength is Strength.SOFT)
        return [entry(line, followed, asked) for line in ordered]

    return [
        made.part("adopted", "Adopted", [_adopted(line, successors, asked) for line in adopted]),
        made.part("given", theirs, entries(promised.theirs)),
        made.part("taken", ours, entries(promised.ours)),
        made.part("joint", joint, entries(promised.joint)),
        made.part("pledged", given, entries([*pledged.theirs, *pledged.joint])),
        made.part("received", taken, entries(pledged.ours)),
        made.part("thanked", "Given before, known by the thanks for it", entries(thanked)),
        made.part(
            "others",
            "Promised with or to others",
            entries([*promised.rest, *pledged.rest]),
            folded=True,
        ),
    ]


def _adopted(line: Line, successors: Mapping[int, threads.Link], asked: Asked) -> Entry:
    link = successors.get(line.number)
    if link is None:
        return made.entry(line, asked)
    when = dates_shown.shown(link.later.said, asked.language)
    return made.entry(line, asked, f"followed by the one of {when}")


def entry(line: Line, followed: threads.Followed, asked: Asked) -> Entry:
    """A line with what became of it; a request says so too where nothing did."""
    if line.outcome.kind is Kind.REQUEST:
        return request_entry(line, followed.answered, asked)
    return made.entry(line, asked, became(line, followed, asked))


def became(line: Line, followed: threads.Followed, asked: Asked) -> str:
    """What later documents say became of a promise, in words; "" where none says anything."""
    if line.number in followed.kept:
        held = followed.kept[line.number].held
        return f"carried out, document {held.source.number}: “{made.cut(held.quote)}”"
    link = followed.reported.get(line.number)
    if link is not None:
        return told(link, asked)
    link = followed.renewed.get(line.number)
    if link is not None:
        return f"said again {dates_shown.shown(made.said(link.later), asked.language)}, document {link.later.source.number}"
    return ""


def told(link: threads.Link, asked: Asked) -> str:
    """What became of a line, when, in which document, and its words: "answered 28 January 2021, document 3: “…”"."""
    when = dates_shown.shown(made.said(link.later), asked.language)
    return f"{link.became.value} {when}, document {link.later.source.number}: “{telling(link)}”"


def requests(lines: Sequence[Line], code: Code, followed: threads.Followed, asked: Asked) -> list[Part]:
    """What was asked in each direction; what was answered says when and why that is thought."""
    words, home = named(code, asked), seen_from(code, asked)
    wanted = [line for line in lines if line.outcome.kind is Kind.REQUEST]
    of_it = [line for line in wanted if code in line.outcome.towards]
    by_it = [line for line in wanted if code not in line.outcome.towards]
    others: list[Line] = []
    if home is not None:
        others = [line for line in of_it if home not in line.outcome.actors]
        others += [line for line in by_it if home not in line.outcome.towards]
        of_it = [line for line in of_it if home in line.outcome.actors]
        by_it = [line for line in by_it if home in line.outcome.towards]
    asked_of, asked_by = words.asked()
    links = followed.answered
    return [
        made.part("asked-of", asked_of, [request_entry(line, links, asked) for line in of_it]),
        made.part("asked-by", asked_by, [request_entry(line, links, asked) for line in by_it]),
        made.part(
            "asked", "Asked among others", [request_entry(line, links, asked) for line in others], folded=True
        ),
    ]


def request_entry(line: Line, links: Mapping[int, threads.Link], asked: Asked) -> Entry:
    """A request with what became of it."""
    link = links.get(line.number)
    state = threads.status(line, link, asked.today)
    if link:
        state = f"{state}, {dates_shown.shown(made.said(link.later), asked.language)}: “{telling(link)}”"
    elif line.outcome.towards == ():
        state = ""
    return made.entry(line, asked, state)


def telling(link: threads.Link) -> str:
    """The headline of the later line, or its whole sentence where the headline lacks what links the two."""
    outcome = link.later.outcome
    held = any(word.casefold() in outcome.headline.casefold() for word in link.shared)
    return made.cut(made.plain(outcome.headline if held else outcome.quote))


def promised(line: Line) -> bool:
    """Whether a line promises something: a commitment or a pledge."""
    return line.outcome.kind in _PROMISED
