"""Parties in sentences: what is one, what only looks like one, and how states are known by every name."""

from __future__ import annotations

import pycountry
import pytest
from costs import seconds
from hypothesis import given
from hypothesis import strategies as st

from briefs import lexicon

LEXICON = lexicon.load(lexicon.config_folder())

SENTENCES = [
    # hyphens, dashes, strokes, possessives, odd spaces and invisible signs
    ("ASEAN-Australia ties grew.", "ASEAN AU"),
    ("The U.S.-Indonesia table was round.", "US ID"),
    ("Cambodia–Australia consultations", "KH AU"),
    ("An ASEAN‑Canada plan", "ASEAN CA"),
    ("India/Nepal border posts", "IN NP"),
    ("The Philippines’ proposal and Laos' reply", "PH LA"),
    ("New\u00a0Zealand’s envoy", "NZ"),
    ("the United\nStates and the Republic\n   of Korea", "US KR"),
    ("Viet\u2060 Nam agreed", "VN"),
    ("the Re\u00adpublic of Fi\u00adji", "FJ"),
    ("Tu\u0308rkiye signed", "TR"),
    ("KINGDOM OF CAMBODIA", "KH"),
    ("JOINT STATEMENT OF AUSTRALIA AND TIMOR-LESTE", "AU TL"),
    ("COTE D'IVOIRE AND CÔTE D’IVOIRE", "CI CI"),
    # other names, official names, historical spellings
    ("Lao PDR, Viet Nam and Myanmar", "LA VN MM"),
    ("Burma and Kampuchea are names of old.", "MM KH"),
    ("The Republic of the Union of Myanmar", "MM"),
    ("The Socialist Republic of Viet Nam", "VN"),
    ("The Democratic People’s Republic of Korea and the Republic of Korea", "KP KR"),
    ("The ROK and the DPRK", "KR KP"),
    ("The PRC and the UAE", "CN AE"),
    ("Türkiye, Turkiye and Turkey", "TR TR TR"),
    ("Czechia, once the Czech Republic", "CZ CZ"),
    ("Eswatini, once Swaziland", "SZ SZ"),
    ("Timor-Leste and East Timor", "TL TL"),
    ("Brunei Darussalam and Brunei", "BN BN"),
    ("The Holy See", "VA"),
    ("The Hashemite Kingdom of Jordan", "JO"),
    ("Sao Tome and Principe and São Tomé and Príncipe", "ST ST"),
    ("St. Kitts and Nevis and St. Lucia", "KN LC"),
    ("England, Scotland and Wales", "GB GB GB"),
    ("The Royal Government of Cambodia", "KH"),
    # look-alikes
    ("Ships sail the South China Sea and the East China Sea.", ""),
    ("Peace on the Korean Peninsula matters.", ""),
    ("The Gulf of Mexico lies off New Mexico.", ""),
    ("The Indian Ocean is warm.", ""),
    ("The Indian Ocean Rim Association met.", "IORA"),
    ("The Philippine Sea and the Sea of Japan", ""),
    ("Papua New Guinea sent a team.", "PG"),
    ("Guinea, Guinea-Bissau and Equatorial Guinea", "GN GW GQ"),
    ("Piracy in the Gulf of Guinea fell.", ""),
    ("Niger and Nigeria; Nigerien and Nigerian troops", "NE NG NE NG"),
    ("Dominica and the Dominican Republic", "DM DO"),
    ("Sudan and South Sudan", "SD SS"),
    ("Northern Ireland and Ireland", "GB IE"),
    ("American Samoa and Samoa", "AS WS"),
    ("The Congo River is long.", ""),
    ("The Democratic Republic of the Congo and the Republic of the Congo", "CD CG"),
    ("Mr. Jordan and Ms. Georgia spoke.", ""),
    ("Michael Jordan visited Jordan.", "JO"),
    ("A plant in Atlanta, Georgia, hired 200 people.", ""),
    ("Georgia and Moldova applied.", "GE MD"),
    ("Boats on Lake Chad; talks in Chad", "TD"),
    ("They polish the text while Polish guests wait.", "PL"),
    ("They ate turkey and talked about china.", ""),
    ("Tell us who it is.", ""),
    ("The US told us that the WHO asked who came.", "US WHO"),
    ("Indiana is a state; Romanian trains run.", "RO"),
    ("Ports of Panama and the Panama Canal", "PA"),
    ("Latin American and Central American guests", ""),
    ("German-American Day is a feast.", ""),
    ("The German-American alliance holds.", "DE US"),
    ("Korean-American families came.", ""),
    ("A non-Australian firm and an anti-Chinese rally", ""),
    ("The grant of US$50 million and A$10 million", ""),
    ("It cost 3 million New Zealand dollars.", ""),
    ("The report is in the French language.", ""),
    ("The Khmer Rouge trials", ""),
    ("The Paris Agreement and the Vienna Convention", ""),
    ("The National Security Council met.", ""),
    ("The UN Security Council met at the United Nations.", "UNSC UN"),
    ("Taiwan Strait tension", ""),
    ("Republic of China (Taiwan)", "TW TW"),
    # bodies, offices and agencies
    ("ASEAN Member States and AMS", "ASEAN ASEAN"),
    ("The AICHR and the ASEAN Secretariat", "AICHR ASEAN"),
    ("the European Commission and the EU", "EU EU"),
    ("UNICEF, UNDP and the World Bank", "UNICEF UNDP WB"),
    ("The Quad, AUKUS, the G7 and the G20", "QUAD AUKUS G7 G20"),
    ("The African Union and ECOWAS", "AFRICAN-UNION ECOWAS"),
    ("USAID, DFAT, JICA, KOICA and GIZ", "US AU JP KR DE"),
    ("The White House and the Kremlin spoke.", "US RU"),
    ("The Cambodian Ministry of Health", "KH"),
    ("ASEAN Plus Three and ASEAN", "APT ASEAN"),
    ("The Mekong River Commission and the Mekong-U.S. Partnership", "MRC MUSP"),
    ("The Commonwealth of Australia, the Commonwealth and Dominica", "AU COMMONWEALTH DM"),
    # capitals: governments and places
    ("Canberra and Phnom Penh agreed.", "AU KH"),
    ("Washington said so.", "US"),
    ("They met in Canberra and flew to Hanoi.", ""),
    ("Phnom Penh, 3 May 2024", ""),
    ("The Hanoi Summit ended; the University of Washington opened.", ""),
    ("George Washington University", ""),
    # bodies whose names hold the name of a state, and states whose names stand in something else
    ("The Niger Basin Authority met in Niger.", "NIGER-BASIN NE"),
    ("The Senegal River Basin Development Organisation and OMVG agreed.", "OMVS OMVG"),
    ("a bridge over the Senegal River", ""),
    ("The West African Development Bank and the East African Development Bank lent.", "BOAD EADB"),
    ("The Council of Europe Development Bank is not the Council of Europe.", "CEB COE"),
    ("The Black Sea Trade and Development Bank", "BSTDB"),
    ("The Kuwait Fund for Arab Economic Development and Kuwait", "KW KW"),
    ("The Arab Fund for Economic and Social Development (AFESD)", "AFESD AFESD"),
    ("The OPEC Fund for International Development lent; OPEC met.", "OPEC-FUND OPEC"),
    ("The Council of GUAM and the Organization for Democracy and Economic Development", "GUAM GUAM"),
    ("a ship from Guam", "GU"),
    ("The United Nations Support Mission in Libya reported.", "UNSMIL"),
    ("ATMIS left Somalia.", "AFRICAN-UNION SO"),
    ("Asean and Unicef agreed with Nato.", "ASEAN UNICEF NATO"),
    ("The Ibero-American General Secretariat", "SEGIB"),
    ("Ibero-American ties", ""),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text[:40] for text, _codes in SENTENCES])
def test_a_sentence_mentions_the_parties_it_speaks_of(text: str, expected: str) -> None:
    assert " ".join(found.code for found in LEXICON.mentions(text)) == expected


def test_a_mention_knows_its_place_and_form_in_the_text_as_given() -> None:
    text = "The\u00a0U.S. thanked Viet\u2060 Nam’s envoy, Thai guests and the White House."
    found = {text[each.start : each.end]: each.form for each in LEXICON.mentions(text)}
    assert found == {
        "U.S.": "name",
        "Viet\u2060 Nam": "possessive",
        "Thai": "demonym",
        "White House": "office",
    }


def test_a_capital_is_a_place_after_a_word_of_place_and_a_government_otherwise() -> None:
    assert [found.form for found in LEXICON.mentions("Tokyo welcomed the offer.")] == ["capital"]
    assert [found.code for found in LEXICON.places_in("They met in Tokyo and Bali.")] == ["JP", "ID"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Phnom Penh, Cambodia", "KH"),
        ("Bali", "ID"),
        ("Brussels", "BE"),
        ("Geneva", "CH"),
        ("Nay Pyi Taw", "MM"),
    ],
)
def test_a_place_lies_in_a_state(words: str, code: str) -> None:
    assert LEXICON.place(words) == code


def test_every_state_of_iso_3166_is_found_by_its_name_and_resolved_by_its_codes() -> None:
    for country in pycountry.countries:
        party = LEXICON.parties[country.alpha_2]
        found = [each.code for each in LEXICON.mentions(f"The envoy of {party.name} spoke.")]
        assert found == [country.alpha_2]
        for words in (country.alpha_2, country.alpha_2.lower(), party.name):
            assert LEXICON.party(words).code == country.alpha_2, words
        resolved = LEXICON.party(country.name)
        assert country.alpha_2 in (resolved.code, *resolved.suggestions), country.name
        if country.alpha_3 != "NAM":  # the Non-Aligned Movement is better known by these letters than Namibia
            assert LEXICON.party(country.alpha_3).code == country.alpha_2


def test_every_state_of_iso_3166_is_found_by_its_english_name_of_cldr() -> None:
    from babel import Locale

    for code, name in Locale("en").territories.items():
        if code in LEXICON.parties and LEXICON.parties[code].kind in {"state", "territory"}:
            resolved = LEXICON.party(name)
            assert code in (resolved.code, *resolved.suggestions), name


def test_every_demonym_resolves_to_its_party_or_asks_which() -> None:
    for party in LEXICON.parties.values():
        for words in party.demonyms:
            resolved = LEXICON.party(words)
            assert party.code in (resolved.code, *resolved.suggestions), words


def test_every_demonym_of_a_state_is_found_in_a_sentence() -> None:
    for party in LEXICON.parties.values():
        for words in party.demonyms:
            assert [each.code for each in LEXICON.mentions(f"The {words} envoys spoke.")] == [party.code], (
                words
            )


def test_members_are_parties_and_the_association_has_eleven() -> None:
    assert len(LEXICON.parties["ASEAN"].members) == 11
    assert len(LEXICON.parties["EU"].members) == 27
    for party in LEXICON.parties.values():
        assert set(party.members) <= set(LEXICON.parties)


PIECES = st.sampled_from(
    [
        *(words for words, _codes in SENTENCES[:60]),
        "U.S.",
        "’s",
        "-",
        "\u2060",
        "\u00a0",
        "\n",
        "  ",
        "\u0301",
        "İ",
        "South China Sea",
        "in ",
        "🇦🇺",
        "\ud800",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=12).map("".join))


@given(TEXTS)
def test_mentions_lie_inside_the_text_in_order_and_apart(text: str) -> None:
    reached = 0
    for found in LEXICON.mentions(text):
        assert reached <= found.start < found.end <= len(text)
        assert found.code in LEXICON.parties
        reached = found.end


@given(TEXTS)
def test_the_words_of_a_mention_are_by_themselves_a_name_of_the_party(text: str) -> None:
    for found in LEXICON.mentions(text):
        resolved = LEXICON.party(text[found.start : found.end])
        assert found.code in (resolved.code, *resolved.suggestions)


@given(TEXTS)
def test_no_text_makes_the_lexicon_raise(text: str) -> None:
    LEXICON.places_in(text)
    LEXICON.topics_in(text)
    for found in LEXICON.fora_in(text):
        assert 0 <= found.start < found.end <= len(text)
    for spotted in [*LEXICON.spot(text), *LEXICON.spot_topics(text)]:
        assert 0 <= spotted.start < spotted.end <= len(text)
    LEXICON.party(text)
    LEXICON.topic(text)


def test_the_rules_are_read_fast_enough_for_a_command_in_the_shell() -> None:
    lexicon.load(lexicon.config_folder())
    assert seconds(lambda: lexicon.load(lexicon.config_folder())) < 1
