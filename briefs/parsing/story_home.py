"""The paragraphs of a story come in; the state from which it is told goes out: its agency's, else its dateline's.

What a national agency leaves out is its own state: "President Ilham Aliyev received", "the foreign minister said".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from briefs.parsing import story_hosts
from briefs.parsing.datelines import dateline, run_in

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from briefs.lexicon import Lexicon
    from briefs.model import Code
    from briefs.parsing.sides import Seen

_HEAD: Final = 4
"""Paragraphs above and in which a story names its agency."""
_LINE: Final = 160
_FOOT: Final = 60
_AT_ONCE: Final = 40
"""Letters behind a dateline in which a story names the state of which it tells, where it names it."""
_NAME: Final = r"(?P<name>[A-Z0-9][\w.\u00c0-\u017f]{1,14}(?:\s[A-Z][a-z]{2,10})?)"
_SIGNED: Final = re.compile(
    rf"(?:^|[(/.,\u2013\u2014-]\s?){_NAME}(?=\s?[)/,.\u2013\u2014]|\s-|\s?$|\s[A-Z][a-z])"
)
"""A name where an agency stands: in brackets, between strokes, behind the place or the day."""
_REPORTS: Final = re.compile(rf"{_NAME}\s(?:reports|reported|learned|learnt|correspondent)\b")
_CLOSES: Final = re.compile(rf"(?:[(/\u2013\u2014-]|--)\s?{_NAME}\W{{0,4}}$")
_NOBODY: Final[Mapping[str, Code]] = MappingProxyType({})
_ABROAD: Final = re.compile(r"\b(?:sidelines?|margins?)\b")
"""A story of what was done beside a conference is sent from where that is held."""
_PROSE: Final = re.compile(r"\b[a-z]{3,}")


def of(
    seen: Sequence[Seen], publisher: Code | None, lexicon: Lexicon, known: Mapping[str, Code] = _NOBODY
) -> Code | None:
    """The state from which a text is told: its agency's, else its publisher, its dateline's, or the one at home."""
    named = {one.code for item in seen for one in item.mentions}
    texts = [item.paragraph.text for item in seen]
    found = home(texts, named, publisher, lexicon)
    if found is None:
        return story_hosts.home(seen, lexicon)
    spoken = {
        one.code for item in seen for one in item.mentions if one.start >= dateline(item.paragraph.text)
    }
    abroad = found not in spoken and publisher is None and any(_ABROAD.search(text) for text in texts[:_HEAD])
    return (story_hosts.known(seen, known) or story_hosts.home(seen, lexicon) or found) if abroad else found


def home(
    texts: Sequence[str], named: Container[Code], publisher: Code | None, lexicon: Lexicon
) -> Code | None:
    """The state whose agency signs at the head or the foot, else the publisher, else the one in whose capital it was written.

    ``named`` are the parties of which the story speaks: a foreign agency that reports from a capital and does not
    speak of its own state tells of the state where it is.
    """
    signed = next((code for text in texts[:_HEAD] if (code := _agency(text[:_LINE], lexicon.agencies))), None)
    signed = signed or (_known(_CLOSES.search(texts[-1][-_FOOT:]), lexicon.agencies) if texts else None)
    if signed in named or publisher is not None:
        return signed if signed in named else publisher
    return next((code for text in texts[:_HEAD] if (code := _of_dateline(text, lexicon))), None) or signed


def _agency(words: str, agencies: Mapping[str, Code]) -> Code | None:
    signed = (
        found
        for found in _SIGNED.finditer(words)
        if not _PROSE.search(words[: found.start()])
        or (found.group().startswith("(") and not found.group("name").isupper())
    )
    return next(
        (code for found in (*signed, *_REPORTS.finditer(words)) if (code := _known(found, agencies))), None
    )


def _known(found: re.Match[str] | None, agencies: Mapping[str, Code]) -> Code | None:
    name = found.group("name").rstrip(".") if found else ""
    return agencies.get(name) or agencies.get(name.split(" ")[0])


def _of_dateline(text: str, lexicon: Lexicon) -> Code | None:
    """The state of whose government the place of a dateline is the seat: "Muscat:" is OM, "New York:" nobody's."""
    found = run_in(text)
    if found is None or lexicon.mentions(text[found.end() : found.end() + _AT_ONCE]):
        return None  # "London: Lumeria's president met …": the story says at once of whom it tells
    city = found.group("place").split(",")[0].strip()
    city = city.title() if city.isupper() else city
    return next(
        (code for code, party in lexicon.parties.items() if party.capital == city and party.kind == "state"),
        None,
    )
