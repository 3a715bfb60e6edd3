"""Confidence against gold, and the cost/quality curve of escalation, on small made-up runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import evals.reliability
from evals.datasets.gold import Gold
from evals.metrics import brier, calibration_error, rank_correlation
from evals.metrics.cost_quality import ALL, Article, Told, curve
from evals.metrics.counts import Counts
from evals.reliability import articles, curve_text, main, ranking_text, reliability_text, samples
from evals.report_data import judged
from evals.report_pairs import Pair, Shown
from evals.run import execute
from evals.runs import Run, RunError
from summarizer.schemas import Usage
from summarizer.testing import Answer
from tests.evals.tiny import drafts, gold, model, perfect


def missing(i: int) -> Answer:
    """Nothing for every second article, and all of the others."""
    return {"records": drafts(i) if i % 2 else []}


def executed(dataset: Gold, answer: Callable[[int], Answer], out: Path) -> Run:
    with model(answer) as server:
        return execute(dataset, server.settings(strategy="one_call", cache_prompt=False), out)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Gold:
    return gold(tmp_path_factory.mktemp("gold"))


@pytest.fixture(scope="module")
def runs(dataset: Gold, tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, Run]:
    folder = tmp_path_factory.mktemp("runs")
    return executed(dataset, missing, folder / "cheap"), executed(dataset, perfect, folder / "strong")


# --- the metrics ------------------------------------------------------------------------------------------------------


def test_calibration_error_is_the_mean_gap_of_the_bins() -> None:
    sure = [(0.95, True), (0.95, True), (0.95, False), (0.95, False), (0.15, False)]
    assert calibration_error.score(sure) == pytest.approx((4 * 0.45 + 1 * 0.15) / 5)
    assert [(b.low, b.count, b.right) for b in calibration_error.bins(sure)] == [(0.1, 1, 0.0), (0.9, 4, 0.5)]
    assert calibration_error.score([(1.0, True), (0.0, False)]) == 0.0


def test_brier_score_is_the_mean_squared_gap() -> None:
    assert brier.score([(1.0, True), (0.5, False), (0.0, True)]) == pytest.approx(1.25 / 3)


def test_rank_correlation_compares_orders() -> None:
    assert rank_correlation.score([(1, 10), (2, 100), (3, 1000)]) == pytest.approx(1.0)
    assert rank_correlation.score([(1, 3), (2, 2), (3, 1)]) == pytest.approx(-1.0)
    assert rank_correlation.score([(1, 1), (1, 2), (2, 2)]) == pytest.approx(0.5)
    assert rank_correlation.score([(1, 1), (1, 2)]) == 0.0
    with pytest.raises(ValueError, match="two pairs"):
        rank_correlation.score([(1, 1)])


@pytest.mark.parametrize("score", [brier.score, calibration_error.score])
def test_nothing_judged_has_no_score(score: Callable[[list[tuple[float, bool]]], float]) -> None:
    with pytest.raises(ValueError, match="no confidence"):
        score([])


def test_admissible_merges_and_unmeasured_records_are_not_judged() -> None:
    a = Shown("a", {}, confidence=0.5)
    assert judged([Pair(a, a), Pair(None, a, merged=True), Pair(a, Shown("a", {})), Pair(a, None)]) == [(0.5, True)]


# --- the curve --------------------------------------------------------------------------------------------------------


def one(name: str, sure: float, cheap: float, strong: float, *, failed: bool = False) -> Article:
    def told(hits: float, tokens: int, cost: float) -> Told:
        return Told({"event": Counts(hits, 1, hits, 1)}, Usage(attempts=1, input_tokens=tokens, cost=cost), failed)

    return Article(name, name, sure, told(cheap, 10, 0.0), told(strong, 100, 2.0))


def test_the_curve_goes_from_none_to_all_and_says_what_chance_would_give() -> None:
    points = curve([one("a", 0.2, 0, 1), one("b", 0.9, 1, 1), one("c", 0.9, 1, 0)], ["event"], resamples=200)
    assert [p.below for p in points] == [0.2, 0.9, ALL]
    assert [round(p.share, 2) for p in points] == [0.0, 0.33, 1.0]
    assert [round(p.f1["event"].f1, 1) for p in points] == [66.7, 100.0, 66.7]
    assert [round(p.at_random["event"], 1) for p in points] == [66.7, 66.7, 66.7]
    assert [p.usage.cost for p in points] == [0.0, 2.0, 6.0]
    assert [p.usage.input_tokens for p in points] == [30, 130, 330]


def test_where_the_stronger_model_fails_the_first_answer_stands_and_both_are_paid() -> None:
    last = curve([one("a", 0.2, 1, 0, failed=True)], ["event"], resamples=50)[-1]
    assert (last.f1["event"].f1, last.usage.cost) == (100.0, 2.0)


def test_a_curve_of_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="no articles"):
        curve([], ["event"])


# --- runs -------------------------------------------------------------------------------------------------------------


def test_the_reliability_of_a_run(runs: tuple[Run, Run], dataset: Gold) -> None:
    found = samples(runs[1], dataset)
    told = [one for _, some in found for one in some]
    assert len(told) == 8
    assert all(right for _, right in told)
    text = reliability_text(found, resamples=50)
    assert "expected calibration error" in text
    assert "saying 1.00 of every event gives 0.000" in text
    assert "rank correlation 0.000" in ranking_text(runs[1], dataset, resamples=50)  # all are perfect: no order
    assert "rank correlation 1.000" in ranking_text(runs[0], dataset, resamples=50)
    assert "not known: fewer than two" in reliability_text([("g", [(0.5, True)])])
    assert reliability_text([("g", [])]) == "no predicted record carries a confidence"


def test_the_curve_of_two_runs(runs: tuple[Run, Run], dataset: Gold) -> None:
    found = articles(*runs, dataset)
    assert [a.confidence == 0.0 for a in found] == [True, False, True, False]
    points = curve(found, ["event", "field"], resamples=50)
    assert points[0].f1["event"].f1 < points[1].f1["event"].f1 == 100.0
    assert points[1].share == 0.5
    text = curve_text(points, ["event", "field"], len(found))
    assert "50 %" in text
    assert "–" in text.splitlines()[1]  # the price of a made-up model is not known


def test_the_command_prints_both(
    runs: tuple[Run, Run], dataset: Gold, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(evals.reliability, "load", lambda *_: dataset)
    monkeypatch.setattr(evals.reliability, "RESAMPLES", 50)
    assert main([str(run.path) for run in runs]) == 0
    told = capsys.readouterr().out
    assert "Brier score" in told
    assert "escalated to strong" in told


def test_runs_of_other_articles_are_told_apart(
    runs: tuple[Run, Run], dataset: Gold, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(evals.reliability, "load", lambda *_: dataset)
    other = executed(gold(tmp_path / "gold", 2), perfect, tmp_path / "other")
    with pytest.raises(RunError, match="same articles"):
        articles(runs[0], other, dataset)
    assert main([str(runs[0].path), str(other.path)]) == 2
    assert main([str(tmp_path / "nothing")]) == 2
