"""The gate once more, over what mending made of a draft: nothing that it refuses leaves, whoever put it there."""

from __future__ import annotations

from dataclasses import replace

from summarizer.articles import Article
from summarizer.grounding import ArticleIndex, Checked, check_record
from summarizer.schemas import EventDraft, Rejection

_SETTLED = frozenset({"record", "event_class", "status", "sentences"})
"""What mending judges by more than the gate's words."""


def regrounded(article: Article, checked: Checked[EventDraft], index: ArticleIndex) -> Checked[EventDraft]:
    """The mended draft without values that the gate refuses, each reported as the gate does."""
    draft = checked.record
    if draft is None:
        return checked
    refused = [r for r in check_record(article, draft, index).rejections if r.field not in _SETTLED]
    for rejection in refused:
        checked = _without(checked, rejection)
    return replace(checked, rejections=(*checked.rejections, *refused)) if refused else checked


def _without(checked: Checked[EventDraft], refused: Rejection) -> Checked[EventDraft]:
    assert checked.record is not None
    name = refused.field
    value, stands = getattr(checked.record, name), checked.evidence.get(name, ())
    if isinstance(value, list):
        kept = [i for i, item in enumerate(value) if str(item) != refused.value]
        left: object = [value[i] for i in kept]
        stands = tuple(stands[i] for i in kept if i < len(stands))
    else:
        left, stands = None, ()
    changes = {name: left} | ({"other_kind": None} if name == "other_figure" else {})
    evidence = {**checked.evidence, name: stands}
    return replace(checked, record=checked.record.model_copy(update=changes), evidence=evidence)
