"""A Brief and where a reader is in it go in; the message goes out: HTML within Telegram's limits, and its buttons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from bot import layout
from bot.buttons import STILL, Ask, Keep, Sentence, View, encode
from bot.layout import Block, Style, Target
from bot.markup import Html, Line, Run, link, short, written
from bot.pages import MOST_UNITS, Page, pack
from bot.telegram_nouns import Upload
from briefs.brief import Brief, Choice

BUTTONS_A_ROW = 6
LABEL_LENGTH = 40
NARROW = 18
"""Characters of a label up to which two buttons share a row on a phone."""

MOST_CHOICES = 24
MOST_REMEMBERED = 128
"""Views of answers whose pages are remembered: some two megabytes."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button as a person sees it: either ``data`` comes back when it is pressed, or ``url`` opens."""

    label: str
    data: str = ""
    url: str | None = None


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """A message to send, or to put in place of another; with a ``file`` it is sent as a document."""

    html: str
    rows: Rows = ()
    file: Upload | None = None


def of_lines(said: Iterable[Line], rows: Sequence[tuple[Button, ...]] = ()) -> Screen:
    """A message of the bot's own lines; an empty one parts two paragraphs. What is beyond one message is cut."""
    pieces: list[str] = []
    left = MOST_UNITS
    for line in said:
        for html in written(line) or [Html("", 0)]:
            left -= html.size + 1
            if left < 0:
                return Screen("\n".join(pieces), tuple(rows))
            pieces.append(html.text)
    return Screen("\n".join(pieces).strip() or "…", tuple(rows))


def of_text(text: str, rows: Sequence[tuple[Button, ...]] = ()) -> Screen:
    """A message of plain words, one paragraph a line."""
    return of_lines(((Run(line),) for line in text.split("\n")), rows)


def of_brief(brief: Brief, view: View, style: Style, keep: Keep) -> Screen:
    """The page of the answer that ``view`` asks for; the last one where there are fewer, the first part of none."""
    keep = cache(keep)  # a dozen buttons of one message name the same question
    pages, view = _pages(brief, view, style)
    page = pages[view.page]
    rows = [*_numbers(page, view, keep), *_turning(len(pages), view, keep)]
    if view.part:
        back = Button("‹ Back to the answer", encode(View(view.question), keep))
        return Screen(page.html, (*rows, *_sources(page, keep), (back,)))
    return Screen(
        page.html,
        (*rows, *_folds(brief, view, keep), *_sources(page, keep), *choices(brief.choices, keep)),
    )


def of_sentence(brief: Brief, sentence: Sentence, style: Style, keep: Keep) -> Screen:
    """The answer that shows one line's sentence, with the way back to where its number was pressed."""
    keep = cache(keep)
    whole = replace(brief, parts=tuple(replace(part, folded=False) for part in brief.parts))
    pages, _ = _pages(whole, View(brief.question), style)
    rows = [*_numbers(pages[0], sentence.view, keep), *_sources(pages[0], keep)]
    addresses = [link("", quotation.url).href for quotation in brief.quotations[:1]]
    rows += [(Button("Open the document at this sentence", url=address),) for address in addresses if address]
    if len(pages) > 1:
        rows.append((Button("All about this line", encode(Ask(brief.question), keep)),))
    named = {f"source {number}" for number in pages[0].sources}
    rows += choices([choice for choice in brief.choices if choice.ask not in named], keep)
    rows.append((Button("‹ Back", encode(sentence.view, keep)),))
    return Screen(pages[0].html, tuple(rows))


def count_pages(brief: Brief, view: View, style: Style) -> int:
    """How many pages the view has."""
    return len(_pages(brief, view, style)[0])


def choices(offered: Sequence[Choice], keep: Keep) -> list[tuple[Button, ...]]:
    """Buttons for questions, two on a row where both are short."""
    buttons = [
        Button(short(choice.label, LABEL_LENGTH) or "…", encode(Ask(choice.ask), keep))
        for choice in offered[:MOST_CHOICES]
        if choice.ask.strip()
    ]
    return paired(buttons)


def paired(buttons: Sequence[Button]) -> list[tuple[Button, ...]]:
    """The buttons in rows: two on a row where both labels are short."""
    rows: list[tuple[Button, ...]] = []
    for button in buttons:
        narrow = len(button.label) <= NARROW
        if rows and narrow and len(rows[-1]) == 1 and len(rows[-1][0].label) <= NARROW:
            rows[-1] = (rows[-1][0], button)
        else:
            rows.append((button,))
    return rows


def _pages(brief: Brief, view: View, style: Style) -> tuple[tuple[Page, ...], View]:
    """The pages of the view, and the view as it can be shown."""
    pages, part = _packed(brief, view.part, style)
    return pages, View(view.question, part, min(view.page, len(pages) - 1))


@lru_cache(maxsize=MOST_REMEMBERED)
def _packed(brief: Brief, part: str, style: Style) -> tuple[tuple[Page, ...], str]:
    """The pages of a part, or of the answer itself where it has no such part, and which of the two they are.

    All of it follows from frozen values: who turns the page, or asks what somebody just asked, finds it done.
    """
    brief = layout.as_evidence(brief)
    sources = {source.number: source for source in brief.sources}

    @cache
    def cite(number: int) -> Block | None:
        return layout.cited_as(sources[number], style) if number in sources else None

    blocks = layout.one_part(brief, part, style) if part else []
    return pack(brief.title, blocks or layout.main(brief, style), cite), part if blocks else ""


def _numbers(page: Page, view: View, keep: Keep) -> list[tuple[Button, ...]]:
    buttons = [Button(str(number), encode(_led(target, view), keep)) for number, target in page.numbers]
    return _even_rows(buttons)


def _led(target: Target, view: View) -> Ask | Sentence:
    if target.line is not None:
        return Sentence(target.line, view)
    return Ask(target.ask or f"source {target.source}")


def _turning(count: int, view: View, keep: Keep) -> list[tuple[Button, ...]]:
    """« 2/3 »: at either end the arrow leads round to the other."""
    if count < 2:  # noqa: PLR2004 - one page needs no turning
        return []
    before = View(view.question, view.part, (view.page - 1) % count)
    after = View(view.question, view.part, (view.page + 1) % count)
    where = Button(f"{view.page + 1}/{count}", STILL)
    return [(Button("«", encode(before, keep)), where, Button("»", encode(after, keep)))]


def _folds(brief: Brief, view: View, keep: Keep) -> list[tuple[Button, ...]]:
    return paired(
        [
            Button(
                f"{short(part.title, 30) or '…'} · {len(part.entries)}",
                encode(View(view.question, part.key), keep),
            )
            for part in layout.folds(brief)
        ]
    )


def _sources(page: Page, keep: Keep) -> list[tuple[Button, ...]]:
    """A button for each document of the page, but for those that the number of a line leads to."""
    led = {_led(target, View("")) for _, target in page.numbers}
    asked = {number: Ask(f"source {number}") for number in page.sources}
    return _even_rows(
        [Button(f"📄 {number}", encode(ask, keep)) for number, ask in asked.items() if ask not in led]
    )


def _even_rows(buttons: Sequence[Button]) -> list[tuple[Button, ...]]:
    """As few rows as hold the buttons, all but the last of the same length."""
    rows = -(-len(buttons) // BUTTONS_A_ROW)
    length = -(-len(buttons) // rows) if rows else 1
    return [tuple(buttons[place : place + length]) for place in range(0, len(buttons), length)]
