"""Settings, streams and a clock go in; the bot runs in the form that the settings name, until it is told to stop."""

from __future__ import annotations

import asyncio
import gc
import signal
from collections.abc import Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TextIO

from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bot import app
from bot.delivery.driving import Deliveries
from bot.polling import persist, poll
from bot.settings import CONSOLE_USER, BotSettings, Mode
from bot.updates import Updates, log
from briefs.errors import BadSettings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable
    from datetime import datetime

    from starlette.routing import Route
    from telegram.ext import Application
    from telegram.request import BaseRequest

    from bot.delivery.alarms import State
    from bot.delivery.inbox import Inbox
    from bot.delivery.sender import Sender
    from bot.health import Health
    from briefs.library import Library

LAST_SECONDS = 20.0
"""How long a stop waits for answers that are being written."""


@dataclass(frozen=True, slots=True)
class Streams:
    """Where the bot reads and writes; ``terminal`` is true where a person sits at both ends."""

    stdin: TextIO
    out: TextIO
    err: TextIO
    terminal: bool


@dataclass(frozen=True, slots=True)
class Bot:
    """A bot that is ready to take updates."""

    settings: BotSettings
    library: Library
    application: Application[Any, Any, Any, Any, Any, Any]
    updates: Updates
    clock: Callable[[], datetime]
    deliveries: Deliveries


@asynccontextmanager
async def ready(
    settings: BotSettings,
    library: Library,
    request: BaseRequest,
    clock: Callable[[], datetime],
    stop: asyncio.Event,
    *,
    inbox: Inbox | None = None,
) -> AsyncIterator[Bot | None]:
    """The Application, started, and stopped when the block ends; None if told to stop before Telegram answered.

    Raises ``BadSettings`` where Telegram does not know the token.
    """
    application = app.build(settings, library, request, clock)
    commands = frozenset(command.name for command in app.COMMANDS)
    deliveries = Deliveries(settings, library, clock, _noted(settings))
    updates = Updates(application, clock, commands, inbox)
    bot = Bot(settings, library, application, updates, clock, deliveries)

    async def begin() -> bool:
        await application.initialize()
        return True

    try:
        begun = await persist(begin, stop)
        if begun:
            await _post_init(application)
            await application.start()
            if application.job_queue:
                deliveries.drive(application.job_queue)
        yield bot if begun else None
    except InvalidToken:
        raise BadSettings(_unknown_token(settings)) from None
    finally:
        late = await bot.updates.finish(LAST_SECONDS)
        if late:
            log.warning("stopped before every answer was written", extra={"unfinished": late})
        if application.running:
            await application.stop()
        await application.shutdown()
        await request.shutdown()
        if inbox:
            await inbox.close()


def _noted(settings: BotSettings) -> Callable[[State], None]:
    """Where the health check of a polling bot finds how deliveries stand; elsewhere nobody looks for a file."""
    from bot import health

    if settings.mode is Mode.POLLING:
        return lambda state: health.note(settings, state)
    return lambda _state: None


def _unknown_token(settings: BotSettings) -> str:
    told = (
        "Telegram does not know the token in TELEGRAM_BOT_TOKEN. Copy it again from the chat with @BotFather"
    )
    other_server = settings.base_url != BotSettings().base_url
    return f"{told}, or see that TELEGRAM_BASE_URL is right." if other_server else f"{told}."


async def _post_init(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """The menu of commands and the like: worth having, and no reason not to start."""
    if application.post_init:
        try:
            await application.post_init(application)
        except TelegramError as problem:
            log.warning("the menu was not set", extra={"reason": str(problem)})


async def console(
    settings: BotSettings, library: Library, streams: Streams, clock: Callable[[], datetime]
) -> None:
    """The chat in a terminal, or the answers to what is piped in."""
    from bot.console import Chat, greet, piped
    from bot.delivery.working import beside
    from bot.screen import Screen
    from bot.telegram_in_process import InProcessRequest, Telegram

    screen = Screen(streams.out, colours=streams.terminal)
    telegram = Telegram(now=clock, watch=screen.show)
    owned = replace(settings, owners=settings.owners | {CONSOLE_USER})
    async with ready(owned, library, InProcessRequest(telegram), clock, asyncio.Event()) as bot:
        if bot is None:
            return
        pushed = beside(library.store, bot.application.bot, clock, CONSOLE_USER, lasting=streams.terminal)
        async with pushed as push:
            chat = Chat(telegram, bot.updates, screen, streams.err, push)
            if streams.terminal:
                await greet(chat)
                await chat.talk(_typed(settings, library))
            else:
                await chat.talk(piped(streams.stdin))


def _typed(settings: BotSettings, library: Library) -> AsyncIterator[str]:
    from bot.keyboard import typed

    commands = {f"/{command.name}": command.summary for command in app.COMMANDS}
    names = [name for party in library.lexicon.parties.values() for name in (party.name, *party.names)]
    topics = [topic.name for topic in library.lexicon.topics]
    events = [summit.name for summit in library.lexicon.calendar.summits]
    return typed(commands, [*names, *topics, *events], settings.data_folder / "history")


async def serve(settings: BotSettings, library: Library, clock: Callable[[], datetime]) -> None:
    """The bot in Telegram, by long polling or as a web server, until SIGTERM or Ctrl-C."""
    from bot.client import AiohttpRequest, connections
    from bot.delivery.inbox import Inbox
    from bot.delivery.paced import PacedRequest
    from bot.delivery.working import pace_of, worker_name, working

    stop = asyncio.Event()
    _stop_on_signals(stop)
    address = None
    if settings.mode is Mode.WEBHOOK:
        from bot.webhook import listen

        address = listen(settings.listen_host, settings.listen_port)
    store, worker, pace = library.store, worker_name(), pace_of(settings, library.store)
    most = connections(settings.broadcast_rate)
    request = PacedRequest(AiohttpRequest(settings.proxy, most), pace)
    inbox = Inbox(store, worker, clock, sorted(settings.owners))
    async with ready(settings, library, request, clock, stop, inbox=inbox) as bot:
        if bot is None:
            return
        told = {"mode": settings.mode.value, "username": bot.application.bot.username}
        log.info("the bot runs", extra={**told, "owners": len(settings.owners), "worker": worker})
        # What is loaded by now stays: the collector need not look through it again while somebody waits.
        gc.collect()
        gc.freeze()
        named: dict[str, Any] = {"pace": pace, "worker": worker, "clock": clock, "most": most}
        async with working(settings, store, bot.application.bot, bot.updates, **named) as sender:
            if address is None:
                await _poll(bot, stop)
            else:
                await _web(bot, stop, address, sender)
        log.info("the bot stops")


async def _poll(bot: Bot, stop: asyncio.Event) -> None:
    from bot.health import beat

    def alive() -> None:
        with suppress(OSError):  # a full disk is told by what needs it more
            beat(bot.settings, bot.clock())

    await poll(bot.application.bot, bot.updates, stop, app.ALLOWED_UPDATES, alive=alive)


async def _web(bot: Bot, stop: asyncio.Event, address: Any, sender: Sender) -> None:
    from bot.health import look
    from bot.webhook import Server, announce, web

    async def health() -> Health:
        asked = bot.library.store.counts
        state = bot.deliveries.state
        return await asyncio.to_thread(look, asked, bot.updates.last, bot.clock(), state)

    server = Server(web(bot.settings, bot.updates, health, _more_routes(bot, health, sender)))
    serving = asyncio.create_task(server.run_until(stop, address))
    try:
        await asyncio.wait(
            (serving, listening := asyncio.create_task(server.listening.wait())),
            return_when="FIRST_COMPLETED",
        )
        listening.cancel()
        await persist(lambda: announce(bot.application.bot, bot.settings, list(app.ALLOWED_UPDATES)), stop)
        await serving
    except (BadRequest, Forbidden) as problem:
        raise BadSettings(f"Telegram does not take the address in [bot] webhook_url: {problem}.") from problem
    finally:
        stop.set()
        await serving


def _more_routes(bot: Bot, health: Callable[[], Awaitable[Health]], sender: Sender) -> list[Route]:
    """What the web server answers beside Telegram: calendars, and figures where the settings say so."""
    from bot.feed import Feed

    routes = Feed(bot.library, bot.clock).routes()
    if bot.settings.metrics:
        from bot.metrics import Metrics, Sight

        metrics = Metrics(Sight(bot.library.store, bot.clock, lambda: sender.tally), health)
        bot.updates.noted = metrics.note
        routes += metrics.routes()
    return routes


def _stop_on_signals(stop: asyncio.Event, signals: Sequence[int] = (signal.SIGTERM, signal.SIGINT)) -> None:
    loop = asyncio.get_running_loop()
    for number in signals:
        with suppress(NotImplementedError):  # Windows has no such handlers; Ctrl-C works there all the same
            loop.add_signal_handler(number, stop.set)
