"""What paragraphs look like comes in; what each is for goes out: heading, date line, list item, roster, body."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from briefs.parsing.lines import Sign
from briefs.parsing.text import Role
from briefs.parsing.word_sets import words

_LONGEST: Final = 250
_HEADLINE: Final = 200
_BOLD: Final = 500
_BARE: Final = 75
_DATELINE: Final = 140
_DATELINE_WORDS: Final = 16
_FEW_WORDS: Final = 8
_ENTRY: Final = 400
_MONTH: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
_DATE: Final = re.compile(
    rf"(?:\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-\u2013\u2014]\s?\d{{1,2}}(?:st|nd|rd|th)?)?\s?(?:of\s)?{_MONTH}\.?,?\s?\d{{4}}"
    rf"|\b{_MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-\u2013]\s?\d{{1,2}})?(?:,\s?|\s)\d{{4}}|\b{_MONTH},?\s\d{{4}}"
    r"|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{4}\b)",
    re.IGNORECASE,
)
_BOLD_RUN: Final = re.compile(r"(?:\*\*|__)[^*]{1,400}(?:\*\*|__)")
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]{0,100}>|[\s:*_]+")
_VERB: Final = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|shall|would|should|must|may|can|agreed?|met|said|says|"
    r"reaffirm(?:ed|s)?|welcom(?:ed|es?)|express(?:ed|es)?|discuss(?:ed|es)?|thank(?:ed|s)?|held|hosted|spoke|"
    r"participated|attended|issued|announced|noted|stressed|emphasi[sz]ed|highlighted|underlined|underscored|praised|commended|hailed|urged|asked|"
    r"called|invited|condemned|pledged|affirmed|reiterated|voiced|conveyed|proposed|assured|congratulated|recalled|invites?|told|added|received|came|paid|"
    r"visited|arrived|took|gave|made|exchanged|presented|briefed|witnessed|wished|accepted|offered)\b"
)
_SHOUTED_VERB: Final = re.compile(r"\b(?:[A-Z]{2,}ED|HELD|MET|WILL|SHALL|IS|ARE|WAS|WERE|HAS|HAVE)\b")
_HONORIFIC: Final = re.compile(
    r"\b(?:H\.\s?E\.?|H\.\s?M\.|H\.\s?R\.\s?H\.|Hon\.|Honou?rable|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Prof\.|Sheikh|Dato|Tan Sri"
    r"|Excellency|Ambassador|Senator|Secretary|Minister|President|Prime Minister|Director|Chancellor|General|Representative)\b"
)
_LIST_HEADING: Final = re.compile(
    r"\b(?:list of participants|participants|attendance|attendees|delegations?|in attendance|present were"
    r"|(?:members|composition) of the (?:\w+ )?delegations?|(?:signed|signatories)|attended by)\b",
    re.IGNORECASE,
)
_ABBREVIATION: Final = re.compile(r"\b[A-Z]\.\s?[A-Z]\.$")
_ORDINAL: Final = re.compile(r"\d{1,3}(?:st|nd|rd|th)\s[A-Z]")
_SMALL: Final = 4
_HEADING_WORDS: Final = 22
_ABOVE_THE_TEXT: Final = frozenset({Role.FURNITURE, Role.HEADING, Role.DATELINE})


class Look(NamedTuple):
    """What is seen of a paragraph: mended text, raw words where it is short, marker, sign and heading level."""

    text: str
    raw: str
    marker: str
    sign: Sign
    level: int
    furniture: bool
    glued: bool


def roles(looks: list[Look]) -> list[Role]:
    """The role of each paragraph, in order."""
    found: list[Role] = []
    listing = False
    counted = False
    opening = True
    for index, look in enumerate(looks):
        role = _role(look)
        after = next((other for other in looks[index + 1 : index + 4] if not other.furniture), None)
        if role is Role.BODY and (
            _is_bare_heading(look, after) or (opening and after and _is_headline(look))
        ):
            role = Role.HEADING
        if (
            role is Role.HEADING
            and look.sign is Sign.NUMBER
            and counted
            and not look.level
            and not _is_bold(look)
        ):
            role = Role.BODY
        if role in {Role.BODY, Role.HEADING, Role.BULLET} and _is_roster(look, listing=listing):
            role = Role.ROSTER
        elif role is Role.BODY and look.sign is Sign.NUMBER and (counted or _is_sub_marker(look.marker)):
            role = Role.BULLET
        if role is not Role.FURNITURE:
            listing = role is Role.ROSTER or (
                len(look.text) < _HEADLINE and bool(_LIST_HEADING.search(look.text[-120:]))
            )
            counted = look.text.endswith(":") or (counted and role is Role.BULLET)
        opening = opening and (
            role in _ABOVE_THE_TEXT or (len(look.text) < _BARE and not _is_closed(look.text))
        )
        found.append(role)
    return found


def _role(look: Look) -> Role:
    if look.furniture:
        return Role.FURNITURE
    if look.level:
        return Role.HEADING
    if is_dateline(look.text):
        return Role.DATELINE
    if look.sign is Sign.BULLET:
        return (
            Role.HEADING
            if _is_bold(look) and len(look.text.split()) <= _FEW_WORDS and look.text[-1] not in ".:;,"
            else Role.BULLET
        )
    return Role.HEADING if _is_heading(look) else Role.BODY


def is_dateline(text: str) -> bool:
    """A short line that is a date with little beside it: "Suva, 14 July 2022", "3 March 2021, via videoconference"."""
    if len(text) > _DATELINE:
        return False
    date = _DATE.search(text)
    if date is None or _VERB.search(text) or text.count(" ") > _DATELINE_WORDS:
        return False
    beside = re.findall(r"[^\W\d]+", text[: date.start()] + " " + text[date.end() :])
    if len(beside) > _FEW_WORDS or sum(word[0].islower() for word in beside) > _SMALL:
        return False
    if any(word.lower() in _NO_DATELINE for word in beside):
        return False
    return not _LIMIT.search(text[: date.start()])


_NO_DATELINE: Final = words(
    "statement communique communiqué readout meeting summit report plan agreement declaration remarks "
    "call release conference session agenda programme program framework budget conclusions resolution "
    "until since"
)
_LIMIT: Final = re.compile(r"\b(?:by|before|from|after)\s$", re.IGNORECASE)


def _is_bold(look: Look) -> bool:
    """All of its words are bold: what is left beside the bold runs is space and tags."""
    if not look.raw.startswith(("*", "_", "<")) or len(look.raw) > _BOLD:
        return False
    return "**" in look.raw and not _TAG.sub("", _BOLD_RUN.sub("", look.raw))


def _is_heading(look: Look) -> bool:
    text = look.text
    if len(text) > _LONGEST or not any(sign.isalpha() for sign in text):
        return False
    if _is_bold(look):
        return text[-1] not in ".;," or (len(text.split()) <= _FEW_WORDS and not _VERB.search(text))
    if text.isupper() and len(text) > _SMALL and text[-1] not in ";,":
        return not _is_shouted(text)
    return _in_title_case(text)


def _is_shouted(text: str) -> bool:
    """A whole sentence in capitals: it has a verb and a stop, and more words than a heading."""
    return text[-1] == "." and len(text.split()) > _FEW_WORDS and bool(_SHOUTED_VERB.search(text))


def _in_title_case(text: str) -> bool:
    """Short, without a stop, each longer word capitalised, and no verb that acts."""
    words = text.split()
    if _is_closed(text) or len(words) > _HEADING_WORDS or not _begins_high(text):
        return False
    longer = [word.strip("\"'\u201c\u2018(") for word in words if len(word) > _SMALL]
    capital = sum(word[:1].isupper() or word[:1].isdigit() for word in longer)
    return (
        bool(longer)
        and capital >= len(longer) - (1 if len(longer) > _SMALL else 0)
        and not _VERB.search(text)
    )


def _begins_high(text: str) -> bool:
    """With a capital, or with the number of a meeting ("10th")."""
    return text[0].isupper() or bool(_ORDINAL.match(text))


def _is_closed(text: str) -> bool:
    """Whether it ends like a sentence; the stop of "U.S." closes nothing."""
    return text[-1] in '.;,:!?\u201d"' and not _ABBREVIATION.search(text)


def _is_headline(look: Look) -> bool:
    """The first words of a text, without a stop, are its headline even where they hold a verb."""
    return (
        len(look.text) < _HEADLINE
        and not look.marker
        and not _is_closed(look.text)
        and look.text[0].isupper()
    )


def _is_bare_heading(look: Look, after: Look | None) -> bool:
    """A few words in sentence case, without stop or verb, above a longer paragraph."""
    text = look.text
    if (
        after is None
        or look.sign is Sign.TABLE
        or len(text) > _BARE
        or _is_closed(text)
        or not _begins_high(text)
    ):
        return False
    return (
        len(text.split()) <= _FEW_WORDS
        and not _VERB.search(text)
        and len(after.text) > 2 * len(text)
        and len(after.text) > _BARE
    )


def _is_roster(look: Look, *, listing: bool) -> bool:
    """A name with an office and no act: in a list of participants, or several in one breath."""
    text = look.text
    if _VERB.search(text) or look.level:
        return False
    honours = sum(1 for _ in _HONORIFIC.finditer(text[:4000]))
    if listing and honours and len(text) < _ENTRY:
        return True
    starts = bool(_HONORIFIC.match(text.lstrip("(")))
    return starts and honours > 1 and "," in text and text[-1] not in ".:" and len(text) < _ENTRY


def _is_sub_marker(marker: str) -> bool:
    """Whether it is "(a)", "ii.", "b)": the items of a list inside a paragraph."""
    return any(sign.isalpha() for sign in marker) and marker.strip("(). ").islower()
