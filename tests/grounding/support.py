"""Building articles and drafts for the tests of the gate."""

from __future__ import annotations

from summarizer.articles import Article
from summarizer.grounding import Checked, check_record
from summarizer.schemas import EventDraft


def draft(**fields: object) -> EventDraft:
    """A draft of an air strike that occurred, told in sentence 1, unless said otherwise."""
    base: dict[str, object] = {"sentences": [1], "event_class": "air_strike", "status": "occurred"}
    return EventDraft.model_validate(base | fields)


def check(text: str, **fields: object) -> Checked[EventDraft]:
    """Check one draft against a text."""
    return check_record(Article(text=text), draft(**fields))
