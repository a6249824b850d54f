"""The chat in a terminal: what is typed reaches the real handlers, what they say can be read, numbers press buttons."""

from __future__ import annotations

import io
from types import SimpleNamespace

import pytest
from fakes import NOW
from small_bot import SmallBot

from bot.console import PERSON, Chat, greet, piped
from bot.screen import Screen
from bot.telegram_in_process import InProcessRequest, Telegram
from bot.telegram_nouns import Upload
from bot.updates import Updates


class Terminal:
    """A console over a small bot; ``seen`` is what was shown, ``told`` what went to standard error."""

    def __init__(self, *, colours: bool = False) -> None:
        self.out, self.err = io.StringIO(), io.StringIO()
        self.screen = Screen(self.out, colours=colours)
        self.telegram = Telegram(now=lambda: NOW, watch=self.screen.show)
        self.small = SmallBot(InProcessRequest(self.telegram))
        self.pushes = 0
        updates = Updates(self.small.application, lambda: NOW)
        self.chat = Chat(self.telegram, updates, self.screen, self.err, self.push)

    async def push(self) -> None:
        self.pushes += 1

    async def type(self, *lines: str) -> str:
        """Type lines; gives what was shown since."""
        before = len(self.out.getvalue())
        await self.chat.talk(piped(io.StringIO("".join(f"{line}\n" for line in lines))))
        return self.out.getvalue()[before:]

    @property
    def told(self) -> str:
        return self.err.getvalue()


@pytest.fixture
async def terminal():
    terminal = Terminal()
    async with terminal.small.application:
        yield terminal


async def test_a_command_is_answered_in_plain_text(terminal):
    assert await terminal.type("/start") == (
        "Welcome to this <https://example.org/a>\n    a quoted line\n[1] one  [2] two\n\n"
    )
    assert not terminal.told


async def test_a_number_presses_a_button_and_the_edited_message_is_shown_again(terminal):
    shown = await terminal.type("/start", "2")
    assert shown.endswith("pressed two\n[1] three\n\n")
    assert (await terminal.type("[1]")).startswith("pressed three")


async def test_what_the_bot_sends_of_its_own_accord_is_looked_for_after_each_line(terminal):
    await terminal.type("/start", "2")
    assert terminal.pushes == 2


async def test_a_number_that_is_no_button_is_told(terminal):
    assert await terminal.type("1") == ""
    assert "no button 1: nothing shown so far has buttons" in terminal.told
    await terminal.type("/start", "7")
    assert "no button 7: the buttons shown last are 1 to 2" in terminal.told
    assert not terminal.small.heard


async def test_a_year_is_a_question_and_no_button(terminal):
    assert "heard: 2021" in await terminal.type("/start", "2021")


async def test_buttons_stay_until_others_are_shown(terminal):
    assert "pressed one" in await terminal.type("/start", "words without buttons", "1")


async def test_empty_lines_say_nothing_and_leaving_ends_the_chat(terminal):
    assert await terminal.type("", "   ", "exit", "/start") == ""


async def test_an_unknown_colon_command_is_told(terminal):
    await terminal.type(":dance now")
    assert "There is no :dance here" in terminal.told


async def test_a_file_is_given_to_the_bot(terminal, tmp_path):
    path = tmp_path / "a statement.txt"
    path.write_bytes(b"twelve bytes")
    assert "a statement.txt: 12 bytes, None" in await terminal.type(f":send {path}")
    assert "a statement.txt: 12 bytes, of today" in await terminal.type(f":send '{path}' of today")
    assert not terminal.told


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (":send", "Which file?"),
        (":send /nowhere/at/all.txt", "cannot be read: no such file"),
        (":send .", "cannot be read: is a directory"),
        (":send 'unfinished", "cannot be read"),
        (":send \x00", "cannot be read"),
    ],
)
async def test_a_file_that_cannot_be_sent_is_told(terminal, line, words):
    await terminal.type(line)
    assert words in terminal.told


async def test_a_file_too_large_for_a_bot_is_told(terminal, tmp_path, monkeypatch):
    monkeypatch.setattr("bot.console.LARGEST_DOWNLOAD", 10)
    path = tmp_path / "large.txt"
    path.write_bytes(b"x" * 11)
    await terminal.type(f":send {path}")
    assert "is larger than" in terminal.told


async def test_a_handler_that_fails_does_not_end_the_chat(terminal):
    assert "heard: still here" in await terminal.type("/fail", "still here")


async def test_lines_longer_than_any_message_end_nothing(terminal):
    await terminal.type("x" * 5000)
    assert "heard: fine" in await terminal.type("fine")


async def test_a_pressed_link_or_copy_shows_what_it_holds(terminal):
    markup = {
        "inline_keyboard": [
            [
                {"text": "Open", "url": "https://example.org/x"},
                {"text": "Copy", "copy_text": {"text": "the words"}},
            ]
        ]
    }
    terminal.telegram.answer("sendMessage", {"chat_id": PERSON.id, "text": "t", "reply_markup": markup}, {})
    assert await terminal.type("1", "2") == "https://example.org/x\nthe words\n"


async def test_buttons_of_a_deleted_message_are_gone(terminal):
    await terminal.type("/start")
    terminal.telegram.answer(
        "deleteMessage", {"chat_id": PERSON.id, "message_id": terminal.telegram.last_message}, {}
    )
    await terminal.type("1")
    assert "no button 1" in terminal.told


async def test_the_buttons_of_one_answer_in_two_messages_are_numbered_on(terminal):
    terminal.screen.new_turn()
    for labels in (("a", "b"), ("c",)):
        markup = {"inline_keyboard": [[{"text": label, "callback_data": label}] for label in labels]}
        terminal.telegram.answer(
            "sendMessage", {"chat_id": PERSON.id, "text": "t", "reply_markup": markup}, {}
        )
    assert terminal.out.getvalue() == "t\n[1] a\n[2] b\n\nt\n[3] c\n\n"


async def test_a_button_that_says_a_number_is_pressed_by_it(terminal):
    terminal.screen.new_turn()
    markup = {
        "inline_keyboard": [
            [{"text": text, "callback_data": text} for text in row] for row in (["13", "14"], ["More"])
        ]
    }
    terminal.telegram.answer("sendMessage", {"chat_id": PERSON.id, "text": "t", "reply_markup": markup}, {})
    assert terminal.out.getvalue() == "t\n[13–14] as numbered above\n[15] More\n\n"
    assert "pressed 14" in await terminal.type("14")


async def test_a_notice_and_a_file_of_the_bot_are_shown(terminal):
    terminal.telegram.answer("answerCallbackQuery", {"callback_query_id": "1", "text": "Gone already."}, {})
    files = {"document": Upload("lines.csv", b"a,b")}
    terminal.telegram.answer("sendDocument", {"chat_id": PERSON.id, "caption": "The lines"}, files)
    assert terminal.out.getvalue() == "Gone already.\nThe lines\n[file: lines.csv, 3 bytes]\n\n"


async def test_a_text_cannot_command_the_terminal(terminal):
    terminal.telegram.answer("sendMessage", {"chat_id": PERSON.id, "text": "a\x1b[2Jb\x07\x9bc\rd"}, {})
    assert terminal.out.getvalue() == "a [2Jb  c d\n\n"


async def test_somebody_at_the_terminal_is_greeted_and_told_how_to_get_a_token():
    terminal = Terminal(colours=True)
    async with terminal.small.application:
        await greet(terminal.chat)
        seen = terminal.out.getvalue()
        assert "@BotFather" in seen
        assert "TELEGRAM_BOT_TOKEN" in seen
        assert "Welcome" in seen
        await terminal.chat.deal("9")
        assert "There is no button 9" in terminal.out.getvalue()


async def test_a_reader_who_has_enough_ends_the_chat(terminal, monkeypatch):
    def closed(_line: str) -> int:
        raise BrokenPipeError

    monkeypatch.setattr(terminal.screen, "out", SimpleNamespace(write=closed, flush=lambda: None))
    with pytest.raises(BrokenPipeError):
        await terminal.type("/start", "more")
    assert not terminal.small.heard
