"""What must hold of any input whatever: a check takes one input, and raises where the program broke its word."""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from time import process_time
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import costs
import shelf

from briefs import answers, intake, lexicon, settings
from briefs.asking import understand
from briefs.calendar import load as load_calendar
from briefs.errors import BriefsError, Unfetchable, Unreadable
from briefs.following import interest as following
from briefs.intake import apart, inside
from briefs.intake.formats import Form
from briefs.lexicon import fora_file, parties, persons_file, topics
from briefs.library import Library, Preferences
from briefs.model import Document
from briefs.parse_result import from_dict, to_dict
from briefs.parsing import parser
from briefs.store import Store
from briefs.watching import addresses, listing, robots, sources

if TYPE_CHECKING:
    from briefs.lexicon import Lexicon
    from briefs.model import Reading

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 2)
FAULTS = ("could not be made:", "could not be read:")
HIDDEN = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00\x1b")
LONGEST_SENTENCE = 1_000
LONGEST_REFUSAL = 20_000

seen: Counter[str] = Counter()
"""How often inputs came to something worth knowing that is no fault, by its name."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """The block costs at most so many seconds of the processor; on the clock other work may hold it up."""
    with costs.measured(process_time) as cost:
        yield
    spent = cost.seconds
    assert spent < seconds, f"It took {spent:.1f} s of the processor, and {seconds:g} s are the most."


@cache
def the_lexicon() -> Lexicon:
    """The rules, read once."""
    return lexicon.load(lexicon.config_folder())


@cache
def workshop() -> Path:
    """A folder for the stores of this process."""
    folder = Path(tempfile.mkdtemp(prefix="aide-memoire-fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def the_store() -> Store:
    """A store of few documents, to which one is added and from which it is taken again."""
    store = Store.open(f"sqlite:///{workshop() / 'store.sqlite3'}")
    shelf.fill(store)
    return store


@cache
def the_library() -> Library:
    """The same, to be asked."""
    return Library(the_store(), the_lexicon())


def is_sentence(words: str) -> None:
    """What a person is told is one line, not too long, with nothing in it that turns the rest around."""
    assert words.strip()
    assert "\n" not in words
    assert len(words) <= LONGEST_SENTENCE, words[:200]
    assert not HIDDEN & set(words), ascii(words)


# ------------------------------------------------------------------------------------------------- the parser


def a_text_is_read(text: str) -> None:
    """No text is a fault; every quote stands in it, and every reference leads somewhere."""
    with within(2 + len(text) / 2_000):
        reading = parser.read(Document(text, "fuzz.txt"), the_lexicon())
    read_soundly(text, reading)
    assert parser.read(Document(text, "fuzz.txt"), the_lexicon()) == reading


def read_soundly(text: str, reading: Reading) -> None:
    """The laws of a Reading."""
    faults = [one.reason for one in reading.unread if any(fault in one.reason for fault in FAULTS)]
    assert faults == []
    whole = _folded(text)
    quoted = [
        *((one.quote, one.paragraph) for one in reading.outcomes),
        *((one.quote, one.paragraph) for one in reading.commentary),
        *((one.quote, one.paragraph) for event in reading.events for one in event.mentions),
        *((one.quote, one.paragraph) for one in reading.unread),
    ]
    for quote, paragraph in quoted:
        assert 1 <= paragraph <= len(reading.paragraphs)
        assert _folded(quote) in whole, f"not verbatim: {quote[:200]!r}"
    names = [one.id for one in reading.outcomes]
    assert len(set(names)) == len(names)
    meetings = {one.id for one in reading.meetings}
    events = {one.slug for one in reading.events}
    for one in reading.outcomes:
        assert one.quote.strip()
        assert one.headline.strip()
        assert one.meeting is None or one.meeting in meetings
        assert one.event is None or one.event in events
        assert not set(one.actors) & set(one.towards) or one.kind
        if one.period:
            _in_order(one.period.start, one.period.end)
    for each in (*reading.meetings, *reading.events):
        _in_order(each.start, each.end)
    plain = to_dict(reading)
    kept = json.loads(json.dumps(plain))
    assert to_dict(from_dict(kept)) == kept


def _folded(text: str) -> str:
    return "".join(text.split())


def _in_order(start: date | None, end: date | None) -> None:
    assert start is None or end is None or start <= end


def a_text_costs_what_it_is_long(pieces: list[str]) -> None:
    """Four times the text costs no more than some four times the time."""
    unit = "".join(pieces) or "x"
    times = []
    for size in (4_000, 16_000):
        text = (unit * (size // len(unit) + 1))[:size]
        times.append(min(_seconds(text), _seconds(text)))
    small, large = times
    assert large < 0.4 + 9 * small, (
        f"{small:.2f} s for 4,000 letters, {large:.2f} s for 16,000: {unit[:300]!r}"
    )
    assert large < 8, f"{large:.1f} s for 16,000 letters: {unit[:300]!r}"


def _seconds(text: str) -> float:
    return costs.seconds(lambda: parser.read(Document(text, "fuzz.txt"), the_lexicon()))


def a_text_is_kept_whole(text: str) -> None:
    """What was read is added, asked for and taken out again, and the store is as it was."""
    store, rules = the_store(), the_lexicon()
    before = store.counts()
    given = {"title": text[:60], "url": "https://example.org/" + text[60:90]}
    try:
        document = intake.from_bytes(text.encode("utf-8", "replace"), "fuzz.txt", **given)
    except Unreadable:
        return
    reading = parser.read(document, rules)
    if not reading.paragraphs:
        return
    added = store.add(document, reading, NOW)
    kept = store.document(added.number)
    assert kept is not None
    for words in (
        f"source {added.number}",
        "latest",
        "pledges",
        "partner AU",
        f"search {text[:80]}",
        "upcoming",
    ):
        asked(words)
    store.remove(added.number)
    assert store.counts() == before
    with store.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


# ------------------------------------------------------------------------------------------------- questions


def asked(words: str) -> None:
    """The answer to words, whatever they are."""
    library = the_library()
    question = understand(words, library.lexicon, TODAY)
    brief = answers.answer(question, library, TODAY, Preferences())
    assert brief.title


def a_question_is_understood(words: str) -> None:
    """Nothing typed raises; what was understood is written down and understood again, on any day; and it is answered."""
    rules = the_lexicon()
    with within(1.5):
        question = understand(words, rules, TODAY)
    canonical = question.canonical()
    assert understand(canonical, rules, date(2031, 2, 28)) == understand(canonical, rules, TODAY)
    again = understand(canonical, rules, TODAY)
    assert again == question, f"{canonical!r} is understood as {again!r}"
    for choice in question.suggestions:
        assert understand(choice.ask, rules, TODAY).canonical() == choice.ask
    with within(3):
        asked(words)


def an_interest_is_understood(words: str) -> None:
    """Nothing typed raises, and canonical words are read back to the same interest."""
    from bot.following.spoken import spoken

    rules = the_lexicon()
    with within(1.5):
        found = following.understood(words, rules)
        said = spoken(words)
    canonical = found.interest.words()
    assert following.understood(canonical, rules).interest == found.interest, canonical
    assert following.shown(found.interest, rules).strip()
    assert found.interest.terms()
    for _, choices in found.suggestions:
        for choice in choices:
            assert not following.understood(choice, rules).interest.is_everything
    if said.problem:
        is_sentence(said.problem)
    _due(said)


def _due(said: Any) -> None:
    from bot.following.wish import Wish, from_words, to_words

    wish = Wish(cadence=said.cadence or "daily", days=said.days, minute=said.minute, zone=said.zone or "UTC")
    kept = from_words(to_words(wish))
    assert kept is None or kept == wish
    if said.cadence and said.minute is not None and wish.schedule:
        from bot.delivery.schedule import next_due

        assert next_due(wish.schedule, NOW) > NOW


# ------------------------------------------------------------------------------------------------- files


def a_file_is_taken_apart(form: Form) -> Callable[[bytes], None]:
    """In this process: the text or a refusal; a fault may come out of a library, and none out of our own code."""

    def check(data: bytes) -> None:
        with within(3):
            try:
                found = apart.taken(form, data, "fuzz")
            except Unreadable as refusal:
                is_sentence(str(refusal))
                seen["refused"] += 1
                return
            except (MemoryError, RecursionError) as fault:
                seen[type(fault).__name__] += 1
                return
            except Exception as fault:
                if _is_ours(fault):
                    raise
                seen[f"{type(fault).__name__} of a library"] += 1
                return
        seen["read"] += 1
        told, blobs = inside.answer(form.value, "fuzz", data)
        json.dumps(told, default=str).encode()
        assert len(blobs) == len(found.parts)

    return check


def _is_ours(fault: BaseException) -> bool:
    """Whether the innermost line of a fault stands in the program itself."""
    frames = traceback.extract_tb(fault.__traceback__)
    return bool(frames) and Path(frames[-1].filename).is_relative_to(ROOT / "briefs")


def a_file_is_taken_in(data: bytes) -> None:
    """Through the child: documents with sound text, or sentences; and what is read is read by the parser too."""
    try:
        found = intake.all_from_bytes(data, "fuzz")
    except Unreadable as refusal:
        is_sentence(str(refusal))
        seen["refused"] += 1
        if "ended the program" in str(refusal) or "takes longer" in str(refusal):
            seen[f"the child was ended: {str(refusal)[5:40]}"] += 1
        return
    assert found
    for one in found:
        if isinstance(one, Unreadable):
            is_sentence(str(one))
            continue
        seen["read"] += 1
        assert any(letter.isalnum() for letter in one.text)
        assert not {"\x00", "\x1b"} & set(one.text)
        one.text.encode()
        for line in (one.title, one.publisher, one.url):
            assert line is None or (line.strip() and "\n" not in line)
        read_soundly(one.text, parser.read(one, the_lexicon()))


# ------------------------------------------------------------------------------------------------- what is watched


def a_listing_is_read(form: sources.Form) -> Callable[[bytes], None]:
    """Items that can be fetched, or a refusal."""
    source = sources.Source("fuzz", form, "https://example.org/feed", "Ministry")

    def check(body: bytes) -> None:
        with within(3 + len(body) / 100_000):
            try:
                found = listing.read(source, body, "https://example.org/news/")
            except Unreadable as refusal:
                is_sentence(str(refusal))
                seen["refused"] += 1
                return
        seen["read"] += 1
        assert len(found.items) <= listing.MOST
        for item in found.items:
            assert addresses.usable(item.address) is None
            _is_shown_as_it_is(item.address)
            assert len(item.title or "") <= listing.LONGEST_TITLE
            assert not HIDDEN & set(item.title or "")
            assert item.key
        for part in found.parts:
            assert addresses.usable(part) is None

    return check


def _is_shown_as_it_is(address: str) -> None:
    """Only the name of a host may be in other letters than ours, and nothing in it hides or turns the rest."""
    assert not HIDDEN & set(address), ascii(address)
    assert address.isprintable(), ascii(address)
    parts = urlsplit(address)
    (parts.path + parts.query).encode("ascii")


def rules_of_robots_are_obeyed(given: tuple[bytes, str]) -> None:
    """Whatever a robots.txt says, an address may be fetched or may not; the pause is within reason."""
    body, path = given
    fetcher: Any = SimpleNamespace(fetch=lambda *_args, **_more: SimpleNamespace(body=body))
    site = robots.Robots(fetcher)
    address = addresses.joined("https://example.org/", path) or "https://example.org/"
    with within(1.5):
        try:
            site.pass_(address, NOW)
        except Unfetchable as refusal:
            is_sentence(str(refusal))
        assert 5.0 <= site.pause(address, 5.0) <= robots.LONGEST_PAUSE


def an_address_is_judged(given: tuple[str, str]) -> None:
    """A joined address can be fetched and stays what it is; any other is refused in words."""
    base, link = given
    whole = addresses.joined(base, link)
    if whole is not None:
        assert addresses.usable(whole) is None
        assert addresses.host_of(whole)
        _is_shown_as_it_is(whole)
        assert addresses.joined(base, whole) == whole
    why = addresses.usable(link)
    assert why is None or why.strip()
    assert len(addresses.key_of(link)) == len(addresses.key_of("x"))
    assert addresses.forbidden(link) in {True, False}
    listing.day(link)
    assert not HIDDEN & set(listing.plain(link))
    sources.matches(base, link)


# ------------------------------------------------------------------------------------------------- rules and settings


def a_file_of_rules_is_loaded(name: str) -> Callable[[str], None]:
    """Rules that can be used, or a sentence that names the file."""

    def check(text: str) -> None:
        folder = workshop() / "config"
        if not folder.exists():
            shutil.copytree(ROOT / "config", folder)
        (folder / name).write_text(text, encoding="utf-8")
        with within(20):
            told = refusal_of(LOADERS[name], folder)
        seen["read" if told is None else "refused"] += 1
        assert told is None or (name in told and len(told) < LONGEST_REFUSAL), told

    return check


def refusal_of(load: Callable[..., Any], *given: Any) -> str | None:
    """The sentence with which something is refused; None where it is not."""
    try:
        load(*given)
    except BriefsError as refusal:
        return str(refusal)
    return None


def _bot_settings(folder: Path) -> None:
    from bot import settings as bot_settings

    loaded = settings.load(folder, {"AIDE_CONFIG": str(folder)})
    try:
        bot_settings.load(loaded.rest, {}, zone="UTC", data_folder=folder)
    except BriefsError as refusal:
        raise type(refusal)(f"settings.toml: {refusal}") from refusal


LOADERS: dict[str, Callable[[Path], Any]] = {
    "parties.toml": parties.load,
    "topics.toml": topics.load,
    "fora.toml": lambda folder: fora_file.load(folder, the_lexicon().named),
    "persons.toml": lambda folder: persons_file.load(folder, the_lexicon().parties),
    "verbs.toml": lexicon._verbs,
    "calendar.toml": lambda folder: load_calendar(folder, the_lexicon().parties),
    "sources.toml": sources.load,
    "settings.toml": _bot_settings,
}
"""Each file of config/ with what reads it."""


def environments_are_read(environ: dict[str, str]) -> None:
    """Settings, or a sentence that never shows a secret."""
    from bot import settings as bot_settings

    folder = ROOT / "config"
    try:
        loaded = settings.load(folder, environ)
        found = bot_settings.load(loaded.rest, environ, zone="UTC", data_folder=folder)
    except BriefsError as refusal:
        seen["refused"] += 1
        told = str(refusal)
    else:
        seen["read"] += 1
        told = repr(found) + repr(loaded)
    for name in ("TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_SECRET", "AIDE_MAIL_PASSWORD"):
        secret = environ.get(name, "")
        elsewhere = [value for variable, value in environ.items() if variable != name]
        assert "s3cret" not in secret or secret in elsewhere or secret not in told, name
