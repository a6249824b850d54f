"""The tables of the editors' side: what was sent in and not kept yet, and invitations that nobody has taken up yet."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, Table

from briefs.store.columns import Number, Short, Utc, Words
from briefs.store.tables import metadata

held = Table(
    "held",
    metadata,
    Column("number", Number, primary_key=True),
    Column("chat", BigInteger, nullable=False),
    Column("person", BigInteger, nullable=False),
    Column("form", Short(10), nullable=False),
    Column("pieces", Words, nullable=False),
    Column("documents", Words, nullable=False),
    Column("refused", Words, nullable=False),
    Column("size", Integer, nullable=False),
    Column("anew", Boolean, nullable=False),
    Column("made_at", Utc, nullable=False),
    Column("said_at", Utc, nullable=False),
    Index("ix_held_chat_number", "chat", "number"),
    Index("ix_held_made_at", "made_at"),
    sqlite_autoincrement=True,
)
"""What an editor sent and has not said "keep" to. After a day it is erased.

``form`` is "text", "file" or "link"; ``pieces`` (of a pasted text: JSON of message ids to texts), ``documents`` and
``refused`` (JSON lists of what was found in it, and of why the rest could not be read); ``size`` counts the last piece in
UTF-16 units, ``said_at`` is when it was sent; ``anew`` says that it is read by the rules as they stand in the files now.
"""

invitations = Table(
    "invitations",
    metadata,
    Column("code", Short(64), primary_key=True),
    Column("name", Words, nullable=False),
    Column("made_by", BigInteger, nullable=False),
    Column("made_at", Utc, nullable=False),
    Column("ends_at", Utc, nullable=False),
)
"""Who may become an editor, once: ``code`` is the fingerprint of the secret in the link, ``name`` the user name that must
come with it, or empty."""
