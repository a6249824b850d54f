"""One line a record, for a person or a program, and nothing in it that is nobody's business."""

from __future__ import annotations

import io
import json
import logging

import pytest
from telegram.error import BadRequest

from bot import logs
from bot.settings import LogFormat

TOKEN = "123456789:AAH-0123456789_0123456789_0123456789"


@pytest.fixture
def stream():
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in logs.LOUD}
    yield io.StringIO()
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)


def test_a_plain_line_reads_from_left_to_right(stream):
    logs.set_up(stream, LogFormat.PLAIN, "info")
    logging.getLogger("bot.x").info("update", extra={"update": 7, "outcome": "ok", "reason": "two words"})
    line = stream.getvalue()
    assert line.count("\n") == 1
    assert 'info bot.x: update update=7 outcome=ok reason="two words"' in line
    assert line[:4].isdigit()


def test_a_json_line_is_one_object(stream):
    logs.set_up(stream, LogFormat.JSON, "info")
    logging.getLogger("bot.x").warning("update", extra={"update": 7, "thing": object})
    record = json.loads(stream.getvalue())
    assert (record["level"], record["from"], record["message"], record["update"]) == (
        "warning",
        "bot.x",
        "update",
        7,
    )


@pytest.mark.parametrize("form", list(LogFormat))
def test_a_record_cannot_forge_a_second_line(stream, form):
    logs.set_up(stream, form, "info")
    logging.getLogger("bot.x").info("one\ntwo", extra={"field": "a\nb\rc"})
    assert stream.getvalue().count("\n") == 1
    assert "\r" not in stream.getvalue()


@pytest.mark.parametrize("form", list(LogFormat))
def test_an_error_is_told_by_its_class_and_place_and_not_by_its_words(stream, form):
    logs.set_up(stream, form, "info")
    try:
        raise LookupError("what somebody wrote")  # noqa: TRY301
    except LookupError:
        logging.getLogger("bot.x").exception("failed")
    line = stream.getvalue()
    assert "LookupError" in line
    assert "test_logs.py" in line
    assert "somebody" not in line
    assert line.count("\n") == 1


def test_what_telegram_says_may_be_told(stream):
    logs.set_up(stream, LogFormat.PLAIN, "info")
    logging.getLogger("bot.x").error("failed", exc_info=BadRequest("Chat not found"))
    assert "Chat not found" in stream.getvalue()


@pytest.mark.parametrize("form", list(LogFormat))
def test_no_token_is_ever_written(stream, form):
    logs.set_up(stream, form, "info", ("a-webhook-secret",))
    logging.getLogger("bot.x").info(
        "asked https://host/bot%s/getMe", TOKEN, extra={"header": "a-webhook-secret"}
    )
    assert TOKEN not in stream.getvalue()
    assert "a-webhook-secret" not in stream.getvalue()


def test_the_chatter_of_libraries_is_left_out(stream):
    logs.set_up(stream, LogFormat.PLAIN, "debug")
    for name in logs.LOUD:
        logging.getLogger(f"{name}.inner").info("texts of people")
    logging.getLogger("bot.x").debug("ours")
    assert "people" not in stream.getvalue()
    assert "ours" in stream.getvalue()
