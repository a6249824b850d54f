"""A mail folder in, its messages as items and, one at a time, as bytes out; nothing in the folder is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit

from briefs.errors import Unfetchable
from briefs.watching import addresses
from briefs.watching.listing import MOST, Item, Listing, plain
from briefs.watching.sources import PASSWORD, Source

if TYPE_CHECKING:
    from imap_tools import BaseMailBox

LARGEST = 20_000_000
SECONDS = 30.0

Open = Callable[[str, int, bool], "BaseMailBox"]


def open_box(host: str, port: int, encrypted: bool) -> BaseMailBox:
    """A connection to a mail server, encrypted unless the address says otherwise."""
    from imap_tools import MailBox, MailBoxUnencrypted

    if encrypted:
        return MailBox(host, port or 993, timeout=SECONDS)
    return MailBoxUnencrypted(host, port or 143, timeout=SECONDS)


class Mailboxes:
    """The mail folders of one round of looks: each is opened once, and all are closed at the end."""

    def __init__(self, passwords: Mapping[str, str], opens: Open = open_box) -> None:
        self._passwords = passwords
        self._opens = opens
        self._open: dict[str, BaseMailBox] = {}

    def look(self, source: Source, place: str | None) -> Listing:
        """The messages beyond ``place``, "validity:number" of the last one that was seen. Raises Unfetchable."""
        with _told(source, self._open):
            box, folder = self._box(source)
            validity = box.folder.status(folder, ["UIDVALIDITY"])["UIDVALIDITY"]
            known, _, last = (place or "").partition(":")
            seen = int(last) if known == str(validity) and last.isdigit() else 0
            numbers = sorted(int(number) for number in box.uids(f"UID {seen + 1}:*") if number.isdigit())
            numbers = [
                number for number in numbers if number > seen
            ]  # "*" gives the last one even where it is seen
            taken = numbers[-MOST:]
            items = tuple(_items(box, source, validity, taken))
        at = f"{validity}:{max([seen, *numbers])}"
        return Listing(items, len(numbers) - len(taken), place=at)

    def message(self, source: Source, address: str) -> bytes:
        """One message as it was sent. Raises Unfetchable where it is gone or too large."""
        number = address.rpartition("=")[2]
        with _told(source, self._open):
            box, _folder = self._box(source)
            heads = list(box.fetch(f"UID {int(number)}", headers_only=True, mark_seen=False))
            if heads and heads[0].size_rfc822 > LARGEST:
                raise Unfetchable(
                    f"A message in {source.slug} has more than {LARGEST // 1_000_000} MB.", lasting=True
                )
            found = list(box.fetch(f"UID {int(number)}", mark_seen=False)) if heads else []
        if not found:
            raise Unfetchable(f"The message {number} in {source.slug} is not there any more.", lasting=True)
        return bytes(found[0].obj)

    def close(self) -> None:
        """Says goodbye to every server."""
        for box in self._open.values():
            with suppress(Exception):  # a server that is gone needs no goodbye
                box.logout()
        self._open.clear()

    def _box(self, source: Source) -> tuple[BaseMailBox, str]:
        parts = urlsplit(source.address)
        folder = unquote(parts.path.strip("/")) or "INBOX"
        if source.slug not in self._open:
            password = self._passwords.get(source.slug) or self._passwords.get("")
            if not password:
                raise Unfetchable(
                    f"The mail folder {source.slug} needs a password: set {PASSWORD} in the environment."
                )
            box = self._opens(parts.hostname or "", parts.port or 0, parts.scheme == "imaps")
            self._open[source.slug] = box
            box.login(unquote(parts.username or ""), password, initial_folder=None)
            box.folder.set(folder, readonly=True)
        return self._open[source.slug], folder


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


class _told:  # noqa: N801 - reads as a word where it is used
    """What goes wrong with a mail server, told in a sentence; the connection is given up."""

    def __init__(self, source: Source, opened: dict[str, Any]) -> None:
        self._source = source
        self._opened = opened

    def __enter__(self) -> None:
        """Nothing yet."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Raises Unfetchable in place of what the library raised."""
        if error is None or isinstance(error, Unfetchable) or not isinstance(error, Exception):
            return
        broken = self._opened.pop(self._source.slug, None)
        if broken is not None:
            with suppress(Exception):
                broken.client.shutdown()
        if type(error).__name__ == "MailboxLoginError":
            reason = "the server does not take the name and the password"
        else:
            reason = f"the server cannot be read ({type(error).__name__})"
        raise Unfetchable(f"The mail folder {self._source.slug}: {reason}.") from error
