"""Addresses and fingerprints of documents, and corrections of what was read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

UTC = sa.DateTime(timezone=True)
WORDS = sa.Text()


def upgrade() -> None:
    """Makes the tables of sameness and corrections."""
    _columns()
    _sameness()
    _hidden_lines()
    _corrections()
    _desk()


def downgrade() -> None:
    """Takes them away with what is in them; a line that was hidden is then gone, a corrected one stays corrected."""
    for table in ("editors", "reports", "corrections", "hidden_lines", "bands", "addresses"):
        op.drop_table(table)
    op.drop_column("outcomes", "parsed")
    for column in ("corrected", "fetched_at", "language", "place", "on", "publisher", "title"):
        op.drop_column("documents", column if column in {"corrected", "fetched_at"} else f"given_{column}")


def _document(name: str = "document", *, key: bool = False) -> sa.Column[int]:
    target = sa.ForeignKey("documents.number", ondelete="CASCADE")
    return sa.Column(name, sa.Integer, target, nullable=False, primary_key=key)


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def _columns() -> None:
    """What was given with older documents is not known any more: what they say of themselves counts as given."""
    op.add_column("documents", sa.Column("given_title", WORDS))
    op.add_column("documents", sa.Column("given_publisher", WORDS))
    op.add_column("documents", sa.Column("given_on", sa.Date))
    op.add_column("documents", sa.Column("given_place", WORDS))
    op.add_column("documents", sa.Column("given_language", sa.String(20)))
    op.add_column("documents", sa.Column("fetched_at", UTC))
    op.add_column("documents", sa.Column("corrected", WORDS, nullable=False, server_default=""))
    op.add_column("outcomes", sa.Column("parsed", WORDS))
    op.execute("UPDATE documents SET given_title = title, given_publisher = publisher")
    op.execute("UPDATE documents SET given_on = published_on WHERE NOT published_inferred")


def _sameness() -> None:
    op.create_table(
        "addresses",
        sa.Column("number", sa.Integer, primary_key=True),
        _document(),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("url", WORDS),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("by_address", sa.String(64)),
        sa.Column("seen_at", UTC, nullable=False),
    )
    for column in ("document", "sha256", "by_address"):
        _index("addresses", column)
    op.create_table(
        "bands",
        sa.Column("band", sa.BigInteger, primary_key=True, autoincrement=False),
        _document(key=True),
        sqlite_with_rowid=False,
    )
    _index("bands", "document")


def _hidden_lines() -> None:
    needed = ("key", "actors", "towards", "headline", "quote", "topics")
    free = ("instrument", "period_words", "amount_unit", "amount_qualifier", "parsed")
    days = ("period_start", "period_end", "said_start", "said_end")
    op.create_table(
        "hidden_lines",
        _document(),
        sa.Column("number", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("position", "paragraph", "said_order")),
        *(sa.Column(name, WORDS, nullable=False) for name in needed),
        *(sa.Column(name, WORDS) for name in free),
        *(sa.Column(name, sa.Date) for name in days),
        *(sa.Column(name, sa.Boolean, nullable=False) for name in ("amount_assumed", "said_inferred")),
        *(sa.Column(name, sa.String(10)) for name in ("strength", "period_precision", "said_precision")),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("meeting", sa.Integer),
        sa.Column("amount_value", sa.Float(53)),
        sa.Column("amount_currency", sa.String(10)),
        sa.Column("event", sa.String(200)),
    )
    _index("hidden_lines", "document")


def _corrections() -> None:
    op.create_table(
        "corrections",
        sa.Column("number", sa.Integer, primary_key=True),
        _document("root"),
        sa.Column("line", sa.Integer),
        sa.Column("quote", WORDS),
        sa.Column("paragraph", sa.Integer),
        sa.Column("kind", sa.String(20)),
        sa.Column("rank", sa.Integer),
        sa.Column("field", sa.String(20), nullable=False),
        sa.Column("old", WORDS, nullable=False),
        sa.Column("new", WORDS, nullable=False),
        sa.Column("corrected_by", sa.String(64), nullable=False),
        sa.Column("corrected_at", UTC, nullable=False),
        sa.Column("undone_by", sa.String(64)),
        sa.Column("undone_at", UTC),
        sqlite_autoincrement=True,
    )
    _index("corrections", "root")
    _index("corrections", "line")


def _desk() -> None:
    op.create_table(
        "reports",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("words", WORDS, nullable=False),
        sa.Column("reported_by", sa.String(64), nullable=False),
        sa.Column("reported_at", UTC, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("settled_by", sa.String(64)),
        sa.Column("settled_at", UTC),
        sqlite_autoincrement=True,
    )
    _index("reports", "line")
    _index("reports", "state", "number")
    _index("reports", "reported_by", "reported_at")
    op.create_table(
        "editors",
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("role", sa.String(10), nullable=False),
        sa.Column("added_by", sa.BigInteger, nullable=False),
        sa.Column("added_at", UTC, nullable=False),
    )
