"""A small Application of the real library, for tests of what carries updates to it and messages from it."""

from __future__ import annotations

import asyncio
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)
from telegram.request import BaseRequest

AnyApplication = Application[Any, Any, Any, Any, Any, Any]
Context = ContextTypes.DEFAULT_TYPE


def keyboard(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=label) for label in labels]])


class SmallBot:
    """Answers /start with two buttons, repeats words, fails at /fail, and waits for ``go`` at /wait."""

    def __init__(self, request: BaseRequest) -> None:
        builder = Application.builder().token("1:x").request(request).get_updates_request(request)
        self.application: AnyApplication = builder.updater(None).job_queue(None).build()
        self.heard: list[str] = []
        self.failures: list[str] = []
        self.go = asyncio.Event()
        self.waits = asyncio.Event()
        self.application.add_handlers(
            [
                CommandHandler("start", self.start),
                CommandHandler("fail", self.fail),
                CommandHandler("wait", self.wait),
                MessageHandler(filters.TEXT, self.repeat),
                MessageHandler(filters.Document.ALL, self.file),
                CallbackQueryHandler(self.press),
            ]
        )
        self.application.add_error_handler(self.failed)

    async def start(self, update: Update, _context: Context) -> None:
        await update.effective_message.reply_html(
            "<b>Welcome</b> to <a href='https://example.org/a'>this</a>\n<blockquote>a quoted line</blockquote>",
            reply_markup=keyboard("one", "two"),
        )

    async def repeat(self, update: Update, _context: Context) -> None:
        self.heard.append(update.message.text)
        await update.message.reply_text(f"heard: {update.message.text}")

    async def wait(self, update: Update, _context: Context) -> None:
        self.heard.append("waiting")
        self.waits.set()
        await self.go.wait()
        await update.message.reply_text("done waiting")

    async def fail(self, _update: Update, _context: Context) -> None:
        raise LookupError("words of a person")

    async def failed(self, _update: object, context: Context) -> None:
        self.failures.append(type(context.error).__name__)

    async def file(self, update: Update, _context: Context) -> None:
        document = update.message.document
        data = await (await document.get_file()).download_as_bytearray()
        await update.message.reply_text(f"{document.file_name}: {len(data)} bytes, {update.message.caption}")

    async def press(self, update: Update, _context: Context) -> None:
        query = update.callback_query
        await query.answer()
        await query.edit_message_text(f"pressed {query.data}", reply_markup=keyboard("three"))
