"""The first sentences of a text come in; the one that says who met whom goes out, with the sides it names.

News agencies and ministries' notes tell it in one sentence: "Foreign Minister A of X received his Y counterpart B",
"a telephone conversation took place between …", "Meeting with Y's minister in S, X's minister said …".
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefs.parsing import sides, visits
from briefs.parsing.datelines import dateline
from briefs.parsing.sentences import split

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefs.lexicon import Lexicon
    from briefs.model import Code
    from briefs.parsing.sides import Seen

_PAIR: Final = 2
_FIRST: Final = 3
"""Paragraphs, and sentences of each, in which those who met are named."""
_LONGEST: Final = 900
_TALKS: Final = (
    r"(?:meetings?|talks|negotiations|consultations|discussions|(?:tele)?phone\s(?:conversation|call|talks?)|conversation|video\s?conference"
    r"|[Ss]ummit|[Ss]ession|[Mm]eeting|[Cc]abinet|[Cc]ommission|[Cc]ommittee|[Rr]ound|[Ff]orum|[Dd]ialogue|[Cc]onsultations)"
)
_MET: Final = re.compile(
    rf"^\W{{0,3}}(?:[Mm]eeting|[Ss]peaking\safter\smeeting)\swith\b|\b(?:met|meets)\b(?!\sthe\s(?:needs|criteria|target|goal))|\b(?:held|holds|had|hosted|hosts|concluded|concludes|opened)\s(?:an?\s|their\s|its\s|the\s)?(?:[\w-]+\s){{0,3}}{_TALKS}\b"
    rf"|\b{_TALKS}\b(?:\s[\w\u2019'()-]+){{0,12}}?\s(?:(?:which\s)?took\splace|(?:was|were|has\sbeen|have\sbeen)\s(?:also\s)?(?:held|convened)|(?:has|have)\s(?:started|begun|ended|concluded)|started|began|ended|held)\b"
    rf"|\bhosted\b|\bwelcomed\s(?=(?:(?:the|his|her|visiting|new|newly-appointed)\s){{0,2}}(?:[\w-]+\s){{0,4}}(?:[Mm]inister|[Pp]resident|[Pp]remier|[Kk]ing|[Qq]ueen|[Cc]hancellor|[Aa]mbassador|[Cc]ounterpart|[Cc]olleague|[Ss]ecretary|[Dd]elegation|[Ee]nvoy|Mr|Ms|H\.E)\b)|\breceived\b(?!\s(?:[€$£¥\d]|US\$|[A-Z]{{3}}\s?\d))(?!\s(?:an?\s|the\s|his\s|her\s)?(?:[\w-]+\s){{0,2}}(?:messages?|letters?|reports?|statements?|support|assistance|aid|reply|copies|condolences|votes|gifts?)\b)|\bspoke\s(?:(?:today|yesterday|again|briefly|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\s)?(?:by|on|over|with|to|via)\b|\b(?:[Aa]fter|[Ff]ollowing|[Aa]t|[Dd]uring)\s(?:an?\s|the\s|his\s|her\s|their\s)?(?:[\w-]+\s){{0,2}}{_TALKS}\b(?:\swith\b)?|\b[Ii]n\s(?:an?\s|the\s|his\s|her\s|their\s|bilateral\s)(?:[\w-]+\s){{0,2}}(?:meeting|talks|conversation|(?:tele)?phone\scall|call)\b(?:\swith\b)?|\b(?:attended|participated\sin|took\spart\sin)\s(?:an?\s|the\s|their\s)(?:[\w-]+\s){{0,4}}{_TALKS}\b|\bafter\smeeting\swith\b"
    rf"|\bat\sthe\s(?:end|close|conclusion)\sof\s(?:[\w-]+\s){{1,4}}{_TALKS}\b|\b[Ww]hen\smeeting\s(?:with\s)?|\b(?:gave|gives|granted|grants)\s(?:an\s)?audience\b|\bconferred\swith\b|\bsat\sdown\swith\b|\bheld\s(?:[\w-]+\s)?sessions\swith\b"
    r"|\btalked\s(?:on\sthe\sphone|by\s(?:tele)?phone)\b|\b(?:called|courtesy\scall|calls|call)\son\b|\b[Aa]ddress(?:ed|ing)\s(?:an?\s)?(?:joint\s)?(?:press|news)\sconference\b|\b(?:was|were)\sreceived\sby\b|\bdiscussed\b(?:\s[\w-]+){1,12}?\swith\b"
    r"|\b(?:discussed|talked|thanked|told|assured)\b(?:\s[\w-]+){1,12}?\s(?:over|by|on)\s(?:the\s)?(?:tele)?phone\b"
)
_NOT_NOW: Final = re.compile(
    r"\b(?:will|would|to\sbe|plans?|planned|upcoming|forthcoming|scheduled|expected|last|earlier|previously)\b[^.;]{0,50}$|\b(?:welcom|commend|applaud|congratulat|condemn)\w*\b[^.;]{0,50}$"
)
_WHY: Final = re.compile(
    r"\bto\s(?:discuss|debate|review|deliberate|exchange|explore|mark|prepare|strengthen|boost)\b|,?\s(?:who|which)\s(?:is|was|has|had|arrived|are|were|came)\b"
    r"|,?\s(?:co-?)?chaired\sby\b|\bunder\sthe\schair|\bpresided\b|,\sduring\swhich\b|\b(?:focusing|about|regarding|concerning|ahead\sof|following)\b|\bon\sthe\s(?:sidelines?|margins?|occasion)\b|\bat\sthe\sinvitation\b|\bon\s(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)(?=[a-z])|\bsaid\b"
)
_GUEST: Final = re.compile(r"\bvisit(?:ing|\sto)\s(?:the\s)?$")
_COUNTERPART: Final = re.compile(
    r"\b(?:his|her|their)\s(?:[\w-]+\s){1,3}(?:counterparts?|colleagues?|opposite\snumber)\b"
)
_COUNTERPARTS: Final = re.compile(r"\b(?:his|her)\s(?:[\w-]+,?\s){1,5}(?:counterparts|colleagues)\b")
_THREE: Final = re.compile(r"\b(?:trilateral|tripartite|three-way|quadrilateral)\b", re.IGNORECASE)
TABLE: Final = re.compile(
    rf"\b{_TALKS}\s(?:involving|between|among|bringing\stogether)\b|\b(?:trilateral|tripartite|three-way|quadrilateral)\b",
    re.IGNORECASE,
)
"""All who are named behind it sat at one table."""
_CAME: Final = re.compile(
    r"(?<!also\s)\b(?:attended\sby|brought\stogether|with\sthe\sparticipation\sof)\s(?:the\s)?(?:[\w-]+\s){0,4}(?:[Mm]inisters|[Ll]eaders|[Pp]residents|[Hh]eads|[Rr]epresentatives|[Oo]fficials|[Dd]elegat\w+)\b"
)
"""A list of those who came to a meeting follows."""
_APART: Final = re.compile(r"\b(?:separate(?:ly)?|respectively|in turn|sidelines?|margins?)\b", re.IGNORECASE)
_OF_ITS_OWN: Final = re.compile(
    r"\b(?:[Ss]ecretary[-\s][Gg]eneral|[Cc]ommission(?:er)?|[Pp]resident\sof\sthe|[Dd]irector[-\s][Gg]eneral|[Ee]nvoy|[Hh]igh\s[Rr]epresentative|[Ss]ecretary[-\s][Gg]enerals?|[Ss]ecretariat|(?:UN|EU|AU|NATO)\s[Cc]hief)\b"
)
"""Who speaks for a body by itself, so that a member of it may meet him."""
_OF_A_BODY: Final = re.compile(rf"\b{_TALKS}\sof\s(?:the\s)?$")
_JOINED: Final = re.compile(r"^[^,;]{0,40}\b(?:and|with)\b")
_ABOUT: Final = re.compile(r"\b(?:[Ee]nvoy|[Cc]oordinator|[Rr]epresentative)\s(?:on|for|to)\s(?:the\s)?$")
"""Behind it stands what an envoy is charged with."""
_PORTFOLIO: Final = re.compile(r"\b(?:for|of)\s(?:[A-Z]\w+\sand\s)?$")
_OFFICE: Final = re.compile(
    r"\b(?:Minister|President|Premier|Chancellor|Secretary|Ambassador|Sultan|King|Queen|Emir|Amir|Majesty|Highness|Prince|Speaker|PM|FM|minister|president|premier)\b"
)


@dataclass(frozen=True, slots=True)
class Met:
    """The sentence that says who met, and the sides that it names: two, or the body that sat; () where it names no two."""

    sentence: str = ""
    sides: tuple[Code, ...] = ()


def met(body: Sequence[Seen], lexicon: Lexicon, known: Mapping[str, Code], publisher: Code | None) -> Met:
    """Who met, by the first sentence that names both; else the first one that says that somebody met."""
    first = Met()
    everyone = _attended(body, lexicon)
    for item in body[:_FIRST]:
        text = item.paragraph.text[:_LONGEST]
        line = dateline(text)
        for span in split(text)[:_FIRST]:
            words = text[max(span.start, line) : span.end]
            found = told(words, lexicon, known)
            if found is None or len(found[1]) != _PAIR:
                both = visits.sides_of(words, lexicon, known, publisher)
                if both:
                    return Met(words, both)
            if found is None:
                continue
            verb, codes = found
            codes = _of_states(words, codes, publisher, lexicon)
            if _together(words, codes, publisher):
                return Met(words, sides.ordered((*codes, publisher)) if len(codes) == _PAIR else codes)
            if (
                everyone
                and set(codes) & {*everyone, *_groups(everyone, lexicon)}
                and len(codes) < len(everyone)
            ):
                return Met(words, everyone)
            if _COUNTERPARTS.search(words):
                codes = ()  # "his Lumerian and Ostian counterparts": one after the other, and who he is stands elsewhere
            elif len(codes) == 1 and publisher not in {None, *codes} and _own_official(words, verb, lexicon):
                codes = (publisher, *codes) if publisher else codes
            elif len(codes) == 1 and _COUNTERPART.search(words):
                codes = _with_own(codes[0], body, lexicon, publisher)
            if len(codes) == _PAIR or (len(codes) == 1 and lexicon.parties[codes[0]].kind != "state"):
                return Met(words, codes)
            first = first if first.sentence else Met(words)
    return first


def _attended(body: Sequence[Seen], lexicon: Lexicon) -> tuple[Code, ...]:
    """The states of a sentence that lists who came ("was *attended by* the ministers of Lumeria, Ostia and Norlund")."""
    for item in body[:_FIRST]:
        text = item.paragraph.text[:_LONGEST]
        came = _CAME.search(text)
        if came is None:
            continue
        until = next((span.end for span in split(text) if span.end > came.end()), len(text))
        named = [m for m in item.mentions if came.end() <= m.start < until]
        codes = sides.ordered(m.code for m in named if not _is_body(m.code, lexicon))
        if len(codes) > _PAIR:
            return codes
    return ()


def _groups(states: tuple[Code, ...], lexicon: Lexicon) -> set[Code]:
    """The bodies and groupings to which some of these states belong."""
    return {code for code, party in lexicon.parties.items() if set(party.members) & set(states)}


def told(
    words: str, lexicon: Lexicon, known: Mapping[str, Code]
) -> tuple[re.Match[str], tuple[Code, ...]] | None:
    """The verb by which a sentence says that somebody met, with the parties that it names; None where nobody did."""
    verb = _MET.search(words)
    if verb is None or _NOT_NOW.search(words[: verb.start()]):
        return None
    return verb, _sides(words, verb, lexicon, known)


def _sides(words: str, verb: re.Match[str], lexicon: Lexicon, known: Mapping[str, Code]) -> tuple[Code, ...]:
    """The parties named up to where the sentence begins to say why they met, series of meetings left out."""
    why = _WHY.search(words, verb.end())
    if verb.start() == 0 and why is not None and why.group() != "said":
        why = _WHY.search(words, why.end())
    end = why.start() if why else len(words)
    start = 0
    if verb.group().split()[0] in {"at", "during", "after", "following"} and verb.group().endswith("with"):
        start = words.rfind(",", 0, verb.start()) + 1  # "…, the president said at a meeting with …"
    fora = lexicon.fora_in(words)
    about = range(verb.start(), verb.end()) if verb.group().startswith("discussed") else range(0)
    found = [
        each
        for each in sides.named(words[:end], lexicon, known)
        if each.start >= start
        and each.start not in about
        and not any(f.start <= each.start < f.end for f in fora)
        and not _ABOUT.search(words, 0, each.start)
        and not (_PORTFOLIO.search(words[: each.start]) and words[each.end : each.end + 5] == " and ")
    ]
    named = lexicon.mentions(words)
    sat = [
        m.code
        for m in named
        if m.start < end
        and _OF_A_BODY.search(words[: m.start])
        and _is_body(m.code, lexicon)
        and not any(_JOINED.search(words, m.end, each.start) for each in found if m.end < each.start < end)
    ]
    if sat:
        return (sat[0],)
    hosts = [m.code for m in named if m.start >= end and _GUEST.search(words[: m.start])]
    codes = sides.ordered(each.code for each in found)
    if not _OF_ITS_OWN.search(words):
        codes = tuple(
            code for code in codes if not any(code in lexicon.parties[body].members for body in codes)
        )
    return sides.without_groups(codes if len(codes) > 1 else sides.ordered((*codes, *hosts)), lexicon)


def _of_states(
    words: str, codes: tuple[Code, ...], publisher: Code | None, lexicon: Lexicon
) -> tuple[Code, ...]:
    """Two states without the body whose mission one of them received beside the other."""
    if len(sides.ordered((*codes, publisher))) <= _PAIR or speaks_for_a_body(words):
        return codes
    states = tuple(code for code in codes if not _is_body(code, lexicon))
    return states if 0 < len(states) <= _PAIR else codes


def _together(words: str, codes: tuple[Code, ...], publisher: Code | None) -> bool:
    """Whether three met at once: "Lumeria's minister met *his Ostian and Norlund counterparts*", "a *trilateral* meeting"."""
    if _APART.search(words) or not (
        _COUNTERPARTS.search(words) or _THREE.search(words) or TABLE.search(words)
    ):
        return False
    return len(codes) > _PAIR or (len(codes) == _PAIR and publisher is not None and publisher not in codes)


def _own_official(words: str, verb: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether an office of no named state met somebody: in a ministry's note that is its own minister."""
    before = words[: verb.start()]
    return _OFFICE.search(before) is not None and not lexicon.mentions(before)


def speaks_for_a_body(words: str) -> bool:
    """Whether a sentence names who speaks for a body by itself, so that one may meet it."""
    return _OF_ITS_OWN.search(words) is not None


def _is_body(code: Code, lexicon: Lexicon) -> bool:
    return lexicon.parties[code].kind in {"body", "grouping"}


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


def outweighs(
    both: tuple[Code, ...], parties: tuple[Code, ...], publisher: Code | None, title: str, lexicon: Lexicon
) -> bool:
    """Whether the two who met are the sides of a text, whatever its title names: a subject, one of them, a guess."""
    if set(both) == set(parties) or not both:
        return False
    if len(both) < _PAIR or (len(parties) == 1 and len(both) > _PAIR and _is_body(parties[0], lexicon)):
        return _outweighs_one(both, parties, title, lexicon)
    titled = {one.code for one in lexicon.mentions(title)}
    if len(parties) > _PAIR:
        return set(both) < set(parties) and not titled & set(parties)
    bodies = [code for code in parties if _is_body(code, lexicon)]
    if bodies and not set(bodies) & set(both):
        return len(parties) == _PAIR and bool(set(parties) & set(both))
    if publisher is None or publisher in both or publisher not in parties or len(parties) < _PAIR:
        return True
    return publisher not in titled


def _outweighs_one(both: tuple[Code, ...], parties: tuple[Code, ...], title: str, lexicon: Lexicon) -> bool:
    """Whether one who met outweighs a title, or those who came outweigh the one body that it names."""
    if len(both) > _PAIR:
        return not set(both) <= set(lexicon.parties[parties[0]].members)
    titled = sides.named(title, lexicon, {})
    if parties[1:] == both and _is_body(both[0], lexicon):
        return parties[0] not in {one.code for one in titled}  # it has the body's meeting in its house
    return len(parties) < _PAIR or (parties[0] == both[0] and len(sides.chain(title, titled)) < _PAIR)
