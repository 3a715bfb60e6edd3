"""A brief's page: self-contained; no script, no network; every text escaped; marks open the cited sentences."""

from __future__ import annotations

import re

import pytest

from summarizer.render.layouts import LAYOUTS
from summarizer.schemas.brief import DailyBrief, Layout
from tests.render.pagecheck import Parsed, digest

ADDRESS = "https://harbour.example/a?b=1&c=%22%3E%3Cscript%3E"


@pytest.fixture(params=["analyst", "newsroom"])
def layout(request: pytest.FixtureRequest) -> Layout:
    name: Layout = request.param
    return name


@pytest.fixture
def page(brief: DailyBrief, layout: Layout) -> Parsed:
    return Parsed(brief.to_html(layout))


def test_it_is_one_page_that_loads_and_runs_nothing(page: Parsed) -> None:
    assert not {"script", "img", "link", "iframe", "object", "form"} & set(page.tags)
    assert not {a for a in page.attributes if a.startswith("on")} | page.attributes & {"src", "style", "action"}
    assert "url(" not in page.style
    assert "@import" not in page.style


def test_the_policy_forbids_all_but_the_pages_own_style(page: Parsed) -> None:
    assert page.meta["Content-Security-Policy"] == (
        f"default-src 'none'; style-src {digest(page.style)}; base-uri 'none'; form-action 'none'"
    )
    assert page.meta["referrer"] == "no-referrer"


def test_it_has_a_style_for_phone_night_and_paper(page: Parsed) -> None:
    assert page.meta["viewport"] == "width=device-width, initial-scale=1"
    for wanted in ("prefers-color-scheme: dark", "max-width: 46rem", "@media print"):
        assert wanted in page.style


def test_links_go_to_given_addresses_and_to_parts_of_the_page_only(page: Parsed, brief: DailyBrief) -> None:
    assert {a.split("#")[0] for a in page.outside} == {ADDRESS}
    assert page.inside <= set(page.ids)
    assert {f"c{c.n}" for c in brief.cited} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_headings_descend_one_level_at_a_time(page: Parsed) -> None:
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(page.headings, page.headings[1:], strict=False))


def test_hostile_text_is_shown_as_text(page: Parsed) -> None:
    assert "<script>alert(1)</script>" in page.text
    assert "{{7*7}}" in page.text
    assert "\u202e" not in page.text
    assert "javascript:alert(4)" in page.text


def test_everything_a_brief_must_print_is_there(page: Parsed, brief: DailyBrief) -> None:
    words = re.sub(r"\s+", " ", page.text)
    for wanted in ("Degraded: 1 of 3", "No reporting.", "Failed: 1. Radio", brief.method_note, brief.source_statement):
        assert wanted in words


def test_the_parts_stand_in_the_order_of_the_layout(page: Parsed, layout: Layout) -> None:
    order = [p.part for p in LAYOUTS[layout]]
    shown = [i for i in page.ids if i in order]
    assert shown == [p for p in order if p in shown]
    assert {"bluf", "sections", "casualties", "sources", "cited", "coverage", "method"} <= set(shown)
