"""A sentence comes in; the visits that it announces go out, each with guest, host and time.

"will pay a two-day official visit to Suva from Monday", "the upcoming state visit of the President of Norlund to
Ostia". What is only wished for or invited to is not announced.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from briefs.lexicon.gazetteer import Hints
from briefs.model import Period, Precision
from briefs.parsing.days import NUMBERS
from briefs.parsing.event_phrases import slugged

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from briefs.lexicon import Lexicon, PartyMention
    from briefs.model import Code
    from briefs.parsing.periods import PeriodMention

_PAIR: Final = 2
_WHERE: Final = 50
_BEHIND: Final = 90
_BEFORE: Final = 70
_COUNT: Final = r"(?P<days>\d{1,2}|two|three|four|five|six|seven)-day\s"
_KIND: Final = r"(?:(?:official|state|working|maiden|first|historic|inaugural|return|goodwill|friendly|bilateral|private)\s(?:and\s)?){0,3}"
_WILL: Final = (
    r"\b(?:will|shall|(?:is|are)\s(?:scheduled|due|set|expected|slated|planned)\sto|plans\sto)\s(?:[^.;]{0,45}?\s)??"
    r"(?:pay|make|undertake|begin|start|commence|embark\son|kick\soff|be\son)\s(?:an?|his|her|their)\s"
    rf"(?:{_COUNT})?(?P<kind>{_KIND})visit\sto\s(?:the\s)?(?=[A-Z])"
)
_AHEAD: Final = (
    r"\b(?:forthcoming|upcoming|planned|scheduled)\s"
    rf"(?:{_COUNT.replace('days', 'days2')})?(?P<kind2>{_KIND})visit\s(?:(?:of|by)\s(?P<guest>[^.;]{{3,120}}?)\s)?to\s(?:the\s)?(?=[A-Z])"
)
_WORDS: Final = Hints(("visit to ", "Visit to ", "visit of ", "Visit of ", "visit by ", "Visit by "))
_SIGNS: Final = Hints(
    (" will ", " shall ", "scheduled", " due ", " set to", "expected", "slated", "plan", "oming", "Will ")
)
_NO_HOST: Final = re.compile(
    r"\b(?:embassy|factory|university|school|hospital|museum|memorial|port|base|camp|site|project|headquarters|centre|center|region|province)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit to come; ``period`` is None where the sentence does not say when."""

    slug: str
    name: str
    host: Code
    period: Period | None


def may_announce(words: str) -> bool:
    """Whether a sentence can announce a visit at all."""
    return _WORDS.any_in(words) and _SIGNS.any_in(words)


def announced(
    words: str,
    when: Sequence[PeriodMention],
    parties: Sequence[Code],
    reference: date | None,
    lexicon: Lexicon,
) -> Visit | None:
    """The first visit that a sentence announces; None where none is, where guest or host is unknown, or where it is over.

    ``parties`` are those of the section: of two, the one that is not the host is the guest of "his visit".
    """
    found = _announcing().search(words)
    if found is None:
        return None
    where = words[found.end() : found.end() + _WHERE].split(",", maxsplit=1)[0]
    host = lexicon.place(f"in {where}") if not _NO_HOST.search(where) else None
    guest = _guest(found, host, lexicon.mentions(words), parties, lexicon) if host else None
    if host is None or guest is None:
        return None
    period = _period(found, when)
    if period and reference and (period.end or period.start or reference) < reference:
        return None
    kind = " ".join((found.group("kind") or found.group("kind2") or "").lower().split())
    first = f"{kind} visit".strip().capitalize()
    day = (period.start or period.end) if period else None
    slug = slugged(f"{_plain(lexicon.party_name(guest))} {_plain(lexicon.party_name(host))} visit")
    return Visit(
        f"{slug}-{day.year}" if day else slug,
        f"{first} to {lexicon.party_name(host)} from {lexicon.party_name(guest)}",
        host,
        period,
    )


def _plain(name: str) -> str:
    """A name in letters without accents."""
    return normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")


@cache
def _announcing() -> re.Pattern[str]:
    """Dear to compile, and few sentences come so far: made when first asked for."""
    return re.compile(f"{_WILL}|{_AHEAD}", re.IGNORECASE)


def _guest(
    found: re.Match[str],
    host: Code,
    mentions: Sequence[PartyMention],
    parties: Sequence[Code],
    lexicon: Lexicon,
) -> Code | None:
    """Whose visit it is: the state named in "visit of …", the last one before the words, or the other of two parties."""
    states = [
        m for m in mentions if lexicon.parties[m.code].kind in {"state", "territory"} and m.code != host
    ]
    if found.group("guest"):
        first, last = found.span("guest")
        named = next((m.code for m in states if first <= m.start < last), None)
    else:
        named = next((m.code for m in reversed(states) if m.end <= found.start() + 1), None)
    if named:
        return named
    others = [code for code in parties if code != host]
    return others[0] if len(parties) == _PAIR and len(others) == 1 else None


def _period(found: re.Match[str], when: Sequence[PeriodMention]) -> Period | None:
    """The time within or behind the words, else the one before them; a visit of so many days ends with the last of them."""
    near = [
        one
        for one in when
        if one.role in {"at", "since"}
        and not one.weak
        and found.start() <= one.start <= found.end() + _BEHIND
    ] or [
        one for one in when if one.role == "at" and not one.weak and 0 <= found.start() - one.end <= _BEFORE
    ]
    period = near[0].period if near else None
    start = period.start if period else None
    if period is None or start is None:
        return period
    count = (found.group("days") or found.group("days2") or "").lower()
    length = int(count) if count.isdigit() else NUMBERS.get(count, 0)
    if length and period.precision is Precision.DAY and period.end in {None, start}:
        return Period(start, start + timedelta(days=length - 1), Precision.DAY, period.words)
    return Period(start, period.end or start, period.precision, period.words)
