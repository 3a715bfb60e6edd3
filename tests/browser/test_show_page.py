"""The page of articles and records under hand, finger and keys: sentence and record find each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.threedays import load_day
from summarizer.render.show import to_html
from tests.browser.conftest import Opened
from tests.browser.looks import in_sight
from tests.factories import extraction
from tests.render.test_show import TEXT, attack


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("show") / "one.html"
    file.write_text(to_html([(TEXT, extraction(TEXT, attack()))]), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("show") / "many.html"
    file.write_text(to_html(load_day(1)), encoding="utf-8")
    return file


def test_pointing_at_a_field_lights_its_words(one: Path, desktop: Opened) -> None:
    page = desktop.open(one)
    page.hover("#a1r1 a.value:has-text('at least 6')")
    assert page.locator(".v.hit").all_inner_texts() == ["at least six"]
    assert page.locator(".s.on").count() == 2
    page.keyboard.press("Escape")
    assert page.locator(".on, .hit").count() == 0


def test_pointing_at_a_sentence_lights_its_record(one: Path, desktop: Opened) -> None:
    page = desktop.open(one)
    page.hover("#a1s2")
    assert page.locator(".card.on").count() == 1
    page.hover("h1")


def test_a_click_on_a_sentence_goes_to_its_record_and_back(one: Path, desktop: Opened) -> None:
    page = desktop.open(one)
    page.click("#a1s2 .v")
    assert page.url.endswith("#a1r1")
    page.click("#a1r1 a.value:has-text('at least 6')")
    assert page.url.endswith("#a1s2")
    assert in_sight(page, "#a1s2")


def test_a_tap_does_what_a_click_does(many: Path, phone: Opened) -> None:
    page = phone.open(many)
    page.tap(".contents a >> nth=0")
    page.locator("#a1r1 a.value").first.tap()
    assert "#a1s" in page.url
    sentence = page.url.split("#")[1]
    assert in_sight(page, f"#{sentence}")
    page.locator(f"#{sentence} .ref").first.tap()
    assert in_sight(page, f"#{page.url.split('#')[1]}")
    assert page.locator(".card.on").count() == 1


def test_keys_alone_lead_from_sentence_to_record(one: Path, desktop: Opened) -> None:
    page = desktop.open(one)
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('#a1s2 .ref')"):
            break
    assert page.locator("#a1r1.on").count() == 1
    page.keyboard.press("Enter")
    assert page.url.endswith("#a1r1")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.card').id") == "a1r1"


def test_one_article_at_a_time(many: Path, desktop: Opened) -> None:
    page = desktop.open(many)
    assert page.locator(".sheet:visible").count() == 1
    page.select_option("select", "a3")
    assert page.locator(".sheet:visible").get_attribute("id") == "a3"
    page.click("[data-step='1']")
    assert page.locator(".sheet:visible").get_attribute("id") == "a4"
    page.go_back()
    assert page.locator(".sheet:visible").get_attribute("id") == "a3"
    assert page.input_value("select") == "a3"


def test_a_link_to_a_record_opens_its_article(many: Path, desktop: Opened) -> None:
    page = desktop.open(many)
    page.locator("#all .place-list .ref").first.click()
    record = page.url.split("#")[1]
    assert page.locator(f"#{record}").is_visible()
    assert in_sight(page, f"#{record}")


def test_without_script_all_articles_are_there(many: Path, desktop: Opened) -> None:
    browser = desktop.page.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(many.as_uri())
    assert page.locator(".sheet:visible").count() == len(load_day(1)) + 1
    page.locator("#a1r1 a.value").first.click()
    assert "#a1s" in page.url
    context.close()


def test_paper_gets_every_article_and_no_controls(many: Path, desktop: Opened) -> None:
    page = desktop.open(many)
    page.emulate_media(media="print")
    assert page.locator(".sheet:visible").count() == len(load_day(1)) + 1
    assert not page.locator(".top").is_visible()
