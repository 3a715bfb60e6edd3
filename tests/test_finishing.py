"""What is refused late is reported as well."""

from __future__ import annotations

from summarizer.articles import Article
from summarizer.drafts import Drafts
from summarizer.finishing import finish
from summarizer.resolve.tables import Tables
from summarizer.schemas import EventDraft, Reason


def test_what_completing_takes_out_is_in_the_result_once() -> None:
    article = Article(text="Police arrested 22 men near Olvar, and four officers were hurt by stones.")
    draft = EventDraft.model_validate(
        {
            "event_class": "arrest_detention",
            "status": "occurred",
            "sentences": [1],
            "initiators": ["Police", "Soldiers"],
            "injured": "four",
            "other_figure": "22",
            "other_kind": "detained",
        }
    )
    tables = Tables.load(None, None, None)
    found = finish(article, Drafts(items=[draft]), EventDraft, "sentence/v1", tables, small=True)
    (record,) = found.records
    assert record.injured is None
    assert sorted((r.field, r.value, r.reason) for r in found.rejected) == [
        ("initiators", "Soldiers", Reason.NOT_IN_TEXT),
        ("injured", "four", Reason.WRONG_KIND),
    ]
