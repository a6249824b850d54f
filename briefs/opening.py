"""Takes the environment and the time, and opens what the doors work with: settings, rules, and the store with its samples."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from briefs import lexicon, settings
from briefs.lexicon import Lexicon
from briefs.settings import Settings

if TYPE_CHECKING:
    from briefs.library import Library


@dataclass(frozen=True, slots=True)
class Opened:
    """The library with the settings it was opened by; ``today`` is the day in the zone of the settings."""

    library: Library
    settings: Settings
    today: date


def settings_of(environ: Mapping[str, str]) -> Settings:
    """The settings of this machine; ``BadSettings`` names the key that is wrong."""
    return settings.load(lexicon.config_folder(), environ)


def rules_for_reading(folder: Path) -> Lexicon:
    """The rules, held to all of their own examples, those of the verbs too. Raises BadRule."""
    return _verified(lexicon.load(folder))


def _nothing() -> None:
    """Nobody is told of a first start."""


@contextmanager
def opened(
    given: Settings,
    now: datetime,
    *,
    samples: bool = True,
    reads: bool = False,
    first_start: Callable[[], None] = _nothing,
) -> Iterator[Opened]:
    """An open library, closed at the end. The first start reads the samples in, unless the settings say no.

    ``reads`` says that documents may be read, so that the verbs too must obey their examples: questions alone are
    answered without the parser, and need not wait for it. ``first_start`` is called before samples are read.
    Raises BadSettings, BadRule, StoreTooNew and StoreUnavailable.
    """
    from briefs.library import (
        Library,
        home_of,
    )  # who only reads documents need not wait for the database's libraries
    from briefs.store import Store

    rules = lexicon.load(given.config_folder)
    home = home_of(given.home, rules)
    rules = _verified(rules) if reads else rules
    store = Store.open(given.database_url)
    try:
        if samples and given.samples and store.wants_samples:
            from briefs.samples import read_in

            first_start()
            read_in(store, rules if reads else _verified(rules), now)
        yield Opened(Library(store, rules, home), given, now.astimezone(given.zone).date())
    finally:
        store.close()


def _verified(rules: Lexicon) -> Lexicon:
    from briefs.parsing import verb_examples

    verb_examples.verify(rules)
    return rules
