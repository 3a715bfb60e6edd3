"""The whole: nothing lost, nothing given changed, no order matters; origins, leads and the judge."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from evals.bench.newsdays import news
from summarizer.linking import Linked, link
from summarizer.linking.blocks import pairs
from summarizer.linking.traits import read
from summarizer.linking.vetoes import vetoed
from summarizer.schemas import EventClass, EventRecord, Status, TemporalRole
from tests.linking.stories import MONDAY, TUESDAY, WEDNESDAY, told


def shelled(outlet: str, **more: object) -> EventRecord:
    return told(f"Shells hit Velmar on Monday, {outlet} reports.", by_outlet=outlet, **more)  # type: ignore[arg-type]


def test_every_record_comes_back_once_in_the_given_order_and_in_one_event() -> None:
    given_records, _ = news(120)
    linked = link([*given_records, given_records[0]])

    assert [r.event_id for r in linked.records] == [r.event_id for r in given_records]
    assert sorted(i for c in linked.clusters for i in c.ids) == sorted(r.event_id for r in given_records)
    assert all(c.lead in c.records for c in linked.clusters)


def test_the_given_records_are_not_changed() -> None:
    records = [shelled("Harbour Post", killed=4), shelled("Coast Daily", killed=9)]
    before = [r.model_dump_json() for r in records]
    linked = link(records)

    assert [r.model_dump_json() for r in records] == before
    assert linked.records[0].relations.same_as == [records[1].event_id]


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_the_order_of_the_records_does_not_matter(seed: int) -> None:
    records, _ = news(150)
    shuffled = random.Random(seed).sample(records, len(records))

    assert _content(link(shuffled)) == _content(link(records))


def _content(linked: Linked) -> object:
    clusters = sorted((c.id, c.ids, c.lead.event_id, c.when) for c in linked.clusters)
    dumped = {r.event_id: r.model_dump_json() for r in linked.records}
    return clusters, sorted(map(repr, linked.contradictions)), sorted(map(repr, linked.revisions)), dumped


def test_no_event_holds_a_pair_that_a_veto_keeps_apart() -> None:
    records, _ = news(600)
    traits = {r.event_id: read(i, r, r.provenance.doc_id) for i, r in enumerate(records)}

    for cluster in link(records).clusters:
        members = [traits[i] for i in cluster.ids]
        assert not any(vetoed(a, b) for i, a in enumerate(members) for b in members[i + 1 :])


def test_the_pairs_compared_grow_with_the_records_even_where_all_is_of_one_day_and_place() -> None:
    def compared(n: int) -> int:
        records = [told(f"Shells hit Velmar, report {i}.", by_outlet=f"Outlet {i}", killed=i) for i in range(n)]
        return len(pairs([read(i, r, r.provenance.doc_id) for i, r in enumerate(records)]))

    assert compared(400) < 2.5 * compared(200)


def test_copies_count_as_one_origin() -> None:
    wire, reprint, own = shelled("Wire"), shelled("Gazette"), shelled("Coast Daily")
    docs = [r.provenance.doc_id for r in (wire, reprint, own)]
    linked = link([wire, reprint, own], origins={docs[0]: docs[0], docs[1]: docs[0]})

    assert len(linked.clusters) == 1
    assert linked.clusters[0].origins == tuple(sorted({docs[0], docs[2]}))
    assert linked.origins[docs[2]] == docs[2]


def test_the_lead_is_real_before_planned_then_latest_then_fullest() -> None:
    march = {"what": EventClass.PROTEST, "by": ["the Dockers' Union"], "day": TUESDAY}
    plan = shelled("A", **march, status=Status.PLANNED, role=TemporalRole.UPCOMING, published=MONDAY)
    early = shelled("B", **march, published=TUESDAY)
    late = shelled("C", **march, published=WEDNESDAY)

    assert link([early, late, plan]).clusters[0].lead.event_id == late.event_id


def test_a_judge_is_asked_only_about_pairs_in_the_grey_zone() -> None:
    asked: list[frozenset[str]] = []

    def judge(one: EventRecord, two: EventRecord) -> bool | None:
        asked.append(frozenset((one.event_id, two.event_id)))
        return True

    clear = [shelled("Harbour Post"), shelled("Coast Daily")]
    vague = told("Boats were hit by shells on Monday.", place=None, day=MONDAY, by=["the Dune Front"],
                 against=["Oskari boats"], by_outlet="Sheet")  # fmt: skip
    named = told("The Dune Front boarded Oskari boats.", what=EventClass.ATTACK_ON_CIVILIANS, day=MONDAY, place=None, by=["the Dune Front"],
                 against=["Oskari boats"], by_outlet="Courier")  # fmt: skip
    elsewhere = told("Shells hit Ostrel on Monday.", place="Ostrel", by_outlet="Journal")
    records = [*clear, vague, named, elsewhere]

    without = link(records)
    linked = link(records, judge=judge)

    grey = frozenset((vague.event_id, named.event_id))
    assert without.cluster_of(clear[0].event_id) == without.cluster_of(clear[1].event_id)
    assert without.cluster_of(vague.event_id) != without.cluster_of(named.event_id)
    assert asked == [grey]
    assert frozenset(linked.cluster_of(vague.event_id).ids) == grey


def test_a_judge_who_cannot_tell_changes_nothing() -> None:
    records, _ = news(150)

    assert _content(link(records, judge=lambda one, two: None)) == _content(link(records))


def test_no_records_give_nothing() -> None:
    assert link([]) == Linked((), (), (), (), (), (), {})
