"""Bytes in, Documents or Unreadable out: one for most files, several for mails with attachments and for archives."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefs.errors import Unreadable
from briefs.intake import decoding, formats
from briefs.intake.formats import Form, Found
from briefs.intake.language import foreign
from briefs.model import Document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from briefs.intake.apart import Apart
    from briefs.intake.confined import Budget
    from briefs.intake.formats import Part

_MARKUP = re.compile(r"<!--.*?-->|<[^<>]{0,2000}>|&#?\w{1,12};", re.DOTALL)
"""Comments, tags and entities, which are no words of a document even where it is not read as a page."""
MOST_BYTES = 20_000_000
"""The largest file that is read, which is also the largest that Telegram hands over to a bot."""
MOST_TEXT = 5_000_000
"""The most characters of text, however they were packed; the longest communiqué has a fiftieth of it."""
SOON = 500
"""Letters from the beginning in which nearly every document has a word."""
MOST_DOCUMENTS = 200
COVER_NOTE = 40
"""Words of a mail that only hands over its attachments; a mail that is a document itself has more."""
DEEPEST = 2
"""A document in a mail in an archive is read; what is packed deeper was packed to hide."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a file from outside; it wins over what the file says of itself."""

    title: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    url: str | None = None
    fetched_at: datetime | None = None


def from_bytes(
    data: bytes,
    name: str,
    *,
    title: str | None = None,
    publisher: str | None = None,
    published_on: date | None = None,
    url: str | None = None,
    fetched_at: datetime | None = None,
) -> Document:
    """The one document in some bytes; ``name`` is what it is called in messages.

    Raises Unreadable, also where there are several: ``all_from_bytes`` reads these.
    """
    found = all_from_bytes(data, name, Given(title, publisher, published_on, url, fetched_at))
    documents = [one for one in found if isinstance(one, Document)]
    if len(documents) == 1:
        return documents[0]
    if not documents:
        raise next(one for one in found if isinstance(one, Unreadable))
    raise Unreadable(f"{name} holds {len(documents)} documents. Add them one by one.")


def all_from_bytes(data: bytes, name: str, given: Given | None = None) -> tuple[Document | Unreadable, ...]:
    """Every document in some bytes, and for each file inside that could not be read the reason.

    A file inside another is called by both names. A title or address that is given counts for a single document
    only, publisher and date for all. Raises Unreadable where nothing in it can be read for one reason.
    """
    from briefs.intake.confined import Budget

    given = given or Given()
    if len(data) > MOST_BYTES:
        raise Unreadable(too_large(name, len(data)))
    held = list(_held(data, name, Budget()))
    several = sum(not isinstance(found, Unreadable) for _, found in held) > 1
    known = replace(given, title=None, url=None) if several else given
    return tuple(
        found if isinstance(found, Unreadable) else _document(found, called, known) for called, found in held
    )


def too_large(name: str, size: int, most: int = MOST_BYTES) -> str:
    """Why a file of so many bytes is not read."""
    return f"{name} has {size / 1_000_000:.1f} MB; {_kind(most)} of up to {most // 1_000_000} MB are read. Cut it into parts."


def _kind(most: int) -> str:
    return "texts" if most == MOST_TEXT else "files"


def _document(found: Found, name: str, given: Given) -> Document:
    return Document(
        text=found.text,
        name=name,
        title=_given(given.title) or _given(found.title),
        publisher=_given(given.publisher) or _given(found.publisher),
        published_on=given.published_on or found.published_on,
        url=_given(given.url) or found.url,
        language=foreign(found.text),
        fetched_at=given.fetched_at,
    )


def _held(
    data: bytes, name: str, budget: Budget, within: tuple[Form, ...] = ()
) -> Iterator[tuple[str, Found | Unreadable]]:
    """Each text in some bytes with its name; ``within`` is what it is packed in. Raises Unreadable where there is none."""
    form = _form(data, name)
    if form is Form.TEXT:
        yield name, _checked(Found(_text(data, name)), name)
        return
    apart = _apart(form, data, name, budget)
    if not apart.parts:
        yield name, _checked(apart.found or Found(""), name)
        return
    if len(within) == DEEPEST or (form is Form.ZIP and form in within):
        raise Unreadable(f"{name} is an archive within an archive. Unpack it and add the files themselves.")
    inside = list(_inside(apart.parts, name, budget, (*within, form)))
    read = any(isinstance(found, Found) for _, found in inside)
    if apart.found and not (read and len(apart.found.text.split()) < COVER_NOTE):
        yield name, _or_reason(apart.found, name)
    yield from inside


def _or_reason(found: Found, name: str) -> Found | Unreadable:
    try:
        return _checked(found, name)
    except Unreadable as reason:
        return reason


def _inside(
    parts: Sequence[Part], name: str, budget: Budget, within: tuple[Form, ...]
) -> Iterator[tuple[str, Found | Unreadable]]:
    """The texts of files inside another one; what is wrong with one of them is its own affair."""
    for part in parts[:MOST_DOCUMENTS]:
        called = f"{name}: {part.name}"
        try:
            yield from _held(part.data, called, budget, within)
        except Unreadable as reason:
            yield called, reason


def _form(data: bytes, name: str) -> Form:
    """What a file is, told by its bytes. Raises Unreadable for what is never read."""
    if not data:
        raise Unreadable(f"{name} is empty.")
    form = formats.form_of(data)
    if form is not None:
        return form
    words = formats.refused(data)
    if words is not None:
        raise Unreadable(f"{name} is {words}. {formats.WHAT_IS_READ}")
    if len(data) > 4 * MOST_TEXT:
        raise Unreadable(too_large(name, len(data), MOST_TEXT))
    return Form.HTML if formats.is_html(_head(data)) else Form.TEXT


def _head(data: bytes) -> str:
    """As much of the beginning as tells a page from a text, whatever it is encoded in."""
    return decoding.text_of(data[: 4 * formats.HEAD]) or ""


def _text(data: bytes, name: str) -> str:
    text = decoding.text_of(data)
    if text is None:
        raise Unreadable(f"{name} is not text but binary data. {formats.WHAT_IS_READ}")
    return text


def _apart(form: Form, data: bytes, name: str, budget: Budget) -> Apart:
    """The file taken apart by the child process."""
    from briefs.intake import confined

    if form is Form.HTML and len(data) > MOST_TEXT:
        raise Unreadable(too_large(name, len(data), MOST_TEXT))
    return confined.taken(form, data, name, budget)


def _checked(found: Found, name: str) -> Found:
    """The text without stray control characters. Raises Unreadable where it has no words, or far too many."""
    if len(found.text) > MOST_TEXT:
        raise Unreadable(too_large(name, len(found.text), MOST_TEXT))
    if not (_has_words(found.text[:SOON]) or _has_words(found.text)):
        raise Unreadable(f"{name} holds no words to read.")
    text = decoding.CONTROLS.sub("", found.text) if decoding.CONTROLS.search(found.text) else found.text
    return found if text is found.text else replace(found, text=text)


def _has_words(text: str) -> bool:
    return any(letter.isalnum() for letter in _MARKUP.sub(" ", text))


def _given(words: str | None) -> str | None:
    """What a person or a file gives, on one line; blanks say nothing."""
    return " ".join(words.split()) or None if words else None
