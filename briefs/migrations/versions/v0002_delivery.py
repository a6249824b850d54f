"""Subscriptions, what is to be sent, and what came in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

UTC = sa.DateTime(timezone=True)
TABLES = (
    "inbox",
    "pacing",
    "told_lines",
    "outbox",
    "letters",
    "told_events",
    "runs",
    "matches",
    "interest_terms",
    "subscriptions",
)
"""In an order in which each may go: what points to another goes first."""


def upgrade() -> None:
    """Makes the tables of delivery."""
    _subscriptions()
    _found()
    _runs()
    _told_events()
    _letters()
    _outbox()
    _told_lines()
    _pacing()
    _inbox()


def downgrade() -> None:
    """Takes them away with what is in them."""
    for table in TABLES:
        op.drop_table(table)


def _number() -> sa.Column[int]:
    return sa.Column("number", sa.Integer, primary_key=True)


def _subscription(*, key: bool = False) -> sa.Column[int]:
    target = sa.ForeignKey("subscriptions.number", ondelete="CASCADE")
    return sa.Column("subscription", sa.Integer, target, nullable=False, primary_key=key)


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def _index_where(name: str, table: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)


def _subscriptions() -> None:
    op.create_table(
        "subscriptions",
        _number(),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("thread", sa.Integer),
        sa.Column("form", sa.String(10), nullable=False),
        sa.Column("interest", sa.Text, nullable=False),
        sa.Column("cadence", sa.String(10)),
        sa.Column("days", sa.String(20), nullable=False, server_default=""),
        sa.Column("minute", sa.Integer, nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("language", sa.String(8), nullable=False, server_default="en"),
        sa.Column("horizon", sa.Integer, nullable=False),
        sa.Column("leads", sa.String(60), nullable=False, server_default=""),
        sa.Column("quiet_from", sa.Integer),
        sa.Column("quiet_until", sa.Integer),
        sa.Column("says_nothing_new", sa.Boolean, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("ended_why", sa.String(40)),
        sa.Column("ended_at", UTC),
        sa.Column("made_at", UTC, nullable=False),
        sa.Column("made_by", sa.BigInteger, nullable=False),
        sa.Column("feed", sa.String(64)),
        sa.Column("seen", sa.Integer, nullable=False),
        sa.Column("window_start", UTC, nullable=False),
        sa.Column("digest_due", UTC),
        sa.Column("alert_due", UTC),
        sa.Column("reminder_due", UTC),
        sa.Column("reminded_on", sa.Date),
        sa.Column("leased_by", sa.String(40)),
        sa.Column("leased_until", UTC),
        sa.UniqueConstraint("feed"),
        sqlite_autoincrement=True,
    )
    for column in ("chat", "digest_due", "alert_due", "reminder_due"):
        _index("subscriptions", column)


def _found() -> None:
    """What leads from a document to those who follow it."""
    op.create_table(
        "interest_terms",
        sa.Column("term", sa.String(120), primary_key=True),
        _subscription(key=True),
    )
    _index("interest_terms", "subscription")
    document = sa.ForeignKey("documents.number", ondelete="CASCADE")
    op.create_table(
        "matches",
        _subscription(key=True),
        sa.Column("document", sa.Integer, document, primary_key=True),
    )
    _index("matches", "document")


def _runs() -> None:
    op.create_table(
        "runs",
        _number(),
        _subscription(),
        sa.Column("form", sa.String(10), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("starts", UTC, nullable=False),
        sa.Column("ends", UTC, nullable=False),
        sa.Column("after", sa.Integer, nullable=False),
        sa.Column("upto", sa.Integer, nullable=False),
        sa.Column("made_at", UTC, nullable=False),
        sa.Column("messages", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_runs_subscription_form_key", "runs", ["subscription", "form", "key"], unique=True)


def _told_events() -> None:
    op.create_table(
        "told_events",
        _subscription(key=True),
        sa.Column("slug", sa.String(200), primary_key=True),
        sa.Column("starts", sa.Date),
        sa.Column("ends", sa.Date),
        sa.Column("precision", sa.String(10)),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("source", sa.Integer),
        sa.Column("told_at", UTC, nullable=False),
    )
    _index("told_events", "slug")


def _letters() -> None:
    op.create_table(
        "letters",
        _number(),
        sa.Column("html", sa.Text, nullable=False),
        sa.Column("buttons", sa.Text, nullable=False, server_default="[]"),
        sa.Column("made_at", UTC, nullable=False),
        sqlite_autoincrement=True,
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        _number(),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("thread", sa.Integer),
        sa.Column("letter", sa.Integer, sa.ForeignKey("letters.number"), nullable=False),
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.number", ondelete="SET NULL")),
        sa.Column("purpose", sa.String(12), nullable=False),
        sa.Column("key", sa.String(200)),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("due", UTC, nullable=False),
        sa.Column("give_up", UTC, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("doubts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("claimed_by", sa.String(40)),
        sa.Column("claimed_until", UTC),
        sa.Column("topic", sa.Integer),
        sa.Column("message", sa.BigInteger),
        sa.Column("ended_at", UTC),
        sa.Column("why", sa.String(200)),
        sa.Column("made_at", UTC, nullable=False),
        sqlite_autoincrement=True,
    )
    _index_where("ix_outbox_waiting", "outbox", ["due", "number"], "state = 'waiting'")
    _index_where("ix_outbox_open", "outbox", ["chat", "number"], "state IN ('waiting', 'sending')")
    _index_where("ix_outbox_sending", "outbox", ["claimed_until"], "state = 'sending'")
    _index_where("ix_outbox_failed", "outbox", ["ended_at"], "state IN ('failed', 'gone')")
    op.create_index("uq_outbox_key", "outbox", ["key"], unique=True)
    for column in ("run", "letter", "ended_at", "chat"):
        _index("outbox", column)


def _told_lines() -> None:
    outbox = sa.ForeignKey("outbox.number", ondelete="SET NULL")
    op.create_table(
        "told_lines",
        sa.Column("outcome", sa.Integer, primary_key=True),
        sa.Column("chat", sa.BigInteger, primary_key=True),
        sa.Column("thread", sa.Integer),
        sa.Column("outbox", sa.Integer, outbox),
        sa.Column("told_at", UTC, nullable=False),
    )
    for column in ("outbox", "chat", "told_at"):
        _index("told_lines", column)


def _pacing() -> None:
    op.create_table(
        "pacing",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("next_at", UTC, nullable=False),
    )


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("update", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("raw", sa.Text),
        sa.Column("came_at", UTC, nullable=False),
        sa.Column("done_at", UTC),
        sa.Column("claimed_by", sa.String(40), nullable=False),
        sa.Column("claimed_until", UTC, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="1"),
    )
    _index_where("ix_inbox_open", "inbox", ["claimed_until"], "done_at IS NULL")
    _index("inbox", "came_at")
