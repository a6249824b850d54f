"""The facts of record: what the calendar answers, and how it refuses a file with a fault."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from costs import seconds

from briefs import calendar
from briefs.calendar import Calendar
from briefs.errors import BadRule
from briefs.model import EventStatus, Precision

CONFIG = Path(__file__).parent.parent / "config"

ASEAN_CHAIRS = {
    2015: "MY",
    2016: "LA",
    2017: "PH",
    2018: "SG",
    2019: "TH",
    2020: "VN",
    2021: "BN",
    2022: "KH",
    2023: "ID",
    2024: "LA",
    2025: "MY",
    2026: "PH",
    2027: "SG",
    2028: "TH",
}


@pytest.fixture(scope="module")
def facts() -> Calendar:
    return calendar.load(CONFIG)


def written(folder: Path, text: str) -> Path:
    (folder / "calendar.toml").write_text(text, encoding="utf-8")
    return folder


SUMMIT = """
[[summit]]
slug = "asem13"
series = "asem-summit"
ordinal = 13
name = "13th ASEM Summit"
host = "KH"
when = "2021-11-25/2021-11-26"
status = "held"
source = "Chair's Statement"
"""


# --- what is on record


@pytest.mark.parametrize(("year", "host"), ASEAN_CHAIRS.items())
def test_the_chair_of_asean_is_on_record(facts: Calendar, year: int, host: str) -> None:
    assert facts.chair("ASEAN", year) == host


def test_a_year_that_is_not_on_record_has_no_chair(facts: Calendar) -> None:
    assert facts.chair("ASEAN", 1999) is None
    assert facts.chair("NOBODY", 2022) is None


def test_two_presidencies_in_one_year_give_no_single_chair(facts: Calendar) -> None:
    assert facts.chair("EU", 2022) is None
    assert [term.host for term in facts.terms("EU", 2022)] == ["FR", "CZ"]
    assert facts.chair_on("EU", date(2022, 6, 30)) == "FR"
    assert facts.chair_on("EU", date(2022, 7, 1)) == "CZ"
    assert facts.chair_on("EU", date(1990, 7, 1)) is None


def test_a_g20_presidency_begins_in_december_of_the_year_before(facts: Calendar) -> None:
    assert facts.chair_on("G20", date(2021, 12, 1)) == "ID"
    assert facts.chair_on("G20", date(2022, 12, 1)) == "IN"


def test_the_years_of_a_chair_are_told_in_order(facts: Calendar) -> None:
    assert facts.chaired("ASEAN", "KH") == (2022,)
    assert facts.chaired("ASEAN", "MY") == (2015, 2025)
    assert facts.chaired("ASEAN", "AU") == ()


def test_a_term_is_an_event_that_lasts(facts: Calendar) -> None:
    (term,) = facts.terms("ASEAN", 2022)
    assert (term.slug, term.name) == ("asean-chairmanship-2022", "ASEAN Chairmanship 2022")
    assert (term.start, term.end, term.precision) == (date(2022, 1, 1), date(2022, 12, 31), Precision.YEAR)
    assert term.as_of(date(2021, 6, 1)).status is EventStatus.PLANNED
    assert term.as_of(date(2022, 1, 1)).status is EventStatus.HELD


@pytest.mark.parametrize(
    ("day", "start", "precision", "status"),
    [
        (date(2020, 6, 1), date(2020, 11, 16), Precision.DAY, EventStatus.PLANNED),
        (date(2020, 9, 10), date(2021, 6, 1), Precision.MONTH, EventStatus.POSTPONED),
        (date(2021, 1, 28), date(2021, 6, 1), Precision.MONTH, EventStatus.POSTPONED),
        (date(2021, 3, 10), date(2021, 10, 1), Precision.QUARTER, EventStatus.POSTPONED),
        (date(2021, 8, 1), date(2021, 11, 25), Precision.DAY, EventStatus.PLANNED),
        (date(2021, 12, 1), date(2021, 11, 25), Precision.DAY, EventStatus.HELD),
    ],
)
def test_asem13_is_known_as_it_was_known_on_each_day(
    facts: Calendar, day: date, start: date, precision: Precision, status: EventStatus
) -> None:
    summit = facts.summit("asem13")
    assert summit is not None
    then = summit.as_of(day)
    assert (then.when.start, then.when.precision, then.status) == (start, precision, status)
    assert then.record.words


def test_what_was_only_announced_never_becomes_held(facts: Calendar) -> None:
    summit = facts.summit("asean-summit-49")
    assert summit is not None
    assert summit.status is EventStatus.PLANNED
    assert summit.as_of(date(2030, 1, 1)).status is EventStatus.PLANNED


def test_a_day_before_anything_was_known_gets_the_first_that_became_known(facts: Calendar) -> None:
    summit = facts.summit("g20-summit-2026")
    assert summit is not None
    assert summit.as_of(date(2000, 1, 1)).when.start == date(2026, 12, 14)


def test_the_asem_summits_are_complete_and_in_order(facts: Calendar) -> None:
    assert [summit.ordinal for summit in facts.summits_of("asem-summit")] == list(range(1, 14))


def test_the_asean_summits_since_2015_are_complete(facts: Calendar) -> None:
    assert [summit.ordinal for summit in facts.summits_of("asean-summit")] == list(range(26, 50))


def test_a_summit_of_asean_is_hosted_by_the_chair_of_its_year(facts: Calendar) -> None:
    for series in ("asean-summit", "east-asia-summit"):
        for summit in facts.summits_of(series):
            assert summit.start is not None
            assert summit.host == facts.chair("ASEAN", summit.start.year), summit.slug


def test_a_partnership_tells_its_level_and_its_coordinators(facts: Calendar) -> None:
    relations = facts.partnership("NZ")
    assert relations is not None
    assert (relations.since, relations.level, relations.level_since) == (
        1975,
        "Comprehensive Strategic Partnership",
        2025,
    )
    assert (relations.coordinator, relations.coordinator_until) == ("VN", 2027)
    then = relations.coordinator_in(2020)
    assert then is not None
    assert then.state == "KH"
    assert relations.coordinator_in(2022) is None, "a term that no document names stays open"


def test_the_level_of_a_partnership_is_that_of_its_time(facts: Calendar) -> None:
    relations = facts.partnership("US")
    assert relations is not None
    levels = [relations.level_in(year) for year in (1976, 1980, 2020, 2026)]
    assert [level and level.name for level in levels] == [
        None,
        "Dialogue Relations",
        "Strategic Partnership",
        "Comprehensive Strategic Partnership",
    ]


def test_a_partner_without_a_coordinator_on_record_has_none(facts: Calendar) -> None:
    relations = facts.partnership("GB")
    assert relations is not None
    assert (relations.coordinator, relations.coordinator_until) == (None, None)
    assert facts.partnership("FR") is not None
    assert facts.partnership("CU") is None


def test_asean_has_eleven_members_since_timor_leste_joined(facts: Calendar) -> None:
    assert len(facts.members("ASEAN", date(2025, 10, 25))) == 10
    assert facts.members("ASEAN", date(2025, 10, 26))[-1] == "TL"
    assert facts.members("ASEAN", date(1960, 1, 1)) == ()


def test_what_is_to_come_is_found_between_two_days(facts: Calendar) -> None:
    slugs = [each.slug for each in facts.events_between(date(2026, 11, 21), date(2027, 12, 31))]
    assert {"g20-summit-2026", "asean-chairmanship-2027", "asean-60th-anniversary"} <= set(slugs)
    assert "asean-summit-49" not in slugs


def test_events_come_by_date_and_touch_the_span(facts: Calendar) -> None:
    start, end = date(2022, 1, 1), date(2023, 12, 31)
    found = facts.events_between(start, end)
    assert [each.start for each in found] == sorted(each.start for each in found if each.start)
    assert all(each.start and each.end and each.start <= end and each.end >= start for each in found)


def test_every_fact_names_its_source(facts: Calendar) -> None:
    records = [fact.record for fact in facts.chairmanships] + [fact.record for fact in facts.summits]
    records += [fact.record for fact in facts.partnerships] + [fact.record for fact in facts.memberships]
    assert all(record.words.strip() for record in records)
    assert all(record.url is None or record.url.startswith("https://") for record in records)
    assert all(then.record.words for summit in facts.summits for then in summit.history)


def test_history_goes_forward(facts: Calendar) -> None:
    for summit in facts.summits:
        known = [then.known for then in summit.history if then.known] + (
            [summit.known] if summit.known else []
        )
        assert known == sorted(known), summit.slug


def test_every_code_is_a_party(facts: Calendar) -> None:
    import tomllib

    path = CONFIG / "parties.toml"
    if not path.exists():
        pytest.skip("no parties.toml here yet")
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    parties = {code for kind in ("state", "territory", "body", "grouping") for code in tables.get(kind, {})}
    assert facts.codes() <= parties


def test_reading_the_calendar_is_quick() -> None:
    best = seconds(lambda: calendar.load(CONFIG), 5)
    assert best < 0.15, "fifteen milliseconds at home, with room for a slow machine"


# --- how a file is refused


def test_a_folder_without_a_calendar_gives_an_empty_one(tmp_path: Path) -> None:
    empty = calendar.load(tmp_path)
    assert empty == Calendar()
    assert empty.chair("ASEAN", 2022) is None
    assert empty.events_between(date.min, date.max) == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('host = "KH"', 'hots = "KH"'), '"hots"'),
        (('host = "KH"', 'host = "Cambodia"'), '"Cambodia" is no party code'),
        (('host = "KH"', 'host = "XX"'), 'no party has the code "XX"'),
        (('"2021-11-25/2021-11-26"', '"2021-13-25"'), '"2021-13-25", which is no date'),
        (('"2021-11-25/2021-11-26"', '"2021-02-30"'), '"2021-02-30", which is no date'),
        (('"2021-11-25/2021-11-26"', '"November 2021"'), '"November 2021", which is no date'),
        (('"2021-11-25/2021-11-26"', '"2021-11-26/2021-11-25"'), "which is no date"),
        (('"2021-11-25/2021-11-26"', '"2021-11/2021-11-25"'), "which is no date"),
        (('"2021-11-25/2021-11-26"', "2021"), '"when" must be words in quotation marks'),
        (('source = "Chair\'s Statement"', ""), '"source" is missing'),
        (('source = "Chair\'s Statement"', 'source = " "'), '"source" must be words'),
        (('status = "held"', 'status = "over"'), "planned, postponed, held, cancelled"),
        (("ordinal = 13", "ordinal = 0"), '"ordinal" must be a whole number'),
        (('slug = "asem13"', 'slug = "ASEM 13"'), '"slug" must be small letters'),
        (('name = "13th ASEM Summit"', ""), '"name" is missing'),
        (('status = "held"', 'status = "held"\nurl = "ftp://here"'), '"url" must begin with https://'),
        (('status = "held"', 'status = "held"\nknown = "2021"'), "write 2021-11-25."),
        (('status = "held"', 'status = "held"\nparties = "KH"'), '"parties" must be a list'),
        (
            ('status = "held"', 'status = "held"\nhistory = [{ when = "2020" }]'),
            'history 1: "source" is missing',
        ),
        (('status = "held"', 'status = "held"\nhistory = [7]'), "history 1 is not a table"),
    ],
)
def test_a_fault_is_told_with_its_file_and_its_entry(
    tmp_path: Path, change: tuple[str, str], said: str
) -> None:
    with pytest.raises(BadRule) as refused:
        calendar.load(written(tmp_path, SUMMIT.replace(*change)), known={"KH"})
    assert str(refused.value).startswith("calendar.toml, summit")
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SUMMIT + SUMMIT, "summit asem13 stands there twice"),
        ("[[sumit]]\n", '"sumit"'),
        ("[summit]\n", "[[summit]]"),
        ("[[summit\n", "cannot be read as TOML"),
        ("chairmanship = [3]\n", "chairmanship number 1 is not a table"),
        ('[[chairmanship]]\nbody = "ASEAN"\nyear = 22\nhost = "KH"\nsource = "x"\n', "must be a year"),
        (
            '[[chairmanship]]\nbody = "EU"\nyear = 2022\nterm = "2020-01"\nhost = "FR"\nsource = "x"\n',
            "chairmanship EU 2022: the term does not touch the year 2022",
        ),
        (
            (
                '[[partnership]]\nbody = "ASEAN"\npartner = "AU"\nkind = "dialogue"\nsince = 1974\n'
                'levels = [{ name = "Partnership", since = 1970 }]\nsource = "x"\n'
            ),
            "in the order of their years",
        ),
        (
            '[[partnership]]\nbody = "ASEAN"\npartner = "AU"\nkind = "friendly"\nsince = 1974\nsource = "x"\n',
            "dialogue, sectoral, development",
        ),
        (
            (
                '[[partnership]]\nbody = "ASEAN"\npartner = "AU"\nkind = "dialogue"\nsince = 1974\n'
                'coordinators = [{ state = "LA", from = 2024, until = 2021 }]\nsource = "x"\n'
            ),
            "before or when it begins",
        ),
        (
            '[[membership]]\nbody = "ASEAN"\nstate = "TL"\nsince = "2025"\nsource = "x"\n',
            "the day of joining",
        ),
    ],
)
def test_a_file_that_does_not_hang_together_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadRule) as refused:
        calendar.load(written(tmp_path, text))
    assert said in str(refused.value)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "calendar.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadRule, match="cannot be read as TOML"):
        calendar.load(tmp_path)


def test_a_quarter_and_a_span_of_months_keep_their_precision(tmp_path: Path) -> None:
    text = SUMMIT.replace("2021-11-25/2021-11-26", "2021-Q4")
    summit = calendar.load(written(tmp_path, text)).summit("asem13")
    assert summit is not None
    assert (summit.start, summit.end, summit.precision) == (
        date(2021, 10, 1),
        date(2021, 12, 31),
        Precision.QUARTER,
    )
    text = SUMMIT.replace("2021-11-25/2021-11-26", "2020-12/2021-02")
    summit = calendar.load(written(tmp_path, text)).summit("asem13")
    assert summit is not None
    assert (summit.start, summit.end, summit.precision) == (
        date(2020, 12, 1),
        date(2021, 2, 28),
        Precision.RANGE,
    )


def test_a_term_of_half_a_year_has_a_name_of_its_own(facts: Calendar) -> None:
    first, second = facts.terms("EU", 2026)
    assert (first.slug, second.slug) == ("eu-presidency-2026-1", "eu-presidency-2026-2")
    assert second.start == first.end + timedelta(days=1)
