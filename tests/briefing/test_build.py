"""The page: budgets, order, sections, watch list, gaps, sources, coverage; always a brief, never silence."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from summarizer.articles import Article
from summarizer.briefing import build_brief, gate, wording
from summarizer.briefing.build import FAMILIES, NO_EVENTS, NO_NEWS
from summarizer.schemas import (
    EventClass,
    EventDraft,
    EventRecord,
    Extraction,
    FailureKind,
    Reason,
    Rejection,
    Status,
    TemporalRole,
)
from summarizer.schemas.brief import DailyBrief, DropReason, Length
from summarizer.schemas.codebook_parts import (
    CasualtyKind,
    ClaimantType,
    Population,
    Qualifier,
    Speech,
    ValidationStatus,
)
from summarizer.schemas.event import Validation
from tests.factories import article, event, extraction, failed, on, said_by, toll

C, K = EventClass, CasualtyKind
EDITION = date(2023, 6, 6)
SUNDAY, WEDNESDAY = date(2023, 6, 4), date(2023, 6, 7)
MADE = datetime(2023, 6, 6, 18, 0, tzinfo=UTC)


def brief_of(*items: tuple[Article, Extraction[EventDraft]]) -> DailyBrief:
    return build_brief(items, edition_date=EDITION, generated_at=MADE)


FRONT = article(
    "Residents said that Ordonian jets bombed Marden on Sunday and that five civilians were killed.",
    "President Ilan Dorr and President Mira Kest are due to meet in Luvia on Wednesday.",
    "The rebels threatened to attack the oil terminal.",
    "“We will not leave the city before the winter,” said Anna Tersk.",
    "In 2019 the army and the Kell Brigade agreed on a truce.",
    title="Jets strike Marden",
    url="https://harbour.example/1",
)
STRIKE = event(
    FRONT,
    C.AIR_STRIKE,
    by=["Ordonian jets"],
    place="Marden",
    time=on("on Sunday", SUNDAY),
    casualties=[toll(K.KILLED, "five", 5, 5, 5, who="civilians", population=Population.CIVILIAN)],
    said=[said_by("Residents")],
)
SUMMIT = event(
    FRONT,
    C.TALKS_MEETING,
    cites=(2,),
    status=Status.PLANNED,
    role=TemporalRole.UPCOMING,
    by=["President Ilan Dorr", "President Mira Kest"],
    place="Luvia",
    time=on("on Wednesday", WEDNESDAY),
)
THREAT = event(
    FRONT, C.GROUND_OFFENSIVE, cites=(3,), status=Status.THREATENED, by=["The rebels"], against=["the oil terminal"]
)
QUOTE = event(
    FRONT, C.STATEMENT, cites=(4,), by=["Anna Tersk"], said=[said_by("Anna Tersk", speech=Speech.DIRECT_QUOTE)]
)
TRUCE = event(
    FRONT,
    C.AGREEMENT_CEASEFIRE,
    cites=(5,),
    role=TemporalRole.HISTORICAL,
    by=["the army", "the Kell Brigade"],
    time=on("In 2019", date(2019, 1, 1), date(2019, 12, 31)),
)
ALL = (FRONT, extraction(FRONT, QUOTE, TRUCE, THREAT, SUMMIT, STRIKE))


def protests(n: int) -> tuple[Article, Extraction[EventDraft]]:
    text = article(*(f"Dockers protested in Port{i} on Sunday." for i in range(n)), source="Wire")
    records = [
        event(text, C.PROTEST, cites=(i + 1,), by=["Dockers"], place=f"Port{i}", time=on("on Sunday", SUNDAY))
        for i in range(n)
    ]
    return text, extraction(text, *records)


def test_the_bottom_line_is_short_stands_alone_and_comes_from_the_top_events() -> None:
    brief = brief_of(ALL)
    assert brief.bluf.text == (
        "Residents said that Ordonian jets bombed Marden on Sunday 4 June and that five civilians were killed. "
        "President Ilan Dorr and President Mira Kest are due to meet in Luvia on Wednesday 7 June."
    )
    assert brief.bluf.events == [STRIKE.event_id, SUMMIT.event_id]
    assert len(brief.bluf.text.split()) <= 50


def test_a_long_event_loses_its_toll_before_the_bottom_line_loses_the_event() -> None:
    who = (
        "members of the provincial council and their relatives who had gathered in the old hall for the yearly session"
    )
    others = (
        "pupils of both schools and the teachers who had brought them to hear the council open its session that day"
    )
    text = article(
        f"Shells hit Marden on Sunday and hurt at least 30 {others}, while at least nine {who} were killed in Marden."
    )
    long = event(
        text,
        C.SHELLING_MISSILE,
        place="Marden",
        time=on("on Sunday", SUNDAY),
        casualties=[
            toll(K.KILLED, "at least nine", 9, 9, None, who=who, qualifier=Qualifier.AT_LEAST),
            toll(K.INJURED, "at least 30", 30, 30, None, who=others, qualifier=Qualifier.AT_LEAST),
        ],
    )
    assert brief_of((text, extraction(text, long))).bluf.text == "Marden was shelled on Sunday 4 June."


def test_at_most_seven_takeaways_most_significant_first() -> None:
    brief = brief_of(protests(9), ALL)
    assert len(brief.key_takeaways) == 7
    assert brief.key_takeaways[0].events == [STRIKE.event_id]
    assert all(t.kind == "reported" for t in brief.key_takeaways)


def test_two_articles_on_one_event_give_one_item_with_all_claimants_and_citations() -> None:
    other = article(
        "Ordonian jets bombed Marden on Sunday and five civilians were killed, the civil defence said.", source="Wire"
    )
    again = event(
        other,
        C.AIR_STRIKE,
        by=["Ordonian jets"],
        place="Marden",
        time=on("on Sunday", SUNDAY),
        casualties=[toll(K.KILLED, "five", 5, 5, 5, who="civilians", population=Population.CIVILIAN)],
        said=[said_by("the civil defence", kind=ClaimantType.OFFICIAL)],
    )
    brief = brief_of((FRONT, extraction(FRONT, STRIKE)), (other, extraction(other, again)))
    (takeaway,) = brief.key_takeaways
    assert set(takeaway.events) == {STRIKE.event_id, again.event_id}
    assert takeaway.citations == [1, 2]
    assert "residents" in takeaway.label
    assert "the civil defence" in takeaway.label
    assert takeaway.label.endswith("2 articles, 2 independent origins")
    assert len(brief.sections[0].items) == 1
    assert (brief.coverage.events, brief.coverage.records, brief.coverage.single_source) == (1, 2, 0)
    assert brief.verify() == []


def test_a_reprint_counts_once() -> None:
    words = "The convoy had left the depot before dawn, drivers at the petrol station said, and it reached the bridge in light rain."
    story = (
        "Residents said that Ordonian jets bombed Marden on Sunday.",
        words,
        "Shops in the market stayed shut all day.",
    )
    first = article(*story, title="Jets strike", source="Wire")
    copy = article(*story, "More follows.", title="Marden hit", source="Post")
    told = [
        event(
            a,
            C.AIR_STRIKE,
            by=["Ordonian jets"],
            place="Marden",
            time=on("on Sunday", SUNDAY),
            said=[said_by("Residents")],
        )
        for a in (first, copy)
    ]
    brief = brief_of((first, extraction(first, told[0])), (copy, extraction(copy, told[1])))
    assert (brief.coverage.reprints, brief.coverage.origins, brief.coverage.events) == (1, 1, 1)
    assert brief.coverage.single_source == 1
    assert brief.key_takeaways[0].label == "claimed by residents; 2 articles, 1 independent origin"
    assert "1 of them reprints another, so that they count as 1 independent origin" in brief.source_statement


def test_places_resolved_to_countries_make_theatres() -> None:
    text = article("Jets bombed Marden on Sunday.", "Dockers protested in Port on Sunday.", "Police detained a man.")
    records = [
        event(text, C.AIR_STRIKE, by=["Jets"], place="Marden", country="SDN", time=on("on Sunday", SUNDAY)),
        event(text, C.PROTEST, cites=(2,), by=["Dockers"], place="Port", country="PER", time=on("on Sunday", SUNDAY)),
        event(text, C.ARREST_DETENTION, cites=(3,), by=["Police"], against=["a man"]),
    ]
    brief = brief_of((text, extraction(text, *records)))
    assert [(s.title, s.kind) for s in brief.sections] == [
        ("Sudan", "theatre"),
        ("Peru", "theatre"),
        ("Place not resolved", "theatre"),
    ]
    assert brief.area == "Sudan; Peru"


@pytest.mark.parametrize(("length", "most"), [("short", 400), ("full", 900)])
def test_the_prose_keeps_to_its_length_and_what_is_left_out_is_counted(length: Length, most: int) -> None:
    items = [protests(120), ALL]
    brief = build_brief(items, edition_date=EDITION, generated_at=MADE, length=length)
    assert most * 0.6 < brief.coverage.words <= most
    shown = sum(len(s.items) for s in brief.sections)
    assert shown + brief.coverage.left_out["events"] == 120 + 3
    assert brief.coverage.left_out["events"] == sum(s.omitted for s in brief.sections)
    assert brief.verify() == []


def test_only_what_is_printed_is_worded(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    real = wording.sentence

    def counting(record: EventRecord, edition: date, *, tolls: bool = True) -> str:
        made.append(record.event_id)
        return real(record, edition, tolls=tolls)

    monkeypatch.setattr(gate, "sentence", counting)
    brief = brief_of(protests(400))
    assert brief.coverage.events == 400
    assert len(set(made)) < 150


def test_sections_come_in_a_fixed_order_and_empty_ones_stay() -> None:
    brief = brief_of(ALL)
    assert [s.title for s in brief.sections] == [*FAMILIES, "Background"]
    assert [i.events for i in brief.sections[0].items] == [[STRIKE.event_id]]
    assert brief.sections[1].items == []
    assert brief.sections[-1].items[0].text == "The army and the Kell Brigade agreed on a truce in 2019."


def test_every_class_has_one_section() -> None:
    classes = [c for family in FAMILIES.values() for c in family]
    assert sorted(classes) == sorted(C)


def test_the_watch_list_holds_what_has_not_happened_dated_first() -> None:
    watch = brief_of(ALL).watch
    assert [(w.events, w.when, w.due, w.where) for w in watch] == [
        ([SUMMIT.event_id], "7 June", WEDNESDAY, "Luvia"),
        ([THREAT.event_id], None, None, None),
    ]
    assert watch[1].text == "The rebels threatened to attack the oil terminal."
    assert watch[1].label == "threatened; unattributed"


def test_a_plan_whose_day_has_passed_is_not_told_as_held() -> None:
    text = article("Envoys are due to meet in Luvia on Sunday.")
    past = event(
        text, C.TALKS_MEETING, status=Status.PLANNED, by=["Envoys"], place="Luvia", time=on("on Sunday", SUNDAY)
    )
    (item,) = brief_of((text, extraction(text, past))).watch
    assert item.when == "4 June (before this edition; no article says whether it took place)"
    assert item.text == "Envoys are due to meet in Luvia on Sunday 4 June."


def test_history_is_background_and_never_news() -> None:
    brief = brief_of((FRONT, extraction(FRONT, TRUCE)))
    assert brief.bluf.text == NO_NEWS
    assert brief.key_takeaways == []
    assert brief.casualty_table == []
    assert brief.period is None


def test_quotations_are_as_printed() -> None:
    (quote,) = brief_of(ALL).quotes
    assert (quote.text, quote.speaker) == ("We will not leave the city before the winter", "Anna Tersk")


def test_citations_are_numbered_sentences_with_offsets() -> None:
    brief = brief_of(ALL)
    assert [c.n for c in brief.cited] == [1, 2, 3, 4, 5]
    assert all(FRONT.text[c.start : c.end] == c.text for c in brief.cited)
    assert brief.key_takeaways[0].citations == [1]
    assert brief.cited[0].text == FRONT.sentences[0].text


def test_gaps_are_the_questions_that_the_records_leave_open() -> None:
    text = article("Shells hit Marden.")
    brief = brief_of((text, extraction(text, event(text, C.SHELLING_MISSILE, place="Marden"))))
    assert [g.text for g in brief.information_gaps] == [
        "No number of dead or injured is given for: shelling (in Marden).",
        "Who did it is not said for: shelling (in Marden).",
        "The outlet names no source for: shelling (in Marden).",
        "No date could be established for: shelling (in Marden).",
    ]


def test_unknown_outlet_and_date_are_gaps() -> None:
    text = article("Jets struck Marden.", published=None, source=None)
    gaps = [
        g.text for g in brief_of((text, extraction(text, event(text, C.AIR_STRIKE, place="Marden")))).information_gaps
    ]
    assert "The publication date of S1 is not known." in gaps
    assert "The outlet of S1 is not known." in gaps


def test_coverage_counts_everything_that_went_in_and_was_lost() -> None:
    quiet, broken = article("Nothing happened.", source="Wire"), article("Too odd.", source="Radio")
    lost = [
        Rejection(field="killed", value="40", reason=Reason.NUMBER_CHANGED, message="the text says 4"),
        Rejection(field="place", value="Lund", reason=Reason.NOT_IN_TEXT, message="not there"),
        Rejection(field="place", value="Oslo", reason=Reason.NOT_IN_TEXT, message="not there"),
    ]
    repaired = STRIKE.model_copy(update={"validation": Validation(status=ValidationStatus.PARTIAL)})
    brief = brief_of(
        (FRONT, extraction(FRONT, repaired, rejected=lost)),
        (FRONT, extraction(FRONT, repaired, rejected=lost)),
        (quiet, extraction(quiet, warnings=["instructions in sentence 1 were not followed"])),
        (broken, failed(broken, FailureKind.TRUNCATED, "the reply was cut")),
    )
    cover = brief.coverage
    assert (cover.articles_in, cover.articles_used, cover.events, cover.repaired) == (4, 1, 1, 1)
    assert cover.dropped == {DropReason.FAILED: 1, DropReason.DUPLICATE: 1, DropReason.NO_EVENTS: 1}
    assert cover.articles_used + sum(cover.dropped.values()) == cover.articles_in
    assert cover.rejected == {Reason.NOT_IN_TEXT: 2, Reason.NUMBER_CHANGED: 1}
    (failure,) = cover.failures
    assert (failure.article, failure.kind, failure.message) == ("Radio", FailureKind.TRUNCATED, "the reply was cut")
    assert cover.warnings == ["Wire: instructions in sentence 1 were not followed"]
    assert cover.degraded


def test_stale_and_undated_articles_are_counted() -> None:
    old, undated = article("Old news.", published=date(2023, 4, 1)), article("Odd news.", published=None)
    cover = brief_of(ALL, (old, extraction(old)), (undated, extraction(undated))).coverage
    assert (cover.stale_share, cover.undated) == (0.5, 1)


def test_no_article_and_no_event_give_a_brief_that_says_so() -> None:
    for brief in (brief_of(), brief_of((FRONT, extraction(FRONT))), brief_of((FRONT, failed(FRONT)))):
        assert brief.bluf.text == NO_EVENTS
        assert brief.key_takeaways == []
        assert brief.source_statement == "No article gave an event."
        assert brief.verify() == []


def test_the_method_note_names_model_and_prompt() -> None:
    note = brief_of(ALL).method_note
    assert "extracted by an AI model (test-model; prompt extract/v1, 0123456789ab)" in note
    assert "no language model wrote them" in note


def test_the_same_input_gives_the_same_brief() -> None:
    assert brief_of(ALL, protests(3)) == brief_of(ALL, protests(3))


def test_a_sentence_that_the_gate_refuses_gives_way_to_the_articles_own() -> None:
    text = article("Jets did not strike Marden.")
    wrong = event(text, C.AIR_STRIKE, by=["Jets"], place="Marden")
    brief = brief_of((text, extraction(text, wrong)))
    assert brief.key_takeaways[0].text == "In the words of the article: “Jets did not strike Marden.”"
    assert brief.coverage.fallbacks == 1


@pytest.mark.parametrize("records", [[STRIKE], [STRIKE, SUMMIT], [QUOTE, THREAT, TRUCE]])
def test_the_period_spans_the_dated_current_events(records: list[EventRecord]) -> None:
    period = brief_of((FRONT, extraction(FRONT, *records))).period
    assert period == ((SUNDAY, SUNDAY) if STRIKE in records else None)
