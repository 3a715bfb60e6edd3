"""Folding makes writing variants equal and keeps exact offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.grounding.text import Words, clean, flatten, fold, keys_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Çağlayan", "CAGLAYAN"),
        ("İzmir", "izmir"),
        ("ısı", "ISI"),
        ("Ｍarden", "marden"),
        ("Sana’a", "sana'a"),
        ("rein\u00adforce", "reinforce"),
        ("zero\u200bwidth", "zerowidth"),
        ("٥", "5"),
        ("40\u00a0000", "40000"),
        ("e\u0301lite", "élite"),
    ],
)
def test_variants_of_one_word_have_one_key(one: str, other: str) -> None:
    assert keys_of(one) == keys_of(other)


@pytest.mark.parametrize(("one", "other"), [("5²", "52"), ("5²", "5"), ("5½", "51"), ("①", "1"), ("40,000", "40")])
def test_other_numbers_have_other_keys(one: str, other: str) -> None:
    assert keys_of(one) != keys_of(other)


def test_a_possessive_is_a_token_of_its_own() -> None:
    assert keys_of("Norland’s jets") == ("norland", "'s", "jets")


def test_words_broken_at_a_line_end_are_found() -> None:
    words = Words("The rein-\nforcements of the U.S.-backed force")
    assert words.find_compact(keys_of("reinforcements")) == (1, 3)
    assert words.find_compact(keys_of("US backed")) == (5, 8)
    assert words.find_compact(keys_of("forcement")) is None


def test_digits_never_join_over_a_gap() -> None:
    assert Words("5 12 people").find_compact(keys_of("512")) is None


def test_find_respects_token_boundaries() -> None:
    words = Words("Alda and Aldania; Alda again")
    assert words.find_all(keys_of("Alda")) == [0, 3]


@given(st.text(max_size=200))
def test_every_token_lies_where_it_says(text: str) -> None:
    words = Words(text)
    last = 0
    for i, (start, end) in enumerate(words.spans):
        assert last <= start < end <= len(text)
        assert fold(words.written(i)) == words.keys[i]
        last = end


@given(st.text(max_size=120), st.integers(0, 60), st.integers(1, 6))
def test_any_run_of_tokens_is_found_at_its_place(text: str, start: int, length: int) -> None:
    words = Words(text, offset=7)
    keys = words.keys[start : start + length]
    if keys:
        assert start in words.find_all(keys)
        first, last = words.span(start, start + len(keys))
        assert text[first - 7 : last - 7] == text[words.spans[start][0] : words.spans[start + len(keys) - 1][1]]


@given(st.text(alphabet="ab \n\t\u00a01", max_size=60))
def test_flattened_text_keeps_its_offsets(text: str) -> None:
    flat, offsets = flatten(text)
    assert len(flat) == len(offsets)
    assert all(text[offsets[i]] == c or (c == " " and text[offsets[i]].isspace()) for i, c in enumerate(flat))
    assert "  " not in flat


def test_clean_gives_one_line() -> None:
    assert clean(" a\u200bb \n c ") == "ab c"
