"""What a statement is about, and whether it denies it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from summarizer.schemas import Assertion

from . import names
from .blocks import WINDOW
from .traits import Traits
from .types import Cluster

LOOK_BACK_DAYS = 3
"""A statement may speak of an event of another article up to this many days before it."""
MIN_WORDS = 3
"""Telling words that a statement must share with an event of another article."""
_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ial|ials)|reject(?:s|ed|ing)?|refut\w+|dismiss(?:es|ed|ing)?)\b", re.IGNORECASE
)


def abouts(traits: Sequence[Traits], clusters: Sequence[Cluster]) -> dict[str, list[str]]:
    """Statement record → ids of the records that it speaks of, sorted.

    Those of its own article with which it shares a sentence; else the one event of another article whose place it names,
    whose sides it shares, and whose words it shares most.
    """
    by_doc: dict[str, list[Traits]] = defaultdict(list)
    for t in traits:
        by_doc[t.doc].append(t)
    elsewhere = _Index(traits, clusters)
    out: dict[str, list[str]] = {}
    for t in traits:
        if t.family != "statement":
            continue
        here = [o.record.event_id for o in by_doc[t.doc] if o.family != "statement" and _sentences(o) & _sentences(t)]
        found = here or elsewhere.event(t)
        if found:
            out[t.record.event_id] = sorted(found)
    return out


def denials(
    traits: Sequence[Traits], clusters: Sequence[Cluster], about: Mapping[str, Sequence[str]]
) -> dict[str, list[Traits]]:
    """`Cluster.id` → statements that deny it. An event that the denier itself reports is not what it denies."""
    home = {i: c.id for c in clusters for i in c.ids}
    by_id = {t.record.event_id: t for t in traits}
    out: dict[str, list[Traits]] = defaultdict(list)
    for statement, records in about.items():
        t = by_id[statement]
        if not any(_DENIAL.search(e.quote) for e in t.record.evidence):
            continue
        for cluster in sorted({home[r] for r in records if _denied(by_id[r], t)}):
            out[cluster].append(t)
    return out


def _denied(event: Traits, statement: Traits) -> bool:
    """Its own article calls it disputed, or the speaker is who another article says did it; never the event's own teller."""
    if statement.doers & event.speakers:
        return False
    if statement.doc == event.doc:
        return event.record.assertion in (Assertion.DISPUTED, Assertion.DENIED)
    return bool(statement.doers & event.doers)


def _sentences(t: Traits) -> set[int]:
    return {e.start for e in t.record.evidence}


class _Index:
    """Events by place and day."""

    def __init__(self, traits: Sequence[Traits], clusters: Sequence[Cluster]) -> None:
        self._by_id = {t.record.event_id: t for t in traits}
        self._events: dict[tuple[str, int], list[Cluster]] = defaultdict(list)
        for cluster in clusters:
            members = [self._by_id[i] for i in cluster.ids]
            if members[0].family == "statement" or cluster.when is None:
                continue
            for spot in sorted({names.skeleton(s) for m in members for s in m.spots}):
                self._events[spot, cluster.when[0].toordinal()].append(cluster)

    def event(self, t: Traits) -> list[str]:
        """Ids of the records of the one event of other articles that fits best; none where two fit as well."""
        day = t.span[1] if t.span else t.published
        if day is None or not t.doers:
            return []
        spots = sorted({names.skeleton(n) for n in t.mentioned})
        near = {
            c.id: c for s in spots for d in range(day - LOOK_BACK_DAYS, day + 1) for c in self._events[s, d][:WINDOW]
        } if spots else {}  # fmt: skip
        ranked = sorted(((self._shared(t, c), c.id) for c in near.values()), reverse=True)
        if not ranked or ranked[0][0] < MIN_WORDS or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
            return []
        return list(near[ranked[0][1]].ids)

    def _shared(self, t: Traits, cluster: Cluster) -> int:
        members = [self._by_id[i] for i in cluster.ids]
        if not any(t.doers & (m.doers | m.others) for m in members):
            return 0
        return max(len(t.words & m.words) for m in members)
