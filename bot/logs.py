"""Records of the standard logging go in; one line each comes out, for a person or a program, without any secret.

What people write is never logged: exceptions are told by their class and the places they passed, since their
words may be a person's words.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from typing import Any, TextIO

from telegram.error import TelegramError

from bot.settings import LogFormat

STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
TOKEN = re.compile(r"[0-9]{5,20}:[A-Za-z0-9_-]{30,100}")
PLAIN_VALUE = re.compile(r"[^\s\"=]{1,200}")
LOUD = ("telegram", "httpx", "httpcore", "aiohttp", "uvicorn", "apscheduler", "asyncio", "alembic")
"""Libraries whose chatter may hold texts or addresses: only their warnings are written."""


def set_up(stream: TextIO, form: LogFormat, level: str, secrets: tuple[str, ...] = ()) -> None:
    """Write everything that is logged from now on to the stream."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Lines(form, secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in LOUD:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))


class Lines(logging.Formatter):
    """One record, one line: key=value, or JSON. Extra fields of the record come along."""

    def __init__(self, form: LogFormat, secrets: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.form = form
        self.secrets = tuple(secret for secret in secrets if len(secret) > 8)  # noqa: PLR2004 - no secret is shorter

    def format(self, record: logging.LogRecord) -> str:
        """The line, with every secret struck out."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        head = {"time": moment.replace("+00:00", "Z"), "level": record.levelname.lower(), "from": record.name}
        fields = {key: value for key, value in vars(record).items() if key not in STANDARD}
        message = record.getMessage()
        if record.exc_info and record.exc_info[1]:
            fields |= error_fields(record.exc_info[1])
        if self.form is LogFormat.JSON:
            return self.redacted(
                json.dumps(head | {"message": message} | fields, ensure_ascii=False, default=str)
            )
        body = " ".join(f"{key}={_plain(value)}" for key, value in fields.items())
        line = f"{head['time']} {head['level']} {head['from']}: {message} {body}".rstrip()
        return self.redacted(line.replace("\n", "\\n").replace("\r", "\\r"))

    def redacted(self, line: str) -> str:
        """The line without tokens."""
        for secret in self.secrets:
            line = line.replace(secret, "…")
        return TOKEN.sub("…", line)


def error_fields(error: BaseException) -> dict[str, Any]:
    """The class of an error and where it passed; its words only where they cannot be a person's."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    where = " < ".join(f"{_short(frame.filename)}:{frame.lineno}" for frame in reversed(frames))
    fields = {"error": type(error).__name__, "where": where}
    return fields | ({"reason": str(error)} if isinstance(error, TelegramError) else {})


def _short(path: str) -> str:
    return "/".join(path.replace("\\", "/").rsplit("/", 2)[-2:])


def _plain(value: object) -> str:
    text = str(value)
    return text if PLAIN_VALUE.fullmatch(text) else json.dumps(text, ensure_ascii=False)
