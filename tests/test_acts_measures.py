"""Fact sheets, sanctions, passives and long quotations: what in them is an act, whose, and what is only told."""

from __future__ import annotations

import pytest

from briefs.model import DocumentKind, Kind
from tests.stage import acts, read, shown

TWO = {"parties": "PE SE"}
OWN = {"parties": "PE SE", "voice": "PE SE"}
NEWS = {"parties": "PE SE", "kind": DocumentKind.NEWS}
HOUSE = {"parties": "PE SE", "home": "PE"}

SHEET = """FACT SHEET: Norway Continues to Support Dry Regions

May 3, 2022

Norway has committed NOK 90 million in seed and tools to international organizations in developing countries.

Norway's assistance includes:

- Nearly NOK 40 million in food from the Harvest Fund.
- Sending 25 well builders to village schools.
- Working to establish a seed bank in the hills.
- Schools with a roof.
"""

TOLD_AT_THE_END = """LIMA, March 4 (Reuters) - Peru and Sweden held talks on fish in Lima.

"The nets are too wide. Peru must mend them," said {}.
"""

SPOKEN_ON = """Peru adds to its bans on nets

Media release from the Minister of Ports of Peru, 4 March 2022

Minister Ana Arroyo of Peru has today announced travel bans on nine captains from Sweden.

"The reef is empty," Minister Arroyo said.

"Sweden has our trust. The pact remains the best path to full nets."
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru announced on Tuesday a set of new sanctions against Sweden.", ["commitment PE>SE firm"]),
        (
            "New sanctions were announced by the Peruvian Foreign Ministry on Friday.",
            ["commitment PE>SE firm"],
        ),
        ("Peru is sanctioning twelve further captains.", ["commitment PE> firm"]),
        ("Peru has sanctioned forty captains.", ["progress PE>SE"]),
        ("The sanctions hit three ports of Sweden.", []),
        ("Peru sent a clear warning to smugglers.", ["position PE>SE"]),
        ("Peru announced Ana Arroyo as the new envoy to Sweden.", []),
    ],
)
def test_who_announces_or_imposes_sanctions_acts(text, expected):
    assert shown(acts(text, **TWO)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Emphasis was laid on the safety of shipping.", ["position PE SE>"]),
        ("Particular attention was given to the training of divers.", ["position PE SE>"]),
        ("The growth of trade was noted with satisfaction.", ["progress PE SE>"]),
        ("The Swedish plan for a reef school was welcomed by the Peruvian side.", ["position PE>SE"]),
        ("The resolve to mend the nets was restated.", ["position PE SE>"]),
        ("The parties came to an agreement to hold a fair in Lima.", ["commitment PE SE> firm"]),
        ("The parties are sure that the line will serve them.", ["position PE SE>"]),
        ("A wreath was laid on the tomb.", []),
        ("It marked the first talks of the two in ten years.", []),
    ],
)
def test_what_is_told_without_its_actor_is_the_act_of_all(text, expected):
    assert shown(acts(text, **TWO)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Treasury is designating two firms.", []),
        ("The Reef Guard condemns Sweden.", []),
        ("The Chamber of Commerce pledged $2 million.", []),
        ("LTDA will lend $4 million.", []),
        ("These Swedish measures will freeze thousands.", []),
        ("This ban will not remove the threat.", []),
        ("This action will starve the coast.", []),
        (
            "In May, the Peruvian Reef and Nets Agency (PRNA) awarded a grant for a study.",
            ["pledge PE>SE firm"],
        ),
        ("This order will block their accounts in Lima.", ["commitment PE>SE firm"]),
        ("This order will help divers.", []),
        ("President Arroyo of Peru signed a proclamation that lifts duties on nets.", ["adoption PE> firm"]),
        ("President Arroyo of Peru signed a bill on schools.", []),
    ],
)
def test_bureaus_and_orders_of_a_government_act_for_it(text, expected):
    assert shown(acts(text, **HOUSE)) == expected


def test_a_bureau_without_its_state_is_that_of_a_government_which_names_it_so():
    at_home = {"parties": "US SE", "home": "US"}
    assert shown(acts("Treasury is designating two firms.", **at_home)) == ["commitment US> firm"]
    assert shown(acts("The Reef Guard condemns Sweden.", **at_home)) == []


@pytest.mark.parametrize(
    "item",
    [
        "The project will fail.",
        "This coalition will attack at dawn.",
        "The occupation forces will leave the reef by May 2025.",
        "The Ministry of Ports hosted a forum on nets.",
        "The Royal Institute of Nets hosted a forum on reefs.",
    ],
)
def test_what_a_fact_sheet_forecasts_or_tells_of_others_is_no_act_of_its_government(item: str) -> None:
    text = f"# FACT SHEET: United States Support for the Reefs\n\nMay 3, 2024\n\nThe United States supports fishermen abroad, in Peru, Fiji and Samoa.\n\n{item}\n"
    assert [one.quote for one in read(text).outcomes if one.quote in item] == []


def test_a_fact_sheet_gives_and_promises_by_its_bullets():
    found = [(one.kind, one.quote[:12]) for one in read(SHEET).outcomes]
    assert found == [
        (Kind.PLEDGE, "Norway has c"),
        (Kind.PLEDGE, "Nearly NOK 4"),
        (Kind.PLEDGE, "Sending 25 w"),
        (Kind.COMMITMENT, "Working to e"),
    ]
    assert {one.actors for one in read(SHEET).outcomes} == {("NO",)}


def test_a_fact_sheet_on_affairs_at_home_reports_nothing():
    at_home = SHEET.replace("international organizations in developing countries", "farms and schools")
    assert read(at_home).outcomes == ()


def test_a_quotation_is_its_speakers_though_he_is_named_where_it_ends():
    official = read(TOLD_AT_THE_END.format("the Foreign Minister of Sweden"))
    assert [(one.kind, one.actors) for one in official.outcomes] == [(Kind.POSITION, ("SE",))]
    outsider = read(TOLD_AT_THE_END.format("Tuo Marn, an analyst at a bank"))
    assert outsider.outcomes == ()
    assert [one.quote[:10] for one in outsider.commentary] == ['"The nets ', "Peru must "]


def test_an_official_goes_on_speaking_in_the_next_paragraph():
    found = read(SPOKEN_ON).outcomes
    assert (Kind.POSITION, ("PE",)) in [(one.kind, one.actors) for one in found if "best path" in one.quote]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'The Peruvian ministry said that "the two ministers renewed their pledge to mend the reef, and agreed to meet."',
            ["commitment PE SE> soft", "commitment PE SE> firm"],
        ),
        ('"Peru will prevail," the Peruvian Foreign Minister said.', ["position PE>SE"]),
        ('"I will first hold talks with the Speaker," the Peruvian Foreign Minister said.', []),
        ("Peru has supported the coast guard of Sweden since 2008.", []),
        ("Peru offered to share its experience of reefs.", ["commitment PE>SE soft"]),
    ],
)
def test_journeys_and_hopes_are_no_promises(text, expected):
    assert shown(acts(text, **NEWS)) == expected


def test_that_is_why_leads_a_promise_of_those_who_speak():
    assert shown(acts("That is why we are working to mend the reef.", **OWN)) == ["commitment PE SE> firm"]


@pytest.mark.parametrize(
    "item",
    [
        "In the health sector, Andes Solutions, LLC will be investing $5.8 million, including a plant in Ohio.",
        "- A $5.8 million purchase of nets by Andes Solutions from a firm in Ohio.",
        "- $4.8 million in orders for pumps from Ohio.",
        "- Andes Solutions is investing $20 million in a plant in Ohio.",
        "- The company expects to open its first shop in Lima in 2026.",
        "Leading up to this deal, President Biden had already secured $3 million for ports.",
    ],
)
def test_what_firms_buy_and_build_is_no_act_of_the_state_whose_fact_sheet_tells_it(item: str) -> None:
    text = (
        "# FACT SHEET: The United States and Peru Strengthen Their Partnership\n\nMay 3, 2024\n\n"
        f"President Biden of the United States met President Boluarte of Peru today in Washington.\n\n{item}\n"
    )
    assert read(text).outcomes == ()


def test_a_grant_in_a_list_of_sums_is_still_the_state_s() -> None:
    text = (
        "# FACT SHEET: The United States and Peru Strengthen Their Partnership\n\nMay 3, 2024\n\n"
        "President Biden of the United States met President Boluarte of Peru today in Washington.\n\n"
        "- $4.8 million in grants for pumps in Lima.\n"
    )
    assert [(one.kind, one.actors) for one in read(text).outcomes] == [(Kind.PLEDGE, ("US",))]
