"""Logistic regression with an L2 penalty, by L-BFGS: what the fits of this folder share.

Few cases and few weights need no more; each weight has a penalty of its own and may be drawn to a value other than 0, so
that a fit on a handful of answers stays near what was known before.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import minimize

Vector = NDArray[np.float64]


def fitted(
    table: Vector,
    right: Sequence[float] | Sequence[bool] | Vector,
    penalties: ArrayLike,
    *,
    drawn_to: ArrayLike = 0.0,
    beside: ArrayLike = 0.0,
) -> Vector:
    """A weight for each column: where the negative log-likelihood plus the penalty is least.

    Args:
        table: a row a case; a column of ones makes its weight the intercept.
        right: whether each case is right.
        penalties: of each weight's squared distance (halved) to where it is drawn; 0 leaves it free.
        drawn_to: where each weight is drawn, and where the search begins.
        beside: a known part of each case's log-odds.
    """
    outcome, known = _numbers(right), _numbers(beside)
    start, pull = (np.broadcast_to(_numbers(v), table.shape[1]) for v in (drawn_to, penalties))

    def loss(weights: Vector) -> tuple[float, Vector]:
        z, away = table @ weights + known, weights - start
        value = np.logaddexp(0, z).sum() - outcome @ z + away @ (pull * away) / 2
        return float(value), table.T @ (sure(z) - outcome) + pull * away

    solved: Vector = minimize(loss, start, jac=True, method="L-BFGS-B").x
    return solved


def with_ones(table: ArrayLike) -> Vector:
    """The table with a last column of ones, for the intercept; a single number a case is a table of one column."""
    rows = _numbers(table)
    return np.column_stack([rows, np.ones(len(rows))])


def sure(log_odds: Vector) -> Vector:
    """The likelihoods that log-odds say."""
    likely: Vector = 1 / (1 + np.exp(-log_odds))
    return likely


def _numbers(given: ArrayLike) -> Vector:
    return np.asarray(given, dtype=np.float64)
