"""What comes back of the bot's own messages is read without marks and buttons, and nothing else is lost."""

from __future__ import annotations

import pytest
from fakes import RecordingRequest
from telegram import Bot, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden

from bot.messages import Button
from bot.readback import LeanRequest, lean
from bot.sending import keyboard

ROWS = ((Button("one", "a|x"), Button("two", "a|y")), (Button("web", url="https://example.org/a?b=1"),))


@pytest.fixture
def recording():
    return RecordingRequest()


@pytest.fixture
async def bot(recording):
    request = LeanRequest(recording)
    async with Bot("1:x", request=request, get_updates_request=request) as bot:
        yield bot


async def test_a_message_that_was_sent_comes_back_with_its_place_and_without_its_buttons(bot, recording):
    message = await bot.send_message(
        7, "<b>bold</b>", parse_mode="HTML", api_kwargs={"reply_markup": keyboard(ROWS)}
    )
    assert (message.message_id, message.chat.id, message.text) == (1, 7, "bold")
    assert (message.entities, message.reply_markup) == ((), None)
    (sent,) = recording.answers
    assert [button["text"] for button in sent.buttons] == ["one", "two", "web"]
    assert recording.telegram.messages[7, 1]["entities"]


async def test_what_a_message_answers_is_kept(bot):
    await bot.send_message(7, "first")
    assert (await bot.send_message(7, "second", reply_to_message_id=1)).reply_to_message.text == "first"


async def test_what_telegram_refuses_is_refused(bot, recording):
    with pytest.raises(BadRequest, match="text is empty"):
        await bot.send_message(7, " ")
    recording.refuse("sendMessage", 403, "Forbidden: bot was blocked by the user")
    with pytest.raises(Forbidden):
        await bot.send_message(7, "x")


async def test_what_is_no_message_comes_back_as_it_is(bot, recording):
    assert (await bot.get_me()).username == recording.telegram.username
    assert await bot.delete_webhook() is True
    recording.telegram.webhook = {"url": "https://example.org"}
    assert (await bot.get_webhook_info()).url == "https://example.org"


def test_a_press_is_read_without_the_marks_of_its_message():
    message = {
        "message_id": 1,
        "text": "x",
        "entities": [1],
        "reply_markup": {},
        "reply_to_message": {"text": "y"},
    }
    assert lean(message) == {"message_id": 1, "text": "x", "reply_to_message": {"text": "y"}}


def test_the_keyboard_is_the_one_that_the_library_would_send():
    assert InlineKeyboardMarkup.de_json(keyboard(ROWS), None).to_dict() == keyboard(ROWS)
