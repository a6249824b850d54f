"""A source or an item whose turn it is in; what was found there goes into the store, and a record of it comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from briefs import intake
from briefs.errors import BriefsError, StoreUnavailable, Unfetchable, Unreadable
from briefs.intake.files import bytes_of
from briefs.watching import addresses, arriving, due, folders, listing, records
from briefs.watching.arriving import Arrived, Hints
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
    """What became of an item: kept or known as a document, put off until later, or in quarantine for a reason.

    ``documents`` counts all that were in it, ``unread`` what of it could not be read.
    """

    item: Waiting
    result: str
    added: Added | None = None
    documents: int = 0
    unread: int = 0
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
            look = self._failed(source, state, now, Unreadable(arriving.fault(error)))
        return look

    def take(self, item: Waiting, now: datetime) -> Taken | None:
        """Reads one item into the store; None where another process has it in hand."""
        store = self.library.store
        if not records.take(store, item, now):
            return None
        item = replace(item, tries=item.tries + 1)
        try:
            arrived = self._arrived(item, now)
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
            reason = arriving.fault(error)
        else:
            return self._ended(item, arrived, now)
        records.put_by(store, item, reason, now)
        return Taken(item, "quarantined", reason=reason)

    def _ended(self, item: Waiting, arrived: Arrived, now: datetime) -> Taken:
        """The item is in the store; what in it could not be read, such as one of several attachments, is put aside."""
        store = self.library.store
        fresh = [added for added in arrived.added if added.change != "same"]
        first, result = (fresh or arrived.added)[0], "kept" if fresh else "known"
        for complaint in arrived.complaints:
            inside = replace(item, key=addresses.key_of(f"{item.key} {complaint}"))
            records.put_by(store, inside, complaint, now)
        records.ended(store, item.key, result, first.number, now)
        return Taken(item, result, first, len(arrived.added), len(arrived.complaints))

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
        if source.form is Form.SITEMAP and state.place:
            # One part of a sitemap that is away must not keep the other parts from being read.
            state = replace(state, place=state.place.partition("\n")[2] or None)
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

    def _arrived(self, item: Waiting, now: datetime) -> Arrived:
        """The documents behind an item, in the store; what is known by its bytes is not even taken apart."""
        source = self.sources.get(item.source)
        data, name, given = self._found(source, item, now)
        title = item.title if source is not None and source.form is Form.FEED else None
        hints = Hints(title, item.published_on)
        return arriving.keep(self.library, arriving.Come(data, name, given), hints, now)

    def _found(self, source: Source | None, item: Waiting, now: datetime) -> tuple[bytes, str, intake.Given]:
        """The bytes behind an item, what they are called in messages, and what is known of them."""
        given = intake.Given(publisher=source.publisher if source else None, fetched_at=now)
        if source is not None and source.form is Form.MAIL:
            return self.mailboxes.message(source, item.address), f"{item.title or 'a message'}.eml", given
        if (source is not None and source.form is Form.FOLDER) or not addresses.host_of(item.address):
            return bytes_of(Path(item.address)), item.address, given
        language = source.language if source else "en"
        answer = self._fetcher.fetch(item.address, now=now, language=language, passes=self._passes(now))
        if answer.body is None:
            raise Unfetchable(f"{item.address[:200]} says that it has not changed, though it was never read.")
        return answer.body, item.address[:200], replace(given, url=item.address)
