"""Two revisions of a document in, what changed between them out: by outcome, and by sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from briefs import dates_shown, shown
from briefs.brief import Brief, Choice, Entry, Part
from briefs.composing import entries as made
from briefs.library import Asked
from briefs.model import Line, Moment, Outcome, Source
from briefs.parsing import sentences

ALIKE = 0.5
"""Of the words of two sentences so many must be common for one to be the other's new wording."""
MOST_SENTENCES = 3_000
"""Of a longer document the beginning is compared."""
MOST_SHOWN = 60
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision with its lines and paragraphs."""

    source: Source
    lines: Sequence[Line]
    paragraphs: Sequence[str]


def changes(old: Revision, new: Revision, asked: Asked) -> Brief:
    """What is new, gone or other in a revision, outcomes first, then the sentences."""
    pairs = paired([line.outcome for line in old.lines], [line.outcome for line in new.lines])
    kept, met = {second: first for first, second in pairs}, {first for first, _ in pairs}
    came = [line for at, line in enumerate(new.lines) if at not in kept]
    gone = [line for at, line in enumerate(old.lines) if at not in met]
    altered = [
        (line, words)
        for at, line in enumerate(new.lines)
        if at in kept and (words := differences(old.lines[kept[at]].outcome, line.outcome, asked))
    ]
    steps = compared(sentences_of(old.paragraphs), sentences_of(new.paragraphs))
    parts = [
        made.part(
            "altered", "Outcomes that changed", [made.entry(line, asked, *words) for line, words in altered]
        ),
        made.part("came", "New outcomes", [made.entry(line, asked) for line in came]),
        made.part("gone", "Outcomes that are gone", [made.entry(line, asked) for line in gone]),
        *_sentences(steps, new.source.number, folded=bool(altered or came or gone)),
    ]
    lead = [_first(old.source, new.source, asked), *_particulars(old.source, new.source, asked)]
    if not any(part.entries for part in parts):
        lead.append("Its words are the same.")
    elif not (altered or came or gone):
        lead.append("No outcome changed.")
    choices = [
        Choice(f"Document {each.number}", f"source {each.number}") for each in (new.source, old.source)
    ]
    title = f"What changed: {new.source.title}"
    return made.answer(asked, title, lead, made.fold(parts), (old.source, new.source), choices=tuple(choices))


def unchanged(source: Source, asked: Asked) -> Brief:
    """A document that has only one revision."""
    lead = [f"Document {source.number} is as it first came: no revision of it has arrived."]
    choices = (Choice(f"Document {source.number}", f"source {source.number}"),)
    return made.answer(asked, f"What changed: {source.title}", lead, (), (source,), choices=choices)


def paired(old: Sequence[Outcome], new: Sequence[Outcome]) -> list[tuple[int, int]]:
    """The places of outcomes that are the same one in both: of the same sentence, else of one in other words."""
    left, pairs = list(range(len(new))), []
    alike: tuple[Callable[[Outcome, Outcome], bool], ...] = (
        lambda one, other: (
            one.quote == other.quote and one.kind is other.kind and one.headline == other.headline
        ),
        lambda one, other: one.quote == other.quote and one.kind is other.kind,
        lambda one, other: one.quote == other.quote,
        lambda one, other: one.kind is other.kind and share(one.quote.split(), other.quote.split()) >= ALIKE,
    )
    rest = list(range(len(old)))
    for same in alike:
        for first in list(rest):
            second = next((at for at in left if same(old[first], new[at])), None)
            if second is not None:
                pairs.append((first, second))
                rest.remove(first)
                left.remove(second)
    return pairs


def differences(old: Outcome, new: Outcome, asked: Asked) -> tuple[str, ...]:
    """What is other in an outcome, as notes: "was a pledge", "was Cambodia → Australia", "was by 2022"."""
    notes = []
    if old.kind is not new.kind:
        notes.append(f"was: {shown.KIND_NAMES[old.kind]}")
    if (old.actors, old.towards) != (new.actors, new.towards):
        notes.append(f"was: {shown.direction(old, asked.lexicon) or 'without a party'}")
    if (old.period and (old.period.start, old.period.end)) != (
        new.period and (new.period.start, new.period.end)
    ):
        when = dates_shown.period(old.period, asked.language) if old.period else "without a time"
        notes.append(f"was: {when}")
    if old.amount != new.amount:
        notes.append(f"was: {shown.amount(old.amount) if old.amount else 'without an amount'}")
    if old.quote.split() != new.quote.split():
        notes.append(f"the sentence was: “{made.cut(made.plain(old.quote))}”")
    return tuple(notes)


def sentences_of(paragraphs: Iterable[str]) -> list[str]:
    """The sentences of a document, white space aside."""
    found: list[str] = []
    for paragraph in paragraphs:
        found += [" ".join(paragraph[each.start : each.end].split()) for each in sentences.split(paragraph)]
        if len(found) > MOST_SENTENCES:
            break
    return [sentence for sentence in found if sentence][:MOST_SENTENCES]


def compared(old: Sequence[str], new: Sequence[str]) -> list[tuple[str | None, str | None]]:
    """Each sentence that is new (None, it), gone (it, None) or worded otherwise (before, after), in their order."""
    from rapidfuzz.distance import Indel

    numbers = {sentence: at for at, sentence in enumerate(dict.fromkeys((*old, *new)))}
    steps = Indel.opcodes([numbers[each] for each in old], [numbers[each] for each in new])
    found: list[tuple[str | None, str | None]] = []
    gone: list[str] = []
    come: list[str] = []
    for step in steps:
        if step.tag == "equal":
            found += _worded(gone, come)
            gone, come = [], []
        gone += old[step.src_start : step.src_end] if step.tag != "equal" else ()
        come += new[step.dest_start : step.dest_end] if step.tag != "equal" else ()
    return [*found, *_worded(gone, come)]


def _worded(gone: Sequence[str], come: Sequence[str]) -> list[tuple[str | None, str | None]]:
    """Sentences that stood where others stand now: those that are alike belong together."""
    left = list(gone)
    found: list[tuple[str | None, str | None]] = []
    for sentence in come:
        near = max(left, key=partial(_share_of, sentence), default=None)
        if near is not None and _share_of(sentence, near) >= ALIKE:
            left.remove(near)
            found.append((near, sentence))
        else:
            found.append((None, sentence))
    return [*((sentence, None) for sentence in left), *found]


def _share_of(one: str, other: str) -> float:
    return share(one.split(), other.split())


def share(one: Sequence[str], other: Sequence[str]) -> float:
    """How much of two lists of words is common and in the same order, from 0 to 1."""
    from rapidfuzz.distance import Indel

    return float(Indel.normalized_similarity(one, other))


def _sentences(steps: Sequence[tuple[str | None, str | None]], number: int, *, folded: bool) -> list[Part]:
    worded = [
        Entry(
            made.cut(made.plain(new), _LONGEST),
            notes=(f"was: “{made.cut(made.plain(old), _LONGEST)}”",),
            source=number,
        )
        for old, new in steps
        if old and new
    ]
    come = [
        Entry(made.cut(made.plain(new), _LONGEST), source=number) for old, new in steps if new and not old
    ]
    gone = [
        Entry(made.cut(made.plain(old), _LONGEST), source=number) for old, new in steps if old and not new
    ]
    parts = (
        ("worded", "Sentences in other words", worded),
        ("added", "Sentences that came", come),
        ("removed", "Sentences that went", gone),
    )
    return [
        made.part(key, title, entries[:MOST_SHOWN], _rest(entries), folded=folded)
        for key, title, entries in parts
    ]


def _rest(entries: Sequence[Entry]) -> str | None:
    more = len(entries) - MOST_SHOWN
    return f"and {shown.counted(more, 'sentence', 'sentences')} more" if more > 0 else None


def _first(old: Source, new: Source, asked: Asked) -> str:
    """When which revision came."""
    days = [Moment(each.added_at.date(), each.added_at.date(), None) for each in (new, old)]
    came, before = (dates_shown.shown(day, asked.language) for day in days)
    return (
        f"Document {new.number}, revision {new.revision}, came on {came} "
        f"and replaced document {old.number}, which came on {before}."
    )


def _particulars(old: Source, new: Source, asked: Asked) -> list[str]:
    """What the revisions say of themselves, where that is another thing."""
    pairs = (
        ("title", old.title, new.title),
        ("publisher", made.publisher(old, asked) or "none", made.publisher(new, asked) or "none"),
        (
            "date",
            dates_shown.shown(old.published, asked.language) or "none",
            dates_shown.shown(new.published, asked.language) or "none",
        ),
    )
    return [
        f"The {name} was “{made.plain(was)}”, and is “{made.plain(now)}”."
        for name, was, now in pairs
        if was != now
    ]
