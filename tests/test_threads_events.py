"""What became of events: held, moved, called off, and only where a later document says so."""

from __future__ import annotations

from datetime import date

import pytest
from builders import source
from readings import outcome

from briefs import threads
from briefs.model import EventStatus, Kind, Line, Moment, Precision
from briefs.queries import DateTold, EventMention, StoredEvent

PLANNED, HELD = EventStatus.PLANNED, EventStatus.HELD
POSTPONED, CANCELLED = EventStatus.POSTPONED, EventStatus.CANCELLED
TODAY = date(2022, 5, 1)


def on(*days: date) -> Moment:
    return Moment(days[0], days[-1], Precision.DAY) if days else Moment(None, None, None)


YEAR = Moment(date(2021, 1, 1), date(2021, 12, 31), Precision.YEAR)
NOVEMBER = on(date(2021, 11, 25), date(2021, 11, 26))


def told(
    number: int, published: date, when: Moment, status: EventStatus, quote: str = "The fair was spoken of."
):
    paper = source(number, published=Moment(published, published, Precision.DAY))
    return DateTold(when, status, paper), EventMention(quote, 1, paper)


def event(*tellings, kind: str = "summit") -> StoredEvent:
    history, mentions = zip(*tellings, strict=True)
    last = history[-1]
    return StoredEvent("fair-2021", "Fair 2021", kind, "KH", None, last.when, last.status, mentions, history)


def became(*tellings, kind: str = "summit") -> list[str]:
    return [turn.became.value for turn in threads.turns([event(*tellings, kind=kind)])]


def test_an_event_that_was_to_come_and_is_told_as_past_was_held():
    first = told(1, date(2021, 1, 28), YEAR, PLANNED, "Cambodia hosts the fair this year.")
    last = told(2, date(2021, 11, 26), NOVEMBER, HELD, "The fair was held on 25 and 26 November 2021.")
    (turn,) = threads.turns([event(first, last)])
    assert turn.became is threads.Became.HELD
    assert (turn.earlier.source.number, turn.later.source.number) == (1, 2)
    assert turn.later.quote.startswith("The fair was held")
    assert "held in the later one (25–26 November 2021)" in turn.reason


def test_a_date_that_excludes_the_one_before_has_moved():
    first = told(1, date(2020, 1, 5), on(date(2020, 11, 12)), PLANNED)
    second = told(2, date(2020, 8, 1), on(date(2021, 6, 1)), PLANNED)
    third = told(3, date(2021, 4, 1), NOVEMBER, PLANNED)
    assert became(first, second, third) == ["moved", "moved"]


@pytest.mark.parametrize(("status", "word"), [(POSTPONED, "postponed"), (CANCELLED, "cancelled")])
def test_what_is_put_off_or_called_off_is_told(status, word):
    assert became(told(1, date(2020, 1, 5), YEAR, PLANNED), told(2, date(2021, 3, 1), on(), status)) == [word]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (told(1, date(2021, 1, 28), YEAR, PLANNED), told(2, date(2021, 2, 1), NOVEMBER, PLANNED)),
        (told(1, date(2021, 11, 26), NOVEMBER, PLANNED), told(2, date(2022, 2, 1), NOVEMBER, HELD)),
        (told(1, date(2021, 1, 28), YEAR, PLANNED), told(2, date(2021, 1, 28), YEAR, HELD)),
        (told(1, date(2021, 1, 28), YEAR, HELD), told(2, date(2021, 11, 26), NOVEMBER, HELD)),
        (told(1, date(2021, 1, 28), YEAR, PLANNED), told(2, date(2021, 3, 1), NOVEMBER, HELD)),
        (
            told(1, date(2021, 1, 28), YEAR, PLANNED),
            told(2, date(2021, 12, 1), NOVEMBER, HELD, "The fair of 2019 was a success."),
        ),
    ],
    ids=["said more exactly", "was over", "same day", "held twice", "told too early", "another year's"],
)
def test_no_status_is_guessed(earlier, later):
    assert became(earlier, later) == []


def test_a_term_in_the_chair_is_not_held_on_a_day():
    first, last = told(1, date(2020, 1, 28), YEAR, PLANNED), told(2, date(2021, 11, 26), YEAR, HELD)
    assert became(first, last, kind="chairmanship") == []


def promise(quote: str, kind: Kind = Kind.COMMITMENT) -> Line:
    when = on(date(2021, 1, 28))
    return Line(7, outcome("o7", kind, quote=quote, event="fair-2021"), source(1), None, when)


def test_a_promise_to_host_is_kept_when_a_later_document_tells_the_event_as_held():
    known = event(
        told(1, date(2021, 1, 28), YEAR, PLANNED), told(2, date(2021, 11, 26), NOVEMBER, HELD, "It was held.")
    )
    kept = threads.kept([promise("Cambodia will host the fair this year.")], {known.slug: known}, TODAY)
    assert kept[7].held.source.number == 2
    assert kept[7].reason == "the promise names Fair 2021; the later document tells of it as held"
    early = date(2021, 10, 1)
    assert threads.kept([promise("Cambodia will host the fair.")], {known.slug: known}, early) == {}


@pytest.mark.parametrize(
    "quote",
    [
        "Cambodia will host a women's forum on the sidelines of the fair.",
        "Cambodia will take part in the fair.",
    ],
)
def test_what_is_promised_beside_an_event_is_not_done_when_it_is_held(quote):
    known = event(told(2, date(2021, 11, 26), NOVEMBER, HELD, "It was held."))
    assert threads.kept([promise(quote)], {known.slug: known}, TODAY) == {}
