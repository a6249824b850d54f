"""An e-mail (EML) in, its words as one Found and its attachments as files out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from briefs.errors import Unreadable
from briefs.intake import decoding, html_page
from briefs.intake.formats import Found, Part

if TYPE_CHECKING:
    from email.message import Message

MOST_PARTS = 200
PART = re.compile(rb"^content-type[ \t]*:", re.IGNORECASE | re.MULTILINE)
HEADER_NAME = re.compile(rb"^[\x21-\x39\x3b-\x7e]{1,80}:", re.MULTILINE)
HEAD_ENDS = re.compile(rb"\r?\n\r?\n")
MOST_HEAD = 300_000
LONGEST_HEADER = 1000
SENT_ON = re.compile(r"^\s*(?:(?:fwd?|fw|wg|tr|re|aw)\s*(?:\[\d+\])?:\s*)+", re.IGNORECASE)
"""What stands before the subject of a mail that was forwarded or answered."""
PASSED_ON = re.compile(
    r"^\W{0,8}(?:original message|forwarded message|begin forwarded message)\b", re.IGNORECASE | re.MULTILINE
)
QUOTED = re.compile(r"^>[> ]{0,20}", re.MULTILINE)
OURS = (
    "multipart/",
    "image/",
    "audio/",
    "video/",
    "text/calendar",
    "application/ics",
    "application/pgp",
    "application/pkcs7",
)
"""Parts that are no documents: the mail's own structure, logos, invitations and signatures."""


def read(data: bytes, name: str) -> tuple[Found | None, list[Part]]:
    """The words of a mail (None where it has none), and the files that came with it. Raises Unreadable."""
    if data.startswith(b"From "):
        data = data.partition(b"\n")[2]
    _bound(data, name)
    try:
        mail = message_from_bytes(data, policy=policy.compat32)
        parts = [part for part in mail.walk() if not part.is_multipart()]
    except (MessageError, ValueError, LookupError, RecursionError, UnicodeError) as error:
        raise Unreadable(f"{name} is an e-mail that cannot be taken apart.") from error
    files = [part for part in parts if _is_file(part)]
    attached = [Part(_file_name(part, at), _payload(part)) for at, part in enumerate(files, 1)]
    return _words(mail, [part for part in parts if not _is_file(part)], name), attached


def _bound(data: bytes, name: str) -> None:
    """Counted in the bytes, for what is nested in a mail is nested in the library's stack too."""
    parts = len(PART.findall(data))
    if parts > MOST_PARTS:
        raise Unreadable(f"{name} is an e-mail of {parts:,} parts; up to {MOST_PARTS} are read.")
    ends = HEAD_ENDS.search(data, 0, MOST_HEAD)
    if ends is None and len(data) > MOST_HEAD:
        raise Unreadable(f"{name} is an e-mail whose head never ends.")


def _is_file(part: Message) -> bool:
    kind = part.get_content_type()
    if kind.startswith(OURS):
        return False
    return (
        not kind.startswith("text/")
        or part.get_content_disposition() == "attachment"
        or bool(part.get_filename())
    )


def _payload(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError):
        return b""
    return payload if isinstance(payload, bytes) else b""


def _file_name(part: Message, at: int) -> str:
    try:
        given = _header(part.get_filename())
    except (ValueError, LookupError, TypeError):
        given = ""
    return given.replace("\\", "/").rpartition("/")[2][:100] or f"attachment {at}"


def _words(mail: Message, parts: list[Message], name: str) -> Found | None:
    """The plain words where a mail has them, for the page beside them says the same; else the page."""
    plain = [
        text for part in parts if part.get_content_type() == "text/plain" and (text := _text(part)).strip()
    ]
    pages = [
        text for part in parts if part.get_content_type() == "text/html" and (text := _text(part)).strip()
    ]
    if plain:
        found = Found(QUOTED.sub("", "\n\n".join(plain)))
    elif pages:
        found = replace(html_page.read("\n".join(pages), name), published_on=None, title=None)
    else:
        return None
    subject = _header(mail.get("Subject"))
    own = not SENT_ON.match(subject) and not PASSED_ON.search(found.text)
    return replace(
        found,
        title=SENT_ON.sub("", subject) or None,
        published_on=_day(mail.get("Date")) if own else None,
        publisher=_header(mail.get("Organization")) or None if own else None,
    )


def _text(part: Message) -> str:
    data = _payload(part)
    charset = part.get_content_charset() or "utf-8"
    try:
        return data.decode(charset).replace("\r\n", "\n")
    except (LookupError, UnicodeError, ValueError):
        return decoding.text_of(data) or ""


def _header(value: object) -> str:
    """The words of a header, decoded and on one line; "" where there are none or they cannot be decoded."""
    raw = str(value or "")[:LONGEST_HEADER]
    try:
        pieces = [
            words.decode(charset or "utf-8", "replace") if isinstance(words, bytes) else words
            for words, charset in decode_header(raw)
        ]
    except (ValueError, LookupError, MessageError):
        pieces = [raw]
    return " ".join("".join(pieces).split())[:300]


def _day(value: object) -> date | None:
    """The day on which a mail was sent, by the sender's own clock."""
    try:
        sent = parsedate_to_datetime(str(value))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return (sent if sent.tzinfo else sent.replace(tzinfo=UTC)).date()
