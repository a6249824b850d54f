"""A Reading and what became of it in the store go in; the lines that tell an editor what was read come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from bot.markup import Line, Run, bold
from bot.preferences import PLURALS
from briefs import dates_shown
from briefs.model import Kind, Reading
from briefs.shown import counted

if TYPE_CHECKING:
    from briefs.lexicon import Lexicon
    from briefs.store import Added

ENGLISH = "en"
MOST_REFUSED = 10
"""Reasons that are written out; a long list of them tells nobody more."""


def receipt(reading: Reading, kept: Added, lexicon: Lexicon) -> list[Line]:
    """What became of one document, and what was read out of it: title, date and how it is known, outcomes by kind."""
    said = {
        "new": f"Added as document {kept.number}.",
        "same": f"I have this text already: it is document {kept.number}.",
        "revised": f"Added as document {kept.number}, a new revision of one I had.",
    }[kept.change]
    particulars = reading.document
    dated = dates_shown.day(particulars.published_on) if particulars.published_on else "no date found"
    if particulars.published_on_inferred:
        dated += f" (inferred: {particulars.published_on_reason or 'from what is known of the events'})"
    publisher = particulars.publisher or "not known"
    if publisher in lexicon.parties:
        publisher = lexicon.party_name(publisher)
    lines: list[Line] = [
        (bold(said),),
        (Run("Title: "), Run(particulars.title[:300] or "none")),
        (Run("Publisher: "), Run(publisher[:100])),
        (Run("Date: "), Run(dated[:300])),
        *_read(reading),
    ]
    return lines


def several(kept: Sequence[tuple[Reading, Added]], refused: Sequence[str]) -> list[Line]:
    """What became of the documents that one file held, a line for each, and why others could not be read."""
    lines: list[Line] = [(bold(f"{counted(len(kept), 'document', 'documents')} read from this file."),)]
    changes = {"new": "", "same": ", known already", "revised": ", a new revision"}
    for reading, added in kept:
        told = f"{added.number}: {reading.document.title[:150]} ({counted(added.outcomes, 'outcome', 'outcomes')}"
        lines.append((Run(f"{told}{changes[added.change]})"),))
    if refused:
        lines += [(), (bold("Not read:"),), *[(Run(reason[:300]),) for reason in refused[:MOST_REFUSED]]]
    if len(refused) > MOST_REFUSED:
        lines.append((Run(f"and {len(refused) - MOST_REFUSED} more."),))
    return lines


def _read(reading: Reading) -> list[Line]:
    """The outcomes by kind and what was not understood; or that the language is one that nothing is read from."""
    if reading.document.language != ENGLISH and reading.unread and not reading.outcomes:
        return [(Run(reading.unread[0].reason),)]
    tally = Counter(outcome.kind for outcome in reading.outcomes)
    kinds = ", ".join(f"{tally[kind]} {_plural(kind, tally)}" for kind in PLURALS if tally[kind])
    lines: list[Line] = [(Run("Outcomes: "), Run(kinds or "none found"))]
    if reading.unread:
        lines.append((Run(f"Noticed and not understood: {len(reading.unread)}"),))
    return lines


def _plural(kind: Kind, tally: Mapping[Kind, int]) -> str:
    return kind.value if tally[kind] == 1 else PLURALS[kind]
