"""What somebody said would be done: the future of a report, not a mere possibility.

"Police said the avenue would be closed on Friday" is a plan, and "would open the road unless …" a threat; to a reader of
single words both are conditionals.
"""

from __future__ import annotations

import re
from dataclasses import replace

from summarizer.grounding import ArticleIndex, Checked
from summarizer.schemas import EventDraft, Reason, Rejection, Status

_REPORTED = re.compile(
    r"\b(?:said|says|announced|confirmed|told|added|stated|declared)\b[^.;?]*?\b(?:would|will)\b(?! (?:not )?have\b)",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:if|could|may|might|should|perhaps|possibl[ey]|likely|fear\w*|hop(?:e|ed|es|ing)|warn\w*|risk\w*|asked|urged"
    r"|call(?:s|ed) for|demand\w*|wants?|wanted)\b",
    re.IGNORECASE,
)
_UNLESS = re.compile(r"\bunless\b", re.IGNORECASE)


def with_reported_future(checked: Checked[EventDraft], index: ArticleIndex) -> Checked[EventDraft]:
    """The grounded draft, planned or threatened instead of hypothetical where somebody said that it would be done."""
    draft = checked.record
    if draft is None or draft.status is not Status.HYPOTHETICAL:
        return checked
    source = index.by_number.get(draft.sentences[0])
    text = source.sentence.text if source is not None else ""
    if not _REPORTED.search(text) or _UNSURE.search(text):
        return checked
    status = Status.THREATENED if _UNLESS.search(text) else Status.PLANNED
    said = f'The text tells it as what would be done: changed to "{status}".'
    rejection = Rejection(
        field="status",
        value=str(draft.status),
        reason=Reason.STATUS_UNSUPPORTED,
        sentences=draft.sentences,
        message=said,
    )
    return replace(
        checked, record=draft.model_copy(update={"status": status}), rejections=(*checked.rejections, rejection)
    )
