"""What became of the bot in a chat goes in; subscriptions end or come back, and what there is to say comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import ChatMemberAdministrator
from telegram.constants import ChatMemberStatus, ChatType

from bot.buttons import Act, encode
from bot.delivery import reviving, subscriptions
from bot.following.target import RUN
from bot.markup import Line, Run, bold
from bot.messages import Button, Screen, of_lines

if TYPE_CHECKING:
    from telegram import ChatMemberUpdated

    from bot.desk import Desk

IN = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER)
MUTED = "may not post"


@dataclass(frozen=True, slots=True)
class Coming:
    """What an update says of the bot in a chat: ``why`` it is closed, "" where the bot may speak there.

    ``new`` says that it was not in before.
    """

    chat: int
    kind: str
    why: str = ""
    new: bool = False
    name: str = ""


def coming(update_: ChatMemberUpdated) -> Coming:
    """What the update says, as values."""
    chat, now, before = update_.chat, update_.new_chat_member, update_.old_chat_member
    name = f"@{chat.username}" if chat.username else f"“{(chat.title or 'this chat')[:60]}”"
    new = before.status not in (*IN, ChatMemberStatus.RESTRICTED)
    return Coming(chat.id, chat.type, _why(update_), new and now.status in IN, name)


def _why(update_: ChatMemberUpdated) -> str:
    chat, now = update_.chat, update_.new_chat_member
    if now.status in (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT):
        if chat.type == ChatType.PRIVATE:
            return "blocked"
        return "kicked" if now.status == ChatMemberStatus.BANNED else "left"
    if chat.type == ChatType.CHANNEL and not (
        isinstance(now, ChatMemberAdministrator) and now.can_post_messages
    ):
        return MUTED
    if now.status == ChatMemberStatus.RESTRICTED and not getattr(now, "can_send_messages", True):
        return MUTED
    return ""


def noted(desk: Desk, told: Coming) -> int:
    """Subscriptions of a chat ended where it is closed, and those that a closed chat ended brought back; how many."""
    store, now = desk.library.store, desk.clock()
    if told.why:
        return subscriptions.end_chat(store, told.chat, told.why, now)
    return reviving.revive(store, told.chat, desk.library.lexicon, now)


def welcome_back(desk: Desk, count: int) -> Screen:
    """Said where what a chat followed runs again."""
    what = "Your subscription runs" if count == 1 else f"Your {count} subscriptions run"
    button = Button("What this chat follows", encode(Act(RUN, "subscriptions"), desk.keep))
    return of_lines([(Run(f"{what} again."),)], [(button,)])


def set_up(desk: Desk, told: Coming) -> Screen:
    """Said in private to whoever made the bot an administrator of a channel."""
    where = told.name if told.name.startswith("@") else str(told.chat)
    lines: list[Line] = [
        (bold(f"I may post in {told.name} now"),),
        (Run("Set up here what it receives; only administrators of the channel can."),),
    ]
    buttons = (
        Button("＋ Digest", encode(Act(RUN, f"subscribe {where}"), desk.keep)),
        Button("＋ Watch", encode(Act(RUN, f"watch {where}"), desk.keep)),
    )
    return of_lines(lines, [buttons])
