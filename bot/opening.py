"""The environment, streams and a clock go in; settings are checked, the library is opened, and the bot runs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, TextIO

from bot import settings as bot_settings
from bot.settings import BotSettings, LogLevel, Mode
from briefs import opening
from briefs.watching import sources

if TYPE_CHECKING:
    from bot.running import Streams
    from briefs.settings import Settings

FIRST_START = "First start: reading the sample documents …\n"


def settings_of(environ: Mapping[str, str]) -> BotSettings:
    """The settings of the bot; ``BadSettings`` names the key that is wrong."""
    return _bot_settings(opening.settings_of(environ), environ)


def _bot_settings(settings: Settings, environ: Mapping[str, str]) -> BotSettings:
    own = bot_settings.load(settings.rest, environ, zone=str(settings.zone), data_folder=settings.data_folder)
    passwords = sources.passwords(environ)
    return replace(own, config_folder=settings.config_folder, mail_passwords=passwords)


def run(environ: Mapping[str, str], streams: Streams, clock: Callable[[], datetime]) -> None:
    """Open everything, run the bot until it is told to stop, close everything. Errors are ``BriefsError``s."""
    settings = opening.settings_of(environ)
    own = _bot_settings(settings, environ)
    _write_logs(own, streams.err)

    def first_start() -> None:
        streams.err.write(FIRST_START)
        streams.err.flush()

    with opening.opened(settings, clock(), reads=True, first_start=first_start) as desk:
        from bot import running

        if own.mode is Mode.CONSOLE:
            asyncio.run(running.console(own, desk.library, streams, clock))
        else:
            asyncio.run(running.serve(own, desk.library, clock))


def _write_logs(settings: BotSettings, stream: TextIO) -> None:
    from bot import logs

    # Somebody who chats in the terminal wants to read the chat, and of the log what went wrong.
    quiet = settings.mode is Mode.CONSOLE and settings.log_level in (LogLevel.DEBUG, LogLevel.INFO)
    level = LogLevel.WARNING if quiet else settings.log_level
    logs.set_up(stream, settings.log_format, level.value, (settings.token, settings.webhook_secret))
