"""Addresses and fingerprints of documents, and corrections of what was read."""

from __future__ import annotations

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables of sameness and corrections."""


def downgrade() -> None:
    """Takes them away with what is in them."""
