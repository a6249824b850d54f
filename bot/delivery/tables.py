"""The tables of delivery: who follows what, what was made for them, what is to be sent, and what came in."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    text,
)

from briefs.store.columns import Utc
from briefs.store.tables import metadata


def _number() -> Column[int]:
    return Column("number", Integer, primary_key=True)


def _subscription(*, key: bool = False) -> Column[int]:
    target = ForeignKey("subscriptions.number", ondelete="CASCADE")
    return Column("subscription", Integer, target, nullable=False, primary_key=key)


subscriptions = Table(
    "subscriptions",
    metadata,
    _number(),
    Column("chat", BigInteger, nullable=False),
    Column("thread", Integer),
    Column("form", String(10), nullable=False),
    Column("interest", Text, nullable=False),
    Column("cadence", String(10)),
    Column("days", String(20), nullable=False, server_default=""),
    Column("minute", Integer, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("language", String(8), nullable=False, server_default="en"),
    Column("horizon", Integer, nullable=False),
    Column("leads", String(60), nullable=False, server_default=""),
    Column("quiet_from", Integer),
    Column("quiet_until", Integer),
    Column("says_nothing_new", Boolean, nullable=False),
    Column("state", String(10), nullable=False),
    Column("ended_why", String(40)),
    Column("ended_at", Utc),
    Column("made_at", Utc, nullable=False),
    Column("made_by", BigInteger, nullable=False),
    Column("feed", String(64), unique=True),
    Column("seen", Integer, nullable=False),
    Column("window_start", Utc, nullable=False),
    Column("digest_due", Utc),
    Column("alert_due", Utc),
    Column("reminder_due", Utc),
    Column("reminded_on", Date),
    Column("leased_by", String(40)),
    Column("leased_until", Utc),
    Index("ix_subscriptions_chat", "chat"),
    Index("ix_subscriptions_digest_due", "digest_due"),
    Index("ix_subscriptions_alert_due", "alert_due"),
    Index("ix_subscriptions_reminder_due", "reminder_due"),
    sqlite_autoincrement=True,
)
"""One thing that one chat follows; its number is never given again.

- ``form`` is "digest" or "watch"; ``interest`` the canonical words of what is followed; ``state`` "active", "paused"
  or "ended" with ``ended_why`` ("removed", "blocked", "kicked", "deactivated", "gone", ...): the row stays.
- ``cadence`` is "daily", "weekly", "days" or "monthly" (null for a watch); ``days`` the weekdays 0-6 or the day of the
  month, by commas; ``minute`` the local minute of the day; ``horizon`` days ahead; ``leads`` days before an event.
- ``quiet_from`` and ``quiet_until`` are local minutes of the day between which alerts wait.
- ``seen`` is the last document that a digest covered, ``window_start`` the moment it did: the next window starts there.
- The three ``due`` columns are null where nothing is due ever; a paused or ended row has none. ``alert_due`` is also
  the moment to tell that a date moved, of either form.
- ``reminded_on`` is the local day up to which reminders were looked for: one that an outage kept back is told late.
- ``leased_by`` and ``leased_until``: the process that works on the row, and until when others leave it alone.
"""

interest_terms = Table(
    "interest_terms",
    metadata,
    Column("term", String(120), primary_key=True),
    _subscription(key=True),
    Index("ix_interest_terms_subscription", "subscription"),
)
"""By which words of a document an active watch is found without a look at the others, such as "party:AU" or "*"."""

matches = Table(
    "matches",
    metadata,
    _subscription(key=True),
    Column("document", Integer, ForeignKey("documents.number", ondelete="CASCADE"), primary_key=True),
    Index("ix_matches_document", "document"),
)
"""Documents that wait to be told of in a watch's next alert."""

runs = Table(
    "runs",
    metadata,
    _number(),
    _subscription(),
    Column("form", String(10), nullable=False),
    Column("key", String(200), nullable=False),
    Column("starts", Utc, nullable=False),
    Column("ends", Utc, nullable=False),
    Column("after", Integer, nullable=False),
    Column("upto", Integer, nullable=False),
    Column("made_at", Utc, nullable=False),
    Column("messages", Integer, nullable=False),
    Index("uq_runs_subscription_form_key", "subscription", "form", "key", unique=True),
    sqlite_autoincrement=True,
)
"""What was made for a subscription, once: the half-open window (documents ``after`` < n <= ``upto``; moments
``starts`` <= t < ``ends``). ``form`` is "digest", "alert", "reminder" or "change"; ``key`` the window, or the event with
its date and lead; ``messages`` how many came of it, 0 where nothing was new."""

told_events = Table(
    "told_events",
    metadata,
    _subscription(key=True),
    Column("slug", String(200), primary_key=True),
    Column("starts", Date),
    Column("ends", Date),
    Column("precision", String(10)),
    Column("status", String(20), nullable=False),
    Column("source", Integer),
    Column("told_at", Utc, nullable=False),
    Index("ix_told_events_slug", "slug"),
)
"""The date of an event as a subscription was last told it: who was told an old date is told the new one."""

letters = Table(
    "letters",
    metadata,
    _number(),
    Column("html", Text, nullable=False),
    Column("buttons", Text, nullable=False, server_default="[]"),
    Column("made_at", Utc, nullable=False),
    sqlite_autoincrement=True,
)
"""The text of a message with its buttons (JSON rows of label and data or url), shared by all who get the same."""

outbox = Table(
    "outbox",
    metadata,
    _number(),
    Column("chat", BigInteger, nullable=False),
    Column("thread", Integer),
    Column("letter", Integer, ForeignKey("letters.number"), nullable=False),
    Column("run", Integer, ForeignKey("runs.number", ondelete="SET NULL")),
    Column("purpose", String(12), nullable=False),
    Column("key", String(200)),
    Column("state", String(10), nullable=False),
    Column("due", Utc, nullable=False),
    Column("give_up", Utc, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("doubts", Integer, nullable=False, server_default="0"),
    Column("deaths", Integer, nullable=False, server_default="0"),
    Column("claimed_by", String(40)),
    Column("claimed_until", Utc),
    Column("topic", Integer),
    Column("message", BigInteger),
    Column("ended_at", Utc),
    Column("why", String(200)),
    Column("made_at", Utc, nullable=False),
    Index(
        "ix_outbox_waiting",
        "due",
        "number",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
    Index(
        "ix_outbox_open",
        "chat",
        "number",
        sqlite_where=text("state IN ('waiting', 'sending')"),
        postgresql_where=text("state IN ('waiting', 'sending')"),
    ),
    Index(
        "ix_outbox_sending",
        "claimed_until",
        sqlite_where=text("state = 'sending'"),
        postgresql_where=text("state = 'sending'"),
    ),
    Index("uq_outbox_key", "key", unique=True),
    Index("ix_outbox_run", "run"),
    Index("ix_outbox_letter", "letter"),
    Index(
        "ix_outbox_failed",
        "ended_at",
        sqlite_where=text("state IN ('failed', 'gone')"),
        postgresql_where=text("state IN ('failed', 'gone')"),
    ),
    Index("ix_outbox_ended_at", "ended_at"),
    Index("ix_outbox_chat", "chat"),
    sqlite_autoincrement=True,
)
"""One message to one chat. ``state``: "waiting", "sending" (claimed until ``claimed_until``), "sent", "gone" (the chat
is closed), "failed" (given up), "withdrawn" (no longer true before it was sent). Messages of a chat go in the order of
their numbers. ``purpose``: "digest", "alert", "reminder", "change", "correction", "owner". ``key`` is unique where a
message must exist once and has no run. ``doubts`` counts sends whose outcome nobody knows, ``deaths`` the processes that
died while they had claimed it.
``topic`` is the closed one that a message was for which goes to General instead."""

told_lines = Table(
    "told_lines",
    metadata,
    Column("outcome", Integer, primary_key=True),
    Column("chat", BigInteger, primary_key=True),
    Column("thread", Integer, primary_key=True, server_default="0"),
    Column("outbox", Integer, ForeignKey("outbox.number", ondelete="SET NULL")),
    Column("told_at", Utc, nullable=False),
    Index("ix_told_lines_outbox", "outbox"),
    Index("ix_told_lines_chat", "chat"),
    Index("ix_told_lines_told_at", "told_at"),
)
"""Which lines were pushed to which chat and topic (0: none), so that a correction reaches whoever read the error.

``outbox`` is the message; null where it was sent and is no longer kept. Of one that was never sent the lines go with it.
A number below zero is no line but a document, by its first revision: the chat was told of its right date or publisher.
"""

pacing = Table(
    "pacing",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("next_at", Utc, nullable=False),
)
"""When the next message may go, shared by all processes of one database."""

inbox = Table(
    "inbox",
    metadata,
    Column("update", BigInteger, primary_key=True, autoincrement=False),
    Column("raw", Text),
    Column("came_at", Utc, nullable=False),
    Column("done_at", Utc),
    Column("claimed_by", String(40), nullable=False),
    Column("claimed_until", Utc, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="1"),
    Index(
        "ix_inbox_open",
        "claimed_until",
        sqlite_where=text("done_at IS NULL"),
        postgresql_where=text("done_at IS NULL"),
    ),
    Index("ix_inbox_came_at", "came_at"),
)
"""Updates that came in, by Telegram's own number; ``raw`` is erased as soon as the update is answered.

``attempts`` counts the processes that took it up: one that none of them survived is not tried for ever.
"""
