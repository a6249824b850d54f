"""Takes a Brief, and gives it as plain text for a terminal or a file: wrapped, numbered, with its sources at the end."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from briefs import dates_shown, shown
from briefs.brief import Brief, Choice, Entry, Part, Quotation
from briefs.model import Source, Strength

SHOWN_OF_FOLDED = 3
"""Entries of a folded part that are shown without ``--all``."""
LONGEST_TITLE = 120
_INDENT = "      "
_NARROWEST = 40


@dataclass(frozen=True, slots=True)
class Paper:
    """How to write: columns, bold headings or plain ones, folded parts whole or not, and the language of dates."""

    columns: int = 88
    bold: bool = False
    whole: bool = False
    language: str = "en"


def render(brief: Brief, paper: Paper) -> str:
    """The whole answer, with a line end at its end."""
    return "\n".join(_lines(brief, paper)).rstrip() + "\n"


def _lines(brief: Brief, paper: Paper) -> Iterator[str]:
    yield _bold(clean(brief.title), paper)
    for words in brief.lead:
        yield from _wrapped(words, paper)
    for quotation in brief.quotations:
        yield ""
        yield from _quotation(quotation, paper)
    for part in brief.parts:
        yield ""
        yield from _part(part, paper)
    if brief.sources:
        yield ""
        yield _bold("Sources", paper)
        for source in brief.sources:
            yield from _source(source, paper)
    if brief.choices:
        yield ""
        yield from _wrapped(_choices(brief.choices), paper)


def _part(part: Part, paper: Paper) -> Iterator[str]:
    if part.title:
        yield _bold(f"{clean(part.title)} ({len(part.entries)})", paper)
    if part.note:
        yield from _wrapped(part.note, paper)
    entries = part.entries if paper.whole or not part.folded else part.entries[:SHOWN_OF_FOLDED]
    for entry in entries:
        yield from _entry(entry, paper)
    hidden = len(part.entries) - len(entries)
    if hidden:
        yield f"{_INDENT}… and {hidden} more: --all shows them."


def _entry(entry: Entry, paper: Paper) -> Iterator[str]:
    kind = ""
    if entry.kind:
        soft = "soft " if entry.strength is Strength.SOFT else ""
        kind = f"{soft}{shown.KIND_NAMES[entry.kind]}"
    when = dates_shown.shown(entry.when, paper.language) if entry.when else ""
    place = f"document {entry.source}" if entry.source else ""
    facts = " · ".join(clean(fact) for fact in (when, entry.direction, kind, place) if fact)
    number = f"{entry.line:>4}  " if entry.line else "   –  "
    text = _marked(entry, paper)
    body = [facts, text] if facts else [text]
    for place_in, words in enumerate(body):
        yield from _wrapped(words, paper, number if place_in == 0 else _INDENT, _INDENT)
    notes = " · ".join(clean(note) for note in entry.notes)
    if notes:
        yield from _wrapped(f"({notes})", paper, _INDENT, _INDENT)


def _marked(entry: Entry, paper: Paper) -> str:
    """The words of an entry; those that matched a search stand out where the terminal can."""
    if not entry.marks or not paper.bold:
        return clean(entry.text)
    pieces, last = [], 0
    for start, end in entry.marks:
        pieces += [clean(entry.text[last:start]), _bold(clean(entry.text[start:end]), paper)]
        last = end
    return "".join([*pieces, clean(entry.text[last:])])


def _quotation(quotation: Quotation, paper: Paper) -> Iterator[str]:
    yield from _wrapped(f"“{clean(quotation.text)}”", paper, "  ", "  ")
    yield f"  document {quotation.source}, paragraph {quotation.paragraph}"
    if quotation.url:
        yield f"  {clean(quotation.url)}"


def _source(source: Source, paper: Paper) -> Iterator[str]:
    when = dates_shown.shown(source.published, paper.language)
    words = [shorten(clean(source.title)), clean(source.publisher or ""), when]
    words += ["sample"] if source.sample else []
    words += [f"revision {source.revision}"] if source.revision > 1 else []
    yield from _wrapped(" · ".join(word for word in words if word), paper, f"{source.number:>4}  ", _INDENT)
    if source.url:
        yield f"{_INDENT}{clean(source.url)}"


def _choices(choices: tuple[Choice, ...]) -> str:
    return "Ask next: " + " · ".join(clean(choice.ask) for choice in choices)


def _wrapped(words: str, paper: Paper, first: str = "", rest: str = "") -> list[str]:
    width = max(_NARROWEST, paper.columns)
    return textwrap.wrap(
        words,
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first.rstrip()]


def _bold(words: str, paper: Paper) -> str:
    return f"\x1b[1m{words}\x1b[0m" if paper.bold else words


def shorten(words: str, longest: int = LONGEST_TITLE) -> str:
    """A title short enough for a list, cut between words."""
    return words if len(words) <= longest else f"{words[:longest].rsplit(' ', 1)[0]} …"


def clean(words: str) -> str:
    """Words of a document made harmless for a terminal: no control characters, one line."""
    return "".join(" " if unicodedata.category(c) in {"Cc", "Cf"} else c for c in words)
