"""Whether the bot is well: by its web server where it has one, otherwise by when it last heard from Telegram."""

from __future__ import annotations

import http.server
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from bot_api_server import reserved_port

from bot.delivery.alarms import State
from bot.health import HEARTBEAT, beat, check, look, note
from bot.settings import BotSettings, Mode

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def test_a_store_that_answers_is_well_also_on_a_quiet_day():
    health = look(lambda: None, None, NOW)
    assert health.well
    assert look(lambda: None, NOW - timedelta(days=3), NOW).last_update_age == 3 * 24 * 3600


def test_a_store_that_does_not_answer_is_not_well():
    def gone():
        raise OSError

    assert not look(gone, NOW, NOW).well


def test_a_polling_bot_is_well_while_it_hears_from_telegram(tmp_path):
    settings = BotSettings(mode=Mode.POLLING, data_folder=tmp_path)
    assert check(settings, NOW) == (False, "The bot has not heard from Telegram yet.")
    beat(settings, NOW)
    note(settings, State(NOW))
    assert check(settings, NOW + timedelta(minutes=1))[0]
    assert check(settings, NOW + timedelta(minutes=9)) == (
        False,
        "The bot last heard from Telegram 9 minutes ago.",
    )


@pytest.mark.parametrize("words", ["", "yesterday", "2026-11-02T09:00:00", "\xe9"])
def test_a_spoilt_heartbeat_is_no_heartbeat(tmp_path, words):
    (tmp_path / HEARTBEAT).write_bytes(words.encode("latin-1"))
    assert not check(BotSettings(mode=Mode.POLLING, data_folder=tmp_path), NOW)[0]


@contextmanager
def answering(status: int):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(b"the store")

        def log_message(self, *_arguments: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        yield BotSettings(mode=Mode.WEBHOOK, listen_host="0.0.0.0", listen_port=server.server_port)
        thread.join()


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_web_server_is_asked_itself():
    with answering(200) as settings:
        assert check(settings, NOW)[0]
    with answering(503) as settings:
        assert check(settings, NOW) == (False, "The bot is not well: the store")
    with reserved_port() as port:
        well, words = check(BotSettings(mode=Mode.WEBHOOK, listen_port=port), NOW)
    assert not well
    assert "does not answer" in words
