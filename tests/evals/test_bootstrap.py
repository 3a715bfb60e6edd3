"""Paired bootstrap and approximate randomisation over documents."""

from __future__ import annotations

import random

import pytest

from evals.metrics.bootstrap import compare, interval
from evals.metrics.counts import Counts


def system(hits: list[int], of: int = 10) -> dict[str, Counts]:
    return {f"d{i:03}": Counts(n, of, n, of) for i, n in enumerate(hits)}


def noisy(mean: int, documents: int, seed: int) -> dict[str, Counts]:
    rng = random.Random(seed)
    return system([min(10, max(0, mean + rng.randint(-2, 2))) for _ in range(documents)])


def test_scores_are_those_of_the_summed_counts() -> None:
    a = {"x": Counts(1, 2, 1, 4), "y": Counts(3, 4, 3, 4)}

    result = compare(a, a, resamples=200)

    assert result.f1_a == pytest.approx(Counts(4, 6, 4, 8).f1)
    assert result.difference == 0
    assert result.verdict == "tied"
    assert result.p == 1.0
    assert result.p_randomisation == 1.0


def test_a_clear_difference_is_better_and_seen_from_the_other_side_worse() -> None:
    a, b = noisy(8, 60, seed=1), noisy(5, 60, seed=2)

    forward, backward = compare(a, b, resamples=1_000), compare(b, a, resamples=1_000)

    assert forward.verdict == "better"
    assert forward.low > 0
    assert forward.p == 0.0
    assert forward.p_randomisation < 0.01
    assert backward.verdict == "worse"
    assert backward.p == 1.0
    assert backward.difference == pytest.approx(-forward.difference)


def test_the_interval_holds_the_difference_and_ties_hold_zero() -> None:
    result = compare(system([8, 2] * 15 + [6]), system([2, 8] * 15 + [5]), resamples=1_000)

    assert result.low <= result.difference <= result.high
    assert result.verdict == "tied"
    assert result.p_randomisation > 0.05


def test_pairing_finds_a_small_difference_that_is_there_in_every_document() -> None:
    a = noisy(5, 40, seed=5)
    slightly_less = {docid: Counts(c.p_num - 0.1, c.p_den, c.r_num - 0.1, c.r_den) for docid, c in a.items()}

    result = compare(a, slightly_less, resamples=1_000)

    assert result.difference == pytest.approx(1.0)
    assert result.verdict == "better"
    assert interval(a, resamples=1_000).high - interval(a, resamples=1_000).low > result.high - result.low


def test_two_documents_swapped_exhaustively() -> None:
    a, b = system([10, 10]), system([0, 0])

    # Of the four equally likely swaps, two show the observed difference of 100.
    assert compare(a, b, resamples=4_000).p_randomisation == pytest.approx(0.5, abs=0.05)


def test_groups_are_drawn_whole_and_widen_the_interval() -> None:
    a = system([10] * 20 + [0] * 20)
    groups = {docid: i // 20 for i, docid in enumerate(sorted(a))}

    alone, grouped = interval(a, resamples=1_000), interval(a, groups=groups, resamples=1_000)

    assert (alone.units, grouped.units) == (40, 2)
    assert (grouped.low, grouped.high) == (0.0, 100.0)
    assert alone.high - alone.low < 50


def test_results_repeat_with_the_seed_and_do_not_depend_on_document_order() -> None:
    a, b = noisy(6, 25, seed=6), noisy(5, 25, seed=7)
    shuffled = dict(reversed(a.items()))

    assert compare(a, b, resamples=500, seed=3) == compare(shuffled, b, resamples=500, seed=3)
    assert compare(a, b, resamples=500, seed=3) != compare(a, b, resamples=500, seed=4)


def test_empty_documents_are_units_like_others() -> None:
    a = {"x": Counts(1, 1, 1, 1), "y": Counts()}

    result = interval(a, resamples=500)

    assert result.units == 2
    assert (result.low, result.f1) == (0.0, 100.0)


def test_different_documents_are_an_error_that_names_them() -> None:
    with pytest.raises(ValueError, match="different documents: only_here"):
        compare(system([1]) | {"only_here": Counts()}, system([1]))
    with pytest.raises(ValueError, match="without a group: d001"):
        interval(system([1, 2]), groups={"d000": "g"})
    with pytest.raises(ValueError, match="no documents"):
        interval({})
