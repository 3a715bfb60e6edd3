"""Isolation: no key, endpoint, setting, proxy or cache of the machine reaches a test; and the server that tests talk to."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import hypothesis
import platformdirs
import pytest

from summarizer.testing import ScriptedServer

# Speed is measured by scripts, never asserted: a busy machine must not fail a test. CI draws the same cases every time.
hypothesis.settings.register_profile(
    "project",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("project")

_PROXIES = {"HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "FTP_PROXY"}


@pytest.fixture(autouse=True)
def _isolated(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    for name in list(os.environ):
        if name.upper().startswith(("OPENAI_", "SUMMARIZER_")) or name.upper() in _PROXIES:
            monkeypatch.delenv(name)
    monkeypatch.setenv("NO_PROXY", "*")
    # A test counts requests: a reply that an earlier one has left would spoil it. Tests of the cache turn it on.
    monkeypatch.setenv("SUMMARIZER_CACHE", "false")
    # Compiling the gazetteer takes half a minute: tests of places do so once and turn it on.
    monkeypatch.setenv("SUMMARIZER_GAZETTEER", "false")
    cache: Path = tmp_path_factory.getbasetemp() / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.setattr(platformdirs, "user_cache_dir", lambda *_args, **_kwargs: str(cache / "summarizer"))


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    """A server that says what a test tells it to."""
    with ScriptedServer() as running:
        yield running


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a skipped test is a failure: what is not run is not known to work."""
    report = yield
    if report.skipped and os.environ.get("CI") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {report.longrepr}"
    return report
