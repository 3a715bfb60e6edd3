"""Brings a database to the schema of `tables`, step by step, with alembic."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text
from sqlalchemy.engine import Connection

_LOCK = 7_236_101
"""Any number that nobody else locks in the same PostgreSQL database."""


def upgrade(engine: Engine) -> None:
    """Run the steps that are missing, all or none.

    Raises LookupError where the database is newer than this program.
    """
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    known = ScriptDirectory.from_config(config)
    with engine.begin() as connection:
        _one_at_a_time(connection)
        now = MigrationContext.configure(connection).get_current_revision()
        if now == known.get_current_head():
            return
        if now is not None and now not in {step.revision for step in known.walk_revisions()}:
            raise LookupError(f"the database is at step {now}, which this version of the program does not know")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _one_at_a_time(connection: Connection) -> None:
    """Two programs that open a new database at once must not both create its tables (SQLite: BEGIN IMMEDIATE)."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
