"""Lines that were told keep the topic in their key, so that a correction reaches each topic of a group."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

UTC = sa.DateTime(timezone=True)
COLUMNS = "outcome, chat, thread, outbox, told_at"


def upgrade() -> None:
    """What was told without a topic is of topic 0, which no topic has for a number."""
    thread = sa.Column(
        "thread", sa.Integer, primary_key=True, nullable=False, server_default="0", autoincrement=False
    )
    _anew(thread, f"INSERT INTO told_lines ({COLUMNS}) SELECT {_zeroed()} FROM told_lines_before")


def downgrade() -> None:
    """Of several topics of a chat the first is kept, as before."""
    first = "NOT EXISTS (SELECT 1 FROM told_lines_before b WHERE b.outcome = a.outcome AND b.chat = a.chat AND b.thread < a.thread)"
    given = "outcome, chat, NULLIF(thread, 0), outbox, told_at"
    _anew(
        sa.Column("thread", sa.Integer),
        f"INSERT INTO told_lines ({COLUMNS}) SELECT {given} FROM told_lines_before a WHERE {first}",
    )


def _zeroed() -> str:
    return COLUMNS.replace("thread", "COALESCE(thread, 0)")


def _anew(thread: sa.Column[int], filled: str) -> None:
    """SQLite changes no key of a table: it is made again beside the old one, on both databases alike."""
    names = ("outbox", "chat", "told_at")
    for name in names:
        op.drop_index(f"ix_told_lines_{name}", "told_lines")
    key = sa.inspect(op.get_bind()).get_pk_constraint("told_lines")["name"]
    op.rename_table("told_lines", "told_lines_before")
    if op.get_bind().dialect.name == "postgresql":  # where no two tables may have a key of the same name
        op.execute(f"ALTER TABLE told_lines_before RENAME CONSTRAINT {key} TO told_lines_key_before")
    op.create_table(
        "told_lines",
        sa.Column("outcome", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        thread,
        sa.Column("outbox", sa.Integer, sa.ForeignKey("outbox.number", ondelete="SET NULL")),
        sa.Column("told_at", UTC, nullable=False),
    )
    op.execute(filled)
    op.drop_table("told_lines_before")
    for name in names:
        op.create_index(f"ix_told_lines_{name}", "told_lines", [name])
