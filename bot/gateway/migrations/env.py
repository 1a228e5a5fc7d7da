"""Alembic's entry: runs the migrations on the connection that ``database.upgrade`` hands in."""

from alembic import context

import bot.gateway.desk.tables  # noqa: F401 - they belong to the metadata
from bot.gateway.database import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a table by making it anew
)
with context.begin_transaction():
    context.run_migrations()
