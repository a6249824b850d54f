"""Paragraphs come in; a whole date on a short line, in another language or form, goes out: "Lomé, le 4 mai 2021".

It is asked for last, when nothing else tells the day; the library that reads it is only then loaded.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefs.parsing.text import Paragraph

_HEAD_LINES: Final = 10
_LINE: Final = 100
_WORDS: Final = 11
"""Words of a line that holds a date and little else; more are a sentence."""
_FOOT_LINES: Final = 4
_OTHER_FORM: Final = re.compile(
    r"\b\d{1,2}(?:er|\.|\u00ba)?\s(?:de\s|d[\u2019'])?[^\W\d_]{3,12}\.?,?\s(?:de\s|del\s)?(?:19|20)\d\d\b|\b(?:19|20)\d\d\s?\u5e74\s?\d{1,2}\s?\u6708\s?\d{1,2}\s?\u65e5"
    r"|\b(?:19|20)\d\d\ub144\s?\d{1,2}\uc6d4\s?\d{1,2}\uc77c"
)
_LANGUAGES: Final = [
    "en",
    "fr",
    "es",
    "pt",
    "de",
    "it",
    "nl",
    "id",
    "ms",
    "vi",
    "tr",
    "ru",
    "uk",
    "ja",
    "ko",
    "zh",
]
_WHOLE_DATES: Final[dict[str, Any]] = {
    "REQUIRE_PARTS": ["day", "month", "year"],
    "RELATIVE_BASE": datetime(2000, 1, 1),  # noqa: DTZ001 - a day of the calendar, in no zone; nothing counts from it
    "DATE_ORDER": "DMY",
    "PARSERS": ["absolute-time"],
}


def in_another_form(flow: Sequence[Paragraph]) -> date | None:
    """The day on a line at the foot or at the head; None where no short line holds one."""
    for paragraph in (*reversed(flow[-_FOOT_LINES:]), *flow[:_HEAD_LINES]):
        short = len(paragraph.text) < _LINE and paragraph.text.count(" ") < _WORDS
        written = _OTHER_FORM.search(paragraph.text) if short else None
        if written is None:
            continue
        import dateparser  # slow to load, and hardly ever needed

        read: datetime | None = dateparser.parse(written.group(), languages=_LANGUAGES, settings=_WHOLE_DATES)
        if read is not None:
            return read.date()
    return None
