"""Sums of money and counted goods."""

from __future__ import annotations

from functools import partial

import pytest
from costs import measured, seconds
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.parsing import amounts


def money(text: str, home: str | None = None) -> list[tuple[float, str | None]]:
    return [
        (each.amount.value, each.amount.currency) for each in amounts.find(text, home) if each.amount.currency
    ]


@pytest.mark.parametrize(
    ("words", "value", "currency"),
    [
        ("$28 million", 28e6, "USD"),
        ("US$1.5bn", 1.5e9, "USD"),
        ("USD 800,000", 8e5, "USD"),
        ("USD800 000", 8e5, "USD"),
        ("3.2 billion USD", 3.2e9, "USD"),
        ("100 million US dollars", 1e8, "USD"),
        ("A$20 million", 2e7, "AUD"),
        ("C$3.5 million", 3.5e6, "CAD"),
        ("NZD30 million", 3e7, "NZD"),
        ("EUR 20 million", 2e7, "EUR"),
        ("\u20ac1,5 million", 1.5e6, "EUR"),
        ("1.500.000 euros", 1.5e6, "EUR"),
        ("twenty-five million euros", 2.5e7, "EUR"),
        ("\u00a311mn", 1.1e7, "GBP"),
        ("eight billion Japanese yen", 8e9, "JPY"),
        ("\u00a5500 billion", 5e11, "JPY"),
        ("RMB 200 million", 2e8, "CNY"),
        ("\u20a93 trillion", 3e12, "KRW"),
        ("Rp 5 trillion", 5e12, "IDR"),
        ("$1.2 to $1.5 billion", 1.5e9, "USD"),
        ("$10\u201315 million", 1.5e7, "USD"),
        ("$1,234.56", 1234.56, "USD"),
        ("S$2 million", 2e6, "SGD"),
        ("CAD $42 million", 42e6, "CAD"),
        ("$42 million CAD", 42e6, "CAD"),
        ("28.4 million Swiss francs", 28.4e6, "CHF"),
    ],
)
def test_a_sum_is_read_with_its_currency(words: str, value: float, currency: str) -> None:
    assert money(f"They will give {words} for the harbour.") == [(value, currency)]


def test_a_bare_dollar_is_marked_as_assumed_and_follows_the_publisher() -> None:
    (bare,) = amounts.find("They gave $5 million.")
    assert (bare.amount.currency, bare.amount.assumed) == ("USD", True)
    assert money("They gave $5 million.", amounts.home_currency("AU")) == [(5e6, "AUD")]
    assert not amounts.find("They gave US$5 million.")[0].amount.assumed
    assert amounts.home_currency("KH") is None


def test_one_sum_in_two_currencies_is_one_sum() -> None:
    assert money("It gives NZ$30 million (about US$20 million) for wells.") == [(3e7, "NZD")]
    assert money("It gives \u20ac10 million, equivalent to US$11 million, for wells.") == [(1e7, "EUR")]


def test_two_sums_are_two_and_the_total_is_the_best() -> None:
    found = amounts.find("It gives $20 million for wells and $30 million for roads, a total of $50 million.")
    assert [each.amount.value for each in found] == [2e7, 3e7, 5e7]
    chosen = amounts.best(found)
    assert chosen is not None
    assert chosen.amount.value == 5e7


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("up to $5 million", "up to"),
        ("at least $5 million", "at least"),
        ("$5 million a year for five years", "a year for five years"),
        ("more than $5 million per year", "more than per year"),
        ("$5 million over three years", "over three years"),
        ("$5 million", None),
    ],
)
def test_what_is_said_beside_a_sum_is_kept(text: str, qualifier: str | None) -> None:
    (found,) = amounts.find(f"They will give {text} in grants.")
    assert found.amount.qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("3 million doses of vaccine", 3e6, "doses"),
        ("200 police officers", 200, "police officers"),
        ("fifty scholarships", 50, "scholarships"),
        ("half a million masks", 5e5, "masks"),
        ("4,000 metric tons of rice", 4000, "metric tons"),
        ("twenty patrol boats", 20, "patrol boats"),
        ("1,200 hectares of mangrove", 1200, "hectares"),
    ],
)
def test_goods_are_counted_with_their_unit(text: str, value: float, unit: str) -> None:
    (found,) = amounts.find(f"They will give {text} by then.")
    assert (found.amount.value, found.amount.currency, found.amount.unit) == (value, None, unit)


@pytest.mark.parametrize(
    ("text", "flow"),
    [
        ("Bilateral trade reached $3 billion.", "trade"),
        ("They want to raise two-way trade to US$10 billion by 2030.", "trade"),
        ("It has a GDP of $40 billion.", "gdp"),
        ("The debt of \u20ac2 billion weighs on it.", "debt"),
        ("The target of $100 billion was missed.", "target"),
        ("They gave a grant of $28 million.", None),
    ],
)
def test_what_nobody_gives_is_marked(text: str, flow: str | None) -> None:
    found = amounts.find(text)
    assert [each.flow for each in found if each.amount.currency] == [flow]


def test_a_text_of_nothing_but_sums_is_read_at_its_head_only() -> None:
    with measured() as spent:
        assert 0 < len(amounts.find("$1 " * 340_000)) < 1000
        assert 0 < len(amounts.find("2 boats " * 125_000)) < 1000
    assert spent.seconds < 3


def test_a_goal_of_giving_is_a_sum_and_a_goal_of_trading_is_none() -> None:
    assert [each.flow for each in amounts.find("the goal of mobilising US$100 billion per year")] == [None]
    assert [each.flow for each in amounts.find("the goal of US$100 billion in sales")] == ["target"]


@pytest.mark.parametrize(
    "text",
    [
        "the G20",
        "19 percent",
        "40 million people live there",
        "in 2021-2025",
        "the 3rd round",
        "No. 5",
        "5 km",
    ],
)
def test_other_numbers_are_no_money(text: str) -> None:
    assert money(f"It was about {text}.") == []


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_text_is_taken(text: str) -> None:
    for mention in amounts.find(text):
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.amount.value > 0


@given(
    st.integers(1, 999),
    st.sampled_from(["million", "billion"]),
    st.sampled_from(["US$", "A$", "EUR ", "\u00a3"]),
)
def test_sign_number_and_scale_are_always_put_together(number: int, scale: str, sign: str) -> None:
    assert money(f"It gave {sign}{number} {scale}.")[0][0] == number * {"million": 1e6, "billion": 1e9}[scale]


@pytest.mark.parametrize("unit", ["$1 ", "1,", "one ", "$", "5 million "])
def test_long_paragraphs_are_read_in_linear_time(unit: str) -> None:
    small, large = (seconds(partial(amounts.find, unit * (size // len(unit)))) for size in (6_000, 60_000))
    assert large < 0.5 + 25 * small


def test_a_scale_in_capitals_counts() -> None:
    assert [each.amount.value for each in amounts.find("A GRANT OF USD 14 MILLION")] == [14_000_000]


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("12 million United States dollars", 12e6, "USD"),
        ("12 million US Dollars", 12e6, "USD"),
        ("a two-billion-dollar loan", 2e9, "USD"),
        ("SR 40 million", 40e6, "SAR"),
        ("SBD 5 million", 5e6, "SBD"),
        ("5 million Solomon Islands dollars", 5e6, "SBD"),
        ("Ksh 20 million", 20e6, "KES"),
        ("300 million Czech koruna", 300e6, "CZK"),
    ],
)
def test_sums_are_read_in_the_words_of_many_offices(text: str, value: float, currency: str) -> None:
    assert [(each.amount.value, each.amount.currency) for each in amounts.find(text)] == [(value, currency)]


def test_a_count_may_have_a_space_in_it_and_a_vague_sum_is_none() -> None:
    assert [(each.amount.value, each.amount.unit) for each in amounts.find("10 000 doses")] == [
        (10_000, "doses")
    ]
    assert amounts.find("It gave several million dollars.") == []


@pytest.mark.parametrize(
    ("words", "value", "currency"),
    [
        ("$US900 million", 9e8, "USD"),
        ("\u20ac3,5 Mio.", 3.5e6, "EUR"),
        ("EUR 1 Mrd", 1e9, "EUR"),
        ("one and a half billion dollars", 1.5e9, "USD"),
        ("a quarter of a million dollars", 2.5e5, "USD"),
        ("Rs 10 lakh crore", 1e13, "INR"),
        ("SLR 3 billion", 3e9, "LKR"),
        ("R500 million", 5e8, "ZAR"),
        ("N5 billion", 5e9, "NGN"),
        ("GH\u00a25 million", 5e6, "GHS"),
        ("500 million FCFA", 5e8, "XOF"),
        ("KD 20 million", 2e7, "KWD"),
        ("4.5 billion krone, around $500 mn", 4.5e9, "NOK"),
        ("NOK 1 billion, about \u20ac84 million", 1e9, "NOK"),
        ("200 thousand Tonga dollars (about 9 million yen)", 2e5, "TOP"),
        ("US dollars 5 million", 5e6, "USD"),
        ("Five Million United States Dollars (US$5,000,000)", 5e6, "USD"),
    ],
)
def test_sums_are_read_as_many_countries_write_them(words: str, value: float, currency: str) -> None:
    assert [(one.amount.value, one.amount.currency) for one in amounts.find(f"They gave {words} to it.")] == [
        (value, currency)
    ]


@pytest.mark.parametrize(
    ("words", "publisher", "currency"),
    [
        ("5 billion rupees", "PK", "PKR"),
        ("5 billion rupees", None, "INR"),
        ("5 billion shillings", "KE", "KES"),
        ("Shs 5 billion", "UG", "UGX"),
        ("300 million kroner", "DK", "DKK"),
        ("50 million pesos", "PH", "PHP"),
        ("K200 million", "PG", "PGK"),
        ("$5 million", "IN", "USD"),
        ("$5 million", "FJ", "FJD"),
    ],
)
def test_a_shared_name_of_money_means_that_of_the_papers_own_state(
    words: str, publisher: str | None, currency: str
) -> None:
    (one,) = amounts.find(f"They gave {words} to it.", amounts.home_currency(publisher))
    assert (one.amount.currency, one.amount.assumed) == (currency, True)


def test_a_shared_name_of_money_means_nothing_where_no_state_is_known() -> None:
    assert amounts.find("They gave 5 billion shillings to it.") == []


def test_two_sums_joined_by_and_are_two() -> None:
    found = amounts.find("They gave $5 million and \u20ac3 million to it.")
    assert [one.amount.currency for one in found] == ["USD", "EUR"]


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("29,412 bags of 25 kg rice", 29412, "bags"),
        ("1,500 training opportunities", 1500, "training opportunities"),
        ("a dozen ambulances", 12, "ambulances"),
        ("150 Heron 1 tanks", 150, "heron 1 tanks"),
        ("(2,596) metric tons of rice", 2596, "metric tons"),
    ],
)
def test_goods_are_counted_in_many_units(words: str, value: float, unit: str) -> None:
    (one,) = amounts.find(f"They gave {words} to it.")
    assert (one.amount.value, one.amount.unit) == (value, unit)


def test_a_debt_that_is_let_go_is_a_gift() -> None:
    assert [one.flow for one in amounts.find("They will write off $30 million of the debt.")] == [None]
    assert [one.flow for one in amounts.find("They owe a debt of $30 million.")] == ["debt"]


@pytest.mark.parametrize(
    ("words", "value", "currency"),
    [
        ("half-a-million euro", 5e5, "EUR"),
        ("VT 16 million", 16e6, "VUV"),
        ("Kshs. 400 million", 4e8, "KES"),
        ("Ush 3 billion", 3e9, "UGX"),
        ("CFAF 5 billion", 5e9, "XOF"),
        ("Bds $2 million", 2e6, "BBD"),
        ("12 million (AUD)", 12e6, "AUD"),
        ("45 million SDRs", 45e6, "XDR"),
        ("USD 10^6", 1e6, "USD"),
        ("USD 2 x 10^6", 2e6, "USD"),
    ],
)
def test_rarer_forms_of_a_sum_are_read(words: str, value: float, currency: str) -> None:
    assert money(f"They will give {words} for the harbour.") == [(value, currency)]


def test_sums_in_a_row_share_the_scale_of_the_last() -> None:
    assert money("Grants of $3, $5 and $7 million went to the ports.") == [
        (3e6, "USD"),
        (5e6, "USD"),
        (7e6, "USD"),
    ]
    assert money("Loans of EUR 3, 5 and 7 million were made.")[0] == (3e6, "EUR")
    assert money("Each of them paid $5 and 2 million people came.")[0] == (5.0, "USD")


def test_a_year_before_a_currency_is_no_sum() -> None:
    assert money("In 2031 EUR 5 million was given to the ports.") == [(5e6, "EUR")]


def test_shillings_that_are_not_the_homes_are_those_of_the_others_of_whom_the_text_speaks() -> None:
    words = "The embassy gave Shs 1.4 billion to four schools."
    assert money(words, "JPY") == []
    found = amounts.find(words, "JPY", ("SEK", "UGX", "KES"))
    assert [(each.amount.value, each.amount.currency, each.amount.assumed) for each in found] == [
        (1.4e9, "UGX", True)
    ]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Peru sent 5,000MT of rice.", 5000, "MT"),
        ("Peru gave 2m doses of vaccine.", 2e6, "doses"),
        ("Peru gave 300k masks to the schools.", 3e5, "masks"),
        ("Peru handed over 2 000 food parcels.", 2000, "food parcels"),
        ("Peru donated 2000 tents to the north.", 2000, "tents"),
        ("They thanked Peru for the 2000 tonnes of rice.", 2000, "tonnes"),
        ("Peru will drill 40 boreholes.", 40, "boreholes"),
    ],
)
def test_goods_are_counted_in_short_and_in_large_numbers(text: str, value: float, unit: str) -> None:
    assert [(each.amount.value, each.amount.unit) for each in amounts.find(text)] == [(value, unit)]


@pytest.mark.parametrize(
    "text", ["In 2024 students went abroad.", "Since 2019 officers have trained there.", "Lay 2 m pipes."]
)
def test_a_year_or_a_measure_before_a_noun_counts_no_goods(text: str) -> None:
    assert amounts.find(text) == []
