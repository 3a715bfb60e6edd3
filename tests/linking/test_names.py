"""Names across spellings: what is one place or one side, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.linking.names import Places, fold, parties, places, same_name, skeleton


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Deir ez-Zor", "Dayr az-Zawr"),
        ("Khan Yunis", "Khan Younes"),
        ("Şırnak", "Sirnak"),
        ("Kafr Nabl", "Kafranbel"),
        ("Zaporizhzhia", "Zaporizhia"),
        ("El Fasher", "al-Fashir"),
        ("Goma", "the city of Goma"),
    ],
)
def test_spellings_of_one_name(one: str, two: str) -> None:
    assert same_name(fold(one), fold(two))
    assert same_name(fold(two), fold(one))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Beni", "Buni"),
        ("Kharkiv", "Kherson"),
        ("Homs", "Hama"),
        ("Gao", "Goma"),
        ("Mali", "Malaya"),
        ("Kalembe", "Kalemie"),
    ],
)
def test_names_that_only_look_alike(one: str, two: str) -> None:
    assert not same_name(fold(one), fold(two))


def test_a_place_is_read_as_spot_area_or_vicinity() -> None:
    assert places("the Sudanese town of Kosti").spots == {"kosti"}
    assert places("near Orsk, in Tamar province") == Places(frozenset(), frozenset({"tamar"}), frozenset({"orsk"}))
    assert places("villages around Orsk").near == {"orsk"}
    assert places("the outskirts of Orsk").near == {"orsk"}
    assert places("the border post") == Places(frozenset(), frozenset(), frozenset())


def test_a_text_without_capitals_still_names_places() -> None:
    assert places("the town of orsk", cased=False).spots == {"orsk"}


def test_a_side_is_known_by_its_acronym_and_by_its_adjective() -> None:
    assert parties("the Northern Dune Front") & parties("NDF")
    assert parties("Tamarian jets") & parties("the Tamarian air force")
    assert not parties("the army") | parties("Envoys of the villages")


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    skeleton(fold(text))
    places(text)
    parties(text)
    assert same_name(fold(text), fold(text))
