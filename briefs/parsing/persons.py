"""Paragraphs and the lexicon come in; for whom each named person speaks goes out.

A text mostly says it itself: "President Arroyo of Lumeria", "Lumerian Foreign Minister Arroyo", "H.E. Lan Arroyo,
Minister of Trade of Lumeria". What it leaves out about well-known leaders is in config/persons.toml.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from briefs.lexicon.gazetteer import Gazetteer
from briefs.parsing.persons_posts import HEADLINE_VERBS, at_post, sender
from briefs.parsing.word_sets import words
from briefs.values import value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefs.lexicon import PartyMention
    from briefs.lexicon.gazetteer import Hit
    from briefs.model import Code

_OFFICE_LENGTH: Final = 170
_REACH: Final = 100
_MOST: Final = 500
"""Offices of one paragraph that are read: a list of five hundred is none."""
CAPITALS: Final = (
    "A-Z\u00c0-\u00de"
    + "".join(letter for letter in map(chr, range(0x100, 0x180)) if letter.isupper())
    + "\u018f\u0218\u021a"
)
"""Capital letters of names, those of the Balkans, the Baltic and Türkiye among them, as a class of an expression."""
_CAP: Final = rf"(?:[A-Z]\.(?:\s?[A-Z]\.(?![A-Za-z]))?|(?:St|Ma|Md|Mohd)\.|(?:(?:al|el|as|ash|ad|an|ar|at|az)-)?[{CAPITALS}][\w\u2019'-]{{0,24}})"
_PARTICLE: Final = r"(?:bin|binti|ibn|al|el|bint|de|da|do|dos|del|della|di|van|von|der|den|la|le|ter)"
NAME: Final = rf"{_CAP}(?:\s(?:{_PARTICLE}\s){{0,2}}{_CAP}){{0,5}}(?:,\s(?:Jr|Sr)\.?)?"
_PORTFOLIO: Final = (
    r"(?:the\s)?(?:State|(?:National\s)?Defen[cs]e|(?:Foreign|External|Home)\sAffairs(?:\sand\s(?:Trade|International\sCooperation|Cooperation))?|Commerce|Trade"
    r"|Finance|Treasury|Energy|(?:the\s)?Interior|Homeland\sSecurity|Health|Agriculture|Education|Economy|Transport(?:ation)?|Justice|Labou?r|Industry)"
)
_RANK: Final = (
    rf"(?:(?:Secretary|Minister)(?:\sof\sState)?\sfor\s(?:[A-Z][a-z]{{1,15}},?\s(?:and\s)?){{1,5}}Affairs|(?:Secretary|Minister)\s(?:of|for)\s{_PORTFOLIO}"
    r"|President(?:[-\s][Ee]lect)?|Prime\sMinister|Premier|Chancellor|Taoiseach|Minister|Secretary(?:[-\s]General)?|King|Queen|Emir"
    r"|Amir|Sultan|Crown\sPrince|Prince|Princess|Advisor|Adviser|Ambassador|Commissioner|High\sRepresentative|Director(?:[-\s]General)?"
    r"|Chairman|Chairperson|Chairwoman|Chair|Envoy|Coordinator|Speaker|Governor|Undersecretary|Under\sSecretary|Spokesperson"
    r"|Attorney\sGeneral|Representative|Senator|General|PM|FM|EAM|DPM|Monarch|Commander|Chief|Leader|[Ss]ecretary\sof\s[Ss]tate|Head\sof\s(?:State|Government)|[Tt]op\s[Dd]iplomat|Councilor|Counsellor|[Cc]ounterparts?|[Cc]olleagues?)"
)
_OFFICES: Final = Gazetteer(
    [
        "President", "Prime Minister", "Premier", "Chancellor", "Taoiseach", "Minister", "Secretary", "King", "Queen", "Emir", "Amir", "Sultan",
        "Crown Prince", "Prince", "Princess", "Advisor", "Adviser", "Ambassador", "Commissioner", "High Representative", "Director", "Chairman",
        "Chairperson", "Chairwoman", "Chair", "Envoy", "Coordinator", "Speaker", "Governor", "Undersecretary", "Under Secretary", "Spokesperson",
        "Head of State", "Head of Government", "top diplomat", "Top diplomat", "Attorney General", "Representative", "Senator", "General", "Commander", "Chief", "Leader", "secretary of state", "Secretary of State",
        "secretary of State", "Councilor", "Counsellor", "counterpart", "counterparts", "Counterpart", "Counterparts", "H.E", "H. E", "H E", "HE",
        "His Excellency", "Her Excellency", "H.R.H", "Honourable", "Honorable", "Dato", "Datuk", "Tan Sri", "Rt Hon", "His Majesty", "Her Majesty", "Mr", "Mrs", "Ms", "Dr", "Hon", "Shri", "Samdech",
        "president", "prime minister", "premier", "chancellor", "minister", "deputy secretary", "foreign secretary", "permanent secretary",
        "undersecretary", "ambassador", "special envoy", "vice minister", "deputy minister", "deputy prime minister",
        "colleague", "colleagues", "Colleague", "PM", "FM", "EAM", "DPM", "monarch", "secretary general", "secretary-general", "king", "sultan", "emir", "speaker", "governor",
    ]
)  # fmt: skip
"""Where an office or an honorific stands; the long expressions are only tried there."""
_HONORIFIC: Final = (
    r"(?:H\.?\s?E\.?|His\sExcellency|Her\sExcellency|H\.R\.H\.|HRH|H\.H\.|HH|His\sHighness|Her\sHighness|Sheikha?|Shaikha?|Sayyid|His\sMajesty|Her\sMajesty|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|(?:the\s)?Rt\.?\sHon\.?"
    r"|(?:the\s)?Hon\.?|(?:the\s)?Honou?rable|Shri|Samdech|Senator|Sir|Dame|Dato[\u2019']?(?:\sSri|\sSeri)?|Datuk|Tan\sSri|Tun)"
)
_PERSON: Final = re.compile(
    rf"(?:(?P<rank>(?i:{_RANK}))(?:,?\s(?:and\s{_RANK}\s)?)(?:{_HONORIFIC}\s){{0,3}}|(?P<honour>{_HONORIFIC}\s(?:{_HONORIFIC}\s){{0,2}}))(?P<name>{NAME})"
)
_OFFICE_OF: Final = re.compile(
    r",\s(?:the\s)?(?P<office>[A-Z][^.;:()\u201c\u201d]{2,140}?)\s(?:of|to|from)\s(?:the\s)?(?:(?:sisterly|brotherly|friendly)\s)?(?:(?:[A-Z][a-z]+\s){1,2}(?:and\s[A-Z][a-z]+\s)?of\s(?:the\s)?)?$"
)
_ACTED: Final = re.compile(
    r",\s(?:received|met|held|paid|called|welcomed|hosted|visited|had|has|was|is|attended|arrived|spoke|said|signed|and)\b"
)
"""What stands behind it is no part of an office: ", Minister of Trade, *received* a delegation of"."""
_DOES: Final = re.compile(
    r"\b(?:Minister|President|Secretary|Premier|Chancellor|Ambassador)\s(?!(?:of|for|and|to|in|at|on|from|the|in-charge)\b)[a-z]+"
)
"""An office of which something is told is nobody's apposition: "with Foreign Minister Arroyo, the Minister *underlined*"."""
_LEFT: Final = re.compile(
    r"(?:^|(?<=[\s\u2019'(\u201c]))(?:[\u2019']s?\s|s[\u2019']\s)?(?:(?:new|visiting|acting|outgoing|interim|then|newly\s(?:elected|appointed)),?\s)?(?:(?:(?![\w\u2019'-]{5,24}\.\s)[A-Z][\w.&\u2019'-]{0,24}|of|for|and|to|the|on|secretary|state|&),?\s){0,14}$"
)
_DELEGATION: Final = re.compile(
    r"\s?(?:(?:[a-z-]{3,20}\s){0,2}(?:delegation|team|side|mission))?,?\s(?:was\s|which\swas\s)?(?:led|headed)\sby\s(?:(?:the|its|their|his|her)\s)?(?:[\w&-]+\s){0,4}",
    re.IGNORECASE,
)
"""Between a state and who leads its people: "a Lumerian *delegation led by State* Secretary Arroyo"."""
_NAME_AT: Final = re.compile(
    rf"(?P<led>,?\s(?:the\s(?=Hon|Rt))?(?:{_HONORIFIC}\s|Rt\.?\sHon\.?\s|Honou?rable\s){{0,3}})(?P<name>{NAME})"
)
_APPOSED: Final = re.compile(
    rf"(?P<name>{_CAP}(?:\s(?:{_PARTICLE}\s)?{_CAP}){{1,4}}),\s(?:the\s|an?\s)?(?:[A-Za-z-]{{2,20}}\s){{0,3}}$"
)
_NO_OFFICE: Final = re.compile(
    r"\b(?:university|institut\w*|cent(?:re|er)|think|compan\w+|association|chamber|academy|foundation|society|bank|federation|union|club|group)\b",
    re.IGNORECASE,
)
_OFFICE_BEFORE: Final = re.compile(
    rf"{_RANK}\s(?:of|to|for)\s(?:(?!(?:at|in|on|with|during|from)\s)[^\s.;,]{{1,24}}\s){{0,8}}$"
)
_POSTED: Final = re.compile(r"\s(?:to|in|accredited\sto)\s(?:the\s)?")
"""What stands between the state that sends an ambassador and the one that receives him."""
_LINKS: Final = frozenset({"and", "to", "for", "the", "on", "&"})
_NOT_NAMES: Final = HEADLINE_VERBS | words(
    "the of and for to in on at with from by minister ministers president secretary prime deputy "
    "foreign affairs vice state general meeting states assembly council secretariat leaders both he she they we said "
    "summit dialogue conference forum session talks consultations statement declaration agreement department ministry "
    "monday tuesday wednesday thursday friday saturday sunday january february september october november december "
    "executive service policy strengthens announces signs declares this senator hon"
)
_SUFFIX: Final = re.compile(r",?\s(?:Jr|Sr|II|III|IV|VI)\.?$|[\u2019']s?$|[.,]$")


@value(frozen=True, slots=True)
class Person:
    """A named person as one place of the text has it; ``party`` is None where the text does not say."""

    name: str
    office: str | None
    party: Code | None
    start: int
    end: int


def bare(name: str) -> str:
    """A name without "Jr.", numerals and a closing possessive."""
    before = None
    while before != name:
        before, name = name, _SUFFIX.sub("", name)
    return name


def found_in(text: str, mentions: Sequence[PartyMention]) -> list[Person]:
    """The persons that a paragraph names with an office or an honorific, in order."""
    offices = _OFFICES.find(text)[:_MOST]
    if not offices:
        return []
    persons = []
    starts = [mention.start for mention in mentions]
    reached = 0
    for hit in offices:
        match = (
            _PERSON.match(text, hit.start)
            if hit.start >= reached or text.startswith(("secretary", "counter"), hit.start)
            else None
        )
        name = _trimmed(match.group("name")) if match else ""
        if match is None or not name:
            continue
        end = reached = match.start("name") + len(name)
        party, office = _party(text, match, end, mentions, starts)
        rank = (
            None
            if (match.group("rank") or "").lower().startswith(("counterpart", "colleague"))
            else match.group("rank")
        )
        persons.append(Person(bare(name), office or rank, party, match.start(), end))
    behind = list(_behind_office(text, offices, mentions, starts))
    ends = {mention.end + 1 for mention in mentions}
    told = {person.end for person in behind}
    persons = [person for person in persons if person.end not in told or person.start not in ends]
    known = [person.end for person in persons if person.party]
    persons.extend(person for person in behind if person.end not in known)
    taken = [(person.start, person.end) for person in persons]
    persons.extend(
        person
        for person in _apposed(text, offices, mentions, starts)
        if all(person.end <= start or end <= person.start for start, end in taken)
    )
    return persons


def _apposed(
    text: str, offices: Sequence[Hit], mentions: Sequence[PartyMention], starts: list[int]
) -> Iterator[Person]:
    """Read "Lan Arroyo, deputy minister at Lumeria's foreign ministry": the office behind the bare name."""
    for hit in offices:
        if "," not in text[max(0, hit.start - 45) : hit.start]:
            continue
        named = _APPOSED.search(text, max(0, hit.start - 110), hit.start)
        name = _trimmed(named.group("name")) if named else ""
        if named is None or " " not in name:
            continue
        own = bisect_left(starts, named.start())
        if own < len(mentions) and (mentions[own].start, mentions[own].end) == named.span("name"):
            continue  # "the King of Lumeria, the Chancellor of ...": that is a state, not a person
        index = bisect_left(starts, named.end("name"))
        if index >= len(mentions):
            return
        mention = mentions[index]
        between = text[hit.end : mention.start]
        if mention.start > hit.start and (
            len(between) > _OFFICE_LENGTH or re.search("[,.;:()]", between) or _NO_OFFICE.search(between)
        ):
            continue
        yield Person(bare(name), text[hit.start : hit.end], mention.code, named.start(), named.end("name"))


def _trimmed(name: str) -> str:
    """The words up to one that cannot be part of a name."""
    words = name.split(" ")
    for index, word in enumerate(words):
        if word.lower().strip(".,") in _NOT_NAMES or (
            word.endswith(("\u2019s", "'s")) and index + 1 < len(words)
        ):
            words = words[: index + (word.lower().strip(".,") not in _NOT_NAMES)]
            break
    return " ".join(words)


def _party(
    text: str, match: re.Match[str], end: int, mentions: Sequence[PartyMention], starts: list[int]
) -> tuple[Code | None, str | None]:
    """Behind the name ("of Lumeria", ", Minister of Trade of Lumeria") or before the office ("Lumerian")."""
    index = bisect_left(starts, end)
    if index < len(mentions):
        between = text[end : mentions[index].start]
        if re.fullmatch(r"(?:,\s(?:Jr|Sr)\.)?\sof\s(?:the\s)?", between):
            return mentions[index].code, None
        office = _OFFICE_OF.match(between) if len(between) <= _OFFICE_LENGTH else None
        if office and not any(one.search(between) for one in (_PERSON, _ACTED, _DOES)):
            return mentions[index].code, office.group("office")
        if between in {" (", ", "} and text[mentions[index].end : mentions[index].end + 1] in {")", ",", ";"}:
            return mentions[index].code, None
    before = bisect_left(starts, match.start()) - 1
    if before >= 0:
        mention = mentions[before]
        if (
            before
            and mentions[before - 1].end + 1 == mention.start
            and mentions[before - 1].form == "demonym"
        ):
            mention = mentions[before - 1]
        between = text[mention.end : match.start()].lstrip("\u2019's ")
        said = between.lower().split()
        if "," in between and mention.form == "name" and text[: mention.start].endswith((" of ", " of the ")):
            return (
                None,
                None,
            )  # "the Minister of Lumeria Lan Arroyo, *Minister Ostos* thanked": another person
        plain = not _LINKS.intersection(said[:1]) and HEADLINE_VERBS.isdisjoint(said)
        if _DELEGATION.fullmatch(between) or (plain and _LEFT.fullmatch(between)):
            return mention.code, None
    return None, None


def _behind_office(
    text: str, offices: Sequence[Hit], mentions: Sequence[PartyMention], starts: list[int]
) -> Iterator[Person]:
    """Read "Adviser to the President of Lumeria Lan Arroyo": the name follows the party."""
    for hit in offices:
        if not text.startswith((" of ", " to ", " for "), hit.end):
            continue
        index = bisect_left(starts, hit.end)
        for mention in mentions[index : index + 2]:
            name = _NAME_AT.match(text, mention.end) if mention.start - hit.end < _REACH else None
            plain = _trimmed(name.group("name")) if name else ""
            if name is None or not (" " in plain or (len(name.group("led")) > 1 and plain)):
                continue
            if office := _OFFICE_BEFORE.match(text, hit.start, mention.start):
                sent = mentions[index]
                posted = mention is not sent and _POSTED.fullmatch(text, sent.end, mention.start)
                end = name.start("name") + len(plain)
                there = at_post(text, hit.start, mention.start)
                told = sent if posted else mention
                code = sender(text, hit.start, mentions, index) if there else told.code
                yield Person(bare(plain), office.group().strip(), code, hit.start, end)
                break
