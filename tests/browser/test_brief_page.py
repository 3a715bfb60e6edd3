"""The brief's page under hand, finger and keys: every mark opens the sentences that it stands for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from evals.threedays import DAYS, load_day
from summarizer.briefing import build_brief
from summarizer.schemas.brief import DailyBrief
from tests.browser.conftest import Opened
from tests.browser.looks import faint, in_sight

FILLER = "<p>Nothing of note.</p>" * 200


@pytest.fixture(scope="module")
def brief() -> DailyBrief:
    last = None
    for day, date in DAYS.items():
        made = datetime(date.year, date.month, date.day, 18, tzinfo=UTC)
        last = build_brief(load_day(day), edition_date=date, generated_at=made, previous=last)
    assert last is not None
    return last


@pytest.fixture(scope="module")
def file(brief: DailyBrief, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("brief") / "brief.html"
    path.write_text(brief.to_html(), encoding="utf-8")
    return path


@pytest.fixture
def newspaper(brief: DailyBrief) -> Iterator[str]:
    """The address of a server of one long page, with the first cited sentence far down."""
    sentence = brief.cited[0].text

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"<!doctype html>{FILLER}<p id=said>{sentence}</p>{FILLER}".encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/story"
    server.shutdown()
    server.server_close()


def test_a_mark_opens_exactly_its_sentences(file: Path, desktop: Opened, brief: DailyBrief) -> None:
    page = desktop.open(file)
    text = {c.n: c.text for c in brief.cited}
    for n, takeaway in enumerate(brief.key_takeaways, 1):
        page.click(f"#t{n} .cite")
        note = page.locator(".note:popover-open")
        assert sorted(note.locator("q").all_inner_texts()) == sorted(text[c] for c in takeaway.citations)
        page.keyboard.press("Escape")
        assert page.locator(".note:popover-open").count() == 0
    assert desktop.complaints == []


def test_a_mark_opens_by_key_and_gives_the_focus_back(file: Path, desktop: Opened) -> None:
    page = desktop.open(file)
    page.focus("#t1 .cite")
    page.keyboard.press("Enter")
    assert page.locator(".note:popover-open").count() == 1
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.note') !== null")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('#t1 .cite')")


def test_a_tap_opens_a_sheet_inside_the_window(file: Path, phone: Opened) -> None:
    page = phone.open(file)
    page.locator("#t1 .cite").tap()
    box = page.locator(".note:popover-open").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    page.locator(".note:popover-open .close").tap()
    assert page.locator(".note:popover-open").count() == 0


def test_the_articles_own_page_opens_at_the_sentence(
    brief: DailyBrief, newspaper: str, tmp_path: Path, desktop: Opened
) -> None:
    first = brief.cited[0]
    sources = [s.model_copy(update={"url": newspaper if s.doc_id == first.doc_id else None}) for s in brief.sources]
    path = tmp_path / "brief.html"
    path.write_text(brief.model_copy(update={"sources": sources}).to_html(), encoding="utf-8")
    page = desktop.open(path)
    page.click("#cited summary")
    page.click(f"#c{first.n} a:has-text('in the article')")
    page.wait_for_selector("#said")
    page.wait_for_function("scrollY > 0")
    assert in_sight(page, "#said")


def test_the_open_note_can_be_read_in_the_dark(file: Path, desktop: Opened) -> None:
    page = desktop.open(file)
    page.emulate_media(color_scheme="dark")
    page.click("#t1 .cite")
    assert faint(page) == []


@pytest.mark.parametrize("kind", ["nav a", ".timeline a", ".place-list .ref"])
def test_links_inside_the_page_lead_to_what_is_there(file: Path, desktop: Opened, kind: str) -> None:
    page = desktop.open(file)
    link = page.locator(kind).first
    target = link.get_attribute("href")
    link.click()
    assert target is not None
    assert in_sight(page, target)


def test_parts_are_landmarks_with_names(file: Path, desktop: Opened) -> None:
    page = desktop.open(file)
    assert page.get_by_role("main").count() == 1
    assert page.get_by_role("banner").count() == 1
    assert page.get_by_role("navigation", name="Parts of the brief").count() == 1
    for name in ("Bottom line", "Key takeaways", "Casualties", "Sources", "Coverage"):
        assert page.get_by_role("region", name=name, exact=True).count() == 1


def test_the_table_has_a_bar_and_words_for_every_row(file: Path, desktop: Opened, brief: DailyBrief) -> None:
    page = desktop.open(file)
    rows = page.locator(".tolls tbody tr")
    assert rows.count() == len(brief.casualty_table)
    assert all(r.locator(".figure").inner_text().strip() for r in rows.all())
    assert all((r.locator(".range").bounding_box() or {"width": 0})["width"] > 50 for r in rows.all())


def test_paper_gets_the_cited_sentences_and_no_notes(file: Path, desktop: Opened, brief: DailyBrief) -> None:
    page = desktop.open(file)
    page.emulate_media(media="print")
    assert page.locator(f"#c{brief.cited[0].n}").bounding_box() is not None
    assert not page.locator("nav").is_visible()
    assert page.locator(".note:visible").count() == 0
    assert desktop.page.pdf()[:4] == b"%PDF"
