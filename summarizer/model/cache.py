"""Validated replies, kept in a small SQLite database: what was paid for once is not asked again.

Safe with several processes at once. It is a help, never a need: what goes wrong with it (no room on the disk, a damaged
file, a folder that cannot be written) is said once, and the run goes on without it. Only replies go in that fitted
their schema; they are validated again, and pass the gate again, each time they are used.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import logging
import os
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple, TypeVar

logger = logging.getLogger("summarizer")

T = TypeVar("T")

FORMAT = 1
"""Part of every key: a new one makes all that is stored unfindable."""
BUSY_SECONDS = 2.0
"""How long to wait for another process that writes."""
FRESH_SECONDS = 86400
"""A use is noted once a day: often enough to tell what is no longer used."""
CHECK_EVERY = 64
"""Replies stored between two looks at the size."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS replies (
    key BLOB PRIMARY KEY,
    model TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    text TEXT NOT NULL,
    stored INTEGER NOT NULL,
    used INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS by_use ON replies (used);
"""


class Stored(NamedTuple):
    """One reply: its text as the model sent it, the model's own name, and the fingerprint of the request answered."""

    text: str
    model: str
    fingerprint: str


def question_key(*asked: object) -> bytes:
    """SHA-256 of the canonical JSON (sorted keys, no spaces) of what is asked."""
    canonical = json.dumps([FORMAT, *asked], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).digest()


class ReplyCache:
    """Replies by key. One event loop at a time; other processes and threads open the same file themselves."""

    def __init__(
        self, path: Path, max_bytes: int, *, fresh: bool = False, clock: Callable[[], float] = time.time
    ) -> None:
        """`fresh`: what was stored before now is not found."""
        self.path, self.max_bytes, self._clock = path, max_bytes, clock
        self._since = int(clock()) if fresh else 0
        self._stored = 0
        self._asking: dict[bytes, tuple[asyncio.Lock, int]] = {}
        self._database: sqlite3.Connection | None = None
        try:
            self._database = _opened(path)
        except OSError as error:
            self._give_up(error)
        except sqlite3.DatabaseError as error:
            self._recover(error)

    def get(self, key: bytes) -> Stored | None:
        """The reply stored under `key`."""
        return self._try(lambda database: self._get(database, key))

    def put(self, key: bytes, reply: Stored) -> None:
        """Store a reply that passed validation."""
        self._try(lambda database: self._put(database, key, reply))

    def remove(self, key: bytes) -> None:
        """Forget the reply stored under `key`."""
        self._try(lambda database: database.execute("DELETE FROM replies WHERE key = ?", (key,)))

    def close(self) -> None:
        """Close the file; what comes later is neither found nor stored."""
        if self._database is not None:
            with contextlib.suppress(sqlite3.Error):
                self._database.close()
            self._database = None

    @contextlib.asynccontextmanager
    async def asking(self, key: bytes) -> AsyncIterator[None]:
        """Only one task at a time asks one question: others wait, and find its answer stored."""
        lock, waiting = self._asking.get(key) or (asyncio.Lock(), 0)
        self._asking[key] = lock, waiting + 1
        try:
            async with lock:
                yield
        finally:
            lock, waiting = self._asking[key]
            if waiting > 1:
                self._asking[key] = lock, waiting - 1
            else:
                del self._asking[key]

    # --- inside -----------------------------------------------------------------------------------------------------

    def _get(self, database: sqlite3.Connection, key: bytes) -> Stored | None:
        found = "SELECT text, model, fingerprint, used FROM replies WHERE key = ? AND stored >= ?"
        row = database.execute(found, (key, self._since)).fetchone()
        if row is None:
            return None
        now = int(self._clock())
        if row[3] < now - FRESH_SECONDS:
            database.execute("UPDATE replies SET used = ? WHERE key = ?", (now, key))
        return Stored(*row[:3])

    def _put(self, database: sqlite3.Connection, key: bytes, reply: Stored) -> None:
        if self._stored % CHECK_EVERY == 0:
            self._make_room(database)
        self._stored += 1
        now = int(self._clock())
        values = (key, reply.model, reply.fingerprint, reply.text, now, now)
        database.execute("INSERT OR REPLACE INTO replies VALUES (?, ?, ?, ?, ?, ?)", values)

    def _make_room(self, database: sqlite3.Connection) -> None:
        """Drop a tenth of the replies, those unused for longest, until what is left fits. Freed pages are used again."""
        while self._size(database) > self.max_bytes:
            count = int(database.execute("SELECT count(*) FROM replies").fetchone()[0])
            oldest = "DELETE FROM replies WHERE key IN (SELECT key FROM replies ORDER BY used LIMIT ?)"
            if not count or not database.execute(oldest, (count // 10 + 1,)).rowcount:
                return

    def _size(self, database: sqlite3.Connection) -> int:
        pages, free, size = (
            int(database.execute(f"PRAGMA {name}").fetchone()[0])
            for name in ("page_count", "freelist_count", "page_size")
        )
        return (pages - free) * size

    def _try(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        if self._database is None:
            return None
        try:
            return work(self._database)
        except sqlite3.OperationalError as error:
            if not _is_busy(error):
                self._give_up(error)
        except sqlite3.DatabaseError as error:
            self._recover(error)
        return None

    def _give_up(self, error: Exception) -> None:
        self.close()
        logger.warning("the cache of replies %s cannot be used (%s): going on without it", self.path, error)

    def _recover(self, error: sqlite3.DatabaseError) -> None:
        """Set a damaged file aside and start a new one."""
        if isinstance(error, sqlite3.OperationalError):
            self._give_up(error)
            return
        self.close()
        aside = self.path.with_name(f"{self.path.name}.damaged-{int(time.time())}-{os.getpid()}")
        try:
            if not _sound(self.path):  # unless another process has been here first
                os.replace(self.path, aside)
                for suffix in ("-wal", "-shm"):
                    self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
                logger.warning("the cache of replies was damaged (%s): set aside as %s, and begun anew", error, aside)
            self._database = _opened(self.path)
        except (OSError, sqlite3.Error) as second:
            self._give_up(second)


def _opened(path: Path) -> sqlite3.Connection:
    """A connection to the file, made where it is missing. Waits its turn where others open it at the same moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # It holds what was found in articles: for its owner only.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    database = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    for tries_left in range(19, -1, -1):
        try:
            # Killed at any moment, the file stays whole; only a power cut may take the last replies, never part of one.
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            database.executescript(_SCHEMA)
            break
        except sqlite3.Error as error:
            # SQLite does not wait by itself while the journal's mode is changed.
            if not (tries_left and isinstance(error, sqlite3.OperationalError) and _is_busy(error)):
                database.close()
                raise
            time.sleep(0.05)
    return database


def _is_busy(error: sqlite3.Error) -> bool:
    return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _sound(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as database:
            return bool(database.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.Error:
        return False
