"""Reminders: once for each lead, late rather than never, never for a day that nobody knows, and withdrawn when it moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import NOON, document, event, outcome, reading

from briefs.following.interest import Interest, understood
from briefs.following.reminders import (
    alert_brief,
    change_brief,
    changed,
    changes,
    due,
    key_of,
    occasions,
    reminder_brief,
    still_true,
)
from briefs.following.told import Occasion, Told
from briefs.library import Library
from briefs.model import EventStatus, Kind, Mention, Period, Precision, Strength
from briefs.queries import lines_of_source

DAY = date(2021, 11, 25)
LEADS = (30, 7, 1)
PLANNED, HELD = EventStatus.PLANNED, EventStatus.HELD
POSTPONED, CANCELLED = EventStatus.POSTPONED, EventStatus.CANCELLED
NOVEMBER = Told(date(2021, 11, 1), date(2021, 11, 30), Precision.MONTH, PLANNED, 1)


def fair(starts: date | None = DAY, ends: date | None = None, **given_) -> Occasion:
    precision = Precision.DAY if starts else None
    plain = Occasion(
        "fair-2021", "Fair 2021", starts, ends or starts, precision, "KH", "Siem Reap", PLANNED, 2, "fair"
    )
    return replace(plain, **given_)


def fallen(occasion: Occasion, today: date, last: date | None) -> list[int]:
    return [each.lead for each in due([occasion], LEADS, today, last)]


def test_each_lead_falls_on_its_own_day():
    told = {
        day: fallen(fair(), day, day - timedelta(days=1))
        for day in (DAY - timedelta(days=n) for n in range(40))
    }
    assert {(DAY - day).days: leads for day, leads in told.items() if leads} == {30: [30], 7: [7], 1: [1]}


def test_a_lead_that_an_outage_swallowed_is_told_late_and_only_the_nearest_one():
    assert fallen(fair(), date(2021, 11, 10), date(2021, 10, 1)) == [30]
    assert fallen(fair(), date(2021, 11, 20), date(2021, 10, 1)) == [7]


def test_nothing_is_due_once_the_event_has_begun():
    assert fallen(fair(), DAY, DAY - timedelta(days=9)) == [1]
    assert fallen(fair(), DAY + timedelta(days=1), DAY - timedelta(days=9)) == []


def test_the_first_time_nothing_is_told_late():
    assert fallen(fair(), date(2021, 11, 10), None) == []
    assert fallen(fair(), date(2021, 11, 18), None) == [7]


@pytest.mark.parametrize("precision", [each for each in Precision if each is not Precision.DAY])
def test_a_month_or_a_year_is_no_day_to_be_reminded_of(precision):
    vague = fair(date(2021, 11, 1), date(2021, 11, 30), precision=precision)
    assert all(not fallen(vague, date(2021, 10, 1) + timedelta(days=n), date(2021, 9, 1)) for n in range(90))


def test_what_is_cancelled_is_not_due_and_what_is_postponed_to_a_known_day_is():
    assert fallen(fair(status=CANCELLED), DAY - timedelta(days=7), None) == []
    assert fallen(fair(None, status=POSTPONED), DAY - timedelta(days=7), None) == []
    assert fallen(fair(status=POSTPONED), DAY - timedelta(days=7), None) == [7]


DATES = st.dates(date(2021, 1, 1), date(2022, 12, 31))


@given(
    st.lists(st.integers(0, 400), max_size=5),
    DATES,
    st.lists(DATES, min_size=1, max_size=30).map(sorted),
)
def test_on_whatever_days_one_asks_no_reminder_comes_twice_or_after_its_day(leads, day, asked):
    keys: list[str] = []
    last = None
    for today in asked:
        found = due([fair(day)], leads, today, last)
        keys += [each.key for each in found]
        assert all(today <= day and each.lead >= (day - today).days for each in found)
        last = today
    assert len(keys) == len(set(keys))


@given(st.sets(st.integers(0, 60), min_size=1), st.integers(1, 90))
def test_who_asks_every_day_is_reminded_at_every_lead(leads, before):
    start = DAY - timedelta(days=before)
    told = [
        each.lead
        for n in range(before + 10)
        for each in due([fair()], leads, start + timedelta(days=n), start + timedelta(days=n - 1))
    ]
    assert told == sorted((lead for lead in leads if lead <= before), reverse=True)


def test_a_date_that_moved_withdraws_the_reminder_of_the_old_one():
    key = key_of(fair(), 30)
    assert key == "fair-2021|2021-11-25|30"
    assert still_true(key, fair())
    assert not still_true(key, fair(DAY + timedelta(days=7)))
    assert not still_true(key, fair(status=CANCELLED))
    assert not still_true(key, fair(None))
    assert not still_true(key, None)


def told(occasion: Occasion, source: int = 1) -> Told:
    return replace(occasion.told, source=source)


def kind(old: Told, now: Occasion, today: date = date(2021, 9, 1)) -> str | None:
    found = changed({"fair-2021": now}, {"fair-2021": old}, today)
    return found[0].kind if found else None


def test_a_date_is_moved_postponed_cancelled_or_named():
    later = fair(DAY + timedelta(days=60))
    assert kind(told(fair()), fair()) is None
    assert kind(told(fair()), later) == "moved"
    assert kind(told(fair()), fair(DAY, DAY + timedelta(days=1))) == "moved"
    assert kind(told(fair()), fair(status=CANCELLED)) == "cancelled"
    assert kind(told(fair()), fair(None, status=POSTPONED)) == "postponed"
    assert kind(told(fair()), replace(later, status=POSTPONED)) == "postponed"
    assert kind(NOVEMBER, fair()) == "named"
    assert kind(NOVEMBER, later) == "moved"
    assert kind(Told(None, None, None, POSTPONED), fair()) == "named"


def test_what_is_no_news_is_no_change():
    vague = fair(date(2021, 1, 1), date(2021, 12, 31), precision=Precision.YEAR)
    assert kind(told(fair()), vague) is None
    assert kind(NOVEMBER, vague) is None
    assert kind(told(vague), replace(vague, starts=date(2021, 10, 1), precision=Precision.QUARTER)) is None
    assert kind(told(fair()), fair(status=HELD), DAY + timedelta(days=2)) is None
    assert kind(told(fair(status=CANCELLED)), fair(status=CANCELLED)) is None
    assert kind(told(fair()), fair(status=CANCELLED), date(2023, 1, 1)) is None
    assert changed({}, {"gone": NOVEMBER}, DAY) == ()


@pytest.fixture
def library(store, lexicon):
    return Library(store, lexicon)


def paper(library, name: str, published: date, *events, outcomes=()) -> int:
    text = document(f"{name} was published.", f"{name}.txt", title=name, published_on=published)
    return library.store.add(text, reading(text, published, events=events, outcomes=outcomes), NOON).number


def river_forum(*days: date, **given_):
    quote = Mention("The River Forum was spoken of.", 1)
    first, last = (days[0], days[-1]) if days else (None, None)
    return event("river-forum", first, last, host="LA", name="River Forum", mentions=(quote,), **given_)


def test_the_occasions_of_a_party_are_those_it_hosts_and_those_it_is_named_beside(library):
    beside = outcome("o1", actors=("VN",), headline="x", quote="The River Forum was spoken of.")
    paper(library, "Plan", date(2021, 5, 1), river_forum(date(2021, 12, 1)), outcomes=(beside,))
    for words, there in (("laos", True), ("viet nam", True), ("japan", False)):
        interest = understood(words, library.lexicon).interest
        found = {each.slug for each in occasions(library, interest, date(2021, 10, 1), date(2021, 12, 31))}
        assert ("river-forum" in found) is there
    named = occasions(library, Interest(events=("river-forum",)), date(2021, 10, 1), date(2021, 12, 31))
    assert [(each.name, each.day, each.source) for each in named] == [("River Forum", date(2021, 12, 1), 1)]


def test_a_term_that_ends_is_an_occasion_of_its_parties(library):
    term = Period(date(2021, 1, 1), date(2025, 12, 31), Precision.RANGE, "2021-2025")
    plan = outcome(
        "o1", Kind.ADOPTION, actors=("ASEAN", "CA"), instrument="Plan of Action 2021-2025", period=term
    )
    paper(library, "Plan", date(2020, 9, 10), outcomes=(plan,))
    (found,) = [
        each
        for each in occasions(library, Interest(("CA",)), date(2025, 9, 1), date(2025, 12, 31))
        if each.is_term
    ]
    assert found.slug == "term-asean-ca-plan-of-action-2021"
    assert (found.day, found.source) == (date(2025, 12, 31), 1)
    assert found.name == "End of the Plan of Action 2021–2025 of ASEAN and Canada"
    assert not [
        each
        for each in occasions(library, Interest(("JP",)), date(2025, 9, 1), date(2025, 12, 31))
        if each.is_term
    ]


def test_a_moved_date_is_told_with_both_sources(library):
    first = paper(library, "Invitation", date(2021, 5, 1), river_forum(date(2021, 12, 1)))
    (before,) = occasions(
        library, Interest(("LA",), events=("river-forum",)), date(2021, 6, 1), date(2021, 12, 31)
    )
    second = paper(library, "Notice", date(2021, 7, 1), river_forum(date(2022, 3, 14), date(2022, 3, 15)))
    (change,) = changes(library, {"river-forum": before.told}, date(2021, 8, 1))
    assert (change.kind, change.old.source, change.new.source) == ("moved", first, second)
    digest = change_brief(library, [change], date(2021, 8, 1))
    (entry,) = digest.brief.parts[0].entries
    assert entry.text == "River Forum: moved from 1 December 2021 to 14–15 March 2022"
    assert entry.notes == (
        "in 7 months",
        f"before: document {first} of 1 May 2021; now: document {second} of 1 July 2021",
    )
    assert digest.brief.title == "Moved: River Forum"
    assert digest.events["river-forum"].starts == date(2022, 3, 14)
    assert changes(library, digest.events, date(2021, 8, 1)) == ()


def test_a_postponement_and_a_cancellation_are_told_in_words(library):
    paper(library, "Invitation", date(2021, 5, 1), river_forum(date(2021, 12, 1)))
    old = {"river-forum": Told(date(2021, 12, 1), date(2021, 12, 1), Precision.DAY, PLANNED, 1)}
    paper(library, "Delay", date(2021, 6, 1), river_forum(status=POSTPONED))
    (change,) = changes(library, old, date(2021, 8, 1))
    (entry,) = change_brief(library, [change], date(2021, 8, 1)).brief.parts[0].entries
    assert entry.text == "River Forum: postponed; its date was 1 December 2021, no new one is known"
    paper(library, "End", date(2021, 7, 1), river_forum(date(2021, 12, 1), status=CANCELLED))
    (change,) = changes(library, old, date(2021, 8, 1))
    (entry,) = change_brief(library, [change], date(2021, 8, 1)).brief.parts[0].entries
    assert entry.text == "River Forum: cancelled; its date was 1 December 2021"


def test_a_reminder_says_how_far_off_where_and_what_was_promised(library):
    promise = outcome(
        "o1",
        actors=("LA",),
        headline="Laos will present a plan for fish ladders at the River Forum",
        event="river-forum",
        strength=Strength.FIRM,
    )
    hosting = outcome("o2", actors=("LA",), headline="Laos will host the River Forum", event="river-forum")
    when = river_forum(date(2021, 12, 1), date(2021, 12, 2))
    paper(library, "Plan", date(2021, 5, 1), replace(when, place="Pakse"), outcomes=(hosting, promise))
    today = date(2021, 11, 24)
    found = due(occasions(library, Interest(("LA",)), today, date(2021, 12, 31)), LEADS, today, None)
    digest = reminder_brief(library, found, today)
    assert digest.brief.title == "Reminder: River Forum, in 7 days"
    (entry,) = digest.brief.parts[0].entries
    assert entry.notes == (
        "in 7 days",
        "Pakse, Laos",
        "promised for it: “Laos will present a plan for fish ladders at the River Forum”",
    )
    assert (entry.source, entry.ask) == (1, "event river-forum")
    assert [line.outcome.id for line in lines_of_source(library.store, 1) if line.number in digest.lines] == [
        "o1"
    ]
    assert [source.number for source in digest.brief.sources] == [1]


def test_many_reminders_of_one_day_are_one_message_that_says_what_did_not_fit(library):
    found = [fair(slug=f"fair-{n}", name=f"Fair {n}") for n in range(20)]
    today = DAY - timedelta(days=7)
    digest = reminder_brief(library, due(found, LEADS, today, None), today)
    shown = len(digest.brief.parts[0].entries)
    assert digest.brief.title == "Reminder: 20 dates ahead"
    assert shown <= 12
    assert digest.brief.lead == (f"And {20 - shown} more, which did not fit here.",)
    assert len(digest.events) == 20


def test_an_alert_names_what_weighs_most_and_counts_the_rest(library):
    thanks = [outcome(f"t{n}", Kind.APPRECIATION, actors=("KH",), towards=("AU",)) for n in range(9)]
    gift = outcome(
        "gift", Kind.PLEDGE, actors=("AU",), towards=("KH",), headline="80 ambulances", topics=("health",)
    )
    number = paper(library, "Talks", date(2021, 5, 1), outcomes=(*thanks, gift))
    lines = lines_of_source(library.store, number)
    digest = alert_brief(library, lines, interest=Interest(("AU",)))
    assert digest.brief.title == "New: Australia"
    assert digest.brief.lead[0] == "1 pledge and 9 words of thanks in 1 new document."
    assert digest.brief.lead[1] == f"The {len(digest.lines)} that weigh most:"
    assert digest.brief.parts[0].entries[0].text == "80 ambulances"
    assert [choice.ask for choice in digest.brief.choices] == [f"source {number}"]


@pytest.mark.parametrize(("city", "count"), [("Brussels, Belgium", 1), ("Antwerp, Belgium", 2)])
def test_an_event_that_a_document_calls_by_a_part_of_its_name_is_recalled_once(store, lexicon, city, count):
    day = date(2022, 12, 14)
    paper = document("The Commemorative Summit was spoken of.", published_on=date(2022, 12, 1))
    told = event(
        "commemorative-summit-2022",
        day,
        host="BE",
        name="Commemorative Summit",
        place=city,
        mentions=(Mention("The Commemorative Summit was spoken of.", 1),),
    )
    said = outcome("o1", actors=("ASEAN",), towards=("EU",), event="commemorative-summit-2022")
    store.add(paper, reading(paper, date(2022, 12, 1), events=(told,), outcomes=(said,)), NOON)
    library = Library(store, lexicon)
    found = occasions(library, Interest(), date(2022, 12, 10), date(2022, 12, 20))
    assert len([each for each in found if "Commemorative" in each.name]) == count
    own = Interest(events=("commemorative-summit-2022",))
    assert len(occasions(library, own, date(2022, 12, 10), date(2022, 12, 20))) == 1


@pytest.mark.parametrize(
    ("names", "city", "count"),
    [
        (("Commemorative Summit",), None, 1),
        (("Summit",), None, 2),
        (("River Forum", "Third River Forum of the Delta"), "Vientiane, Laos", 1),
        (("River Forum", "Third River Forum of the Delta", "Fourth River Forum"), "Vientiane, Laos", 3),
        (("River Forum", "Lake Forum"), "Vientiane, Laos", 2),
        (("River Forum", "Third River Forum"), None, 2),
        (("Summit", "Delta Summit"), "Vientiane, Laos", 3),  # the third is on record, elsewhere
    ],
)
def test_what_documents_call_by_a_part_of_a_name_is_recalled_once(store, lexicon, names, city, count):
    day, words = date(2022, 12, 14), "It was spoken of."
    for number, name in enumerate(names):
        slug = name.lower().replace(" ", "-")
        text = f"{words} {number}"
        paper = document(
            text, published_on=date(2022, 12, 1), title=f"Paper {number}", url=f"https://e.org/{number}"
        )
        told = event(slug, day, name=name, place=city, host=None, mentions=(Mention(text, 1),))
        said = outcome("o1", actors=("ASEAN",), towards=("EU",), event=slug, quote=text, headline=text)
        store.add(paper, reading(paper, date(2022, 12, 1), events=(told,), outcomes=(said,)), NOON)
    found = occasions(Library(store, lexicon), Interest(), date(2022, 12, 10), date(2022, 12, 20))
    sought = ("Summit", "Forum") if names[0] == "Summit" and len(names) == 1 else names
    assert len([each for each in found if any(name in each.name for name in sought)]) == count
