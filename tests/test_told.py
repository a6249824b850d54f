"""What others are said to have said, and who says it: sentences in the manner of ministries, assemblies and agencies."""

from __future__ import annotations

import pytest

from tests.stage import acts, read, shown

TWO = {"parties": "PE SE"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Sweden welcomed the assurance of the minister of Peru that Peru closes its mines, joins no cartel "
                'and "will not permit new dredges" on its rivers.'
            ),
            ["position SE>PE"],
        ),
        (
            "Sweden took note of the statement of Peru that Peru had left the cartel and signed the protocol.",
            ["position SE>PE"],
        ),
        ("Sweden reaffirmed its ties and looks forward to the visit.", ["position SE>PE", "position SE>PE"]),
        (
            "Peru said that Peru backs the treaty and will not move the border.",
            ["position PE>SE", "commitment PE>SE firm"],
        ),
        ("The two sides considered and adopted the Work Plan on Ports.", ["adoption PE SE> firm"]),
        ("The interlocutors agreed Thursday to reopen the ferry.", ["commitment PE SE> firm"]),
    ],
)
def test_what_stands_under_another_clause_keeps_its_own_subject(text, expected):
    assert shown(acts(text, **TWO)) == expected


def test_an_outsider_by_trade_is_commentary_whatever_the_verb():
    text = (
        "Peru, Sweden sign ferry pact\n\nLima, 3 May 2024 (PNA) - Peru and Sweden signed a pact on ferries.\n\n"
        "Ana Quiroga, a senior researcher in Cusco, opined that Peru should buy more boats.\n"
    )
    assert all("opined" not in one.quote for one in read(text).outcomes)
