"""What editors sent in and have not kept yet, and invitations to become one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

UTC = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Makes the tables of the editors' side of the chat."""
    op.create_table(
        "held",
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("form", sa.String(10), nullable=False),
        sa.Column("pieces", sa.Text(), nullable=False),
        sa.Column("documents", sa.Text(), nullable=False),
        sa.Column("refused", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("anew", sa.Boolean(), nullable=False),
        sa.Column("made_at", UTC, nullable=False),
        sa.Column("said_at", UTC, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_held_chat_number", "held", ["chat", "number"])
    op.create_index("ix_held_made_at", "held", ["made_at"])
    op.create_table(
        "invitations",
        sa.Column("code", sa.String(64), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("made_by", sa.BigInteger(), nullable=False),
        sa.Column("made_at", UTC, nullable=False),
        sa.Column("ends_at", UTC, nullable=False),
    )


def downgrade() -> None:
    """Takes them away with what is in them."""
    op.drop_table("invitations")
    op.drop_table("held")
