"""Comparing two runs: the verdict, what is refused, and the regression gate."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from evals.compare import compare, main
from evals.run import execute
from evals.runs import Run, RunError, read_run
from summarizer.testing import Answer
from tests.evals.tiny import gold, less, model, perfect

COUNT = 12


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Run]:
    """A perfect run, one with every tenth value left out, one without the events of every other story, and one of fewer articles."""
    folder = tmp_path_factory.mktemp("compare")
    dataset = gold(folder / "gold", COUNT)

    def run(name: str, answer: Callable[[int], Answer], limit: int | None = None) -> Run:
        with model(answer, COUNT) as server:
            settings = server.settings(strategy="one_call", cache_prompt=False)
            return execute(dataset, settings, folder / name, limit=limit)

    def silent(i: int) -> Answer:
        return {"records": []} if i % 4 < 2 else perfect(i)

    return {
        "perfect": run("perfect", perfect),
        "less": run("less", less(10)),
        "silent": run("silent", silent),
        "few": run("few", perfect, limit=5),
    }


def test_a_run_is_tied_with_itself(runs: dict[str, Run]) -> None:
    compared = compare(runs["perfect"], runs["perfect"])
    assert {change.verdict for change in compared.table} == {"tied"}
    assert (compared.headline.difference, compared.headline.low, compared.headline.high) == (0, 0, 0)
    assert compared.moved == []


def test_ten_per_cent_of_values_deleted_is_worse(runs: dict[str, Run]) -> None:
    compared = compare(runs["perfect"], runs["less"])
    headline = compared.headline
    assert headline.metric == "field"
    assert headline.verdict == "worse"
    assert headline.low < headline.difference < headline.high < 0
    assert compare(runs["less"], runs["perfect"]).headline.verdict == "better"


def test_stories_are_drawn_not_articles(runs: dict[str, Run]) -> None:
    compared = compare(runs["perfect"], runs["less"])
    assert (compared.articles, compared.groups) == (COUNT, COUNT // 2)


def test_a_rate_of_errors_is_better_when_it_falls(runs: dict[str, Run]) -> None:
    table = {change.metric: change for change in compare(runs["perfect"], runs["less"]).table}
    assert table["omission"].difference > 0
    assert table["omission"].verdict == "worse"


def test_the_verdict_can_be_on_another_metric(runs: dict[str, Run]) -> None:
    assert compare(runs["perfect"], runs["less"], "event").headline.verdict == "tied"
    assert compare(runs["perfect"], runs["silent"], "event").headline.verdict == "worse"
    with pytest.raises(RunError, match="no metric 'beauty'"):
        compare(runs["perfect"], runs["less"], "beauty")


def test_articles_that_changed_most_come_first(runs: dict[str, Run]) -> None:
    moved = compare(runs["perfect"], runs["less"]).moved
    sizes = [abs(one.moves) for one in moved]
    assert sizes == sorted(sizes, reverse=True)
    assert all(one.f1_a == 100 > one.f1_b for one in moved)


def test_runs_of_different_articles_need_a_decision(runs: dict[str, Run]) -> None:
    with pytest.raises(RunError, match="--common compares the 5"):
        compare(runs["perfect"], runs["few"])
    compared = compare(runs["perfect"], runs["few"], common=True)
    assert (compared.articles, compared.left_out, compared.headline.verdict) == (5, COUNT - 5, "tied")


def test_scores_against_other_gold_are_not_compared(runs: dict[str, Run]) -> None:
    changed = Run(runs["few"].path, runs["few"].settings, runs["few"].rows, {}, runs["few"].groups,
                  dict.fromkeys(runs["few"].gold, "other"))  # fmt: skip
    with pytest.raises(RunError, match="different gold"):
        compare(runs["few"], changed)


def test_repeats_weigh_as_one_run(runs: dict[str, Run]) -> None:
    perfect_run = runs["perfect"]
    again = [row.model_copy(update={"repeat": 1}) for row in perfect_run.rows]
    thrice = Run(perfect_run.path, perfect_run.settings, [*perfect_run.rows, *again], {}, perfect_run.groups,
                 perfect_run.gold)  # fmt: skip
    assert thrice.by_article("field") == perfect_run.by_article("field")


class TestCommand:
    def test_the_gate_fails_only_when_worse(self, runs: dict[str, Run], capsys: pytest.CaptureFixture[str]) -> None:
        a, b = str(runs["perfect"].path), str(runs["less"].path)
        assert main([a, b]) == 0
        assert "B is worse than A on field" in capsys.readouterr().out
        assert main([a, b, "--fail-if-worse"]) == 1
        assert main([b, a, "--fail-if-worse"]) == 0
        assert main([a, a, "--fail-if-worse"]) == 0
        assert main([a, b, "--fail-if-worse", "--metric", "event"]) == 0

    def test_json_holds_every_metric(self, runs: dict[str, Run], capsys: pytest.CaptureFixture[str]) -> None:
        assert main([str(runs["perfect"].path), str(runs["less"].path), "--json"]) == 0
        compared = json.loads(capsys.readouterr().out)
        assert compared["headline"]["verdict"] == "worse"
        assert {change["metric"] for change in compared["table"]} == set(runs["perfect"].metrics)

    def test_a_folder_without_a_run_is_wrong_use(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main([str(tmp_path), str(tmp_path)]) == 2
        assert "no run here" in capsys.readouterr().err


def test_what_is_read_is_what_was_written(runs: dict[str, Run]) -> None:
    read = read_run(runs["less"].path)
    assert read.rows == runs["less"].rows
    assert read.summary == runs["less"].summary
