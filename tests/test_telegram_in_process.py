"""The stand-in for Telegram refuses what Telegram refuses, and gives what it gives."""

from __future__ import annotations

import pytest
from fakes import NOW, OWNER, READER, RecordingRequest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError, TimedOut

from bot.telegram_html import BadMarkup, parse, utf16
from bot.telegram_in_process import Telegram
from bot.telegram_nouns import Upload


def keyboard(*labels: str, data: str = "x") -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=data)] for label in labels])


@pytest.fixture
async def recording():
    return RecordingRequest()


@pytest.fixture
async def bot(recording):
    async with Bot("1:x", request=recording, get_updates_request=recording) as bot:
        yield bot


async def test_a_message_in_answer_to_another_carries_it_but_not_what_that_one_answered(bot):
    first = await bot.send_message(7, "first")
    second = await bot.send_message(7, "second", reply_to_message_id=first.message_id)
    third = await bot.send_message(7, "third", reply_to_message_id=second.message_id)
    assert third.reply_to_message.text == "second"
    assert third.reply_to_message.reply_to_message is None


async def test_a_message_comes_back_with_its_entities_and_a_growing_id(bot):
    first = await bot.send_message(7, "<b>Bold</b> &amp; plain", parse_mode="HTML")
    second = await bot.send_message(7, "again")
    assert (first.text, first.entities[0].type, first.entities[0].length) == ("Bold & plain", "bold", 4)
    assert second.message_id == first.message_id + 1
    assert first.date == NOW


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<b>open", "can't find end tag"),
        ("<b><i>crossed</b></i>", "unmatched end tag"),
        ("closed</b>", "unexpected end tag"),
        ("<table>no</table>", 'unsupported start tag "table"'),
        ("a < b", "unsupported start tag"),
        ("<span>no class</span>", "unsupported start tag"),
        ('<tg-time unix="soon">x</tg-time>', "invalid unix time"),
    ],
)
async def test_markup_that_telegram_cannot_parse_is_refused(bot, text, reason):
    with pytest.raises(BadRequest, match=f"(?i)can't parse entities: .*{reason}"):
        await bot.send_message(7, text, parse_mode="HTML")


async def test_a_text_may_have_4096_units_after_parsing_and_no_more(bot):
    assert await bot.send_message(7, f"<b>{'x' * 4096}</b>", parse_mode="HTML")
    with pytest.raises(BadRequest, match="too long"):
        await bot.send_message(7, "🇦🇺" * 1025, parse_mode="HTML")
    with pytest.raises(BadRequest, match="empty"):
        await bot.send_message(7, "<b> </b>", parse_mode="HTML")


async def test_a_hundred_entities_are_enough(bot):
    await bot.send_message(7, "<b>x</b> " * 100, parse_mode="HTML")
    with pytest.raises(BadRequest, match=r"(?i)entities_too_long"):
        await bot.send_message(7, "<b>x</b> " * 101, parse_mode="HTML")


async def test_a_button_carries_64_bytes_at_most(bot):
    await bot.send_message(7, "x", reply_markup=keyboard("ok", data="é" * 32))
    with pytest.raises(BadRequest, match=r"(?i)button_data_invalid"):
        await bot.send_message(7, "x", reply_markup=keyboard("no", data="é" * 32 + "x"))
    with pytest.raises(BadRequest, match="must not be empty"):
        await bot.send_message(7, "x", reply_markup=keyboard(" "))
    with pytest.raises(BadRequest, match=r"(?i)reply_markup_too_long"):
        await bot.send_message(7, "x", reply_markup=keyboard(*map(str, range(101))))


async def test_an_edit_needs_a_message_and_a_change(bot):
    message = await bot.send_message(7, "before", reply_markup=keyboard("one"))
    edited = await bot.edit_message_text("after", 7, message.message_id, reply_markup=keyboard("one"))
    assert edited.text == "after"
    with pytest.raises(BadRequest, match="not modified"):
        await bot.edit_message_text("after", 7, message.message_id, reply_markup=keyboard("one"))
    without = await bot.edit_message_reply_markup(7, message.message_id)
    assert (without.text, without.reply_markup) == ("after", None)
    with pytest.raises(BadRequest, match="to edit not found"):
        await bot.edit_message_text("after", 7, 999)
    assert await bot.delete_message(7, message.message_id)
    with pytest.raises(BadRequest, match="to delete not found"):
        await bot.delete_message(7, message.message_id)


async def test_a_person_s_message_cannot_be_edited_by_the_bot(bot, recording):
    said = recording.telegram.said("hello", READER)
    with pytest.raises(BadRequest, match="can't be edited"):
        await bot.edit_message_text("no", READER.id, said["message"]["message_id"])


async def test_a_file_that_was_sent_can_be_fetched(bot, recording):
    raw = recording.telegram.uploaded(Upload("notes.txt", b"text", "text/plain"), OWNER, "a caption")
    document = raw["message"]["document"]
    file = await bot.get_file(document["file_id"])
    assert bytes(await file.download_as_bytearray()) == b"text"
    sent = await bot.send_document(7, b"bytes", filename="back.txt", caption="<i>c</i>", parse_mode="HTML")
    assert (sent.document.file_name, sent.caption, sent.document.file_size) == ("back.txt", "c", 5)
    with pytest.raises(BadRequest, match=r"(?i)wrong file_id"):
        await bot.get_file("nothing")


async def test_a_menu_is_checked_and_kept(bot):
    await bot.set_my_commands([("partner", "A brief")])
    assert [command.command for command in await bot.get_my_commands()] == ["partner"]
    with pytest.raises(BadRequest, match=r"(?i)bot_command_invalid"):
        await bot.set_my_commands([("Partner", "A brief")])
    with pytest.raises(BadRequest, match=r"(?i)description"):
        await bot.set_my_commands([("partner", "x" * 257)])


@pytest.mark.parametrize(
    ("status", "description", "more", "error"),
    [
        (403, "Forbidden: bot was blocked by the user", {}, Forbidden),
        (400, "chat not found", {}, BadRequest),
        (401, "Unauthorized", {}, InvalidToken),
        (429, "Too Many Requests: retry after 3", {"retry_after": 3}, RetryAfter),
    ],
)
async def test_a_refusal_arrives_as_the_library_s_own_error_once(  # noqa: PLR0917 - one column a parameter
    bot, recording, status, description, more, error
):
    recording.refuse("sendMessage", status, description, **more)
    with pytest.raises(error):
        await bot.send_message(7, "x")
    assert await bot.send_message(7, "x")
    assert len(recording.refused) == 1
    assert len(recording.of("sendMessage")) == 1


async def test_a_broken_network_can_be_played(bot, recording):
    recording.fail("sendMessage", TimedOut())
    with pytest.raises(TimedOut):
        await bot.send_message(7, "x")


async def test_a_method_that_does_not_exist_is_told(bot):
    with pytest.raises(TelegramError):
        await bot.do_api_request("sendNothing")


def test_a_press_finds_its_button_by_the_words_on_it():
    recording = RecordingRequest()
    markup = {"inline_keyboard": [[{"text": "More lines", "callback_data": "more"}]]}
    recording.telegram.answer("sendMessage", {"chat_id": 7, "text": "x", "reply_markup": markup}, {})
    assert recording.press("More")["callback_query"]["data"] == "more"
    with pytest.raises(LookupError):
        recording.press("Fewer")


SOME_HTML = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(
            ["<b>", "</b>", "<a href='https://example.org'>", "</a>", "<", "&lt;", "&", "🇰🇭", "<i", ">"]
        ),
    ),
    max_size=12,
).map("".join)


@given(SOME_HTML)
def test_any_text_is_either_parsed_or_refused_with_a_reason(source):
    try:
        text, entities = parse(source)
    except BadMarkup as problem:
        assert problem.args[0]  # noqa: PT017 - most texts are fine
        return
    size = utf16(text)
    assert all(0 <= mark["offset"] < mark["offset"] + mark["length"] <= size for mark in entities)


@given(st.text(max_size=60))
def test_escaped_text_comes_back_as_it_was(text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert parse(f"-{escaped}-") == (f"-{text}-", [])


@given(
    st.dictionaries(st.sampled_from(["chat_id", "text", "message_id", "commands"]), st.integers() | st.text())
)
def test_no_parameters_bring_the_server_down(parameters):
    telegram = Telegram(now=lambda: NOW)
    for method in ("sendMessage", "getFile", "answerCallbackQuery", "nothing"):
        status, answer = telegram.answer(method, parameters, {})
        assert answer["ok"] is (status == 200)


def test_limits_hold_for_a_big_message_in_no_time():
    source = "<b>x</b>&amp;" * 2000
    text, entities = parse(source)
    assert (len(text), len(entities)) == (4000, 2000)


async def test_chats_and_who_is_what_in_them_are_told_as_telegram_tells_them(bot, recording):
    chats = recording.telegram.chats
    chats.add(-100, "channel", "News", "the_news")
    chats.put(-100, OWNER, "administrator", can_post_messages=True)
    chats.put(-100, READER, "member")
    chat = await bot.get_chat("@the_news")
    assert (chat.id, chat.type, chat.title) == (-100, "channel", "News")
    member = await bot.get_chat_member(-100, OWNER.id)
    assert (member.status, member.can_post_messages) == ("administrator", True)
    assert (await bot.get_chat_member(-100, 99)).status == "left"
    assert [each.user.id for each in await bot.get_chat_administrators(-100)] == [OWNER.id]
    chats.hidden.add(-100)
    with pytest.raises(BadRequest, match=r"(?i)CHAT_ADMIN_REQUIRED"):
        await bot.get_chat_member(-100, OWNER.id)
    with pytest.raises(BadRequest, match=r"(?i)chat not found"):
        await bot.get_chat("@nobody_here")


async def test_a_message_into_a_topic_is_one_of_that_topic(bot):
    sent = await bot.send_message(-100, "here", message_thread_id=5)
    assert (sent.message_thread_id, sent.is_topic_message) == (5, True)
