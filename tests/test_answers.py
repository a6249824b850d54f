"""Answers from a small shelf of documents: what they hold, in which direction, and where it is written."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import shelf
from hypothesis import given, settings
from readings import document, event, meeting, outcome, reading
from sqlalchemy.event import listen
from test_asking import TYPED

from briefs import answers, asking
from briefs.answers import Library, Preferences
from briefs.asking.question import About, Question
from briefs.brief import Brief
from briefs.cli import shell
from briefs.model import Kind, Level, Precision, Strength

NOW = datetime(2021, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def library(store, lexicon):
    shelf.fill(store)
    return Library(store, lexicon)


@pytest.fixture
def quick(sqlite_store, lexicon):
    shelf.fill(sqlite_store)
    return Library(sqlite_store, lexicon)


def ask(library: Library, words: str, today: date = shelf.TODAY, **wishes: object) -> Brief:
    question = asking.understand(words, library.lexicon, today)
    return answers.answer(question, library, today, Preferences(**wishes))


def parts(brief: Brief) -> dict[str, list[str]]:
    return {part.title: [entry.text for entry in part.entries] for part in brief.parts}


def entry(brief: Brief, text: str):
    return next(one for part in brief.parts for one in part.entries if one.text == text[:-1])


def test_a_partner_brief_is_in_the_order_of_a_meeting(library):
    brief = ask(library, "/partner australia")
    assert brief.title == "Australia"
    assert brief.question == "partner AU"
    assert list(parts(brief))[:6] == [
        "Facts of record",
        "Last meeting",
        "Promised by Australia",
        "Agreed together with Australia",
        "Pledged by Australia",
        "Asked of Australia",
    ]
    assert [source.title for source in brief.sources] == ["Outcomes of the forum", "Talks by video"]
    assert "Dialogue partner of ASEAN since 1974" in parts(brief)["Facts of record"][0]
    assert parts(brief)["Last meeting"] == ["Senior officials' talks"]


def test_every_line_of_a_partner_brief_is_dated_directed_and_leads_to_its_source(library):
    brief = ask(library, "partner australia")
    grant = entry(brief, shelf.GRANT)
    assert grant.direction == "Australia → Cambodia"
    assert grant.kind is Kind.PLEDGE
    assert grant.notes == ("USD 28 million (currency assumed)",)
    assert grant.when is not None
    assert grant.when.inferred
    assert (grant.source, grant.ask) == (2, f"line {grant.line}")
    assert entry(brief, shelf.POLICE).direction == "Cambodia and Australia"
    assert entry(brief, shelf.SOFT).strength is Strength.SOFT


def test_a_request_says_what_answered_it(library):
    brief = ask(library, "partner australia")
    [note, *_] = entry(brief, shelf.ASKED).notes
    assert note.startswith("answered after 4 months, 28 January 2021 (inferred): ")
    assert shelf.THANKED[:-1] in note


def test_the_answer_to_a_request_is_unknown_before_it_was_given(library):
    brief = ask(library, "partner australia as of 1 January 2021")
    assert entry(brief, shelf.ASKED).notes == ("open for 3 months",)
    assert [source.number for source in brief.sources] == [1]
    assert brief.lead[0] == "As of 1 January 2021."
    assert all(choice.ask.startswith("asof:2021-01-01 ") for choice in brief.choices)


def test_commitments_of_a_year_hold_what_was_made_or_is_in_force_in_it(library):
    brief = ask(library, "commitments 2021")
    told = parts(brief)
    assert told["Canada"] == [shelf.PLAN[:-1]]
    assert entry(brief, shelf.PLAN).notes == ("in force 2021–2025, adopted 10 September 2020",)
    assert set(told["Australia"]) == {text[:-1] for text in (shelf.GRANT, shelf.THANKED, shelf.POLICE)}
    assert told["Soft: intentions and reaffirmations"] == [shelf.SOFT[:-1]]
    kinds = {one.kind for part in brief.parts for one in part.entries}
    assert kinds <= {Kind.ADOPTION, Kind.COMMITMENT, Kind.PLEDGE}


def test_what_is_in_force_leaves_out_what_has_run_out_and_what_is_not_yet_said(library):
    assert parts(ask(library, "commitments 2017")) == {"Canada": [shelf.OLD_PLAN[:-1]]}
    assert (
        entry(ask(library, "commitments 2017"), shelf.OLD_PLAN)
        .notes[0]
        .startswith("in force 2016–2020, now past")
    )
    assert not ask(library, "commitments 2014").found


def test_an_instrument_names_its_successor(library):
    adopted = ask(library, "partner canada")
    assert entry(adopted, shelf.OLD_PLAN).notes[0] == "followed by the one of 10 September 2020"


def test_direction_narrows_the_answer(library):
    assert entry(ask(library, "what did Australia promise Cambodia?"), shelf.GRANT)
    assert not ask(library, "what did Cambodia promise Australia?").found
    asked = ask(library, "what has Cambodia asked of Australia")
    assert parts(asked) == {"Answered": [shelf.ASKED[:-1]]}


def test_a_party_that_acts_together_is_asked_for_together(library):
    assert parts(ask(library, "what did Australia and Cambodia agree"))


def test_an_event_tells_the_dates_it_had_and_what_was_promised_for_it(library):
    brief = ask(library, "when is ASEM13?")
    assert brief.title == "13th ASEM Summit"
    told = parts(brief)
    assert told["Promised for it"] == [shelf.STAGE[:-1]]
    assert any(text.startswith("planned for 2021") for text in told["Dates it had"])
    assert any("postponed" in text for text in told["Dates it had"])
    assert shelf.STAGE in told["Mentions"]


def test_an_event_that_several_names_fit_is_asked_back_about(quick):
    brief = ask(quick, "event asean summit")
    assert not brief.found
    assert len(brief.choices) > 2
    assert ask(quick, brief.choices[0].ask).found


def test_what_is_ahead_has_an_event_once_that_a_document_calls_by_a_part_of_its_name(quick):
    told = event(
        "commemorative-summit-2022", date(2022, 12, 14), name="Commemorative Summit", place="Brussels"
    )
    paper = document("The Commemorative Summit in Brussels was spoken of.", "spoken.txt", title="Spoken of")
    quick.store.add(paper, reading(paper, date(2021, 5, 1), events=(told,)), NOW)
    ahead = [one.text for part in ask(quick, "upcoming 2022").parts for one in part.entries]
    assert [name for name in ahead if "Commemorative Summit" in name] == [
        "ASEAN-Canada Commemorative Summit",
        "ASEAN-EU Commemorative Summit",
    ]


def test_another_number_is_another_event(quick):
    brief = ask(quick, "event 99th ASEAN Summit")
    assert not brief.found
    assert "No event of this name is known." in brief.lead


def test_what_is_ahead_says_how_far_off_it_is(quick):
    brief = ask(quick, "upcoming", date(2021, 10, 14))
    [asean, *_] = [one for part in brief.parts for one in part.entries if one.text == "38th ASEAN Summit"]
    assert asean.notes[0] == "in 12 days"
    assert asean.ask == "event asean-summit-38"


def test_a_term_that_ends_is_a_thing_to_come(quick):
    brief = ask(quick, "upcoming 2025")
    assert shelf.PLAN[:-1] in parts(brief)["Terms and deadlines"]


def test_where_nothing_is_ahead_the_last_known_is_told(quick):
    brief = ask(quick, "upcoming canada 2090", date(2021, 6, 1))
    assert not brief.found
    assert "Nothing known lies in this time." in brief.lead[-1]


def test_the_latest_meeting_opens_with_its_sessions(library):
    brief = ask(library, "meeting conference")
    assert brief.title == "Post Ministerial Conference"
    assert parts(brief)["Sessions"] == ["Session with Australia"]
    assert shelf.ASKED[:-1] in parts(brief)["Requests"]
    latest = ask(library, "meeting")
    assert latest.title == "Senior officials' talks"
    assert "chaired by Mrs Sok (Cambodia) and Mr Lane (Australia)" in latest.lead[1]


def test_a_meeting_is_found_again_by_its_number(library):
    brief = ask(library, "partner australia")
    [again] = [one.ask for part in brief.parts if part.key == "meeting" for one in part.entries]
    assert ask(library, again).title == "Senior officials' talks"


def test_the_evidence_of_a_line_is_its_sentence_with_document_and_paragraph(library):
    first = entry(ask(library, "requests"), shelf.ASKED)
    brief = ask(library, f"line {first.line}")
    [quotation] = brief.quotations
    assert (quotation.text, quotation.paragraph, quotation.source) == (shelf.ASKED, 1, 1)
    assert quotation.url is not None
    assert quotation.url.startswith(
        f"{shelf.URL}#:~:text=Cambodia%20encouraged%20Australia%20to%20offer%20more,"
    )
    assert [one.text for part in brief.parts for one in part.entries] == [shelf.THANKED[:-1]]
    assert [source.number for source in brief.sources] == [1, 2]


def test_a_document_tells_what_it_brought_and_what_was_not_understood(library):
    brief = ask(library, "source 2")
    assert brief.title == "Talks by video"
    assert "The date is inferred: its next year is 2022." in brief.lead[0]
    assert brief.lead[1] == "Found in it: 2 pledges and 2 commitments; 1 place not understood."
    [unread] = [part for part in brief.parts if part.key == "unread"]
    assert unread.folded
    assert unread.entries[0].notes == ("who the observers are is not said", "paragraph 5")


def test_a_replaced_document_leads_to_its_revision(quick):
    text = shelf.PLAN + "\nMore words were added to it."
    edited = document(
        text.replace("ministers", "Ministers"),
        "forum.txt",
        title="Outcomes of the forum",
        publisher="Ministry",
        url=shelf.URL,
    )
    quick.store.add(edited, reading(edited, shelf.FORUM, outcomes=(outcome("o1"),)), NOW)
    brief = ask(quick, "source 1")
    assert "A newer revision replaced it: document 4." in brief.lead
    assert brief.choices[0].ask == "source 4"
    assert "was replaced by a newer revision" in ask(quick, "line 1").lead[1]


def test_a_number_that_nothing_bears_is_told_politely(quick):
    for words in ("source 99", "line 9999999999"):
        brief = ask(quick, words)
        assert not brief.found
        assert brief.choices


@pytest.mark.parametrize("word", ["99999999999999999999", "-1", "1.5", "1,000"])
def test_what_can_be_no_number_of_a_document_is_told_and_shows_no_other_document(quick, word):
    for command in ("source", "line"):
        brief = ask(quick, f"/{command} {word}")
        assert not brief.found
        assert not brief.parts
        assert word in brief.title
        assert ask(quick, brief.question) == brief


def test_a_number_may_be_written_with_a_sign_or_a_word_before_it(quick):
    for words in ("source 2", "source #2", "document no. 2", "source 2."):
        assert ask(quick, words).title == "Talks by video"
    assert ask(quick, "documents on canada").title == "Latest documents"


def test_an_answer_asks_the_database_little_and_sees_one_state_of_it(quick):
    statements: list[str] = []
    listen(quick.store._engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    for words, most in (
        ("partner australia", 13),
        ("upcoming", 12),
        ("requests", 8),
        ("source 1", 10),
        ("event asem13", 8),
        ("meeting", 8),
        ("commitments 2021", 6),
    ):
        statements.clear()
        ask(quick, words)
        assert len(statements) <= most, (words, statements)
        assert statements.count("BEGIN") == 1
        statements.clear()
        ask(quick, words)
        assert len(statements) == 2, "asked again, only whether the store has changed is looked up"


def test_a_new_address_of_a_document_is_in_the_next_answer(library):
    assert ask(library, "source 2").sources[0].url is None
    for address in ("https://daily.example/talks", "https://daily.example/talks-2021"):
        with library.store.snapshot() as snapshot:
            text = snapshot.connection.exec_driver_sql("SELECT text FROM texts WHERE document = 2").scalar()
        again = document(text, "talks.txt", title="Talks by video", publisher="The Daily", url=address)
        assert library.store.add(again, reading(again, shelf.TALKS), NOW).change == "same"
        brief = ask(library, "source 2")
        assert brief.sources[0].url == "https://daily.example/talks"
        told = [entry.text for part in brief.parts if part.key == "addresses" for entry in part.entries]
        assert (address in told) is (address != brief.sources[0].url)


def test_a_meeting_that_two_documents_report_is_told_once_with_what_only_one_of_them_says(quick):
    told = document("The talks of the two sides.", "release.txt", title="Talks held", publisher="Ministry")
    when = {"start": shelf.TALKS, "end": shelf.TALKS, "precision": Precision.DAY}
    talks = meeting("m0", "KH", "AU", name="Consultations", level=Level.SENIOR_OFFICIALS, **when)
    police = outcome("o1", actors=("KH", "AU"), quote=shelf.POLICE, headline=shelf.POLICE[:-1], meeting="m0")
    ferry = outcome(
        "o2", actors=("KH",), quote="Cambodia will buy a ferry.", headline="a ferry", meeting="m0"
    )
    quick.store.add(told, reading(told, shelf.TALKS, meetings=(talks,), outcomes=(police, ferry)), NOW)
    brief = ask(quick, "meeting")
    assert {source.title for source in brief.sources} >= {"Talks by video", "Talks held"}
    assert "reported by documents 2 and 4" in brief.lead[1]
    assert entry(brief, "a ferry.").notes == ("only in document 4",)
    assert "only in document 2" in entry(brief, shelf.GRANT).notes
    both = [one for part in brief.parts for one in part.entries if one.text == shelf.POLICE[:-1]]
    assert [one.source for one in both] == [2, 4]
    assert not any("only in" in note for one in both for note in one.notes)
    assert brief.title not in parts(brief).get("Other meetings", [])
    [last] = [part for part in ask(quick, "partner australia").parts if part.key == "meeting"]
    assert len(last.entries) == 1
    assert "reported by documents 2 and 4" in last.entries[0].notes


def test_a_search_marks_the_words(library):
    brief = ask(library, "search scholarships nurses")
    [hit] = brief.parts[0].entries
    assert [hit.text[start:end] for start, end in hit.marks] == ["scholarships", "nurses"]
    assert hit.line == 1


def test_the_newest_documents_say_what_they_brought(library):
    brief = ask(library, "latest")
    newest = brief.parts[0].entries[0]
    assert (newest.text, newest.notes) == ("Talks by video", ("The Daily", "2 pledges and 2 commitments"))
    assert [one.text for one in ask(library, "latest canada").parts[0].entries] == [
        "Outcomes of the forum",
        "An older note",
    ]


def test_a_topic_is_shown_by_kind(quick):
    brief = ask(quick, "scholarships")
    assert brief.title == quick.lexicon.topic_name("education")
    assert parts(brief) == {"Pledges": [shelf.THANKED[:-1]], "Requests": [shelf.ASKED[:-1]]}


def test_a_word_that_documents_have_is_no_slip(quick):
    talks = document("Talks on the Austrlia programme.", "typo.txt", title="A slip in print")
    quick.store.add(talks, reading(talks, shelf.TALKS, outcomes=(outcome("o1"),)), NOW)
    assert ask(quick, "commitments austrlia").found
    assert not ask(quick, "partner austrlia").found


def test_a_misspelt_name_is_asked_back_about(quick):
    brief = ask(quick, "partner austrlia")
    assert not brief.found
    assert brief.title == "No partner called “austrlia”."
    assert brief.lead[0].startswith("Did you mean Australia?")
    assert ask(quick, brief.choices[0].ask).title == "Australia"


@pytest.mark.parametrize(
    "words", ["partner", "topic", "event", "search", "source", "line", "hello", "meeting", "latest"]
)
def test_a_question_without_an_argument_offers_choices_that_work(quick, words):
    brief = ask(quick, words)
    assert brief.found
    assert brief.choices or brief.parts
    for choice in brief.choices:
        assert ask(quick, choice.ask).found


def test_nothing_found_says_what_there_is_and_how_to_ask_more_widely(quick):
    brief = ask(quick, "pledges canada 2018")
    assert not brief.found
    assert "The store holds 3 documents." in brief.lead[0]
    assert brief.choices[0].ask == "pledges CA"


def test_an_empty_store_answers_everything(sqlite_store, lexicon):
    library = Library(sqlite_store, lexicon)
    for about in About:
        brief = answers.answer(Question(about), library, shelf.TODAY)
        assert brief.question == about.value
    assert "The store is empty" in ask(library, "commitments").lead[0]


def test_kinds_that_a_reader_hides_are_left_out_unless_asked_for(quick):
    hidden = frozenset({Kind.POSITION, Kind.PLEDGE})
    brief = ask(quick, "partner australia", hidden=hidden)
    assert "Pledged by Australia" not in parts(brief)
    assert "Left out by your settings: pledge and position." in brief.lead
    assert ask(quick, "pledges", hidden=hidden).found


def test_samples_are_marked_at_their_source_and_in_a_mixed_answer_at_each_line(sqlite_store, lexicon):
    shelf.fill(sqlite_store, sample=True)
    brief = ask(Library(sqlite_store, lexicon), "partner australia")
    assert [source.sample for source in brief.sources] == [True, False]
    assert "sample" in entry(brief, shelf.ASKED).notes
    assert "sample" not in entry(brief, shelf.GRANT).notes


def test_an_answer_is_fresh_as_soon_as_the_store_has_changed(quick):
    assert not ask(quick, "pledges japan").found
    told = document("Japan gave a ship.", "ship.txt", title="A ship")
    pledge = outcome("o1", Kind.PLEDGE, actors=("JP",), towards=("KH",))
    quick.store.add(told, reading(told, shelf.TALKS, outcomes=(pledge,)), NOW)
    assert ask(quick, "pledges japan").found
    quick.store.remove(4)
    assert not ask(quick, "pledges japan").found


def test_many_entries_are_folded_and_none_is_lost(quick):
    outcomes = tuple(
        outcome(f"o{n}", actors=("JP",), towards=("KH",), headline=f"promise {n}") for n in range(40)
    )
    told = document("Japan promised much.", "much.txt", title="Much")
    quick.store.add(told, reading(told, shelf.TALKS, outcomes=outcomes), NOW)
    brief = ask(quick, "partner japan")
    [promised] = [part for part in brief.parts if part.key == "given"]
    assert promised.folded
    assert len(promised.entries) == 40


@given(typed=TYPED)
@settings(max_examples=60)
def test_whatever_is_typed_gets_an_answer_that_can_be_asked_again_and_printed(quick, typed):
    question = asking.understand(typed, quick.lexicon, shelf.TODAY)
    brief = answers.answer(question, quick, shelf.TODAY)
    assert brief.title.strip()
    assert asking.understand(brief.question, quick.lexicon, date(2030, 1, 1)) == question
    assert shell.render(brief, shell.Paper(bold=True)).isprintable() is False
    cited = {one.source for part in brief.parts for one in part.entries if one.source}
    assert cited <= {source.number for source in brief.sources}
