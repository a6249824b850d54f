"""Digests: what changed, what is coming, what is new and what ends, in a minute, and nothing twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from previews import PREVIEWS, READ_ON, read_samples
from readings import document, event, outcome, reading

from bot import layout, messages
from bot.buttons import View
from briefs import asking
from briefs.brief import Entry, Part
from briefs.cli.shell import Paper, render
from briefs.following.digest import Checked, Following, as_known_on, digest
from briefs.following.fitting import MOST_ENTRIES, fitted
from briefs.following.interest import Interest
from briefs.following.news import Window, news, upto
from briefs.library import Library
from briefs.model import EventStatus, Kind, Mention, Precision, Strength

TODAY = date(2021, 6, 8)
STARTS, ENDS = datetime(2021, 6, 1, 5, tzinfo=UTC), datetime(2021, 6, 8, 5, tzinfo=UTC)
YESTERDAY = datetime(2021, 6, 7, 9, tzinfo=UTC)


@pytest.fixture
def library(store, lexicon):
    return Library(store, lexicon)


@pytest.fixture(scope="module")
def read(lexicon):
    return read_samples(lexicon)


@pytest.fixture
def sampled(store, lexicon, read):
    store.add_all(read, READ_ON)
    return Library(store, lexicon)


def add(library, name: str, published: date | None = TODAY, *, when: datetime = YESTERDAY, text="", **given_):
    paper = document(text or f"{name} was published.", f"{name}.txt", title=name, published_on=published)
    return library.store.add(paper, reading(paper, published, **given_), when).number


def window(library, after: int = 0) -> Window:
    with library.store.snapshot() as snapshot:
        return Window(after, upto(snapshot), STARTS, ENDS)


def following(library, interest: Interest | None = None, after: int = 0, **given_) -> Following:
    plain = Following(interest or Interest(), "en", 120, TODAY, window(library, after))
    return replace(plain, **given_)


def entries(made) -> dict[str, list[str]]:
    return {part.title: [entry.text for entry in part.entries] for part in made.brief.parts}


def harvest(*days: date, **given_):
    quote = Mention("The Harvest Fair was spoken of.", 1)
    first, last = (days[0], days[-1]) if days else (None, None)
    return event(
        "harvest-fair-2021", first, last, host="TH", name="Harvest Fair", mentions=(quote,), **given_
    )


def test_the_previews_on_the_samples_are_as_they_were_looked_at(sampled):
    for preview in PREVIEWS:
        assert preview.text(sampled) == preview.path.read_text(encoding="utf-8"), preview.name


def test_a_digest_of_the_first_of_october_2021_announces_asem13_and_the_chair_of_2022(sampled):
    made = as_known_on(sampled, Interest(), date(2021, 10, 1))
    (coming,) = [part for part in made.brief.parts if part.title == "Coming"]
    told = {entry.text: entry for entry in coming.entries}
    assert told["13th ASEM Summit"].when.start == date(2021, 11, 25)
    assert {"in 55 days", "Phnom Penh, Cambodia"} <= set(told["13th ASEM Summit"].notes)
    assert told["ASEAN Chairmanship 2022"].notes[:2] == ("begins in 3 months", "chair: Cambodia")
    assert made.events["asem13"].starts == date(2021, 11, 25)


def test_every_preview_is_one_message_that_reads_in_a_minute(sampled):
    for preview in PREVIEWS:
        made = preview.made(sampled)
        if made is None:
            continue
        assert messages.count_pages(made.brief, View(made.brief.question), layout.Style()) == 1
        words = [word for part in made.brief.parts for entry in part.entries for word in _read(entry).split()]
        assert len(words) <= 330
        assert (
            asking.understand(made.brief.question, sampled.lexicon, preview.day).canonical()
            == made.brief.question
        )


def _read(entry: Entry) -> str:
    return " ".join((entry.direction, entry.text, *entry.notes))


def test_nothing_is_known_in_a_preview_that_was_published_later(sampled):
    for preview in PREVIEWS:
        made = preview.made(sampled)
        for source in made.brief.sources if made else ():
            assert source.published.start is None or source.published.start <= preview.day


def test_an_empty_store_has_no_digest(library):
    assert digest(library, following(library)) is None
    said = digest(library, following(library, says_nothing_new=True))
    assert said.brief.lead == ("Nothing new since 1 June 2021.",)
    assert (said.lines, said.events) == ((), {})


def test_since_when_is_a_day_of_the_readers_own_calendar(library):
    late = Window(0, 0, datetime(2021, 6, 1, 22, tzinfo=UTC), ENDS)
    said = following(library, says_nothing_new=True, window=late)
    assert digest(library, said).brief.lead == ("Nothing new since 1 June 2021.",)
    there = digest(library, replace(said, since=date(2021, 6, 2)))
    assert there.brief.lead == ("Nothing new since 2 June 2021.",)


def test_nothing_new_says_how_that_is_known(library):
    add(library, "Old note", date(2021, 5, 20), when=datetime(2021, 5, 21, tzinfo=UTC))
    quiet = following(library, after=1, says_nothing_new=True)
    (words,) = digest(library, quiet).brief.lead
    assert words == "Nothing new since 1 June 2021. The newest document here is number 1, of 20 May 2021."
    checked = Checked(9, datetime(2021, 6, 8, 6, 58, tzinfo=UTC))
    (words,) = digest(library, replace(quiet, checked=checked)).brief.lead
    assert (
        words
        == "Nothing new since 1 June 2021. 9 sources were checked, the last time on 8 June 2021 at 06:58."
    )
    assert digest(library, replace(quiet, says_nothing_new=False)) is None


def test_new_lines_stand_by_party_and_what_binds_comes_first(library):
    lines = (
        outcome("o1", Kind.APPRECIATION, actors=("KH",), towards=("JP",), headline="thanked Japan"),
        outcome("o2", Kind.COMMITMENT, actors=("JP",), towards=("KH",), headline="to meet again", strength=Strength.SOFT),
        outcome("o3", Kind.COMMITMENT, actors=("JP",), towards=("KH",), headline="to build a bridge", topics=("transport",)),
        outcome("o4", Kind.PLEDGE, actors=("CA",), towards=("KH",), headline="40 nurses", topics=("health",)),
    )  # fmt: skip
    add(library, "Talks", outcomes=lines)
    made = digest(library, following(library))
    assert made.brief.lead == (
        "New since 1 June 2021: 1 pledge, 2 commitments and 1 word of thanks, in 1 document.",
    )
    assert entries(made) == {
        "New · Japan": ["to build a bridge", "to meet again", "thanked Japan"],
        "New · Canada": ["40 nurses"],
    }
    assert len(made.lines) == 4
    narrow = digest(library, following(library, Interest(("JP",), kinds=(Kind.COMMITMENT,))))
    assert entries(narrow) == {"New · Cambodia": ["to build a bridge", "to meet again"]}


def test_a_window_is_half_open_by_the_numbers_of_documents(library, lexicon):
    numbers = [add(library, f"Note {n}", outcomes=(outcome("o1", headline=f"line {n}"),)) for n in range(4)]
    with library.store.snapshot() as snapshot:
        found = news(snapshot, lexicon, Interest(), Window(numbers[0], numbers[2], STARTS, ENDS))
    assert [line.outcome.headline for line in found.lines] == ["line 2", "line 1"]


@given(st.sets(st.integers(0, 6)))
def test_windows_that_tile_the_documents_tell_each_line_once(library, lexicon, cuts):
    if library.store.counts().documents == 0:
        for n in range(6):
            add(library, f"Note {n}", outcomes=(outcome("o1", headline=f"line {n}"),))
    edges = sorted({0, 6, *cuts})
    told = []
    with library.store.snapshot() as snapshot:
        first = upto(snapshot) - 6
        for after, until in pairwise(edges):
            part = Window(first + after, first + until, STARTS, ENDS)
            told += [line.outcome.headline for line in news(snapshot, lexicon, Interest(), part).lines]
    assert sorted(told) == [f"line {n}" for n in range(6)]


def test_a_document_of_long_ago_is_no_news_but_counted(library):
    add(library, "From the archive", date(2021, 5, 1), outcomes=(outcome("o1", actors=("JP",)),))
    assert digest(library, following(library)) is None
    add(library, "Fresh", date(2021, 6, 5), outcomes=(outcome("o1", actors=("JP",), headline="fresh"),))
    made = digest(library, following(library))
    assert entries(made) == {"New · Japan": ["fresh"]}
    assert made.brief.lead[1] == "1 older document was added to the archive as well."
    assert len(digest(library, following(library, Interest(("JP",), include=("fresh",)))).brief.lead) == 1


def test_a_revision_tells_only_what_its_predecessor_did_not_say(library):
    words = "The sides met in Kampot and agreed on rice, on salt and on pepper for the year to come."
    kept = outcome("o1", headline="rice", quote="They agreed on rice.")
    first = add(library, "Talks", outcomes=(kept,), text=words)
    added = outcome("o2", headline="salt", quote="They agreed on salt.")
    number = add(library, "Talks", outcomes=(kept, added), text=words + " The note was mended.")
    made = digest(library, following(library, after=first))
    assert [entry.text for part in made.brief.parts for entry in part.entries] == ["salt"]
    whole = digest(library, following(library))
    assert {entry.source for part in whole.brief.parts for entry in part.entries} == {number}


def test_an_event_is_news_once_and_is_repeated_only_beside_other_news(library):
    add(library, "Plan", events=(harvest(date(2021, 9, 1)),))
    first = digest(library, following(library, Interest(("TH",))))
    told = {slug: date_told for slug, date_told in first.events.items() if slug == "harvest-fair-2021"}
    assert "Harvest Fair" in entries(first)["Coming"]
    again = following(library, Interest(("TH",), events=("harvest-fair-2021",)), after=1, told=told)
    assert digest(library, again) is None
    add(
        library,
        "More",
        outcomes=(outcome("o1", actors=("TH",), event="harvest-fair-2021", headline="to bring seeds"),),
    )
    made = digest(library, replace(again, window=window(library, 1)))
    assert entries(made) == {"Coming": ["Harvest Fair"], "New · Thailand": ["to bring seeds"]}


def test_events_that_did_not_fit_are_no_news_the_next_time(library):
    fairs = tuple(event(f"fair-{n}", TODAY + timedelta(days=n + 1), name=f"Fair {n}") for n in range(12))
    add(library, "Plan", events=fairs)
    only = Interest(events=tuple(f"fair-{n}" for n in range(12)))
    made = digest(library, following(library, only))
    assert len(entries(made)["Coming"]) == 5
    assert made.brief.choices[0].label == "All that is coming: 7 more"
    assert digest(library, following(library, only, after=1, told=made.events)) is None


def test_a_new_event_far_off_is_shown_before_others_that_were_told(library):
    fairs = tuple(event(f"fair-{n}", TODAY + timedelta(days=n * 20), name=f"Fair {n}") for n in range(6))
    add(library, "Plan", events=fairs)
    only = Interest(events=(*(f"fair-{n}" for n in range(6)), "harvest-fair-2021"))
    told = digest(library, following(library, only)).events
    add(library, "More", events=(harvest(TODAY + timedelta(days=110)),))
    made = digest(library, following(library, only, after=1, told=told))
    assert entries(made)["Coming"] == ["Fair 0", "Fair 1", "Fair 2", "Fair 3", "Harvest Fair"]


def test_a_date_that_moved_is_not_told_to_whoever_no_longer_follows_the_event(library):
    add(library, "Plan", date(2021, 5, 30), events=(harvest(date(2021, 9, 1)),))
    told = digest(library, following(library, Interest(events=("harvest-fair-2021",)))).events
    add(library, "Notice", date(2021, 6, 6), events=(harvest(date(2021, 10, 2)),))
    assert digest(library, following(library, Interest(events=("nothing",)), after=2, told=told)) is None


def test_an_event_comes_into_view_when_the_horizon_reaches_it(library):
    add(library, "Plan", events=(harvest(date(2021, 9, 1)),))
    only = Interest(events=("harvest-fair-2021",))
    assert digest(library, following(library, only, after=1, horizon=84)) is None
    made = digest(library, following(library, only, after=1, horizon=85))
    assert made.brief.parts[0].entries[0].notes[0] == "in 2 months"


def test_a_date_that_moved_leads_the_digest_and_is_not_told_a_second_time(library):
    add(library, "Plan", date(2021, 5, 30), events=(harvest(date(2021, 9, 1)),))
    only = Interest(events=("harvest-fair-2021",))
    told = digest(library, following(library, only)).events
    add(library, "Notice", date(2021, 6, 6), events=(harvest(date(2021, 10, 2)),))
    made = digest(library, following(library, only, after=2, told=told))
    assert entries(made) == {
        "Dates that changed": ["Harvest Fair: moved from 1 September 2021 to 2 October 2021"]
    }
    assert made.events["harvest-fair-2021"].starts == date(2021, 10, 2)
    assert digest(library, following(library, only, after=2, told=made.events)) is None


def test_a_cancelled_event_is_told_to_whoever_was_told_of_it_and_to_nobody_else(library):
    add(library, "Plan", date(2021, 5, 30), events=(harvest(date(2021, 9, 1)),))
    only = Interest(events=("harvest-fair-2021",))
    told = digest(library, following(library, only)).events
    add(
        library, "Notice", date(2021, 6, 6), events=(harvest(date(2021, 9, 1), status=EventStatus.CANCELLED),)
    )
    made = digest(library, following(library, only, after=2, told=told))
    assert entries(made) == {"Dates that changed": ["Harvest Fair: cancelled; its date was 1 September 2021"]}
    assert digest(library, following(library, only, after=2)) is None


def test_a_month_is_shown_as_a_month_and_no_distance_is_made_up(library):
    vague = harvest(date(2021, 9, 1), date(2021, 9, 30), precision=Precision.MONTH)
    add(library, "Plan", events=(vague,))
    made = digest(library, following(library, Interest(events=("harvest-fair-2021",))))
    text = render(made.brief, Paper())
    assert "September 2021 · document 1" in text
    assert "the day is not known yet" in text
    assert "in 2 months" not in text


def test_a_request_is_told_when_it_has_been_open_for_a_year_and_not_when_it_was_answered(library):
    def asked(name: str, what: str, topic: str) -> None:
        text = f"Cambodia asked Japan for {what}."
        line = outcome(
            "o1",
            Kind.REQUEST,
            actors=("KH",),
            towards=("JP",),
            headline=text[:-1],
            quote=text,
            topics=(topic,),
        )
        add(library, name, date(2020, 6, 3), when=datetime(2020, 6, 4, tzinfo=UTC), outcomes=(line,))

    asked("Bridges", "help with mending the Mekong bridges", "infrastructure")
    asked("Libraries", "school libraries and storybooks", "education")
    answer = "Japan pledged to Cambodia school libraries and storybooks."
    line = outcome(
        "o1",
        Kind.PLEDGE,
        actors=("JP",),
        towards=("KH",),
        quote=answer,
        headline=answer[:-1],
        topics=("education",),
    )
    add(library, "Answer", date(2020, 9, 1), when=datetime(2020, 9, 2, tzinfo=UTC), outcomes=(line,))
    made = digest(library, following(library, Interest(("JP",)), after=3))
    title = "Asked a year ago, still without an answer here"
    assert entries(made)[title] == ["Cambodia asked Japan for help with mending the Mekong bridges"]
    later = following(library, Interest(("JP",)), after=3, told=made.events)
    moved_on = replace(later.window, starts=ENDS, ends=ENDS + timedelta(days=7))
    assert digest(library, replace(later, today=TODAY + timedelta(days=7), window=moved_on)) is None


@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2024, 3, 1), date(2025, 2, 28)])
def test_a_digest_can_be_made_on_a_leap_day_and_a_year_after_one(library, today):
    leap = Window(0, 0, datetime(2024, 2, 29, tzinfo=UTC), ENDS)
    assert digest(library, following(library, Interest(("JP",)), today=today, window=leap, horizon=1)) is None


def test_who_comes_second_is_served_in_few_statements(library):
    from sqlalchemy.event import listen, remove

    lines = tuple(outcome(f"o{n}", actors=("TH", "JP"), event="harvest-fair-2021") for n in range(20))
    for n in range(5):
        add(library, f"Plan {n}", events=(harvest(date(2021, 9, 1)),), outcomes=lines)
    digest(library, following(library, Interest(("TH",))))
    wanted = following(library, Interest(("JP",)))
    statements = []

    def count(*given_):
        statements.append(given_[2])

    engine = library.store._engine
    listen(engine, "before_cursor_execute", count)
    assert digest(library, wanted) is not None
    remove(engine, "before_cursor_execute", count)
    assert len(statements) <= 12


def test_dates_are_written_in_the_language_that_was_chosen(library):
    add(library, "Plan", events=(harvest(date(2021, 9, 1)),))
    made = digest(library, following(library, Interest(("TH",)), language="fr"))
    assert made.brief.title == "Thailand · digest of 8 juin 2021"


def test_two_readers_with_the_same_wishes_get_the_same_words(library):
    add(library, "Plan", events=(harvest(date(2021, 9, 1)),), outcomes=(outcome("o1"),))
    assert digest(library, following(library)) == digest(library, following(library))


def test_a_digest_of_very_much_is_still_one_message_and_says_what_is_missing(library):
    long = (
        "a very long headline that goes on and on about the mending of roads and the teaching of nurses " * 3
    )
    codes = ("AU", "CA", "JP", "US", "CN", "IN", "NZ", "KR")
    lines = tuple(
        outcome(
            f"o{n}", actors=(codes[n % 8],), headline=f"{n} {long}", quote=f"{n} {long}", topics=("health",)
        )
        for n in range(80)
    )
    fairs = tuple(event(f"fair-{n}", TODAY + timedelta(days=n + 1), name=f"Fair {n}") for n in range(12))
    add(library, "Long communiqué of a long conference", outcomes=lines, events=fairs)
    made = digest(library, following(library))
    assert messages.count_pages(made.brief, View(made.brief.question), layout.Style()) == 1
    assert sum(len(part.entries) for part in made.brief.parts) <= MOST_ENTRIES
    assert {line for part in made.brief.parts for entry in part.entries if (line := entry.line)} == set(
        made.lines
    )
    labels = [choice.label for choice in made.brief.choices]
    assert labels[0] == f"Document 1: {80 - len(made.lines)} more"
    assert labels[1].startswith("All that is coming: ")
    assert len({choice.ask for choice in made.brief.choices}) == len(labels)


PARTS = st.lists(
    st.lists(st.text("x", max_size=400), max_size=20).map(lambda texts: tuple(Entry(text) for text in texts)),
    max_size=6,
).map(lambda groups: [Part(f"p{at}", f"Part {at}", group) for at, group in enumerate(groups)])


@given(PARTS)
def test_whatever_there_is_the_first_entries_of_parts_are_kept_and_the_rest_fits(parts):
    kept = fitted(parts, {})
    before = {part.key: part.entries for part in parts}
    assert all(part.entries and part.entries == before[part.key][: len(part.entries)] for part in kept)
    assert sum(len(part.entries) for part in kept) <= MOST_ENTRIES
    assert bool(kept) is any(part.entries for part in parts)
