"""Fit the weights of `summarizer.resolve.confidence` on a run over gold: `python -m evals.fit_confidence RUN`.

Each event of the run is a case, right if it is aligned with a gold event of its class family (admissible merges are left
out). Logistic regression over the signs, with an L2 penalty. Printed are the weights, to be put into the table by hand,
and what they are worth on articles left out, each in turn: Brier score and expected calibration error (ECE, ten bins of
one width; Guo et al., ICML 2017) beside those of saying the base rate, and of the weights that are shipped.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from evals.cases import ArticlePrediction, make_case
from evals.datasets.gold import Gold
from evals.logistic import Vector, fitted, sure, with_ones
from evals.metrics import brier, calibration_error
from evals.runs import Log, read_run
from summarizer.resolve.confidence import SIGNS, likelihood
from summarizer.schemas import EventRecord

Case = tuple[str, EventRecord, bool]
PENALTY = 1.0


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evals.fit_confidence", description="Fit the confidence.")
    parser.add_argument("run", type=Path, help="a run over gold (evals.run)")
    options = parser.parse_args(argv)
    for line in told(cases(options.run)):
        print(line)
    return 0


def cases(path: Path) -> list[Case]:
    """Article, event, and whether it is right, of the first repeat."""
    settings = read_run(path).settings
    dataset = Gold(settings.split)
    answers = Log(path, dataset).read()
    out = []
    for item in dataset.items:
        answer = answers[item.id, 0]
        case = make_case(item.gold, ArticlePrediction.of(item.id, answer))
        out += [(item.id, answer.events[position], right) for position, right in case.judged]
    return out


def fit(chosen: Sequence[Case]) -> Vector:
    """A weight for each sign, and the base last."""
    return fitted(_table(chosen), [r for _, _, r in chosen], [PENALTY] * len(SIGNS) + [0.0])


def told(chosen: Sequence[Case]) -> list[str]:
    """The weights, and what they are worth, as lines of text."""
    right = [r for _, _, r in chosen]
    left_out = [0.0] * len(chosen)
    for article in {name for name, _, _ in chosen}:
        weights = fit([c for c in chosen if c[0] != article])
        for i, case in enumerate(chosen):
            if case[0] == article:
                left_out[i] = float(sure(_table([case]) @ weights)[0])
    base = sum(right) / len(right)
    weights = fit(chosen)
    lines = [f"{sign.name:<28}{w:6.2f}   (shipped {sign.weight:.2f})" for sign, w in zip(SIGNS, weights, strict=False)]
    lines.append(f"{'base':<28}{weights[-1]:6.2f}")
    lines.append(f"{len(right)} events, {base:.0%} right; Brier score and ECE:")
    shipped = [likelihood(event) for _, event, _ in chosen]
    for name, said in (("left out", left_out), ("shipped", shipped), ("base rate", [base] * len(right))):
        judged = list(zip(said, right, strict=True))
        lines.append(f"  {name:<12}{brier.score(judged):.3f}   {calibration_error.score(judged):.3f}")
    return lines


def _table(chosen: Sequence[Case]) -> Vector:
    return with_ones([[sign.holds(event) for sign in SIGNS] for _, event, _ in chosen])


if __name__ == "__main__":
    sys.exit(main())
