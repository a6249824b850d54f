"""A Document and the lexicon come in; one Reading goes out: meetings, outcomes, events, commentary, what stayed unread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.model import Commentary, Outcome, Reading, Unread
from briefs.parsing import cleaning, events, outline
from briefs.parsing.headlines import headline
from briefs.parsing.parser_drafts import Draft, Remark, drafts
from briefs.parsing.parser_figures import Figures, amount, figures, named_instrument, period
from briefs.parsing.parser_gate import abroad
from briefs.parsing.parser_scene import Scene, rules_of, scenes
from briefs.parsing.text import Paragraph, Role

if TYPE_CHECKING:
    from briefs.lexicon import Lexicon
    from briefs.model import Document

_READ = frozenset({Role.BODY, Role.BULLET})


def read(document: Document, lexicon: Lexicon) -> Reading:
    """Read a document. Pure and deterministic; no text raises: a paragraph that fails is an ``Unread``."""
    paragraphs = cleaning.paragraphs(document.text)
    frame = outline.outline(document, paragraphs, lexicon)
    outcomes: list[Outcome] = []
    commentary: list[Commentary] = []
    unread: list[Unread] = []
    foreign = abroad(frame, paragraphs, lexicon)
    held = events.find(frame, lexicon)
    for scene, section in scenes(frame, rules_of(lexicon), held):
        for paragraph in section.paragraphs:
            if paragraph.role not in _READ:
                continue
            try:
                found, remarks = drafts(paragraph, scene)
                mine = _outcomes(paragraph, found, scene, len(outcomes)) if foreign else []
            except Exception as fault:  # noqa: BLE001 - a bad paragraph costs itself only
                unread.append(
                    Unread(
                        _whole(paragraph), paragraph.number, f"This paragraph could not be read: {fault!r}."
                    )
                )
                continue
            outcomes.extend(mine)
            commentary.extend(_comment(paragraph, remark) for remark in remarks)
    return Reading(
        document=frame.particulars,
        paragraphs=tuple(paragraph.text for paragraph in paragraphs),
        meetings=frame.meetings,
        outcomes=tuple(outcomes),
        events=held,
        commentary=tuple(commentary),
        unread=tuple(unread),
    )


def _whole(paragraph: Paragraph) -> str:
    return paragraph.quote(0, len(paragraph.text))


def _comment(paragraph: Paragraph, remark: Remark) -> Commentary:
    return Commentary(paragraph.quote(remark.start, remark.end), paragraph.number, remark.speaker)


def _outcomes(paragraph: Paragraph, found: list[Draft], scene: Scene, before: int) -> list[Outcome]:
    known: dict[tuple[int, int], Figures] = {}
    made: list[Outcome] = []
    for draft in found:
        if draft.sentence not in known:
            kinds = {one.kind for one in found if one.sentence == draft.sentence}
            known[draft.sentence] = figures(paragraph.text, *draft.sentence, scene, kinds)
        made.append(_outcome(paragraph, draft, known[draft.sentence], scene, f"o{before + len(made) + 1}"))
    return made


def _outcome(paragraph: Paragraph, draft: Draft, known: Figures, scene: Scene, name: str) -> Outcome:
    text = paragraph.text
    where = named_instrument(text, draft.kind, draft.start, draft.end)
    sum_, end_of_sum = amount(known, draft.kind, draft.start, draft.end)
    quote = paragraph.quote(draft.start, draft.end)
    act = len(paragraph.quote(draft.start, draft.act)) + 1 if draft.act > draft.start else 0
    keep = len(paragraph.quote(draft.start, max(end_of_sum, min(draft.verb, draft.end))))
    return Outcome(
        id=name,
        kind=draft.kind,
        strength=draft.strength,
        actors=draft.actors,
        towards=draft.towards,
        headline=headline(quote, keep, act),
        quote=quote,
        paragraph=paragraph.number,
        meeting=scene.meeting,
        topics=scene.rules.lexicon.topics_in(text[draft.start : draft.end]),
        instrument=paragraph.quote(*where) if where else None,
        period=period(known, draft.kind, draft.start, draft.end, reference=scene.reference),
        amount=sum_,
        event=events.mentioned(text[draft.start : draft.end], scene.events, scene.rules.lexicon)
        if scene.events
        else None,
    )
