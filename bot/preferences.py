"""A reader's words or presses about settings go in; changed settings and the screens that show them come out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot import zones
from bot.buttons import Act, encode
from bot.markup import Line, Run, bold, italic
from bot.messages import Button, Screen, of_lines, paired
from bot.readers import Reader
from briefs.model import Kind

LANGUAGES: Mapping[str, str] = {
    "en": "English",
    "fr": "Français",
    "km": "ខ្មែរ",
    "id": "Indonesia",
    "ms": "Melayu",
    "th": "ไทย",
    "vi": "Tiếng Việt",
    "lo": "ລາວ",
    "my": "မြန်မာ",
    "fil": "Filipino",
    "zh": "中文",
    "ja": "日本語",
    "ko": "한국어",
    "es": "Español",
    "de": "Deutsch",
}
"""In which languages dates can be written, each by its own name. The answers themselves are in English."""

SPOKEN: Mapping[str, str] = {
    "french": "fr",
    "francais": "fr",
    "khmer": "km",
    "cambodian": "km",
    "indonesian": "id",
    "bahasa": "id",
    "malay": "ms",
    "thai": "th",
    "vietnamese": "vi",
    "lao": "lo",
    "burmese": "my",
    "myanmar": "my",
    "tagalog": "fil",
    "chinese": "zh",
    "japanese": "ja",
    "korean": "ko",
    "spanish": "es",
    "espanol": "es",
    "german": "de",
}
PLURALS: Mapping[Kind, str] = {
    Kind.ADOPTION: "adoptions",
    Kind.COMMITMENT: "commitments",
    Kind.PLEDGE: "pledges",
    Kind.REQUEST: "requests",
    Kind.POSITION: "positions",
    Kind.PROGRESS: "progress",
    Kind.APPRECIATION: "appreciation",
}
HINT = "In words: /settings zone Jakarta · /settings dates French · /settings hide positions · /settings show all"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a wish: the settings after it, and a sentence that says so. ``menu`` shows its choices."""

    reader: Reader
    said: str = ""
    menu: str = ""


def by_words(reader: Reader, words: str) -> Change:
    """The change that "zone Jakarta", "dates french" or "hide positions" asks for; words of no sense change nothing."""
    first, _, rest = words.strip().partition(" ")
    first, rest = first.casefold(), rest.strip()
    if first == "time" and rest.casefold().startswith("zone"):
        first, rest = "zone", rest[len("zone") :].strip()
    if first in ("zone", "timezone", "tz"):
        return _zone_by_words(reader, rest)
    if first in ("dates", "date", "language", "lang"):
        return _language_by_words(reader, rest)
    if first in ("hide", "show"):
        return _kinds_by_words(reader, rest, hide=first == "hide")
    if first in ("kinds", "kind"):
        return Change(reader, menu="kinds")
    return _guessed(reader, words)


def by_press(reader: Reader, name: str, value: str) -> Change:
    """The change that a button asks for; one that an older version made and no longer makes sense changes nothing."""
    if name == "zone" and zones.is_zone(value):
        return Change(replace(reader, zone=value), f"Time zone: {zones.shown(value)}.")
    if name == "dates" and value in LANGUAGES:
        return Change(replace(reader, language=value), f"Dates in {LANGUAGES[value]}.")
    if name == "kind" and value in set(Kind):
        hidden = reader.hidden ^ {Kind(value)}
        verb = "hidden" if Kind(value) in hidden else "shown"
        return Change(
            replace(reader, hidden=hidden), f"{PLURALS[Kind(value)].capitalize()}: {verb}.", "kinds"
        )
    return Change(reader, menu=value if name == "menu" else "")


def screen(change: Change, default_zone: str) -> Screen:
    """What the settings are, or the choices for one of them."""
    reader = change.reader
    said: list[Line] = [(italic(change.said),), ()] if change.said else []
    if change.menu == "zone":
        buttons = [Button(city, _data("zone", zone)) for city, zone in zones.OFFERED.items()]
        lines: list[Line] = [(bold("Your time zone"),), (Run("Press one, or write: /settings zone Nairobi"),)]
    elif change.menu == "dates":
        buttons = [Button(name, _data("dates", code)) for code, name in LANGUAGES.items()]
        lines = [(bold("Language of dates"),), (Run("The answers stay in English, as the documents are."),)]
    elif change.menu == "kinds":
        buttons = [_kind_button(kind, reader) for kind in PLURALS]
        lines = [(bold("Kinds to see"),), (Run("Press a kind to hide it or to see it again."),)]
    else:
        return _overview(reader, default_zone, said)
    back = Button("‹ Settings", _data("menu", ""))
    return of_lines([*said, *lines], [*paired(buttons), (back,)])


def _overview(reader: Reader, default_zone: str, said: list[Line]) -> Screen:
    hidden = ", ".join(PLURALS[kind] for kind in PLURALS if kind in reader.hidden)
    lines: list[Line] = [
        (bold("Settings"),),
        (Run("🕰 Time zone: "), bold(zones.shown(reader.zone or default_zone))),
        (Run("🗓 Dates in: "), bold(LANGUAGES.get(reader.language or "en", "English"))),
        (Run("👁 Kinds hidden: "), bold(hidden or "none")),
        (),
        (italic(HINT),),
    ]
    buttons = [
        Button("🕰 Time zone", _data("menu", "zone")),
        Button("🗓 Dates", _data("menu", "dates")),
        Button("👁 Kinds", _data("menu", "kinds")),
    ]
    return of_lines([*said, *lines], [tuple(buttons)])


def _zone_by_words(reader: Reader, words: str) -> Change:
    if not words:
        return Change(reader, menu="zone")
    zone, near = zones.find(words)
    if zone:
        return Change(replace(reader, zone=zone), f"Time zone: {zones.shown(zone)}.")
    meant = " Did you mean " + " or ".join(zones.shown(name) for name in near) + "?" if near else ""
    return Change(
        reader, f'No time zone called "{words[:60]}".{meant} Name a large city nearby, or UTC+7.', "zone"
    )


def _language_by_words(reader: Reader, words: str) -> Change:
    named = words.casefold().removeprefix("in ").strip()
    for code, name in LANGUAGES.items():
        if named and (named in (code, name.casefold()) or SPOKEN.get(named) == code):
            return Change(replace(reader, language=code), f"Dates in {name}.")
    return Change(reader, f'Dates cannot be written in "{words[:60]}".' if words else "", "dates")


def _kinds_by_words(reader: Reader, words: str, *, hide: bool) -> Change:
    named = words.casefold().replace(",", " ").split()
    if "all" in named or "everything" in named:
        if hide:
            return Change(reader, "With every kind hidden nothing would be left to see.", "kinds")
        return Change(replace(reader, hidden=frozenset()), "Every kind is shown.")
    kinds = {kind for kind, plural in PLURALS.items() if {kind.value, plural} & set(named)}
    if not kinds:
        known = ", ".join(PLURALS.values())
        return Change(reader, f"The kinds are {known}." if words else "", "kinds")
    hidden = reader.hidden | kinds if hide else reader.hidden - kinds
    told = ", ".join(PLURALS[kind] for kind in PLURALS if kind in kinds)
    return Change(
        replace(reader, hidden=frozenset(hidden)), f"{told.capitalize()}: {'hidden' if hide else 'shown'}."
    )


def _guessed(reader: Reader, words: str) -> Change:
    """A bare "Jakarta" or "french": what it is the name of."""
    if not words.strip():
        return Change(reader)
    language = _language_by_words(reader, words)
    if language.reader is not reader:
        return language
    zone = _zone_by_words(reader, words)
    if zone.reader is not reader:
        return zone
    return Change(reader, f'No setting is called "{words[:60]}".')


def _kind_button(kind: Kind, reader: Reader) -> Button:
    mark = "✗" if kind in reader.hidden else "✓"
    return Button(f"{mark} {PLURALS[kind]}", _data("kind", kind.value))


def _data(name: str, value: str) -> str:
    """Callback data of a setting: the values are the bot's own and always fit."""
    return encode(Act(name, value), lambda words: words[:16])
