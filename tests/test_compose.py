"""The pieces of an answer: entries with their notes, parts that fold, groups by partner, occasions known on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import source
from hypothesis import given
from hypothesis import strategies as st
from readings import outcome

from briefs import dates_shown, shown
from briefs.answers import Library, Preferences
from briefs.asking.question import About, Question, Span
from briefs.brief import Brief, Entry, Part
from briefs.calendar import Calendar, Chairmanship, Record, Standing, Summit
from briefs.composing import entries as made
from briefs.composing import events as compose_events
from briefs.composing import lists as compose_lists
from briefs.composing import occasions
from briefs.composing import sources as compose_sources
from briefs.library import Asked, Kept
from briefs.model import Amount, EventStatus, Kind, Line, Moment, Period, Precision, Strength
from briefs.queries import StoredEvent
from briefs.queries.tallies import LeftOut

D = date
TODAY = D(2021, 6, 1)
TERM = Period(D(2021, 1, 1), D(2025, 12, 31), Precision.RANGE, "2021-2025")


@pytest.fixture
def asked(lexicon):
    question = Question(About.COMMITMENTS)
    return Asked(question, Library(None, lexicon), TODAY, Preferences())


SAID = D(2021, 1, 28)


def line(number=1, said=SAID, sample=False, inferred=False, **given):
    published = Moment(said, said, Precision.DAY, inferred)
    document = source(number, published=published, sample=sample)
    return Line(number, outcome("o", **given), document, None, Moment(said, said, Precision.DAY))


@pytest.mark.parametrize(
    ("period", "kind", "words"),
    [
        (TERM, Kind.ADOPTION, "in force 2021–2025"),
        (
            replace(TERM, end=D(2021, 3, 31), precision=Precision.RANGE),
            Kind.ADOPTION,
            "in force January–March 2021, now past",
        ),
        (Period(None, D(2030, 12, 31), Precision.YEAR, "by 2030"), Kind.COMMITMENT, "due by the end of 2030"),
        (
            Period(None, D(2020, 6, 30), Precision.MONTH, "by June 2020"),
            Kind.COMMITMENT,
            "due by June 2020, now past",
        ),
        (Period(D(2021, 1, 1), None, Precision.YEAR, "from 2021"), Kind.COMMITMENT, "from 2021"),
        (Period(D(2022, 1, 1), D(2022, 12, 31), Precision.YEAR, "next year"), Kind.PLEDGE, "for 2022"),
        (Period(D(2021, 7, 1), D(2021, 7, 1), Precision.DAY, "on 1 July"), Kind.COMMITMENT, "on 1 July 2021"),
        (
            Period(D(2021, 5, 4), D(2026, 5, 4), Precision.RANGE, "over the next five years"),
            Kind.PLEDGE,
            "for 2021–2026",
        ),
    ],
)
def test_for_how_long_an_act_holds_is_said_in_its_own_precision(period, kind, words):
    assert made.holds(period, kind, TODAY) == words


def test_a_view_has_no_term(asked):
    assert made.notes(line(kind=Kind.POSITION, period=TERM), asked) == ()
    assert made.notes(line(kind=Kind.ADOPTION, period=TERM), asked) == ("in force 2021–2025",)


@pytest.mark.parametrize(
    ("amount", "headline", "note"),
    [
        (Amount(2e9, "AUD"), "set up a facility of A$2 billion for clean power", ()),
        (Amount(2e9, "AUD"), "set up a facility for clean power", ("AUD 2 billion",)),
        (Amount(28e6, "USD", assumed=True), "gave $28 million", ("USD 28 million (currency assumed)",)),
        (Amount(28e6, "USD", None, False, "up to"), "gave US$28 million", ("up to USD 28 million",)),
        (Amount(3_250_000, None, "doses"), "will send 3,250,000 doses of vaccine", ()),
        (Amount(75, None, "harbour-net fellowships"), "will offer places", ("75 Harbour-NET fellowships",)),
        (Amount(5, None, "ships"), "gave 15 ships and more", ("5 ships",)),
        (Amount(2, None, "ships"), "gave 2.5 ships", ("2 ships",)),
    ],
)
def test_an_amount_that_the_headline_says_is_not_said_again_and_keeps_its_capitals(
    asked, amount, headline, note
):
    quote = f"The side {headline}, among them 75 Harbour-NET fellowships and ships."
    assert made.notes(line(kind=Kind.PLEDGE, amount=amount, headline=headline, quote=quote), asked) == note


def test_names_that_hold_an_and_are_parted_by_commas(lexicon):
    assert shown.names(("TT", "JP"), lexicon) == "Trinidad and Tobago, Japan"
    assert shown.names(("KH", "JP", "AU"), lexicon) == "Cambodia, Japan and Australia"


def test_the_order_of_buttons_is_that_of_the_lines(asked):
    lines = [
        line(n, actors=("KH",), towards=(code,)) for n, code in enumerate(("JP", "AU", "CA", "NZ", "CN"))
    ]
    choices = compose_lists.narrower(lines, asked)
    assert [choice.ask for choice in choices] == ["partner KH", "partner JP", "partner AU", "partner CA"]


def test_an_amount_comes_before_the_term(asked):
    pledge = line(kind=Kind.PLEDGE, amount=Amount(5_000_000, "EUR"), period=TERM)
    assert made.notes(pledge, asked) == ("EUR 5 million", "for 2021–2025")


def test_an_inferred_date_of_the_document_marks_its_lines(asked):
    assert made.entry(line(inferred=True), asked).when == Moment(
        D(2021, 1, 28), D(2021, 1, 28), Precision.DAY, True
    )


def test_the_signs_of_markdown_are_not_shown(asked):
    assert made.entry(line(headline="adopted the **Hanoi *Plan***"), asked).text == "adopted the Hanoi Plan"


def entries(count: int) -> tuple[Entry, ...]:
    return tuple(Entry(f"entry {number}") for number in range(count))


def test_the_longest_parts_are_folded_until_the_rest_fits():
    parts = [
        Part("a", "A", entries(3)),
        Part("b", "B", entries(30)),
        Part("c", "C", entries(12)),
        Part("d", "D", ()),
    ]
    folded = made.fold(parts, room=16)
    assert [(part.key, part.folded) for part in folded] == [("a", False), ("b", True), ("c", False)]


def test_one_long_part_alone_stays_open():
    assert not made.fold([Part("a", "A", entries(90))])[0].folded


@given(st.lists(st.integers(0, 40), max_size=8), st.integers(1, 40))
def test_folding_loses_nothing(sizes, room):
    parts = [Part(str(at), "P", entries(size)) for at, size in enumerate(sizes)]
    folded = made.fold(parts, room)
    assert [part.entries for part in folded] == [part.entries for part in parts if part.entries]
    assert not folded or any(not part.folded for part in folded)


def grouped(lines, asked, *asked_for):
    asked = replace(asked, question=replace(asked.question, parties=asked_for))
    brief = compose_lists.commitments(lines, asked)
    return {part.title: len(part.entries) for part in brief.parts}


def test_commitments_stand_under_the_other_side(asked):
    lines = [
        line(1, actors=("AU",), towards=("KH",)),
        line(2, actors=("KH", "AU")),
        line(3, actors=("ASEAN", "CA")),
        line(4, actors=("KH",)),
        line(5, actors=("KH",), towards=("AU", "CA")),
        line(6, actors=("KH", "LA", "MM", "TH", "VN")),
        line(7, actors=()),
    ]
    assert grouped(lines, asked) == {
        "Australia": 2, "Canada": 1, "Cambodia": 1, "Australia and Canada": 1, "Several parties": 1, "No party named": 1,
    }  # fmt: skip


def test_with_a_party_asked_for_the_others_are_the_partners(asked):
    lines = [
        line(1, actors=("AU",), towards=("KH",)),
        line(2, actors=("KH",), towards=("JP",)),
        line(3, actors=("KH",)),
    ]
    assert grouped(lines, asked, "KH") == {"Australia": 1, "Japan": 1, "Cambodia": 1}


def test_a_heading_says_what_was_asked(asked):
    question = Question(
        About.COMMITMENTS, actors=("AU",), towards=("KH",), span=Span(D(2020, 1, 1), None), words="ports"
    )
    heading = compose_lists.title(replace(asked, question=question))
    assert heading == "Commitments since 2020 · Australia → Cambodia · “ports”"


@given(st.text(alphabet="ab ", min_size=1, max_size=900), st.integers(0, 900))
def test_a_snippet_shows_the_first_mark(text, at):
    start = min(at, len(text) - 1)
    mark = (start, min(start + 5, len(text)))
    shown, marks = compose_sources.snippet(text, [mark])
    assert len(shown) <= 270
    for first, last in marks:
        assert shown[first:last] == text[mark[0] : mark[1]]


def summit(start, end=None, **given):
    plain = {
        "slug": "asem13", "series": "asem-summit", "ordinal": 13, "name": "13th ASEM Summit", "host": "KH", "place": "Phnom Penh",
        "start": start, "end": end or start, "precision": Precision.DAY, "status": EventStatus.HELD, "record": Record("a record"),
    }  # fmt: skip
    return Summit(**{**plain, **given})


def told(start, end, precision):
    when = Moment(start, end, precision)
    return StoredEvent("asem13", "ASEM 13", "summit", "KH", None, when, EventStatus.PLANNED, (), ())


def test_the_calendar_and_the_documents_give_one_event():
    [one] = occasions.merged(
        [told(D(2021, 1, 1), D(2021, 12, 31), Precision.YEAR)], [summit(D(2021, 11, 25))], D(2022, 1, 1)
    )
    assert (one.name, one.when.start, one.status, one.record) == (
        "13th ASEM Summit",
        D(2021, 11, 25),
        EventStatus.HELD,
        "a record",
    )


def test_a_document_that_knows_the_day_makes_the_year_of_the_calendar_finer():
    vague = summit(D(2021, 1, 1), D(2021, 12, 31), precision=Precision.YEAR, status=EventStatus.PLANNED)
    [one] = occasions.merged([told(D(2021, 11, 25), D(2021, 11, 26), Precision.DAY)], [vague], TODAY)
    assert one.when.start == D(2021, 11, 25)


def test_where_the_dates_exclude_each_other_the_calendar_is_believed():
    [one] = occasions.merged(
        [told(D(2020, 6, 1), D(2020, 6, 2), Precision.DAY)], [summit(D(2021, 11, 25))], TODAY
    )
    assert one.when.start == D(2021, 11, 25)


def test_a_summit_ahead_is_not_known_before_somebody_said_so():
    ahead = summit(D(2021, 11, 25))
    assert occasions.was_known(ahead, None)
    assert not occasions.was_known(ahead, D(2020, 1, 1))
    assert occasions.was_known(ahead, D(2021, 12, 1))
    announced = replace(
        ahead, history=(Standing(Moment(None, None, None), EventStatus.PLANNED, Record("x"), D(2019, 1, 1)),)
    )
    assert occasions.was_known(announced, D(2020, 1, 1))


def test_an_event_concerns_its_host_its_parties_and_the_members_of_its_body(lexicon):
    chair = Chairmanship(
        "ASEAN", 2022, "KH", D(2022, 1, 1), D(2022, 12, 31), "asean-chairmanship-2022", "x", Record("x")
    )
    [one] = occasions.merged([], [chair], TODAY)
    calendar = lexicon.calendar
    assert occasions.concerns(one, ["KH"], (), calendar)
    assert occasions.concerns(one, ["ASEAN", "VN"], (), calendar)
    assert not occasions.concerns(one, ["AU"], (), calendar)
    assert occasions.concerns(one, ["AU"], ["asean-chairmanship-2022"], calendar)


def test_an_event_is_called_by_slug_name_or_spelling(lexicon):
    names = {"youth-debate": ("AICHR Youth Debate",)}
    for words in ("asem13", "ASEM 13", "13th ASEM Summit", "asem-13"):
        assert occasions.called(words, names, lexicon.calendar, TODAY)[0] == "asem13"
    assert occasions.called("aichr youth debate", names, lexicon.calendar, TODAY)[0] == "youth-debate"
    assert occasions.called("", names, Calendar(), TODAY) == (None, ())


def test_answers_are_kept_only_while_the_store_is_as_it_was():
    kept, brief = Kept(), Brief("x", "y")
    kept.put("question", (1, 1), brief)
    assert kept.get("question", (1, 1)) is brief
    assert kept.get("question", (2, 2)) is None
    for number in range(500):
        kept.put(number, (2, 2), brief)
    assert kept.get("question", (1, 1)) is None
    assert kept.get(499, (2, 2)) is brief
    assert kept.get(0, (2, 2)) is None


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("The **Leaders** adopted *it*", "The Leaders adopted it"),
        ("a [work plan](https://example.org/a_b?c=1) of theirs", "a work plan of theirs"),
        ("a [work plan](https://example.org/cut-aw", "a work plan"),
        (r"1\. They agreed \(in part\)", "1. They agreed (in part)"),
        ("fish &amp; rice_bowls", "fish & rice_bowls"),
        ("nothing to do here", "nothing to do here"),
    ],
)
def test_nothing_that_is_shown_has_markup(text, plain):
    assert made.plain(text) == plain


def test_marks_move_with_the_words_when_markup_goes():
    text = "The **safe** [harbour](https://example.org/x) plan"
    words, marks = made.plain_marked(text, ((6, 10), (14, 21)))
    assert [words[start:end] for start, end in marks] == ["safe", "harbour"]


@given(st.text(st.sampled_from("ab *_[]()\\&;<>http:/."), max_size=60))
def test_no_markup_raises_whatever_is_in_it(text):
    words, marks = made.plain_marked(text, ((0, len(text)),))
    assert all(0 <= start <= end <= len(words) for start, end in marks)


def test_a_deadline_is_said_once(asked):
    due = line(kind=Kind.COMMITMENT, period=Period(None, D(2021, 12, 31), Precision.YEAR, "by 2021"))
    ahead = compose_events.Ahead(TODAY, D(2022, 6, 1), [], [], [due], {})
    (entry,) = compose_events.upcoming(ahead, asked).parts[0].entries
    assert (entry.when.end, entry.notes) == (D(2021, 12, 31), (f"said {dates_shown.day(SAID)}",))


def test_a_term_of_years_is_shown_with_both_its_ends(asked):
    plan = line(kind=Kind.ADOPTION, period=TERM)
    ahead = compose_events.Ahead(TODAY, D(2026, 6, 1), [], [], [plan], {})
    entry = compose_events.upcoming(ahead, asked).parts[0].entries[0]
    assert dates_shown.shown(entry.when) == "2021–2025"
    assert not any("2021–2025" in note for note in entry.notes)


def test_what_falls_due_within_a_year_is_not_said_to_be_due_by_it(asked):
    promise = line(period=Period(D(2021, 1, 1), D(2021, 12, 31), Precision.YEAR, "in 2021"))
    deadline = line(period=Period(None, D(2021, 12, 31), Precision.YEAR, "by the end of 2021"))
    ahead = compose_events.Ahead(TODAY, D(2026, 6, 1), [], [], [promise, deadline], {})
    entries = compose_events.upcoming(ahead, asked).parts[0].entries
    assert sorted(dates_shown.shown(each.when) for each in entries) == ["2021", "by 2021"]


def test_a_pledge_needs_no_firm_in_its_title(asked):
    given_ = line(kind=Kind.PLEDGE, strength=Strength.FIRM, actors=("AU",), towards=("KH",))
    promised = line(kind=Kind.COMMITMENT, strength=Strength.FIRM, actors=("AU",), towards=("KH",))
    titles = [compose_sources.line(each, None, (), None, asked).title for each in (given_, promised)]
    assert titles == ["Australia → Cambodia · pledge", "Australia → Cambodia · firm commitment"]


def test_a_document_names_its_publisher_in_words(asked):
    paper = source(publisher="KH")
    brief = compose_sources.source(paper, (), (), LeftOut(0, ()), None, asked=asked)
    assert " · Cambodia · " in brief.lead[0]
    assert [each.publisher for each in brief.sources] == ["Cambodia"]
