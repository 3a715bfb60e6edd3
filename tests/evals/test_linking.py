"""Scores of linking: known partitions give known figures, and the gold links hold together."""

from __future__ import annotations

import json
from math import isclose
from pathlib import Path

import pytest

from evals.goldlinks import load_links
from evals.goldrecords import gold_records
from evals.goldset import GoldError, load_gold
from evals.linking import linked_example, linked_gold, main, pairs
from evals.metrics import coref_b3, coref_ceaf_e, coref_conll, coref_muc, link_pairs

KEY = [frozenset("abc"), frozenset("de"), frozenset("f")]
RESPONSE = [frozenset("ab"), frozenset("cde"), frozenset("f")]


def test_muc_counts_links() -> None:
    counts = coref_muc.score(KEY, RESPONSE)

    assert (counts.r_num, counts.r_den, counts.p_num, counts.p_den) == (2, 3, 2, 3)


def test_b_cubed_counts_records() -> None:
    counts = coref_b3.score(KEY, RESPONSE)

    # Precision: a, b 2/2, c 1/3, d, e 2/3, f 1; recall: a, b 2/3, c 1/3, d, e 2/2, f 1.
    assert isclose(counts.precision, 100 * (2 + 1 / 3 + 4 / 3 + 1) / 6)
    assert isclose(counts.recall, 100 * (4 / 3 + 1 / 3 + 2 + 1) / 6)


def test_ceaf_e_maps_clusters_one_to_one() -> None:
    counts = coref_ceaf_e.score(KEY, RESPONSE)

    # abc–ab 2·2/5, de–cde 2·2/5, f–f 1.
    assert isclose(counts.p_num, 2.6)
    assert (counts.p_den, counts.r_den) == (3, 3)


def test_conll_is_the_mean_of_the_three() -> None:
    parts = [m.score(KEY, RESPONSE).f1 for m in (coref_muc, coref_b3, coref_ceaf_e)]

    assert isclose(coref_conll.score(KEY, RESPONSE), sum(parts) / 3)
    assert coref_conll.score(KEY, KEY) == 100


def test_pairs_that_may_go_either_way_are_in_no_count() -> None:
    ab, bc, cd, de = (frozenset(p) for p in ("ab", "bc", "cd", "de"))
    found = link_pairs.score({ab, bc, cd}, together={ab, de}, apart={bc})

    assert (found.found, found.missed, found.wrong) == ({ab}, {de}, {bc})
    assert (found.wrong_share, found.counts.precision, found.counts.recall) == (100.0, 50.0, 50.0)


def test_the_gold_links_name_gold_events_and_contradict_nothing() -> None:
    names = [r.event_id for gold in load_gold() for r in gold_records(gold).values()]
    data = json.loads((Path(__file__).parents[2] / "evals/gold/links.json").read_text(encoding="utf-8"))
    listed = {e for c in data["clusters"] for e in (*c["events"], *c["either"])} | {
        e for p in data["apart"] for e in p["pair"]
    }
    links = load_links(names)

    assert listed <= set(names)
    assert len(links.hard) == len(data["apart"])
    assert all(entry["why"] for entry in (*data["clusters"], *data["apart"]))


def test_a_pair_listed_as_one_event_and_as_two_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "links.json"
    cluster = {"id": "x", "events": ["a/e1", "b/e1"], "either": [], "why": "."}
    path.write_text(
        json.dumps({"clusters": [cluster], "apart": [{"pair": ["b/e1", "a/e1"], "why": "."}]}), encoding="utf-8"
    )

    with pytest.raises(GoldError, match="a/e1"):
        load_links(["a/e1", "b/e1"], path)


@pytest.mark.parametrize("split", ["dev", "test", "three-days"])
def test_linking_keeps_its_word_on_hand_made_links(split: str) -> None:
    linked, gold, names = (
        linked_example() if split == "three-days" else linked_gold("dev" if split == "dev" else "test")
    )
    scored = pairs(linked, gold, names)

    assert scored.wrong_share <= 1.0
    assert not scored.wrong & gold.hard
    assert scored.counts.recall >= 90.0


def test_the_command_prints_each_figure_with_its_counts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--split", "dev"]) == 0

    out = capsys.readouterr().out
    assert out.startswith("dev: ")
    for name in ("wrong merges", "hard pairs", "pairs", "MUC", "B3", "CEAF-e", "CoNLL"):
        assert name in out
