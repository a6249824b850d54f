"""A file or a pasted text of an owner goes in; it is read into the store, and a message says what became of it."""

from __future__ import annotations

import re
from collections import Counter, OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from bot import messages
from bot.buttons import Act, Ask, encode
from bot.desk import MOST_WORDS, Desk, Heard
from bot.markup import Line, Run, bold, italic, units
from bot.messages import Button, Screen, of_lines, of_text
from bot.preferences import PLURALS
from briefs import intake
from briefs.brief import Choice
from briefs.errors import BadQuestion
from briefs.model import Document, Kind, Reading

ENDINGS = (".txt", ".text", ".md", ".markdown", ".html", ".htm")
LONG_TEXT = 400
"""Characters above which an owner's message is taken for a document rather than a question."""

FULL_MESSAGE = 3900
"""Units of a message that was probably cut by Telegram, so that the next one goes on."""

TOGETHER = timedelta(seconds=30)
MOST_PENDING = 50
MOST_PIECES = 250
OVERRIDE = re.compile(r"(?:^|[;\n])[ \t]*(date|title|publisher|url)[ \t]*[:=]", re.IGNORECASE)
HOW = (
    "Send a text, Markdown or HTML file, or paste the text of the document here. "
    "A caption may say what the text does not, for example: date: 2021-01-28; publisher: Ministry of Trade; "
    "url: https://example.org/talks; title: Trade talks"
)


@dataclass(slots=True)
class Pasted:
    """A text that came in one or several messages; ``last`` is when the newest of them was sent."""

    pieces: list[str]
    last: datetime
    size: int = 0


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
        """Put a text aside; False where it goes on from the one before, which Telegram cut at its limit."""
        newest = self._newest(chat)
        if newest and self.expects(chat, at):
            newest.pieces.append(text)
            newest.last, newest.size = at, units(text)
            return False
        self.texts[chat, message] = Pasted([text], at, units(text))
        while len(self.texts) > MOST_PENDING:
            self.texts.popitem(last=False)
        return True

    def give(self, chat: int, message: int) -> str | None:
        """The whole text, taken out; None where it is not (any more) here."""
        pasted = self.texts.pop((chat, message), None)
        return "".join(pasted.pieces) if pasted else None

    def _newest(self, chat: int) -> Pasted | None:
        return next((pasted for key, pasted in reversed(self.texts.items()) if key[0] == chat), None)


def is_document(text: str) -> bool:
    """Whether an owner's message looks like a document."""
    return len(text) > LONG_TEXT or "\n" in text.strip()


def offer(desk: Desk, message: int, text: str) -> Screen:
    """Asks whether a pasted text is to be added."""
    first = " ".join(text.split())[:80]
    question = " ".join(text.split())[:MOST_WORDS]
    buttons = [
        (Button("✅ Add it as a document", encode(Act("add", str(message)), desk.keep)),),
        (
            Button("It is a question", encode(Ask(question), desk.keep)),
            Button("Leave it", encode(Act("leave", str(message)), desk.keep)),
        ),
    ]
    lines: list[Line] = [(bold("Add this text as a document?"),), (italic(f"{first}…"),)]
    return of_lines(lines, buttons)


def too_large(size: int | None) -> str | None:
    """Why a file of this size (bytes; None where Telegram does not say) is not even fetched; None where it is."""
    if size is None or size <= intake.MOST_BYTES:
        return None
    most = intake.MOST_BYTES // 1_000_000
    return f"This file has {size / 1_000_000:.1f} MB; I take files of up to {most} MB. Cut it into parts."


def not_readable(name: str | None) -> str | None:
    """Why a file of this name is not even fetched; None where it is."""
    if name is None or name.casefold().endswith(ENDINGS):
        return None
    return (
        "I read text, Markdown and HTML files (.txt, .md, .html). Please save the document as one of these."
    )


def add_file(desk: Desk, name: str, data: bytes, caption: str) -> Screen:
    """Read a file into the store. Raises ``Unreadable`` and the other errors of reading."""
    document = intake.from_bytes(data, name)
    return _add(desk, _overridden(document, caption, desk.today()))


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
    for place, match in enumerate(places):
        end = places[place + 1].start() if place + 1 < len(places) else len(caption)
        value = " ".join(caption[match.end() : end].strip(" ;\n").split())[:500]
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
    """/add: how a document is added."""
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
    from briefs.parsing import parser

    reading = parser.read(document, desk.library.lexicon)
    kept = desk.library.store.add(document, reading, desk.clock())
    said = {
        "new": f"Added as document {kept.number}.",
        "same": f"I have this text already: it is document {kept.number}.",
        "revised": f"Added as document {kept.number}, a new revision of one I had.",
    }[kept.change]
    lines: list[Line] = [(bold(said),), *_told(reading)]
    offered = [
        Choice(f"📄 Document {kept.number}", f"source {kept.number}"),
        Choice("Latest documents", "latest"),
    ]
    return of_lines(lines, messages.choices(offered, desk.keep))


def _told(reading: Reading) -> list[Line]:
    """What was read: title, date and how it is known, outcomes by kind, and what could not be read."""
    particulars = reading.document
    dated = f"{particulars.published_on:%Y-%m-%d}" if particulars.published_on else "no date found"
    if particulars.published_on_inferred:
        dated += f" (inferred: {particulars.published_on_reason or 'from what is known of the events'})"
    counted = Counter(outcome.kind for outcome in reading.outcomes)
    kinds = ", ".join(f"{counted[kind]} {_plural(kind, counted)}" for kind in PLURALS if counted[kind])
    lines: list[Line] = [
        (Run("Title: "), Run(particulars.title[:300])),
        (Run("Publisher: "), Run((particulars.publisher or "not known")[:100])),
        (Run("Date: "), Run(dated[:300])),
        (Run("Outcomes: "), Run(kinds or "none found")),
    ]
    if reading.unread:
        lines.append((Run(f"Noticed and not understood: {len(reading.unread)}"),))
    if particulars.published_on is None:
        lines.append((italic("Send it again with a caption such as date: 2021-01-28 to date it."),))
    return lines


def _plural(kind: Kind, counted: Mapping[Kind, int]) -> str:
    return kind.value if counted[kind] == 1 else PLURALS[kind]


def _overridden(document: Document, caption: str, today: date) -> Document:
    given = overrides(caption[:2000], today)
    return replace(document, **given) if given else document  # type: ignore[arg-type]


def _is_caption(head: str) -> bool:
    return all(OVERRIDE.match(line) for line in head.splitlines()) and len(head) < MOST_WORDS * 5


def _date(words: str, today: date) -> date:
    """The day in a person's words, read as the shell reads ``--date``. Raises ``BadDate``."""
    from briefs.cli_asking import day

    return day(words, today)
