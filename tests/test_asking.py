"""What people type, and the question that is meant by it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefs.asking import About, Question, Span, understand
from briefs.model import Kind

TODAY = date(2026, 11, 21)
MUCH_LATER = date(2031, 2, 3)


def whole(year: int, last: int | None = None) -> Span:
    return Span(date(year, 1, 1), date(last or year, 12, 31))


ASKED = [
    ("/partner australia", Question(About.PARTNER, parties=("AU",))),
    ("/partner@aide_bot AUSTRALIA", Question(About.PARTNER, parties=("AU",))),
    ("Aussie", Question(About.PARTNER, parties=("AU",))),
    ("au", Question(About.PARTNER, parties=("AU",))),
    ("🇦🇺", Question(About.PARTNER, parties=("AU",))),
    ("partner us", Question(About.PARTNER, parties=("US",))),
    ("WHO", Question(About.PARTNER, parties=("WHO",))),
    ("who", Question(About.HELP)),
    ("partner IN", Question(About.PARTNER, parties=("IN",))),
    ("commitments 2021", Question(About.COMMITMENTS, span=whole(2021))),
    ("2021 AUSTRALIA commitments", Question(About.COMMITMENTS, parties=("AU",), span=whole(2021))),
    ("commitments 2019-2021", Question(About.COMMITMENTS, span=whole(2019, 2021))),
    ("commitments 2019–21", Question(About.COMMITMENTS, span=whole(2019, 2021))),
    ("commitments since 2020", Question(About.COMMITMENTS, span=Span(date(2020, 1, 1), None))),
    ("commitments until 2020", Question(About.COMMITMENTS, span=Span(None, date(2020, 12, 31)))),
    ("commitments last year", Question(About.COMMITMENTS, span=whole(2025))),
    ("commitments this year", Question(About.COMMITMENTS, span=whole(2026))),
    ("between 2019 and 2021 commitments", Question(About.COMMITMENTS, span=whole(2019, 2021))),
    ("pledges in november 2021", Question(About.PLEDGES, span=Span(date(2021, 11, 1), date(2021, 11, 30)))),
    ("upcoming next month", Question(About.UPCOMING, span=Span(date(2026, 12, 1), date(2026, 12, 31)))),
    ("upcoming in march", Question(About.UPCOMING, span=Span(date(2027, 3, 1), date(2027, 3, 31)))),
    (
        "commitments 28 janvier 2021",
        Question(About.COMMITMENTS, span=Span(date(2021, 1, 28), date(2021, 1, 28))),
    ),
    ("commitments 28.01.2021", Question(About.COMMITMENTS, span=Span(date(2021, 1, 28), date(2021, 1, 28)))),
    (
        "australia vaccines 2021",
        Question(About.TOPIC, parties=("AU",), topics=("vaccines",), span=whole(2021)),
    ),
    ("what did Australia promise Cambodia?", Question(About.COMMITMENTS, actors=("AU",), towards=("KH",))),
    ("what was cambodia promised by australia", Question(About.COMMITMENTS, actors=("AU",), towards=("KH",))),
    ("what has been promised to Cambodia", Question(About.COMMITMENTS, towards=("KH",))),
    ("what did we promise Australia", Question(About.COMMITMENTS, towards=("AU",))),
    ("what has Cambodia asked of Australia", Question(About.REQUESTS, actors=("KH",), towards=("AU",))),
    (
        "requests to Japan since 2020",
        Question(About.REQUESTS, towards=("JP",), span=Span(date(2020, 1, 1), None)),
    ),
    ("pledges from Australia to Cambodia", Question(About.PLEDGES, actors=("AU",), towards=("KH",))),
    ("Australia's pledges", Question(About.PLEDGES, actors=("AU",))),
    ("what did Australia and New Zealand agree", Question(About.COMMITMENTS, actors=("AU", "NZ"))),
    ("who thanked whom", Question(About.OUTCOMES, kinds=(Kind.APPRECIATION,))),
    (
        "what did canada thank asean for",
        Question(About.OUTCOMES, actors=("CA",), towards=("ASEAN",), kinds=(Kind.APPRECIATION,)),
    ),
    (
        "what agreements were signed with Canada",
        Question(About.COMMITMENTS, parties=("CA",), kinds=(Kind.ADOPTION,)),
    ),
    ("what do we know about vaccines", Question(About.TOPIC, topics=("vaccines",))),
    ("upcoming events in Phnom Penh", Question(About.UPCOMING, parties=("KH",))),
    ("when is ASEM13?", Question(About.EVENT, words="ASEM13")),
    ("asem13", Question(About.EVENT, words="asem13")),
    ("when is the next meeting with Australia", Question(About.UPCOMING, parties=("AU",))),
    ("what is in force with Canada", Question(About.COMMITMENTS, parties=("CA",), span=Span(TODAY, TODAY))),
    ("what's new", Question(About.LATEST)),
    ("anything new about Japan?", Question(About.LATEST, parties=("JP",))),
    ("what is coming up for ASEAN in 2027", Question(About.UPCOMING, parties=("ASEAN",), span=whole(2027))),
    ("who chairs ASEAN", Question(About.EVENT, words="ASEAN Chairmanship 2026")),
    ("who chaired the G20 in 2022?", Question(About.EVENT, words="G20 Presidency 2022")),
    ("asean summit", Question(About.EVENT, words="asean summit")),
    ("Australia → Cambodia", Question(About.OUTCOMES, parties=("AU",), towards=("KH",))),
    ("how much money has Japan given Cambodia", Question(About.PLEDGES, actors=("JP",), towards=("KH",))),
    ("what is open with Japan?", Question(About.OPEN, parties=("JP",))),
    ("what's still outstanding with Australia", Question(About.OPEN, parties=("AU",))),
    ("what remains unanswered?", Question(About.OPEN)),
    ("which requests to Canada are still open", Question(About.REQUESTS, towards=("CA",))),
    ("meeting australia", Question(About.MEETING, parties=("AU",))),
    ("meeting #12", Question(About.MEETING, number=12)),
    ("source 3", Question(About.SOURCE, number=3)),
    ("/line #31", Question(About.LINE, number=31)),
    ("source", Question(About.SOURCE)),
    ("search scholarships, Australia 2021", Question(About.SEARCH, words="scholarships, Australia 2021")),
    ("brass bands", Question(About.SEARCH, words="brass bands")),
    ("hello", Question(About.HELP)),
    ("", Question(About.HELP)),
    ("australia as of 28 January 2021", Question(About.PARTNER, parties=("AU",), as_of=date(2021, 1, 28))),
]


@pytest.mark.parametrize(("typed", "meant"), ASKED, ids=[typed or "nothing" for typed, _ in ASKED])
def test_what_is_typed_is_understood(typed, meant, lexicon):
    assert understand(typed, lexicon, TODAY) == meant


@pytest.mark.parametrize("typed", [typed for typed, _ in ASKED])
def test_the_canonical_words_ask_the_same_on_any_day(typed, lexicon):
    question = understand(typed, lexicon, TODAY)
    assert understand(question.canonical(), lexicon, MUCH_LATER) == question


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("what about australia", "partner AU"),
        ("vaccines commitments australia 2021", "commitments 2021 AU #vaccines"),
        ("what did Australia promise Cambodia", "commitments from:AU to:KH"),
        ("requests since 2020", "requests 2020-01-01.."),
        ("who thanked whom", "outcomes kind:appreciation"),
    ],
)
def test_canonical_words_are_short(typed, canonical, lexicon):
    assert understand(typed, lexicon, TODAY).canonical() == canonical


@pytest.mark.parametrize("typed", ["partner austrlia", "austrlia", "Austrlia?", "what did austrlia promise"])
def test_a_misspelt_party_gives_the_corrected_question(typed, lexicon):
    question = understand(typed, lexicon, TODAY)
    assert [word.casefold() for word in question.unknown] == ["austrlia"]
    assert question.suggestions[0].label == "Australia"
    corrected = understand(question.suggestions[0].ask, lexicon, TODAY)
    assert corrected.parties + corrected.actors == ("AU",)
    assert not corrected.unknown


def test_two_words_may_be_one_misspelt_name(lexicon):
    question = understand("commitments new zeland 2021", lexicon, TODAY)
    assert question.unknown == ("new zeland",)
    assert [choice.ask for choice in question.suggestions] == ["commitments 2021 NZ"]


def test_a_misspelt_topic_is_suggested_beside_what_was_understood(lexicon):
    question = understand("australia vacines", lexicon, TODAY)
    assert question.unknown == ("vacines",)
    assert "topic AU #vaccines" in [choice.ask for choice in question.suggestions] or [
        choice.ask for choice in question.suggestions
    ] == ["partner AU #vaccines"]


def test_a_partner_that_is_like_nothing_stays_unknown(lexicon):
    question = understand("partner Qwxzzy", lexicon, TODAY)
    assert question.unknown == ("Qwxzzy",)
    assert question.suggestions == ()


def test_words_in_capitals_are_no_states(lexicon):
    assert understand("TELL US MORE", lexicon, TODAY).about is About.HELP
    assert understand("AU KH 2021", lexicon, TODAY).parties == ("AU", "KH")


def test_a_very_long_question_is_cut_and_not_refused(lexicon):
    question = understand("australia " * 400, lexicon, TODAY)
    assert question == Question(About.PARTNER, parties=("AU",))
    assert len(understand("q" * 4000, lexicon, TODAY).canonical()) < 300


def test_a_date_that_is_none_does_not_stop_the_question(lexicon):
    assert understand("commitments asof:2021-99-99 australia", lexicon, TODAY).parties == ("AU",)
    assert understand("asof:2021-99-99", lexicon, TODAY).as_of is None


PIECES = st.sampled_from(
    [
        *(
            "australia",
            "AU",
            "us",
            "IN",
            "Cambodia's",
            "🇯🇵",
            "asean",
            "austrlia",
            "new zeland",
            "the",
            "WHO",
            "G7",
        ),
        *(
            "2021",
            "since 2020",
            "last year",
            "may",
            "2019-2021",
            "31 february 2021",
            "in November",
            "0000-00-00..",
        ),
        *(
            "2020-01-01..",
            "..2020-12-31",
            "asof:2021-01-28",
            "as of 2020",
            "next month",
            "99 years ago",
            "9999-12-31",
        ),
        *(
            "vaccines",
            "#vaccines",
            "#nothing",
            "kind:pledge",
            "kind:x",
            "from:AU",
            "to:nowhere",
            '"quoted words"',
        ),
        *(
            '?"lost"',
            '"',
            "?",
            "promised",
            "was",
            "by",
            "to",
            "of",
            "asked",
            "who",
            "when is",
            "asem13",
            "in force",
        ),
        *(
            "partner",
            "commitments",
            "search",
            "event",
            "meeting",
            "meeting #3",
            "source 4",
            "line",
            "latest",
            "help",
        ),
        *(
            "next summit",
            "scholarships",
            "53rd AMM",
            "/",
            "/partner",
            "@bot",
            "<b>",
            "'; DROP TABLE",
            "\x00",
            "\u202e",
        ),
    ]
)
TYPED = st.one_of(
    st.lists(PIECES, max_size=9).map(" ".join),
    st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=9).map(" ".join),
    st.text(max_size=400),
)


@given(TYPED)
@example("a\u0130 IN 2021 \u0130")
@example('"' * 50)
@example("as of " * 30)
@example("\U0001f1e6" * 40)
def test_nothing_typed_raises_and_the_canonical_words_always_mean_the_same(lexicon, typed):
    question = understand(typed, lexicon, TODAY)
    canonical = question.canonical()
    assert understand(canonical, lexicon, MUCH_LATER) == question
    assert len(canonical) < 1000


@pytest.mark.parametrize(
    "words", ["pledges tonga, australia", "pledges of japan, tonga, cambodia", "JAPAN TO CAMBODIA australia"]
)
def test_a_code_that_is_also_a_preposition_does_not_turn_the_party_after_it(lexicon, words):
    question = understand(words, lexicon, date(2026, 1, 1))
    assert "TO" in question.parties
    assert question.towards == ()
    assert understand(question.canonical(), lexicon, date(2026, 1, 1)) == question


def test_a_party_that_is_named_on_a_side_is_not_suggested_for_both(lexicon):
    question = understand("ASEAN Community agreed to", lexicon, date(2026, 1, 1))
    assert question.actors == ("ASEAN",)
    for choice in question.suggestions:
        assert understand(choice.ask, lexicon, date(2026, 1, 1)).canonical() == choice.ask
