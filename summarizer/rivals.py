"""Tolls of one event on several words: "the ministry put the dead at 13" tells no event of its own.

A record that holds nothing but how many were hurt counts again what the nearest attack before it has counted. Its rows go
to that event, each with its claimant: rival figures stand side by side there, and are not added up as two events.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from summarizer.merging import MAX_SENTENCES, VIOLENT
from summarizer.schemas import EventClass, EventDraft, EventRecord, Status
from summarizer.schemas.codebook import TemporalRole
from summarizer.schemas.codebook_parts import EvidenceLink
from summarizer.schemas.event import Evidence

REACH = 8
"""Sentences between an event and a further count of it."""
COUNTED = (VIOLENT - {EventClass.OTHER}) | {EventClass.PROTEST}
_BY = re.compile(r"(?:as of|as at|by|until)\b", re.IGNORECASE)
_TOLLS = ("killed", "injured", "other_figure")


class Told(NamedTuple):
    """One event of an article."""

    own: EventDraft
    """With what its sentences say; no place from the context."""
    draft: EventDraft
    event: EventRecord


def with_rival_tolls(told: Iterable[Told]) -> list[Told]:
    """The events of one article, further counts joined to the event that they count."""
    out: list[Told] = []
    for one in told:
        at = _counted(one.own, one.event, out)
        if at is None:
            out.append(one)
        else:
            into = out[at]
            out[at] = into._replace(draft=_fuller(into.draft, one.draft), event=_joined(into.event, one.event))
    return out


def _counted(draft: EventDraft, event: EventRecord, before: Sequence[Told]) -> int | None:
    """Position of the event that a record counts again; None where it tells something itself, or events of two kinds fit."""
    if not event.casualties or any(c.cumulative for c in event.casualties) or event.status is not Status.OCCURRED:
        return None
    if draft.initiators or draft.targets or draft.place or draft.other_kind in ("detained", "abducted"):
        return None
    if draft.when and not _as_of(draft.when.raw, event):
        return None
    near = [i for i, told in enumerate(before) if _harms(told.event) and _follows(event, told.event)]
    kinds = {before[i].event.event_class for i in near}
    if len(kinds) != 1 or event.event_class not in (EventClass.OTHER, *kinds):
        return None
    return near[-1]


def _harms(event: EventRecord) -> bool:
    """Whether people may have been hurt in it: an attack or a protest, of now and told as fact."""
    current = event.temporal_role is TemporalRole.CURRENT and event.status is Status.OCCURRED
    return current and event.event_class in COUNTED


def _follows(event: EventRecord, earlier: EventRecord) -> bool:
    first, known = _numbers(event)[0], _numbers(earlier)
    return known[0] < first <= known[-1] + REACH


def _as_of(raw: str, event: EventRecord) -> bool:
    """Whether the time is that of the count: "as of 18:00 on Tuesday", "by Sunday evening"."""
    said = re.compile(rf"{_BY.pattern} (?:\w+ ){{0,2}}{re.escape(raw)}", re.IGNORECASE)
    return bool(_BY.match(raw)) or any(said.search(e.quote) for e in event.evidence)


def _numbers(event: EventRecord) -> list[int]:
    return sorted(e.sentence for e in event.evidence if e.link is not EvidenceLink.CONTEXT)


def _fuller(one: EventDraft, two: EventDraft) -> EventDraft:
    """The first draft with the figures that it lacks; rival ones live in the record alone."""
    values: dict[str, object] = {}
    for name in _TOLLS:
        if getattr(one, name) is None and getattr(two, name) is not None:
            values[name] = getattr(two, name)
            beside = "other_kind" if name == "other_figure" else f"{name}_who"
            values[beside] = getattr(two, beside)
    if values:
        values["sentences"] = list(dict.fromkeys([*one.sentences, *two.sentences]))[:MAX_SENTENCES]
    return one.model_copy(update=values)


def _joined(one: EventRecord, two: EventRecord) -> EventRecord:
    """The first record with evidence, claims and casualty rows of the second."""
    evidence, moved = list(one.evidence), {}
    for at, entry in enumerate(two.evidence):
        moved[at] = _placed(entry, evidence)
    claims = [c.model_copy(update={"evidence": _at(c.evidence, moved)}) for c in two.attribution]
    rows = [c.model_copy(update={"evidence": _at(c.evidence, moved), "side": None}) for c in two.casualties]
    known = {(c.claimant, c.evidence) for c in one.attribution}
    return one.model_copy(
        update={
            "evidence": evidence,
            "attribution": [*one.attribution, *(c for c in claims if (c.claimant, c.evidence) not in known)],
            "casualties": [*one.casualties, *rows],
        }
    )


def _at(position: int | None, moved: Mapping[int, int]) -> int | None:
    return None if position is None else moved.get(position)


def _placed(entry: Evidence, evidence: list[Evidence]) -> int:
    """Position of a sentence in `evidence`, added or with more fields that it supports."""
    for at, known in enumerate(evidence):
        if known.sentence == entry.sentence:
            fields = list(dict.fromkeys([*known.supports, *entry.supports]))
            evidence[at] = known.model_copy(update={"supports": fields})
            return at
    evidence.append(entry)
    return len(evidence) - 1
