"""The one table of the bot: what a chat has set for itself, on the same metadata as the store's tables."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, Index, String, Table

from briefs.store.columns import Utc
from briefs.store.tables import metadata

readers = Table(
    "readers",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("zone", String(64)),
    Column("language", String(8)),
    Column("hidden_kinds", String(200), nullable=False, server_default=""),
    Column("since", Utc, nullable=False),
    Column("last_seen", Date, nullable=False),
    Index("ix_readers_last_seen", "last_seen"),
)
"""A chat that has set something; ``id`` is Telegram's id of the chat (of the person, in a private one)."""
