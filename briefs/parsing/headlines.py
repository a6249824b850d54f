"""A quote comes in; the piece of it that a message shows goes out: verbatim, short, and read by itself.

A headline never begins with a conjunction, never ends inside a name, a number or a phrase, and never leaves out a
negation or a condition; where no cut is that honest, the whole quote is the headline.
"""

from __future__ import annotations

import re

LONGEST = 120
"""Characters that a headline has at most, where an honest cut exists."""
_SHORTEST = 32
_LIST_ITEM = 2
"""Words of an item that shows a list ("open, free, secure"), which is not cut."""

_OPENERS = re.compile(
    r"^(?:[\"“”'‘’(\[*]+\s*|(?:and|but|or|also|then|while|which|that|who|as well as|moreover|furthermore|in addition|additionally|finally"
    r"|as|;|,)\b[,\s]+)+",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:not|no|never|nor|neither|without|unless|if|except|provided|subject to|only|until|cannot|pending|once|excluding|fails?|unable)\b|n[’']t\b",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"(?P<strong>\s*[;:—–]\s|,\s)|(?P<weak>\s(?=(?:including|which|in order to|with a view to|as well as|so as to|by|through|during|while|"
    r"when|where|aimed at|as|following|especially|particularly|in|on|at|with|for|from|among|under|and|to)\s))"
)
_DANGLING = frozenset(
    "a an the of to in on at by for from with and or as that which who whose its their his her our my this these those both is are was "
    "were be been being has have had will shall would should must can could may might not no more most very also such between among "
    "under over into than about including through during while when where further all each every any well so order view continue "
    "continued continues agreed agree decided decide committed commit pledged promised called call calls looked look looks forward need "
    "needs able ready intend intends plan plans aim aims aimed encouraged encourage urged urge urges invited requested asked thanked thank "
    "welcomed welcome welcomes noted note notes stressed emphasised emphasized underscored underlined reaffirmed reaffirm reiterated "
    "reiterate expressed express discussed reviewed supported support supports new joint strong mutual regional international economic "
    "bilateral together other due according related up out towards toward against within across especially particularly against upon "
    "without per via h.e mr mrs ms dr st no".split()
)
_LAST_WORD = re.compile(r"[\w.’'-]*$")
_NAME_AHEAD = re.compile(r"\s*(?:(?:and|of|for|on|in|to|the|with|at|from)\s){1,3}[A-Z0-9]")
_NAME_BEHIND = re.compile(r"(?:[A-Z][\w.’'-]*|\d[\d.,]*%?)$")
_NUMBER_AHEAD = re.compile(r"\s*\w{0,10}\s*(?:[$€£¥]|[A-Z]{0,3}[$€£¥]|\d)")


def headline(quote: str, keep: int = 0, start: int = 0) -> str:
    """The piece of ``quote`` to show. ``keep`` is where what must not be lost ends; ``start`` where its act begins.

    >>> headline("and the two ministers agreed to open a customs office at the border by May.")
    'the two ministers agreed to open a customs office at the border by May'
    """
    whole = _trimmed(quote)
    if len(whole) <= LONGEST:
        return whole
    begin = quote.find(whole)
    pieces = [(whole, begin)]
    if begin < start < len(quote) - _SHORTEST and not _CONDITION.search(quote, begin, start):
        later = _trimmed(quote[start:])
        pieces.append((later, quote.find(later, start)))
        if len(later) <= LONGEST:
            return later
    for piece, offset in reversed(pieces):
        cut = _cut(piece, max(0, keep - offset))
        if cut:
            return cut
    return pieces[-1][0]


def _trimmed(quote: str) -> str:
    piece = _OPENERS.sub("", quote.strip())
    return piece.rstrip(' .,;:"“”*—–-').strip() or quote.strip()


def _cut(piece: str, keep: int) -> str:
    """The longest honest beginning of a piece that is short enough; empty where there is none."""
    bound = max((found.start() for found in _CONDITION.finditer(piece)), default=-1)
    keep = max(keep, bound + 1)
    for longest in (LONGEST, LONGEST + 40, LONGEST + 80):
        best: dict[bool, str] = {}
        for found in _CUT.finditer(piece, _SHORTEST, longest + 4):
            end, strong = found.start(), found.lastgroup == "strong"
            if keep <= end <= longest and _honest(piece, end, strong=strong):
                best[strong] = piece[:end].rstrip(" ,;:—–")
        if best:
            firm, loose = best.get(True, ""), best.get(False, "")
            return firm if len(firm) * 2 >= len(loose) else loose
    return ""


def _honest(piece: str, end: int, *, strong: bool) -> bool:
    head, tail = piece[:end], piece[end : end + 60]
    last = _LAST_WORD.search(head.rstrip(" ,;:—–"), max(0, len(head) - 40))
    if last is not None and (last.group().lower() in _DANGLING or last.group().endswith(("ing", "-"))):
        return False
    if strong and head.rfind(",") > 0 and len(head[head.rfind(",") + 1 :].split()) <= _LIST_ITEM:
        return False
    if not strong and last is not None and last.group().endswith("ed"):
        return False
    if head.count("(") != head.count(")") or head.count("“") != head.count("”") or head.count('"') % 2:
        return False
    if _NUMBER_AHEAD.match(tail):
        return False
    return not (_NAME_BEHIND.search(head) and _NAME_AHEAD.match(tail.lstrip(",")))
