"""Noun phrases found by code, and what they may name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.phrases import phrases
from summarizer.resolve.nouns import Noun, asked_nouns


def of(noun: Noun, text: str) -> list[str]:
    return [p.text for p in phrases(text) if noun in p.nouns]


@pytest.mark.parametrize(
    ("noun", "text", "found"),
    [
        (Noun.PEOPLE, "Four gunmen shot judge Orsku Tarvane near the mill.", ["Four gunmen", "gunmen"]),
        (Noun.NAME, "four gunmen shot judge orsku tarvane.", ["orsku tarvane"]),
        (Noun.NAME, "FOUR GUNMEN SHOT JUDGE ORSKU TARVANE.", ["ORSKU TARVANE"]),
        (Noun.NAME, "the murder was planned in orsku tarvane.", []),
        (Noun.NAME, "senator orsku tarvane's murder shocked the town.", ["orsku tarvane"]),
        (Noun.GROUP, "the mrtv urban guerrillas fled.", ["mrtv", "urban guerrillas"]),
        (Noun.GROUP, "the orsku cartel was blamed.", ["orsku cartel"]),
        (
            Noun.THING,
            "a bomb destroyed the offices of the telephone company.",
            ["offices of the telephone company", "telephone company"],
        ),
        (Noun.THING, "a bomb went off in the basement of the town hall.", ["town hall"]),
        (Noun.WEAPON, "a dynamite attack destroyed the bridge.", ["dynamite"]),
        (Noun.WEAPON, "a powerful car bomb exploded.", ["powerful car bomb"]),
    ],
)
def test_what_phrases_name(noun: Noun, text: str, found: list[str]) -> None:
    assert of(noun, text) == found


@pytest.mark.parametrize(
    ("description", "wanted"),
    [
        ("people who did it, named or described (two gunmen)", {Noun.PEOPLE, Noun.NAME}),
        ("organisation that is blamed, by name", {Noun.GROUP}),
        ("things attacked: buildings, vehicles; no people", {Noun.THING}),
        ("proper names of people harmed; no titles", {Noun.NAME}),
        ("weapons or devices used", {Noun.WEAPON}),
        ("why it was done", set()),
    ],
)
def test_a_field_takes_what_its_description_names(description: str, wanted: set[Noun]) -> None:
    assert asked_nouns(description) == wanted


@given(st.text(max_size=200))
def test_every_phrase_stands_in_the_text(text: str) -> None:
    assert all(p.text in text and p.nouns for p in phrases(text))
