"""The answers on what became of things and on what is still open, on both databases, and as seen from home."""

from __future__ import annotations

from datetime import date

import pytest
import shelf
from readings import NOON, document, event, meeting, outcome, reading
from test_answers import ask, parts

from briefs.answers import Library
from briefs.brief import Brief
from briefs.errors import BadSettings
from briefs.library import home_of
from briefs.model import EventStatus, Kind, Mention, Period, Precision, Strength

HELD = "The 13th ASEM Summit was held on 25 November 2021."
LATER = date(2022, 3, 1)


@pytest.fixture
def library(store, lexicon):
    _fill(store)
    return Library(store, lexicon)


@pytest.fixture
def at_home(sqlite_store, lexicon):
    _fill(sqlite_store)
    return Library(sqlite_store, lexicon, home="KH")


def _fill(store) -> None:
    shelf.fill(store)
    after = document(HELD, "after.txt", title="After the summit")
    held = event(
        "asem13",
        date(2021, 11, 25),
        host="KH",
        status=EventStatus.HELD,
        name="13th ASEM Summit",
        mentions=(Mention(HELD, 1),),
    )
    thanked = outcome("o1", Kind.APPRECIATION, headline=HELD, quote=HELD, event="asem13")
    store.add(after, reading(after, date(2021, 11, 26), outcomes=(thanked,), events=(held,)), NOON)


def notes(brief: Brief) -> str:
    return " · ".join(note for part in brief.parts for entry in part.entries for note in entry.notes)


def test_threads_give_both_sentences_and_the_reason(library):
    brief = ask(library, "/threads australia", LATER)
    assert brief.title == "Threads · Australia"
    assert parts(brief)["Requests answered"] == [shelf.ASKED[:-1]]
    told = brief.parts[0].entries[0].notes
    assert told[0].startswith("answered 28 January 2021 (inferred), document 2: “")
    assert shelf.THANKED[:-1] in told[0]
    assert told[1] == "both speak of “scholarships”"
    assert {source.number for source in brief.sources} >= {1, 2}


def test_plans_show_their_terms_and_what_followed(library):
    brief = ask(library, "/threads canada", LATER)
    assert parts(brief)["Plans and their terms"] == ["Plan of Action 2021-2025", "Plan of Action 2016-2020"]
    assert "in force until 31 December 2025" in notes(brief)
    assert "same parties, next term (2021-2025)" in notes(brief)
    lapsed = ask(library, "/threads canada", date(2026, 2, 1))
    assert "lapsed by the calendar" in notes(lapsed)


def test_events_that_turned_show_every_date_and_its_document(library):
    brief = ask(library, "/threads cambodia", LATER)
    assert parts(brief)["Events that moved or were held"] == ["13th ASEM Summit: held"]
    assert HELD in notes(brief)
    before = ask(library, "asof:2021-06-01 threads KH", LATER)
    assert parts(before)["Events that moved or were held"] == ["13th ASEM Summit: moved"]


def test_threads_without_a_party_look_at_the_newest_documents(library):
    brief = ask(library, "/threads", LATER)
    assert brief.question == "threads"
    assert "Requests answered" in parts(brief)


def test_where_nothing_became_of_anything_the_answer_says_so(library):
    brief = ask(library, "/threads japan", LATER)
    assert not brief.found
    assert "No later document here tells" in brief.lead[0]


def test_what_is_open_leaves_out_what_was_answered(library):
    brief = ask(library, "/open australia", LATER)
    assert brief.title == "Open with Australia"
    assert shelf.ASKED[:-1] not in [text for texts in parts(brief).values() for text in texts]
    assert parts(brief)["Promised by Australia"] == [shelf.THANKED[:-1]]
    assert shelf.POLICE[:-1] in parts(brief)["Agreed together with Australia"]
    assert parts(brief)["Soft: intentions and reaffirmations"] == [shelf.SOFT[:-1]]
    assert "open for 1 year and 1 month" in notes(brief)


def test_on_the_day_before_its_answer_a_request_is_open(library):
    brief = ask(library, "asof:2021-01-27 open AU", LATER)
    assert parts(brief)["Asked of Australia, unanswered"] == [shelf.ASKED[:-1]]


def test_open_asks_with_whom_and_its_choices_work(library):
    brief = ask(library, "/open", LATER)
    assert brief.title == "Open with whom?"
    assert {choice.ask.split()[0] for choice in brief.choices} == {"open"}
    assert all(ask(library, choice.ask, LATER).title for choice in brief.choices)


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("what does Australia owe us?", "open AU"),
        ("what do we owe australia", "open AU"),
        ("open australia", "open AU"),
        ("open requests to australia", "requests to:AU"),
        ("what is outstanding with Australia", "open AU"),
        ("threads canada", "threads CA"),
    ],
)
def test_plain_words_ask_for_them_too(library, words, question):
    assert ask(library, words, LATER).question == question


def test_at_home_a_brief_says_who_owes_whom(at_home):
    found = parts(ask(at_home, "/partner australia", LATER))
    assert "They owe us: pledged by Australia" in found
    assert "Agreed together" in found
    assert found["We asked of Australia"] == [shelf.ASKED[:-1]]
    assert "They owe us: promised by Australia" in parts(ask(at_home, "/open australia", LATER))


def test_a_brief_on_home_itself_is_like_any_other(at_home):
    found = parts(ask(at_home, "/partner cambodia", LATER))
    assert not any("us" in title.split() for title in found)


def test_at_home_lists_by_partner_leave_the_own_side_out(at_home):
    titles = [part.title for part in ask(at_home, "/commitments 2021", LATER).parts]
    assert "Australia" in titles
    assert "Cambodia" not in titles


def test_home_is_a_party_by_code_or_name_or_a_clear_sentence(lexicon):
    assert home_of("", lexicon) is None
    assert home_of("kh", lexicon) == "KH"
    assert home_of("Cambodia", lexicon) == "KH"
    with pytest.raises(BadSettings, match=r'"home" .* is "camboda".* did you mean Cambodia'):
        home_of("camboda", lexicon)


@pytest.mark.parametrize(
    ("quote", "is_open"),
    [
        ("Peru thanked Sweden for its grant of 3 million dollars.", False),
        ("Peru expressed its gratitude for the two ambulances.", False),
        ("Peru thanked Sweden for its pledge to send two ambulances.", True),
        ("Sweden will give Peru 3 million dollars.", True),
    ],
)
def test_a_gift_for_which_its_receiver_gave_thanks_is_no_longer_open(sqlite_store, lexicon, quote, is_open):
    talks = document(quote, "talks.txt", title="Talks of Peru and Sweden")
    gift = outcome("o1", Kind.PLEDGE, headline=quote, quote=quote, actors=("SE",), towards=("PE",))
    sqlite_store.add(talks, reading(talks, date(2021, 5, 1), outcomes=(gift,)), NOON)
    brief = ask(Library(sqlite_store, lexicon), "/open sweden", LATER)
    assert (quote in [entry.text for part in brief.parts for entry in part.entries]) is is_open


@pytest.mark.parametrize(
    ("quote", "end", "is_open"),
    [
        (
            "Sweden and Peru will hold their next summit in Lima on 18 December 2021.",
            date(2021, 12, 18),
            False,
        ),
        ("Sweden will attend the conference of the parties in 2021.", date(2021, 12, 31), False),
        ("In 2021 Sweden will host the Youth Debate of the region in Lund.", date(2021, 12, 31), False),
        ("Both sides agreed to meet again in December 2021.", date(2021, 12, 31), False),
        ("Sweden and Peru will hold their next summit in Lima on 18 May 2022.", date(2022, 5, 18), True),
        ("Sweden will take the chair of the Council on 1 July 2021.", date(2021, 7, 1), False),
        ("Sweden will assume the rotating presidency on 1 July 2021.", date(2021, 7, 1), False),
        ("Sweden will take forty chairs to the school by 1 July 2021.", date(2021, 7, 1), True),
        ("Sweden will build the visitors' road by 31 December 2021.", date(2021, 12, 31), True),
        ("Sweden will host 40 Peruvian engineers until 31 December 2021.", date(2021, 12, 31), True),
        ("Sweden and Peru will hold their next summit in Lima.", None, True),
    ],
)
def test_a_meeting_whose_day_has_passed_is_no_longer_owed_and_is_not_dropped(
    sqlite_store, lexicon, quote, end, is_open
):
    talks = document(quote, "talks.txt", title="Talks of Peru and Sweden")
    period = Period(end, end, Precision.DAY, "then") if end else None
    said = outcome(
        "o1", headline=quote[:-1], quote=quote, actors=("SE", "PE"), strength=Strength.FIRM, period=period
    )
    sqlite_store.add(talks, reading(talks, date(2021, 5, 1), outcomes=(said,)), NOON)
    brief = ask(Library(sqlite_store, lexicon), "/open sweden", LATER)
    passed = parts(brief).get("Meetings and terms whose day has passed, of which nothing here reports", [])
    assert (quote[:-1] in passed) is not is_open
    assert (
        any("open for" in note for part in brief.parts for one in part.entries for note in one.notes)
        is is_open
    )
    assert (quote[:-1] in [one.text for part in brief.parts for one in part.entries]) is True
    assert brief.lead[0].startswith(("0 matters", "1 matter")) is True
    assert ("1 promised together" in brief.lead[0]) is is_open


def test_thanks_for_what_came_stand_apart_from_pledges(sqlite_store, lexicon):
    came = "Peru thanked Sweden for forty years of assistance with its roads."
    comes = "Sweden will give Peru 3 million dollars."
    talks = document(f"{came}\n{comes}", "talks.txt", title="Talks of Peru and Sweden")
    gifts = [
        outcome(
            f"o{n}",
            Kind.PLEDGE,
            headline=quote[:-1],
            quote=quote,
            actors=("SE",),
            towards=("PE",),
            paragraph=n,
        )
        for n, quote in enumerate((came, comes), 1)
    ]
    sqlite_store.add(talks, reading(talks, date(2021, 5, 1), outcomes=tuple(gifts)), NOON)
    found = parts(ask(Library(sqlite_store, lexicon), "/partner sweden", LATER))
    assert found["Pledged by Sweden"] == [comes[:-1]]
    assert found["Given before, known by the thanks for it"] == [came[:-1]]


def test_a_meeting_begins_its_line_with_a_capital(sqlite_store, lexicon):
    quote = "Sweden and Peru agreed to trade more."
    talks = document(quote, "talks.txt", title="Readout")
    call = meeting(
        "m1", "SE", "PE", name="the telephone call between Sweden and Peru", start=date(2021, 5, 1)
    )
    said = outcome("o1", headline=quote[:-1], quote=quote, actors=("SE", "PE"), meeting="m1")
    sqlite_store.add(talks, reading(talks, date(2021, 5, 1), meetings=(call,), outcomes=(said,)), NOON)
    found = parts(ask(Library(sqlite_store, lexicon), "/partner sweden", LATER))
    assert found["Last meeting"] == ["The telephone call between Sweden and Peru"]
    assert ask(Library(sqlite_store, lexicon), "meeting #1", LATER).title[:8] == "The tele"
