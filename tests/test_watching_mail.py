"""A mail folder is read from where the last look ended, and left as it is."""

from __future__ import annotations

from datetime import date

import pytest
from small_mail import SmallMail, small_mail

from briefs.errors import Unfetchable
from briefs.watching.mail import LARGEST, Mailboxes
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
