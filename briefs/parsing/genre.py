"""The head of a document comes in; its title, kind and language go out."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from briefs.model import DocumentKind
from briefs.parsing.text import Role
from briefs.parsing.titles import LETTERHEAD
from briefs.parsing.word_sets import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefs.parsing.text import Paragraph

FACT_SHEET: Final = re.compile(r"\bfact\s?sheet\b", re.IGNORECASE)
"""A list of what one government does: it tells of meetings in passing only, and has no guest."""
_CLEARLY: Final = 1.3
_FEW: Final = 4
_SAMPLE: Final = 3000
_SCRIPT_SHARE: Final = 0.3
_WORD: Final = re.compile(r"[^\W\d_]+")
_FOREIGN: Final = re.compile("[\u0400-\u1fff\u3000-\ud7ff]")
_HEAD: Final = 14
_KINDS: Final = (
    (
        DocumentKind.PRESS_RELEASE,
        re.compile(
            r"^\W*(?:fact\s?sheet|background|media note|remarks|press briefing)\b|^statement\s(?:from|by)\s(?:the\s)?(?:\w+\s)?(?:president|prime minister"
            r"|national security|secretary|spokes|press|minister|ministry|vice|foreign\sminister\b|ambassador|high representative)",
            re.IGNORECASE,
        ),
    ),
    (
        DocumentKind.READOUT,
        re.compile(
            r"\breadout\b|\bcall (?:with|between)\b|\bsp(?:oke|eaks) (?:with|to)\b|\b(?:tele)?phone (?:call|conversation|talks?)\b|\btelephone (?:talks?|conversation)",
            re.IGNORECASE,
        ),
    ),
    (
        DocumentKind.CHAIRS_STATEMENT,
        re.compile(
            r"\b(?:co-?)?chair(?:man|s|person|woman|men)?[\u2019']?s?[\u2019']?\s(?:press\s)?(?:statement|summary|conclusions|report)",
            re.IGNORECASE,
        ),
    ),
    (
        DocumentKind.JOINT_STATEMENT,
        re.compile(
            r"\bjoint\s(?:[\w\u2019'-]+\s){0,3}(?:statement|declaration|press\s(?:statement|release)|vision|message)"
            r"|\b(?:leaders|ministers|ministerial|presidents|governments)[\u2019']?\s(?:[\w\u2019'-]+\s){0,2}(?:statement|declaration)\b"
            r"|\bstatement\s(?:by|of|from)\sthe\s(?:foreign\sministers|leaders|heads|quad|g7|g20|governments|presidents)\b"
            r"|\b(?:political|vision|leaders[\u2019']|delhi|bali|rome|kyiv)\s(?:declaration|statement)\b",
            re.IGNORECASE,
        ),
    ),
    (
        DocumentKind.COMMUNIQUE,
        re.compile(
            r"\bcommuniqu[e\u00e9]\b|\bconclusions\b|\boutcome document\b|\bagreed minutes\b|(?<!disaster\s)(?<!emergency\s)\bdeclaration\b",
            re.IGNORECASE,
        ),
    ),
    (
        DocumentKind.PRESS_RELEASE,
        re.compile(
            r"\b(?:press|media|news)\s(?:release|statement)\b|\bstatement\s(?:by|from|of|on)\b", re.IGNORECASE
        ),
    ),
)
_ABOUT_A_PAPER: Final = re.compile(
    r"\b(?:adopts?|signs?|signed|issues?|issued|releases?|released|unveils?|endorses?|approves?|concludes?|highlights\sof|outcomes?\sof|agree\son)\s.{0,60}?\b(?:statement|declaration|communiqu)",
    re.IGNORECASE,
)
"""Such a title tells of a declaration; it is not that of one."""
_OWN: Final = frozenset({DocumentKind.JOINT_STATEMENT, DocumentKind.COMMUNIQUE})
_REPORTED: Final = re.compile(
    r"[\u201d\"],?\s(?:\w+\s){0,4}(?:said|added|told)\b|\b(?:the\s(?:press\s)?statement|(?:a|the)\s(?:\w+\s)?(?:ministry|spokes\w+|statement|embassy)|the release|he|she|it|officials?)\ssaid\b"
    r"|\btold\s(?:reporters|journalists|the\s\w+)|\baccording to\b|\((?:Reuters|AP|AFP|AKP|Xinhua|ANTARA|Bernama|Kyodo|Yonhap)\)"
)
_BYLINE: Final = re.compile(
    r"^[Bb]y\s[A-Z][\w.\u2019'-]+(?:\s[A-Z][\w.\u2019'-]+){1,3}(?:$|\s?[|,])|\bPublication date\b|\bStaff (?:[Ww]riter|[Rr]eporter)s?\b"
)
_WE_THE: Final = re.compile(r"\b[Ww](?:e|E),\sthe\b")
_LINES: Final = 6
_SHORT: Final = 120
_COMMON: Final = {
    "en": words("the of and to in for on with that by as is their at from we was will this are"),
    "fr": words("le la les des du et de en une dans pour sur que par est au aux ont avec"),
    "es": words("el la los las de del y en que por con una para se su es al como sobre"),
    "pt": words("o os as da do das dos e em que por com uma para se ao na no sobre"),
    "de": words("der die das und den von zu mit ist im für des auf dem ein eine nicht sich auch"),
    "id": words("yang dan di dengan untuk dari dalam pada ini itu kerja sama telah akan oleh"),
    "vi": words("và của các trong với cho được hợp tác hai nước về đã"),
}
_SCRIPTS: Final = (
    ("km", "\u1780", "\u17ff"),
    ("lo", "\u0e80", "\u0eff"),
    ("th", "\u0e00", "\u0e7f"),
    ("my", "\u1000", "\u109f"),
    ("ko", "\uac00", "\ud7af"),
    ("ja", "\u3040", "\u30ff"),
    ("zh", "\u4e00", "\u9fff"),
    ("ar", "\u0600", "\u06ff"),
    ("ru", "\u0400", "\u04ff"),
)


def kind(name: str, paragraphs: Sequence[Paragraph], *, titled: bool, reported: bool = False) -> DocumentKind:
    """What kind of text it is: by its title, else by the headings above the first paragraph, else by its voice.

    ``reported`` says that the text opens like a news report ("SUVA, March 3 - The ministers ...").
    """
    head = [p.text for p in paragraphs[:_HEAD] if p.role in {Role.HEADING, Role.TITLE}]
    for text in [name, *head] if titled else head:
        told = _ABOUT_A_PAPER.search(text) is not None
        for found, pattern in _KINDS:
            if pattern.search(text) and not (told and found in _OWN):
                return found
    letterhead = any(LETTERHEAD.match(text) for text in head)
    if _is_news(paragraphs, titled=titled, reported=reported and not letterhead):
        return DocumentKind.NEWS
    if any(
        _WE_THE.search(p.text[:300])
        for p in [p for p in paragraphs if p.role in {Role.BODY, Role.BULLET}][:3]
    ):
        return DocumentKind.JOINT_STATEMENT
    return DocumentKind.PRESS_RELEASE if titled or letterhead else DocumentKind.OTHER


def _is_news(paragraphs: Sequence[Paragraph], *, titled: bool, reported: bool) -> bool:
    """Whether a journalist tells it: by its dateline, its byline, or what people are said to have said."""
    if reported or any(_BYLINE.search(p.text) for p in paragraphs[:_LINES] if len(p.text) < _SHORT):
        return True
    body = [p.text for p in paragraphs if p.role in {Role.BODY, Role.BULLET}]
    return sum(len(_REPORTED.findall(text[:4000])) for text in body[:30]) >= (2 if titled else 1)


def language(paragraphs: Sequence[Paragraph]) -> str:
    """The language of the text as a two-letter code, by its script and its commonest words; "und" where unknown."""
    sample = " ".join(p.text[:600] for p in paragraphs[:40])[:_SAMPLE]
    found = _WORD.findall(sample.lower())
    if not found:
        return "und"
    if not sample.isascii():
        letters = sum(map(len, found))
        foreign = _FOREIGN.findall(sample)
        for code, first, last in _SCRIPTS if len(foreign) > _SCRIPT_SHARE * letters else ():
            if sum(first <= sign <= last for sign in foreign) > _SCRIPT_SHARE * letters:
                return code
    counted = Counter(found)
    counts = {code: sum(counted[word] for word in common) for code, common in _COMMON.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if best == "en" or (counts[best] > _CLEARLY * counts["en"] and counts[best] > _FEW) else "en"
