"""A document's title, kind and paragraphs come in; who issued it goes out, as a party code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefs.model import DocumentKind
from briefs.parsing import persons, publishers_home, sides, titles
from briefs.parsing.text import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefs.lexicon import Lexicon
    from briefs.model import Code
    from briefs.parsing.sides import Named, Seen

_PAIR: Final = 2
_SHORT: Final = 40
_SHORTEST: Final = 5
"""Letters before the first word of a title that names a party ("The")."""
_SAT: Final = re.compile(
    r"\b(?:meeting|summit|session|retreat|conference|council)\sof\s(?:the\s)?$", re.IGNORECASE
)
_ISSUED: Final = re.compile(
    r"\b(?:statement|remarks|comments?|declaration|(?:press|news|media)\srelease)\s(?:by|of|from)\s(?:the\s)?|\bstatement\son\s[^,;:]{3,90}?\sby\s(?:the\s)?",
    re.IGNORECASE,
)
_STATEMENT: Final = re.compile(r"\b(?:press|media|presidential)\s(?:statement|release)\b", re.IGNORECASE)
_MINISTRY: Final = re.compile(
    r"\b(?:Foreign (?:Affairs )?Ministry|Ministry of Foreign Affairs|MFA|Foreign Office)\b", re.IGNORECASE
)
_DATED: Final = re.compile(r"^[A-Z][\w .\u2019'-]{2,24},\s.{0,20}\b(?:19|20)\d\d\b")
_HEAD: Final = 8
_OPENING: Final = 400
_BEHALF: Final = re.compile(
    r"(?:\b(?:[Ss]tatement|[Rr]emarks|[Ii]ntervention|[Ss]peak|[Ss]peaking|[Dd]eliver\w*|[Tt]ake the floor)\s(?:[\w,.-]+\s){0,12}?on\sbehalf\sof\s|\b(?:STATEMENT|INTERVENTION|REMARKS)\s(?:[\w,.-]+\s){0,12}?ON\sBEHALF\sOF\s)"
    r"(?:(?:the|THE)\s)?(?:(?:\d{1,3}\s)?(?:[Mm]embers|[Mm]ember\s[Ss]tates|MEMBERS|MEMBER\sSTATES)\s(?:of|OF)\s(?:(?:the|THE)\s)?)?"
)
"""What leads to the body for which somebody speaks."""
_LINE: Final = 90
_FOOT: Final = 4
OWN_VOICE: Final = frozenset(
    {DocumentKind.JOINT_STATEMENT, DocumentKind.COMMUNIQUE, DocumentKind.CHAIRS_STATEMENT}
)
OCCASION: Final = re.compile(
    r"\b(?:call|meeting|visit|travel|conversation|engagement|talks|trip|participation|leading|summit)\b",
    re.IGNORECASE,
)
MEETS: Final = re.compile(
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
        on_behalf(title, scene)
        or _letterhead(scene.seen[:_HEAD])
        or _letterhead(scene.seen[-_FOOT:])
        or _by_title(title, kind, scene)
        or _by_date_line(title, scene)
    )


def on_behalf(title: str, scene: Scene) -> Code | None:
    """The one body in whose name a statement says that it is made, whoever delivers it ("*on behalf of* the Lumerian Union")."""
    texts = [title, *(item.paragraph.text[:_OPENING] for item in scene.seen[:_HEAD])]
    for text in texts:
        for said in _BEHALF.finditer(text):
            behind = [m for m in scene.lexicon.mentions(text[: said.end() + _LINE]) if m.start >= said.end()]
            if behind and behind[0].start == said.end() and is_body((behind[0].code,), scene.lexicon):
                return behind[0].code
    return None


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
    met = MEETS.search(title)
    acts = met or OCCASION.search(title)
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
    body = is_body((first.code,), scene.lexicon) and _SAT.search(title[: first.start])
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
    if alone and named and named[0].start < _SHORTEST and is_body((named[0].code,), scene.lexicon):
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


def is_body(codes: tuple[Code, ...], lexicon: Lexicon) -> bool:
    """Whether one body or grouping of states stands alone."""
    return len(codes) == 1 and lexicon.parties[codes[0]].kind in {"body", "grouping"}
