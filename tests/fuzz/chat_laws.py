"""A list of things that people do in chats goes in; the real Application does them, and whatever it broke is raised."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any

import mutations
import talking
from fakes import NOW, OWNER, READER
from hypothesis import strategies as st
from laws import HIDDEN, seen, the_lexicon, within, workshop

from bot.app import COMMANDS
from bot.logs import Lines
from bot.settings import LogFormat
from bot.telegram_in_process import Person, Upload
from bot.updates import Updates
from briefs.library import Library
from briefs.store import Store

STRANGER = Person(id=666, first_name="Somebody")
ADMIN = Person(id=815, first_name="Lead", username="lead")
PEOPLE = (READER, STRANGER, OWNER, ADMIN)
GROUP, CHANNEL, CLOSED = -1_001_234, -1_005_678, -1_009_999
MARK = "Zyxwv"
"""Stands in whatever people write, and must not stand in a log."""

EXCUSED = ("not modified", "to edit not found", "can't be edited", "chat not found", "message to be replied")
"""What Telegram may refuse without anybody's fault: a forged press names messages that are not the bot's."""

DATA = (
    "a",
    "v",
    "l",
    "x",
    "~",
    "",
    ".",
    "0",
    "1",
    "-1",
    "٣",
    "~~",
    "~gone",
    "partner AU",
    "line 1",
    "positions",
    "zone",
    "kind",
    "menu",
)
MORE_DATA = (
    "run",
    "remove 1",
    "add",
    "ask",
    "forget",
    "yes",
    "w",
    "s",
    "1 go on",
    "1 remove",
    "1 pause",
    "x@-zz yes",
    "k.1 w what",
    "latest",
    "leave",
)


@cache
def beginnings() -> tuple[str, ...]:
    """Every command of the table, and what only looks like one."""
    return (
        *(f"/{command.name}" for command in COMMANDS),
        "/line_1",
        "/source_1",
        "/nonsense",
        "/",
        "/partner@aide_memoire_bot",
        "",
    )


PERSON = st.integers(0, len(PEOPLE) - 1)
WHERE = st.sampled_from(("private", "group", "topic", "closed"))
LINE = st.builds(
    lambda head, tail: f"{head} {tail}".strip(),
    st.deferred(lambda: st.sampled_from(beginnings())),
    mutations.words(mutations.ARGUMENTS),
)
FORGED = st.one_of(
    st.lists(st.sampled_from((*DATA, *MORE_DATA)), max_size=5).map("|".join),
    st.text(max_size=20),
)
FILE_NAMES = st.sampled_from(
    ("a.txt", "b.pdf", "c.html", "../d.eml", "e", "f.exe", "\u202eg.docx", "", "h.zip")
)
FILES = st.one_of(
    st.deferred(
        lambda: st.sampled_from(
            [file for form in ("html", "rtf", "eml", "text", "zip", "pdf") for file in mutations.made(form)]
        )
    ),
    st.binary(max_size=200),
    mutations.real_text().map(lambda text: text.encode("utf-8", "replace")),
)
CAPTIONS = st.one_of(
    st.just(""),
    st.sampled_from(
        (
            "date: 2021-01-28; publisher: Ministry",
            "date: soon",
            "title:",
            "url: javascript:x",
            "x: y; date: 1",
        )
    ),
    st.text(max_size=20),
)
DEEDS = st.one_of(
    st.tuples(st.just("say"), PERSON, WHERE, LINE),
    st.tuples(st.just("say"), PERSON, WHERE, LINE),
    st.tuples(st.just("press"), PERSON, st.integers(0, 400), st.just("")),
    st.tuples(st.just("press"), PERSON, st.integers(0, 400), st.just("")),
    st.tuples(st.just("forge"), PERSON, st.integers(0, 30), FORGED),
    st.tuples(st.just("reply"), PERSON, WHERE, mutations.words(mutations.ARGUMENTS)),
    st.tuples(st.just("paste"), PERSON, st.just("private"), mutations.real_text()),
    st.tuples(st.just("post"), PERSON, WHERE, LINE),
    st.tuples(st.just("upload"), PERSON, FILE_NAMES, st.tuples(FILES, CAPTIONS)),
    st.tuples(st.just("standing"), PERSON, WHERE, st.sampled_from(("left", "kicked", "member", "administrator"))),
    st.tuples(st.just("move"), PERSON, WHERE, st.just("")),
    st.tuples(st.just("odd"), PERSON, st.integers(0, 3), st.lists(mutations.CHANGE, min_size=1, max_size=3)),
)  # fmt: skip
STORIES = st.lists(DEEDS, min_size=1, max_size=10)


@cache
def template() -> sqlite3.Connection:
    """A store with few documents, as each story begins."""
    path = workshop() / "template.sqlite3"
    store = Store.open(f"sqlite:///{path}")
    talking.fill(store)
    store.close()
    return sqlite3.connect(path)


@cache
def stage() -> Store:
    """The one store in which every story happens; a new one for each would compile every statement again."""
    return Store.open(f"sqlite:///{workshop() / 'story.sqlite3'}")


def anew() -> Store:
    """The store as it was before the first story."""
    store = stage()
    connection = store._engine.raw_connection()
    try:
        template().backup(connection.driver_connection)
    finally:
        connection.close()
    return store


class Heard(logging.Handler):
    """Every line of the log as it would be written, for a person and for a program."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []
        self.forms = (Lines(LogFormat.PLAIN), Lines(LogFormat.JSON))

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.startswith(("bot", "briefs")):
            self.lines.extend(form.format(record) for form in self.forms)


@contextmanager
def listening() -> Iterator[Heard]:
    """What is logged meanwhile, which goes nowhere else."""
    heard, root = Heard(), logging.getLogger()
    before, level, passed = root.handlers[:], root.level, logging.getLogger("bot").propagate
    root.handlers[:] = [heard]
    root.setLevel(logging.INFO)
    try:
        yield heard
    finally:
        root.handlers[:] = before
        root.setLevel(level)
        logging.getLogger("bot").propagate = passed


def a_story_goes_well(deeds: list[Any]) -> None:
    """All of it is answered or passed over: no fault, nothing that Telegram refuses, nothing of it in the log."""
    store = anew()
    with listening() as heard, within(30):
        asyncio.run(_told(Library(store, the_lexicon()), deeds))
    for line in heard.lines:
        assert MARK.casefold() not in line.casefold(), line
        assert "\n" not in line
    with store.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


async def _told(library: Library, deeds: list[Any]) -> None:
    before = library.store.counts()
    async with talking.chatting(library) as chat:
        telegram = chat.request.telegram
        telegram.chats.add(GROUP, "supergroup", f"{MARK} group", "group")
        telegram.chats.add(CHANNEL, "channel", f"{MARK} channel", "channel")
        for place in (GROUP, CHANNEL):
            telegram.chats.put(place, ADMIN, "administrator")
            telegram.chats.put(place, telegram._me(), "administrator", can_post_messages=True)
        updates = Updates(chat.application, lambda: NOW, frozenset(each.name for each in COMMANDS))
        await updates.take(telegram.said("/pledges", READER))
        for deed in deeds:
            await _done(chat, updates, deed)
            if deed[0] == "odd":  # what Telegram never sends may fail, but only by itself
                chat.errors.clear()
                await _done(chat, updates, ("say", 0, "private", "/pledges"))
            assert chat.errors == [], repr(chat.errors)
    _fits(chat)
    if not any(deed[1] == PEOPLE.index(OWNER) for deed in deeds):
        assert library.store.counts() == before


def _fits(chat: talking.Chat) -> None:
    for sent in chat.request.refused:
        assert any(words in str(sent.result) for words in EXCUSED), (
            f"{sent.method}: {sent.result}: {sent.text[:300]!r}"
        )
    for sent in chat.request.answers:
        assert not HIDDEN & set(sent.shown), ascii(sent.shown[:300])
        for button in sent.buttons:
            assert not HIDDEN & set(button["text"]), ascii(button["text"])


async def _done(chat: talking.Chat, updates: Updates, deed: tuple[str, int, Any, Any]) -> None:
    """One deed; a message in private is answered, and a press is acknowledged."""
    what, who, where, _ = deed
    raw = _raw(chat.request.telegram, what, PEOPLE[who], *deed[2:])
    if raw is None:
        return
    seen[what] += 1
    before, notices = len(chat.request.answers), len(chat.notices)
    fine = True
    with suppress(ValueError):  # an update without a number is none
        fine = await updates.take(raw)
    if what == "odd":
        return
    assert fine, what
    if what in {"say", "upload"} and where == "private":
        assert len(chat.request.answers) > before
    if what in {"press", "forge"}:
        assert len(chat.notices) == notices + 1


def _raw(  # noqa: PLR0911 - one way for each thing that can happen
    telegram: Any, what: str, person: Person, where: Any, with_: Any
) -> Any:
    place = {"private": None, "group": GROUP, "topic": GROUP, "closed": CLOSED}.get(
        where if isinstance(where, str) else ""
    )
    more = {"message_thread_id": 7, "is_topic_message": True} if where == "topic" else {}
    if what in {"say", "paste"}:
        text = f"{with_} {MARK}"[:4096]
        return telegram.said(text, person, place, **more)
    if what == "reply":
        mine = [message for message in telegram.messages.values() if message.get("from", {}).get("id") == 1]
        here = [message for message in mine if message["chat"]["id"] == (place or person.id)]
        return (
            telegram.said(f"{with_} {MARK}", person, place, **more, reply_to_message=here[-1])
            if here
            else None
        )
    if what == "post":
        return telegram.posted(f"{with_} {MARK}", CHANNEL)
    if what == "press":
        return _press(telegram, person, where)
    if what == "forge":
        messages = list(telegram.messages.values())
        return telegram.pressed(messages[where % len(messages)], with_, person)
    if what == "upload":
        data, caption = with_
        return telegram.uploaded(Upload(where, data + MARK.encode()), person, caption)
    if what == "standing":
        return telegram.standing(place or person.id, person, "member", with_)
    if what == "move":
        raw = telegram.said("", person, GROUP)
        del raw["message"]["text"]
        raw["message"]["migrate_to_chat_id"] = CLOSED
        return raw
    kinds = (
        lambda: telegram.said(f"/partner {MARK}", person),
        lambda: telegram.posted(f"/watch {MARK}", CHANNEL),
        lambda: _press(telegram, person, 3) or telegram.said("x", person),
        lambda: telegram.uploaded(Upload("a.txt", b"The sides met."), person),
    )
    update = kinds[where]()
    return mutations.with_changes(update, [([1, *path], deed, _plain(value)) for path, deed, value in with_])


def _plain(value: Any) -> Any:
    """A value as JSON can hold it: days as text."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value if isinstance(value, bool | int | float | str) else str(value)


def _press(telegram: Any, person: Person, which: int) -> Any:
    """A press of one of the buttons that are there, by whoever it is."""
    found = [
        (message, button["callback_data"])
        for message in telegram.messages.values()
        for row in (message.get("reply_markup") or {}).get("inline_keyboard", ())
        for button in row
        if "callback_data" in button
    ]
    if not found:
        return None
    message, data = found[-1 - which % len(found)]
    return telegram.pressed(message, data, person)
