"""Two layouts of one brief: the same parts and words, in another order and under other titles."""

from __future__ import annotations

import re

import pytest

from summarizer.render.layouts import LAYOUTS
from summarizer.schemas.brief import DailyBrief, Layout


def lines(page: str) -> set[str]:
    return {line for line in page.splitlines() if line and not line.startswith("#") and "**" not in line[:4]}


def test_both_layouts_hold_the_same_parts() -> None:
    assert {p.part for p in LAYOUTS["analyst"]} == {p.part for p in LAYOUTS["newsroom"]}


def test_the_newsroom_gets_the_same_lines_in_another_order(brief: DailyBrief) -> None:
    analyst, newsroom = brief.to_markdown(), brief.to_markdown("newsroom")
    assert lines(analyst) == lines(newsroom)
    assert analyst.index("## Casualties") > analyst.index("## Events by theme")
    assert newsroom.index("## By the numbers") < newsroom.index("## Go deeper by theme")
    assert newsroom.index("**The big thing.**") < newsroom.index("## What happened")


@pytest.mark.parametrize("layout", ["analyst", "newsroom"])
def test_a_page_shows_every_part_that_holds_something_under_its_title(brief: DailyBrief, layout: Layout) -> None:
    empty = {"bluf", "key_judgements", "changes", "contradictions", "watch", "quotes"}
    found = [t.removesuffix(" by theme") for t in re.findall(r"^## (.*)$", brief.to_markdown(layout), re.MULTILINE)]
    assert found == [title for part, title in LAYOUTS[layout] if part not in empty]
