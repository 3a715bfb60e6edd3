"""Which time a record gets from its sentence where the model gave none."""

from __future__ import annotations

import pytest

from summarizer.articles import Article
from summarizer.grounding import check_record, index
from summarizer.mending.moments import with_time
from summarizer.schemas import EventDraft


def timed(text: str, **values: object) -> str | None:
    article = Article(text=text)
    told = {"event_class": "air_strike", "status": "occurred", "sentences": [1], **values}
    fixed = with_time(check_record(article, EventDraft.model_validate(told)), index(article)).record
    assert fixed is not None
    return fixed.when.raw if fixed.when is not None else None


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Jets bombed the mill on Sunday night.", "Sunday night"),
        ("Jets bombed the mill on Sunday and the port on Monday.", None),
        ("Jets bombed the mill, the mayor said on Monday.", None),
        ("OLVAR, June 3 (Wire) – Jets bombed the mill.", None),
        ("OLVAR, June 3 (Wire) – Jets bombed the mill on Sunday.", "Sunday"),
        ("Jets bombed the mill.", None),
    ],
)
def test_only_the_one_time_of_the_event_is_taken(text: str, when: str | None) -> None:
    assert timed(text) == when


def test_a_statement_has_the_time_of_speaking() -> None:
    assert timed("The envoy warned on Monday that the siege must end.", event_class="statement") == "Monday"
    assert timed("The envoy condemned the raid of 3 June.", event_class="statement") is None


def test_what_the_model_said_stands() -> None:
    assert timed("Jets bombed the mill on Sunday.", when="on Sunday") == "on Sunday"


def test_a_threat_has_no_time_of_its_own() -> None:
    assert timed("The front threatened to bomb the mill on Sunday.", status="threatened") is None
