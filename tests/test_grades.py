"""Grades: what one article can bear, what several add, and why, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from summarizer import Article, Settings, Summarizer
from summarizer.errors import ConfigurationError
from summarizer.resolve.coding import coded
from summarizer.resolve.confidence import likelihood
from summarizer.resolve.grades import assessed, credibility
from summarizer.resolve.outlets import outlet_table
from summarizer.resolve.regrade import regrade
from summarizer.resolve.tables import Tables
from summarizer.schemas import Assertion, EventClass, EventRecord, Status
from summarizer.schemas.codebook_parts import (
    AnalyticConfidence,
    CasualtyKind,
    ClaimantType,
    Corroboration,
    EvidenceLink,
    Reliability,
    Stance,
    ValidationStatus,
)
from summarizer.schemas.event import Attribution, Location, Validation
from summarizer.testing import ScriptedServer
from tests.factories import article, event, on, said_by, toll

K = ClaimantType
TOLD = "Shells hit the market in Saqra."


def told(
    *said: Attribution,
    outlet: str = "Harbour Post",
    text: str = TOLD,
    assertion: Assertion | None = None,
    status: Status = Status.OCCURRED,
) -> EventRecord:
    """A graded record of one article of `outlet`."""
    source = article(f"{text} So wrote the {outlet}.", source=outlet)
    record = event(source, EventClass.SHELLING_MISSILE, said=said, assertion=assertion, status=status)
    return assessed(record, outlet_table())


# --- One article ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "digit"),
    [
        ([], 6),
        ([said_by("residents")], 3),
        ([said_by("residents"), said_by("opposition sources", kind=K.ANONYMOUS_SOURCE)], 3),
        ([said_by("the governor", kind=K.OFFICIAL)], 3),
        ([said_by("the governor", kind=K.OFFICIAL), said_by("residents")], 2),
        ([said_by("the army", kind=K.OFFICIAL, party=True), said_by("residents")], 3),
    ],
)
def test_the_digit_of_one_article_follows_from_who_says_so(said: list[Attribution], digit: int) -> None:
    assert told(*said).source_assessment.credibility == digit


def test_a_side_that_reports_its_own_act_is_probably_right() -> None:
    own = told(said_by("the army", kind=K.OFFICIAL), assertion=Assertion.OFFICIAL_SELF_REPORT)
    assert own.source_assessment.credibility == 2


def test_pictures_that_somebody_checked_bear_a_claim_out() -> None:
    checked = told(said_by("residents"), text="Satellite images showed craters in Saqra, residents said.")
    assert checked.source_assessment.credibility == 2
    assert told(said_by("residents"), text="A video was shared.").source_assessment.credibility == 3


def test_only_a_better_placed_source_makes_it_doubtful() -> None:
    rumour = said_by("a source", kind=K.ANONYMOUS_SOURCE)
    doctor = said_by("a doctor", "denied", kind=K.WITNESS, stance=Stance.DENIES)
    mission = said_by("the UN mission", "denied", kind=K.UN, stance=Stance.DENIES)
    accused = said_by("the army", "denied", kind=K.OFFICIAL, stance=Stance.DENIES, party=True)
    assert credibility(told(rumour, doctor)).digit == 4
    assert credibility(told(rumour, doctor, mission)).digit == 5
    assert credibility(told(said_by("residents"), accused)).digit == 3


def test_what_the_outlet_tells_itself_is_outranked_by_a_bystander_only() -> None:
    def denied(who: str, kind: ClaimantType) -> EventRecord:
        return told(said_by(who, "denied", kind=kind, stance=Stance.DENIES))

    assert credibility(denied("the governor", K.OFFICIAL)).digit == 6
    assert credibility(denied("the UN mission", K.UN)).digit == 4


def test_one_article_is_single_sourced_and_low_and_says_why() -> None:
    graded = told(said_by("residents"), said_by("the governor", kind=K.OFFICIAL))
    assessment = graded.source_assessment
    assert (assessment.corroboration, assessment.number_of_sources) == (Corroboration.SINGLE_ARTICLE, 1)
    assert (assessment.reliability, assessment.source_scale) == (Reliability.F, None)
    assert assessment.explanation is not None
    assert "in no table of outlets" in assessment.explanation
    assert "residents and, officially, the governor say so" in assessment.explanation
    assert graded.confidence.analytic is AnalyticConfidence.LOW
    assert "a single article" in (graded.confidence.explanation or "")


def test_extraction_confidence_rises_and_falls_with_the_signs_of_a_record() -> None:
    bare = told(said_by("residents"))
    unclear = assessed(bare.model_copy(update={"event_class": EventClass.ATTACK_ON_CIVILIANS}), outlet_table())
    timed = assessed(bare.model_copy(update={"time": on("on Monday", date(2024, 6, 3))}), outlet_table())
    sure = [r.confidence.extraction or 0 for r in (unclear, bare, timed)]
    assert sure == sorted(sure)
    assert len(set(sure)) == 3
    assert "an attack by unclear means (–)" in (unclear.confidence.explanation or "")
    assert "a time of its own (+)" in (timed.confidence.explanation or "")


def test_checks_that_a_record_did_not_pass_are_named() -> None:
    bare = told(said_by("residents"))
    assert "3 of 3 checks passed." in (bare.confidence.explanation or "")
    vague = bare.model_copy(
        update={
            "time": on("late that month"),
            "casualties": [toll(CasualtyKind.KILLED, "seven", 7, 7, 7)],
            "locations": [Location(raw="Saqra")],
            "validation": Validation(status=ValidationStatus.PARTIAL, issues=["weapons: removed"]),
            "evidence": [bare.evidence[0].model_copy(update={"link": EvidenceLink.ELSEWHERE})],
        }
    )
    graded = assessed(vague, outlet_table(), places_resolved=True).confidence
    assert "2 of 6 checks passed" in (graded.explanation or "")
    for words in ("words in the cited sentences", "no value removed", "date resolved", "place resolved"):
        assert words in (graded.explanation or "")
    assert "2 of 5 checks passed" in (assessed(vague, outlet_table()).confidence.explanation or "")


# --- Outlets ----------------------------------------------------------------------------------------------------------


def test_reliability_and_scale_come_from_the_users_table_by_name_or_domain(tmp_path: Path) -> None:
    file = tmp_path / "outlets.toml"
    file.write_text(
        '"The Harbour Post" = "B"\n"coast.example" = {reliability = "C", scale = "National"}\n', encoding="utf-8"
    )
    table = outlet_table(file)
    assert table.find("harbour  POST", None).outlet.reliability is Reliability.B
    found = table.find("Coast Wire", "https://news.coast.example/a?b").outlet
    assert (found.reliability, found.scale) == (Reliability.C, "National")
    assert table.find("Other", "https://coast.example.org/").outlet.reliability is Reliability.F
    assert table.find(None, "http://[broken").key is None
    yaml = tmp_path / "outlets.yaml"
    yaml.write_text("outlets:\n  Coast Wire: {reliability: A}\n", encoding="utf-8")
    assert outlet_table(yaml).find("Coast Wire", None).outlet.reliability is Reliability.A


@pytest.mark.parametrize("content", ["Coast Wire: Z", "Coast Wire: {grade: A}", "- a list", "a: [b"])
def test_a_wrong_table_of_outlets_is_refused_with_its_name(tmp_path: Path, content: str) -> None:
    file = tmp_path / "outlets.yaml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"outlets\.yaml"):
        outlet_table(file)


# --- Several articles -------------------------------------------------------------------------------------------------


def rated(record: EventRecord, letter: Reliability) -> EventRecord:
    assessment = record.source_assessment.model_copy(update={"reliability": letter})
    return record.model_copy(update={"source_assessment": assessment})


def grades(records: Sequence[EventRecord]) -> tuple[int | None, Corroboration, int, AnalyticConfidence]:
    """The grades that all records of a cluster share."""
    found = {
        (
            r.source_assessment.credibility,
            r.source_assessment.corroboration,
            r.source_assessment.number_of_sources,
            r.confidence.analytic,
        )
        for r in records
    }
    assert len(found) == 1
    return found.pop()


def test_two_independent_origins_confirm_and_reliable_outlets_give_high_confidence() -> None:
    first, second = told(said_by("residents")), told(said_by("a surgeon"), outlet="Coast Wire")
    cluster = regrade([first, second], {})
    assert grades(cluster) == (1, Corroboration.MULTIPLE_INDEPENDENT, 2, AnalyticConfidence.MODERATE)
    assert [r.assertion for r in cluster] == [Assertion.CORROBORATED] * 2
    assert "2 independent origins agree" in (cluster[0].source_assessment.explanation or "")
    trusted = regrade([rated(first, Reliability.B), rated(second, Reliability.A)], {})
    assert grades(trusted)[-1] is AnalyticConfidence.HIGH
    one = regrade([rated(first, Reliability.A), second], {})
    assert grades(one)[-1] is AnalyticConfidence.MODERATE
    assert [r.source_assessment.reliability for r in one] == [Reliability.A, Reliability.F]


def test_ten_outlets_with_one_wire_are_one_source() -> None:
    copies = [told(said_by(f"witness {n}"), outlet=f"Outlet {n}") for n in range(10)]
    wire = {r.provenance.doc_id: "wire-1" for r in copies}
    assert grades(regrade(copies, wire)) == (3, Corroboration.SINGLE_ORIGIN, 1, AnalyticConfidence.LOW)


def test_outlets_that_quote_the_same_claimant_are_one_origin() -> None:
    first, second = told(said_by("The mayor")), told(said_by("the mayor"), outlet="Coast Wire")
    assert grades(regrade([first, second], {}))[1:3] == (Corroboration.SINGLE_ORIGIN, 1)
    third = told(said_by("a surgeon"), said_by("the mayor"), outlet="Hill Radio")
    fourth = told(said_by("a surgeon"), outlet="Delta News")
    # The third quotes both: it ties the second to the fourth.
    assert grades(regrade([first, second, third, fourth], {}))[2] == 1
    assert grades(regrade([first, second, fourth], {}))[:3] == (1, Corroboration.MULTIPLE_INDEPENDENT, 2)


def test_outlets_that_name_no_source_are_several_but_not_known_to_be_independent() -> None:
    cluster = regrade([told(), told(outlet="Coast Wire")], {})
    assert grades(cluster)[:2] == (6, Corroboration.MULTIPLE_OUTLETS)
    assert cluster[0].assertion is Assertion.OUTLET_ASSERTION


def test_a_side_that_reports_its_own_act_gives_moderate_confidence_in_several_articles() -> None:
    own = told(said_by("the army", kind=K.OFFICIAL), assertion=Assertion.OFFICIAL_SELF_REPORT)
    assert grades(regrade([own, told(outlet="Coast Wire")], {}))[-1] is AnalyticConfidence.MODERATE


def test_a_denial_elsewhere_makes_it_disputed_and_a_better_placed_one_doubtful() -> None:
    rumour = told(said_by("a source", kind=K.ANONYMOUS_SOURCE))
    denied = told(
        said_by("the UN mission", "denied", kind=K.UN, stance=Stance.DENIES),
        outlet="Coast Wire",
        assertion=Assertion.DENIED,
    )
    first, second = regrade([rumour, denied], {})
    assert (first.assertion, second.assertion) == (Assertion.DISPUTED, Assertion.DENIED)
    assert first.source_assessment.credibility == 4
    accused = told(
        said_by("the army", "denied", kind=K.OFFICIAL, stance=Stance.DENIES, party=True),
        outlet="Coast Wire",
        assertion=Assertion.DENIED,
    )
    assert regrade([told(said_by("residents")), accused], {})[0].source_assessment.credibility == 3


def test_records_of_one_article_are_left_as_they_are() -> None:
    one = told(said_by("residents"))
    assert regrade([one, one], {}) == [one, one]
    assert regrade([], {}) == []


def test_regrading_twice_changes_nothing_and_keeps_the_order_and_the_checks() -> None:
    first, second = told(said_by("residents")), told(said_by("a surgeon"), outlet="Coast Wire")
    once = regrade([first, second], {})
    assert regrade(once, {}) == once
    assert [r.event_id for r in once] == [first.event_id, second.event_id]
    assert "checks passed" in (once[0].confidence.explanation or "")


# --- In the product ---------------------------------------------------------------------------------------------------


def test_extraction_gives_records_with_actors_codes_and_grades(tmp_path: Path) -> None:
    outlets = tmp_path / "outlets.yaml"
    outlets.write_text("Coast Wire: B\n", encoding="utf-8")
    text = "Kenyan soldiers shelled rebel positions on Monday, residents said. Kenyan officials gave no comment."
    draft = {
        "sentences": [1],
        "event_class": "shelling_missile",
        "status": "occurred",
        "initiators": ["Kenyan soldiers"],
        "targets": ["rebel positions"],
        "claimants": ["residents"],
    }
    empty = dict.fromkeys(
        ("place", "when", "killed", "killed_who", "injured", "injured_who", "other_figure", "other_kind")
    )
    with ScriptedServer() as server:
        server.enqueue({"records": [{**empty, "weapons": [], **draft}]})
        settings = server.settings(outlets=outlets)
        with Summarizer(settings) as summarizer:
            (record,) = summarizer.extract(Article(text=text, source="Coast Wire")).events
    doer, target = record.actors
    assert (doer.canonical, doer.actor_type, doer.sector) == ("Military forces of Kenya", "State forces", "MIL")
    assert (target.actor_type, target.sector) == ("Rebel group", "REB")
    assert record.mappings.acled is not None
    assert record.mappings.acled["interaction"] == "State forces-Rebel group"
    assert record.source_assessment.reliability is Reliability.B
    assert record.source_assessment.credibility == 3
    assert record.confidence.extraction == likelihood(record)
    assert coded(record, text, None, Tables.load(None, outlets)) == record


def test_a_wrong_file_in_the_settings_stops_the_run(tmp_path: Path) -> None:
    settings = Settings(
        model="m", base_url="http://127.0.0.1:9/v1", api_key="k", actors=tmp_path / "none.yaml", cache_dir=tmp_path
    )
    with Summarizer(settings) as summarizer, pytest.raises(ConfigurationError, match="none"):
        summarizer.extract("One sentence.")
