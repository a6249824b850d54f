"""Sentences as ministries, councils and newspapers write them, and the acts that are read out of them."""

from __future__ import annotations

import pytest

from briefs.model import DocumentKind
from briefs.parsing.actors_cast import Memory, Named, Stage, cast_of
from briefs.parsing.acts import groups
from briefs.parsing.acts_inflection import forms_of
from briefs.parsing.clauses import clauses
from briefs.parsing.clauses_words import even, words_of
from briefs.parsing.parser_scene import rules_of
from tests.stage import acts, shown, the_lexicon

VERBS = the_lexicon().verbs


def lemmas(text: str) -> set[str]:
    lexicon = the_lexicon()
    stage = Stage(("PE", "SE"), ("PE", "SE"), "PE", {})
    named = [Named(one.start, one.end, one.code, one.form) for one in lexicon.mentions(text)]
    cast = cast_of(stage, Memory(person=("PE",), several=("PE", "SE"), last=("PE",)), named)
    words = words_of(even(text))
    found = clauses(words, groups(words, rules_of(lexicon).table), cast)
    return {clause.group.rule.lemma for clause in found}


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.lemma)
def test_each_verb_is_found_in_its_examples_and_not_in_its_counter_examples(verb):
    assert verb.examples, "an entry without an example proves nothing"
    assert verb.counter_examples, "an entry without a counter-example proves nothing"
    for example in verb.examples:
        assert verb.lemma in lemmas(example), example
    for example in verb.counter_examples:
        assert verb.lemma not in lemmas(example), example


def test_there_are_at_least_150_verbs_and_phrases():
    assert len({form for verb in VERBS for form in verb.forms}) >= 150


@pytest.mark.parametrize(
    ("base", "form", "name"),
    [
        ("reply", "replies", "s"),
        ("commit", "committed", "ed"),
        ("undertake", "undertook", "ed"),
        ("agree", "agreeing", "ing"),
        ("be", "were", "ed"),
        ("concur", "concurred", "ed"),
    ],
)
def test_a_verb_is_known_in_all_its_forms(base, form, name):
    assert forms_of(base)[form] == name


TWO = {"parties": "PE SE"}
JOINT = {"parties": "PE SE", "voice": "PE SE"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one subject, several verbs
        (
            "The two sides noted the report of the panel, adopted the Work Plan 2026-2028 and encouraged trade.",
            ["progress PE SE>", "adoption PE SE> firm", "request PE SE>"],
        ),
        # moods
        ("Peru has not signed the treaty.", []),
        ("Peru is expected to sign the treaty next year.", []),
        ("Peru expressed interest in signing the treaty.", ["position PE>SE"]),
        ("Peru may sign the treaty.", []),
        ("The treaty signed by Peru in 2004 is old.", []),
        ("Peru will sign the treaty in May.", ["commitment PE>SE firm"]),
        ("Peru will consider a loan.", ["commitment PE>SE soft"]),
        ("Both sides intend to open a joint office.", ["commitment PE SE> soft"]),
        ("Both sides remain firmly committed to free trade.", ["commitment PE SE> soft"]),
        ("Peru is to open a consulate in Malmö.", ["commitment PE>SE firm"]),
        ("Peru signed a bill on school meals into law.", []),
        # what the object decides
        ("Peru will provide $5 million for the new school.", ["pledge PE>SE firm"]),
        ("Sweden will train 40 Peruvian nurses.", ["pledge SE>PE firm"]),
        ("Peru agreed to consider the offer.", ["commitment PE>SE soft"]),
        ("The ministers agreed to adopt the Roadmap on Ports.", ["adoption PE SE> firm"]),
        ("The ministers agreed on the need for calm.", ["position PE SE>"]),
        ("The ministers discussed fishing and mining.", []),
        ("The ministers exchanged views on fishing and agreed to meet again.", ["commitment PE SE> firm"]),
        ("The ministers discussed progress on the railway.", ["progress PE SE>"]),
        ("The ministers discussed the importance of clean rivers.", ["position PE SE>"]),
        ("Peru thanked Sweden for its hospitality.", ["appreciation PE>SE"]),
        ("Peru thanked Sweden for its grant of 3 million kronor.", ["pledge SE>PE firm"]),
        ("Peru welcomed Sweden’s promise.", ["position PE>SE"]),
        ("The two leaders welcomed the signing of the Memorandum on Visas.", ["adoption PE SE> firm"]),
        ("President Arroyo welcomed Prime Minister Lindqvist to the Palace of Lima.", []),
        ("The two sides witnessed the signing of four agreements.", ["adoption PE SE> firm"]),
        ("The two sides agreed that Bolivia must withdraw its troops.", ["request PE SE>BO"]),
        ("The two sides agreed that patience is needed.", ["position PE SE>"]),
        # clauses under a verb of saying
        ("He told the Meeting that Sweden will host the next round.", ["commitment SE> firm"]),
        ("President Arroyo said that he looks forward to the visit.", ["position PE>SE"]),
        ("Peru announced that it would donate 20 ambulances.", ["pledge PE>SE firm"]),
        ("Peru noted that prices had risen.", ["position PE>SE"]),
        # passives
        ("It was agreed that the talks would go on.", ["commitment PE SE> firm"]),
        ("The Plan of Action was adopted by the Ministers.", ["adoption PE SE> firm"]),
        ("The delegation was received by the Minister.", []),
        # participles
        ("The ministers met in Lima, underscoring the strength of their ties.", ["position PE SE>"]),
        (
            "Recalling their talks, both sides agreed to go on, stressing the need for calm.",
            ["commitment PE SE> firm"],
        ),
        ("They discussed trade, with President Arroyo reiterating support for the port.", ["position PE>SE"]),
        # what lasts
        ("The two sides are working to reopen the border.", ["commitment PE SE> firm"]),
        ("The two countries continue to build trust.", ["commitment PE SE> firm"]),
        ("Both sides continue to support the envoy.", ["position PE SE>"]),
        ("Traders continue to complain.", []),
        ("Both countries have responded firmly to the crisis.", ["progress PE SE>"]),
        # what stands between a verb and its complement
        ("Peru agreed in principle to open its market.", ["commitment PE>SE firm"]),
        ("Sweden committed for the first time to end the trade.", ["commitment SE>PE firm"]),
        # hope and expectation bind nobody else
        ("Peru expressed the hope that Sweden would join the fund.", ["position PE>SE"]),
        ("The treaty is expected to be signed in May.", []),
        # what must be done, and by whom
        ("The ministers stressed that Bolivia must withdraw its troops.", ["request PE SE>BO"]),
        ("The ministers stressed that borders must be respected.", ["position PE SE>"]),
        ("Both sides agreed that the law was clear.", ["position PE SE>"]),
        ("Both sides urged all parties in Bolivia to stop.", ["request PE SE>BO"]),
        # gifts
        ("Peru welcomed the announcement by Norway of 3 million kroner for Bolivia.", ["pledge NO>BO firm"]),
        ("Peru thanked Sweden for a grant of 3 million kronor approved by Norway.", ["pledge SE>PE firm"]),
        ("Sweden announced the extension of a further loan of 4 million kronor.", ["pledge SE>PE firm"]),
        ("Sweden will double its contribution to the fund.", ["pledge SE>PE firm"]),
        ("Sweden launched a $4 million scheme for farmers.", ["pledge SE>PE firm"]),
        # passives
        ("Concern was expressed over the drought.", ["position PE SE>"]),
        ("The deal was signed by Peru, Bolivia and Sweden.", ["adoption PE BO SE> firm"]),
        # asides and names set off by commas
        ("Peru, for its part, welcomed the plan.", ["position PE>SE"]),
        ("Peru said that Peru and Sweden will open a school.", ["commitment PE SE> firm"]),
        ("Peru noted with satisfaction that the targets had been met.", ["progress PE>SE"]),
        ("Peru noted with deep appreciation the help of Sweden.", ["appreciation PE>SE"]),
        ("Sweden called on the Prime Minister and left.", []),
        ("Ties between Peru, Bolivia and Sweden are growing.", []),
        ("Sweden has a debt valued at 3 million kronor.", []),
        # relatives and nouns
        ("The pact that Peru welcomed is short.", []),
        ("The effort which the two sides launched goes on.", []),
        ("The Peruvian request for help was heard.", []),
        ("The support of Sweden matters.", []),
    ],
)
def test_a_sentence_of_a_report_is_read(text, expected):
    assert shown(acts(text, home="PE", **TWO)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "We welcome the election and look forward to working together.",
            ["position PE SE>", "position PE SE>"],
        ),
        ("We have opened three border posts.", ["progress PE SE>"]),
        ("The Forum will bring young engineers together.", ["commitment PE SE> firm"]),
        ("This treaty is an important step for both peoples.", ["position PE SE>"]),
        ("Our partnership is essential to the region.", ["position PE SE>"]),
        ("Russia must end its war.", ["request PE SE>RU"]),
        ("The first such treaty was concluded in 1911.", []),
        ("Settlers came to the valley long ago.", []),
        ("Bolivia will hold elections.", []),
        ("We condemn and reject the attack.", ["position PE SE>"]),
        ("Peru will lower its tariffs on Swedish steel.", ["commitment PE>SE firm"]),
        (
            "The Assembly DECIDES to admit observers and REQUESTS a report.",
            ["commitment PE SE> firm", "request PE SE>"],
        ),
    ],
)
def test_a_sentence_in_the_parties_own_voice_is_read(text, expected):
    assert shown(acts(text, kind=DocumentKind.JOINT_STATEMENT, **JOINT)) == expected


def test_bare_verbs_in_bullets_are_one_promise_each():
    found = acts(
        "The parties will:",
        "- Exchange flood data;",
        "- Open a hotline; and",
        "- Support small ports.",
        **JOINT,
    )
    assert shown(found) == ["commitment PE SE> firm"] * 3


def test_gerunds_and_a_plan_of_steps_are_promises_too():
    found = acts(
        "To this end, the parties agree to the following steps for calm in the border areas:",
        "- Withdraw heavy weapons;",
        "- Too often forgotten, small farms need help;",
        "- engaging the villages on both sides.",
        **JOINT,
    )
    assert shown(found)[0] == "commitment PE SE> firm"
    assert shown(found)[-1] == "commitment PE SE> firm"


def test_a_council_resolves_without_naming_itself_again():
    found = acts(
        "Acting under its charter, the Council:",
        "- Condemns in the strongest terms the raid on the camp;",
        "- Requests the Chair to send a mission;",
        "- Also decides to meet in May.",
        voice="UN",
    )
    assert shown(found) == ["position UN>", "request UN>", "commitment UN> firm"]


def test_a_paper_of_those_present_speaks_for_them():
    found = acts("The Roadmap highlights the need for clean ports.", home="PE", **TWO)
    assert shown(found) == ["position PE SE>"]


def test_it_is_the_meeting_that_was_spoken_of():
    found = acts(
        "The Meeting looked forward to the fair. It adopted the Work Plan for 2030.", home="PE", **TWO
    )
    assert shown(found) == ["position PE SE>", "adoption PE SE> firm"]


def test_the_place_and_date_of_a_story_are_no_part_of_its_first_sentence():
    found = acts("LIMA, 3 May (PNA) -- Peru and Sweden agreed to open a port.", **TWO)
    assert shown(found) == ["commitment PE SE> firm"]


def test_a_quotation_that_goes_on_is_the_same_speakers():
    found = acts(
        '"We are proud," President Arroyo said. "We will send $3 million to the flooded towns."',
        kind=DocumentKind.NEWS,
        **TWO,
    )
    assert shown(found)[-1] == "pledge PE>SE firm"


def test_a_list_of_names_under_a_promise_is_one_promise():
    found = acts("Both sides agreed to cooperate in the following areas:", "- Mining", "- Forests", **TWO)
    assert shown(found) == ["commitment PE SE> firm"]


def test_the_subject_is_carried_over_a_numbered_list():
    found = acts(
        "The Council,",
        "- Recalling its decision,",
        "- Requests the Secretariat to report;",
        "- Decides to meet in May.",
        voice="UN",
    )
    assert shown(found) == ["position UN>", "request UN>", "commitment UN> firm"]


def test_should_behind_a_speaker_is_the_speakers_position():
    found = acts(
        "President Arroyo praised the talks.", "Borders should never be moved by force.", home="PE", **TWO
    )
    assert shown(found) == ["appreciation PE>SE", "position PE>SE"]


def test_the_whole_sentence_is_quoted_for_one_outcome_and_the_clause_for_one_of_two():
    text = "In Lima, Peru welcomed the plan and thanked Sweden for its patience."
    found = acts(text, **TWO)
    assert [text[one.start : one.end] for one in found] == [
        "In Lima, Peru welcomed the plan",
        "thanked Sweden for its patience.",
    ]


@pytest.mark.parametrize("verb", ["strengthen", "increase", "continue to support", "work on"])
def test_what_one_side_will_do_is_its_promise_whatever_the_verb(verb):
    found = acts(f"Sweden will {verb} patrols at sea.", parties="SE PE")
    assert [(str(one.kind), one.actors) for one in found] == [("commitment", ("SE",))]


def test_calling_on_somebody_in_office_asks_nothing():
    assert (
        acts("Minister Arroyo called on Prime Minister Lindqvist and was hosted to lunch.", parties="PE SE")
        == []
    )
    asked = acts("Peru called on Prime Minister Lindqvist to release the boats.", parties="PE SE")
    assert [str(one.kind) for one in asked] == ["request"]


def test_contributions_are_a_gift_only_with_a_sum():
    thanks = acts("Peru expressed appreciation for Sweden's contributions to peace.", parties="PE SE")
    assert [str(one.kind) for one in thanks] == ["appreciation"]
    given = acts("Peru noted with appreciation the contributions of $4 million by Sweden.", parties="PE SE")
    assert [(str(one.kind), one.actors) for one in given] == [("pledge", ("SE",))]


def test_a_gift_to_a_body_outside_is_not_towards_the_other_side():
    outside = acts("Sweden will give EUR 5 million to the Northern Relief Agency.", parties="SE PE")
    assert [(str(one.kind), one.towards) for one in outside] == [("pledge", ())]
    inside = acts("Sweden will give EUR 5 million for schools.", parties="SE PE")
    assert [one.towards for one in inside] == [("PE",)]


def test_the_head_of_a_commission_holds_no_office_of_a_state():
    asked = acts(
        "The Authority directs the President of the Commission to report.",
        parties="ECOWAS NG",
        voice="ECOWAS",
    )
    assert [one.towards for one in asked] == [()]
