"""What an answer is drawn from and for whom: the library, the reader's preferences, and one question at hand."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from briefs.brief import Brief
from briefs.errors import BadSettings
from briefs.model import Code, Kind
from briefs.threads.subjects import Subjects

if TYPE_CHECKING:
    from briefs.asking.question import Question
    from briefs.lexicon import Lexicon
    from briefs.store import Readable, Snapshot, Store


MOST_KEPT = 128
"""Answers that are kept for the next reader who asks the same, and for turning their pages."""


class Kept:
    """The last answers, as long as the store has not changed: an answer follows from what was asked and the store."""

    def __init__(self) -> None:
        """Empty at first."""
        self._version = ""
        self._briefs: dict[Hashable, Brief] = {}

    def get(self, key: Hashable, version: str) -> Brief | None:
        """The answer that was kept, if the store is as it was then."""
        return self._briefs.get(key) if version == self._version else None

    def put(self, key: Hashable, version: str, brief: Brief) -> Brief:
        """Keep an answer, and give it back; the oldest ones go."""
        if version != self._version:
            self._briefs, self._version = {}, version
        briefs = self._briefs
        briefs[key] = brief
        while len(briefs) > MOST_KEPT:
            briefs.pop(next(iter(briefs)), None)
        return brief

    def clear(self) -> None:
        """Forget them all."""
        self._briefs = {}


@dataclass(frozen=True, slots=True)
class Library:
    """The store with the rules and facts that its answers draw on, and the last answers that were drawn.

    ``home`` is who "we" are: the party from whose side briefs are written, where the settings name one.
    """

    store: Store
    lexicon: Lexicon = field(repr=False)
    home: Code | None = None
    kept: Kept = field(default_factory=Kept, compare=False, repr=False)
    subjects: Subjects = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """What lines are about is read out of each once, for all answers."""
        object.__setattr__(self, "subjects", Subjects(self.lexicon))


def home_of(words: str, lexicon: Lexicon) -> Code | None:
    """The party that the settings call home, by code or name; None where they name none. Raises BadSettings."""
    if not words:
        return None
    found = lexicon.party(words)
    if found.code is None:
        near = " or ".join(lexicon.party_name(code) for code in found.suggestions)
        raise BadSettings(
            f'The setting "home" (or AIDE_HOME) is "{words[:80]}", which is no party known here; '
            f"{f'did you mean {near}?' if near else 'write it as a code or a name, such as KH.'}"
        )
    return found.code


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a reader wants: kinds left out where none is asked for by name, and the language of dates."""

    hidden: frozenset[Kind] = field(default_factory=frozenset)
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with all that its answer depends on; ``today`` is the day as of which it is answered.

    ``snapshot`` is the state of the store that the answer is drawn from: one, however much it asks for.
    """

    question: Question
    library: Library
    today: date
    preferences: Preferences
    snapshot: Snapshot | None = None

    @property
    def lexicon(self) -> Lexicon:
        """The names of parties and topics."""
        return self.library.lexicon

    @property
    def store(self) -> Readable:
        """Where the lines are."""
        return self.snapshot or self.library.store

    @property
    def language(self) -> str:
        """The language in which dates are written within sentences."""
        return self.preferences.language

    @property
    def as_of(self) -> date | None:
        """The day whose knowledge counts; None for all that is in the store."""
        return self.question.as_of
