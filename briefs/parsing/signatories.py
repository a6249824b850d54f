"""A document's title, kind and paragraphs come in; whose document it is goes out: signatories, members, or two sides."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final

from briefs.model import DocumentKind
from briefs.parsing import publishers_home, sides
from briefs.parsing.datelines import dateline
from briefs.parsing.publishers import DOMESTIC, MEETS, OCCASION, OWN_VOICE, is_body, on_behalf
from briefs.parsing.text import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefs.model import Code
    from briefs.parsing.publishers import Scene
    from briefs.parsing.sides import Seen

_LEADERS: Final = re.compile(
    r"\b(?:Heads of (?:State|Government)|Presidents|Ministers|Leaders|Premiers|leaders|presidents|ministers)\b"
)
_RECEIVED: Final = re.compile(r"\b(?:received|hosted|met|held talks|welcomed)\b")
_ORGAN: Final = re.compile(
    r"\b(?:Council|Commission|Assembly|Secretariat|Authority|Parliament|Conference)\b", re.IGNORECASE
)
_LINE: Final = 90
_PAIR: Final = 2
_OPENING: Final = 600
_HEAD: Final = 8


def parties(title: str, kind: DocumentKind, publisher: Code | None, scene: Scene) -> tuple[Code, ...]:
    """Whose document it is: signatories, members, or the two sides of a readout; no grouping beside all of its members."""
    found = _parties(title, kind, publisher, scene)
    known = scene.lexicon.parties
    return tuple(
        code
        for code in found
        if not (
            known[code].kind == "grouping" and known[code].members and set(known[code].members) < set(found)
        )
    )


def _parties(title: str, kind: DocumentKind, publisher: Code | None, scene: Scene) -> tuple[Code, ...]:
    body = [item for item in scene.seen if item.paragraph.role in {Role.BODY, Role.BULLET}]
    titled = sides.of_title(title, scene.lexicon, scene.known)
    opening = partial(sides.of_opening, body, scene.lexicon, scene.known)
    if kind is DocumentKind.READOUT:
        named = sides.ordered(each.code for each in sides.named(title, scene.lexicon, scene.known))
        both = sides.ordered((publisher, *named))
        return both if len(both) > 1 else sides.ordered((*both, *opening()))
    if kind in OWN_VOICE:
        if len(titled) > 1:
            return titled
        return sides.introduced(body, scene.lexicon) or _own_voice(titled, opening(), kind, scene)
    if kind is DocumentKind.NEWS:
        alone = is_body(titled, scene.lexicon) and sides.opens_with(body, titled[0])
        if len(titled) > 1 or alone:
            return titled
        return opening() or _with_host(titled, body, scene) or sides.convener(body, scene.lexicon)
    told = _of_one(title, publisher, titled, scene)
    told = publishers_home.posted(publisher, scene) if told == (publisher,) else told
    return (
        told
        or (
            (_leaders(body) or publishers_home.side_by_side(body))
            and (opening() or sides.convener(body, scene.lexicon))
        )
        or ()
    )


def _leaders(body: Sequence[Seen]) -> bool:
    """Whether a text that nobody issued opens with those who lead states: it tells of them."""
    text = body[0].paragraph.text[:_OPENING] if body else ""
    found = _LEADERS.search(text)
    return found is not None and found.start() < _LINE


def _of_one(title: str, publisher: Code | None, titled: tuple[Code, ...], scene: Scene) -> tuple[Code, ...]:
    """The sides of what one issues: those whom its title names, but not all those to whom it only speaks."""
    if DOMESTIC.search(title) or (publisher and on_behalf(title, scene) == publisher):
        return (publisher,) if publisher else ()
    met = bool(OCCASION.search(title) or MEETS.search(title))
    run = sides.chain(title, sides.named(title, scene.lexicon, scene.known))
    if not met and len(titled) > _PAIR and titled[0] == publisher and len(run) < _PAIR:
        return (publisher,)
    joined = len(titled) > 1 or publisher is None or met
    return sides.ordered((publisher, *titled) if joined else (publisher,))


def _with_host(titled: tuple[Code, ...], body: Sequence[Seen], scene: Scene) -> tuple[Code, ...]:
    """In "SUVA, May 5 - The prime minister received the speaker of Lumeria" the host is the state of the dateline."""
    text = body[0].paragraph.text[:_OPENING] if body else ""
    line = dateline(text)
    host = (
        scene.lexicon.place(text[:line].split(",")[0].split(" (")[0].strip(" -\u2013\u2014").title())
        if line
        else None
    )
    if host and len(titled) == 1 and host not in titled and _RECEIVED.search(text):
        return (host, *titled)
    return titled


def _own_voice(
    titled: tuple[Code, ...], opening: tuple[Code, ...], kind: DocumentKind, scene: Scene
) -> tuple[Code, ...]:
    """A body named in the title or in the first sentence speaks, unless the text opens with states of their own."""
    body = [item for item in scene.seen if item.paragraph.role in {Role.BODY, Role.BULLET}]
    titled = (
        sides.sitting(body, scene.lexicon) or titled or _headed(scene) or sides.convener(body, scene.lexicon)
    )
    states = [code for code in opening if scene.lexicon.parties[code].kind == "state"]
    joint = (
        kind is DocumentKind.JOINT_STATEMENT
        and titled
        and (
            (titled[0] not in opening and len(states) > _PAIR)
            or (
                titled[0] in opening
                and any(state not in scene.lexicon.parties[titled[0]].members for state in states)
            )
        )
    )
    if is_body(titled, scene.lexicon) and not joint:
        return titled
    return (
        opening
        if len(opening) > 1
        else (titled or opening or publishers_home.most_named(scene.seen, scene.lexicon)[:_PAIR])
    )


def _headed(scene: Scene) -> tuple[Code, ...]:
    """The body whose name stands by itself above the text: "Council of the Lumerian Union"."""
    for item in scene.seen[:_HEAD]:
        if item.paragraph.role is Role.BODY and len(item.paragraph.text) > _LINE:
            return ()
        codes = sides.ordered(m.code for m in item.mentions)
        if (
            len(item.paragraph.text) <= _LINE
            and is_body(codes, scene.lexicon)
            and _ORGAN.search(item.paragraph.text)
        ):
            return codes
    return ()
