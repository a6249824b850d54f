"""A title and the first paragraphs come in; the parties whose document or meeting it is go out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefs.parsing import persons as people
from briefs.parsing import persons_listed, sides_named
from briefs.parsing.datelines import dateline
from briefs.parsing.sentences import split
from briefs.values import value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefs.lexicon import Lexicon, PartyMention
    from briefs.model import Code
    from briefs.parsing.persons import Person
    from briefs.parsing.text import Paragraph

_MANY: Final = 3
_BETWEEN: Final = re.compile(
    r"\b(?:by|between|from|of|among|with|issued by)\s(?P<names>.+?)(?=\s(?:on|regarding|concerning|about|calling|condemning|reaffirming"
    r"|following|welcoming|endorsing|marking|commemorating|announcing|in\s(?:commemoration|support|response)|at|to\s(?!the\s(?:President|Prime)))\b"
    r"|\s[\u2013\u2014-]\s|:\s|$)",
    re.IGNORECASE,
)
_TOPIC: Final = re.compile(
    r"(?<!(?:courtesy|farewell) call)\s(?:on|regarding|concerning|about|against|calling|condemning|toward|for)\s",
    re.IGNORECASE,
)
_LINK: Final = re.compile(
    r"(?:[\u2019']s?)?(?:\sCommission|\sSecretariat)?\s?(?:[-\u2013\u2014/,;&]|\([^()]{0,40}\)?|\)|\band\b|\bas well as\b|\bthe\b|\b(?:Government|Kingdom|Republic|State|Commonwealth|Leader|President|Prime Minister|Foreign Minister"
    r"|Secretary of State|Foreign Secretary|Chancellor|Head of State|High Representative|Ministers? (?:of|for) (?:Foreign Affairs|Defen[cs]e))s? (?:of|for)\b|\s){1,8}"
)
_BESIDE: Final = re.compile(r",?\s(?:in|on|at)\sthe\s(?:margins?|sidelines?)\sof\b", re.IGNORECASE)
"""What a title names behind it is another meeting."""
_FEELS: Final = re.compile(
    r"\b(?:sympath\w+|solidarity|condolences|support|concern\w*|stands?|sympathi[sz]es?)\s$", re.IGNORECASE
)
"""With whom one feels or stands is no party to the text."""
_SIGNS: Final = re.compile(r"\b(?:signs?|signed|agrees?|talks|meets?)\b")
_CONVENED: Final = re.compile(
    r"\b(?:was|were)\s(?:held|convened|hosted)\b|\b(?:took\splace|convened|met|opened)\b"
)
_SITTING: Final = re.compile(
    r",?\s(?:meeting\s)?at\s(?:its|the)\s(?:[\w-]{1,20}\s){1,4}(?:meeting|session|summit)\b", re.IGNORECASE
)
_HEADWORDS: Final = 160
"""Letters within which the first sentence names who sits."""
_WE_OF: Final = re.compile(
    r"We,\s(?:the\s)?(?:[\w-]{1,20}\s){0,4}(?:Heads|Leaders|Ministers|Members|Representatives|Presidents)"
    r"\s(?:[\w-]{1,20}\s){0,6}?of\s(?:the\s)?(?:member\s(?:states|countries)\sof\s(?:the\s)?)?(?!the\b)(?=[A-Z])",
    re.IGNORECASE,
)
_LONG: Final = 4
_GAP: Final = re.compile(
    r",\s(?:the\s)?(?:[A-Z][\w-]{0,20}(?:\s(?:of|on|for|and|the)){0,2}\s?){1,6},\s(?:and\s)?(?:the\s)?"
)
"""In a long list of parties one name that nobody knows does not end the list."""
_SHORT: Final = 600
_OF: Final = re.compile(
    r"(?:,\s(?:Jr|Sr)\.?)?(?:,?\s(?:President|Prime\sMinister|Chancellor|King))?\sof\s(?:the\s)?"
)
_PURPOSE: Final = re.compile(
    r"\b(?:to\s(?:discuss|celebrate|highlight|mark|stress|advance|express|congratulate|offer|review|exchange|reaffirm|underscore|strengthen|further)"
    r"|during|following|as\swell\sas|about|regarding|in\sadvance|ahead\sof|on\sthe|at\sthe|where|which|and\s(?:thanked|discussed|reaffirmed|agreed))\b|,\sin\swhich"
)
_ACTS: Final = re.compile(
    r"\b(?:[Ww]e|WE|met|meets?|held|holds|announced?|agreed?|agree|convened?|gathered|visited|hosted|co-hosted|reaffirm(?:ed|s)?|affirm(?:ed|s)?"
    r"|condemn(?:ed|s)?|welcom(?:ed|es)?|issued|signaled|signalled|underscored?|committed|resolved?|declared?|spoke|launched|signed|today|are|is|have|has)\b"
)
_MEETING_NOUN: Final = re.compile(
    r"\b(?:meeting|call|visit|consultations|talks|dialogue|framework|agreement|partnership|task\sforce|cooperation)\b",
    re.IGNORECASE,
)
_MEETING_VERB: Final = re.compile(
    r"\b(?:met|hosted|welcom(?:ed|es)|spoke|held|visited|received|hosts|convened|joined|travell?ed|participated|convening|co-hosted)\b"
)


@value(frozen=True, slots=True)
class Seen:
    """A paragraph with the parties and persons that were found in it."""

    paragraph: Paragraph
    mentions: tuple[PartyMention, ...]
    persons: tuple[Person, ...]


def look(paragraphs: Iterable[Paragraph], lexicon: Lexicon) -> tuple[Seen, ...]:
    """Find parties and persons in each paragraph."""
    found = []
    for paragraph in paragraphs:
        mentions = tuple(lexicon.mentions(paragraph.text))
        found.append(Seen(paragraph, mentions, persons_listed.everyone(paragraph.text, mentions)))
    return tuple(found)


def ordered(codes: Iterable[Code | None]) -> tuple[Code, ...]:
    """Each code once, in the order of its first place."""
    return tuple(dict.fromkeys(code for code in codes if code is not None))


@value(frozen=True, slots=True)
class Named:
    """A party named in a text, by its own name or through a person."""

    code: Code
    start: int
    end: int


def named(text: str, lexicon: Lexicon, known: Mapping[str, Code]) -> list[Named]:
    """Every party of a title or sentence in order: names, demonyms and persons; places where it happened left out."""
    mentions = lexicon.mentions(text)
    line = dateline(text, sure=True)
    found = [
        Named(m.code, m.start, m.end)
        for m in mentions
        if m.start >= line
        and sides_named.is_side(text, m, mentions)
        and not sides_named.is_behind_its_city(text, m, lexicon)
    ]
    taken = []
    for person in people.found_in(text, mentions):
        code = person.party or person_party(person.name, known)
        taken.append((person.start, person.end))
        if code is not None and not sides_named.presides(text, person):
            found.append(Named(code, person.start, person.end))
    lower = text.lower()
    for name, code in known.items():
        at = lower.find(name) if " " in name and len(lower) < _SHORT else -1
        if at >= 0 and not any(start <= at < end for start, end in taken):
            found.append(Named(code, at, at + len(name)))
    return sorted(found, key=lambda each: each.start)


def person_party(name: str, known: Mapping[str, Code]) -> Code | None:
    """The party of a person by the full name, by its last or by its first word ("Xi Jinping")."""
    words = people.bare(name).lower()
    if not words:
        return None
    return known.get(words) or known.get(words.rsplit(None, 1)[-1]) or known.get(words.split(None, 1)[0])


def of_title(title: str, lexicon: Lexicon, known: Mapping[str, Code]) -> tuple[Code, ...]:
    """The parties that a title names as its own: "between A and B on C", "A-B Joint Statement". May be one or none."""
    title = _BESIDE.split(title)[0]
    for match in _BETWEEN.finditer(title):
        codes = ordered(each.code for each in named(match.group("names"), lexicon, known))
        if len(codes) > 1 and _FEELS.search(title, 0, match.start()) is None:
            joined = match.group()[:4].lower() == "with" and _SIGNS.search(title, 0, match.start())
            first = named(title[: match.start()], lexicon, known) if joined else []
            return ordered((*(each.code for each in first[:1]), *codes))
    run = chain(title, named(title, lexicon, known))
    if len(run) > 1:
        return run
    seats = next((forum.parties for forum in lexicon.fora_in(title) if len(forum.parties) > len(run)), ())
    if seats and (not run or run[0] in seats):
        return seats
    topic = _TOPIC.search(title)
    everyone = ordered(each.code for each in named(title, lexicon, known))
    before = (
        ordered(each.code for each in named(title[: topic.start()], lexicon, known)) if topic else everyone
    )
    return before or (everyone if _MEETING_NOUN.search(title) else ())


def chain(text: str, found: Sequence[Named]) -> tuple[Code, ...]:
    """The first run of parties that stand side by side: "Japan, the Republic of Korea, and the United States"."""
    best: list[Code] = []
    run: list[Named] = []
    for each in found:
        between = text[run[-1].end : each.start] if run else ""
        if (len(run) >= _LONG and _GAP.fullmatch(between)) or (
            run
            and (
                each.start < run[-1].end
                or _LINK.fullmatch(between)
                or (each.code == run[-1].code and _OF.fullmatch(between))
            )
        ):
            run.append(each)
        else:
            run = [each]
        codes = list(dict.fromkeys(one.code for one in run))
        if len(codes) > len(best) and (not best or run[0].code == best[0]):
            best = codes
    return tuple(best)


def of_opening(seen: Sequence[Seen], lexicon: Lexicon, known: Mapping[str, Code]) -> tuple[Code, ...]:
    """The parties that the first sentences name as those who speak or meet; () where fewer than two are named."""
    for item in seen[:2]:
        text = item.paragraph.text[:3000]
        for sentence in split(text)[:2]:
            words = text[sentence.start : sentence.end]
            codes = of_sentence(words, lexicon, known)
            if len(codes) > 1:
                return codes
    return ()


def introduced(seen: Sequence[Seen], lexicon: Lexicon) -> tuple[Code, ...]:
    """The body that says who "we" are ("We, the Leaders of the Lumerian Union, reaffirm"), whoever is listed above it."""
    for item in seen[:_MANY]:
        if led := _WE_OF.match(item.paragraph.text):
            near = [m for m in item.mentions if m.start >= led.end()]
            run = chain(item.paragraph.text, [Named(m.code, m.start, m.end) for m in near])
            alone = len(run) == 1 and near[0].start == led.end() and run[0] == near[0].code
            return run if alone and lexicon.parties[run[0]].kind in {"body", "grouping"} else ()
    return ()


def opens_with(seen: Sequence[Seen], code: Code) -> bool:
    """Whether the first sentence speaks of this party first, its dateline aside."""
    text = seen[0].paragraph.text[:_SHORT] if seen else ""
    line = dateline(text)
    return next((m.code for m in seen[0].mentions if m.start >= line), None) == code if seen else False


def convener(seen: Sequence[Seen], lexicon: Lexicon) -> tuple[Code, ...]:
    """The body whose meeting the first sentence reports ("The 9th Meeting of the Council of X was held in Y")."""
    if not seen:
        return ()
    text = seen[0].paragraph.text[:_SHORT]
    act = _CONVENED.search(text) or _ACTS.search(text)
    until = act.start() if act else len(text)
    bodies = ordered(
        m.code
        for m in seen[0].mentions
        if m.start < until and lexicon.parties[m.code].kind in {"body", "grouping"}
    )
    return bodies[:1]


def sitting(seen: Sequence[Seen], lexicon: Lexicon) -> tuple[Code, ...]:
    """The body that acts "at its 595th meeting" in the first sentences, whatever else the title speaks of."""
    for item in seen[:2]:
        text = item.paragraph.text[:_SHORT]
        found = _SITTING.search(text)
        bodies = [
            m.code
            for m in item.mentions
            if found and m.end <= found.start() and lexicon.parties[m.code].kind in {"body", "grouping"}
        ]
        if bodies and found and found.start() < _HEADWORDS:
            return (bodies[-1],)
    return ()


def of_sentence(words: str, lexicon: Lexicon, known: Mapping[str, Code]) -> tuple[Code, ...]:
    """The parties side by side in a sentence, else those before its verb and, where they meet, behind it."""
    found = [each for each in named(words, lexicon, known) if not _in_forum(each, words, lexicon)]
    run = chain(words, found)
    meets = _MEETING_VERB.search(words)
    if len(run) > 1:
        return _with_guests(run, words, found, meets, lexicon)
    act = _ACTS.search(words)
    before = [each for each in found if act is None or each.start < act.start() + 3]
    behind = [each for each in found if meets and each.start > meets.start()]
    stop = _first(words, behind[0].start) if behind else None
    behind = [each for each in behind if stop is None or each.start < stop]
    return without_groups(ordered(each.code for each in (*before, *behind)), lexicon)


def _first(words: str, at: int) -> int | None:
    """Where the words stop naming those who met and begin to say why."""
    found = [match.start() for pattern in (_TOPIC, _PURPOSE) if (match := pattern.search(words, at))]
    return min(found, default=None)


def _in_forum(each: Named, words: str, lexicon: Lexicon) -> bool:
    """Whether it is part of "in advance of the G7 Summit": the name of a meeting is no party to this one."""
    kind = lexicon.parties[each.code].kind
    return kind in {"body", "grouping"} and any(f.start <= each.start < f.end for f in lexicon.fora_in(words))


def _with_guests(
    run: tuple[Code, ...], words: str, found: Sequence[Named], meets: re.Match[str] | None, lexicon: Lexicon
) -> tuple[Code, ...]:
    """Hosts side by side and those whom they hosted: "A and B co-hosted leaders from C and D"."""
    guests: list[Named] = []
    if meets and meets.group().endswith("hosted"):
        guests = [each for each in found if each.start > meets.end()]
        stop = _first(words, meets.end())
        guests = [each for each in guests if stop is None or each.start < stop]
    return without_groups(ordered((*run, *(each.code for each in guests))), lexicon)


def without_groups(codes: tuple[Code, ...], lexicon: Lexicon) -> tuple[Code, ...]:
    """Where the states are named one by one, the group that they form is no further party."""
    states = [code for code in codes if lexicon.parties[code].kind == "state"]
    return tuple(c for c in codes if lexicon.parties[c].kind != "grouping") if len(states) >= _MANY else codes
