"""Phrases ranked by where they stand: which part a field asks for, and who comes first."""

from __future__ import annotations

import json

import pytest

from summarizer.cues import stems, strength
from summarizer.ranking import BIAS, WEIGHTS, Part, Weights, candidates, part_of, ranked


@pytest.mark.parametrize(
    ("description", "part"),
    [
        ("people who did it, named or described", Part.DOERS),
        ("organisation that did it or is blamed, by name", Part.DOER_GROUPS),
        ("things attacked: buildings, vehicles; no people", Part.THINGS_HARMED),
        ("proper names of people attacked or harmed", Part.NAMES_HARMED),
        ("people killed, without their names", Part.PEOPLE_HARMED),
        ("weapons or devices as nouns", Part.MEANS),
        ("names of the ships", None),
        ("people who met", None),
        ("", None),
    ],
)
def test_the_part_is_read_from_the_description(description: str, part: Part | None) -> None:
    assert part_of(description) is part


TEXT = [
    (1, "A police station in Olvar was attacked with grenades by two gunmen of the Orsku Front on Monday."),
    (2, "The mayor, Ilya Barend, was killed."),
]


@pytest.mark.parametrize(
    ("part", "first"),
    [
        (Part.DOERS, "two gunmen"),
        (Part.DOER_GROUPS, "Orsku Front"),
        (Part.THINGS_HARMED, "police station"),
        (Part.NAMES_HARMED, "Ilya Barend"),
        (Part.MEANS, "grenades"),
    ],
)
def test_the_likeliest_phrase_comes_first(part: Part, first: str) -> None:
    found = ranked(TEXT, part)
    assert found[0].text == first
    assert not any(a.text in b.text for a in found for b in found if a is not b)
    assert [r.prior for r in found] == sorted((r.prior for r in found), reverse=True)


def test_mentions_that_differ_in_case_are_one_candidate() -> None:
    found = candidates([(1, "The Orsku Front bombed a mill."), (3, "Police blamed the ORSKU FRONT.")])
    (front,) = [c for c in found if c.text.casefold() == "orsku front"]
    assert front.sentences == [1, 3]
    assert {"times 2+", "sentence blasts", "sentence claims"} <= front.features


def test_every_part_has_weights_and_no_words_beside_the_names_of_features() -> None:
    known = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    assert set(known) == {part.value for part in Part}
    assert all(BIAS in part["features"] for part in known.values())


def test_the_models_answer_counts_by_its_weight() -> None:
    known = Weights({BIAS: -1.0, "event": 2.0}, model=0.5)
    assert known.prior(["event", "unknown"]) == 1.0
    assert known.probability(-1.0, 2.0) == 0.5
    assert known.probability(-1.0, 4.0) > 0.7


def test_a_class_leads_one_to_expect_its_own_words() -> None:
    expected = stems("bombing", "a bomb, dynamite, mine or grenade that went off, was thrown or was planted")
    assert {"bomb", "dynami", "mine", "grenad"} <= set(expected)
    assert not {"went", "that"} & set(expected)
    assert strength(["Two bombs went off.", "Dynamite was found."], expected) == pytest.approx(1.0986, abs=1e-3)
    assert strength(["Two bombs went off."], ()) == 0
