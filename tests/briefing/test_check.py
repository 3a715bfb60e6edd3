"""The gate over a brief: computed briefs pass, after a round trip too; edits that no record bears are caught."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from summarizer.briefing import build_brief, sentence
from summarizer.briefing.gate import check_text, worded
from summarizer.schemas import Assertion, EventClass, EventRecord, EventTime, Reason, Status, TemporalRole
from summarizer.schemas.brief import CitedSentence, DailyBrief, JudgementChange, KeyJudgement, Statement
from summarizer.schemas.codebook_parts import (
    AnalyticConfidence,
    CasualtyKind,
    ClaimantType,
    Population,
    Qualifier,
    Speech,
    Stance,
    TimeBasis,
    TimePrecision,
)
from tests.factories import article, event, extraction, on, said_by, toll

C, K = EventClass, CasualtyKind
EDITION = date(2023, 6, 6)

FRONT = article(
    "Residents said that Ordonian jets bombed villages around Marden on Sunday.",
    "Monitors said five fighters were killed and 12 civilians were injured in the raid.",
    "The Ordonian army denied shelling the clinic in Tolmin.",
    "A large Ordonian military convoy crossed into Verra overnight, military sources said.",
    "President Ilan Dorr and President Mira Kest are due to meet in Luvia on Wednesday.",
    "“The regime has turned every road into a grave,” said Anna Tersk, the mayor of Marden.",
    "On Saturday, Foreign Minister Lev Arkan said that progress on the truce was slow.",
    "Police arrested 14 people after a march in Dunmor on Monday, the interior ministry said.",
    "Gunmen abducted four students on the road to Pell.",
    "No one was hurt when a car bomb exploded near the courthouse in Vask.",
    "Hundreds of families have fled Sarn since Friday, aid workers said.",
    "The rebels threatened to attack the oil terminal at Brask.",
    "A magnitude 5.8 earthquake shook Pell province, killing two people.",
    "In 2019 the army and the Kell Brigade agreed on a truce.",
    "Rebels captured the town of Orel from the army on Monday.",
)
SUNDAY, MONDAY = date(2023, 6, 4), date(2023, 6, 5)
OVERNIGHT = EventTime(
    raw="overnight", start=MONDAY, end=EDITION, basis=TimeBasis.RELATIVE_EXPRESSION, precision=TimePrecision.DAYS
)
MONITORS = said_by("Monitors", kind=ClaimantType.MONITORING_GROUP, evidence=1)
RECORDS = [
    event(
        FRONT,
        C.AIR_STRIKE,
        cites=(1, 2),
        by=["Ordonian jets"],
        place="villages around Marden",
        time=on("on Sunday", SUNDAY),
        casualties=[
            toll(K.KILLED, "five fighters", 5, 5, 5, population=Population.COMBATANT, by="Monitors", evidence=1),
            toll(K.INJURED, "12 civilians", 12, 12, 12, population=Population.CIVILIAN, by="Monitors", evidence=1),
        ],
        said=[said_by("Residents"), MONITORS],
    ),
    event(
        FRONT,
        C.SHELLING_MISSILE,
        cites=(3,),
        assertion=Assertion.DENIED,
        by=["The Ordonian army"],
        against=["the clinic"],
        place="Tolmin",
        said=[said_by("The Ordonian army", "denied", stance=Stance.DENIES)],
    ),
    event(
        FRONT,
        C.FORCE_DEPLOYMENT,
        cites=(4,),
        by=["A large Ordonian military convoy"],
        place="Verra",
        time=OVERNIGHT,
        said=[said_by("military sources", kind=ClaimantType.ANONYMOUS_SOURCE)],
    ),
    event(
        FRONT,
        C.TALKS_MEETING,
        cites=(5,),
        status=Status.PLANNED,
        by=["President Ilan Dorr", "President Mira Kest"],
        place="Luvia",
        time=on("on Wednesday", date(2023, 6, 7)),
    ),
    event(
        FRONT,
        C.STATEMENT,
        cites=(6,),
        by=["Anna Tersk, the mayor of Marden"],
        said=[said_by("Anna Tersk", speech=Speech.DIRECT_QUOTE)],
    ),
    event(FRONT, C.STATEMENT, cites=(7,), by=["Foreign Minister Lev Arkan"], time=on("On Saturday", date(2023, 6, 3))),
    event(
        FRONT,
        C.ARREST_DETENTION,
        cites=(8,),
        by=["Police"],
        place="Dunmor",
        time=on("on Monday", MONDAY),
        casualties=[toll(K.DETAINED, "14 people", 14, 14, 14, who="people")],
        said=[said_by("the interior ministry", kind=ClaimantType.OFFICIAL)],
    ),
    event(FRONT, C.ABDUCTION, cites=(9,), by=["Gunmen"], against=["four students"], place="the road to Pell"),
    event(
        FRONT,
        C.IED_LANDMINE,
        cites=(10,),
        place="near the courthouse in Vask",
        casualties=[toll(K.INJURED, "No one", 0, 0, 0, qualifier=Qualifier.EXPLICIT_ZERO)],
    ),
    event(
        FRONT,
        C.DISPLACEMENT,
        cites=(11,),
        place="Sarn",
        time=EventTime(raw="since Friday", start=date(2023, 6, 2)),
        casualties=[toll(K.DISPLACED, "Hundreds", 200, None, None, who="families", qualifier=Qualifier.VAGUE)],
        said=[said_by("aid workers", kind=ClaimantType.NGO)],
    ),
    event(
        FRONT,
        C.GROUND_OFFENSIVE,
        cites=(12,),
        status=Status.THREATENED,
        by=["The rebels"],
        against=["the oil terminal"],
        place="Brask",
    ),
    event(FRONT, C.OTHER, cites=(13,), place="Pell province"),
    event(
        FRONT,
        C.AGREEMENT_CEASEFIRE,
        cites=(14,),
        role=TemporalRole.HISTORICAL,
        by=["the army", "the Kell Brigade"],
        time=on("In 2019", date(2019, 1, 1), date(2019, 12, 31)),
    ),
    event(
        FRONT,
        C.TERRITORY_CAPTURED,
        cites=(15,),
        by=["Rebels"],
        against=["the army"],
        place="the town of Orel",
        time=on("on Monday", MONDAY),
    ),
]


@pytest.fixture
def brief() -> DailyBrief:
    made = datetime(2023, 6, 6, 18, 0, tzinfo=UTC)
    return build_brief([(FRONT, extraction(FRONT, *RECORDS))], edition_date=EDITION, generated_at=made)


def reasons(brief: DailyBrief, field: str) -> set[Reason]:
    return {r.reason for r in brief.verify() if r.field.startswith(field)}


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: f"{r.event_class}-{r.evidence[0].sentence}")
def test_the_computed_wording_of_a_good_record_passes_the_gate(record: EventRecord) -> None:
    assert worded(record, EDITION) == sentence(record, EDITION)


def test_a_computed_brief_passes(brief: DailyBrief) -> None:
    assert brief.verify() == []


def test_it_passes_after_a_round_trip_through_json(brief: DailyBrief) -> None:
    again = DailyBrief.model_validate_json(brief.model_dump_json())
    assert again == brief
    assert again.verify() == []


Edit = Callable[[str], str]


@pytest.mark.parametrize(
    ("edit", "wanted"),
    [
        (lambda t: t.replace("five", "fifty"), {Reason.NUMBER_CHANGED}),
        (
            lambda t: t.replace("12", "five").replace("five fighters", "12 fighters"),
            {Reason.ROLE_SWAPPED, Reason.NUMBER_CHANGED},
        ),
        (lambda t: t.replace("Marden", "Lund"), {Reason.NAME_CHANGED}),
        (lambda t: t.replace("Ordonian", "Verran"), {Reason.NAME_CHANGED}),
        (lambda t: t.replace("Residents", "Generals"), {Reason.NOT_CLAIMANT, Reason.NAME_CHANGED}),
    ],
)
def test_an_edited_takeaway_is_caught(brief: DailyBrief, edit: Edit, wanted: set[Reason]) -> None:
    item = brief.key_takeaways[0]
    item.text = edit(item.text)
    assert reasons(brief, "key_takeaways.0") & wanted


def test_each_sentence_of_the_bottom_line_may_rest_on_its_own_record(brief: DailyBrief) -> None:
    assert len(brief.bluf.events) == 2
    text = "Gunmen abducted four students on the road to Pell. No one was hurt when a car bomb exploded in Vask."
    assert check_text(text, [RECORDS[7], RECORDS[8]], EDITION) == []
    assert check_text(text, [RECORDS[7], RECORDS[6]], EDITION) != []


def test_a_claim_told_as_fact_is_caught(brief: DailyBrief) -> None:
    (item,) = [i for s in brief.sections for i in s.items if i.text.startswith("Military sources")]
    item.text = "A large Ordonian military convoy moved into Verra overnight between 5 and 6 June."
    assert Reason.CLAIMANT_DROPPED in reasons(brief, "sections.1")


def test_a_plan_told_as_done_is_caught(brief: DailyBrief) -> None:
    brief.watch[0].text = "President Ilan Dorr and President Mira Kest met in Luvia on Wednesday 7 June."
    assert reasons(brief, "watch.0") & {Reason.CERTAINTY_RAISED, Reason.STATUS_UNSUPPORTED}


def test_an_added_sentence_is_checked_too(brief: DailyBrief) -> None:
    brief.bluf.text += " General Otto Brand resigned."
    assert Reason.NAME_CHANGED in reasons(brief, "bluf")


def test_a_sentence_without_record_or_citation_is_refused(brief: DailyBrief) -> None:
    brief.key_judgements.append(
        KeyJudgement(
            topic="war", text="War is likely, and confidence is high.", likelihood="likely", band=(55, 80),
            confidence=AnalyticConfidence.HIGH, confidence_text="So it is.", basis="a feeling", events=[], citations=[],
            change=JudgementChange.NEW,
        )
    )  # fmt: skip
    brief.key_takeaways[1].citations = []
    assert reasons(brief, "key_judgements.0") == {Reason.NO_CITATION, Reason.INVALID}
    assert reasons(brief, "key_takeaways.1") == {Reason.NO_CITATION}


def test_an_empty_brief_line_is_refused_where_there_is_news(brief: DailyBrief) -> None:
    brief.bluf = Statement(text="No event was found in the articles of this edition.", events=[], citations=[])
    assert reasons(brief, "bluf") == {Reason.NO_CITATION}


def test_an_unknown_record_is_refused(brief: DailyBrief) -> None:
    brief.key_takeaways[0].events = ["no-such-record"]
    assert reasons(brief, "key_takeaways.0") == {Reason.UNSUPPORTED}


def test_a_citation_of_another_records_sentence_is_refused(brief: DailyBrief) -> None:
    brief.key_takeaways[0].citations, brief.key_takeaways[1].citations = (
        brief.key_takeaways[1].citations,
        brief.key_takeaways[0].citations,
    )
    assert Reason.UNSUPPORTED in reasons(brief, "key_takeaways.0")
    assert Reason.UNSUPPORTED in reasons(brief, "key_takeaways.1")


def test_an_altered_cited_sentence_or_quotation_is_caught(brief: DailyBrief) -> None:
    cited = brief.cited[0]
    brief.cited[0] = CitedSentence(**cited.model_dump() | {"text": cited.text.replace("Sunday", "Monday")})
    brief.quotes[0].text = brief.quotes[0].text.replace("every", "no")
    assert reasons(brief, "cited.1") == {Reason.QUOTE_ALTERED}
    assert reasons(brief, "quotes.0") == {Reason.QUOTE_ALTERED}


def test_a_missing_cited_sentence_and_a_wrong_speaker_are_caught(brief: DailyBrief) -> None:
    del brief.cited[3]
    brief.quotes[0].speaker = "Ilan Dorr"
    assert reasons(brief, "cited") == {Reason.NO_CITATION}
    assert reasons(brief, "quotes.0.speaker") == {Reason.NOT_CLAIMANT}


def test_an_edited_total_gap_label_or_statement_is_caught(brief: DailyBrief) -> None:
    row = next(r for r in brief.casualty_table if r.kind is K.KILLED and r.best == 5)
    row.best = row.high = row.low = 50
    brief.information_gaps[0].text = "Nothing is open."
    brief.key_takeaways[0].label = "corroborated"
    brief.watch[0].when = "8 June"
    brief.source_statement = "This brief rests on 40 articles."
    brief.coverage.events = 99
    assert reasons(brief, "casualty_table") == {Reason.NUMBER_CHANGED}
    for field in ("information_gaps.0", "key_takeaways.0.label", "watch.0.when", "source_statement", "coverage.events"):
        assert reasons(brief, field) == {Reason.UNSUPPORTED}, field


def test_a_row_turned_from_not_reported_to_zero_is_caught(brief: DailyBrief) -> None:
    row = next(r for r in brief.casualty_table if r.low is None)
    row.low = row.best = row.high = 0
    assert reasons(brief, "casualty_table") == {Reason.NUMBER_CHANGED}


def test_text_is_checked_sentence_by_sentence() -> None:
    record = RECORDS[7]
    text = "Gunmen abducted four students on the road to Pell. Gunmen abducted nine students."
    assert [r.value for r in check_text(text, [record], EDITION)] == ["nine"]
