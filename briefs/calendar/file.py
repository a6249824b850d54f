"""The path of calendar.toml comes in, a Calendar goes out, or a BadRule that names file, entry and reason."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

from briefs.calendar import (
    Calendar,
    Chairmanship,
    Coordinator,
    Level,
    Membership,
    Partnership,
    Standing,
    Summit,
)
from briefs.calendar.entry import Entry, whole_year
from briefs.errors import BadRule
from briefs.model import EventStatus, Format, Precision

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

_KINDS = frozenset({"chairmanship", "summit", "partnership", "membership"})
_PARTNERS = ("dialogue", "sectoral", "development")
_JULY = 7
_MOST_OF_A_YEAR = timedelta(days=200)
_T = TypeVar("_T")


def _chairmanship(entry: Entry) -> Chairmanship:
    entry.called("body", "year")
    body, year, host = entry.code("body"), entry.year("year"), entry.code("host")
    title = entry.text("title", "Chairmanship")
    span = entry.moment("term") if entry.has("term") else whole_year(year)
    if span.start is None or span.end is None or year not in {span.start.year, span.end.year}:
        entry.fault(f"the term does not touch the year {year} it is called by.")
    half = f"-{1 if span.start.month < _JULY else 2}" if span.end - span.start < _MOST_OF_A_YEAR else ""
    return Chairmanship(
        body=body,
        year=year,
        host=host,
        start=span.start,
        end=span.end,
        slug=f"{body}-{title}-{year}{half}".lower().replace(" ", "-"),
        name=f"{body} {title} {year}",
        record=entry.record(),
        precision=span.precision or Precision.YEAR,
    )


def _standing(entry: Entry) -> Standing:
    status = EventStatus(entry.choice("status", tuple(EventStatus), EventStatus.PLANNED))
    standing = Standing(entry.moment("when"), status, entry.record(), entry.day("known"))
    entry.done()
    return standing


def _summit(entry: Entry) -> Summit:
    entry.called("slug")
    when = entry.moment("when")
    host = entry.text_or_none("host")
    form = entry.choice("format", tuple(Format)) if entry.has("format") else None
    return Summit(
        slug=entry.slug("slug"),
        series=entry.slug("series"),
        ordinal=entry.ordinal(),
        name=entry.text("name"),
        host=None if host is None else entry.checked(host),
        place=entry.text_or_none("place"),
        start=when.start,
        end=when.end,
        precision=when.precision,
        status=EventStatus(entry.choice("status", tuple(EventStatus))),
        record=entry.record(),
        names=entry.texts("names"),
        parties=entry.codes("parties"),
        format=None if form is None else Format(form),
        known=entry.day("known"),
        history=tuple(_standing(each) for each in entry.inner("history")),
        kind=entry.slug("kind") if entry.has("kind") else "summit",
    )


def _level(entry: Entry) -> Level:
    level = Level(entry.text("name"), entry.year("since"))
    entry.done()
    return level


def _coordinator(entry: Entry) -> Coordinator:
    term = Coordinator(entry.code("state"), entry.year("from"), entry.year("until"))
    if term.start >= term.end:
        entry.fault(f"the term ends in {term.end}, before or when it begins.")
    entry.done()
    return term


def _partnership(entry: Entry) -> Partnership:
    entry.called("body", "partner")
    body, partner = entry.code("body"), entry.code("partner")
    kind = entry.choice("kind", _PARTNERS)
    since = entry.year("since")
    levels = tuple(_level(each) for each in entry.inner("levels"))
    coordinators = tuple(_coordinator(each) for each in entry.inner("coordinators"))
    years = [since, *(level.since for level in levels)]
    if years != sorted(years):
        entry.fault("the levels must stand in the order of their years, none before the relations began.")
    if [term.start for term in coordinators] != sorted(term.start for term in coordinators):
        entry.fault("the coordinators must stand in the order of their years.")
    first = Level(f"{kind.capitalize()} {'Relations' if kind == 'dialogue' else 'Partnership'}", since)
    return Partnership(body, partner, kind, since, (first, *levels), coordinators, entry.record())


def _membership(entry: Entry) -> Membership:
    entry.called("body", "state")
    body, state = entry.code("body"), entry.code("state")
    since = entry.moment("since")
    if since.start is None or since.precision is not Precision.DAY:
        entry.fault('"since" must be the day of joining: write 1999-04-30.')
    return Membership(body, state, since.start, entry.record())


def read(path: Path, known: Collection[str] | None = None) -> Calendar:
    """The facts in a file, each kind sorted by date. Raises BadRule."""
    try:
        tables: dict[str, object] = dict(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"{path.name} cannot be read as TOML: {error}."
        raise BadRule(message) from error
    unknown = sorted(tables.keys() - _KINDS)
    if unknown:
        message = (
            f'{path.name}: nothing is known of "{unknown[0]}"; the tables are {", ".join(sorted(_KINDS))}.'
        )
        raise BadRule(message)

    def all_of(kind: str, build: Callable[[Entry], _T]) -> list[_T]:
        found = tables.get(kind, [])
        if not isinstance(found, list):
            message = f"{path.name}: write [[{kind}]], with two brackets, above each entry."
            raise BadRule(message)
        return [
            _built(Entry(table, f"{path.name}, {kind} number {at}", known), build)
            for at, table in enumerate(found, 1)
        ]

    terms = all_of("chairmanship", _chairmanship)
    summits = all_of("summit", _summit)
    partnerships = all_of("partnership", _partnership)
    memberships = all_of("membership", _membership)
    _once(path, "chairmanship", [each.slug for each in terms])
    _once(path, "summit", [each.slug for each in summits])
    _once(path, "partnership", [f"{each.body} {each.partner}" for each in partnerships])
    _once(path, "membership", [f"{each.body} {each.state}" for each in memberships])
    return Calendar(
        tuple(sorted(terms, key=lambda each: (each.body, each.start))),
        tuple(sorted(summits, key=lambda each: (each.start or date.max, each.slug))),
        tuple(partnerships),
        tuple(sorted(memberships, key=lambda each: (each.body, each.since))),
    )


def _built(entry: Entry, build: Callable[[Entry], _T]) -> _T:
    built = build(entry)
    entry.done()
    return built


def _once(path: Path, kind: str, names: list[str]) -> None:
    for number, name in enumerate(names):
        if name in names[:number]:
            message = f"{path.name}: {kind} {name} stands there twice; leave one of them."
            raise BadRule(message)
