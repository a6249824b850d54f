"""Takes documents, paragraphs and lines, and gives the answers that lead to them: source, line, latest, search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from briefs import dates_shown, shown, threads
from briefs.brief import Brief, Choice, Entry, Part, Quotation
from briefs.composing import entries as made
from briefs.composing.accounts import Met
from briefs.composing.fragments import sentence_url
from briefs.composing.lists import kinds
from briefs.composing.partner import meeting_entry
from briefs.library import Asked
from briefs.model import DocumentKind, Kind, Line, Source
from briefs.queries import Address, Context, Hit, StoredMeeting
from briefs.queries.tallies import LeftOut
from briefs.threads import Became

_SNIPPET = 260
_BEFORE = 80
_AFTER = {
    Became.ANSWERED: "answers it",
    Became.CARRIED_OUT: "reports it carried out",
    Became.IN_PROGRESS: "reports progress",
    Became.SAID_AGAIN: "says it again",
    Became.FOLLOWED: "followed it",
}
_BEFORE_IT = {
    Became.ANSWERED: "was asked before",
    Became.CARRIED_OUT: "was promised before",
    Became.IN_PROGRESS: "was promised before",
    Became.SAID_AGAIN: "was said before",
    Became.FOLLOWED: "came before",
}
_FIELDS = {"title": "its title", "publisher": "its publisher", "published_on": "its date"}
_KINDS = {DocumentKind.CHAIRS_STATEMENT: "Chair's statement", DocumentKind.OTHER: "Document"}


def source(
    document: Source,
    lines: Sequence[Line],
    meetings: Sequence[StoredMeeting],
    left: LeftOut,
    newer: int | None,
    *,
    elsewhere: Sequence[Address] = (),
    asked: Asked,
) -> Brief:
    """One document: what it says of itself, its outcomes by kind, its meetings, and what was not read."""
    counted = [made.counts(lines)] if lines else ["no outcome"]
    if left.commentary:
        counted.append(
            shown.counted(
                left.commentary, "sentence of commentary kept apart", "sentences of commentary kept apart"
            )
        )
    if left.unread:
        counted.append(shown.counted(len(left.unread), "place not understood", "places not understood"))
    lead = [about(document, asked), f"Found in it: {'; '.join(counted)}."]
    if newer is not None:
        lead.append(f"A newer revision replaced it: document {newer}.")
    if document.corrected:
        lead.append(
            f"Corrected by an editor: {shown.listed([_FIELDS[name] for name in document.corrected])}."
        )
    parts = [
        *kinds(lines, asked),
        made.part(
            "meetings", "Meetings", [meeting_entry(Met(each), asked) for each in meetings], folded=bool(lines)
        ),
        made.part("addresses", "Found elsewhere too", _elsewhere(elsewhere, document), folded=True),
        made.part("unread", "Not understood", _unread(left), folded=True),
    ]
    codes = Counter(code for line in lines for code in {*line.outcome.actors, *line.outcome.towards})
    choices = [Choice(asked.lexicon.party_name(code), f"partner {code}") for code, _ in codes.most_common(4)]
    if document.revision > 1 or newer is not None:
        choices.insert(0, Choice("What changed", f'source {document.number} "changes"'))
    if newer is not None:
        choices.insert(0, Choice("Newest revision", f"source {newer}"))
    return made.answer(asked, document.title, lead, made.fold(parts), (document,), choices=tuple(choices))


def about(document: Source, asked: Asked) -> str:
    """What a document says of itself in one line: kind, publisher, date and why it is thought to be that, place."""
    words = [
        _KINDS.get(document.kind) or document.kind.value.replace("_", " ").capitalize(),
        made.publisher(document, asked) or "",
    ]
    words.append(dates_shown.shown(document.published, asked.language))
    words.append(document.place or "")
    if document.revision > 1:
        words.append(f"revision {document.revision}")
    text = " · ".join(word for word in words if word)
    if document.published.inferred and document.published_reason:
        text = f"{text}. The date is inferred: {document.published_reason}"
    return text if text.endswith(".") else f"{text}."


def _elsewhere(addresses: Sequence[Address], document: Source) -> list[Entry]:
    """The other addresses of a document, and the files as which it came too."""
    return [
        Entry(made.cut(made.plain(each.url or PurePath(each.name).name)), source=document.number)
        for each in addresses
    ]


def _unread(left: LeftOut) -> list[Entry]:
    return [
        Entry(made.cut(made.plain(each.quote)), notes=(each.reason, f"paragraph {each.paragraph}"))
        for each in left.unread
    ]


def line(
    found: Line, context: Context | None, around: Sequence[Line], newer: int | None, asked: Asked
) -> Brief:
    """The evidence of one line: its exact sentence with document and paragraph, and what it belongs to."""
    outcome, document = found.outcome, found.source
    direction = shown.direction(outcome, asked.lexicon)
    binds = outcome.kind is not Kind.PLEDGE  # who pledges, gives: that needs no "firm"
    strength = f"{outcome.strength.value} " if outcome.strength and binds else ""
    title = " · ".join(piece for piece in (direction, f"{strength}{shown.KIND_NAMES[outcome.kind]}") if piece)
    facts = [dates_shown.shown(made.said(found), asked.language), *made.notes(found, asked)]
    facts += made.corrected(found)
    named = found.meeting is not None and found.meeting.name != document.title
    facts += [f"at {made.plain(found.meeting.name)}"] if found.meeting and named else []
    lead = [" · ".join(facts)]
    if newer is not None:
        lead.append(f"Document {document.number} was replaced by a newer revision, document {newer}.")
    quotation = Quotation(
        made.plain(outcome.quote),
        outcome.paragraph,
        document.number,
        sentence_url(document.url, outcome.quote),
    )
    parts = [_threads(found, around, asked), *_context(found, context)]
    linked = [
        each for each in around if any(entry.line == each.number for part in parts for entry in part.entries)
    ]
    sources = made.cited([found, *linked])
    codes = dict.fromkeys((*outcome.actors, *outcome.towards))
    choices = [Choice(f"Document {document.number}", f"source {document.number}")]
    choices += [Choice(asked.lexicon.party_name(code), f"partner {code}") for code in list(codes)[:3]]
    choices += [Choice("The event", f"event {outcome.event}")] if outcome.event else []
    return made.answer(asked, title, lead, parts, sources, quotations=(quotation,), choices=tuple(choices))


def _context(found: Line, context: Context | None) -> list[Part]:
    """The paragraph in which the sentence stands, where it says more than the sentence."""
    if context is None or len(context.text) <= len(found.outcome.quote) + 1:
        return []
    entry = Entry(made.plain(context.text), notes=(f"paragraph {context.paragraph}",), source=context.source)
    return [made.part("paragraph", "The whole paragraph", [entry], folded=True)]


def _threads(found: Line, around: Sequence[Line], asked: Asked) -> Part:
    """What the line answers, what became of it, and which instrument came before or after."""
    entries = []
    for link in threads.of_line(found, around, asked.lexicon, asked.library.subjects):
        if link.earlier.number == found.number:
            entries.append(made.entry(link.later, asked, f"{_AFTER[link.became]}: {link.reason}"))
        else:
            entries.append(made.entry(link.earlier, asked, f"{_BEFORE_IT[link.became]}: {link.reason}"))
    return made.part("threads", "Belongs to", entries)


def latest(documents: Sequence[Source], counts: Mapping[int, str], asked: Asked) -> Brief:
    """The newest documents, each with what it brought."""
    entries = [
        Entry(
            made.plain(document.title),
            when=document.published,
            notes=tuple(
                note
                for note in (
                    made.publisher(document, asked) or "",
                    counts.get(document.number, ""),
                )
                if note
            ),
            source=document.number,
            ask=f"source {document.number}",
        )
        for document in documents
    ]
    lead = ["The newest documents first."]
    return made.answer(asked, "Latest documents", lead, [made.part("latest", "", entries)], tuple(documents))


def search(hits: Sequence[Hit], asked: Asked) -> Brief:
    """Paragraphs that hold the words, best first, with the words marked."""
    entries = [_hit(hit, asked) for hit in hits]
    lead = [f"{shown.counted(len(hits), 'paragraph', 'paragraphs')}, best match first."]
    sources = made.cited((), [hit.source for hit in hits])
    title = f"Search: {asked.question.words}"
    return made.answer(asked, title, lead, [made.part("hits", "", entries)], sources)


def _hit(hit: Hit, asked: Asked) -> Entry:
    """A piece of the paragraph around the first match; it leads to the sentence of the line that holds it."""
    text, marks = snippet(*made.plain_marked(hit.text, hit.marks))
    telling = hit.lines[0] if hit.lines else None
    return Entry(
        text,
        when=hit.source.published,
        direction=shown.direction(telling.outcome, asked.lexicon) if telling else "",
        notes=(f"paragraph {hit.paragraph}",),
        line=telling.number if telling else None,
        source=hit.source.number,
        marks=marks,
    )


def snippet(text: str, marks: Sequence[tuple[int, int]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """At most about 260 characters around the first mark, whole words, with the marks moved along."""
    if len(text) <= _SNIPPET:
        return text, tuple(marks)
    start = max(0, (marks[0][0] if marks else 0) - _BEFORE)
    if start:
        start = text.find(" ", start) + 1 or start
    end = min(len(text), start + _SNIPPET)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    head, tail = ("… " if start else ""), (" …" if end < len(text) else "")
    shift = len(head) - start
    moved = [(first + shift, last + shift) for first, last in marks if first >= start and last <= end]
    return f"{head}{text[start:end]}{tail}", tuple(moved)
