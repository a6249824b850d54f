"""Chats and who is what in them go in; what Telegram tells of a chat and of its members comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.telegram_limits import Refusal
from bot.telegram_nouns import Json, Person

RIGHTS = (
    "can_be_edited can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members can_promote_members "
    "can_change_info can_invite_users can_post_stories can_edit_stories can_delete_stories is_anonymous"
).split()
LEADING = ("creator", "administrator")


@dataclass(slots=True)
class Chats:
    """The groups and channels there are, and the standing of people in them: "creator", "member", "left" and so on.

    ``hidden`` are the chats that show their members to nobody but administrators.
    """

    bot: Json
    known: dict[int, Json] = field(default_factory=dict)
    standing: dict[tuple[int, int], Json] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)

    def add(self, chat_id: int, kind: str, title: str, username: str | None = None) -> int:
        """A group or a channel; gives its id."""
        named = {"username": username} if username else {}
        self.known[chat_id] = {"id": chat_id, "type": kind, "title": title, **named}
        return chat_id

    def put(self, chat_id: int, person: Person | Json, status: str, **rights: bool) -> Json:
        """Somebody's standing in a chat from now on; gives the ChatMember object."""
        user = person.to_dict() if isinstance(person, Person) else person
        self.standing[chat_id, user["id"]] = member = member_of(user, status, **rights)
        return member

    def of(self, chat_id: int, sender: Json) -> Json:
        """The Chat object of a message."""
        if chat_id in self.known:
            return dict(self.known[chat_id])
        if chat_id < 0:
            return {"id": chat_id, "type": "supergroup", "title": "A group"}
        name = "Reader" if sender.get("is_bot") else sender["first_name"]
        return {"id": chat_id, "type": "private", "first_name": name}

    def get(self, given: Mapping[str, Any]) -> Json:
        """The answer to getChat, by number or by @name."""
        chat = self._found(given)
        return chat | {
            "accent_color_id": 0,
            "max_reaction_count": 11,
            "accepted_gift_types": dict.fromkeys(GIFTS, False),
        }

    def member(self, given: Mapping[str, Any]) -> Json:
        """The answer to getChatMember; who is not known of is no member."""
        chat, user = self._found(given), int(given.get("user_id", 0))
        if chat["id"] in self.hidden and user != self.bot["id"]:
            raise Refusal("CHAT_ADMIN_REQUIRED")
        known = self.standing.get((chat["id"], user))
        if known:
            return known
        if user == self.bot["id"]:
            return member_of(self.bot, "member")
        return member_of({"id": user, "is_bot": False, "first_name": "Somebody"}, "left")

    def administrators(self, given: Mapping[str, Any]) -> list[Json]:
        """The answer to getChatAdministrators."""
        chat = self._found(given)["id"]
        return [
            each for (where, _), each in self.standing.items() if where == chat and each["status"] in LEADING
        ]

    def _found(self, given: Mapping[str, Any]) -> Json:
        wanted = given.get("chat_id")
        for chat in self.known.values():
            if wanted == chat["id"] or wanted == f"@{chat.get('username', '')}":
                return dict(chat)
        if isinstance(wanted, int) and wanted < 0:
            return self.of(wanted, self.bot)
        raise Refusal("chat not found")


GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


def member_of(user: Json, status: str, **rights: bool) -> Json:
    """A ChatMember object: what a person is in a chat, and may do there."""
    member: Json = {"user": user, "status": status}
    if status == "administrator":
        return member | dict.fromkeys(RIGHTS, False) | rights
    if status == "creator":
        return member | {"is_anonymous": False} | rights
    if status == "kicked":
        return member | {"until_date": 0}
    return member
