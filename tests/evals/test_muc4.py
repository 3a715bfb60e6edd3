"""The MUC-4 score, rule by rule, on templates computed by hand."""

from __future__ import annotations

import pytest

from evals.metrics.counts import Counts
from evals.metrics.muc4 import Filtering, Score, SlotTemplate, map_templates, may_map, score, score_document, score_pair
from evals.metrics.muc4_hierarchies import SLOTS
from evals.metrics.muc4_slots import Filler, Tally


def f(*alternatives: str, tag: str | tuple[str, ...] = (), optional: bool = False) -> Filler:
    return Filler(alternatives, (tag,) if isinstance(tag, str) else tag, optional)


def t(incident_type: str, *, optional: bool = False, **slots: list[Filler]) -> SlotTemplate:
    return SlotTemplate(
        {"incident_type": (f(incident_type),), **{slot: tuple(fillers) for slot, fillers in slots.items()}}, optional
    )


# Templates: mapping ------------------------------------------------------------------------------------------------


def test_types_must_agree_or_the_response_be_attack() -> None:
    perpetrator = [f("REBELS")]
    key = t("BOMBING", perp_individual_id=perpetrator)

    assert may_map(key, t("BOMBING", perp_individual_id=perpetrator))
    assert may_map(key, t("ATTACK", perp_individual_id=perpetrator))
    assert not may_map(t("ATTACK", perp_individual_id=perpetrator), key)
    assert not may_map(key, t("ARSON", perp_individual_id=perpetrator))


@pytest.mark.parametrize(
    ("slot", "key", "answer", "mapped"),
    [
        ("hum_tgt_name", "ANA ROCA", "EVA ROCA", True),
        ("perp_individual_id", "GROUP OF REBELS", "SOME OF THE SOLDIERS", False),
        ("hum_tgt_type", "FORMER GOVERNMENT OFFICIAL", "POLITICAL FIGURE", True),
        ("phys_tgt_type", "COMMERCIAL", "ENERGY", False),
        ("instrument_id", "BOMB", "BOMB", False),
    ],
)
def test_one_of_seven_slots_must_agree_at_least_partially(slot: str, key: str, answer: str, mapped: bool) -> None:
    keys = SlotTemplate({"incident_type": (f("ATTACK"),), "phys_tgt_id": (f("MILL"),), slot: (f(key),)})
    responses = SlotTemplate({"incident_type": (f("ATTACK"),), slot: (f(answer),)})

    assert may_map(keys, responses) is mapped


def test_templates_with_all_seven_slots_empty_on_both_sides_may_be_mapped() -> None:
    assert may_map(t("ATTACK", incident_stage=[f("THREATENED")]), t("ATTACK"))
    assert not may_map(t("ATTACK"), t("ATTACK", hum_tgt_name=[f("ANA")]))


def test_pairs_are_taken_greedily_by_recall_and_each_template_once() -> None:
    poor = t("ATTACK", hum_tgt_name=[f("ANA")], incident_stage=[f("ACCOMPLISHED")])
    rich = t("ATTACK", hum_tgt_name=[f("ANA"), f("EVA")])
    answer = t("ATTACK", hum_tgt_name=[f("ANA"), f("EVA")])

    assert map_templates([poor, rich], [answer]) == [(1, 0)]
    assert map_templates([poor, rich], [answer, t("ATTACK", hum_tgt_name=[f("ANA")])]) == [(1, 0), (0, 1)]
    assert map_templates([rich, rich], [answer, answer]) == [(0, 0), (1, 1)]


# Documents and corpora ---------------------------------------------------------------------------------------------


def test_a_document_computed_by_hand() -> None:
    key = t(
        "BOMBING",
        incident_location=[f("NORLAND: OAKTON (CITY)")],
        instrument_type=[f("VEHICLE BOMB", tag="CAR BOMB")],
        hum_tgt_name=[f("ANA ROCA")],
        hum_tgt_effect=[f("DEATH", tag="ANA ROCA"), f("INJURY", tag="GUARD", optional=True)],
    )
    answer = t(
        "ATTACK",  # partial
        incident_location=[f("NORLAND")],  # partial
        instrument_type=[f("VEHICLE BOMB")],  # partial: no tag
        hum_tgt_name=[f("ANA ROCA"), f("EVA SOL")],  # correct, spurious
        hum_tgt_effect=[f("DEATH", tag="ANA ROCA")],  # correct
        perp_individual_id=[f("REBELS")],  # spurious
    )

    result = score_document([key], [answer])

    assert result.all_templates == Tally(cor=2, par=3, spu=2)
    assert result.all_templates.counts() == Counts(3.5, 7, 3.5, 5)
    assert result.slots["hum_tgt_name"] == Tally(cor=1, spu=1)
    assert set(result.slots) == set(SLOTS)
    assert len(SLOTS) == 23


def test_unmapped_templates_are_missing_or_spurious_but_not_in_matched_only() -> None:
    found = t("ATTACK", hum_tgt_name=[f("ANA")])
    missed = t("ARSON", phys_tgt_id=[f("MILL"), f("BARN", optional=True)])
    invented = t("ROBBERY", phys_tgt_id=[f("BANK")])

    result = score_document([found, missed], [found, invented])

    assert result.all_templates == Tally(cor=2, mis=2, spu=2)
    assert result.matched_only == Tally(cor=2)


def test_optional_templates_cost_nothing_unless_answered() -> None:
    optional = t("ARSON", optional=True, phys_tgt_id=[f("MILL"), f("BARN")])

    assert score_document([optional], []).all_templates == Tally()
    assert score_document([optional], [t("ARSON", phys_tgt_id=[f("MILL")])]).all_templates == Tally(cor=2, mis=1)


def test_text_filtering_counts_documents() -> None:
    required, optional = t("ARSON", phys_tgt_id=[f("MILL")]), t("ARSON", optional=True, phys_tgt_id=[f("MILL")])
    other = t("ROBBERY", phys_tgt_id=[f("BANK")])
    keys = {
        "found": [required],
        "missed": [required],
        "optional answered": [optional],
        "optional not answered": [optional],
        "optional, something else answered": [optional],
        "quiet": [],
        "noise": [],
    }
    responses = {
        "found": [other],
        "optional answered": [optional],
        "optional, something else answered": [other],
        "noise": [other],
    }

    total = Score.total(score(keys, responses).values())

    assert total.filtering == Filtering(
        relevant_retrieved=2, irrelevant_retrieved=2, relevant_missed=1, irrelevant_left=2
    )
    assert total.filtering.counts() == Counts(2, 4, 2, 3)


def test_lenient_mode_reaches_whole_documents() -> None:
    keys, responses = [t("ATTACK", hum_tgt_name=[f("ANA ROCA")])], [t("ATTACK", hum_tgt_name=[f("ROCA")])]

    assert score_document(keys, responses).all_templates == Tally(cor=1, inc=1)
    assert score_document(keys, responses, lenient=True).all_templates == Tally(cor=1, par=1)
    assert score_pair(keys[0], responses[0], lenient=True) == Tally(cor=1, par=1)
