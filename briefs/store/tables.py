"""The tables of the store, as SQLAlchemy Core values: what a Reading becomes when it is kept.

A number once given to a document or an outcome is never given again. Rows of an old revision stay where they
are; ``documents.known_from`` and ``known_until`` say on which days a revision was what was known.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
)

from briefs.store.columns import Chairs, Listed, Number, Short, Utc, Words

VERSIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011")
"""Every version of the schema that this program knows, oldest first; the last is what it works with."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _of(target: str) -> Column[int]:
    """A column that points to the row it belongs to and goes with it."""
    return Column(
        target.split(".", maxsplit=1)[0].rstrip("s"),
        Number,
        ForeignKey(target, ondelete="CASCADE"),
        nullable=False,
    )


def _number() -> Column[int]:
    return Column("number", Number, primary_key=True)


documents = Table(
    "documents",
    metadata,
    _number(),
    Column("sha256", Short(64), nullable=False),
    Column("title", Words, nullable=False),
    Column("kind", Short(20), nullable=False),
    Column("publisher", Words),
    Column("published_on", Date),
    Column("published_inferred", Boolean, nullable=False),
    Column("published_reason", Words),
    Column("place", Words),
    Column("language", Words, nullable=False),
    Column("url", Words),
    Column("name", Words, nullable=False),
    Column("sample", Boolean, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("predecessor", Number, ForeignKey("documents.number", ondelete="SET NULL")),
    Column("superseded_by", Number, ForeignKey("documents.number", ondelete="SET NULL")),
    Column("known_from", Date, nullable=False),
    Column("known_until", Date),
    Column("by_address", Short(64)),
    Column("by_title", Short(64), nullable=False),
    Column("added_at", Utc, nullable=False),
    Column("given_title", Words),
    Column("given_publisher", Words),
    Column("given_on", Date),
    Column("given_place", Words),
    Column("given_language", Short(20)),
    Column("fetched_at", Utc),
    Column("corrected", Listed, nullable=False, server_default=""),
    sqlite_autoincrement=True,
)
current = documents.c.superseded_by.is_(None)
Index("uq_documents_current", documents.c.sha256, unique=True, sqlite_where=current, postgresql_where=current)
Index("ix_documents_sha256", documents.c.sha256)
Index("ix_documents_by_address", documents.c.by_address)
Index("ix_documents_by_title", documents.c.by_title)
Index("ix_documents_known_from", documents.c.known_from)
Index("ix_documents_predecessor", documents.c.predecessor)
Index("ix_documents_superseded_by", documents.c.superseded_by)

texts = Table(
    "texts",
    metadata,
    Column("document", Number, ForeignKey("documents.number", ondelete="CASCADE"), primary_key=True),
    Column("text", Words, nullable=False),
)

paragraphs = Table(
    "paragraphs",
    metadata,
    _number(),
    _of("documents.number"),
    Column("position", Integer, nullable=False),
    Column("text", Words, nullable=False),
    Column("terms", Words, nullable=False),
    Column("setting", Words, nullable=False),
    Index("uq_paragraphs_document_position", "document", "position", unique=True),
)

meetings = Table(
    "meetings",
    metadata,
    _number(),
    _of("documents.number"),
    Column("position", Integer, nullable=False),
    Column("key", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("forum", Words),
    Column("level", Short(20), nullable=False),
    Column("format", Short(20)),
    Column("place", Words),
    Column("starts", Date),
    Column("ends", Date),
    Column("precision", Short(10)),
    Column("parties", Listed, nullable=False),
    Column("chairs", Chairs, nullable=False),
    Column("part_of", Words),
    Column("parent", Number, ForeignKey("meetings.number", ondelete="SET NULL")),
    Index("ix_meetings_document", "document"),
    Index("ix_meetings_starts", "starts"),
    Index("ix_meetings_parent", "parent"),
    sqlite_autoincrement=True,
)

meeting_parties = Table(
    "meeting_parties",
    metadata,
    Column("meeting", Number, ForeignKey("meetings.number", ondelete="CASCADE"), primary_key=True),
    Column("code", Short(40), primary_key=True),
    Index("ix_meeting_parties_code_meeting", "code", "meeting"),
)

outcomes = Table(
    "outcomes",
    metadata,
    _number(),
    _of("documents.number"),
    Column("position", Integer, nullable=False),
    Column("key", Words, nullable=False),
    Column("kind", Short(20), nullable=False),
    Column("strength", Short(10)),
    Column("actors", Listed, nullable=False),
    Column("towards", Listed, nullable=False),
    Column("headline", Words, nullable=False),
    Column("quote", Words, nullable=False),
    Column("paragraph", Integer, nullable=False),
    Column("meeting", Number, ForeignKey("meetings.number", ondelete="SET NULL")),
    Column("topics", Listed, nullable=False),
    Column("instrument", Words),
    Column("period_start", Date),
    Column("period_end", Date),
    Column("period_precision", Short(10)),
    Column("period_words", Words),
    Column("amount_value", Float(53)),
    Column("amount_currency", Short(10)),
    Column("amount_unit", Words),
    Column("amount_assumed", Boolean, nullable=False),
    Column("amount_qualifier", Words),
    Column("event", Short(200)),
    Column("said_start", Date),
    Column("said_end", Date),
    Column("said_precision", Short(10)),
    Column("said_inferred", Boolean, nullable=False),
    Column("said_order", Integer, nullable=False),
    Column("parsed", Words),
    Index("ix_outcomes_document_paragraph", "document", "paragraph"),
    Index("ix_outcomes_meeting", "meeting"),
    Index("ix_outcomes_said_order_document", "said_order", "document"),
    Index("ix_outcomes_event", "event"),
    Index("ix_outcomes_period_end", "period_end"),
    Index("ix_outcomes_period_start", "period_start"),
    sqlite_autoincrement=True,
)

outcome_parties = Table(
    "outcome_parties",
    metadata,
    Column("outcome", Number, ForeignKey("outcomes.number", ondelete="CASCADE"), primary_key=True),
    Column("code", Short(40), primary_key=True),
    Column("side", Short(10), primary_key=True),
    Index("ix_outcome_parties_code_outcome_side", "code", "outcome", "side"),
)

outcome_topics = Table(
    "outcome_topics",
    metadata,
    Column("outcome", Number, ForeignKey("outcomes.number", ondelete="CASCADE"), primary_key=True),
    Column("topic", Short(80), primary_key=True),
    Index("ix_outcome_topics_topic_outcome", "topic", "outcome"),
)

events = Table(
    "events",
    metadata,
    _number(),
    _of("documents.number"),
    Column("slug", Short(200), nullable=False),
    Column("name", Words, nullable=False),
    Column("kind", Short(80), nullable=False),
    Column("host", Short(40)),
    Column("place", Words),
    Column("starts", Date),
    Column("ends", Date),
    Column("precision", Short(10)),
    Column("status", Short(20), nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Index("ix_events_document", "document"),
    Index("ix_events_slug", "slug"),
    Index("ix_events_last_day", "last_day"),
)

event_mentions = Table(
    "event_mentions",
    metadata,
    _number(),
    _of("events.number"),
    Column("quote", Words, nullable=False),
    Column("paragraph", Integer, nullable=False),
    Index("ix_event_mentions_event", "event"),
)

commentary = Table(
    "commentary",
    metadata,
    _number(),
    _of("documents.number"),
    Column("quote", Words, nullable=False),
    Column("paragraph", Integer, nullable=False),
    Column("speaker", Words),
    Index("ix_commentary_document", "document"),
)

unread = Table(
    "unread",
    metadata,
    _number(),
    _of("documents.number"),
    Column("quote", Words, nullable=False),
    Column("paragraph", Integer, nullable=False),
    Column("reason", Words, nullable=False),
    Index("ix_unread_document", "document"),
)

kept_questions = Table(
    "kept_questions",
    metadata,
    Column("token", Short(16), primary_key=True),
    Column("words", Words, nullable=False),
    Column("used_at", Utc, nullable=False),
    Index("ix_kept_questions_used_at", "used_at"),
)
"""Words that are too long for a button; ``used_at`` is when a button was last made with them, to about a week."""

marks = Table(
    "marks",
    metadata,
    Column("name", Short(40), primary_key=True),
    Column("value", Words, nullable=False),
)
