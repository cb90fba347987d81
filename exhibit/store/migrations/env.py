"""Runs migrations on the connection that `ensure_schema` hands over."""
from alembic import context

from exhibit.store import accounts, ledger, tables  # noqa: F401  the tables register themselves
from exhibit.store.engine import Base

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True, compare_type=True)
with context.begin_transaction():
    context.run_migrations()
