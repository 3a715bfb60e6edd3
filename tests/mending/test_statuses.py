"""What somebody said would be done, and what nobody denies."""

from __future__ import annotations

import pytest

from summarizer.articles import Article
from summarizer.grounding import index
from summarizer.mending.statuses import with_told_status
from summarizer.schemas import Reason
from tests.mending.support import gated


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Officials said 300 soldiers would be flown to Olvar by Wednesday.", "planned"),
        ("The governor said the army would take the bridge unless the guards left.", "threatened"),
        ("The governor said the army would take the bridge if it could.", "hypothetical"),
        ("An assault would send thousands over the border.", "hypothetical"),
        ("Aid groups said they feared that troops would come.", "hypothetical"),
    ],
)
def test_a_reported_future_is_a_plan_or_a_threat(text: str, status: str) -> None:
    article = Article(text=text)
    told = gated(article, event_class="force_deployment", status="hypothetical")
    checked = with_told_status(told, index(article))
    assert checked.record is not None
    assert checked.record.status == status
    assert [r.reason for r in checked.rejections if r.field == "status"] == (
        [] if status == "hypothetical" else [Reason.STATUS_UNSUPPORTED]
    )


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Six people are missing.", "occurred"),
        ("The talks were called off.", "did_not_occur"),
        ("The guards did not fire.", "did_not_occur"),
    ],
)
def test_what_nothing_denies_happened(text: str, status: str) -> None:
    article = Article(text=text)
    told = gated(article, event_class="other", status="did_not_occur")
    checked = with_told_status(told, index(article))
    assert checked.record is not None
    assert checked.record.status == status
