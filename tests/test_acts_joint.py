"""Joint statements and news of talks: lists under one promise, a second promise behind "and", what the parties assert."""

from __future__ import annotations

import pytest

from tests.stage import acts, read, shown

TWO = {"parties": "PE SE"}
OWN = {"parties": "PE SE", "voice": "PE SE"}


def quotes(text, **stage):
    return [(one.kind, text[one.start : one.end]) for one in acts(text, **stage)]


def test_an_agreement_that_both_will_do_a_list_is_one_promise_for_each_item_and_none_for_the_lead():
    found = acts(
        "The Presidents agreed that both countries will:",
        "- open a ferry line by June 2027;",
        "- exchange seed of potatoes; and",
        "- hold talks on fish every year.",
        **TWO,
    )
    assert shown(found) == ["commitment PE SE> firm"] * 3


def test_a_lead_that_only_tells_what_was_said_of_a_list_lends_its_items_no_promise():
    assert acts("The report says that both coasts have:", "- old ports;", "- narrow roads.", **TWO) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Sweden will share its maps of the bay and meet the cost of two divers until 2028.",
            ["commitment", "pledge"],
        ),
        ("Sweden will repair the pier and the wall.", ["commitment"]),
        ("Sweden will lend its maps and open the pier.", ["commitment"]),
        ("Sweden agreed to repair the pier and fund the wall.", ["commitment"]),
    ],
)
def test_a_gift_behind_and_is_a_promise_of_its_own(text, expected):
    assert [str(one.kind) for one in acts(text, **TWO)] == expected


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            "The Presidents welcomed the talks of the eighth Coast Forum, which Sweden will host in Kiruna in 2027.",
            "The Presidents welcomed the talks of the eighth Coast Forum",
        ),
        (
            "They signed a pact on pilots, under which Sweden will train 30 officers of Peru.",
            "They signed a pact on pilots",
        ),
    ],
)
def test_a_quote_does_not_end_in_the_word_that_opens_the_next_clause(text, first):
    assert quotes(text, **TWO)[0][1] == first


def test_a_quote_that_holds_its_relative_clause_keeps_it():
    text = "They signed a pact on pilots, which had been long in the making."
    assert quotes(text, **TWO) == [("adoption", text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The foundation of our trade is the Treaty on Ports.", "position"),
        ("Our friendship is founded on a coast that we share.", "position"),
        ("Harbours that are safe and clean will serve our fishermen.", "position"),
        ("Such ties are foundational to our plans for the sea.", "position"),
        ("Our work on tides is being deepened through a new station at sea.", "progress"),
        ("We are working through the Coast Forum to map the reef.", "progress"),
        ("We are steadfast in our defence of free ports.", "position"),
        ("We are prioritising the exchange of pilots.", "commitment"),
        ("The two Presidents share the highest level of confidence that trade will grow.", "position"),
        ("Peru and Sweden stand with Norway as it rebuilds its ports.", "position"),
    ],
)
def test_what_the_parties_assert_in_their_own_voice_is_read(text, kind):
    assert [str(one.kind) for one in acts(text, **OWN)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "The houses of the port are built of stone.",
        "Ships that carry wool were few.",
        "The soil of the valley is firm.",
        "The two Presidents shared a boat on the lake.",
        "The crowd stood for an hour.",
    ],
)
def test_a_plain_description_is_no_assertion(text):
    assert acts(text, **OWN) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The two ministers agreed to revive the Panel on Ports, which last sat in 2011, and fixed its third session for May in Lima.",
            ["commitment", "commitment"],
        ),
        (
            "Both ministers signed a treaty on wool and set its first review for March 2027.",
            ["adoption", "commitment"],
        ),
        ("The two ministers subscribed two agreements on visas.", ["adoption"]),
        ("Three instruments were signed in the presence of the two Presidents.", ["adoption"]),
        ("The two ministers touched upon the progress in the works at the harbour.", ["progress"]),
        (
            "The two sides took stock of the works, and it was agreed to hold talks on wool in May.",
            ["progress", "commitment"],
        ),
        (
            "President Arroyo offered the experience of his coast guard for the training of divers.",
            ["pledge"],
        ),
        ("President Arroyo offered forty places at the naval school.", ["pledge"]),
        (
            "President Arroyo took the opportunity to seek Sweden's consideration of a second dock.",
            ["request"],
        ),
        ("The two sides admire the courage of the islanders.", ["appreciation"]),
        ("The two ministers set the table.", []),
        ("The two ministers touched upon the weather.", []),
        ("The two ministers subscribed to a journal of the sea.", []),
    ],
)
def test_turns_of_ministries_and_agencies_are_read(text, expected):
    assert [str(one.kind) for one in acts(text, **TWO)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The two sides instructed their foreign ministries to follow up on the visit.",
            "commitment PE SE> firm",
        ),
        ("The two sides requested their senior officials to report in May.", "commitment PE SE> firm"),
        ("President Arroyo requested Sweden to send divers.", "request PE>SE"),
        ("The two sides requested Norway to send divers.", "request PE SE>NO"),
    ],
)
def test_officials_of_both_who_are_charged_bind_both_and_a_third_party_is_asked(text, expected):
    assert shown(acts(text, **TWO)) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "They agreed to hold a forum and to study the plans of the fair that Norway will organise in 2027.",
            "commitment PE SE> firm",
        ),
        ("The two sides agreed, in addition, to hold a forum in May.", "commitment PE SE> firm"),
        (
            "The Meeting did not adopt a paper on wool, but requested Norway to send its text.",
            "request PE SE>NO",
        ),
        ("Peru will carry out nine projects in Sweden worth 40,000 dollars each.", "pledge PE>SE firm"),
        ("Peru will carry out nine exercises in the bay.", "commitment PE>SE firm"),
        ("Peru commended Sweden's contribution of 2 million dollars to the fund.", "pledge SE>PE firm"),
        ("Peru commended Sweden's contribution to the fund.", "appreciation PE>SE"),
    ],
)
def test_the_act_of_the_main_verb_and_its_sum_decide(text, expected):
    assert shown(acts(text, **TWO)) == [expected]


@pytest.mark.parametrize(
    ("told", "kinds"),
    [
        ("Peru and Sweden established diplomatic relations on 2 February 1956.", []),
        ("Peru and Sweden set up diplomatic relations on February 2, 1956.", []),
        ("Peru and Sweden maintain ties which go back to 1836, and share a bench in the forum.", []),
        ("Peru and Sweden signed an agreement on wool on 3 March 2025.", ["adoption"]),
    ],
)
def test_what_was_done_on_a_day_of_an_earlier_year_is_background(told, kinds):
    story = f"LIMA, March 4, 2025 (Reuters) - Peru's foreign minister met Sweden's ambassador on Tuesday.\n\n{told}\n"
    assert [str(one.kind) for one in read(story).outcomes] == kinds


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        (
            "Peru and Sweden agreed to meet again at the 24th Lagoon Summit, which Peru will host in Lima in 2025.",
            "the 24th Lagoon Summit, which Peru will host in Lima in 2025.",
        ),
        (
            "The ministers looked forward to the Lagoon Summit in 2025, when Peru will host.",
            "the Lagoon Summit in 2025, when Peru will host.",
        ),
    ],
)
def test_who_will_host_is_quoted_with_what_is_hosted(sentence: str, quote: str) -> None:
    text = f"# Joint Statement of Peru and Sweden\n\nMay 3, 2024\n\n{sentence}\n"
    assert [one.quote for one in read(text).outcomes][-1] == quote
