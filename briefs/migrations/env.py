"""An open connection in, migrations run on it: Alembic's door into this program (no ini file, no logging)."""

from __future__ import annotations

from alembic import context

from briefs.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
context.run_migrations()
