"""Takes what a person typed, a command's arguments or plain English, and gives the Question that was meant.

Nothing typed raises: what is not understood becomes words to look for, or a suggestion. For every question q
that comes out, ``understand(q.canonical(), …) == q`` on any day.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from briefs.asking import moments as asking_time
from briefs.asking import names
from briefs.asking.question import TO_THE_LETTER, About, Question, Span
from briefs.asking.sifted import AHEAD, MOST_UNKNOWN, Sifted, lower, sift
from briefs.asking.words import COMMANDS, NOUNS, VERBS
from briefs.brief import Choice
from briefs.model import Kind

if TYPE_CHECKING:
    from briefs.calendar import Chairmanship, Summit
    from briefs.lexicon import Lexicon

__all__ = ["About", "Question", "Span", "understand"]

LONGEST = 1_000
"""What lies beyond so many characters is no question."""
_LONGEST_WORDS = 200
_LONGEST_UNKNOWN = 60
_MOST_PARTIES = 8
_MOST_TOPICS = 4
_GREATEST_NUMBER = 9_999_999_999

_COMMAND = re.compile(r"/?([a-z]+)(?:@\w{1,64})?(?=[\s?!.,:]|$)", re.IGNORECASE)
_OPEN_THINGS = re.compile(rf"open (?:{'|'.join(NOUNS)})\b", re.IGNORECASE)
"""The open requests" are requests; "open" alone, or with a name, asks what is owed."""
_STILL_OPEN = re.compile(
    r"what(?:['’]s|\sis|\sremains)?\s(?:still\s)?(?:open|unanswered|outstanding)(?=\s(?:with|for|between|from)\b|[\s?!.]*$)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"#\d{1,10}")
_WHOLE = re.compile(
    r'["#\s]{0,9}(?:(?:no|nr|number)\b[.\s#]{0,9})?(?P<word>[-−]?\d+(?:[.,]\d+)*)', re.IGNORECASE
)
_CHANGES = re.compile(r"\b(?:changes?|changed|differences?|diff)\b", re.IGNORECASE)
_CHANGES_IN = re.compile(
    r"(?:what(?:['’]s|\shas|\sis)?\s(?:changed|new|different)|(?:the\s)?changes)\s(?:in|of|to)\s(?:the\s)?"
    r"(?:source|document)\s(?P<number>[#\d]\S{0,12})[\s?.!]{0,5}",
    re.IGNORECASE,
)
_AS_OF = re.compile(r"asof:(\d{4}-\d\d-\d\d)\s?")
_WHEN = re.compile(r"(?:when|where)(?:\s(?:is|was|will|are|were|does)|['’]s)\s(?:the\s)?(.+)", re.IGNORECASE)
_WHEN_TAIL = re.compile(r"\s(?:be|take place|be held|happen|held|taking place|start|begin)$", re.IGNORECASE)
_CHAIR = re.compile(
    r"who(?:\s(?:will|is|did|does|would)(?:\sbe)?)?\s(?:chair(?:s|ed|ing)?(?:\sof)?|the\schair\sof|hosts?)\s(?:the\s)?(?P<body>[\w ]{2,40}?)"
    r"(?:\s(?:in|for)?\s?(?P<year>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_OCCASIONS = frozenset({"summit", "summits", "chairmanship", "presidency", "anniversary"})
_LONGEST_EVENT = 12
_VAGUE = frozenset({"next", "meeting", "meetings", "talks", "coming", "upcoming", "events"})
_RECORDED = re.compile(r"[^\W\d_]{2,12}-?\d{1,3}(?:st|nd|rd|th)?|\d{1,3}(?:st|nd|rd|th)\s.+", re.IGNORECASE)
_SIDED = frozenset({About.COMMITMENTS, About.PLEDGES, About.REQUESTS, About.OUTCOMES})


def understand(words: str, lexicon: Lexicon, today: date) -> Question:
    """The question in ``words``; relative times ("last year") count from ``today``."""
    text = _unshouted(clean(words), lexicon)
    text, as_of = _as_of(text, today)
    changes = _CHANGES_IN.fullmatch(text)
    text = f"source {changes['number']} changes" if changes else text
    given, rest = _command(text)
    if given is None and not AHEAD.search(text):
        named = _named_event(text, lexicon, today)
        given, rest = (About.EVENT, named) if named else (None, rest)
    if given in TO_THE_LETTER:
        return Question(given, words=_kept(rest), as_of=as_of)
    if given is About.MEETING and _NUMBER.fullmatch(rest):
        return Question(given, number=int(rest[1:]) or None, as_of=as_of)
    if given in {About.SOURCE, About.LINE}:
        numbered = _WHOLE.match(rest)
        if numbered or not rest:
            asked = _of_number(given, numbered["word"] if numbered else "", as_of)
            return _of_changes(asked, rest[numbered.end() :] if numbered else "")
        given, rest = (About.LATEST, rest) if given is About.SOURCE else (None, text)
    return _finished(sift(rest, lexicon, today, given), as_of)


def clean(words: str) -> str:
    """One line of at most ``LONGEST`` characters, without control characters."""
    text = unicodedata.normalize("NFC", words[: LONGEST * 4])
    text = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in text)
    return " ".join(text.replace("“", '"').replace("”", '"').split())[:LONGEST].strip()


def _unshouted(text: str, lexicon: Lexicon) -> str:
    """Lower case where all is in capitals, so that "US" in "TELL US" is no state; codes alone stay ("AU KH 2021")."""
    if any(letter.islower() for letter in text):
        return text
    pieces = [piece for piece in text.split() if any(letter.isalpha() for letter in piece)]
    return text if all(piece in lexicon.parties for piece in pieces) else lower(text)


def _as_of(text: str, today: date) -> tuple[str, date | None]:
    """The rest of the text, and the day "as of" which the answer is wanted."""
    match = _AS_OF.match(text)
    if match:
        try:
            return text[match.end() :], date.fromisoformat(match[1])
        except ValueError:
            return text, None
    place = lower(text).find("as of ")
    if place < 0:
        return text, None
    after = place + len("as of ")
    for found in asking_time.find(lower(text[after:]), today):
        if found.start == 0 and found.span.end:
            return clean(text[:place] + text[after + found.end :]), found.span.end
    return text, None


def _command(text: str) -> tuple[About | None, str]:
    still = _STILL_OPEN.match(text)
    if still:
        return About.OPEN, text[still.end() :].lstrip(" :,?!.")
    match = _COMMAND.match(text)
    about = COMMANDS.get(match[1].casefold()) if match else None
    if match is None or about is None or (about is About.OPEN and _OPEN_THINGS.match(text)):
        return None, text.removeprefix("/")
    return about, text[match.end() :].lstrip(" :,")


def _named_event(text: str, lexicon: Lexicon, today: date) -> str | None:
    """The name in "when is ASEM13", "who chairs ASEAN in 2027" or "asem13" alone; None where no one event is asked for."""
    bare = text.strip(" ?!.")
    chair = _CHAIR.fullmatch(bare)
    if chair:
        return _term(chair["body"], int(chair["year"] or today.year), lexicon)
    match = _WHEN.fullmatch(bare)
    if match:
        name = _WHEN_TAIL.sub("", match[1])
        keys = {token.key for token in names.tokens(name)}
        return None if keys & _VAGUE or keys & VERBS.keys() else name
    words = set(names.fold(bare).split())
    if not words or len(words) > _LONGEST_EVENT:
        return None
    calendar = lexicon.calendar
    facts: list[Summit | Chairmanship] = [*calendar.summits, *calendar.chairmanships]
    if words & _OCCASIONS and any(words <= _called(each) for each in facts):
        return bare
    exact = any(words == set(names.folded(each.slug).split()) for each in lexicon.calendar.summits)
    return bare if exact or (_RECORDED.fullmatch(bare) and lexicon.fora_in(bare)) else None


def _term(body: str, year: int, lexicon: Lexicon) -> str:
    """The name of a term in the chair: the calendar's own where it has one."""
    code = lexicon.party(body).code
    terms = lexicon.calendar.terms(code, year) if code else ()
    return terms[0].name if len(terms) == 1 else f"{body} chairmanship {year}"


def _called(fact: Summit | Chairmanship) -> set[str]:
    """Every word of the names of an event of the calendar."""
    return {word for name in (fact.name, *getattr(fact, "names", ())) for word in names.folded(name).split()}


def _of_number(about: About, word: str, as_of: date | None) -> Question:
    """The question for the document or line of a number; what can be none is kept as it was written."""
    word = word[:_LONGEST_UNKNOWN].rstrip(".,")
    number = int(word) if word.isdecimal() and 0 < int(word) <= _GREATEST_NUMBER else None
    return Question(about, number=number, words="" if number else word, as_of=as_of)


def _of_changes(question: Question, rest: str) -> Question:
    """The question for a document, or for what changed in it where the words after its number say so."""
    changes = question.about is About.SOURCE and question.number is not None and _CHANGES.search(rest)
    return replace(question, words="changes") if changes else question


def _finished(sifted: Sifted, as_of: date | None) -> Question:
    sides = {side: list(dict.fromkeys(codes)) for side, codes in sifted.sides.items()}
    about, kinds = _about(sifted)
    if about not in _SIDED:
        sides = {"any": [code for codes in sides.values() for code in codes], "actor": [], "towards": []}
    room = _MOST_PARTIES
    actors = tuple(sides["actor"][:room])
    towards = tuple(code for code in sides["towards"] if code not in actors)[: room - len(actors)]
    parties = tuple(code for code in dict.fromkeys(sides["any"]) if code not in actors + towards)
    question = Question(
        about,
        parties=parties[: room - len(actors) - len(towards)],
        actors=actors,
        towards=towards,
        topics=tuple(dict.fromkeys(sifted.topics))[:_MOST_TOPICS],
        kinds=tuple(kind for kind in Kind if kind in kinds),
        span=asking_time.together(sifted.spans),
        words=_kept(" ".join(sifted.words)),
        as_of=as_of,
    )
    return _with_suggestions(question, sifted)


def _about(sifted: Sifted) -> tuple[About, list[Kind]]:
    """What is asked for, and the kinds that the words narrow it to."""
    deed, noun = sifted.deed, sifted.noun
    said: tuple[About, tuple[Kind, ...]] | None = NOUNS[noun] if noun else None
    if deed and deed.at < sifted.first:
        words = names.tokens(sifted.rest)
        said = VERBS[words[deed.at].key]
    if sifted.given:
        narrowed = said[1] if said and not sifted.kinds else ()
        return sifted.given, [*sifted.kinds, *narrowed]
    if said:
        return said[0], [*sifted.kinds, *said[1]]
    return _unsaid(sifted), sifted.kinds


def _unsaid(sifted: Sifted) -> About:
    """What is asked for where no word says it: names alone ask for the brief, words alone are looked for."""
    parties = any(sifted.sides.values())
    if sifted.topics:
        return About.TOPIC
    if parties:
        return About.OUTCOMES if sifted.words else About.PARTNER
    if sifted.unknown and not sifted.words:
        codes, _slugs = sifted.slips(sifted.unknown[0])
        return About.PARTNER if codes else About.TOPIC
    if sifted.words:
        return About.OUTCOMES if sifted.spans else About.SEARCH
    return About.COMMITMENTS if sifted.spans else About.HELP


def _with_suggestions(question: Question, sifted: Sifted) -> Question:
    """The question with what its unknown words may stand for, each as a question of its own."""
    if question.about is About.PARTNER and not question.parties and question.words and not sifted.unknown:
        sifted.unknown.append(question.words)
        question = replace(question, words="")
    if question.about is About.SEARCH:
        text = " ".join([question.words, *sifted.unknown])
        return Question(About.SEARCH, words=_kept(text), as_of=question.as_of)
    unknown = tuple(
        dict.fromkeys(filter(None, (_kept(word)[:_LONGEST_UNKNOWN].strip() for word in sifted.unknown)))
    )
    choices: list[Choice] = []
    for word in unknown[:MOST_UNKNOWN]:
        codes, slugs = sifted.slips(word)
        for code in codes:
            sided = code in (*question.actors, *question.towards)
            parties = question.parties if sided else tuple(dict.fromkeys((*question.parties, code)))
            meant = replace(question, parties=parties)
            choices.append(Choice(sifted.lexicon.party_name(code), meant.canonical()))
        for slug in slugs:
            meant = replace(question, topics=tuple(dict.fromkeys((*question.topics, slug))))
            choices.append(Choice(sifted.lexicon.topic_name(slug), meant.canonical()))
    return replace(question, unknown=unknown[:MOST_UNKNOWN], suggestions=tuple(choices))


def _kept(words: str) -> str:
    """Words as they are kept in a question: no quotation marks, one line, of a bounded length."""
    return " ".join(words.replace('"', " ").split())[:_LONGEST_WORDS].strip(" ?!.,;:")
