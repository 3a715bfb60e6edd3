"""Alignment: hand-computed similarities, the assignment against brute force, merges, schemas of any kind."""

from __future__ import annotations

import itertools
from typing import Any, Literal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from pydantic import Field

from evals.align import THRESHOLD, Alignment, align, assign, similarity
from evals.families import FAMILIES
from summarizer.schemas import Actor, EventClass, Place, Record, Verbatim
from tests.evals.events import MEETING, ROCKETS, SHOOTING, draft, everything, gold_event

ALONE = {"sentences": [1], "event_class": "air_strike", "status": "occurred"}


class Incident(Record):
    """A user's own schema."""

    kind: Literal["attack", "kidnapping"]
    perpetrators: list[Verbatim] = Field(default_factory=list)


class Sighting(Record):
    """A schema without a class."""

    where: Place
    who: list[Actor] = Field(default_factory=list)


def test_every_class_is_in_exactly_one_family() -> None:
    listed = [member for members in FAMILIES.values() for member in members]

    assert len(listed) == len(set(listed))
    assert set(listed) == set(EventClass)


def test_equal_records_are_as_alike_as_can_be() -> None:
    for values in everything():
        assert similarity(gold_event(values), draft(values)) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, 1.0),
        ({"event_class": "drone_strike"}, (0.125 + 0.30) / 0.55),
        ({"event_class": "statement"}, 0.30 / 0.55),
        ({"sentences": [2]}, 0.25 / 0.55),
        ({"sentences": [1, 2, 3]}, 1.0),
        ({"place": "Asa"}, 1.0),
    ],
)
def test_only_what_both_state_counts(changes: dict[str, Any], expected: float) -> None:
    assert similarity(draft(ALONE), draft(ALONE, **changes)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("gold", "predicted", "part"),
    [
        ("the port of Asa", "Asa", 1.0),
        ("near Velk", "Marden", 0.0),
        ("the village of Asa", "Asa village", 1.0),
    ],
)
def test_places_are_compared_by_containment(gold: str, predicted: str, part: float) -> None:
    found = similarity(draft(ALONE, place=gold), draft(ALONE, place=predicted))

    assert found == pytest.approx((0.55 + 0.15 * part) / 0.70)


def test_a_second_place_of_the_coder_is_right_too() -> None:
    gold = gold_event(ALONE, place="Asa", other_places=["Velk"])

    assert similarity(gold, draft(ALONE, place="Velk")) == pytest.approx(1.0)


def test_actors_are_compared_whatever_their_role() -> None:
    gold = draft(ALONE, initiators=["the Dorlan Front"], targets=["Velk militia"])
    swapped = draft(ALONE, initiators=["Velk militia"], targets=["Dorlan Front"])
    half = draft(ALONE, initiators=["the Dorlan Front", "villagers"])

    assert similarity(gold, swapped) == pytest.approx(1.0)
    assert similarity(gold, half) == pytest.approx((0.55 + 0.20 * 0.5) / 0.75)


@pytest.mark.parametrize(
    ("day", "part"), [("2023-05-08", 1.0), ("2023-05-09", 0.5), ("2023-05-07", 0.5), ("2023-05-10", 0.0)]
)
def test_dates_a_day_apart_count_half(day: str, part: float) -> None:
    gold = gold_event(ALONE, start="2023-05-08", end="2023-05-08")
    predicted = draft(ALONE, when={"raw": "then", "start": day, "end": day})

    assert similarity(gold, predicted) == pytest.approx((0.55 + 0.10 * part) / 0.65)


def test_records_in_any_order_find_their_partners() -> None:
    gold = [gold_event(values) for values in everything()]
    predicted = [draft(MEETING), draft(SHOOTING), draft(ROCKETS)]

    assert align(gold, predicted) == Alignment(((0, 1), (1, 2), (2, 0)), (), ())


def test_what_matches_nothing_is_missed_or_spurious() -> None:
    found = align([gold_event(SHOOTING), gold_event(MEETING)], [draft(ROCKETS), draft(SHOOTING)])

    assert found == Alignment(((0, 1),), (1,), (0,))


@pytest.mark.parametrize(("gold", "predicted"), [([], []), ([SHOOTING], []), ([], [SHOOTING])])
def test_nothing_to_align_with(gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> None:
    found = align([gold_event(g) for g in gold], [draft(p) for p in predicted])

    assert found == Alignment((), tuple(range(len(gold))), tuple(range(len(predicted))))


def test_the_same_sentence_under_another_class_is_a_pair_and_another_sentence_is_none() -> None:
    assert align([draft(ALONE)], [draft(ALONE, event_class="statement")]).pairs == ((0, 0),)
    assert align([draft(ALONE)], [draft(ALONE, sentences=[2])]).pairs == ()


def merged_pair(**changes: Any) -> list[Any]:
    first = gold_event(SHOOTING, event_id="e1", merge_with=["e2"])
    second = gold_event(SHOOTING, event_id="e2", event_class="armed_clash", sentences=[1, 2], merge_with=["e1"])
    return [first, second.model_copy(update=changes)]


def test_a_record_that_covers_an_admissible_merge_misses_nothing() -> None:
    assert align(merged_pair(), [draft(SHOOTING)]) == Alignment(((0, 0),), (), (), ((1, 0),))


def test_a_merge_on_the_other_side_is_not_spurious() -> None:
    assert align([draft(SHOOTING)], merged_pair()) == Alignment(((0, 0),), (), (), ((0, 1),))


def test_a_merge_needs_both_to_list_it_and_one_record_that_covers_both() -> None:
    one_sided = merged_pair(merge_with=[])
    far = gold_event(MEETING, event_id="e2", merge_with=["e1"])

    assert align(one_sided, [draft(SHOOTING)]).missed == (1,)
    assert align([merged_pair()[0], far], [draft(SHOOTING)]).missed == (1,)


def test_merged_records_found_one_by_one_are_pairs() -> None:
    both = merged_pair()

    assert align(both, [draft(SHOOTING), draft(SHOOTING, event_class="armed_clash", sentences=[1, 2])]) == Alignment(
        ((0, 0), (1, 1)), (), ()
    )


def test_a_schema_without_actors_is_compared_by_its_words() -> None:
    gold = Incident(sentences=[1], kind="attack", perpetrators=[Verbatim("the Dorlan Front")])
    same = Incident(sentences=[2], kind="attack", perpetrators=[Verbatim("Dorlan Front")])
    other = Incident(sentences=[1], kind="kidnapping", perpetrators=[Verbatim("villagers")])

    assert similarity(gold, same) == pytest.approx((0.25 + 0.20) / 0.75)
    assert similarity(gold, other) == pytest.approx(0.30 / 0.75)


def test_a_schema_without_class_is_compared_by_the_rest() -> None:
    gold = Sighting(sentences=[1], where=Place("Asa"), who=[Actor("dockers")])
    predicted = Sighting(sentences=[1], where=Place("Asa"), who=[Actor("traders")])

    assert similarity(gold, predicted) == pytest.approx((0.30 + 0.15) / 0.65)


Table = NDArray[np.float64]
tables = st.integers(1, 4).flatmap(
    lambda columns: st.lists(
        st.lists(st.sampled_from([0.0, 0.3, 0.5, 0.6, 0.7, 0.9, 1.0]), min_size=columns, max_size=columns),
        min_size=1,
        max_size=4,
    )
)


def brute_force(table: Table) -> float:
    rows, columns = table.shape
    best = 0.0
    for chosen in itertools.product(range(-1, columns), repeat=rows):
        used = [j for j in chosen if j >= 0]
        if len(used) == len(set(used)) and all(table[i, j] >= THRESHOLD for i, j in enumerate(chosen) if j >= 0):
            best = max(best, sum(table[i, j] for i, j in enumerate(chosen) if j >= 0))
    return best


@given(tables)
def test_the_assignment_is_as_good_as_brute_force(values: list[list[float]]) -> None:
    table = np.array(values)
    pairs = assign(table, THRESHOLD)

    assert sum(table[i, j] for i, j in pairs) == pytest.approx(brute_force(table))
    assert all(table[i, j] >= THRESHOLD for i, j in pairs)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
