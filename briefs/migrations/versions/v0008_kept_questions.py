"""Words that are kept for buttons say when they were last needed, so that old ones can be erased."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLE = "kept_questions"
INDEX = "ix_kept_questions_used_at"


def upgrade() -> None:
    """What is kept already counts as needed today."""
    with op.batch_alter_table(TABLE) as batch:
        batch.add_column(sa.Column("used_at", sa.DateTime(timezone=True)))
    op.execute(f"UPDATE {TABLE} SET used_at = CURRENT_TIMESTAMP")
    with op.batch_alter_table(TABLE) as batch:
        batch.alter_column("used_at", existing_type=sa.DateTime(timezone=True), nullable=False)
    op.create_index(INDEX, TABLE, ["used_at"])


def downgrade() -> None:
    """The words stay, without their moment."""
    op.drop_index(INDEX, TABLE)
    with op.batch_alter_table(TABLE) as batch:
        batch.drop_column("used_at")
