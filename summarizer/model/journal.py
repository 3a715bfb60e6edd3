"""Every attempt as one line of a JSON Lines file, for `Settings.record`."""

from __future__ import annotations

import json
import logging
import os
import threading
from pathlib import Path

from summarizer.errors import ConfigurationError

logger = logging.getLogger("summarizer")


class Journal:
    """Appends whole lines to a file that only its owner may read: it holds the articles' text.

    Raises ConfigurationError where the file cannot be opened. A line that cannot be written later is given up with one
    warning: an article is worth more than its log.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._file: int | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
            self._file = os.open(path, flags, 0o600)
        except OSError as error:
            raise ConfigurationError(
                f"record: {path} cannot be written ({error.strerror}); name another file"
            ) from error

    def write(self, line: dict[str, object]) -> None:
        """Append one line in one system call, so that lines of several processes do not mix."""
        data = json.dumps(line, ensure_ascii=False, default=str).encode("utf-8", "backslashreplace") + b"\n"
        with self._lock:
            if self._file is None:
                return
            try:
                written = os.write(self._file, data)
                if written < len(data):
                    raise OSError(f"only {written} of {len(data)} bytes were written")
            except OSError as error:
                os.close(self._file)
                self._file = None
                logger.warning("record: %s: %s; calls are no longer recorded", self.path, error)

    def close(self) -> None:
        """Close the file; later lines are given up in silence."""
        with self._lock:
            if self._file is not None:
                os.close(self._file)
                self._file = None
