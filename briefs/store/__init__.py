"""The store: a Reading goes in whole or not at all, and once; numbers come out and are never used again."""

from __future__ import annotations

import base64
import hashlib
import uuid
from collections.abc import Callable
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, insert, select, text, update
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from briefs.errors import StoreUnavailable
from briefs.store import arriving, rereading, revisions
from briefs.store.arriving import Added, Known
from briefs.store.columns import storable
from briefs.store.engine import ready_engine, shown
from briefs.store.rereading import Reread
from briefs.store.snapshot import CHANGED, Counts, Readable, Snapshot
from briefs.store.tables import documents, kept_questions, marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection, Engine

    from briefs.model import Document, Reading

WRITING_LOCK = 4_152_002
"""The number of the advisory lock under which PostgreSQL lets one process at a time add a document."""
USED_AGAIN = timedelta(days=7)
"""How old the note of its last use becomes before the words of a button are noted anew."""
LONGEST_QUESTION = 4000
"""Characters of a kept question; longer ones are cut, so that nobody can fill the disk with one message."""

Note = Callable[["list[Reread]"], tuple[str, str]]
"""What was read anew in, the name and the value of a mark out."""

__all__ = ["Added", "Counts", "Known", "Readable", "Reread", "Snapshot", "Store"]

_KEPT = select(kept_questions.c.words).where(kept_questions.c.token == bindparam("token"))
_MARK = text(
    "INSERT INTO marks (name, value) VALUES (:name, :value) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)


class Store:
    """An open store. Threads may share it; each call takes a connection of its own from the pool."""

    def __init__(self, engine: Engine) -> None:
        """Wraps a ready engine; use Store.open."""
        self._engine = engine
        # SQLite shows a reader one state anyway. A writer must not be shown one: it waits for its turn first.
        one_state = engine.dialect.name == "postgresql"
        self._reads = engine.execution_options(isolation_level="REPEATABLE READ") if one_state else engine

    @classmethod
    def open(cls, url: str) -> Store:
        """Opens the store at ``sqlite:///…`` or ``postgresql://…``, and makes it where there is none.

        Raises StoreUnavailable and StoreTooNew; what is in the database then stays as it was.
        """
        return cls(ready_engine(url))

    def close(self) -> None:
        """Gives every connection back."""
        self._engine.dispose()

    @property
    def dialect(self) -> str:
        """Which database it is: sqlite or postgresql."""
        return self._engine.dialect.name

    @property
    def address(self) -> str:
        """Where the store is, fit to be shown: without a password."""
        return shown(self._engine.url.render_as_string(hide_password=True))

    @property
    def is_shared(self) -> bool:
        """Whether another process can open the same store."""
        return ":memory:" not in self.address

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store throughout."""
        with self._told(), self._reads.connect() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """One state of the store, for all the statements of an answer."""
        with self.reading() as connection:
            yield Snapshot(connection)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in a transaction: all of it is kept at the end, or nothing where an error leaves it."""
        options = {"writes": True}
        with (
            self._told(),
            self._engine.connect().execution_options(**options) as connection,
            connection.begin(),
        ):
            yield connection

    def add(self, document: Document, reading: Reading, now: datetime) -> Added:
        """Keeps a document with everything that was read out of it, as of ``now`` (with a time zone).

        - The same text again is "same", whatever it is called. What is given with it counts: an address is
          taken over; a document of one's own takes the place of a sample with the same text.
        - The same text with another title, publisher or date than before is a correction: a new revision.
        - Another text at the same address, or (without address) under the same title, publisher and date and
          with most words in common, is a new revision. The old one keeps its number and its outcomes.
        """
        return self.add_all([(document, reading)], now)[0]

    def add_all(
        self,
        read: Sequence[tuple[Document, Reading]],
        now: datetime,
        bands: Sequence[tuple[int, ...]] | None = None,
    ) -> list[Added]:
        """Keeps several documents one after the other, as ``add`` does; all of them or, where that fails, none.

        ``bands`` are what ``fingerprints.bands`` gives for the paragraphs of each, where that is done already.
        """
        try:
            return self._add_all(read, now, bands)
        except IntegrityError:
            return self._add_all(read, now, bands)

    def _add_all(
        self,
        read: Sequence[tuple[Document, Reading]],
        now: datetime,
        bands: Sequence[tuple[int, ...]] | None,
    ) -> list[Added]:
        with self.locked() as connection:
            added, changed = arriving.add_all(connection, read, now, bands)
            if changed:
                _changed(connection)
            return added

    def known(self, document: Document) -> Known | None:
        """What stands in the store already, where adding the document would change nothing: it need not be read.

        Found by the fingerprint of its text; None where there is none, or what is given with it says something new.
        """
        with self.reading() as connection:
            return arriving.known(connection, document)

    def standing(self, digests: Sequence[str]) -> dict[str, Known]:
        """What stands in the store today, by the fingerprints of texts; a few hundred are asked for at once."""
        with self.reading() as connection:
            return arriving.standing(connection, digests) if digests else {}

    def document(self, number: int) -> Document | None:
        """The text of a document with what was given for it, ready to be read anew; None where it is gone."""
        with self.reading() as connection:
            return rereading.document_of(connection, number)

    def numbers_after(self, number: int, most: int) -> list[int]:
        """The numbers of the documents after one, older revisions too, in order."""
        query = select(documents.c.number).where(documents.c.number > number).order_by(documents.c.number)
        with self.reading() as connection:
            return list(connection.scalars(query.limit(most)))

    def reread(self, read: Sequence[tuple[int, Document, Reading]], note: Note | None = None) -> list[Reread]:
        """Puts what was read anew in the place of what was read before; all of it or none.

        What editors corrected holds on, and so do the numbers of lines whose sentence is still read. Documents that
        are gone are left out. ``note`` says what is noted with them, and under which name.
        """
        with self.locked() as connection:
            told = [rereading.reread(connection, *each) for each in read]
            found = [each for each in told if each is not None]
            if any(each.written for each in found):
                _changed(connection)
            if note is not None:
                _mark(connection, *note(found))
            return found

    def mark(self, name: str) -> str | None:
        """What was noted under a name."""
        with self.reading() as connection:
            return connection.scalar(select(marks.c.value).where(marks.c.name == name))

    def unmark(self, name: str) -> None:
        """Forgets what was noted under a name."""
        with self.writing() as connection:
            connection.execute(delete(marks).where(marks.c.name == name))

    @contextmanager
    def locked(self) -> Iterator[Connection]:
        """Writing, while nobody else adds, reads anew or corrects."""
        with self.writing() as connection:
            if self.dialect == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITING_LOCK})")
            yield connection

    @contextmanager
    def changing(self) -> Iterator[Connection]:
        """The same for a change that answers must show: every kept answer is out of date afterwards."""
        with self.locked() as connection:
            yield connection
            _changed(connection)

    def remove(self, number: int) -> int:
        """Deletes a document with every revision of it and all that was read out of them; returns how many."""
        with self.writing() as connection:
            return _delete(connection, revisions.lineage(connection, number))

    def remove_samples(self) -> int:
        """Deletes the sample documents with all that was read out of them, for good; returns how many."""
        with self.writing() as connection:
            samples: Sequence[int] = connection.scalars(
                select(documents.c.number).where(documents.c.sample)
            ).all()
            _mark(connection, "samples", "removed")
            return _delete(connection, samples)

    @property
    def has_samples(self) -> bool:
        """Whether any document is a sample."""
        with self.reading() as connection:
            return (
                connection.scalar(select(documents.c.number).where(documents.c.sample).limit(1)) is not None
            )

    @property
    def wants_samples(self) -> bool:
        """Whether this is a first start: samples were neither read in whole nor removed, and nothing else is in."""
        with self.reading() as connection:
            if connection.scalar(select(marks.c.value).where(marks.c.name == "samples")) is not None:
                return False
            own = select(documents.c.number).where(documents.c.sample.is_(False)).limit(1)
            return connection.scalar(own) is None

    def settle_samples(self) -> None:
        """Notes that the samples are in, so that the next start need not look at them."""
        with self.writing() as connection:
            _mark(connection, "samples", "read")

    def counts(self) -> Counts:
        """How much there is, in seven numbers."""
        with self.snapshot() as snapshot:
            return snapshot.counts()

    def keep_question(self, words: str, now: datetime) -> str:
        """Keeps a question that is too long for a button; returns its token of 16 characters of A-Za-z0-9_-."""
        words = storable(words[:LONGEST_QUESTION])
        token = base64.urlsafe_b64encode(hashlib.sha256(words.encode()).digest()[:12]).decode()
        mine = kept_questions.c.token == token
        with self.reading() as connection:
            used_at: datetime | None = connection.scalar(select(kept_questions.c.used_at).where(mine))
        if used_at is None:
            with suppress(IntegrityError), self.writing() as connection:  # another process may be as quick
                connection.execute(insert(kept_questions).values(token=token, words=words, used_at=now))
        elif used_at < now - USED_AGAIN:
            with self.writing() as connection:
                connection.execute(update(kept_questions).where(mine).values(used_at=now))
        return token

    def kept_question(self, token: str) -> str | None:
        """The question that was kept under a token; None where there is none."""
        with self.reading() as connection:
            return connection.scalar(_KEPT, {"token": storable(token)})

    @contextmanager
    def _told(self) -> Iterator[None]:
        """A database that went away is told in a sentence."""
        try:
            yield
        except (IntegrityError, DataError, ProgrammingError):
            raise  # a fault of what was asked, not of the store
        except (DBAPIError, NoConnectionFree) as error:
            reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0].rstrip(".")
            raise StoreUnavailable(
                f"The store {self.address} cannot be used just now: {reason}. Try again; nothing half-done was kept."
            ) from error


def _delete(connection: Connection, numbers: Sequence[int]) -> int:
    """What hangs on a document goes with it by the foreign keys; what it had replaced stands again."""
    for start in range(0, len(numbers), 500):
        connection.execute(delete(documents).where(documents.c.number.in_(numbers[start : start + 500])))
    freed = documents.c.superseded_by.is_(None) & documents.c.known_until.is_not(None)
    connection.execute(update(documents).where(freed).values(known_until=None))
    _changed(connection)
    return len(numbers)


def _changed(connection: Connection) -> None:
    """Every answer that was kept is of another state from now on, in this process and in any other."""
    _mark(connection, CHANGED, uuid.uuid4().hex)


def _mark(connection: Connection, name: str, value: str) -> None:
    connection.execute(_MARK, {"name": name, "value": value})
