"""The regression that the fits share: where it ends, what draws it, and what stands beside it."""

from __future__ import annotations

import numpy as np
import pytest

from evals.logistic import fitted, sure, with_ones


def test_a_free_intercept_is_the_base_rate() -> None:
    (weight,) = fitted(with_ones(np.empty((4, 0))), [True, True, True, False], [0.0])
    assert weight == pytest.approx(np.log(3), abs=1e-4)


def test_the_slope_stands_where_pull_and_errors_balance() -> None:
    x, right = np.array([-1.0, 0.5, 1.0, 2.0]), np.array([0.0, 0.0, 1.0, 1.0])
    slope, intercept = fitted(with_ones(x), right, [1.0, 0.0], drawn_to=[1.0, 0.0])
    errors = sure(slope * x + intercept) - right
    assert errors.sum() == pytest.approx(0, abs=1e-4)
    assert errors @ x == pytest.approx(1.0 - slope, abs=1e-4)


def test_without_evidence_a_weight_stays_where_it_is_drawn() -> None:
    assert fitted(with_ones([0.0, 0.0]), [True, False], [1.0, 0.0], drawn_to=[2.5, 0.0]) == pytest.approx([2.5, 0])


def test_what_is_known_beside_is_not_learnt_again() -> None:
    beside = np.log(3)
    assert fitted(np.ones((4, 1)), [True, True, True, False], [0.0], beside=beside) == pytest.approx([0], abs=1e-4)
