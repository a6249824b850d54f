"""Lines typed in a terminal, or piped in, go to the real Application; what it says is shown on the Screen."""

from __future__ import annotations

import asyncio
import mimetypes
import re
import shlex
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from bot.settings import CONSOLE_USER
from bot.telegram_in_process import LARGEST_DOWNLOAD, Telegram
from bot.telegram_nouns import Json, Person, Upload

if TYPE_CHECKING:
    from bot.screen import Screen
    from bot.updates import Updates

PERSON = Person(id=CONSOLE_USER, first_name="Reader", username=None)
NUMBER = re.compile(r"\[?([0-9]{1,3})\]?")
"""What presses a button. Four digits are a year, and a question."""

LONGEST_LINE = 1024 * 1024
LINES_AHEAD = 100
WELCOME = """\
The same bot as in Telegram, here in the terminal.
A number presses a button · :send FILE hands over a document · Ctrl-D ends.
To have it in Telegram: write /newbot to @BotFather there, and start again
with TELEGRAM_BOT_TOKEN set to the token that you get.
"""
GOODBYE = ("exit", "quit", ":q", ":quit", ":exit")


@dataclass(frozen=True, slots=True)
class Chat:
    """One person at a terminal, before the bot. Complaints of the terminal itself go to ``err``.

    ``push`` brings what the bot sends of its own accord.
    """

    telegram: Telegram
    updates: Updates
    screen: Screen
    err: TextIO
    push: Callable[[], Awaitable[None]]

    async def talk(self, lines: AsyncIterator[str]) -> None:
        """Deal with one line after the other, each to its end, until there are no more.

        Raises ``BrokenPipeError`` when nobody reads the answers any more.
        """
        async for line in lines:
            words = line.strip()
            if words.lower() in GOODBYE:
                break
            if words:
                self.screen.new_turn()
                await self.deal(words)
            if self.screen.gone:
                raise BrokenPipeError

    async def deal(self, words: str) -> None:
        """One line: a number that presses a button, a file to send, or something to say to the bot."""
        number = NUMBER.fullmatch(words)
        if number:
            await self._press(int(number[1]))
        elif words.partition(" ")[0] == ":send":
            await self._send(words.removeprefix(":send").strip())
        elif words.startswith(":"):
            self._complain(f"There is no {words.split(maxsplit=1)[0]} here; :send FILE and :quit is all.")
        else:
            await self._hand_in(self.telegram.said(words, PERSON))

    async def _press(self, number: int) -> None:
        if number not in self.screen.buttons:
            self._complain(_no_button(number, sorted(self.screen.buttons)))
            return
        message, button = self.screen.buttons[number]
        if "callback_data" in button:
            await self._hand_in(self.telegram.pressed(message, button["callback_data"], PERSON))
        else:
            copied = (button.get("copy_text") or {}).get("text", "")
            self.screen.say(str(button.get("url") or copied or button["text"]))

    async def _send(self, words: str) -> None:
        path, caption = _path_and_caption(words)
        if path is None:
            self._complain("Which file? Write :send and its path.")
            return
        try:
            upload = await asyncio.to_thread(_read, path)
        except (OSError, ValueError) as problem:
            reason = (getattr(problem, "strerror", None) or "it is not the name of a file").lower()
            self._complain(f"{path} cannot be read: {reason}.")
            return
        if upload is None:
            self._complain(
                f"{path} is larger than {LARGEST_DOWNLOAD // 1024 // 1024} MB, the most a bot is given."
            )
            return
        await self._hand_in(self.telegram.uploaded(upload, PERSON, caption))

    async def _hand_in(self, raw: Json) -> None:
        await self.updates.take(raw)
        await self.push()

    def _complain(self, words: str) -> None:
        if self.screen.colours:
            self.screen.say(words)
        else:
            self.err.write(f"{words}\n")
            self.err.flush()


def _no_button(number: int, numbers: list[int]) -> str:
    if not numbers:
        return f"There is no button {number}: nothing shown so far has buttons."
    known = str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]} to {numbers[-1]}"
    return f"There is no button {number}: the buttons shown last are {known}."


def _path_and_caption(words: str) -> tuple[Path | None, str]:
    """The path is the first word, or in quotation marks; or the whole line where that is a file."""
    whole = _path(words) if words else None
    if whole is None or whole.is_file():
        return whole, ""
    try:
        first, *rest = shlex.split(words)
    except ValueError:
        return whole, ""
    return _path(first), " ".join(rest)


def _path(words: str) -> Path:
    try:
        return Path(words).expanduser()
    except RuntimeError:  # ~somebody, whom this machine does not know
        return Path(words)


def _read(path: Path) -> Upload | None:
    with path.open("rb") as file:
        data = file.read(LARGEST_DOWNLOAD + 1)
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Upload(path.name, data, kind) if len(data) <= LARGEST_DOWNLOAD else None


async def piped(stream: TextIO) -> AsyncIterator[str]:
    """The lines of a pipe or a file. A line that is longer than any message arrives in pieces."""
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue[str] = asyncio.Queue()
    room = threading.Semaphore(LINES_AHEAD)

    def read() -> None:
        line = "-"
        with suppress(RuntimeError):  # the conversation was ended from the other side
            while line:
                room.acquire()
                line = stream.readline(LONGEST_LINE)
                loop.call_soon_threadsafe(lines.put_nowait, line)

    # A thread of the pool would keep the program from ending while it waits for a line that never comes.
    threading.Thread(target=read, name="stdin", daemon=True).start()
    while line := await lines.get():
        room.release()
        yield line


async def greet(chat: Chat) -> None:
    """What somebody who sits down at the terminal sees first."""
    chat.screen.say(WELCOME)
    await chat.deal("/start")
