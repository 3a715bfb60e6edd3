"""Whether it happened, where a small model reads single words.

"Police said the avenue would be closed on Friday" is a plan, and "would open the road unless …" a threat, not a mere
possibility; "six people are missing" denies nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from summarizer.articles import Article
from summarizer.grounding import ArticleIndex, Checked, check_record
from summarizer.grounding.scopes import Reality
from summarizer.mending.removing import rejected
from summarizer.schemas import EventClass, EventDraft, Reason, Status

_REPORTED = re.compile(
    r"\b(?:said|says|announced|confirmed|told|added|stated|declared)\b[^.;?]*?\b(?:would|will)\b(?! (?:not )?have\b)",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:if|could|may|might|should|perhaps|possibl[ey]|likely|fear\w*|hop(?:e|ed|es|ing)|warn\w*|risk\w*|asked|urged"
    r"|call(?:s|ed) for|demand\w*|wants?|wanted)\b",
    re.IGNORECASE,
)
_AGAINST = frozenset({Reality.NEGATED, Reality.DENIED, Reality.CANCELLED, Reality.FOILED})
_UNLESS = re.compile(r"\bunless\b", re.IGNORECASE)


def with_told_status(checked: Checked[EventDraft], index: ArticleIndex) -> Checked[EventDraft]:
    """The grounded draft with the status that its sentences tell, where they tell it plainly."""
    return _with_reported_future(_not_denied(checked, index), index)


def _not_denied(checked: Checked[EventDraft], index: ArticleIndex) -> Checked[EventDraft]:
    """Occurred instead of "did not occur" where nothing in the cited sentences negates, denies, prevents or calls off."""
    draft = checked.record
    if draft is None or draft.status is not Status.DID_NOT_OCCUR:
        return checked
    sources = [index.by_number[n] for n in draft.sentences if n in index.by_number]
    if any(op.reality in _AGAINST for source in sources for op in source.clauses.operators):
        return checked
    return _with_status(checked, draft, Status.OCCURRED, "Nothing in the cited sentences says that it did not happen")


def _with_reported_future(checked: Checked[EventDraft], index: ArticleIndex) -> Checked[EventDraft]:
    """Planned or threatened instead of hypothetical where somebody said that it would be done."""
    draft = checked.record
    if draft is None or draft.status is not Status.HYPOTHETICAL:
        return checked
    source = index.by_number.get(draft.sentences[0])
    text = source.sentence.text if source is not None else ""
    if not _REPORTED.search(text) or _UNSURE.search(text):
        return checked
    status = Status.THREATENED if _UNLESS.search(text) else Status.PLANNED
    return _with_status(checked, draft, status, "The text tells it as what would be done")


def _with_status(checked: Checked[EventDraft], draft: EventDraft, status: Status, why: str) -> Checked[EventDraft]:
    said = f'{why}: changed to "{status}".'
    rejection = rejected(draft, "status", draft.status, Reason.STATUS_UNSUPPORTED, said)
    return replace(
        checked, record=draft.model_copy(update={"status": status}), rejections=(*checked.rejections, rejection)
    )


def judged_anew(article: Article, checked: Checked[EventDraft], index: ArticleIndex) -> Checked[EventDraft]:
    """The status anew for what was taken for a statement: that it was said is past, the meeting may still be to come."""
    if checked.record is None or checked.record.event_class is EventClass.STATEMENT:
        return checked
    again = check_record(article, checked.record, index)
    added = tuple(r for r in again.rejections if r.field in ("status", "record") and r not in checked.rejections)
    if again.record is None:
        return replace(checked, record=None, evidence={}, rejections=(*checked.rejections, *added))
    return replace(
        checked,
        record=checked.record.model_copy(update={"status": again.record.status}),
        rejections=(*checked.rejections, *added),
    )
