"""Following in groups, topics and channels: only administrators change anything, at each press anew, and topics keep their place."""

from __future__ import annotations

import pytest
from fakes import NOW, OWNER, READER, RecordingRequest
from talking import Chat, chatting, fill, labels

from bot import readers
from bot.delivery import subscriptions
from bot.readers import Reader
from bot.settings import Mode
from bot.telegram_in_process import Person
from briefs.library import Library

GROUP = -1_001_234
CHANNEL = -1_009_876_543_210
LEADER = Person(id=77, first_name="Sophea", username="sophea")
MEMBER = Person(id=78, first_name="Vuthy")
ANONYMOUS = Person(id=1_087_968_824, first_name="Group", username="GroupAnonymousBot")
BEHIND = Person(id=136_817_688, first_name="Channel", username="Channel_Bot")
WORDS = "/subscribe daily 8 australia zone Tokyo"


@pytest.fixture
def library(sqlite_store, lexicon) -> Library:
    fill(sqlite_store)
    return Library(sqlite_store, lexicon)


@pytest.fixture
def request_() -> RecordingRequest:
    request = RecordingRequest()
    chats = request.telegram.chats
    chats.add(GROUP, "supergroup", "Desk officers")
    chats.put(GROUP, LEADER, "administrator")
    chats.put(GROUP, MEMBER, "member")
    chats.add(CHANNEL, "channel", "News of the ministry", "ministry_news")
    chats.put(CHANNEL, LEADER, "creator")
    chats.put(CHANNEL, chats.bot, "administrator", can_post_messages=True)
    return request


def held(library: Library, chat: int = GROUP):
    return subscriptions.of_chat(library.store, chat)


async def only(chat: Chat, raw):
    (sent,) = await chat.feed(raw)
    return sent


async def test_in_a_group_an_administrator_subscribes_and_a_member_may_only_look(library, request_):
    async with chatting(library, request_) as chat:
        assert "Only administrators" in (await chat.say(WORDS, MEMBER, GROUP)).shown
        assert "Only administrators" in (await chat.say("/watch australia", MEMBER, GROUP)).shown
        await chat.say(WORDS, LEADER, GROUP)
        for label in ("Yes, send it", "What", "Cancel"):
            assert await chat.feed(request_.press(label, MEMBER)) == []
            assert "Only administrators" in chat.notices[-1]
        assert held(library) == ()
        await chat.press("Yes, send it", LEADER)
        (kept,) = held(library)
        assert (kept.chat, kept.made_by) == (GROUP, LEADER.id)
        assert readers.get(library.store, GROUP, NOW.date()).zone == "Asia/Tokyo"
        assert "Australia" in (await chat.say("/subscriptions", MEMBER, GROUP)).shown
        assert (await chat.say("/calendar asean", MEMBER, GROUP)).method == "sendDocument"
        assert await chat.feed(request_.press("Pause", MEMBER)) == []
        assert held(library) == (kept,)


async def test_who_is_no_administrator_any_more_changes_nothing_more(library, request_):
    async with chatting(library, request_) as chat:
        await chat.say(WORDS, LEADER, GROUP)
        request_.telegram.chats.put(GROUP, LEADER, "member")
        assert await chat.feed(request_.press("Yes, send it", LEADER)) == []
        assert held(library) == ()
        request_.telegram.chats.put(GROUP, LEADER, "creator")
        await chat.press("Yes, send it", LEADER)
        assert len(held(library)) == 1


async def test_where_telegram_does_not_answer_nothing_is_changed(library, request_):
    async with chatting(library, request_) as chat:
        await chat.say(WORDS, LEADER, GROUP)
        request_.refuse("getChatMember", 500, "Internal Server Error")
        assert await chat.feed(request_.press("Yes, send it", LEADER)) == []
        assert "try again" in chat.notices[-1]
        request_.fail("getChatMember", OSError("the network is down"))
        assert await chat.feed(request_.press("Yes, send it", LEADER) | {"update_id": 901}) == []
        assert held(library) == ()


async def test_a_group_that_hides_its_members_still_lists_who_leads_it(library, request_):
    request_.telegram.chats.hidden.add(GROUP)
    async with chatting(library, request_) as chat:
        await chat.say(WORDS, LEADER, GROUP)
        await chat.press("Yes, send it", LEADER)
        assert len(held(library)) == 1
        assert "Only administrators" in (await chat.say(WORDS, MEMBER, GROUP)).shown


async def test_an_administrator_without_a_name_is_known_by_the_group(library, request_):
    telegram = request_.telegram
    async with chatting(library, request_) as chat:
        raw = telegram.said(WORDS, ANONYMOUS, GROUP, sender_chat=telegram.chats.of(GROUP, {}))
        assert "Shall I send this?" in (await only(chat, raw)).shown
        raw = telegram.said(WORDS, BEHIND, GROUP, sender_chat=telegram.chats.of(CHANNEL, {}))
        assert "in the name of a channel" in (await only(chat, raw)).shown


async def test_what_a_channel_sends_on_into_its_group_is_no_word_of_an_administrator(library, request_):
    telegram = request_.telegram
    service = Person(id=777_000, first_name="Telegram")
    async with chatting(library, request_) as chat:
        channel = telegram.chats.of(CHANNEL, {})
        raw = telegram.said(WORDS, service, GROUP, sender_chat=channel, is_automatic_forward=True)
        assert "Shall I send" not in (await only(chat, raw)).shown
        assert held(library) == ()


async def test_a_topic_keeps_what_was_set_up_in_it(library, request_):
    topic = {"message_thread_id": 55, "is_topic_message": True}
    async with chatting(library, request_) as chat:
        shown = await only(chat, request_.telegram.said(WORDS, LEADER, GROUP, **topic))
        assert shown.parameters["message_thread_id"] == 55
        await chat.press("Yes, send it", LEADER)
        shown = await only(chat, request_.telegram.said("/watch japan", LEADER, GROUP, **topic))
        shown = await only(chat, request_.telegram.said("/watch japan", LEADER, GROUP))
        assert [(each.form, each.thread) for each in held(library)] == [
            ("digest", 55),
            ("watch", 55),
            ("watch", None),
        ]
        assert (await chat.say("/subscriptions", LEADER, GROUP)).shown.count("in a topic of its own") == 2


async def test_a_menu_in_a_group_is_answered_in_words_by_an_administrator_only(library, request_):
    telegram = request_.telegram
    async with chatting(library, request_) as chat:
        asked = await chat.say("/subscribe australia daily", LEADER, GROUP)
        original = telegram.messages[GROUP, asked.message_id]
        raw = telegram.said("7:45", MEMBER, GROUP, reply_to_message=original)
        assert "Only administrators" in (await only(chat, raw)).shown
        raw = telegram.said("7:45", LEADER, GROUP, reply_to_message=original)
        assert "Where are you?" in (await only(chat, raw)).shown
        raw = telegram.said("7:45 is fine", MEMBER, GROUP)
        assert await chat.feed(raw) == []


async def test_in_a_channel_its_own_posts_subscribe_and_only_administrators_press(library, request_):
    async with chatting(library, request_) as chat:
        shown = await only(chat, request_.telegram.posted(WORDS, CHANNEL))
        assert "Every day at 08:00, Tokyo time: Australia." in shown.shown
        assert await chat.feed(request_.press("Yes, send it", MEMBER)) == []
        await chat.press("Yes, send it", LEADER)
        assert [each.chat for each in held(library, CHANNEL)] == [CHANNEL]
        for post in ("pledges of australia", "/pledges", "/settings zone Tokyo", "News of today"):
            assert await chat.feed(request_.telegram.posted(post, CHANNEL)) == []
        assert chat.errors == []


async def test_a_menu_in_a_channel_is_answered_by_a_post(library, request_):
    telegram = request_.telegram
    async with chatting(library, request_) as chat:
        asked = await only(chat, telegram.posted("/subscribe australia daily", CHANNEL))
        original = dict(telegram.messages[CHANNEL, asked.message_id])
        del original["from"]
        shown = await only(chat, telegram.posted("7:45", CHANNEL, reply_to_message=original))
        assert "Where are you?" in shown.shown
        shown = await only(chat, telegram.posted("x", CHANNEL, reply_to_message=dict(original)))
        assert "do not understand" in shown.shown


async def test_a_group_without_files_is_told_so(library, request_):
    async with chatting(library, request_) as chat:
        request_.refuse("sendDocument", 400, "Bad Request: not enough rights to send documents to the chat")
        assert "may not send files" in (await chat.say("/calendar asean", MEMBER, GROUP)).shown


async def test_a_channel_is_set_up_in_private_by_its_administrator(library, request_):
    async with chatting(library, request_) as chat:
        shown = await chat.say("/subscribe @ministry_news weekly monday 8:00 australia", LEADER)
        assert shown.shown.startswith("Where are you?")
        shown = await chat.press("Phnom Penh", LEADER)
        assert "Phnom Penh time to @ministry_news: Australia." in shown.shown
        await chat.press("Time", LEADER)
        await chat.press("07:00", LEADER)
        await chat.press("Yes, send it", LEADER)
        (kept,) = held(library, CHANNEL)
        assert (kept.minute if not kept.cadence else kept.cadence.minute, kept.thread) == (420, None)
        assert held(library, LEADER.id) == ()
        assert readers.get(library.store, CHANNEL, NOW.date()).zone == "Asia/Phnom_Penh"
        assert not readers.get(library.store, LEADER.id, NOW.date()).kept
        shown = await chat.say(f"/subscriptions {CHANNEL}", LEADER)
        assert "What @ministry_news follows" in shown.shown
        await chat.press("1 🗞", LEADER)
        await chat.press("Pause", LEADER)
        assert held(library, CHANNEL)[0].state == "paused"
        assert "@ministry_news" in (await chat.press("‹ All", LEADER)).shown
        await chat.press("＋ Watch", LEADER)
        await chat.press("Everything", LEADER)
        assert len(held(library, CHANNEL)) == 2
        assert chat.errors == []


@pytest.mark.parametrize("command", ["subscribe daily 8 australia", "watch australia", "subscriptions"])
async def test_a_channel_is_not_set_up_in_a_group_and_the_group_is_not_taken_for_it(
    library, request_, command
):
    async with chatting(library, request_) as chat:
        said = await chat.say(f"/{command} @ministry_news", LEADER, GROUP)
        assert "What @ministry_news receives is set up in a private chat with me" in said.shown
        assert held(library) == ()


async def test_the_secret_address_of_a_calendar_is_not_written_into_a_group(library, request_):
    server = {"mode": Mode.WEBHOOK, "webhook_url": "https://bot.example.org/telegram"}
    async with chatting(library, request_, **server) as chat:
        await chat.say(WORDS, LEADER, GROUP)
        await chat.press("Yes, send it", LEADER)
        await chat.press("Calendar", LEADER)
        (sent,) = await chat.feed(request_.press("An address that stays up to date", LEADER))
        assert sent.chat_id == LEADER.id
        assert "https://bot.example.org/calendar/" in sent.shown
        assert chat.notices[-1] == "The address is a secret: I have sent it to you in our private chat."
        assert await chat.feed(request_.press("An address that stays up to date", MEMBER)) == []
        assert "Only administrators" in chat.notices[-1]
        assert not any("/calendar/" in each.shown for each in request_.answers if each.chat_id == GROUP)
        await chat.press("‹ Back", LEADER)
        assert chat.errors == []


async def test_the_secret_address_of_a_channel_s_calendar_is_not_posted_there(library, request_):
    server = {"mode": Mode.WEBHOOK, "webhook_url": "https://bot.example.org/telegram"}
    async with chatting(library, request_, **server) as chat:
        for words in (WORDS, "/subscriptions"):
            await chat.feed(request_.telegram.posted(words, CHANNEL))
            if words == WORDS:
                await chat.press("Yes, send it", LEADER)
        await chat.press("1 🗞", LEADER)
        await chat.press("Calendar", LEADER)
        (sent,) = await chat.feed(request_.press("An address that stays up to date", LEADER))
        assert sent.chat_id == LEADER.id
        assert not any("/calendar/" in each.shown for each in request_.answers if each.chat_id == CHANNEL)


async def test_whoever_has_no_private_chat_yet_is_told_to_open_one_for_the_secret_address(library, request_):
    server = {"mode": Mode.WEBHOOK, "webhook_url": "https://bot.example.org/telegram"}
    async with chatting(library, request_, **server) as chat:
        await chat.say(WORDS, LEADER, GROUP)
        await chat.press("Yes, send it", LEADER)
        await chat.press("Calendar", LEADER)
        request_.refuse("sendMessage", 403, "Forbidden: bot can't initiate conversation with a user")
        await chat.feed(request_.press("An address that stays up to date", LEADER))
        assert "Open a private chat with @" in chat.notices[-1]
        assert not any("/calendar/" in each.shown for each in request_.answers)
        assert chat.errors == []


def forwarded(title: str, chat: int = CHANNEL, username: str | None = None) -> dict[str, object]:
    """The mark of a message that was first a post of a channel."""
    source = {"id": chat, "type": "channel", "title": title} | ({"username": username} if username else {})
    date = int(NOW.timestamp())
    return {"forward_origin": {"type": "channel", "chat": source, "message_id": 5, "date": date}}


async def test_a_channel_is_set_up_by_sending_on_one_of_its_posts(library, request_):
    request_.telegram.chats.add(CHANNEL, "channel", "News of the ministry")
    request_.telegram.chats.put(CHANNEL, LEADER, "creator")
    request_.telegram.chats.put(CHANNEL, request_.telegram.chats.bot, "administrator", can_post_messages=True)
    post = forwarded("News of the ministry")
    async with chatting(library, request_) as chat:
        shown = await only(chat, request_.telegram.said("Cambodia and Japan met.", LEADER, **post))
        assert shown.shown.startswith("“News of the ministry” follows nothing yet")
        await chat.press("＋ Watch", LEADER)
        await chat.press("Everything", LEADER)
        await chat.press("Tokyo", LEADER)
        (kept,) = held(library, CHANNEL)
        assert (kept.chat, kept.made_by) == (CHANNEL, LEADER.id)
        picture = request_.telegram.said("", LEADER, **post)
        del picture["message"]["text"]
        picture["message"]["sticker"] = {
            "file_id": "a",
            "file_unique_id": "b",
            "width": 1,
            "height": 1,
            "is_animated": False,
            "is_video": False,
            "type": "regular",
        }
        assert "What “News of the ministry” follows" in (await only(chat, picture)).shown
        assert chat.errors == []


async def test_a_post_sent_on_by_somebody_who_does_not_lead_the_channel_sets_nothing_up(library, request_):
    post = forwarded("News of the ministry", username="ministry_news")
    async with chatting(library, request_) as chat:
        raw = request_.telegram.said("Cambodia and Japan met.", MEMBER, **post)
        assert "You are no administrator of @ministry_news" in (await only(chat, raw)).shown
        unseen = forwarded("Elsewhere <b>", -1_005_555_555_555)
        request_.telegram.chats.put(-1_005_555_555_555, request_.telegram.chats.bot, "left")
        raw = request_.telegram.said("Cambodia and Japan met.", LEADER, **unseen)
        shown = (await only(chat, raw)).shown
        assert "To set up what “Elsewhere <b>” receives, make me an administrator there" in shown
        assert "may not post" not in shown
        assert held(library, CHANNEL) == ()


async def test_an_editor_may_still_send_on_a_post_of_another_channel_to_be_read(library, request_):
    post = forwarded("Press of another ministry", -1_005_555_555_555)
    text = "PRESS RELEASE\n\nHanoi, 3 May 2024\n\n" + "Viet Nam and Laos agreed to open a new road. " * 8
    async with chatting(library, request_) as chat:
        shown = [each.shown for each in await chat.feed(request_.telegram.said(text, OWNER, **post))]
        assert not any("make me an administrator" in each for each in shown)
        assert any("Keep" in label for each in request_.answers for label in labels(each))


async def test_nobody_else_sets_up_a_channel(library, request_):
    async with chatting(library, request_) as chat:
        for person in (MEMBER, READER, OWNER):
            for command in ("subscribe", "watch", "subscriptions", "calendar"):
                shown = (await chat.say(f"/{command} @ministry_news", person)).shown
                assert "no administrator of @ministry_news" in shown
        await chat.say(WORDS.replace("subscribe", "subscribe @ministry_news"), LEADER)
        press = request_.press("Yes, send it", LEADER)
        press["callback_query"]["from"] = MEMBER.to_dict()
        assert await chat.feed(press) == []
        assert "no administrator" in chat.notices[-1]
        assert held(library, CHANNEL) == ()


@pytest.mark.parametrize(
    ("named", "reason"), [("@unknown_one", "I see no channel"), ("-1001111111111", "no administrator")]
)
async def test_a_channel_that_the_bot_does_not_see_is_said(library, request_, named, reason):
    async with chatting(library, request_) as chat:
        assert reason in (await chat.say(f"/subscribe {named} daily 8", LEADER)).shown


async def test_a_channel_in_which_the_bot_may_not_post_is_said(library, request_):
    async with chatting(library, request_) as chat:
        request_.telegram.chats.put(CHANNEL, request_.telegram.chats.bot, "administrator")
        assert "may not post" in (await chat.say("/subscribe @ministry_news daily 8", LEADER)).shown
        request_.telegram.chats.put(CHANNEL, request_.telegram.chats.bot, "left")
        assert "I see no channel" in (await chat.say("/subscribe @ministry_news daily 8", LEADER)).shown


async def test_blocked_ends_at_once_and_let_in_again_runs_again(store, lexicon, request_):
    library = Library(store, lexicon)
    async with chatting(library, request_) as chat:
        await chat.say("/settings zone Tokyo")
        await chat.say("/watch australia")
        await chat.say("/watch japan")
        await chat.press("Remove")
        await chat.press("Remove it")
        assert await chat.feed(request_.telegram.standing(READER.id, READER, "member", "kicked")) == []
        assert held(library, READER.id) == ()
        back = await only(chat, request_.telegram.standing(READER.id, READER, "kicked", "member"))
        assert back.shown == "Your subscription runs again."
        assert [each.interest for each in held(library, READER.id)] == ["party:AU"]
        with library.store.reading() as connection:
            terms = connection.exec_driver_sql("SELECT term FROM interest_terms").scalars().all()
        assert terms == ["party:AU"]
        assert chat.errors == []


@pytest.mark.parametrize(("status", "why"), [("kicked", "kicked"), ("left", "left")])
async def test_a_group_that_puts_the_bot_out_receives_nothing_more(library, request_, status, why):
    async with chatting(library, request_) as chat:
        await chat.say(WORDS, LEADER, GROUP)
        await chat.press("Yes, send it", LEADER)
        (kept,) = held(library)
        assert await chat.feed(request_.telegram.standing(GROUP, LEADER, "member", status)) == []
        ended = subscriptions.one(library.store, kept.number)
        assert (ended.state, ended.ended_why, ended.digest_due) == ("ended", why, None)


async def test_whoever_lets_the_bot_into_a_channel_is_told_how_to_set_it_up(library, request_):
    async with chatting(library, request_) as chat:
        told = await only(
            chat,
            request_.telegram.standing(CHANNEL, LEADER, "left", "administrator", can_post_messages=True),
        )
        assert told.chat_id == LEADER.id
        assert "I may post in @ministry_news now" in told.shown
        assert "What do you want to follow?" in (await chat.press("＋ Digest", LEADER)).shown
        request_.refuse("sendMessage", 403, "Forbidden: bot can't initiate conversation with a user")
        raw = request_.telegram.standing(CHANNEL, LEADER, "left", "administrator", can_post_messages=True)
        assert await chat.feed(raw) == []
        assert chat.errors == []


async def test_a_channel_that_takes_away_the_right_to_post_ends_what_it_follows(library, request_):
    async with chatting(library, request_) as chat:
        await chat.feed(request_.telegram.posted(WORDS, CHANNEL))
        await chat.press("Yes, send it", LEADER)
        await chat.feed(request_.telegram.standing(CHANNEL, LEADER, "administrator", "administrator"))
        assert held(library, CHANNEL) == ()


async def test_a_group_that_grows_takes_along_what_it_follows(library, request_):
    async with chatting(library, request_) as chat:
        await chat.say(WORDS, LEADER, GROUP)
        await chat.press("Yes, send it", LEADER)
        moved = request_.telegram.said("", LEADER, GROUP)
        del moved["message"]["text"]
        moved["message"]["migrate_to_chat_id"] = GROUP - 1
        assert await chat.feed(moved) == []
        assert [len(held(library, GROUP)), len(held(library, GROUP - 1))] == [0, 1]


async def test_a_member_cannot_erase_what_a_group_follows(library, request_):
    async with chatting(library, request_) as chat:
        await chat.say(WORDS, LEADER, GROUP)
        await chat.press("Yes, send it", LEADER)
        asked = await chat.say("/forget", MEMBER, GROUP)
        assert "end what it follows" in asked.shown
        assert await chat.feed(request_.press("Erase everything", MEMBER)) == []
        assert len(held(library)) == 1
        assert (await chat.press("Erase everything", LEADER)).shown.startswith("Erased.")
        assert held(library) == ()


async def test_what_is_kept_of_who_follows_something_is_told_and_erased(store, lexicon):
    library = Library(store, lexicon)
    async with chatting(library) as chat:
        await chat.say("/settings zone Tokyo")
        await chat.say("/watch australia")
        await chat.say("/watch japan")
        assert "your settings and 2 subscriptions are kept" in (await chat.say("/privacy")).shown
        assert "the 2 things it follows" in (await chat.say("/forget")).shown
        await chat.press("Erase everything")
        assert "nothing is kept so far" in (await chat.say("/privacy")).shown
        with library.store.reading() as connection:
            for table in ("subscriptions", "interest_terms", "outbox", "readers"):
                assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0


def test_a_silent_chat_that_follows_something_is_not_erased(store, lexicon):
    from datetime import timedelta

    from bot.delivery.subscriptions import Draft

    year_ago = NOW - timedelta(days=400)
    for chat in (1, 2, 3):
        readers.keep(store, Reader(chat, zone="Asia/Tokyo"), year_ago)
    active = subscriptions.create(store, Draft(1, "watch", "everything", "Asia/Tokyo", 1), lexicon, year_ago)
    paused = subscriptions.create(store, Draft(2, "watch", "everything", "Asia/Tokyo", 2), lexicon, year_ago)
    subscriptions.pause(store, paused.number, year_ago)
    assert readers.purge(store, NOW.date()) == 2
    assert subscriptions.one(store, active.number) is not None
    assert subscriptions.one(store, paused.number) is None
    assert readers.get(store, 1, NOW.date()).kept


async def test_a_new_group_may_look_at_what_it_could_follow(library, request_):
    async with chatting(library, request_) as chat:
        shown = await chat.say("/subscriptions", MEMBER, GROUP)
        assert "follows nothing yet" in shown.shown
        assert labels(shown) == ["＋ Digest", "＋ Watch"]
        assert "Only administrators" in (await chat.press("＋ Digest", MEMBER)).shown
        assert "What do you want to follow?" in (await chat.press("＋ Digest", LEADER)).shown
