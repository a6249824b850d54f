"""A document's title, kind and paragraphs come in; who issued it and whose document it is go out, as party codes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from briefs.model import DocumentKind
from briefs.parsing import persons, publishers_home, sides, titles
from briefs.parsing.datelines import dateline
from briefs.parsing.text import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefs.lexicon import Lexicon
    from briefs.model import Code
    from briefs.parsing.sides import Named, Seen

_PAIR: Final = 2
_OPENING: Final = 600
_SHORT: Final = 40
_SHORTEST: Final = 5
"""Letters before the first word of a title that names a party ("The")."""
_SAT: Final = re.compile(
    r"\b(?:meeting|summit|session|retreat|conference|council)\sof\s(?:the\s)?$", re.IGNORECASE
)
_RECEIVED: Final = re.compile(r"\b(?:received|hosted|met|held talks|welcomed)\b")
_ISSUED: Final = re.compile(
    r"\b(?:statement|remarks|comments?|declaration|(?:press|news|media)\srelease)\s(?:by|of|from)\s(?:the\s)?|\bstatement\son\s[^,;:]{3,90}?\sby\s(?:the\s)?",
    re.IGNORECASE,
)
_STATEMENT: Final = re.compile(r"\b(?:press|media|presidential)\s(?:statement|release)\b", re.IGNORECASE)
_MINISTRY: Final = re.compile(
    r"\b(?:Foreign (?:Affairs )?Ministry|Ministry of Foreign Affairs|MFA|Foreign Office)\b", re.IGNORECASE
)
_DATED: Final = re.compile(r"^[A-Z][\w .\u2019'-]{2,24},\s.{0,20}\b(?:19|20)\d\d\b")
_ORGAN: Final = re.compile(
    r"\b(?:Council|Commission|Assembly|Secretariat|Authority|Parliament|Conference)\b", re.IGNORECASE
)
_LEADERS: Final = re.compile(
    r"\b(?:Heads of (?:State|Government)|Presidents|Ministers|Leaders|Premiers|leaders|presidents|ministers)\b"
)
_HEAD: Final = 8
_LINE: Final = 90
_FOOT: Final = 4
OWN_VOICE: Final = frozenset(
    {DocumentKind.JOINT_STATEMENT, DocumentKind.COMMUNIQUE, DocumentKind.CHAIRS_STATEMENT}
)
_OCCASION: Final = re.compile(
    r"\b(?:call|meeting|visit|travel|conversation|engagement|talks|trip|participation|leading|summit)\b",
    re.IGNORECASE,
)
_MEETS: Final = re.compile(
    r"\b(?:met|meets?|receives?|hosts?|welcomes?|speaks?|visits?|concludes?|calls?\son|holds?)\b",
    re.IGNORECASE,
)
DOMESTIC: Final = re.compile(
    r"\b(?:nominat\w+|disaster declaration|sent to the senate|executive order|appoint\w*|federal (?:procurement|contracting|funding)"
    r"|intent to nominate|proclamation|withdrawals?)\b",
    re.IGNORECASE,
)
_OFFICIAL: Final = re.compile(
    r"\b(?:ministry|government|department|embassy|office|mission|secretariat|council|commission|white house|president|prime minister"
    r"|cabinet|state|mfa|parliament)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Scene:
    """What everything is judged by: the paragraphs with their parties and persons, the rules, and who is who."""

    seen: tuple[Seen, ...]
    lexicon: Lexicon
    known: Mapping[str, Code]


def resolved(name: str, lexicon: Lexicon) -> Code | None:
    """The party for which a publisher speaks: by its name, or by the state in whose ministry it is; else None.

    A newspaper is no party, whatever country stands in its name.
    """
    code = lexicon.party(name).code
    if code is not None or not _OFFICIAL.search(name):
        return code
    codes = sides.ordered(mention.code for mention in lexicon.mentions(name))
    return codes[0] if len(codes) == 1 else None


def found(title: str, kind: DocumentKind, scene: Scene) -> Code | None:
    """Who issued the text: by letterhead, or by its own leader in a readout; joint texts belong to nobody."""
    if kind in OWN_VOICE or kind is DocumentKind.NEWS:
        return None
    return (
        _letterhead(scene.seen[:_HEAD])
        or _letterhead(scene.seen[-_FOOT:])
        or _by_title(title, kind, scene)
        or _by_date_line(title, scene)
    )


def _by_date_line(title: str, scene: Scene) -> Code | None:
    """The state in whose city a foreign ministry that names no state dates its statement ("Suva, 3 March 2024")."""
    if not _MINISTRY.search(title):
        return None
    for item in scene.seen[:_FOOT]:
        text = item.paragraph.text
        if len(text) <= _SHORT and _DATED.search(text):
            return scene.lexicon.place(text.split(",")[0].strip().title())
    return None


def _by_title(title: str, kind: DocumentKind, scene: Scene) -> Code | None:
    """The body whose press statement it is, the one "by" whom it is, or the one who acts in the title."""
    named = sides.named(title, scene.lexicon, scene.known)
    met = _MEETS.search(title)
    acts = met or _OCCASION.search(title)
    first = [each for each in named if acts is None or each.start < acts.start()]
    if kind is DocumentKind.READOUT:
        return (
            first[0].code
            if first and acts
            else publishers_home.home(
                scene,
                sides.ordered(each.code for each in named),
                all_guests=_all_guests(title, met),
            )
        )
    if (
        first
        and _STATEMENT.search(title, first[0].end)
        and scene.lexicon.parties[first[0].code].kind in {"body", "grouping"}
    ):
        return first[0].code
    issuer = _ISSUED.search(title)
    by = [each for each in named if issuer and each.start >= issuer.end()]
    if by:
        return by[0].code
    called = publishers_home.called_on(scene, named)
    if called is None and acts and named and not first:
        return _sat(title, named[0], scene) or publishers_home.home(
            scene,
            sides.ordered(each.code for each in named),
            all_guests=_all_guests(title, met),
        )
    return called or _own_leader(title, named, scene)


def _all_guests(title: str, met: re.Match[str] | None) -> bool:
    """Whether all whom a title names are others than its publisher: behind a verb of meeting, and in "Visit *to* Lumeria"."""
    return met is not None and (met.group().lower() != "visit" or title.startswith(" to ", met.end()))


def _sat(title: str, first: Named, scene: Scene) -> Code | None:
    """The body whose "Meeting of the Lumerian Union" a title tells of."""
    body = _is_body((first.code,), scene.lexicon) and _SAT.search(title[: first.start])
    return first.code if body else None


def _letterhead(seen: Sequence[Seen]) -> Code | None:
    """The state of a letterhead; it may stand on the line below ("Ministry of Foreign Affairs / Lumeria")."""
    for index, item in enumerate(seen):
        if (
            len(item.paragraph.text) > _LINE
            or item.paragraph.role not in {Role.HEADING, Role.BODY}
            or not titles.is_letterhead(item.paragraph.text)
        ):
            continue
        after = seen[index + 1] if index + 1 < len(seen) else None
        near = item.mentions or (after.mentions if after and after.paragraph.role is Role.HEADING and len(after.mentions) == 1
                                 and after.mentions[0].end - after.mentions[0].start == len(after.paragraph.text) else ())  # fmt: skip
        if near:
            return near[0].code
    return None


def _own_leader(title: str, named: Sequence[Named], scene: Scene) -> Code | None:
    """The party of the leader whom the title names first; of the first state where it names several; of the first person."""
    alone = len(sides.chain(title, named)) < _PAIR
    if alone and named and named[0].start < _SHORTEST and _is_body((named[0].code,), scene.lexicon):
        return named[0].code
    leader = next(iter(persons.found_in(title, scene.lexicon.mentions(title))), None)
    if leader and named and named[0].start < leader.start:
        return named[0].code
    if leader and (code := leader.party or sides.person_party(leader.name, scene.known)):
        return code
    if len({each.code for each in named}) > 1 and scene.lexicon.parties[named[0].code].kind == "state":
        return named[0].code
    opening = next((item for item in scene.seen if item.paragraph.role is Role.BODY), None)
    spoken = opening.persons if opening else ()
    return next((person.party or sides.person_party(person.name, scene.known) for person in spoken), None)


def parties(title: str, kind: DocumentKind, publisher: Code | None, scene: Scene) -> tuple[Code, ...]:
    """Whose document it is: signatories, members, or the two sides of a readout."""
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
        alone = _is_body(titled, scene.lexicon) and sides.opens_with(body, titled[0])
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
    if DOMESTIC.search(title):
        return (publisher,) if publisher else ()
    met = bool(_OCCASION.search(title) or _MEETS.search(title))
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
    if _is_body(titled, scene.lexicon) and not joint:
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
            and _is_body(codes, scene.lexicon)
            and _ORGAN.search(item.paragraph.text)
        ):
            return codes
    return ()


def _is_body(codes: tuple[Code, ...], lexicon: Lexicon) -> bool:
    return len(codes) == 1 and lexicon.parties[codes[0]].kind in {"body", "grouping"}
