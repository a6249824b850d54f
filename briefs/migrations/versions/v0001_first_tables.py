"""Documents and what was read out of them, the full-text index, and the readers of the bot."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

UTC = sa.DateTime(timezone=True)
WORDS = sa.Text()


def upgrade() -> None:
    """Makes every table of the first version."""
    _documents()
    _paragraphs()
    _meetings()
    _outcomes()
    _outcome_indexes()
    _events()
    _asides()
    _bot()
    if op.get_bind().dialect.name == "postgresql":
        _search_on_postgresql()
    else:
        _search_on_sqlite()


def downgrade() -> None:
    """There is no version before the first."""
    raise NotImplementedError("The first version of the store has none before it.")


def _number() -> sa.Column[int]:
    return sa.Column("number", sa.Integer, primary_key=True)


def _of(name: str, table: str, *, key: bool = False) -> sa.Column[int]:
    target = sa.ForeignKey(f"{table}.number", ondelete="CASCADE")
    return sa.Column(name, sa.Integer, target, nullable=False, primary_key=key)


def _to(name: str, table: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(f"{table}.number", ondelete="SET NULL"))


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def _documents() -> None:
    op.create_table(
        "documents",
        _number(),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("title", WORDS, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("publisher", WORDS),
        sa.Column("published_on", sa.Date),
        sa.Column("published_inferred", sa.Boolean, nullable=False),
        sa.Column("published_reason", WORDS),
        sa.Column("place", WORDS),
        sa.Column("language", WORDS, nullable=False),
        sa.Column("url", WORDS),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("sample", sa.Boolean, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        _to("predecessor", "documents"),
        _to("superseded_by", "documents"),
        sa.Column("known_from", sa.Date, nullable=False),
        sa.Column("known_until", sa.Date),
        sa.Column("by_address", sa.String(64)),
        sa.Column("by_title", sa.String(64), nullable=False),
        sa.Column("added_at", UTC, nullable=False),
        sqlite_autoincrement=True,
    )
    now = sa.text("superseded_by IS NULL")
    op.create_index(
        "uq_documents_current", "documents", ["sha256"], unique=True, sqlite_where=now, postgresql_where=now
    )
    for column in ("sha256", "by_address", "by_title", "known_from", "predecessor", "superseded_by"):
        _index("documents", column)


def _paragraphs() -> None:
    op.create_table("texts", _of("document", "documents", key=True), sa.Column("text", WORDS, nullable=False))
    op.create_table(
        "paragraphs",
        _number(),
        _of("document", "documents"),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("text", WORDS, nullable=False),
        sa.Column("terms", WORDS, nullable=False),
        sa.Column("setting", WORDS, nullable=False),
    )
    op.create_index("uq_paragraphs_document_position", "paragraphs", ["document", "position"], unique=True)


def _meetings() -> None:
    op.create_table(
        "meetings",
        _number(),
        _of("document", "documents"),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("key", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("forum", WORDS),
        sa.Column("level", sa.String(20), nullable=False),
        sa.Column("format", sa.String(20)),
        sa.Column("place", WORDS),
        sa.Column("starts", sa.Date),
        sa.Column("ends", sa.Date),
        sa.Column("precision", sa.String(10)),
        sa.Column("parties", WORDS, nullable=False),
        sa.Column("chairs", WORDS, nullable=False),
        sa.Column("part_of", WORDS),
        _to("parent", "meetings"),
        sqlite_autoincrement=True,
    )
    for column in ("document", "starts", "parent"):
        _index("meetings", column)
    op.create_table(
        "meeting_parties",
        _of("meeting", "meetings", key=True),
        sa.Column("code", sa.String(40), primary_key=True),
    )
    _index("meeting_parties", "code", "meeting")


def _outcomes() -> None:
    op.create_table(
        "outcomes",
        _number(),
        _of("document", "documents"),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("key", WORDS, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("strength", sa.String(10)),
        sa.Column("actors", WORDS, nullable=False),
        sa.Column("towards", WORDS, nullable=False),
        sa.Column("headline", WORDS, nullable=False),
        sa.Column("quote", WORDS, nullable=False),
        sa.Column("paragraph", sa.Integer, nullable=False),
        _to("meeting", "meetings"),
        sa.Column("topics", WORDS, nullable=False),
        sa.Column("instrument", WORDS),
        sa.Column("period_start", sa.Date),
        sa.Column("period_end", sa.Date),
        sa.Column("period_precision", sa.String(10)),
        sa.Column("period_words", WORDS),
        sa.Column("amount_value", sa.Float(53)),
        sa.Column("amount_currency", sa.String(10)),
        sa.Column("amount_unit", WORDS),
        sa.Column("amount_assumed", sa.Boolean, nullable=False),
        sa.Column("amount_qualifier", WORDS),
        sa.Column("event", sa.String(200)),
        sa.Column("said_start", sa.Date),
        sa.Column("said_end", sa.Date),
        sa.Column("said_precision", sa.String(10)),
        sa.Column("said_inferred", sa.Boolean, nullable=False),
        sa.Column("said_order", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
    )


def _outcome_indexes() -> None:
    _index("outcomes", "document", "paragraph")
    _index("outcomes", "said_order", "document")
    for column in ("meeting", "event", "period_start", "period_end"):
        _index("outcomes", column)
    op.create_table(
        "outcome_parties",
        _of("outcome", "outcomes", key=True),
        sa.Column("code", sa.String(40), primary_key=True),
        sa.Column("side", sa.String(10), primary_key=True),
    )
    _index("outcome_parties", "code", "outcome", "side")
    op.create_table(
        "outcome_topics",
        _of("outcome", "outcomes", key=True),
        sa.Column("topic", sa.String(80), primary_key=True),
    )
    _index("outcome_topics", "topic", "outcome")


def _events() -> None:
    op.create_table(
        "events",
        _number(),
        _of("document", "documents"),
        sa.Column("slug", sa.String(200), nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("kind", sa.String(80), nullable=False),
        sa.Column("host", sa.String(40)),
        sa.Column("place", WORDS),
        sa.Column("starts", sa.Date),
        sa.Column("ends", sa.Date),
        sa.Column("precision", sa.String(10)),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("first_day", sa.Date),
        sa.Column("last_day", sa.Date),
    )
    for column in ("document", "slug", "last_day"):
        _index("events", column)
    op.create_table(
        "event_mentions",
        _number(),
        _of("event", "events"),
        sa.Column("quote", WORDS, nullable=False),
        sa.Column("paragraph", sa.Integer, nullable=False),
    )
    _index("event_mentions", "event")


def _asides() -> None:
    for table, last in (("commentary", "speaker"), ("unread", "reason")):
        op.create_table(
            table,
            _number(),
            _of("document", "documents"),
            sa.Column("quote", WORDS, nullable=False),
            sa.Column("paragraph", sa.Integer, nullable=False),
            sa.Column(last, WORDS, nullable=table == "commentary"),
        )
        _index(table, "document")


def _bot() -> None:
    op.create_table(
        "kept_questions",
        sa.Column("token", sa.String(16), primary_key=True),
        sa.Column("words", WORDS, nullable=False),
    )
    op.create_table(
        "marks", sa.Column("name", sa.String(40), primary_key=True), sa.Column("value", WORDS, nullable=False)
    )
    op.create_table(
        "readers",
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("zone", sa.String(64)),
        sa.Column("language", sa.String(8)),
        sa.Column("hidden_kinds", sa.String(200), nullable=False, server_default=""),
        sa.Column("since", UTC, nullable=False),
        sa.Column("last_seen", sa.Date, nullable=False),
    )
    _index("readers", "last_seen")


def _search_on_postgresql() -> None:
    """The words are already folded and stemmed by this program, so "simple" leaves them as they are."""
    vector = "setweight(to_tsvector('simple', terms), 'A') || setweight(to_tsvector('simple', setting), 'D')"
    op.add_column("paragraphs", sa.Column("vector", TSVECTOR, sa.Computed(vector, persisted=True)))
    op.create_index("ix_paragraphs_vector", "paragraphs", ["vector"], postgresql_using="gin")


def _search_on_sqlite() -> None:
    """FTS5 with ``paragraphs`` as its content: triggers keep the two in step (SQLite's manual, 4.4.3)."""
    op.execute(
        "CREATE VIRTUAL TABLE paragraph_words USING fts5("
        "terms, setting, content='paragraphs', content_rowid='number', tokenize='unicode61')"
    )
    gone = "INSERT INTO paragraph_words(paragraph_words, rowid, terms, setting) "
    gone += "VALUES ('delete', old.number, old.terms, old.setting);"
    come = "INSERT INTO paragraph_words(rowid, terms, setting) VALUES (new.number, new.terms, new.setting);"
    for name, moment, body in (
        ("paragraphs_come", "AFTER INSERT", come),
        ("paragraphs_gone", "AFTER DELETE", gone),
        ("paragraphs_changed", "AFTER UPDATE", gone + come),
    ):
        op.execute(f"CREATE TRIGGER {name} {moment} ON paragraphs BEGIN {body} END")
