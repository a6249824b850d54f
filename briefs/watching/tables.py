"""The tables of watching: how each source fared, every look at it, what was found there, and what could not be read."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, Table, text

from briefs.store.columns import Number, Short, Utc, Words
from briefs.store.tables import metadata

watched = Table(
    "watched",
    metadata,
    Column("source", Short(80), primary_key=True),
    Column("publisher", Words, nullable=False),
    Column("form", Short(10), nullable=False),
    Column("address", Words, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("looked_at", Utc),
    Column("read_at", Utc),
    Column("failing_since", Utc),
    Column("failures", Integer, nullable=False),
    Column("reason", Words),
    Column("told_at", Utc),
    Column("next_look", Utc, nullable=False),
    Column("etag", Words),
    Column("modified", Words),
    Column("place", Words),
)
"""One source of sources.toml by its slug: what it is, when it was last looked at and read, and since when it fails.

``told_at`` says when the owner was told of the failure that goes on; ``etag`` and ``modified`` are what the server
wants to hear at the next look; ``place`` is how far a mail folder was read, or which
parts of a sitemap are still to be read. One that is no longer in the file is not active; its row stays.
"""

looks = Table(
    "looks",
    metadata,
    Column("number", Number, primary_key=True),
    Column("source", Short(80), nullable=False),
    Column("at", Utc, nullable=False),
    Column("result", Short(12), nullable=False),
    Column("listed", Integer, nullable=False),
    Column("new", Integer, nullable=False),
    Column("passed", Integer, nullable=False),
    Column("reason", Words),
    Index("ix_looks_source_at", "source", "at"),
    Index("ix_looks_at", "at"),
    sqlite_autoincrement=True,
)
"""Every look: "read", "unchanged" or "failed"; how many items were listed, how many of them were new, and how many
stood beyond the most that one look takes."""

WAITING = "state = 'waiting'"

found = Table(
    "found",
    metadata,
    Column("key", Short(64), primary_key=True),
    Column("source", Short(80), nullable=False),
    Column("address", Words, nullable=False),
    Column("title", Words),
    Column("published_on", Date),
    Column("stamp", Words, nullable=False),
    Column("found_at", Utc, nullable=False),
    Column("position", Integer, nullable=False),
    Column("state", Short(12), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("next_try", Utc, nullable=False),
    Column("ended_at", Utc),
    Column("document", Number, ForeignKey("documents.number", ondelete="SET NULL")),
    Index(
        "ix_found_waiting",
        "source",
        "next_try",
        sqlite_where=text(WAITING),
        postgresql_where=text(WAITING),
    ),
    Index("ix_found_source_state", "source", "state", "ended_at"),
    Index("ix_found_document", "document"),
)
"""Everything that ever stood in a source, by the fingerprint of its address, so that nothing is fetched twice.

``state`` is "waiting", "kept" (new in the store), "known" (the store had it), "quarantined" or "dropped"; ``stamp`` is
what the source says of its last change, or empty; ``position`` is its place in the listing, where the newest stand first, or -1 for
what no source lists and is tried again; ``document`` is the one that it brought.
"""

quarantine = Table(
    "quarantine",
    metadata,
    Column("number", Number, primary_key=True),
    Column("key", Short(64), nullable=False, unique=True),
    Column("source", Short(80), nullable=False),
    Column("address", Words, nullable=False),
    Column("title", Words),
    Column("reason", Words, nullable=False),
    Column("put_at", Utc, nullable=False),
    Column("tries", Integer, nullable=False),
    sqlite_autoincrement=True,
)
"""What could not be read, with the reason in words, until it is tried again or dropped. ``source`` is empty for what
came by another way than a watched source."""
