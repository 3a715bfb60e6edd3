"""Opens a database: a file (SQLite, shared by several processes) or a server (PostgreSQL)."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

BUSY_SECONDS = 30
"""How long a writer waits for another one (SQLite)."""


def connect(where: str) -> Engine:
    """The engine of a URL, or of the SQLite file `where`. Nothing is connected yet.

    Raises sqlalchemy.exc.ArgumentError for a wrong URL, ImportError where the driver is missing.
    """
    url = make_url(where if "://" in where else f"sqlite:///{Path(where).expanduser().resolve().as_posix()}")
    if url.drivername in ("postgresql", "postgres"):
        # psycopg 3; the plain scheme would ask for its predecessor.
        url = url.set(drivername="postgresql+psycopg")
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        _share(engine)
    return engine


def _share(engine: Engine) -> None:
    """Write-ahead log, patience with other writers, and transactions that take the write lock at their start."""

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        # Transactions are begun by the listener below, not by the driver at the first write.
        connection.isolation_level = None
        for pragma in (f"busy_timeout={BUSY_SECONDS * 1000}", "foreign_keys=ON", "synchronous=NORMAL"):
            connection.execute(f"PRAGMA {pragma}")
        _write_ahead(connection)

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _write_ahead(connection: Any) -> None:
    """Turn the write-ahead log on. SQLite does not wait by itself while the journal's mode is changed, so we do."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        time.sleep(0.02)
