"""Following something by words and by buttons, in a private chat: asked once, shown before it is kept, changed at will."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import readings
from fakes import NOW, OWNER, READER, RecordingRequest
from talking import Chat, chatting, fill, labels

from bot import readers
from bot.delivery import subscriptions
from bot.delivery.schedule import Cadence, Quiet
from bot.following.past import due_days
from bot.telegram_in_process import Person
from briefs.library import Library
from briefs.model import Kind

STRANGER = Person(id=666, first_name="Somebody")
FRIDAY = date(2026, 10, 30)


@pytest.fixture
def library(sqlite_store, lexicon) -> Library:
    fill(sqlite_store)
    return Library(sqlite_store, lexicon)


def published(library: Library, day: date, lines: int = 1) -> None:
    """A document of a day on which Australia pledges vaccines, in so many lines."""
    texts = [f"Australia pledged vaccines on {day.isoformat()}{', again' * n}." for n in range(lines)]
    paper = readings.document("\n".join(texts), f"{day}.txt", title=f"Vaccines of {day}", published_on=day)
    found = [
        readings.outcome(
            f"o{n}", Kind.PLEDGE, actors=("AU",), topics=("vaccines",), headline=text, quote=text, paragraph=n
        )
        for n, text in enumerate(texts, 1)
    ]
    library.store.add(paper, readings.reading(paper, outcomes=tuple(found)), NOW)


def held(library: Library, chat: int = READER.id):
    return subscriptions.of_chat(library.store, chat)


async def answer(chat: Chat, asked, words: str, person: Person = READER):
    """Reply to a message of the bot."""
    telegram = chat.request.telegram
    where = asked.result["chat"]["id"]
    raw = telegram.said(words, person, where, reply_to_message=telegram.messages[where, asked.message_id])
    (sent,) = await chat.feed(raw)
    return sent


async def test_a_digest_in_words_is_shown_and_kept_only_when_it_is_confirmed(library):
    published(library, FRIDAY)
    async with chatting(library) as chat:
        zone = await chat.say("/subscribe weekly monday 8:00 australia vaccines")
        assert zone.shown.startswith("Where are you?")
        shown = await chat.press("Phnom Penh")
        assert "Every Monday at 08:00, Phnom Penh time: Australia · vaccines." in shown.shown
        assert "The first one comes on Monday 9 November 2026, 08:00." in shown.shown
        assert "one message, of 2 November 2026" in shown.shown
        assert "Australia pledged vaccines on 2026-10-30" in shown.shown
        assert held(library) == ()
        done = await chat.press("Yes, send it")
        assert done.message_id == shown.message_id
        (kept,) = held(library)
        assert kept.cadence == Cadence("weekly", (0,), 480, "Asia/Phnom_Penh")
        assert (kept.interest, kept.language, kept.made_by) == ("party:AU topic:vaccines", "en", READER.id)
        assert kept.digest_due == datetime(2026, 11, 9, 1, 0, tzinfo=UTC)
        assert chat.errors == []


async def test_a_month_full_of_news_is_counted_and_its_last_digest_shown(library):
    for day in range(10, 22):
        published(library, date(2026, 10, day), lines=9)
    async with chatting(library) as chat:
        shown = await chat.say("/subscribe daily 8 australia vaccines zone Tokyo")
        assert "about 12 messages, the last of 21 October 2026. The last one:" in shown.shown
        assert "Australia pledged vaccines on 2026-10-21" in shown.shown


async def test_the_zone_is_asked_once(library):
    async with chatting(library) as chat:
        await chat.say("/subscribe daily 7:30 australia")
        await chat.press("Tokyo")
        await chat.press("Yes, send it")
        assert readers.get(library.store, READER.id, NOW.date()).zone == "Asia/Tokyo"
        assert "Tokyo time" in (await chat.say("/subscribe monthly 1 9:00 japan")).shown
        assert "Paris time" in (await chat.say("/subscribe monthly 1 9:00 japan zone Paris")).shown


async def test_a_digest_by_buttons_from_the_first_to_the_last(library):
    async with chatting(library) as chat:
        first = await chat.say("/subscribe")
        assert "Done ›" not in labels(first)
        await chat.press("Partners")
        assert "✓ Australia" in labels(await chat.press("Australia"))
        await chat.press("Cambodia")
        assert "So far: Australia or Cambodia" in chat.request.answers[-1].shown
        assert "So far: Cambodia" in (await chat.press("✓ Australia")).shown
        await chat.press("Done ›")
        days = await chat.press("On chosen days")
        assert days.shown == "On which days?"
        await chat.press("Tuesday")
        both = await chat.press("Thursday")
        assert {"✓ Tuesday", "✓ Thursday"} <= set(labels(both))
        await chat.press("Done ›")
        await chat.press("07:30")
        shown = await chat.press("Canberra")
        assert "Every Tuesday and Thursday at 07:30, Sydney time: Cambodia." in shown.shown
        assert {sent.message_id for sent in chat.request.answers} == {first.message_id}
        await chat.press("Yes, send it")
        (kept,) = held(library)
        assert (kept.interest, kept.cadence.days, kept.cadence.form) == ("party:KH", (1, 3), "days")
        assert chat.errors == []
        assert chat.request.refused == []


async def test_the_buttons_work_after_a_restart(library):
    request = RecordingRequest()
    async with chatting(library, request) as chat:
        await chat.say("/subscribe australia")
        await chat.press("Once a week")
    async with chatting(library, request) as chat:
        await chat.press("Friday")
        await chat.press("08:00")
        await chat.press("Geneva")
    async with chatting(library, request) as chat:
        await chat.press("Yes, send it")
        assert [each.cadence.zone for each in held(library)] == ["Europe/Zurich"]


async def test_before_it_is_confirmed_everything_can_still_be_changed_or_left(library):
    async with chatting(library) as chat:
        await chat.say("/subscribe daily 8 australia zone Tokyo")
        await chat.press("Time zone")
        await chat.press("Seoul")
        await chat.press("How often")
        await chat.press("Once a month")
        assert (
            "On the last day of every month at 08:00, Seoul time" in (await chat.press("The last day")).shown
        )
        assert (await chat.press("Cancel")).shown.startswith("Nothing was set up.")
        assert held(library) == ()
        assert not readers.get(library.store, READER.id, NOW.date()).kept


async def test_confirmed_twice_it_is_kept_once(library):
    async with chatting(library) as chat:
        await chat.say("/subscribe daily 8 australia zone Tokyo")
        press = chat.request.press("Yes, send it")
        await chat.feed(press)
        await chat.feed({**press, "update_id": 900})
        assert len(held(library)) == 1
        await chat.say("/subscribe daily 8 australia")
        assert "followed already" in (await chat.press("Yes, send it")).shown
        assert len(held(library)) == 1


async def test_a_slip_is_asked_about_and_never_guessed_or_dropped(library):
    async with chatting(library) as chat:
        asked = await chat.say("/subscribe daily 8 austrlia vaccines zone Tokyo")
        assert asked.shown.startswith("I do not know “austrlia”")
        assert "Understood so far: vaccines" in asked.shown
        assert "Australia · vaccines" in (await chat.press("Australia")).shown
        assert held(library) == ()
        asked = await chat.say("/watch zanzibar treaty zone Tokyo")
        assert asked.shown.startswith("I do not know “zanzibar treaty”")
        assert "Watch: “zanzibar treaty”" in (await chat.press("The words")).shown


async def test_a_rhythm_there_is_not_is_said_and_others_are_offered(library):
    async with chatting(library) as chat:
        asked = await chat.say("/subscribe hourly australia zone tokyo")
        assert '"hourly" cannot be had' in asked.shown
        assert "Every day" in labels(asked)
        asked = await chat.say("/subscribe daily 8 australia zone atlantis")
        assert 'No time zone called "atlantis"' in asked.shown


async def test_a_menu_can_be_answered_in_words(library):
    async with chatting(library) as chat:
        asked = await chat.say("/subscribe")
        await chat.feed(chat.request.press("In your own words"))
        assert "Reply" in chat.notices[-1]
        asked = await answer(chat, asked, "australia vaccines -visa")
        asked = await answer(chat, asked, "every 2nd of march")
        assert "I do not understand" in asked.shown
        asked = await answer(chat, asked, "weekdays 7:45")
        assert asked.shown.startswith("Where are you?")
        asked = await answer(chat, asked, "Atlantis")
        assert "No time zone called" in asked.shown
        asked = await answer(chat, asked, "vientiane")
        assert (
            "Monday to Friday at 07:45, Vientiane time: Australia · vaccines · without “visa”." in asked.shown
        )
        await chat.press("Yes, send it")
        assert held(library)[0].interest == 'party:AU topic:vaccines -"visa"'
        question = await chat.feed(chat.request.telegram.said("pledges of australia", READER))
        assert "40 million" in question[0].shown


async def test_in_private_a_menu_is_answered_by_simply_writing(library):
    async with chatting(library) as chat:
        assert (await chat.say("/subscribe")).shown.startswith("What do you want to follow?")
        assert "I do not know" in (await chat.say("austrlia")).shown
        assert (await chat.say("australia vaccines, not visas")).shown.startswith("How often?")
        assert (await chat.say("weekdays 7:45")).shown.startswith("Where are you?")
        assert "No time zone called" in (await chat.say("Atlantis")).shown
        asked = await chat.say("Phnom Penh")
        assert "07:45, Phnom Penh time: Australia · vaccines · without “visas”." in asked.shown
        await chat.press("Time zone")
        await chat.say("Tokyo")
        await chat.press("Yes, send it")
        assert held(library)[0].zone == "Asia/Tokyo"
        assert "40 million" in (await chat.say("pledges of australia")).shown
        assert chat.errors == []


async def test_whoever_asks_something_else_meanwhile_is_answered_and_the_menu_waits_no_more(library):
    async with chatting(library) as chat:
        for words in ("what did australia pledge", "pledges of australia?"):
            await chat.say("/subscribe weekly monday 8 australia")
            assert "40 million" in (await chat.say(words)).shown
        assert "Tokyo time" not in (await chat.say("Tokyo")).shown
        await chat.say("/subscribe weekly monday 8 australia")
        await chat.say("/help")
        assert "Tokyo time" not in (await chat.say("Tokyo")).shown


@pytest.mark.parametrize(
    ("words", "interest"),
    [
        ("australia", "party:AU"),
        ("topic vaccines", "topic:vaccines"),
        ("event asem13", "event:asem13"),
        ('"code of conduct"', '"code of conduct"'),
        ("australia vaccines quiet 22-7 zone Jakarta", "party:AU topic:vaccines"),
    ],
)
async def test_a_watch_in_every_form(library, words, interest):
    async with chatting(library) as chat:
        await chat.say("/settings zone Tokyo")
        made = await chat.say(f"/watch {words}")
        (kept,) = held(library)
        assert (kept.form, kept.interest, kept.cadence) == ("watch", interest, None)
        assert "as soon as something is published" in made.shown
        assert kept.leads == (30, 7, 1)
        if "quiet" in words:
            assert (kept.quiet, kept.zone) == (Quiet(1320, 420), "Asia/Jakarta")
            assert "from 22:00 to 07:00" in made.shown


async def test_a_watch_says_what_the_last_month_would_have_brought(library):
    async with chatting(library) as chat:
        await chat.say("/settings zone Tokyo")
        nothing = (await chat.say("/watch topic vaccines")).shown
        assert nothing.startswith(
            "⚠️ This watch finds nothing so far. In the last year no document here spoke"
        )
        published(library, FRIDAY)
        assert "you would have heard of 1 document" in (await chat.say("/watch australia vaccines")).shown
        assert "at once; /subscribe" in (await chat.say("/watch daily japan")).shown
        narrow = (await chat.say("/watch australia education pledges")).shown
        assert narrow.startswith("⚠️ This watch finds nothing so far.")
        assert "about each alone: Australia: 1, education and scholarships: none, pledges: 1." in narrow


async def test_who_watches_an_event_that_is_over_is_told_so(library):
    async with chatting(library) as chat:
        await chat.say("/settings zone Tokyo")
        said = (await chat.say("/watch event asem13")).shown
        assert "The time of it is over. 13th ASEM Summit: held 25–26 November 2021." in said
        assert "press What and name it otherwise" not in said


async def test_everything_of_a_subscription_can_be_changed_by_buttons(library):
    async with chatting(library) as chat:
        await chat.say("/subscribe daily 8 australia zone Tokyo")
        await chat.press("Yes, send it")
        assert "Every day at 08:00" in (await chat.say("/subscriptions")).shown
        await chat.press("1 🗞")
        for menu, choice in (
            ("How often", "Once a week"),
            ("Wednesday", None),
            ("Time", "06:30"),
            ("Time zone", "Manila"),
            ("Looks ahead", "180 days"),
            ("Language of dates", "Français"),
            ("Quiet hours", "22:00 – 06:00"),
            ("Say when nothing is new", None),
        ):
            shown = await chat.press(menu)
            shown = await chat.press(choice) if choice else shown
        await chat.press("Reminders")
        await chat.press("✓ 7 days")
        await chat.press("14 days")
        shown = await chat.press("Done ›")
        (kept,) = held(library)
        assert kept.cadence == Cadence("weekly", (2,), 390, "Asia/Manila")
        assert (kept.horizon, kept.language, kept.leads) == (180, "fr", (30, 14, 1))
        assert (kept.quiet, kept.says_nothing_new) == (Quiet(1320, 360), True)
        assert "Every Wednesday at 06:30" in shown.shown
        assert "one line that says so" in shown.shown
        await chat.press("What")
        await chat.press("Topics")
        await chat.press("Education")
        await chat.press("‹ Back")
        assert "Australia · education" in (await chat.press("Done ›")).shown
        assert held(library)[0].interest == "party:AU topic:education"
        assert chat.errors == []
        assert chat.request.refused == []


async def test_what_is_followed_can_be_said_anew_in_words(library):
    async with chatting(library) as chat:
        await chat.say("/subscribe daily 8 australia zone Tokyo")
        await chat.press("Yes, send it")
        asked = await chat.press("What")
        slip = await answer(chat, asked, "japan vacines -visa")
        assert "I do not know “vacines”" in slip.shown
        assert "Understood so far: Japan" in slip.shown
        assert held(library)[0].interest == "party:AU"
        await chat.press("accines")
        assert held(library)[0].interest == 'party:JP topic:vaccines -"visa"'
        assert "Changed." in (await answer(chat, asked, "japan -visa")).shown
        assert held(library)[0].interest == 'party:JP -"visa"'


@pytest.mark.parametrize("words", [".", "please", "the one of which", "?!"])
async def test_words_that_name_nothing_are_not_everything(library, words):
    async with chatting(library) as chat:
        await chat.say("/settings zone Tokyo")
        assert "What shall I watch?" in (await chat.say(f"/watch {words}")).shown
        await chat.say("/watch australia")
        asked = await chat.press("What")
        assert "what to follow" in (await answer(chat, asked, words)).shown
        assert [each.interest for each in held(library)] == ["party:AU"]
        assert "everything" in (await answer(chat, asked, "everything!")).shown
        assert [each.interest for each in held(library)] == ["everything"]


async def test_the_last_weekday_cannot_be_taken_away(library):
    async with chatting(library) as chat:
        await chat.say("/subscribe tuesday thursday 8:00 australia zone Tokyo")
        await chat.press("Yes, send it")
        await chat.press("How often")
        await chat.press("On chosen days")
        await chat.press("✓ Tuesday")
        assert await chat.feed(chat.request.press("✓ Thursday")) == []
        assert "At least one day" in chat.notices[-1]
        assert held(library)[0].cadence.days == (3,)


async def test_a_subscription_is_paused_resumed_and_removed_by_buttons(library):
    async with chatting(library) as chat:
        await chat.say("/subscribe daily 8 australia zone Tokyo")
        await chat.press("Yes, send it")
        assert "nothing is sent until you resume" in (await chat.press("Pause")).shown
        assert held(library)[0].digest_due is None
        assert "paused" in (await chat.say("/subscriptions")).shown
        await chat.press("1 🗞")
        assert "It runs again." in (await chat.press("Resume")).shown
        assert held(library)[0].digest_due is not None
        stale = chat.request.press("Pause")
        await chat.press("Remove")
        assert "Digest: Australia" in (await chat.press("Keep it")).shown
        await chat.press("Remove")
        assert "follows nothing yet" in (await chat.press("Remove it")).shown
        assert held(library) == ()
        assert await chat.feed(stale) == []
        assert "removed meanwhile" in chat.notices[-1]
        assert chat.errors == []


async def test_send_me_one_now_leaves_the_window_as_it_is(library):
    async with chatting(library) as chat:
        await chat.say("/subscribe daily 8 australia zone Tokyo")
        await chat.press("Yes, send it")
        before = held(library)
        assert await chat.feed(chat.request.press("Send me one now")) == []
        assert "on its way" in chat.notices[-1]
        assert held(library) == before
        with library.store.reading() as connection:
            waiting = connection.exec_driver_sql("SELECT chat FROM outbox WHERE state = 'waiting'").all()
        assert waiting == [(READER.id,)]


async def test_a_watch_shows_an_example_of_what_it_would_send(library):
    published(library, FRIDAY)
    async with chatting(library) as chat:
        await chat.say("/settings zone Tokyo")
        made = await chat.say("/watch australia vaccines")
        shown = await chat.press("Show an example")
        assert "Australia pledged vaccines on 2026-10-30" in shown.shown
        assert shown.message_id != made.message_id
        await chat.say("/watch japan")
        assert await chat.feed(chat.request.press("Show an example")) == []
        assert "no example" in chat.notices[-1]


@pytest.mark.parametrize("word", ["stop", "unsubscribe", "unwatch", "cancel"])
async def test_who_wants_less_is_shown_what_comes_and_how_to_end_it(library, word):
    async with chatting(library) as chat:
        await chat.say("/settings zone Tokyo")
        await chat.say("/watch australia")
        assert "What this chat follows" in (await chat.say(f"/{word}")).shown
        await chat.press("1 👁")
        await chat.press("Remove")
        await chat.press("Remove it")
        assert held(library) == ()


async def test_a_watch_reminds_at_an_hour_of_ones_own(library):
    async with chatting(library) as chat:
        await chat.say("/settings zone Tokyo")
        assert "30, 7 and 1 days before, at 08:00" in (await chat.say("/watch event asem13")).shown
        await chat.press("Time of reminders")
        assert "at 06:30" in (await chat.press("06:30")).shown
        await chat.press("Time zone")
        await chat.press("London")
        assert [(each.minute, each.zone) for each in held(library)] == [(390, "Europe/London")]


async def test_a_long_list_is_shortened_and_never_cut(library):
    codes = sorted(code for code in library.lexicon.parties if len(code) == 2)
    async with chatting(library) as chat:
        for number in range(20):
            words = " ".join(f"party:{code}" for code in codes[number : number + 19])
            draft = subscriptions.Draft(READER.id, "watch", words, "Asia/Tokyo", READER.id)
            subscriptions.create(library.store, draft, library.lexicon, NOW)
        shown = await chat.say("/subscriptions")
        for number in range(1, 21):
            assert f"\n{number}. " in shown.shown
            assert any(label.startswith(f"{number} 👁") for label in labels(shown))
        assert chat.request.refused == []


async def test_quiet_hours_say_what_they_hold_back(library):
    async with chatting(library) as chat:
        await chat.say("/settings zone Tokyo")
        await chat.say("/watch australia")
        asked = (await chat.press("Quiet hours")).shown
        assert "Alerts and word of moved dates wait until they are over" in asked
        assert "A digest keeps the hour you chose" in asked


async def test_a_digest_within_the_quiet_hours_comes_all_the_same_and_says_so_before(library):
    published(library, FRIDAY)
    warning = (
        "06:30 lies in the quiet hours (from 22:00 to 07:00): the digest comes at that hour all the same; "
        "reminders come at 07:00."
    )
    async with chatting(library) as chat:
        await chat.say("/settings zone Tokyo")
        assert warning in (await chat.say("/subscribe daily 6:30 australia vaccines quiet 22-7")).shown
        assert warning in (await chat.press("Yes, send it")).shown
        await chat.press("Quiet hours")
        assert "lies in the quiet hours" not in (await chat.press("No quiet hours")).shown


async def test_a_watch_whose_reminders_would_come_at_night_says_when_they_come(library):
    async with chatting(library) as chat:
        await chat.say("/settings zone Tokyo")
        shown = await chat.say("/watch australia at 23:00 quiet 22-7")
        assert "23:00 lies in the quiet hours (from 22:00 to 07:00): reminders come at 07:00." in shown.shown


async def test_more_than_twenty_are_refused_in_a_sentence(library):
    async with chatting(library) as chat:
        await chat.say("/settings zone Tokyo")
        for number in range(20):
            await chat.say(f'/watch "words {number}"')
        assert "20 things already" in (await chat.say('/watch "one more"')).shown
        assert len(held(library)) == 20
        shown = await chat.say("/subscriptions")
        assert len(shown.buttons) == 22
        assert chat.request.refused == []


async def test_a_button_of_somebody_elses_subscription_does_nothing(library):
    async with chatting(library) as chat:
        await chat.say("/subscribe daily 8 australia zone Tokyo")
        await chat.press("Yes, send it")
        (kept,) = held(library)
        await chat.say("/help", STRANGER)
        message = next(
            each
            for each in chat.request.telegram.messages.values()
            if each["chat"]["id"] == STRANGER.id and "reply_markup" in each
        )
        for change in ("show", "pause", "removed", "m 0", "feed", "list"):
            raw = chat.request.telegram.pressed(message, f"x|s|{kept.number} {change}", STRANGER)
            assert await chat.feed(raw) == []
            assert "no administrator" in chat.notices[-1]
        assert held(library) == (kept,)


@pytest.mark.parametrize(
    "data",
    [
        "x|w|",
        "x|w|short yes",
        "x|w|AAAAAAAAAAAAAAAA yes",
        "x|w|AAAAAAAAAAAAAAAA@zzzzzzzzzzzzz yes",
        "x|s|999999999 show",
        "x|s|0 show",
        "x|s|1",
        "x|s|1 go nowhere",
        "x|s|1 unknown",
        "x|s|1 w nowhere",
        "x|s|1 t parties",
        "x|s|1 z Mars/Base",
    ],
)
async def test_a_button_that_somebody_made_up_is_answered_politely(library, data):
    async with chatting(library) as chat:
        await chat.say("/subscribe daily 8 australia zone Tokyo")
        await chat.press("Yes, send it")
        (kept,) = held(library)
        data = data.replace("s|1", f"s|{kept.number}") if "s|1" in data else data
        message = list(chat.request.telegram.messages.values())[-1]
        assert await chat.feed(chat.request.telegram.pressed(message, data, READER)) == []
        assert chat.notices[-1]
        assert chat.errors == []
        assert held(library) == (kept,)


@pytest.mark.parametrize(
    "words",
    [
        "australia " * 400,
        '"' + "long " * 500 + '"',
        " ".join(f'"{number}"' for number in range(300)),
        "<b>&amp;</b> ]]> \u202e\u0000 ~x|w|",
        "@" * 500,
        "daily " * 300,
        "💥" * 1000,
        "-" * 800,
        "every 99th of the month at 99:99",
    ],
)
async def test_endless_and_hostile_words_are_answered(library, words):
    async with chatting(library) as chat:
        for command in ("subscribe", "watch", "calendar", "subscriptions"):
            assert (await chat.say(f"/{command} {words}")).shown
        assert chat.errors == []
        assert chat.request.refused == []


async def test_what_is_too_much_is_said_and_never_cut(library):
    async with chatting(library) as chat:
        await chat.say("/settings zone Tokyo")
        assert "fewer words" in (await chat.say(f"/watch {'australia ' * 101}")).shown
        many = " ".join(f'"{letter}x"' for letter in "abcdefghijklmnopqrstuvwxyz")
        assert "at most 20" in (await chat.say(f"/watch {many}")).shown
        asked = await chat.say("/watch")
        assert "fewer words" in (await answer(chat, asked, "australia " * 101)).shown
        assert held(library) == ()


async def test_the_calendar_comes_as_a_file_that_can_be_read_back(library):
    from icalendar import Calendar

    async with chatting(library) as chat:
        sent = await chat.say("/calendar asean")
        assert sent.method == "sendDocument"
        (upload,) = sent.files.values()
        assert upload.name == "events.ics"
        events = Calendar.from_ical(upload.data).walk("VEVENT")
        assert f"ASEAN: {len(events)} event" in sent.shown
        assert "“xyzzy”" in (await chat.say("/calendar xyzzy")).shown
        assert "Australia" in labels(await chat.say("/calendar austrlia"))


async def test_the_calendar_of_a_subscription_has_an_address_only_where_there_is_a_server(library):
    from bot.settings import Mode

    async with chatting(library) as chat:
        await chat.say("/subscribe daily 8 asean zone Tokyo")
        await chat.press("Yes, send it")
        assert "stays up to date" not in str(labels(await chat.press("📅 Calendar")))
    server = {"mode": Mode.WEBHOOK, "webhook_url": "https://bot.example.org/telegram"}
    async with chatting(library, **server) as chat:
        await chat.say("/subscriptions")
        await chat.press("1 🗞")
        await chat.press("📅 Calendar")
        shown = (await chat.press("stays up to date")).shown
        (kept,) = held(library)
        assert f"https://bot.example.org/calendar/{kept.feed}.ics" in shown
        assert subscriptions.by_feed(library.store, kept.feed) == kept
        assert kept.feed not in (await chat.say("/subscriptions")).shown


def test_the_due_days_of_the_last_month_follow_each_other():
    weekly = Cadence("weekly", (0,), 480, "Asia/Phnom_Penh")
    days = due_days(weekly, NOW)
    assert [day.isoformat() for _, day in days] == [
        "2026-10-05",
        "2026-10-12",
        "2026-10-19",
        "2026-10-26",
        "2026-11-02",
    ]
    assert all((day - before).days == 7 for before, day in days)
    assert len(due_days(Cadence("daily", (), 480, "UTC"), NOW)) == 31
    monthly = due_days(Cadence("monthly", (31,), 480, "UTC"), NOW)
    assert monthly == [(date(2026, 9, 30), date(2026, 10, 31))]


async def test_an_owner_may_do_no_more_with_what_another_follows(library):
    async with chatting(library) as chat:
        await chat.say("/subscribe daily 8 australia zone Tokyo")
        await chat.press("Yes, send it")
        assert "follows nothing yet" in (await chat.say("/subscriptions", OWNER)).shown
