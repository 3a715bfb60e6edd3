"""Scoring one MUC-4 slot: exact and partial matches, tags, hierarchies, optional fillers, lenient mode."""

from __future__ import annotations

import pytest

from evals.metrics.counts import Counts
from evals.metrics.muc4_slots import Filler, Tally, score_slot


def f(*alternatives: str, tag: str | tuple[str, ...] = (), optional: bool = False) -> Filler:
    return Filler(alternatives, (tag,) if isinstance(tag, str) else tag, optional)


# Slots: exact matches ----------------------------------------------------------------------------------------------


def test_slots_empty_on_both_sides_count_nothing() -> None:
    assert score_slot("hum_tgt_name", [], []) == Tally()
    assert score_slot("hum_tgt_name", [f("ANA ROCA", optional=True)], []) == Tally()


def test_any_alternative_of_the_key_is_correct() -> None:
    key = [f("DAWN FRONT", "DF")]

    assert score_slot("perp_organization_id", key, [f("DF")]) == Tally(cor=1)
    assert score_slot("perp_organization_id", key, [f("D F")]) == Tally(inc=1)


def test_a_response_answers_with_its_first_alternative_only() -> None:
    assert score_slot("perp_organization_id", [f("DF")], [f("ARMY", "DF")]) == Tally(inc=1)


@pytest.mark.parametrize("answer", ["THE 3 PEASANTS", "several other peasants", '"PEASANTS"', "All Of The Peasants"])
def test_articles_numbers_and_quantifiers_do_not_count_in_strings(answer: str) -> None:
    assert score_slot("hum_tgt_description", [f("PEASANTS")], [f(answer)]) == Tally(cor=1)


def test_a_string_of_modifiers_only_keeps_them() -> None:
    assert score_slot("perp_individual_id", [f("THREE")], [f("TWO")]) == Tally(inc=1)


def test_modifiers_do_count_outside_strings() -> None:
    assert score_slot("hum_tgt_total_number", [f("3")], [f("4")]) == Tally(inc=1)


def test_each_key_is_matched_once() -> None:
    assert score_slot("hum_tgt_name", [f("ANA")], [f("ANA"), f("ANA")]) == Tally(cor=1, spu=1)
    assert score_slot("hum_tgt_name", [f("ANA"), f("ANA")], [f("ANA")]) == Tally(cor=1, mis=1)


# Slots: cross-reference tags ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("THE MAYOR", Tally(cor=1)),
        ("TOWN MAYOR", Tally(cor=1)),
        ("DRIVER", Tally(par=1)),
        ((), Tally(par=1)),
    ],
)
def test_the_right_set_value_is_partial_under_a_wrong_or_missing_tag(
    tag: str | tuple[str, ...], expected: Tally
) -> None:
    key = [f("DEATH", tag=("MAYOR", "TOWN MAYOR"))]

    assert score_slot("hum_tgt_effect", key, [f("DEATH", tag=tag)]) == expected


def test_a_wrong_set_value_is_incorrect_whatever_its_tag() -> None:
    assert score_slot("hum_tgt_effect", [f("DEATH", tag="MAYOR")], [f("INJURY", tag="MAYOR")]) == Tally(inc=1)


def test_no_tag_and_the_empty_tag_are_the_same() -> None:
    assert score_slot("instrument_type", [f("GUN", tag="-")], [f("GUN")]) == Tally(cor=1)
    assert score_slot("instrument_type", [f("GUN", tag="-")], [f("GUN", tag="SHOTS")]) == Tally(par=1)


def test_numbers_and_descriptions_need_the_right_tag() -> None:
    assert score_slot("hum_tgt_number", [f("2", tag="NUNS")], [f("2", tag="NUNS")]) == Tally(cor=1)
    assert score_slot("hum_tgt_number", [f("2", tag="NUNS")], [f("2", tag="MONKS")]) == Tally(inc=1)
    assert score_slot("hum_tgt_description", [f("NUN", tag="ANA")], [f("NUN", tag="EVA")]) == Tally(inc=1)


def test_partial_matches_go_to_the_key_with_the_same_tag_first() -> None:
    keys = [f("RIFLE", tag="CARBINE"), f("MACHINE GUN", tag="UZI")]
    # GUN is above both; it must take the key tagged UZI and leave RIFLE to the second response.
    responses = [f("GUN", tag="UZI"), f("RIFLE", tag="WEAPON")]

    assert score_slot("instrument_type", keys, responses) == Tally(par=2)


def test_tags_are_ignored_in_slots_that_have_none() -> None:
    assert score_slot("hum_tgt_name", [f("ANA")], [f("ANA", tag="NUN")]) == Tally(cor=1)


# Slots: partial credit ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slot", "general", "special"),
    [
        ("incident_type", "ATTACK", "BOMBING"),
        ("instrument_type", "GUN", "MACHINE GUN"),
        ("instrument_type", "GUN", "MORTAR"),
        ("instrument_type", "BOMB", "DYNAMITE"),
        ("instrument_type", "EXPLOSIVE", "GRENADE"),
        ("instrument_type", "EXPLOSIVE", "VEHICLE BOMB"),
        ("instrument_type", "PROJECTILE", "ROCKET"),
        ("perp_organization_confidence", "SUSPECTED OR ACCUSED", "SUSPECTED OR ACCUSED BY AUTHORITIES"),
        ("phys_tgt_type", "POLITICAL FIGURE OFFICE OR RESIDENCE", "GOVERNMENT OFFICE OR RESIDENCE"),
        ("phys_tgt_effect", "DESTROYED", "SOME DAMAGE"),
        ("hum_tgt_type", "POLITICAL FIGURE", "GOVERNMENT OFFICIAL"),
        ("hum_tgt_type", "POLITICAL FIGURE", "FORMER GOVERNMENT OFFICIAL"),
        ("hum_tgt_type", "ACTIVE MILITARY", "FORMER ACTIVE MILITARY"),
        ("hum_tgt_effect", "NO INJURY", "NO INJURY OR DEATH"),
        ("hum_tgt_effect", "NO DEATH", "NO INJURY OR DEATH"),
    ],
)
def test_a_more_general_answer_is_partial_and_a_more_special_one_is_not(slot: str, general: str, special: str) -> None:
    assert score_slot(slot, [f(special, tag="X")], [f(general, tag="Y")]) == Tally(par=1)
    assert score_slot(slot, [f(general, tag="X")], [f(special, tag="X")]) == Tally(inc=1)


@pytest.mark.parametrize(
    ("slot", "answer", "key"),
    [
        ("instrument_type", "GUN", "GRENADE"),
        ("hum_tgt_effect", "NO INJURY", "NO DEATH"),
        ("phys_tgt_effect", "GUN", "RIFLE"),
    ],
)
def test_unrelated_terms_are_incorrect(slot: str, answer: str, key: str) -> None:
    assert score_slot(slot, [f(key)], [f(answer)]) == Tally(inc=1)


@pytest.mark.parametrize(
    ("answer", "automatic", "lenient"),
    [
        ("NORLAND: EAST (PROVINCE): OAKTON (CITY)", Tally(cor=1), Tally(cor=1)),
        ("NORLAND", Tally(par=1), Tally(par=1)),
        ("NORLAND: ELMTON (CITY)", Tally(inc=1), Tally(par=1)),
        ("SUDLAND", Tally(inc=1), Tally(inc=1)),
        ("SUDLAND: EAST (PROVINCE): OAKTON (CITY)", Tally(inc=1), Tally(inc=1)),
    ],
)
def test_the_right_country_alone_is_partial(answer: str, automatic: Tally, lenient: Tally) -> None:
    key = [f("NORLAND: EAST (PROVINCE): OAKTON (CITY)")]

    assert score_slot("incident_location", key, [f(answer)]) == automatic
    assert score_slot("incident_location", key, [f(answer)], lenient=True) == lenient


@pytest.mark.parametrize(
    ("answer", "lenient"),
    [("ROCA", Tally(par=1)), ("ANA MARIA ROCA SOLIS", Tally(par=1)), ("ANA PERES", Tally(inc=1))],
)
def test_lenient_mode_gives_partial_credit_for_strings_contained_in_each_other(answer: str, lenient: Tally) -> None:
    key = [f("ANA MARIA ROCA")]

    assert score_slot("hum_tgt_name", key, [f(answer)]) == Tally(inc=1)
    assert score_slot("hum_tgt_name", key, [f(answer)], lenient=True) == lenient


def test_variants_of_a_date_may_stand_unsplit_in_brackets() -> None:
    key = [f("- 05 MAR 90) / (04 MAR 90 - 05 MAR 90")]

    assert score_slot("incident_date", key, [f("04 MAR 90 - 05 MAR 90")]) == Tally(cor=1)
    assert score_slot("incident_date", key, [f("- 05 MAR 90")]) == Tally(cor=1)
    assert score_slot("incident_date", key, [f("05 MAR 90")]) == Tally(inc=1)


# Slots: what is left over ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "responses", "expected"),
    [
        ([f("A")], [f("B")], Tally(inc=1)),
        ([f("A"), f("B")], [f("C")], Tally(inc=1, mis=1)),
        ([f("A")], [f("B"), f("C")], Tally(inc=1, spu=1)),
        ([], [f("B")], Tally(spu=1)),
        ([f("A")], [], Tally(mis=1)),
        ([f("A", optional=True)], [f("B")], Tally(inc=1)),
        ([f("A", optional=True), f("B")], [f("C")], Tally(inc=1)),
        ([f("A", optional=True), f("B")], [f("C"), f("D")], Tally(inc=2)),
        ([f("A", optional=True), f("B")], [f("A")], Tally(cor=1, mis=1)),
        ([f("A", optional=True), f("A")], [f("A")], Tally(cor=1)),
    ],
)
def test_leftovers_are_paired_as_incorrect_and_optional_keys_only_absorb(
    keys: list[Filler], responses: list[Filler], expected: Tally
) -> None:
    assert score_slot("hum_tgt_name", keys, responses) == expected


def test_measures_give_half_credit_for_partial_answers() -> None:
    tally = Tally(cor=3, par=2, inc=1, spu=4, mis=2)

    assert (tally.possible, tally.actual) == (8, 10)
    assert tally.counts() == Counts(4.0, 10, 4.0, 8)
    assert tally.overgeneration == pytest.approx(40.0)
