"""CEAF-REE: hand-computed documents, and the mapping against brute force."""

from __future__ import annotations

import itertools
import random

import pytest

from evals.metrics import ceaf_ree
from evals.metrics.counts import Counts
from evals.metrics.five_role import Template
from evals.metrics.text import norm


def template(incident_type: str | None, **roles: list[list[str]]) -> Template:
    return Template(incident_type, {role: tuple(tuple(e) for e in entities) for role, entities in roles.items()})


def total(gold: list[Template], predicted: list[Template]) -> Counts:
    return Counts.total(ceaf_ree.score_document(gold, predicted).values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('The  "Red-Dawn"\nBrigade', "reddawn brigade"),
        ("an M-16 of the army", "m16 of army"),
        ("theatre", "theatre"),
        ("The", ""),
    ],
)
def test_norm_deletes_punctuation_and_articles(text: str, expected: str) -> None:
    assert norm(text) == expected


def test_perfect_prediction_scores_one_hundred() -> None:
    gold = [template("attack", PerpInd=[["rebels", "the rebel band"]], Victim=[["ana roca"]])]

    counts = total(gold, gold)

    assert (counts.precision, counts.recall, counts.f1) == (100.0, 100.0, 100.0)
    assert counts == Counts(3, 3, 3, 3)


def test_a_predicted_entity_must_lie_wholly_within_one_gold_entity() -> None:
    gold = [template("attack", PerpInd=[["rebels", "rebel band"], ["gunmen"]])]

    assert total(gold, [template("attack", PerpInd=[["the rebels"]])]) == Counts(2, 2, 2, 3)
    assert total(gold, [template("attack", PerpInd=[["rebels", "gunmen"]])]) == Counts(1, 2, 1, 3)


def test_several_predicted_entities_may_rest_on_one_gold_entity_and_the_reverse() -> None:
    one = [template("attack", Target=[["bridge", "river bridge"]])]
    two = [template("attack", Target=[["bridge"], ["river bridge", "bridge"]])]

    split = ceaf_ree.score_document(one, [template("attack", Target=[["bridge"], ["river bridge"]])])
    shared = ceaf_ree.score_document(two, [template("attack", Target=[["bridge"]])])

    assert split["Target"] == Counts(2, 2, 1, 1)
    assert shared["Target"] == Counts(1, 1, 2, 2)


def test_the_role_matters() -> None:
    counts = ceaf_ree.score_document([template("attack", Victim=[["ana"]])], [template("attack", PerpInd=[["ana"]])])

    assert counts["Victim"] == Counts(0, 0, 0, 1)
    assert counts["PerpInd"] == Counts(0, 1, 0, 0)
    assert counts["type"] == Counts(1, 1, 1, 1)


@pytest.mark.parametrize(
    ("predicted", "gold", "admissible"),
    [
        ("attack", "attack / bombing", True),
        ("bombing", "attack / bombing", True),
        ("attack / bombing", "attack", False),
        ("arson", "attack", False),
        (None, "attack", True),
        (None, "arson", False),
    ],
)
def test_predicted_type_must_be_part_of_the_gold_type(predicted: str | None, gold: str, admissible: bool) -> None:
    counts = total([template(gold, Weapon=[["mine"]])], [template(predicted, Weapon=[["mine"]])])

    assert counts == (Counts(2, 2, 2, 2) if admissible else Counts(0, 2, 0, 2))


def test_repeated_gold_templates_count_once_and_repeated_predictions_do_not() -> None:
    twice = [template("arson", Target=[["mill"]])] * 2

    assert total(twice, twice) == Counts(2, 4, 2, 2)


def test_the_mapping_is_one_to_one_and_chosen_for_the_document() -> None:
    gold = [template("attack", Victim=[["ana"]]), template("attack", Victim=[["ana"], ["berta"]])]
    predicted = [template("attack", Victim=[["ana"], ["berta"]]), template("attack", Victim=[["ana"]])]

    assert total(gold, predicted) == Counts(5, 5, 5, 5)


def test_documents_without_templates_still_cost_precision_or_recall() -> None:
    incident = template("attack", Victim=[["ana"]])

    scores = ceaf_ree.score({"quiet": [], "missed": [incident], "noisy": []}, {"noisy": [incident]})

    totals = {docid: Counts.total(roles.values()) for docid, roles in scores.items()}
    assert totals == {"quiet": Counts(), "missed": Counts(0, 0, 0, 2), "noisy": Counts(0, 2, 0, 0)}


def _best_f1(hits: dict[tuple[int, int], tuple[int, int]], shape: tuple[int, int], dens: tuple[int, int]) -> float:
    """Greatest F1 over all one-to-one maps, in the most naive way."""
    predicted, gold = shape
    best = 0.0
    for chosen in itertools.product([None, *range(gold)], repeat=predicted):
        used = [j for j in chosen if j is not None]
        if len(used) == len(set(used)):
            pairs = [hits.get((i, j), (0, 0)) for i, j in enumerate(chosen) if j is not None]
            counts = Counts(sum(p for p, _ in pairs), dens[0], sum(r for _, r in pairs), dens[1])
            best = max(best, counts.f1)
    return best


def _random_case(
    rng: random.Random, *, many_to_one: bool
) -> tuple[dict[tuple[int, int], tuple[int, int]], tuple[int, int], tuple[int, int]]:
    shape = (rng.randint(1, 4), rng.randint(1, 4))
    hits = {}
    for pair in itertools.product(range(shape[0]), range(shape[1])):
        if rng.random() < 0.7:
            p_num = rng.randint(1, 6)
            hits[pair] = (p_num, max(1, p_num + rng.choice([-1, 0, 0, 1])) if many_to_one else p_num)
    return hits, shape, (rng.randint(24, 40), rng.randint(24, 40))


def _f1(hits: dict[tuple[int, int], tuple[int, int]], pairs: ceaf_ree.Pairs, dens: tuple[int, int]) -> float:
    return Counts(sum(hits[c][0] for c in pairs), dens[0], sum(hits[c][1] for c in pairs), dens[1]).f1


def test_enumeration_finds_the_best_of_all_maps() -> None:
    rng = random.Random(11)
    for _ in range(150):
        hits, shape, dens = _random_case(rng, many_to_one=True)
        pairs = ceaf_ree.by_enumeration(hits, shape=shape, dens=dens)
        assert _f1(hits, pairs, dens) == pytest.approx(_best_f1(hits, shape, dens))


def test_assignment_finds_the_best_of_all_maps_where_no_entity_is_hit_twice() -> None:
    rng = random.Random(12)
    for _ in range(150):
        hits, shape, dens = _random_case(rng, many_to_one=False)
        pairs = ceaf_ree.by_assignment(hits, shape=shape, dens=dens)
        assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
        assert _f1(hits, pairs, dens) == pytest.approx(_best_f1(hits, shape, dens))


def test_assignment_comes_within_a_hundredth_of_the_best_otherwise() -> None:
    rng = random.Random(13)
    reached = possible = 0.0
    for _ in range(150):
        hits, shape, dens = _random_case(rng, many_to_one=True)
        found = _f1(hits, ceaf_ree.by_assignment(hits, shape=shape, dens=dens), dens)
        best = _best_f1(hits, shape, dens)
        assert found <= best + 1e-9
        reached, possible = reached + found, possible + best
    assert reached >= 0.99 * possible


def test_a_document_with_many_templates_is_scored_by_assignment() -> None:
    gold = [template("attack", Victim=[[f"person {i}"]]) for i in range(12)]

    assert total(gold, gold[::-1]) == Counts(24, 24, 24, 24)
