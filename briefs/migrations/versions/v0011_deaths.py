"""Messages keep how many processes died while they sent them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody is known to have died over what is there."""
    op.add_column("outbox", sa.Column("deaths", sa.Integer, nullable=False, server_default="0"))


def downgrade() -> None:
    """What kills is tried for ever again."""
    op.drop_column("outbox", "deaths")
