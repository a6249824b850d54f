"""What somebody follows: words a person typed in, a frozen Interest out, and back into words that say the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from threading import Lock
from typing import TYPE_CHECKING

from briefs import shown as showing
from briefs.following import wording
from briefs.following.offered import LONGEST_TERM, terms_of_document
from briefs.following.wording import Suggestions, plain
from briefs.model import Code, Kind

if TYPE_CHECKING:
    from briefs.lexicon import Lexicon

__all__ = ["MOST", "Interest", "Understood", "shown", "stored", "terms_of_document", "understood"]

MOST = 20
"""Names or words in one field; whoever follows more follows everything."""
EVERYTHING = "everything"
_LONGEST_CODE = 40
_LONGEST_TOPIC = 80
_LONGEST_EVENT = 200
_LONGEST_WORDS = 80
_MOST_STORED = 10_000
_stored: dict[tuple[int, str], tuple[Lexicon, Interest]] = {}
_making_room = Lock()


@dataclass(frozen=True, slots=True)
class Interest:
    """What somebody follows: within a field any of them, between fields all of them, and ``exclude`` wins.

    All empty is everything. Whatever is given is put into one order and form, so that two interests that mean the
    same are equal and have the same words.
    """

    parties: tuple[Code, ...] = ()
    topics: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    events: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """One order and form for all that is given."""
        tidied = {
            "parties": _tidied(self.parties, _code),
            "topics": _tidied(self.topics, _slug),
            "kinds": tuple(kind for kind in Kind if kind in self.kinds),
            "events": _tidied(self.events, _event),
            "include": _tidied(self.include, _words),
            "exclude": _tidied(self.exclude, _words),
        }
        for name, value in tidied.items():
            object.__setattr__(self, name, value)

    def words(self) -> str:
        """The canonical words, which a person can read and ``understood`` reads back to the same interest."""
        pieces = [f"party:{code}" for code in self.parties]
        pieces += [f"topic:{slug}" for slug in self.topics]
        pieces += [f"kind:{kind.value}" for kind in self.kinds]
        pieces += [f"event:{slug}" for slug in self.events]
        pieces += [f'"{words}"' for words in self.include]
        pieces += [f'-"{words}"' for words in self.exclude]
        return " ".join(pieces) or EVERYTHING

    def terms(self) -> frozenset[str]:
        """The smallest set of terms one of which every matching document offers: "event:asem13", or "*" for any."""
        named = [
            _terms("event", self.events),
            _terms("topic", self.topics),
            _terms("party", self.parties),
        ]
        return min((each for each in named if each), key=len, default=frozenset({"*"}))

    @property
    def is_everything(self) -> bool:
        """Whether nothing narrows it."""
        return not any(getattr(self, each.name) for each in fields(self))


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood; ``unknown`` words name nothing known here.

    ``suggestions`` are, for each of them, canonical words that may have been meant, likeliest first; the last one
    looks for the word itself in the text. A stored ``party:``, ``topic:`` or ``event:`` that the rules no longer know
    stays in the interest and is unknown as well: nothing that is followed ever grows by itself.
    """

    interest: Interest
    unknown: tuple[str, ...] = ()
    suggestions: Suggestions = ()


def understood(words: str, lexicon: Lexicon, events: Mapping[str, Sequence[str]] | None = None) -> Understood:
    """The interest in words typed by a person, or in canonical ones. Nothing typed raises, and no slip is guessed at.

    ``events`` are the names of events by slug, as ``queries.event_names`` gives them, beside those of the calendar.
    """
    read = wording.read(words, lexicon, events or {})
    interest = Interest(
        parties=tuple(read.parties),
        topics=tuple(read.topics),
        kinds=tuple(read.kinds),
        events=tuple(read.events),
        include=tuple(read.include),
        exclude=tuple(read.exclude),
    )
    too_many = [
        f"more than {MOST} {name}"
        for name in ("parties", "topics", "events", "include", "exclude")
        if len(set(getattr(read, name))) > MOST
    ]
    unknown = (*read.unknown, *too_many)
    return Understood(interest, unknown, tuple((word, near) for word, near in read.unknown.items() if near))


def stored(words: str, lexicon: Lexicon) -> Interest:
    """The interest in canonical words that are kept with a subscription: understood once for all who follow the same.

    Of the words ``understood`` makes what it made of them before as long as the rules are the same ones.
    """
    key = (id(lexicon), words)
    found = _stored.get(key)
    if found is None:
        found = lexicon, understood(words, lexicon).interest  # with its rules: no others can take their id
        with _making_room:  # ticks and calendars ask in threads of their own
            while len(_stored) >= _MOST_STORED:
                del _stored[next(iter(_stored))]
            _stored[key] = found
    return found[1]


def shown(interest: Interest, lexicon: Lexicon, events: Mapping[str, Sequence[str]] | None = None) -> str:
    """An interest as a person says it: "Australia · vaccines · without “visa”", or "everything"."""
    pieces = [
        _either(lexicon.party_name(code) for code in interest.parties),
        _either(_lowered(lexicon.topic_name(slug)) for slug in interest.topics),
        _either(showing.KINDS_COUNTED[kind][1] for kind in interest.kinds),
        _either(event_name(slug, lexicon, events) for slug in interest.events),
        _either(f"“{words}”" for words in interest.include),
    ]
    without = _either(f"“{words}”" for words in interest.exclude)
    kept = [piece for piece in pieces if piece] or [EVERYTHING]
    return " · ".join([*kept, *([f"without {without}"] if without else [])])


def event_name(slug: str, lexicon: Lexicon, events: Mapping[str, Sequence[str]] | None = None) -> str:
    """What an event is called: by the calendar, by documents, or by its slug."""
    calendar = lexicon.calendar
    summits = [each.name for each in calendar.summits if each.slug == slug]
    terms = [each.name for each in calendar.chairmanships if each.slug == slug]
    if summits or terms:
        return (summits or terms)[0]
    told = (events or {}).get(slug)
    return told[0] if told else slug.replace("-", " ")


def _either(names: Iterable[str]) -> str:
    words = list(names)
    return " or ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def _lowered(name: str) -> str:
    """A name within a sentence: "Vaccines" is "vaccines"; "COVID-19" and "South China Sea" stay."""
    proper = any(word[:1].isupper() for word in name.split()[1:])
    return name[:1].lower() + name[1:] if name[1:2].islower() and not proper else name


def _terms(sort: str, names: Sequence[str]) -> frozenset[str]:
    return frozenset(f"{sort}:{name}"[:LONGEST_TERM] for name in names)


def _tidied(given: Iterable[str], tidy: Callable[[str], str]) -> tuple[str, ...]:
    kept = {tidied for each in given if (tidied := tidy(str(each)))}
    return tuple(sorted(kept)[:MOST])


def _code(words: str) -> str:
    return re.sub(r"[^A-Z0-9-]", "", words.upper())[:_LONGEST_CODE]


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9-]", "", words.lower())[:_LONGEST_TOPIC]


def _event(words: str) -> str:
    return plain(words, _LONGEST_EVENT).replace(" ", "-")


def _words(words: str) -> str:
    text = plain(words, _LONGEST_WORDS)
    return text if wording.has_letters(text) else ""
