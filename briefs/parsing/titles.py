"""The head of a document comes in; its title goes out: the heading that says what it is, whole where it was broken.

Above the text of an official paper stand letterheads, reference numbers, labels ("Press Release"), the name of
the meeting and the kind of paper, in any order and each on a line of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefs.lexicon import ordinals
from briefs.parsing.datelines import dateline
from briefs.parsing.sentences import split
from briefs.parsing.text import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefs.parsing.text import Paragraph

_HEADLINE: Final = 85
_HEAD: Final = 14
_LENGTH: Final = 300
_SUBTITLE: Final = 260
_FEW: Final = 3
LETTERHEAD: Final = re.compile(
    r"^(?:the\s)?(?:kingdom|republic|state|commonwealth|union|people[\u2019']s|socialist|ministry|department|embassy|office|government"
    r"|permanent mission|secretariat|nation religion|white house|prime minister[\u2019']s office|foreign (?:affairs|ministry)"
    r"|council of the|european (?:union|commission|external)|united nations|association of southeast|african union$|independence|consulate"
    r"|royal|sultanate|emirate|democratic|federal|islamic|hashemite|press (?:office|and information)|spokesperson)\b",
    re.IGNORECASE,
)
_FOREIGN: Final = re.compile("^[\u0300-\uffff\\s]+")
_ACTING: Final = re.compile(r",|\b(?!and\b|for\b|the\b|of\b|to\b|in\b|at\b|with\b)[a-z]{4,}\b")
"""A letterhead is a name: it has no word in small letters but the smallest ones."""
_LABEL: Final = re.compile(
    r"^(?:for immediate release|(?:joint )?(?:press|media|news) (?:releases?|statements?|communiqu[e\u00e9]|note|briefing|service)|statements?"
    r"|fact sheet|news|briefing room|readout|unofficial translation|english version|final(?: version)?|embargoed.*|no\.?\s?[\w/.-]{1,20}(?:\s[\w/.-]{1,14}){0,2}"
    r"|(?:posted|published|updated)(?: on| by)?|last minute|breaking(?: news)?|latest(?: news)?|top (?:news|stories)|(?:inter)?national|world|politics|follow us.{0,40}"
    r"|jakarta|statements? and releases?|presidential actions?|outcome of proceedings|annex(?: [ivx\d]+)?|original: english|\(or\. en\)"
    r"|(?:joint )?(?:press|media|news) (?:release|statement|note)s? (?:no\.?|number|nr\.?|#|n\u00ba)\s?[\w/.-]{1,14}|agenda items? [\d() a-z]{1,12}"
    r"|(?:[\w&\u2019'-]{2,20}(?: [\w&\u2019'-]{2,20}){0,2}\s?[|\u00bb>]\s?){2,6}[\w&\u2019' -]{2,40}"
    rf"|(?:{ordinals.ORDINAL}) (?:(?:special|emergency|regular|resumed) ){{0,2}}session(?: agenda items? [\d() a-z]{{1,12}})?)\W*$",
    re.IGNORECASE,
)
"""What says nothing of this paper."""
_PAPER: Final = re.compile(
    r"^(?:(?:joint|final|forum|leaders[\u2019']|ministerial|concluding|draft|summit|official|press)\s){0,2}"
    r"(?:(?:co-?)?chair(?:man|person)?s?[\u2019']?s?[\u2019']?\s(?:press\s)?(?:statement|summary|conclusions|report)|communiqu[e\u00e9]|declaration"
    r"|joint\s(?:press\s)?(?:statement|declaration|communiqu[e\u00e9])|outcome\sdocument|conclusions|presidential\sstatement)\W*$"
    r"|^(?:the\s)?(?:[A-Z][\w\u2019'-]{1,20}\s){1,3}(?:Declaration|Communiqu[e\u00e9]|Statement|Consensus)$",
    re.IGNORECASE,
)
"""What says only the kind of paper: the name of the meeting stands on another line."""
_REFERENCE: Final = re.compile(
    r"^(?!\d{1,3}(?:ST|ND|RD|TH)\b)(?=\S{0,24}\d)(?=\S{0,24}[/()-])[A-Z\d./()-]{3,24}(?:\s[A-Z]{2,8}\.?\s?\d{0,6}){0,3}$"
    r"|^(?:PRESSE?|DOC|REF|SN|ST)\.?\s?\d{1,6}$"
)
"""A number of the registry: "FRM(24)7", "9931/24 PRESS 12"."""
_SUBJECT: Final = re.compile(r"^(?:Subject|Subj|Re|Title)\s?:\s{0,20}", re.IGNORECASE)
_BRACKETED: Final = re.compile(r"\[Title\]\s(?P<title>.{3,300}?)(?=\s\[[A-Z][\w ]{1,20}\]|$)")
"""A head whose lines are labelled in brackets: "[Title] Statement of the Reef Forum [Place] Suva [Date] …"."""
_PICTURE: Final = re.compile(
    r"(?:[\w\u2019'-]+\s){0,5}(?:logo|banner|emblem|flag)(?:\s[\w-]+){0,4}$", re.IGNORECASE
)
"""What stands for a picture: "The Council's logo"."""
_VENUE: Final = re.compile(
    r"^(?:virtual|online|hybrid|video)[\s-]?(?:meeting|format|conference)?\W*$|^(?:via|by)\s\w+\W*$",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(
    r"\bP\.?\s?O\.?\sBox\b|\b(?:Tel|Telephone|Fax|E-?mail|Website)\b\s?[:.]|www\.|@|https?:", re.IGNORECASE
)
_ABROAD: Final = re.compile(
    r"^(?=[^a-z]*$).*(?:\b(?:DES|DU|LES|ET|POUR|DEL|DE LA|DOS|DAS)\b|\b[LD]['\u2019][A-Z])"
)
"""The same letterhead in another language, in capitals."""
_GOES_ON: Final = re.compile(
    r"^(?:of|on|and|for|with|between|at|in|to|by|from|following|adopted|issued|held|\u201c?the)\b",
    re.IGNORECASE,
)
_OPEN: Final = re.compile(
    r"(?:\b(?:of|on|and|for|with|between|at|in|to|by|from|the)|[,:\u2013\u2014-])$", re.IGNORECASE
)
_ISSUED: Final = re.compile(r"^(?:issued|adopted|at|of|on)\b", re.IGNORECASE)


def title(
    given: str | None, paragraphs: Sequence[Paragraph], is_party: Callable[[str], bool] = lambda _: False
) -> tuple[str, int | None]:
    """The title and the number of the paragraph in which it begins.

    A title given from outside wins. A text without a heading is called by its first sentence. ``is_party`` says
    whether words are the name of a party and nothing else: such a line at the top is a letterhead.
    """
    head = [paragraph for paragraph in paragraphs if paragraph.role is not Role.FURNITURE][:_HEAD]
    lines, label = _lines(head, is_party)
    chosen = lines[0] if lines else label
    number = chosen.number if chosen else None
    if given:
        return given, number
    if chosen and lines:
        whole = _whole(lines, head)
        labelled = _BRACKETED.match(whole)
        return (labelled.group("title") if labelled else whole)[:_LENGTH], number
    if chosen:
        return chosen.text[:_LENGTH], number
    first = next((p.text for p in head if p.role in {Role.BODY, Role.BULLET}), head[0].text if head else "")
    first = first[dateline(first, sure=True) :]
    if labelled := _BRACKETED.match(first):
        return labelled.group("title"), None
    sentences = split(first[:2000])
    return (first[sentences[0].start : sentences[0].end] if sentences else first)[:_LENGTH], None


def _lines(
    head: Sequence[Paragraph], is_party: Callable[[str], bool]
) -> tuple[list[Paragraph], Paragraph | None]:
    """The headings above the text that say something, and the first label that says nothing."""
    lines: list[Paragraph] = []
    label = last = above = None
    for paragraph in head:
        subject = _SUBJECT.match(paragraph.text[:40])
        if subject and len(paragraph.text) < _SUBTITLE:
            return [paragraph], label
        if paragraph.role in {Role.BODY, Role.BULLET, Role.ROSTER} and len(paragraph.text) > _HEADLINE:
            break
        if paragraph.role is not Role.HEADING:
            continue
        text = paragraph.text
        if _PICTURE.match(text):
            continue
        if last and _is_glued(last, paragraph) and (_GOES_ON.match(text) or _OPEN.search(last.text)):
            last = paragraph
            continue
        last = None
        if _LABEL.match(text) and not (_PAPER.match(text) and not lines):
            label = label or paragraph
        elif not lines and (is_letterhead(text) or _ABROAD.search(text) or is_party(text)):
            last = above = paragraph
        elif not _REFERENCE.match(text) and not _VENUE.match(text) and not _ADDRESS.search(text):
            if above and not lines and len(text.split()) <= _FEW and _is_glued(above, paragraph):
                lines.append(above)
            lines.append(paragraph)
    return lines, label


def is_label(text: str) -> bool:
    """Whether a heading says nothing of this paper: "Press Release No. 12", "Thirty-first session"."""
    return _LABEL.match(text) is not None


def is_letterhead(text: str) -> bool:
    """Whether a heading says who writes, and not what: "Ministry of Foreign Affairs"."""
    text = _FOREIGN.sub("", text)
    plain = len(text) < _HEADLINE and LETTERHEAD.match(text) is not None
    return (
        plain
        and not _ACTING.search(text)
        and not re.search(
            r"statement|communiqu|declaration|readout|conclusions|release|joint|\bon\b.*\b(?:visit|meeting|call)\b",
            text,
            re.IGNORECASE,
        )
    )


def _whole(lines: Sequence[Paragraph], head: Sequence[Paragraph]) -> str:
    """The title with what belongs to it: its own broken lines, and the kind of paper or the meeting's name."""
    text, last, rest = _SUBJECT.sub("", lines[0].text), lines[0], list(lines[1:])
    while rest and _is_glued(last, rest[0]) and _belongs(text, rest[0].text):
        last = rest.pop(0)
        text = f"{text} {last.text}"
    if _PAPER.match(text):
        return _named(text, last, rest, head)
    kind = next((line for line in rest[:2] if _PAPER.match(line.text)), None)
    return f"{text}: {kind.text}" if kind else text


def _named(text: str, last: Paragraph, rest: Sequence[Paragraph], head: Sequence[Paragraph]) -> str:
    """The kind of paper with the name of the meeting, which is the next heading or a line "Issued at ..."."""
    after = next((p for p in head if p.number > last.number and p.role is not Role.DATELINE), None)
    if after and after.role is Role.BODY and _ISSUED.match(after.text) and len(after.text) < _SUBTITLE:
        return f"{text} {after.text}"
    if rest and rest[0] is after:
        return f"{text} {after.text}" if _GOES_ON.match(after.text) else f"{text}: {after.text}"
    return text


def _belongs(text: str, line: str) -> bool:
    """Whether a heading right below goes on with the one above it."""
    if _PAPER.match(line) or _LABEL.match(line):
        return False
    if _PAPER.match(text):
        return bool(_GOES_ON.match(line))
    return bool(_GOES_ON.match(line) or _OPEN.search(text) or (text.isupper() and line.isupper()))


def _is_glued(one: Paragraph, two: Paragraph) -> bool:
    """Whether only one line break parts two paragraphs."""
    if not one.offsets or not two.offsets or two.offsets[0] <= one.offsets[-1]:
        return False
    between = one.source[one.offsets[-1] + 1 : min(two.offsets[0], one.offsets[-1] + 200)]
    return between.count("\n") == 1
