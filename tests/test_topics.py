"""Topics in sentences, and portfolios that are none."""

from __future__ import annotations

import pytest

from briefs import lexicon

LEXICON = lexicon.load(lexicon.config_folder())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They backed the agenda on women, peace and security.", "women-peace-security"),
        ("Japan will send two million vaccine doses.", "vaccines"),
        ("Fifty more scholarships are offered.", "education"),
        ("The Mekong is drying.", "mekong"),
        ("An early code of conduct in the South China Sea is wanted.", "south-china-sea"),
        ("Unexploded ordnance must be cleared.", "demining"),
        ("Trafficking in persons must end.", "trafficking"),
        ("Peace on the Korean Peninsula matters.", "korean-peninsula"),
        ("COVID‑19 tests arrived.", "covid-19"),
        ("CLIMATE CHANGE", "climate"),
    ],
)
def test_a_sentence_shows_its_topic_first(text: str, expected: str) -> None:
    assert LEXICON.topics_in(text)[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Minister of Education, Youth and Sport met the Minister of Health.",
        "The Education Ministry and the Trade Minister replied.",
        "The Secretary of Defense met the Defence Minister.",
        "The Department of Foreign Affairs and Trade replied.",
        "The Lao People’s Democratic Republic joined.",
        "The World Trade Organization and the World Health Organization were named.",
        "",
    ],
)
def test_portfolios_and_names_of_bodies_show_no_topic(text: str) -> None:
    assert LEXICON.topics_in(text) == ()


def test_a_portfolio_hides_only_itself() -> None:
    assert LEXICON.topics_in("The Minister of Education promised more vaccines.") == ("vaccines",)


def test_at_most_four_topics_are_told() -> None:
    text = (
        "Trade, tourism, energy, climate, fisheries, migration, cyber crime, health care and space agencies."
    )
    assert len(LEXICON.topics_in(text)) == 4


def test_there_are_topics_enough_and_each_has_a_name_and_examples() -> None:
    assert len(LEXICON.topics) >= 40
    assert all(topic.name and topic.words for topic in LEXICON.topics)
    assert LEXICON.topic_name("cyber") == "Cyber security"


def test_every_topic_is_resolved_by_its_slug_and_its_name() -> None:
    for topic in LEXICON.topics:
        for words in (topic.slug, topic.name, topic.slug.replace("-", " ").upper()):
            assert LEXICON.topic(words).code == topic.slug, words


def test_a_mistyped_topic_is_suggested() -> None:
    assert LEXICON.topic("scholarshps").suggestions == ("education",)
    assert LEXICON.topic("scholarshps").code is None
