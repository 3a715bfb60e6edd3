"""The generated part of a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.marked import insert


def test_only_what_is_between_the_markers_is_replaced(tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text("before\n<!-- x:begin -->\nold\n<!-- x:end -->\nafter <!-- y:begin -->", encoding="utf-8")
    insert("new\n", page, "x")
    assert page.read_text(encoding="utf-8") == "before\n<!-- x:begin -->\nnew\n<!-- x:end -->\nafter <!-- y:begin -->"


@pytest.mark.parametrize("text", ["no markers", "<!-- x:end -->\n<!-- x:begin -->"])
def test_a_page_without_them_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    page = tmp_path / "README.md"
    page.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="markers"):
        insert("new\n", page, "x")
    assert page.read_text(encoding="utf-8") == text
