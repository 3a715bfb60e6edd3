"""Bars and days of a brief's page: what is drawn is what the table says."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from summarizer.briefing import build_brief
from summarizer.render.charts import DAY, Timeline, rows, timeline, told
from summarizer.schemas import EventClass, EventTime, Status, TemporalRole
from summarizer.schemas.brief import CasualtyRow, DailyBrief
from summarizer.schemas.codebook_parts import CasualtyKind, Population
from tests.factories import article, event, extraction, on

EDITION = date(2023, 6, 6)


def with_rows(brief: DailyBrief, *figures: tuple[CasualtyKind, int | None, int | None, int | None]) -> DailyBrief:
    table = [
        CasualtyRow(kind=k, population=Population.CIVILIAN, low=low, best=best, high=high, n_events=1)
        for k, low, best, high in figures
    ]
    return brief.model_copy(update={"casualty_table": table})


KILLED, INJURED = CasualtyKind.KILLED, CasualtyKind.INJURED


def test_bars_of_one_kind_share_a_scale(brief: DailyBrief) -> None:
    found = rows(with_rows(brief, (KILLED, 10, 10, 10), (KILLED, 40, 40, 40), (INJURED, 2, 2, 2)))
    small, large, injured = (r.bar for r in found)
    assert small
    assert large
    assert injured
    assert small.high * 4 == pytest.approx(large.high)
    assert injured.high == large.high
    assert [r.first for r in found] == [True, False, True]


def test_a_range_keeps_its_bounds_and_an_open_end_is_open(brief: DailyBrief) -> None:
    closed, opened, vague, none = rows(
        with_rows(
            brief, (KILLED, 14, 19, 21), (KILLED, 11, 11, None), (KILLED, None, 20, None), (KILLED, None, None, None)
        )
    )
    assert closed.bar
    assert closed.bar.best
    assert closed.bar.low < closed.bar.best < closed.bar.high
    assert not closed.bar.open
    assert opened.bar
    assert opened.bar.open
    assert vague.bar
    assert (vague.bar.low, vague.bar.open) == (0, True)
    assert none.bar is None
    assert none.text.figure == "not reported"


def test_zero_is_a_bar_of_no_length_not_a_missing_one(brief: DailyBrief) -> None:
    (zero,) = rows(with_rows(brief, (KILLED, 0, 0, 0)))
    assert zero.bar is not None
    assert zero.bar.high == 0


def brief_of(*times: tuple[EventTime, Status]) -> DailyBrief:
    text = article(*(f"Rebels shelled Village{n} with guns." for n in range(len(times))))
    events = [
        event(
            text, EventClass.SHELLING_MISSILE, cites=(n,), place=f"Village{n - 1}", by=["Rebels"], time=time, status=status,
            role=TemporalRole.UPCOMING if status is Status.PLANNED else TemporalRole.CURRENT,
        )
        for n, (time, status) in enumerate(times, 1)
    ]  # fmt: skip
    made = datetime(2023, 6, 6, 18, tzinfo=UTC)
    return build_brief([(text, extraction(text, *events))], edition_date=EDITION, generated_at=made)


def drawn(brief: DailyBrief) -> Timeline:
    line = timeline(brief)
    assert line is not None
    return line


def test_an_event_stands_on_its_days_and_the_editions_day_is_marked() -> None:
    line = drawn(brief_of((on("x", date(2023, 6, 4), date(2023, 6, 5)), Status.OCCURRED)))
    (span,) = line.spans
    shown = {x: day for x, day, _ in line.days}
    assert (shown[span.left], span.width) == ("4", 2 * DAY)
    assert [day for _, day, now in line.days if now] == ["6"]


def test_an_event_from_before_the_line_is_pointed_at_not_moved() -> None:
    line = drawn(brief_of((on("x", date(2023, 6, 5)), Status.OCCURRED), (on("y", date(2023, 5, 1)), Status.OCCURRED)))
    old = next(s for s in line.spans if "May" in s.when)
    assert (old.width, old.before, old.after) == (0, True, False)


def test_what_is_planned_looks_so_and_what_has_no_date_is_counted() -> None:
    line = drawn(brief_of((on("x", date(2023, 6, 9)), Status.PLANNED), (on("soon"), Status.OCCURRED)))
    assert {s.look for s in line.spans} == {"ahead"}
    assert line.undated == 1


def test_no_dated_event_no_line() -> None:
    assert timeline(brief_of((on("soon"), Status.OCCURRED))) is None


def test_every_event_told_leads_to_a_place_on_the_page(brief: DailyBrief) -> None:
    page = brief.to_html()
    assert told(brief)
    assert all(f'id="{t.anchor}"' in page for t in told(brief))
