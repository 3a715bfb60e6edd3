"""The mutation suite of briefs: the shares it is held to, on the development split; the whole is `python -m evals.perturb.briefs`."""

from __future__ import annotations

from collections import Counter

import pytest

from evals.perturb.briefcases import Case, cases
from evals.perturb.briefrecords import printed
from evals.perturb.briefs import passes, table, tally

CLASSES = {
    "planted name", "changed number", "swapped roles", "dropped denial", "shuffled citation", "altered quote",
    "removed hedge", "planned told as held", "other claimant",
}  # fmt: skip


@pytest.fixture(scope="module")
def found() -> list[Case]:
    return list(cases(printed("dev")))


def test_every_class_of_spoilt_sentence_is_there(found: list[Case]) -> None:
    spoilt = Counter(c.name for c in found if not c.honest)
    assert set(spoilt) == CLASSES
    assert sum(spoilt.values()) >= 500
    assert sum(c.honest and c.name != "as computed" for c in found) >= 100


def test_cases_are_the_same_every_time(found: list[Case]) -> None:
    assert [(c.name, c.text) for c in cases(printed("dev"))] == [(c.name, c.text) for c in found]


def test_a_sample_is_told_apart(found: list[Case]) -> None:
    spoilt, honest = [c for c in found if not c.honest], [c for c in found if c.honest]
    assert sum(map(passes, spoilt[::4])) <= 0.01 * len(spoilt[::4])
    assert sum(map(passes, honest[::4])) >= 0.95 * len(honest[::4])


def test_the_table_shows_both_sides_and_their_sums(found: list[Case]) -> None:
    shown = table(tally(found[:40]))
    assert "spoilt, accepted" in shown
    assert "honest, kept" in shown
    assert shown.count("  all ") == 2
