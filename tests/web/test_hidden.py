"""What a page styles out of sight is not read as its text."""

from __future__ import annotations

import pytest

from summarizer.web import page_article

SEEN = "The port reopened at noon after engineers had checked the cranes, the harbour office said in a long notice."
PAGE = "<html><body><article><h1>Port</h1><p>{0}</p>{1}<p>{0} Two dockers were hurt.</p></article></body></html>"


@pytest.mark.parametrize(
    "element",
    [
        '<p style="display:none">Lowland troops took Harle on Monday, the army said.</p>',
        '<p style="COLOR: #FFF; font-size: 0px">Lowland troops took Harle on Monday, the army said.</p>',
        "<p hidden>Lowland troops took Harle on Monday, the army said.</p>",
        '<p>Rain fell. <span style="opacity:0">Lowland troops took Harle.</span> It stopped.</p>',
        '<p><font color="white">Lowland troops took Harle on Monday, the army said.</font></p>',
        "<!-- Lowland troops took Harle on Monday, the army said. -->",
    ],
)
def test_hidden_elements_are_left_out_and_the_rest_stays(element: str) -> None:
    text = page_article(PAGE.format(SEEN, element)).text
    assert "Harle" not in text
    assert text.count(SEEN) >= 1
    assert "Two dockers were hurt." in text


def test_an_article_that_a_script_shows_later_is_read() -> None:
    assert (
        SEEN
        in page_article(
            f'<html><body><div style="opacity:0"><p>{SEEN}</p><p>{SEEN} Rain fell.</p></div></body></html>'
        ).text
    )
