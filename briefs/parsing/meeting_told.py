"""A sentence comes in; whether it says that somebody met goes out, by which verb, and which parties it names as those who did."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefs.parsing import sides

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefs.lexicon import Lexicon, PartyMention
    from briefs.model import Code

_PAIR: Final = 2
TALKS: Final = (
    r"(?:meetings?|talks|negotiations|consultations|discussions|(?:tele)?phone\s(?:conversation|call|talks?)|conversation|video\s?conference"
    r"|[Ss]ummit|[Ss]ession|[Mm]eeting|[Cc]abinet|[Cc]ommission|[Cc]ommittee|[Rr]ound|[Ff]orum|[Dd]ialogue|[Cc]onsultations|(?<!press\s)(?<!news\s)(?<!video\s)[Cc]onference)"
)
_MET: Final = re.compile(
    "|".join(
        (
            r"^\W{0,3}(?:[Mm]eeting|[Ss]peaking\safter\smeeting)\swith\b|^\W{0,3}Meeting\s(?:on|in|at)\sthe\s(?:sidelines|margins)\b",
            r"\b(?:met|meets)\b(?!\sthe\s(?:needs|criteria|target|goal))|\bconferred\swith\b|\bsat\sdown\swith\b|\b[Ww]hen\smeeting\s(?:with\s)?|\bafter\smeeting\swith\b",
            rf"\b(?:held|holds|had|hosted|hosts|conclud(?:ed|es|ing)|opened|began|started|kicked\soff|(?:is|are)\s(?:currently\s)?holding|(?:co-?)?chair(?:ed|ing))\s(?:an?\s|their\s|its\s|the\s)?(?:[\w-]+\s){{0,3}}{TALKS}\b",
            rf"\b(?:held|had)(?:,|\s(?=during|on|in|at))\s[^,;.]{{3,40}}(?:,\s[^,;.]{{3,40}})?,\s(?:an?\s)?(?:[\w-]+\s){{0,3}}{TALKS}\b|\b(?:[Tt]he\s|\s)(?:first\s)?(?:bilateral\s)?meeting\b[^,;.]{{0,40}}?\swas\swith\b",
            rf"\bengaged\sin\s(?:an?\s)?(?:[\w-]+\s){{0,3}}{TALKS}\b|\b(?:made|placed|held|had)\s(?:an?\s)?(?:[\w-]+\s){{0,2}}(?:tele)?(?:phone\s)?calls?\s(?=with|to\b)",
            rf"\b{TALKS}\b(?:\s[\w\u2019'()-]+){{0,16}}?\s(?:(?:which\s)?took\splace|(?:is|are)\staking\splace|(?:was|were|has\sbeen|have\sbeen|are\sbeing|is\sbeing)\s(?:also\s)?(?:held|convened)|(?:has|have)\s(?:started|begun|ended|concluded)|started|began|ended|kicked\soff|opened|(?<!\bis\s)(?<!\bare\s)(?<!\bbe\s)held)\b",
            rf"\b{TALKS}\s(?:of|between|among)\b(?:,?\s[\w\u2019'()-]+){{1,24}}?\s(?:commenced|opened|began|started|concluded|ended)\s(?=today\b|yesterday\b|on\s[A-Z\d])",
            r"\b(?:hosted|(?:is|are)\shosting)\b|\bwelcomed\s(?:(?:today|yesterday|here|warmly|on\s[A-Z]\w+day)\s)?(?=(?:(?:the|his|her|visiting|new|newly-appointed)\s){0,2}(?:[\w-]+\s){0,4}(?:[Mm]inister|[Pp]resident|[Pp]remier|[Kk]ing|[Qq]ueen|[Cc]hancellor|[Aa]mbassador|[Cc]ounterpart|[Cc]olleague|[Ss]ecretary|[Dd]elegation|[Ee]nvoy|Mr|Ms|H\.E)s?\b)",
            r"\breceived\b(?!\s(?:[€$£¥\d]|US\$|[A-Z]{3}\s?\d))(?!\s(?:an?\s|the\s|his\s|her\s)?(?:[\w-]+\s){0,2}(?:messages?|letters?|reports?|statements?|support|assistance|aid|reply|copies|condolences|votes|gifts?)\b)",
            r"\bspoke\s(?:(?:today|yesterday|again|briefly|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\s)?(?:by|on|over|with|to|via)\b",
            rf"\b(?:[Aa]fter|[Ff]ollowing|[Aa]t|[Dd]uring)\s(?:an?\s|the\s|his\s|her\s|their\s)?(?:[\w-]+\s){{0,2}}{TALKS}\b(?:\swith\b)?|\b[Ii]n\s(?:an?\s|the\s|his\s|her\s|their\s|bilateral\s)(?:[\w-]+\s){{0,2}}(?:meeting|talks|conversation|(?:tele)?phone\scall|call)\b(?:\swith\b)?",
            rf"\b(?:attended|participated\sin|took\spart\sin|joined|spoke\sat)\s(?:an?\s|the\s|their\s|(?=bilateral|talks))(?:[\w-]+\s){{0,8}}{TALKS}\b|\bat\sthe\s(?:end|close|conclusion)\sof\s(?:[\w-]+\s){{1,4}}{TALKS}\b",
            r"\b(?:gave|gives|granted|grants)\s(?:an\s)?audience\b|\bheld\s(?:[\w-]+\s)?sessions\swith\b|\btalked\s(?:on\sthe\sphone|by\s(?:tele)?phone)\b|\b(?:called|courtesy\scall|calls|call)\son\b",
            r"\b[Aa]ddress(?:ed|ing)\s(?:an?\s)?(?:joint\s)?(?:press|news)\sconference\b|\b(?:was|were)\sreceived\sby\b|\b(?:at|during|in)\san?\s(?:joint\s)?(?:press|news)[\s-]conference\swith\b|\bdelivered\san?\s(?:[\w-]+\s){0,3}message\b|\bdiscussed\b(?:\s[\w-]+){1,12}?\swith\b",
            r"\b(?:discussed|talked|thanked|told|assured)\b(?:\s[\w-]+){1,12}?\s(?:over|by|on)\s(?:the\s)?(?:tele)?phone\b",
        )
    )
)
"""That somebody met, by the verb that says so: they met, talked, received, called on, hosted, or did something at a meeting."""
_NOT_NOW: Final = re.compile(
    r"\b(?:will|would|to\sbe|plans?|planned|upcoming|forthcoming|scheduled|expected|last|earlier(?!\stoday|\son\s|\sthis\s(?:week|morning|day))|previously)\b[^.;]{0,50}$|\b(?:welcom|commend|applaud|congratulat|condemn)\w*\b[^.;]{0,50}$"
    r"|\b(?:is|are)\s(?:expected|scheduled|due|set)\sto\b[^.;]{0,160}$"
    r"|\b(?:results?|outcomes?|preparations?|decisions)\s(?:of|for)\s(?:the\s)?(?:[\w\u2019'-]+\s){0,6}$"
)
_AHEAD: Final = re.compile(
    r"(?i:after|following|at|during|in)\s(?:the|their|this)\s(?:[\w-]+\s){0,2}(?:meeting|talks|summit|session|visit),?\s(?:[\w-]+\s){1,6}?(?:will|would|(?:is|are)\s(?:expected|due|set|scheduled))\b"
)
"""What somebody will do at a meeting: "*After the talks, the ministers will* speak to the press"."""
_WHY: Final = re.compile(
    r"\bto\s(?:discuss|debate|review|deliberate|exchange|explore|mark|prepare|strengthen|boost)\b|,?\s(?:who|which)\s(?:is|was|has|had|arrived|are|were|came)\b"
    r"|,?\s(?:co-?)?chaired\sby\b|\bunder\sthe\schair|\bpresided\b|,\sduring\swhich\b|\b(?:focusing|about|regarding|concerning|ahead\sof|following)\b|\bon\sthe\s(?:sidelines?|margins?|occasion)\b|\bat\sthe\sinvitation\b|\bon\s(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)(?=[a-z])|\bsaid\b"
)
_GUEST: Final = re.compile(r"\bvisit(?:ing|\sto)\s(?:the\s)?$")
_OF_ITS_OWN: Final = re.compile(
    r"\b(?:[Ss]ecretary[-\s][Gg]eneral|[Cc]ommission(?:er)?|[Pp]resident\sof\sthe|[Dd]irector[-\s][Gg]eneral|[Dd]irector\sof\sthe|[Mm]anaging\s[Dd]irector|[Cc]hair(?:man|woman|person)?\sof\sthe|[Ee]nvoy|(?:[Hh]igh|[Ss]pecial)\s[Rr]epresentative|[Ss]ecretary[-\s][Gg]enerals?|[Ss]ecretariat|(?:UN|EU|AU|NATO)\s[Cc]hief)\b"
)
"""Who speaks for a body by itself, so that a member of it may meet him."""
_OF_A_BODY: Final = re.compile(
    rf"\b{TALKS}\sof\s(?:the\s)?(?:(?:[\w-]+\s){{0,3}}(?:[Hh]eads|[Mm]inisters|[Ll]eaders|[Cc]hiefs|[Pp]residents)\b[\w\s]{{0,40}}?\sof\s(?:the\s)?)?$"
)
_PRESIDES: Final = re.compile(
    rf"\b(?:Chair\w*|President|Speaker)\sof\s(?:the\s)?(?:[\w-]+\s){{0,3}}{TALKS}\sof\s(?:the\s)?$"
)
"""Who presides over a body's session speaks for the body."""
_BESIDE_IT: Final = re.compile(rf"\b(?:sidelines?|margins?)\b|{_PRESIDES.pattern}")
"""What was held beside a body's meeting, or with who presides over it, is not its meeting."""
_JOINED: Final = re.compile(r"^[^,;]{0,40}\b(?:and|with)\b")
_ABOUT: Final = re.compile(r"\b(?:[Ee]nvoy|[Cc]oordinator|[Rr]epresentative)\s(?:on|for|to)\s(?:the\s)?$")
"""Behind it stands what an envoy is charged with."""
_AND_MORE: Final = re.compile(
    r"\sand\s(?!the\s)(?=(?:[A-Z][a-z]+\s)?(?:Affairs|Integration|Relations|Cooperation|Trade)\b)"
)
"""Behind a name that is part of a portfolio: "Minister for the Union *and Foreign Affairs*"."""
_PORTFOLIO: Final = re.compile(r"\b(?:for|of)\s(?:[A-Z]\w+(?:,|\sand)?\s){0,4}$")


def told(
    words: str, lexicon: Lexicon, known: Mapping[str, Code]
) -> tuple[re.Match[str], tuple[Code, ...]] | None:
    """The verb by which a sentence says that somebody met, with the parties that it names; None where nobody did."""
    verb = _MET.search(words)
    if verb is None or _NOT_NOW.search(words[: verb.start()]) or _AHEAD.match(words[verb.start() :]):
        return None
    return verb, who(words, verb, lexicon, known)


def who(words: str, verb: re.Match[str], lexicon: Lexicon, known: Mapping[str, Code]) -> tuple[Code, ...]:
    """The parties named up to where the sentence begins to say why they met, series of meetings left out."""
    why = _WHY.search(words, verb.end())
    if verb.start() == 0 and why is not None and why.group() != "said":
        why = _WHY.search(words, why.end())
    end = why.start() if why else len(words)
    start = 0
    if verb.group().split()[0] in {"at", "during", "after", "following"} and verb.group().endswith("with"):
        start = words.rfind(",", 0, verb.start()) + 1  # "…, the president said at a meeting with …"
    fora, named = lexicon.fora_in(words), lexicon.mentions(words)
    about = range(verb.start(), verb.end()) if verb.group().startswith("discussed") else range(0)
    found = [
        each
        for each in sides.named(words[:end], lexicon, known)
        if each.start >= start
        and each.start not in about
        and (
            not any(f.start <= each.start < f.end for f in fora)
            or _PRESIDES.search(words[: each.start]) is not None
        )
        and not _ABOUT.search(words, 0, each.start)
        and not (_PORTFOLIO.search(words[: each.start]) and _AND_MORE.match(words, each.end))
    ]
    if "chair" in verb.group():
        chaired = sides.ordered(m.code for m in named if verb.start() <= m.start < verb.end())
        if chaired:
            return chaired  # and not those who were in the chair
    sat = _sat(words, end, [each.start for each in found], named, lexicon)
    if sat:
        return _one_by_one(sat, named, lexicon)
    hosts = [m.code for m in named if m.start >= end and _GUEST.search(words[: m.start])]
    codes = _one_by_one(sides.ordered(each.code for each in found), named, lexicon)
    codes = _states_first(codes, lexicon)
    if not _OF_ITS_OWN.search(words):
        codes = tuple(
            code for code in codes if not any(code in lexicon.parties[body].members for body in codes)
        )
    return sides.without_groups(codes if len(codes) > 1 else sides.ordered((*codes, *hosts)), lexicon)


def _sat(
    words: str, end: int, starts: Sequence[int], named: Sequence[PartyMention], lexicon: Lexicon
) -> tuple[Code, ...]:
    """The body whose meeting it is ("the summit of the Union"), where nobody else is said to have met with it."""
    return tuple(
        m.code
        for m in named
        if m.start < end
        and _is_body(m.code, lexicon)
        and _OF_A_BODY.search(words[: m.start])
        and not _BESIDE_IT.search(words[: m.start])
        and not any(_JOINED.search(words, m.end, start) for start in starts if m.end < start < end)
    )[:1]


def _states_first(codes: tuple[Code, ...], lexicon: Lexicon) -> tuple[Code, ...]:
    """Two states without the bodies named behind them: of those they spoke ("the ministers of Ostia and Norlund … in the Union")."""
    bodies = [_is_body(code, lexicon) for code in codes]
    first = bodies.index(True) if True in bodies else 0
    return codes[:first] if first >= _PAIR and all(bodies[first:]) else codes


def _one_by_one(codes: tuple[Code, ...], named: Sequence[PartyMention], lexicon: Lexicon) -> tuple[Code, ...]:
    """The members that a sentence lists beside their body ("the Union's council, *including* Ostia, Norlund and Lumeria")."""
    for body in codes:
        listed = sides.ordered(m.code for m in named if m.code in lexicon.parties[body].members)
        if len(listed) > _PAIR and _is_body(body, lexicon):
            return listed
    return codes


def speaks_for_a_body(words: str) -> bool:
    """Whether a sentence names who speaks for a body by itself, so that one may meet it."""
    return _OF_ITS_OWN.search(words) is not None


def _is_body(code: Code, lexicon: Lexicon) -> bool:
    return lexicon.parties[code].kind in {"body", "grouping"}
