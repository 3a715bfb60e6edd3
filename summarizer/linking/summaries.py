"""Sums over several events, and the incidents inside them: never added to each other (ACLED codebook, aggregation)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from summarizer.schemas.codebook_parts import Population

from . import kinds, names
from .traits import EXPECTED, Traits, amount
from .types import Summary


def summaries(traits: Sequence[Traits]) -> list[Summary]:
    """Every summary, with the incidents of all articles inside its kind, period, place and figures."""
    incidents = _Incidents([t for t in traits if not t.summary and not t.expected])
    return [Summary(t.record.event_id, tuple(incidents.inside(t))) for t in traits if t.summary]


class _Incidents:
    """Dated incidents by family and place name, in order of day."""

    def __init__(self, traits: Sequence[Traits]) -> None:
        found: dict[tuple[str, str], list[tuple[int, int, Traits]]] = defaultdict(list)
        for t in traits:
            if t.span is None:
                continue
            title = t.record.provenance.title
            near = t.spots | t.areas | t.near | t.mentioned | (names.mentioned(title) if title else frozenset())
            for key in {names.skeleton(n) for n in near}:
                found[t.family, key].append((t.span[0], t.at, t))
        self._by_place = {key: sorted(rows, key=lambda row: row[:2]) for key, rows in found.items()}

    def inside(self, summary: Traits) -> list[str]:
        """Ids of the incidents that the summary may count, in order of day; none where its period or place is unknown."""
        if summary.span is None or summary.record.status in EXPECTED:
            return []
        found: dict[int, Traits] = {}
        for name in sorted(summary.spots | summary.areas):
            rows = self._by_place.get((summary.family, names.skeleton(name)), [])
            first = bisect_left(rows, summary.span[0], key=lambda row: row[0])
            last = bisect_right(rows, summary.span[1], key=lambda row: row[0])
            found |= {at: t for _, at, t in rows[first:last] if _fits(t, summary)}
        order = sorted(found.values(), key=lambda t: (t.span or (0, 0), t.at))
        return [t.record.event_id for t in order]


def _fits(incident: Traits, summary: Traits) -> bool:
    """Ends in time, is of the kind, and counts no more, and no other people, than the sum does."""
    if incident.span is None or summary.span is None or incident.span[1] > summary.span[1]:
        return False
    people, counted = _populations(incident), _populations(summary)
    if people and counted and not people & counted:
        return False
    if kinds.closeness(incident.event_class, summary.event_class) < 1 and not people & counted:
        return False
    shared = incident.figures.keys() & summary.figures.keys()
    return all((amount(incident.figures[k]) or 0) <= (amount(summary.figures[k]) or 0) for k in shared)


def _populations(t: Traits) -> set[Population]:
    vague = (Population.UNKNOWN, Population.MIXED)
    return {c.population for c in t.record.casualties if c.population not in vague}
