"""Recall of an article's candidates: the counting, the figures, and the fit of the ranking."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals import vocabulary
from evals.datasets.muc4 import FiveRole
from evals.metrics.five_role import Template
from evals.metrics.vocabulary_recall import Recall, score
from summarizer.candidates import WEIGHTS, found
from tests.evals.tiny import muc4_folder

GOLD = [
    Template(
        "attack",
        {
            "PerpInd": (("two gunmen", "the gunmen"),),
            "Target": (("the town-hall",), ("the offices of the mayor",)),
            "Weapon": (("hand grenade",),),
        },
    )
]


def test_a_filler_counts_when_one_of_its_mentions_is_a_candidate() -> None:
    counts = score(GOLD, ["GUNMEN", "townhall", "the offices", "grenade thrower", "the"])
    assert counts["PerpInd"] == Recall(1, 1, 1)
    assert counts["Target"] == Recall(1, 2, 2)
    assert counts["Weapon"] == Recall(0, 0, 1)
    assert counts["Victim"] == Recall(0, 0, 0)


def test_contained_and_containing_count_as_lenient() -> None:
    assert score(GOLD, ["a hand grenade of theirs"])["Weapon"] == Recall(0, 1, 1)
    assert score(GOLD, ["grenade"])["Weapon"] == Recall(0, 1, 1)


def test_the_figures_of_both_cases(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert vocabulary.main(["--data", str(muc4_folder(tmp_path)), "--limit", "1", "--seed", "3", "--role", "14"]) == 0
    told = capsys.readouterr().out
    assert "dev, lower case, 1 articles" in told
    assert "dev, capitals, 1 articles" in told
    assert "candidates an article: median" in told
    assert "up to 14 of its kind for each role" in told


def test_fitted_weights_put_fillers_first(tmp_path: Path) -> None:
    items = FiveRole("dev", muc4_folder(tmp_path), "lower").items
    fit = vocabulary.Fit(items)
    told = [i for i, item in enumerate(items) if item.gold]
    weights = fit.weights(told)
    best = fit.ranked(told[0], weights)
    fillers = {m for t in items[told[0]].gold for entities in t.roles.values() for e in entities for m in e}
    assert fillers & set(best[: 2 * len(fillers)])


def test_the_shipped_weights_are_all_used() -> None:
    weights = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    text = ["Three armed men with ak-47 rifles and a 5-kg bomb attacked Orsku and the bank of the front in Marden."]
    names = {name for c in found(text) for name in c.features()}
    assert names <= weights.keys() | {name for name in names if name.startswith("joint=")}
