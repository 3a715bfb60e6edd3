"""CEAF-RME: hand-computed documents for phi3 and phi-subset, and the alignment against brute force."""

from __future__ import annotations

import itertools
import random

import pytest

from evals.metrics import ceaf_rme
from evals.metrics.ceaf_rme import phi3, phi_subset
from evals.metrics.counts import Counts
from evals.metrics.five_role import Template


def template(incident_type: str | None, **roles: list[list[str]]) -> Template:
    return Template(incident_type, {role: tuple(tuple(e) for e in entities) for role, entities in roles.items()})


def total(
    gold: list[Template], predicted: list[Template], similarity: ceaf_rme.Similarity = phi3, *, split_once: bool = False
) -> Counts:
    return Counts.total(ceaf_rme.score_document(gold, predicted, similarity, split_once=split_once).values())


def test_phi3_recall_is_over_all_mentions_and_the_type_is_not_counted() -> None:
    gold = [template("attack", PerpInd=[["rebels", "rebel band", "insurgents"]], Victim=[["ana"]])]

    assert total(gold, [template("attack", PerpInd=[["the rebels"]], Victim=[["Ana"]])]) == Counts(2, 2, 2, 4)
    assert total(gold, gold) == Counts(4, 4, 4, 4)


def test_a_wrong_type_scores_nothing() -> None:
    gold = [template("attack", Victim=[["ana"]])]

    assert total(gold, [template("bombing", Victim=[["ana"]])]) == Counts(0, 1, 0, 1)
    assert total(gold, [template(None, Victim=[["ana"]])]) == Counts(0, 1, 0, 1)


def test_phi3_aligns_entities_one_to_one() -> None:
    gold = [template("attack", Target=[["bridge", "river bridge", "crossing"]])]
    split = [template("attack", Target=[["bridge"], ["river bridge", "crossing"]])]

    assert total(gold, split) == Counts(2, 3, 2, 3)
    assert total(gold, split, phi_subset) == Counts(2, 2, 1, 1)


def test_an_entity_that_mixes_two_gets_credit_for_the_larger_part() -> None:
    gold = [template("attack", PerpInd=[["rebels", "rebel band"], ["gunmen"]])]
    mixed = [template("attack", PerpInd=[["rebels", "rebel band", "gunmen"]])]

    assert total(gold, mixed) == Counts(2, 3, 2, 3)
    assert total(gold, mixed, phi_subset) == Counts(1, 1, 1, 2)


def test_a_repeated_mention_counts_as_often_as_it_is_repeated() -> None:
    gold = [template("attack", Weapon=[["mine"]])]

    assert total(gold, [template("attack", Weapon=[["mine", "a mine"]])]) == Counts(2, 2, 2, 1)


def test_subset_needs_only_one_shared_mention() -> None:
    gold = [template("arson", Target=[["mill", "old mill"]])]

    assert total(gold, [template("arson", Target=[["mill", "barn"]])], phi_subset) == Counts(1, 1, 1, 1)


def test_templates_are_aligned_so_that_the_sum_is_greatest() -> None:
    gold = [template("attack", Victim=[["ana"], ["berta"]]), template("attack", Victim=[["ana"]])]
    predicted = [template("attack", Victim=[["ana"]]), template("attack", Victim=[["ana"], ["berta"]])]

    assert total(gold, predicted) == Counts(3, 3, 3, 3)


def test_repeated_gold_templates_count_once_after_quotes_and_hyphens_are_gone() -> None:
    gold = [template("arson", Target=[['"saw-mill"']]), template("arson", Target=[["sawmill"]])]

    assert total(gold, [template("arson", Target=[["saw-mill"]])]) == Counts(1, 1, 1, 1)


def test_a_split_type_matches_either_type_but_only_its_best_copy_counts() -> None:
    gold = [template("attack / bombing", Victim=[["ana"]], Target=[["bank"]])]
    both = [template("attack", Victim=[["ana"]]), template("bombing", Victim=[["ana"]], Target=[["bank"]])]

    assert total(gold, both).p_num == 2
    assert total(gold, [template("attack", Target=[["bank"]])]).p_num == 1
    assert total(gold, [template("attack / bombing", Target=[["bank"]])]).p_num == 0


def test_recall_of_split_types_is_over_all_copies_as_published_or_once_on_demand() -> None:
    gold = [template("attack / bombing", Victim=[["ana"]]), template("arson", Target=[["mill"]])]
    predicted = [template("bombing", Victim=[["ana"]])]

    assert total(gold, predicted) == Counts(1, 1, 1, 3)
    assert total(gold, predicted, split_once=True) == Counts(1, 1, 1, 2)
    assert total(gold, predicted, phi_subset) == Counts(1, 1, 1, 2)
    assert total(gold, []) == Counts(0, 0, 0, 2)


def test_roles_are_counted_apart() -> None:
    gold = [template("attack", Victim=[["ana"]], PerpOrg=[["dawn front", "df"]])]

    counts = ceaf_rme.score({"d": gold}, {"d": [template("attack", Victim=[["ana"]], PerpInd=[["df"]])]})["d"]

    assert counts["Victim"] == Counts(1, 1, 1, 1)
    assert counts["PerpOrg"] == Counts(0, 0, 0, 2)
    assert counts["PerpInd"] == Counts(0, 1, 0, 0)


def _brute_force(gold: list[Template], predicted: list[Template]) -> int:
    """Greatest phi3 sum over all template maps and, inside each pair and role, all entity maps."""

    def entities(template: Template) -> list[tuple[str, set[str]]]:
        return [(role, set(e)) for role in ("PerpInd", "Victim") for e in template.entities(role)]

    def pair(g: Template, p: Template) -> int:
        if g.incident_type != p.incident_type:
            return 0
        ge, pe = entities(g), entities(p)
        ge += [("", set())] * len(pe)
        return max(
            (
                sum(len(e & other) for (role, e), (r, other) in zip(pe, order, strict=False) if role == r)
                for order in itertools.permutations(ge, len(pe))
            ),
            default=0,
        )

    slots = [*gold, *([Template("none")] * len(predicted))]
    return max(
        sum(pair(g, p) for g, p in zip(order, predicted, strict=True))
        for order in itertools.permutations(slots, len(predicted))
    )


def test_assignment_equals_brute_force_on_small_documents() -> None:
    rng = random.Random(5)
    names = ["ana", "berta", "carlo", "dario"]

    def draw(most: int) -> list[Template]:
        return [
            template(
                rng.choice(["attack", "arson"]),
                Victim=[rng.sample(names, rng.randint(1, 2)) for _ in range(rng.randint(0, 2))],
                PerpInd=[rng.sample(names, rng.randint(1, 3)) for _ in range(rng.randint(0, 1))],
            )
            for _ in range(rng.randint(0, most))
        ]

    for _ in range(60):
        gold, predicted = draw(3), draw(2)
        # Repeated gold templates would be dropped: number them apart with a mention that nothing matches.
        gold = [Template(t.incident_type, {**t.roles, "Weapon": ((f"w{i}",),)}) for i, t in enumerate(gold)]
        assert total(gold, predicted).p_num == _brute_force(gold, predicted)


@pytest.mark.parametrize("similarity", [phi3, phi_subset])
def test_perfect_prediction_scores_one_hundred(similarity: ceaf_rme.Similarity) -> None:
    gold = [template("attack", PerpInd=[["rebels", "band"]]), template("arson", Target=[["mill"], ["barn"]])]

    assert total(gold, gold[::-1], similarity).f1 == pytest.approx(100.0)
