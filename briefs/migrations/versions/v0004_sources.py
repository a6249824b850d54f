"""Sources that are watched, and what could not be read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

UTC = sa.DateTime(timezone=True)
WORDS = sa.Text()
WAITING = sa.text("state = 'waiting'")


def upgrade() -> None:
    """Makes the tables of watching."""
    _sources()
    _items()


def downgrade() -> None:
    """Takes them away with what is in them."""
    for table in ("quarantine", "found", "looks", "watched"):
        op.drop_table(table)


def _sources() -> None:
    op.create_table(
        "watched",
        sa.Column("source", sa.String(80), primary_key=True),
        sa.Column("publisher", WORDS, nullable=False),
        sa.Column("form", sa.String(10), nullable=False),
        sa.Column("address", WORDS, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("looked_at", UTC),
        sa.Column("read_at", UTC),
        sa.Column("failing_since", UTC),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("reason", WORDS),
        sa.Column("told_at", UTC),
        sa.Column("next_look", UTC, nullable=False),
        sa.Column("etag", WORDS),
        sa.Column("modified", WORDS),
        sa.Column("place", WORDS),
    )
    op.create_table(
        "looks",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("source", sa.String(80), nullable=False),
        sa.Column("at", UTC, nullable=False),
        sa.Column("result", sa.String(12), nullable=False),
        sa.Column("listed", sa.Integer, nullable=False),
        sa.Column("new", sa.Integer, nullable=False),
        sa.Column("passed", sa.Integer, nullable=False),
        sa.Column("reason", WORDS),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_looks_source_at", "looks", ["source", "at"])
    op.create_index("ix_looks_at", "looks", ["at"])


def _items() -> None:
    op.create_table(
        "found",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("source", sa.String(80), nullable=False),
        sa.Column("address", WORDS, nullable=False),
        sa.Column("title", WORDS),
        sa.Column("published_on", sa.Date),
        sa.Column("stamp", WORDS, nullable=False),
        sa.Column("found_at", UTC, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("next_try", UTC, nullable=False),
        sa.Column("ended_at", UTC),
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.number", ondelete="SET NULL")),
    )
    op.create_index(
        "ix_found_waiting",
        "found",
        ["source", "next_try"],
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
    op.create_index("ix_found_source_state", "found", ["source", "state", "ended_at"])
    op.create_index("ix_found_document", "found", ["document"])
    op.create_table(
        "quarantine",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("key", sa.String(64), nullable=False, unique=True),
        sa.Column("source", sa.String(80), nullable=False),
        sa.Column("address", WORDS, nullable=False),
        sa.Column("title", WORDS),
        sa.Column("reason", WORDS, nullable=False),
        sa.Column("put_at", UTC, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
    )
