"""What readouts, resolutions, notices of aid and agencies' stories tell as an act, and what they only mention."""

from __future__ import annotations

import pytest

from briefs.model import DocumentKind, Reading
from tests.stage import acts, read, shown

TWO = {"parties": "PE SE"}
JOINT = {"parties": "PE SE", "voice": "PE SE"}
NEWS = {"parties": "PE SE", "kind": DocumentKind.NEWS}


def lines(reading: Reading) -> list[str]:
    return [f"{one.kind} {' '.join(one.actors)}>{' '.join(one.towards)}" for one in reading.outcomes]


@pytest.mark.parametrize(
    "text",
    [
        "Both sides shared views and exchanged notes on regional and global developments.",
        "The Peruvian side briefed about the plans for the fair.",
        "The leaders considered all aspects of bilateral relations.",
        "Peru raised the issue when the envoy called at the ministry.",
        "The two ministers discussed mutual concerns over the river.",
        "President Arroyo extended her good wishes to the King.",
        "The governor of Lima declared a state of emergency in Peru.",
        "The two countries have maintained diplomatic relations since 1938.",
        "The two leaders reached the consensus during their talks in Lima.",
        "Peru and Sweden issued the following statement:",
        "This dialogue was created to promote trade between Peru and Sweden.",
        "President Arroyo welcomed the Deputy Minister of Foreign Affairs of Sweden Per Holm and a Swedish delegation to Lima.",
        "The Ambassador of Sweden called on the newly appointed Minister of Foreign Affairs of Peru.",
        "Peru first proposed the fund in 2016.",
        "Last year, Peru agreed to open its ports to Sweden.",
        "Peru will likely lower its tariffs.",
        "The talks of Peru and Sweden will focus on fish, and Peru is set to kick off the meeting.",
        "President Arroyo said that the cooperation between Peru and Sweden is developing in all fields.",
        "Peru continues to feel the effects of the drought.",
    ],
)
def test_what_is_only_mentioned_is_no_outcome(text):
    assert acts(text, **TWO) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a promise of something else than a resource
        ("They pledged to boost their exchanges of personnel.", ["commitment PE SE> firm"]),
        ("Both sides pledged to train together.", ["commitment PE SE> firm"]),
        # what one hopes, believes or wishes of another is a view
        ("Peru expressed its belief that Sweden will recover soon.", ["position PE>SE"]),
        ("Peru is confident that Sweden will recover soon.", ["position PE>SE"]),
        ("Peru expressed its wish for Chile to return to the league.", ["position PE>SE"]),
        ("The leaders highlighted the commitments undertaken in the Lima Declaration.", ["position PE SE>"]),
        # what was done
        (
            "The leaders noted that considerable progress had been made in the talks.",
            ["progress PE SE>"],
        ),
        ("Both sides noted that the pact had enabled thirty visits.", ["progress PE SE>"]),
        ("Both sides affirmed the progress being made on the railway.", ["progress PE SE>"]),
        # resources, however they are spoken of
        ("Sweden decided to provide emergency relief goods to Peru.", ["pledge SE>PE firm"]),
        ("President Arroyo stated that Sweden is happy to donate the trucks to Peru.", ["pledge SE>PE firm"]),
        ("Sweden is making an additional contribution to Peru.", ["pledge SE>PE firm"]),
        ("Sweden will grant, through its new fund, EUR 29 million to Peru.", ["pledge SE>PE firm"]),
        # papers
        ("A joint statement was issued during the visit.", ["adoption PE SE> firm"]),
        ("An Exchange of Notes was signed concerning a loan.", ["adoption PE SE> firm"]),
        ("Peru gave its green light to the Ports Programme.", ["adoption PE> firm"]),
        (
            "The leaders of Peru and Sweden concluded their summit with the adoption of a charter.",
            ["adoption PE SE> firm"],
        ),
        (
            "The delegations – including those of Peru and Sweden – agreed on a Statement on Ports.",
            ["adoption PE SE> firm"],
        ),
        # what is said to be done soon
        (
            "President Arroyo responded that the procedures would be completed by next spring.",
            ["commitment PE>SE firm"],
        ),
        (
            "Peru discussed trade with Sweden, while expressing satisfaction with the talks.",
            ["position PE>SE"],
        ),
        ("Peru assured Sweden of taking up the issue.", ["commitment PE>SE firm"]),
        # a list of parties with a short name in brackets
        (
            "Both sides reconfirmed that Peru, Sweden and the Republic of Chile (ROC) will coordinate closely.",
            ["commitment PE SE CL> firm"],
        ),
    ],
)
def test_an_act_is_what_the_codebook_calls_it(text, expected):
    assert shown(acts(text, **TWO)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "We express our full solidarity and support to Chile and reaffirm our commitment to its security.",
            ["position PE SE>CL", "commitment PE SE> soft"],
        ),
        (
            "We will strengthen our ties to end the crisis, and deliver increased assistance to Chad.",
            ["commitment PE SE> firm", "pledge PE SE>TD firm"],
        ),
        (
            "We – the Leaders of Peru and Sweden – convened to reaffirm our steadfast commitment to the group.",
            ["commitment PE SE> soft"],
        ),
        ("We seek a region in which all states are free.", ["position PE SE>"]),
        ("We continue our work on mines.", ["commitment PE SE> firm"]),
    ],
)
def test_the_parties_own_words_are_told_apart(text, expected):
    assert shown(acts(text, **JOINT)) == expected


def test_what_would_be_done_counts_where_somebody_is_said_to_have_told_it():
    told = "Peru and Sweden would begin talks on a treaty in May, the ministry said in a press release."
    assert shown(acts(told, **NEWS)) == ["commitment PE SE> firm"]
    assert acts("Peru and Sweden would begin talks on a treaty in May.", **NEWS) == []


def test_what_is_done_while_talking_of_something_is_no_view():
    assert acts("Both sides discussed support for Chile while holding its foes responsible.", **TWO) == []


def test_what_somebody_would_like_to_say_is_no_promise():
    told = "“I would like to remind you that in 2017 Peru signed the pact, which opens new doors,” he said."
    assert [str(one.kind) for one in acts(told, **NEWS)] == ["position"]


def test_a_prince_without_a_state_is_no_outsider():
    reading = read(
        "Sayyid Hamad visits Lima\n\nLIMA, 3 May 2024 (PNA) - The guest met President Arroyo of Peru, officials said.\n\n"
        "Sayyid Hamad said that trade with Peru matters.\n"
    )
    assert reading.commentary == ()


def test_who_reported_a_sentence_did_nothing():
    found = acts("Peru urged Sweden to wait, reported the state agency.", **NEWS)
    assert shown(found) == ["request PE>SE"]


GIFT = "Sweden granted $5 million to Peru."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An extra EUR 1 million will go to a youth programme in Lima.", "pledge SE>PE firm"),
        ("Additional funds will also be provided for schools in Lima.", "pledge SE>PE firm"),
        ("The Fund will receive 45 million kronor for its work.", "pledge SE> firm"),
        ("A line of credit of $20 million is available to farmers.", "pledge SE>PE firm"),
        ("Another $100 million will support the port.", "pledge SE>PE firm"),
        ("The package includes $2 million for the port.", "pledge SE>PE firm"),
        (
            "The envoy said on Friday that another EUR 2 million is being allocated to clinics.",
            "pledge SE>PE firm",
        ),
        ("In addition, about 30 scholarships were offered to nurses.", "pledge SE>PE firm"),
        (
            "The group visited a Swedish aid project where $3 million will go towards wells.",
            "pledge SE>PE firm",
        ),
    ],
)
def test_a_sum_of_which_nobody_is_said_to_give_it_is_the_last_givers(text, expected):
    found = shown(acts(GIFT, text, **TWO))
    if "Fund" in text:
        assert found[:1] == ["pledge SE>PE firm"]
        return
    assert found == ["pledge SE>PE firm", expected]


@pytest.mark.parametrize(
    "text",
    [
        "The two million people of the valley will go to the polls.",
        "Much of the support is channelled through banks.",
        "The sum of $5 million comprises a loan of $2 million.",
        "Trade of $3 million will be provided for.",
        "Support for refugees will be discussed.",
        "Some 40 scholarships were used last spring.",
        "The funding will boost access to care and will support nurses.",
        "The new aid will reach many; it will help farmers and will also support schools.",
    ],
)
def test_not_every_sum_goes_somewhere(text):
    assert shown(acts(GIFT, text, **TWO)) == ["pledge SE>PE firm"]


def test_nobody_gives_a_sum_where_no_giver_is_known():
    assert acts("An extra EUR 1 million will go to a youth programme in Lima.", **TWO) == []


def test_a_headline_says_whose_the_sums_are():
    reading = read(
        "Sweden provides additional SEK 180 million in humanitarian aid\n\n3 May 2024\n\n"
        "The World Food Programme will receive SEK 45 million for its work in Chad.\n\n"
        "Additional funds will also be provided for schools in Peru.\n"
    )
    assert lines(reading) == ["pledge SE>WFP", "pledge SE>PE"]


def test_a_resolution_lends_its_items_the_body_named_above_it():
    reading = read(
        "RESOLUTION ON THE EVENTS IN CHAD\n\nTHE PERMANENT COUNCIL OF THE ORGANIZATION OF AMERICAN STATES,\n\n"
        "RECOGNIZING that a fair vote is critical in Chad,\n\nRESOLVES:\n\n"
        "1. To call on the Government of Chad to present a new calendar.\n\n"
        "2. To remain seized of the matter.\n"
    )
    assert lines(reading)[-2:] == ["request OAS>TD", "commitment OAS>"]


def test_newly_appointed_envoys_make_no_text_one_of_appointments():
    reading = read(
        "Minister of Peru meets newly appointed ambassadors\n\n3 May 2024\n\n"
        "The Foreign Minister of Peru, Ana Arroyo, met the ambassadors of Sweden, Chile and Chad.\n\n"
        "She reaffirmed Peru's commitment to free trade with Sweden.\n"
    )
    assert [line.split(">")[0] for line in lines(reading)] == ["commitment PE"]


def test_what_a_body_of_states_does_for_a_region_is_abroad():
    reading = read(
        "EU approves a package of guarantees in Africa\n\n3 May 2024\n\n"
        "The EU gave its green light to a package of guarantees worth EUR 800 million.\n"
    )
    assert lines(reading) == ["adoption EU>"]


def test_what_money_does_is_no_second_outcome_though_it_is_called_it():
    found = acts("This grant from Sweden is welcome. It will support Peru to build wells.", **NEWS)
    assert [one for one in shown(found) if one.startswith("commitment")] == []


def test_what_the_money_of_those_who_speak_will_be_used_for_is_their_promise():
    found = acts("Part of these funds will be directed to mine clearance.", **JOINT)
    assert shown(found) == ["commitment PE SE> firm"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Swedish Government, yesterday, announced a donation of $4 million to Peru.",
            ["pledge SE>PE firm"],
        ),
        (
            "The Swedish Government announced on Friday, during a visit, the allocation of $4 million to Peru.",
            ["pledge SE>PE firm"],
        ),
        (
            "Sweden would be creating an endowment of $2 million for Peru, the ministry said.",
            ["pledge SE>PE firm"],
        ),
        ("Sweden is putting in $8 million to help Peru dig wells.", ["pledge SE>PE firm"]),
        ("Sweden made the announcement Sweden will provide $2 million to Peru.", ["pledge SE>PE firm"]),
        ("Sweden approved a package of assistance for Peru.", ["pledge SE>PE firm"]),
        ("date 2021-04-07 Sweden is providing 4 million euros to Peru.", ["pledge SE>PE firm"]),
        (
            "The two ministers closed the third round of talks with the signing of the Port Charter.",
            ["adoption PE SE> firm"],
        ),
        ("The two ministers closed the third round of talks with a dinner.", []),
        ("The document reaffirms the value of free rivers.", ["position PE SE>"]),
        ("Said declaration reiterates the need for calm.", ["position PE SE>"]),
        ("The two ministers said they highly appreciated the help of the bishops.", ["appreciation PE SE>"]),
        ("President Arroyo said the pacts laid the foundation for free trade.", ["position PE>SE"]),
        (
            "President Arroyo says Peru enjoys close and long-standing ties with the islands.",
            ["position PE>SE"],
        ),
        ("President Arroyo said the matter would be discussed once he is back.", []),
        ("Peru is opening its embassy in Stockholm.", ["commitment PE>SE firm"]),
        ("Both ministers agreed officials would meet in June.", ["commitment PE SE> firm"]),
        ("The ministers noted that the storm had led to the loss of many lives.", ["position PE SE>"]),
        ("The ministers reviewed relations between the two states and ways to deepen them.", []),
        ("The ministers reviewed their cooperation and discussed ways to widen it.", ["progress PE SE>"]),
        ("The communiqué was issued after a session of the two ministers.", []),
        ("The visit will be made at the invitation of President Arroyo.", []),
        ("President Arroyo will lead a large delegation to Stockholm in May.", []),
        ("Ministers of the two states will come together to discuss ports.", []),
    ],
)
def test_what_stories_of_aid_and_of_visits_tell(text, expected):
    assert shown(acts(text, **NEWS)) == expected


def test_the_members_of_a_body_act_though_it_has_one_name():
    found = acts("ASEAN condemn in the strongest terms possible the raid on the camp.", parties="ASEAN")
    assert [one.kind for one in found] == ["position"]
