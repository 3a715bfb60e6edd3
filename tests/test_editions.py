"""A day's edition from files, feeds and the store: run twice it pays once, and the report says what was done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from summarizer.articles import Article, Unreadable
from summarizer.briefing import build_brief
from summarizer.editions import Edition, Lost, Pair, make_edition, since_day
from summarizer.errors import InputError
from summarizer.schemas import EventClass, Failure, FailureKind
from summarizer.schemas.brief import DailyBrief
from summarizer.schemas.brief_parts import ChangeType, DropReason
from summarizer.store import Store
from tests.factories import PUBLISHED, article, event, extraction, failed, on

STRIKE = article("Jets bombed Marden on Monday.", url="https://harbour.example/1")
ARREST = article("Police arrested nine people in Brask on Monday.", source="Coast Wire", url="https://coast.example/1")
OLD = article("Rebels shelled Marden.", published=PUBLISHED - timedelta(days=9))


class Model:
    """Codes the articles above, and notes which it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, articles: list[Article]) -> Iterator[Pair]:
        classes = {STRIKE.doc_id: EventClass.AIR_STRIKE, ARREST.doc_id: EventClass.ARREST_DETENTION}
        for one in articles:
            self.asked.append(one.doc_id)
            found = classes.get(one.doc_id, EventClass.SHELLING_MISSILE)
            yield one, extraction(one, event(one, found, time=on("on Monday", PUBLISHED - timedelta(days=1))))


def compose(results: Iterable[Pair], *, date: date, previous: DailyBrief | None) -> DailyBrief:
    made = datetime(date.year, date.month, date.day, 18, tzinfo=UTC)
    return build_brief(list(results), edition_date=date, generated_at=made, previous=previous)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "news.db") as opened:
        yield opened


def run(model: Model, *articles: Article, store: Store | None = None, day: date = PUBLISHED, **more: object) -> Edition:
    return make_edition(articles, results=model, compose=compose, on=day, store=store, **more)  # type: ignore[arg-type]


def test_without_a_store_an_edition_is_what_was_given() -> None:
    made = run(Model(), STRIKE, ARREST)
    assert {r.provenance.doc_id for r in made.brief.records} == {STRIKE.doc_id, ARREST.doc_id}
    assert (made.report.given, made.report.read, made.report.told, made.report.revision) == (2, 2, 2, None)
    assert made.report.exit_status == 0


def test_a_second_run_asks_only_for_what_is_new_and_updates_the_edition(store: Store) -> None:
    model = Model()
    first = run(model, STRIKE, store=store)
    second = run(model, STRIKE, ARREST, store=store)
    assert model.asked == [STRIKE.doc_id, ARREST.doc_id]
    assert (first.report.revision, second.report.revision) == (1, 2)
    assert (second.report.known, second.report.read, second.report.told) == (1, 1, 2)
    third = run(model, STRIKE, ARREST, store=store)
    assert (third.report.read, third.report.revision) == (0, 2)


def test_fresh_asks_again(store: Store) -> None:
    model = Model()
    run(model, STRIKE, store=store)
    run(model, STRIKE, store=store, fresh=True)
    assert model.asked == [STRIKE.doc_id, STRIKE.doc_id]


def test_the_store_alone_makes_an_edition(store: Store) -> None:
    run(Model(), STRIKE, store=store)
    again = run(Model(), store=store)
    assert [r.provenance.doc_id for r in again.brief.records] == [STRIKE.doc_id]


def test_the_period_bounds_what_the_store_adds(store: Store) -> None:
    run(Model(), STRIKE, OLD, store=store)
    assert {r.provenance.doc_id for r in run(Model(), store=store).brief.records} == {STRIKE.doc_id}
    longer = run(Model(), store=store, since=PUBLISHED - timedelta(days=10))
    assert {r.provenance.doc_id for r in longer.brief.records} == {STRIKE.doc_id, OLD.doc_id}


def test_what_is_given_is_told_whatever_its_date(store: Store) -> None:
    assert len(run(Model(), OLD, store=store).brief.records) == 1


def test_the_edition_before_is_the_one_compared_with(store: Store) -> None:
    run(Model(), STRIKE, store=store)
    later = run(Model(), ARREST, store=store, day=PUBLISHED + timedelta(days=1))
    assert [r.provenance.doc_id for r in later.brief.records] == [ARREST.doc_id]
    assert later.brief.coverage.dropped == {DropReason.TOLD: 1}
    types = {change.type for change in later.brief.changes}
    assert types == {ChangeType.NEW, ChangeType.NO_NEW_REPORTING}


def test_a_word_for_word_reprint_is_asked_once_and_told_as_a_duplicate(store: Store) -> None:
    model = Model()
    reprint = STRIKE.model_copy(update={"source": "Coast Wire", "url": "https://coast.example/2"})
    made = run(model, STRIKE, reprint, store=store)
    assert model.asked == [STRIKE.doc_id]
    assert (made.report.told, made.brief.coverage.dropped) == (2, {DropReason.DUPLICATE: 1})


def test_an_interrupted_run_keeps_what_was_read(store: Store) -> None:
    def breaks(articles: list[Article]) -> Iterator[Pair]:
        yield articles[0], extraction(articles[0])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_edition([STRIKE, ARREST], results=breaks, compose=compose, on=PUBLISHED, store=store)
    assert store.known([STRIKE.doc_id, ARREST.doc_id]) == {STRIKE.doc_id}


def test_what_failed_is_in_the_report_and_in_the_exit_status(store: Store) -> None:
    lost = Unreadable("https://a.example/x", Failure(kind=FailureKind.NOT_FETCHED, message="404"))
    made = make_edition(
        [STRIKE], results=lambda some: [(a, failed(a, message="no reply")) for a in some], compose=compose,
        on=PUBLISHED, store=store, unreadable=[lost], passed_over=[Lost(source="https://a.example/y", reason="not dated")],
    )  # fmt: skip
    assert [(f.source, f.reason) for f in made.report.failures] == [
        ("https://a.example/x", "404"),
        ("Harbour Post", "no reply"),
    ]
    assert (made.report.exit_status, made.report.degraded, len(made.report.passed_over)) == (1, True, 1)


def test_a_budget_that_did_not_reach_is_in_the_report() -> None:
    made = run(Model(), STRIKE, stopped=lambda: "the budget of $1 is used up")
    assert (made.report.exit_status, made.report.stopped) == (1, "the budget of $1 is used up")


@pytest.mark.parametrize(
    ("text", "day"), [("1d", date(2023, 6, 5)), ("2W", date(2023, 5, 23)), (" 2023-06-01 ", date(2023, 6, 1))]
)
def test_a_period_is_days_weeks_or_a_date(text: str, day: date) -> None:
    assert since_day(text, date(2023, 6, 6)) == day


@pytest.mark.parametrize("text", ["", "yesterday", "1 month", "-1d", "99999d"])
def test_another_period_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no period"):
        since_day(text, date(2023, 6, 6))
