"""A sentence comes in; the names of events in it go out, with identity, number and year.

Meetings are the lexicon's to know. What is added here are the other things that people are invited to: a World
Cup, an Expo, a state visit, a day of remembrance.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from briefs.lexicon import meeting_names, ordinals
from briefs.lexicon.gazetteer import Hints
from briefs.parsing.word_sets import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefs.lexicon import Lexicon
    from briefs.lexicon.fora import ForumMention
    from briefs.model import Code

_INSTITUTIONS: Final = words(
    "arf asean-som negev-forum acc apsc-council aec-council ascc-council mrc-council dialogue forum "
    "political-dialogue economic-dialogue strategic-dialogue joint-commission joint-committee "
    "bilateral-consultations joint-cooperation-committee european-council ministerial-dialogue "
    "world-economic-forum boao-forum admm admm-plus fmm ukraine-defense-contact-group asean-pmc"
)
_ONCE: Final = re.compile(
    r"summit|cop\b|cop\d|conference|leaders|chogm|focac|ticad|palm|asem|unga|assembly|debate|amm|games|cup|expo"
)
_OTHER: Final = re.compile(
    r"\b(?P<name>(?:(?:FIFA|Cricket|Rugby|Women[\u2019']s|FIFA\sWomen[\u2019']s)\s){0,2}World\sCup|(?:Winter\s|Summer\s|Youth\s|Special\s)?(?:Olympic(?:\sand\sParalympic)?\sGames|Olympics)"
    r"|(?:[A-Z][\w\u2019'-]+\s)?(?:Asian|Arab|Africa|Gold|Nations)\sCup(?:\sof\sNations)?|(?:[A-Z][\w\u2019'-]+\s){1,3}(?<!War\s)Games\b|World\sExpo|Expo\s20\d\d|(?:[A-Z][\w\u2019'-]+\s){0,3}State\sVisit|State\sVisit"
    r"|(?:[A-Z][\w\u2019'-]+\s){1,5}(?:Festival|Exercise|Debate|Congress|Convention(?!\s(?:on|against|for|relating|of)\b)|Assembly|Symposium|Roundtable|Week|Fair|Biennale))(?![\w-])"
    r"(?:\s(?P<year>20\d\d))?"
)
_OTHER_WORDS: Final = (
    "Cup", "Games", "Olympic", "Expo", "State Visit", "Festival", "Exercise", "Debate", "Congress", "Convention", "Assembly", "Symposium", "Roundtable", " Week", " Fair", "Biennale",
)  # fmt: skip
_THEIRS: Final = re.compile(
    r"\b(?:[Aa]n?|[Tt]he|[Tt]heir|[Oo]ur)\s(?P<name>(?:Commemorative|Special|Leaders[\u2019']?)\s(?:Leaders[\u2019']?\s)?Summit)\b(?![\s-](?:of|for|between|with|Declaration|on)\b)"
)
_GENERIC: Final = words(
    "ordinary extraordinary regular annual joint commission committee ministerial ministers foreign senior officials official meeting talks "
    "consultations bilateral political policy economic strategic security defence defense trade human rights dialogue high level working group "
    "summit leaders consular maritime energy cooperation partnership council conference on and for of the session intergovernmental steering sub "
    "investment military border general"
)
"""A name of such words alone is a meeting of those who speak of it: every two states have a joint commission."""
_VAGUE: Final = words(
    "commemorative special inaugural technical expert experts working next annual day half one"
)
_COUNTED: Final = re.compile(rf"(?P<nth>{ordinals.ORDINAL})\s", re.IGNORECASE)
_GLUED: Final = re.compile(r"(?P<nth>\d{1,3}(?:st|nd|rd|th))(?=[A-Z])")
"""A raised ending that lost its blank: "9thReef Summit"."""
_ORDINAL_REACH: Final = 24
_COUNTED_BEFORE: Final = re.compile(rf"(?:^|\s)(?P<nth>{ordinals.ORDINAL})\s$", re.IGNORECASE)
_OF: Final = re.compile(r"\sof\s(?:the\s)?")
_ABOUT_OF: Final = re.compile(r"(?:Conference|Forum|Congress|Symposium|Exhibition|Expo)$")
_ABOUT: Final = re.compile(
    r"(?P<about>\s(?:on|for|of)\s(?:the\s)?[A-Z][\w-]{1,24}(?:,?\s(?:(?:and|of|the|for|in|on)\s){0,2}(?!President|Prime|Minister|Secretary|King\b|Chair|(?:Jan|Febr)uary|March\b|April|May\b|June|July|August|(?:Sept|Nov|Dec)ember|October)[A-Z][\w-]{1,24}){0,7})(?:\s\([A-Z][\w-]{1,9}\))?"
)
_ABOUT_TALKS: Final = re.compile(
    r"\son\s[A-Z][\w-]{1,24}(?:\s(?:and\s)?(?!President|Prime)[A-Z][\w-]{1,24}){0,4}"
)
_PAIR: Final = 2
_PARAGRAPH: Final = 20_000
_ANY_WORDS: Final = Hints((*_OTHER_WORDS, " Day", " Summit"))
_OTHERS: Final = Hints(_OTHER_WORDS)
_DAY: Final = re.compile(
    r"\b(?P<name>(?:(?:World|International|National|Global)\s)?(?:[A-Z][\w\u2019'-]+\s){1,4}Day)\b(?![\u2019'\w-])"
)
_NO_DAY: Final = re.compile(r"^(?:The|This|That|Every|Each|First|Last|Christmas|New|Next|One|A)\b")
_LEADING: Final = re.compile(
    r"^(?:(?:The|This|These|Our|Their|At|In|On|During|Following|After|Before|First|President|Prime|Minister|As|Both|With|United\sStates\sCongress)\s)+"
)
_LEGISLATURES: Final = re.compile(
    r"\b(?:U\.?S\.?|United States|National|State|Federal|Legislative|American)\s(?:Congress|Assembly)$|^Congress$"
)


_GOES_ON: Final = re.compile(
    r"\s(?:[Rr]esolutions?\b|Relations|Partner(?:s|ship)?\b|Declaration|Statement|Communiqu|Process|Secretariat|Mechanism|Chair\b|Presidency|members?\b|[Cc]ountr|[Cc]entre|Center"
    r"|Outcome|Report|Agreement|Coordinator)"
)
_LONGER: Final = re.compile(
    r"\s(?:[A-Z][\w\u2019'-]{1,20}\s){1,4}(?:Meeting|Conference|Workshop|Exercise|Week|Exchange)\b"
)
_DATED_ONLY: Final = re.compile(
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December|\d{1,2}|\d{4})[,\s]{1,2}){1,3}[A-Z]\w+",
    re.IGNORECASE,
)
_PARTY_TO: Final = re.compile(r"\b(?:Declaration|Statement|Communiqu\w+)\b")
_POSSESSIVE: Final = re.compile(r"[\u2019']s?\b")
_NO_LETTERS: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """An event named at ``start`` to ``end`` of a sentence.

    ``base`` is the slug of its series, ``slug`` its own (the same where nothing tells which). ``once`` says that
    the name alone means something that happens: a summit does, a dialogue may be an institution.
    """

    start: int
    end: int
    name: str
    base: str
    slug: str
    ordinal: int | None
    year: int | None
    once: bool
    kind: str
    forum: ForumMention | None = None


def may_name(text: str, lexicon: Lexicon) -> bool:
    """Whether anything in a paragraph can be the name of an event."""
    return _ANY_WORDS.any_in(text) or bool(lexicon.fora_in(text[:_PARAGRAPH]))


def phrases(text: str, lexicon: Lexicon, parties: Sequence[Code] = ()) -> list[Phrase]:
    """The names of events in a sentence, in order, none inside another.

    ``parties`` are those of the meeting that is reported: "a Commemorative Summit" without a name is theirs.
    """
    found = [
        _of_forum(text, mention, parties, lexicon)
        for mention in lexicon.fora_in(text)
        if not _is_other(text, mention)
    ]
    if _OTHERS.any_in(text):
        found.extend(
            _other(match) for match in _OTHER.finditer(text) if not _LEGISLATURES.search(match.group("name"))
        )
    if " Day" in text:
        found.extend(
            _plain(match.start(), match.end(), match.group("name"), "day", once=False)
            for match in _DAY.finditer(text)
            if not _NO_DAY.match(match.group("name"))
        )
    if len(parties) == _PAIR and " Summit" in text:
        found.extend(_of_parties(text, parties, lexicon))
    kept: list[Phrase] = []
    for phrase in (
        sorted(found, key=lambda each: (each.start, each.forum is None)) if len(found) > 1 else found
    ):
        if kept and text[kept[-1].end : phrase.start] == " (" and text[phrase.end : phrase.end + 1] == ")":
            kept[-1] = _with_short_form(kept[-1], phrase)
        elif kept and phrase.forum and _OF.fullmatch(text[kept[-1].end : phrase.start]):
            kept[-1] = _of_series(text, kept[-1], phrase)
        elif not kept or phrase.start >= kept[-1].end:
            kept.append(phrase)
    return kept


def _of_series(text: str, one: Phrase, series: Phrase) -> Phrase:
    """One of a series that is named behind it is one event: "the 2031 Lima Summit of the Forum on Reef Cooperation"."""
    year = series.year or one.year
    slug = f"{series.base}-{year}" if series.slug == series.base and year else series.slug
    whole = text[one.start : series.end]
    return replace(series, start=one.start, name=whole, slug=slug, year=year, once=one.once or series.once)


def _with_short_form(long: Phrase, short: Phrase) -> Phrase:
    """A name with its short form in brackets is one event: "11th Pacific Islands Leaders Meeting (PALM11)"."""
    known = short.forum is not None and short.forum.parties and not (long.forum and long.forum.parties)
    if known and short.slug != short.base:
        return replace(short, start=long.start, end=short.end, name=long.name)
    return replace(long, end=short.end)


def _of_parties(text: str, parties: Sequence[Code], lexicon: Lexicon) -> Iterator[Phrase]:
    for match in _THEIRS.finditer(text):
        whole = "-".join(lexicon.party_name(code) for code in parties) + " " + match.group("name")
        for mention in lexicon.fora_in(whole)[:1]:
            slug = mention.slug
            yield Phrase(
                match.start("name"),
                match.end("name"),
                mention.name,
                mention.series,
                slug,
                None,
                mention.year,
                True,
                "summit",
            )


def _is_other(text: str, mention: ForumMention) -> bool:
    """Whether a name goes on as something else: "Dialogue Relations" are no dialogue, and "the May 12 Summit" has no name."""
    words = text[mention.start : mention.end]
    if not mention.forum.parties and _LONGER.match(text, mention.end):
        return True
    return bool(_GOES_ON.match(text, mention.end) or _DATED_ONLY.fullmatch(words) or _PARTY_TO.search(words))


def _of_forum(text: str, mention: ForumMention, parties: Sequence[Code], lexicon: Lexicon) -> Phrase:
    slug, name, base, ordinal, end = mention.slug, mention.name, mention.series, mention.ordinal, mention.end
    once = base not in _INSTITUTIONS and bool(_ONCE.search(base))
    kind = "summit" if "summit" in base or "cop" in slug[:4] or "asem" in slug[:4] else "meeting"
    if not mention.parties:
        counted = (_COUNTED.match(name) or _GLUED.match(name)) if ordinal is None else None
        goes_on = _ABOUT.match(text, end) if _ABOUT_OF.search(name) else None
        if goes_on:
            end, name = goes_on.end(), name + goes_on.group("about")
        if counted and (ordinal := ordinals.number(counted.group("nth"))):
            base = slugged(name[counted.end() :])
            slug = f"{base}-{ordinal}"
        elif goes_on:
            base = slugged(name)
            slug = f"{base}-{mention.year}" if mention.year else base
        if 0 < len(parties) <= _PAIR and _GENERIC.issuperset(base.split("-")):
            theirs = meeting_names.series_slug(tuple(parties), lexicon.parties, base)
            base, slug = theirs, slug.replace(base, theirs, 1)
    elif (goes_on := _ABOUT_TALKS.match(text, end)) and name.endswith("Dialogue"):
        end, name = goes_on.end(), name + goes_on.group()
        whole = f"{base}-{slugged(goes_on.group())}"
        base, slug = whole, slug.replace(base, whole, 1)
    return Phrase(
        mention.start,
        end,
        _called(text[mention.start : end], name),
        base,
        slug,
        ordinal,
        mention.year,
        once,
        kind,
        mention,
    )


def _called(words: str, canonical: str) -> str:
    """The event's name as the text writes it out; a short form ("ASEM13", "57th AMM") stands behind the long one."""
    plain = re.sub(r"\s\(\d{0,4}$", "", " ".join(words.split()))
    spelled = _COUNTED.match(plain)
    if spelled and plain[0].islower() and plain[spelled.end() :][:1].isupper():
        plain = plain[0].upper() + plain[1:]
    if spelled and plain[0].islower() and plain[-1] not in ",;":
        return plain[0].upper() + plain[1:]
    if " " not in plain or plain.isupper() or plain[0].islower() or plain.endswith((" and", " &")):
        return canonical
    rest = [word for word in plain.split() if not _COUNTED.match(f"{word} ") and not word.isdigit()]
    if len(rest) == 1 and rest[0].isupper() and rest[0] not in canonical:
        return f"{canonical} ({plain})"
    return plain


def _other(match: re.Match[str]) -> Phrase:
    name = match.group("name")
    lead = _LEADING.match(name)
    start = match.start() + (lead.end() if lead else 0)
    words = name[lead.end() :] if lead else name
    year = match.group("year") or next(iter(re.findall(r"20\d\d", name)), None)
    strong = bool(re.search(r"Cup|Games|Olympics|Expo|Debate", words))
    kind = "visit" if "Visit" in words else "event"
    phrase = _plain(start, match.end(), words, kind, once=strong)
    before = match.string[max(0, start - _ORDINAL_REACH) : start]
    counted = _COUNTED_BEFORE.search(before)
    if counted and (nth := ordinals.number(counted.group("nth"))):
        begin = start - len(before) + counted.start("nth")
        name = match.string[begin : match.end()]
        return replace(phrase, start=begin, name=name, slug=f"{phrase.base}-{nth}", ordinal=nth)
    if not year:
        return phrase
    slug = phrase.base if year in phrase.base else f"{phrase.base}-{year}"
    whole = match.group()[start - match.start() :]
    return Phrase(start, match.end(), whole, phrase.base, slug, None, int(year), strong, kind)


def _plain(start: int, end: int, name: str, kind: str, *, once: bool) -> Phrase:
    base = slugged(name)
    return Phrase(start, end, name, base, base, None, None, once, kind)


def is_general(slug: str) -> bool:
    """Whether a name says nothing but that there is a meeting: "technical-working-group-meeting", "45th-session"."""
    plain = (word for word in slug.split("-") if not word[:1].isdigit() and not ordinals.number(word))
    return (_GENERIC | _VAGUE).issuperset(plain)


def slugged(words: str, longest: int = 80) -> str:
    """Words as a slug: small letters and digits joined by dashes, possessives gone; cut at the longest length."""
    plain = words.lower()
    if "'" in plain or "\u2019" in plain:
        plain = _POSSESSIVE.sub("", plain)
    plain = plain.replace("u.s.", "us").replace("\u2019", "")
    return _NO_LETTERS.sub("-", plain).strip("-")[:longest]
