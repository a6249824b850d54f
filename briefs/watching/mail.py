"""A mail folder in, its messages as items and, one at a time, as bytes out; nothing in the folder is changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit

from briefs.errors import Unfetchable
from briefs.watching import addresses
from briefs.watching.listing import MOST, Item, Listing, plain
from briefs.watching.mail_wire import Allowance, Overdrawn, open_box
from briefs.watching.sources import PASSWORD, Source

if TYPE_CHECKING:
    from imap_tools import BaseMailBox

LARGEST = 20_000_000
LARGEST_NUMBER = 2**32 - 1
SIZE = re.compile(rb"RFC822\.SIZE (\d{1,15})", re.IGNORECASE)


class Mailboxes:
    """The mail folders of one round of looks: each is opened once, and all are closed at the end."""

    def __init__(self, passwords: Mapping[str, str], allowance: Allowance | None = None) -> None:
        self._passwords = passwords
        self._allowance = allowance or Allowance()
        self._open: dict[str, BaseMailBox] = {}

    def look(self, source: Source, place: str | None) -> Listing:
        """The messages beyond ``place``, "validity:number" of the last one that was seen. Raises Unfetchable."""
        with _told(source, self._open, self._allowance):
            box, folder = self._box(source)
            validity = box.folder.status(folder, ["UIDVALIDITY"])["UIDVALIDITY"]
            known, _, last = (place or "").partition(":")
            seen = _number(last) if known == str(validity) else 0
            found = sorted(set(map(_number, box.uids(f"UID {seen + 1}:*"))))
            numbers = [number for number in found if number > seen]  # "*" gives the last one, seen or not
            taken = numbers[-MOST:]
            items = tuple(_items(box, source, validity, taken))
        at = f"{validity}:{max([seen, *numbers])}"
        return Listing(items, len(numbers) - len(taken), place=at)

    def message(self, source: Source, address: str) -> bytes:
        """One message as it was sent. Raises Unfetchable where it is gone or too large."""
        number = str(_number(address.rpartition("=")[2]))
        with _told(source, self._open, self._allowance):
            box, _folder = self._box(source)
            if _size(box, number) > LARGEST:
                raise Unfetchable(
                    f"A message in {source.slug} has more than {LARGEST // 1_000_000} MB.", lasting=True
                )
            # As it was sent, and not taken apart: that is the work of the child process.
            found = _fetched(box, number, "(BODY.PEEK[])")
        bodies = [part[1] for part in found if isinstance(part, tuple)]
        if not bodies:
            raise Unfetchable(f"The message {number} in {source.slug} is not there any more.", lasting=True)
        return bytes(bodies[0])

    def close(self) -> None:
        """Says goodbye to every server."""
        while self._open:
            _, box = self._open.popitem()
            self._allowance.renew()
            try:
                box.logout()
            except Exception:  # noqa: BLE001 - a server that is gone needs no goodbye
                _hang_up(box)

    def _box(self, source: Source) -> tuple[BaseMailBox, str]:
        parts = urlsplit(source.address)
        folder = unquote(parts.path.strip("/")) or "INBOX"
        if source.slug not in self._open:
            password = self._passwords.get(source.slug) or self._passwords.get("")
            if not password:
                raise Unfetchable(
                    f"The mail folder {source.slug} needs a password: set {PASSWORD} in the environment."
                )
            host, port = parts.hostname or "", parts.port or 0
            box = open_box(host, port, parts.scheme == "imaps", self._allowance)
            self._open[source.slug] = box
            box.login(unquote(parts.username or ""), password, initial_folder=None)
            box.folder.set(folder, readonly=True)
        return self._open[source.slug], folder


def _number(words: str) -> int:
    """The number of a message, which has 32 bits; 0, which none has, for anything else."""
    plain_number = words.isascii() and words.isdigit() and len(words) <= len(str(LARGEST_NUMBER))
    return int(words) if plain_number and int(words) <= LARGEST_NUMBER else 0


def _fetched(box: BaseMailBox, number: str, what: str) -> list[Any]:
    """What the server gives of a message; nothing of one that is not there. Pairs hold a part of the message."""
    _, found = box.client.uid("FETCH", number, what)
    return [part for part in found if part is not None]


def _size(box: BaseMailBox, number: str) -> int:
    """The bytes of a message as the server says; 0 where it does not."""
    said = b" ".join(part for part in _fetched(box, number, "(RFC822.SIZE)") if isinstance(part, bytes))
    size = SIZE.search(said)
    return int(size[1]) if size else 0


def _items(box: Any, source: Source, validity: object, numbers: list[int]) -> Iterator[Item]:
    """The heads of the messages, newest first; their bodies are fetched when their turn comes."""
    if not numbers:
        return
    wanted = ",".join(map(str, reversed(numbers)))
    heads = {
        head.uid: head for head in box.fetch(f"UID {wanted}", headers_only=True, mark_seen=False, bulk=True)
    }
    for number in reversed(numbers):
        address = f"{source.address.rstrip('/')}/;UIDVALIDITY={quote(str(validity))}/;UID={number}"
        head = heads.get(str(number))
        day = head.date.date() if head and head.date_str else None
        yield Item(addresses.key_of(address), address, plain(head.subject) if head else None, day)


def _hang_up(box: Any) -> None:
    """Give the connection up, whatever state it is in."""
    with suppress(Exception):
        box.client.shutdown()


class _told:  # noqa: N801 - reads as a word where it is used
    """What goes wrong with a mail server, told in a sentence; the connection is given up."""

    def __init__(self, source: Source, opened: dict[str, Any], allowance: Allowance) -> None:
        self._source = source
        self._opened = opened
        self._allowance = allowance

    def __enter__(self) -> None:
        """From here on the time counts, and what comes."""
        self._allowance.renew()

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Raises Unfetchable in place of what the library raised."""
        if error is None or isinstance(error, Unfetchable) or not isinstance(error, Exception):
            return
        broken = self._opened.pop(self._source.slug, None)
        if broken is not None:
            _hang_up(broken)
        if isinstance(error, Overdrawn):
            reason = str(error)
        elif type(error).__name__ == "MailboxLoginError":
            reason = "the server does not take the name and the password"
        else:
            reason = f"the server cannot be read ({type(error).__name__})"
        raise Unfetchable(f"The mail folder {self._source.slug}: {reason}.") from error
