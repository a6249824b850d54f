"""The table of commands goes in; Telegram's menus are set from it, for each scope and language."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError

from bot.desk import Command, Desk, Scope
from briefs.corrections import roles
from briefs.errors import StoreUnavailable

if TYPE_CHECKING:
    from telegram.ext import Application

log = logging.getLogger(__name__)


async def announce(
    application: Application[Any, Any, Any, Any, Any, Any],
    *,
    desk: Desk,
) -> None:
    """Give Telegram the menus. What fails is logged: a bot without a menu is a bot."""
    commands = desk.commands
    everyone = [command for command in commands if command.scope is Scope.EVERYONE]
    menus: list[tuple[BotCommandScope, Sequence[Command]]] = [
        (BotCommandScopeDefault(), everyone),
        (BotCommandScopeAllPrivateChats(), everyone),
        (BotCommandScopeAllGroupChats(), [command for command in everyone if command.name != "start"]),
        *((BotCommandScopeChat(owner), commands) for owner in sorted(desk.owners)),
        *((BotCommandScopeChat(editor), editing(commands)) for editor in await _editors(desk)),
    ]
    languages = sorted({code for command in commands for code, _ in command.summaries})
    for scope, listed in menus:
        for language in ("", *languages):
            menu = [BotCommand(c.name, dict(c.summaries).get(language, c.summary)) for c in listed]
            try:
                await application.bot.set_my_commands(menu, scope=scope, language_code=language or None)
            except TelegramError as problem:
                log.warning(
                    "a menu was not set", extra={"scope": scope.type, "reason": type(problem).__name__}
                )


def editing(commands: Sequence[Command]) -> list[Command]:
    """The commands of an editor."""
    return [command for command in commands if command.scope is not Scope.OWNER]


async def _editors(desk: Desk) -> list[int]:
    """The editors who are no owners; none where the store cannot be asked just now."""
    try:
        found = await asyncio.to_thread(roles.editors_of, desk.library.store)
    except StoreUnavailable:
        return []
    return sorted({each.id for each in found} - desk.owners)
