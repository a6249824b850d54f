"""A question in a person's words, or in those of a button, goes in; the page of the answer to show comes out.

Everything is synchronous and takes what it needs as values; ``bot.conversation`` calls it in a thread.
"""

from __future__ import annotations

import re
from functools import partial

from bot import house, messages, zones
from bot.buttons import Sentence, View
from bot.desk import MOST_WORDS, Desk, Heard, Reply
from bot.editing import reporting
from bot.layout import Style
from bot.messages import Screen
from bot.readers import Reader
from briefs import answers, asking
from briefs.asking import words as asking_words
from briefs.asking.question import About
from briefs.brief import Brief
from briefs.errors import NoSuchThing
from briefs.library import Preferences

LINE = re.compile(r"line ([0-9]{1,9})")
"""The canonical question for one sentence."""


def asks(about: About) -> Reply:
    """The reply of a command that is a question."""
    return partial(_asked, about)


def begins_with(name: str) -> bool:
    """Whether a name that is no command is one that a question may begin with: "line", "events", "document_3"."""
    return name.casefold().partition("_")[0] in asking_words.COMMANDS


def answer(desk: Desk, words: str, reader: Reader, view: View | None = None) -> Screen:
    """The answer to a question in a person's words, or in those of a button; ``view`` is the page to show."""
    brief = brief_of(desk, words, reader)
    if brief is None:
        return house.help_(desk, Heard("", reader, desk.today(reader.zone)))
    screen = messages.of_brief(brief, view or View(brief.question), style(desk, reader), desk.keep)
    line = LINE.fullmatch(brief.question)
    return reporting.offered(screen, int(line[1]), desk.keep) if line and brief.quotations else screen


def sentence(desk: Desk, pressed: Sentence, reader: Reader) -> Screen:
    """The exact sentence behind a line. Raises ``NoSuchThing`` where its document is gone."""
    brief = brief_of(desk, f"line {pressed.line}", reader)
    if brief is None or not brief.found or not brief.quotations:
        raise NoSuchThing("This line is gone: its document was taken out or replaced by a newer revision.")
    screen = messages.of_sentence(brief, pressed, style(desk, reader), desk.keep)
    return reporting.offered(screen, pressed.line, desk.keep)


def brief_of(desk: Desk, words: str, reader: Reader) -> Brief | None:
    """The answer itself; None where the words ask for help and nothing else."""
    today = desk.today(reader.zone)
    question = asking.understand(words[:4000], desk.library.lexicon, today)
    if question.about is About.HELP and not question.unknown:
        return None
    return answers.answer(question, desk.library, today, Preferences(reader.hidden, reader.language or "en"))


def style(desk: Desk, reader: Reader) -> Style:
    """How this reader wants dates and hours written, and the names of the parties that publish."""
    zone = zones.zone_of(reader.zone, desk.zone)
    return Style(reader.language or "en", zone, desk.library.lexicon.party_name)


def _asked(about_what: About, desk: Desk, heard: Heard) -> Screen:
    return answer(desk, f"{about_what.value} {heard.words[:MOST_WORDS]}", heard.reader)
