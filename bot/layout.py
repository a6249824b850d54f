"""A Brief goes in; the blocks of its main view, or of one folded part, come out, each a line with its button."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, tzinfo

from bot.markup import Html, Line, Run, bold, italic, link, rendered, short, written
from briefs import dates_shown
from briefs.brief import Brief, Entry, Part, Quotation
from briefs.model import Kind, Moment, Precision, Source, Strength

MOST_FOLDS = 20
MOST_MARKS = 12
TITLE_LENGTH = 100
"""Characters of the title of a document under an answer; /source shows all of it."""

LONG_QUOTATION = 600
"""Characters of a quotation above which it is shown collapsed, with Telegram's own way to open it."""

SIGNS: Mapping[Kind, str] = {
    Kind.ADOPTION: "📜",
    Kind.COMMITMENT: "🤝",
    Kind.PLEDGE: "🎁",
    Kind.REQUEST: "🙋",
    Kind.POSITION: "💬",
    Kind.PROGRESS: "✅",
    Kind.APPRECIATION: "🙏",
}
"""One sign for each kind, always beside its word: colour and shape are no words to everybody."""


@dataclass(frozen=True, slots=True)
class Style:
    """In which language a reader wants dates, in which zone hours are told, and how a publisher is called."""

    language: str = "en"
    zone: tzinfo = UTC
    publisher: Callable[[str], str] = str

    def date(self, moment: Moment) -> str:
        """A date in words, as precise as it is known."""
        return dates_shown.shown(moment, self.language)


@dataclass(frozen=True, slots=True)
class Target:
    """Where the number of an entry leads: the first of the three that is not None."""

    line: int | None = None
    ask: str | None = None
    source: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One line of HTML with what belongs to it: a blank line before, a numbered button, a cited source.

    ``heading`` is set on the lines of a heading and repeated where the part goes on; ``names_source`` is set on
    the line that names a document.
    """

    html: Html
    gap: bool = False
    heading: str | None = None
    number: int | None = None
    target: Target | None = None
    source: int | None = None
    names_source: bool = False


def folds(brief: Brief) -> tuple[Part, ...]:
    """The parts that are shown only when asked for."""
    return tuple(part for part in brief.parts if part.folded and part.entries and part.key)[:MOST_FOLDS]


def as_evidence(brief: Brief) -> Brief:
    """The answer that quotes a document; what leads only there bears no number, for the document has its button."""
    quoted = {quotation.source for quotation in brief.quotations}

    def unnumbered(entry: Entry) -> Entry:
        around = entry.line is None and not entry.ask and entry.source in quoted
        return replace(entry, source=None) if around else entry

    parts = [replace(part, entries=tuple(map(unnumbered, part.entries))) for part in brief.parts]
    return replace(brief, parts=tuple(parts)) if quoted else brief


def main(brief: Brief, style: Style) -> list[Block]:
    """The blocks of the answer itself; a folded part is one line that says how much is in it."""
    folded = folds(brief)
    blocks = _blocks((bold(brief.title),))
    blocks += [block for line in brief.lead for block in _blocks((Run(line),))]
    if _is_about_one(brief):
        blocks += _blocks(added(brief.sources[0], style))
    for quotation in brief.quotations:
        blocks += _quotation(quotation, gap=bool(blocks))
    for part, first in _numbered(brief, folded):
        if part in folded:
            blocks += _blocks(
                (Run("▸ "), bold(part.title), Run(f" · {len(part.entries)}")), gap=not _is_fold(blocks)
            )
        else:
            blocks += _part(part, first, style, brief.sources)
    cited = {block.source for block in blocks}
    unnamed = [
        source for source in brief.sources if source.number not in cited and not _is_cited(source, folded)
    ]
    for place, source in enumerate(unnamed):
        blocks.append(replace(cited_as(source, style), gap=place == 0))
    return blocks


def one_part(brief: Brief, key: str, style: Style) -> list[Block]:
    """The blocks of one folded part; empty where the answer has no part of this key (any more)."""
    for part, first in _numbered(brief, folds(brief)):
        if part.key == key:
            return [*_blocks((bold(brief.title),)), *_part(part, first, style, brief.sources)]
    return []


def cited_as(source: Source, style: Style) -> Block:
    """The line that names a document: number, title with its link, publisher, date, and whether it is a sample."""
    line: list[Run] = [*_named(source)]
    if source.publisher:
        line.append(Run(f" · {short(style.publisher(source.publisher), 60)}"))
    date = style.date(source.published)
    line.append(Run(f" · {short(date, 60)}" if date else " · undated"))
    return Block(rendered((*line, *_standing(source))), source=source.number, names_source=True)


def added(source: Source, style: Style) -> Line:
    """When a document came in, to the minute: Telegram tells it in the reader's own zone, or this text does."""
    moment = source.added_at.astimezone(style.zone)
    day = style.date(Moment(moment.date(), moment.date(), Precision.DAY))
    tag = f'tg-time unix="{int(moment.timestamp())}" format="Dt"'
    return (Run("Added "), Run(f"{day}, {moment:%H:%M} {moment.tzname() or ''}".strip(), (tag,)))


def _named(source: Source) -> Line:
    return (Run(f"📄 {source.number} · "), link(short(source.title, TITLE_LENGTH) or "Untitled", source.url))


def _standing(source: Source) -> Line:
    """What a reader must know of a document before trusting it: a later revision, a sample."""
    revised = (Run(f" · revision {source.revision}"),) if source.revision > 1 else ()
    return (*revised, Run(" · "), italic("sample")) if source.sample else revised


def _numbered(brief: Brief, folded: Sequence[Part]) -> list[tuple[Part, int]]:
    """Each part with the number of its first entry: numbers run through the answer, and then through its folds."""
    first = 1
    numbers: dict[int, int] = {}
    places = sorted(range(len(brief.parts)), key=lambda place: brief.parts[place] in folded)
    for place in places:
        numbers[place] = first
        first += sum([_leads(entry) for entry in brief.parts[place].entries])
    return [(part, numbers[place]) for place, part in enumerate(brief.parts)]


def _part(part: Part, first: int, style: Style, sources: Sequence[Source]) -> list[Block]:
    blocks = (
        _blocks((bold(part.title),), gap=True, heading=short(part.title, 60) or "…")
        if part.title.strip()
        else []
    )
    if part.note:
        blocks += _blocks((italic(part.note),), heading=blocks[-1].heading if blocks else None)
    number = first
    for entry in part.entries:
        blocks += _entry(entry, number, style, _is_document(entry, sources))
        number += _leads(entry)
    return blocks


def _entry(entry: Entry, number: int, style: Style, document: Source | None) -> list[Block]:
    """The blocks of one entry; of a ``document`` that it names no further line need speak."""
    target = Target(entry.line, entry.ask or None, entry.source) if _leads(entry) else None
    words = _named(document) if document else _marked(entry)
    line = (bold(f"[{number}]") if target else Run("•"), Run(" "), *_facts(entry, style), *words)
    notes = " · ".join([note for note in dict.fromkeys(entry.notes) if note.strip()])
    if notes:
        line += (Run(" · "), italic(notes))
    first, *rest = written((*line, *_standing(document)) if document else line)
    led, named = number if target else None, document is not None
    return [
        Block(first, number=led, target=target, source=entry.source, names_source=named),
        *(Block(html, source=entry.source, names_source=named) for html in rest),
    ]


def _is_document(entry: Entry, sources: Sequence[Source]) -> Source | None:
    """The document that an entry is about as a whole, in a list of documents; None where it is about a line."""
    if entry.line is not None or entry.marks or entry.ask not in (None, "", f"source {entry.source}"):
        return None
    found = next((source for source in sources if source.number == entry.source), None)
    return found if found and found.title == entry.text and entry.text.strip() else None


def _facts(entry: Entry, style: Style) -> Line:
    """What stands before the words of an entry: date, direction and kind, each only where there is one."""
    facts = [style.date(entry.when) if entry.when else "", entry.direction]
    if entry.kind:
        soft = "soft " if entry.strength is Strength.SOFT else ""
        facts.append(f"{SIGNS[entry.kind]} {soft}{entry.kind.value}")
    told = " · ".join(fact for fact in facts if fact.strip())
    return (Run(f"{told}{': ' if entry.kind else ' · '}"),) if told else ()


def _marked(entry: Entry) -> Iterator[Run]:
    """The words of an entry, with those that matched a search in bold."""
    place = 0
    for start, end in sorted(entry.marks)[:MOST_MARKS]:
        if place <= start < end <= len(entry.text):
            yield Run(entry.text[place:start])
            yield bold(entry.text[start:end])
            place = end
    yield Run(entry.text[place:])


def _leads(entry: Entry) -> bool:
    """Whether there is anything behind the entry, so that it bears a number."""
    return entry.line is not None or entry.source is not None or bool(entry.ask)


def _quotation(quotation: Quotation, *, gap: bool) -> list[Block]:
    long = len(quotation.text) > LONG_QUOTATION
    blocks = _blocks((Run(quotation.text, ("blockquote expandable" if long else "blockquote",)),), gap=gap)
    place = Run(f"Document {quotation.source}, paragraph {quotation.paragraph}")
    opened = link("open at this sentence", quotation.url)
    line = (place, Run(" · "), opened) if opened.href else (place,)
    return [*blocks, *(replace(block, source=quotation.source) for block in _blocks(line))]


def _is_about_one(brief: Brief) -> bool:
    """Whether the answer is a document's own: "source 3", perhaps as of a day."""
    return len(brief.sources) == 1 and "source" in brief.question.split()[:2]


def _is_cited(source: Source, folded: Iterable[Part]) -> bool:
    return any(entry.source == source.number for part in folded for entry in part.entries)


def _is_fold(blocks: list[Block]) -> bool:
    return bool(blocks) and blocks[-1].html.text.startswith("▸")


def _blocks(line: Line, *, gap: bool = False, heading: str | None = None) -> list[Block]:
    """The blocks of a line, which is cut where it is too long for one; none for a line that says nothing."""
    return [Block(html, gap and not place, heading) for place, html in enumerate(written(line))]
