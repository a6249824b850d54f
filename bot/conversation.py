"""Updates of Telegram go in; what they ask for is looked up in a thread, and answers go out."""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from telegram import InlineQueryResultsButton, MaybeInaccessibleMessage, Message, Update
from telegram.error import BadRequest, Forbidden, TelegramError, TimedOut

from bot import apologies, buttons, commands, deposits, house, questions, readers, sending
from bot.desk import MOST_WORDS, Command, Desk, Heard, Place
from bot.following import conversing
from bot.lookup import Lookup
from bot.markup import plain
from bot.messages import Screen, of_text
from bot.presses import Press, Pressed, pressed
from bot.received import after_name, id_of, is_addressed, is_private, message_of
from briefs.errors import BriefsError

if TYPE_CHECKING:
    from telegram import Document, User
    from telegram.ext import CallbackContext

log = logging.getLogger(__name__)

Make = Callable[[Heard], Screen]
NAME = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{1,32}))?")
NOT_FOR_ALL = (
    "Only the owners of this bot may add documents or take them out. You can ask about those I have."
)
NOT_READ = "I read words, not pictures, voices or stickers. Ask me in writing, or press /help."
TOO_LONG = (
    "That is too long for a question, and only the owners of this bot may add documents. Ask in a few words."
)


class Conversation:
    """The handlers of the Application. Between two updates it keeps nothing but pasted texts to be confirmed."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.pending = deposits.Pending()
        self.look = Lookup(desk.library.store)

    async def command(
        self, command: Command, update: Update, _context: CallbackContext[Any, Any, Any, Any]
    ) -> None:
        """A command of the table, with the words after it."""
        message = message_of(update)
        await self._run(command, message, update.effective_user, after_name(message))

    async def unknown_command(self, update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """A command that the table does not know: "/source_3", another bot's, or a slip."""
        message = message_of(update)
        match = NAME.match(message.text or "")
        name, addressee = (match[1], match[2]) if match else ("", None)
        ours = addressee is not None and addressee.casefold() == context.bot.username.casefold()
        if not (is_private(message) or ours):
            return  # another bot of the group is meant
        words = after_name(message)
        known = {command.name: command for command in self.desk.commands}
        first, _, rest = name.casefold().partition("_")
        rest = f"{rest.replace('_', ' ')} {words}".strip()
        if first in known:
            await self._run(known[first], message, update.effective_user, rest)
            return
        await self._reply(
            message, update.effective_user, words, lambda heard: self._unknown(name, rest, heard)
        )

    async def words(self, update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """Plain words: a question; from an owner perhaps a document."""
        message, person = message_of(update), update.effective_user
        text = message.text or ""
        if await self._answers_menu(message, person, context.bot.id):
            return
        if not is_private(message):
            if not is_addressed(message, context.bot.id, context.bot.username):
                return
            text = re.sub(rf"@{re.escape(context.bot.username)}\b", " ", text, flags=re.IGNORECASE)
        elif self._owns(person) and self._is_deposit(message, text):
            await self._offered(message, text)
            return
        elif len(text) > deposits.LONG_TEXT and "\n" in text:
            log.warning("a text was not taken from somebody who is no owner", extra={"person": id_of(person)})
            await sending.send(message, of_text(TOO_LONG))
            return
        asked = text[:MOST_WORDS]
        await self._reply(
            message, person, asked, lambda heard: questions.answer(self.desk, heard.words, heard.reader)
        )

    async def posted(self, update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """A post of a channel: of no concern, unless it answers a menu of the bot."""
        await self._answers_menu(message_of(update), update.effective_user, context.bot.id)

    async def membership(self, update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """The bot was blocked, put out, or let in."""
        await conversing.membership(self.desk, update, context)

    async def file(self, update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """A file: a document, if an owner sends it. Nothing of anybody else's is fetched."""
        message, person = message_of(update), update.effective_user
        if not is_private(message) and not is_addressed(message, context.bot.id, context.bot.username):
            return
        file = message.document
        if file is None:
            return
        if not self._owns(person):
            log.warning("a file was not taken from somebody who is no owner", extra={"person": id_of(person)})
            await sending.send(message, of_text(NOT_FOR_ALL))
            return
        refusal = deposits.too_large(file.file_size) or deposits.not_readable(file.file_name)
        if refusal:
            await sending.send(message, of_text(refusal))
            return
        await self._take(message, person, file)

    async def something_else(self, update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """A picture, a sticker, a voice, a place: nothing to read."""
        message = message_of(update)
        if is_private(message) or is_addressed(message, context.bot.id, context.bot.username):
            await sending.send(message, of_text(NOT_READ))

    async def nothing(self, update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """Somebody came, a title changed: Telegram tells, and nobody asked."""

    async def migrated(self, update: Update, _context: CallbackContext[Any, Any, Any, Any]) -> None:
        """A group became a supergroup: its settings go with it."""
        message = message_of(update)
        if message.migrate_to_chat_id is not None:
            store = self.desk.library.store
            await asyncio.to_thread(readers.move, store, message.chat.id, message.migrate_to_chat_id)

    async def inline(self, update: Update, _context: CallbackContext[Any, Any, Any, Any]) -> None:
        """Words typed after the bot's name in another chat: it answers in its own."""
        if update.inline_query:
            button = InlineQueryResultsButton("Ask me in a private chat", start_parameter="help")
            await update.inline_query.answer([], cache_time=300, button=button)

    async def button(self, update: Update, _context: CallbackContext[Any, Any, Any, Any]) -> None:
        """A press: looked up, acknowledged, and shown in the same message or in a new one."""
        query = update.callback_query
        if query is None:
            return
        message = query.message
        if message is None or query.data is None:
            await sending.notice(query, "This button works in the chat where the answer was given.")
            return
        place = await conversing.of_press(self.desk, message, query.from_user, query.data)
        look = self.look if buttons.only_shows(query.data) else asyncio.to_thread
        done = await look(self._pressed, message, query.from_user.id, query.data, place)
        await sending.notice(query, done.notice)
        if done.screen and done.anew:
            await sending.send(message, done.screen)
        elif done.screen:
            await sending.put(message, done.screen)

    async def failed(self, update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """Something that should not happen: logged with a reference, which the person is told too."""
        error = context.error
        if isinstance(error, Forbidden):
            log.info("the chat is closed to the bot")
            return
        if isinstance(error, TimedOut):
            log.warning("Telegram took too long; what was sent may have arrived")
            return
        reference = secrets.token_hex(3)
        log.error("an update failed", exc_info=error, extra={"reference": reference})
        if not isinstance(update, Update):
            return
        text = f"Something went wrong here, and it was noted as {reference}. Please try again, or ask in other words."
        try:
            if update.callback_query:
                await sending.notice(update.callback_query, text)
            elif update.effective_message:
                await sending.send(update.effective_message, of_text(text))
        except TelegramError as problem:
            log.warning(
                "the person could not be told",
                extra={"reference": reference, "error": type(problem).__name__},
            )

    async def _run(self, command: Command, message: Message, person: User | None, words: str) -> None:
        if not self.desk.may(command, id_of(person)):
            log.warning(
                "a command for owners was refused", extra={"command": command.name, "person": id_of(person)}
            )
            await sending.send(message, of_text(NOT_FOR_ALL))
        elif command.reply is deposits.add and words:
            await self._offered(message, words)
        else:
            await self._reply(
                message,
                person,
                words,
                lambda heard: commands.run(self.desk, command, heard),
                writes=command.writes,
                place=await conversing.of_command(command, message, person, words),
            )

    async def _answers_menu(self, message: Message, person: User | None, bot: int) -> bool:
        """Whether the words answer a menu of following, which then goes on."""
        data = conversing.waiting(message, bot)
        if data is None:
            return False
        words = message.text or ""
        place = await conversing.of_answer(self.desk, message, person, data)
        answer = partial(conversing.answer, self.desk, data=data)
        await self._reply(message, person, words, answer, writes=True, place=place)
        return True

    async def _offered(self, message: Message, text: str) -> None:
        """A pasted text: put aside until its owner says that it is to be added."""
        if self.pending.take(message.chat.id, message.message_id, text, message.date):
            await sending.send(message, deposits.offer(self.desk, message.message_id, text), quoting=True)

    async def _reply(
        self,
        message: Message,
        person: User | None,
        words: str,
        make: Make,
        *,
        writes: bool = False,
        place: Place | None = None,
    ) -> None:
        look = asyncio.to_thread if writes else self.look
        screen = await look(self._made, message, id_of(person), words, make, place)
        await sending.send(message, screen, quoting=not is_private(message))

    async def _take(self, message: Message, person: User | None, file: Document) -> None:
        try:
            fetched = await file.get_file()
            data = bytes(await fetched.download_as_bytearray())
        except BadRequest as problem:
            log.warning("Telegram did not give a file", extra={"reason": problem.message})
            await sending.send(message, of_text("Telegram did not hand the file over. Please send it again."))
            return
        name, caption = deposits.file_name(file.file_name), message.caption or ""
        await self._reply(
            message,
            person,
            "",
            lambda _heard: deposits.add_file(self.desk, name, data, caption),
            writes=True,
        )

    def _made(
        self, message: MaybeInaccessibleMessage, person: int, words: str, make: Make, place: Place | None
    ) -> Screen:
        """The screen that answers; where that cannot be, the sentence that says why."""
        try:
            return make(self._heard(message, person, words, place))
        except BriefsError as problem:
            return of_text(apologies.told(problem))

    def _pressed(
        self, message: MaybeInaccessibleMessage, person: int, data: str, place: Place | None
    ) -> Pressed:
        original = message.reply_to_message if isinstance(message, Message) else None
        text = original.text if original else None
        try:
            press = Press(self._heard(message, person, "", place), self.pending, text)
            return pressed(self.desk, press, data)
        except BriefsError as problem:
            return Pressed(notice=apologies.told(problem))

    def _heard(
        self, message: MaybeInaccessibleMessage, person: int, words: str, place: Place | None
    ) -> Heard:
        desk = self.desk
        reader = readers.get(desk.library.store, message.chat.id, desk.today("UTC"))
        today = desk.today(reader.zone)
        return Heard(plain(words).strip(), reader, today, person, is_private(message), place)

    def _unknown(self, name: str, rest: str, heard: Heard) -> Screen:
        """No row of the table; perhaps a word that a question begins with, such as "/line 12" or "/events"."""
        if not name:
            return house.help_(self.desk, heard)
        if questions.begins_with(name):
            first = name.partition("_")[0]
            return questions.answer(self.desk, f"{first} {rest}"[:MOST_WORDS], heard.reader)
        return commands.unknown(self.desk, name, heard)

    def _is_deposit(self, message: Message, text: str) -> bool:
        return deposits.is_document(text) or self.pending.expects(message.chat.id, message.date)

    def _owns(self, person: User | None) -> bool:
        return person is not None and person.id in self.desk.owners
