"""A sentence that names one of two who met comes in; both go out: the other is the one who tells it, or he whose guest it was."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from briefs.parsing import meeting_encounters, meeting_told

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefs.lexicon import Lexicon
    from briefs.model import Code
    from briefs.parsing.sides import Seen

_POSTED: Final = re.compile(
    r"\b(?:[Aa]mbassador|[Hh]igh\s[Cc]ommissioner|[Cc]harg[\u00e9e]\sd['\u2019][Aa]ffaires)\s(?:designate\s)?(?:accredited\s)?(?:to|in)\s(?:the\s)?(?P<where>[A-Z][\w'\u2019-]+(?:\s[A-Z][\w'\u2019-]+)?)"
)
"""Where an envoy is posted, he calls on those at home there."""
_COUNTERPART: Final = re.compile(
    r"\b(?:his|her|their)\s(?:[\w-]+\s){1,3}(?:counterparts?|colleagues?|opposite\snumber)\b"
)
COUNTERPARTS: Final = re.compile(r"\b(?:his|her)\s(?:[\w-]+,?\s){1,5}(?:counterparts|colleagues)\b")
_OFFICE: Final = re.compile(
    r"\b(?:Minister|President|Premier|Chancellor|Secretary|Ambassador|Sultan|King|Queen|Emir|Amir|Majesty|Highness|Prince|Speaker|PM|FM|minister|president|premier)\b"
)
_HE: Final = re.compile(r"(?:^|[\s,])(?:[Hh]e|[Ss]he|[Tt]he\s[Hh]ead\sof\s[Ss]tate)\s(?:also\s)?$")
_VISITING: Final = re.compile(r"\bvisiting\b")
"""Of whom it is said is a guest of the one of whom the story tells."""
_IN_PERSON: Final = re.compile(
    r"\b(?:I|we|We)\s(?:(?:have|had|just|also|then|today|recently)\s){0,3}(?:met|held|had|spoke|spoken|welcomed|hosted|received|come\sfrom|concluded|discussed|signed|visited)\b"
)
"""A minister who tells it himself: "*I met* the minister of Lumeria today"."""


def with_host(
    words: str,
    verb: re.Match[str],
    codes: tuple[Code, ...],
    body: Sequence[Seen],
    context: tuple[Lexicon, Mapping[str, Code], Code | None],
) -> tuple[Code, ...]:
    """The one who is named with the one who is not: the publisher's own official, or he whose counterpart it was."""
    lexicon, _, publisher = context
    if COUNTERPARTS.search(words):
        return ()  # "his Lumerian and Ostian counterparts": one after the other, and who he is stands elsewhere
    if len(codes) != 1 or (
        publisher in lexicon.parties[codes[0]].members and not meeting_told.speaks_for_a_body(words)
    ):
        return codes  # of a body's own meeting the host is one member among others
    if _IN_PERSON.search(words):
        return _told_by_oneself(words, codes[0], body, context)
    at = _posted(words, lexicon)
    if at is not None and at != codes[0]:
        return (*codes, at)
    return _with_own_official(words, verb, codes[0], body, context)


def beside_a_body(
    words: str, codes: tuple[Code, ...], body: Sequence[Seen], lexicon: Lexicon, publisher: Code | None
) -> tuple[Code, ...]:
    """Three who met: somebody, "*his Lumerian counterpart*, and the envoy of the Northern Union"; () where no body is named."""
    states = tuple(code for code in codes if lexicon.parties[code].kind == "state")
    if len(states) != 1 or len(codes) != len(states) + 1 or not _COUNTERPART.search(words):
        return ()
    if not meeting_told.speaks_for_a_body(words):
        return ()
    both = _with_own(states[0], body, lexicon, publisher)
    return (*both, *(code for code in codes if code not in states)) if len(both) > 1 else ()


def _posted(words: str, lexicon: Lexicon) -> Code | None:
    found = _POSTED.search(words)
    return lexicon.place(f"in {found.group('where')}") if found else None


def _with_own_official(
    words: str,
    verb: re.Match[str],
    guest: Code,
    body: Sequence[Seen],
    context: tuple[Lexicon, Mapping[str, Code], Code | None],
) -> tuple[Code, ...]:
    """With the guest the one whose official need not be named by his state, or whose counterpart it was."""
    lexicon, known, publisher = context
    own = _own_official(words, verb, lexicon) or _has_guest(words, verb, guest, lexicon, known)
    if publisher is not None and publisher != guest and own:
        return (publisher, guest)
    if _COUNTERPART.search(words):
        return _with_own(guest, body, lexicon, publisher)
    return _with_only_other(guest, body, lexicon) if own and publisher is None else (guest,)


def in_person(words: str) -> re.Match[str] | None:
    """The words by which one who was there tells it himself; None where another tells it."""
    return _IN_PERSON.search(words)


def _own_official(words: str, verb: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether an office of no named state met somebody: in a ministry's note that is its own minister."""
    before = words[: verb.start()]
    loose = _OFFICE.search(before) is not None and not lexicon.mentions(before)
    return loose or _HE.search(before) is not None


def _has_guest(
    words: str, verb: re.Match[str], guest: Code, lexicon: Lexicon, known: Mapping[str, Code]
) -> bool:
    """Whether the one named is he whom somebody met of whom the story need not say whose he is."""
    if _VISITING.search(words, verb.end()):
        return True
    spoken = meeting_encounters.spokesmen(words, lexicon, known)
    behind = any(code == guest and at >= verb.end() for code, at in spoken)
    return behind and not lexicon.mentions(words[: verb.start()])


def _told_by_oneself(
    words: str,
    guest: Code,
    body: Sequence[Seen],
    context: tuple[Lexicon, Mapping[str, Code], Code | None],
) -> tuple[Code, ...]:
    """Guest and host where one of them writes himself: his is the place where they met, else the only or first other state."""
    lexicon, known, publisher = context
    at = next((one.code for one in lexicon.places_in(words) if one.code != guest), None)
    others = {code for code in known.values() if code != guest}
    own = at or (publisher if publisher != guest else None) or (others.pop() if len(others) == 1 else None)
    return (own, guest) if own else _with_own(guest, body, lexicon, None)


def _with_only_other(guest: Code, body: Sequence[Seen], lexicon: Lexicon) -> tuple[Code, ...]:
    """With an official of no named state the only other state of which the whole text speaks."""
    others = {one.code for item in body for one in item.mentions if lexicon.parties[one.code].kind == "state"}
    others -= {guest}
    return (others.pop(), guest) if len(others) == 1 else (guest,)


def _with_own(
    other: Code, body: Sequence[Seen], lexicon: Lexicon, publisher: Code | None
) -> tuple[Code, ...]:
    """With "his Lumerian counterpart" the one whose state nobody says: the publisher's, or the one named most."""
    if publisher is not None and publisher != other:
        return publisher, other
    counted = Counter(
        one.code
        for item in body
        for one in item.mentions
        if one.code != other and lexicon.parties[one.code].kind == "state"
    )
    return next(((code, other) for code, _ in counted.most_common(1)), (other,))
