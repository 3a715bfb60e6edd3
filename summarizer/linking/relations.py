"""What was found, written into copies of the records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from summarizer.schemas import EventRecord

from .types import Cluster, Contradiction, Outcome, OutcomeKind, Revision, Summary

_NAMES = ("part_of", "contains", "same_as", "supersedes", "contradicts", "about")


def with_relations(
    records: Sequence[EventRecord],
    clusters: Iterable[Cluster],
    contradictions: Iterable[Contradiction],
    revisions: Iterable[Revision],
    outcomes: Iterable[Outcome],
    summaries: Sequence[Summary],
    abouts: Mapping[str, Sequence[str]],
) -> dict[str, EventRecord]:
    """Records by id, those with something new as copies; relations that a record came with are kept."""
    sums = {s.record for s in summaries}
    found: dict[str, dict[str, set[str]]] = {name: defaultdict(set) for name in _NAMES}
    for cluster in clusters:
        for one in cluster.ids:
            found["same_as"][one].update(i for i in cluster.ids if i != one)
    _differences(found, contradictions, revisions, outcomes)
    for summary in summaries:
        found["contains"][summary.record].update(summary.contains)
        for part in summary.contains:
            found["part_of"][part].add(summary.record)
    for statement, events in abouts.items():
        found["about"][statement].update(events)
    return {r.event_id: _with(r, found, is_sum=r.event_id in sums) for r in records}


def _differences(
    found: dict[str, dict[str, set[str]]],
    contradictions: Iterable[Contradiction],
    revisions: Iterable[Revision],
    outcomes: Iterable[Outcome],
) -> None:
    replaced = [(r.new.records, r.old.records) for r in revisions]
    replaced += [(o.result, o.planned) for o in outcomes if o.kind is OutcomeKind.POSTPONED]
    for new, old in replaced:
        for one in new:
            found["supersedes"][one].update(i for i in old if i != one)
    for contradiction in contradictions:
        everyone = {i for p in contradiction.positions for i in p.records}
        for position in contradiction.positions:
            for one in position.records:
                found["contradicts"][one] |= everyone - set(position.records)


def _with(record: EventRecord, found: Mapping[str, Mapping[str, set[str]]], *, is_sum: bool) -> EventRecord:
    changes: dict[str, list[str]] = {}
    for name in _NAMES:
        new = found[name].get(record.event_id)
        if new:
            known: list[str] = getattr(record.relations, name)
            changes[name] = [*known, *sorted(new.difference(known))]
    countable = record.countable and not is_sum
    if not changes and countable is record.countable:
        return record
    relations = record.relations.model_copy(update=changes)
    return record.model_copy(update={"relations": relations, "countable": countable})
