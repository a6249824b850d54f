"""config/sources.toml in, the sources to watch out; an entry that cannot be used is refused by its name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from briefs.errors import BadRule
from briefs.lexicon import rules

FILE = "sources.toml"
PASSWORD = "AIDE_MAIL_PASSWORD"  # noqa: S105 - the name of a variable, not what is in it
"""The variable with the password of mail folders; with the slug of a source behind it, that of one alone."""

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
LANGUAGE = re.compile(r"[a-z]{2,3}")
EVERY = re.compile(r"(?:(\d{1,4}) )?(minute|hour|day)s?")
UNITS = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": timedelta(days=1)}
SHORTEST, LONGEST = timedelta(minutes=5), timedelta(days=7)
PAUSE, LONGEST_PAUSE = 5.0, 600.0
KEYS = frozenset("slug form address publisher language every links skip active verified".split())
FETCHING_KEYS = frozenset({"contact", "pause", "private_addresses"})


class Form(StrEnum):
    """What a source is, and so how it is read."""

    FEED = "feed"
    PAGE = "page"
    SITEMAP = "sitemap"
    FOLDER = "folder"
    MAIL = "mail"


WEB = frozenset({Form.FEED, Form.PAGE, Form.SITEMAP})


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to watch.

    ``address`` is a web address, a folder of this machine, or ``imaps://user@host/folder``; ``links`` are the patterns
    of which an item's address must match one, ``skip`` those of which it must match none (``*`` stands for any
    characters). ``verified`` says that somebody has seen the address answer.
    """

    slug: str
    form: Form
    address: str
    publisher: str
    language: str = "en"
    every: timedelta = timedelta(hours=1)
    links: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    active: bool = True
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Manners:
    """How we behave towards the servers of others.

    ``pause`` is the least number of seconds between two requests to one host; ``contact`` is named in every request;
    ``private_addresses`` allows what is otherwise refused: this machine and private networks.
    """

    contact: str = ""
    pause: float = PAUSE
    private_addresses: bool = False


@dataclass(frozen=True, slots=True)
class Sources:
    """All that is watched, in the order of the file, and how."""

    listed: tuple[Source, ...] = ()
    manners: Manners = Manners()

    def get(self, slug: str) -> Source | None:
        """The source of that name."""
        return next((source for source in self.listed if source.slug == slug), None)

    @property
    def active(self) -> tuple[Source, ...]:
        """Those that are looked at."""
        return tuple(source for source in self.listed if source.active)


def load(folder: Path) -> Sources:
    """The sources of a folder of settings; none where there is no such file.

    Raises BadRule, whose message names the file, the entry and the reason.
    """
    if not (folder / FILE).exists():
        return Sources()
    given = rules.read(folder, FILE)
    for key in given:
        if key not in {"source", "fetching"}:
            raise BadRule(f'{FILE}: unknown table "{key}". Known tables: [fetching], [[source]].')
    manners = _manners(rules.Entry(FILE, "[fetching]", given.get("fetching", {})))
    listed = tuple(
        _source(entry, folder, manners) for entry in rules.entries(FILE, "source", given.get("source"))
    )
    _refuse_twice(listed)
    return Sources(listed, manners)


def passwords(environ: Mapping[str, str]) -> Mapping[str, str]:
    """The passwords of mail folders that the environment holds, by the slug of their source; "" is for all others."""
    return {
        name.removeprefix(PASSWORD).lstrip("_").lower().replace("_", "-"): value
        for name, value in environ.items()
        if name == PASSWORD or name.startswith(f"{PASSWORD}_")
    }


def matches(pattern: str, address: str) -> bool:
    """Whether an address fits a pattern in which ``*`` stands for any characters.

    A pattern that begins with "/" is compared with the path and what follows it. Each piece is looked for once, from
    left to right: no pattern costs more than a look through.
    """
    if pattern.startswith("/"):
        parts = _parts(address)
        if parts is None:
            return False
        address = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    first, *rest = pattern.split("*")
    if not rest:
        return address == pattern
    if not address.startswith(first):
        return False
    place = len(first)
    for piece in rest[:-1]:
        where = address.find(piece, place)
        if where < 0:
            return False
        place = where + len(piece)
    return address.endswith(rest[-1]) and len(address) - len(rest[-1]) >= place


def wanted(source: Source, address: str) -> bool:
    """Whether an item of a source is one to be read, by its address."""
    if source.links and not any(matches(pattern, address) for pattern in source.links):
        return False
    return not any(matches(pattern, address) for pattern in source.skip)


def _manners(entry: rules.Entry) -> Manners:
    entry.only(FETCHING_KEYS)
    pause = entry.table.get("pause", PAUSE)
    if isinstance(pause, bool) or not isinstance(pause, int | float) or not 0 <= pause <= LONGEST_PAUSE:
        raise BadRule(f'{entry.place}: "pause" must be a number of seconds between 0 and {LONGEST_PAUSE:g}.')
    return Manners(
        contact=" ".join(entry.text("contact", "").split())[:200],
        pause=float(pause),
        private_addresses=entry.flag("private_addresses"),
    )


def _source(entry: rules.Entry, folder: Path, manners: Manners) -> Source:
    entry.only(KEYS)
    slug, language = entry.text("slug"), entry.text("language", "en")
    if SLUG.fullmatch(slug) is None:
        raise BadRule(f'{entry.place}: "slug" must be small letters, digits and hyphens, not "{slug[:80]}".')
    if LANGUAGE.fullmatch(language) is None:
        raise BadRule(f'{entry.place}: "language" must be a code such as "en", not "{language[:20]}".')
    form = _form(entry)
    links = entry.texts("links")
    if form is Form.PAGE and not links:
        raise BadRule(
            f'{entry.place}: a page needs "links", such as ["/news/*"], to tell its documents from its menus.'
        )
    return Source(
        slug=slug,
        form=form,
        address=_address(entry, form, folder, manners),
        publisher=" ".join(entry.text("publisher").split())[:200],
        language=language,
        every=_every(entry),
        links=links,
        skip=entry.texts("skip"),
        active="active" not in entry.table or entry.flag("active"),
        verified=entry.flag("verified"),
    )


def _form(entry: rules.Entry) -> Form:
    word = entry.text("form")
    try:
        return Form(word)
    except ValueError:
        known = ", ".join(f'"{form.value}"' for form in Form)
        raise BadRule(f'{entry.place}: "form" must be one of {known}, not "{word[:40]}".') from None


def _every(entry: rules.Entry) -> timedelta:
    words = entry.text("every", "1 hour")
    found = EVERY.fullmatch(words.strip())
    every = int(found[1] or 1) * UNITS[found[2]] if found else timedelta()
    if not SHORTEST <= every <= LONGEST:
        raise BadRule(
            f'{entry.place}: "every" must be a time between 5 minutes and 7 days, such as "30 minutes" or "6 hours", '
            f'not "{words[:40]}".'
        )
    return every


def _address(entry: rules.Entry, form: Form, folder: Path, manners: Manners) -> str:
    address = entry.text("address").strip()
    if form is Form.FOLDER:
        return str(folder / Path(address).expanduser())
    parts = _parts(address)
    if form is Form.MAIL:
        return _mail(entry, address, parts, manners)
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
        raise BadRule(
            f'{entry.place}: "address" must be a web address such as https://ministry.example/feed, '
            f'not "{address[:200]}".'
        )
    return address


def _mail(entry: rules.Entry, address: str, parts: SplitResult | None, manners: Manners) -> str:
    if parts is not None and parts.password is not None:
        raise BadRule(
            f'{entry.place}: a password does not belong into "address": set {PASSWORD} in the environment.'
        )
    schemes = {"imaps", "imap"} if manners.private_addresses else {"imaps"}
    if (
        parts is None
        or parts.scheme not in schemes
        or not parts.hostname
        or not unquote(parts.username or "")
    ):
        raise BadRule(
            f'{entry.place}: "address" must be a mail folder such as imaps://reader@mail.example.org/INBOX.'
        )
    return address


def _parts(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _refuse_twice(listed: tuple[Source, ...]) -> None:
    slugs: dict[str, Source] = {}
    addresses: dict[str, Source] = {}
    for source in listed:
        if source.slug in slugs:
            raise BadRule(f'{FILE}, [[source]] {source.slug}: two entries have this "slug"; rename one.')
        twin = addresses.get(source.address)
        if twin is not None:
            raise BadRule(
                f"{FILE}, [[source]] {source.slug}: {twin.slug} has the same address; take one out."
            )
        slugs[source.slug] = addresses[source.address] = source
