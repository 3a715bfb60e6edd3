"""What both renderers share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.render.page import Theme, printable, row_text, safe_url
from summarizer.schemas.brief import CasualtyRow
from summarizer.schemas.codebook_parts import CasualtyKind, Population


def row(low: int | None, best: int | None, high: int | None, **more: object) -> CasualtyRow:
    fields = {"kind": CasualtyKind.KILLED, "population": Population.CIVILIAN, "low": low, "best": best, "high": high}
    return CasualtyRow.model_validate(fields | more)


@pytest.mark.parametrize(
    ("figures", "text"),
    [
        ((None, None, None), "not reported"),
        ((0, 0, 0), "0"),
        ((12, 12, 12), "12"),
        ((5, 5, None), "at least 5"),
        ((7, 9, None), "at least 7 (best 9)"),
        ((None, None, 20), "up to 20"),
        ((None, 10, None), "about 10"),
        ((3, None, 6), "3–6"),
        ((3, 4, 6), "3–6 (best 4)"),
    ],
)
def test_a_figure_keeps_its_bounds(figures: tuple[int | None, int | None, int | None], text: str) -> None:
    assert row_text(row(*figures)).figure == text


def test_a_cumulative_row_and_unknown_people_are_named_as_such() -> None:
    shown = row_text(row(40, 40, 40, basis="cumulative", population=Population.UNKNOWN, n_events=1))
    assert (shown.harm, shown.people, shown.by) == ("killed (cumulative)", "not said who", "the outlet")


@pytest.mark.parametrize("url", ["https://a.example/x?y=1&z=%20#c", "http://a.example", "HTTPS://A.example/ok"])
def test_web_addresses_pass(url: str) -> None:
    assert safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "https:",
        "https://a b.example",
        "https://a.example/\u202etxt",
        "java\nscript:alert(1)",
        "http://[bad",
        "file:///etc/passwd",
    ],
)
def test_anything_else_is_no_link(url: str | None) -> None:
    assert safe_url(url) is None


@given(st.text())
def test_an_address_can_never_leave_its_attribute_or_brackets(text: str) -> None:
    url = safe_url(f"https://a.example/{text}")
    assert url is None or not set(url) & set("<>\"'()[] \\`\n")


@given(st.text())
def test_printable_text_is_one_line_without_hidden_characters(text: str) -> None:
    shown = printable(text)
    assert "\n" not in shown
    assert not set(shown) & set("\u202a\u202e\u2066\u2069\u200b\u0000\x1b")
    assert printable(shown) == shown


def test_an_empty_theme_says_so() -> None:
    assert Theme("Humanitarian", [], []).note == "No reporting."
    assert Theme("Humanitarian", [], [2, 5]).note == "See key takeaways 2, 5."
