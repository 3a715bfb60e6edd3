"""Drafts as they come to mending: through the gate, with their evidence."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.articles import Article
from summarizer.grounding import Checked, check_record
from summarizer.schemas import EventDraft


def gated(article: Article, **values: object) -> Checked[EventDraft]:
    """A draft of the first sentence after the gate: an air strike that happened, unless said otherwise."""
    told = {"event_class": "air_strike", "status": "occurred", "sentences": [1], **values}
    return check_record(article, EventDraft.model_validate(told))


def records_with_figures_in(article: Article, mended: Sequence[Checked[EventDraft]]) -> list[EventDraft]:
    """The records, after a look that every figure's evidence is the figure as the article has it."""
    for one in mended:
        for field in ("killed", "injured", "other_figure"):
            if one.record is not None and (figure := getattr(one.record, field)) is not None:
                (stands,) = one.evidence[field]
                assert article.text[stands.start : stands.end] == figure.raw
    return [one.record for one in mended if one.record is not None]
