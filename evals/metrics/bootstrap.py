"""Are two systems different? Paired bootstrap and approximate randomisation over documents.

Sources: Efron and Tibshirani, "An introduction to the bootstrap", 1993 (percentile interval); Berg-Kirkpatrick, Burkett
and Klein, "An empirical investigation of statistical significance in NLP", EMNLP 2012 (paired bootstrap); Noreen,
"Computer-intensive methods for testing hypotheses", 1989 (approximate randomisation).

Documents, or groups of documents that belong together (a source, a day, a story), are drawn with replacement; each time
the corpus F1 of both systems is computed anew from the summed counts.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from evals.metrics.counts import Counts

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")
RESAMPLES = 10_000
_BLOCK = 1_000

Verdict = Literal["better", "worse", "tied"]
_Array = NDArray[np.float64]


@dataclass(frozen=True)
class Interval:
    """F1 of one system in per cent with its 95 % interval; `units` is the number of documents or groups drawn from."""

    f1: float
    low: float
    high: float
    units: int


@dataclass(frozen=True)
class Comparison:
    """System A against system B on the same documents; all F1 in per cent.

    Attributes:
        f1_a: F1 of A over the corpus.
        f1_b: F1 of B over the corpus.
        difference: F1 of A minus F1 of B.
        low: 2.5th percentile of the difference over the resamples.
        high: 97.5th percentile.
        p: share of resamples in which A is not better (difference <= 0).
        p_randomisation: two-sided p of approximate randomisation, (hits + 1) / (shuffles + 1).
        verdict: on A: "better" or "worse" if the interval excludes 0, else "tied".
        units: number of documents, or of groups, that were drawn from.
    """

    f1_a: float
    f1_b: float
    difference: float
    low: float
    high: float
    p: float
    p_randomisation: float
    verdict: Verdict
    units: int


def compare(
    a: Mapping[str, Counts],
    b: Mapping[str, Counts],
    *,
    groups: Mapping[str, Hashable] | None = None,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Comparison:
    """Compare two systems by their counts per document.

    Args:
        a: counts of system A by document.
        b: counts of system B by document, the same documents.
        groups: the group of each document, to draw groups instead of documents.
        resamples: number of resamples, and of shuffles.
        seed: of the random generator; the result depends on it and on the order of nothing else.

    Raises:
        ValueError: the documents differ, there are none, or a document has no group.
    """
    if a.keys() != b.keys():
        raise ValueError(f"systems were scored on different documents: {_some(a.keys() ^ b.keys())}")
    counts_a, counts_b = _units(a, groups), _units(b, groups)
    rng = np.random.default_rng(seed)
    drawn = _drawn(len(counts_a), resamples, rng)
    differences = np.concatenate([_f1(weights @ counts_a) - _f1(weights @ counts_b) for weights in drawn])
    f1_a, f1_b = float(_f1(counts_a.sum(axis=0))), float(_f1(counts_b.sum(axis=0)))
    low, high = (float(edge) for edge in np.percentile(differences, [2.5, 97.5]))
    return Comparison(
        f1_a=f1_a,
        f1_b=f1_b,
        difference=f1_a - f1_b,
        low=low,
        high=high,
        p=float(np.mean(differences <= 0)),
        p_randomisation=_randomised(counts_a, counts_b, resamples, rng),
        verdict="better" if low > 0 else "worse" if high < 0 else "tied",
        units=len(counts_a),
    )


def interval(
    counts: Mapping[str, Counts],
    *,
    groups: Mapping[str, Hashable] | None = None,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Interval:
    """Return the F1 of one system with its 95 % interval. Arguments and errors as in `compare`."""
    units = _units(counts, groups)
    drawn = _drawn(len(units), resamples, np.random.default_rng(seed))
    scores = np.concatenate([_f1(weights @ units) for weights in drawn])
    low, high = (float(edge) for edge in np.percentile(scores, [2.5, 97.5]))
    return Interval(f1=float(_f1(units.sum(axis=0))), low=low, high=high, units=len(units))


def over_groups(
    groups: Mapping[K, Sequence[T]],
    score: Callable[[Sequence[T]], float],
    *,
    resamples: int = 2_000,
    seed: int = 0,
) -> tuple[float, float, float]:
    """Any score of what stands in groups, with its 95 % interval: the score, the 2.5th and the 97.5th percentile.

    Groups are drawn; resamples that hold fewer than two, or that `score` refuses (ValueError), tell nothing and are passed
    over. Raises ValueError as `score` does for everything.
    """
    units = list(groups.values())
    whole = score([one for unit in units for one in unit])
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(resamples):
        some = [one for i in rng.integers(len(units), size=len(units)) for one in units[i]]
        with contextlib.suppress(ValueError):
            found += [score(some)] if len(some) > 1 else []
    low, high = np.percentile(found, [2.5, 97.5])
    return whole, float(low), float(high)


def _units(counts: Mapping[str, Counts], groups: Mapping[str, Hashable] | None) -> _Array:
    """Sum the counts by group, in the order of the document names: shape (units, 4)."""
    if not counts:
        raise ValueError("no documents to draw from")
    if groups is not None and (missing := counts.keys() - groups.keys()):
        raise ValueError(f"documents without a group: {_some(missing)}")
    sums: dict[Hashable, Counts] = {}
    for docid in sorted(counts):
        key = docid if groups is None else groups[docid]
        sums[key] = sums.get(key, Counts()) + counts[docid]
    return np.array([[c.p_num, c.p_den, c.r_num, c.r_den] for c in sums.values()], dtype=np.float64)


def _drawn(units: int, resamples: int, rng: np.random.Generator) -> list[_Array]:
    """Draw resamples in blocks: how often each unit was drawn, shape (block, units)."""
    shares = np.full(units, 1 / units)
    sizes = [min(_BLOCK, resamples - start) for start in range(0, resamples, _BLOCK)]
    return [rng.multinomial(units, shares, size=size).astype(np.float64) for size in sizes]


def _randomised(a: _Array, b: _Array, shuffles: int, rng: np.random.Generator) -> float:
    observed = abs(float(_f1(a.sum(axis=0)) - _f1(b.sum(axis=0))))
    hits = 0
    for start in range(0, shuffles, _BLOCK):
        swapped = rng.integers(0, 2, size=(min(_BLOCK, shuffles - start), len(a))).astype(np.float64)
        first = swapped @ b + (1 - swapped) @ a
        second = swapped @ a + (1 - swapped) @ b
        # A shuffle that reproduces the observed split must count as a hit in spite of rounding.
        hits += int(np.sum(np.abs(_f1(first) - _f1(second)) >= observed - 1e-9))
    return (hits + 1) / (shuffles + 1)


def _f1(sums: _Array) -> _Array:
    """F1 in per cent of summed counts, last axis (p_num, p_den, r_num, r_den); 0 where undefined."""
    p_num, p_den, r_num, r_den = np.moveaxis(sums, -1, 0)
    precision = np.divide(p_num, p_den, out=np.zeros_like(p_num), where=p_den > 0)
    recall = np.divide(r_num, r_den, out=np.zeros_like(r_num), where=r_den > 0)
    both = precision + recall
    scores: _Array = 100 * np.divide(2 * precision * recall, both, out=np.zeros_like(both), where=both > 0)
    return scores


def _some(names: set[str]) -> str:
    listed = sorted(names)
    return ", ".join(listed[:5]) + (f" and {len(listed) - 5} more" if len(listed) > 5 else "")
