"""The paragraphs of a text come in; its spokesmen go out, each with the party whose ministry or government he speaks for.

"The ministry's spokesman Lan Arroyo" speaks for the state whose ministry was named last; "Arroyo" alone is he again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefs.parsing.persons import NAME, Person, bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefs.lexicon import PartyMention
    from briefs.model import Code

_OFFICE: Final = (
    r"(?:[Mm]inistry|[Gg]overnment|[Dd]epartment|[Pp]residency|[Aa]dministration|[Mm]ilitary|[Aa]rmy)"
)
_SPOKESMAN: Final = re.compile(rf"\b[Ss]pokes(?:man|woman|person)\s(?P<name>{NAME})")
_OWNED: Final = re.compile(rf"(?:[’']s?)?\s(?:[A-Z][\w-]{{0,24}}\s){{0,3}}{_OFFICE}\b")
"""What stands behind the name of a party whose office is spoken of ("Lumeria*'s Foreign Ministry*")."""
_OFFICE_ONLY: Final = re.compile(
    rf"\b(?:[Tt]he|[Ii]ts)\s(?:[\w-]{{1,24}}\s){{0,2}}{_OFFICE}(?:[’']s)?\s(?:chief\s)?$"
)
"""What stands before a spokesman whose state is not named with him."""
_NEAR: Final = 60
"""Characters before a spokesman in which his office is named."""
_MOST: Final = 20
_SHORT: Final = 3


def spokesmen(told: Sequence[tuple[str, Sequence[PartyMention]]]) -> list[Person]:
    """The spokesmen of paragraphs with the parties they name, in order; nobody where no office is his."""
    if not any("pokes" in text for text, _ in told):
        return []
    found = list(_named(told))[:_MOST]
    again = []
    for one in found:
        family = one.name.split(" ", 1)[0]
        alone = re.compile(rf"(?<![\w.-] )\b{re.escape(family)}(?!\s[A-Z])\b")
        if family != one.name and len(family) >= _SHORT and any(alone.search(text) for text, _ in told):
            again.append(Person(family, None, one.party, one.start, one.end))
    return found + again


def _named(told: Sequence[tuple[str, Sequence[PartyMention]]]) -> Iterator[Person]:
    owner: Code | None = None
    for text, mentions in told:
        owned = [one for one in mentions if _OWNED.match(text, one.end)]
        for match in _SPOKESMAN.finditer(text):
            before = [one for one in owned if one.end <= match.start()]
            near = text[max(0, match.start() - _NEAR) : match.start()]
            last = before[-1] if before else None
            if last is not None and _adjoins(text, last, match.start()):
                party: Code | None = last.code
            else:
                party = (last.code if last is not None else owner) if _OFFICE_ONLY.search(near) else None
            if party is not None:
                yield Person(bare(match.group("name")), "spokesman", party, match.start(), match.end())
        owner = owned[-1].code if owned else owner


def _adjoins(text: str, mention: PartyMention, stop: int) -> bool:
    """Whether nothing but the office stands between a party and its spokesman."""
    office = _OWNED.match(text, mention.end)
    return office is not None and text[office.end() : stop] in {" ", "'s ", "’s "}
