"""The server that delivery is measured with counts what arrives, as strictly as Telegram may, and speaks proper HTTP."""

from __future__ import annotations

import json

import pytest

from benchmarks import telegram_counting
from benchmarks.delivery import Case
from benchmarks.telegram_counting import FIRST_PERSON, Connection, Counting


class Wire:
    """What the server wrote to one connection, taken apart."""

    def __init__(self):
        self.written = []

    def is_closing(self):
        return False

    def write(self, data):
        head, _, body = data.partition(b"\r\n\r\n")
        assert f"Content-Length: {len(body)}".encode() in head
        self.written.append((int(head.split(b" ")[1]), json.loads(body)))


@pytest.fixture
def at(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(telegram_counting, "perf_counter", lambda: now[0])
    return lambda seconds: now.__setitem__(0, seconds)


def connected(server):
    connection, wire = Connection(server, 0.0), Wire()
    connection.connection_made(wire)
    return connection, wire


def call(method, form):
    head = f"POST /bot1:x/{method} HTTP/1.1\r\nHost: a\r\nContent-Length: {len(form)}\r\n\r\n"
    return head.encode() + form.encode()


def test_a_call_that_comes_in_pieces_is_answered_once_and_so_is_the_next():
    connection, wire = connected(Counting(30))
    raw = call("sendMessage", "text=a%26chat_id%3D7+b&chat_id=5")
    for byte in range(len(raw)):
        connection.data_received(raw[byte : byte + 1])
    connection.data_received(call("sendMessage", "chat_id=6&text=later"))
    assert [answer["result"]["chat"]["id"] for _, answer in wire.written] == [5, 6]


def test_what_is_above_the_limit_in_any_second_is_refused_and_not_counted(at):
    server = Counting(2)
    connection, wire = connected(server)
    for chat, moment in enumerate((0.0, 0.9, 0.95, 1.0, 1.85, 1.95), 1):
        at(moment)
        connection.data_received(call("sendMessage", f"chat_id={chat}"))
    assert [status for status, _ in wire.written] == [200, 200, 429, 200, 429, 200]
    found = server.count()
    assert (found["messages"], found["refused"], found["busiest"]) == (4, 2, 2)
    assert server.count()["messages"] == 0


def test_the_rate_is_counted_from_the_first_push_to_the_last_with_the_answers_between(at):
    server = Counting(30)
    for chat, moment in ((FIRST_PERSON, 0), (1, 5), (FIRST_PERSON, 6), (2, 7), (1, 8), (FIRST_PERSON, 9)):
        at(moment)
        server.take(chat)
    found = server.count()
    assert (found["messages"], found["seconds"], found["again"]) == (4, 3, 1)


async def test_the_offset_of_a_question_for_updates_says_what_has_arrived():
    server = Counting(30)
    server.updates = [{"update_id": number} for number in (1, 2, 3)]
    connection, wire = connected(server)
    connection.data_received(call("getUpdates?timeout=30&offset=3", ""))
    for task in list(connection.polling):
        await task
    assert wire.written == [(200, {"ok": True, "result": [{"update_id": 3}]})]


def test_a_case_may_be_cut_short_and_answered_late():
    assert Case.of("30:100") == Case(30, 100, 0.0, 0.0)
    assert Case.of("30:100:60:0.08") == Case(30, 100, 60.0, 0.08)
