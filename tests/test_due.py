"""When an act holds or falls due: which of the times of its sentence is its own."""

from __future__ import annotations

import pytest

from briefs.model import Kind, Outcome
from tests.stage import read

HEAD = "# Joint Statement of Peru and Sweden\n\nMay 3, 2024\n\n"


def outcome(sentence: str, kind: Kind | None = None) -> Outcome:
    found = [one for one in read(HEAD + sentence).outcomes if kind is None or one.kind is kind]
    assert len(found) == 1, found
    return found[0]


def due(sentence: str, kind: Kind | None = None) -> tuple[str | None, str | None] | None:
    period = outcome(sentence, kind).period
    if period is None:
        return None
    return (str(period.start) if period.start else None, str(period.end) if period.end else None)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Peru and Sweden agreed to open a customs office by the end of 2025.", (None, "2025-12-31")),
        ("In early 2025, Peru and Sweden will open a customs office.", ("2025-01-01", "2025-03-31")),
        ("Peru will host the next round in Cusco in October.", ("2024-10-01", "2024-10-31")),
        ("Over the next two years, Peru and Sweden will map the reefs.", ("2024-05-03", "2026-05-03")),
        ("The two sides agreed to meet before the Lagoon Summit in Lima in July 2024.", (None, "2024-07-31")),
        ("Peru asked Sweden to report within three months.", (None, "2024-08-03")),
        ("Peru and Sweden adopted the Reef Action Plan 2025-2029.", ("2025-01-01", "2029-12-31")),
        ("Peru and Sweden agreed to bring trade to $2 billion by 2030.", (None, "2030-12-31")),
        ("Peru urged all sides to resume talks before the June deadline.", (None, "2024-06-30")),
        ("Peru and Sweden endorsed the Reef Strategy 2024\u20132034 at once.", ("2024-01-01", "2034-12-31")),
        (
            "Peru and Sweden tasked their ministers to finalise a Reef Plan (2025-2029) not later than December 2024.",
            (None, "2024-12-31"),
        ),
        ("The truce will last from 20 May to 10 June.", ("2024-05-20", "2024-06-10")),
        ("Peru and Sweden approved the 2025 budget of the Reef Secretariat.", ("2025-01-01", "2025-12-31")),
        (
            "Peru and Sweden will meet again at the Lagoon Summit in Lima in July 2024.",
            ("2024-07-01", "2024-07-31"),
        ),
        (
            "Peru and Sweden will sign the treaty at the summit to be held in Lima in July 2024.",
            ("2024-07-01", "2024-07-31"),
        ),
    ],
)
def test_an_act_carries_the_time_at_which_it_holds_or_falls_due(
    sentence: str, expected: tuple[str | None, str | None]
) -> None:
    assert due(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Building on their pledge to clean the rivers by 2030, Peru and Sweden will train pilots.",
        "Peru – host of the Reef Games in 2026 – will train pilots.",
        "Peru and Sweden will train pilots in line with the Reef Strategy 2021-2026.",
        "Peru and Sweden will apply the treaty adopted in Lima earlier in 2024.",
        "Since January, Peru and Sweden will have agreed to train pilots.",
        "During their talks on 2-4 May 2024, Peru and Sweden agreed to train pilots.",
        "Peru will support Sweden's candidature to the council in 2026.",
        "Peru and Sweden will reach their 2030 forest targets together.",
        "Peru and Sweden will renew the accord that expires in 2026.",
        "Peru and Sweden will work together for the success of the Lagoon Games, to be held in Lima in 2026.",
        "Peru will import more fish from Sweden, and extend the visas of its sailors to the end of 2025.",
        "Peru agreed to support Sweden, adding that roads would be built in the course of this year.",
        "Peru and Sweden will coordinate their help for sailors, including at the harbour conference taking place in Lima on 3 June 2024.",
        "Peru and Sweden will protect the reefs, including through the Lagoon Summit that will be held early 2025 in Cusco.",
        "Peru and Sweden will work together for clean harbours in view of the next Lagoon Games to be held in Lima in 2026.",
        "Peru promised to help the islands in support of this year\u2019s appeal of the harbours.",
        "Peru and Sweden will widen their partnership, with Peru hosting the ministers of the north later this year.",
    ],
)
def test_the_time_of_another_thing_is_not_the_acts_own(sentence: str) -> None:
    assert [one.period for one in read(HEAD + sentence).outcomes][:1] == [None]


def test_positions_and_thanks_carry_no_time() -> None:
    assert due("Peru and Sweden welcomed the opening of the bridge in 2026.") is None


def test_a_report_has_no_term() -> None:
    assert due("Peru and Sweden noted the progress of the report for 2023-2025.") is None


def test_the_term_of_a_part_of_a_sum_is_not_that_of_the_whole() -> None:
    pledge = outcome(
        "Sweden will provide $9 million to Peru, including $4 million over the next two years.", Kind.PLEDGE
    )
    assert pledge.period is None
    assert pledge.amount is not None
    assert pledge.amount.value == 9_000_000
    whole = outcome("Sweden will provide $9 million to Peru over the next two years.", Kind.PLEDGE)
    assert whole.period is not None


def test_the_sum_behind_the_verb_comes_before_one_that_is_told_in_front() -> None:
    pledge = outcome("In addition to an earlier grant of $3 million, Sweden will provide $5 million to Peru.")
    assert pledge.amount is not None
    assert pledge.amount.value == 5_000_000


def test_a_mandate_that_is_prolonged_ends_on_its_day() -> None:
    assert due("Peru and Sweden decided to extend the mandate of the mission until 31 October 2025.") == (
        None,
        "2025-10-31",
    )


def test_what_rises_is_as_high_as_it_will_be_and_parts_are_added_up() -> None:
    for sentence, value in (
        ("Sweden will increase its annual contribution to Peru from $2 million to $5 million.", 5_000_000),
        (
            "Sweden will provide $4 million for ports and $5 million for rails in Peru, a total of $9 million.",
            9_000_000,
        ),
        ("Sweden will provide $4 million to Peru, bringing its total to $100 million.", 4_000_000),
        ("Sweden will give Peru 3,000 tonnes of wheat worth $1.2 million.", 1_200_000),
    ):
        amount = outcome(sentence).amount
        assert amount is not None
        assert amount.value == value, sentence


def test_what_is_agreed_for_the_running_year_is_due_in_it() -> None:
    sentence = "The two sides agreed on lines of cooperation for 2024, with a focus on reefs."
    assert due(sentence) == ("2024-01-01", "2024-12-31")
    assert due("The two leaders agreed to designate 2024 as a year of reefs.") == ("2024-01-01", "2024-12-31")


def test_a_decision_that_is_adopted_has_the_time_of_what_was_decided() -> None:
    sentence = "The ministers adopted a decision on passing the chair of the council to Peru in 2026."
    assert due(sentence) == ("2026-01-01", "2026-12-31")


@pytest.mark.parametrize(
    "sentence",
    [
        "Sweden will give $40 million, having stood by Peru since the flood began in 2021.",
        "Peru also invited the Swedish minister to Lima to attend the act for the 50th anniversary of the landing of the fishermen of the north in 1974.",
    ],
)
def test_the_time_of_what_is_remembered_is_not_the_acts_own(sentence: str) -> None:
    assert due(sentence) is None


def test_the_time_at_which_a_promise_was_made_is_not_that_of_its_fulfilment() -> None:
    sentence = "Sweden reaffirmed its commitment made at the Second Reef Summit in Lima in August 2023, to train the sailors of Peru."
    assert due(sentence) is None


def test_the_time_at_the_head_of_a_sentence_is_that_of_its_second_verb_too() -> None:
    sentence = (
        "Prior to the departure of the guests, on Tuesday, June 4, 2024, Peru and Sweden will sign a treaty on fishing, "
        "and inaugurate a joint commission in Lima."
    )
    found = read(HEAD + sentence).outcomes
    assert [str(one.period and one.period.start) for one in found] == ["2024-06-04", "2024-06-04"]


def test_what_is_bought_by_weight_is_the_amount_of_a_promise_and_counted_persons_are_not() -> None:
    bought = outcome("Sweden will buy up to 20,000 tonnes of wheat from Peru.").amount
    assert bought is not None
    assert (bought.value, bought.unit) == (20_000, "tonnes")
    assert outcome("Peru and Sweden will bring together 300 experts in Lima.", Kind.COMMITMENT).amount is None


def test_a_report_of_what_was_given_carries_its_sum() -> None:
    done = outcome("Peru and Sweden noted the completion of the $3 million harbour project.", Kind.PROGRESS)
    assert done.amount is not None
    assert done.amount.value == 3_000_000


def test_the_dollars_of_a_joint_paper_without_a_publisher_are_american_where_the_united_states_sign_it() -> (
    None
):
    text = (
        "# President Vizcarra and President Obama Joint Statement\n\nMay 3, 2024\n\n"
        "Mexico and the United States stand together. Mexico has committed to invest $15 million in its ports."
    )
    sums = [one.amount.currency for one in read(text).outcomes if one.amount]
    assert sums == ["USD"]
