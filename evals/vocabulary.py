"""How much of what readers filled in stands among an article's candidates: `python -m evals.vocabulary --data DIR`.

Gold: the string fillers of the five roles of MUC-4. Printed are recall (`evals.metrics.vocabulary_recall`) by role and in
all, in lower case and in capitals, and how many candidates an article has. `--fit` fits the weights of the ranking on the
development split, prints the recall of either half with weights fitted on the other, and writes them.

The fit: logistic regression over all candidates of articles with fillers, 1 where a candidate is a mention of a filler,
with a ridge penalty of `RIDGE`.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from evals.datasets import Case, Item
from evals.datasets.muc4 import ROLE_FIELDS, FiveRole
from evals.datasets.muc4_schema import FiveRoleIncident
from evals.metrics.five_role import ROLES, Template
from evals.metrics.text import norm
from evals.metrics.vocabulary_recall import Recall, score
from summarizer.articles import Article
from summarizer.candidates import MOST, WEIGHTS, Candidate, candidates, found
from summarizer.resolve.nouns import Noun, asked_nouns

RIDGE = 3.0
Gold = Item[Sequence[Template]]
Matrix = npt.NDArray[np.float64]


Find = Callable[[Article], Sequence[str]]


def report(items: Sequence[Gold], find: Find) -> str:
    """The figures of these articles as lines of text."""
    total, sizes = _counted(items, find)
    everything = Recall()
    for counts in total.values():
        everything = everything.plus(counts)
    lines = [_line(role, counts) for role, counts in (*total.items(), ("all", everything))]
    return "\n".join([*lines, _sizes("candidates an article", sizes)])


def of_its_kind(items: Sequence[Gold], most: int) -> str:
    """Recall where each role is offered only what its description takes, and no more than `most`."""
    lines = []
    for role, name in ROLE_FIELDS.items():
        wanted = asked_nouns(FiveRoleIncident.model_fields[name].description or name)
        find: Find = partial(_offered, wanted=wanted, most=most)
        told = [item for item in items if item.gold]
        total, sizes = _counted(told, find)
        lines.append(f"{_line(role, total[role])};{_sizes('offered', sizes)}")
    return "\n".join(lines)


def _offered(article: Article, *, wanted: frozenset[Noun], most: int) -> list[str]:
    return candidates(texts(article), wanted=wanted, most=most)


def _counted(items: Sequence[Gold], find: Find) -> tuple[dict[str, Recall], list[int]]:
    total = dict.fromkeys(ROLES, Recall())
    sizes = []
    for item in items:
        offered = find(item.article)
        sizes.append(len({norm(c) for c in offered}))
        total = {role: counts.plus(total[role]) for role, counts in score(item.gold, offered).items()}
    return total, sizes


def _line(name: str, counts: Recall) -> str:
    exact, lenient = (100 * n / counts.fillers if counts.fillers else 0.0 for n in counts[:2])
    return f"  {name:<8} {exact:5.1f} % exact, {lenient:5.1f} % lenient, of {counts.fillers}"


def _sizes(name: str, sizes: Sequence[int]) -> str:
    if not sizes:
        return f"  {name}: none"
    ninth = statistics.quantiles(sizes, n=10)[-1] if len(sizes) > 1 else sizes[0]
    return f"  {name}: median {statistics.median(sizes):g}, 90th percentile {ninth:g}"


def texts(article: Article) -> list[str]:
    """The sentences' texts."""
    return [s.text for s in article.sentences]


class Fit:
    """The candidates of articles as numbers, to fit weights on some and to rank those of others."""

    def __init__(self, items: Sequence[Gold]) -> None:
        self.items = items
        self.found = [found(texts(item.article)) for item in items]
        self.names = sorted({name for some in self.found for c in some for name in c.features()})
        self._rows = [self._matrix(some) for some in self.found]

    def _matrix(self, some: Sequence[Candidate]) -> Matrix:
        at = {name: i for i, name in enumerate(self.names)}
        rows = np.zeros((len(some), len(self.names)))
        for row, candidate in zip(rows, some, strict=True):
            for name, value in candidate.features().items():
                row[at[name]] = value
        return rows

    def weights(self, which: Sequence[int]) -> dict[str, float]:
        """Weights fitted on the articles at these positions."""
        told = [i for i in which if self.items[i].gold]
        rows = np.concatenate([self._rows[i] for i in told])
        right = np.array([norm(c.text) in _mentions(self.items[i]) for i in told for c in self.found[i]], dtype=float)

        def loss(w: Matrix) -> tuple[float, Matrix]:
            odds = rows @ w
            error = np.logaddexp(0, odds).sum() - right @ odds + RIDGE / 2 * (w @ w)
            return float(error), rows.T @ (1 / (1 + np.exp(-odds)) - right) + RIDGE * w

        solved: Any = minimize(loss, np.zeros(len(self.names)), jac=True, method="L-BFGS-B", options={"maxiter": 200})
        return {name: round(float(w), 2) for name, w in zip(self.names, solved.x, strict=True)}

    def ranked(self, i: int, weights: dict[str, float]) -> list[str]:
        """The best candidates of one article."""
        return [c.text for c in sorted(self.found[i], key=lambda c: -c.score(weights))[:MOST]]


def _mentions(item: Gold) -> set[str]:
    return {norm(m) for t in item.gold for role in ROLES for entity in t.entities(role) for m in entity}


def fit(items: Sequence[Gold], path: Path = WEIGHTS) -> str:
    """Write the weights fitted on all items; return the figures of each half with the other half's weights."""
    data = Fit(items)
    halves = (range(0, len(items), 2), range(1, len(items), 2))
    lines = []
    for held, used in (halves, halves[::-1]):
        weights = data.weights(used)
        best = {id(items[i].article): data.ranked(i, weights) for i in held}
        lines += ["held-out half", report([items[i] for i in held], lambda a, best=best: best[id(a)])]  # type: ignore[misc]
    weights = data.weights(range(len(items)))
    path.write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures; exit status 0."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.vocabulary", description="Recall of an article's candidates."
    )
    parser.add_argument("--data", type=Path, required=True, help="the folder of MUC-4")
    parser.add_argument("--split", choices=("dev", "tst1", "tst2"), default="dev", help="tune on dev only")
    parser.add_argument("--limit", type=int, help="so many articles")
    parser.add_argument("--seed", type=int, default=0, help="of the draw")
    parser.add_argument("--role", type=int, metavar="N", help="also print recall among N candidates of a role's kind")
    parser.add_argument("--fit", action="store_true", help="fit the weights on dev first, and write them")
    options = parser.parse_args(argv)
    if options.fit:
        print(fit(FiveRole("dev", options.data, "lower").drawn(options.limit, options.seed)))
    cases: tuple[Case, ...] = ("lower", "upper")
    for case in cases:
        items = FiveRole(options.split, options.data, case).drawn(options.limit, options.seed)
        print(f"{options.split}, {'lower case' if case == 'lower' else 'capitals'}, {len(items)} articles")
        print(report(items, lambda article: candidates(texts(article))))
        if options.role is not None:
            print(f"up to {options.role} of its kind for each role, articles with fillers")
            print(of_its_kind(items, options.role))
    return 0


if __name__ == "__main__":
    sys.exit(main())
