"""The tables of the editors' desk: what readers reported, and who may correct."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Table

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
