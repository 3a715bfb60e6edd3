"""The public names, and one `Summarizer` for sync, async and notebook callers."""

from __future__ import annotations

import asyncio
import importlib
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import summarizer
from summarizer import (
    Article,
    AuthenticationError,
    ConfigurationError,
    EndpointError,
    Settings,
    Summarizer,
    UnknownModelError,
)
from summarizer.connecting import installation_secret
from summarizer.testing import ScriptedServer

EMPTY: dict[str, object] = {"records": []}
HEAVY = (
    "openai",
    "instructor",
    "jinja2",
    "dateparser",
    "typer",
    "rich",
    "tenacity",
    "sentencex",
    "rapidfuzz",
    "xllamacpp",
)


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer(api_key="right-key-123") as running:
        running.respond(lambda request: EMPTY)
        yield running


def test_every_public_name_is_there_and_none_is_also_a_submodule() -> None:
    for name in summarizer.__all__:
        assert hasattr(summarizer, name), name
    assert summarizer.__all__ == sorted(summarizer.__all__, key=lambda n: (n.startswith("_"), n)) or list(
        summarizer.__all__
    ) == sorted(summarizer.__all__)
    folder = Path(summarizer.__file__).parent
    submodules = {p.stem for p in folder.glob("*.py")} | {p.name for p in folder.iterdir() if p.is_dir()}
    assert submodules.isdisjoint(summarizer.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        getattr(summarizer, "no_such_name")  # noqa: B009 - the lazy lookup is what is tested


def test_importing_the_contract_loads_nothing_heavy() -> None:
    code = (
        "import sys; from summarizer import Article, Record, Summarizer, Settings\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_sync_calls_work_inside_a_running_loop(server: ScriptedServer) -> None:
    async def notebook() -> bool:
        with Summarizer(server.settings()) as s:
            return s.extract("A calm day.").ok

    assert asyncio.run(notebook())


def test_async_calls_share_the_client_with_sync_ones(server: ScriptedServer) -> None:
    async def both() -> list[bool]:
        async with Summarizer(server.settings()) as s:
            one = await s.aextract("A calm day.")
            many = [r async for r in s.aextract_many(["Another calm day.", "A third one."])]
            brief = await s.abrief(["A fourth."], date=date(2024, 6, 5))
            return [one.ok, *(r.ok for r in many), brief.coverage is not None]

    assert asyncio.run(both()) == [True] * 4


def test_many_articles_are_read_lazily_and_each_gives_one_result(server: ScriptedServer) -> None:
    taken: list[int] = []

    def endless() -> Iterator[Article]:
        n = 0
        while True:
            n += 1
            taken.append(n)
            yield Article(text=f"Day {n} was calm.")

    with Summarizer(server.settings(concurrency=3)) as s:
        stream = s.extract_many(endless())
        first = [next(stream) for _ in range(5)]
        stream.close()  # type: ignore[attr-defined]
    assert len({r.doc_id for r in first}) == 5
    assert len(taken) < 20


def test_one_articles_failure_never_raises(server: ScriptedServer) -> None:
    with Summarizer(server.settings()) as s:
        good, bad = sorted(s.extract_many(["A calm day.", "   "]), key=lambda r: not r.ok)
    assert good.ok
    assert bad.error is not None
    assert bad.error.kind == "empty"


def test_a_wrong_key_stops_the_run_at_once_and_is_not_shown(server: ScriptedServer) -> None:
    with Summarizer(server.settings(api_key="wrong-key-456")) as s, pytest.raises(AuthenticationError) as error:
        s.extract("A calm day.")
    assert "wrong-key-456" not in str(error.value)
    assert "wrong-key-456" not in repr(s.settings)


def test_an_unknown_model_is_named_with_what_is_offered(server: ScriptedServer) -> None:
    with Summarizer(server.settings(model="nobody-7b")) as s, pytest.raises(UnknownModelError, match="scripted"):
        list(s.extract_many(["A calm day."]))


def test_an_unreachable_endpoint_raises_at_the_first_call() -> None:
    settings = Settings(base_url="http://127.0.0.1:9/v1", model="any", api_key="x")
    with Summarizer(settings) as s, pytest.raises(EndpointError, match=r"127\.0\.0\.1"):
        s.extract("A calm day.")


def test_a_hosted_endpoint_needs_a_model_name() -> None:
    with Summarizer(Settings(api_key="sk-something")) as s, pytest.raises(ConfigurationError, match="--model"):
        s.extract("A calm day.")


def test_a_path_is_read_and_a_string_is_the_text(server: ScriptedServer, tmp_path: Path) -> None:
    file = tmp_path / "news.txt"
    file.write_text("The İzmir ferry ran late.", encoding="utf-8")
    with Summarizer(server.settings()) as s:
        assert s.extract(file).doc_id == s.extract("The İzmir ferry ran late.").doc_id


def test_closing_twice_is_fine(server: ScriptedServer) -> None:
    s = Summarizer(server.settings())
    s.extract("A calm day.")
    s.close()
    s.close()


def test_the_installations_secret_is_kept_and_private(tmp_path: Path) -> None:
    first = installation_secret(tmp_path / "cache")
    assert installation_secret(tmp_path / "cache") == first
    if os.name == "posix":
        assert (tmp_path / "cache" / "secret").stat().st_mode & 0o077 == 0
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert len(installation_secret(blocked / "cache")) == 32


def test_the_package_can_be_imported_in_any_order() -> None:
    for name in ("summarizer.briefing", "summarizer.grounding", "summarizer.extraction"):
        assert importlib.import_module(name)
