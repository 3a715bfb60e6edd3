"""Every page that the project writes, opened in Chromium: it says nothing, asks for nothing, fits, and can be read."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from evals.compare import compare
from evals.report import render
from evals.report_data import page as report_page
from evals.run import execute
from evals.threedays import DAYS, load_day
from summarizer.render.show import to_html
from tests.browser.conftest import Opened
from tests.browser.looks import background, faint, overflow
from tests.evals.tiny import gold, model, perfect
from tests.render.hostile import hostile_brief, hostile_items

PAGES = ["show", "show-hostile", "brief-analyst", "brief-newsroom", "report"]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    brief = hostile_brief()
    with ThreadPoolExecutor() as apart:  # playwright keeps an event loop in this thread, and a run makes its own
        report = apart.submit(_report, folder).result()
    written = {
        "show": to_html(item for day in DAYS for item in load_day(day)),
        "show-hostile": to_html(hostile_items()),
        "brief-analyst": brief.to_html("analyst"),
        "brief-newsroom": brief.to_html("newsroom"),
        "report": report,
    }
    for name, html in written.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return folder


def _report(folder: Path) -> str:
    dataset = gold(folder / "gold")
    with model(perfect) as server:
        run = execute(dataset, server.settings(strategy="one_call", cache_prompt=False), folder / "run", repeats=1)
    return render(report_page([run, run], dataset, compare(run, run), None), dataset)


@pytest.mark.parametrize("name", PAGES)
def test_it_opens_quietly_and_asks_for_nothing(pages: Path, desktop: Opened, name: str) -> None:
    page = desktop.open(pages / f"{name}.html")
    assert page.locator("h1").first.is_visible()
    assert desktop.complaints == []
    assert desktop.foreign == []


@pytest.mark.parametrize("name", PAGES)
def test_it_fits_a_phone(pages: Path, phone: Opened, name: str) -> None:
    page = phone.open(pages / f"{name}.html")
    assert overflow(page) <= 0
    assert phone.complaints == []


@pytest.mark.parametrize("name", PAGES)
def test_it_follows_the_dark_scheme(pages: Path, desktop: Opened, name: str) -> None:
    page = desktop.open(pages / f"{name}.html")
    light = background(page)
    page.emulate_media(color_scheme="dark")
    assert background(page) != light


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", [n for n in PAGES if n != "report"])
def test_every_text_stands_out_from_its_ground(pages: Path, desktop: Opened, name: str, scheme: str) -> None:
    page = desktop.open(pages / f"{name}.html")
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    assert faint(page) == []


@pytest.mark.parametrize("name", [n for n in PAGES if n != "report"])
def test_hostile_text_makes_no_element_and_runs_nothing(pages: Path, desktop: Opened, name: str) -> None:
    page = desktop.open(pages / f"{name}.html")
    assert page.locator("img, iframe, object, form, base, body b").count() == 0
    assert page.locator("script").count() == (1 if name.startswith("show") else 0)
    assert page.locator("a[href^='javascript'], a[href*='evil']").count() == 0
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    page.evaluate("document.querySelectorAll('[popover]').forEach(n => { n.showPopover(); n.hidePopover(); })")
    assert desktop.complaints == []
    assert desktop.foreign == []
