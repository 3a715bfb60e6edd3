"""The generator of the linking benchmark: seeded, with a truth that linking mostly finds."""

from __future__ import annotations

import pytest

from evals.bench.linking import main, pair_counts
from evals.bench.newsdays import news
from summarizer.linking import link


def test_the_same_seed_gives_the_same_news() -> None:
    assert news(60) == news(60)
    assert news(60)[0] != news(60, seed=8)[0]


def test_one_event_is_told_by_several_outlets_on_several_days() -> None:
    records, truth = news(300)

    assert len(records) >= 300
    assert len(set(truth.values())) < len(records)
    assert len({r.provenance.outlet for r in records}) > 2
    assert len({r.provenance.published for r in records}) > 2


def test_linking_finds_the_truth_of_the_generator() -> None:
    records, truth = news(600)
    right, merged, together = pair_counts(link(records), truth)

    assert right >= 0.9 * merged
    assert right >= 0.9 * together


def test_the_command_prints_a_line_a_size(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["60", "120", "--runs", "1"]) == 0

    sizes = [int(line.split()[0]) for line in capsys.readouterr().out.splitlines()[1:]]
    assert len(sizes) == 2
    assert 60 <= sizes[0] < 120 <= sizes[1]
