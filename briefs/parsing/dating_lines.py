"""The paragraphs of a page come in; those of its own text go out, without the list of other texts that a site puts below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefs.parsing.text import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefs.parsing.text import Paragraph

_OTHERS: Final = re.compile(
    r"(?:related|latest|recent|other|more|similar|top)\s(?:news|articles?|stories|posts|content|headlines|releases)\W{0,3}|(?:read|see)\s(?:also|more)\W{0,3}|you\s(?:may|might)\s(?:also\s)?like\W{0,3}|more\s(?:from|in|on)\s.{2,40}",
    re.IGNORECASE,
)
_LONGEST: Final = 60
_LEAST: Final = 100
"""Letters of a paragraph of the text itself, which stands above such a list."""


def own(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs up to "Related news", furniture left out; all where nothing stands above those words."""
    told = False
    for place, paragraph in enumerate(paragraphs):
        if told and len(paragraph.text) <= _LONGEST and _OTHERS.fullmatch(paragraph.text):
            paragraphs = paragraphs[:place]
            break
        told = told or len(paragraph.text) > _LEAST
    return [paragraph for paragraph in paragraphs if paragraph.role is not Role.FURNITURE]
