"""Times in official English, read as first and last day."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from costs import measured, seconds
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.model import Precision
from briefs.parsing import periods

REFERENCE = date(2022, 3, 16)  # a Wednesday


def read(text: str, reference: date | None = REFERENCE) -> list[tuple[str | None, str | None, str]]:
    return [
        (
            mention.period.start.isoformat() if mention.period.start else None,
            mention.period.end.isoformat() if mention.period.end else None,
            mention.role,
        )
        for mention in periods.find(text, reference)
    ]


def one(text: str, reference: date | None = REFERENCE) -> tuple[str | None, str | None]:
    found = read(text, reference)
    assert len(found) == 1, found
    return found[0][:2]


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("the Work Plan 2023-2027 for fisheries", "2023-01-01", "2027-12-31"),
        ("the Lumeria-Fiji Roadmap (2018\u20132022)", "2018-01-01", "2022-12-31"),
        ("the Action Plan 2022-26", "2022-01-01", "2026-12-31"),
        ("a programme that runs from 2023 to 2025", "2023-01-01", "2025-12-31"),
        ("between 2024 and 2026", "2024-01-01", "2026-12-31"),
        ("on 4 May 2021", "2021-05-04", "2021-05-04"),
        ("on the 4th of May, 2021", "2021-05-04", "2021-05-04"),
        ("on May 4th, 2021", "2021-05-04", "2021-05-04"),
        ("on 2021-05-04", "2021-05-04", "2021-05-04"),
        ("on 25/12/2021", "2021-12-25", "2021-12-25"),
        ("on 4.5.2021", "2021-05-04", "2021-05-04"),
        ("on 7-9 May 2021", "2021-05-07", "2021-05-09"),
        ("on 7 and 8 May 2021", "2021-05-07", "2021-05-08"),
        ("on May 7-9, 2021", "2021-05-07", "2021-05-09"),
        ("on 16-17September 2021", "2021-09-16", "2021-09-17"),
        ("from 30 May to 2 June 2021", "2021-05-30", "2021-06-02"),
        ("from May 30 to June 2, 2021", "2021-05-30", "2021-06-02"),
        ("from 29 December 2021 to 3 January 2022", "2021-12-29", "2022-01-03"),
        ("29 December \u2013 3 January 2022", "2021-12-29", "2022-01-03"),
        ("in June 2023", "2023-06-01", "2023-06-30"),
        ("in June of next year", "2023-06-01", "2023-06-30"),
        ("in early June 2023", "2023-06-01", "2023-06-30"),
        ("from June to August 2023", "2023-06-01", "2023-08-31"),
        ("in 2023", "2023-01-01", "2023-12-31"),
        ("in early 2023", "2023-01-01", "2023-03-31"),
        ("in mid-2023", "2023-04-01", "2023-09-30"),
        ("in late 2023", "2023-10-01", "2023-12-31"),
        ("in the second half of 2023", "2023-07-01", "2023-12-31"),
        ("in the first quarter of next year", "2023-01-01", "2023-03-31"),
        ("in Q3 2023", "2023-07-01", "2023-09-30"),
        ("in FY2023", "2023-01-01", "2023-12-31"),
        ("in fiscal year 2023-24", "2023-01-01", "2024-12-31"),
        ("in the summer of 2023", "2023-06-01", "2023-08-31"),
        ("next year", "2023-01-01", "2023-12-31"),
        ("later this year", "2022-01-01", "2022-12-31"),
        ("last year", "2021-01-01", "2021-12-31"),
        ("early next year", "2023-01-01", "2023-03-31"),
        ("next month", "2022-04-01", "2022-04-30"),
        ("last month", "2022-02-01", "2022-02-28"),
        ("this week", "2022-03-14", "2022-03-20"),
        ("over the next six months", "2022-03-16", "2022-09-16"),
        ("in the coming two years", "2022-03-16", "2024-03-16"),
        ("in three months' time", "2022-06-16", "2022-06-16"),
        ("tomorrow", "2022-03-17", "2022-03-17"),
        ("next Friday", "2022-03-18", "2022-03-18"),
        ("at the end of 2023", "2023-10-01", "2023-12-31"),
        ("in the latter half of 2023", "2023-07-01", "2023-12-31"),
        ("in the final quarter of 2023", "2023-10-01", "2023-12-31"),
        ("in 2H 2023", "2023-07-01", "2023-12-31"),
        ("in 3Q 2023", "2023-07-01", "2023-09-30"),
        ("in the first six months of 2023", "2023-01-01", "2023-06-30"),
        ("in the last three months of the year", "2022-10-01", "2022-12-31"),
        ("over the next two to three years", "2022-03-16", "2025-03-16"),
        ("during the next five-year period", "2022-03-16", "2027-03-16"),
        ("in the first week of July", "2022-07-01", "2022-07-07"),
        ("in the last week of June 2023", "2023-06-24", "2023-06-30"),
        ("in the week of 6 July 2022", "2022-07-04", "2022-07-10"),
        ("on March 6,2023", "2023-03-06", "2023-03-06"),
        ("on 5/6 July 2022", "2022-07-05", "2022-07-06"),
        ("on 16-03-2023", "2023-03-16", "2023-03-16"),
        ("this coming Friday", "2022-03-18", "2022-03-18"),
        ("on Friday, March 18", "2022-03-18", "2022-03-18"),
        ("on Thursday, 6 Ramadan 1443 AH corresponding to 7 April 2022", "2022-04-07", "2022-04-07"),
        ("in autumn", "2022-09-01", "2022-11-30"),
        ("beginning in 2023 and ending in 2029", "2023-01-01", "2029-12-31"),
    ],
)
def test_a_time_is_read_from_its_first_to_its_last_day(words: str, start: str, end: str) -> None:
    assert one(f"They will meet {words}.") == (start, end)


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("by 2030", "2030-12-31"),
        ("before 2025", "2024-12-31"),
        ("by the end of the year", "2022-12-31"),
        ("by the end of next year", "2023-12-31"),
        ("by end-2024", "2024-12-31"),
        ("no later than 30 June 2023", "2023-06-30"),
        ("by May", "2022-05-31"),
        ("until 2027", "2027-12-31"),
        ("within a month", "2022-04-16"),
        ("within 90 days", "2022-06-14"),
        ("within the next two weeks", "2022-03-30"),
        ("ahead of the 5 May forum", "2022-05-05"),
        ("before the end of June 2022", "2022-06-30"),
        ("by Friday", "2022-03-18"),
        ("before the year ends", "2022-12-31"),
        ("before the June deadline", "2022-06-30"),
        ("ahead of the November summit", "2022-11-30"),
        ("by COP30 in 2025", "2025-12-31"),
        ("before the season begins in June", "2022-06-30"),
        ("within two to three months", "2022-06-16"),
    ],
)
def test_a_deadline_has_only_an_end(words: str, end: str) -> None:
    assert read(f"They will finish it {words}.") == [(None, end, "deadline")]


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("from 2024", "2024-01-01"),
        ("starting in June 2024", "2024-06-01"),
        ("as of 1 July 2023", "2023-07-01"),
        ("since 2019", "2019-01-01"),
        ("from 2023 onwards", "2023-01-01"),
    ],
)
def test_what_takes_effect_has_only_a_start(words: str, start: str) -> None:
    assert read(f"The yearly meetings take place {words}.") == [(start, None, "since")]


@pytest.mark.parametrize(
    "text",
    [
        "They reaffirmed the 2030 Agenda and Vision 2045.",
        "They recalled Resolution 1325 and Resolution 2231 (2015).",
        "This was the 53rd session, attended by 2000 people.",
        "Warming must stay below 1.5 \u00b0C; 2,020 trees were planted.",
        "They will meet in the coming weeks, at the earliest convenience.",
        "It was a decade of growth, as in the 1990s.",
        "It cost $2020 and 2021 million.",
        "The parties may march on together.",
        "B.E. 2563 and 1442H are years of other calendars.",
        "They spoke for a second time.",
        "The plan of 2079 BS and the budget of 2014 E.C. were read.",
        "The next Five-Year Plan is ready.",
    ],
)
def test_names_counts_and_vague_words_are_no_periods(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("They will submit targets before COP26 in November 2021.", "2021-11-30"),
        ("They will meet before the end of next week.", "2022-03-27"),
        ("They will finish by the end of next year.", "2023-12-31"),
        ("They will finish by the end of the coming month.", "2022-04-30"),
    ],
)
def test_a_time_before_an_event_or_the_end_of_one_is_a_deadline(text: str, end: str) -> None:
    assert read(text) == [(None, end, "deadline")]


def test_the_host_behind_by_is_no_deadline() -> None:
    assert read("They look forward to the summit hosted by the Lao PDR in 2024.") == [
        ("2024-01-01", "2024-12-31", "at")
    ]


def test_a_year_at_the_head_of_a_sentence_is_no_part_of_a_name() -> None:
    assert [each.weak for each in periods.find("In 2024 Fiji will host the games.", REFERENCE)] == [False]
    assert [each.weak for each in periods.find("the 2024 Annual Report", REFERENCE)] == [True]


def test_a_number_before_a_day_is_no_first_day() -> None:
    assert one("QA-12, 4 May 2021") == ("2021-05-04", "2021-05-04")


def test_a_text_of_nothing_but_days_is_read_at_its_head_only() -> None:
    with measured() as spent:
        found = periods.find("May 1 " * 170_000, REFERENCE)
    assert 0 < len(found) < 1000
    assert spent.seconds < 3


def test_a_day_without_a_year_falls_on_the_side_the_words_look_to() -> None:
    assert one("They met on December 20.", date(2022, 1, 5)) == ("2021-12-20", "2021-12-20")
    assert one("They will meet on January 10.", date(2021, 12, 20)) == ("2022-01-10", "2022-01-10")
    assert one("It will be held in February.", date(2021, 11, 20)) == ("2022-02-01", "2022-02-28")


def test_without_a_reference_relative_words_say_nothing() -> None:
    assert read("They will meet next year, on May 12, within a month.", None) == []
    assert one("They will meet on 12 May 2023, not next year.", None) == ("2023-05-12", "2023-05-12")


def test_words_and_precision_are_kept() -> None:
    (mention,) = periods.find("It opens by the end of 2024.", REFERENCE)
    assert mention.period.words == "by the end of 2024"
    assert periods.find("in June 2024", REFERENCE)[0].period.precision is Precision.MONTH
    assert periods.find("on 4 June 2024", REFERENCE)[0].period.precision is Precision.DAY


def test_the_best_of_several_periods_is_the_deadline_then_the_term() -> None:
    found = periods.find("Today they adopted the Work Plan 2023-2027, to be printed in 2023.", REFERENCE)
    chosen = periods.best(found)
    assert chosen is not None
    assert chosen.period.words == "2023-2027"
    assert periods.best([]) is None


@given(st.text(max_size=200), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
@settings(max_examples=300, deadline=None)
def test_any_text_is_taken_and_mentions_lie_apart_in_order(text: str, reference: date) -> None:
    end = 0
    for mention in periods.find(text, reference):
        assert end <= mention.end
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.period.words
        assert mention.period.start or mention.period.end
        if mention.period.start and mention.period.end:
            assert mention.period.start <= mention.period.end
        end = mention.end


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_every_day_is_read_in_both_orders(day: date) -> None:
    same = (day.isoformat(), day.isoformat())
    assert one(f"on {day.day} {day:%B} {day.year}", None) == same
    assert one(f"on {day:%B} {day.day}, {day.year}", None) == same


@pytest.mark.parametrize("unit", ["2021 ", "May 1 ", "next year ", "1-", "20", "the "])
def test_long_paragraphs_are_read_in_linear_time(unit: str) -> None:
    texts = (unit * (size // len(unit)) for size in (10_000, 100_000))
    small, large = (seconds(partial(periods.find, text, REFERENCE)) for text in texts)
    assert large < 0.5 + 25 * small


def test_the_hour_before_a_day_is_no_day() -> None:
    assert one("All News 23:05 July 13, 2023", None) == ("2023-07-13", "2023-07-13")


def test_the_middle_of_a_year_is_due_in_june() -> None:
    assert one("The talks are to be concluded by mid-2022.") == (None, "2022-06-30")


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("over the coming year", "2022-03-16", "2023-03-16"),
        ("over the next month", "2022-03-16", "2022-04-16"),
        ("over the next decade", "2022-03-16", "2032-03-16"),
        ("over a period of two years", "2022-03-16", "2024-03-16"),
        ("in the third quarter", "2022-07-01", "2022-09-30"),
        ("in Q1", "2022-01-01", "2022-03-31"),
        ("in the early 2030s", "2030-01-01", "2033-12-31"),
        ("in the second half of the 2020s", "2025-01-01", "2029-12-31"),
        ("for the rest of the year", "2022-03-16", "2022-12-31"),
        ("in the course of 2024", "2024-01-01", "2024-12-31"),
        ("this autumn", "2022-09-01", "2022-11-30"),
        ("later this fall", "2022-09-01", "2022-11-30"),
        ("next spring", "2023-03-01", "2023-05-31"),
        ("on 4 May next year", "2023-05-04", "2023-05-04"),
        ("on May 4 this year", "2022-05-04", "2022-05-04"),
        ("from May 4 to 6 in 2023", "2023-05-04", "2023-05-06"),
        ("in 2023, 2024 and 2025", "2023-01-01", "2025-12-31"),
        ("on 2021/05/04", "2021-05-04", "2021-05-04"),
        ("early in 2024", "2024-01-01", "2024-03-31"),
        ("this coming June", "2022-06-01", "2022-06-30"),
    ],
)
def test_pieces_of_a_year_and_of_a_decade_are_read(words: str, start: str, end: str) -> None:
    assert one(f"They will meet {words}.") == (start, end)


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("until at least 2031", "2031-12-31"),
        ("through to 2026", "2026-12-31"),
        ("between now and 2026", "2026-12-31"),
        ("by around 2031", "2031-12-31"),
        ("by the end of the decade", "2030-12-31"),
        ("by end-March 2023", "2023-03-31"),
        ("by the end of the first half of 2023", "2023-06-30"),
        ("by mid-year", "2022-06-30"),
        ("by year's end", "2022-12-31"),
        ("by the summer", "2022-08-31"),
        ("within the year", "2022-12-31"),
        ("prior to the next round of talks, to be held in June", "2022-06-30"),
        ("prior to the next Consultations to be held in Apia later this year", "2022-12-31"),
        ("ahead of the Lagoon Forum in Apia on 4-6 May 2022", "2022-05-04"),
        ("in the run-up to the Lagoon Summit in May 2023", "2023-05-31"),
        ("by the next Leaders' Meeting in 2023", "2023-12-31"),
    ],
)
def test_the_words_of_a_deadline_are_many(words: str, end: str | None) -> None:
    found = read(f"They will finish it {words}.")
    assert [each for each in found if each[2] == "deadline"] == ([(None, end, "deadline")] if end else [])


@pytest.mark.parametrize(
    "text",
    [
        "They will report within two months of ratification.",
        "The wells are filled by 1 November each year.",
        "They will act in the coming week, and in this decade.",
        "The harbour was built for the Arab League in winter.",
        "It was a decade of growth, as in the 1990s.",
    ],
)
def test_what_counts_from_another_day_or_comes_back_is_no_period(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "They reaffirmed their 2030 emission targets.",
        "They will carry out the Island Masterplan on Rivers 2035.",
        "They will look beyond 2025.",
        "They act after the deadline of 29 May 2023.",
    ],
)
def test_a_year_that_only_tells_one_thing_from_another_is_weak(text: str) -> None:
    assert [each.weak for each in periods.find(text, REFERENCE)] in ([True], [])


def test_a_year_beside_a_word_of_time_or_a_gathering_is_strong() -> None:
    for text in (
        "They will make 2024 the year of reefs.",
        "The 2023 conference on reefs opens.",
        "They prepare the Lagoon Summit 2023 in Lima.",
    ):
        assert [each.weak for each in periods.find(text, REFERENCE)] == [False], text


def test_who_did_it_stands_behind_by_too() -> None:
    for text in (
        "It was adopted by the Lagoon Forum in 2023.",
        "The visit by the Assembly in 2023 is planned.",
    ):
        assert read(text) == [("2023-01-01", "2023-12-31", "at")], text


def test_a_deadline_keeps_what_its_own_words_cover() -> None:
    (mention,) = periods.find("They will act before the Lagoon Summit in November 2023.", REFERENCE)
    assert mention.whole == (date(2023, 11, 1), date(2023, 11, 30))


@pytest.mark.parametrize(
    ("publisher", "words", "start", "end"),
    [
        ("JP", "in FY2024", "2024-04-01", "2025-03-31"),
        ("US", "in FY2024", "2023-10-01", "2024-09-30"),
        ("AU", "in financial year 2024-25", "2024-07-01", "2025-06-30"),
        ("JP", "in the next fiscal year", "2022-04-01", "2023-03-31"),
        ("US", "for academic year 2024", "2024-01-01", "2024-12-31"),
        ("PE", "in FY2024", "2024-01-01", "2024-12-31"),
        (None, "in FY2024-25", "2024-01-01", "2025-12-31"),
    ],
)
def test_fiscal_years_run_as_they_do_where_the_text_comes_from(
    publisher: str | None, words: str, start: str, end: str
) -> None:
    (mention,) = periods.find(f"They will pay {words}.", REFERENCE, periods.fiscal_of(publisher))
    assert (str(mention.period.start), str(mention.period.end)) == (start, end)


def test_a_term_of_years_behind_from_has_only_a_start() -> None:
    assert read("They will pay from 2024-25.") == [("2024-01-01", None, "since")]
    assert read("a programme that runs from 2023 to 2025") == [("2023-01-01", "2025-12-31", "term")]


def test_a_past_verb_says_that_the_day_before_it_is_over() -> None:
    friday = date(2022, 3, 18)
    assert one("Peru on Thursday pledged boats to be sent next.", friday) == ("2022-03-17", "2022-03-17")
    assert one("In January, Peru extended a loan.", date(2022, 7, 22)) == ("2022-01-01", "2022-01-31")
    assert one("In January, Peru will extend a loan.", date(2022, 7, 22)) == ("2023-01-01", "2023-01-31")


def test_what_will_last_is_not_over() -> None:
    assert one("The truce will last from 20 May to 10 June.") == ("2022-05-20", "2022-06-10")


def test_the_end_to_which_something_is_extended_is_its_deadline() -> None:
    assert read("They will extend the visas to the end of 2025.") == [(None, "2025-12-31", "deadline")]


def test_a_fiscal_year_begins_where_the_state_begins_it() -> None:
    (mention,) = periods.find("in fiscal year 2023/24", REFERENCE, periods.fiscal_of("NP"))
    assert (mention.period.start, mention.period.end) == (date(2023, 7, 1), date(2024, 6, 30))


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("by next June", None, "2022-06-30"),
        ("before next April", None, "2022-03-31"),
        ("by the close of 2025", None, "2025-12-31"),
        ("by year 2030", None, "2030-12-31"),
        ("not later than June", None, "2022-06-30"),
        ("from now to 2030", None, "2030-12-31"),
        ("within a fortnight", None, "2022-03-30"),
        ("on AUG 30, 2024", "2024-08-30", "2024-08-30"),
        ("later in the year", "2022-01-01", "2022-12-31"),
        ("in the last days of June", "2022-06-01", "2022-06-30"),
    ],
)
def test_deadlines_and_days_are_read_in_rarer_words(words: str, start: str | None, end: str) -> None:
    assert one(f"They will open the port {words}.") == (start, end)


def test_a_fiscal_year_may_stand_behind_its_number() -> None:
    (found,) = periods.find(
        "The grant is for the 2024/25 financial year.", REFERENCE, periods.fiscal_of("AU")
    )
    assert (str(found.period.start), str(found.period.end)) == ("2024-07-01", "2025-06-30")


def test_what_is_extended_for_so_long_ends_at_no_day_that_the_text_tells() -> None:
    assert read("They decided that the mandate be extended for a period of one year.") == []
    assert one("The work will be done over a period of two years.") == ("2022-03-16", "2024-03-16")


def test_a_day_behind_who_did_it_lies_behind() -> None:
    assert one("They pay from the new fund, proposed by the Council on 2 May.") == (
        "2021-05-02",
        "2021-05-02",
    )


def test_a_sum_given_over_some_years_is_given_from_today_on() -> None:
    assert one("Sweden announced $6 million over three years for the ports.") == ("2022-03-16", "2025-03-16")
    assert one("Sweden will give a grant of 2 million euros for wells over two years.") == (
        "2022-03-16",
        "2024-03-16",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Sweden has spent $6 million over three years on the ports.",
        "The herds shrank over two years.",
        "The sum of $6 million was paid over three years.",
    ],
)
def test_what_was_spent_or_grew_over_some_years_is_no_time_of_an_act(text: str) -> None:
    assert read(text) == []


def test_a_fiscal_year_of_nobody_known_ends_on_no_day() -> None:
    assert read("They will pay by the end of this financial year.") == []
    (found,) = periods.find(
        "They will pay by the end of this financial year.", REFERENCE, periods.fiscal_of("AU")
    )
    assert str(found.period.end) == "2022-06-30"


def test_what_precedes_an_event_is_due_when_the_event_is_over_though_its_day_comes_late() -> None:
    told = "They will clear the rest before the ninth session of the Commission, to be held in Lima in the second quarter of 2023."
    assert read(told) == [(None, "2023-06-30", "deadline")]
    assert read(
        "The ninth session of the Commission, to be held in Lima in May 2023, will clear the rest."
    ) == [("2023-05-01", "2023-05-31", "at")]


def test_an_intention_far_before_its_month_still_looks_forward() -> None:
    told = "It intends to finance three seasons of early warning with the weather services of the southern coast, beginning in January."
    assert one(told) == ("2023-01-01", None)
