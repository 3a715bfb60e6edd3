"""Files of results that grow while a run goes on, and from which a killed run goes on.

Beside `events.jsonl` stand `events.rejected.jsonl` (see `leftovers`) and `events.jsonl.done`: a first line that says what
kind of run it is, then one line for each finished article, with the sizes of both files after it. An article's events and
rejected values are on the disk before its line is. So what stands beyond the last such line belongs to an article that was
not finished: it is cut off at the next start, and nothing is ever there twice. A failed article is not finished: it is
asked again, and named behind the last finished one only when the run ends.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from filelock import FileLock, Timeout

from summarizer.articles import Unreadable
from summarizer.errors import InputError
from summarizer.leftovers import beside, leftover_lines
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
        self.rejected_path = beside(path)
        self._journal_path = path.with_name(path.name + ".done")
        self._lock = FileLock(path.with_name(f".{path.name}.lock"))
        self.done: set[str] = set()
        self._buffer: list[Extraction[Any]] = []
        self._failed: list[Extraction[Any] | Unreadable] = []
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
        self._end, self._rejected_end = (0, 0) if fresh else self._restored()
        self._events = self._opened(self.path, self._end)
        self._rejected = self._opened(self.rejected_path, self._rejected_end)
        self._journal = self._opened(self._journal_path, self._whole if self.done else 0)
        if not self.done:
            self._append(self._journal, json.dumps({"run": self._kind}, ensure_ascii=False) + "\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def miss(self, unreadable: Iterable[Unreadable]) -> None:
        """Name inputs that gave no article among the failures."""
        self._failed += unreadable

    def add(self, result: Extraction[Any]) -> None:
        """Take over the result of one article; it is on the disk within `EVERY` seconds of the next, or at the end."""
        if result.error is not None:
            self._failed.append(result)
        elif result.doc_id not in self.done:
            self.done.add(result.doc_id)
            self._buffer.append(result)
        if time.monotonic() - self._written_at >= EVERY:
            self.flush()

    def flush(self) -> None:
        """Write what has been added: first events and rejected values, then that their articles are finished."""
        if self._buffer:
            events, rejected, lines = "", "", ""
            for result in self._buffer:
                told = "".join(event.model_dump_json() + "\n" for event in result.events)
                left = "".join(leftover_lines(result))
                self._end += len(told.encode())
                self._rejected_end += len(left.encode())
                entry = {"doc": result.doc_id, "end": self._end, "rejected": self._rejected_end}
                events, rejected, lines = events + told, rejected + left, lines + json.dumps(entry) + "\n"
            self._append(self._events, events)
            self._append(self._rejected, rejected)
            self._append(self._journal, lines)
            self._buffer.clear()
        self._written_at = time.monotonic()

    def close(self) -> None:
        """Write what is left, the failed articles last, and let the files go."""
        try:
            self.flush()
            self._append(self._rejected, "".join(line for one in self._failed for line in leftover_lines(one)))
        finally:
            for file in (self._events, self._rejected, self._journal):
                os.close(file)
            self._lock.release()

    # --- inside -----------------------------------------------------------------------------------------------------

    def _restored(self) -> tuple[int, int]:
        """Read the journal: what is finished, how much of it is whole; gives the lengths of both files."""
        self._whole = end = rejected = 0
        try:
            raw = self._journal_path.read_bytes()
        except FileNotFoundError:
            return 0, 0
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
                end, rejected = int(entry["end"]), int(entry.get("rejected", 0))
            self._whole += len(line)
        for path, size in ((self.path, end), (self.rejected_path, rejected)):
            if size > (path.stat().st_size if path.exists() else 0):
                raise InputError(f"{path}: was cut since the run that wrote it; start over with --fresh")
        return end, rejected

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
