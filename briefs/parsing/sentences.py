"""A paragraph's words come in; the spans of its sentences go out.

A full stop ends a sentence unless it belongs to an abbreviation, an initial or a number, so "H.E. Ms. Lan of
the U.S. Mission arrived." is one. Layout is mended before this is called: a line break never ends a sentence.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from briefs.parsing.text import Span
from briefs.parsing.word_sets import words

_INITIAL: Final = 2
_STOP: Final = re.compile(
    r"[.!?\u2026][.!?\u2026]{0,7}"
    r"(?P<closing>[\"'\u201d\u2019\u00bb)\]]{0,4})"
    r"(?:(?P<gap>\s+)|(?=[A-Z\u201c\"(]))"
)
_OPENING: Final = '([\u201c\u2018"/'
_OPENING_SIGNS: Final = frozenset(_OPENING)
_REACH: Final = 24
"""Characters before a stop in which its word is looked for."""
_KEPT: Final = 256
_LONGEST_KEPT: Final = 20_000
_NEXT_WORD: Final = re.compile(
    r"[\"'\u201c\u2018(\[\u00ab]{0,3}([^\W_]{1,40}(?:[-'\u2019.][^\W_]{1,40}){0,2})"
)
_GLUED: Final = re.compile(r"[A-Z][a-z'\u2019]{0,30}(?:\s|,)")

NEVER_LAST: Final = words(
    "mr mrs ms mx md mohd messrs dr drs prof hon rt h.e h.h h.m h.r.h hrh gen lt col maj capt cmdr cdr adm "
    "amb sgt brig sen rep gov pres rev fr st ste mt ft vs v cf e.g i.e viz art arts sec secs para "
    "paras fig figs vol vols ed eds pp ch approx ca al op cit min dept gov't res s.e mme mlle dato "
    "tun supt insp asst dep exec perm sr.gen u.k.'s resp incl est"
)
_BEFORE_DIGIT: Final = words(
    "no nos p pt jan feb mar apr jun jul aug sep sept oct nov dec art para c tel ext ser doc"
)
_SOMETIMES_LAST: Final = words(
    "jr sr inc ltd co corp plc bhd llc etc a.m p.m d.c jan feb mar apr jun jul aug sep sept oct nov "
    "dec ph.d b.a m.a esq bros gmbh pty tbk"
)
_STARTERS: Final = words(
    "The A An This That These Those It Its He She They We I You His Her Their Our In On At By For "
    "From With Under During After Before Following As While When Where If Both All Each Such There "
    "Here Today Yesterday Tomorrow Participants Leaders Ministers Officials President Prime Finally "
    "Also Additionally Moreover Furthermore However Meanwhile Then Thus Therefore To Since Through "
    "Over Of Among Among Between Building Recognizing Recognising Noting Underscoring Welcoming "
    "Recalling According Regarding Concerning Together Separately Earlier Later Next No Not Nor But "
    "And Or So What Who How Why Which Another Other Several Many Some Most More Members Delegations "
    "Representatives Countries Secretary Minister"
)
_STATES: Final = words("U.S U.K U.N E.U")
_OF_A_STATE: Final = words(
    "Secretary President Prime Minister Ministers Officials Representatives Members Delegations"
)
"""What a state has: "the U.S. Secretary of State" goes on."""
_DOTTED: Final = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]$")
_INITIALS: Final = re.compile(r"(?:[A-Z]\.?-?)$")
_ITEM: Final = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})$")
_WEB: Final = re.compile(r"[/@]|www|\.(?:com|org|gov|net|int)\b")


def split(text: str) -> list[Span]:
    """The sentences of a paragraph, in order, without the white space between them. Linear in the text.

    A closing quotation mark or bracket belongs to the sentence that it closes. Two sentences that lost the
    space between them ("the region.They also") are two.
    """
    return list((_remembered if len(text) <= _LONGEST_KEPT else _remembered_long)(text))


def _spans(text: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    begin = len(text) - len(text.lstrip())
    size = len(text)
    for stop in _STOP.finditer(text):
        at, end = stop.span()
        if at < begin or (end == at + 1 and end < size and text[at - 1].isupper()):
            continue  # "U.S.": most stops that end nothing are seen at a glance
        if not _ends(text, begin, stop):
            continue
        end = stop.start("gap") if stop.group("gap") else stop.end()
        spans.append(Span(begin, end))
        begin = stop.end()
    end = len(text.rstrip())
    if begin < end:
        spans.append(Span(begin, end))
    return tuple(spans)


_remembered: Final = lru_cache(maxsize=_KEPT)(_spans)
"""Events and acts are looked for in the same sentences: a paragraph is split once."""
_remembered_long: Final = lru_cache(maxsize=1)(_spans)
"""Of those too long for a paragraph only the last is kept."""


def _ends(text: str, begin: int, stop: re.Match[str]) -> bool:
    closing, gap = stop.groups()
    end = stop.end()
    inside = gap is None and not closing and end < len(text) and text[stop.start() - 1].isupper()
    if inside or text[end : end + 1].islower():
        return False
    after = _NEXT_WORD.match(text, end)
    if after is None:
        return end >= len(text) or bool(gap)
    follows = after.group(1)
    if follows[0].islower():
        return False
    word = _before(text, begin, stop.start())
    if gap is None:
        return _ends_glued(text, word, stop)
    signs = stop.group()
    if signs[:2] == ".." or signs[0] == "\u2026":
        return bool(closing) or follows in _STARTERS
    return signs[0] != "." or bool(closing) or _ends_at_dot(text, begin, stop.start(), word, follows)


def _before(text: str, begin: int, end: int) -> str:
    """The word that a stop stands behind, without the bracket or quotation mark that opens it."""
    near = text[max(begin, end - _REACH) : end]
    if not near or near[-1].isspace():
        return ""
    word = near.rsplit(None, 1)[-1]
    if not _OPENING_SIGNS.isdisjoint(word):
        for sign in _OPENING:
            word = word.rpartition(sign)[2]
    return word


def _ends_glued(text: str, word: str, stop: re.Match[str]) -> bool:
    """Only where a small letter or a year runs into a capitalised word: no address, no "U.S.-led"."""
    if stop.group()[0] in "!?":
        return False
    clean = len(word) > 1 and (word[-2:].islower() or word[-4:].isdigit()) and "." not in word
    if not clean and not stop.group("closing"):
        return False
    return bool(_GLUED.match(text, stop.end())) and not _WEB.search(word)


def _ends_at_dot(text: str, begin: int, dot: int, word: str, follows: str) -> bool:
    bare = word.lower().lstrip("('\"\u201c")
    if bare in NEVER_LAST:
        return False
    if bare in _BEFORE_DIGIT and follows[0].isdigit():
        return False
    if (
        bare in _SOMETIMES_LAST
        or ("." in word and _DOTTED.search(word))
        or (len(word) <= _INITIAL and _INITIALS.fullmatch(word))
    ):
        if word in _STATES and follows in _OF_A_STATE:
            return False
        return follows in _STARTERS and not _initial_before_name(text, dot, word)
    return not (_ITEM.fullmatch(word) and _opens_item(text, begin, dot - len(word)))


def _initial_before_name(text: str, dot: int, word: str) -> bool:
    """Tell initials: "George W. In" ends nothing; "Annex B. In" does: an initial follows a capitalised first name."""
    if len(word) > 1:
        return False
    before = text[max(0, dot - _REACH) : dot - 1].rsplit(None, 1)
    return bool(before) and before[-1][:1].isupper() and before[-1] not in {"Annex", "Plan", "Track", "Group"}


def _opens_item(text: str, begin: int, at: int) -> bool:
    """The "1." that numbers an item stands at the start or behind a colon, semicolon or stop."""
    return at <= begin or text[max(0, at - 2) : at].strip()[-1:] in {":", ";", ".", ""}
