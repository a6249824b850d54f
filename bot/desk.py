"""What every reply works with, as values: who said what, the library and its clock, and a row of the table of commands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from bot import zones
from bot.messages import Screen
from bot.readers import Reader
from briefs.brief import Choice
from briefs.corrections import roles
from briefs.library import Library

MOST_WORDS = 400
"""Characters of a question that are read; nobody asks at greater length, and nothing longer fits a search."""


class Scope(StrEnum):
    """Who may use a command, and in whose menu it stands."""

    EVERYONE = "everyone"
    EDITOR = "editor"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Place:
    """The chat and topic whose subscriptions are meant, and whether the person may change them.

    ``name`` is what the chat is called where it is another than the one that was written in; ``refusal`` says why
    nothing may be changed.
    """

    chat: int
    thread: int | None = None
    may: bool = False
    name: str = ""
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """What somebody said: the words after the command, in which chat, and with which settings.

    ``today`` is the day in the reader's zone; ``place`` was asked of Telegram where what is said may change what a
    chat receives. ``name`` and ``username`` are what Telegram calls the person, ``bot`` is the bot's own user name.
    """

    words: str
    reader: Reader
    today: date
    person: int = 0
    private: bool = True
    place: Place | None = None
    name: str = ""
    username: str = ""
    bot: str = ""

    @property
    def where(self) -> Place:
        """The place that is meant; of a private chat its person may change everything."""
        return self.place or Place(self.reader.id, may=self.private)


@dataclass(frozen=True, slots=True)
class Desk:
    """What an answer needs: the library, the table of commands, the owners, the bot's own zone and a clock.

    ``public`` is the address of the bot's web server as the world reaches it, without a path; empty where there is none.
    ``config_folder`` holds the rules and the sources; None is the one that belongs to the program.
    """

    library: Library
    commands: tuple[Command, ...]
    owners: frozenset[int]
    zone: str
    clock: Callable[[], datetime]
    public: str = ""
    config_folder: Path | None = None

    def today(self, zone: str | None = None) -> date:
        """The day it is now in a zone, or in the bot's own."""
        return self.clock().astimezone(zones.zone_of(zone, self.zone)).date()

    def keep(self, words: str) -> str:
        """Keep long words for a button."""
        return self.library.store.keep_question(words, self.clock())

    def recall(self, token: str) -> str | None:
        """The words behind a button."""
        return self.library.store.kept_question(token)

    def may(self, command: Command, person: int) -> bool:
        """Whether a person may use a command."""
        if command.scope is Scope.EDITOR:
            return self.edits(person)
        return command.scope is Scope.EVERYONE or person in self.owners

    def edits(self, person: int) -> bool:
        """Whether a person may add documents and correct lines: an owner by the settings, an editor by the store."""
        return person in self.owners or (person > 0 and roles.role_of(self.library.store, person) is not None)


Reply = Callable[[Desk, Heard], Screen]


@dataclass(frozen=True, slots=True)
class Command:
    """One row of the table: from it come the handler, the menus, /help and the list in the README.

    ``usage`` is what stands after the name; ``writes`` says that the reply may change something; ``summaries`` are
    the menu's words in other languages, by code;
    ``prompt`` is asked, with ``choices``, where words are needed and none were given; ``follows`` says that it is about
    what a chat receives, which in groups and channels only administrators change.
    """

    name: str
    usage: str
    summary: str
    reply: Reply
    scope: Scope = Scope.EVERYONE
    writes: bool = False
    summaries: tuple[tuple[str, str], ...] = ()
    example: str = ""
    prompt: str = ""
    choices: tuple[Choice, ...] = field(default=())
    follows: bool = False

    @property
    def form(self) -> str:
        """The command as it is typed: "/partner NAME"."""
        return f"/{self.name} {self.usage}".rstrip()
