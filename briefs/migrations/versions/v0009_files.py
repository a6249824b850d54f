"""Files that were taken apart are known again by their bytes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was added before is recognised by its text, and noted when it comes once more."""
    document = sa.ForeignKey("documents.number", ondelete="CASCADE")
    op.create_table(
        "files",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("document", sa.Integer, document, nullable=False),
        sa.Column("held", sa.Integer, nullable=False),
        sa.Column("intake", sa.String(64), nullable=False),
    )
    op.create_index("ix_files_document", "files", ["document"])


def downgrade() -> None:
    """The documents stay; their files are taken apart again."""
    op.drop_table("files")
