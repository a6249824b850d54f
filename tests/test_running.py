"""Starting and stopping the bot in each of its forms, within this process."""

from __future__ import annotations

import asyncio
import io
import logging

import pytest
from bot_api_server import PATIENCE, TOKEN, BotApiServer, reserved_port
from fakes import NOW, READER

from bot import polling, running
from bot.settings import BotSettings, Mode
from bot.telegram_limits import Refusal
from briefs.errors import BadSettings
from briefs.library import Library

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.fixture
def library(sqlite_store, lexicon):
    return Library(sqlite_store, lexicon)


@pytest.fixture
async def server():
    async with BotApiServer().running() as server:
        yield server


@pytest.fixture
def stop(monkeypatch):
    """What a signal would set."""
    caught: list[asyncio.Event] = []
    monkeypatch.setattr(running, "_stop_on_signals", caught.append)

    def now() -> None:
        caught[0].set()

    return now


@pytest.fixture
def port():
    with reserved_port() as port:
        yield port


def settings(server, mode=Mode.POLLING, port=1, **more) -> BotSettings:
    return BotSettings(
        token=TOKEN,
        mode=mode,
        base_url=server.base_url,
        base_file_url=server.base_file_url,
        webhook_url=f"http://127.0.0.1:{port}/telegram",
        webhook_secret="known-to-telegram",
        listen_port=port,
        **more,
    )


async def test_polling_starts_answers_and_stops(server, library, stop, tmp_path):
    serving = asyncio.create_task(running.serve(settings(server, data_folder=tmp_path), library, lambda: NOW))
    await server.feed(server.telegram.said("/help", READER))
    await server.until(lambda: server.of("sendMessage"))
    stop()
    await serving
    assert (tmp_path / "alive").read_text() == NOW.isoformat()


async def test_a_menu_that_telegram_refuses_does_not_keep_the_bot_from_starting(
    server, library, stop, tmp_path
):
    server.refusals["setMyCommands"] = Refusal("BOT_COMMANDS_TOO_MUCH")
    serving = asyncio.create_task(running.serve(settings(server, data_folder=tmp_path), library, lambda: NOW))
    await server.feed(server.telegram.said("/help", READER))
    await server.until(lambda: server.of("sendMessage"))
    stop()
    await serving


async def test_an_address_that_telegram_does_not_take_is_told_by_its_key(server, library, stop, port):
    server.refusals["setWebhook"] = Refusal("bad webhook: HTTPS url must be provided for webhook")
    with pytest.raises(BadSettings, match=r"\[bot\] webhook_url.*https url"):
        await running.serve(settings(server, Mode.WEBHOOK, port), library, lambda: NOW)


@pytest.mark.parametrize("status", [401, 404])
async def test_a_wrong_token_is_told_without_it(server, library, stop, status):
    server.refusals["getMe"] = Refusal("Unauthorized", status=status)
    with pytest.raises(BadSettings, match="TELEGRAM_BOT_TOKEN") as caught:
        await running.serve(settings(server), library, lambda: NOW)
    assert TOKEN not in str(caught.value)


async def test_a_telegram_out_of_reach_is_waited_for_until_told_to_stop(library, stop, monkeypatch, port):
    told: asyncio.Queue[str] = asyncio.Queue()
    monkeypatch.setattr(polling.log, "warning", lambda _words, extra: told.put_nowait(extra["reason"]))
    nowhere = f"http://127.0.0.1:{port}/bot"
    serving = asyncio.create_task(
        running.serve(
            BotSettings(token=TOKEN, mode=Mode.POLLING, base_url=nowhere, base_file_url=nowhere),
            library,
            lambda: NOW,
        )
    )
    async with asyncio.timeout(PATIENCE):
        reason = await told.get()
    stop()
    await serving
    assert "No connection to 127.0.0.1" in reason
    assert TOKEN not in reason


async def test_the_terminal_s_person_owns_the_bot_there(library):
    out, err = io.StringIO(), io.StringIO()
    streams = running.Streams(io.StringIO("/help\n/add\n"), out, err, terminal=False)
    await running.console(BotSettings(), library, streams, lambda: NOW)
    assert "/remove" in out.getvalue()
    assert not err.getvalue()


async def test_a_fault_of_a_handler_is_logged_and_does_not_end_the_chat(library, monkeypatch, caplog):
    caplog.set_level(logging.INFO)
    library.store.close()

    def broken(*_given: object) -> None:
        raise LookupError("words of a person")

    monkeypatch.setattr("bot.conversation.Conversation._made", broken)
    out, err = io.StringIO(), io.StringIO()
    streams = running.Streams(io.StringIO("/partner japan\n/help\n"), out, err, terminal=False)
    await running.console(BotSettings(), library, streams, lambda: NOW)
    outcomes = [record.outcome for record in caplog.records if record.message == "update"]
    assert outcomes == ["failed", "failed"]
    assert out.getvalue().strip()


@pytest.mark.parametrize("metrics", [True, False])
async def test_the_web_server_has_calendars_and_figures_where_they_are_wanted(
    server, library, stop, port, metrics
):
    import httpx

    given = settings(server, Mode.WEBHOOK, port, metrics=metrics)
    serving = asyncio.create_task(running.serve(given, library, lambda: NOW))
    await server.until(lambda: server.of("setWebhook"))
    base = f"http://127.0.0.1:{given.listen_port}"
    async with httpx.AsyncClient(base_url=base, trust_env=False) as client:
        figures = await client.get("/metrics")
        assert (await client.get("/calendar/nobody.ics")).text.startswith("There is no calendar")
        assert (await client.get("/healthz")).status_code == 200
    stop()
    await serving
    assert figures.status_code == (200 if metrics else 404)
    assert ("aide_documents 0.0" in figures.text) == metrics
