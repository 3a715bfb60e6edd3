"""The collector during a long run: left as it was found, whatever ends the run."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from summarizer.garbage import YOUNG, long_run


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    """Other tests' runs may have been left open; this one starts and ends without."""
    before = gc.get_threshold()
    gc.unfreeze()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def test_a_run_leaves_the_collector_as_it_was() -> None:
    before = gc.get_threshold()
    with long_run():
        assert gc.get_threshold() == (YOUNG, *before[1:])
        assert gc.get_freeze_count()
    assert gc.get_threshold() == before
    assert not gc.get_freeze_count()


def test_a_run_that_breaks_leaves_it_too() -> None:
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="broken"), long_run():
        raise ValueError("broken")
    assert gc.get_threshold() == before
    assert not gc.get_freeze_count()


def test_runs_that_overlap_end_together() -> None:
    before = gc.get_threshold()
    with long_run():
        with long_run():
            pass
        assert gc.get_threshold() == (YOUNG, *before[1:])
    assert gc.get_threshold() == before


def test_settings_of_the_process_are_left_alone() -> None:
    before = gc.get_threshold()
    gc.freeze()
    with long_run():
        assert gc.get_threshold() == before
    assert gc.get_freeze_count()
