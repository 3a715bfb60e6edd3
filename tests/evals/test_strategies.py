"""The table of strategies: a balanced draw, the plain baseline, and the page of figures."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

import evals.strategies
from evals.datasets import Answer, Item
from evals.datasets.gold import Gold
from evals.metrics.counts import Counts
from evals.plain import Plain
from evals.run import execute
from evals.runs import RunError, RunSettings, read_run, write_settings
from evals.strategies import balanced, main, run_plain
from evals.strategy_plans import plans
from evals.strategy_table import first, write_table
from summarizer.articles import Article
from summarizer.schemas import FailureKind
from summarizer.settings import DEFAULT_MODEL, Settings
from summarizer.testing import Scripted, ScriptedServer
from tests.evals.tiny import gold, model, perfect

ITEMS = [Item(str(n), Article(text=f"{n}"), str(n), [n] if n % 3 else [], "h") for n in range(30)]


def test_half_of_the_draw_has_gold_and_a_longer_draw_keeps_it() -> None:
    drawn = balanced(ITEMS, 8, seed=1)
    assert sum(bool(i.gold) for i in drawn) == 4
    assert balanced(ITEMS, 12, seed=1)[:8] == drawn
    assert balanced(ITEMS, 8, seed=2) != drawn


def test_the_plain_call_keeps_what_validates_and_names_what_does_not(tmp_path: Path) -> None:
    dataset = gold(tmp_path)
    with ScriptedServer() as server:
        server.enqueue({"records": []})
        server.enqueue(Scripted.truncated('{"records": [{"event'))

        async def ask() -> list[Answer]:
            async with Plain(dataset, model="scripted", base_url=server.base_url, api_key="x") as plain:
                return [await plain.extract(dataset.items[0].article) for _ in range(2)]

        answers = asyncio.run(ask())
    assert [(a.error and a.error.kind, a.records) for a in answers] == [(None, []), (FailureKind.TRUNCATED, [])]


def test_each_model_has_each_strategy_and_the_default_one_the_finalists_at_length() -> None:
    small = {plan.name: plan for plan in plans(["smollm2-135m"])}
    assert list(small) == [
        "gold-test-one-call-smollm2-135m", "gold-test-staged-smollm2-135m", "muc4-tst2-plain-smollm2-135m",
        "muc4-tst2-one-call-smollm2-135m", "muc4-tst2-questions-smollm2-135m",
    ]  # fmt: skip
    assert {plan.articles for plan in small.values()} == {20}
    own = {plan.name: plan for plan in plans([DEFAULT_MODEL])}
    assert {name for name, plan in own.items() if plan.articles == 50} == {
        "muc4-tst2-plain", "muc4-tst2-questions", "muc4-tst2-questions-capitals",
    }  # fmt: skip
    assert own["muc4-tst2-questions-capitals"].case == "upper"
    assert {"gold-test-one-call", "gold-test-staged", "muc4-tst2-one-call"} < own.keys()


def test_only_the_named_models_are_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(evals.strategies, "run_plan", lambda plan, _: asked.append(plan.name))
    command = ["--out", str(tmp_path), "--results", str(page(tmp_path)), "--models", "smollm2-135m"]
    assert main(command) == 0
    assert asked == ["gold-test-one-call-smollm2-135m", "gold-test-staged-smollm2-135m"], "no data, only gold"
    assert main([*command, "--table"]) == 0
    assert len(asked) == 2


def test_the_plain_call_does_not_go_on_in_the_folder_of_another_run(tmp_path: Path) -> None:
    dataset, settings = gold(tmp_path / "gold"), Settings(model=DEFAULT_MODEL)
    asked = RunSettings.of(dataset, settings, limit=None, draw_seed=0, repeats=1, warm=True)
    write_settings(tmp_path / "r", asked)
    with pytest.raises(RunError, match="strategy: 'auto' there, 'plain' now"):
        run_plain(dataset, settings, tmp_path / "r")


def page(folder: Path) -> Path:
    """A page with a note of somebody's around the marks."""
    file = folder / "R.md"
    file.write_text("before\n<!-- tables:begin -->\nold\n<!-- tables:end -->\nafter\n", encoding="utf-8")
    return file


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    """A folder of two planned runs, one of which fails on one article, and one run that is none of the plan's."""
    dataset: Gold = gold(tmp_path / "gold")
    ways = {
        "gold-test-one-call": lambda i: perfect(i) if i else Scripted.refusal("no"),
        "gold-test-staged": perfect,
        "by-hand": perfect,
    }
    for name, way in ways.items():
        with model(way) as server:
            run = execute(dataset, server.settings(strategy="one_call", cache=False), tmp_path / "runs" / name)
        named = run.settings.model_copy(update={"strategy": "staged" if "staged" in name else "one_call"})
        write_settings(run.path, named.model_copy(update={"model": DEFAULT_MODEL}))
    return tmp_path / "runs"


def test_only_the_figures_between_the_marks_are_written(runs: Path, tmp_path: Path) -> None:
    write_table(runs, page(tmp_path))
    text = (tmp_path / "R.md").read_text(encoding="utf-8")
    assert text.startswith("before\n<!-- tables:begin -->\n")
    assert text.endswith("\n<!-- tables:end -->\nafter\n")
    rows = {line.split(" | ")[0].removeprefix("| "): line for line in text.splitlines() if line.startswith("| ")}
    assert "| refused 1 |" in rows["gold-test-one-call"]
    assert re.search(r"one_call: \+\d+\.\d \([+-]\d+\.\d to \+\d+\.\d\)", rows["gold-test-staged"])
    assert text.index("## Other runs: gold dev") < text.index("| by-hand |")
    assert "Not run yet: muc4-tst2-plain, muc4-tst2-one-call" in text
    assert all(s.text not in text for item in gold(tmp_path / "gold").items for s in item.article.sentences)


def test_the_table_takes_the_first_articles_of_a_longer_run(runs: Path) -> None:
    run = read_run(runs / "gold-test-one-call")
    cut = first(run, 2)
    assert list(cut.groups) == [row.id for row in cut.rows] == ["t00", "t01"]
    assert Counts.total(cut.by_article("event").values()).recall == 50, "t00 was refused"


def test_a_page_without_marks_is_wrong_use(runs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "R.md").write_text("prose", encoding="utf-8")
    assert main(["--table", "--out", str(runs), "--results", str(tmp_path / "R.md")]) == 2
    assert "tables:begin" in capsys.readouterr().err
    assert (tmp_path / "R.md").read_text(encoding="utf-8") == "prose"
