"""The environment, streams and a clock go in; settings are checked, the store is opened, and the bot runs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, TextIO

import briefs.settings
from bot import settings as bot_settings
from bot.settings import BotSettings, LogLevel, Mode
from briefs import lexicon

if TYPE_CHECKING:
    from bot.running import Streams
    from briefs.library import Library
    from briefs.settings import Settings


def settings_of(environ: Mapping[str, str]) -> BotSettings:
    """The settings of the bot; ``BadSettings`` names the key that is wrong."""
    return _bot_settings(_settings(environ), environ)


def _settings(environ: Mapping[str, str]) -> Settings:
    return briefs.settings.load(lexicon.config_folder(), environ)


def _bot_settings(settings: Settings, environ: Mapping[str, str]) -> BotSettings:
    return bot_settings.load(
        settings.rest, environ, zone=str(settings.zone), data_folder=settings.data_folder
    )


def run(environ: Mapping[str, str], streams: Streams, clock: Callable[[], datetime]) -> None:
    """Open everything, run the bot until it is told to stop, close everything. Errors are ``BriefsError``s."""
    settings = _settings(environ)
    own = _bot_settings(settings, environ)
    _write_logs(own, streams.err)
    library = open_library(settings, clock, streams.err)
    try:
        from bot import running

        if own.mode is Mode.CONSOLE:
            asyncio.run(running.console(own, library, streams, clock))
        else:
            asyncio.run(running.serve(own, library, clock))
    finally:
        library.store.close()


def _write_logs(settings: BotSettings, stream: TextIO) -> None:
    from bot import logs

    # Somebody who chats in the terminal wants to read the chat, and of the log what went wrong.
    quiet = settings.mode is Mode.CONSOLE and settings.log_level in (LogLevel.DEBUG, LogLevel.INFO)
    level = LogLevel.WARNING if quiet else settings.log_level
    logs.set_up(stream, settings.log_format, level.value, (settings.token, settings.webhook_secret))


def open_library(settings: Settings, clock: Callable[[], datetime], err: TextIO) -> Library:
    """The rules and the store, which on a first start is made and given the samples."""
    from briefs.library import Library
    from briefs.store import Store

    rules = lexicon.load(settings.config_folder)
    library = Library(Store.open(settings.database_url), rules)
    if settings.samples and library.store.wants_samples:
        err.write("First start: reading the sample documents …\n")
        err.flush()
        read_samples(library, clock)
    return library


def read_samples(library: Library, clock: Callable[[], datetime]) -> None:
    """Put every sample document into the store; a start that was broken off goes on where it ended."""
    from briefs import samples
    from briefs.parsing import parser

    for document in samples.documents():
        library.store.add(document, parser.read(document, library.lexicon), clock())
    library.store.settle_samples()
