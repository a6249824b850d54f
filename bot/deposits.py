"""A file or a pasted text of an owner goes in; it is read into the store, and a message says what became of it."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from bot import messages, receipts
from bot.buttons import Act, encode
from bot.desk import MOST_WORDS, Desk, Heard
from bot.markup import Line, bold, italic, plain, short, units
from bot.messages import Button, Screen, of_lines, of_text
from briefs import intake
from briefs.brief import Choice
from briefs.errors import BadQuestion, Unreadable
from briefs.model import Document, Reading

if TYPE_CHECKING:
    from briefs.store import Added

ENDINGS = (
    ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx", ".odt", ".rtf", ".eml", ".zip",
)  # fmt: skip
"""A file with another ending is not even fetched; what one of these holds is told by its bytes."""
LONG_TEXT = 400
"""Characters above which an owner's message is taken for a document rather than a question."""

FULL_MESSAGE = 3900
"""Units of a message that was probably cut by Telegram, so that the next one goes on."""

TOGETHER = timedelta(seconds=30)
MOST_PENDING = 50
MOST_PIECES = 250
COMMAND = re.compile(r"^/add(?:@[A-Za-z0-9_]{1,32})?\s+", re.IGNORECASE)
OVERRIDE = re.compile(r"(?:^|[;\n])[ \t]*(date|title|publisher|url)[ \t]*[:=]", re.IGNORECASE)
OTHER_KEY = re.compile(
    r"(?:^|[;\n])[ \t]*(?!date|title|publisher|url)([A-Za-z]{2,20})[ \t]*:(?!//)", re.IGNORECASE
)
HOW = (
    "Send a file (PDF, Word, OpenDocument, RTF, e-mail, HTML, Markdown or text, or a ZIP archive of these), or paste "
    "the text of the document here, after /add if it is short. "
    "A caption may say what the text does not, for example: date: 2021-01-28; publisher: Ministry of Trade; "
    "url: https://example.org/talks; title: Trade talks"
)


@dataclass(slots=True)
class Pasted:
    """A text that came in one or several messages, by their ids; ``last`` is when the newest of them was sent."""

    pieces: dict[int, str]
    last: datetime
    size: int = 0

    @property
    def whole(self) -> str:
        """The text, put together."""
        return "".join(self.pieces.values())


@dataclass(slots=True)
class Pending:
    """Pasted texts that wait for a word of their owner, by chat and first message; the oldest are dropped.

    They live in memory only: what is not confirmed is not kept.
    """

    texts: OrderedDict[tuple[int, int], Pasted] = field(default_factory=OrderedDict)

    def expects(self, chat: int, at: datetime) -> bool:
        """Whether the chat's last text was cut by Telegram a moment ago, so that the rest of it is due."""
        newest = self._newest(chat)
        if newest is None:
            return False
        in_time = abs(at - newest.last) <= TOGETHER
        return newest.size >= FULL_MESSAGE and in_time and len(newest.pieces) < MOST_PIECES

    def take(self, chat: int, message: int, text: str, at: datetime) -> bool:
        """Put a text aside; False where nothing need be asked, for it is part of one that was asked about.

        It goes on from the one before, which Telegram cut at its limit; or a later piece was written anew.
        """
        known = next(
            (p for (where, _), p in self.texts.items() if where == chat and message in p.pieces), None
        )
        newest = self._newest(chat)
        if known:
            known.pieces[message] = text
            return message == next(iter(known.pieces))
        if newest and self.expects(chat, at):
            newest.pieces[message] = text
            newest.last, newest.size = at, units(text)
            return False
        self.texts[chat, message] = Pasted({message: text}, at, units(text))
        while len(self.texts) > MOST_PENDING:
            self.texts.popitem(last=False)
        return True

    def look(self, chat: int, message: int) -> str | None:
        """The whole text, which stays; None where it is not (any more) here."""
        pasted = self.texts.get((chat, message))
        return pasted.whole if pasted else None

    def give(self, chat: int, message: int) -> str | None:
        """The whole text, taken out; None where it is not (any more) here."""
        pasted = self.texts.pop((chat, message), None)
        return pasted.whole if pasted else None

    def _newest(self, chat: int) -> Pasted | None:
        return next((pasted for key, pasted in reversed(self.texts.items()) if key[0] == chat), None)


def is_document(text: str) -> bool:
    """Whether an owner's message looks like a document."""
    return len(text) > LONG_TEXT or "\n" in text.strip()


def offer(desk: Desk, message: int, text: str) -> Screen:
    """Asks whether a pasted text is to be added."""
    number = str(message)
    buttons = [
        (Button("✅ Add it as a document", encode(Act("add", number), desk.keep)),),
        (
            Button("It is a question", encode(Act("ask", number), desk.keep)),
            Button("Leave it", encode(Act("leave", number), desk.keep)),
        ),
    ]
    lines: list[Line] = [(bold("Add this text as a document?"),), (italic(short(text, 80)),)]
    return of_lines(lines, buttons)


def as_pasted(said: str) -> str:
    """The text of a message that was to be added, without the command before it."""
    return COMMAND.sub("", said, count=1)


def too_large(size: int | None) -> str | None:
    """Why a file of this size (bytes; None where Telegram does not say) is not even fetched; None where it is."""
    if size is None or size <= intake.MOST_BYTES:
        return None
    most = intake.MOST_BYTES // 1_000_000
    return f"This file has {size / 1_000_000:.1f} MB; I take files of up to {most} MB. Cut it into parts."


def file_name(given: str | None) -> str:
    """The name of a file as it may be kept and shown: no folders, on one line, and not too long."""
    return short((given or "").replace("\\", "/").rpartition("/")[2], 100) or "document.txt"


def not_readable(name: str | None) -> str | None:
    """Why a file of this name is not even fetched; None where it is."""
    if name is None or name.casefold().endswith(ENDINGS):
        return None
    return (
        "I read PDF, Word (.docx), OpenDocument (.odt), RTF, e-mail (.eml), HTML, Markdown and text files, and .zip "
        "archives of these. Please save the document as one of them."
    )


def add_file(desk: Desk, name: str, data: bytes, caption: str) -> Screen:
    """Read a file into the store, with the files in it. Raises ``Unreadable`` and the other errors of reading."""
    found = intake.all_from_bytes(data, name)
    if len(found) == 1 and isinstance(found[0], Document):
        return _add(desk, _overridden(found[0], caption, desk.today()))
    return _add_several(desk, found, caption)


def add_text(desk: Desk, text: str) -> Screen:
    """Read a pasted text into the store; lines such as "date: 2021-01-28" before the first empty one count."""
    head, gap, body = text.strip().partition("\n\n")
    caption = head if gap and _is_caption(head) else ""
    document = intake.from_bytes((body if caption else text).encode("utf-8", "replace"), "pasted.txt")
    return _add(desk, _overridden(replace(document, name="pasted text"), caption, desk.today()))


def overrides(caption: str, today: date) -> dict[str, str | date]:
    """What a caption says of a document: "date: 2021-01-28; title: …; publisher: …; url: …".

    Raises ``BadDate`` or ``BadQuestion`` with a sentence that says what is wrong.
    """
    found: dict[str, str | date] = {}
    places = list(OVERRIDE.finditer(caption))
    other = OTHER_KEY.search(caption) if places else None
    if other:
        raise BadQuestion(
            f'The caption says "{other[1]}:", which I do not know. A caption may say date:, title:, publisher: '
            "and url:, with a semicolon between them."
        )
    for place, match in enumerate(places):
        end = places[place + 1].start() if place + 1 < len(places) else len(caption)
        value = plain(caption[match.end() : end]).strip(" ;")[:500]
        key = match[1].casefold()
        if not value:
            raise BadQuestion(
                f'The caption says "{key}:" and nothing after it. Write a value, or leave it out.'
            )
        found["published_on" if key == "date" else key] = _date(value, today) if key == "date" else value
    url = str(found.get("url", "https://"))
    if not url.startswith(("https://", "http://")):
        raise BadQuestion(f'The address "{url[:60]}" must begin with https:// or http://.')
    return found


def add(desk: Desk, heard: Heard) -> Screen:
    """/add without a text: how a document is added."""
    del heard
    return of_text(HOW, messages.choices([Choice("Latest documents", "latest")], desk.keep))


def remove(desk: Desk, heard: Heard) -> Screen:
    """/remove N: asks before a document is taken out."""
    number = heard.words.strip().lstrip("#№")
    if not (number.isascii() and number.isdigit() and len(number) < 10):  # noqa: PLR2004 - a 32-bit number
        raise BadQuestion("Write the number of the document, such as /remove 3; /latest shows the numbers.")
    buttons = (
        Button(f"Take out document {int(number)}", encode(Act("remove", number), desk.keep)),
        Button("Leave it", encode(Act("leave", "0"), desk.keep)),
    )
    said = f"Take out document {int(number)}, every revision of it, and all that was read out of it?"
    return of_text(f"{said} This cannot be undone.", [buttons])


def removed(desk: Desk, number: int) -> Screen:
    """The document taken out."""
    if desk.library.store.remove(number):
        return of_text(f"Document {number} was taken out, with all that was read out of it.")
    return of_text(f"There is no document {number} (any more).")


def _add(desk: Desk, document: Document) -> Screen:
    reading, kept = _keep(desk, document)
    lines = receipts.receipt(reading, kept, desk.library.lexicon)
    offered = [
        Choice(f"📄 Document {kept.number}", f"source {kept.number}"),
        Choice("Latest documents", "latest"),
    ]
    return of_lines(lines, messages.choices(offered, desk.keep))


def _keep(desk: Desk, document: Document) -> tuple[Reading, Added]:
    from briefs.parsing import parser

    reading = parser.read(document, desk.library.lexicon)
    if not reading.paragraphs:
        raise Unreadable(f"{document.name} holds no text that could be read.")
    return reading, desk.library.store.add(document, reading, desk.clock())


def _add_several(desk: Desk, found: Sequence[Document | Unreadable], caption: str) -> Screen:
    """The documents of a mail or an archive, each kept by itself; a line for each, and for each that could not be."""
    given = overrides(caption[:2000], desk.today())
    for key in ("title", "url"):
        given.pop(key, None)  # these name one document, and here are several
    kept: list[tuple[Reading, Added]] = []
    refused: list[str] = []
    for one in found:
        if isinstance(one, Unreadable):
            refused.append(str(one))
        else:
            kept.append(_keep(desk, replace(one, **given)))  # type: ignore[arg-type]
    offered = [Choice(f"📄 Document {added.number}", f"source {added.number}") for _, added in kept]
    return of_lines(receipts.several(kept, refused), messages.choices(offered, desk.keep))


def _overridden(document: Document, caption: str, today: date) -> Document:
    given = overrides(caption[:2000], today)
    return replace(document, **given) if given else document  # type: ignore[arg-type]


def _is_caption(head: str) -> bool:
    return all(OVERRIDE.match(line) for line in head.splitlines()) and len(head) < MOST_WORDS * 5


def _date(words: str, today: date) -> date:
    """The day in a person's words, read as the shell reads ``--date``. Raises ``BadDate``."""
    from briefs.cli.asking import day

    return day(words, today)
