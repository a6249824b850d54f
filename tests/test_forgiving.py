"""What people type: any case, accents, codes and flags are understood; mistakes are asked about."""

from __future__ import annotations

import pytest

from briefs import lexicon

LEXICON = lexicon.load(lexicon.config_folder())


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("australia", "AU"),
        ("AUSTRALIA", "AU"),
        (" Australia ", "AU"),
        ("aus", "AU"),
        ("AU", "AU"),
        ("au", "AU"),
        ("🇦🇺", "AU"),
        ("australian", "AU"),
        ("canberra", "AU"),
        ("the philippines", "PH"),
        ("Government of the Philippines", "PH"),
        ("kingdom of cambodia", "KH"),
        ("cote d'ivoire", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("korea", "KR"),
        ("republic of korea", "KR"),
        ("democratic people's republic of korea", "KP"),
        ("vietnam", "VN"),
        ("viet-nam", "VN"),
        ("u.s.", "US"),
        ("us", "US"),
        ("usa", "US"),
        ("no", "NO"),
        ("UK", "GB"),
        ("england", "GB"),
        ("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", "GB"),
        ("white house", "US"),
        ("kiwi", "NZ"),
        ("khmer", "KH"),
        ("english", "GB"),
        ("brussels", "EU"),
        ("turkiye", "TR"),
        ("antigua & barbuda", "AG"),
        ("asean", "ASEAN"),
        ("world health organisation", "WHO"),
        ("g-7", "G7"),
        ("african-union", "AFRICAN-UNION"),
    ],
)
def test_a_party_is_understood(words: str, code: str) -> None:
    assert LEXICON.party(words).code == code


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("austrlia", "AU"),
        ("autralia", "AU"),
        ("cambodja", "KH"),
        ("vietnm", "VN"),
        ("New Zeland", "NZ"),
        ("japn", "JP"),
        ("singapur", "SG"),
        ("phillipines", "PH"),
        ("unite", "US"),
    ],
)
def test_a_typing_mistake_is_asked_about_and_never_corrected(words: str, first: str) -> None:
    found = LEXICON.party(words)
    assert found.code is None
    assert found.suggestions[0] == first
    assert len(found.suggestions) <= 3


@pytest.mark.parametrize(
    ("words", "codes"),
    [("congo", ("CD", "CG")), ("dominican", ("DO", "DM")), ("virgin islands", ("VI", "VG"))],
)
def test_a_name_of_two_parties_is_asked_about(words: str, codes: tuple[str, ...]) -> None:
    found = LEXICON.party(words)
    assert (found.code, found.suggestions) == (None, codes)


@pytest.mark.parametrize("words", ["", "  ", "?!", "xyzzyplugh", "a" * 10_000, "🇽🇽", "\ud800"])
def test_what_is_nothing_gives_nothing(words: str) -> None:
    found = LEXICON.party(words)
    assert (found.code, found.suggestions) == (None, ())


@pytest.mark.parametrize("words", ["us", "in", "it", "is", "no", "to", "who"])
def test_an_everyday_word_within_a_sentence_is_no_party(words: str) -> None:
    assert LEXICON.party(words, strict=False).code is None


@pytest.mark.parametrize("words", ["US", "IN", "IT", "NO", "TO", "WHO", "us "])
def test_an_everyday_word_is_a_party_in_capitals(words: str) -> None:
    expected = {"TO": "TO", "WHO": "WHO"}.get(words, words)
    assert LEXICON.party(words, strict=False).code == (None if words == "us " else expected)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("what did australia promise cambodia?", "AU KH"),
        ("what did the us promise in it?", "US"),
        ("tell us what is new", ""),
        ("TELL US MORE ABOUT JAPAN", "JP"),
        ("u.s.-indonesia trade", "US ID"),
        ("🇦🇺 vaccines 2021", "AU"),
        ("did the eu or asean commit to it", "EU ASEAN"),
        ("south china sea", ""),
        ("polish the text with poland", "PL"),
        ("au kh mou", "AU KH"),
        ("US and WHO", "US WHO"),
        ("congo", ""),
        ("", ""),
    ],
)
def test_parties_are_spotted_in_a_sentence_of_any_case(words: str, expected: str) -> None:
    assert " ".join(each.code for each in LEXICON.spot(words)) == expected


def test_spotted_names_have_their_places() -> None:
    words = "Côte d’Ivoire and NEW  ZEALAND"
    assert [words[each.start : each.end] for each in LEXICON.spot(words)] == ["Côte d’Ivoire", "NEW  ZEALAND"]


def test_topics_are_spotted_in_a_sentence_of_any_case() -> None:
    words = "Australia VACCINES and human rights 2021"
    assert [(each.code, words[each.start : each.end]) for each in LEXICON.spot_topics(words)] == [
        ("vaccines", "VACCINES"),
        ("human-rights", "human rights"),
    ]
