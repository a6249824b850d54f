"""A Document in a language that the rules do not read comes in; a Reading with its words and no outcomes goes out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefs.model import Reading, Unread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefs.model import Document, Particulars
    from briefs.parsing.text import Paragraph

SHOWN = 120
"""Letters of the text that are shown with the reason, enough to see which text it is."""


def declined(document: Document, paragraphs: Sequence[Paragraph], about: Particulars) -> Reading:
    """The paragraphs, so that they can be searched and shown, and one Unread that names the language."""
    language = document.language or about.language
    reason = (
        f"This document is in {name_of(language)}. Only English is read so far: it can be searched and shown, and "
        "nothing was taken out of it."
    )
    first = paragraphs[0] if paragraphs else None
    quote = first.quote(0, min(len(first.text), SHOWN)) if first else ""
    return Reading(
        document=replace(about, language=language),
        paragraphs=tuple(paragraph.text for paragraph in paragraphs),
        unread=(Unread(quote, first.number if first else 1, reason),),
    )


def name_of(language: str) -> str:
    """A language in English words: ``km`` is "Khmer"."""
    from babel import Locale

    return str(Locale("en").languages.get(language, f'a language called "{language}"'))
