"""The table of commands goes in; Telegram's menus are set from it, for each scope and language, and for whoever may do more."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.delivery import bulk
from bot.desk import Command, Desk, Scope
from briefs.corrections import roles
from briefs.errors import StoreUnavailable
from briefs.store.tables import marks

if TYPE_CHECKING:
    from telegram import Bot
    from telegram.ext import Application

log = logging.getLogger(__name__)
MARK = "menus of their own"
"""Under this name the store keeps the numbers of whoever has a menu of their own, so that it goes when the role does."""


async def announce(
    application: Application[Any, Any, Any, Any, Any, Any],
    *,
    desk: Desk,
) -> None:
    """Give Telegram the menus. What fails is logged: a bot without a menu is a bot."""
    everyone = [command for command in desk.commands if command.scope is Scope.EVERYONE]
    for scope, listed in (
        (BotCommandScopeDefault(), everyone),
        (BotCommandScopeAllPrivateChats(), everyone),
        (BotCommandScopeAllGroupChats(), [command for command in everyone if command.name != "start"]),
    ):
        await _set(application.bot, desk, scope, listed)
    await refresh(application.bot, desk, anew=True)


async def refresh(bot: Bot, desk: Desk, *, anew: bool = False) -> None:
    """Give whoever has become an owner or editor their menu, and take it from whoever is none any more.

    ``anew`` sets the menus that were set before, too: another version has other commands.
    """
    try:
        entitled, known = await asyncio.to_thread(_entitled, desk)
    except StoreUnavailable:
        entitled = known = set(desk.owners)  # who else may edit is seen when the store can be asked again
    wanted = entitled if anew else entitled - known
    done = [person for person in sorted(wanted) if await _give(bot, desk, person)]
    gone = [person for person in sorted(known - entitled) if await _take(bot, desk, person)]
    after = (known | set(done)) - set(gone)
    if after != known:
        await asyncio.to_thread(_note, desk, after)


def editing(commands: Sequence[Command]) -> list[Command]:
    """The commands of an editor."""
    return [command for command in commands if command.scope is not Scope.OWNER]


async def _give(bot: Bot, desk: Desk, person: int) -> bool:
    """Set somebody's own menu; False where that should be tried again."""
    listed = desk.commands if person in desk.owners else editing(desk.commands)
    return await _set(bot, desk, BotCommandScopeChat(person), listed)


async def _set(bot: Bot, desk: Desk, scope: BotCommandScope, listed: Sequence[Command]) -> bool:
    settled = True
    for language in _languages(desk):
        menu = [BotCommand(c.name, dict(c.summaries).get(language, c.summary)) for c in listed]
        try:
            await bot.set_my_commands(menu, scope=scope, language_code=language or None)
        except TelegramError as problem:
            settled = _settled(problem, scope) and settled
    return settled


async def _take(bot: Bot, desk: Desk, person: int) -> bool:
    """Take somebody's own menu away; False where that should be tried again."""
    settled, scope = True, BotCommandScopeChat(person)
    for language in _languages(desk):
        try:
            await bot.delete_my_commands(scope=scope, language_code=language or None)
        except TelegramError as problem:
            settled = _settled(problem, scope) and settled
    return settled


def _settled(problem: TelegramError, scope: BotCommandScope) -> bool:
    """Whether Telegram has said no for good, such as about an editor who never wrote to the bot."""
    log.warning("a menu was not changed", extra={"scope": scope.type, "reason": type(problem).__name__})
    return isinstance(problem, BadRequest | Forbidden)


def _languages(desk: Desk) -> list[str]:
    """The languages of the menus; "" is for whoever speaks another one."""
    return ["", *sorted({code for command in desk.commands for code, _ in command.summaries})]


def _entitled(desk: Desk) -> tuple[set[int], set[int]]:
    """Who has a right to a menu of their own, and who has one."""
    store = desk.library.store
    said = json.loads(store.mark(MARK) or "[]")
    return set(desk.owners) | {each.id for each in roles.editors_of(store)}, set(said)


def _note(desk: Desk, people: Collection[int]) -> None:
    with desk.library.store.writing() as connection:
        bulk.upsert(connection, marks, [{"name": MARK, "value": json.dumps(sorted(people))}])
