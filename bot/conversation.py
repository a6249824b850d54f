"""Updates of Telegram go in; what they ask for is looked up in a thread, and answers go out."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from telegram import InlineQueryResultsButton
from telegram.error import BadRequest

from bot import apologies, buttons, commands, failing, house, questions, readers, sending, waiting
from bot.desk import MOST_WORDS, Command, Desk, Heard, Place, Scope
from bot.editing import acting, captions, depositing, receiving
from bot.editing import rows as editing_rows
from bot.following import conversing, replies
from bot.hearing import heard
from bot.lookup import Lookup
from bot.messages import Screen, of_text
from bot.presses import Press, Pressed, pressed
from bot.received import after_name, among, answers, command_in, id_of, is_addressed, is_private, message_of
from briefs.errors import BriefsError

if TYPE_CHECKING:
    from telegram import Document, MaybeInaccessibleMessage, Message, Update, User
    from telegram.ext import CallbackContext

log = logging.getLogger(__name__)

Make = Callable[[Heard], "Screen | None"]
"""What a person is answered; None where one that was given already says it."""

OWNERS_ONLY = "Only the owners of this bot may do that. You can ask about the documents I have."
NOT_READ = "I read words, not pictures, voices or stickers. Ask me in writing, or press /help."
TOO_LONG = "That is too long for a question, and only owners and editors of this bot may add documents. Ask in a few words."


class Conversation:
    """The handlers of the Application. Between two updates it keeps nothing but which question is open in a chat."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.asked = waiting.Asked()
        self.gathering = receiving.Gathering()
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
        name, addressee = command_in(message)
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
        """Plain words: a question, an answer to one of the bot; from an editor perhaps a document."""
        message, person = message_of(update), update.effective_user
        text = message.text or ""
        asked_here = self.asked.take(message)
        if await self._sets_up(message, person):
            return
        if await self._answers_menu(message, person, context.bot.id, asked_here):
            return
        if await self._answers_editing(message, person, context.bot.id, asked_here):
            return
        if not is_private(message):
            if not is_addressed(message, context.bot.id, context.bot.username):
                return
            text = re.sub(rf"@{re.escape(context.bot.username)}\b", " ", text, flags=re.IGNORECASE)
        elif self._is_deposit(message, text):
            if await self._edits(person):
                await self._offered(message, person, text)
                return
            if receiving.is_link(text) or (len(text) > receiving.LONG_TEXT and "\n" in text):
                log.warning(
                    "a text was not taken from somebody who is no editor", extra={"person": id_of(person)}
                )
                refusal = depositing.NOT_FOR_ALL if receiving.is_link(text) else TOO_LONG
                await sending.send(message, of_text(refusal))
                return
        asked = text[:MOST_WORDS]
        await self._reply(
            message, person, asked, lambda heard: questions.answer(self.desk, heard.words, heard.reader)
        )

    async def posted(self, update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """A post of a channel: of no concern, unless it answers a menu of the bot."""
        await self._answers_menu(message_of(update), update.effective_user, context.bot.id, None)

    async def membership(self, update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """The bot was blocked, put out, or let in."""
        await conversing.membership(self.desk, update, context)

    async def file(self, update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """A file: a document, if an editor sends it. Nothing of anybody else's is fetched."""
        message, person = message_of(update), update.effective_user
        if not is_private(message) and not is_addressed(message, context.bot.id, context.bot.username):
            return
        file = message.document
        if file is None or await self._sets_up(message, person):
            return
        if not await self._edits(person):
            log.warning(
                "a file was not taken from somebody who is no editor", extra={"person": id_of(person)}
            )
            await sending.send(message, of_text(depositing.NOT_FOR_ALL))
            return
        refusal = captions.too_large(file.file_size) or captions.not_readable(file.file_name)
        if refusal:
            await sending.send(message, of_text(refusal))
            return
        await self._take(message, person, file)

    async def something_else(self, update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """A picture, a sticker, a voice, a place: nothing to read, but for what an editor's picture says below it."""
        message, person = message_of(update), update.effective_user
        if await self._sets_up(message, person):
            return
        if is_private(message) and message.caption and await self._edits(person):
            await self._offered(message, person, message.caption)
            return
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
        done = await look(self._pressed, message, query.from_user, query.data, place)
        if done.secret and done.screen:
            done = Pressed(notice=await conversing.told_alone(query.get_bot(), query.from_user, done.screen))
        if is_private(message) and (done.screen or not done.notice):
            self.asked.note(message.chat.id, done.screen)
        await sending.notice(query, done.notice)
        if done.screen and done.anew:
            await sending.send(message, done.screen)
        elif done.screen:
            await sending.put(message, done.screen)

    async def failed(self, update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """Something that should not happen: noted, and the person is told."""
        await failing.told(update, context.error)

    async def _run(self, command: Command, message: Message, person: User | None, words: str) -> None:
        self.asked.take(message)
        may = command.scope is Scope.EVERYONE or await self.look(self.desk.may, command, id_of(person))
        if not may:
            log.warning(
                "a command for editors was refused", extra={"command": command.name, "person": id_of(person)}
            )
            refusal = OWNERS_ONLY if command.scope is Scope.OWNER else depositing.NOT_FOR_ALL
            await sending.send(message, of_text(refusal))
        elif command.reply is editing_rows.add and words:
            await self._offered(message, person, words)
        else:
            await self._reply(
                message,
                person,
                words,
                lambda heard: commands.run(self.desk, command, heard),
                writes=command.writes,
                place=await conversing.of_command(command, message, person, words),
            )

    async def _answers_menu(
        self, message: Message, person: User | None, bot: int, asked_here: str | None
    ) -> bool:
        """Whether the words answer a menu of following, which then goes on."""
        data = answers(message, bot, conversing.WAITS) or among([asked_here], conversing.WAITS)
        if data is None:
            return False
        words = message.text or ""
        place = await conversing.of_answer(self.desk, message, person, data)
        answer = partial(conversing.answer, self.desk, data=data)
        await self._reply(message, person, words, answer, writes=True, place=place)
        return True

    async def _answers_editing(
        self, message: Message, person: User | None, bot: int, asked_here: str | None
    ) -> bool:
        """Whether the words answer a question about a document, a line or an error, which then goes on."""
        data = answers(message, bot, acting.WAITS) or among([asked_here], acting.WAITS)
        if data is None:
            return False
        words = message.text or ""
        await self._reply(message, person, words, partial(acting.answer, self.desk, data=data), writes=True)
        return True

    async def _sets_up(self, message: Message, person: User | None) -> bool:
        """Whether it is a post of a channel, sent on to set that up; an editor's from elsewhere is a text to read."""
        place = await conversing.of_forwarded(message, person)
        if place is None or (not place.may and await self._edits(person)):
            return False
        listed = partial(replies.subscriptions, self.desk)
        await self._reply(message, person, "", listed, writes=True, place=place)
        return True

    async def _offered(self, message: Message, person: User | None, text: str) -> None:
        """A link or a pasted text of an editor: read, and shown until there is a word about it."""
        link, at = text.strip(), message.date
        make: Make = partial(receiving.linked, self.desk, address=link)
        if not receiving.is_link(link):
            make = partial(receiving.pasted, self.desk, message=message.message_id, text=text, at=at)
            self.gathering.note(message.chat.id, text, at)
        async with receiving.at_work(message):
            screen = await asyncio.to_thread(self._made, message, person, "", make, None)
        if screen:
            await sending.send(message, screen, quoting=True)

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
        screen = await look(self._made, message, person, words, make, place)
        if screen:
            await sending.send(message, screen, quoting=not is_private(message))
        if is_private(message):
            self.asked.note(message.chat.id, screen)

    async def _take(self, message: Message, person: User | None, file: Document) -> None:
        try:
            fetched = await file.get_file()
            data = bytes(await fetched.download_as_bytearray())
        except BadRequest as problem:
            log.warning("Telegram did not give a file", extra={"reason": problem.message})
            await sending.send(message, of_text("Telegram did not hand the file over. Please send it again."))
            return
        name, caption = captions.file_name(file.file_name), message.caption or ""
        read = partial(receiving.filed, self.desk, name=name, data=data, caption=caption)
        async with receiving.at_work(message):
            await self._reply(message, person, "", read, writes=True)

    def _made(
        self,
        message: MaybeInaccessibleMessage,
        person: User | None,
        words: str,
        make: Make,
        place: Place | None,
    ) -> Screen | None:
        """The screen that answers; where that cannot be, the sentence that says why."""
        try:
            return make(heard(self.desk, message, person, words, place))
        except BriefsError as problem:
            return of_text(apologies.told(problem))

    def _pressed(
        self, message: MaybeInaccessibleMessage, person: User, data: str, place: Place | None
    ) -> Pressed:
        try:
            return pressed(self.desk, Press(heard(self.desk, message, person, "", place)), data)
        except BriefsError as problem:
            return Pressed(notice=apologies.told(problem))

    def _unknown(self, name: str, rest: str, heard: Heard) -> Screen:
        """No row of the table; perhaps a word that a question begins with, such as "/line 12" or "/events"."""
        if not name:
            return house.help_(self.desk, heard)
        if questions.begins_with(name):
            first = name.partition("_")[0]
            return questions.answer(self.desk, f"{first} {rest}"[:MOST_WORDS], heard.reader)
        return commands.unknown(self.desk, name, heard)

    def _is_deposit(self, message: Message, text: str) -> bool:
        expected = self.gathering.expects(message.chat.id, message.date)
        passed_on = message.forward_origin is not None
        return expected or passed_on or receiving.is_document(text) or receiving.is_link(text)

    async def _edits(self, person: User | None) -> bool:
        return await self.look(self.desk.edits, id_of(person))
