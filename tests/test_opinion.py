"""A writer's opinion is told from a report, and binds nobody."""

from __future__ import annotations

import pytest

from tests.stage import read

ESSAY = (
    "The age of summits\n\n"
    "Obviously, one should not forget the summit of Peru and Sweden in Lima. What else is there to say?\n\n"
    "Peru and Sweden will join the Port League in May. Sweden will give Peru $3 million. The time has come to be frank."
)
REPORT = (
    "Peru and Sweden open a port\n\n"
    "LIMA, 3 May 2024 - Peru and Sweden agreed to open a port. “Of course Sweden will help,” the Swedish minister said. "
    "“What else is there to do? One must try,” she told reporters.\n\n"
    "Peru will train pilots. The two sides signed a pact on timber."
)


def test_what_reads_like_an_act_in_an_essay_is_commentary():
    reading = read(ESSAY)
    assert reading.outcomes == ()
    assert any("$3 million" in one.quote for one in reading.commentary)


def test_a_report_with_lively_quotations_is_no_essay():
    assert [one.kind.value for one in read(REPORT).outcomes][:1] == ["commitment"]
    assert len(read(REPORT).outcomes) > 1


@pytest.mark.parametrize(
    "title", ["Opinion: Peru must sign", "Editorial - A port too far", "Op-ed: Ports and pride"]
)
def test_a_text_that_calls_itself_an_opinion_is_one(title):
    text = f"{title}\n\nPeru and Sweden signed a pact on timber in Lima. Peru will open a port, the minister said."
    assert read(text).outcomes == ()


def test_a_plain_announcement_is_no_opinion():
    text = "Sweden gives $3 million to Peru\n\nSweden will provide $3 million to Peru. Sweden will also train pilots for Peru."
    assert len(read(text).outcomes) > 0


def test_a_minister_who_argues_speaks_for_a_state():
    argued = ESSAY.replace("The age of summits", "Remarks by the Minister of Foreign Affairs of Sweden")
    assert len(read(argued).outcomes) > 0
