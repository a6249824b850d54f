"""A source or an item whose turn it is in; what was found there goes into the store, and a record of it comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from briefs import intake
from briefs.errors import BriefsError, StoreUnavailable, Unfetchable, Unreadable
from briefs.model import Document
from briefs.watching import addresses, due, folders, listing, records
from briefs.watching.fetching import Fetcher, Marks
from briefs.watching.listing import Listing
from briefs.watching.mail import Mailboxes
from briefs.watching.records import Look
from briefs.watching.robots import Robots
from briefs.watching.sources import Form, Source, Sources
from briefs.watching.wire import Stopped

if TYPE_CHECKING:
    from briefs.library import Library
    from briefs.store import Added
    from briefs.watching.due import State, Waiting

NEXT_PART = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an item: kept or known as a document, put off until later, or in quarantine for a reason."""

    item: Waiting
    result: str
    added: Added | None = None
    reason: str = ""


class Watch:
    """What a look needs: the library to fill, the sources, and the ways out. One thread at a time uses it."""

    def __init__(self, library: Library, sources: Sources, fetcher: Fetcher, mailboxes: Mailboxes) -> None:
        self.library = library
        self.sources = sources
        self.mailboxes = mailboxes
        self._fetcher = fetcher
        self._robots = Robots(fetcher)

    def pause(self, address: str) -> timedelta:
        """How long to leave a site alone after a request."""
        return timedelta(seconds=self._robots.pause(address, self.sources.manners.pause))

    def look(self, source: Source, now: datetime) -> Look | None:
        """One look at a source, recorded; None where another process has it in hand."""
        store = self.library.store
        state = records.claim(store, source.slug, now)
        if state is None:
            return None
        try:
            found, after = self._listing(source, state, now)
            look = self._recorded(source, found, after, now)
        except StoreUnavailable:
            raise
        except Stopped:
            records.let_go(store, state)
            raise
        except BriefsError as error:
            look = self._failed(source, state, now, error)
        except Exception as error:  # noqa: BLE001 - one source must not keep the others from being read
            look = self._failed(source, state, now, Unreadable(_fault(error)))
        return look

    def take(self, item: Waiting, now: datetime) -> Taken | None:
        """Reads one item into the store; None where another process has it in hand."""
        store = self.library.store
        if not records.take(store, item, now):
            return None
        item = replace(item, tries=item.tries + 1)
        try:
            added = self._added(item, now)
        except Unfetchable as error:
            if not error.lasting and item.tries < due.MOST_TRIES:
                records.put_off(store, item.key, now + due.retry(item.tries, error.wait), item.tries)
                return Taken(item, "put off", reason=str(error))
            reason = str(error)
        except StoreUnavailable:
            raise
        except Stopped:
            records.put_off(store, item.key, now, item.tries - 1)
            raise
        except BriefsError as error:
            reason = str(error)
        except Exception as error:  # noqa: BLE001 - one document must not keep the others from being read
            reason = _fault(error)
        else:
            result = "known" if added.change == "same" else "kept"
            records.ended(store, item.key, result, added.number, now)
            return Taken(item, result, added)
        records.put_by(store, item, reason, now)
        return Taken(item, "quarantined", reason=reason)

    def _recorded(self, source: Source, found: Listing | None, after: State, now: datetime) -> Look:
        store = self.library.store
        after = due.succeeded(source, after, now)
        if found is None:
            look = Look(source.slug, now, "unchanged")
            records.looked(store, after, look, ())
            return look
        if source.form is Form.SITEMAP and after.place:
            after = replace(after, next_look=now + NEXT_PART)
        new = due.new(found.items, records.known(store, found.items), now)
        look = Look(source.slug, now, "read", len(found.items), len(new), found.passed)
        records.looked(store, after, look, new)
        return look

    def _failed(self, source: Source, state: State, now: datetime, error: BriefsError) -> Look:
        wait = error.wait if isinstance(error, Unfetchable) else 0.0
        look = Look(source.slug, now, "failed", reason=str(error)[:500])
        records.looked(self.library.store, due.failed(source, state, now, str(error)[:500], wait), look, ())
        return look

    def _listing(self, source: Source, state: State, now: datetime) -> tuple[Listing | None, State]:
        """What a source lists, or None where nothing has changed; and the state with what is to be remembered."""
        if source.form is Form.FOLDER:
            return folders.look(source, now), state
        if source.form is Form.MAIL:
            found = self.mailboxes.look(source, state.place)
            return found, replace(state, place=found.place)
        parts = (state.place or "").split() if source.form is Form.SITEMAP else []
        asked = parts.pop(0) if parts else source.address
        marks = None if asked != source.address else Marks(state.etag, state.modified)
        answer = self._fetcher.fetch(
            asked, marks, now=now, language=source.language, passes=self._passes(now), most=listing.LARGEST
        )
        if asked == source.address and answer.body is not None:
            state = replace(state, etag=answer.marks.etag, modified=answer.marks.modified)
        if answer.body is None:
            return None, state
        found = listing.read(source, answer.body, answer.address)
        parts = parts if asked != source.address else list(found.parts)
        return found, replace(state, place="\n".join(parts) or None)

    def _passes(self, now: datetime) -> Callable[[str], None]:
        return lambda address: self._robots.pass_(address, now)

    def _added(self, item: Waiting, now: datetime) -> Added:
        from briefs.parsing import parser

        document = self._document(item, now)
        reading = parser.read(document, self.library.lexicon)
        if not reading.paragraphs:
            raise Unreadable(f"{document.name} holds no text that could be read.")
        return self.library.store.add(document, reading, now)

    def _document(self, item: Waiting, now: datetime) -> Document:
        """The document behind an item. What it says of itself counts; what the source says fills the gaps."""
        source = self.sources.get(item.source)
        publisher = source.publisher if source else None
        if source is not None and source.form is Form.MAIL:
            data = self.mailboxes.message(source, item.address)
            document = intake.from_bytes(data, f"{item.title or 'a message'}.eml", publisher=publisher)
        elif (source is not None and source.form is Form.FOLDER) or not addresses.host_of(item.address):
            return intake.read_path(Path(item.address), publisher=publisher)
        else:
            document = self._fetched(item, publisher, source.language if source else "en", now)
        return replace(
            document,
            title=document.title or item.title,
            published_on=document.published_on or item.published_on,
        )

    def _fetched(self, item: Waiting, publisher: str | None, language: str, now: datetime) -> Document:
        answer = self._fetcher.fetch(item.address, now=now, language=language, passes=self._passes(now))
        if answer.body is None:
            raise Unfetchable(f"{item.address[:200]} says that it has not changed, though it was never read.")
        return intake.from_bytes(answer.body, item.address[:200], publisher=publisher, url=item.address)


def _fault(error: Exception) -> str:
    """A fault of our own, by its kind and place; its words could be those of the document."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else "an unknown place"
    return f"A fault of the program: {type(error).__name__} in {place}. Please report it."
