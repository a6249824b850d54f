"""Spokesmen, purposes of a call, protests, wishes addressed to a side, quantities cut: what in them is an act, and whose."""

from __future__ import annotations

import pytest

from briefs.model import DocumentKind
from tests.stage import acts, read, shown

TWO = {"parties": "PE SE"}
OWN = {"parties": "PE SE", "voice": "PE"}
NEWS = {"parties": "PE SE", "kind": DocumentKind.NEWS}
STORY = """LIMA, March 4 (Reuters) - Peru's Ministry of Ports on Monday called Sweden's remarks on the reef groundless.

The ministry's spokesman Tuo Marn said that the reef had always been fished from Lima.

Tuo stressed that the nets are lawful.

According to Tuo, the office of the harbour lodged solemn representations with the Swedish Embassy in Lima.

"We strongly require the Swedish side to stop the patrols," Tuo said.

A spokesman Hal Orrin of the nets trade was not reached.
"""


def test_a_spokesman_of_the_ministry_named_before_speaks_for_its_state():
    found = [(one.kind, one.actors, one.towards) for one in read(STORY).outcomes]
    assert ("position", ("PE",), ("SE",)) in found
    assert ("request", ("PE",), ("SE",)) in found
    assert {actors for _kind, actors, _towards in found} == {("PE",)}
    assert not any("Tuo" in (one.speaker or "") for one in read(STORY).commentary)


@pytest.mark.parametrize(
    "text",
    [
        (
            "LIMA, March 4 (Reuters) - Peru's Ministry of Ports spoke with Sweden on Monday.\n\n"
            "The company's spokesman Tuo Marn said that it will open two mines in Sweden.\n"
        ),
        (
            "LIMA, March 4 (Reuters) - Ships of Peru and Sweden met on Monday.\n\n"
            "The ministry's spokesman Tuo Marn said that it will open two mines in Sweden.\n"
        ),
    ],
)
def test_a_spokesman_whose_state_nobody_names_speaks_for_none(text):
    assert read(text).outcomes == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "President Arroyo spoke today with Prime Minister Lindqvist to congratulate him on his victory.",
            ["appreciation PE>SE"],
        ),
        (
            "President Luis Arroyo, Jr. spoke today with Prime Minister Lindqvist to stress his commitment to the pact.",
            ["commitment PE>SE soft"],
        ),
        ("President Arroyo spoke with Prime Minister Lindqvist about how to support the fishermen.", []),
        ("President Arroyo spoke with Prime Minister Lindqvist to discuss work to support fishermen.", []),
        ("President Arroyo flew home to congratulate his team.", []),
    ],
)
def test_what_somebody_called_for_is_what_he_did(text, expected):
    assert shown(acts(text, **TWO)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Luis Arroyo, Jr. welcomed the pact.", ["position PE>SE"]),
        ("Peru would welcome action by Sweden to open its ports.", ["request PE>SE"]),
        ("The ministers would welcome a warm meal.", []),
        ("Peru called the new tariff unlawful.", ["position PE>SE"]),
        ("They called a meeting on the illegal nets.", []),
        ("Peru has lodged solemn representations with the Swedish Embassy.", ["position PE>SE"]),
        ("President Arroyo made the remarks during a visit to the port.", []),
        ("They discussed their backing for talks on the reef.", ["position PE SE>"]),
        ("They discussed their ports.", []),
    ],
)
def test_what_is_said_to_a_side_counts_and_a_tag_does_not(text, expected):
    assert shown(acts(text, **NEWS)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru has more than doubled its target for clean power.", ["progress PE>SE"]),
        ("Between August and January, Peru reduced its demand for gas by 19 percent.", ["progress PE>SE"]),
        ("Peru will cut its emissions.", ["commitment PE>SE firm"]),
        ("Peru reduced the height of the wall.", []),
        ("Peru has authorized approximately $1.6 billion of loans.", ["pledge PE>SE firm"]),
        ("Peru retains the authority to impose new bans.", ["position PE>SE"]),
    ],
)
def test_a_state_that_tells_of_its_figures_reports_progress_or_gives(text, expected):
    assert shown(acts(text, **OWN)) == expected


def test_what_somebody_did_after_a_year_long_past_is_history():
    told = "LIMA, March 4, 2022 - Peru and Sweden held talks in Lima on fish.\n\n{} to mend the ties of Peru with Sweden.\n"
    assert (
        read(told.format("After taking office in 2016, President Arroyo of Peru took steps")).outcomes == ()
    )
    assert read(told.format("After taking office, President Arroyo of Peru took steps")).outcomes != ()
