"""Voting over runs: what is combined, what it is compared with and costs, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import evals.voting
from evals.datasets.gold import Gold
from evals.run import execute
from evals.voting import main
from summarizer.testing import Answer, Scripted
from tests.evals.tiny import drafts, gold, model, perfect


def one_missing(which: int) -> Callable[[int], Answer]:
    """A model that misses one event of the even or of the odd articles, and makes nothing up."""
    return lambda i: {"records": drafts(i)[i % 2 == which :]}


def failing(i: int) -> Answer:
    """A model that refuses the first article."""
    return perfect(i) if i else Scripted.refusal("no")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the runs, of readers with different gaps."""
    dataset: Gold = gold(tmp_path / "gold")
    monkeypatch.setattr(evals.voting, "load", lambda *_: dataset)
    ways = {"even": one_missing(0), "odd": one_missing(1), "failing": failing}
    for name, way in ways.items():
        with model(way) as server:
            execute(dataset, server.settings(strategy="one_call", cache_prompt=False), tmp_path / name)
    return tmp_path


def lines(capsys: pytest.CaptureFixture[str]) -> dict[str, list[str]]:
    return {line.split()[0]: line.split()[1:] for line in capsys.readouterr().out.splitlines() if line.strip()}


def test_readers_make_up_for_each_others_gaps(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runs = [str(folder / name) for name in ("even", "odd", "failing")]
    assert main([*runs, "--metric", "event.strict"]) == 0
    told = lines(capsys)
    assert told["3"] == ["readings", "of", "4", "articles;", "kept", "is", "what", "2", "of", "them", "have"]
    assert [told[name][0] for name in ("even", "odd", "failing")] == ["85.71"] * 3
    # The first article is read by two of three only: what each of them misses there has one vote or two.
    assert float(told["voted"][0]) == pytest.approx(93.33)
    assert float(told["even"][1]) == pytest.approx(93.33 - 85.71, abs=0.01)


def test_the_cost_is_that_of_all_readings(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder / "even"), str(folder / "odd")]) == 0
    told = lines(capsys)
    calls = {name: int(row[-4].strip(",")) for name, row in told.items() if name in ("even", "odd", "voted")}
    assert calls == {"even": 4, "odd": 4, "voted": 8}


def test_a_run_voted_with_itself_is_itself(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder / "odd"), str(folder / "odd"), str(folder / "odd")]) == 0
    assert "A and B are tied on field" in (out := capsys.readouterr().out)
    assert "difference +0.00 (95 % interval +0.00 to +0.00" in out


def test_repeats_of_one_run_are_readings(tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dataset = gold(folder / "gold")
    with model(perfect) as server:
        execute(dataset, server.settings(strategy="one_call"), tmp_path / "thrice", repeats=3)
    assert main([str(tmp_path / "thrice")]) == 0
    out = capsys.readouterr().out
    assert all(f"thrice #{n}" in out for n in (1, 2, 3))


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["even"], "voting needs two or more"),
        (["even", "odd", "--at-least", "3"], "--at-least no more than there are"),
        (["even", "odd", "--metric", "rouge"], "no metric 'rouge'"),
        (["even", "nowhere"], "no run here"),
    ],
)
def test_what_cannot_be_combined_is_wrong_use(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, more: list[str], message: str
) -> None:
    monkeypatch.chdir(folder)
    assert main(more) == 2
    assert message in capsys.readouterr().err


def test_runs_of_other_data_are_not_combined(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = folder / "odd" / "settings.json"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace('"split": "dev"', '"split": "test"'), encoding="utf-8"
    )
    assert main([str(folder / "even"), str(folder / "odd")]) == 2
    assert "different data: gold dev asis EventDraft; gold test" in capsys.readouterr().err
