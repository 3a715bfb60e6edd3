"""Gold events as the records that users get: built by the shipped code, then set to what the coder decided."""

from __future__ import annotations

from evals.goldevent import GoldEvent
from evals.goldset import GoldArticle
from summarizer.grounding import Checked, check_record, index
from summarizer.records import Origin, build_event
from summarizer.resolve.scope import countable
from summarizer.schemas import EventDraft, EventRecord
from summarizer.schemas.codebook_parts import TimeBasis, TimePrecision

_ORIGIN = Origin(model="gold", prompt="gold/records", fingerprint="gold")


def gold_records(gold: GoldArticle[GoldEvent]) -> dict[str, EventRecord]:
    """The gold events of one article as records, by the coder's event id.

    Values, evidence and claimants come from the shipped code; day, assertion, granularity and temporal role are the
    coder's. `event_id` is "ARTICLE/EVENT", so that no two events share one.
    """
    ready = index(gold.article)
    out = {}
    for event in gold.events:
        draft = EventDraft.model_construct(**{name: getattr(event, name) for name in EventDraft.model_fields})
        checked = check_record(gold.article, draft, ready)
        kept = Checked(record=draft, evidence=checked.evidence, rejections=())
        out[event.event_id] = _settled(gold.id, event, build_event(gold.article, kept, _ORIGIN))
    return out


def _settled(name: str, event: GoldEvent, record: EventRecord) -> EventRecord:
    known = event.start is not None
    time = record.time.model_copy(
        update={
            "start": event.start,
            "end": event.end or (event.start if event.temporal_role.value != "upcoming" else None),
            "basis": (TimeBasis.EXPLICIT_DATE if event.when else TimeBasis.CONTEXTUAL)
            if known
            else TimeBasis.NOT_STATED,
            "precision": TimePrecision.DAY if known and event.start == event.end else TimePrecision.UNKNOWN,
        }
    )
    return record.model_copy(
        update={
            "event_id": f"{name}/{event.event_id}",
            "time": time,
            "assertion": event.assertion,
            "granularity": event.granularity,
            "temporal_role": event.temporal_role,
            "countable": countable(event.granularity, event.temporal_role, event.status),
        }
    )
