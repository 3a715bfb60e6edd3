"""Markdown: one page in a fixed order; text from articles stays text."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from summarizer.briefing import build_brief
from summarizer.render.markdown import escape
from summarizer.schemas.brief import DailyBrief


def headings(page: str) -> list[str]:
    return re.findall(r"^## (.+)$", page, re.MULTILINE)


def test_sections_come_in_a_fixed_order(brief: DailyBrief) -> None:
    assert headings(brief.to_markdown()) == [
        "Key takeaways",
        "Events by theme",
        "Casualties",
        "What is not known",
        "Sources",
        "Cited sentences",
        "Coverage",
        "Method",
    ]


def test_the_top_of_the_page_says_cutoff_degradation_and_the_bottom_line(brief: DailyBrief) -> None:
    top = brief.to_markdown().split("## Key takeaways")[0]
    assert top.startswith("# Daily brief, 6 June 2023\n")
    assert "Data cut-off: latest article 6 June 2023" in top
    assert "Degraded: 1 of 3 articles could not be read" in top
    assert "**Bottom line.** " in top


def test_events_told_in_the_takeaways_are_pointed_at_not_repeated(brief: DailyBrief) -> None:
    page = brief.to_markdown()
    assert page.count("Rebels shelled Brask.") == 2 + 1  # bottom line, takeaway, cited sentence
    assert "*See key takeaways 1, 2.*" in page
    assert "### Humanitarian\n\n*No reporting.*" in page


def test_missing_figures_are_not_reported(brief: DailyBrief) -> None:
    assert "| injured | not said who |  | not reported |  |  | |" in brief.to_markdown()
    assert "| killed | civilians |" in brief.to_markdown()


def test_hostile_text_stays_text(brief: DailyBrief) -> None:
    page = brief.to_markdown()
    unescaped = re.sub(r"\\.", "", page)
    assert not re.search(r"<(?!https://)", unescaped)
    assert "javascript:" not in "".join(re.findall(r"\]\((.*?)\)", unescaped))
    links = re.findall(r"(?<!\\)\]\(<(.*?)>\)", page)
    assert links == ["https://harbour.example/a?b=1&c=%22%3E%3Cscript%3E"]
    assert "http://evil" not in page
    assert "www.evil" not in page
    assert "\u202e" not in page


def test_table_rows_keep_their_seven_cells(brief: DailyBrief) -> None:
    rows = [line for line in brief.to_markdown().splitlines() if line.startswith("|")]
    assert len(rows) > 3
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {8}


def test_failures_and_warnings_are_named(brief: DailyBrief) -> None:
    coverage = brief.to_markdown().split("## Coverage")[1]
    assert "- Articles: 3 given, 2 used; dropped: failed 1." in coverage
    assert "- Failed: 1. Radio" in coverage
    assert "- Warning: " in coverage


def test_a_brief_without_events_is_a_page(brief: DailyBrief) -> None:
    empty = build_brief([], edition_date=brief.edition_date, generated_at=datetime(2023, 6, 6, tzinfo=UTC))
    page = empty.to_markdown()
    assert "**Bottom line.** No event was found in the articles of this edition." in page
    assert headings(page) == ["Sources", "Coverage", "Method"]


@given(st.text())
def test_escaped_text_holds_no_live_markup(text: str) -> None:
    out = escape(text)
    bare = re.sub(r"\\.", "", out)
    assert not set(bare) & set("`*_[]<>|~#$\\") - set("#" if "&#" in bare else "")
    assert "\n" not in out
    assert not re.search(r"https?:|www\.", bare, re.IGNORECASE)


@given(st.dates(min_value=date(2000, 1, 1)))
def test_any_day_has_a_title(day: date) -> None:
    page = build_brief([], edition_date=day, generated_at=datetime(2023, 6, 6, tzinfo=UTC)).to_markdown()
    assert page.startswith(f"# Daily brief, {day.day} ")
    assert str(day.year) in page.splitlines()[0]


def test_entities_of_an_article_are_not_decoded() -> None:
    assert escape("&lt;b&gt; R&D") == "&amp;lt;b&amp;gt; R&amp;D"
