"""The tables of what is kept beside documents: where else they stand, their files, how they are found, corrections."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table

from briefs.store.columns import Number, Short, Utc, Words
from briefs.store.tables import metadata, outcomes


def _of_document(name: str = "document", *, key: bool = False) -> Column[int]:
    target = ForeignKey("documents.number", ondelete="CASCADE")
    return Column(name, Number, target, nullable=False, primary_key=key)


addresses = Table(
    "addresses",
    metadata,
    Column("number", Number, primary_key=True),
    _of_document(),
    Column("sha256", Short(64), nullable=False),
    Column("url", Words),
    Column("name", Words, nullable=False),
    Column("by_address", Short(64)),
    Column("seen_at", Utc, nullable=False),
    Index("ix_addresses_document", "document"),
    Index("ix_addresses_sha256", "sha256"),
    Index("ix_addresses_by_address", "by_address"),
)
"""Where else a document was found, and in which form: the same release at another address, under another header, in
another format. ``sha256`` is of the text that stood there, so that it is known at once when it comes again."""

bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    _of_document(key=True),
    Index("ix_bands_document", "document"),
    sqlite_with_rowid=False,
)
"""By what a document is found among all others without a look at any of them: texts that are alike share a band."""

files = Table(
    "files",
    metadata,
    Column("key", Short(64), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    _of_document(),
    Column("held", Integer, nullable=False),
    Column("intake", Short(64), nullable=False),
    Index("ix_files_document", "document"),
)
"""Which documents came out of a file, so that it need not be taken apart again to be known.

``key`` is the fingerprint of its bytes and of what was given with them, ``position`` the place of a document among the
``held`` ones in it, ``intake`` the fingerprint of the program that took it apart: another one may find another text.
"""

hidden_lines = Table(
    "hidden_lines",
    metadata,
    _of_document(),
    *(
        Column(column.name, column.type, nullable=column.nullable, primary_key=column.primary_key)
        for column in outcomes.c
        if column.name != "document"
    ),
    Index("ix_hidden_lines_document", "document"),
)
"""Lines that an editor took out of every answer, as they were: a row of ``outcomes`` moves here and back again."""

corrections = Table(
    "corrections",
    metadata,
    Column("number", Number, primary_key=True),
    _of_document("root"),
    Column("line", Number),
    Column("quote", Words),
    Column("paragraph", Integer),
    Column("kind", Short(20)),
    Column("rank", Integer),
    Column("field", Short(20), nullable=False),
    Column("old", Words, nullable=False),
    Column("new", Words, nullable=False),
    Column("corrected_by", Short(64), nullable=False),
    Column("corrected_at", Utc, nullable=False),
    Column("undone_by", Short(64)),
    Column("undone_at", Utc),
    Index("ix_corrections_root", "root"),
    Index("ix_corrections_line", "line"),
    sqlite_autoincrement=True,
)
"""What editors corrected, newest last; ``old`` and ``new`` are JSON.

``root`` is the first revision of the document: a correction holds for all of them. Of a line: the sentence, its
paragraph, the kind that the parser read and which of several such it was; ``line`` is the number it was corrected
under. Of a document itself these are null. An undone correction stays, with who took it back and when.
"""
