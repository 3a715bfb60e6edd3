"""Which time a record gets from its sentence where the model gave none, and which it may not keep."""

from __future__ import annotations

import pytest

from summarizer.articles import Article
from summarizer.grounding import index
from summarizer.mending.moments import with_time, without_strange_time
from summarizer.schemas import Reason
from tests.mending.support import gated


def timed(text: str, **values: object) -> str | None:
    article = Article(text=text)
    fixed = with_time(gated(article, **values), index(article)).record
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


@pytest.mark.parametrize(
    ("text", "values", "stays"),
    [
        ("The envoy denied the raid of Sunday.", {"event_class": "statement", "when": "Sunday"}, False),
        ("The envoy said on Sunday that it was a lie.", {"event_class": "statement", "when": "Sunday"}, True),
        ("Jets bombed the mill, the mayor said on Monday.", {"when": "Monday"}, False),
        ("The mayor told reporters late on Monday that jets bombed the mill.", {"when": "Monday"}, False),
        ("The mayor said jets sent in on Monday bombed the mill.", {"when": "Monday"}, True),
        ("The pilot was shot down and will be tried on Friday.", {"when": "Friday"}, False),
        ("The pilot was shot down on Friday and will be tried.", {"when": "Friday"}, True),
        ("The pilot will be tried on Friday.", {"when": "Friday", "status": "planned"}, True),
    ],
)
def test_a_time_of_something_else_is_taken_out(text: str, values: dict[str, object], stays: bool) -> None:
    article = Article(text=text)
    checked = gated(article, **values)
    assert checked.record is not None
    assert checked.record.when is not None
    fixed = without_strange_time(checked, index(article))
    assert fixed.record is not None
    assert (fixed.record.when is not None) is stays
    assert ("when" in fixed.evidence) is stays
    added = fixed.rejections[len(checked.rejections) :]
    assert [(r.field, r.reason) for r in added] == ([] if stays else [("when", Reason.UNSUPPORTED)])
