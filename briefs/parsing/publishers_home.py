"""A text that names two sides and a letterhead of none comes in; whose text it is goes out: the one at home in it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from briefs.parsing import sides
from briefs.parsing.datelines import dateline
from briefs.parsing.text import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefs.lexicon import Lexicon
    from briefs.model import Code
    from briefs.parsing.publishers import Scene
    from briefs.parsing.sides import Named, Seen

_PAIR: Final = 2
_OPENING: Final = 600
_SHORT: Final = 40
_EMBASSY: Final = re.compile(r"^(?:The )?(?:Embassy|High Commission) of (?:the )?$")
_IN: Final = re.compile(r",? (?:in|to) (?:the )?")
_HEAD: Final = 8
_SHORTEST: Final = 5
"""Letters before the first word of a text that names a party ("The")."""
_CALL: Final = re.compile(
    r"\b(?:paid|made|pays)\s(?:an?|his|her)\s(?:[\w-]+\s){0,3}call\son\b|\bcalled\son\b"
)
_AWAY: Final = re.compile(r"\b(?:sidelines?|margins?|occasion|ahead|invitation)\b")


def called_on(scene: Scene, named: Sequence[Named]) -> Code | None:
    """Of two in the title the one on whom the other called: who receives an envoy tells of it."""
    opening = next((item for item in scene.seen if item.paragraph.role is Role.BODY), None)
    text = opening.paragraph.text[:_OPENING] if opening else ""
    call = _CALL.search(text)
    both = sides.ordered(each.code for each in named)
    if call is None or len(both) != _PAIR:
        return None
    caller = next((each.code for each in sides.named(text[: call.start()], scene.lexicon, scene.known)), None)
    return next((code for code in both if code != caller), None) if caller in both else None


def home(scene: Scene, named: tuple[Code, ...], *, all_guests: bool = False) -> Code | None:
    """Whose readout it is, its guests aside: all but the first of those named, or all where they stand behind the verb.

    The first party or person of the text, the state from which it was sent, the one spoken of most, or the one
    in whose city they met; None where nothing tells.
    """
    body = [item for item in scene.seen if item.paragraph.role is Role.BODY]
    guests = named if len(named) == 1 or all_guests else named[1:]
    if body:
        text = body[0].paragraph.text[:_OPENING]
        line = dateline(text)
        sent = (
            scene.lexicon.place(text[:line].split(",")[0].strip(" -\u2013\u2014").title()) if line else None
        )
        spoken = [each.code for each in sides.named(text, scene.lexicon, scene.known) if each.start >= line]
        away = _AWAY.search(text)
        spoken = [code for code in spoken if scene.lexicon.parties[code].kind == "state"]
        if spoken and spoken[0] not in guests and not (away and away.start() < _SHORT):
            return spoken[0]
        if sent and sent not in guests:
            return sent
        first = next((p for p in body[0].persons), None)
        code = (first.party or sides.person_party(first.name, scene.known)) if first else None
        if code and code not in guests:
            return code
    others = [code for code in most_named(body, scene.lexicon) if code not in guests]
    if others:
        return others[0]
    spots = {
        spot.code for item in body[:2] for spot in scene.lexicon.places_in(item.paragraph.text[:_OPENING])
    }
    hosts = [code for code in spots if code not in guests]
    return hosts[0] if len(hosts) == 1 else None


def most_named(seen: Sequence[Seen], lexicon: Lexicon) -> tuple[Code, ...]:
    """The states that a text speaks of, the most frequent first."""
    counted = Counter(
        m.code for item in seen for m in item.mentions if lexicon.parties[m.code].kind == "state"
    )
    return tuple(code for code, _ in counted.most_common())


def posted(publisher: Code | None, scene: Scene) -> tuple[Code, ...]:
    """The state that issues a text with the one in which its embassy stands ("Embassy of Lumeria *in Ostia*")."""
    for item in scene.seen[:_HEAD]:
        for one, other in pairwise(item.mentions):
            between = item.paragraph.text[one.end : other.start]
            if (
                one.code == publisher
                and _IN.fullmatch(between)
                and _EMBASSY.search(item.paragraph.text, 0, one.start)
            ):
                return (one.code, other.code)
    return (publisher,) if publisher else ()


def side_by_side(body: Sequence[Seen]) -> bool:
    """Whether a text opens with two who act together ("*Lumeria and Ostia* have agreed")."""
    first = body[0].mentions[:_PAIR] if body else ()
    if len(first) < _PAIR or first[0].start >= _SHORTEST:
        return False
    return body[0].paragraph.text[first[0].end : first[1].start] in {" and ", " and the "}
