"""Events: anything named with a time, or to come."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.lexicon import config_folder, load
from briefs.model import Document, Event, EventStatus
from briefs.parsing import cleaning, events, outline

LEXICON = load(config_folder())


def found(sentence: str, published: date | None = date(2021, 3, 9)) -> tuple[Event, ...]:
    text = f"# Talks between Fiji and Japan\n\n{sentence}\n"
    document = Document(text, "a.txt", published_on=published)
    return events.find(outline.outline(document, cleaning.paragraphs(text), LEXICON), LEXICON)


def one(sentence: str, published: date | None = date(2021, 3, 9)) -> Event:
    all_found = found(sentence, published)
    assert len(all_found) == 1, all_found
    return all_found[0]


@pytest.mark.parametrize("name", ["ASEM13", "ASEM 13", "13th ASEM Summit", "Thirteenth Asia-Europe Meeting"])
def test_every_spelling_of_a_summit_is_one_event(name: str) -> None:
    event = one(f"They looked forward to Cambodia's hosting of the {name} this year.")
    assert (event.slug, event.host, event.start, event.end) == (
        "asem13",
        "KH",
        date(2021, 1, 1),
        date(2021, 12, 31),
    )


@pytest.mark.parametrize(
    ("sentence", "slug", "start", "end"),
    [
        ("They will meet at COP26 in November 2021.", "cop26", "2021-11-01", "2021-11-30"),
        (
            "Fiji will host the Pacific Youth Summit on 4-5 May 2022.",
            "pacific-youth-summit-2022",
            "2022-05-04",
            "2022-05-05",
        ),
        ("Qatar will host the World Cup next year.", "world-cup-2022", "2022-01-01", "2022-12-31"),
        (
            "The second Global COVID-19 Summit will be held on May 12, 2022.",
            "global-covid-19-summit-2",
            "2022-05-12",
            "2022-05-12",
        ),
    ],
)
def test_an_event_has_the_dates_that_its_sentence_gives(
    sentence: str, slug: str, start: str, end: str
) -> None:
    event = one(sentence)
    assert (event.slug, event.start and event.start.isoformat(), event.end and event.end.isoformat()) == (
        slug,
        start,
        end,
    )


def test_an_event_to_come_without_a_date_keeps_none() -> None:
    event = one("Japan welcomed the upcoming 13th ASEM Summit in Phnom Penh.")
    assert (event.start, event.end, event.place, event.status) == (
        None,
        None,
        "Phnom Penh",
        EventStatus.PLANNED,
    )


def test_a_chairmanship_lasts_the_year_that_the_text_says() -> None:
    event = one("Japan expressed support for Cambodia's chairmanship of ASEAN next year.")
    assert (event.slug, event.kind, event.host) == ("asean-chairmanship-2022", "chairmanship", "KH")
    assert (event.start, event.end) == (date(2022, 1, 1), date(2022, 12, 31))


def test_two_events_of_one_sentence_keep_their_own_dates() -> None:
    both = found(
        "Japan backs Cambodia as host of the 13th ASEM Summit this year, and in its ASEAN chairmanship next year."
    )
    assert {(e.slug, e.start) for e in both} == {
        ("asem13", date(2021, 1, 1)),
        ("asean-chairmanship-2022", date(2022, 1, 1)),
    }


def test_an_agreement_to_meet_again_is_an_event() -> None:
    event = one("They agreed to meet again in Suva in early 2022.")
    assert (event.host, event.place, event.start, event.end) == (
        "FJ",
        "Suva",
        date(2022, 1, 1),
        date(2022, 3, 31),
    )


def test_postponed_and_cancelled_are_kept() -> None:
    assert one("The 13th ASEM Summit was postponed to 2022.").status is EventStatus.POSTPONED
    assert one("The 13th ASEM Summit was cancelled.").status is EventStatus.CANCELLED


def test_what_lies_behind_was_held() -> None:
    assert one("This follows the G20 Summit held on 15 November 2020.").status is EventStatus.HELD


@pytest.mark.parametrize(
    "sentence",
    [
        "They reaffirmed the role of the Pacific Islands Forum and of the ASEAN Regional Forum.",
        "They spoke about ASEAN-Japan Dialogue Relations.",
        "They noted the statement of the Summit.",
        "The work of the Joint Committee goes on.",
        "They adopted the Plan of Action 2021-2025.",
    ],
)
def test_institutions_and_names_without_a_time_are_no_events(sentence: str) -> None:
    assert found(sentence) == ()


def test_one_event_named_twice_has_two_mentions() -> None:
    event = one("They prepare the 13th ASEM Summit this year. Japan will send experts for ASEM13.")
    assert len(event.mentions) == 2


def test_the_event_of_a_clause_is_found_by_its_name() -> None:
    known = found("Cambodia will host the 13th ASEM Summit this year.")
    assert events.mentioned("a side event of ASEM13 in Phnom Penh", known, LEXICON) == "asem13"
    assert events.mentioned("a seminar in Suva", known, LEXICON) is None


@pytest.mark.parametrize(
    ("sentence", "slug", "host", "start"),
    [
        ("Indonesia will chair ASEAN in 2023.", "asean-chairmanship-2023", "ID", date(2023, 1, 1)),
        (
            "The Philippines will chair ASEAN from 1 January 2026.",
            "asean-chairmanship-2026",
            "PH",
            date(2026, 1, 1),
        ),
        (
            "Japan thanked Malaysia, which chairs ASEAN this year.",
            "asean-chairmanship-2021",
            "MY",
            date(2021, 1, 1),
        ),
        (
            "Fiji wished Brazil success in presiding over the G20 in 2024.",
            "g20-presidency-2024",
            "BR",
            date(2023, 12, 1),
        ),
    ],
)
def test_a_turn_in_the_chair_is_read_from_the_verb_too(
    sentence: str, slug: str, host: str, start: date
) -> None:
    event = one(sentence)
    assert (event.slug, event.host, event.start, event.kind) == (slug, host, start, "chairmanship")


@pytest.mark.parametrize(
    "sentence",
    ["Japan will chair the ASEAN Committee on trade.", "The minister chaired the ASEAN-Japan talks."],
)
def test_who_chairs_a_committee_of_a_body_does_not_chair_the_body(sentence: str) -> None:
    assert not [event for event in found(sentence) if event.kind == "chairmanship"]


def test_the_host_of_an_event_may_stand_in_the_next_sentence() -> None:
    event = one("The 8th Fiji-Japan Summit was held on 4 May 2020. It was hosted by Samoa and lasted a day.")
    assert event.host == "WS"


def test_the_host_of_two_summits_is_the_subject_of_the_sentence_and_no_body() -> None:
    both = found(
        'Laos leads ASEAN under the theme "Ahead" and will host the 44th and 45th ASEAN Summits in October 2024.'
    )
    assert {event.host for event in both if event.slug.startswith("asean-summit")} == {"LA"}


def test_the_host_of_a_summit_of_record_is_known_where_the_text_does_not_say() -> None:
    assert one("They prepare the 13th ASEM Summit this year.").host == "KH"


def test_a_summit_without_a_name_is_that_of_those_who_met() -> None:
    event = one("The two sides agreed to convene a Commemorative Summit in Suva in 2023.")
    assert (event.slug, event.start) == ("fiji-japan-special-summit-2023", date(2023, 1, 1))


def test_a_committee_of_two_states_is_not_that_of_two_others() -> None:
    event = one("They agreed to hold the 8th Joint Committee in Suva in 2022.")
    assert event.slug == "fiji-japan-joint-committee-8"


def test_a_conference_keeps_what_it_is_about() -> None:
    event = one(
        "They support the Fourth International Conference on Small Islands (SIC4), to be held in Samoa on 27-30 May 2024."
    )
    assert (event.slug, event.name) == (
        "international-conference-on-small-islands-4",
        "Fourth International Conference on Small Islands (SIC4)",
    )
    assert (event.start, event.end) == (date(2024, 5, 27), date(2024, 5, 30))


def test_the_next_regular_meeting_of_those_who_met_is_an_event() -> None:
    event = one("The Forty-Seventh Regular Meeting of the Conference will be held in Samoa in July 2024.")
    assert event.name.startswith("Forty-Seventh Regular Meeting")
    assert (event.host, event.start, event.end) == ("WS", date(2024, 7, 1), date(2024, 7, 31))


def test_what_happens_before_an_event_gives_the_event_its_own_time() -> None:
    event = one("They will submit their targets before COP26 in November 2021.")
    assert (event.slug, event.start, event.end) == ("cop26", date(2021, 11, 1), date(2021, 11, 30))


def test_a_visit_that_was_paid_is_a_meeting_and_no_event() -> None:
    assert found("The President of Japan paid a State Visit to Fiji from 8-11 November 2020.") == ()


def test_a_short_form_stands_behind_the_full_name() -> None:
    assert (
        one("They look forward to the 57th AMM in 2024.").name
        == "57th ASEAN Foreign Ministers' Meeting (57th AMM)"
    )
    assert one("They look forward to ASEM14 in 2024.").name == "14th ASEM Summit"


def test_a_clause_about_one_summit_is_not_tied_to_another_of_its_series() -> None:
    known = found("Laos will host the 44th ASEAN Summit and the 45th ASEAN Summit in October 2024.")
    assert events.mentioned("will host the 45th ASEAN Summit", known, LEXICON) == "asean-summit-45"
    assert events.mentioned("will host the 46th ASEAN Summit", known, LEXICON) is None


@pytest.mark.parametrize(
    ("sentence", "name", "start", "end"),
    [
        (
            "He will attend the conference on mine clearance, to be held in Suva on 3-4 May 2022.",
            "conference on mine clearance",
            "2022-05-03",
            "2022-05-04",
        ),
        (
            "Decides to convene, on 7 June 2022, a half-day meeting of the Assembly on coral reefs;",
            "half-day meeting of the Assembly on coral reefs",
            "2022-06-07",
            "2022-06-07",
        ),
        ("Fiji will hold a donor forum for Tonga in Nadi on 4 April 2022.", "donor forum for Tonga", "2022-04-04", "2022-04-04"),
        (
            "Both invited partners to the regional tuna conference in Nadi from 3 to 5 March 2022.",
            "regional tuna conference",
            "2022-03-03",
            "2022-03-05",
        ),
        ("They proclaim 2024 the International Year of Rivers.", "International Year of Rivers", "2024-01-01", "2024-12-31"),
        ("They will widen Exercise Blue Heron in 2023.", "Exercise Blue Heron", "2023-01-01", "2023-12-31"),
    ],
)  # fmt: skip
def test_a_gathering_is_known_by_what_is_said_of_it(sentence: str, name: str, start: str, end: str) -> None:
    event = one(sentence)
    assert (event.name, event.start and event.start.isoformat(), event.end and event.end.isoformat()) == (
        name,
        start,
        end,
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministers held talks with their counterparts in Suva on 9 March 2021.",
        "They thanked Tonga for hosting the Pacific Forum on Robotics.",
        "The plan is to be completed in 2022.",
        "They set up the Joint Fisheries Committee in January 2022.",
        "They joined Exercise Blue Heron earlier this month.",
    ],
)
def test_what_was_done_or_has_no_gathering_in_it_is_no_event(sentence: str) -> None:
    assert found(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "name", "ordinal"),
    [
        ("Fiji will host the next Joint Fisheries Commission in Suva in 2022.", "next Joint Fisheries Commission", "next-2022"),
        ("They DECIDED to hold the XLII Session in Suva in July 2022.", "XLII Session", "42"),
        ("THE 12TH ORDINARY SUMMIT WILL BE HELD IN SUVA IN MAY 2022.", "12TH ORDINARY SUMMIT", "12"),
    ],
)  # fmt: skip
def test_the_next_of_a_series_is_named_as_the_text_names_it(sentence: str, name: str, ordinal: str) -> None:
    event = one(sentence)
    assert name.lower().endswith(event.name.lower().removeprefix("12th "))
    assert event.slug.endswith(ordinal)


def test_a_presidency_of_half_a_year_passes_on() -> None:
    text = (
        "# Statement of the States of MERCOSUR\n\n20 December 2030\n\nThey thanked Brazil for its Pro Tempore Presidency "
        "in the second half of 2030 and welcomed the assumption of that office by Paraguay for the first half of 2031.\n"
    )
    document = Document(text, "a.txt", published_on=date(2030, 12, 20))
    turns = events.find(outline.outline(document, cleaning.paragraphs(text), LEXICON), LEXICON)
    assert [(e.host, e.start, e.end) for e in turns] == [
        ("BR", date(2030, 7, 1), date(2030, 12, 31)),
        ("PY", date(2031, 1, 1), date(2031, 6, 30)),
    ]


def test_what_is_done_ahead_of_a_summit_does_not_date_it() -> None:
    event = one("Today, on 2 March 2021, the two met ahead of the upcoming G7 Summit.")
    assert (event.slug, event.start) == ("g7-summit", None)


def test_a_name_and_its_short_form_in_brackets_are_one_event() -> None:
    event = one("Japan will prepare the 11th Pacific Islands Leaders Meeting (PALM11) to be held in 2027.")
    assert (event.slug, event.start) == ("palm11", date(2027, 1, 1))


def test_an_event_before_which_something_is_due_has_the_whole_of_its_time() -> None:
    event = one("They will report ahead of the Pacific Youth Summit on 4-6 May 2022.")
    assert (event.start, event.end) == (date(2022, 5, 4), date(2022, 5, 6))


def test_two_gatherings_of_one_sentence_have_their_own_times() -> None:
    both = found(
        "They agreed to hold the Reef Youth Forum in Suva in the first half of 2022, and the fourth meeting of the Coral Council in Tokyo in 2023."
    )
    assert {event.name: event.start for event in both} == {
        "Reef Youth Forum": date(2022, 1, 1),
        "fourth meeting of the Coral Council": date(2023, 1, 1),
    }


def test_one_of_a_series_at_another_time_is_another_event() -> None:
    both = found(
        "The TICAD Ministerial Meeting opened on 4 March 2021. It prepares the ninth TICAD summit to be held in August next year."
    )
    assert {"ticad9": date(2022, 8, 1)}.items() <= {event.slug: event.start for event in both}.items()


@pytest.mark.parametrize(
    "sentence",
    [
        "They recalled UN General Assembly resolutions of 2 March 2021.",
        "Since 2019, the Pacific Youth Summit has brought together many.",
    ],
)
def test_a_paper_of_an_assembly_and_a_beginning_long_ago_date_no_event(sentence: str) -> None:
    assert [event.start for event in found(sentence)] in ([], [None])


def test_the_name_of_a_gathering_ends_before_its_day_and_before_who_attends() -> None:
    names = [
        event.name
        for event in found(
            "The 2nd forum on reef work in Fiji on March 20 will be held, and President Arroyo will attend."
        )
    ]
    assert not any("March" in name or "President" in name for name in names)


def test_the_place_of_the_next_session_is_no_month() -> None:
    event = one("They agreed to hold the third round of talks in June 2022 in Suva.")
    assert (event.place, event.host, event.start) == ("Suva", "FJ", date(2022, 6, 1))


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text_is_taken(text: str) -> None:
    for event in found(text):
        assert event.slug
        assert event.mentions


def dates(sentence: str) -> tuple[str | None, str | None]:
    event = one(sentence)
    return (event.start.isoformat() if event.start else None, event.end.isoformat() if event.end else None)


def test_what_was_postponed_has_its_new_day() -> None:
    event = one("The Reef Games Forum, originally planned for June, has been postponed to October.")
    assert (event.status, event.start) == (EventStatus.POSTPONED, date(2021, 10, 1))


def test_a_later_date_is_a_postponement() -> None:
    event = one(
        "The Lagoon Conference which was to be held on 6 May 2021 will now be convened at a later date."
    )
    assert event.status is EventStatus.POSTPONED


def test_a_habit_is_no_event() -> None:
    assert found("The ASEAN Summit usually meets once a year around August.") == ()


def test_who_bids_to_host_is_not_yet_the_host() -> None:
    assert one("They supported Fiji's bid to host the Pacific Games in 2031.").host is None
    assert one("Fiji will host the Pacific Games in 2031.").host == "FJ"


def test_one_of_a_series_that_is_named_behind_it_is_one_event() -> None:
    event = one("They met at the 2018 Beijing Summit of the Forum on China-Africa Cooperation (FOCAC).")
    assert event.slug == "focac-2018"
    assert event.name.startswith("2018 Beijing Summit of the Forum")


def test_the_same_meeting_in_more_words_is_the_same_event() -> None:
    both = found(
        "They prepare for the upcoming 18th EAC Ordinary Heads of State Summit Meeting. The EAC Heads of State Summit will be "
        "held in Arusha on 6 April 2021."
    )
    assert [(event.slug, event.start) for event in both] == [
        ("eac-ordinary-heads-of-state-summit-meeting-18", date(2021, 4, 6))
    ]


def test_the_month_behind_a_name_that_holds_its_year_is_its_time() -> None:
    assert dates("The exercise REEFWATCH 2025 will be held off Suva in July 2025.") == (
        "2025-07-01",
        "2025-07-31",
    )


def test_a_turn_in_the_chair_lasts_as_long_as_the_text_says() -> None:
    half = one(
        "Denmark assumes the Presidency of the Council of the European Union in the first half of 2030."
    )
    assert (half.start, half.end) == (date(2030, 1, 1), date(2030, 6, 30))
    years = one("Norway will chair the Arctic Council from 2025 to 2027.")
    assert (years.start, years.end, years.name) == (
        date(2025, 1, 1),
        date(2027, 12, 31),
        "Arctic Council Chairmanship 2025",
    )
    month = one("They congratulated India on its upcoming presidency of the UN Security Council in August.")
    assert (month.start, month.end) == (date(2021, 8, 1), date(2021, 8, 31))


def test_the_day_of_a_dateline_is_no_day_of_what_is_told() -> None:
    event = one(
        "SUVA, 9 March 2021 (PNA) -- The next political consultations of the foreign ministers of Fiji and Japan "
        "will be held in 2022."
    )
    assert event.start == date(2022, 1, 1)


def test_a_name_that_holds_a_step_or_the_margins_is_no_name() -> None:
    first = one("The talks are a first step toward a summit between the three countries to be held in June.")
    assert first.name == "summit between the three countries"
    assert not any(
        "margins" in event.name
        for event in found("They will hold a meeting on the margins of the talks in June.")
    )


def test_an_assembly_keeps_its_number_and_a_week_is_an_event() -> None:
    assert (
        one("The 52nd OAS General Assembly was held in Lima in October 2020.").slug
        == "oas-general-assembly-52"
    )
    assert dates("Peru will host the APEC Economic Leaders' Week in November 2021.") == (
        "2021-11-01",
        "2021-11-30",
    )


def test_the_summit_of_the_next_sentence_is_the_one_named_before() -> None:
    event = one(
        "They prepare for the upcoming first Reef Summit. The summit will be held in May this year in Suva."
    )
    assert (event.start, event.end) == (date(2021, 5, 1), date(2021, 5, 31))


def test_what_is_scheduled_behind_a_long_name_is_its_time() -> None:
    event = one(
        "They spoke of preparations for the 29th session of the Conference of the Parties (COP29) to the United Nations "
        "Framework Convention on Climate Change, scheduled to take place in Fiji this November."
    )
    assert event.start == date(2021, 11, 1)


@pytest.mark.parametrize(
    ("sentence", "name", "start", "end"),
    [
        (
            "They agreed that the third round of reef talks would take place in Suva in the first half of 2022.",
            "third round of reef talks",
            "2022-01-01",
            "2022-06-30",
        ),
        (
            "The next session, to be held in Suva next year, will review the plan.",
            "next session of Fiji and Japan",
            "2022-01-01",
            "2022-12-31",
        ),
        (
            "The next round of consultations on the drafting of a border treaty between Fiji and Japan at the level of deputy ministers will be held in Suva on 8 October.",
            "next round of consultations",
            "2021-10-08",
            "2021-10-08",
        ),
        (
            "The second meeting of the working group is expected in Suva in September.",
            "second meeting of the working group",
            "2021-09-01",
            "2021-09-30",
        ),
        (
            "The two will meet again in Suva on 3 July.",
            "next meeting of Fiji and Japan",
            "2021-07-03",
            "2021-07-03",
        ),
        (
            "They agreed on a joint plan for the lagoon dialogue which will be held on 22-24 June.",
            "lagoon dialogue",
            "2021-06-22",
            "2021-06-24",
        ),
        (
            "The 13th sitting of the Lagoon Council will be held in Suva on December 5-6.",
            "13th sitting of the Lagoon Council",
            "2021-12-05",
            "2021-12-06",
        ),
        (
            "They spoke of the year 2022 as \u2018Visit Fiji Year in Japan\u2019.",
            "Visit Fiji Year in Japan",
            "2022-01-01",
            "2022-12-31",
        ),
        (
            "They will launch the 'Fiji-Japan Year of Friendship through Sailing' in 2022.",
            "Fiji-Japan Year of Friendship through Sailing",
            "2022-01-01",
            "2022-12-31",
        ),
    ],
)
def test_a_meeting_is_announced_in_many_words(sentence: str, name: str, start: str, end: str) -> None:
    event = one(sentence)
    assert (event.name, str(event.start), str(event.end)) == (name, start, end)


@pytest.mark.parametrize(
    ("sentence", "slug", "name", "start", "end"),
    [
        (
            "The President of Fiji will from Monday, March 15, 2021, begin a 2-day Official Visit to Japan.",
            "fiji-japan-visit-2021",
            "Official visit to Japan from Fiji",
            "2021-03-15",
            "2021-03-16",
        ),
        (
            "The ministers signed a plan for the upcoming state visit of the President of Fiji to Japan.",
            "fiji-japan-visit",
            "State visit to Japan from Fiji",
            "None",
            "None",
        ),
        (
            "Japan's prime minister is expected to pay an official visit to Kenya next week.",
            "japan-kenya-visit-2021",
            "Official visit to Kenya from Japan",
            "2021-03-15",
            "2021-03-21",
        ),
    ],
)
def test_a_visit_to_come_is_an_event(sentence: str, slug: str, name: str, start: str, end: str) -> None:
    event = one(sentence)
    assert (event.slug, event.name, str(event.start), str(event.end)) == (slug, name, start, end)
    assert event.kind == "visit"


@pytest.mark.parametrize(
    "sentence",
    [
        "He accepted an invitation to pay an official visit to Japan.",
        "The President of Fiji will pay a visit to the University of Suva next week.",
        "The President of Fiji paid an official visit to Japan in January.",
        "The plan covers the New Year for Fiji and the Fiscal Year of Japan in 2022.",
    ],
)
def test_what_is_wished_for_or_over_is_no_visit_to_come(sentence: str) -> None:
    assert found(sentence) == ()


def test_what_was_closed_today_was_held() -> None:
    event = one("The minister formally closed the Lagoon Conference on 9 March 2021.")
    assert event.status is EventStatus.HELD


def test_the_first_meeting_of_a_body_is_not_that_of_those_who_founded_it() -> None:
    event = one("The plan is for the Reef Taskforce, which will hold its first meeting in May.")
    assert event.name == "first meeting"


def test_what_is_called_inaugural_once_is_one_event() -> None:
    event = one(
        "They decided to hold a bilateral lagoon exercise in 2022. They welcomed the inaugural bilateral lagoon exercise to be held in 2022."
    )
    assert len(event.mentions) == 2
