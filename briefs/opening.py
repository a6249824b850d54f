"""Takes the environment and the time, and opens what a command works with: settings, rules, and the store with its samples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from briefs import lexicon, settings
from briefs.library import Library, home_of
from briefs.settings import Settings
from briefs.store import Store


@dataclass(frozen=True, slots=True)
class Opened:
    """The library with the settings it was opened by; ``today`` is the day in the zone of the settings."""

    library: Library
    settings: Settings
    today: date


@contextmanager
def opened(environ: Mapping[str, str], now: datetime, *, samples: bool = True) -> Iterator[Opened]:
    """An open library, closed at the end. The first start reads the samples in, unless the settings say no.

    Raises BadSettings, BadRule, StoreTooNew and StoreUnavailable.
    """
    given = settings.load(lexicon.config_folder(), environ)
    rules = lexicon.load(given.config_folder)
    home = home_of(given.home, rules)
    store = Store.open(given.database_url)
    try:
        if samples and given.samples and store.wants_samples:
            from briefs.samples import read_in

            read_in(store, rules, now)
        yield Opened(Library(store, rules, home), given, now.astimezone(given.zone).date())
    finally:
        store.close()
