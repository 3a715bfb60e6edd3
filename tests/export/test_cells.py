"""Cells: what a spreadsheet would run is guarded; the guard comes off again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.export.cells import guard, join, unguard


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "－1", "-15.9", "=cmd|' /C calc'!A0"]
)
def test_text_that_begins_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert guard(text) == f"'{text}"


@pytest.mark.parametrize("value", [-15.9, -3, 0, None, True, "Ménaka", "a=b", "5 - 3", "'quoted'", ""])
def test_numbers_and_plain_text_pass(value: object) -> None:
    assert guard(value) is value


@given(st.text(alphabet="'=+-@\t\r\n aé＝") | st.text())
def test_the_guard_comes_off_exactly(text: str) -> None:
    guarded = guard(text)
    assert isinstance(guarded, str)
    assert unguard(guarded) == text
    assert not guarded.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_lists_are_joined_without_repeats_or_blanks() -> None:
    assert join(["b", None, "a", "", "b"]) == "b; a"
