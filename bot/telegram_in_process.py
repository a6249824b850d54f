"""Calls of the Bot API go in; what Telegram's server would answer comes out, without a network.

The terminal chat runs over it, and so do the tests: it keeps the messages of its chats, gives out growing ids and
refuses what Telegram refuses (markup, lengths, buttons, edits of messages that are not there).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlsplit

from telegram.request import BaseRequest, RequestData

from bot.telegram_chats import Chats, member_of
from bot.telegram_limits import Refusal, check_commands, check_markup, formatted
from bot.telegram_nouns import Json, Person, Sent, Upload

BOT_ID = 1
LONGEST_NOTICE = 200  # characters that answerCallbackQuery may show
LARGEST_DOWNLOAD = 20 * 1024 * 1024  # bytes; getFile gives no larger file


@dataclass(slots=True)
class Telegram:
    """The server's side: messages, files, commands and the webhook of one bot.

    ``now`` dates the messages; ``watch`` is told of every call that succeeded.
    """

    now: Callable[[], datetime]
    watch: Callable[[Sent], None] = lambda _sent: None
    username: str = "aide_memoire_bot"
    messages: dict[tuple[int, int], Json] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)
    commands: dict[str, list[Json]] = field(default_factory=dict)
    webhook: Json = field(default_factory=dict)
    last_message: int = 0
    last_update: int = 0
    chats: Chats = field(init=False)

    def __post_init__(self) -> None:
        """The bot is known in every chat."""
        self.chats = Chats(self._me())

    def answer(
        self, method: str, parameters: Mapping[str, Any], files: Mapping[str, Upload]
    ) -> tuple[int, Json]:
        """The HTTP status and the JSON that Telegram gives for a call."""
        try:
            result = self._answer(method, parameters, files)
        except Refusal as refusal:
            return refusal.status, refusal.to_dict()
        self.watch(Sent(method, parameters, files, result))
        return 200, {"ok": True, "result": result}

    def _answer(self, method: str, given: Mapping[str, Any], files: Mapping[str, Upload]) -> Any:
        if method == "sendDocument":
            return self._keep(given, formatted(given, "caption") | {"document": self._document(given, files)})
        if method in self.METHODS:
            return self.METHODS[method](self, given)
        if method not in ACKNOWLEDGED:
            raise Refusal("Not Found", status=404)
        return True

    def _get_me(self, _given: Mapping[str, Any]) -> Json:
        return self._me() | {"can_join_groups": True, "can_read_all_group_messages": False}

    def _send_message(self, given: Mapping[str, Any]) -> Json:
        return self._keep(given, formatted(given, "text"))

    def _edit_text(self, given: Mapping[str, Any]) -> Json:
        return self._edit(given, formatted(given, "text"))

    def _edit_markup(self, given: Mapping[str, Any]) -> Json:
        return self._edit(given, {})

    def _delete(self, given: Mapping[str, Any]) -> bool:
        if self.messages.pop(_place(given), None) is None:
            raise Refusal("message to delete not found")
        return True

    def _get_file(self, given: Mapping[str, Any]) -> Json:
        return self._file(str(given.get("file_id", "")))

    def _set_commands(self, given: Mapping[str, Any]) -> bool:
        check_commands(given.get("commands", []))
        self.commands[_scope(given)] = list(given["commands"])
        return True

    def _delete_commands(self, given: Mapping[str, Any]) -> bool:
        self.commands.pop(_scope(given), None)
        return True

    def _get_commands(self, given: Mapping[str, Any]) -> list[Json]:
        return self.commands.get(_scope(given), [])

    def _set_webhook(self, given: Mapping[str, Any]) -> bool:
        self.webhook = dict(given)
        return True

    def _webhook_info(self, _given: Mapping[str, Any]) -> Json:
        return {
            "url": self.webhook.get("url", ""),
            "has_custom_certificate": False,
            "pending_update_count": 0,
        }

    def _answer_press(self, given: Mapping[str, Any]) -> bool:
        if len(str(given.get("text", ""))) > LONGEST_NOTICE:
            raise Refusal("MESSAGE_TOO_LONG")
        return True

    METHODS: ClassVar[Mapping[str, Callable[[Telegram, Mapping[str, Any]], Any]]] = {
        "getMe": _get_me,
        "sendMessage": _send_message,
        "editMessageText": _edit_text,
        "editMessageReplyMarkup": _edit_markup,
        "deleteMessage": _delete,
        "getFile": _get_file,
        "setMyCommands": _set_commands,
        "deleteMyCommands": _delete_commands,
        "getMyCommands": _get_commands,
        "setWebhook": _set_webhook,
        "deleteWebhook": lambda self, _given: self._set_webhook({}),
        "getWebhookInfo": _webhook_info,
        "answerCallbackQuery": _answer_press,
        "getChat": lambda self, given: self.chats.get(given),
        "getChatMember": lambda self, given: self.chats.member(given),
        "getChatAdministrators": lambda self, given: self.chats.administrators(given),
    }

    def _me(self) -> Json:
        return {"id": BOT_ID, "is_bot": True, "first_name": "Aide-mémoire", "username": self.username}

    def _keep(self, given: Mapping[str, Any], content: Json) -> Json:
        chat_id = given.get("chat_id")
        if not isinstance(chat_id, int) or chat_id == 0:
            raise Refusal("chat not found")
        reply = given.get("reply_parameters") or {}
        answered = self.messages.get((chat_id, reply.get("message_id", 0)))
        if reply and answered is None and not reply.get("allow_sending_without_reply"):
            raise Refusal("message to be replied not found")
        content = content | check_markup(given.get("reply_markup"))
        if answered:
            shown = {key: value for key, value in answered.items() if key != "reply_to_message"}
            content["reply_to_message"] = shown
        thread = given.get("message_thread_id")
        if thread is not None:
            content |= {"message_thread_id": thread, "is_topic_message": True}
        return self.store(chat_id, self._me(), content)

    def store(self, chat_id: int, sender: Json, content: Json) -> Json:
        """Put a message into a chat and give it the next id."""
        self.last_message += 1
        message = {
            "message_id": self.last_message,
            "from": sender,
            "chat": self.chats.of(chat_id, sender),
            "date": int(self.now().timestamp()),
            **content,
        }
        self.messages[chat_id, self.last_message] = message
        return message

    def _edit(self, given: Mapping[str, Any], content: Json) -> Json:
        before = self.messages.get(_place(given))
        if before is None:
            raise Refusal("message to edit not found")
        if before["from"]["id"] != BOT_ID:
            raise Refusal("message can't be edited")
        replaced = ("text", "entities", "reply_markup") if content else ("reply_markup",)
        kept = {key: value for key, value in before.items() if key not in (*replaced, "edit_date")}
        after = kept | content | check_markup(given.get("reply_markup"))
        if after == {key: value for key, value in before.items() if key != "edit_date"}:
            raise Refusal(
                "message is not modified: specified new message content and reply markup are exactly the same "
                "as a current content and reply markup of the message"
            )
        after["edit_date"] = int(self.now().timestamp())
        self.messages[_place(given)] = after
        return after

    def _document(self, given: Mapping[str, Any], files: Mapping[str, Upload]) -> Json:
        upload = files.get(str(given.get("document", "document")).removeprefix("attach://"))
        return self.take_file(upload) if upload else self._file(str(given.get("document", "")))

    def take_file(self, upload: Upload) -> Json:
        """Keep a file; gives the Document object by which it can be fetched."""
        file_id = f"file{len(self.files) + 1}"
        self.files[file_id] = upload
        return self._file(file_id, check=False) | {"file_name": upload.name, "mime_type": upload.mime_type}

    def _file(self, file_id: str, *, check: bool = True) -> Json:
        upload = self.files.get(file_id)
        if upload is None:
            raise Refusal("wrong file_id or the file is temporarily unavailable")
        if check and len(upload.data) > LARGEST_DOWNLOAD:
            raise Refusal("file is too big")
        described = {"file_id": file_id, "file_unique_id": f"unique-{file_id}", "file_size": len(upload.data)}
        return described | ({"file_path": f"documents/{file_id}"} if check else {})

    def said(self, text: str, person: Person, chat_id: int | None = None, **more: Any) -> Json:
        """The update of a person who writes a text; ``more`` are further fields of the message."""
        content = _written(text) | more
        return self._update("message", self.store(chat_id or person.id, person.to_dict(), content))

    def posted(self, text: str, channel: int, **more: Any) -> Json:
        """The update of a post in a channel, which has no person."""
        chat = self.chats.of(channel, {})
        message = self.store(channel, {}, _written(text) | {"sender_chat": chat} | more)
        del message["from"]
        return self._update("channel_post", message)

    def standing(self, chat_id: int, person: Person, before: str, after: str, **rights: bool) -> Json:
        """The update of a person who lets the bot into a chat, puts it out, or blocks it."""
        old = member_of(self._me(), before)
        new = self.chats.put(chat_id, self._me(), after, **rights)
        chat = self.chats.of(chat_id, person.to_dict())
        happened = {"date": int(self.now().timestamp()), "chat": chat, "from": person.to_dict()}
        return self._update("my_chat_member", happened | {"old_chat_member": old, "new_chat_member": new})

    def pressed(self, message: Json, data: str, person: Person) -> Json:
        """The update of a person who presses the button with this callback data under a message."""
        query = {
            "id": f"query{self.last_update + 1}",
            "chat_instance": str(message["chat"]["id"]),
            "data": data,
        }
        return self._update("callback_query", query | {"from": person.to_dict(), "message": message})

    def uploaded(self, upload: Upload, person: Person, caption: str = "") -> Json:
        """The update of a person who sends a file."""
        content = {"document": self.take_file(upload)} | ({"caption": caption} if caption else {})
        return self._update("message", self.store(person.id, person.to_dict(), content))

    def _update(self, kind: str, content: Json) -> Json:
        self.last_update += 1
        return {"update_id": self.last_update, kind: content}


ACKNOWLEDGED = frozenset(
    "sendChatAction setMyDescription setMyShortDescription setMyName setChatMenuButton "
    "setMessageReaction leaveChat close logOut".split()
)
"""Methods that change nothing here and succeed."""


def _written(text: str) -> Json:
    """A text as a message has it, its command marked."""
    command = text.split(maxsplit=1)[0] if text.startswith("/") and text.split() else ""
    marked = [{"type": "bot_command", "offset": 0, "length": len(command)}] if len(command) > 1 else []
    return {"text": text} | ({"entities": marked} if marked else {})


def _place(given: Mapping[str, Any]) -> tuple[int, int]:
    return given.get("chat_id", 0), given.get("message_id", 0)


def _scope(given: Mapping[str, Any]) -> str:
    return json.dumps(
        [given.get("scope") or {"type": "default"}, given.get("language_code", "")], sort_keys=True
    )


class InProcessRequest(BaseRequest):
    """A request class for the Application that asks a ``Telegram`` of this process."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram

    @property
    def read_timeout(self) -> float:
        """Seconds; nothing is ever waited for here."""
        return 1.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *_timeouts: object,
        **_more: object,
    ) -> tuple[int, bytes]:
        """Answer as the server would: a file for a GET, JSON for everything else."""
        parts = urlsplit(url)
        name = parts.path.rsplit("/", 1)[-1]
        if method == "GET":
            upload = self.telegram.files.get(name)
            return (200, upload.data) if upload else (404, b'{"ok":false,"description":"Not Found"}')
        parameters = request_data.parameters if request_data else dict(parse_qsl(parts.query))
        status, answer = self.answer(name, parameters, uploads(request_data))
        return status, json.dumps(answer).encode()

    def answer(
        self, method: str, parameters: Mapping[str, Any], files: Mapping[str, Upload]
    ) -> tuple[int, Json]:
        """Where a recording or refusing subclass steps in."""
        return self.telegram.answer(method, parameters, files)


def uploads(request_data: RequestData | None) -> dict[str, Upload]:
    """The files of a call, by the name of their part."""
    parts = (request_data.multipart_data or {}) if request_data else {}
    found = {}
    for key, (name, data, mime_type) in parts.items():
        found[key] = Upload(name, data if isinstance(data, bytes) else data.read(), mime_type)
    return found
