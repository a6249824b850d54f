"""What stands beside a document that somebody sends goes in, its name, size and caption; what they say of it comes out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bot.markup import plain, short
from briefs import intake
from briefs.errors import BadQuestion

if TYPE_CHECKING:
    from briefs.model import Document

ENDINGS = (
    ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx", ".odt", ".rtf", ".eml", ".zip",
)  # fmt: skip
"""A file with another ending is not even fetched; what one of these holds is told by its bytes."""
LONGEST = 2000
LONGEST_VALUE = 500
OVERRIDE = re.compile(r"(?:^|[;\n])[ \t]*(date|title|publisher|url)[ \t]*[:=]", re.IGNORECASE)
OTHER_KEY = re.compile(
    r"(?:^|[;\n])[ \t]*(?!date|title|publisher|url)([A-Za-z]{2,20})[ \t]*:(?!//)", re.IGNORECASE
)


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
        value = plain(caption[match.end() : end]).strip(" ;")[:LONGEST_VALUE]
        key = match[1].casefold()
        if not value:
            raise BadQuestion(
                f'The caption says "{key}:" and nothing after it. Write a value, or leave it out.'
            )
        found["published_on" if key == "date" else key] = day(value, today) if key == "date" else value
    url = str(found.get("url", "https://"))
    if not url.startswith(("https://", "http://")):
        raise BadQuestion(f'The address "{url[:60]}" must begin with https:// or http://.')
    return found


def overridden(documents: list[Document], caption: str, today: date) -> list[Document]:
    """The documents with what the caption says; of several a title or an address would name only one of them."""
    given = overrides(caption[:LONGEST], today)
    if len(documents) > 1:
        given = {key: value for key, value in given.items() if key not in ("title", "url")}
    return [replace(each, **given) for each in documents] if given else documents  # type: ignore[arg-type]


def parted(text: str) -> tuple[str, str]:
    """A pasted text as caption and body: lines such as "date: 2021-01-28" before the first empty one are a caption."""
    head, gap, body = text.strip().partition("\n\n")
    is_caption = len(head) < LONGEST and all(OVERRIDE.match(line) for line in head.splitlines())
    return (head, body) if gap and head and is_caption else ("", text)


def day(words: str, today: date) -> date:
    """The day in a person's words, read as the shell reads ``--date``. Raises ``BadDate``."""
    from briefs.cli.asking import day as read

    return read(words, today)
