"""Python's garbage collector during a long run.

A collection looks at every container that lives, and this program holds half a million that live as long as it does:
modules, tables, compiled schemas. Every hundred articles all of them were looked at in vain, 0.1 s in which nothing else
ran; that, and the collections of young objects, took 1.6 of 11 ms an article. While a run lasts, what was there before
it is left out, and young objects are looked at less often. Afterwards everything is as it was.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

YOUNG = 50_000
"""New containers, less those freed, between two collections of the young; Python's own is 700. An article holds some 600
while it is in work."""

_lock = threading.Lock()
_runs = 0
_before: tuple[int, int, int] | None = None
"""The thresholds to go back to; None where the process has settings of its own, which are left alone."""


@contextmanager
def long_run() -> Iterator[None]:
    """What exists now is not looked at until the last of the runs that overlap has ended."""
    _begin()
    try:
        yield
    finally:
        _end()


def _begin() -> None:
    global _runs, _before  # the collector is the process's
    with _lock:
        _runs += 1
        if _runs == 1 and gc.isenabled() and not gc.get_freeze_count():
            _before = gc.get_threshold()
            gc.freeze()
            gc.set_threshold(max(YOUNG, _before[0]), *_before[1:])


def _end() -> None:
    global _runs, _before
    with _lock:
        _runs -= 1
        if not _runs and _before is not None:
            gc.set_threshold(*_before)
            gc.unfreeze()
            _before = None
