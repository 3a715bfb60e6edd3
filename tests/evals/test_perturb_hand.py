"""Sentences spoilt and retold by hand about the three-day example: the shares that the gate of a brief is held to."""

from __future__ import annotations

from collections import Counter

from evals.perturb.hand import main, sentences

FOUND = sentences()
SPOILT, HONEST = [s for s in FOUND if not s.honest], [s for s in FOUND if s.honest]
CLASSES = {
    "planted name", "changed number", "swapped roles", "swapped figures", "swapped tellers", "swapped places", "dropped denial",
    "shuffled citation", "altered quote", "changed day", "changed place", "changed certainty", "dropped claimant",
    "other claimant", "removed hedge",
}  # fmt: skip


def test_there_are_enough_of_both_and_of_every_kind() -> None:
    assert len(SPOILT) >= 100
    assert len(HONEST) >= 100
    assert Counter(s.kind for s in SPOILT).keys() >= CLASSES
    assert len({s.text for s in FOUND}) >= len(FOUND) - 2


def test_spoilt_sentences_are_refused() -> None:
    accepted = [s.text for s in SPOILT if not s.refusals()]
    assert len(accepted) <= 0.01 * len(SPOILT), accepted


def test_a_sub_editors_sentences_are_mostly_kept() -> None:
    # Written freely, from the whole article: some tell what the record's own sentences do not hold. A refused one costs
    # nothing but its style: the computed wording stands in for it.
    kept = sum(not s.refusals() for s in HONEST)
    assert kept >= 0.9 * len(HONEST)


def test_the_command_prints_both_shares(capsys: object) -> None:
    assert main(["--show"]) == 0
    out = capsys.readouterr().out  # type: ignore[attr-defined]
    assert "spoilt, accepted" in out
    assert "honest, kept" in out
