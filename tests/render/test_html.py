"""HTML: one self-contained page; no script, no network; every text escaped; citations lead to the cited sentences."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from summarizer.schemas.brief import DailyBrief

VOID = {"meta", "br", "img", "link", "input", "hr"}


class Page(HTMLParser):
    """Tags, ids and addresses of a page; complains about tags that do not nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self.style = ""
        self.meta: dict[str, str] = {}
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        values = {k: v or "" for k, v in attrs}
        self.attributes |= set(values)
        self.ids += [values["id"]] if "id" in values else []
        self.hrefs += [values["href"]] if "href" in values else []
        if tag == "meta":
            self.meta[values.get("http-equiv") or values.get("name") or "charset"] = values.get("content", "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "style":
            self.style += data
        else:
            self.text += data


@pytest.fixture
def page(brief: DailyBrief) -> Page:
    return Page(brief.to_html())


def test_it_is_one_page_that_loads_nothing(page: Page) -> None:
    assert not {"script", "img", "link", "iframe", "object", "form", "svg"} & set(page.tags)
    assert not {a for a in page.attributes if a.startswith("on")} | page.attributes & {"src", "style", "action"}
    assert "url(" not in page.style
    assert "@import" not in page.style


def test_the_policy_forbids_all_but_the_pages_own_style(page: Page) -> None:
    digest = base64.b64encode(hashlib.sha256(page.style.encode()).digest()).decode()
    assert page.meta["Content-Security-Policy"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert page.meta["referrer"] == "no-referrer"


def test_it_reads_on_a_phone_and_in_the_dark(page: Page) -> None:
    assert page.meta["viewport"] == "width=device-width, initial-scale=1"
    assert "prefers-color-scheme: dark" in page.style


def test_links_go_to_given_addresses_and_to_cited_sentences_only(page: Page, brief: DailyBrief) -> None:
    outside = {h for h in page.hrefs if not h.startswith("#")}
    assert outside == {"https://harbour.example/a?b=1&c=%22%3E%3Cscript%3E"}
    inside = {h[1:] for h in page.hrefs if h.startswith("#")}
    assert inside <= set(page.ids)
    assert {f"c{c.n}" for c in brief.cited} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_hostile_text_is_shown_as_text(page: Page) -> None:
    assert "<script>alert(1)</script>" in page.text
    assert "{{7*7}}" in page.text
    assert "\u202e" not in page.text
    assert "javascript:alert(4)" in page.text


def test_everything_a_brief_must_print_is_there(page: Page, brief: DailyBrief) -> None:
    words = re.sub(r"\s+", " ", page.text)
    for wanted in (
        "Bottom line.",
        "not reported",
        "Degraded: 1 of 3",
        "No reporting.",
        "Failed: 1. Radio",
        brief.method_note,
    ):
        assert wanted in words
