"""The tables of the editors' desk: what readers reported, who may correct, and the lines that a correction took away."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table

from briefs.store.columns import Number, Short, Utc, Words
from briefs.store.tables import metadata

reports = Table(
    "reports",
    metadata,
    Column("number", Number, primary_key=True),
    Column("line", Number, nullable=False),
    Column("words", Words, nullable=False),
    Column("reported_by", Short(64), nullable=False),
    Column("reported_at", Utc, nullable=False),
    Column("state", Short(10), nullable=False),
    Column("settled_by", Short(64)),
    Column("settled_at", Utc),
    Index("ix_reports_line", "line"),
    Index("ix_reports_state_number", "state", "number"),
    Index("ix_reports_reported_by_reported_at", "reported_by", "reported_at"),
    sqlite_autoincrement=True,
)
"""Errors that readers reported under a line; ``state`` is "open", "corrected" or "dismissed"."""

editors = Table(
    "editors",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Words, nullable=False),
    Column("role", Short(10), nullable=False),
    Column("added_by", BigInteger, nullable=False),
    Column("added_at", Utc, nullable=False),
)
"""Who may send documents in and correct lines; ``role`` is "owner" or "editor"."""

withdrawn = Table(
    "withdrawn",
    metadata,
    Column("line", Number, primary_key=True, autoincrement=False),
    Column("root", Number, ForeignKey("documents.number", ondelete="CASCADE"), nullable=False),
    Column("quote", Words, nullable=False),
    Column("headline", Words, nullable=False),
    Column("said", Words, nullable=False),
    Column("withdrawn_at", Utc, nullable=False),
    Index("ix_withdrawn_root", "root"),
    Index("ix_withdrawn_withdrawn_at", "withdrawn_at"),
)
"""Lines that are read no more since an editor corrected their document, until whoever was sent them has been told.

``said`` is what the line said last, by field and in JSON, as corrections keep it; ``root`` the first revision.
"""
