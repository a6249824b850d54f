"""Subscriptions, what is to be sent, and what came in."""

from __future__ import annotations

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables of delivery."""


def downgrade() -> None:
    """Takes them away with what is in them."""
