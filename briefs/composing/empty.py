"""Takes a question that finds nothing or says too little, and gives an answer that helps: what is there, what to try."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from briefs import shown
from briefs.asking.question import About, Question
from briefs.brief import Brief, Choice
from briefs.composing.lists import title, topics_words
from briefs.library import Asked
from briefs.model import Code

_MOST_CHOICES = 12

EXAMPLES = (
    "what did Australia promise Cambodia?",
    "commitments 2021",
    "requests to Japan since 2020",
    "upcoming events in Phnom Penh",
)


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the store has: how many documents, and the parties and topics that it speaks of most."""

    documents: int
    parties: Sequence[Code]
    topics: Sequence[str]

    def words(self) -> str:
        """One sentence on how much there is."""
        if not self.documents:
            return "The store is empty: nothing has been read in yet."
        return f"The store holds {shown.counted(self.documents, 'document', 'documents')}."


def nothing(asked: Asked, held: Holdings) -> Brief:
    """No line answers: what is there instead, and the same question asked more widely."""
    heading = title(asked)
    lead = [f"Nothing was found for this. {held.words()}"]
    lead += ["Silence is no proof: only the documents that were read in are known."] if held.documents else []
    wider = _wider(asked.question)
    choices = [*wider, *_parties(held.parties, asked, 6 if wider else _MOST_CHOICES)]
    return _brief(asked, heading, lead, choices)


def unknown(asked: Asked, held: Holdings) -> Brief:
    """A name that nobody bears: what was probably meant, each with a button."""
    question = asked.question
    word = question.unknown[0]
    called = (
        "partner"
        if question.about is About.PARTNER
        else "topic"
        if question.about is About.TOPIC
        else "partner or topic"
    )
    meant = [choice.label for choice in question.suggestions]
    asks = [f"Did you mean {meant[0]}?", *(f"Or {label}?" for label in meant[1:])] if meant else []
    lead = [" ".join(asks)] if asks else []
    choices = [*question.suggestions, Choice(f"Search for “{word}”", f"search {word}")]
    if not meant:
        choices += _parties(held.parties, asked, 8)
    return _brief(asked, f"No {called} called “{word}”.", lead, choices)


def no_threads(asked: Asked, held: Holdings) -> Brief:
    """Nothing became of anything, as far as the documents tell."""
    lead = ["No later document here tells what became of an earlier line. " + held.words()]
    codes = asked.question.parties
    choices = [Choice(f"Still open: {asked.lexicon.party_name(code)}", f"open {code}") for code in codes]
    heading = " · ".join(["Threads", *(asked.lexicon.party_name(code) for code in codes)])
    return _brief(asked, heading, lead, [*choices, *_parties(held.parties, asked, 6)])


def choose(asked: Asked, words: str, choices: Iterable[Choice]) -> Brief:
    """The question needs one more word: what it may be."""
    return _brief(asked, words, [], tuple(choices)[: _MOST_CHOICES * 2], found=True)


def no_event(asked: Asked, words: str, choices: Sequence[Choice]) -> Brief:
    """An event that is not known by this name, or a name that several bear."""
    several = len(choices) > 2  # noqa: PLR2004 - two events, and the button to search
    lead = "Several events come near to this name." if several else "No event of this name is known."
    return _brief(asked, f"“{words}”", [lead], choices)


def help_words(asked: Asked, held: Holdings) -> Brief:
    """What can be asked."""
    lead = ["Ask for a partner, a year, a topic or an event, in plain words or with a command.", held.words()]
    lead += [f"For example: {example}" for example in EXAMPLES]
    choices = [
        Choice("What is coming", "upcoming"),
        Choice("Latest documents", "latest"),
        *_parties(held.parties, asked, 8),
    ]
    return _brief(asked, "What would you like to know?", lead, choices, found=True)


def gone(asked: Asked, what: str) -> Brief:
    """A number that nothing in the store answers to."""
    number = asked.question.number
    lead = [f"There is no {what} {number} in the store: it was taken out, or never was."]
    return _brief(asked, f"{what.capitalize()} {number}", lead, [Choice("Latest documents", "latest")])


def no_number(asked: Asked, what: str) -> Brief:
    """A word where the number of a document or line belongs."""
    words = asked.question.words
    known = f"There is no {what} {words} in the store." if words.isdecimal() else ""
    lead = [
        known
        or f"A {what} is asked for by its number, a whole one from 1 on: {asked.question.about.value} 1."
    ]
    choices = [Choice("Latest documents", "latest")]
    choices += [] if known else [Choice(f"Search for “{words[:24]}”", f"search {words}")]
    return _brief(asked, f"“{words[:60]}” is no {what} here.", lead, choices)


def _brief(
    asked: Asked, heading: str, lead: Iterable[str], choices: Iterable[Choice], *, found: bool = False
) -> Brief:
    once = {choice.ask: choice for choice in choices}
    return Brief(heading, asked.question.canonical(), tuple(lead), choices=tuple(once.values()), found=found)


def party_choices(codes: Sequence[Code], asked: Asked, about: About = About.PARTNER) -> list[Choice]:
    """A button for each party."""
    return [Choice(asked.lexicon.party_name(code), f"{about.value} {code}") for code in codes]


def topic_choices(topics: Sequence[str], asked: Asked) -> list[Choice]:
    """A button for each topic."""
    return [Choice(topics_words([topic], asked), f"topic #{topic}") for topic in topics]


def _parties(codes: Sequence[Code], asked: Asked, most: int) -> list[Choice]:
    return party_choices(codes[:most], asked)


def _wider(question: Question) -> list[Choice]:
    """The same question without its year, its topics, its words: each alone, and each only where it has it."""
    found = []
    if question.span:
        found.append(Choice("In any year", replace(question, span=None).canonical()))
    if question.topics and question.about is not About.TOPIC:
        found.append(Choice("On any topic", replace(question, topics=()).canonical()))
    if question.words and question.about not in {About.SEARCH, About.EVENT}:
        found.append(Choice(f"Search for “{question.words[:20]}”", f"search {question.words}"))
    if question.actors or question.towards:
        either = dict.fromkeys((*question.parties, *question.actors, *question.towards))
        found.append(
            Choice(
                "In any direction",
                replace(question, parties=tuple(either), actors=(), towards=()).canonical(),
            )
        )
    return found
