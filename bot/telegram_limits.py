"""What a call of the Bot API gives goes in; it comes out checked against Telegram's limits, or is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from bot.telegram_html import BadMarkup, parse, utf16

Json = dict[str, Any]
TEXT_UNITS = 4096
CAPTION_UNITS = 1024
ENTITIES = 100
CALLBACK_BYTES = 64
BUTTONS = 100
BUTTONS_IN_A_ROW = 8
COMMANDS = 100
DESCRIPTION_LENGTH = 256
COMMAND_FORM = re.compile(r"[a-z0-9_]{1,32}")


class Refusal(Exception):
    """Telegram says no: the HTTP status, its words, and ``retry_after`` or the like."""

    def __init__(
        self, description: str, status: int = 400, parameters: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(description)
        self.description = f"Bad Request: {description}" if status == 400 else description  # noqa: PLR2004
        self.status = status
        self.parameters = dict(parameters or {})

    def to_dict(self) -> Json:
        """The body of the answer."""
        body: Json = {"ok": False, "error_code": self.status, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


def formatted(given: Mapping[str, Any], key: str) -> Json:
    """The ``text`` or ``caption`` of a call as a message carries it: plain text and entities."""
    source = given.get(key) or ""
    entities: list[Json] = list(given.get("entities") or given.get("caption_entities") or ())
    mode = given.get("parse_mode")
    if not isinstance(source, str) or mode not in (None, "HTML"):
        raise Refusal("unsupported parse_mode" if mode else "text must be encoded in UTF-8")
    if mode == "HTML":
        try:
            source, entities = parse(source)
        except BadMarkup as problem:
            raise Refusal(str(problem)) from problem
    else:
        source = source.strip()
    limit = TEXT_UNITS if key == "text" else CAPTION_UNITS
    if utf16(source) > limit:
        raise Refusal("message is too long" if key == "text" else "message caption is too long")
    if not source:
        if key == "text":
            raise Refusal("message text is empty")
        return {}
    # Telegram itself leaves out the entities above a hundred; a message that loses its marks is a fault here.
    if len(entities) > ENTITIES:
        raise Refusal("ENTITIES_TOO_LONG")
    name = "entities" if key == "text" else "caption_entities"
    return {key: source} | ({name: entities} if entities else {})


def check_markup(markup: Mapping[str, Any] | None) -> Json:
    """The inline keyboard of a call as a message carries it; other keyboards stay with the sender."""
    if not markup or "inline_keyboard" not in markup:
        return {}
    rows: Sequence[Sequence[Json]] = markup["inline_keyboard"]
    if sum(map(len, rows)) > BUTTONS or any(len(row) > BUTTONS_IN_A_ROW for row in rows):
        raise Refusal("REPLY_MARKUP_TOO_LONG")
    for row in rows:
        for button in row:
            _check_button(button)
    return {"reply_markup": {"inline_keyboard": [list(row) for row in rows]}} if any(rows) else {}


def _check_button(button: Mapping[str, Any]) -> None:
    if not str(button.get("text", "")).strip():
        raise Refusal("can't parse inline keyboard button: Button text must not be empty")
    actions = [key for key in ("callback_data", "url", "copy_text", "switch_inline_query") if key in button]
    if len(actions) != 1:
        raise Refusal("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    data = button.get("callback_data", "-")
    if not 1 <= len(str(data).encode("utf-8", "surrogatepass")) <= CALLBACK_BYTES:
        raise Refusal("BUTTON_DATA_INVALID")
    if "url" in button and not _is_address(str(button["url"])):
        raise Refusal(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https", "tg") and bool(parts.netloc)


def check_commands(commands: Sequence[Mapping[str, str]]) -> None:
    """Refuse a menu that Telegram would refuse."""
    if len(commands) > COMMANDS:
        raise Refusal("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if COMMAND_FORM.fullmatch(command.get("command", "")) is None:
            raise Refusal("BOT_COMMAND_INVALID")
        if not 1 <= len(command.get("description", "")) <= DESCRIPTION_LENGTH:
            raise Refusal("BOT_COMMAND_DESCRIPTION_INVALID")
