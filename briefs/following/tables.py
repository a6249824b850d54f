"""The table of what calendars were told: one row for each event that ever had a day."""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, Table

from briefs.store.columns import Short, Utc, Words
from briefs.store.tables import metadata

calendar_entries = Table(
    "calendar_entries",
    metadata,
    Column("slug", Short(200), primary_key=True),
    Column("uid", Short(64), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("starts", Date, nullable=False),
    Column("ends", Date, nullable=False),
    Column("summary", Words, nullable=False),
    Column("location", Words, nullable=False),
    Column("status", Short(20), nullable=False),
    Column("changed_at", Utc, nullable=False),
    Column("made_at", Utc, nullable=False),
)
"""``uid`` stays for life; ``sequence`` counts the changes of what a calendar shows, the last of them at ``changed_at``.

``starts`` and ``ends`` are the first and the last day as last told, both included; one that lost its day keeps the old
one, with the status "CANCELLED", so that calendars take it out.
"""
