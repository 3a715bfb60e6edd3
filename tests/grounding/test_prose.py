"""A sentence of prose says what its sources say: no more, nothing else, and no more surely."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.grounding import check_sentence
from summarizer.schemas import Reason

TOLL = "At least 33 Kenyan soldiers were killed in an airstrike 40 km from Idlam on Sunday."
DENIAL = "Norland denied its jets struck the area, and 12 were wounded."
CLAIM = "General Rasim Hamdan said Norland jets had bombed three villages near Marden."
PLAN = "The two leaders are due to meet in Sola on Wednesday."


def reasons(sentence: str, *evidence: str) -> set[Reason]:
    return {r.reason for r in check_sentence(sentence, evidence)}


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        (TOLL, [TOLL]),
        ("On Sunday, at least 33 Kenyan soldiers were killed.", [TOLL]),
        ("At least thirty-three Kenyan soldiers were killed.", [TOLL]),
        ("Norland denied that its jets struck the area.", [DENIAL]),
        ("Norland jets bombed three villages near Marden, General Rasim Hamdan said.", [CLAIM]),
        ("According to General Rasim Hamdan, Norland jets bombed three villages near Marden.", [CLAIM]),
        ("The two leaders will meet in Sola on Wednesday.", [PLAN]),
        (PLAN.upper(), [PLAN]),
        (PLAN.lower(), [PLAN]),
    ],
)
def test_what_the_sources_say_passes(sentence: str, evidence: list[str]) -> None:
    assert check_sentence(sentence, evidence) == []


@pytest.mark.parametrize(
    ("sentence", "evidence", "reason"),
    [
        ("330 Kenyan soldiers were killed.", [TOLL], Reason.NUMBER_CHANGED),
        ("33 Kenyan soldiers were killed.", [TOLL], Reason.NUMBER_CHANGED),
        ("Dozens were killed.", [TOLL], Reason.NUMBER_CHANGED),
        ("At least 33 Kenyan soldiers were wounded and 12 killed.", [TOLL, DENIAL], Reason.ROLE_SWAPPED),
        ("40 Kenyan soldiers were killed.", [TOLL], Reason.NUMBER_CHANGED),
        ("Kenyan jets killed at least 33 Norland soldiers.", [TOLL, DENIAL], Reason.ROLE_SWAPPED),
        ("President Odel vowed revenge in Idlam on Sunday.", [TOLL], Reason.NAME_CHANGED),
        ("At least 33 Kenyan soldiers were killed on Monday.", [TOLL], Reason.DATE_CHANGED),
        ("Norland said its jets struck the area.", [DENIAL], Reason.DENIED),
        ("Norland jets bombed three villages near Marden.", [CLAIM], Reason.CLAIMANT_DROPPED),
        ("Norland jets bombed three villages, General Rasim Karim said.", [CLAIM], Reason.NAME_CHANGED),
        ("Marden said Norland jets bombed three villages.", [CLAIM], Reason.NOT_CLAIMANT),
        ("Marden jets bombed Norland, General Rasim Hamdan said.", [CLAIM], Reason.ROLE_SWAPPED),
        ("Norland jets did not bomb three villages, General Rasim Hamdan said.", [CLAIM], Reason.NEGATION_CHANGED),
        ("General Rasim Hamdan denied Norland jets had bombed three villages near Marden.", [CLAIM], Reason.DENIED),
        ("The two leaders met in Sola on Wednesday.", [PLAN], Reason.CERTAINTY_RAISED),
        ('The general spoke of "four villages near Marden".', [CLAIM], Reason.QUOTE_ALTERED),
        ("The harvest of the coast was ruined by rain.", [TOLL], Reason.UNSUPPORTED),
    ],
)
def test_what_they_do_not_say_is_refused(sentence: str, evidence: list[str], reason: Reason) -> None:
    assert reason in reasons(sentence, *evidence)


def test_a_sentence_without_sources_is_refused() -> None:
    assert reasons("Jets bombed Marden.") == {Reason.NO_CITATION}


def test_words_that_code_vouches_for_may_be_used() -> None:
    sentence = "The two leaders are due to meet in Sola on 29 September 2021."
    assert check_sentence(sentence, [PLAN])
    assert check_sentence(sentence, [PLAN], given=["29 September 2021"]) == []


def test_a_rejection_names_the_field_and_the_cited_sentences() -> None:
    (rejection,) = check_sentence("330 Kenyan soldiers were killed.", [TOLL], numbers=[4], field="items.2")
    assert (rejection.field, rejection.value, rejection.sentences) == ("items.2", "330", [4])


@given(st.text(max_size=150), st.lists(st.text(max_size=150), max_size=3))
def test_nothing_raises(sentence: str, evidence: list[str]) -> None:
    check_sentence(sentence, evidence)


@given(st.integers(2, 10**6), st.integers(2, 10**6))
def test_other_digits_never_pass(told: int, written: int) -> None:
    evidence = f"Police said {told} people were killed in Marden."
    passes = not check_sentence(f"Police said {written} people were killed in Marden.", [evidence])
    assert passes is (told == written)
