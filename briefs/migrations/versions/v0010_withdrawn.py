"""Lines that a correction of their document took away are kept until everybody who was sent them has been told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was taken away before is known to nobody any more."""
    op.create_table(
        "withdrawn",
        sa.Column("line", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("root", sa.Integer, sa.ForeignKey("documents.number", ondelete="CASCADE"), nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("headline", sa.Text, nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_withdrawn_root", "withdrawn", ["root"])
    op.create_index("ix_withdrawn_withdrawn_at", "withdrawn", ["withdrawn_at"])


def downgrade() -> None:
    """Nobody is told of them."""
    op.drop_table("withdrawn")
