"""Replies kept on disk for conditional requests (RFC 9110, section 13): unchanged pages cost a 304, not a download."""

from __future__ import annotations

import hashlib
import os
import time
from contextlib import suppress
from pathlib import Path

from pydantic import BaseModel, ValidationError

KEEP_DAYS = 30


class Kept(BaseModel):
    """What is known of an address; the body lies beside it."""

    url: str
    final_url: str
    etag: str | None = None
    last_modified: str | None = None
    content_type: str | None = None


class KeptReplies:
    """A folder of replies, one pair of files an address. What cannot be read or written is as if it were not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, url: str) -> tuple[Kept, bytes] | None:
        about, body = self._paths(url)
        try:
            kept = Kept.model_validate_json(about.read_bytes())
            return (kept, body.read_bytes()) if kept.url == url else None
        except (OSError, ValidationError):
            return None

    def keep(self, kept: Kept, body: bytes) -> None:
        """Both files appear whole or not at all: the body first, as `find` asks for the description."""
        about, data = self._paths(kept.url)
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            for path, content in ((data, body), (about, kept.model_dump_json().encode())):
                partial = path.with_name(f"{path.name}.{os.getpid()}.part")
                partial.write_bytes(content)
                partial.replace(path)

    def evict(self, days: int = KEEP_DAYS) -> None:
        """Drop what was not written for `days`."""
        oldest = time.time() - days * 86_400
        with suppress(OSError):
            for path in self._folder.iterdir():
                with suppress(OSError):
                    if path.stat().st_mtime < oldest:
                        path.unlink()

    def _paths(self, url: str) -> tuple[Path, Path]:
        name = hashlib.sha256(url.encode()).hexdigest()[:32]
        return self._folder / f"{name}.json", self._folder / f"{name}.body"
