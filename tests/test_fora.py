"""Meetings in sentences: one identity for one meeting, however its number is written."""

from __future__ import annotations

import pytest

from briefs import lexicon
from briefs.lexicon.ordinals import number, said

LEXICON = lexicon.load(lexicon.config_folder())

NAMED = [
    ("Cambodia will host ASEM13 in Phnom Penh.", "asem13"),
    ("ASEM 13, ASEM-13", "asem13 asem13"),
    ("the 13th ASEM Summit", "asem13"),
    ("the Thirteenth Asia–Europe Meeting (ASEM13)", "asem13 asem13"),
    ("the 13th Asia-Europe Summit", "asem13"),
    ("THE 13TH ASEM SUMMIT", "asem13"),
    ("the 13ᵗʰ ASEM\u00a0Summit", "asem13"),
    ("ASEM partners met.", ""),
    ("the 14th ASEM Foreign Ministers’ Meeting", "asem-fmm14"),
    ("the 38th and 39th ASEAN Summits", "asean-summit-38 asean-summit-39"),
    ("the Fifty-Third ASEAN Foreign Ministers’ Meeting (53rd AMM)", "amm53 amm53"),
    ("the AMM/PMC and the ASEAN Post Ministerial Conference", "amm asean-pmc"),
    ("the PMC+1 Session with Peru", "asean-pmc"),
    ("the 2nd ASEAN-Australia Summit", "asean-australia-summit-2"),
    ("the ASEAN–New Zealand Leaders’ Summit", "asean-new-zealand-summit"),
    ("the U.S.-ASEAN Summit and the ASEAN-U.S. Summit", "asean-us-summit asean-us-summit"),
    ("the ASEAN-U.S. Special Summit 2022", "asean-us-special-summit-2022"),
    ("the East Asia Summit and the 16th EAS", "east-asia-summit east-asia-summit-16"),
    ("the 28th ASEAN Regional Forum", "arf-28"),
    ("the 9th ADMM-Plus and the 16th ADMM", "admm-plus-9 admm-16"),
    ("the G7 Summit 2022 and the 2023 G20 Summit", "g7-summit-2022 g20-summit-2023"),
    ("COP27, COP 28 and the 29th Conference of the Parties", "cop27 cop28 cop29"),
    ("the Convention on Biological Diversity at COP15", ""),
    ("the XV BRICS Summit", "brics-summit-15"),
    ("the seventy-sixth session of the UN General Assembly", "unga76"),
    ("the second Summit for Democracy", "summit-for-democracy-2"),
    ("the Ninth Summit of the Americas", "summit-of-the-americas-9"),
    ("the fourth meeting of the Trilateral Fentanyl Committee", "trilateral-fentanyl-committee-4"),
    ("the Quad Leaders’ Summit", "quad-leaders-summit"),
    ("the 52nd Pacific Islands Forum Leaders Meeting", "pif-leaders-meeting-52"),
    ("the 4th Cambodia-Indonesia Joint Commission", "cambodia-indonesia-joint-commission-4"),
    ("the 4th Indonesia-Cambodia Joint Commission", "cambodia-indonesia-joint-commission-4"),
    ("the third round of bilateral consultations", "bilateral-consultations-3"),
    ("the fifth U.S.-France Cyber Dialogue", "france-us-cyber-dialogue-5"),
    ("a Global Oceans Summit in Lima", "global-oceans-summit"),
    ("the Wales Summit", "wales-summit"),
    # none
    ("They reached the summit.", ""),
    ("A strategic dialogue on fish", ""),
    ("The Pacific Islands Forum agreed.", ""),
    ("ASEAN-Canada Dialogue Relations", ""),
    ("A press conference at noon", ""),
    ("He came as a young police cop with 20 men.", ""),
]


@pytest.mark.parametrize(("text", "expected"), NAMED, ids=[text[:40] for text, _slugs in NAMED])
def test_a_sentence_names_these_meetings(text: str, expected: str) -> None:
    assert " ".join(found.slug for found in LEXICON.fora_in(text)) == expected


def test_a_mention_covers_the_name_with_its_number() -> None:
    text = "They met at the 53rd ASEAN Foreign Ministers’ Meeting, then at COP28."
    assert [text[found.start : found.end] for found in LEXICON.fora_in(text)] == [
        "53rd ASEAN Foreign Ministers’ Meeting",
        "COP28",
    ]


def test_a_mention_tells_series_number_name_level_and_parties() -> None:
    (found,) = LEXICON.fora_in("the Thirteenth ASEM Summit")
    assert (found.series, found.ordinal, found.name) == ("asem-summit", 13, "13th ASEM Summit")
    assert found.level == "leaders"
    (made,) = LEXICON.fora_in("the 4th Cambodia-Canada Bilateral Consultations")
    assert (made.parties, made.level) == (("KH", "CA"), "senior_officials")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1st", 1),
        ("2nd", 2),
        ("3ʳᵈ", 3),
        ("13th", 13),
        ("Thirteenth", 13),
        ("twentieth", 20),
        ("Twenty-First", 21),
        ("fifty third", 53),
        ("Fortieth", 40),
        ("ninety-ninth", 99),
        ("XIII", 13),
        ("IX", 9),
        ("XL", 40),
        ("summit", None),
        ("0th", None),
        ("", None),
    ],
)
def test_an_ordinal_is_read_as_people_write_it(words: str, expected: int | None) -> None:
    assert number(words) == expected


def test_what_is_said_is_read_back() -> None:
    for count in range(1, 200):
        assert number(said(count)) == count


def test_known_summits_of_the_calendar_are_named_by_their_own_slugs() -> None:
    known = {forum.slug for forum in LEXICON.fora}
    for summit in LEXICON.calendar.summits:
        if summit.ordinal is not None and summit.series in known:
            assert summit.slug in {found.slug for found in LEXICON.fora_in(summit.name)}, summit.name
