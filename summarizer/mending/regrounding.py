"""The gate once more, over what mending made of a draft: nothing that it refuses leaves, whoever put it there."""

from __future__ import annotations

from summarizer.articles import Article
from summarizer.grounding import ArticleIndex, Checked, check_record
from summarizer.mending.removing import without
from summarizer.schemas import EventDraft

_SETTLED = frozenset({"record", "event_class", "status", "sentences"})
"""What mending judges by more than the gate's words."""


def regrounded(article: Article, checked: Checked[EventDraft], index: ArticleIndex) -> Checked[EventDraft]:
    """The mended draft without values that the gate refuses, each reported as the gate does."""
    draft = checked.record
    if draft is None:
        return checked
    return without(checked, [r for r in check_record(article, draft, index).rejections if r.field not in _SETTLED])
