"""How accounts of one event differ: tolls that contradict, tolls that were revised, claims and denials."""

from __future__ import annotations

from summarizer.linking import Linked, link
from summarizer.schemas import Assertion, EventClass, EventRecord, Status
from summarizer.schemas.codebook_parts import CasualtyKind, Population, Stance
from tests.factories import article, event, on, said_by, toll
from tests.linking.stories import MONDAY, THURSDAY, TUESDAY, WEDNESDAY, are_one, told

TEXT = "Shells hit the fish market of Velmar on Monday and killed {} people, {} said."


def market(killed: int, source: str | None, outlet: str = "Harbour Post", **more: object) -> EventRecord:
    return told(TEXT.format(killed, source), place="the fish market of Velmar", against=["the fish market"], killed=killed,
                source=source, by_outlet=outlet, **more)  # type: ignore[arg-type]  # fmt: skip


def figures(linked: Linked) -> list[list[str]]:
    return [[p.value for p in c.positions] for c in linked.contradictions]


def revised(linked: Linked) -> list[tuple[str, str]]:
    return [(r.old.value, r.new.value) for r in linked.revisions]


def test_tolls_of_one_day_that_exclude_each_other_are_both_kept_with_their_claimants() -> None:
    nurse, police = market(9, "a nurse"), market(4, "police", "Coast Daily")
    linked = link([nurse, police])

    (found,) = linked.contradictions
    assert (found.field, found.cluster) == ("killed", linked.clusters[0].id)
    assert [(p.value, p.best, p.claimants) for p in found.positions] == [("4", 4, ("police",)), ("9", 9, ("a nurse",))]
    assert linked.record(nurse.event_id).relations.contradicts == [police.event_id]
    assert linked.record(police.event_id).relations.contradicts == [nurse.event_id]
    assert revised(linked) == []


def test_a_later_higher_toll_replaces_the_earlier_one() -> None:
    first, later = market(3, "a nurse"), market(7, "the town hospital", "Coast Daily", published=WEDNESDAY)
    linked = link([later, first])

    assert revised(linked) == [("3", "7")]
    assert linked.contradictions == ()
    assert linked.record(later.event_id).relations.supersedes == [first.event_id]
    assert linked.clusters[0].lead.event_id == later.event_id


def test_a_source_may_correct_its_own_toll_downwards_and_another_may_not() -> None:
    first = market(9, "a nurse")
    own = market(7, "a nurse", "Coast Daily", published=WEDNESDAY)
    other = market(7, "police", "Coast Daily", published=WEDNESDAY)

    assert (revised(link([first, own])), figures(link([first, own]))) == ([("9", "7")], [])
    assert (revised(link([first, other])), figures(link([first, other]))) == ([], [["7", "9"]])


def test_a_side_of_the_fight_does_not_replace_another_count() -> None:
    army = [said_by("the army", party=True)]
    linked = link([market(3, "a nurse"), market(30, "the army", "Coast Daily", published=WEDNESDAY, said=army)])

    assert (revised(linked), figures(linked)) == ([], [["3", "30"]])


def test_a_toll_that_a_source_corrects_itself_later_stands_until_then() -> None:
    linked = link(
        [
            market(12, "the hospital"), market(8, "police", "Coast Daily"),
            market(15, "the hospital", published=WEDNESDAY), market(14, "police", "Coast Daily", published=THURSDAY),
        ]
    )  # fmt: skip

    assert sorted(revised(linked)) == [("12", "15"), ("8", "14")]
    assert figures(linked) == [["14", "15"]]


def test_at_least_seventeen_and_twenty_one_agree() -> None:
    linked = link([market(17, "medics", low_only=True), market(21, "volunteers", "Coast Daily")])

    assert (revised(linked), figures(linked)) == ([], [])


def test_an_old_toll_repeated_later_is_no_new_claim() -> None:
    first, later = market(3, "a nurse"), market(7, "the town hospital", "Coast Daily", published=WEDNESDAY)
    stale = market(3, "earlier reports", "Gazette", published=THURSDAY)
    linked = link([first, later, stale])

    assert figures(linked) == []
    assert [r.old.published for r in linked.revisions] == [TUESDAY]


def test_the_dead_of_two_sides_are_no_rival_tolls() -> None:
    def fight(killed: int, who: str, outlet: str) -> EventRecord:
        return told(f"{killed} {who} died in a fight at Velmar bridge on Monday.", what=EventClass.ARMED_CLASH, killed=killed,
                    who=who, population=Population.COMBATANT, by=["the Dune Front"], by_outlet=outlet)  # fmt: skip

    linked = link([fight(2, "soldiers", "Harbour Post"), fight(11, "rebels", "Coast Daily")])

    assert len(linked.clusters) == 1
    assert (revised(linked), figures(linked)) == ([], [])


def test_two_claimants_of_one_article_may_contradict_each_other() -> None:
    text = "Police said four died in the shelling of Velmar on Monday; a nurse counted nine."
    tolls = [
        toll(CasualtyKind.KILLED, "four", 4, 4, 4, by="Police"),
        toll(CasualtyKind.KILLED, "nine", 9, 9, 9, by="a nurse"),
    ]
    record = event(
        article(text), EventClass.SHELLING_MISSILE, time=on("on Monday", MONDAY), place="Velmar", casualties=tolls
    )

    assert figures(link([record])) == [["four", "nine"]]


def test_a_denial_by_the_accused_stands_beside_the_claim() -> None:
    claim = told("Tamarian guns shelled the market of Velmar on Monday, residents said.", by=["Tamarian guns"],
                 place="the market of Velmar", said=[said_by("residents")])  # fmt: skip
    denial = told("Tamar's army denied that its guns had shelled the market of Velmar on Monday.", by_outlet="Coast Daily",
                  what=EventClass.STATEMENT, by=["Tamar's army"], place=None)  # fmt: skip
    linked = link([claim, denial])

    (found,) = linked.contradictions
    assert found.field == "assertion"
    assert [(p.value, p.claimants) for p in found.positions] == [
        ("asserted", ("residents",)),
        ("denied", ("Tamar's army",)),
    ]
    assert linked.record(denial.event_id).relations.about == [claim.event_id]
    assert not are_one(linked, claim, denial)


def test_a_record_that_only_denies_contradicts_those_that_assert() -> None:
    claim = told("A drone hit a house in Velmar on Monday, the mayor said.", what=EventClass.DRONE_STRIKE,
                 said=[said_by("the mayor")])  # fmt: skip
    denied = told("Oskar denied a drone attack on Velmar on Monday.", what=EventClass.DRONE_STRIKE, by_outlet="Coast Daily",
                  said=[said_by("Oskar", "denied", stance=Stance.DENIES)])  # fmt: skip
    linked = link([claim, denied.model_copy(update={"assertion": Assertion.DENIED})])

    assert [(c.field, [p.value for p in c.positions]) for c in linked.contradictions] == [
        ("assertion", ["asserted", "denied"])
    ]


def test_a_denied_detail_of_an_undisputed_event_is_no_contradiction() -> None:
    text = "Police broke up a march in Velmar on Monday, and denied having used rubber bullets."
    source = article(text)
    march = event(source, EventClass.PROTEST_REPRESSED, time=on("on Monday", MONDAY), place="Velmar", by=["Police"])
    denial = event(source, EventClass.STATEMENT, by=["Police"])
    linked = link([march, denial])

    assert linked.contradictions == ()
    assert linked.record(denial.event_id).relations.about == [march.event_id]


def test_held_and_not_held_are_both_kept() -> None:
    def vote(text: str, status: Status, outlet: str) -> EventRecord:
        return told(text, what=EventClass.PROTEST, status=status, by=["the Dockers' Union"], by_outlet=outlet)

    linked = link(
        [
            vote("The Dockers' Union marched through Velmar on Monday.", Status.OCCURRED, "Harbour Post"),
            vote("The Dockers' Union did not march in Velmar on Monday.", Status.DID_NOT_OCCUR, "Coast Daily"),
        ]
    )

    assert [(c.field, [p.value for p in c.positions]) for c in linked.contradictions] == [
        ("status", ["occurred", "did not occur"])
    ]


def test_an_attack_blamed_on_two_sides_is_one_event_with_two_initiators() -> None:
    first = told("Tamarian guns shelled the market of Velmar on Monday; Tamar blames Oskari batteries.", killed=8,
                 by=["Tamarian guns"], place="the market of Velmar", against=["the market"])  # fmt: skip
    other = told("Oskari batteries fired on the market of Velmar on Monday, Tamar said.", killed=8, by_outlet="Coast Daily",
                 by=["Oskari batteries"], place="the market of Velmar", against=["the market"])  # fmt: skip
    linked = link([first, other])

    assert [(c.field, [p.value for p in c.positions]) for c in linked.contradictions] == [
        ("initiator", [r.actors[0].raw for r in linked.clusters[0].records])
    ]
