"""Takes what a person typed of what to follow, and gives the names, kinds and words in it, and what is none of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefs.asking import names
from briefs.asking.names import Token, fold, folded
from briefs.asking.question import About
from briefs.asking.words import NOUNS, STOP
from briefs.following import apart, chairs
from briefs.model import Kind

if TYPE_CHECKING:
    from briefs.calendar import Chairmanship, Summit
    from briefs.lexicon import Lexicon

LONGEST = 12_000
"""Characters that are read; the longest canonical words of any interest are shorter."""
_LONGEST_UNKNOWN = 60
_LONGEST_EVENT = 10
_MOST_IN_A_RUN = 4
_QUOTES = re.compile('["“”«»„]')
_MARKED = re.compile(
    rf'(?P<apart>(?:^|(?<=\s))[-−–—]|{apart.NOT})?\s?"(?P<words>[^"]*)"'
    rf"|(?:(?:^|(?<=\s))[-−–—]|(?P<not>{apart.NOT}))(?P<out>[^\s\",;]+)"
    r"|(?:^|(?<=\s))(?P<field>party|topic|kind|event):(?P<name>[^\s\"]+)"
    r"|(?:^|(?<=\s))#(?P<tag>[\w-]+)",
)
_KINDS: Mapping[About, Kind] = {
    About.COMMITMENTS: Kind.COMMITMENT,
    About.PLEDGES: Kind.PLEDGE,
    About.REQUESTS: Kind.REQUEST,
}
_IDLE = frozenset(
    "everything everyone every all topic topics subject party parties partner country countries kind kinds event "
    "summit word words alert alerts digest watch follow subscribe".split()
)
"""Words that name a sort of thing, or all of them; alone they narrow nothing."""
_DROPPED = (STOP | _IDLE) - {"not", "no", "nor", "may"}
"""What may be dropped in silence: no word that turns what is followed round, or names a month."""

Suggestions = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(slots=True)
class Wording:
    """What was read so far; ``rest`` keeps its length while what is read is blanked out of it."""

    rest: str
    lexicon: Lexicon
    events_known: Mapping[str, Sequence[str]]
    parties: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    include: list[str] = field(default_factory=list)
    exclude: list[str] = field(default_factory=list)
    unknown: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def blank(self, start: int, end: int) -> None:
        """Take a range out of what is still to be read."""
        self.rest = self.rest[:start] + " " * (end - start) + self.rest[end:]

    def miss(self, words: str, *suggestions: str) -> None:
        """Note words that are no name known here, with what may have been meant."""
        self.unknown.setdefault(words[:_LONGEST_UNKNOWN], suggestions)


def read(words: str, lexicon: Lexicon, events_known: Mapping[str, Sequence[str]]) -> Wording:
    """Everything in ``words`` that has a meaning; the rest of it as unknown. Nothing typed raises.

    ``events_known`` are the names of events by slug, beside those of the calendar.
    """
    wording = Wording(apart.plainly(plain(words, LONGEST, quotes=True)), lexicon, events_known)
    _read_marked(wording)
    _read_names(wording)
    return wording


def plain(words: str, longest: int, *, quotes: bool = False) -> str:
    """One line of so many characters; curly quotation marks straight, or none at all."""
    return one_line(_QUOTES.sub('"' if quotes else " ", words[: longest * 4]), longest)


def one_line(words: str, longest: int) -> str:
    """The words composed, without control characters and line ends, at most so many characters of them."""
    text = unicodedata.normalize("NFC", words[: longest * 4])
    text = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in text)
    return unicodedata.normalize("NFC", " ".join(text.split()))[:longest].strip()


def _read_marked(wording: Wording) -> None:
    """What is marked: "words to find", -"words to leave out", party:AU, topic:vaccines, kind:pledge, event:asem13."""
    for match in list(_MARKED.finditer(wording.rest)):
        found = match.groupdict()
        if found["words"] is not None:
            _read_words(wording, found["words"], apart=found["apart"] is not None)
        elif found["not"] is not None:
            named, end = apart.named(wording.rest, match.start("out"), wording.lexicon)
            wording.exclude += named
            wording.blank(match.start(), max(end, match.end()))
            continue
        elif found["out"] is not None:
            _read_words(wording, found["out"].strip(".!?"), apart=True)
        elif found["field"]:
            _FIELDS[found["field"]](wording, found["name"])
        elif not _read_tag(wording, found["tag"]):
            continue
        wording.blank(*match.span())


def _read_words(wording: Wording, words: str, *, apart: bool) -> None:
    if not has_letters(words):
        wording.miss(words or '""')
    elif apart:
        wording.exclude.append(words)
    else:
        wording.include.append(words)


def has_letters(words: str) -> bool:
    """Whether there is anything in the words that a text can be searched for."""
    return any(letter.isalnum() for letter in words)


def _read_party(wording: Wording, name: str) -> None:
    """A code as it stands: one that the rules no longer know stays, or what is followed would grow by itself."""
    known = wording.lexicon.parties
    code = name if name in known or name == name.upper() else wording.lexicon.party(name).code
    if code is None or code not in known:
        found = wording.lexicon.party(name)
        near = [found.code, *found.suggestions]
        wording.miss(name, *(f"party:{each}" for each in near if each in known))
    if code is not None:
        wording.parties.append(code)


def _read_topic(wording: Wording, name: str) -> None:
    wording.topics.append(name)
    if name not in {topic.slug for topic in wording.lexicon.topics}:
        found = wording.lexicon.topic(name)
        wording.miss(name, *(f"topic:{each}" for each in (found.code, *found.suggestions) if each))


def _read_kind(wording: Wording, name: str) -> None:
    if name in set(Kind):
        wording.kinds.append(Kind(name))
    else:
        wording.miss(name, *(f"kind:{kind.value}" for kind in Kind))


def _read_event(wording: Wording, name: str) -> None:
    wording.events.append(name)


_FIELDS = {"party": _read_party, "topic": _read_topic, "kind": _read_kind, "event": _read_event}


def _read_tag(wording: Wording, name: str) -> bool:
    slug = wording.lexicon.topic(name.replace("_", " ").replace("-", " ")).code
    slug = slug or wording.lexicon.topic(name).code
    if slug:
        wording.topics.append(slug)
    return slug is not None


def _read_names(wording: Wording) -> None:
    """Names of events, parties and topics, and nouns of kinds; what is left over is unknown."""
    words = names.tokens(wording.rest)
    parties = names.parties(wording.rest, words, wording.lexicon, alone=len(words) == 1, terse=True)
    terms = chairs.called(wording.rest, words, parties, wording.lexicon.calendar)
    taken = _read_events(wording, words, {at for term in terms for at in term.places})
    taken |= _read_chairs(wording, words, [term for term in terms if taken.isdisjoint(term.places)])
    for name in parties:
        places = set(range(name.first, name.last))
        if not places & taken:
            wording.parties.append(name.value)
            taken |= places
    free = set(range(len(words))) - taken
    for name in names.topics(wording.rest, words, free.__contains__, wording.lexicon):
        wording.topics.append(name.value)
        taken |= set(range(name.first, name.last))
    for at, token in enumerate(words):
        if at not in taken and token.key in NOUNS:
            about, kinds = NOUNS[token.key]
            wording.kinds += kinds or ([_KINDS[about]] if about in _KINDS else [])
            taken.add(at)
    for run in _left_over(words, taken):
        _miss_run(wording, words, run)
    if len(words) == names.MOST_TOKENS and (beyond := wording.rest[words[-1].end :].strip()):
        wording.miss(beyond)


def _read_chairs(wording: Wording, words: Sequence[Token], terms: Sequence[chairs.Called]) -> set[int]:
    """Terms in the chair by body and host; where several may be meant, those."""
    for term in terms:
        if len(term.slugs) == 1:
            wording.events += term.slugs
        else:
            whole = wording.rest[words[term.places[0]].start : words[term.places[-1]].end]
            meant = (f"event:{slug}" for slug in term.slugs)
            wording.miss(whole, *meant, f'"{plain(whole, _LONGEST_UNKNOWN)}"')
    return {at for term in terms for at in term.places}


def _read_events(wording: Wording, words: Sequence[Token], chairs_: set[int]) -> set[int]:
    """Events by name: what follows the word "event" must be one, or of ``chairs_``; elsewhere names with a number."""
    known = _names_of_events(wording)
    taken: set[int] = set()
    for at, token in enumerate(words):
        if at in taken:
            continue
        after_event = token.key == "event"
        first = at + 1 if after_event else at
        last = next(
            (last for last in range(min(len(words), first + _LONGEST_EVENT), first, -1)
             if _called(wording.rest, words, first, last) in known
             and (after_event or any(c.isdigit() for c in _called(wording.rest, words, first, last)))),
            None,
        )  # fmt: skip
        if last is not None:
            wording.events.append(known[_called(wording.rest, words, first, last)])
            taken |= set(range(at, last))
        elif after_event and first < len(words) and at not in chairs_ and first not in chairs_:
            _miss_event(wording, words, first)
            taken |= {at, first}
    return taken


def _called(text: str, words: Sequence[Token], first: int, last: int) -> str:
    return fold(text[words[first].start : words[last - 1].end])


def _names_of_events(wording: Wording) -> dict[str, str]:
    """The slug of every name that one event alone bears."""
    calendar, owners = wording.lexicon.calendar, dict[str, set[str]]()
    facts: list[Summit | Chairmanship] = [*calendar.summits, *calendar.chairmanships]
    for fact in facts:
        for name in (fact.slug, fact.name, *getattr(fact, "names", ())):
            owners.setdefault(folded(name), set()).add(fact.slug)
    for slug, given in wording.events_known.items():
        for name in (slug, *given):
            owners.setdefault(folded(name), set()).add(slug)
    return {name: next(iter(slugs)) for name, slugs in owners.items() if len(slugs) == 1 and name}


def _miss_event(wording: Wording, words: Sequence[Token], first: int) -> None:
    """A name after "event" that no event bears: those that come near."""
    from datetime import date

    from briefs.composing.occasions import called

    asked = wording.rest[words[first].start : words[min(len(words), first + _MOST_IN_A_RUN) - 1].end]
    for name in (asked, words[first].text):
        _, near = called(name, wording.events_known, wording.lexicon.calendar, date.max)
        near = tuple((slug, name_) for slug, name_ in near if _share_a_word(asked, name_))
        if near:
            break
    wording.miss(words[first].text, *(f"event:{slug}" for slug, _ in near))


def _share_a_word(asked: str, name: str) -> bool:
    """Whether something of what was asked stands in a name as a word, or in its beginning: "asem14", "ASEM 13"."""
    asked_for = {re.sub(r"[0-9]+$", "", word) for word in fold(asked).split()} - {""}
    return any(word.startswith(start) for word in folded(name).split() for start in asked_for)


def _left_over(words: Sequence[Token], taken: set[int]) -> Iterator[tuple[int, int]]:
    """Runs of neighbouring words without a meaning, first and one past the last."""
    first: int | None = None
    for at, token in enumerate(words):
        idle = at in taken or token.key in _DROPPED
        full = first is not None and at - first >= _MOST_IN_A_RUN
        if first is not None and (idle or full):
            yield first, at
            first = None
        if not idle and first is None:
            first = at
    if first is not None:
        yield first, len(words)


def _miss_run(wording: Wording, words: Sequence[Token], run: tuple[int, int]) -> None:
    first, last = run
    whole = wording.rest[words[first].start : words[last - 1].end]
    meant: list[str] = []
    for piece in dict.fromkeys((whole, *(token.text for token in words[first:last]))):
        codes, slugs = names.slips(piece, wording.lexicon)
        meant += [*(f"party:{code}" for code in codes), *(f"topic:{slug}" for slug in slugs)]
        if meant:
            break
    wording.miss(whole, *dict.fromkeys(meant), f'"{plain(whole, _LONGEST_UNKNOWN)}"')
