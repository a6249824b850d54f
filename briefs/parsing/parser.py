"""A Document and the lexicon come in; one Reading goes out: meetings, outcomes, events, commentary, what stayed unread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.model import Commentary, DocumentKind, Event, Kind, Outcome, Particulars, Reading, Unread
from briefs.parsing import cleaning, events, other_languages, outline
from briefs.parsing.acts_lists import resolves
from briefs.parsing.headlines import headline
from briefs.parsing.parser_drafts import Remark, drafts, open_list
from briefs.parsing.parser_figures import Figures, amount, end_of_gift, figures, named_instrument, period
from briefs.parsing.parser_gate import abroad
from briefs.parsing.parser_quotes import Draft
from briefs.parsing.parser_scene import Scene, rules_of, scenes
from briefs.parsing.short_names import with_short_names
from briefs.parsing.text import Outline, Paragraph, Role, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefs.lexicon import Lexicon
    from briefs.model import Document

_READ = frozenset({Role.BODY, Role.BULLET})
_AT_HOME = "Nothing was read from this text: it names one government only, and was taken for its own affairs."


def read(document: Document, lexicon: Lexicon) -> Reading:
    """Read a document. Pure and deterministic; no text raises: a paragraph that fails is an ``Unread``."""
    paragraphs = cleaning.paragraphs(document.text)
    unread: list[Unread] = []
    frame = _frame(document, paragraphs, lexicon, unread)
    if document.language is not None:
        return other_languages.declined(document, paragraphs, frame.particulars)
    outcomes: list[Outcome] = []
    commentary: list[Commentary] = []
    left: Paragraph | None = None
    named = {one.number: lexicon.mentions(one.text) for one in paragraphs}
    mentions = with_short_names(paragraphs, named, rules_of(lexicon).members)
    foreign = abroad(frame, paragraphs, mentions, lexicon)
    held = _events(frame, lexicon, unread)
    for scene, section in _staged(scenes(frame, rules_of(lexicon), held, mentions)):
        for paragraph in section.paragraphs:
            if paragraph.role is Role.HEADING:
                open_list(paragraph, scene)
            if paragraph.role not in _READ or _titles(paragraph, frame):
                continue
            try:
                found, remarks = drafts(paragraph, scene)
                left = left or (paragraph if found and not foreign else None)
                mine = _outcomes(paragraph, found, scene, len(outcomes)) if foreign else []
            except Exception as fault:  # noqa: BLE001 - a bad paragraph costs itself only
                unread.append(
                    Unread(
                        _whole(paragraph), paragraph.number, f"This paragraph could not be read: {fault!r}."
                    )
                )
                continue
            outcomes.extend(mine)
            commentary.extend(_comment(paragraph, one) for one in remarks if one.reason is None)
            unread.extend(_left(paragraph, one, one.reason) for one in remarks if one.reason and foreign)
    if left is not None:
        unread.append(Unread(_whole(left), left.number, _AT_HOME))
    return Reading(
        document=frame.particulars,
        paragraphs=tuple(paragraph.text for paragraph in paragraphs),
        meetings=frame.meetings,
        outcomes=tuple(outcomes),
        events=held,
        commentary=tuple(commentary),
        unread=tuple(unread),
    )


def _staged(found: Iterable[tuple[Scene, Section]]) -> Iterator[tuple[Scene, Section]]:
    """The scenes in order; one that opens with "RESOLVES:", or goes on listing, keeps the subject of the one before."""
    before: Scene | None = None
    for scene, section in found:
        scene.numbering = before.numbering if before is not None else None
        if before is not None and section.paragraphs and resolves(section.paragraphs[0].text):
            scene.listed = before.listed
        elif before is not None and before.promised and _goes_on_listing(section):
            scene.listed, scene.promised = before.listed, True
        yield scene, section
        before = scene


def _goes_on_listing(section: Section) -> bool:
    """Whether a section is a heading with items: promised "across the following fields:", and then listed by field."""
    roles = [paragraph.role for paragraph in section.paragraphs[:2]]
    return roles == [Role.HEADING, Role.BULLET]


def _titles(paragraph: Paragraph, frame: Outline) -> bool:
    """Whether a paragraph is the title of the text once more, with no full stop behind it."""
    return paragraph.text.strip() == frame.particulars.title and not paragraph.text.rstrip().endswith(".")


def _frame(
    document: Document, paragraphs: tuple[Paragraph, ...], lexicon: Lexicon, unread: list[Unread]
) -> Outline:
    """The document's outline; where it cannot be made, one that only holds the text, so that a text never raises."""
    try:
        return outline.outline(document, paragraphs, lexicon)
    except Exception as fault:  # noqa: BLE001 - a text that defeats the outline is still kept and shown
        unread.append(Unread("", 1, f"The outline of this document could not be made: {fault!r}."))
    about = Particulars(
        document.title or document.name,
        DocumentKind.OTHER,
        document.publisher,
        document.published_on,
        False,
        None,
        None,
        "en",
        document.sha256,
    )
    return Outline(about, (), (Section(None, None, (), paragraphs),), (), (), {})


def _events(frame: Outline, lexicon: Lexicon, unread: list[Unread]) -> tuple[Event, ...]:
    try:
        return events.find(frame, lexicon)
    except Exception as fault:  # noqa: BLE001 - events that cannot be read cost themselves only
        unread.append(Unread("", 1, f"The events of this document could not be read: {fault!r}."))
        return ()


def _whole(paragraph: Paragraph) -> str:
    return paragraph.quote(0, len(paragraph.text))


def _left(paragraph: Paragraph, remark: Remark, reason: str) -> Unread:
    return Unread(paragraph.quote(remark.start, remark.end), paragraph.number, reason)


def _comment(paragraph: Paragraph, remark: Remark) -> Commentary:
    return Commentary(paragraph.quote(remark.start, remark.end), paragraph.number, remark.speaker)


def _outcomes(paragraph: Paragraph, found: list[Draft], scene: Scene, before: int) -> list[Outcome]:
    known: dict[tuple[int, int], Figures] = {}
    kinds: dict[tuple[int, int], set[Kind]] = {}
    made: list[Outcome] = []
    for draft in found:
        kinds.setdefault(draft.sentence, set()).add(draft.kind)
    for draft in found:
        if draft.sentence not in known:
            known[draft.sentence] = figures(paragraph.text, *draft.sentence, scene, kinds[draft.sentence])
        made.append(_outcome(paragraph, draft, known[draft.sentence], scene, f"o{before + len(made) + 1}"))
    return made


def _outcome(paragraph: Paragraph, draft: Draft, known: Figures, scene: Scene, name: str) -> Outcome:
    text = paragraph.text
    where = named_instrument(text, draft.kind, draft.start, draft.end)
    sum_, end_of_sum = amount(known, draft)
    quote = paragraph.quote(draft.start, draft.end)
    act = len(paragraph.quote(draft.start, draft.act + 1)) - 1
    verb = len(paragraph.quote(draft.start, draft.begins + 1)) - 1
    given = end_of_gift(text, draft.begins, draft.end) if draft.kind is Kind.PLEDGE else 0
    keep = len(paragraph.quote(draft.start, max(end_of_sum, given, min(draft.verb, draft.end))))
    return Outcome(
        id=name,
        kind=draft.kind,
        strength=draft.strength,
        actors=draft.actors,
        towards=draft.towards,
        headline=headline(quote, keep, act, verb),
        quote=quote,
        paragraph=paragraph.number,
        meeting=scene.meeting,
        topics=scene.rules.lexicon.topics_in(text[draft.start : draft.end]),
        instrument=paragraph.quote(*where) if where else None,
        period=period(known, draft, reference=scene.reference),
        amount=sum_,
        event=events.mentioned(text[draft.start : draft.end], scene.events, scene.rules.lexicon)
        if scene.events
        else None,
    )
