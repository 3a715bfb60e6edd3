"""Alembic's entry: the connection comes from `summarizer.store.migrate`, or from `-x url=…` when steps are written."""

from __future__ import annotations

from alembic import context
from sqlalchemy import create_engine

from summarizer.store.tables import metadata

connection = context.config.attributes.get("connection")
if connection is None:
    connection = create_engine(context.get_x_argument(as_dictionary=True)["url"]).connect()
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
