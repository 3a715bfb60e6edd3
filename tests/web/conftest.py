"""What the tests of pages and feeds share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer.web import Fetcher
from tests.smallweb import Web, small_web


@pytest.fixture
def web() -> Iterator[Web]:
    with small_web() as server:
        yield server


@pytest.fixture
def fetcher(tmp_path: Path) -> Iterator[Fetcher]:
    """Reads the loopback too, and does not wait between requests."""
    with Fetcher(tmp_path / "cache", allow_private=True, pause=0.0, deadline=5.0) as made:
        yield made
