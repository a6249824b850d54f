"""The data of a button, or words that answer a message with such a button, go in; what the editors' side makes of them comes out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from bot.buttons import BAR
from bot.editing import depositing, documents, editors, mending, quarantine, reporting
from bot.messages import Button, of_text
from briefs.errors import BadCorrection, BadDate, BadQuestion

if TYPE_CHECKING:
    from bot.desk import Desk, Heard
    from bot.messages import Screen

Pressed = Callable[["Desk", "Heard", str], "Screen | str"]
Answered = Callable[["Desk", "Heard", str], "Screen"]

PRESSED: Mapping[str, Pressed] = {
    "held": depositing.pressed,
    mending.LINE: mending.pressed,
    documents.DOCUMENT: documents.pressed,
    reporting.REPORT: reporting.pressed,
    editors.EDITORS: editors.pressed,
    quarantine.QUARANTINE: quarantine.pressed,
    editors.JOIN: editors.joined,
}
"""What the buttons of the editors' side do, by the name of their act: a screen, or a sentence that pops up."""

ANSWERED: Mapping[str, Answered] = {
    "held": depositing.answered,
    mending.LINE: mending.answered,
    documents.DOCUMENT: documents.answered,
    reporting.REPORT: reporting.answered,
}
WAITS = re.compile(rf"x\{BAR}(?:{'|'.join(ANSWERED)})\{BAR}[0-9]{{1,9}} w [a-z]{{1,10}}")
"""The data of the button below a message that can be answered in words."""

MOST_WORDS = 600
TOO_LONG = "That is too long. Please say it in a few words."


def is_anew(name: str, value: str) -> bool:
    """Whether what a button shows is a message of its own, and not put in place of the one with the button."""
    if name == "held":
        return depositing.is_anew(value)
    return name == reporting.REPORT and reporting.is_anew(value)


def answer(desk: Desk, heard: Heard, data: str) -> Screen:
    """What words in answer to a message of the editors' side lead to."""
    if len(heard.words) > MOST_WORDS:
        return of_text(TOO_LONG)
    _, name, value = data.split(BAR, 2)
    try:
        return ANSWERED[name](desk, heard, value)
    except (BadCorrection, BadDate, BadQuestion) as problem:
        return of_text(str(problem), [(Button("✍️ How?", data),)])  # the question stays open
