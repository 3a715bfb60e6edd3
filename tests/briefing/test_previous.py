"""A second edition: what changed is found by comparing records; what did not is counted, not told again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from summarizer.articles import Article
from summarizer.briefing import build_brief
from summarizer.briefing.build import NO_CHANGE
from summarizer.schemas import Assertion, EventClass, EventDraft, EventRecord, Extraction, Status
from summarizer.schemas.brief import ChangeType, DailyBrief
from summarizer.schemas.codebook_parts import CasualtyKind, ClaimantType, Population, Stance
from tests.factories import article, event, extraction, on, said_by, toll

C, K = EventClass, CasualtyKind
DAY1, DAY2 = date(2023, 6, 5), date(2023, 6, 6)
SUNDAY, WEDNESDAY = date(2023, 6, 4), date(2023, 6, 7)
Item = tuple[Article, Extraction[EventDraft]]


def edition(day: date, previous: DailyBrief | None, *items: Item) -> DailyBrief:
    made = datetime(day.year, day.month, day.day, 18, tzinfo=UTC)
    return build_brief(items, edition_date=day, generated_at=made, previous=previous)


def strike(day: date, dead: int | None, *, source: str = "Post", by: str = "the ministry", **more: object) -> Item:
    """An article of `day` on one strike, told in words of its own."""
    toll_text = f"{dead} people were killed" if dead else "the tower fell"
    text = article(
        f"Jets bombed Marden on Sunday and {toll_text}, {by} said.",
        f"{source} wrote on {day} of streets that {'smoked' if source == 'Post' else 'lay empty'}.",
        published=day, source=source,
    )  # fmt: skip
    rows = [toll(K.KILLED, str(dead), dead, dead, dead, who="people", by=by)] if dead else []
    record = event(
        text, C.AIR_STRIKE, by=["Jets"], place="Marden", time=on("on Sunday", SUNDAY), casualties=rows,
        said=[said_by(by, kind=ClaimantType.OFFICIAL)], **more,  # type: ignore[arg-type]
    )  # fmt: skip
    return text, extraction(text, record)


def meeting(day: date, status: Status) -> Item:
    said = {
        Status.PLANNED: "Envoys of Kell and Envoys of Dorr are due to meet in Luvia on Tuesday.",
        Status.OCCURRED: "Envoys of Kell and Envoys of Dorr met in Luvia on Tuesday.",
    }[status]
    text = article(said, published=day, source=f"Radio {day}")
    record = event(
        text, C.TALKS_MEETING, status=status, by=["Envoys of Kell", "Envoys of Dorr"], place="Luvia",
        time=on("on Tuesday", date(2023, 6, 6)),
    )  # fmt: skip
    return text, extraction(text, record)


def found(brief: DailyBrief, kind: ChangeType) -> Sequence[tuple[str | None, str | None]]:
    return [(c.before, c.after) for c in brief.changes if c.type is kind]


def test_a_first_edition_lists_no_changes() -> None:
    assert edition(DAY1, None, strike(DAY1, 3)).changes == []


def test_an_event_that_no_earlier_edition_told_is_new() -> None:
    brief = edition(DAY2, edition(DAY1, None, strike(DAY1, 3)), strike(DAY2, 3), meeting(DAY2, Status.OCCURRED))
    (new,) = [c for c in brief.changes if c.type is ChangeType.NEW]
    assert new.text == "Meeting (in Luvia, 6 June): not told before."
    assert "Changes since the last edition" in brief.to_markdown()
    assert brief.verify() == []


def test_a_figure_that_its_teller_counts_anew_is_revised_with_both_values() -> None:
    brief = edition(DAY2, edition(DAY1, None, strike(DAY1, 3)), strike(DAY2, 6))
    assert found(brief, ChangeType.FIGURE_REVISED) == [("3 people killed", "6 people killed (the ministry)")]
    (item,) = brief.key_takeaways
    assert item.update
    assert "**Update.**" in brief.to_markdown()
    (row,) = [r for r in brief.casualty_table if r.n_events]
    assert (row.low, row.best, row.high) == (6, 6, 6)


def test_what_is_told_again_without_change_is_counted_and_not_repeated() -> None:
    brief = edition(DAY2, edition(DAY1, None, strike(DAY1, 3)), strike(DAY2, 3))
    assert brief.bluf.text == NO_CHANGE
    assert brief.key_takeaways == []
    assert brief.coverage.unchanged == 1
    assert sum(s.unchanged for s in brief.sections) == 1
    assert "1 event told before and not changed." in brief.to_markdown()
    assert brief.verify() == []


def test_a_second_independent_origin_confirms() -> None:
    brief = edition(DAY2, edition(DAY1, None, strike(DAY1, 3)), strike(DAY2, 3, source="Wire", by="a hospital doctor"))
    assert found(brief, ChangeType.CONFIRMED) == [("claimed by the ministry", "also told by a hospital doctor")]


def test_a_denial_is_a_change() -> None:
    text = article("The Ordonian army denied that jets bombed Marden on Sunday.", published=DAY2, source="Wire")
    denial = event(
        text, C.AIR_STRIKE, assertion=Assertion.DENIED, by=["jets"], place="Marden", time=on("on Sunday", SUNDAY),
        said=[said_by("The Ordonian army", "denied", stance=Stance.DENIES)],
    )  # fmt: skip
    brief = edition(DAY2, edition(DAY1, None, strike(DAY1, 3)), (text, extraction(text, denial)))
    assert found(brief, ChangeType.DENIED) == [("claimed by the ministry", "denied by the Ordonian army")]
    assert brief.verify() == []


def test_a_plan_is_watched_until_it_is_held_and_then_reported() -> None:
    first = edition(DAY1, None, meeting(DAY1, Status.PLANNED))
    assert [(w.due, w.carried, w.overdue) for w in first.watch] == [(DAY2, False, False)]
    held = edition(DAY2, first, meeting(DAY2, Status.OCCURRED))
    assert held.watch == []
    assert found(held, ChangeType.RESOLVED) == [("planned", "held")]


def test_a_plan_that_nobody_tells_of_again_is_carried_and_marked_when_overdue() -> None:
    first = edition(DAY1, None, meeting(DAY1, Status.PLANNED))
    second = edition(DAY2, first)
    assert [(w.carried, w.overdue) for w in second.watch] == [(True, False)]
    third = edition(DAY2 + timedelta(days=1), second)
    (item,) = third.watch
    assert (item.carried, item.overdue) == (True, True)
    assert item.when == "6 June (before this edition; no article says whether it took place)"
    assert "met" not in item.text
    assert third.verify() == []
    assert edition(DAY2 + timedelta(days=9), third).watch == []


def test_a_leading_event_that_goes_quiet_is_named() -> None:
    brief = edition(DAY2, edition(DAY1, None, strike(DAY1, 3)), meeting(DAY2, Status.PLANNED))
    (quiet,) = [c for c in brief.changes if c.type is ChangeType.NO_NEW_REPORTING]
    assert quiet.text == "Air strike (in Marden, 4 June): no article of this edition tells of it."
    assert quiet.citations
    cited = {c.n: c for c in brief.cited}
    assert set(quiet.citations) <= set(cited)
    earlier = {s.doc_id for s in brief.sources if s.earlier}
    assert {cited[n].doc_id for n in quiet.citations} <= earlier


def test_an_anniversary_is_never_new() -> None:
    text = article("Jets bombed Olovo in June 2015.", published=DAY2)
    old = event(
        text, C.AIR_STRIKE, by=["Jets"], place="Olovo", time=on("in June 2015", date(2015, 6, 1), date(2015, 6, 30))
    )
    brief = edition(DAY2, edition(DAY1, None, strike(DAY1, 3)), (text, extraction(text, old)))
    assert not [c for c in brief.changes if c.type is ChangeType.NEW]
    assert brief.key_takeaways == []


def test_an_edited_change_or_value_is_caught() -> None:
    brief = edition(DAY2, edition(DAY1, None, strike(DAY1, 3)), strike(DAY2, 6))
    (change,) = [c for c in brief.changes if c.type is ChangeType.FIGURE_REVISED]
    change.after = "60 people killed (the ministry)"
    assert {r.field for r in brief.verify()} == {"changes.0"}


@pytest.mark.parametrize("events", [1, 2])
def test_a_judgement_needs_corroborated_violence_that_rises(events: int) -> None:
    def told(n: int, source: str) -> Item:
        wire = "Jets bombed Town{i} on Sunday and {n} people were killed, a {source} doctor said."
        post = (
            "In Town{i}, a {source} doctor said, {n} people were killed on Sunday when jets, by his account, bombed it."
        )
        words = wire if source == "Wire" else post
        told = [words.format(i=i, n=i + 2, source=source) for i in range(n)]
        text = article(*told, published=DAY2, source=source)
        records: list[EventRecord] = [
            event(
                text, C.AIR_STRIKE, cites=(i + 1,), by=["Jets"], place=f"Town{i}", country="SDN",
                time=on("on Sunday", SUNDAY), said=[said_by(f"a {source} doctor")],
                casualties=[toll(K.KILLED, str(i + 2), i + 2, i + 2, i + 2, who="people", population=Population.UNKNOWN)],
            )
            for i in range(n)
        ]  # fmt: skip
        return text, extraction(text, *records)

    first = edition(DAY1, None, meeting(DAY1, Status.PLANNED))
    brief = edition(DAY2, first, told(events, "Wire"), told(events, "Post"))
    assert edition(DAY2, None, told(2, "Wire"), told(2, "Post")).key_judgements == []
    if events == 1:
        assert brief.key_judgements == []
        return
    (judgement,) = brief.key_judgements
    assert judgement.text == "Further violence in Sudan is likely."
    assert (judgement.likelihood, judgement.band) == ("likely", (55, 80))
    assert "likely" not in judgement.confidence_text
    assert "onfidence" not in judgement.text
    assert judgement.assumptions
    assert judgement.indicators
    assert brief.verify() == []
    after = edition(DAY2 + timedelta(days=1), brief)
    assert [(j.change.value, j.likelihood) for j in after.key_judgements] == [("withdrawn", None)]
    assert after.verify() == []
