"""Values and records taken out of a grounded draft, each with its reason and without its evidence: the one way to do it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarizer.grounding import Checked
from summarizer.schemas import EventDraft, Reason, Rejection

_HANGS_ON = {"killed": "killed_who", "injured": "injured_who", "other_figure": "other_kind"}
"""What says nothing without the figure that it belongs to."""


def without(checked: Checked[EventDraft], rejections: Sequence[Rejection]) -> Checked[EventDraft]:
    """The draft without the values that the rejections name (of a list, the items), the rejections added."""
    draft = checked.record
    if draft is None or not rejections:
        return checked
    changes: dict[str, object] = {}
    evidence = dict(checked.evidence)
    for name in dict.fromkeys(r.field for r in rejections):
        value = getattr(draft, name)
        if isinstance(value, list):
            out = {r.value for r in rejections if r.field == name}
            kept = [i for i, item in enumerate(value) if str(item) not in out]
            stands = evidence.get(name, ())
            changes[name] = [value[i] for i in kept]
            evidence[name] = tuple(stands[i] for i in kept if i < len(stands))
            continue
        for gone in (name, _HANGS_ON.get(name)):
            if gone is not None:
                changes[gone] = None
                evidence.pop(gone, None)
    return replace(
        checked,
        record=draft.model_copy(update=changes),
        evidence=evidence,
        rejections=(*checked.rejections, *rejections),
    )


def rejected(draft: EventDraft, field: str, value: object, reason: Reason, message: str) -> Rejection:
    """What is taken out of a draft, and why."""
    return Rejection(field=field, value=str(value), reason=reason, sentences=draft.sentences, message=message)


def without_record(checked: Checked[EventDraft], draft: EventDraft, message: str) -> Checked[EventDraft]:
    """No record: its sentences tell no event, or none of its kind."""
    why = rejected(draft, "record", draft.event_class.value, Reason.CLASS_UNSUPPORTED, message)
    return Checked(None, {}, (*checked.rejections, why))
