"""What somebody follows: read forgivingly from words, never guessed, and written so that it can be read again."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import NOON, document, event, outcome, reading
from test_asking import TYPED

from briefs.following import interest as interests
from briefs.following.interest import MOST, Interest, shown, stored, terms_of_document, understood
from briefs.following.matching import matches
from briefs.following.offered import LONGEST_TERM
from briefs.model import Kind, Line, Moment, Precision


def followed(words: str, lexicon) -> Interest:
    found = understood(words, lexicon)
    assert found.unknown == ()
    return found.interest


ANYTHING = st.tuples(
    st.lists(st.one_of(st.sampled_from(["AU", "KH", "ASEAN", "us", "XQ", "usa", "a b"]), st.text(max_size=12)), max_size=5),
    st.lists(st.one_of(st.sampled_from(["vaccines", "vaccine", "Climate"]), st.text(max_size=12)), max_size=5),
    st.lists(st.sampled_from(Kind), max_size=7),
    st.lists(st.one_of(st.sampled_from(["asem13", "a-b 3"]), st.text(max_size=12)), max_size=5),
    st.lists(st.one_of(st.sampled_from(['code of "conduct"', "visa", "-x", "party:AU"]), st.text(max_size=12)), max_size=5),
    st.lists(st.text(max_size=12), max_size=5),
)  # fmt: skip


@given(ANYTHING)
def test_an_interest_written_down_is_read_as_itself(lexicon, given_fields):
    interest = Interest(*map(tuple, given_fields))
    assert understood(interest.words(), lexicon).interest == interest


@given(TYPED)
def test_whatever_is_typed_is_understood_or_said_to_be_unknown_and_its_canonical_words_say_the_same(
    lexicon, words
):
    interest = understood(words, lexicon).interest
    assert understood(interest.words(), lexicon).interest == interest
    assert shown(interest, lexicon)


def test_parties_topics_kinds_events_and_words_are_read_out_of_one_line(lexicon):
    words = 'australia vaccines -visa "code of conduct" pledges event asem13 topic vaccines'
    assert followed(words, lexicon) == Interest(
        parties=("AU",),
        topics=("vaccines",),
        kinds=(Kind.PLEDGE,),
        events=("asem13",),
        include=("code of conduct",),
        exclude=("visa",),
    )


@pytest.mark.parametrize("words", ["", "everything", "all", "/all", "all topics", "*"])
def test_without_names_everything_is_followed(lexicon, words):
    interest = followed(words, lexicon)
    assert interest.is_everything
    assert interest.words() == "everything"
    assert shown(interest, lexicon) == "everything"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("us", "party:US"),
        ("AU kh", "party:AU party:KH"),
        ("🇦🇺", "party:AU"),
        ("the Australians", "party:AU"),
        ("asem13", "event:asem13"),
        ("ASEM 13", "event:asem13"),
        ("event 13th ASEM summit Cambodia", "party:KH event:asem13"),
        ("event asean chairmanship 2022", "event:asean-chairmanship-2022"),
        ("topic vaccine", "topic:vaccines"),
        ("#vaccines", "topic:vaccines"),
        ("women, peace and security", "topic:women-peace-security"),
        ("agreements by ASEAN", "party:ASEAN kind:adoption"),
        ("asean without visas", 'party:ASEAN -"visas"'),
        ("asean –visas", 'party:ASEAN -"visas"'),
        ("asean -“visa fees”", 'party:ASEAN -"visa fees"'),
        ("australia not visas", 'party:AU -"visas"'),
        ("australia but not visas", 'party:AU -"visas"'),
        ("australia, no visas", 'party:AU -"visas"'),
        ("australia and nothing about visas", 'party:AU -"visas"'),
        ('australia not "visa fees"', 'party:AU -"visa fees"'),
        ("asean not climate change, vaccines", 'party:ASEAN topic:vaccines -"climate change"'),
        ("asean not visas or education", 'party:ASEAN -"education" -"visas"'),
        ("asean without visas and education", 'party:ASEAN -"education" -"visas"'),
        ("asean without visas and not vaccines", 'party:ASEAN -"vaccines" -"visas"'),
        ("everything but visas", '-"visas"'),
        ("everything about australia", "party:AU"),
        ("not only australia", "party:AU"),
        ("asean not party:AU", 'party:ASEAN -"Australia"'),
        ("AU NO", "party:AU party:NO"),
        ("event cambodia asean chairmanship", "event:asean-chairmanship-2022"),
        ("Cambodia's ASEAN chairmanship", "event:asean-chairmanship-2022"),
        ("Cambodia’s chairmanship of ASEAN in 2022 vaccines", "topic:vaccines event:asean-chairmanship-2022"),
        ("asean chairmanship 2022", "event:asean-chairmanship-2022"),
    ],
)  # fmt: skip
def test_names_are_read_forgivingly(lexicon, words, wanted):
    assert followed(words, lexicon).words() == wanted


def test_a_misspelt_name_is_unknown_with_suggestions_and_never_guessed(lexicon):
    found = understood("austrlia", lexicon)
    assert found.interest.is_everything
    assert found.unknown == ("austrlia",)
    ((word, near),) = found.suggestions
    assert (word, near[0], near[-1]) == ("austrlia", "party:AU", '"austrlia"')


def test_every_suggestion_can_be_put_in_the_place_of_the_word(lexicon):
    for typed in ("austrlia", "marine plastic litter", "event asem14", "vacines", "kind:promise"):
        for _, near in understood(typed, lexicon).suggestions:
            assert near
            for words in near:
                assert understood(words, lexicon).unknown == ()
                assert not understood(words, lexicon).interest.is_everything


@pytest.mark.parametrize(
    ("words", "word"), [("australia not", "not"), ("no, australia", "no"), ("japan may", "may")]
)
def test_a_word_that_turns_the_sense_round_or_names_a_month_is_never_dropped(lexicon, words, word):
    assert understood(words, lexicon).unknown == (word,)


def test_a_chair_that_several_held_is_asked_about(lexicon):
    found = understood("asean chairmanship", lexicon)
    assert found.interest.is_everything
    assert found.unknown == ("asean chairmanship",)
    ((_, near),) = found.suggestions
    assert {each.rpartition("-")[0] for each in near[:-1]} == {"event:asean-chairmanship"}
    assert near[-1] == '"asean chairmanship"'


def test_what_is_offered_for_an_event_has_a_word_of_what_was_asked(lexicon):
    for typed in ("event cambodia rice fair", "event asem14", "event river week"):
        for _, near in understood(typed, lexicon).suggestions:
            for words in near:
                name = shown(understood(words, lexicon).interest, lexicon).casefold()
                assert any(word.rstrip("0123456789") in name for word in typed.split()[1:])


def test_words_that_name_nothing_are_not_dropped_in_silence(lexicon):
    assert understood("australia blockchain", lexicon).unknown == ("blockchain",)
    assert understood("event asem99", lexicon).unknown == ("asem99",)
    assert understood('"…"', lexicon).unknown == ("…",)
    many = " ".join(f"party:X{number}" for number in range(MOST + 5))
    assert f"more than {MOST} parties" in understood(many, lexicon).unknown
    assert understood("word " * 70 + "blockchain", lexicon).unknown[-1].endswith("blockchain")


def test_what_the_rules_no_longer_know_is_still_followed_so_that_nothing_grows_by_itself(lexicon):
    found = understood("party:XQ topic:spice", lexicon)
    assert found.interest == Interest(parties=("XQ",), topics=("spice",))
    assert set(found.unknown) == {"XQ", "spice"}


def test_an_event_that_only_documents_know_is_found_by_the_name_they_give_it(lexicon):
    told = {"river-forum-2027": ("River Forum 2027", "2nd River Forum")}
    assert understood("river forum 2027", lexicon, told).interest.events == ("river-forum-2027",)
    assert shown(Interest(events=("river-forum-2027",)), lexicon, told) == "River Forum 2027"


def test_two_ways_of_saying_the_same_are_equal(lexicon):
    one, other = followed("australia cambodia pledges", lexicon), followed("pledges kh AU", lexicon)
    assert one == other
    assert one.words() == other.words()


def test_an_interest_is_shown_as_a_person_would_say_it(lexicon):
    interest = Interest(
        ("AU", "CA"), ("vaccines",), (Kind.PLEDGE,), ("asem13",), ("code of conduct",), ("visa",)
    )
    assert shown(interest, lexicon) == (
        "Australia or Canada · vaccines · pledges · 13th ASEM Summit · “code of conduct” · without “visa”"
    )


def line(**given_) -> Line:
    from builders import source

    return Line(1, outcome("o1", **given_), source(1), None, Moment(None, None, Precision.DAY))


def test_within_a_field_any_is_enough_and_between_fields_all_are_needed(lexicon):
    said = line(actors=("AU",), towards=("KH",), topics=("vaccines",), kind=Kind.PLEDGE)
    assert matches(said, Interest(parties=("KH", "JP")), lexicon)
    assert matches(said, Interest(parties=("AU",), topics=("vaccines", "climate")), lexicon)
    assert not matches(said, Interest(parties=("AU",), topics=("climate",)), lexicon)
    assert not matches(said, Interest(kinds=(Kind.REQUEST,)), lexicon)
    assert matches(said, Interest(), lexicon)


def test_words_match_whole_phrases_whatever_their_case_accents_and_plural(lexicon):
    said = line(quote="They agreed on a Code of Conduct for visa-free façades.", headline="x")
    assert matches(said, Interest(include=("codes of conduct",)), lexicon)
    assert matches(said, Interest(include=("facade", "nothing")), lexicon)
    assert not matches(said, Interest(include=("conduct of",)), lexicon)


def test_a_word_that_is_excluded_wins(lexicon):
    said = line(quote="They agreed on visas.", headline="x", actors=("AU",))
    assert not matches(said, Interest(parties=("AU",), exclude=("visa",)), lexicon)
    assert not matches(said, Interest(include=("visas",), exclude=("visa",)), lexicon)
    assert not matches(said, Interest(exclude=("australia",)), lexicon)


LINES = st.builds(
    lambda actors, towards, topics, event_, kind: {
        "actors": tuple(actors), "towards": tuple(towards), "topics": tuple(topics), "event": event_, "kind": kind,
    },
    *[st.lists(st.sampled_from(["AU", "KH", "JP"]), max_size=2, unique=True)] * 2,
    st.lists(st.sampled_from(["vaccines", "climate"]), max_size=2, unique=True),
    st.sampled_from([None, "asem13", "a" * 190]),
    st.sampled_from(Kind),
)  # fmt: skip
INTERESTS = st.builds(
    Interest,
    st.lists(st.sampled_from(["AU", "KH", "JP"]), max_size=2).map(tuple),
    st.lists(st.sampled_from(["vaccines", "climate"]), max_size=2).map(tuple),
    st.lists(st.sampled_from(Kind), max_size=2).map(tuple),
    st.lists(st.sampled_from(["asem13", "a" * 190]), max_size=2).map(tuple),
)


@given(LINES, INTERESTS)
def test_a_document_with_a_matching_line_offers_a_term_by_which_the_interest_is_found(
    lexicon, said, interest
):
    offered = {"*"}
    offered |= {f"party:{code}" for code in (*said["actors"], *said["towards"])}
    offered |= {f"topic:{slug}" for slug in said["topics"]}
    offered |= {f"event:{said['event']}"[:LONGEST_TERM]} if said["event"] else set()
    if matches(line(**said), interest, lexicon):
        assert interest.terms() & offered
    assert all(len(term) <= LONGEST_TERM for term in interest.terms())


def test_an_interest_is_found_by_the_smallest_set_of_terms():
    assert Interest().terms() == {"*"}
    assert Interest(kinds=(Kind.PLEDGE,), include=("rice",)).terms() == {"*"}
    assert Interest(parties=("AU", "KH"), topics=("vaccines",)).terms() == {"topic:vaccines"}
    assert Interest(parties=("AU",), topics=("vaccines", "climate")).terms() == {"party:AU"}


def test_a_stored_document_offers_its_parties_topics_and_events(store):
    text = document("Rice was spoken of.")
    lines = (
        outcome("o1", actors=("KH",), towards=("AU",), topics=("vaccines",)),
        outcome("o2", actors=("JP",), event="a" * 190),
    )
    read = reading(text, outcomes=lines, events=(event("asem13"),))
    number = store.add(text, read, NOON).number
    assert terms_of_document(store, number) == {
        "*", "party:KH", "party:AU", "party:JP", "topic:vaccines", "event:asem13", f"event:{'a' * 190}"[:LONGEST_TERM],
    }  # fmt: skip
    assert terms_of_document(store, number + 1) == {"*"}


def test_a_topic_that_is_a_name_keeps_its_capital(lexicon):
    assert shown(Interest(topics=("south-china-sea",)), lexicon) == "South China Sea"
    assert shown(Interest(topics=("vaccines",)), lexicon) == "vaccines"


def test_what_is_remembered_of_interests_has_an_end_whoever_asks_at_the_same_time(lexicon, monkeypatch):
    monkeypatch.setattr(interests, "_MOST_STORED", 3)
    monkeypatch.setattr(interests, "_stored", {})
    monkeypatch.setattr(
        interests,
        "understood",
        lambda words, _rules: interests.Understood(Interest(include=(words,)), (), ()),
    )
    often = sys.getswitchinterval()

    def ask(first: int) -> bool:
        return all(
            stored(str(number), lexicon).include == (str(number),) for number in range(first, first + 5000)
        )

    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            assert all(pool.map(ask, range(0, 20_000, 5000)))
    finally:
        sys.setswitchinterval(often)
    assert len(interests._stored) == 3
