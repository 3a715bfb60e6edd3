"""A file of results that grows while a run goes on, and from which a killed run goes on.

Beside `events.jsonl` stands `events.jsonl.done`: a first line that says what kind of run it is, then one line for each
finished article, with the size of `events.jsonl` after it. An article's events are on the disk before its line is.
So what stands beyond the last such line belongs to an article that was not finished: it is cut off at the next start,
and no event is ever there twice. A failed article is not finished: it is asked again.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from filelock import FileLock, Timeout

from summarizer.errors import InputError
from summarizer.schemas import Extraction

EVERY = 0.2
"""Seconds between two writes to the disk: each waits for it (fsync), which takes a few milliseconds."""


class Results:
    """Appends the events of finished articles to a file, and knows which are finished. A context manager.

    Raises InputError where the file cannot be written, is being written by another run, holds the results of a run
    that `kind` differs from, or has been changed since. `fresh` starts it over instead.
    """

    def __init__(self, path: Path, kind: Mapping[str, object], *, fresh: bool = False) -> None:
        self.path, self._kind = path, dict(kind)
        self._journal_path = path.with_name(path.name + ".done")
        self._lock = FileLock(path.with_name(f".{path.name}.lock"))
        self.done: set[str] = set()
        self._buffer: list[Extraction[Any]] = []
        self._written_at = float("-inf")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
        except Timeout:
            raise InputError(f"{path}: another run is writing this file; wait for it, or name another") from None
        except OSError as error:
            raise InputError(f"{path}: cannot be written: {error.strerror}") from None
        try:
            self._open(fresh)
        except BaseException as error:
            self._lock.release()
            if isinstance(error, OSError):
                raise InputError(f"{path}: cannot be written: {error.strerror}") from None
            raise

    def _open(self, fresh: bool) -> None:
        self._end = 0 if fresh else self._restored()
        self._events = self._opened(self.path, self._end)
        self._journal = self._opened(self._journal_path, self._whole if self._end or self.done else 0)
        if not self.done:
            self._append(self._journal, json.dumps({"run": self._kind}, ensure_ascii=False) + "\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(self, result: Extraction[Any]) -> None:
        """Take over the result of one article; it is on the disk within `EVERY` seconds of the next, or at the end."""
        if result.error is None and result.doc_id not in self.done:
            self.done.add(result.doc_id)
            self._buffer.append(result)
        if time.monotonic() - self._written_at >= EVERY:
            self.flush()

    def flush(self) -> None:
        """Write what has been added: first the events, then that their articles are finished."""
        if self._buffer:
            events, lines = [], []
            for result in self._buffer:
                events += [event.model_dump_json() + "\n" for event in result.events]
                self._end += sum(len(line.encode()) for line in events[len(events) - len(result.events) :])
                lines.append(json.dumps({"doc": result.doc_id, "end": self._end}) + "\n")
            self._append(self._events, "".join(events))
            self._append(self._journal, "".join(lines))
            self._buffer.clear()
        self._written_at = time.monotonic()

    def close(self) -> None:
        """Write what is left and let the files go."""
        try:
            self.flush()
        finally:
            os.close(self._events)
            os.close(self._journal)
            self._lock.release()

    # --- inside -----------------------------------------------------------------------------------------------------

    def _restored(self) -> int:
        """Read the journal: what is finished, how much of it is whole, and how long the events are."""
        self._whole = end = 0
        try:
            raw = self._journal_path.read_bytes()
        except FileNotFoundError:
            return 0
        for number, line in enumerate(raw.splitlines(keepends=True)):
            entry = _object(line)
            if entry is None:
                break  # cut off by the kill
            if number == 0 and entry.get("run") != self._kind:
                raise InputError(
                    f"{self.path}: holds the results of another run ({_differences(entry.get('run'), self._kind)}); "
                    "start over with --fresh, or name another file"
                )
            if number:
                self.done.add(str(entry["doc"]))
                end = int(entry["end"])
            self._whole += len(line)
        if end > (self.path.stat().st_size if self.path.exists() else 0):
            raise InputError(f"{self.path}: has been cut since the run that wrote it; start over with --fresh")
        return end

    def _opened(self, path: Path, size: int) -> int:
        file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
        os.ftruncate(file, size)
        os.lseek(file, 0, os.SEEK_END)
        return file

    def _append(self, file: int, text: str) -> None:
        data = text.encode()
        try:
            while data:
                data = data[os.write(file, data) :]
            os.fsync(file)
        except OSError as error:
            raise InputError(
                f"{self.path}: cannot be written: {error.strerror}; what is finished stays, the same command goes on"
            ) from None


def _object(line: bytes) -> dict[str, Any] | None:
    """A whole line of the journal; None for one that is cut off or damaged."""
    if not line.endswith(b"\n"):
        return None
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    return entry if isinstance(entry, dict) and ("run" in entry or {"doc", "end"} <= entry.keys()) else None


def _differences(before: object, now: Mapping[str, object]) -> str:
    if not isinstance(before, dict):
        return "of unknown kind"
    names = [name for name in {**before, **now} if before.get(name) != now.get(name)]
    return ", ".join(f"{name}: {before.get(name)} before, {now.get(name)} now" for name in names)
