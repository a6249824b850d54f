"""The folder config/ comes in; one frozen Lexicon that knows parties, fora, topics, verbs and dates goes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from briefs import calendar
from briefs.errors import BadRule
from briefs.lexicon import agencies_file, fora_file, forgiving, parties, persons_file, rules, topics
from briefs.lexicon.fora import Fora, Forum, ForumMention
from briefs.lexicon.forgiving import Directory, Found, Spotted, Spotter
from briefs.lexicon.gazetteer import Gazetteer, folded, mend
from briefs.lexicon.parties import Parties, Party, PartyMention
from briefs.lexicon.topics import Topic, Topics

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefs.calendar import Calendar
    from briefs.model import Code

__all__ = [
    "Forum", "ForumMention", "Found", "Lexicon", "Party", "PartyMention", "Spotted", "Topic", "Verb",
    "config_folder", "load",
]  # fmt: skip

VERBS = "verbs.toml"


@dataclass(frozen=True, slots=True)
class Verb:
    """A record of verbs.toml, as it is written there; ``extra`` holds the keys that only the parser reads."""

    lemma: str
    forms: tuple[str, ...]
    kind: str
    strength: str | None
    needs: tuple[str, ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    extra: Mapping[str, Any]
    place: str


@dataclass(frozen=True)
class Lexicon:
    """Everything the rules say. It is read once and never changes."""

    parties: Mapping[Code, Party]
    verbs: tuple[Verb, ...]
    calendar: Calendar
    persons: Mapping[str, Code] = field(repr=False)
    named: Parties = field(repr=False)
    meetings: Fora = field(repr=False)
    subjects: Topics = field(repr=False)
    agencies: Mapping[str, Code] = field(repr=False)

    @property
    def fora(self) -> tuple[Forum, ...]:
        """The series of meetings that have a name of their own."""
        return self.meetings.all

    @property
    def topics(self) -> tuple[Topic, ...]:
        """The topics in the order of the rules."""
        return self.subjects.all

    def mentions(self, text: str) -> list[PartyMention]:
        """Parties spoken of in a document's text, left to right, none inside another; places left out."""
        return self.named.mentions(text)

    def places_in(self, text: str) -> list[PartyMention]:
        """Capitals and cities named as places ("in Hanoi", a dateline), with the state in which they lie."""
        return self.named.places(text)

    def place(self, words: str) -> Code | None:
        """The state in which a place lies: ``Phnom Penh, Cambodia`` and ``Bali`` are KH and ID."""
        found = [*self.mentions(words), *self.places_in(words)]
        states = [each.code for each in found if self.parties[each.code].kind in {"state", "territory"}]
        return states[0] if states else None

    def persons_in(self, text: str) -> dict[str, Code]:
        """Persons on record whose whole name stands in a text, in lower case, each with the party they speak for."""
        plain = folded(mend(text).text)
        names = (plain[hit.start : hit.end] for hit in self._person_names.find(plain))
        return {self._whole_names[name]: self.persons[self._whole_names[name]] for name in names}

    @cached_property
    def _whole_names(self) -> dict[str, str]:
        """Names of more than one word, without accents, to the spelling of the record."""
        return {folded(mend(name).text): name for name in self.persons if " " in name}

    @cached_property
    def _person_names(self) -> Gazetteer:
        return Gazetteer(self._whole_names)

    def fora_in(self, text: str) -> list[ForumMention]:
        """Meetings and series named in a text, left to right, each with its number or year where it has one."""
        return self.meetings.find(text)

    def topics_in(self, text: str) -> tuple[str, ...]:
        """Slugs of the topics that a text shows, the most telling first, at most four."""
        return self.subjects.find(text)

    def topic_name(self, slug: str) -> str:
        """What answers call a topic; an unknown slug stays as it is."""
        return next((topic.name for topic in self.topics if topic.slug == slug), slug)

    def party_name(self, code: Code) -> str:
        """What answers call a party; an unknown code stays as it is."""
        return self.parties[code].name if code in self.parties else code

    def party(self, words: str, *, strict: bool = True) -> Found:
        """The party a person means by these words, or suggestions.

        ``strict`` says that the words are the whole of an argument that names a party: then ``us`` is the
        United States and ``no`` is Norway. Without it they are a piece of a sentence, where a lower-case code
        that is also an English word is left alone.
        """
        signs = forgiving.flags(words)
        if len(signs) == 1 and signs[0][0] in self.parties:
            return Found(signs[0][0])
        plain = words.strip()
        if plain in self.parties:
            return Found(plain)
        if not strict and plain in forgiving.ENGLISH_WORDS:
            return Found(None)
        return self._party_directory.find(plain)

    def spot(self, words: str) -> list[Spotted]:
        """Parties in a sentence typed in any case ("what did australia promise cambodia?"), with their places."""
        flags = [
            Spotted(code, start, end) for code, start, end in forgiving.flags(words) if code in self.parties
        ]
        return sorted([*self._party_spotter.find(words), *flags], key=lambda each: each.start)

    def topic(self, words: str) -> Found:
        """The topic a person means by these words, or suggestions; the code found is its slug."""
        return self._topic_directory.find(words)

    def spot_topics(self, words: str) -> list[Spotted]:
        """Topics in a sentence typed in any case ("australia vaccines 2021"), with their places."""
        return self._topic_spotter.find(words)

    @cached_property
    def _topic_directory(self) -> Directory:
        names = {forgiving.key(name): slug for name, slug in reversed(self._topic_names.items())}
        return Directory(names, {}, names)

    @cached_property
    def _topic_spotter(self) -> Spotter:
        return Spotter(self._topic_names)

    @cached_property
    def _topic_names(self) -> dict[str, str]:
        return forgiving.topic_names(self.topics)

    @cached_property
    def _party_directory(self) -> Directory:
        return forgiving.party_directory(self.named)

    @cached_property
    def _party_spotter(self) -> Spotter:
        return Spotter(forgiving.party_names(self.named))


def config_folder() -> Path:
    """The folder of rules that belongs to this program."""
    return Path(__file__).resolve().parents[2] / "config"


def load(folder: Path) -> Lexicon:
    """Read every file of rules. Raises BadRule naming file, entry and reason, also where an example fails."""
    named = parties.load(folder)
    return Lexicon(
        parties=MappingProxyType(dict(named.all)),
        verbs=_verbs(folder),
        calendar=calendar.load(folder, named.all),
        persons=persons_file.load(folder, named.all),
        named=named,
        meetings=fora_file.load(folder, named),
        subjects=topics.load(folder),
        agencies=agencies_file.load(folder, named.all),
    )


def _verbs(folder: Path) -> tuple[Verb, ...]:
    raw = rules.read(folder, VERBS)
    return tuple(_verb(entry) for entry in rules.entries(VERBS, "verb", raw.get("verb")))


def _verb(entry: rules.Entry) -> Verb:
    known = ("lemma", "forms", "kind", "strength", "needs", "examples", "counter_examples")
    if not entry.texts("forms"):
        raise BadRule(f'{entry.place}: "forms" is empty. List at least one form of the verb.')
    return Verb(
        lemma=entry.text("lemma"),
        forms=entry.texts("forms"),
        kind=entry.text("kind"),
        strength=entry.text("strength", "") or None,
        needs=entry.texts("needs"),
        examples=entry.texts("examples"),
        counter_examples=entry.texts("counter_examples"),
        extra=MappingProxyType({name: value for name, value in entry.table.items() if name not in known}),
        place=entry.place,
    )
