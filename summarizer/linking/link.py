"""Records of many articles, linked: events, contradictions, revisions, outcomes, summaries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from summarizer.articles import Article
from summarizer.schemas import EventRecord, Granularity, Status
from summarizer.schemas.codebook_parts import ActorRole

from .clusters import Judge, clusters
from .copies import origins as find_origins
from .differences import differences
from .outcomes import outcomes
from .relations import with_relations
from .statements import abouts, denials
from .summaries import summaries
from .traits import EXPECTED, Traits, day, read
from .types import Cluster, Linked


def link(
    records: Iterable[EventRecord],
    *,
    origins: Mapping[str, str] | None = None,
    articles: Iterable[Article] | None = None,
    judge: Judge | None = None,
) -> Linked:
    """Join the records that tell one event, and say how they differ.

    Precision first: two records are one event only if class family, day, place, sides and target do not tell them
    apart and enough of them agree (`likeness.py`); no event holds two records that a veto keeps apart, through however
    many others they are joined. Records of one article are never joined. The result does not depend on the order.

    Args:
        records: of any number of articles and days; a record given twice counts once.
        origins: doc_id → origin, as `origins()` gives it; an article that is missing is its own origin.
        articles: instead of `origins`: the articles, whose copies are then found here.
        judge: asked of pairs that the rules leave open (a model, a person); a veto is never put to it.
    """
    given = list({r.event_id: r for r in records}.values())
    known = dict(origins) if origins is not None else find_origins(articles) if articles is not None else {}
    known |= {d: d for d in sorted({r.provenance.doc_id for r in given}) if d not in known}
    ordered = sorted(given, key=_order)
    traits = [read(i, r, known[r.provenance.doc_id]) for i, r in enumerate(ordered)]
    events = [_cluster([traits[i] for i in group]) for group in clusters(traits, judge)]
    about = abouts(traits, events)
    contradictions, revisions = differences(events, traits, denials(traits, events, about))
    results = outcomes(events, traits)
    sums = summaries(traits)
    done = with_relations(given, events, contradictions, revisions, results, sums, about)
    position = {r.event_id: i for i, r in enumerate(given)}
    events.sort(key=lambda c: min(position[i] for i in c.ids))
    return Linked(
        records=tuple(done[r.event_id] for r in given),
        clusters=tuple(_renewed(c, done) for c in events),
        contradictions=tuple(contradictions),
        revisions=tuple(revisions),
        outcomes=tuple(results),
        summaries=tuple(sums),
        origins=known,
    )


def _order(record: EventRecord) -> tuple[date, str, int, str]:
    return (
        record.provenance.published or date.max,
        record.provenance.doc_id,
        record.evidence[0].start,
        record.event_id,
    )


def _cluster(members: Sequence[Traits]) -> Cluster:
    records = tuple(t.record for t in members)
    lead = max(members, key=_lead_rank).record
    exact = [t.span for t in members if t.span is not None]
    when = None
    if exact:
        first, last = max(s for s, _ in exact), min(e for _, e in exact)
        when = (day(min(first, last)), day(max(first, last)))
    return Cluster(
        id=records[0].event_id,
        records=records,
        lead=lead,
        origins=tuple(sorted({t.origin for t in members})),
        countable=is_countable(lead),
        when=when,
    )


def _lead_rank(t: Traits) -> tuple[int, int, int, int, int]:
    """Real before planned, latest published, a toll, most detail; among equals the first in order."""
    r = t.record
    detail = (
        len(r.locations)
        + len(r.casualties)
        + len(r.attribution)
        + sum(a.role is not ActorRole.VICTIM for a in r.actors)
    )
    return (r.status not in EXPECTED, t.published or 0, bool(r.casualties), detail, -t.at)


def is_countable(record: EventRecord) -> bool:
    """Whether figures of the record may be summed: no summary, nothing that has not happened."""
    single = record.granularity in (Granularity.DISCRETE, Granularity.DISCRETE_CLUSTER)
    return record.countable and single and record.status in (Status.OCCURRED, Status.ONGOING)


def _renewed(cluster: Cluster, done: Mapping[str, EventRecord]) -> Cluster:
    return Cluster(
        id=cluster.id,
        records=tuple(done[i] for i in cluster.ids),
        lead=done[cluster.lead.event_id],
        origins=cluster.origins,
        countable=cluster.countable,
        when=cluster.when,
    )
