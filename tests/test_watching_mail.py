"""A mail folder is read from where the last look ended, and left as it is."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
from contextlib import suppress
from datetime import date

import pytest
from small_mail import SmallMail, small_mail

from briefs.errors import Unfetchable
from briefs.watching.mail import LARGEST, Mailboxes
from briefs.watching.mail_wire import Allowance
from briefs.watching.sources import Form, Source


@pytest.fixture
def mail():
    with small_mail() as server:
        server.put(3, "Talks in Phnom Penh", "Cambodia thanked Australia for its grant of $28 million.")
        server.put(5, "Talks in Hanoi", "Viet Nam thanked Japan for its loan.")
        yield server


@pytest.fixture
def box(mail):
    boxes = Mailboxes({"": mail.password})
    yield boxes
    boxes.close()


def source(mail: SmallMail) -> Source:
    return Source("press-mail", Form.MAIL, mail.address, "Press lists")


def test_a_first_look_lists_every_message_the_newest_first(mail, box):
    found = box.look(source(mail), None)
    assert [item.title for item in found.items] == ["Talks in Hanoi", "Talks in Phnom Penh"]
    assert found.items[0].published_on == date(2026, 11, 18)
    assert found.place == "7:5"
    assert len({item.key for item in found.items}) == 2


def test_a_later_look_lists_only_what_has_come_since(mail, box):
    assert box.look(source(mail), "7:5").items == ()
    mail.put(9, "Talks in Jakarta", "The sides met.")
    found = box.look(source(mail), "7:5")
    assert [item.title for item in found.items] == ["Talks in Jakarta"]
    assert found.place == "7:9"


def test_a_folder_that_was_numbered_anew_is_read_from_the_start(mail, box):
    mail.validity = 8
    assert len(box.look(source(mail), "7:5").items) == 2


def test_a_message_is_fetched_whole_and_nothing_in_the_folder_changes(mail, box):
    item = box.look(source(mail), None).items[1]
    assert box.message(source(mail), item.address).startswith(b"From: press@ministry.example")
    assert b"$28 million" in box.message(source(mail), item.address)
    box.close()
    assert [line for line in mail.said if "STORE" in line or "EXPUNGE" in line or "SELECT" in line] == []
    assert sum(line == "LOGIN" for line in mail.said) == 1
    assert mail.said[-1] == "LOGOUT"


def test_a_message_that_is_gone_or_too_large_is_told(mail, box, monkeypatch):
    item = box.look(source(mail), None).items[0]
    monkeypatch.setattr("briefs.watching.mail.LARGEST", 50)
    with pytest.raises(Unfetchable, match="more than") as caught:
        box.message(source(mail), item.address)
    assert caught.value.lasting
    del mail.messages[5]
    with pytest.raises(Unfetchable, match="not there any more"):
        box.message(source(mail), item.address)
    assert LARGEST == 20_000_000


def test_a_wrong_password_is_told_without_it(mail):
    boxes = Mailboxes({"press-mail": "guessed"})
    with pytest.raises(Unfetchable, match="does not take the name and the password") as caught:
        boxes.look(source(mail), None)
    assert "guessed" not in str(caught.value)


def test_a_missing_password_is_asked_for_by_the_name_of_its_variable(mail):
    with pytest.raises(Unfetchable, match="set AIDE_MAIL_PASSWORD in the environment"):
        Mailboxes({}).look(source(mail), None)
    assert mail.said == []


def test_a_server_that_is_away_is_told():
    with small_mail() as gone:
        away = source(gone)
    with pytest.raises(Unfetchable, match="the server cannot be read"):
        Mailboxes({"": "x"}).look(away, None)


def test_a_server_that_announces_more_than_any_message_has_is_given_up_before_it_is_read(mail, box):
    item = box.look(source(mail), None).items[0]
    mail.spoil = lambda _nth, said: said.replace(b"BODY[] {", b"BODY[] {99999999")
    with pytest.raises(Unfetchable, match="sends more than 30 MB at once"):
        box.message(source(mail), item.address)
    mail.spoil = lambda _nth, said: said
    assert b"Japan" in box.message(source(mail), item.address)


def test_answers_that_never_end_are_given_up(mail):
    mail.spoil = lambda nth, said: said if nth < 4 else b"* 1 EXISTS\r\n" * 25_000
    with pytest.raises(Unfetchable, match="says more than 20,000 lines at once"):
        Mailboxes({"": mail.password}).look(source(mail), None)
    mail.spoil = lambda nth, said: said if nth < 4 else b"*" * 2_000_000
    with pytest.raises(Unfetchable, match="a line that does not end"):
        Mailboxes({"": mail.password}).look(source(mail), None)


def test_a_server_that_drips_is_given_up_when_the_time_of_the_look_is_over(mail):
    moments = iter(range(0, 1_000, 3))
    allowance = Allowance(stopwatch=lambda: next(moments))
    mail.spoil = lambda nth, said: said if nth < 4 else b" " * 900_000 + said
    with pytest.raises(Unfetchable, match="no whole answer within 30 seconds"):
        Mailboxes({"": mail.password}, allowance).look(source(mail), None)


def test_a_message_in_letters_that_no_mail_may_have_is_fetched_as_it_was_sent(mail, box):
    mail.messages[5] = b"Subject: Talks\r\nContent-Type: multipart/mixed;\r\n \x80\r\n\r\nThe sides met.\r\n"
    item = box.look(source(mail), None).items[0]
    assert box.message(source(mail), item.address) == mail.messages[5]


def test_a_number_that_no_message_can_have_does_not_hide_those_that_come(mail, box):
    mail.spoil = lambda _nth, said: said.replace(b"* SEARCH 3 5", b"* SEARCH 3 5 99999999999999999999")
    found = box.look(source(mail), None)
    assert found.place == "7:5"
    assert len(found.items) == 2


def test_each_look_and_each_message_has_the_whole_time(mail):
    now = [0.0]
    boxes = Mailboxes({"": mail.password}, Allowance(stopwatch=lambda: now[0]))
    items = boxes.look(source(mail), None).items
    for item in items:
        now[0] += 29
        assert boxes.message(source(mail), item.address)
    now[0] += 60
    boxes.close()
    assert mail.said[-1] == "LOGOUT"


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes a certificate with openssl")
def test_the_password_is_not_told_to_a_server_whose_certificate_nobody_vouches_for(tmp_path):
    key, paper = tmp_path / "key.pem", tmp_path / "paper.pem"
    made = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=localhost",
    ]
    subprocess.run([*made, "-keyout", key, "-out", paper], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(paper, key)
    heard: list[bytes] = []

    def serve() -> None:
        with suppress(OSError):
            wire, _ = listening.accept()
            with context.wrap_socket(wire, server_side=True) as secured:
                secured.sendall(b"* OK ready\r\n")
                heard.append(secured.recv(1_000))

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        address = f"imaps://reader@localhost:{listening.getsockname()[1]}/INBOX"
        secret = Source("press-mail", Form.MAIL, address, "Press lists")
        with pytest.raises(Unfetchable, match="SSLCertVerificationError"):
            Mailboxes({"": "open sesame"}).look(secret, None)
        thread.join(10)
    assert heard == []
