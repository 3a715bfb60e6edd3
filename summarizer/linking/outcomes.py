"""What became of things planned: held, cancelled, postponed, foiled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from summarizer.schemas import Status

from .traits import Traits
from .types import Cluster, Outcome, OutcomeKind


def outcomes(clusters: Sequence[Cluster], traits: Sequence[Traits]) -> list[Outcome]:
    """In the order of the clusters."""
    by_id = {t.record.event_id: t for t in traits}
    return [o for c in clusters for o in _inside(c, [by_id[i] for i in c.ids])]


def _inside(cluster: Cluster, members: Sequence[Traits]) -> Iterable[Outcome]:
    planned = _of(members, Status.PLANNED, Status.THREATENED)
    if not planned:
        return
    for kind, results in (
        (OutcomeKind.HELD, _of(members, Status.OCCURRED, Status.ONGOING)),
        (OutcomeKind.FOILED, _of(members, Status.FOILED)),
        (OutcomeKind.CANCELLED, [t for t in _of(members, Status.DID_NOT_OCCUR) if not t.moved]),
        (OutcomeKind.POSTPONED, [t for t in _of(members, Status.DID_NOT_OCCUR, Status.PLANNED) if t.moved]),
    ):
        before = [
            t for t in planned if t not in results and all((t.published or 0) <= (r.published or 0) for r in results)
        ]
        if results and before:
            yield Outcome(kind, _ids(before), _ids(results), cluster.id)


def _of(members: Sequence[Traits], *statuses: Status) -> list[Traits]:
    return [t for t in members if t.record.status in statuses]


def _ids(traits: Iterable[Traits]) -> tuple[str, ...]:
    return tuple(t.record.event_id for t in traits)
